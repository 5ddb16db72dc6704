//! Reasons: each known text, its source, and the reason of the error.

use std::error::Error as StdError;

use partna_auth::{Error, ErrorKind, ErrorTextOrigin, HttpResponse, Operation, Reason, decode};
use partna_tests::snapshots;
use serde_json::{Value, json};

type Result<T = ()> = std::result::Result<T, Box<dyn StdError>>;

fn error(operation: &str, status: u16, body: &Value) -> Result<Error> {
    let mut response = HttpResponse::new(body.to_string().into());
    *response.status_mut() = status.try_into()?;
    let error = decode::<Value>(Operation::by_id(operation), response).err();
    Ok(error.ok_or("decoded")?)
}

/// Returns a status and an operation with which the API may reject a request for this reason.
fn context(reason: Reason) -> (u16, &'static str) {
    match reason {
        Reason::KeyUnknown | Reason::ScopeInsufficient | Reason::TemporarilyDisabled => {
            (401, "list_accounts")
        }
        Reason::AccountNotFound | Reason::TransactionNotFound => (404, "get_transaction"),
        Reason::RateLimited => (429, "get_balances"),
        Reason::RatesUnavailable => (503, "get_rate"),
        Reason::ApiKeyNotFound => (400, "delete_api_key"),
        Reason::ReferenceExists => (409, "create_transfer"),
        _ => (400, "create_ramp"),
    }
}

#[test]
fn every_text_has_its_reason() -> Result {
    let mut count = 0;
    for reason in Reason::ALL {
        let (status, operation) = context(*reason);
        for (text, source) in reason.texts() {
            for text in [
                text.replace('*', " of yours "),
                format!("Error: {}.", text.to_uppercase()),
            ] {
                let text = text.replace('*', " ");
                let found = error(operation, status, &json!({"message": text}))?;
                assert_eq!(
                    found.reason(),
                    Some(*reason),
                    "{status} {text} ({source:?})"
                );
                assert_eq!(found.help(), reason.help());
                count += 1;
            }
        }
    }
    assert!(count > 150, "{count} texts");
    Ok(())
}

#[test]
fn texts_match_snapshot_with_sources() {
    let table: String = Reason::ALL
        .iter()
        .map(|reason| {
            let texts = reason
                .texts()
                .map(|(text, source)| format!("  {source:?}: {text}\n"));
            format!("{reason}: {}\n{}", reason.help(), texts.collect::<String>())
        })
        .collect();
    snapshots().bind(|| insta::assert_snapshot!("reasons", table));
}

#[test]
fn guide_lists_every_reason_with_its_sources() -> Result {
    let guide = include_str!("../../../partna/docs/errors.md");
    let (_, guide) = guide.split_once("## Reasons").ok_or("no section")?;
    for reason in Reason::ALL {
        let row = guide
            .lines()
            .find(|line| line.starts_with(&format!("| `{reason:?}` |")));
        let row = row.ok_or_else(|| format!("no row for {reason:?}"))?;
        let sources = row.split('|').nth(2).ok_or("no sources")?.trim();
        let mut known = [false; 3];
        for (_, source) in reason.texts() {
            match source {
                ErrorTextOrigin::Documented => known[0] = true,
                ErrorTextOrigin::Guide => known[1] = true,
                ErrorTextOrigin::SeenInClients => known[2] = true,
                _ => {}
            }
        }
        let words = ["document", "guide", "clients"].into_iter().zip(known);
        let words: Vec<&str> = words
            .filter(|(_, is_known)| *is_known)
            .map(|(word, _)| word)
            .collect();
        let expected = if words.is_empty() {
            "assumed".to_owned()
        } else {
            words.join(", ")
        };
        assert_eq!(sources, expected, "{reason:?}");
        let example = row.split('`').nth(3).ok_or("no example")?;
        let (status, operation) = context(*reason);
        let found = error(operation, status, &json!({"message": example}))?;
        assert_eq!(found.reason(), Some(*reason), "{example}");
    }
    Ok(())
}

#[test]
fn unknown_outcome_has_no_reason() -> Result {
    let body = json!({"message": "insufficient funds"});
    for (operation, status, kind, reason) in [
        (
            "create_transfer",
            400,
            ErrorKind::Invalid,
            Some(Reason::InsufficientFunds),
        ),
        ("create_transfer", 500, ErrorKind::OutcomeUnknown, None),
        ("create_transfer", 200, ErrorKind::OutcomeUnknown, None),
        (
            "get_rate",
            500,
            ErrorKind::Unavailable,
            Some(Reason::InsufficientFunds),
        ),
        (
            "get_rate",
            200,
            ErrorKind::Invalid,
            Some(Reason::InsufficientFunds),
        ),
    ] {
        let found = error(operation, status, &body)?;
        assert_eq!(
            (found.kind(), found.reason()),
            (kind, reason),
            "{operation} {status}"
        );
    }
    Ok(())
}

