//! Banks, account holders, and bank accounts of customers.

use partna_auth::{Currency, types};

use super::operation_call::OperationCall;
use super::response::{ErrorResponse, OperationResult, Success};
use crate::state::{Account, Bank, Country, KycRecord, State};

/// A bank that can receive payments.
struct ListedBank {
    code: &'static str,
    name: &'static str,
    currency: &'static str,
}

/// Returns an entry of [`BANKS`].
const fn listed(currency: &'static str, code: &'static str, name: &'static str) -> ListedBank {
    ListedBank {
        code,
        name,
        currency,
    }
}

/// The bank of the accounts that the sandbox opens for customers.
const SANDBOX_BANK: ListedBank = listed("NGN", "100039", "Test Bank");

/// The code of staging's bank whose payments fail.
pub(super) const FAILING_BANK_CODE: &str = "0000";

/// Staging's test banks, and a few well-known banks.
const BANKS: [ListedBank; 17] = [
    listed("NGN", "", "Test Bank 1"),
    listed("NGN", "02", "Test Bank 2"),
    listed("NGN", FAILING_BANK_CODE, "Failure Bank"),
    SANDBOX_BANK,
    listed("NGN", "011", "First Bank of Nigeria"),
    listed("NGN", "033", "United Bank for Africa"),
    listed("NGN", "035", "Wema Bank"),
    listed("NGN", "044", "Access Bank"),
    listed("NGN", "057", "Zenith Bank"),
    listed("NGN", "058", "Guaranty Trust Bank"),
    listed("NGN", "120001", "9mobile 9Payment Service Bank"),
    listed("GHS", "030100", "Absa Bank Ghana"),
    listed("GHS", "040100", "GCB Bank"),
    listed("GHS", "130100", "Ecobank Ghana"),
    listed("KES", "01", "KCB Bank"),
    listed("KES", "11", "Co-operative Bank"),
    listed("KES", "68", "Equity Bank"),
];

/// Returns the code and the name of a payment's bank. The failing bank is included, so that a payment can fail.
pub(super) fn find_bank<'a>(
    currency: &str,
    code: Option<&'a str>,
) -> Result<(&'a str, &'static str), ErrorResponse> {
    // An empty code is valid: it is the code of staging's first test bank.
    let code = code.ok_or_else(|| ErrorResponse::invalid_field("bankCode", "required", None))?;
    let name = bank_name(currency, code).ok_or_else(invalid_bank_details)?;
    Ok((code, name))
}

fn bank_name(currency: &str, code: &str) -> Option<&'static str> {
    BANKS
        .iter()
        .find(|bank| bank.currency == currency && bank.code == code)
        .map(|bank| bank.name)
}

/// Returns the fictional holder of an account number, which is always the same for the same number.
pub(crate) fn account_holder(number: &str) -> String {
    KycRecord::fictional(number).account_holder()
}

