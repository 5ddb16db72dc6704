//! The crash matrix: a rotation in a process of its own that is killed, or refused, or runs out of disk, at every step.

#![cfg(unix)]

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::process::{Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use partna_tests::fake_keys::{KeyServer, KeyState, RotationFixture};
use partna_tests::server::{Reply, Request};
use partna_tests::{USER, snapshots};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;
use tokio::process::Command;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// The steps of a rotation in their order: what is done, and which of its kind it is.
const STEPS: [(&str, Step); 15] = [
    ("list keys", Step::Request(1)),
    ("journal: a key will be made", Step::Store("save", 1)),
    ("make the key", Step::Request(2)),
    ("journal: its text", Step::Store("save", 2)),
    ("prove it", Step::Request(3)),
    ("journal: it will be stored", Step::Store("save", 3)),
    ("store it", Step::Store("publish", 1)),
    ("journal: the old one will end", Step::Store("save", 4)),
    ("list keys before the end of the old one", Step::Request(4)),
    ("journal: the keys that are listed", Step::Store("save", 5)),
    ("end the old one", Step::Request(5)),
    ("confirm that the old one is refused", Step::Request(6)),
    ("confirm that the new one is accepted", Step::Request(7)),
    ("list keys after the end of the old one", Step::Request(10)),
    ("journal: done", Step::Store("save", 6)),
];

#[derive(Clone, Copy, PartialEq)]
enum Step {
    Request(u32),
    Store(&'static str, u32),
}

/// What happens at a step.
#[derive(Clone, Copy, PartialEq)]
enum Fault {
    KilledBefore,
    KilledAfter,
    /// The disk is full at a write, a request is refused.
    Refused,
    /// The request is carried out and the answer lost.
    AnswerLost,
}

impl Fault {
    /// As the child calls it, of a write.
    fn moment(self) -> &'static str {
        match self {
            Self::KilledBefore => "before",
            Self::KilledAfter => "after",
            Self::Refused | Self::AnswerLost => "full",
        }
    }

    const ALL: [(&str, Self); 4] = [
        ("killed before", Self::KilledBefore),
        ("killed after", Self::KilledAfter),
        ("disk full, or refused", Self::Refused),
        ("answer lost", Self::AnswerLost),
    ];
}

/// A rotation that is tried in processes of its own, and what happens to the next of them.
struct Trial {
    fixture: RotationFixture,
    plan: Arc<Plan>,
}

/// What happens at which request of the child.
#[derive(Default)]
struct Plan {
    /// The process to kill.
    child: AtomicU32,
    /// Requests about keys so far.
    seen: AtomicU32,
    fault: Mutex<Option<(u32, Fault)>>,
}

impl Plan {
    /// Answers a request of the child, and does to it what is planned.
    fn respond(&self, state: &mut KeyState, request: &Request) -> Reply {
        let planned = *self.fault.lock().unwrap_or_else(PoisonError::into_inner);
        let number = self.seen.fetch_add(1, Ordering::SeqCst) + 1;
        let fault = planned
            .filter(|(at, _)| *at == number)
            .map(|(_, fault)| fault);
        match fault {
            None => state.respond(request),
            Some(Fault::Refused) => Reply::Json(400, json!({"message": "not today"})),
            Some(Fault::KilledBefore) => self.kill(),
            Some(Fault::KilledAfter) => {
                state.respond(request);
                self.kill()
            }
            Some(Fault::AnswerLost) => {
                state.respond(request);
                Reply::Reset
            }
        }
    }

    fn kill(&self) -> Reply {
        let pid = i32::try_from(self.child.load(Ordering::SeqCst));
        // A child that cannot be killed ends well, and the table says so.
        let _ = pid
            .ok()
            .and_then(Pid::from_raw)
            .map(|pid| kill_process(pid, Signal::KILL));
        Reply::Reset
    }
}

impl Trial {
    async fn new() -> Result<Self> {
        let plan = Arc::new(Plan::default());
        let planned = plan.clone();
        let server = KeyServer::start_with(move |state, request| planned.respond(state, &request));
        let fixture = RotationFixture::with_server(server.await?).await?;
        let path = fixture.directory.path().join("credentials.toml");
        let old = &fixture.old;
        let profile = format!(
            "[it]\nenvironment = \"staging\"\napi_key = \"{old}\"\napi_user = \"{USER}\"\n"
        );
        std::fs::write(&path, profile)?;
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o600))?;
        Ok(Self { fixture, plan })
    }

    /// Runs the child, with something in its way or nothing.
    async fn rotate(&self, fault: Option<(Step, Fault)>) -> Result<Output> {
        let path = self.fixture.directory.path().join("credentials.toml");
        // With the signal ignored, a write beyond the limit is an error, as on a full disk.
        let mut command = Command::new("sh");
        command.args([
            "-c",
            "trap '' XFSZ; exec \"$0\" \"$@\"",
            env!("CARGO_BIN_EXE_rotate"),
        ]);
        command.arg(path).arg(self.fixture.server.base_url());
        let mut planned = None;
        match fault {
            Some((Step::Request(number), fault)) => planned = Some((number, fault)),
            Some((Step::Store(kind, number), fault)) => {
                command.args([kind, &number.to_string(), fault.moment()]);
            }
            None => {}
        }
        let running = {
            // Held until it is known whom to kill: a request that comes before waits.
            let mut fault = self
                .plan
                .fault
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            *fault = planned;
            self.plan.seen.store(0, Ordering::SeqCst);
            let running = command
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .kill_on_drop(true)
                .spawn()?;
            self.plan
                .child
                .store(running.id().unwrap_or_default(), Ordering::SeqCst);
            running
        };
        let output = running.wait_with_output().await?;
        *self
            .plan
            .fault
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = None;
        // Whatever has happened, a client of yet another process works with what the store has now.
        self.fixture
            .client_from_store()
            .await?
            .get_balances()
            .send()
            .await?;
        Ok(output)
    }

    /// Runs it with nothing in its way, and judges what there is in the end.
    async fn end(&self) -> Result {
        let output = self.rotate(None).await?;
        if !output.status.success() {
            return Err(format!("not resumed: {}", String::from_utf8_lossy(&output.stderr)).into());
        }
        judge(&self.fixture)
    }
}

