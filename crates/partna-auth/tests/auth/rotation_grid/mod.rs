//! The rotation grid: invalid responses of the API by failures of the store.
//!
//! In each cell a rotation runs into both. Three rules hold in all of them. Where the API leaves one of the two keys
//! alive, the store holds one that works: at each moment, unless the API itself ends the key that is stored, and then at
//! the end of the run. Each key that was made is stored, ended, or in the journal. And once the faults are gone, `run` or
//! `abandon` closes the journal.

#![cfg(unix)]

mod api;
mod store;

use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use partna_auth::{Partna, ProfileFile, Retries};
use partna_tests::fake_keys::{KeyServer, KeyState, RotationFixture};
use partna_tests::quick_clock::QuickClock;
use partna_tests::{USER, snapshots};
use serde_json::Value;
use strum::VariantArray;

use api::Misreport;
use store::{FaultyStore, StoreFault};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// What the server and the store share with the test.
#[derive(Debug, Default)]
pub struct Watch {
    /// Whether the faults are on.
    faulty: AtomicBool,
    /// Whether the API has misreported. The store fails from then on.
    misreported: AtomicBool,
    /// Whether the API has ended a key of the rotation by itself.
    ended_by_api: AtomicBool,
    path: OnceLock<std::path::PathBuf>,
    violations: Mutex<Vec<String>>,
}

impl Watch {
    fn is_faulty(&self) -> bool {
        self.faulty.load(Ordering::SeqCst)
    }

    /// Whether the faults of the store are on.
    fn is_store_faulty(&self) -> bool {
        self.is_faulty() && self.misreported.load(Ordering::SeqCst)
    }

    /// Checks that the store holds a key that works, if there is one.
    fn check(&self, state: &KeyState, moment: &str) {
        let Some(path) = self.path.get() else { return };
        if self.ended_by_api.load(Ordering::SeqCst) || store_holds_live_key(state, path) {
            return;
        }
        if own_live_keys(state).next().is_some() {
            let mut violations = self
                .violations
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            violations.push(moment.to_owned());
        }
    }
}

/// The old key and those that rotations have made, as far as they work.
fn own_live_keys(state: &KeyState) -> impl Iterator<Item = (&String, &str)> {
    let own = |name: &str| name == "the-first" || name.starts_with("partna-rust");
    let keys = state.keys.iter();
    keys.filter(move |(_, key)| key.live && own(&key.name))
        .map(|(text, key)| (text, key.name.as_str()))
}

fn store_holds_live_key(state: &KeyState, path: &Path) -> bool {
    let stored = std::fs::read_to_string(path).unwrap_or_default();
    own_live_keys(state).any(|(text, _)| stored.contains(text.as_str()))
}

struct Cell {
    fixture: RotationFixture,
    watch: Arc<Watch>,
    fault: StoreFault,
}

impl Cell {
    async fn new(misreport: Misreport, fault: StoreFault) -> Result<Self> {
        let watch = Arc::new(Watch::default());
        let watching = watch.clone();
        let server = KeyServer::start_with(move |state, request| {
            let reply = api::respond(misreport, &watching, state, &request);
            watching.check(state, &format!("{} {}", request.method, request.path));
            reply
        });
        let fixture = RotationFixture::with_server(server.await?).await?;
        let path = fixture.directory.path().join("credentials.toml");
        let old = &fixture.old;
        let text = format!(
            "[it]\nenvironment = \"staging\"\napi_key = \"{old}\"\napi_user = \"{USER}\"\n"
        );
        std::fs::write(&path, text)?;
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
        watch.path.set(path).map_err(|_| "set twice")?;
        watch.faulty.store(true, Ordering::SeqCst);
        Ok(Self {
            fixture,
            watch,
            fault,
        })
    }

    fn rotation(&self, partna: &Partna) -> partna_auth::Rotation {
        let store = FaultyStore::new(self.fixture.store(), self.fault, self.watch.clone());
        partna.keys().rotate().store(store)
    }

    /// A client of a process that starts now.
    async fn client(&self) -> Result<Partna> {
        let file = ProfileFile::at(self.fixture.directory.path().join("credentials.toml"));
        let builder = Partna::builder().credentials(file).retries(Retries::none());
        let builder = builder.clock(QuickClock::default());
        Ok(builder
            .base_url(self.fixture.server.base_url())
            .build()
            .await?)
    }

