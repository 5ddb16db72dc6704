//! Accounts of customers, and self-registration of customers.

use partna_auth::{KycStatus, Secret, types};

use super::fields::{api_amount, count, required};
use super::operation_call::OperationCall;
use super::response::{ErrorResponse, OperationResult, Success};
use super::verification::OTP;
use crate::pricing::ledger::Ledger;
use crate::state::{Account, Bank, Country, KycRecord, State};

/// The default and the maximum page size. Both are undocumented.
const DEFAULT_PAGE_SIZE: usize = 10;
const MAX_PAGE_SIZE: usize = 100;

/// Returns an account with its ledgers.
fn account_with_ledgers(state: &State, account: &Account) -> Result<types::Account, ErrorResponse> {
    let ledger_of = |ledger: Ledger| {
        let balance = state.movements.balance(&account.name, ledger);
        let assets = account.deposit_addresses(ledger).into_iter().map(|asset| {
            let mut address = types::DepositAddress::default();
            address.id = Some(asset.id);
            address.type_ = Some(asset.kind.into());
            address
        });
        let mut ledger_balance = types::LedgerBalance::default();
        ledger_balance.account_name = Some(account.name.clone());
        ledger_balance.asset = assets.collect();
        ledger_balance.balance = Some(api_amount(balance.total)?);
        ledger_balance.pending_debit = Some(api_amount(balance.held)?);
        Ok((ledger.as_str().to_owned(), ledger_balance))
    };
    let ledgers = Ledger::ALL.into_iter().map(ledger_of);
    ledgers.collect::<Result<_, _>>().map(types::Account)
}

/// One page of the requested accounts.
struct Page<'a> {
    accounts: Vec<&'a Account>,
    number: usize,
    size: usize,
    total_pages: usize,
}

/// Returns the requested page, oldest account first. A page after the last one is empty.
fn find_page<'a>(state: &'a State, call: &OperationCall<'_>) -> Result<Page<'a>, ErrorResponse> {
    let number = call.count("page", 1)?;
    let size = call.count("perPage", DEFAULT_PAGE_SIZE)?.min(MAX_PAGE_SIZE);
    let skipped = (number - 1).saturating_mul(size);
    let (accounts, count_of_all): (Vec<&Account>, usize) = match call.parameter("accountName") {
        Some(name) => {
            let account = std::iter::once(state.account(name)?);
            (account.skip(skipped).collect(), 1)
        }
        None => {
            let accounts = state.accounts.values().skip(skipped).take(size);
            (accounts.collect(), state.accounts.len())
        }
    };
    Ok(Page {
        accounts,
        number,
        size,
        total_pages: count_of_all.div_ceil(size).max(1),
    })
}

pub(super) fn list(state: &State, call: &OperationCall<'_>) -> OperationResult {
    let page = find_page(state, call)?;
    let accounts = page.accounts.into_iter();
    let accounts = accounts.map(|account| account_with_ledgers(state, account));
    let mut list = types::AccountList::default();
    list.accounts = accounts.collect::<Result<_, _>>()?;
    Success::data_with_lists::<types::AccountsResponse>(&list, "success")
}

pub(super) fn create(state: &mut State, call: &OperationCall<'_>) -> OperationResult {
    let body: types::AccountRequest = call.body()?;
    let email = body.email.filter(|email| !email.is_empty());
    let name = match body.account_name.map(String::from) {
        Some(name) if state.accounts.contains_key(&name) => {
            return Err(ErrorResponse::new(409, "account already exists"));
        }
        Some(name) => name,
        None => state.next_id(24),
    };
    if email
        .as_deref()
        .is_some_and(|email| find_by_email(state, email).is_some())
    {
        return Err(ErrorResponse::bad_request(
            "Account name or email already exists",
        ));
    }
    state.open_account(&name, email);
    let opened = account_with_ledgers(state, state.account(&name)?)?;
    Ok(Success::data::<types::AccountResponse>(opened)?.created())
}

/// Returns the account with an e-mail address, ignoring case.
fn find_by_email<'a>(state: &'a State, email: &str) -> Option<&'a Account> {
    let mut accounts = state.accounts.values();
    accounts.find(|account| {
        let known = account.email.as_deref();
        known.is_some_and(|known| known.eq_ignore_ascii_case(email))
    })
}

pub(super) fn details(state: &State, call: &OperationCall<'_>) -> OperationResult {
    let page = find_page(state, call)?;
    let mut response = types::AccountDetailsPage::default();
    response.accounts = page.accounts.into_iter().map(details_of).collect();
    response.page = count(page.number);
    response.per_page = count(page.size);
    response.total_pages = count(page.total_pages);
    Success::data_with_lists::<types::AccountDetailsResponse>(&response, "success")
}

fn details_of(account: &Account) -> types::AccountDetails {
    let code = |country: &Country| country.as_str().to_owned();
    let banks = account.banks.iter();
    let records = account.kyc.iter();
    let mut details = types::AccountDetails::default();
    details.banks = banks
        .map(|(country, bank)| (code(country), to_customer_bank(bank)))
        .collect();
    details.kycs = records
        .map(|(country, kyc)| (code(country), kyc_record(*country, kyc)))
        .collect();
    details.created_at = Some(account.created_at.into());
    details.email = Some(account.email.clone().unwrap_or_default());
    details.external_ref = Some(account.name.clone());
    details
}

