//! Orders and payouts without faults, and error responses to callers.

use merchant::table::State;
use partna::ramps::PayInDestination;
use partna::reexports::reqwest::StatusCode;
use partna::sandbox::{Fault, Sandbox};
use partna::webhook::Status;

use crate::Result;
use crate::common::{Merchant, kobo_in_and_out, pay_as_customer, ramps, sandbox};

#[tokio::test]
async fn webhooks_complete_order_after_customer_pays() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = Merchant::start(&sandbox, &directory).await?;
    let order = merchant.order("17").await?;
    let pay_in = order.pay_in.clone().ok_or("the order: has no pay-in")?;
    assert_eq!(pay_in.amount, Some(20_000.into()));
    assert!(matches!(pay_in.destination, PayInDestination::Account { .. }));

    pay_as_customer(&sandbox, &order)?;
    merchant.wait_for_status("17", &Status::Completed).await?;
    let shown = merchant.get("/orders/17").await?;
    assert_eq!((shown.state, shown.pay_in), (State::Accepted, Some(pay_in)));
    assert_eq!(kobo_in_and_out(&sandbox)?.0, 2_000_000);
    // The dollars are the merchant's.
    let account = sandbox.client().find_account(Sandbox::API_USER).await?;
    let account = account.ok_or("the account: does not exist")?;
    let dollars = account.get("USD").and_then(|it| it.balance);
    assert!(dollars > Some(11.into()), "{dollars:?}");
    Ok(())
}

#[tokio::test]
async fn same_id_is_the_same_payment() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = Merchant::start(&sandbox, &directory).await?;
    let (order, payout) = (merchant.order("17").await?, merchant.payout("18").await?);
    for _ in 0..3 {
        assert_eq!(merchant.order("17").await?.reference, order.reference);
        assert_eq!(merchant.payout("18").await?.reference, payout.reference);
    }
    let other = r#"{"customer": "amina01", "amount": 20001}"#;
    for path in ["/orders/17", "/orders/18"] {
        let (status, text) = merchant.post(path, other).await?;
        assert_eq!((status, text.as_str()), (StatusCode::CONFLICT, r#"{"error":"id_exists"}"#));
    }
    assert_eq!(ramps(&sandbox).await?.len(), 1);
    assert_eq!(kobo_in_and_out(&sandbox)?.1, 250_050);
    Ok(())
}

#[tokio::test]
async fn concurrent_requests_with_one_id_pay_once() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = Merchant::start(&sandbox, &directory).await?;
    let same = (0..8).map(|_| merchant.payout("18"));
    for payout in futures_util::future::join_all(same).await {
        assert_eq!(payout?.state, State::Accepted);
    }
    assert_eq!(kobo_in_and_out(&sandbox)?.1, 250_050);
    Ok(())
}

#[tokio::test]
async fn payout_that_bank_rejects_is_failed_and_refunded() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = Merchant::start(&sandbox, &directory).await?;
    let body = r#"{"amount": 100, "to": {"code": "0000", "account": "0123456789"}}"#;
    merchant.post("/payouts/18", body).await?;
    let payment = merchant.wait_for_status("18", &Status::from("failed")).await?;
    assert_eq!(payment.state, State::Accepted);
    assert_eq!(kobo_in_and_out(&sandbox)?.1, 0);
    Ok(())
}

#[tokio::test]
async fn refusal_is_stored_with_its_reason() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = Merchant::start(&sandbox, &directory).await?;
    let orders = [
        ("/orders/1", r#"{"customer": "bello02", "amount": 20000}"#, "kyc_incomplete"),
        (
            "/payouts/2",
            r#"{"amount": 1000000, "to": {"code": "057", "account": "0123456789"}}"#,
            "insufficient_funds",
        ),
    ];
    for (path, body, reason) in orders {
        merchant.post(path, body).await?;
        assert_eq!(merchant.get(path).await?.state, State::Refused(reason.to_owned()));
    }
    assert_eq!(kobo_in_and_out(&sandbox)?, (0, 0));
    Ok(())
}

#[tokio::test]
async fn malformed_request_creates_no_payment() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = Merchant::start(&sandbox, &directory).await?;
    for path in ["/orders/17", "/payouts/17"] {
        for body in ["", "{}", r#"{"customer": "amina01", "amount": "much"}"#] {
            let (status, text) = merchant.post(path, body).await?;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{body}");
            assert_eq!(text, r#"{"error":"invalid_json"}"#);
        }
    }
    assert!(merchant.app.table.read().payments.is_empty());
    Ok(())
}

#[tokio::test]
async fn payment_continues_after_outage() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let merchant = Merchant::start(&sandbox, &directory).await?;
    sandbox.fail("create_withdrawal", Fault::RateLimited { retry_after: None })?;
    let body = r#"{"amount": 2500.50, "to": {"code": "057", "account": "0123456789"}}"#;
    let (status, text) = merchant.post("/payouts/18", body).await?;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(text, r#"{"error":"rate_limited"}"#);
    assert_eq!(merchant.get("/payouts/18").await?.state, State::New);
    merchant.payout("18").await?;
    merchant.wait_for_status("18", &Status::Completed).await?;
    assert_eq!(kobo_in_and_out(&sandbox)?.1, 250_050);
    Ok(())
}
