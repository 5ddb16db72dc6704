//! Keys that change while requests are in flight, on servers that delay requests and count the refused ones.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::time::Duration;

use partna_auth::{Credentials, Environment, Partna, ProfileFile, Retries, SecretDir, types};
use partna_tests::USER;
use partna_tests::fake_keys::{KeyServer, RotationFixture};
use partna_tests::server::{Reply, Server};
use serde_json::json;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// The client polls the file that the store writes, as clients of other processes do.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_request_fails_while_keys_are_rotated() -> Result {
    let fixture = RotationFixture::new().await?;
    let first = fixture.rotation().run().await?;
    let file = ProfileFile::at(fixture.directory.path().join("credentials.toml"));
    let file = file.poll_every(Duration::from_millis(1));
    let builder = Partna::builder().credentials(file).retries(Retries::none());
    let partna = builder.base_url(fixture.server.base_url()).build().await?;
    let (done, failed) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
    let is_over = Arc::new(AtomicBool::new(false));
    let tasks: Vec<_> = (0..8)
        .map(|task| {
            let (partna, done, failed, is_over) = (
                partna.clone(),
                done.clone(),
                failed.clone(),
                is_over.clone(),
            );
            tokio::spawn(async move {
                while !is_over.load(Ordering::Relaxed) {
                    if let Err(error) = call(&partna, task).await {
                        failed.fetch_add(1, Ordering::Relaxed);
                        eprintln!("{error:?}");
                    }
                    done.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    let (mut rotations, mut last) = (1, first);
    while rotations < 100 || done.load(Ordering::Relaxed) < 20_000 {
        last = fixture.rotation_of(&partna).run().await?;
        rotations += 1;
    }
    is_over.store(true, Ordering::Relaxed);
    for task in tasks {
        task.await?;
    }
    let (done, failed) = (done.load(Ordering::Relaxed), failed.load(Ordering::Relaxed));
    let refused = fixture.server.state().refused;
    println!(
        "{rotations} rotations, {done} requests, {failed} failed, {refused} refused and retried"
    );
    assert_eq!(
        (failed, refused),
        (0, 0),
        "no request is sent with an invalidated key"
    );
    let mut live = fixture.server.state().live_names();
    live.sort();
    assert_eq!(live, [last.name.as_str(), "reports", "support-team"]);
    assert_eq!(
        fixture.journal()?["names"].as_array().map(Vec::len),
        Some(rotations)
    );
    Ok(())
}

/// Sends a read for even task numbers, and a write for odd ones.
async fn call(partna: &Partna, task: usize) -> std::result::Result<(), partna_auth::Error> {
    if task.is_multiple_of(2) {
        return partna.get_balances().send().await.map(drop);
    }
    let body = types::TransferRequest::builder().to_account("bello02");
    partna.create_transfer().body(body).send().await.map(drop)
}

#[tokio::test]
async fn grace_period_delays_invalidation_of_old_key() -> Result {
    let fixture = RotationFixture::new().await?;
    let is_live = || {
        fixture
            .server
            .state()
            .live_names()
            .contains(&"the-first".to_owned())
    };
    fixture.rotation().prepare().await?;
    let finish = fixture
        .rotation()
        .grace(Duration::from_millis(600))
        .finish();
    let check_during_grace = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        is_live()
    };
    let (finished, was_live) = tokio::join!(finish, check_during_grace);
    finished?;
    assert!(was_live && !is_live());
    Ok(())
}

/// A rotation does not invalidate a key while a request with it is in flight, however long the request takes.
#[tokio::test]
async fn invalidation_waits_for_request_in_flight() -> Result {
    let slow_responses = Arc::new(AtomicU32::new(0));
    let counter = slow_responses.clone();
    let state = Arc::new(KeyServer::start().await?);
    let (old, backing) = (state.state().make("the-first", "M", false), state.clone());
    let key = old.clone();
    let server = Server::start(move |request| {
        let (backing, counter, key) = (backing.clone(), counter.clone(), key.clone());
        async move {
            if request.path.ends_with("/user/balances") && request.header("x-api-key") == key {
                tokio::time::sleep(Duration::from_millis(300)).await;
                counter.fetch_add(1, Ordering::SeqCst);
            }
            if request.path.ends_with("/invalidate-apikey") && counter.load(Ordering::SeqCst) == 0 {
                return Reply::Json(500, json!({"message": "too early"}));
            }
            backing.state().respond(&request)
        }
    });
    let server = server.await?;
    let directory = tempfile::tempdir()?;
    let store = partna_auth::FileStore::at(directory.path().join("credentials.toml"));
    let credentials = Credentials::new(Environment::Staging, old, USER)?;
    let partna = Partna::builder()
        .credentials(credentials)
        .base_url(server.base_url())
        .build()
        .await?;
    let slow = tokio::spawn({
        let partna = partna.clone();
        async move { partna.get_balances().send().await }
    });
    tokio::time::sleep(Duration::from_millis(50)).await;
    partna.keys().rotate().store(store).run().await?;
    slow.await??;
    assert_eq!(slow_responses.load(Ordering::SeqCst), 1);
    Ok(())
}

/// The credentials change while a request is in flight. This request uses the old ones, and the next request of a clone uses the
/// new ones.
#[tokio::test]
async fn request_in_flight_keeps_its_credentials() -> Result {
    let server = Server::start(|request| async move {
        if request.header("x-api-key") == "old" {
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        Reply::Json(200, json!({"message": request.header("x-api-key")}))
    });
    let server = server.await?;
    let directory = tempfile::tempdir()?;
    let write = |key: &str| std::fs::write(directory.path().join("api-key"), key);
    write("old")?;
    std::fs::write(directory.path().join("api-user"), USER)?;
    let source = SecretDir::at(directory.path())
        .environment(Environment::Staging)
        .poll_every(Duration::ZERO);
    let partna = Partna::builder()
        .credentials(source)
        .base_url(server.base_url())
        .build()
        .await?;
    let clone = partna.clone();
    let later = async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        write("new-one")?;
        Ok::<_, Box<dyn Error>>(clone.get_balances().send().await?.into_inner().message)
    };
    let (in_flight, later) = tokio::join!(partna.get_balances().send(), later);
    assert_eq!(in_flight?.into_inner().message.as_deref(), Some("old"));
    assert_eq!(later?.as_deref(), Some("new-one"));
    Ok(())
}
