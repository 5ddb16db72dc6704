//! Accounts of the merchant's customers, and how customers open them themselves.

use partna_auth::{KycStatus, Secret, types};

use super::fields::{count, money, required};
use super::request::Call;
use super::response::{Outcome, Refusal, Success};
use super::verification::OTP;
use crate::pricing::ledger::Ledger;
use crate::state::{Account, Bank, Country, KycRecord, State};

/// How long a list is unless more is asked for, and at most. Neither is documented.
const DEFAULT_PAGE_SIZE: usize = 10;
const MAX_PAGE_SIZE: usize = 100;

/// An account with its ledgers.
fn ledgers(state: &State, account: &Account) -> Result<types::Account, Refusal> {
    let ledger_of = |ledger: Ledger| {
        let balance = state.journal.balance(&account.name, ledger);
        let assets = account.assets(ledger).into_iter().map(|asset| {
            let mut address = types::DepositAddress::default();
            address.id = Some(asset.id);
            address.type_ = Some(asset.kind.into());
            address
        });
        let mut line = types::LedgerBalance::default();
        line.account_name = Some(account.name.clone());
        line.asset = assets.collect();
        line.balance = Some(money(balance.total)?);
        line.pending_debit = Some(money(balance.held)?);
        Ok((ledger.as_str().to_owned(), line))
    };
    let ledgers = Ledger::ALL.into_iter().map(ledger_of);
    ledgers.collect::<Result<_, _>>().map(types::Account)
}

/// A part of the accounts that were asked for.
struct Page<'a> {
    accounts: Vec<&'a Account>,
    number: usize,
    size: usize,
    /// How many there are in all.
    pages: usize,
}

/// Oldest first. A page beyond the last is empty.
fn page<'a>(state: &'a State, call: &Call<'_>) -> Result<Page<'a>, Refusal> {
    let number = call.count("page", 1)?;
    let size = call.count("perPage", DEFAULT_PAGE_SIZE)?.min(MAX_PAGE_SIZE);
    let skipped = (number - 1).saturating_mul(size);
    let (accounts, all): (Vec<&Account>, usize) = match call.parameter("accountName") {
        Some(name) => {
            let found = std::iter::once(state.account(name)?);
            (found.skip(skipped).collect(), 1)
        }
        None => {
            let found = state.accounts.values().skip(skipped).take(size);
            (found.collect(), state.accounts.len())
        }
    };
    Ok(Page {
        accounts,
        number,
        size,
        pages: all.div_ceil(size).max(1),
    })
}

pub(super) fn list(state: &State, call: &Call<'_>) -> Outcome {
    let page = page(state, call)?;
    let accounts = page.accounts.into_iter();
    let accounts = accounts.map(|account| ledgers(state, account));
    let mut list = types::AccountList::default();
    list.accounts = accounts.collect::<Result<_, _>>()?;
    Success::data_with_lists::<types::AccountsResponse>(&list, "success")
}

pub(super) fn create(state: &mut State, call: &Call<'_>) -> Outcome {
    let body: types::AccountRequest = call.body()?;
    let email = body.email.filter(|email| !email.is_empty());
    let name = match body.account_name.map(String::from) {
        Some(name) if state.accounts.contains_key(&name) => {
            return Err(Refusal::new(409, "account already exists"));
        }
        Some(name) => name,
        None => state.next_id(24),
    };
    if email
        .as_deref()
        .is_some_and(|email| owner(state, email).is_some())
    {
        return Err(Refusal::bad("Account name or email already exists"));
    }
    state.open_account(&name, email);
    let opened = ledgers(state, state.account(&name)?)?;
    Ok(Success::data::<types::AccountResponse>(opened)?.created())
}

/// The account that is reached under an e-mail address.
fn owner<'a>(state: &'a State, email: &str) -> Option<&'a Account> {
    let mut accounts = state.accounts.values();
    accounts.find(|account| {
        let known = account.email.as_deref();
        known.is_some_and(|known| known.eq_ignore_ascii_case(email))
    })
}

pub(super) fn details(state: &State, call: &Call<'_>) -> Outcome {
    let found = page(state, call)?;
    let mut page = types::AccountDetailsPage::default();
    page.accounts = found.accounts.into_iter().map(details_of).collect();
    page.page = count(found.number);
    page.per_page = count(found.size);
    page.total_pages = count(found.pages);
    Success::data_with_lists::<types::AccountDetailsResponse>(&page, "success")
}

fn details_of(account: &Account) -> types::AccountDetails {
    let code = |country: &Country| country.as_str().to_owned();
    let banks = account.banks.iter();
    let records = account.kyc.iter();
    let mut details = types::AccountDetails::default();
    details.banks = banks
        .map(|(country, bank)| (code(country), customer_bank(bank)))
        .collect();
    details.kycs = records
        .map(|(country, known)| (code(country), record(*country, known)))
        .collect();
    details.created_at = Some(account.created_at.into());
    details.email = Some(account.email.clone().unwrap_or_default());
    details.external_ref = Some(account.name.clone());
    details
}

