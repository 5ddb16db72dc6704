//! Waits for a ramp: faults do not end a wait, and their time counts towards the deadline.

use std::error::Error as _;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use partna_auth::{
    Builder, Clock, Credentials, Environment, ErrorKind, RampStatus, Reference, Retries,
};
use partna_sandbox::{Fault, Sandbox};

use super::Result;
use super::ramps::{onramp, sandbox};

/// A clock that records waits without pausing.
#[derive(Clone, Debug, Default)]
struct RecordingClock(Arc<Mutex<Vec<Duration>>>);

impl RecordingClock {
    fn waits(&self) -> Vec<f64> {
        let waits = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waits.iter().map(Duration::as_secs_f64).collect()
    }
}

impl Clock for RecordingClock {
    fn now(&self) -> Duration {
        let waits = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waits.iter().sum()
    }

    fn wall(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        let mut waits = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waits.push(time);
        Box::pin(std::future::ready(()))
    }
}

/// Returns the builder of a client without retries that waits on the clock.
fn client(sandbox: &Sandbox, clock: &RecordingClock) -> Result<Builder> {
    let credentials = Credentials::new(Environment::Sandbox, Sandbox::API_KEY, Sandbox::API_USER)?;
    let builder = sandbox.client_builder().credentials(credentials);
    Ok(builder.retries(Retries::none()).clock(clock.clone()))
}

async fn create_ramp(sandbox: &Sandbox) -> Result<Reference> {
    let partna = sandbox.client();
    let reference = Reference::random();
    let mut body = onramp(&partna).await?;
    body.ramp_reference = Some(reference.to_string());
    partna.create_ramp().body(body).send().await?;
    Ok(reference)
}

#[tokio::test]
async fn transient_errors_do_not_end_a_wait() -> Result {
    let sandbox = sandbox().await?;
    let reference = create_ramp(&sandbox).await?;
    sandbox.pay_ramp(reference.as_str())?;
    let retry_after = Some(Duration::from_secs(7));
    for fault in [
        Fault::Unavailable,
        Fault::RateLimited { retry_after },
        Fault::TemporarilyDisabled,
        Fault::Stall,
    ] {
        sandbox.fail("list_ramps", fault)?;
    }
    let clock = RecordingClock::default();
    let builder = client(&sandbox, &clock)?.attempt_timeout(Duration::from_secs(2));
    let partna = builder.build().await?;
    let ramp = partna.wait_for_ramp(&reference).run().await?;
    assert_eq!(ramp.status, Some(RampStatus::Completed));
    // One wait of the requested length; then the usual growth continues.
    assert_eq!(clock.waits(), [2.0, 7.0, 4.5, 6.75]);
    sandbox.check_faults_used()?;
    Ok(())
}

#[tokio::test]
async fn broken_connections_do_not_end_a_wait() -> Result {
    for fault in [Fault::Truncate, Fault::CommitThenDrop, Fault::Reset] {
        let sandbox = sandbox().await?;
        let reference = create_ramp(&sandbox).await?;
        // The ramp expires.
        sandbox.advance(Duration::from_secs(2 * 3600));
        sandbox.fail("list_ramps", fault.clone())?;
        let clock = RecordingClock::default();
        let partna = client(&sandbox, &clock)?.build().await?;
        let ramp = partna.wait_for_ramp(&reference).run().await?;
        assert_eq!(ramp.status, Some(RampStatus::Canceled), "{fault:?}");
        assert_eq!(clock.waits(), [2.0], "{fault:?}");
        sandbox.check_faults_used()?;
    }
    Ok(())
}

/// The API requests a longer wait than the deadline allows.
#[tokio::test]
async fn wait_that_cannot_end_in_time_fails_at_once_with_the_cause() -> Result {
    let sandbox = sandbox().await?;
    let reference = create_ramp(&sandbox).await?;
    // The first request finds a pending ramp.
    sandbox.fail("list_ramps", Fault::Delay(Duration::ZERO))?;
    let retry_after = Some(Duration::from_secs(60));
    sandbox.fail("list_ramps", Fault::RateLimited { retry_after })?;
    // A wait that fails at the second request does not use this fault.
    sandbox.fail("list_ramps", Fault::Unavailable)?;
    let clock = RecordingClock::default();
    let partna = client(&sandbox, &clock)?.build().await?;
    let wait = partna.wait_for_ramp(&reference);
    let error = wait.deadline(Duration::from_secs(10)).run().await.err();
    let error = error.ok_or("the wait succeeded")?;
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(
        error.to_string().contains("last status: pending"),
        "{error}"
    );
    let cause = error.source().ok_or("no cause")?;
    let cause = cause.downcast_ref::<partna_auth::Error>();
    assert_eq!(cause.map(|it| it.kind()), Some(ErrorKind::RateLimited));
    assert_eq!(clock.waits(), [2.0]);
    assert_eq!(sandbox.unused_faults().len(), 1);
    Ok(())
}
