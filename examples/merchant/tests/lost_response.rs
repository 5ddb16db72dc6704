//! Lost responses, and requests that never arrive.

use std::time::Duration;

use merchant::table::State;
use partna::enums::RampStatus;
use partna::sandbox::Fault;
use partna::webhook::Status;

use crate::Result;
use crate::common::{Merchant, kobo_in_and_out, pay_as_customer, ramps, sandbox};

#[tokio::test]
async fn order_shows_pay_in_after_lost_response() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = Merchant::start(&sandbox, &directory).await?;
    sandbox.fail("create_ramp", Fault::CommitThenDrop)?;
    let order = merchant.order("17").await?;
    assert!(order.pay_in.is_some());
    assert_eq!(order.replaced.len(), 1);
    pay_as_customer(&sandbox, &order)?;
    merchant.wait_for_status("17", &Status::Completed).await?;

    // One ramp is paid, and the replaced one is canceled.
    assert_eq!(kobo_in_and_out(&sandbox)?.0, 2_000_000);
    let mut statuses: Vec<_> = ramps(&sandbox).await?.into_iter().map(|it| it.status).collect();
    statuses.sort();
    assert_eq!(statuses, [Some(RampStatus::Canceled), Some(RampStatus::Completed)]);
    Ok(())
}

/// An account has one pending ramp, so a replacement could cancel the ramp of another order.
#[tokio::test]
async fn replacement_does_not_cancel_the_ramp_of_another_order() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = Merchant::start(&sandbox, &directory).await?;
    sandbox.fail("create_ramp", Fault::CommitThenDrop)?;
    sandbox.fail("create_ramp", Fault::RateLimited { retry_after: None })?;
    merchant.post("/orders/17", r#"{"customer": "amina01", "amount": 20000}"#).await?;
    assert_eq!(merchant.get("/orders/17").await?.replaced.len(), 1);

    sandbox.advance(Duration::from_secs(3601)); // the replaced ramp expires
    let other = merchant.order("18").await?;
    merchant.app.settle().await;
    let refused = State::Refused("ramp_pending".to_owned());
    assert_eq!(merchant.get("/orders/17").await?.state, refused);
    pay_as_customer(&sandbox, &other)?;
    merchant.wait_for_status("18", &Status::Completed).await?;
    assert_eq!(kobo_in_and_out(&sandbox)?.0, 2_000_000);
    Ok(())
}

#[tokio::test]
async fn payout_leaves_once_after_lost_response() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = Merchant::start(&sandbox, &directory).await?;
    for fault in [Fault::CommitThenDrop, Fault::Truncate, Fault::Garbage] {
        sandbox.fail("create_withdrawal", fault.clone())?;
        let id = format!("{fault:?}");
        let payout = merchant.payout(&id).await?;
        assert_eq!(payout.state, State::Accepted, "{fault:?}");
        assert_eq!(merchant.payout(&id).await?.reference, payout.reference);
    }
    assert_eq!(kobo_in_and_out(&sandbox)?.1, 750_150);
    Ok(())
}

#[tokio::test]
async fn next_request_resends_payout_that_never_arrived() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = Merchant::start(&sandbox, &directory).await?;
    for fault in [Fault::Reset, Fault::BadGateway, Fault::Unavailable] {
        sandbox.fail("create_withdrawal", fault.clone())?;
        let id = format!("{fault:?}");
        assert_eq!(merchant.payout(&id).await?.state, State::Sent, "{fault:?}");
        assert_eq!(merchant.payout(&id).await?.state, State::Accepted, "{fault:?}");
    }
    assert_eq!(kobo_in_and_out(&sandbox)?.1, 750_150);
    Ok(())
}

#[tokio::test]
async fn second_process_cannot_open_the_table() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let _merchant = Merchant::start(&sandbox, &directory).await?;
    assert!(Merchant::start(&sandbox, &directory).await.is_err());
    Ok(())
}
