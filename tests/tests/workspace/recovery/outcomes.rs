//! Outcomes of writes with a reference after a lost response, and when they are sent again.

use std::time::Duration;

use partna_auth::{
    ErrorKind, Outcome, Pending, Record, Reference, Resent, Resolution, WithReference, Write, types,
};
use partna_sandbox::{Fault, Sandbox, Seed};
use serde::de::DeserializeOwned;

use super::Result;
use super::ramps::onramp;
use super::references::naira;

const REFERENCE: &str = "bbcdef2234567890abcdef1234568880";
const SEED: &str = r#"
    [[accounts]]
    name = "amina01"
    kyc = ["NG"]
    balances = { NGN = "1000" }

    [[accounts]]
    name = "bello02"
"#;

async fn sandbox() -> Result<Sandbox> {
    Ok(Sandbox::builder().seed(Seed::read(SEED)?).start().await?)
}

fn transfer() -> types::builder::TransferRequest {
    types::TransferRequest::builder()
        .from_account("amina01")
        .to_account("bello02")
        .amount("25.75")
        .currency("NGN")
}

fn withdrawal() -> types::builder::WithdrawalRequest {
    types::WithdrawalRequest::builder()
        .from_account("amina01")
        .amount("7.25")
        .currency("NGN")
        .type_("naira")
        .bank_code("057")
        .account_number("0120000001")
}

/// Applies the fault to the next request of an operation. Queues another fault, which stays unused if no second request is sent.
fn fail_single_request(sandbox: &Sandbox, operation: &str, fault: Fault) -> Result {
    sandbox.fail(operation, fault)?;
    Ok(sandbox.fail(operation, Fault::Unavailable)?)
}

/// Returns the operations with unused faults; `next` for a fault of any operation.
fn unused_faults(sandbox: &Sandbox) -> Vec<String> {
    let unused = sandbox.unused_faults().into_iter();
    let operation = unused.map(|fault| fault.operation);
    operation
        .map(|operation| operation.unwrap_or_else(|| "next".to_owned()))
        .collect()
}

async fn send_to_unknown<T: DeserializeOwned, D>(write: Write<T, D>) -> Result<Pending<T, D>> {
    match write.send().await? {
        Outcome::Unknown(pending) => Ok(pending),
        Outcome::Accepted(_) => Err("the outcome is known".into()),
    }
}

/// Returns the kind, status and amount of a resolution.
fn summary(resolution: &Resolution) -> String {
    let (kind, record) = match resolution {
        Resolution::Found(record @ Record::Ramp(_)) => ("ramp", record),
        Resolution::Found(record) => ("transaction", record),
        Resolution::NotSeen => return "not seen".to_owned(),
    };
    format!("{kind} {:?} {:?}", record.status(), record.amount())
}

#[tokio::test]
async fn committed_write_is_found_after_its_response_is_lost() -> Result {
    for fault in [Fault::CommitThenDrop, Fault::Truncate, Fault::Garbage] {
        let sandbox = sandbox().await?;
        let partna = sandbox.client();
        for operation in ["create_ramp", "create_transfer", "create_withdrawal"] {
            fail_single_request(&sandbox, operation, fault.clone())?;
        }
        let write = partna.create_ramp().body(onramp(&partna).await?);
        let pending = send_to_unknown(write.with_reference(Reference::random())?).await?;
        let found = summary(&pending.resolve().await?);
        assert_eq!(found, "ramp Some(\"pending\") Some(Amount(20000))");
        let write = partna.create_transfer().body(transfer());
        let pending = send_to_unknown(write.with_reference(Reference::random())?).await?;
        let found = summary(&pending.resolve().await?);
        assert_eq!(found, "transaction Some(\"completed\") Some(Amount(25.75))");
        let write = partna.create_withdrawal().body(withdrawal());
        let pending = send_to_unknown(write.with_reference(Reference::random())?).await?;
        let found = summary(&pending.resolve().await?);
        assert_eq!(found, "transaction Some(\"completed\") Some(Amount(7.25))");
        let each_once = ["create_ramp", "create_transfer", "create_withdrawal"];
        assert_eq!(unused_faults(&sandbox), each_once, "{fault:?}: sent twice");
    }
    Ok(())
}

