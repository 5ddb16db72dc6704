//! What a client, or some calls of it, are told to do otherwise; and what is under way when a key changes.

use std::error::Error;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use partna_auth::{
    CallOptions, Clock, Credentials, Environment, ErrorKind, Partna, Retries, SecretDir,
    SystemClock,
};
use partna_tests::key_server::{KeyServer, Scene};
use partna_tests::server::{Reply, Server};
use partna_tests::{USER, builder};
use serde_json::json;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// A server that is not available for a number of requests, and how many have come.
async fn recovering(after: u32) -> Result<(Server, Arc<AtomicU32>)> {
    let seen = Arc::new(AtomicU32::new(0));
    let count = seen.clone();
    let server = Server::start(move |_| {
        let number = count.fetch_add(1, Ordering::SeqCst) + 1;
        let status = if number > after { 200 } else { 503 };
        std::future::ready(Reply::Json(status, json!({"message": "told"})))
    });
    Ok((server.await?, seen))
}

fn quick() -> Retries {
    Retries::default().first_wait(Duration::from_millis(1))
}

#[tokio::test]
async fn a_client_repeats_as_it_was_set_up_and_a_call_as_it_is_told() -> Result {
    let (server, seen) = recovering(2).await?;
    let partna = builder(&server.base_url())?
        .retries(quick())
        .build()
        .await?;
    partna.get_balances().send().await?;
    assert_eq!(seen.load(Ordering::SeqCst), 3);
    let (server, seen) = recovering(4).await?;
    let partna = builder(&server.base_url())?
        .retries(quick())
        .build()
        .await?;
    let once = partna.with(CallOptions::new().retries(Retries::none()));
    let often = partna.with(CallOptions::new().retries(quick().attempts(5)));
    let error = once
        .get_balances()
        .send()
        .await
        .err()
        .ok_or("it went well")?;
    assert_eq!(
        (error.kind(), seen.load(Ordering::SeqCst)),
        (ErrorKind::Unavailable, 1)
    );
    // The client itself is as it was, and what is said for some calls holds for a request of one's own too.
    assert!(
        partna
            .request("GET", "/user/balances")
            .send::<serde_json::Value>()
            .await
            .is_err()
    );
    assert_eq!(seen.load(Ordering::SeqCst), 4);
    often.get_balances().send().await?;
    assert_eq!(seen.load(Ordering::SeqCst), 5);
    Ok(())
}

/// The clock of the system, which counts the waits between attempts.
#[derive(Clone, Debug, Default)]
struct Counting(SystemClock, Arc<AtomicU32>);

impl Clock for Counting {
    fn now(&self) -> Duration {
        self.0.now()
    }

    fn wall(&self) -> SystemTime {
        self.0.wall()
    }

    fn sleep(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.1.fetch_add(1, Ordering::SeqCst);
        self.0.sleep(time)
    }
}

#[tokio::test]
async fn call_options_limit_the_call_or_each_attempt() -> Result {
    let silent = Server::start(|_| std::future::ready(Reply::Stall)).await?;
    for (options, waits, text) in [
        (
            CallOptions::new().call_timeout(Duration::from_millis(200)),
            0,
            "within 0.2 s",
        ),
        (
            CallOptions::new().attempt_timeout(Duration::from_millis(100)),
            2,
            "within 0.1 s",
        ),
    ] {
        let clock = Counting::default();
        let partna = builder(&silent.base_url())?
            .clock(clock.clone())
            .retries(quick())
            .build()
            .await?;
        let call = partna.with(options).get_balances().send().await;
        let error = call.err().ok_or("it was answered")?;
        assert_eq!(error.kind(), ErrorKind::Timeout);
        assert!(error.to_string().contains(text), "{error}");
        assert_eq!(clock.1.load(Ordering::SeqCst), waits);
    }
    Ok(())
}

#[tokio::test]
async fn other_processes_get_their_grace_before_the_old_key_ends() -> Result {
    let scene = Scene::new().await?;
    let is_live = || {
        scene
            .server
            .state()
            .live()
            .contains(&"the-first".to_owned())
    };
    scene.rotation().prepare().await?;
    let finish = scene.rotation().grace(Duration::from_millis(600)).finish();
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
            backing.state().answer(&request)
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
