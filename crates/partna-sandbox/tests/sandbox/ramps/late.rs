//! Money that comes late: after the rate has ended, after the ramp has, or after another has taken its place.

use std::time::Duration;

use partna_auth::ExpireAction;
use rust_decimal::Decimal;

use super::{Result, balance, only, onramp, sandbox, send, status, text};

#[tokio::test]
async fn late_money_goes_at_the_rate_of_its_day() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let order = send(&partna, onramp(&partna, "a1").await?.ramp_exp_time(60_i64)).await?;
    sandbox.set_price("NGN", Decimal::new(1, 3))?;
    sandbox.advance(Duration::from_secs(60));
    assert_eq!(status(&partna, "a1").await?, "canceled");
    sandbox.pay(&order).await?;
    let ramp = only(&partna, "a1").await?;
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
async fn late_money_stays_in_the_account_if_that_was_asked_for() -> Result {
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

/// The rate ends after two minutes, the ramp after an hour: what comes between is late too.
#[tokio::test]
async fn a_ramp_outlives_its_rate() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let order = send(&partna, onramp(&partna, "a1").await?).await?;
    sandbox.advance(Duration::from_secs(120));
    sandbox.set_price("NGN", Decimal::new(1, 3))?;
    sandbox.pay(&order).await?;
    let in_time = only(&partna, "a1").await?;
    assert_eq!(text(in_time.processed_rate), "0.000597221725");

    let order = send(&partna, onramp(&partna, "a2").await?).await?;
    sandbox.set_price("NGN", Decimal::new(2, 3))?;
    sandbox.advance(Duration::from_secs(121));
    sandbox.pay(&order).await?;
    let later = only(&partna, "a2").await?;
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
    // It is out of the way.
    send(&partna, onramp(&partna, "a4").await?).await?;
    Ok(sandbox.books().check()?)
}

/// A ramp that gave way to another does not come back, however late it is paid.
#[tokio::test]
async fn what_was_replaced_stays_so_after_its_time() -> Result {
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

/// An order that is refused leaves the one that waits alone.
#[tokio::test]
async fn only_a_ramp_that_is_made_replaces_another() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    send(&partna, onramp(&partna, "a1").await?).await?;
    let body = onramp(&partna, "a2").await?.crypto_address("0x12");
    let refused = send(&partna, body.cancel_pending_ramp_request(true)).await;
    assert!(refused.is_err(), "it was taken");
    assert_eq!(status(&partna, "a1").await?, "pending");
    Ok(())
}
