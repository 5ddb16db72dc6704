//! The nightly run: what it repairs, and what it reports.

use std::time::Duration;

use merchant::reconcile::Problem;
use merchant::table::{Payment, State};
use partna::sandbox::{Fault, Sandbox};
use partna::webhook::Status;
use partna::writes::{Outcome, WithReference};
use partna::{Currency, Reference, types};

use crate::Result;
use crate::common::{Merchant, customer_pays, kobo, sandbox, seed};

const DAY: Duration = Duration::from_secs(24 * 3600);

async fn reconcile(merchant: &Merchant, sandbox: &Sandbox) -> Result<Vec<(Reference, Problem)>> {
    let later = sandbox.now() + Duration::from_secs(60);
    let reconciled = merchant.app.reconcile(later).await;
    Ok(reconciled.map_err(|failure| failure.1)?)
}

/// A service that gets no webhooks.
async fn without_webhooks(sandbox: &Sandbox, directory: &tempfile::TempDir) -> Result<Merchant> {
    let merchant = Merchant::start(sandbox, directory).await?;
    sandbox.client().delete_webhook().send().await?;
    Ok(merchant)
}

#[tokio::test]
async fn missed_webhooks_are_made_up_for() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = without_webhooks(&sandbox, &directory).await?;
    let order = merchant.order("17").await?;
    merchant.payout("18").await?;
    customer_pays(&sandbox, &order)?;
    for _ in 0..2 {
        assert_eq!(reconcile(&merchant, &sandbox).await?, []);
        for id in ["17", "18"] {
            let payment = merchant.app.get(id).map_err(|it| it.1)?;
            assert_eq!(payment.status, Some(Status::Completed), "{id}");
        }
    }
    assert_eq!(kobo(&sandbox)?, (2_000_000, 250_050));
    Ok(())
}

#[tokio::test]
async fn ramp_that_is_paid_late_goes_from_canceled_to_completed() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = without_webhooks(&sandbox, &directory).await?;
    let order = merchant.order("17").await?;
    sandbox.advance(Duration::from_secs(3601));
    assert_eq!(reconcile(&merchant, &sandbox).await?, []);
    let status = |payment: Payment| payment.status;
    assert_eq!(status(merchant.get("/orders/17").await?), Some(Status::from("canceled")));
    // Days later.
    sandbox.advance(5 * DAY);
    assert_eq!(reconcile(&merchant, &sandbox).await?, []);
    customer_pays(&sandbox, &order)?;
    sandbox.advance(5 * DAY);
    assert_eq!(reconcile(&merchant, &sandbox).await?, []);
    assert_eq!(status(merchant.get("/orders/17").await?), Some(Status::Completed));
    assert_eq!(kobo(&sandbox)?.0, 2_000_000);
    Ok(())
}

#[tokio::test]
async fn payment_that_the_table_does_not_have_is_reported() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = without_webhooks(&sandbox, &directory).await?;
    merchant.payout("18").await?;
    let withdrawal = types::WithdrawalRequest::builder()
        .from_account(Sandbox::API_USER)
        .currency(Currency::Ngn)
        .amount("10")
        .bank_code("057")
        .account_number("0123456789");
    let stranger = Reference::random();
    let write =
        sandbox.client().create_withdrawal().body(withdrawal).with_reference(stranger.clone())?;
    assert!(matches!(write.send().await?, Outcome::Accepted(_)));
    assert_eq!(reconcile(&merchant, &sandbox).await?, [(stranger, Problem::Unknown)]);
    Ok(())
}

#[tokio::test]
async fn payments_that_differ_are_reported() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = without_webhooks(&sandbox, &directory).await?;
    let (other, lost) = (merchant.payout("1").await?, merchant.payout("2").await?);
    let failed = merchant.payout("3").await?;
    let gone = Reference::random();
    merchant.app.table.update(&other.reference, |it| it.amount = 2500.into())?;
    merchant.app.table.update(&lost.reference, |it| it.reference = gone.clone())?;
    // The table has it completed, and Partna as failed.
    let body = r#"{"amount": 100, "to": {"code": "0000", "account": "0123456789"}}"#;
    merchant.post("/payouts/4", body).await?;
    let contradicted = merchant.get("/payouts/4").await?.reference;
    merchant.app.observe(&contradicted, Some(Status::Completed), false)?;

    let mut found = reconcile(&merchant, &sandbox).await?;
    let mut expected = [
        (other.reference, Problem::Amount),
        (lost.reference, Problem::Unknown),
        (gone, Problem::Missing),
        (contradicted, Problem::Status),
    ];
    found.sort_by_key(|it| it.0.clone());
    expected.sort_by_key(|it| it.0.clone());
    assert_eq!(found, expected);
    assert!(found.iter().all(|it| it.0 != failed.reference));
    Ok(())
}

#[tokio::test]
async fn replaced_ramp_that_is_paid_is_reported() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = without_webhooks(&sandbox, &directory).await?;
    let order = merchant.order("17").await?;
    customer_pays(&sandbox, &order)?;
    let new = Reference::random();
    merchant.app.table.update(&order.reference, |it| {
        it.replaced.push(std::mem::replace(&mut it.reference, new));
        it.state = State::Refused("kyc_incomplete".to_owned());
    })?;
    let found = reconcile(&merchant, &sandbox).await?;
    assert_eq!(found, [(order.reference, Problem::PaidAfterReplacement)]);
    Ok(())
}

#[tokio::test]
async fn payment_whose_outcome_stays_unknown_is_reported_and_settled_later() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = without_webhooks(&sandbox, &directory).await?;
    sandbox.fail("create_withdrawal", Fault::Reset)?;
    let payout = merchant.payout("18").await?;
    sandbox.fail("create_withdrawal", Fault::Reset)?;
    assert_eq!(reconcile(&merchant, &sandbox).await?, [(payout.reference, Problem::Open)]);
    assert_eq!(reconcile(&merchant, &sandbox).await?, []);
    assert_eq!(kobo(&sandbox)?.1, 250_050);
    Ok(())
}

#[tokio::test]
async fn payout_that_takes_longer_than_the_window_is_still_compared() -> Result {
    let directory = tempfile::tempdir()?;
    let slow = Sandbox::builder().seed(seed()?).settle_after(5 * DAY);
    let sandbox = slow.start().await?;
    let merchant = without_webhooks(&sandbox, &directory).await?;
    merchant.payout("18").await?;
    for _ in 0..2 {
        assert_eq!(reconcile(&merchant, &sandbox).await?, []);
        assert_eq!(merchant.get("/payouts/18").await?.status, Some(Status::Processing));
        sandbox.advance(3 * DAY);
    }
    assert_eq!(reconcile(&merchant, &sandbox).await?, []);
    assert_eq!(merchant.get("/payouts/18").await?.status, Some(Status::Completed));
    assert_eq!(kobo(&sandbox)?.1, 250_050);
    Ok(())
}
