//! Responses are read up to a limit. The length that a response announces is not trusted.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use partna_auth::{Error, ErrorKind, Outcome, Partna, Reference, Secret, WithReference, types};
use partna_tests::scripted_server::ScriptedServer;
use partna_tests::server::Reply;
use partna_tests::{KEY, builder};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

const MIB: u64 = 1 << 20;
/// The maximum size of the body that an error keeps, in bytes.
const MAX_KEPT_SIZE: usize = 64 << 10;

/// Starts a server that sends a head, then up to `mib` MiB of chunks, and then leaves the connection open. Returns a client, and
/// the number of body bytes that the server could send.
async fn start_endless(head: &'static str, mib: u64) -> Result<(Partna, Arc<AtomicU64>)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let sent = Arc::new(AtomicU64::new(0));
    let counter = sent.clone();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let counter = counter.clone();
            tokio::spawn(async move {
                let mut request = [0; 4096];
                let _ = socket.read(&mut request).await?;
                socket.write_all(head.as_bytes()).await?;
                let chunk = [b"10000\r\n".as_slice(), &[b' '; 0x10000], b"\r\n"].concat();
                while counter.load(Ordering::SeqCst) < mib * MIB {
                    socket.write_all(&chunk).await?;
                    counter.fetch_add(0x10000, Ordering::SeqCst);
                }
                // Waits until the client closes the connection.
                while socket.read(&mut request).await? > 0 {}
                std::io::Result::Ok(())
            });
        }
    });
    let builder = builder(&format!("http://{address}/v4"))?;
    // A hang guard.
    let builder = builder.attempt_timeout(Duration::from_secs(60));
    Ok((builder.build().await?, sent))
}

fn transfer() -> types::builder::TransferRequest {
    types::TransferRequest::builder()
        .from_account("amina01")
        .to_account("bello02")
}

async fn read(partna: &Partna) -> Result<Error> {
    Ok(partna.get_balances().send().await.err().ok_or("accepted")?)
}

const CHUNKED: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";

#[tokio::test]
async fn read_of_endless_success_ends_at_limit() -> Result {
    let (partna, sent) = start_endless(CHUNKED, 64).await?;
    let error = read(&partna).await?;
    assert_eq!(error.kind(), ErrorKind::Undecodable, "{error:?}");
    assert!(error.to_string().contains("16777216 bytes"), "{error}");
    // The server can send more than the client reads, because both sockets have buffers.
    let sent = sent.load(Ordering::SeqCst);
    assert!(sent < 48 * MIB, "{sent}");
    Ok(())
}

#[tokio::test]
async fn write_with_endless_success_is_unknown() -> Result {
    let (partna, _) = start_endless(CHUNKED, 64).await?;
    let write = partna.create_transfer().body(transfer());
    let outcome = write.with_reference(Reference::random())?.send().await?;
    assert!(matches!(outcome, Outcome::Unknown(_)), "{outcome:?}");
    let error = partna.create_transfer().body(transfer()).send().await;
    let error = error.err().ok_or("accepted")?;
    assert_eq!(error.kind(), ErrorKind::OutcomeUnknown, "{error:?}");
    assert!(error.to_string().contains("16777216 bytes"), "{error}");
    Ok(())
}

/// The server sends no body. The announced length is enough for the error.
#[tokio::test]
async fn rejects_content_length_above_limit_without_reading() -> Result {
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 16777217\r\n\r\n";
    let (partna, _) = start_endless(head, 0).await?;
    let error = read(&partna).await?;
    assert_eq!(error.kind(), ErrorKind::Undecodable, "{error:?}");
    Ok(())
}

/// The client reads the first 64 KiB of the body of an error, and does not wait for the rest.
#[tokio::test]
async fn endless_error_is_classified_by_status() -> Result {
    for (head, kind) in [
        (
            "HTTP/1.1 404 Not Found\r\ntransfer-encoding: chunked\r\n\r\n",
            ErrorKind::NotFound,
        ),
        (
            "HTTP/1.1 400 Bad Request\r\ntransfer-encoding: chunked\r\n\r\n",
            ErrorKind::Invalid,
        ),
    ] {
        let (partna, sent) = start_endless(head, 64).await?;
        let error = read(&partna).await?;
        assert_eq!(error.kind(), kind, "{error:?}");
        assert_eq!(
            error.response().ok_or("no response")?.body().len(),
            MAX_KEPT_SIZE
        );
        assert!(sent.load(Ordering::SeqCst) < 32 * MIB);
        let error = partna.create_transfer().body(transfer()).send().await;
        assert_eq!(error.err().map(|error| error.kind()), Some(kind));
    }
    Ok(())
}

