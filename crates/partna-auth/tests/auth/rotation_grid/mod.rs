//! The rotation grid: wrong responses of the API by failures of the store.
//!
//! In each case, a rotation meets one wrong response and one failure of the store. Three rules hold in all cases in which the API
//! leaves the old key or a generated key live:
//!
//! - The store contains a live key at each moment. If the API itself invalidates the new key, the store contains a live key at
//!   the end of the run, unless the failure of the store prevents that.
//! - Each generated key is stored, invalidated, or in the journal.
//! - After the faults have ended, `run` or `abandon` closes the journal.

#![cfg(unix)]

mod faulty_store;
mod misreports;

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

use super::REQUESTED_NAMES_FIELD;
use faulty_store::{FaultyStore, StoreFault};
use misreports::Misreport;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// State that the server, the store and the test share.
#[derive(Debug, Default)]
pub struct Watch {
    /// Whether the faults are active.
    faulty: AtomicBool,
    /// Whether the API has misreported. The store fails only after that.
    misreported: AtomicBool,
    /// Whether the API has invalidated the new key without a request.
    revoked_by_api: AtomicBool,
    path: OnceLock<std::path::PathBuf>,
    violations: Mutex<Vec<String>>,
}

impl Watch {
    fn is_faulty(&self) -> bool {
        self.faulty.load(Ordering::SeqCst)
    }

    /// Returns whether the faults of the store are active.
    fn is_store_faulty(&self) -> bool {
        self.is_faulty() && self.misreported.load(Ordering::SeqCst)
    }

    /// Checks that the store contains a live key, if there is one.
    fn check(&self, state: &KeyState, moment: &str) {
        let Some(path) = self.path.get() else { return };
        if self.revoked_by_api.load(Ordering::SeqCst) || store_has_live_key(state, path) {
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

/// Returns the live keys among the old key and the keys that rotations generated.
fn own_live_keys(state: &KeyState) -> impl Iterator<Item = (&String, &str)> {
    let is_own = |name: &str| name == "the-first" || name.starts_with("partna-rust");
    let keys = state.keys.iter();
    keys.filter(move |(_, key)| key.live && is_own(&key.name))
        .map(|(text, key)| (text, key.name.as_str()))
}

fn store_has_live_key(state: &KeyState, path: &Path) -> bool {
    let stored = std::fs::read_to_string(path).unwrap_or_default();
    own_live_keys(state).any(|(text, _)| stored.contains(text.as_str()))
}

/// A misreport with a fault of the store.
struct GridCase {
    fixture: RotationFixture,
    watch: Arc<Watch>,
    fault: StoreFault,
}

impl GridCase {
    async fn new(misreport: Misreport, fault: StoreFault) -> Result<Self> {
        let watch = Arc::new(Watch::default());
        let watching = watch.clone();
        let server = KeyServer::start_with(move |state, request| {
            let reply = misreports::respond(misreport, &watching, state, &request);
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

    /// Returns a client of a new process.
    async fn client(&self) -> Result<Partna> {
        let file = ProfileFile::at(self.fixture.directory.path().join("credentials.toml"));
        let builder = Partna::builder().credentials(file).retries(Retries::none());
        let builder = builder.clock(QuickClock::default());
        Ok(builder
            .base_url(self.fixture.server.base_url())
            .build()
            .await?)
    }

    /// Checks the rules that hold between two runs.
    fn check(&self, moment: &str) -> Result {
        let state = self.fixture.server.state();
        let path = self.watch.path.get().ok_or("no path")?;
        let unstored = !store_has_live_key(&state, path) && own_live_keys(&state).next().is_some();
        let cannot_restore =
            self.watch.revoked_by_api.load(Ordering::SeqCst) && self.fault.prevents_publish();
        if unstored && !cannot_restore {
            return Err(format!("{moment}: the store has no working key").into());
        }
        let stored = std::fs::read_to_string(path)?;
        let journal = self.fixture.journal().unwrap_or(Value::Null);
        let texts = journal.to_string();
        let requested = journal
            .get(REQUESTED_NAMES_FIELD)
            .map(Value::to_string)
            .unwrap_or_default();
        for (text, name) in own_live_keys(&state) {
            if !stored.contains(text) && !texts.contains(text.as_str()) && !requested.contains(name)
            {
                return Err(format!(
                    "{moment}: {name} is live, but neither the store nor the journal has it"
                )
                .into());
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
                Err(format!("{moment}: the store had no working key at {violation}").into())
            }
        }
    }

    fn is_closed(&self) -> bool {
        let journal = self.fixture.journal().unwrap_or(Value::Null);
        journal.get("open").is_none_or(Value::is_null)
    }

    /// Returns which of the old and new keys are live.
    fn describe_live_keys(&self) -> String {
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

/// The call that closes the journal after the faults have ended.
#[derive(Clone, Copy, PartialEq)]
enum ClosingCall {
    Run,
    Abandon,
}

async fn close(case: &GridCase, first: ClosingCall) -> Result<&'static str> {
    case.watch.faulty.store(false, Ordering::SeqCst);
    if case.describe_live_keys() == "none" {
        return Ok("the API leaves no live key");
    }
    let order = match first {
        ClosingCall::Run => [ClosingCall::Run, ClosingCall::Abandon],
        ClosingCall::Abandon => [ClosingCall::Abandon, ClosingCall::Run],
    };
    let mut errors = String::new();
    for attempt in order {
        let partna = case.client().await?;
        let closed = match attempt {
            ClosingCall::Run => case.rotation(&partna).run().await.map(drop),
            ClosingCall::Abandon => case.rotation(&partna).abandon().await,
        };
        if let Err(error) = closed {
            writeln!(errors, "{error}")?;
        }
        if case.is_closed() {
            case.client().await?.get_balances().send().await?;
            return Ok(if attempt == ClosingCall::Run {
                "run"
            } else {
                "abandon"
            });
        }
    }
    Err(format!("the journal stays open: {errors}").into())
}

/// Runs a case, and returns its row: the result of the run, the live keys after it, and the call that closed the journal.
async fn run_case(misreport: Misreport, fault: StoreFault, first: ClosingCall) -> Result<String> {
    let case = GridCase::new(misreport, fault).await?;
    let partna = case.client().await?;
    let result = match case.rotation(&partna).run().await {
        Ok(_) => "rotated".to_owned(),
        Err(error) => format!("{:?}", error.kind()),
    };
    case.check("after the run")?;
    let live = case.describe_live_keys();
    let closed = close(&case, first).await?;
    case.check("at the end")?;
    Ok(format!("{result:<19} {live:<8} {closed}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_rotation_leaves_a_live_key_in_the_store() -> Result {
    let mut table = String::new();
    let mut problems = String::new();
    for (row, misreport) in Misreport::VARIANTS.iter().copied().enumerate() {
        writeln!(table, "{misreport}")?;
        let cases =
            StoreFault::VARIANTS
                .iter()
                .copied()
                .enumerate()
                .map(|(column, fault)| async move {
                    let (first, other) = if (row + column).is_multiple_of(2) {
                        (ClosingCall::Run, ClosingCall::Abandon)
                    } else {
                        (ClosingCall::Abandon, ClosingCall::Run)
                    };
                    if std::env::var_os("PARTNA_SOAK").is_some() {
                        run_case(misreport, fault, other).await?;
                    }
                    run_case(misreport, fault, first).await
                });
        let lines = futures_util::future::join_all(cases).await;
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
