//! Credentials that change under a client: no request goes out with halves of two pairs, and no bad source takes a good pair
//! away.
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
/// Files of a folder: names and texts.
type Files<'a> = &'a [(&'a str, &'a str)];
/// A status and a body.
type Answer = (u16, &'static str);

const DONE: Answer = (200, r#"{"message":"success"}"#);
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

/// A server that answers every request by what it holds, and remembers it.
struct Watched {
    base_url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
    _server: Server,
}

impl Watched {
    async fn start(answer: fn(&Seen) -> Answer) -> Result<Self> {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&seen);
        let server = Server::start(move |request| {
            let seen = Seen {
                line: format!("{} {}", request.method, request.path),
                key: request.header("x-api-key").to_owned(),
                user: request.header("x-api-user").to_owned(),
                body: request.body,
            };
            let (status, body) = answer(&seen);
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

    /// The requests since it was last asked.
    fn take(&self) -> Vec<Seen> {
        std::mem::take(&mut *self.seen.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The pairs that came since it was last asked.
    fn pairs(&self) -> Vec<String> {
        let pair = |seen: Seen| format!("{} of {}", seen.key, seen.user);
        self.take().into_iter().map(pair).collect()
    }
}

/// Mounts files as Kubernetes does: a folder of their own, and a link to it that is renamed over the one before.
fn mount(folder: &Path, generation: u32, files: Files) -> io::Result<()> {
    let name = format!("..2026_{generation}");
    fs::create_dir_all(folder.join(&name))?;
    for (file, text) in files {
        fs::write(folder.join(&name).join(file), text)?;
        let visible = folder.join(file);
        if fs::symlink_metadata(&visible).is_err() {
            symlink(Path::new("..data").join(file), visible)?;
        }
    }
    let old = fs::read_link(folder.join("..data"));
    symlink(&name, folder.join("..data_tmp"))?;
    fs::rename(folder.join("..data_tmp"), folder.join("..data"))?;
    if let Ok(old) = old {
        fs::remove_dir_all(folder.join(old))?;
    }
    Ok(())
}

/// Mounts the key of a name, and the user.
fn mount_pair(folder: &Path, generation: u32, name: &str, user: &str) -> io::Result<()> {
    let key = format!("1--N--{name}");
    mount(
        folder,
        generation,
        &[("api-key", key.as_str()), ("api-user", user)],
    )
}

/// A read, or a write.
async fn call(partna: &Partna, write: bool) -> std::result::Result<(), partna_auth::Error> {
    if write {
        let transfer = types::TransferRequest::builder().to_account("bello02");
        partna.create_transfer().body(transfer).send().await?;
    } else {
        partna.get_balances().send().await?;
    }
    Ok(())
}

/// The user of a generation: every other one is of another user, which the client refuses. So the key of such a generation
/// is sent only if its halves are of two.
fn user(generation: u32) -> &'static str {
    if generation.is_multiple_of(2) {
        "merchant"
    } else {
        "somebody-else"
    }
}

/// The generation of a pair, such as `1--N--generation-16` of `merchant`; none if its halves are of two.
fn generation(seen: &Seen) -> Option<u32> {
    let number = seen.key.strip_prefix("1--N--generation-")?;
    let number: u32 = number.parse().ok()?;
    (number.is_multiple_of(2) && seen.user == user(number)).then_some(number)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_folder_that_is_swapped_mid_traffic() -> Result {
    let server = Watched::start(|seen| match generation(seen) {
        Some(_) => DONE,
        None => (500, "{}"),
    })
    .await?;
    let home = tempfile::tempdir()?;
    let folder = home.path().join("secret");
    mount_pair(&folder, 0, "generation-0", user(0))?;
    let source = SecretDir::at(&folder)
        .environment(Environment::Staging)
        .poll_every(Duration::ZERO); // before every request: the more often, the likelier to be caught half-way
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
            mount_pair(
                &folder,
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
async fn a_bad_reload_keeps_the_last_good_pair() -> Result {
    let server = Watched::start(|_| DONE).await?;
    let home = tempfile::tempdir()?;
    let folder = home.path().join("secret");
    let (key, user) = (("api-key", "1--N--second"), ("api-user", "merchant"));
    mount_pair(&folder, 0, "first", "merchant")?;
    // No wait: it is looked at before every request.
    let source = SecretDir::at(&folder).poll_every(Duration::ZERO);
    let partna = builder(&server.base_url)?
        .credentials(source)
        .build()
        .await?;
    let bad: [Files; 8] = [
        &[],
        &[key],
        &[user],
        &[("api-key", ""), user],
        &[("api-key", "1--N--sec\nond"), user],
        &[key, ("api-user", "séc")],
        &[key, user, ("environment", "production")],
        &[key, user, ("environment", "prod")],
    ];
    for (generation, files) in (1..).zip(bad) {
        mount(&folder, generation, files)?;
        call(&partna, false).await?;
        assert_eq!(server.pairs(), ["1--N--first of merchant"], "{files:?}");
    }
    let data = folder.join("..data");
    fs::write(data.join("api-key"), b"1--N--\xff")?;
    fs::write(data.join("environment"), "staging")?;
    call(&partna, false).await?;
    assert_eq!(server.pairs(), ["1--N--first of merchant"], "not UTF-8");
    fs::remove_file(&data)?;
    fs::write(&data, "not a link")?;
    call(&partna, false).await?;
    assert_eq!(server.pairs(), ["1--N--first of merchant"], "not a link");
    fs::remove_dir_all(&folder)?;
    call(&partna, false).await?;
    assert_eq!(server.pairs(), ["1--N--first of merchant"], "no folder");
    assert_eq!(partna.environment(), Environment::Staging);

    mount_pair(&folder, 9, "second", "merchant")?;
    call(&partna, false).await?;
    assert_eq!(server.pairs(), ["1--N--second of merchant"]);
    Ok(())
}

/// Puts a file in the place of another, whole.
fn replace(path: &Path, text: &str, mode: u32) -> io::Result<()> {
    let fresh = path.with_extension("fresh");
    fs::write(&fresh, text)?;
    fs::set_permissions(&fresh, Permissions::from_mode(mode))?;
    fs::rename(fresh, path)
}

#[tokio::test]
async fn a_bad_file_keeps_the_last_good_pair() -> Result {
    let server = Watched::start(|_| DONE).await?;
    let home = tempfile::tempdir()?;
    let path = home.path().join("credentials.toml");
    let profile = |environment: &str, name: &str| {
        let pair = format!("api_key = \"1--N--{name}\"\napi_user = \"merchant\"\n");
        format!("[test]\nenvironment = \"{environment}\"\n{pair}")
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
            server.pairs(),
            ["1--N--first of merchant"],
            "{mode:o} {text}"
        );
    }
    fs::remove_file(&path)?;
    call(&partna, false).await?;
    assert_eq!(server.pairs(), ["1--N--first of merchant"], "no file");

    replace(&path, &second, 0o600)?;
    call(&partna, false).await?;
    assert_eq!(server.pairs(), ["1--N--second of merchant"]);
    Ok(())
}

#[tokio::test]
async fn a_key_that_is_refused_is_loaded_once_more() -> Result {
    let refusing = |seen: &Seen| match seen.key.as_str() {
        "1--N--good" => DONE,
        "1--N--scoped" => (401, r#"{"message":"unable to access this resource"}"#),
        _ => (401, r#"{"message":"invalid apikey"}"#),
    };
    let server = Watched::start(refusing).await?;
    for write in [false, true] {
        let home = tempfile::tempdir()?;
        let folder = home.path().join("secret");
        mount_pair(&folder, 0, "old", "merchant")?;
        // It is not looked at in this test but after a refusal.
        let source = SecretDir::at(&folder).poll_every(Duration::from_secs(3600));
        let partna = builder(&server.base_url)?
            .credentials(source)
            .build()
            .await?;
        let clone = partna.clone();
        let kind = |result: std::result::Result<(), partna_auth::Error>| {
            result.err().map(|error| error.kind())
        };

        // The folder has nothing else to offer.
        let refused = kind(call(&partna, write).await);
        assert_eq!(refused, Some(ErrorKind::NotAuthenticated));
        assert_eq!(server.pairs(), ["1--N--old of merchant"]);

        // It has another, which is refused as well: there is no third time.
        mount_pair(&folder, 1, "older", "merchant")?;
        let refused = kind(call(&partna, write).await);
        assert_eq!(refused, Some(ErrorKind::NotAuthenticated));
        assert_eq!(
            server.pairs(),
            ["1--N--old of merchant", "1--N--older of merchant"]
        );

        mount_pair(&folder, 2, "good", "merchant")?;
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
        assert_eq!(server.pairs(), ["1--N--good of merchant"; 2]);

        // A key that is known and must not do it is no reason to look for another.
        mount_pair(&folder, 3, "scoped", "merchant")?;
        let source = SecretDir::at(&folder).poll_every(Duration::from_secs(3600));
        let scoped = builder(&server.base_url)?.credentials(source);
        let scoped = scoped.build().await?;
        mount_pair(&folder, 4, "good", "merchant")?;
        let refused = kind(call(&scoped, write).await);
        assert_eq!(refused, Some(ErrorKind::ScopeRefused));
        assert_eq!(server.pairs(), ["1--N--scoped of merchant"]);
    }
    Ok(())
}
