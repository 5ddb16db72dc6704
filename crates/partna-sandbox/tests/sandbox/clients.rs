//! Clients of a sandbox use its clock, and their waits are short.

use std::error::Error;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use partna_auth::{Credentials, Environment, ErrorKind, Partna, Reference, types};
use partna_sandbox::{Fault, Sandbox, Seed};
use partna_tests::log::set_default;
use tokio::time::timeout;
use tracing_subscriber::fmt::MakeWriter;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// Guards against a hang.
const TIMEOUT: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);
const DAY: Duration = Duration::from_secs(86_400);

async fn pending_ramp(sandbox: &Sandbox) -> Result<Reference> {
    let partna = sandbox.client();
    let rate = partna.get_rate().from_currency("NGN").to_currency("USDT");
    let mut rates = rate.send().await?.into_inner().data.unwrap_or_default();
    let rate = rates.rate.remove("NGN_to_USDT").ok_or("no rate")?;
    let reference = Reference::random();
    let ramp = types::RampRequest::builder()
        .account_name(Sandbox::API_USER)
        .from_amount(20_000)
        .from_currency("NGN")
        .from_network("naira")
        .to_currency("USDT")
        .to_network("tron")
        .crypto_address("TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF")
        .ramp_reference(reference.as_str())
        .rate_key(rate.key.ok_or("no rate key")?);
    partna.create_ramp().body(ramp).send().await?;
    Ok(reference)
}

/// With a stopped and with a running clock.
#[tokio::test]
async fn wait_for_an_unpaid_ramp_ends_at_its_deadline() -> Result {
    for is_running in [false, true] {
        let builder = Sandbox::builder();
        let builder = if is_running {
            builder.running_clock()
        } else {
            builder
        };
        let sandbox = builder.start().await?;
        let reference = pending_ramp(&sandbox).await?;
        let wait = sandbox
            .client()
            .wait_for_ramp(&reference)
            .deadline(HOUR / 6);
        let result = timeout(TIMEOUT, wait.run()).await?;
        let error = result.err().ok_or("the wait succeeded")?;
        assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
        sandbox.stop().await;
    }
    Ok(())
}

#[tokio::test]
async fn wait_for_ramp_ends_after_payment_or_expiry() -> Result {
    for is_paid in [true, false] {
        let sandbox = Sandbox::start().await?;
        let reference = pending_ramp(&sandbox).await?;
        let partna = sandbox.client();
        let wait = tokio::spawn(partna.wait_for_ramp(&reference).deadline(DAY).run());
        // The ramp is visible, and the client waits.
        let visible = timeout(
            TIMEOUT,
            partna.wait_for_ramp(&reference).until(|_| true).run(),
        );
        visible.await??;
        if is_paid {
            sandbox.pay_ramp(reference.as_str())?;
        } else {
            sandbox.advance(2 * HOUR);
        }
        let ramp = timeout(TIMEOUT, wait).await???;
        let status = if is_paid { "completed" } else { "canceled" };
        assert_eq!(ramp.status.as_ref().map(AsRef::as_ref), Some(status));
    }
    Ok(())
}

/// `TIMEOUT` limits all reads together. With full waits they would take a quarter of an hour.
#[tokio::test]
async fn retries_have_short_waits() -> Result {
    let sandbox = Sandbox::start().await?;
    let by_key = sandbox.client_with_key(Sandbox::API_KEY).await?;
    let credentials = Credentials::new(Environment::Sandbox, Sandbox::API_KEY, Sandbox::API_USER)?;
    let built = sandbox
        .client_builder()
        .credentials(credentials)
        .build()
        .await?;
    let calls = async {
        for _ in 0..8 {
            for partna in [&sandbox.client(), &by_key, &built] {
                let retry_after = Some(Duration::from_secs(25));
                sandbox.fail_next(Fault::RateLimited { retry_after })?;
                sandbox.fail_next(Fault::Unavailable)?;
                partna.get_balances().send().await?;
            }
        }
        sandbox.check_faults_used()?;
        Result::Ok(())
    };
    timeout(TIMEOUT, calls).await?
}