    /// Checks what holds between two runs.
    fn check(&self, moment: &str) -> Result {
        let state = self.fixture.server.state();
        let path = self.watch.path.get().ok_or("no path")?;
        let unstored =
            !store_holds_live_key(&state, path) && own_live_keys(&state).next().is_some();
        let cannot_put_back =
            self.watch.ended_by_api.load(Ordering::SeqCst) && self.fault.bars_publishing();
        if unstored && !cannot_put_back {
            return Err(format!("{moment}: the store holds no key that works").into());
        }
        let stored = std::fs::read_to_string(path)?;
        let journal = self.fixture.journal().unwrap_or(Value::Null);
        let texts = journal.to_string();
        let asked = journal
            .get("asked")
            .map(Value::to_string)
            .unwrap_or_default();
        for (text, name) in own_live_keys(&state) {
            if !stored.contains(text) && !texts.contains(text.as_str()) && !asked.contains(name) {
                return Err(format!("{moment}: {name} works, and is known nowhere").into());
            }
        }
        let violations = self
            .watch
            .violations
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        match violations.first() {
            None => Ok(()),
            Some(violation) => {
                Err(format!("{moment}: the store held no key that works at {violation}").into())
            }
        }
    }

    fn is_closed(&self) -> bool {
        let journal = self.fixture.journal().unwrap_or(Value::Null);
        journal.get("open").is_none_or(Value::is_null)
    }

    /// The live keys that the rotation is about.
    fn live(&self) -> String {
        let state = self.fixture.server.state();
        let mut names: Vec<&str> = own_live_keys(&state)
            .map(|(_, name)| if name == "the-first" { "old" } else { "new" })
            .collect();
        names.sort_by_key(|name| *name == "new");
        if names.is_empty() {
            "none".to_owned()
        } else {
            names.join("+")
        }
    }
}

/// How the journal is closed once the faults are gone.
#[derive(Clone, Copy, PartialEq)]
enum First {
    Run,
    Abandon,
}

async fn close(cell: &Cell, first: First) -> Result<&'static str> {
    cell.watch.faulty.store(false, Ordering::SeqCst);
    if cell.live() == "none" {
        return Ok("the API leaves no key alive");
    }
    let order = match first {
        First::Run => [First::Run, First::Abandon],
        First::Abandon => [First::Abandon, First::Run],
    };
    let mut errors = String::new();
    for attempt in order {
        let partna = cell.client().await?;
        let closed = match attempt {
            First::Run => cell.rotation(&partna).run().await.map(drop),
            First::Abandon => cell.rotation(&partna).abandon().await,
        };
        if let Err(error) = closed {
            writeln!(errors, "{error}")?;
        }
        if cell.is_closed() {
            cell.client().await?.get_balances().send().await?;
            return Ok(if attempt == First::Run {
                "run"
            } else {
                "abandon"
            });
        }
    }
    Err(format!("the journal stays open: {errors}").into())
}

/// Runs a cell, and returns its line: what the run came to, which keys worked then, and what closed the journal.
async fn line(misreport: Misreport, fault: StoreFault, first: First) -> Result<String> {
    let cell = Cell::new(misreport, fault).await?;
    let partna = cell.client().await?;
    let end = match cell.rotation(&partna).run().await {
        Ok(_) => "rotated".to_owned(),
        Err(error) => format!("{:?}", error.kind()),
    };
    cell.check("after the run")?;
    let live = cell.live();
    let closed = close(&cell, first).await?;
    cell.check("at the end")?;
    Ok(format!("{end:<19} {live:<8} {closed}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_rotation_ends_with_a_stored_key_that_works() -> Result {
    let mut table = String::new();
    let mut problems = String::new();
    for (row, misreport) in Misreport::VARIANTS.iter().copied().enumerate() {
        writeln!(table, "{misreport}")?;
        let both =
            StoreFault::VARIANTS
                .iter()
                .copied()
                .enumerate()
                .map(|(column, fault)| async move {
                    let (first, other) = if (row + column).is_multiple_of(2) {
                        (First::Run, First::Abandon)
                    } else {
                        (First::Abandon, First::Run)
                    };
                    if std::env::var_os("PARTNA_SOAK").is_some() {
                        line(misreport, fault, other).await?;
                    }
                    line(misreport, fault, first).await
                });
        let lines = futures_util::future::join_all(both).await;
        for (fault, line) in StoreFault::VARIANTS.iter().copied().zip(lines) {
            match line {
                Ok(line) => writeln!(table, "    {:<42} {line}", fault.to_string())?,
                Err(error) => writeln!(problems, "{misreport}, {fault}: {error}")?,
            }
        }
    }
    assert!(problems.is_empty(), "{problems}");
    snapshots().bind(|| insta::assert_snapshot!("rotation_grid", table));
    Ok(())
}
