//! Requests that are late when their sandbox stops.

use std::time::Duration;

use partna_auth::{CallOptions, ErrorKind, Retries};
use partna_sandbox::{Fault, Sandbox};
use partna_tests::log::Log;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};
use tracing_subscriber::filter::LevelFilter;
use url::Url;

use super::Result;

const HANG_GUARD: Duration = Duration::from_secs(60);
const A_MOMENT: Duration = Duration::from_millis(100);

/// One whose body is still on its way when the sandbox stops is late all the same, and is answered.
#[tokio::test]
async fn who_waits_is_answered() -> Result {
    let sandbox = Sandbox::start().await?;
    let address = Url::parse(&sandbox.base_url())?.socket_addrs(|| None)?;
    let mut stream = TcpStream::connect(address.first().ok_or("no address")?).await?;
    let (key, user) = (Sandbox::API_KEY, Sandbox::API_USER);
    let body = r#"{"accountName":"amina01"}"#;
    let (first, rest) = body.split_at(10);
    let request = format!(
        "POST /v4/account HTTP/1.1\r\nhost: localhost\r\nx-api-key: {key}\r\nx-api-user: {user}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{first}",
        body.len()
    );
    sandbox.fail_next(Fault::Delay(A_MOMENT))?;
    stream.write_all(request.as_bytes()).await?;
    sleep(A_MOMENT).await;
    let stopped = tokio::spawn(sandbox.stop());
    sleep(A_MOMENT).await;
    stream.write_all(rest.as_bytes()).await?;
    let mut answer = String::new();
    timeout(HANG_GUARD, stream.read_to_string(&mut answer)).await??;
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    timeout(HANG_GUARD, stopped).await??;
    Ok(())
}

/// Whether a sandbox that stops waits until its patience ends, for a request that takes an hour.
async fn is_held_up(caller_leaves: bool) -> Result<bool> {
    let (log, _guard) = Log::of_thread(LevelFilter::INFO);
    let sandbox = Sandbox::start().await?;
    let address = sandbox.base_url().trim_end_matches("/v4").to_owned();
    sandbox.fail_next(Fault::Delay(Duration::from_secs(3600)))?;
    let mut options = CallOptions::new().retries(Retries::none());
    options.attempt_timeout = caller_leaves.then_some(A_MOMENT);
    let partna = sandbox.client().with(options);
    let call = tokio::spawn(async move { partna.get_balances().send().await.err() });
    if caller_leaves {
        let error = timeout(HANG_GUARD, call).await??;
        assert_eq!(error.map(|error| error.kind()), Some(ErrorKind::Timeout));
    } else {
        sleep(Duration::from_secs(1)).await; // until it has arrived
    }
    timeout(HANG_GUARD, sandbox.stop()).await?;
    let log = log.text();
    let mut lines = log.lines().filter(|line| line.contains(&address));
    Ok(lines.any(|line| line.contains("did not finish")))
}

#[tokio::test]
async fn stop_waits_for_connected_callers_alone() -> Result {
    assert!(is_held_up(false).await?, "its caller waits");
    assert!(!is_held_up(true).await?, "its caller has left");
    Ok(())
}
