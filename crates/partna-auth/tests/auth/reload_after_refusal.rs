//! A refused key: when and how often the source is loaded again, and which requests are retried.

use std::error::Error;
use std::fs::{self, File};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::future::join_all;
use partna_auth::{
    Builder, Chain, ErrorKind, Partna, ProfileFile, Provider, Retries, SecretDir, types,
};
use partna_tests::fake_keys::{KeyServer, RotationFixture};
use partna_tests::server::{Reply, Request, Server};
use partna_tests::stub_source::{ManualClock, StubSource};
use serde_json::{Value, json};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

const POLL_DISABLED: Duration = Duration::from_secs(3600);

/// The keys of the requests that a server saw, in order.
#[derive(Clone, Default)]
struct Keys(Arc<Mutex<Vec<String>>>);

impl Keys {
    fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Starts a server that accepts every key that begins with `new`, and responds to others with this status and body.
async fn start_refusing(status: u16, body: Value) -> Result<(Server, Keys)> {
    let keys = Keys::default();
    let seen = keys.clone();
    let server = Server::start(move |request: Request| {
        let key = request.header("x-api-key").to_owned();
        let accepted = key.starts_with("new");
        let mut seen = seen.0.lock().unwrap_or_else(PoisonError::into_inner);
        seen.push(key);
        std::future::ready(match (accepted, &body) {
            (true, _) => Reply::Json(200, json!({"message": "success"})),
            // Text that is not JSON.
            (false, Value::String(text)) => {
                Reply::RawThenClose(Reply::bytes(status, &[("content-type", "text/html")], text))
            }
            (false, body) => Reply::Json(status, body.clone()),
        })
    });
    Ok((server.await?, keys))
}

fn client(server: &Server, source: impl Provider + 'static) -> Builder {
    Partna::builder()
        .credentials(source)
        .base_url(server.base_url())
        .retries(Retries::none())
}

/// Sends a read or a write, and returns the kind of its error.
async fn call(partna: &Partna, write: bool) -> Option<ErrorKind> {
    if write {
        let body = types::TransferRequest::builder().to_account("bello02");
        let sent = partna.create_transfer().body(body).send().await;
        sent.err().map(|error| error.kind())
    } else {
        let sent = partna.get_balances().send().await;
        sent.err().map(|error| error.kind())
    }
}

#[tokio::test]
async fn every_401_about_the_key_reloads_the_source() -> Result {
    let message = |text: &str| json!({"message": text});
    for (status, body) in [
        (401, message("invalid apikey")),
        (401, message("Invalid API key")),
        (401, message("Unauthorized")),
        (401, message("invalid api-key")),
        (401, message("apikey expired")),
        (401, message("")),
        (401, json!({})),
        (401, json!({"error": "Invalid API key"})),
        (401, json!("<html>401</html>")),
        (401, json!("")),
    ] {
        for write in [false, true] {
            let (server, keys) = start_refusing(status, body.clone()).await?;
            let source = StubSource::new("old", "merchant");
            let partna = client(&server, source.clone()).build().await?;
            // The source has no newer key: the request is sent once.
            let refused = call(&partna, write).await;
            assert_eq!(
                refused,
                Some(ErrorKind::NotAuthenticated),
                "{status} {body}"
            );
            assert_eq!(keys.take(), ["old"], "{status} {body}");
            source.set("new", "merchant");
            assert_eq!(call(&partna, write).await, None, "{status} {body}");
            assert_eq!(keys.take(), ["old", "new"], "{status} {body}");
            assert_eq!(source.loads().len(), 3, "{status} {body}");
        }
    }
    Ok(())
}

/// The API reports with a 403 that the key is invalid.
#[tokio::test]
async fn invalid_key_with_403_reloads_the_source() -> Result {
    for text in ["Invalid API key", "invalid apikey"] {
        let (server, keys) = start_refusing(403, json!({"message": text})).await?;
        let source = StubSource::new("old", "merchant");
        let partna = client(&server, source.clone()).build().await?;
        source.set("new", "merchant");
        assert_eq!(call(&partna, true).await, None, "{text}");
        assert_eq!(keys.take(), ["old", "new"], "{text}");
    }
    Ok(())
}

#[tokio::test]
async fn refusal_that_is_not_about_the_key_does_not_reload() -> Result {
    for (status, text) in [
        (401, "endpoint temporarily disabled"),
        (401, "get only api key cannot access POST /account"),
        (
            401,
            "no withdrawal api key cannot access POST /transfer/withdraw",
        ),
        (401, "unable to access this resource"),
        (401, "unauthorised self trigger"),
        (403, "Forbidden"),
        (403, "Your API key does not have permission for this action"),
        (403, "insufficient funds"),
        (400, "invalid key"),
        (404, "account not found"),
        (500, "invalid apikey"),
        (407, "invalid apikey"),
    ] {
        for write in [false, true] {
            let (server, keys) = start_refusing(status, json!({"message": text})).await?;
            let source = StubSource::new("old", "merchant");
            let partna = client(&server, source.clone()).build().await?;
            source.set("new", "merchant");
            let kind = call(&partna, write).await;
            assert!(
                kind.is_some_and(|kind| kind != ErrorKind::NotAuthenticated),
                "{status} {text}"
            );
            assert_eq!(
                (keys.take(), source.loads()),
                (vec!["old".to_owned()], vec![false]),
                "{status} {text}"
            );
        }
    }
    Ok(())
}

/// The cause can be a firewall or a revoked key.
#[tokio::test]
async fn reloads_are_limited_if_the_server_refuses_everything() -> Result {
    let (server, keys) = start_refusing(401, json!({"message": "Unauthorized"})).await?;
    let (source, clock) = (StubSource::new("old", "merchant"), ManualClock::default());
    let partna = client(&server, source.clone())
        .clock(clock.clone())
        .build()
        .await?;
    let clone = partna.clone();
    for round in 0..100 {
        let partna = if round % 2 == 0 { &partna } else { &clone };
        assert_eq!(
            call(partna, round % 3 == 0).await,
            Some(ErrorKind::NotAuthenticated)
        );
    }
    assert_eq!(keys.take().len(), 100, "each request is sent once");
    assert_eq!(source.loads().len(), 1 + 5);
    // After these five reloads, the source is loaded at most once per second.
    for _ in 0..3 {
        clock.advance(Duration::from_secs(1));
        for _ in 0..10 {
            call(&partna, false).await;
        }
    }
    assert_eq!(source.loads().len(), 1 + 5 + 3);
    // The client finds a newer key at the first refusal after the next second.
    source.set("new", "merchant");
    assert_eq!(call(&partna, true).await, Some(ErrorKind::NotAuthenticated));
    clock.advance(Duration::from_secs(1));
    keys.take();
    assert_eq!(call(&partna, true).await, None);
    assert_eq!(keys.take(), ["old", "new"]);
    // After a long pause, the client reloads five times, and not more often.
    clock.advance(Duration::from_secs(60));
    source.set("old2", "merchant");
    let partna = client(&server, source.clone())
        .clock(clock.clone())
        .build()
        .await?;
    clock.advance(Duration::from_secs(60));
    let before = source.loads().len();
    for _ in 0..100 {
        call(&partna, false).await;
    }
    assert_eq!(source.loads().len() - before, 5);
    Ok(())
}

#[tokio::test]
async fn concurrent_refusals_share_one_load() -> Result {
    let (server, keys) = start_refusing(401, json!({"message": "Unauthorized"})).await?;
    let (source, clock) = (StubSource::new("old", "merchant"), ManualClock::default());
    let partna = client(&server, source.clone()).clock(clock).build().await?;
    source.set("new", "merchant");
    let calls = (0..64).map(|number| {
        let partna = &partna;
        async move { call(partna, number % 2 == 0).await }
    });
    let errors = join_all(calls).await;
    assert!(errors.iter().all(Option::is_none), "{errors:?}");
    assert_eq!(source.loads().len(), 2);
    let keys = keys.take();
    assert_eq!(keys.iter().filter(|key| *key == "new").count(), 64);
    Ok(())
}

/// Overwrites a file and keeps its modification time, as `cp -p` and `rsync --times --inplace` do.
fn write_in_place(path: &Path, text: &str) -> Result {
    let modified = fs::metadata(path)?.modified()?;
    fs::write(path, text)?;
    File::options()
        .write(true)
        .open(path)?
        .set_modified(modified)?;
    Ok(())
}

#[tokio::test]
async fn file_changed_in_place_with_old_mtime_is_loaded() -> Result {
    let (server, keys) = start_refusing(401, json!({"message": "invalid apikey"})).await?;
    let home = tempfile::tempdir()?;
    let file = home.path().join("credentials.toml");
    let text = |key: &str| {
        format!("[it]\nenvironment = \"staging\"\napi_key = \"{key}\"\napi_user = \"u\"\n")
    };
    fs::write(&file, text("old"))?;
    #[cfg(unix)]
    fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    let directory = home.path().join("secret");
    fs::create_dir(&directory)?;
    fs::write(directory.join("api-key"), "old")?;
    fs::write(directory.join("api-user"), "u")?;
    let from_file = || ProfileFile::at(&file).poll_every(POLL_DISABLED);
    let from_directory = || SecretDir::at(&directory).poll_every(POLL_DISABLED);
    let clients = [
        client(&server, from_file()).build().await?,
        client(&server, from_directory()).build().await?,
        client(&server, Chain::new().then(from_file()))
            .build()
            .await?,
        client(
            &server,
            Chain::new()
                .then(StubSource::default())
                .then(from_directory()),
        )
        .build()
        .await?,
    ];
    write_in_place(&file, &text("new"))?;
    write_in_place(&directory.join("api-key"), "new")?;
    for partna in clients {
        assert_eq!(call(&partna, true).await, None);
        assert_eq!(keys.take(), ["old", "new"]);
    }
    Ok(())
}

#[tokio::test]
async fn change_without_new_revision_is_loaded_after_a_refusal() -> Result {
    let (server, keys) = start_refusing(401, json!({"message": "Unauthorized"})).await?;
    for chained in [false, true] {
        let source = StubSource::new("old", "merchant");
        let partna = if chained {
            let chain = Chain::new()
                .then(StubSource::default())
                .then(source.clone());
            client(&server, chain).build().await?
        } else {
            client(&server, source.clone()).build().await?
        };
        source.set_without_revision("new", "merchant");
        assert_eq!(call(&partna, true).await, None);
        assert_eq!(keys.take(), ["old", "new"]);
        assert_eq!(
            source.loads(),
            [false, false],
            "the requests have no known revision"
        );
    }
    Ok(())
}

#[tokio::test]
async fn unchanged_without_a_known_revision_is_tolerated() -> Result {
    let (server, keys) = start_refusing(401, json!({"message": "Unauthorized"})).await?;
    for chained in [false, true] {
        let source = StubSource::new("old", "merchant");
        let partna = if chained {
            client(&server, Chain::new().then(source.clone()))
                .build()
                .await?
        } else {
            client(&server, source.clone()).build().await?
        };
        source.return_unchanged();
        assert_eq!(call(&partna, true).await, Some(ErrorKind::NotAuthenticated));
        assert_eq!(keys.take(), ["old"]);
    }
    Ok(())
}

#[tokio::test]
async fn credentials_of_the_other_environment_are_not_used_after_a_refusal() -> Result {
    let (server, keys) = start_refusing(401, json!({"message": "Unauthorized"})).await?;
    let source = StubSource::new("old", "merchant");
    let partna = client(&server, source.clone()).build().await?;
    source.set("new", "merchant");
    source.set_production();
    assert_eq!(call(&partna, true).await, Some(ErrorKind::NotAuthenticated));
    assert_eq!(keys.take(), ["old"]);
    Ok(())
}

/// Starts a server that refuses the next N requests with a 401 that is not about the key. The test sets N.
async fn start_refusing_next() -> Result<(RotationFixture, Arc<Mutex<u32>>)> {
    let refuse_next = Arc::new(Mutex::new(0));
    let counter = refuse_next.clone();
    let server = KeyServer::start_with(move |state, request| {
        let mut left = counter.lock().unwrap_or_else(PoisonError::into_inner);
        if *left > 0 {
            *left -= 1;
            return Reply::Json(401, json!({"message": "Unauthorized"}));
        }
        state.respond(&request)
    });
    Ok((
        RotationFixture::with_server(server.await?).await?,
        refuse_next,
    ))
}

/// After a rotation, a source that does not change still has the old key.
#[tokio::test]
async fn single_401_does_not_restore_a_rotated_key() -> Result {
    let (fixture, refuse_next) = start_refusing_next().await?;
    fixture.rotation().run().await?;
    fixture.partna.get_balances().send().await?;
    *refuse_next.lock().unwrap_or_else(PoisonError::into_inner) = 1;
    // The API rejects the old key too, so this request fails.
    let refused = call(&fixture.partna, true).await;
    assert_eq!(refused, Some(ErrorKind::NotAuthenticated));
    let refused = fixture.server.state().refused;
    for _ in 0..3 {
        assert_eq!(call(&fixture.partna, true).await, None);
    }
    assert_eq!(
        fixture.server.state().refused,
        refused,
        "the new key is still in use"
    );
    Ok(())
}

/// The API still accepts the old key, so the client uses it again after a 401 that was not about the key. Then the rotation
/// invalidates the old key.
#[tokio::test]
async fn new_key_of_a_rotation_is_not_lost_after_a_single_401() -> Result {
    let (fixture, refuse_next) = start_refusing_next().await?;
    fixture.rotation().prepare().await?;
    *refuse_next.lock().unwrap_or_else(PoisonError::into_inner) = 1;
    assert_eq!(call(&fixture.partna, true).await, None);
    let finishing = fixture.client_from_store().await?;
    fixture.rotation_of(&finishing).finish().await?;
    for _ in 0..3 {
        assert_eq!(call(&fixture.partna, true).await, None);
    }
    assert_eq!(
        fixture.server.state().refused,
        1,
        "one request was refused and retried"
    );
    Ok(())
}

/// Another process abandoned the rotation: the API accepts the old key, and rejects the new one.
#[tokio::test]
async fn rotated_key_is_used_again_if_the_api_accepts_it() -> Result {
    let fixture = RotationFixture::new().await?;
    fixture.rotation().prepare().await?;
    {
        let mut state = fixture.server.state();
        for (text, key) in &mut state.keys {
            key.live = *text == fixture.old;
        }
    }
    let calls = (0..8).map(|number| {
        let partna = &fixture.partna;
        async move { call(partna, number % 2 == 0).await }
    });
    let errors = join_all(calls).await;
    assert!(errors.iter().all(Option::is_none), "{errors:?}");
    let refused = fixture.server.state().refused;
    for _ in 0..3 {
        assert_eq!(call(&fixture.partna, true).await, None);
    }
    assert_eq!(
        fixture.server.state().refused,
        refused,
        "the old key is in use again"
    );
    Ok(())
}
