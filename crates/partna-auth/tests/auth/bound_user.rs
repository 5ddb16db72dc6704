//! A client is bound to the environment and the user of its first credentials: no request is sent as another merchant.
#![cfg(unix)] // modes and links

use std::error::Error;
use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use partna_auth::{
    Builder, Chain, ErrorKind, FileStore, Outcome, Partna, ProfileFile, Provider, Reference,
    Resent, Resolution, Retries, SecretDir, WithReference, types,
};
use partna_tests::log::Log;
use partna_tests::server::{Reply, Request, Server};
use partna_tests::stub_source::StubSource;
use serde_json::json;
use tracing_subscriber::filter::LevelFilter;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

const POLL_DISABLED: Duration = Duration::from_secs(3600);

/// The users of the requests that a server saw, in order.
#[derive(Clone, Default)]
struct Users(Arc<Mutex<Vec<String>>>);

impl Users {
    fn push(&self, request: &Request) {
        let mut users = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        users.push(request.header("x-api-user").to_owned());
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Starts a server that refuses the key `key-a` and accepts all others.
async fn start_server() -> Result<(Server, Users)> {
    let users = Users::default();
    let seen = users.clone();
    let server = Server::start(move |request: Request| {
        seen.push(&request);
        let reference = request
            .parameter("transactionReference")
            .unwrap_or_default()
            .to_owned();
        std::future::ready(
            match (request.method.as_str(), request.header("x-api-key")) {
                (_, "key-a") => Reply::Json(401, json!({"message": "invalid apikey"})),
                ("GET", _) if !reference.is_empty() => Reply::Json(
                    200,
                    json!({"data": {"transactionReference": reference, "status": "completed"}, "message": "success"}),
                ),
                _ => Reply::Json(200, json!({"message": "success"})),
            },
        )
    });
    Ok((server.await?, users))
}

fn client(server: &Server, source: impl Provider + 'static) -> Builder {
    Partna::builder()
        .credentials(source)
        .base_url(server.base_url())
        .retries(Retries::none())
}

fn transfer() -> types::builder::TransferRequest {
    types::TransferRequest::builder()
        .from_account("main")
        .to_account("bello02")
        .amount("25.50")
        .currency("USD")
}

/// Replaces a credentials file of one profile.
fn write_profile(path: &Path, key: &str, user: &str) -> io::Result<()> {
    let temporary = path.with_extension("temporary");
    let text =
        format!("[it]\nenvironment = \"staging\"\napi_key = \"{key}\"\napi_user = \"{user}\"\n");
    fs::write(&temporary, text)?;
    fs::set_permissions(&temporary, Permissions::from_mode(0o600))?;
    fs::rename(temporary, path)
}

fn write_directory(path: &Path, key: &str, user: &str) -> io::Result<()> {
    fs::write(path.join("api-key"), key)?;
    fs::write(path.join("api-user"), user)
}

/// A function that changes a source, and the source.
type ChangeableSource = (Box<dyn Fn(&str, &str) -> io::Result<()>>, Arc<dyn Provider>);

/// Returns every kind of source whose user can change. Each contains `key-a` of `merchant-a`.
fn sources(home: &Path, poll_every: Duration) -> Result<Vec<(&'static str, ChangeableSource)>> {
    let file = home.join("credentials.toml");
    write_profile(&file, "key-a", "merchant-a")?;
    let directory = home.join("secret");
    fs::create_dir(&directory)?;
    write_directory(&directory, "key-a", "merchant-a")?;
    let stub = StubSource::new("key-a", "merchant-a").poll_every(poll_every);
    // The first source of the chain is empty at first.
    let (earlier, later) = (
        StubSource::default().poll_every(poll_every),
        StubSource::new("key-a", "merchant-a").poll_every(poll_every),
    );
    let chain = Chain::new().then(earlier.clone()).then(later.clone());
    let (from_file, from_directory, from_stub) = (file.clone(), directory.clone(), stub.clone());
    Ok(vec![
        (
            "profile file",
            (
                Box::new(move |key, user| write_profile(&from_file, key, user)),
                Arc::new(ProfileFile::at(file).poll_every(poll_every)),
            ),
        ),
        (
            "secret directory",
            (
                Box::new(move |key, user| write_directory(&from_directory, key, user)),
                Arc::new(SecretDir::at(directory).poll_every(poll_every)),
            ),
        ),
        (
            "provider",
            (
                Box::new(move |key, user| {
                    from_stub.set(key, user);
                    Ok(())
                }),
                Arc::new(stub),
            ),
        ),
        (
            "chain",
            (
                Box::new(move |key, user| {
                    earlier.set(key, user);
                    later.set(key, user);
                    Ok(())
                }),
                Arc::new(chain),
            ),
        ),
    ])
}

#[tokio::test]
async fn refused_request_is_not_retried_as_another_user() -> Result {
    for user in ["merchant-b", "Merchant-A", "merchant-a2"] {
        for write in [true, false] {
            let (server, users) = start_server().await?;
            let home = tempfile::tempdir()?;
            for (name, (change, source)) in sources(home.path(), POLL_DISABLED)? {
                let partna = client(&server, source).build().await?;
                change("key-b", user)?;
                let error = if write {
                    partna.create_transfer().body(transfer()).send().await.err()
                } else {
                    partna.get_balances().send().await.err()
                };
                let kind = error.map(|error| error.kind());
                assert_eq!(kind, Some(ErrorKind::NotAuthenticated), "{name}");
                assert_eq!(users.take(), ["merchant-a"], "{name}, {user}");
                // A new key of the same user is accepted as before.
                change("key-a2", "merchant-a")?;
                partna.create_transfer().body(transfer()).send().await?;
                assert_eq!(users.take(), ["merchant-a", "merchant-a"], "{name}");
            }
        }
    }
    Ok(())
}

#[tokio::test]
async fn poll_does_not_change_the_user() -> Result {
    let (server, users) = start_server().await?;
    let home = tempfile::tempdir()?;
    for (name, (change, source)) in sources(home.path(), Duration::ZERO)? {
        change("key-a1", "merchant-a")?;
        let partna = client(&server, source).build().await?;
        change("key-b", "merchant-b")?;
        for _ in 0..3 {
            partna.get_balances().send().await?;
            partna
                .clone()
                .create_transfer()
                .body(transfer())
                .send()
                .await?;
        }
        assert_eq!(users.take(), ["merchant-a"; 6], "{name}");
        change("key-a2", "merchant-a")?;
        partna.get_balances().send().await?;
        assert_eq!(users.take(), ["merchant-a"], "{name}");
    }
    Ok(())
}

#[tokio::test]
async fn rotation_does_not_continue_as_another_user() -> Result {
    let (server, users) = start_server().await?;
    let home = tempfile::tempdir()?;
    let path = home.path().join("credentials.toml");
    write_profile(&path, "key-a1", "merchant-a")?;
    let source = ProfileFile::at(&path).poll_every(POLL_DISABLED);
    let partna = client(&server, source).build().await?;
    write_profile(&path, "key-b", "merchant-b")?;
    let rotation = partna.keys().rotate().store(FileStore::at(&path));
    assert!(rotation.run().await.is_err());
    let users = users.take();
    assert!(users.iter().all(|user| user == "merchant-a"), "{users:?}");
    Ok(())
}

/// The handles and builders exist before the source changes.
#[tokio::test]
async fn handles_keep_the_user_of_their_client() -> Result {
    for key in ["key-a", "key-a1"] {
        let (server, users) = start_server().await?;
        let home = tempfile::tempdir()?;
        for (name, (change, source)) in sources(home.path(), Duration::ZERO)? {
            change(key, "merchant-a")?;
            let partna = client(&server, source).build().await?;
            let before = partna.create_transfer().body(transfer());
            let write = partna
                .create_transfer()
                .body(transfer())
                .with_reference(Reference::random())?;
            let pending = partna
                .create_transfer()
                .body(transfer())
                .with_reference(Reference::random())?
                .assume_sent();
            change("key-b", "merchant-b")?;
            let sent = write.send().await;
            let looked_up = pending.resolve().await;
            let resent = pending.send_again().await;
            let plain = before.send().await;
            if key == "key-a" {
                let kinds = [
                    sent.err().map(|error| error.kind()),
                    looked_up.err().map(|error| error.kind()),
                    resent.err().map(|error| error.kind()),
                    plain.err().map(|error| error.kind()),
                ];
                assert_eq!(kinds, [Some(ErrorKind::NotAuthenticated); 4], "{name}");
            } else {
                assert!(matches!(sent?, Outcome::Accepted(_)), "{name}");
                assert!(matches!(looked_up?, Resolution::Found(_)), "{name}");
                assert!(matches!(resent?, Resent::Accepted(_)), "{name}");
                plain?;
            }
            assert_eq!(users.take(), ["merchant-a"; 4], "{name}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn warns_once_about_another_user() -> Result {
    let (log, _guard) = Log::of_thread(LevelFilter::WARN);
    let (server, _) = start_server().await?;
    let home = tempfile::tempdir()?;
    let path = home.path().join("credentials.toml");
    write_profile(&path, "key-a1", "merchant-a")?;
    let source = ProfileFile::at(&path).poll_every(Duration::ZERO);
    let partna = client(&server, source).build().await?;
    let path_text = path.display().to_string();
    let warnings = || -> Vec<String> {
        let text = log.text();
        let lines = text.lines().filter(|line| line.contains(&path_text));
        lines.map(str::to_owned).collect()
    };
    // An earlier warning with another reason does not suppress this one.
    fs::remove_file(&path)?;
    partna.get_balances().send().await?;
    assert_eq!(warnings().len(), 1);
    for round in 0..5 {
        write_profile(&path, &format!("key-b{round}"), "merchant-b")?;
        partna.get_balances().send().await?;
    }
    let warned = warnings();
    assert_eq!(warned.len(), 2, "{warned:?}");
    let line = warned.last().ok_or("no warning")?;
    assert!(line.contains("another user"), "{line}");
    assert!(
        !line.contains("merchant") && !line.contains("key-b"),
        "{line}"
    );
    // After the user was correct again, the next change logs a new warning.
    write_profile(&path, "key-a2", "merchant-a")?;
    partna.get_balances().send().await?;
    write_profile(&path, "key-b", "merchant-b")?;
    partna.get_balances().send().await?;
    assert_eq!(warnings().len(), 3);
    Ok(())
}
