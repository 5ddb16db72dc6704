//! The fault matrix: what each kind of call makes of each kind of trouble, and how many requests the server saw of it.

use std::error::Error;
use std::fmt::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use partna_auth::{Builder, Outcome, Partna, Reference, Referenced, Retries, WithReference, types};
use partna_tests::server::{Reply, Server};
use partna_tests::{builder, snapshots};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// What the server does.
#[derive(Clone, Copy)]
enum Fault {
    NobodyThere,
    ResetUnread,
    Answers(fn() -> Reply),
    /// Nothing comes, and the caller gives up.
    Dropped,
}

const SUCCESS: &str = r#"{"message":"success"}"#;
const HTML: &str = "<html><h1>502 Bad Gateway</h1></html>";

fn json_of(status: u16, headers: &[(&str, &str)]) -> Reply {
    Reply::Raw(Reply::bytes(status, headers, r#"{"message":"told"}"#))
}

const FAULTS: [(&str, Fault); 20] = [
    ("refused", Fault::NobodyThere),
    ("reset before it was read", Fault::ResetUnread),
    ("reset after it was read", Fault::Answers(|| Reply::Reset)),
    ("silence past the timeout", Fault::Answers(|| Reply::Stall)),
    (
        "body cut off",
        Fault::Answers(|| {
            Reply::Raw(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"data\"".to_vec())
        }),
    ),
    (
        "body is garbage",
        Fault::Answers(|| Reply::Raw(Reply::bytes(200, &[], "\u{1}garbage"))),
    ),
    (
        "body comes slowly",
        Fault::Answers(|| Reply::Slow(Reply::bytes(200, &[], SUCCESS), Duration::from_millis(2))),
    ),
    (
        "body comes too slowly",
        Fault::Answers(|| Reply::Slow(Reply::bytes(200, &[], SUCCESS), Duration::from_millis(30))),
    ),
    ("429", Fault::Answers(|| json_of(429, &[]))),
    (
        "429, wait a second",
        Fault::Answers(|| json_of(429, &[("retry-after", "1")])),
    ),
    (
        "429, wait an hour",
        Fault::Answers(|| json_of(429, &[("retry-after", "3600")])),
    ),
    ("500", Fault::Answers(|| json_of(500, &[]))),
    (
        "502 with HTML",
        Fault::Answers(|| Reply::Raw(Reply::bytes(502, &[("content-type", "text/html")], HTML))),
    ),
    ("503", Fault::Answers(|| json_of(503, &[]))),
    (
        "522 with HTML",
        Fault::Answers(|| Reply::Raw(Reply::bytes(522, &[("content-type", "text/html")], HTML))),
    ),
    (
        "524 with plain text",
        Fault::Answers(|| {
            let text = [("content-type", "text/plain")];
            Reply::Raw(Reply::bytes(524, &text, "error code: 524"))
        }),
    ),
    ("526", Fault::Answers(|| json_of(526, &[]))),
    (
        "redirect",
        Fault::Answers(|| json_of(307, &[("location", "/v4/elsewhere")])),
    ),
    (
        "401 disabled",
        Fault::Answers(|| Reply::Json(401, json!({"message": "endpoint temporarily disabled"}))),
    ),
    ("the caller drops it", Fault::Dropped),
];

/// The kinds of call, by what may be done about trouble.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Get,
    PostThatReads,
    Rejected,
    Unproven,
    Without,
    GetThatActs,
}

const KINDS: [(&str, Kind); 6] = [
    ("GET read", Kind::Get),
    ("POST read", Kind::PostThatReads),
    ("write, reference rejected", Kind::Rejected),
    ("write, reference unproven", Kind::Unproven),
    ("write, no reference", Kind::Without),
    ("/pricing/trigger", Kind::GetThatActs),
];

/// A server in trouble, and how many requests it has read.
async fn troubled(fault: Fault) -> Result<(Option<Server>, Builder, Arc<AtomicU32>)> {
    let seen = Arc::new(AtomicU32::new(0));
    let counter = seen.clone();
    let server = match fault {
        Fault::NobodyThere => None,
        Fault::ResetUnread => Some(Server::resetting(counter).await?),
        Fault::Answers(_) | Fault::Dropped => {
            let handler = move |_| {
                counter.fetch_add(1, Ordering::SeqCst);
                std::future::ready(match fault {
                    Fault::Answers(reply) => reply(),
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
        .first_wait(Duration::from_millis(5))
        .seed(1);
    let builder = builder(&url)?.retries(waits);
    // A busy machine delays the others for longer than this.
    let builder = if has_to_time_out(fault) {
        builder.attempt_timeout(Duration::from_millis(800))
    } else {
        builder
    };
    Ok((server, builder, seen))
}

/// Whether a response never comes, or takes seconds on any machine.
fn has_to_time_out(fault: Fault) -> bool {
    let Fault::Answers(reply) = fault else {
        return false;
    };
    match reply() {
        Reply::Stall => true,
        Reply::Slow(_, pause) => pause >= Duration::from_millis(30),
        _ => false,
    }
}

/// The end of a plain call, in words.
fn told<T>(result: std::result::Result<T, partna_auth::Error>) -> String {
    match result {
        Ok(_) => "done".to_owned(),
        Err(error) => format!("{:?}", error.kind()),
    }
}

async fn with_reference<B: Referenced>(call: B, dropped: Option<&AtomicU32>) -> Result<String> {
    let write = call.with_reference(Reference::random())?;
    let end = |outcome: &std::result::Result<Outcome<_, _>, partna_auth::Error>| match outcome {
        Ok(Outcome::Accepted(_)) => "done".to_owned(),
        Ok(Outcome::Unknown(_)) => "unknown".to_owned(),
        Err(error) => format!("{:?}", error.kind()),
    };
    if let Some(seen) = dropped {
        give_up(write.send(), seen).await?;
        // The handle has survived, knows, and sends nothing.
        return Ok(format!("dropped, then {}", end(&write.send().await)));
    }
    Ok(end(&write.send().await))
}

/// Drops a call once the server has read it.
async fn give_up<T>(call: impl Future<Output = T>, seen: &AtomicU32) -> Result {
    let read = async {
        while seen.load(Ordering::SeqCst) == 0 {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    tokio::select! {
        _ = call => Err("it ended before it was dropped".into()),
        () = read => Ok(()),
    }
}

async fn plain<T>(
    call: impl Future<Output = std::result::Result<T, partna_auth::Error>>,
    dropped: Option<&AtomicU32>,
) -> Result<String> {
    if let Some(seen) = dropped {
        give_up(call, seen).await?;
        return Ok("dropped".to_owned());
    }
    Ok(told(call.await))
}

async fn call(partna: &Partna, kind: Kind, dropped: Option<&AtomicU32>) -> Result<String> {
    match kind {
        Kind::Get => plain(partna.get_balances().send(), dropped).await,
        Kind::PostThatReads => {
            let body = types::RampBreakdownRequest::builder()
                .from_currency("NGN")
                .from_network("naira")
                .to_currency("USDT")
                .to_network("tron")
                .rate_key("k");
            plain(partna.get_ramp_breakdown().body(body).send(), dropped).await
        }
        Kind::Rejected => {
            let body = types::TransferRequest::builder().to_account("bello02");
            with_reference(partna.create_transfer().body(body), dropped).await
        }
        Kind::Unproven => {
            let body = types::ConversionRequest::builder().rate_key("k");
            with_reference(partna.convert_currency().body(body), dropped).await
        }
        Kind::Without => {
            let body = types::AccountRequest::builder().account_name("amina01");
            plain(partna.create_account().body(body).send(), dropped).await
        }
        Kind::GetThatActs => plain(partna.trigger_pricing().send(), dropped).await,
    }
}

#[tokio::test]
async fn every_call_in_every_trouble() -> Result {
    let mut table = String::new();
    for (name, fault) in FAULTS {
        writeln!(table, "{name}")?;
        let mut ready = Vec::new();
        for (label, kind) in KINDS {
            // Built before any clock runs: it takes a while on a busy machine.
            let (server, builder, seen) = troubled(fault).await?;
            ready.push((label, kind, server, builder.build().await?, seen));
        }
        let cells = ready
            .into_iter()
            .map(|(label, kind, server, partna, seen)| async move {
                let dropped = matches!(fault, Fault::Dropped).then_some(&*seen);
                let told = call(&partna, kind, dropped).await?;
                // What might still be on its way has arrived by now.
                tokio::time::sleep(Duration::from_millis(50)).await;
                drop(server);
                let seen = seen.load(Ordering::SeqCst);
                let writes = !matches!(kind, Kind::Get | Kind::PostThatReads);
                if writes && seen > 1 {
                    return Err(format!("{name}, {label}: the server saw {seen} writes").into());
                }
                Ok::<_, Box<dyn Error>>(format!("    {label:<26} {seen} seen, {told}"))
            });
        for line in futures_util::future::join_all(cells).await {
            writeln!(table, "{}", line?)?;
        }
    }
    snapshots().bind(|| insta::assert_snapshot!("fault_matrix", table));
    Ok(())
}

/// A CDN responds in place of the API with statuses of its own: a read succeeds at the second attempt, a write is not sent again.
#[tokio::test]
async fn cdn_status_is_retried_for_a_read_and_unknown_for_a_write() -> Result {
    for status in [520, 521, 522, 523, 524, 525, 527, 529, 530, 598, 599] {
        let seen = Arc::new(AtomicU32::new(0));
        let counter = seen.clone();
        let server = Server::start(move |request| {
            let first = counter.fetch_add(1, Ordering::SeqCst) == 0;
            let is_read = request.method == "GET";
            std::future::ready(match first || !is_read {
                true => Reply::Whole(Reply::bytes(status, &[("server", "cloudflare")], HTML)),
                false => Reply::Json(200, json!({"message": "success", "data": {}})),
            })
        })
        .await?;
        let retries = Retries::default().first_wait(Duration::ZERO);
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

/// A write that could not leave goes on trying, and leaves once somebody is there.
#[tokio::test]
async fn a_write_that_never_left_is_sent_when_it_can_be() -> Result {
    // Bound and not listening: the port is ours, and nobody is there.
    let socket = tokio::net::TcpSocket::new_v4()?;
    socket.bind("127.0.0.1:0".parse()?)?;
    let port = socket.local_addr()?.port();
    let waits = Retries::default()
        .attempts(20)
        .first_wait(Duration::from_millis(50))
        .longest_wait(Duration::from_millis(50));
    let partna = builder(&format!("http://127.0.0.1:{port}/v4"))?
        .retries(waits)
        .build()
        .await?;
    let body = types::TransferRequest::builder().to_account("bello02");
    let write = partna
        .create_transfer()
        .body(body)
        .with_reference(Reference::random())?;
    let late = async {
        tokio::time::sleep(Duration::from_millis(120)).await;
        let listener = socket.listen(8)?;
        let (mut connection, _) = listener.accept().await?;
        let read = connection.read(&mut [0; 4096]).await?;
        let ok = Reply::bytes(200, &[("connection", "close")], SUCCESS);
        connection.write_all(&ok).await?;
        Ok::<usize, std::io::Error>(read)
    };
    let (outcome, read) = tokio::join!(write.send(), late);
    assert!(read? > 0);
    assert!(matches!(outcome?, Outcome::Accepted(_)));
    Ok(())
}
