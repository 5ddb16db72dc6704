//! A sandbox that stops and restarts with its state.

use partna::reexports::reqwest::StatusCode;
use partna::sandbox::{Builder, Sandbox};
use partna::webhook::Status;
use tempfile::TempDir;

use crate::Result;
use crate::common::{Merchant, kobo_in_and_out, pay_as_customer, ramps, seed};

fn builder(directory: &TempDir) -> Result<Builder> {
    let state = directory.path().join("state.json");
    Ok(Sandbox::builder().seed(seed()?).state_file(state))
}

#[tokio::test]
async fn payments_continue_after_partna_restarts() -> Result {
    let directory = tempfile::tempdir()?;
    let sandbox = builder(&directory)?.start().await?;
    let merchant = Merchant::start(&sandbox, &directory).await?;
    let order = merchant.order("17").await?;
    let port = sandbox.port();
    sandbox.stop().await;

    let body = r#"{"amount": 2500.50, "to": {"code": "057", "account": "0123456789"}}"#;
    let (status, text) = merchant.post("/payouts/18", body).await?;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{text}");
    assert!(!text.contains("1--M--") && !text.contains(Sandbox::API_USER), "{text}");

    let sandbox = builder(&directory)?.port(port).start().await?;
    let problems = merchant.app.reconcile(sandbox.now()).await.map_err(|it| it.1)?;
    assert_eq!(problems, []);
    // The service still accepts its webhooks.
    pay_as_customer(&sandbox, &order)?;
    merchant.wait_for_status("17", &Status::Completed).await?;
    merchant.wait_for_status("18", &Status::Completed).await?;
    assert_eq!(kobo_in_and_out(&sandbox)?, (2_000_000, 250_050));
    assert_eq!(ramps(&sandbox).await?.len(), 1);
    Ok(())
}
