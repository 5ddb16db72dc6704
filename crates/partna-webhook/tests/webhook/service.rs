//! The endpoint over a real socket: it responds without waiting for the consumer of the events.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Waker};
use std::time::Duration;

use crate::common::{GENUINE, Result};
use partna_webhook::service::{Endpoint, Events, receiver};
use partna_webhook::{Environment, Event, Verifier};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

/// Serves an endpoint for staging, and returns its address.
async fn serve(
    capacity: usize,
    configure: impl FnOnce(Endpoint) -> Endpoint,
) -> Result<(String, Events)> {
    let verifier = Verifier::for_environment(Environment::Staging).with_max_body_bytes(4096);
    let (endpoint, events) = receiver(verifier, capacity);
    let router = axum::Router::new().route("/partna", configure(endpoint).into_route());
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?.to_string();
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok((address, events))
}

/// Sends a request, and returns the status of the response. The timeout guards against a hang.
async fn send(address: &str, method: &str, body: &str) -> Result<u16> {
    let mut stream = TcpStream::connect(address).await?;
    let length = body.len();
    let request = format!(
        "{method} /partna HTTP/1.1\r\nhost: {address}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
    );
    // The server may respond before it has read the whole request.
    let _ = stream.write_all(request.as_bytes()).await;
    let mut response = Vec::new();
    timeout(Duration::from_secs(60), stream.read_to_end(&mut response)).await??;
    let response = String::from_utf8_lossy(&response);
    assert!(!response.contains("Convert") && !response.contains("signature"));
    let status = response.split(' ').nth(1).ok_or("no status")?;
    Ok(status.parse()?)
}

#[tokio::test]
async fn genuine_event_is_acknowledged_and_queued() -> Result {
    let (address, mut events) = serve(10, |endpoint| endpoint).await?;
    assert_eq!(
        send(&address, "POST", GENUINE).await?,
        200,
        "no consumer has received the event yet"
    );
    let event = events.next().await.ok_or("no event")?;
    assert_eq!(event.event.name(), Some("Convert"));
    Ok(())
}

#[tokio::test]
async fn unrecognized_event_is_acknowledged_and_queued() -> Result {
    let (address, mut events) = serve(10, |endpoint| endpoint).await?;
    for name in ["Deposit", "Konvert"] {
        let body = GENUINE.replacen("Convert", name, 1);
        assert_eq!(send(&address, "POST", &body).await?, 200);
        let event = events.next().await.ok_or("no event")?;
        let Event::Unrecognized { name: own, .. } = &event.event else {
            return Err(format!("{event:?}").into());
        };
        assert_eq!(&**own, name);
    }
    Ok(())
}

#[tokio::test]
async fn rejected_deliveries_are_reported_to_callback() -> Result {
    let reported = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&reported);
    let (address, mut events) = serve(10, move |endpoint| {
        endpoint.on_rejection(move |_| {
            counted.fetch_add(1, Ordering::SeqCst);
        })
    })
    .await?;
    let unsigned = r#"{"event":"Convert","data":{}}"#;
    let altered = GENUINE.replacen("1000.5", "9000.5", 1);
    let large = " ".repeat(4097);
    for (body, status) in [
        ("", 400),
        ("hello", 400),
        (unsigned, 401),
        (altered.as_str(), 401),
        (large.as_str(), 413),
    ] {
        assert_eq!(send(&address, "POST", body).await?, status);
    }
    assert_eq!(reported.load(Ordering::SeqCst), 5);
    assert_eq!(send(&address, "GET", "").await?, 405);
    // An event is in the channel before its request has a response.
    let next = std::pin::pin!(events.next()).poll(&mut Context::from_waker(Waker::noop()));
    assert!(next.is_pending(), "the channel is empty");
    Ok(())
}

#[tokio::test]
async fn responds_503_when_channel_is_full_or_closed() -> Result {
    let (address, mut events) = serve(1, |endpoint| endpoint).await?;
    assert_eq!(send(&address, "POST", GENUINE).await?, 200);
    assert_eq!(send(&address, "POST", GENUINE).await?, 503);
    assert!(events.next().await.is_some());
    assert_eq!(send(&address, "POST", GENUINE).await?, 200);
    drop(events);
    assert_eq!(
        send(&address, "POST", GENUINE).await?,
        503,
        "the channel is closed"
    );
    Ok(())
}
