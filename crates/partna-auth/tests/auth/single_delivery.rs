//! A write arrives at most once, also if connections break and if the HTTP stack would retry automatically.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use futures_util::future::join_all;
use partna_auth::{
    Outcome, Partna, Reference, RejectsDuplicates, Retries, WithReference, Write, types,
};
use partna_tests::builder;
use partna_tests::closing_server::{ClosingServer, SeenWrite};
use partna_tests::h2_server::{H2Server, StreamReply};
use partna_tests::server::{Reply, Request, Server};
use serde_json::json;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;
type Transfer = Write<types::TransferResponse, RejectsDuplicates>;

/// Retries of unsent requests with short waits.
fn retries() -> Retries {
    Retries::default()
        .attempts(3)
        .base_delay(Duration::from_millis(1))
        .seed(3)
}

fn transfer(partna: &Partna) -> std::result::Result<Transfer, partna_auth::Error> {
    let body = types::TransferRequest::builder()
        .from_account("amina01")
        .to_account("bello02")
        .amount("25.75")
        .currency("USD");
    partna
        .create_transfer()
        .body(body)
        .with_reference(Reference::random())
}

/// The number of writes by outcome.
#[derive(Debug, Default)]
struct OutcomeCounts {
    accepted: u32,
    unknown: u32,
    failed: u32,
}

const TASK_COUNT: u32 = 8;
const WRITE_COUNT: u32 = 4_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keep_alive_races_deliver_no_write_twice() -> Result {
    let server = Arc::new(ClosingServer::start(7).await?);
    let partna = builder(&server.base_url())?
        .retries(retries())
        .build()
        .await?;
    let tasks: Vec<_> = (0..TASK_COUNT)
        .map(|_| {
            let (partna, server) = (partna.clone(), server.clone());
            tokio::spawn(async move {
                let mut writes = Vec::new();
                for _ in 0..WRITE_COUNT / TASK_COUNT {
                    let write = transfer(&partna)?;
                    let outcome = write.send().await;
                    writes.push((write.reference().to_string(), outcome));
                }
                drop(server);
                Ok::<_, partna_auth::Error>(writes)
            })
        })
        .collect();
    let mut counts = OutcomeCounts::default();
    for task in tasks {
        for (reference, outcome) in task.await?? {
            let seen = server.seen(&reference);
            assert!(seen.arrived <= 1, "{reference}: {seen:?}");
            match outcome {
                Ok(Outcome::Accepted(_)) => {
                    counts.accepted += 1;
                    assert_eq!(
                        seen,
                        SeenWrite {
                            arrived: 1,
                            responded: 1
                        },
                        "{reference}"
                    );
                }
                Ok(Outcome::Unknown(_)) => {
                    counts.unknown += 1;
                    assert_eq!(seen.responded, 0, "{reference}");
                }
                Err(error) => {
                    counts.failed += 1;
                    assert_eq!(seen, SeenWrite::default(), "{reference}: {error:?}");
                }
            }
        }
    }
    println!("{counts:?}, {} second requests", server.second_requests());
    assert_eq!(
        counts.accepted + counts.unknown + counts.failed,
        WRITE_COUNT
    );
    // Connections must have broken during writes.
    assert!(
        counts.accepted > WRITE_COUNT / 4 && counts.unknown > WRITE_COUNT / 40,
        "{counts:?}"
    );
    assert!(server.second_requests() > u64::from(WRITE_COUNT / 40));
    Ok(())
}

/// By default, reqwest retries requests that a server rejects with REFUSED_STREAM or GOAWAY.
#[tokio::test]
async fn refused_http2_stream_is_sent_once() -> Result {
    let server = H2Server::start().await?;
    let partna = builder(&server.base_url())?
        .retries(retries())
        .configure(|client| client.http2_prior_knowledge())
        .build()
        .await?;
    for round in 0..20 {
        for reply in [
            StreamReply::Accept,
            StreamReply::ResetAtHeaders,
            StreamReply::ResetAtBody,
            StreamReply::GoAwayAtHeaders,
            StreamReply::GoAwayAtBody,
            StreamReply::CalmDown,
            StreamReply::Close,
        ] {
            server.reply_with(reply);
            let before = server.seen().requests;
            let write = transfer(&partna)?;
            let outcome = write.send().await;
            let seen = server.seen();
            let arrived = seen.requests - before;
            let bodies = seen
                .bodies
                .iter()
                .filter(|body| body.contains(write.reference().as_str()))
                .count();
            let context = format!("round {round}, {reply:?}: {outcome:?}");
            assert!(bodies <= 1, "{context}");
            match &outcome {
                Ok(Outcome::Accepted(_)) => {
                    assert_eq!(
                        (reply, arrived, bodies),
                        (StreamReply::Accept, 1, 1),
                        "{context}"
                    );
                }
                Ok(Outcome::Unknown(_)) => assert!(arrived <= 1, "{context}"),
                Err(_) => assert_eq!((arrived, bodies), (0, 0), "{context}"),
            }
            if reply != StreamReply::Accept && round == 0 {
                assert_eq!(arrived, 1, "{context}");
            }
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn write_sent_from_six_tasks_arrives_once() -> Result {
    for _ in 0..200 {
        let count = Arc::new(AtomicU32::new(0));
        let counter = count.clone();
        let server = Server::start(move |_: Request| {
            counter.fetch_add(1, Ordering::SeqCst);
            async {
                tokio::task::yield_now().await;
                Reply::Json(200, json!({"message": "success"}))
            }
        })
        .await?;
        let partna = builder(&server.base_url())?
            .retries(retries())
            .build()
            .await?;
        let write = Arc::new(transfer(&partna)?);
        let tasks = (0..6).map(|_| {
            let write = write.clone();
            tokio::spawn(async move { write.send().await })
        });
        let mut accepted = 0;
        for outcome in join_all(tasks).await {
            accepted += u32::from(matches!(outcome??, Outcome::Accepted(_)));
        }
        assert_eq!((accepted, count.load(Ordering::SeqCst)), (1, 1));
    }
    Ok(())
}
