//! Keys that change while requests are in flight, on servers that hold requests and count those that they refused.

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

/// The client reads the very file that the store writes, and looks at it all the time, as other processes do.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_request_fails_while_keys_are_rotated() -> Result {
    let fixture = RotationFixture::new().await?;
    let first = fixture.rotation().run().await?;
    let file = ProfileFile::at(fixture.directory.path().join("credentials.toml"));
    let file = file.poll_every(Duration::from_millis(1));
    let builder = Partna::builder().credentials(file).retries(Retries::none());
    let partna = builder.base_url(fixture.server.base_url()).build().await?;
    let (done, failed) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
    let over = Arc::new(AtomicBool::new(false));
    let tasks: Vec<_> = (0..8)
        .map(|task| {
            let (partna, done, failed, over) =
                (partna.clone(), done.clone(), failed.clone(), over.clone());
            tokio::spawn(async move {
                while !over.load(Ordering::Relaxed) {
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
    over.store(true, Ordering::Relaxed);
    for task in tasks {
        task.await?;
    }
    let (done, failed) = (done.load(Ordering::Relaxed), failed.load(Ordering::Relaxed));
    let refused = fixture.server.state().refused;
    println!(
        "{rotations} rotations, {done} requests, {failed} failed, {refused} refused and sent again"
    );
    assert_eq!(
        (failed, refused),
        (0, 0),
        "no request went out with a key that was ended"
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

/// Half of the tasks read, half write.
async fn call(partna: &Partna, task: usize) -> std::result::Result<(), partna_auth::Error> {
    if task.is_multiple_of(2) {
        return partna.get_balances().send().await.map(drop);
    }
    let body = types::TransferRequest::builder().to_account("bello02");
    partna.create_transfer().body(body).send().await.map(drop)
}

#[tokio::test]
async fn other_processes_get_their_grace_before_the_old_key_ends() -> Result {
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
    let look = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        is_live()
    };
    let (finished, during) = tokio::join!(finish, look);
    finished?;
    assert!(during && !is_live());
    Ok(())
}

/// A rotation does not end a key while a request is under way with it, however long that takes.
#[tokio::test]
async fn a_slow_request_keeps_its_key_until_it_is_answered() -> Result {
    let ended_in_time = Arc::new(AtomicU32::new(0));
    let answered = ended_in_time.clone();
    let state = Arc::new(KeyServer::start().await?);
    let (old, backing) = (state.state().make("the-first", "M", false), state.clone());
    let key = old.clone();
    let server = Server::start(move |request| {
        let (backing, answered, key) = (backing.clone(), answered.clone(), key.clone());
        async move {
            if request.path.ends_with("/user/balances") && request.header("x-api-key") == key {
                tokio::time::sleep(Duration::from_millis(300)).await;
                answered.fetch_add(1, Ordering::SeqCst);
            }
            if request.path.ends_with("/invalidate-apikey") && answered.load(Ordering::SeqCst) == 0
            {
                return Reply::Json(500, json!({"message": "too early"}));
            }
            backing.state().respond(&request)
        }
    });
    let server = server.await?;
    let folder = tempfile::tempdir()?;
    let store = partna_auth::FileStore::at(folder.path().join("credentials.toml"));
    let pair = Credentials::new(Environment::Staging, old, USER)?;
    let partna = Partna::builder()
        .credentials(pair)
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
    assert_eq!(ended_in_time.load(Ordering::SeqCst), 1);
    Ok(())
}

/// A request that is under way when the pair changes ends with the old one; the next, of a clone, goes with the new.
#[tokio::test]
async fn what_is_under_way_ends_with_the_pair_it_began_with() -> Result {
    let server = Server::start(|request| async move {
        if request.header("x-api-key") == "old" {
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        Reply::Json(200, json!({"message": request.header("x-api-key")}))
    });
    let server = server.await?;
    let folder = tempfile::tempdir()?;
    let write = |key: &str| std::fs::write(folder.path().join("api-key"), key);
    write("old")?;
    std::fs::write(folder.path().join("api-user"), USER)?;
    let source = SecretDir::at(folder.path())
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
    let (under_way, later) = tokio::join!(partna.get_balances().send(), later);
    assert_eq!(under_way?.into_inner().message.as_deref(), Some("old"));
    assert_eq!(later?.as_deref(), Some("new-one"));
    Ok(())
}
