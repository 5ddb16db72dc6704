//! Retries and timeouts of a client, and of calls with their own options.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use partna_auth::{
    Builder, CallOptions, Clock, Credentials, Environment, ErrorKind, Retries, SystemClock,
};
use partna_sandbox::{Fault, Sandbox};
use serde_json::Value;

use super::Result;

fn builder(sandbox: &Sandbox) -> Result<Builder> {
    let credentials = Credentials::new(Environment::Sandbox, Sandbox::API_KEY, Sandbox::API_USER)?;
    let builder = sandbox.client_builder().credentials(credentials);
    Ok(builder.retries(quick_retries()))
}

fn quick_retries() -> Retries {
    Retries::default().base_delay(Duration::from_millis(1))
}

fn fail_reads(sandbox: &Sandbox, count: usize, fault: &Fault) -> Result {
    for _ in 0..count {
        sandbox.fail("get_balances", fault.clone())?;
    }
    Ok(())
}

#[tokio::test]
async fn call_options_override_the_retries_of_the_client() -> Result {
    let sandbox = Sandbox::start().await?;
    let left = || sandbox.unused_faults().len();
    let partna = builder(&sandbox)?.build().await?;
    fail_reads(&sandbox, 2, &Fault::Unavailable)?;
    partna.get_balances().send().await?;
    sandbox.check_faults_used()?;

    let without_retries = partna.with(CallOptions::new().retries(Retries::none()));
    let with_five_attempts = partna.with(CallOptions::new().retries(quick_retries().attempts(5)));
    fail_reads(&sandbox, 4, &Fault::Unavailable)?;
    let error = without_retries
        .get_balances()
        .send()
        .await
        .err()
        .ok_or("the call succeeded")?;
    assert_eq!((error.kind(), left()), (ErrorKind::Unavailable, 3));
    // The client is unchanged, and its options also apply to `request`.
    let request = partna.request("GET", "/user/balances");
    assert!(request.send::<Value>().await.is_err());
    assert_eq!(left(), 0);
    fail_reads(&sandbox, 4, &Fault::Unavailable)?;
    with_five_attempts.get_balances().send().await?;
    assert_eq!(left(), 0);
    Ok(())
}

/// The system clock, with a count of the waits between attempts.
#[derive(Clone, Debug, Default)]
struct CountingClock(SystemClock, Arc<AtomicU32>);

impl Clock for CountingClock {
    fn now(&self) -> Duration {
        self.0.now()
    }

    fn wall(&self) -> SystemTime {
        self.0.wall()
    }

    fn sleep(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.1.fetch_add(1, Ordering::SeqCst);
        self.0.sleep(time)
    }
}

#[tokio::test]
async fn call_options_limit_the_call_or_each_attempt() -> Result {
    for (options, waits, text) in [
        (
            CallOptions::new().call_timeout(Duration::from_millis(200)),
            0,
            "within 0.2 s",
        ),
        (
            CallOptions::new().attempt_timeout(Duration::from_millis(100)),
            2,
            "within 0.1 s",
        ),
    ] {
        let sandbox = Sandbox::start().await?;
        fail_reads(&sandbox, 3, &Fault::Stall)?;
        let clock = CountingClock::default();
        let partna = builder(&sandbox)?.clock(clock.clone()).build().await?;
        let call = partna.with(options).get_balances().send().await;
        let error = call.err().ok_or("the call succeeded")?;
        assert_eq!(error.kind(), ErrorKind::Timeout);
        assert!(error.to_string().contains(text), "{error}");
        assert_eq!(clock.1.load(Ordering::SeqCst), waits);
    }
    Ok(())
}
