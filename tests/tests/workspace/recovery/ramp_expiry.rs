//! The expiry of a ramp, and payments after it.

use std::time::Duration;

use partna_auth::{ExpireAction, Partna, RampStatus, Reference, types};
use partna_sandbox::Sandbox;
use tokio::time::timeout;

use super::Result;
use super::ramps::{onramp, sandbox};

const HANG_GUARD: Duration = Duration::from_secs(60);
/// A time after the expiry of a new ramp.
const AFTER_EXPIRY: Duration = Duration::from_secs(3601);

async fn create(partna: &Partna, mut body: types::RampRequest) -> Result<Reference> {
    let reference = Reference::random();
    body.ramp_reference = Some(reference.to_string());
    partna.create_ramp().body(body).send().await?;
    Ok(reference)
}

async fn final_status(partna: &Partna, reference: &Reference) -> Result<Option<RampStatus>> {
    let wait = partna.wait_for_ramp(reference).account_name("amina01");
    Ok(wait.run().await?.status)
}

/// Makes a deposit, and returns the statuses of all events before that of the deposit.
async fn statuses_until_deposit(sandbox: &Sandbox) -> Result<Vec<String>> {
    let deposit = types::MockDepositRequest::builder()
        .currency("KES")
        .network("kenyanshilling")
        .amount("12.34");
    sandbox
        .client()
        .create_mock_deposit()
        .body(deposit)
        .send()
        .await?;
    let mut statuses = Vec::new();
    loop {
        let event = timeout(HANG_GUARD, sandbox.next_webhook()).await?;
        if event.name() == Some("Deposit") {
            return Ok(statuses);
        }
        statuses.push(event.status().map_or_else(String::new, |it| it.to_string()));
    }
}

#[tokio::test]
async fn expiry_sends_no_event_and_shows_in_the_record() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let reference = create(&partna, onramp(&partna).await?).await?;
    sandbox.advance(AFTER_EXPIRY);
    assert_eq!(
        final_status(&partna, &reference).await?,
        Some(RampStatus::Canceled)
    );
    // An event of the expiry would arrive before that of a later deposit.
    assert_eq!(statuses_until_deposit(&sandbox).await?, ["pending"]);
    Ok(())
}

#[tokio::test]
async fn canceled_ramp_becomes_completed_after_a_late_payment() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let reference = create(&partna, onramp(&partna).await?).await?;
    sandbox.advance(AFTER_EXPIRY);
    assert_eq!(
        final_status(&partna, &reference).await?,
        Some(RampStatus::Canceled)
    );
    sandbox.pay_ramp(reference.as_str())?;
    assert_eq!(
        final_status(&partna, &reference).await?,
        Some(RampStatus::Completed)
    );
    let statuses = statuses_until_deposit(&sandbox).await?;
    assert_eq!(statuses, ["pending", "received", "processing", "completed"]);
    Ok(())
}

#[tokio::test]
async fn canceled_ramp_with_expire_action_deposit_stays_canceled() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let mut body = onramp(&partna).await?;
    body.expire_action = Some(ExpireAction::Deposit);
    let reference = create(&partna, body).await?;
    sandbox.advance(AFTER_EXPIRY);
    sandbox.pay_ramp(reference.as_str())?;
    assert_eq!(
        final_status(&partna, &reference).await?,
        Some(RampStatus::Canceled)
    );
    Ok(())
}
