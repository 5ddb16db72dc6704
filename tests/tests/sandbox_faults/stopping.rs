//! Requests that are late when their sandbox stops.

use std::time::{Duration, Instant};

use partna_auth::{CallOptions, ErrorKind, Retries};
use partna_sandbox::{Fault, Sandbox};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};
use url::Url;

use crate::Result;

/// Less than a sandbox gives requests to finish.
const SOON: Duration = Duration::from_secs(3);
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
    sandbox.fail_next(Fault::Delay(A_MOMENT));
    stream.write_all(request.as_bytes()).await?;
    sleep(A_MOMENT).await;
    let stopped = tokio::spawn(sandbox.stop());
    sleep(A_MOMENT).await;
    stream.write_all(rest.as_bytes()).await?;
    let mut answer = String::new();
    timeout(SOON, stream.read_to_string(&mut answer)).await??;
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    timeout(SOON, stopped).await??;
    Ok(())
}

/// One whose caller is gone does not hold it up.
#[tokio::test]
async fn nobody_waits_for_those_who_left() -> Result {
    let sandbox = Sandbox::start().await?;
    sandbox.fail_next(Fault::Delay(Duration::from_secs(3600)));
    let partna = sandbox.client().with(CallOptions {
        attempt_timeout: Some(A_MOMENT),
        retries: Some(Retries::none()),
        ..CallOptions::default()
    });
    let error = partna.get_balances().send().await.err();
    assert_eq!(error.map(|error| error.kind()), Some(ErrorKind::Timeout));
    let start = Instant::now();
    sandbox.stop().await;
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    Ok(())
}