#[tokio::test]
async fn error_body_of_64_kib_is_kept() -> Result {
    let server = ScriptedServer::start().await?;
    let text = |length: usize| {
        let empty = r#"{"message": "invalid otp", "data": ""}"#.len();
        let data = "x".repeat(length - empty);
        format!(r#"{{"message": "invalid otp", "data": "{data}"}}"#)
    };
    server.set_reply(Reply::RawKeepOpen(Reply::bytes(
        400,
        &[],
        &text(MAX_KEPT_SIZE),
    )));
    let error = read(&server.partna).await?;
    assert_eq!(error.message(), Some("invalid otp"));
    server.set_reply(Reply::RawThenClose(Reply::bytes(
        400,
        &[],
        &text(MAX_KEPT_SIZE + 1),
    )));
    let error = read(&server.partna).await?;
    assert_eq!((error.message(), error.kind()), (None, ErrorKind::Invalid));
    assert_eq!(
        error.response().ok_or("no response")?.body().len(),
        MAX_KEPT_SIZE
    );
    Ok(())
}

/// The truncation must not leave the beginning of a key.
#[tokio::test]
async fn secret_across_the_truncation_is_redacted() -> Result {
    let server = ScriptedServer::start().await?;
    let escaped: String = KEY.bytes().map(|b| format!("%25{b:02x}")).collect();
    for form in [KEY.to_owned(), escaped] {
        for before in (form.len() / 3..form.len()).step_by(7) {
            let body = "x ".repeat(MAX_KEPT_SIZE)[..MAX_KEPT_SIZE - before].to_owned()
                + &form
                + &" y".repeat(MAX_KEPT_SIZE);
            server.set_reply(Reply::RawThenClose(Reply::bytes(400, &[], &body)));
            let error = read(&server.partna).await?;
            let kept = error.response().ok_or("no response")?.body();
            let tail = String::from_utf8_lossy(&kept[MAX_KEPT_SIZE - before - 20..]).into_owned();
            let start: String = form.chars().take(6).collect();
            assert!(
                !tail.contains(&start) && tail.contains(Secret::MARKER),
                "{before}: {tail}"
            );
        }
    }
    Ok(())
}

/// The error inside a success may be long. Its body is truncated after the error is classified.
#[tokio::test]
async fn long_error_inside_success_is_truncated() -> Result {
    let server = ScriptedServer::start().await?;
    let long = "x".repeat(4 * MAX_KEPT_SIZE);
    server.set_ok_body(&format!(
        r#"{{"data": "{long}", "error": "endpoint temporarily disabled"}}"#
    ));
    let error = read(&server.partna).await?;
    assert_eq!(error.kind(), ErrorKind::TemporarilyDisabled, "{error:?}");
    assert_eq!(
        error.response().ok_or("no response")?.body().len(),
        MAX_KEPT_SIZE
    );
    Ok(())
}

#[tokio::test]
async fn response_of_max_response_size_is_read() -> Result {
    let body = r#"{"message": "success", "data": {}}"#;
    let server = ScriptedServer::start().await?;
    let url = server.partna.base_url();
    server.set_ok_body(body);
    for (limit, is_read) in [(body.len(), true), (body.len() - 1, false), (0, false)] {
        let partna = builder(url)?.max_response_size(limit).build().await?;
        let result = partna.get_balances().send().await;
        assert_eq!(result.is_ok(), is_read, "{limit}: {result:?}");
        let result = partna.create_transfer().body(transfer()).send().await;
        let kind = result.err().map(|error| error.kind());
        let expected = (!is_read).then_some(ErrorKind::OutcomeUnknown);
        assert_eq!(kind, expected, "{limit}");
    }
    Ok(())
}

/// The HTTP client limits headers, and does not read the body of such a response.
#[tokio::test]
async fn excessive_headers_are_a_transport_error() -> Result {
    let server = ScriptedServer::start().await?;
    let many: String = (0..5000).map(|n| format!("x-{n}: y\r\n")).collect();
    let long = format!("x: {}\r\n", "y".repeat(3 << 20));
    for headers in [many, long] {
        let text = format!("HTTP/1.1 200 OK\r\n{headers}content-length: 2\r\n\r\n{{}}");
        server.set_reply(Reply::RawThenClose(text.into_bytes()));
        let error = read(&server.partna).await?;
        assert_eq!(error.kind(), ErrorKind::Transport, "{error:?}");
        let error = server
            .partna
            .create_transfer()
            .body(transfer())
            .send()
            .await;
        let kind = error.err().map(|error| error.kind());
        assert_eq!(kind, Some(ErrorKind::OutcomeUnknown));
    }
    Ok(())
}
