//! Late payments: after the rate expired, after the ramp expired, or after the ramp was replaced.

use std::time::Duration;

use partna_auth::ExpireAction;
use rust_decimal::Decimal;

use super::{Result, balance, find_ramp, onramp, sandbox, send, status, text};

#[tokio::test]
async fn late_payment_uses_current_rate() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let order = send(&partna, onramp(&partna, "a1").await?.ramp_exp_time(60_i64)).await?;
    sandbox.set_price("NGN", Decimal::new(1, 3))?;
    sandbox.advance(Duration::from_secs(60));
    assert_eq!(status(&partna, "a1").await?, "canceled");
    sandbox.pay(&order).await?;
    let ramp = find_ramp(&partna, "a1").await?;
    assert_eq!(
        (
            text(ramp.initial_rate),
            text(ramp.processed_rate),
            text(ramp.to_amount)
        ),
        ("0.000597221725".into(), "0.001".into(), "0.99".into())
    );
    Ok(sandbox.books().check()?)
}

#[tokio::test]
async fn late_payment_stays_in_account_with_deposit_action() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let body = onramp(&partna, "a1")
        .await?
        .ramp_exp_time(60_i64)
        .expire_action(partna_auth::ExpireAction::Deposit);
    let order = send(&partna, body).await?;
    sandbox.advance(Duration::from_secs(61));
    sandbox.pay(&order).await?;
    assert_eq!(balance(&partna, "NGN").await?, Decimal::from(1000));
    assert_eq!(status(&partna, "a1").await?, "canceled");
    Ok(sandbox.books().check()?)
}

/// The rate expires after two minutes, and the ramp after an hour. A payment in between is late.
#[tokio::test]
async fn payment_after_rate_expiry_is_late() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let order = send(&partna, onramp(&partna, "a1").await?).await?;
    sandbox.advance(Duration::from_secs(120));
    sandbox.set_price("NGN", Decimal::new(1, 3))?;
    sandbox.pay(&order).await?;
    let on_time = find_ramp(&partna, "a1").await?;
    assert_eq!(text(on_time.processed_rate), "0.000597221725");

    let order = send(&partna, onramp(&partna, "a2").await?).await?;
    sandbox.set_price("NGN", Decimal::new(2, 3))?;
    sandbox.advance(Duration::from_secs(121));
    sandbox.pay(&order).await?;
    let later = find_ramp(&partna, "a2").await?;
    assert_eq!(
        (text(later.initial_rate), text(later.processed_rate)),
        ("0.001".into(), "0.002".into())
    );

    let body = onramp(&partna, "a3").await?;
    let order = send(&partna, body.expire_action(ExpireAction::Deposit)).await?;
    sandbox.advance(Duration::from_secs(121));
    assert_eq!(status(&partna, "a3").await?, "pending");
    sandbox.pay(&order).await?;
    assert_eq!(status(&partna, "a3").await?, "canceled");
    assert_eq!(balance(&partna, "NGN").await?, Decimal::from(1000));
    // The ramp no longer blocks another.
    send(&partna, onramp(&partna, "a4").await?).await?;
    Ok(sandbox.books().check()?)
}

#[tokio::test]
async fn replaced_ramp_stays_canceled_after_late_payment() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let first = send(&partna, onramp(&partna, "a1").await?.ramp_exp_time(60_i64)).await?;
    let body = onramp(&partna, "a2").await?;
    let second = send(&partna, body.cancel_pending_ramp_request(true)).await?;
    sandbox.advance(Duration::from_secs(61));
    sandbox.pay(&first).await?;
    assert_eq!(status(&partna, "a1").await?, "canceled");
    assert_eq!(balance(&partna, "NGN").await?, Decimal::from(1000));
    sandbox.pay(&second).await?;
    assert_eq!(status(&partna, "a2").await?, "completed");
    assert_eq!(
        sandbox.books().lines["NGN"].converted_out,
        Decimal::from(1000)
    );
    Ok(sandbox.books().check()?)
}

#[tokio::test]
async fn rejected_ramp_does_not_replace_pending_ramp() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    send(&partna, onramp(&partna, "a1").await?).await?;
    let body = onramp(&partna, "a2").await?.crypto_address("0x12");
    let result = send(&partna, body.cancel_pending_ramp_request(true)).await;
    assert!(result.is_err(), "the ramp was accepted");
    assert_eq!(status(&partna, "a1").await?, "pending");
    Ok(())
}