/// Converts a bank account. Fields that a country does not have are omitted.
fn to_customer_bank(bank: &Bank) -> types::CustomerBank {
    let non_empty = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let mut customer_bank = types::CustomerBank::default();
    customer_bank.account_name = Some(bank.account_name.clone());
    customer_bank.account_number = non_empty(&bank.account_number);
    customer_bank.bank_code = non_empty(&bank.bank_code);
    customer_bank.bank_name = non_empty(&bank.bank_name);
    customer_bank.currency = Some(bank.currency.as_str().into());
    customer_bank.mobile_network = non_empty(&bank.mobile_network).map(Into::into);
    customer_bank.shortcode = non_empty(&bank.shortcode);
    customer_bank.status = Some(bank.status.as_str().into());
    customer_bank
}

/// Converts a KYC record of a verified customer. Kenyan records have no name, date of birth and address in the response.
fn kyc_record(country: Country, kyc: &KycRecord) -> types::KycRecord {
    let mut record = types::KycRecord::default();
    record.mobile_network = Some(kyc.mobile_network.as_str().into());
    record.shortcode = Some(kyc.shortcode.clone());
    record.status = Some(KycStatus::Verified);
    if country == Country::Ng {
        record.address_line_1 = Some(kyc.address_line_1.clone());
        record.address_line_2 = Some(kyc.address_line_2.clone());
        record.dob = Some(kyc.dob.clone());
        record.first_name = Some(kyc.first_name.clone());
        record.last_name = Some(kyc.last_name.clone());
        record.lga_of_residence = Some(kyc.lga_of_residence.clone());
        record.middle_name = Some(kyc.middle_name.clone());
        record.state_of_residence = Some(kyc.state_of_residence.clone());
    }
    record
}

pub(super) fn search(state: &State, call: &OperationCall<'_>) -> OperationResult {
    let text = call.parameter("accountName").unwrap_or_default();
    if text.chars().count() < 2 {
        let value = Some(text).filter(|text| !text.is_empty());
        return Err(ErrorResponse::invalid_field("accountName", "min(2)", value));
    }
    let limit = call.count("limit", DEFAULT_PAGE_SIZE)?.min(MAX_PAGE_SIZE);
    let names = state.accounts.keys().filter(|name| name.contains(text));
    Success::data::<types::AccountNamesResponse>(names.take(limit).cloned().collect())
}

pub(super) fn update_email(state: &mut State, call: &OperationCall<'_>) -> OperationResult {
    let body: types::AccountEmailRequest = call.body()?;
    let name = required("accountName", body.account_name)?;
    let email = required("email", body.email)?;
    state.account(&name)?;
    // For a new account the API reports that the address "already exists". For this request, that text would suggest that the
    // change was already made.
    if find_by_email(state, &email).is_some_and(|owner| owner.name != name) {
        return Err(ErrorResponse::bad_request(
            "email belongs to another account",
        ));
    }
    state.account_mut(&name)?.email = Some(email);
    Success::message("success")
}

/// Checks that customers of a merchant may register themselves.
fn check_registration_allowed(
    state: &State,
    merchant: Option<String>,
) -> Result<(), ErrorResponse> {
    state.check_merchant(&required("merchantName", merchant)?)?;
    if state.merchant.registration_open {
        Ok(())
    } else {
        Err(ErrorResponse::new(401, "unauthorised self registration"))
    }
}

/// Checks that an account name and an e-mail address are unused.
fn check_available(state: &State, name: &str, email: &str) -> Result<(), ErrorResponse> {
    if state.accounts.contains_key(name) {
        Err(ErrorResponse::bad_request("account name is taken"))
    } else if find_by_email(state, email).is_some() {
        Err(ErrorResponse::bad_request(
            "email belongs to another account",
        ))
    } else {
        Ok(())
    }
}

pub(super) fn register(state: &mut State, call: &OperationCall<'_>) -> OperationResult {
    let body: types::RegisterAccountRequest = call.body()?;
    check_registration_allowed(state, body.merchant_name)?;
    let email = required("email", body.email)?;
    let name = match body.account_name.map(String::from) {
        Some(name) => name,
        None => state.next_id(24),
    };
    check_available(state, &name, &email)?;
    let registrations = &mut state.merchant.registrations;
    registrations.retain(|(_, known)| !known.eq_ignore_ascii_case(&email));
    registrations.push((name, email));
    Ok(Success::message("success")?.created())
}

pub(super) fn complete_registration(
    state: &mut State,
    call: &OperationCall<'_>,
) -> OperationResult {
    let body: types::CompleteRegistrationRequest = call.body()?;
    check_registration_allowed(state, body.merchant_name)?;
    let email = required("email", body.email)?;
    let otp = required("otp", body.otp.as_ref().map(Secret::expose))?;
    let registrations = &state.merchant.registrations;
    let index = registrations
        .iter()
        .position(|(_, known)| known.eq_ignore_ascii_case(&email));
    let Some(index) = index.filter(|_| otp == OTP) else {
        return Err(ErrorResponse::bad_request(
            "wrong code, or no account is registered with it",
        ));
    };
    let (name, email) = state.merchant.registrations.remove(index);
    // The name may have been taken since the registration.
    check_available(state, &name, &email)?;
    state.open_account(&name, Some(email));
    let mut receipt = types::RegistrationReceipt::default();
    receipt.code = Some(OTP.into());
    Ok(Success::data::<types::RegistrationResponse>(receipt)?.created())
}