/// What a country does not have stays unwritten.
fn customer_bank(bank: &Bank) -> types::CustomerBank {
    let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let mut written = types::CustomerBank::default();
    written.account_name = Some(bank.account_name.clone());
    written.account_number = given(&bank.account_number);
    written.bank_code = given(&bank.bank_code);
    written.bank_name = given(&bank.bank_name);
    written.currency = Some(bank.currency.as_str().into());
    written.mobile_network = given(&bank.mobile_network).map(Into::into);
    written.shortcode = given(&bank.shortcode);
    written.status = Some(bank.status.as_str().into());
    written
}

/// What is shown of a verified customer. Kenya's records are without the person.
fn record(country: Country, known: &KycRecord) -> types::KycRecord {
    let mut record = types::KycRecord::default();
    record.mobile_network = Some(known.mobile_network.as_str().into());
    record.shortcode = Some(known.shortcode.clone());
    record.status = Some(KycStatus::Verified);
    if country == Country::Ng {
        record.address_line_1 = Some(known.address_line_1.clone());
        record.address_line_2 = Some(known.address_line_2.clone());
        record.dob = Some(known.dob.clone());
        record.first_name = Some(known.first_name.clone());
        record.last_name = Some(known.last_name.clone());
        record.lga_of_residence = Some(known.lga_of_residence.clone());
        record.middle_name = Some(known.middle_name.clone());
        record.state_of_residence = Some(known.state_of_residence.clone());
    }
    record
}

pub(super) fn search(state: &State, call: &Call<'_>) -> Outcome {
    let text = call.parameter("accountName").unwrap_or_default();
    if text.chars().count() < 2 {
        let given = Some(text).filter(|text| !text.is_empty());
        return Err(Refusal::invalid("accountName", "min(2)", given));
    }
    let limit = call.count("limit", DEFAULT_PAGE_SIZE)?.min(MAX_PAGE_SIZE);
    let names = state.accounts.keys().filter(|name| name.contains(text));
    Success::data::<types::AccountNamesResponse>(names.take(limit).cloned().collect())
}

pub(super) fn update_email(state: &mut State, call: &Call<'_>) -> Outcome {
    let body: types::AccountEmailRequest = call.body()?;
    let name = required("accountName", body.account_name)?;
    let email = required("email", body.email)?;
    state.account(&name)?;
    // The API says of a new account's address that it "already exists". Here that would read as if this change had been made.
    if owner(state, &email).is_some_and(|owner| owner.name != name) {
        return Err(Refusal::bad("email belongs to another account"));
    }
    state.account_mut(&name)?.email = Some(email);
    Success::message("success")
}

/// Whether customers may come to a merchant by themselves.
fn admits(state: &State, merchant: Option<String>) -> Result<(), Refusal> {
    state.check_merchant(&required("merchantName", merchant)?)?;
    if state.merchant.registration_open {
        Ok(())
    } else {
        Err(Refusal::new(401, "unauthorised self registration"))
    }
}

/// Whether a name and an e-mail address are still to be had.
fn is_free(state: &State, name: &str, email: &str) -> Result<(), Refusal> {
    if state.accounts.contains_key(name) {
        Err(Refusal::bad("account name is taken"))
    } else if owner(state, email).is_some() {
        Err(Refusal::bad("email belongs to another account"))
    } else {
        Ok(())
    }
}

pub(super) fn register(state: &mut State, call: &Call<'_>) -> Outcome {
    let body: types::RegisterAccountRequest = call.body()?;
    admits(state, body.merchant_name)?;
    let email = required("email", body.email)?;
    let name = match body.account_name.map(String::from) {
        Some(name) => name,
        None => state.next_id(24),
    };
    is_free(state, &name, &email)?;
    let registrations = &mut state.merchant.registrations;
    registrations.retain(|(_, known)| !known.eq_ignore_ascii_case(&email));
    registrations.push((name, email));
    Ok(Success::message("success")?.created())
}

pub(super) fn complete_registration(state: &mut State, call: &Call<'_>) -> Outcome {
    let body: types::CompleteRegistrationRequest = call.body()?;
    admits(state, body.merchant_name)?;
    let email = required("email", body.email)?;
    let otp = required("otp", body.otp.as_ref().map(Secret::expose))?;
    let registrations = &state.merchant.registrations;
    let place = registrations
        .iter()
        .position(|(_, known)| known.eq_ignore_ascii_case(&email));
    let Some(place) = place.filter(|_| otp == OTP) else {
        return Err(Refusal::bad("wrong code, or nobody registered with it"));
    };
    let (name, email) = state.merchant.registrations.remove(place);
    // Somebody may have been faster.
    is_free(state, &name, &email)?;
    state.open_account(&name, Some(email));
    let mut receipt = types::RegistrationReceipt::default();
    receipt.code = Some(OTP.into());
    Ok(Success::data::<types::RegistrationResponse>(receipt)?.created())
}
