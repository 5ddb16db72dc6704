//! Limits against unknown and broken clients: half-sent requests, full queues, faults of other requests, and links at the lock
//! file.

use std::error::Error;
use std::time::Duration;

use partna_sandbox::{ErrorKind, Fault, Sandbox};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// Guards against a hang.
const HANG_GUARD: Duration = Duration::from_secs(120);

async fn connect(sandbox: &Sandbox) -> Result<TcpStream> {
    let url = sandbox.base_url();
    let address = url.trim_start_matches("http://").trim_end_matches("/v4");
    Ok(TcpStream::connect(address).await?)
}

/// Sends a request with these headers, each with its line end, and returns the status of the response.
async fn status(
    sandbox: &Sandbox,
    method: &str,
    path: &str,
    headers: &str,
    body: &str,
) -> Result<u16> {
    let mut stream = connect(sandbox).await?;
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n{headers}content-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await?;
    let mut response = String::new();
    timeout(HANG_GUARD, stream.read_to_string(&mut response)).await??;
    let status = response.split(' ').nth(1).ok_or("no status")?;
    Ok(status.parse()?)
}

fn headers(key: &str, user: &str) -> String {
    format!("x-api-key: {key}\r\nx-api-user: {user}\r\n")
}

fn own_headers() -> String {
    headers(Sandbox::API_KEY, Sandbox::API_USER)
}

const HALF_SENT: [&str; 4] = [
    "G",
    "GET /v4/account HT",
    "GET /v4/account HTTP/1.1\r\nhost: localhost\r\nx-api-key: ",
    "POST /v4/account HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n{\"accountName\":",
];

#[tokio::test]
async fn half_sent_request_is_closed() -> Result {
    let builder = Sandbox::builder().request_timeout(Duration::from_millis(200));
    let sandbox = builder.start().await?;
    for text in HALF_SENT {
        let mut stream = connect(&sandbox).await?;
        stream.write_all(text.as_bytes()).await?;
        let mut response = Vec::new();
        // Closed normally or with a reset.
        let _ = timeout(HANG_GUARD, stream.read_to_end(&mut response)).await?;
        assert!(response.is_empty(), "{text}");
    }
    sandbox.client().get_balances().send().await?;
    Ok(())
}

/// Further bytes do not extend the deadline.
#[tokio::test]
async fn request_with_slow_bytes_is_closed() -> Result {
    let builder = Sandbox::builder().request_timeout(Duration::from_millis(200));
    let sandbox = builder.start().await?;
    let (mut reading, mut writing) = connect(&sandbox).await?.into_split();
    let trickle = tokio::spawn(async move {
        let start =
            b"POST /v4/account HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000000\r\n\r\n";
        let mut written = writing.write_all(start).await;
        while written.is_ok() {
            sleep(Duration::from_millis(5)).await;
            written = writing.write_all(b" ").await;
        }
    });
    let mut response = Vec::new();
    let _ = timeout(HANG_GUARD, reading.read_to_end(&mut response)).await?;
    timeout(HANG_GUARD, trickle).await??;
    Ok(())
}

#[tokio::test]
async fn half_sent_requests_do_not_block_other_clients() -> Result {
    let sandbox = Sandbox::start().await?;
    let mut streams = Vec::new();
    for text in HALF_SENT.iter().cycle().take(300) {
        let mut stream = connect(&sandbox).await?;
        stream.write_all(text.as_bytes()).await?;
        streams.push(stream);
    }
    timeout(HANG_GUARD, sandbox.client().get_balances().send()).await??;
    drop(streams);
    Ok(())
}

/// The request timeout does not limit the response time or the time between requests.
#[tokio::test]
async fn slow_responses_and_idle_clients_are_not_closed() -> Result {
    let builder = Sandbox::builder().request_timeout(Duration::from_millis(100));
    let sandbox = builder.start().await?;
    sandbox.fail("list_banks", Fault::Delay(Duration::from_millis(500)))?;
    let mut stream = connect(&sandbox).await?;
    list_banks_and_pause(&mut stream).await?;
    list_banks_and_pause(&mut stream).await
}

/// Sends a request, reads its response, and stays idle for longer than a request may take to arrive.
async fn list_banks_and_pause(stream: &mut TcpStream) -> Result {
    let request = b"GET /v4/banks?currency=NGN HTTP/1.1\r\nhost: localhost\r\n\r\n";
    stream.write_all(request).await?;
    let mut start = [0; 9];
    timeout(HANG_GUARD, stream.read_exact(&mut start)).await??;
    assert_eq!(&start, b"HTTP/1.1 ");
    sleep(Duration::from_millis(300)).await;
    let mut rest = vec![0; 1 << 20];
    let _ = stream.try_read(&mut rest);
    Ok(())
}

