use partna_webhook::{Event, Status as EventStatus};

use super::*;
use crate::pricing::ledger::Ledger;
use crate::state::{Country, KycRecord, Outbox, Party, PayIn, PayOut, Status, TransactionKind};

const NOW: i64 = 1_790_000_000_000;

fn state() -> State {
    let mut state = State::new("seed", NOW, "sandboxmerchant", "k");
    state.open_account("amina", Some("amina@example.com".to_owned()));
    state
}

/// Returns the emitted events, parsed as the receiver parses them.
fn emitted_events(state: &State) -> Vec<Event> {
    let mut outbox: Outbox = {
        let text = serde_json::to_string(&state.outbox).unwrap();
        serde_json::from_str(&text).unwrap()
    };
    let mut events = Vec::new();
    while let Some(delivery) = outbox.next_for_inbox().cloned() {
        let event = Event::unverified(&delivery.event, &delivery.data);
        events.push(event.unwrap_or_else(|error| panic!("{error} {}", delivery.data)));
        outbox.remove(delivery.id);
    }
    events
}

fn last_event(state: &State) -> Event {
    emitted_events(state).pop().unwrap()
}

fn amount(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn transaction(kind: TransactionKind, status: Status) -> Transaction {
    Transaction {
        reference: "0f3c".to_owned(),
        kind,
        status,
        amount: amount("12345678901.12345678"),
        currency: "USDT".to_owned(),
        from: Party {
            user: "sandboxmerchant".to_owned(),
            account: "amina".to_owned(),
        },
        to: Party {
            user: "sandboxmerchant".to_owned(),
            account: "bello".to_owned(),
        },
        at: NOW / 1000,
        held: Decimal::ZERO,
        network: "tron".to_owned(),
    }
}

fn ramp(kind: RampKind) -> Ramp {
    let (fiat, crypto) = ((Ledger::Ngn, "NGN", "naira"), (Ledger::Usd, "USDC", "celo"));
    let (from, to) = match kind {
        RampKind::FiatToCrypto => (fiat, crypto),
        RampKind::CryptoToFiat => (crypto, fiat),
    };
    Ramp {
        reference: "77ab".to_owned(),
        account: "amina".to_owned(),
        kind,
        from_ledger: from.0,
        to_ledger: to.0,
        from_currency: from.1.to_owned(),
        from_network: from.2.to_owned(),
        from_amount: amount("1500.50"),
        to_currency: to.1.to_owned(),
        to_network: to.2.to_owned(),
        to_amount: amount("0.12345678"),
        merchant_fee: Decimal::ZERO,
        network_fee: Decimal::ZERO,
        rounding_loss: Decimal::ZERO,
        initial_rate: Decimal::ONE,
        rate: Decimal::ONE,
        processed_rate: None,
        status: RampStatus::Pending,
        created_at: NOW / 1000,
        expires_at: NOW / 1000 + 3600,
        rate_expires_at: NOW / 1000 + 120,
        deposit_when_late: false,
        is_replaced: false,
        pay_in: PayIn::Bank {
            number: "9000000001".to_owned(),
        },
        pay_out: PayOut::Chain {
            address: "0x1".to_owned(),
        },
    }
}

#[test]
fn deposit_event_parses() {
    let mut state = state();
    state.emit_deposit("amina", "NGN", amount("10.50"), "session", "");
    let Event::Deposit(deposit) = last_event(&state) else {
        panic!("not a deposit");
    };
    assert_eq!(deposit.amount.to_string(), "10.5");
    assert_eq!(deposit.to_user.as_deref(), Some("sandboxmerchant"));
    assert_eq!(deposit.to_account, "amina");
    assert_eq!(deposit.currency.as_str(), "NGN");
    assert_eq!(deposit.status, EventStatus::Completed);
    assert_eq!(deposit.session_id.as_deref(), Some("session"));
    assert_eq!(deposit.transaction_memo, None);
    assert!(deposit.extra.is_empty());
}

#[test]
fn conversion_event_parses() {
    let mut state = state();
    let from = ("USD", amount("1"));
    state.emit_convert("0f3c", "amina", from, ("NGN", amount("1000.5")));
    let Event::Convert(convert) = last_event(&state) else {
        panic!("not a conversion");
    };
    assert_eq!(convert.transaction_reference, "0f3c");
    assert_eq!(convert.from_amount.to_string(), "1");
    assert_eq!(convert.to_amount.to_string(), "1000.5");
    assert_eq!(convert.from_currency.as_str(), "USD");
    assert_eq!(convert.to_currency.as_str(), "NGN");
    assert!(convert.timestamp.is_some() && convert.extra.is_empty());
}

#[test]
fn transfer_event_parses() {
    let mut state = state();
    state.emit_transfer(&transaction(TransactionKind::Transfer, Status::Completed));
    let Event::Transfer(transfer) = last_event(&state) else {
        panic!("not a transfer");
    };
    assert_eq!(transfer.amount.to_string(), "12345678901.12345678");
    assert_eq!(transfer.from_account.as_deref(), Some("amina"));
    assert_eq!(transfer.to_account.as_deref(), Some("bello"));
    assert_eq!(transfer.status, EventStatus::Completed);
    assert!(transfer.extra.is_empty());
}

#[test]
fn withdrawal_event_parses_in_every_status() {
    for (status, hash, expected) in [
        (Status::Processing, "", EventStatus::Processing),
        (Status::Completed, "0xfe", EventStatus::Completed),
        (Status::Failed, "", EventStatus::from("failed")),
    ] {
        let mut state = state();
        let transaction = transaction(TransactionKind::Withdraw, status);
        state.emit_withdrawal(&transaction, &transaction.network, hash);
        let Event::Withdrawal(withdrawal) = last_event(&state) else {
            panic!("not a withdrawal");
        };
        assert_eq!(withdrawal.status, expected);
        assert_eq!(withdrawal.amount.to_string(), "12345678901.12345678");
        assert_eq!(withdrawal.to_address.as_deref(), Some("bello"));
        assert_eq!(withdrawal.transaction_hash.unwrap_or_default(), hash);
        assert_eq!(withdrawal.network.unwrap().as_str(), "tron");
        assert!(withdrawal.extra.is_empty());
    }
}

#[test]
fn ramp_event_parses_in_every_status_and_each_is_distinct() {
    for kind in [RampKind::FiatToCrypto, RampKind::CryptoToFiat] {
        let mut state = state();
        let mut ramp = ramp(kind);
        let steps = [
            (RampStatus::Pending, EventStatus::Pending),
            (RampStatus::Received, EventStatus::Received),
            (RampStatus::Processing, EventStatus::Processing),
            (RampStatus::Completed, EventStatus::Completed),
        ];
        for (status, expected) in steps {
            ramp.status = status;
            state.emit_ramp(&ramp);
            let event = last_event(&state);
            let (Event::Onramp(event_data) | Event::Offramp(event_data)) = &event else {
                panic!("not a ramp");
            };
            let is_onramp = kind == RampKind::FiatToCrypto;
            assert_eq!(matches!(event, Event::Onramp(_)), is_onramp);
            assert_eq!(event_data.status, expected);
            assert_eq!(event_data.from_amount.unwrap().to_string(), "1500.5");
            assert_eq!(event_data.to_amount.unwrap().to_string(), "0.12345678");
            assert_eq!(event_data.to_account.as_deref(), Some("amina"));
            let paid = status != RampStatus::Pending;
            assert_eq!(event_data.session_id.is_some(), is_onramp && paid);
            assert_eq!(event_data.transaction_hash.is_some(), !is_onramp && paid);
            assert!(event_data.extra.is_empty());
        }
        assert_eq!(emitted_events(&state).len(), count_distinct_events(&state));
    }
}

/// Returns the number of distinct emitted events.
fn count_distinct_events(state: &State) -> usize {
    let mut events = emitted_events(state);
    let mut different: Vec<Event> = Vec::new();
    while let Some(event) = events.pop() {
        if !different.contains(&event) {
            different.push(event);
        }
    }
    different.len()
}

#[test]
fn verification_event_parses_on_success_and_failure() {
    let mut state = state();
    let reason = Some("unknown BVN");
    let account = state.accounts.get_mut("amina").unwrap();
    account.email = Some("amina@example.com".to_owned());
    state.emit_verification("amina", "phone", reason);
    let Event::VerificationFailed(failed) = last_event(&state) else {
        panic!("not a failure");
    };
    assert_eq!(failed.reason.as_deref(), reason);
    assert_eq!(failed.first_name, None);

    let record = KycRecord {
        first_name: "Amina".to_owned(),
        last_name: "Bello".to_owned(),
        ..KycRecord::default()
    };
    let account = state.accounts.get_mut("amina").unwrap();
    account.verify(Country::Ng, record);
    state.emit_verification("amina", "phone", None);
    let Event::VerificationSuccess(passed) = last_event(&state) else {
        panic!("not a success");
    };
    assert_eq!(passed.email.as_deref(), Some("amina@example.com"));
    assert_eq!(passed.first_name.as_deref(), Some("Amina"));
    assert_eq!(passed.merchant.as_deref(), Some("sandboxmerchant"));
    assert_ne!(passed.id, failed.id);
    assert!(passed.extra.is_empty());

    // The merchant's own account has no e-mail address.
    state.emit_verification("sandboxmerchant", "phone", None);
    assert!(matches!(last_event(&state), Event::VerificationSuccess(_)));
}

#[test]
fn event_data_is_compact_and_in_api_field_order() {
    let mut state = state();
    state.emit_deposit("amina", "NGN", amount("10.50"), "s", "m");
    assert_eq!(
        state.outbox.next_for_inbox().unwrap().data,
        r#"{"amount":10.5,"toUser":"sandboxmerchant","currency":"NGN","toAccount":"amina","status":"completed","sessionId":"s","transactionMemo":"m"}"#
    );
}
