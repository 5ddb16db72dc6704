//! Responses that are lost, and crashes at each point around the request.

use std::time::Duration;

use merchant::table::State;
use partna_auth::RampStatus;
use partna_sandbox::{Fault, Sandbox};
use partna_webhook::Status;
use tempfile::TempDir;

use crate::Result;
use crate::common::{Merchant, customer_pays, kobo, ramps, sandbox};

#[tokio::test]
async fn lost_response_of_an_order_still_shows_where_to_pay() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = Merchant::start(&sandbox, &directory).await?;
    sandbox.fail("create_ramp", Fault::CommitThenDrop)?;
    let order = merchant.order("17").await?;
    assert!(order.pay_to.is_some());
    assert_eq!(order.replaced.len(), 1);
    customer_pays(&sandbox, &order)?;
    merchant.reaches("17", &Status::Completed).await?;

    // One ramp is paid, and the one that nobody saw is canceled.
    assert_eq!(kobo(&sandbox)?.0, 2_000_000);
    let mut statuses: Vec<_> = ramps(&sandbox)
        .await?
        .into_iter()
        .map(|it| it.status)
        .collect();
    statuses.sort();
    assert_eq!(
        statuses,
        [Some(RampStatus::Canceled), Some(RampStatus::Completed)]
    );
    Ok(())
}

#[tokio::test]
async fn lost_response_of_a_payout_pays_once() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = Merchant::start(&sandbox, &directory).await?;
    for fault in [Fault::CommitThenDrop, Fault::Truncate, Fault::Garbage] {
        sandbox.fail("create_withdrawal", fault.clone())?;
        let id = format!("{fault:?}");
        let payout = merchant.payout(&id).await?;
        assert_eq!(payout.state, State::Accepted, "{fault:?}");
        assert_eq!(merchant.payout(&id).await?.reference, payout.reference);
    }
    assert_eq!(kobo(&sandbox)?.1, 750_150);
    Ok(())
}

#[tokio::test]
async fn payout_that_never_arrived_is_sent_by_the_next_request() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = Merchant::start(&sandbox, &directory).await?;
    for fault in [Fault::Reset, Fault::BadGateway, Fault::Unavailable] {
        sandbox.fail("create_withdrawal", fault.clone())?;
        let id = format!("{fault:?}");
        assert_eq!(merchant.payout(&id).await?.state, State::Sent, "{fault:?}");
        assert_eq!(
            merchant.payout(&id).await?.state,
            State::Accepted,
            "{fault:?}"
        );
    }
    assert_eq!(kobo(&sandbox)?.1, 750_150);
    Ok(())
}

/// Stops the service while the request of `operation` is under way, and starts it again.
async fn crash_during(
    sandbox: &Sandbox,
    directory: &TempDir,
    operation: &str,
    fault: Fault,
) -> Result<Merchant> {
    let merchant = Merchant::start(sandbox, directory).await?;
    sandbox.fail(operation, fault)?;
    let path = if operation == "create_withdrawal" {
        "/payouts/17"
    } else {
        "/orders/17"
    };
    let body = if path == "/payouts/17" {
        r#"{"amount": 2500.50, "bank_code": "057", "account_number": "0123456789"}"#
    } else {
        r#"{"customer": "amina01", "amount": 20000}"#
    };
    tokio::select! {
        response = merchant.post(path, body) => return Err(format!("a response: {response:?}").into()),
        written = merchant.until("17", |it| it.state == State::Sent) => drop(written?),
    }
    merchant.crash().await?;
    Merchant::start(sandbox, directory).await
}

#[tokio::test]
async fn payout_that_a_crash_interrupted_is_paid_once_after_the_restart() -> Result {
    // Nothing of the request is carried out; or it is, after the crash.
    for fault in [Fault::Stall, Fault::Delay(Duration::from_millis(300))] {
        let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
        let merchant = crash_during(&sandbox, &directory, "create_withdrawal", fault).await?;
        let problems = merchant
            .app
            .reconcile(sandbox.now())
            .await
            .map_err(|it| it.1)?;
        assert_eq!(problems, []);
        merchant.reaches("17", &Status::Completed).await?;
        assert_eq!(merchant.payout("17").await?.state, State::Accepted);
        sandbox.stop().await; // a delayed request ends before it
        assert_eq!(merchant.app.table.read().payments.len(), 1);
    }
    Ok(())
}

#[tokio::test]
async fn order_that_a_crash_interrupted_can_be_paid_after_the_restart() -> Result {
    for operation in ["get_rate", "create_ramp"] {
        let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
        let merchant = crash_during(&sandbox, &directory, operation, Fault::Stall).await?;
        sandbox.advance(Duration::from_secs(600)); // any rate of before has expired
        let problems = merchant
            .app
            .reconcile(sandbox.now())
            .await
            .map_err(|it| it.1)?;
        assert_eq!(problems, []);
        let order = merchant.get("/orders/17").await?;
        assert!(order.pay_to.is_some(), "{operation}");
        customer_pays(&sandbox, &order)?;
        merchant.reaches("17", &Status::Completed).await?;
        assert_eq!(kobo(&sandbox)?.0, 2_000_000);
        assert_eq!(ramps(&sandbox).await?.len(), 1);
    }
    Ok(())
}

#[tokio::test]
async fn second_process_cannot_open_the_table() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let _merchant = Merchant::start(&sandbox, &directory).await?;
    assert!(Merchant::start(&sandbox, &directory).await.is_err());
    Ok(())
}
