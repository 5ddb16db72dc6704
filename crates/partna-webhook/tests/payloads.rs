//! Deliveries as real servers write them: fields missing, null, of other types, in other cases, and values that nobody listed.

mod common;

use common::{Result, pair};
use partna_webhook::{Event, Status};

#[test]
fn accepts_deposit_without_memo() -> Result {
    let (signer, verifier) = pair()?;
    let data = r#"{"amount":1000,"toUser":"shop","currency":"NGN","toAccount":"amina01","status":"completed","sessionId":"100004240101120000000000000001"}"#;
    let event = verifier.verify(&signer.sign("Deposit", data)?)?;
    let Event::Deposit(deposit) = &event.event else {
        return Err(format!("{event:?}").into());
    };
    assert_eq!(deposit.transaction_memo, None);
    let renamed = verifier.verify(&signer.sign("Withdrawal", data)?)?;
    assert_eq!(renamed.name(), None);
    Ok(())
}

#[test]
fn accepts_withdrawal_in_processing_without_network_address_and_hash() -> Result {
    let (signer, verifier) = pair()?;
    let data = r#"{"transactionReference":"a1632e","amount":10,"fromUser":"shop","currency":"NGN","fromAccount":"amina01","status":"processing"}"#;
    let event = verifier.verify(&signer.sign("Withdrawal", data)?)?;
    let Event::Withdrawal(withdrawal) = &event.event else {
        return Err(format!("{event:?}").into());
    };
    assert_eq!(withdrawal.status, Status::Processing);
    assert!(withdrawal.network.is_none() && withdrawal.to_address.is_none());
    let renamed = verifier.verify(&signer.sign("Transfer", data)?)?;
    assert_eq!(renamed.name(), None);
    Ok(())
}

#[test]
fn accepts_transfer_whose_recipient_is_null() -> Result {
    let (signer, verifier) = pair()?;
    let data = r#"{"transactionReference":"a1632e","amount":10,"fromUser":"shop","toUser":null,"currency":"USD","fromAccount":"amina01","toAccount":"bello02","status":"completed"}"#;
    let event = verifier.verify(&signer.sign("Transfer", data)?)?;
    assert_eq!(event.name(), Some("Transfer"), "{event:?}");
    for name in [
        "Withdrawal",
        "Deposit",
        "Convert",
        "Onramp",
        "verification.success",
    ] {
        let renamed = verifier.verify(&signer.sign(name, data)?)?;
        assert_eq!(renamed.name(), None, "{name}");
    }
    Ok(())
}

#[test]
fn accepts_ramp_in_lower_case_and_keeps_its_texts() -> Result {
    let (signer, verifier) = pair()?;
    let data = r#"{"transactionReference":"a1632e","status":"Completed","fromAmount":1000,"toAmount":0.6,"fromCurrency":"ngn","toCurrency":"usdt","fromNetwork":"Naira","toNetwork":"TRON"}"#;
    let event = verifier.verify(&signer.sign("onramp", data)?)?;
    assert_eq!(event.name(), Some("Onramp"), "{event:?}");
    let renamed = verifier.verify(&signer.sign("Offramp", data)?)?;
    assert!(matches!(renamed.event, Event::Unrecognized { .. }));
    Ok(())
}

#[test]
fn accepts_ramp_of_unknown_currencies_and_networks() -> Result {
    let (signer, verifier) = pair()?;
    let data = r#"{"transactionReference":"a1632e","status":"Completed","fromAmount":1000,"toAmount":0.6,"fromCurrency":"ZAR","toCurrency":"PYUSD","fromNetwork":"eft","toNetwork":"base-sepolia"}"#;
    for name in ["Onramp", "Offramp"] {
        let event = verifier.verify(&signer.sign(name, data)?)?;
        assert!(
            !matches!(event.event, Event::Unrecognized { .. }),
            "{event:?}"
        );
    }
    Ok(())
}
