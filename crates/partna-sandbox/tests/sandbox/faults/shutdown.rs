//! Delayed requests while their sandbox stops.

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
const SHORT_DELAY: Duration = Duration::from_millis(100);

/// The body of the request arrives after the stop.
#[tokio::test]
async fn delayed_request_of_connected_client_gets_response_during_stop() -> Result {
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
    sandbox.fail_next(Fault::Delay(SHORT_DELAY))?;
    stream.write_all(request.as_bytes()).await?;
    sleep(SHORT_DELAY).await;
    let stopped = tokio::spawn(sandbox.stop());
    sleep(SHORT_DELAY).await;
    stream.write_all(rest.as_bytes()).await?;
    let mut response = String::new();
    timeout(HANG_GUARD, stream.read_to_string(&mut response)).await??;
    assert!(response.starts_with("HTTP/1.1 201"), "{response}");
    timeout(HANG_GUARD, stopped).await??;
    Ok(())
}

/// Returns whether a stop waits until its timeout for a request that takes an hour.
async fn stop_times_out(is_disconnected: bool) -> Result<bool> {
    let (log, _guard) = Log::of_thread(LevelFilter::INFO);
    let sandbox = Sandbox::start().await?;
    let address = sandbox.base_url().trim_end_matches("/v4").to_owned();
    sandbox.fail_next(Fault::Delay(Duration::from_secs(3600)))?;
    let mut options = CallOptions::new().retries(Retries::none());
    options.attempt_timeout = is_disconnected.then_some(SHORT_DELAY);
    let partna = sandbox.client().with(options);
    let call = tokio::spawn(async move { partna.get_balances().send().await.err() });
    if is_disconnected {
        let error = timeout(HANG_GUARD, call).await??;
        assert_eq!(error.map(|error| error.kind()), Some(ErrorKind::Timeout));
    } else {
        sleep(Duration::from_secs(1)).await; // until the request has arrived
    }
    timeout(HANG_GUARD, sandbox.stop()).await?;
    let log = log.text();
    let mut lines = log.lines().filter(|line| line.contains(&address));
    Ok(lines.any(|line| line.contains("did not finish")))
}

#[tokio::test]
async fn stop_waits_for_connected_clients_only() -> Result {
    assert!(
        stop_times_out(false).await?,
        "the stop did not wait for a connected client"
    );
    assert!(
        !stop_times_out(true).await?,
        "the stop waited for a disconnected client"
    );
    Ok(())
}