/// A gateway responds with 502 before the request arrives.
#[tokio::test]
async fn write_that_arrives_after_a_502_is_found() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    sandbox.fail("create_transfer", Fault::BadGateway)?;
    let write = partna.create_transfer().body(transfer());
    let pending = send_to_unknown(write.with_reference(REFERENCE.parse()?)?).await?;
    assert_eq!(summary(&pending.resolve().await?), "not seen");
    let late = transfer().transaction_reference(REFERENCE);
    partna.create_transfer().body(late).send().await?;
    let found = summary(&pending.resolve().await?);
    assert_eq!(found, "transaction Some(\"completed\") Some(Amount(25.75))");
    Ok(())
}

#[tokio::test]
async fn write_that_never_arrived_is_not_seen_and_not_sent_again() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    // Other writes have records.
    let other = transfer().transaction_reference("aacdef2234567890abcdef1234568880");
    partna.create_transfer().body(other).send().await?;
    fail_single_request(&sandbox, "create_ramp", Fault::Reset)?;
    fail_single_request(&sandbox, "create_transfer", Fault::Reset)?;
    let write = partna.create_ramp().body(onramp(&partna).await?);
    let ramp = send_to_unknown(write.with_reference(REFERENCE.parse()?)?).await?;
    assert_eq!(summary(&ramp.resolve().await?), "not seen");
    let write = partna.create_transfer().body(transfer());
    let transfer = send_to_unknown(write.with_reference(REFERENCE.parse()?)?).await?;
    assert_eq!(summary(&transfer.resolve().await?), "not seen");
    assert_eq!(unused_faults(&sandbox), ["create_ramp", "create_transfer"]);
    assert_eq!(naira(&partna, "bello02").await?, "25.75");
    Ok(())
}

#[tokio::test]
async fn handle_outlives_a_send_that_was_dropped() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    fail_single_request(&sandbox, "create_transfer", Fault::Stall)?;
    let write = partna.create_transfer().body(transfer());
    let write = write.with_reference(REFERENCE.parse()?)?;
    let arrived = async {
        while unused_faults(&sandbox).len() > 1 {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    tokio::select! {
        result = write.send() => return Err(format!("the send completed: {result:?}").into()),
        () = arrived => {}
    }
    let pending = send_to_unknown(write).await?;
    assert_eq!(pending.reference().as_str(), REFERENCE);
    assert_eq!(unused_faults(&sandbox), ["create_transfer"], "sent twice");
    Ok(())
}

/// If it were sent, the API would reject the reference of the second send.
#[tokio::test]
async fn unpolled_send_sends_no_request() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let write = partna.create_transfer().body(transfer());
    let write = write.with_reference(REFERENCE.parse()?)?;
    drop(write.send());
    assert!(matches!(write.send().await?, Outcome::Accepted(_)));
    assert_eq!(naira(&partna, "bello02").await?, "25.75");
    Ok(())
}

#[tokio::test]
async fn write_that_is_sent_again_is_applied_once() -> Result {
    for (fault, has_arrived) in [(Fault::CommitThenDrop, true), (Fault::Reset, false)] {
        let sandbox = sandbox().await?;
        let partna = sandbox.client();
        sandbox.fail("create_transfer", fault)?;
        let write = partna.create_transfer().body(transfer());
        let pending = send_to_unknown(write.with_reference(REFERENCE.parse()?)?).await?;
        match pending.send_again().await? {
            Resent::AlreadyApplied(Some(Record::Transaction(found))) if has_arrived => {
                assert_eq!(found.transaction_reference.as_deref(), Some(REFERENCE));
            }
            Resent::Accepted(_) if !has_arrived => {}
            other => return Err(format!("{other:?}").into()),
        }
        assert_eq!(naira(&partna, "bello02").await?, "25.75");
        assert_eq!(naira(&partna, "amina01").await?, "974.25");
    }
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    sandbox.fail("create_ramp", Fault::CommitThenDrop)?;
    let write = partna.create_ramp().body(onramp(&partna).await?);
    let pending = send_to_unknown(write.with_reference(REFERENCE.parse()?)?).await?;
    let resent = pending.send_again().await?;
    assert!(matches!(
        resent,
        Resent::AlreadyApplied(Some(Record::Ramp(_)))
    ));
    Ok(())
}