#[test]
fn reason_of_same_text_depends_on_operation_and_status() -> Result {
    for (operation, status, text, reason) in [
        (
            "create_ramp",
            400,
            "invalid key",
            Some(Reason::RateKeyInvalid),
        ),
        (
            "verify_rate_key",
            400,
            "invalid key",
            Some(Reason::RateKeyInvalid),
        ),
        (
            "delete_api_key",
            400,
            "invalid key",
            Some(Reason::ApiKeyNotFound),
        ),
        ("create_ramp", 401, "invalid key", Some(Reason::KeyUnknown)),
        (
            "create_ramp",
            401,
            "key has expired",
            Some(Reason::KeyUnknown),
        ),
        (
            "create_ramp",
            400,
            "key has expired",
            Some(Reason::RateKeyExpired),
        ),
        (
            "create_bank_account",
            400,
            "bank account already exists",
            None,
        ),
        ("create_bank_account", 404, "bank account not found", None),
        ("create_ramp", 400, "fee must not be negative", None),
        ("create_ramp", 403, "", None),
        ("list_accounts", 401, "Unauthorized", None),
    ] {
        let found = error(operation, status, &json!({"message": text}))?;
        assert_eq!(found.reason(), reason, "{operation} {status} {text}");
    }
    Ok(())
}

#[test]
fn paraphrases_have_same_reason() -> Result {
    for (reason, operation, status, texts) in [
        (
            Some(Reason::RateKeyExpired),
            "create_ramp",
            400,
            &[
                "The rate key you provided is expired",
                "This rateKey is no longer valid",
                "rate key is outdated",
            ][..],
        ),
        (
            Some(Reason::RateKeyInvalid),
            "create_ramp",
            422,
            &[
                "Rate key invalid",
                "rate key does not exist",
                "the supplied rate key is incorrect",
                "unknown rateKey",
            ],
        ),
        (
            Some(Reason::InsufficientFunds),
            "create_withdrawal",
            400,
            &[
                "balance too low",
                "Your NGN balance is too low for this withdrawal",
                "Insufficient fund",
                "account does not have sufficient funds",
                "You don't have enough money in your account",
                "balance is not sufficient",
                "Amount exceeds available balance",
                "Low funds: balance insufficient",
            ],
        ),
        (
            Some(Reason::ScopeInsufficient),
            "create_transfer",
            401,
            &[
                "scope is insufficient",
                "key lacks the scope",
                "read only key",
                "Operation not permitted for scope G",
            ],
        ),
        (
            Some(Reason::KycIncomplete),
            "create_transfer",
            401,
            &["user has not completed kyc and is not allowed to transfer"],
        ),
        // In a 403 too, a text about a rate key is not about the API key of the request.
        (
            Some(Reason::RateKeyExpired),
            "create_ramp",
            403,
            &["rate key has expired", "the rate key is expired"],
        ),
        (
            Some(Reason::RateKeyInvalid),
            "create_ramp",
            403,
            &["invalid rate key", "rate key is invalid"],
        ),
        (
            None,
            "create_ramp",
            400,
            &[
                "rate key is required",
                "the rate key is not expired",
                "the amount exceeds the limit",
                "amount is too low",
                "the account has sufficient funds",
            ],
        ),
    ] {
        for text in texts {
            let found = error(operation, status, &json!({"message": text}))?;
            assert_eq!(found.reason(), reason, "{operation} {status} {text}");
        }
    }
    Ok(())
}

#[test]
fn display_names_invalid_fields() -> Result {
    let line =
        |name: &str, value: &str| format!("Field: [{name}] Expected:[required] Value: [{value}]");
    let body = json!({"message": "validation error", "data": [line("otp", "canary"), line("bvn\n\u{1b}[31m", "canary")]});
    let found = error("update_settings", 400, &body)?;
    let text = found.to_string();
    assert!(
        text.ends_with("validation error; fields: otp (required), bvn  [31m (required)"),
        "{text}"
    );
    assert!(!text.contains("canary"), "{text}");
    let many: Vec<String> = (0..20)
        .map(|index| line(&format!("field{index}"), ""))
        .collect();
    let text = error(
        "update_settings",
        400,
        &json!({"message": "validation error", "data": many}),
    )?
    .to_string();
    assert!(text.ends_with("field7 (required) and 12 more"), "{text}");
    Ok(())
}
