//! Responses that are lost, and requests that never arrive.

use std::time::Duration;

use merchant::table::State;
use partna::enums::RampStatus;
use partna::sandbox::Fault;
use partna::webhook::Status;

use crate::Result;
use crate::common::{Merchant, customer_pays, kobo, ramps, sandbox};

#[tokio::test]
async fn lost_response_of_an_order_still_shows_where_to_pay() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = Merchant::start(&sandbox, &directory).await?;
    sandbox.fail("create_ramp", Fault::CommitThenDrop)?;
    let order = merchant.order("17").await?;
    assert!(order.pay_in.is_some());
    assert_eq!(order.replaced.len(), 1);
    customer_pays(&sandbox, &order)?;
    merchant.reaches("17", &Status::Completed).await?;

    // One ramp is paid, and the one that nobody saw is canceled.
    assert_eq!(kobo(&sandbox)?.0, 2_000_000);
    let mut statuses: Vec<_> = ramps(&sandbox).await?.into_iter().map(|it| it.status).collect();
    statuses.sort();
    assert_eq!(statuses, [Some(RampStatus::Canceled), Some(RampStatus::Completed)]);
    Ok(())
}

/// An account has one pending ramp, and replacing a ramp cancels that one, of any order.
#[tokio::test]
async fn replacement_does_not_cancel_the_ramp_of_another_order() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = Merchant::start(&sandbox, &directory).await?;
    sandbox.fail("create_ramp", Fault::CommitThenDrop)?;
    sandbox.fail("create_ramp", Fault::RateLimited { retry_after: None })?;
    merchant.post("/orders/17", r#"{"customer": "amina01", "amount": 20000}"#).await?;
    assert_eq!(merchant.get("/orders/17").await?.replaced.len(), 1);

    sandbox.advance(Duration::from_secs(3601)); // the ramp that nobody saw ends
    let other = merchant.order("18").await?;
    merchant.app.settle().await;
    let refused = State::Refused("ramp_pending".to_owned());
    assert_eq!(merchant.get("/orders/17").await?.state, refused);
    customer_pays(&sandbox, &other)?;
    merchant.reaches("18", &Status::Completed).await?;
    assert_eq!(kobo(&sandbox)?.0, 2_000_000);
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
        assert_eq!(merchant.payout(&id).await?.state, State::Accepted, "{fault:?}");
    }
    assert_eq!(kobo(&sandbox)?.1, 750_150);
    Ok(())
}

#[tokio::test]
async fn second_process_cannot_open_the_table() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let _merchant = Merchant::start(&sandbox, &directory).await?;
    assert!(Merchant::start(&sandbox, &directory).await.is_err());
    Ok(())
}
