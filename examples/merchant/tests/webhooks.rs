//! Webhooks that are repeated, reordered or forged.

use merchant::table::State;
use partna::reexports::reqwest::StatusCode;
use partna::sandbox::Fault;
use partna::webhook::{Signer, Status};

use crate::Result;
use crate::common::{Merchant, kobo_in_and_out, pay_as_customer, sandbox};

#[tokio::test]
async fn duplicate_and_reordered_webhooks_complete_order() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = Merchant::start(&sandbox, &directory).await?;
    for fault in [Fault::DuplicateWebhooks, Fault::ReorderWebhooks] {
        let id = format!("{fault:?}");
        for _ in 0..3 {
            sandbox.fail_next(fault.clone())?;
        }
        let order = merchant.order(&id).await?;
        pay_as_customer(&sandbox, &order)?;
        merchant.wait_for_status(&id, &Status::Completed).await?;
        // Earlier deliveries arrive before the next one.
        let payout = merchant.payout(&format!("{id}-payout")).await?;
        assert_eq!(payout.state, State::Accepted);
        merchant.wait_for_status(&format!("{id}-payout"), &Status::Completed).await?;
        assert_eq!(merchant.get(&format!("/orders/{id}")).await?.status, Some(Status::Completed));
    }
    assert_eq!(kobo_in_and_out(&sandbox)?, (4_000_000, 500_100));
    Ok(())
}

#[tokio::test]
async fn late_status_never_replaces_a_later_one() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = Merchant::start(&sandbox, &directory).await?;
    let order = merchant.order("17").await?;
    let orders = [
        ("completed", "completed"),
        ("pending", "completed"),
        ("canceled", "completed"),
        ("failed", "completed"),
    ];
    for (event, expected) in orders {
        let status = Some(Status::from(event));
        let now = merchant.app.observe(&order.reference, status.clone(), false)?;
        assert_eq!(now.status, Some(Status::from(expected)), "{event}");
        let now = merchant.app.observe(&order.reference, status, true)?;
        assert_eq!(now.status, Some(Status::from(expected)), "a record of {event}");
    }
    Ok(())
}

#[tokio::test]
async fn canceled_can_become_completed() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = Merchant::start(&sandbox, &directory).await?;
    let order = merchant.order("17").await?;
    let canceled = Some(Status::from("canceled"));
    merchant.app.observe(&order.reference, canceled.clone(), true)?;
    // An intermediate status does not replace it, and a final one does.
    let now = merchant.app.observe(&order.reference, Some(Status::Received), false)?;
    assert_eq!(now.status, canceled);
    let now = merchant.app.observe(&order.reference, Some(Status::Completed), false)?;
    assert_eq!(now.status, Some(Status::Completed));
    Ok(())
}

#[tokio::test]
async fn rejects_forged_webhook() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = Merchant::start(&sandbox, &directory).await?;
    let order = merchant.order("17").await?;
    let data = format!(
        r#"{{"transactionReference":"{}","status":"completed","fromAmount":20000,"toAmount":11,
        "fromCurrency":"NGN","toCurrency":"USDT"}}"#,
        order.reference
    );
    let forged = Signer::generate()?.sign("Onramp", &data)?;
    let (status, _) = merchant.post("/webhooks/partna", std::str::from_utf8(&forged)?).await?;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    assert_ne!(merchant.get("/orders/17").await?.status, Some(Status::Completed));
    Ok(())
}