#[tokio::test]
async fn rejects_faults_above_limit() -> Result {
    let sandbox = Sandbox::start().await?;
    for _ in 0..999 {
        sandbox.fail_next(Fault::Unavailable)?;
    }
    let fail = |body: &'static str| status(&sandbox, "POST", "/sandbox/fail", "", body);
    assert_eq!(
        fail(r#"{"fault":"reset","operation":"create_ramp"}"#).await?,
        200
    );
    for body in [
        r#"{"fault":"reset"}"#,
        r#"{"fault":"reset","operation":"create_ramp"}"#,
        r#"{"fault":"duplicate_webhooks"}"#,
    ] {
        assert_eq!(fail(body).await?, 400, "{body}");
    }
    for result in [
        sandbox.fail_next(Fault::Reset),
        sandbox.fail_next(Fault::DuplicateWebhooks),
        sandbox.fail("create_ramp", Fault::Reset),
    ] {
        let error = result.err().ok_or("the fault was queued")?;
        assert_eq!(error.kind(), ErrorKind::Unsupported);
        assert!(error.to_string().contains("1000 are queued"), "{error}");
    }
    // A used fault makes room for another.
    assert_eq!(
        status(&sandbox, "GET", "/v4/account", &own_headers(), "").await?,
        503
    );
    sandbox.fail_next(Fault::Reset)?;
    Ok(())
}

#[tokio::test]
async fn requests_without_valid_key_use_no_fault() -> Result {
    let sandbox = Sandbox::start().await?;
    sandbox.fail_next(Fault::Unavailable)?;
    sandbox.fail("create_account", Fault::Unavailable)?;
    let wrong_key = headers(
        "1--M--73616e64626f782dbad0bad0bad0bad0--9999999999999--bad0bad0",
        Sandbox::API_USER,
    );
    let wrong_user = headers(Sandbox::API_KEY, "otheruser");
    let key_only = format!("x-api-key: {}\r\n", Sandbox::API_KEY);
    let body = r#"{"accountName":"amina01"}"#;
    for headers in ["", &wrong_key, &wrong_user, &key_only] {
        for (method, path, expected) in [
            ("GET", "/v4/account", 401),
            ("POST", "/v4/account", 401),
            ("GET", "/v4/banks?currency=NGN", 200),
            ("GET", "/v4/unknown", 404),
            ("PATCH", "/v4/account", 405),
            ("GET", "/favicon.ico", 404),
        ] {
            let sent = if method == "POST" { body } else { "" };
            let status = status(&sandbox, method, path, headers, sent).await?;
            assert_eq!(status, expected, "{method} {path} {headers}");
        }
    }
    let own = own_headers();
    for (method, path, expected) in [
        ("POST", "/v4/account", 503),
        ("GET", "/v4/account", 503),
        ("GET", "/v4/account", 200),
    ] {
        let sent = if method == "POST" { body } else { "" };
        let status = status(&sandbox, method, path, &own, sent).await?;
        assert_eq!(status, expected, "{method} {path}");
    }
    Ok(())
}

#[tokio::test]
async fn fault_of_operation_without_key_needs_no_key() -> Result {
    let sandbox = Sandbox::start().await?;
    sandbox.fail("list_banks", Fault::Unavailable)?;
    for expected in [503, 200] {
        let status = status(&sandbox, "GET", "/v4/banks?currency=NGN", "", "").await?;
        assert_eq!(status, expected);
    }
    Ok(())
}

#[cfg(unix)]
#[tokio::test]
async fn rejects_linked_lock_file() -> Result {
    use std::fs;
    use std::os::unix::fs::symlink;

    let directory = tempfile::tempdir()?;
    let state = directory.path().join("state.json");
    let lock = directory.path().join("state.json.lock");
    let victim = directory.path().join("victim");
    let missing = directory.path().join("missing");
    fs::write(&victim, "kept")?;
    for kind in ["link", "dangling link", "second name"] {
        match kind {
            "link" => symlink(&victim, &lock)?,
            "dangling link" => symlink(&missing, &lock)?,
            _ => fs::hard_link(&victim, &lock)?,
        }
        let started = Sandbox::builder().state_file(&state).start().await;
        let error = started
            .err()
            .ok_or_else(|| format!("{kind}: the sandbox started"))?;
        assert_eq!(error.kind(), ErrorKind::StateFile, "{kind}");
        assert!(error.to_string().contains("state.json.lock"), "{error}");
        assert_eq!(fs::read_to_string(&victim)?, "kept", "{kind}");
        assert!(!missing.exists() && !state.exists(), "{kind}");
        fs::remove_file(&lock)?;
    }
    let sandbox = Sandbox::builder().state_file(&state).start().await?;
    sandbox.stop().await;
    assert!(!lock.exists(), "the lock file remains after the stop");
    Ok(())
}
