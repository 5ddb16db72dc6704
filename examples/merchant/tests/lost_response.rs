//! Responses that are lost, and requests that never arrive.

use merchant::table::State;
use partna_auth::RampStatus;
use partna_sandbox::Fault;
use partna_webhook::Status;

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
