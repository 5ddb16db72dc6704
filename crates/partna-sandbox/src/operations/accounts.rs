//! Accounts of the merchant's customers, and how customers open them themselves.

use partna_auth::Amount;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::fields::{money, required};
use super::request::Call;
use super::response::{Outcome, Refusal, Success};
use super::verification::OTP;
use crate::pricing::ledger::Ledger;
use crate::state::{Account, Bank, Country, KycRecord, State};

/// How long a list is unless more is asked for, and at most. Neither is documented.
const DEFAULT_PAGE_SIZE: usize = 10;
const MAX_PAGE_SIZE: usize = 100;

/// A ledger of an account. `A` is the state's own notion of an address.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Line<'a, A> {
    account_name: &'a str,
    asset: Vec<A>,
    balance: Amount,
    pending_debit: Amount,
}

fn ledgers<'a>(
    state: &State,
    account: &'a Account,
) -> Result<BTreeMap<Ledger, Line<'a, impl Serialize + use<>>>, Refusal> {
    let line = |ledger: Ledger| {
        let balance = state.journal.balance(&account.name, ledger);
        let line = Line {
            account_name: &account.name,
            asset: account.assets(ledger),
            balance: money(balance.total)?,
            pending_debit: money(balance.held)?,
        };
        Ok((ledger, line))
    };
    Ledger::ALL.into_iter().map(line).collect()
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

#[derive(Serialize)]
struct Accounts<T> {
    accounts: Vec<T>,
}

pub(super) fn list(state: &State, call: &Call<'_>) -> Outcome {
    let page = page(state, call)?;
    let accounts = page.accounts.into_iter();
    let accounts = accounts.map(|account| ledgers(state, account));
    Success::data(Accounts {
        accounts: accounts.collect::<Result<Vec<_>, _>>()?,
    })
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Create {
    account_name: Option<String>,
    email: Option<String>,
}

pub(super) fn create(state: &mut State, call: &Call<'_>) -> Outcome {
    let body: Create = call.body()?;
    let email = body.email.filter(|email| !email.is_empty());
    let name = match body.account_name {
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
    Ok(Success::data(opened)?.created())
}

/// The account that is reached under an e-mail address.
fn owner<'a>(state: &'a State, email: &str) -> Option<&'a Account> {
    let mut accounts = state.accounts.values();
    accounts.find(|account| {
        let known = account.email.as_deref();
        known.is_some_and(|known| known.eq_ignore_ascii_case(email))
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DetailsPage<'a> {
    accounts: Vec<Details<'a>>,
    page: usize,
    per_page: usize,
    total_pages: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Details<'a> {
    #[serde(rename = "Banks")]
    banks: &'a BTreeMap<Country, Bank>,
    #[serde(rename = "KYCs")]
    kycs: BTreeMap<Country, Record<'a>>,
    created_at: i64,
    email: &'a str,
    external_ref: &'a str,
}

/// What is told of a verified customer.
#[derive(Serialize)]
struct Record<'a> {
    mobile_network: &'a str,
    shortcode: &'a str,
    status: &'static str,
    #[serde(flatten)]
    person: Option<Person<'a>>,
}

/// Kenya's records are without it.
#[derive(Serialize)]
struct Person<'a> {
    address_line_1: &'a str,
    address_line_2: &'a str,
    dob: &'a str,
    first_name: &'a str,
    last_name: &'a str,
    lga_of_residence: &'a str,
    middle_name: &'a str,
    state_of_residence: &'a str,
}

pub(super) fn details(state: &State, call: &Call<'_>) -> Outcome {
    let page = page(state, call)?;
    let accounts = page.accounts.into_iter().map(|account| {
        let records = account.kyc.iter();
        Details {
            banks: &account.banks,
            kycs: records
                .map(|(country, known)| (*country, record(*country, known)))
                .collect(),
            created_at: account.created_at,
            email: account.email.as_deref().unwrap_or_default(),
            external_ref: &account.name,
        }
    });
    Success::data(DetailsPage {
        accounts: accounts.collect(),
        page: page.number,
        per_page: page.size,
        total_pages: page.pages,
    })
}

fn record(country: Country, known: &KycRecord) -> Record<'_> {
    let person = || Person {
        address_line_1: &known.address_line_1,
        address_line_2: &known.address_line_2,
        dob: &known.dob,
        first_name: &known.first_name,
        last_name: &known.last_name,
        lga_of_residence: &known.lga_of_residence,
        middle_name: &known.middle_name,
        state_of_residence: &known.state_of_residence,
    };
    Record {
        mobile_network: &known.mobile_network,
        shortcode: &known.shortcode,
        status: "verified",
        person: (country == Country::Ng).then(person),
    }
}

pub(super) fn search(state: &State, call: &Call<'_>) -> Outcome {
    let text = call.parameter("accountName").unwrap_or_default();
    if text.chars().count() < 2 {
        let given = Some(text).filter(|text| !text.is_empty());
        return Err(Refusal::invalid("accountName", "min(2)", given));
    }
    let limit = call.count("limit", DEFAULT_PAGE_SIZE)?.min(MAX_PAGE_SIZE);
    let names = state.accounts.keys().filter(|name| name.contains(text));
    Success::data(names.take(limit).collect::<Vec<_>>())
}

pub(super) fn update_email(state: &mut State, call: &Call<'_>) -> Outcome {
    let body: Create = call.body()?;
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

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Registration {
    account_name: Option<String>,
    email: Option<String>,
    merchant_name: Option<String>,
    otp: Option<String>,
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
    let body: Registration = call.body()?;
    admits(state, body.merchant_name)?;
    let email = required("email", body.email)?;
    let name = match body.account_name {
        Some(name) => name,
        None => state.next_id(24),
    };
    is_free(state, &name, &email)?;
    let registrations = &mut state.merchant.registrations;
    registrations.retain(|(_, known)| !known.eq_ignore_ascii_case(&email));
    registrations.push((name, email));
    Ok(Success::message("success")?.created())
}

#[derive(Serialize)]
struct Receipt {
    code: &'static str,
}

pub(super) fn complete_registration(state: &mut State, call: &Call<'_>) -> Outcome {
    let body: Registration = call.body()?;
    admits(state, body.merchant_name)?;
    let email = required("email", body.email)?;
    let otp = required("otp", body.otp)?;
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
    Ok(Success::data(Receipt { code: OTP })?.created())
}