/// Returns whether a bank can resolve the holder of an account number. The failing bank can, because a withdrawal to it fails only
/// when it settles.
pub(super) fn is_resolvable(currency: &str, code: &str, number: &str) -> bool {
    let lengths = match currency {
        "NGN" => 10..=10,
        "GHS" => 8..=16,
        _ => 1..=20,
    };
    bank_name(currency, code).is_some()
        && lengths.contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

pub(super) fn list(_: &State, call: &OperationCall<'_>) -> OperationResult {
    let currency = call.parameter("currency");
    let is_resolvable_only = call.parameter("onlyValidators") == Some("true");
    let banks = BANKS.iter().filter(|bank| {
        currency.is_none_or(|currency| currency == bank.currency)
            && !(is_resolvable_only && bank.code.is_empty())
    });
    let banks = banks.map(|listed| {
        let mut bank = types::Bank::default();
        bank.code = Some(listed.code.to_owned());
        bank.name = Some(listed.name.to_owned());
        bank
    });
    Success::data::<types::BanksResponse>(banks.collect())
}

pub(super) fn resolve(state: &State, call: &OperationCall<'_>) -> OperationResult {
    let body: types::ResolveBankAccountRequest = call.body()?;
    let shortcode = body
        .short_code
        .filter(|code| body.currency == Currency::Kes && !code.is_empty());
    let number = shortcode.unwrap_or(body.account_number);
    if !is_resolvable(body.currency.as_str(), &body.bank_code, &number) {
        return Err(invalid_bank_details());
    }
    let customer_name = (body.bank_code == SANDBOX_BANK.code)
        .then(|| customer_name(state, &number))
        .flatten();
    let mut resolved = types::ResolvedBankAccount::default();
    resolved.account_name = Some(customer_name.unwrap_or_else(|| account_holder(&number)));
    resolved.account_number = Some(number);
    Success::data::<types::ResolvedBankAccountResponse>(resolved)
}

pub(super) fn invalid_bank_details() -> ErrorResponse {
    ErrorResponse::bad_request("Invalid bank account details")
}

/// Returns the name on a customer's account at the sandbox's bank.
fn customer_name(state: &State, number: &str) -> Option<String> {
    let mut banks = state
        .accounts
        .values()
        .filter_map(|account| account.bank(Country::Ng));
    banks
        .find(|bank| bank.account_number == number)
        .map(|bank| bank.account_name.clone())
}

/// Opens a bank account. Each account has at most one per country; a second request returns the existing one.
pub(super) fn create(state: &mut State, call: &OperationCall<'_>) -> OperationResult {
    let body: types::BankAccountRequest = call.body()?;
    let account = state.account(&body.account_name)?;
    let country = Country::from_currency(body.currency.as_str()).ok_or_else(|| {
        ErrorResponse::invalid_field("currency", "oneof(NGN KES)", Some(body.currency.as_str()))
    })?;
    if !account.is_verified(country) && account.name != state.merchant.username {
        return Err(ErrorResponse::bad_request("user has not completed kyc"));
    }
    let bank = match account.bank(country) {
        Some(bank) => bank.clone(),
        None => {
            let preferred = body.preferred_account_name.filter(|name| !name.is_empty());
            let name = preferred.unwrap_or_else(|| "TEST-MANAGED-ACCOUNT".to_owned());
            new_bank(state, account, country, name)
        }
    };
    let account = state.account_mut(&body.account_name)?;
    account.banks.insert(country, bank.clone());
    let account = to_bank_account(&bank);
    Success::data_and_message::<types::BankAccountsResponse>(
        vec![account],
        "bank account successful",
    )
}

/// Converts a bank account. Fields that a country does not have are omitted. The mobile-money fields are undocumented, but the API
/// returns them.
fn to_bank_account(bank: &Bank) -> types::BankAccount {
    let non_empty = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let mut bank_account = types::BankAccount::default();
    bank_account.account_name = Some(bank.account_name.clone());
    bank_account.account_number = non_empty(&bank.account_number);
    bank_account.bank_code = non_empty(&bank.bank_code);
    bank_account.bank_name = non_empty(&bank.bank_name);
    bank_account.currency = Some(bank.currency.as_str().into());
    bank_account.status = Some(bank.status.as_str().into());
    let mobile = [
        ("mobile_network", &bank.mobile_network),
        ("shortcode", &bank.shortcode),
    ];
    let mobile = mobile.into_iter().filter(|(_, text)| !text.is_empty());
    let mobile = mobile.map(|(name, text)| (name.to_owned(), text.as_str().into()));
    bank_account.extra.extend(mobile);
    bank_account
}

fn new_bank(state: &State, account: &Account, country: Country, account_name: String) -> Bank {
    let status = "ACTIVE".to_owned();
    match country {
        Country::Ng => Bank {
            account_name,
            account_number: unused_account_number(state, &account.fake_data_seed),
            bank_code: SANDBOX_BANK.code.to_owned(),
            bank_name: SANDBOX_BANK.name.to_owned(),
            currency: "NGN".to_owned(),
            status,
            ..Bank::default()
        },
        Country::Ke => {
            let (carrier, shortcode) = match account.kyc.get(&country) {
                Some(record) => (record.mobile_network.clone(), record.shortcode.clone()),
                // The merchant's own account has no KYC record.
                None => (
                    "Safaricom".to_owned(),
                    format!("07{}", eight_digits(&account.fake_data_seed)),
                ),
            };
            Bank {
                account_name,
                currency: "KES".to_owned(),
                mobile_network: carrier,
                shortcode,
                status,
                ..Bank::default()
            }
        }
    }
}

/// Derives a bank account number from the unique digits of an account. If another customer has that number, derives another number
/// from it.
fn unused_account_number(state: &State, fake_data_seed: &str) -> String {
    let mut number = format!("99{}", eight_digits(fake_data_seed));
    while customer_name(state, &number).is_some() {
        number = format!("99{}", eight_digits(&state.derive_hex(&number)));
    }
    number
}

/// Derives eight decimal digits from hexadecimal digits.
fn eight_digits(fake_data_seed: &str) -> String {
    let number = fake_data_seed
        .chars()
        .filter_map(|digit| digit.to_digit(16))
        .take(12)
        .fold(0_u64, |number, digit| number * 16 + u64::from(digit));
    format!("{:08}", number % 100_000_000)
}