async fn cell(step: Step, fault: Fault) -> Result<String> {
    let trial = Trial::new().await?;
    let output = trial.rotate(Some((step, fault))).await?;
    let ended = match (output.status.signal(), output.status.success()) {
        (Some(9), _) => "died",
        (_, true) => "went well",
        (_, false) => "stopped",
    };
    let between = ours(&trial.fixture.server.state());
    trial.end().await?;
    let made = trial.fixture.server.state().keys.len() - 3;
    Ok(format!("{ended}, {between}; then well, {made} made"))
}

/// A rotation that is hit time and again, wherever it has got to, by numbers that look random and are the same in every run.
async fn luckless(seed: u32) -> Result {
    let trial = Trial::new().await?;
    let mut dice = seed.wrapping_mul(2_654_435_761);
    let mut roll = |sides: u32| {
        dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (dice >> 16) % sides
    };
    for _ in 0..8 {
        let number = roll(6) + 1;
        let step = match roll(3) {
            0 => Step::Store("save", number),
            1 => Step::Store("publish", 1),
            _ => Step::Request(number),
        };
        let index = usize::try_from(roll(4))?;
        let (_, fault) = Fault::ALL.get(index).ok_or("no such fault")?;
        trial.rotate(Some((step, *fault))).await?;
    }
    trial
        .end()
        .await
        .map_err(|error| format!("seed {seed}: {error}").into())
}

/// What has to hold after a rotation, whatever came between.
fn judge(fixture: &RotationFixture) -> Result {
    let journal = fixture.journal()?;
    let names: BTreeSet<&str> = journal
        .get("names")
        .and_then(|names| names.as_array())
        .into_iter()
        .flatten()
        .filter_map(|name| name.as_str())
        .collect();
    let state = fixture.server.state();
    let made = state
        .keys
        .values()
        .filter(|key| key.name.starts_with("partna-rust"));
    if let Some(stray) = made.clone().find(|key| !names.contains(key.name.as_str())) {
        return Err(format!("{stray:?} is not in the journal").into());
    }
    let stored = std::fs::read_to_string(fixture.directory.path().join("credentials.toml"))?;
    let lost = state.keys.iter().find(|(text, key)| {
        key.name.starts_with("partna-rust") && key.live && !stored.contains(*text)
    });
    if let Some((_, lost)) = lost {
        return Err(format!("{lost:?} is live and stored nowhere").into());
    }
    let live = state.live_names();
    let others = live
        .iter()
        .filter(|name| !name.starts_with("partna-rust"))
        .collect::<Vec<_>>();
    if live.len() != 3 || others != ["reports", "support-team"] {
        return Err(format!("these keys are live: {live:?}").into());
    }
    Ok(())
}

/// The live keys that the rotation is about, without the random part of their names.
fn ours(state: &KeyState) -> String {
    let mut live: Vec<&str> = state
        .keys
        .values()
        .filter(|key| key.live)
        .map(|key| key.name.as_str())
        .collect();
    live.sort_by_key(|name| *name != "the-first");
    let ours = live.iter().filter_map(|name| match *name {
        "the-first" => Some("old"),
        name if name.starts_with("partna-rust") => Some("new"),
        _ => None,
    });
    ours.collect::<Vec<_>>().join(" and ")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rotation_survives_everything_at_every_step() -> Result {
    let mut table = String::new();
    for (name, step) in STEPS {
        writeln!(table, "{name}")?;
        let cells = Fault::ALL.map(|(label, fault)| async move {
            // A store has no answer that could be lost.
            if matches!((step, fault), (Step::Store(..), Fault::AnswerLost)) {
                return Ok(None);
            }
            let told = cell(step, fault)
                .await
                .map_err(|error| format!("{name}, {label}: {error}"))?;
            Ok::<_, Box<dyn Error>>(Some(format!("    {label:<22} {told}")))
        });
        let [a, b, c, d] = cells;
        let (a, b, c, d) = tokio::join!(a, b, c, d);
        for told in [a?, b?, c?, d?].into_iter().flatten() {
            writeln!(table, "{told}")?;
        }
    }
    snapshots().bind(|| insta::assert_snapshot!("crash_matrix", table));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rotation_survives_one_blow_after_the_other() -> Result {
    let trials = if std::env::var_os("PARTNA_SOAK").is_some() {
        200
    } else {
        16
    };
    for seed in (0..trials).step_by(4) {
        let (a, b, c, d) = tokio::join!(
            luckless(seed),
            luckless(seed + 1),
            luckless(seed + 2),
            luckless(seed + 3)
        );
        [a, b, c, d].into_iter().collect::<Result>()?;
    }
    Ok(())
}