/// The timeout of a call includes the full time of a wait, although the sandbox shortens it. A call does not begin a wait that
/// exceeds the remaining time.
#[tokio::test]
async fn shortened_waits_count_in_full_against_call_timeout() -> Result {
    let sandbox = Sandbox::start().await?;
    let retry_after = Some(Duration::from_secs(40));
    for _ in 0..2 {
        sandbox.fail_next(Fault::RateLimited { retry_after })?;
    }
    // The first wait of 40 s fits into the 60 s of a call, and the second does not.
    let result = sandbox.client().get_balances().send().await;
    let kind = result.err().map(|error| error.kind());
    assert_eq!(kind, Some(ErrorKind::RateLimited));
    sandbox.check_faults_used()?;
    Ok(())
}

#[derive(Clone, Debug, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut log = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        log.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// The key expires after 100 days by the sandbox's clock, which is years ahead of the machine's.
#[tokio::test]
async fn key_expiry_uses_sandbox_clock() -> Result {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_writer(log.clone())
        .with_ansi(false)
        .finish();
    let _guard = set_default(subscriber);
    let sandbox = Sandbox::start().await?;
    sandbox.advance(5 * 365 * DAY);
    let request = sandbox.client().keys().generate("days", "M");
    let key = request.expires_in_days(100).send().await?;
    let partna = sandbox.client_with_key(key.expose()).await?;
    let expires_at = partna.key_expires_at().and_then(|at| at.to_system_time());
    assert_eq!(expires_at, Some(sandbox.now() + 100 * DAY));
    partna.get_balances().send().await?;
    let has_warning = || log.text().contains("close to expiry");
    assert!(!has_warning(), "{}", log.text());

    // A new client, because the warning is logged once per key and client.
    sandbox.advance(71 * DAY);
    let partna = sandbox.client_with_key(key.expose()).await?;
    partna.get_balances().send().await?;
    assert!(has_warning(), "{}", log.text());
    sandbox.advance(30 * DAY);
    let result = partna.get_balances().send().await;
    let kind = result.err().map(|error| error.kind());
    assert_eq!(kind, Some(ErrorKind::NotAuthenticated));
    Ok(())
}

/// Lookups by time use the date of a response.
#[tokio::test]
async fn response_date_uses_sandbox_clock() -> Result {
    let sandbox = Sandbox::start().await?;
    let seconds = |time: SystemTime| {
        let since = time.duration_since(SystemTime::UNIX_EPOCH);
        since.map(|since| since.as_secs())
    };
    for years in [0, 5, 90] {
        sandbox.advance(years * 365 * DAY);
        let response = sandbox.client().get_balances().send().await?;
        let date = response.headers().get("date").ok_or("no date")?.to_str()?;
        let date = httpdate::parse_http_date(date)?;
        assert_eq!(seconds(date)?, seconds(sandbox.now())?);
    }
    // A date has four digits for the year. Later responses have the date of the machine.
    for _ in 0..90 {
        sandbox.advance(100 * 365 * DAY);
    }
    sandbox.client().get_balances().send().await?;
    Ok(())
}

/// A client that outlives its sandbox does not keep its state file or its port.
#[tokio::test]
async fn client_does_not_keep_a_stopped_sandbox() -> Result {
    let directory = tempfile::tempdir()?;
    let state = directory.path().join("state.json");
    let start = |port| Sandbox::builder().state_file(&state).port(port).start();
    let sandbox = start(0).await?;
    let port = sandbox.port();
    let clients: Vec<Partna> = vec![
        sandbox.client(),
        sandbox.client_with_key(Sandbox::API_KEY).await?,
    ];
    sandbox.stop().await;
    let sandbox = start(port).await?;
    for partna in clients {
        partna.get_balances().send().await?;
    }
    sandbox.stop().await;
    Ok(())
}

#[tokio::test]
async fn client_uses_key_of_seed() -> Result {
    let seed = Seed::read(
        r#"[merchant]
        username = "acme"
        api_key = "1--M--73616e64626f782dc0ffee00c0ffee00--9999999999999--c0ffee00""#,
    )?;
    let sandbox = Sandbox::builder().seed(seed).start().await?;
    sandbox.client().get_balances().send().await?;
    Ok(())
}
