//! Parses and validates the TOML of a seed.

use std::collections::{BTreeMap, BTreeSet};

use partna_auth::{Amount, ApiKey, Secret};
use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Seed, SeedAccount, SeedBalance};
use crate::Error;
use crate::pricing::ledger::Ledger;
use crate::pricing::rates;
use crate::state::Country;

/// The TOML of a seed before validation.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeedToml {
    #[serde(default)]
    merchant: MerchantToml,
    settle_after_seconds: Option<u32>,
    #[serde(default)]
    accounts: Vec<AccountToml>,
    #[serde(default)]
    prices: BTreeMap<String, String>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct MerchantToml {
    username: Option<String>,
    api_key: Option<Secret>,
    kyc_exempt: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AccountToml {
    name: String,
    email: Option<String>,
    #[serde(default)]
    kyc: Vec<String>,
    #[serde(default)]
    balances: BTreeMap<String, String>,
}

/// Parses a seed and validates all its values.
pub(super) fn parse(text: &str) -> Result<Seed, Error> {
    let text: SeedToml = toml::from_str(text).map_err(|error| toml_error(text, &error))?;
    let username = text.merchant.username.map(check_name).transpose()?;
    let api_key = text.merchant.api_key.map(check_key).transpose()?;
    let accounts: Vec<SeedAccount> = text
        .accounts
        .into_iter()
        .map(parse_account)
        .collect::<Result<_, _>>()?;
    check_unique(&accounts)?;
    let prices = text.prices.iter();
    Ok(Seed {
        username,
        api_key,
        kyc_exempt: text.merchant.kyc_exempt,
        settle_after_seconds: text.settle_after_seconds,
        accounts,
        prices: prices
            .map(|(currency, dollars)| parse_price(currency, dollars))
            .collect::<Result<_, _>>()?,
    })
}

/// Returns the TOML parser's message without the source line, which may contain an API key.
fn toml_error(text: &str, error: &toml::de::Error) -> Error {
    let line = error.span().map(|span| {
        let before = text.bytes().take(span.start);
        before.filter(|byte| *byte == b'\n').count() + 1
    });
    let location = line.map_or(String::new(), |line| format!("line {line}: "));
    let problem = error.message();
    // The message repeats a value of the wrong type, which may be an API key.
    let problem = match problem.rsplit_once(", expected ") {
        Some((_, expected)) if problem.starts_with("invalid ") => format!("expected {expected}"),
        _ => problem.to_owned(),
    };
    let hint = if problem.contains("expected a string") {
        "; write the value in quotes, such as \"250000.75\""
    } else {
        ""
    };
    Error::seed(format!("{location}{problem}{hint}"))
}

fn parse_account(text: AccountToml) -> Result<SeedAccount, Error> {
    let name = check_name(text.name)?;
    if text
        .email
        .as_ref()
        .is_some_and(|email| !email.contains('@'))
    {
        return Err(Error::seed(format!(
            "account `{name}`: the e-mail address has no `@`; use a full address"
        )));
    }
    let country = |code: &String| {
        Country::from_code(code).ok_or_else(|| {
            Error::seed(format!(
                "account `{name}`: KYC is not available in country `{code}`; use NG or KE"
            ))
        })
    };
    let kyc = text.kyc.iter().map(country).collect::<Result<_, _>>()?;
    let to_balance = |(currency, amount): (&String, &String)| {
        parse_balance(currency, amount).map_err(|problem| {
            Error::seed(format!(
                "account `{name}`: balance in {currency}: {problem}"
            ))
        })
    };
    let balances = text
        .balances
        .iter()
        .map(to_balance)
        .collect::<Result<_, _>>()?;
    Ok(SeedAccount {
        kyc,
        balances,
        name,
        email: text.email,
    })
}

fn parse_balance(currency: &str, amount: &str) -> Result<SeedBalance, String> {
    let ledger = rates::find_ledger(currency)?;
    let amount = rates::check_amount(parse_decimal(amount)?)?;
    if amount.scale() > ledger.places() {
        return Err(format!(
            "`{amount}` has too many decimals; use at most {} decimals for {}",
            ledger.places(),
            ledger.as_str()
        ));
    }
    Ok(SeedBalance {
        currency: currency.to_owned(),
        amount,
    })
}

fn parse_price(currency: &str, dollars: &str) -> Result<(Ledger, Decimal), Error> {
    let price = parse_decimal(dollars).and_then(|dollars| rates::check_price(currency, dollars));
    price.map_err(|problem| Error::seed(format!("price of {currency}: {problem}")))
}

fn parse_decimal(text: &str) -> Result<Decimal, String> {
    let amount: Amount = text
        .parse()
        .map_err(|_| format!("`{text}` is not a valid amount; write it like \"250000.75\""))?;
    Ok(amount.decimal())
}

/// Validates a name by the API's rules.
fn check_name(text: String) -> Result<String, Error> {
    let is_valid = (2..=40).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    if is_valid {
        Ok(text)
    } else {
        Err(Error::seed(format!(
            "`{text}` is not a valid name; use 2 to 40 lowercase letters and digits"
        )))
    }
}

fn check_key(key: Secret) -> Result<Secret, Error> {
    let text = key.expose();
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Error::seed(
            "merchant: `api_key` is empty or has characters that are not allowed in a header; use printable ASCII characters without spaces",
        ));
    }
    let key = ApiKey::from(key);
    if !key.is_sandbox() {
        return Err(Error::seed(format!(
            "merchant: `api_key` is not a sandbox key; use the form 1--M--{}<16 digits>--<13 digits>--<8 digits> \
             with lowercase hexadecimal digits, as in the example of the documentation",
            ApiKey::SANDBOX_MARKER
        )));
    }
    Ok(key.into())
}

