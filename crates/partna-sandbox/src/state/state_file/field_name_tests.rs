//! Pins the field names of the state file. If a name changed, existing files would be unreadable.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde_json::Value;

use super::super::{
    Account, Admin, Bank, Country, IncomingDeposit, KycRecord, KycSession, PayIn, PayOut, Phone,
    Ramp, RampKind, RampStatus, State, TimerKind,
};
use crate::pricing::ledger::Ledger;

/// The names of all fields and map keys, and the names of enum variants, in a state with one entry of each type.
const NAMES: &str = "2000 BNB BTC Bank Chain ETH GHS KE KES NGN USD account account_name account_number accounts address address_line_1 \
    address_line_2 addresses admins amina amount at at_ms attempts auto_move_deposit balances bank bank_code bank_name \
    banks bookings callback_url carrier confirmed country created_at currency cut_off data deposit deposit_when_late dob \
    drawn due_ms email ended_at ends_ms entries event expires_at expires_ms fee_account fee_amount fee_cap fee_type \
    first_name from from_amount from_currency from_ledger from_network held holder id initial_rate journal keys kind \
    kind=Deposit kind=cryptoToFiat kyc kyc_exempt last_name ledger lga_of_residence lookups made mark merchant \
    merchant_fee method mfa_enrolled mfa_offered middle_name mobile_network movement movement=Deposit name network \
    network_fee now_ms number open_ramps outbox pay_in pay_out payment_source_known phone phone_confirmed phone_number \
    phones prices processed_rate ramp ramp_addresses ramps rate rate_until rates reference references registration_open \
    registrations replaced roles scheduled scope scope=M seed session settle_after_ms shortcode stage stage=New \
    stage=Placed stage=Shown state_of_residence status status=completed status=pending text to to_amount to_currency \
    to_ledger to_network total transactions user username waiting webhook_url what what=RampExpires whitelist wrong";

/// The fields whose values are names of enum variants.
const ENUMS: [&str; 6] = ["kind", "movement", "scope", "stage", "status", "what"];

fn ramp(state: &State) -> Ramp {
    Ramp {
        reference: "ramp".to_owned(),
        account: "amina".to_owned(),
        kind: RampKind::CryptoToFiat,
        from_ledger: Ledger::Usd,
        to_ledger: Ledger::Ngn,
        from_currency: "USDT".to_owned(),
        from_network: "tron".to_owned(),
        from_amount: Decimal::ONE,
        to_currency: "NGN".to_owned(),
        to_network: "naira".to_owned(),
        to_amount: Decimal::ONE,
        merchant_fee: Decimal::ZERO,
        network_fee: Decimal::ZERO,
        rounding_loss: Decimal::ZERO,
        initial_rate: Decimal::ONE,
        rate: Decimal::ONE,
        processed_rate: None,
        status: RampStatus::Pending,
        created_at: state.now(),
        expires_at: 3_600,
        rate_expires_at: 120,
        deposit_when_late: false,
        is_replaced: false,
        pay_in: PayIn::Chain {
            address: "T1".to_owned(),
        },
        pay_out: PayOut::Bank {
            number: "0123456789".to_owned(),
            holder: "AMINA BELLO".to_owned(),
            bank: "Test Bank".to_owned(),
        },
    }
}

fn fill_account(account: &mut Account) {
    account.session = Some(KycSession {
        country: Country::Ng,
        expires_ms: 1,
        method: None,
        is_phone_confirmed: false,
        codes_sent: 0,
        wrong_codes: 0,
        mobile_network: String::new(),
        shortcode: String::new(),
    });
    account
        .kyc
        .insert(Country::Ke, KycRecord::fictional("amina"));
    let bank = Bank {
        account_number: "0123456789".to_owned(),
        bank_code: "044".to_owned(),
        bank_name: "Test Bank".to_owned(),
        mobile_network: "Safaricom".to_owned(),
        shortcode: "0712345678".to_owned(),
        ..Bank::default()
    };
    account.banks.insert(Country::Ke, bank);
}

fn collect_names(value: &Value, names_on_disk: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                names_on_disk.insert(name.clone());
                if let Value::String(text) = value
                    && !text.is_empty()
                    && ENUMS.contains(&name.as_str())
                {
                    names_on_disk.insert(format!("{name}={text}"));
                }
                // The keys of this map are derived addresses.
                if name != "addresses" {
                    collect_names(value, names_on_disk);
                }
            }
        }
        Value::Array(values) => values
            .iter()
            .for_each(|value| collect_names(value, names_on_disk)),
        _ => {}
    }
}

#[test]
fn field_names_on_disk_do_not_change() {
    let mut state = State::new("seed", 1_000, "merchant", "key");
    state.open_account("amina", None);
    fill_account(state.account_mut("amina").unwrap());
    let deposit = IncomingDeposit {
        account: "amina",
        currency: "NGN",
        amount: Decimal::ONE,
        from: "",
    };
    for reference in ["deposit", "deposit", "deposit"] {
        state.receive_deposit(reference, &deposit).unwrap();
    }
    state.outbox.keep_order();
    state.outbox.mark_in_inbox(1, None);
    state.outbox.keep_order();
    let ramp = ramp(&state);
    state.ramps.insert("ramp".to_owned(), ramp);
    let phone = Phone {
        id: "phone".to_owned(),
        account: "amina".to_owned(),
        country: Country::Ke,
        number: "0712345678".to_owned(),
        carrier: "Safaricom".to_owned(),
        confirmed: false,
        method: None,
        wrong_codes: 0,
    };
    state.phones.insert("phone".to_owned(), phone);
    state.merchant.admins.push(Admin {
        username: "admin".to_owned(),
        email: "admin@example.com".to_owned(),
        roles: Vec::new(),
    });
    state.schedule(2_000, TimerKind::RampExpires, "ramp");
    let mut names_on_disk = BTreeSet::new();
    collect_names(&serde_json::to_value(&state).unwrap(), &mut names_on_disk);
    let names_on_disk: Vec<String> = names_on_disk.into_iter().collect();
    assert_eq!(names_on_disk.join(" "), NAMES);
}