#[tokio::test]
async fn stored_reference_is_looked_up_after_a_crash() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let write = || {
        let write = partna.create_transfer().body(transfer());
        Result::Ok(write.with_reference(REFERENCE.parse()?)?)
    };
    assert!(matches!(write()?.send().await?, Outcome::Accepted(_)));
    let pending = write()?.assume_sent();
    assert!(matches!(pending.resolve().await?, Resolution::Found(_)));
    // A first send with this reference has an unknown outcome: the API does not state which write used the reference.
    assert!(matches!(write()?.send().await?, Outcome::Unknown(_)));
    assert_eq!(naira(&partna, "bello02").await?, "25.75");
    Ok(())
}

#[tokio::test]
async fn write_without_a_documented_look_up_sends_none() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    fail_single_request(&sandbox, "create_mock_deposit", Fault::CommitThenDrop)?;
    fail_single_request(&sandbox, "preorder_conversion", Fault::CommitThenDrop)?;
    let deposit = types::MockDepositRequest::builder()
        .account_name("amina01")
        .currency("NGN")
        .network("naira")
        .amount(10);
    let write = partna.create_mock_deposit().body(deposit);
    let deposit = send_to_unknown(write.with_reference(REFERENCE.parse()?)?).await?;
    let rate = partna.rate("NGN", "USD").await?;
    let order = types::PreorderRequest::builder()
        .account_name("amina01")
        .rate_key(rate.key.ok_or("no rate key")?)
        .from_amount(500);
    let write = partna.preorder_conversion().body(order);
    let order = send_to_unknown(write.with_reference(REFERENCE.parse()?)?).await?;
    // Any request uses up this fault.
    sandbox.fail_next(Fault::Unavailable)?;
    let error = deposit
        .resolve()
        .await
        .err()
        .ok_or("the look-up succeeded")?;
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    assert!(error.to_string().contains("no look-up"), "{error}");
    assert!(order.resolve().await.is_err());
    let expected = ["create_mock_deposit", "preorder_conversion", "next"];
    assert_eq!(unused_faults(&sandbox), expected, "a request was sent");
    Ok(())
}

#[tokio::test]
async fn invalid_write_is_rejected_before_it_has_a_handle() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    // Any request uses up this fault.
    sandbox.fail_next(Fault::Unavailable)?;
    let reference: Reference = REFERENCE.parse()?;
    let incomplete = types::RampRequest::builder().from_currency("NGN");
    let write = partna.create_ramp().body(incomplete);
    let error = write
        .with_reference(reference.clone())
        .err()
        .ok_or("accepted")?;
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert!(error.to_string().contains("from_network"), "{error}");
    let other = transfer().transaction_reference("another");
    let write = partna.create_transfer().body(other);
    let error = write
        .with_reference(reference.clone())
        .err()
        .ok_or("accepted")?;
    assert!(
        error.to_string().contains("already has another reference"),
        "{error}"
    );
    let same = transfer().transaction_reference(REFERENCE);
    let write = partna
        .create_transfer()
        .body(same)
        .with_reference(reference)?;
    assert_eq!(write.reference().as_str(), REFERENCE);
    assert_eq!(unused_faults(&sandbox), ["next"], "a request was sent");
    Ok(())
}