/// Checks that account names and e-mail addresses are unique.
fn check_unique(accounts: &[SeedAccount]) -> Result<(), Error> {
    let mut seen = BTreeSet::new();
    for account in accounts {
        let email = account.email.as_ref().map(|email| email.to_lowercase());
        for value in [Some(account.name.clone()), email].into_iter().flatten() {
            if !seen.insert(value.clone()) {
                return Err(Error::seed(format!(
                    "`{value}`: duplicate account name or e-mail address; use unique names and addresses"
                )));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    fn error_text(text: &str) -> String {
        let error = parse(text).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Seed, "{text}");
        error.to_string()
    }

    #[test]
    fn key_is_redacted_in_debug_and_errors() {
        const KEY: &str = "1--M--73616e64626f782dc0ffee00c0ffee00--9999999999999--c0ffee00";
        let seed = parse(&format!("[merchant]\napi_key = \"{KEY}\"")).unwrap();
        assert!(!format!("{seed:?}").contains("c0ffee"));
        let broken = error_text("[merchant]\napi_key = \"canary\" oops");
        assert!(
            broken.contains("line 2") && !broken.contains("canary"),
            "{broken}"
        );
        assert!(!error_text("[merchant]\napi_key = \"canary canary\"").contains("canary"));
        let number = error_text("[merchant]\napi_key = 8675309");
        assert!(
            number.contains("line 2: expected a string") && !number.contains("8675309"),
            "{number}"
        );
    }

    #[test]
    fn rejects_key_without_marker() {
        for key in [
            "1--M--canary",
            "1--M--00112233445566778899aabbccddeeff--1781793658613--c0ffee00",
            "1--M--73616E64626F782D0000000000000001--1781793658613--c0ffee00",
            "1--M--000000000000000173616e64626f782d--1781793658613--c0ffee00",
        ] {
            let text = error_text(&format!("[merchant]\napi_key = \"{key}\""));
            assert!(text.contains("not a sandbox key"), "{text}");
            assert!(
                !text.contains("canary") && !text.contains("c0ffee"),
                "{text}"
            );
        }
    }

    #[test]
    fn rejects_unknown_field_with_its_line() {
        let text = error_text("[merchant]\nusername = \"acme\"\nkyc_exemt = true");
        assert!(
            text.contains("line 3") && text.contains("kyc_exemt"),
            "{text}"
        );
        let text = error_text("[[accounts]]\nname = \"amina01\"\nbalance = {}");
        assert!(
            text.contains("line 3") && text.contains("`balance`"),
            "{text}"
        );
    }

    #[test]
    fn rejects_inexact_amounts() {
        let balance = |amount: &str| {
            format!("[[accounts]]\nname = \"amina01\"\n[accounts.balances]\nNGN = {amount}")
        };
        for (amount, part) in [
            ("250000.75", "in quotes"),
            ("\"1,5\"", "not a valid amount"),
            ("\"0\"", "out of range"),
            ("\"-1\"", "out of range"),
            ("\"1000000000000001\"", "out of range"),
            ("\"0.001\"", "at most 2 decimals"),
        ] {
            let text = error_text(&balance(amount));
            assert!(text.contains(part), "{amount}: {text}");
        }
        assert!(parse(&balance("\"0.0100\"")).is_ok());
    }

    #[test]
    fn rejects_unknown_and_duplicate_values() {
        for (text, part) in [
            ("[prices]\nXYZ = \"1\"", "price of XYZ"),
            ("[prices]\nUSD = \"2\"", "always 1"),
            ("[prices]\nNGN = \"0\"", "out of range"),
            (
                "[[accounts]]\nname = \"amina01\"\nbalances = { XYZ = \"1\" }",
                "XYZ",
            ),
            ("[[accounts]]\nname = \"amina01\"\nkyc = [\"GH\"]", "`GH`"),
            ("[[accounts]]\nname = \"Amina\"", "`Amina`"),
            (
                "[[accounts]]\nname = \"amina01\"\nemail = \"amina\"",
                "no `@`",
            ),
            (
                "[[accounts]]\nname = \"aa\"\n[[accounts]]\nname = \"aa\"",
                "duplicate",
            ),
            (
                "[[accounts]]\nname = \"aa\"\nemail = \"a@b\"\n[[accounts]]\nname = \"bb\"\nemail = \"A@b\"",
                "duplicate",
            ),
            ("[merchant]\nusername = \"two words\"", "not a valid name"),
            ("settle_after_seconds = -1", "line 1"),
        ] {
            let message = error_text(text);
            assert!(message.contains(part), "{text}: {message}");
        }
    }
}
