//! Reconciliation: missed statuses are recorded, and differences are reported.

use std::time::Duration;

use merchant::reconcile::Problem;
use merchant::table::{Payment, State};
use partna::sandbox::{Fault, Sandbox};
use partna::webhook::Status;
use partna::writes::{Outcome, WithReference};
use partna::{Currency, Reference, types};

use crate::Result;
use crate::common::{Merchant, kobo_in_and_out, pay_as_customer, sandbox, seed};

const DAY: Duration = Duration::from_secs(24 * 3600);

async fn reconcile(merchant: &Merchant, sandbox: &Sandbox) -> Result<Vec<(Reference, Problem)>> {
    let later = sandbox.now() + Duration::from_secs(60);
    let reconciled = merchant.app.reconcile(later).await;
    Ok(reconciled.map_err(|failure| failure.1)?)
}

/// Starts a service without webhooks.
async fn start_without_webhooks(
    sandbox: &Sandbox,
    directory: &tempfile::TempDir,
) -> Result<Merchant> {
    let merchant = Merchant::start(sandbox, directory).await?;
    sandbox.client().delete_webhook().send().await?;
    Ok(merchant)
}

#[tokio::test]
async fn records_statuses_of_missed_webhooks() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = start_without_webhooks(&sandbox, &directory).await?;
    let order = merchant.order("17").await?;
    merchant.payout("18").await?;
    pay_as_customer(&sandbox, &order)?;
    for _ in 0..2 {
        assert_eq!(reconcile(&merchant, &sandbox).await?, []);
        for id in ["17", "18"] {
            let payment = merchant.app.get(id).map_err(|it| it.1)?;
            assert_eq!(payment.status, Some(Status::Completed), "{id}");
        }
    }
    assert_eq!(kobo_in_and_out(&sandbox)?, (2_000_000, 250_050));
    Ok(())
}

#[tokio::test]
async fn late_payment_completes_canceled_ramp() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = start_without_webhooks(&sandbox, &directory).await?;
    let order = merchant.order("17").await?;
    sandbox.advance(Duration::from_secs(3601));
    assert_eq!(reconcile(&merchant, &sandbox).await?, []);
    let status = |payment: Payment| payment.status;
    assert_eq!(status(merchant.get("/orders/17").await?), Some(Status::from("canceled")));
    // Days later.
    sandbox.advance(5 * DAY);
    assert_eq!(reconcile(&merchant, &sandbox).await?, []);
    pay_as_customer(&sandbox, &order)?;
    sandbox.advance(5 * DAY);
    assert_eq!(reconcile(&merchant, &sandbox).await?, []);
    assert_eq!(status(merchant.get("/orders/17").await?), Some(Status::Completed));
    assert_eq!(kobo_in_and_out(&sandbox)?.0, 2_000_000);
    Ok(())
}

#[tokio::test]
async fn reports_unknown_payment() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = start_without_webhooks(&sandbox, &directory).await?;
    merchant.payout("18").await?;
    let withdrawal = types::WithdrawalRequest::builder()
        .from_account(Sandbox::API_USER)
        .currency(Currency::Ngn)
        .amount("10")
        .bank_code("057")
        .account_number("0123456789");
    let unknown = Reference::random();
    let write =
        sandbox.client().create_withdrawal().body(withdrawal).with_reference(unknown.clone())?;
    assert!(matches!(write.send().await?, Outcome::Accepted(_)));
    assert_eq!(reconcile(&merchant, &sandbox).await?, [(unknown, Problem::Unknown)]);
    Ok(())
}

#[tokio::test]
async fn reports_payments_that_differ() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = start_without_webhooks(&sandbox, &directory).await?;
    let (other, lost) = (merchant.payout("1").await?, merchant.payout("2").await?);
    let failed = merchant.payout("3").await?;
    let gone = Reference::random();
    merchant.app.table.update(&other.reference, |it| it.amount = 2500.into())?;
    merchant.app.table.update(&lost.reference, |it| it.reference = gone.clone())?;
    // It is completed in the table and failed at Partna.
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
async fn reports_paid_ramp_that_was_replaced() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = start_without_webhooks(&sandbox, &directory).await?;
    let order = merchant.order("17").await?;
    pay_as_customer(&sandbox, &order)?;
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
async fn reports_payment_of_unknown_outcome_and_settles_it_later() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = start_without_webhooks(&sandbox, &directory).await?;
    sandbox.fail("create_withdrawal", Fault::Reset)?;
    let payout = merchant.payout("18").await?;
    sandbox.fail("create_withdrawal", Fault::Reset)?;
    assert_eq!(reconcile(&merchant, &sandbox).await?, [(payout.reference, Problem::Open)]);
    assert_eq!(reconcile(&merchant, &sandbox).await?, []);
    assert_eq!(kobo_in_and_out(&sandbox)?.1, 250_050);
    Ok(())
}

#[tokio::test]
async fn compares_payout_that_settles_after_the_window() -> Result {
    let directory = tempfile::tempdir()?;
    let slow = Sandbox::builder().seed(seed()?).settle_after(5 * DAY);
    let sandbox = slow.start().await?;
    let merchant = start_without_webhooks(&sandbox, &directory).await?;
    merchant.payout("18").await?;
    for _ in 0..2 {
        assert_eq!(reconcile(&merchant, &sandbox).await?, []);
        assert_eq!(merchant.get("/payouts/18").await?.status, Some(Status::Processing));
        sandbox.advance(3 * DAY);
    }
    assert_eq!(reconcile(&merchant, &sandbox).await?, []);
    assert_eq!(merchant.get("/payouts/18").await?.status, Some(Status::Completed));
    assert_eq!(kobo_in_and_out(&sandbox)?.1, 250_050);
    Ok(())
}
