//! Credentials that change while a client uses them: no request mixes the key and user of two revisions, and an invalid source
//! does not replace valid credentials.
#![cfg(unix)] // modes and links

use std::collections::BTreeSet;
use std::error::Error;
use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use partna_auth::{Environment, ErrorKind, Partna, ProfileFile, SecretDir, types};
use partna_tests::builder;
use partna_tests::server::{Reply, Server};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;
/// The names and texts of files in a directory.
type Files<'a> = &'a [(&'a str, &'a str)];
/// A status and a body.
type StatusAndBody = (u16, &'static str);

const SUCCESS: StatusAndBody = (200, r#"{"message":"success"}"#);
const BALANCES: &str = "GET /v4/user/balances";
const TRANSFER: &str = "POST /v4/transfer";

/// A request as the server saw it.
#[derive(Debug, Default)]
struct Seen {
    /// Method and path.
    line: String,
    key: String,
    user: String,
    body: Vec<u8>,
}

/// A server that records each request, and computes the response from it.
struct RecordingServer {
    base_url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
    _server: Server,
}

impl RecordingServer {
    async fn start(respond: fn(&Seen) -> StatusAndBody) -> Result<Self> {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&seen);
        let server = Server::start(move |request| {
            let seen = Seen {
                line: format!("{} {}", request.method, request.path),
                key: request.header("x-api-key").to_owned(),
                user: request.header("x-api-user").to_owned(),
                body: request.body,
            };
            let (status, body) = respond(&seen);
            log.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(seen);
            std::future::ready(Reply::Json(
                status,
                serde_json::from_str(body).unwrap_or_default(),
            ))
        });
        let server = server.await?;
        Ok(Self {
            base_url: server.base_url(),
            seen,
            _server: server,
        })
    }

    /// Returns the requests since the last call.
    fn take(&self) -> Vec<Seen> {
        std::mem::take(&mut *self.seen.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Returns the key and user of each request since the last call.
    fn take_credentials(&self) -> Vec<String> {
        let describe = |seen: Seen| format!("{} of {}", seen.key, seen.user);
        self.take().into_iter().map(describe).collect()
    }
}

/// Mounts files as Kubernetes does: writes them to a new directory, and renames a link to it over the previous link.
fn mount(directory: &Path, generation: u32, files: Files) -> io::Result<()> {
    let name = format!("..2026_{generation}");
    fs::create_dir_all(directory.join(&name))?;
    for (file, text) in files {
        fs::write(directory.join(&name).join(file), text)?;
        let visible = directory.join(file);
        if fs::symlink_metadata(&visible).is_err() {
            symlink(Path::new("..data").join(file), visible)?;
        }
    }
    let old = fs::read_link(directory.join("..data"));
    symlink(&name, directory.join("..data_tmp"))?;
    fs::rename(directory.join("..data_tmp"), directory.join("..data"))?;
    if let Ok(old) = old {
        fs::remove_dir_all(directory.join(old))?;
    }
    Ok(())
}

/// Mounts the key of this name, and the user.
fn mount_credentials(directory: &Path, generation: u32, name: &str, user: &str) -> io::Result<()> {
    let key = format!("1--N--{name}");
    mount(
        directory,
        generation,
        &[("api-key", key.as_str()), ("api-user", user)],
    )
}

/// Sends a read or a write.
async fn call(partna: &Partna, write: bool) -> std::result::Result<(), partna_auth::Error> {
    if write {
        let transfer = types::TransferRequest::builder().to_account("bello02");
        partna.create_transfer().body(transfer).send().await?;
    } else {
        partna.get_balances().send().await?;
    }
    Ok(())
}

/// Returns the user of a generation. Odd generations have another user, which the client refuses: a key of an odd generation
/// is sent only if the client mixes two generations.
fn user(generation: u32) -> &'static str {
    if generation.is_multiple_of(2) {
        "merchant"
    } else {
        "another-user"
    }
}

/// Returns the generation of the credentials in a request, such as 16 for `1--N--generation-16` of `merchant`. Returns `None`
/// if the key and the user are of different generations.
fn generation(seen: &Seen) -> Option<u32> {
    let number = seen.key.strip_prefix("1--N--generation-")?;
    let number: u32 = number.parse().ok()?;
    (number.is_multiple_of(2) && seen.user == user(number)).then_some(number)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn swapped_secret_directory_never_mixes_credentials() -> Result {
    let server = RecordingServer::start(|seen| match generation(seen) {
        Some(_) => SUCCESS,
        None => (500, "{}"),
    })
    .await?;
    let home = tempfile::tempdir()?;
    let directory = home.path().join("secret");
    mount_credentials(&directory, 0, "generation-0", user(0))?;
    let source = SecretDir::at(&directory)
        .environment(Environment::Staging)
        .poll_every(Duration::ZERO); // Before every request, to hit a swap in progress.
    let partna = builder(&server.base_url)?
        .credentials(source)
        .build()
        .await?;
    let done = Arc::new(AtomicBool::new(false));
    let until = Arc::clone(&done);
    let swapper = std::thread::spawn(move || -> io::Result<u32> {
        let mut number = 0;
        while !until.load(Ordering::Relaxed) {
            number += 1;
            mount_credentials(
                &directory,
                number,
                &format!("generation-{number}"),
                user(number),
            )?;
            std::thread::sleep(Duration::from_micros(200));
        }
        Ok(number)
    });
    let traffic = |_| {
        let partna = partna.clone();
        tokio::spawn(async move {
            for _ in 0..1_250 {
                call(&partna, false).await?;
            }
            Ok::<_, partna_auth::Error>(())
        })
    };
    let tasks: Vec<_> = (0..8).map(traffic).collect();
    let mut results = Vec::new();
    for task in tasks {
        results.push(task.await);
    }
    done.store(true, Ordering::Relaxed);
    let swaps = swapper.join().map_err(|_| "the swapper panicked")??;
    for result in results {
        result??;
    }
    let seen = server.take();
    assert_eq!(seen.len(), 10_000);
    let mixed = seen.iter().find(|seen| generation(seen).is_none());
    assert!(mixed.is_none(), "{mixed:?}");
    let generations: BTreeSet<_> = seen.iter().filter_map(generation).collect();
    let count = generations.len();
    assert!(count > 50, "{count} of {swaps} generations");
    Ok(())
}

#[tokio::test]
async fn invalid_secret_directory_keeps_last_valid_credentials() -> Result {
    let server = RecordingServer::start(|_| SUCCESS).await?;
    let home = tempfile::tempdir()?;
    let directory = home.path().join("secret");
    let (key, user) = (("api-key", "1--N--second"), ("api-user", "merchant"));
    mount_credentials(&directory, 0, "first", "merchant")?;
    // The directory is read before every request.
    let source = SecretDir::at(&directory).poll_every(Duration::ZERO);
    let partna = builder(&server.base_url)?
        .credentials(source)
        .build()
        .await?;
    let invalid: [Files; 8] = [
        &[],
        &[key],
        &[user],
        &[("api-key", ""), user],
        &[("api-key", "1--N--sec\nond"), user],
        &[key, ("api-user", "séc")],
        &[key, user, ("environment", "production")],
        &[key, user, ("environment", "prod")],
    ];
    for (generation, files) in (1..).zip(invalid) {
        mount(&directory, generation, files)?;
        call(&partna, false).await?;
        assert_eq!(
            server.take_credentials(),
            ["1--N--first of merchant"],
            "{files:?}"
        );
    }
    let data = directory.join("..data");
    fs::write(data.join("api-key"), b"1--N--\xff")?;
    fs::write(data.join("environment"), "staging")?;
    call(&partna, false).await?;
    assert_eq!(
        server.take_credentials(),
        ["1--N--first of merchant"],
        "not UTF-8"
    );
    fs::remove_file(&data)?;
    fs::write(&data, "not a link")?;
    call(&partna, false).await?;
    assert_eq!(
        server.take_credentials(),
        ["1--N--first of merchant"],
        "not a link"
    );
    fs::remove_dir_all(&directory)?;
    call(&partna, false).await?;
    assert_eq!(
        server.take_credentials(),
        ["1--N--first of merchant"],
        "no directory"
    );
    assert_eq!(partna.environment(), Environment::Staging);

    mount_credentials(&directory, 9, "second", "merchant")?;
    call(&partna, false).await?;
    assert_eq!(server.take_credentials(), ["1--N--second of merchant"]);
    Ok(())
}

/// Replaces a file atomically.
fn replace(path: &Path, text: &str, mode: u32) -> io::Result<()> {
    let temporary = path.with_extension("temporary");
    fs::write(&temporary, text)?;
    fs::set_permissions(&temporary, Permissions::from_mode(mode))?;
    fs::rename(temporary, path)
}

#[tokio::test]
async fn invalid_profile_file_keeps_last_valid_credentials() -> Result {
    let server = RecordingServer::start(|_| SUCCESS).await?;
    let home = tempfile::tempdir()?;
    let path = home.path().join("credentials.toml");
    let profile = |environment: &str, name: &str| {
        let fields = format!("api_key = \"1--N--{name}\"\napi_user = \"merchant\"\n");
        format!("[test]\nenvironment = \"{environment}\"\n{fields}")
    };
    let (first, second) = (profile("staging", "first"), profile("staging", "second"));
    replace(&path, &first, 0o600)?;
    let source = ProfileFile::at(&path).poll_every(Duration::ZERO);
    let partna = builder(&server.base_url)?
        .credentials(source)
        .build()
        .await?;
    for (text, mode) in [
        ("", 0o600),
        (second.replace("api_user", "user").as_str(), 0o600),
        (profile("production", "second").as_str(), 0o600),
        (second.replace("1--N--second", "").as_str(), 0o600),
        (second.as_str(), 0o644),
    ] {
        replace(&path, text, mode)?;
        call(&partna, false).await?;
        assert_eq!(
            server.take_credentials(),
            ["1--N--first of merchant"],
            "{mode:o} {text}"
        );
    }
    fs::remove_file(&path)?;
    call(&partna, false).await?;
    assert_eq!(
        server.take_credentials(),
        ["1--N--first of merchant"],
        "no file"
    );

    replace(&path, &second, 0o600)?;
    call(&partna, false).await?;
    assert_eq!(server.take_credentials(), ["1--N--second of merchant"]);
    Ok(())
}

#[tokio::test]
async fn refused_key_is_reloaded_once() -> Result {
    let respond = |seen: &Seen| match seen.key.as_str() {
        "1--N--good" => SUCCESS,
        "1--N--scoped" => (401, r#"{"message":"unable to access this resource"}"#),
        _ => (401, r#"{"message":"invalid apikey"}"#),
    };
    let server = RecordingServer::start(respond).await?;
    for write in [false, true] {
        let home = tempfile::tempdir()?;
        let directory = home.path().join("secret");
        mount_credentials(&directory, 0, "old", "merchant")?;
        // In this test, only a refusal loads the source again.
        let source = SecretDir::at(&directory).poll_every(Duration::from_secs(3600));
        let partna = builder(&server.base_url)?
            .credentials(source)
            .build()
            .await?;
        let clone = partna.clone();
        let kind = |result: std::result::Result<(), partna_auth::Error>| {
            result.err().map(|error| error.kind())
        };

        // The directory has no other key.
        let kind_of_error = kind(call(&partna, write).await);
        assert_eq!(kind_of_error, Some(ErrorKind::NotAuthenticated));
        assert_eq!(server.take_credentials(), ["1--N--old of merchant"]);

        // The directory has another key, which is refused as well: the request is not sent a third time.
        mount_credentials(&directory, 1, "older", "merchant")?;
        let kind_of_error = kind(call(&partna, write).await);
        assert_eq!(kind_of_error, Some(ErrorKind::NotAuthenticated));
        assert_eq!(
            server.take_credentials(),
            ["1--N--old of merchant", "1--N--older of merchant"]
        );

        mount_credentials(&directory, 2, "good", "merchant")?;
        call(&partna, write).await?;
        let seen = server.take();
        let keys: Vec<&str> = seen.iter().map(|seen| seen.key.as_str()).collect();
        assert_eq!(keys, ["1--N--older", "1--N--good"]);
        let expected = if write { TRANSFER } else { BALANCES };
        assert!(seen.iter().all(|seen| seen.line == expected), "{seen:?}");
        assert_eq!(seen[0].body, seen[1].body);
        assert_eq!(seen[0].body.is_empty(), !write);
        call(&clone, write).await?;
        call(&partna, write).await?;
        assert_eq!(server.take_credentials(), ["1--N--good of merchant"; 2]);

        // A valid key whose scope does not allow the operation does not reload the source.
        mount_credentials(&directory, 3, "scoped", "merchant")?;
        let source = SecretDir::at(&directory).poll_every(Duration::from_secs(3600));
        let scoped = builder(&server.base_url)?.credentials(source);
        let scoped = scoped.build().await?;
        mount_credentials(&directory, 4, "good", "merchant")?;
        let kind_of_error = kind(call(&scoped, write).await);
        assert_eq!(kind_of_error, Some(ErrorKind::ScopeRefused));
        assert_eq!(server.take_credentials(), ["1--N--scoped of merchant"]);
    }
    Ok(())
}
