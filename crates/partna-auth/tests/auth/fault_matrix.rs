//! The fault matrix: the result of each kind of call with each fault, and the number of requests that the server received.

use std::error::Error;
use std::fmt::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use partna_auth::{
    Builder, HasReference, Outcome, Partna, Reference, Retries, WithReference, types,
};
use partna_tests::server::{Reply, Server};
use partna_tests::{builder, snapshots};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// The behavior of the server.
#[derive(Clone, Copy)]
enum Fault {
    Unreachable,
    ResetUnread,
    Responds(fn() -> Reply),
    /// The server does not respond, and the caller drops the call.
    Dropped,
}

const SUCCESS: &str = r#"{"message":"success"}"#;
const HTML: &str = "<html><h1>502 Bad Gateway</h1></html>";

fn json_reply(status: u16, headers: &[(&str, &str)]) -> Reply {
    Reply::RawThenClose(Reply::bytes(status, headers, r#"{"message":"text"}"#))
}

const FAULTS: [(&str, Fault); 20] = [
    ("connection refused", Fault::Unreachable),
    ("reset before the request was read", Fault::ResetUnread),
    (
        "reset after the request was read",
        Fault::Responds(|| Reply::Reset),
    ),
    (
        "no response within the timeout",
        Fault::Responds(|| Reply::Stall),
    ),
    (
        "truncated body",
        Fault::Responds(|| {
            Reply::RawThenClose(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"data\"".to_vec())
        }),
    ),
    (
        "body is not JSON",
        Fault::Responds(|| Reply::RawThenClose(Reply::bytes(200, &[], "\u{1}garbage"))),
    ),
    (
        "slow body",
        Fault::Responds(|| Reply::Slow(Reply::bytes(200, &[], SUCCESS), Duration::from_millis(2))),
    ),
    (
        "body slower than the timeout",
        Fault::Responds(|| Reply::Slow(Reply::bytes(200, &[], SUCCESS), Duration::from_millis(30))),
    ),
    ("429", Fault::Responds(|| json_reply(429, &[]))),
    (
        "429, retry after a second",
        Fault::Responds(|| json_reply(429, &[("retry-after", "1")])),
    ),
    (
        "429, retry after an hour",
        Fault::Responds(|| json_reply(429, &[("retry-after", "3600")])),
    ),
    ("500", Fault::Responds(|| json_reply(500, &[]))),
    (
        "502 with HTML",
        Fault::Responds(|| {
            Reply::RawThenClose(Reply::bytes(502, &[("content-type", "text/html")], HTML))
        }),
    ),
    ("503", Fault::Responds(|| json_reply(503, &[]))),
    (
        "522 with HTML",
        Fault::Responds(|| {
            Reply::RawThenClose(Reply::bytes(522, &[("content-type", "text/html")], HTML))
        }),
    ),
    (
        "524 with plain text",
        Fault::Responds(|| {
            let text = [("content-type", "text/plain")];
            Reply::RawThenClose(Reply::bytes(524, &text, "error code: 524"))
        }),
    ),
    ("526", Fault::Responds(|| json_reply(526, &[]))),
    (
        "redirect",
        Fault::Responds(|| json_reply(307, &[("location", "/v4/elsewhere")])),
    ),
    (
        "401, temporarily disabled",
        Fault::Responds(|| Reply::Json(401, json!({"message": "endpoint temporarily disabled"}))),
    ),
    ("the caller drops the call", Fault::Dropped),
];

/// The kinds of call, by the retries that are safe.
#[derive(Clone, Copy, PartialEq)]
enum CallKind {
    GetRead,
    PostRead,
    ReferenceRejected,
    DuplicatesUndocumented,
    NoReference,
    UnsafeGet,
}

const KINDS: [(&str, CallKind); 6] = [
    ("GET read", CallKind::GetRead),
    ("POST read", CallKind::PostRead),
    ("write, reference rejected", CallKind::ReferenceRejected),
    (
        "write, reference undocumented",
        CallKind::DuplicatesUndocumented,
    ),
    ("write, no reference", CallKind::NoReference),
    ("/pricing/trigger", CallKind::UnsafeGet),
];

/// Starts a server with a fault. Returns the server, a builder of a client for it, and the number of requests that it reads.
async fn start_faulty(fault: Fault) -> Result<(Option<Server>, Builder, Arc<AtomicU32>)> {
    let seen = Arc::new(AtomicU32::new(0));
    let counter = seen.clone();
    let server = match fault {
        Fault::Unreachable => None,
        Fault::ResetUnread => Some(Server::resetting(counter).await?),
        Fault::Responds(_) | Fault::Dropped => {
            let handler = move |_| {
                counter.fetch_add(1, Ordering::SeqCst);
                std::future::ready(match fault {
                    Fault::Responds(reply) => reply(),
                    _ => Reply::Stall,
                })
            };
            Some(Server::start(handler).await?)
        }
    };
    let url = server
        .as_ref()
        .map_or_else(|| "http://127.0.0.1:1/v4".to_owned(), Server::base_url);
    let waits = Retries::default()
        .base_delay(Duration::from_millis(5))
        .seed(1);
    let builder = builder(&url)?.retries(waits);
    // Other faults have no short timeout, because a response may take longer than this on a busy machine.
    let builder = if must_time_out(fault) {
        builder.attempt_timeout(Duration::from_millis(800))
    } else {
        builder
    };
    Ok((server, builder, seen))
}

/// Returns whether the response never arrives, or takes longer than the timeout on every machine.
fn must_time_out(fault: Fault) -> bool {
    let Fault::Responds(reply) = fault else {
        return false;
    };
    match reply() {
        Reply::Stall => true,
        Reply::Slow(_, pause) => pause >= Duration::from_millis(30),
        _ => false,
    }
}

/// Describes the result of a plain call.
fn describe<T>(result: std::result::Result<T, partna_auth::Error>) -> String {
    match result {
        Ok(_) => "done".to_owned(),
        Err(error) => format!("{:?}", error.kind()),
    }
}

async fn send_with_reference<B: HasReference>(
    call: B,
    dropped: Option<&AtomicU32>,
) -> Result<String> {
    let write = call.with_reference(Reference::random())?;
    let describe_outcome =
        |outcome: &std::result::Result<Outcome<_, _>, partna_auth::Error>| match outcome {
            Ok(Outcome::Accepted(_)) => "done".to_owned(),
            Ok(Outcome::Unknown(_)) => "unknown".to_owned(),
            Err(error) => format!("{:?}", error.kind()),
        };
    if let Some(seen) = dropped {
        drop_after_read(write.send(), seen).await?;
        // A second `send` of the same handle returns the outcome of the first, and sends no request.
        return Ok(format!(
            "dropped, then {}",
            describe_outcome(&write.send().await)
        ));
    }
    Ok(describe_outcome(&write.send().await))
}

/// Drops a call once the server has read it.
async fn drop_after_read<T>(call: impl Future<Output = T>, seen: &AtomicU32) -> Result {
    let read = async {
        while seen.load(Ordering::SeqCst) == 0 {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    tokio::select! {
        _ = call => Err("the call ended before it was dropped".into()),
        () = read => Ok(()),
    }
}

async fn send_plain<T>(
    call: impl Future<Output = std::result::Result<T, partna_auth::Error>>,
    dropped: Option<&AtomicU32>,
) -> Result<String> {
    if let Some(seen) = dropped {
        drop_after_read(call, seen).await?;
        return Ok("dropped".to_owned());
    }
    Ok(describe(call.await))
}

async fn call(partna: &Partna, kind: CallKind, dropped: Option<&AtomicU32>) -> Result<String> {
    match kind {
        CallKind::GetRead => send_plain(partna.get_balances().send(), dropped).await,
        CallKind::PostRead => {
            let body = types::RampBreakdownRequest::builder()
                .from_currency("NGN")
                .from_network("naira")
                .to_currency("USDT")
                .to_network("tron")
                .rate_key("k");
            send_plain(partna.get_ramp_breakdown().body(body).send(), dropped).await
        }
        CallKind::ReferenceRejected => {
            let body = types::TransferRequest::builder().to_account("bello02");
            send_with_reference(partna.create_transfer().body(body), dropped).await
        }
        CallKind::DuplicatesUndocumented => {
            let body = types::ConversionRequest::builder().rate_key("k");
            send_with_reference(partna.convert_currency().body(body), dropped).await
        }
        CallKind::NoReference => {
            let body = types::AccountRequest::builder().account_name("amina01");
            send_plain(partna.create_account().body(body).send(), dropped).await
        }
        CallKind::UnsafeGet => send_plain(partna.trigger_billing().send(), dropped).await,
    }
}

#[tokio::test]
async fn every_kind_of_call_with_every_fault() -> Result {
    let mut table = String::new();
    for (name, fault) in FAULTS {
        writeln!(table, "{name}")?;
        let mut ready = Vec::new();
        for (label, kind) in KINDS {
            // The clients are built before any timeout starts, because that takes long on a busy machine.
            let (server, builder, seen) = start_faulty(fault).await?;
            ready.push((label, kind, server, builder.build().await?, seen));
        }
        let calls = ready
            .into_iter()
            .map(|(label, kind, server, partna, seen)| async move {
                let dropped = matches!(fault, Fault::Dropped).then_some(&*seen);
                let result = call(&partna, kind, dropped).await?;
                // Requests in transit arrive within this time.
                tokio::time::sleep(Duration::from_millis(50)).await;
                drop(server);
                let seen = seen.load(Ordering::SeqCst);
                let is_write = !matches!(kind, CallKind::GetRead | CallKind::PostRead);
                if is_write && seen > 1 {
                    return Err(format!("{name}, {label}: the server saw {seen} writes").into());
                }
                Ok::<_, Box<dyn Error>>(format!("    {label:<26} {seen} seen, {result}"))
            });
        for line in futures_util::future::join_all(calls).await {
            writeln!(table, "{}", line?)?;
        }
    }
    snapshots().bind(|| insta::assert_snapshot!("fault_matrix", table));
    Ok(())
}

/// A CDN responds instead of the API, with statuses that only CDNs use. A read succeeds at the second attempt. A write is not
/// sent again.
#[tokio::test]
async fn cdn_status_is_retried_for_a_read_and_unknown_for_a_write() -> Result {
    for status in [520, 521, 522, 523, 524, 525, 527, 529, 530, 598, 599] {
        let seen = Arc::new(AtomicU32::new(0));
        let counter = seen.clone();
        let server = Server::start(move |request| {
            let first = counter.fetch_add(1, Ordering::SeqCst) == 0;
            let is_read = request.method == "GET";
            std::future::ready(match first || !is_read {
                true => Reply::RawKeepOpen(Reply::bytes(status, &[("server", "cloudflare")], HTML)),
                false => Reply::Json(200, json!({"message": "success", "data": {}})),
            })
        })
        .await?;
        let retries = Retries::default().base_delay(Duration::ZERO);
        let partna = builder(&server.base_url())?
            .retries(retries)
            .build()
            .await?;
        partna.get_balances().send().await?;
        assert_eq!(seen.swap(0, Ordering::SeqCst), 2, "{status}");
        let body = types::TransferRequest::builder().to_account("bello02");
        let write = partna.create_transfer().body(body);
        let write = write.with_reference(Reference::random())?;
        let outcome = write.send().await?;
        assert!(matches!(outcome, Outcome::Unknown(_)), "{status}");
        assert_eq!(seen.load(Ordering::SeqCst), 1, "{status}");
    }
    Ok(())
}

/// A write that could not be sent is retried until a server listens.
#[tokio::test]
async fn unsent_write_is_retried_until_a_server_listens() -> Result {
    // The socket is bound but does not listen: no other program has the port, and connections are refused.
    let socket = tokio::net::TcpSocket::new_v4()?;
    socket.bind("127.0.0.1:0".parse()?)?;
    let port = socket.local_addr()?.port();
    let waits = Retries::default()
        .attempts(20)
        .base_delay(Duration::from_millis(50))
        .max_delay(Duration::from_millis(50));
    let partna = builder(&format!("http://127.0.0.1:{port}/v4"))?
        .retries(waits)
        .build()
        .await?;
    let body = types::TransferRequest::builder().to_account("bello02");
    let write = partna
        .create_transfer()
        .body(body)
        .with_reference(Reference::random())?;
    let late_server = async {
        tokio::time::sleep(Duration::from_millis(120)).await;
        let listener = socket.listen(8)?;
        let (mut connection, _) = listener.accept().await?;
        let read = connection.read(&mut [0; 4096]).await?;
        let ok = Reply::bytes(200, &[("connection", "close")], SUCCESS);
        connection.write_all(&ok).await?;
        Ok::<usize, std::io::Error>(read)
    };
    let (outcome, read) = tokio::join!(write.send(), late_server);
    assert!(read? > 0);
    assert!(matches!(outcome?, Outcome::Accepted(_)));
    Ok(())
}
