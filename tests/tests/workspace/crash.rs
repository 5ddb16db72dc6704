//! The crash matrix: a rotation in a separate process. At each step, the process is killed, its request is rejected, the
//! response is lost or the disk is full.

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

/// The steps of a rotation in order: a label, and the number of the request or of the write.
const STEPS: [(&str, Step); 15] = [
    ("list keys", Step::Request(1)),
    ("journal: generate started", Step::Store("save", 1)),
    ("generate the key", Step::Request(2)),
    ("journal: the new key", Step::Store("save", 2)),
    ("verify it", Step::Request(3)),
    ("journal: publish started", Step::Store("save", 3)),
    ("publish it", Step::Store("publish", 1)),
    ("journal: invalidate started", Step::Store("save", 4)),
    ("list keys before the invalidation", Step::Request(4)),
    ("journal: the listed keys", Step::Store("save", 5)),
    ("invalidate the old key", Step::Request(5)),
    ("check that the old key is rejected", Step::Request(6)),
    ("check that the new key is accepted", Step::Request(7)),
    ("list keys after the invalidation", Step::Request(10)),
    ("journal: done", Step::Store("save", 6)),
];

#[derive(Clone, Copy, PartialEq)]
enum Step {
    Request(u32),
    Store(&'static str, u32),
}

/// A fault at a step.
#[derive(Clone, Copy, PartialEq)]
enum Fault {
    KilledBefore,
    KilledAfter,
    /// The disk is full at a write; a request is rejected.
    Rejected,
    /// The request is applied, and the response is lost.
    ResponseLost,
}

impl Fault {
    /// Returns the argument of the child for a fault at a write.
    fn moment(self) -> &'static str {
        match self {
            Self::KilledBefore => "before",
            Self::KilledAfter => "after",
            Self::Rejected | Self::ResponseLost => "full",
        }
    }

    const ALL: [(&str, Self); 4] = [
        ("killed before", Self::KilledBefore),
        ("killed after", Self::KilledAfter),
        ("disk full or rejected", Self::Rejected),
        ("response lost", Self::ResponseLost),
    ];
}

/// A rotation that runs in child processes, and the fault of the next one.
struct Trial {
    fixture: RotationFixture,
    plan: Arc<FaultPlan>,
}

/// The fault at a request of the child.
#[derive(Default)]
struct FaultPlan {
    /// The ID of the child process.
    child: AtomicU32,
    /// Requests about keys so far.
    seen: AtomicU32,
    fault: Mutex<Option<(u32, Fault)>>,
}

impl FaultPlan {
    /// Responds to a request of the child, with the planned fault.
    fn respond(&self, state: &mut KeyState, request: &Request) -> Reply {
        let planned = *self.fault.lock().unwrap_or_else(PoisonError::into_inner);
        let number = self.seen.fetch_add(1, Ordering::SeqCst) + 1;
        let fault = planned
            .filter(|(at, _)| *at == number)
            .map(|(_, fault)| fault);
        match fault {
            None => state.respond(request),
            Some(Fault::Rejected) => Reply::Json(400, json!({"message": "maintenance"})),
            Some(Fault::KilledBefore) => self.kill(),
            Some(Fault::KilledAfter) => {
                state.respond(request);
                self.kill()
            }
            Some(Fault::ResponseLost) => {
                state.respond(request);
                Reply::Reset
            }
        }
    }

    fn kill(&self) -> Reply {
        let pid = i32::try_from(self.child.load(Ordering::SeqCst));
        // If the child cannot be killed, it succeeds, and the table shows that.
        let _ = pid
            .ok()
            .and_then(Pid::from_raw)
            .map(|pid| kill_process(pid, Signal::KILL));
        Reply::Reset
    }
}

impl Trial {
    async fn new() -> Result<Self> {
        let plan = Arc::new(FaultPlan::default());
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

    /// Runs the child, with a fault or without.
    async fn rotate(&self, fault: Option<(Step, Fault)>) -> Result<Output> {
        let path = self.fixture.directory.path().join("credentials.toml");
        // SIGXFSZ is ignored, so that a write beyond the limit of the file size returns an error, as on a full disk.
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
            // Locked until the process ID is known: earlier requests of the child wait.
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
        // After any fault, the API accepts the stored credentials, which another process would load.
        self.fixture
            .client_from_store()
            .await?
            .get_balances()
            .send()
            .await?;
        Ok(output)
    }

    /// Runs the child without a fault, and checks the final state.
    async fn complete(&self) -> Result {
        let output = self.rotate(None).await?;
        if !output.status.success() {
            return Err(format!(
                "the rotation was not resumed: {}",
                String::from_utf8_lossy(&output.stderr)
            )
            .into());
        }
        check_final_state(&self.fixture)
    }
}

async fn run_case(step: Step, fault: Fault) -> Result<String> {
    let trial = Trial::new().await?;
    let output = trial.rotate(Some((step, fault))).await?;
    let outcome = match (output.status.signal(), output.status.success()) {
        (Some(9), _) => "killed",
        (_, true) => "succeeded",
        (_, false) => "failed",
    };
    let live = live_keys(&trial.fixture.server.state());
    trial.complete().await?;
    let created = trial.fixture.server.state().keys.len() - 3;
    Ok(format!(
        "{outcome}, {live}; then succeeded, {created} created"
    ))
}

/// Runs a rotation with eight faults at steps from a seeded sequence, and then completes it.
async fn run_with_faults(seed: u32) -> Result {
    let trial = Trial::new().await?;
    let mut random = seed.wrapping_mul(2_654_435_761);
    let mut draw = |bound: u32| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (random >> 16) % bound
    };
    for _ in 0..8 {
        let number = draw(6) + 1;
        let step = match draw(3) {
            0 => Step::Store("save", number),
            1 => Step::Store("publish", 1),
            _ => Step::Request(number),
        };
        let index = usize::try_from(draw(4))?;
        let (_, fault) = Fault::ALL.get(index).ok_or("no such fault")?;
        trial.rotate(Some((step, *fault))).await?;
    }
    trial
        .complete()
        .await
        .map_err(|error| format!("seed {seed}: {error}").into())
}

/// Checks the state after a completed rotation.
fn check_final_state(fixture: &RotationFixture) -> Result {
    let journal = fixture.journal()?;
    let names: BTreeSet<&str> = journal
        .get("names")
        .and_then(|names| names.as_array())
        .into_iter()
        .flatten()
        .filter_map(|name| name.as_str())
        .collect();
    let state = fixture.server.state();
    let created = state
        .keys
        .values()
        .filter(|key| key.name.starts_with("partna-rust"));
    if let Some(stray) = created
        .clone()
        .find(|key| !names.contains(key.name.as_str()))
    {
        return Err(format!("{stray:?}: the key is not in the journal").into());
    }
    let stored = std::fs::read_to_string(fixture.directory.path().join("credentials.toml"))?;
    let lost = state.keys.iter().find(|(text, key)| {
        key.name.starts_with("partna-rust") && key.live && !stored.contains(*text)
    });
    if let Some((_, lost)) = lost {
        return Err(format!("{lost:?}: the key is live and not stored").into());
    }
    let live = state.live_names();
    let others = live
        .iter()
        .filter(|name| !name.starts_with("partna-rust"))
        .collect::<Vec<_>>();
    if live.len() != 3 || others != ["reports", "support-team"] {
        return Err(format!("unexpected live keys: {live:?}").into());
    }
    Ok(())
}

/// Returns which of the old and the new key are live.
fn live_keys(state: &KeyState) -> String {
    let mut live: Vec<&str> = state
        .keys
        .values()
        .filter(|key| key.live)
        .map(|key| key.name.as_str())
        .collect();
    live.sort_by_key(|name| *name != "the-first");
    let labels = live.iter().filter_map(|name| match *name {
        "the-first" => Some("old"),
        name if name.starts_with("partna-rust") => Some("new"),
        _ => None,
    });
    labels.collect::<Vec<_>>().join(" and ")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rotation_survives_each_fault_at_each_step() -> Result {
    let mut table = String::new();
    for (name, step) in STEPS {
        writeln!(table, "{name}")?;
        let cells = Fault::ALL.map(|(label, fault)| async move {
            // A store has no response to lose.
            if matches!((step, fault), (Step::Store(..), Fault::ResponseLost)) {
                return Ok(None);
            }
            let line = run_case(step, fault)
                .await
                .map_err(|error| format!("{name}, {label}: {error}"))?;
            Ok::<_, Box<dyn Error>>(Some(format!("    {label:<22} {line}")))
        });
        let [a, b, c, d] = cells;
        let (a, b, c, d) = tokio::join!(a, b, c, d);
        for line in [a?, b?, c?, d?].into_iter().flatten() {
            writeln!(table, "{line}")?;
        }
    }
    snapshots().bind(|| insta::assert_snapshot!("crash_matrix", table));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rotation_survives_repeated_faults() -> Result {
    let trials = if std::env::var_os("PARTNA_SOAK").is_some() {
        200
    } else {
        16
    };
    for seed in (0..trials).step_by(4) {
        let (a, b, c, d) = tokio::join!(
            run_with_faults(seed),
            run_with_faults(seed + 1),
            run_with_faults(seed + 2),
            run_with_faults(seed + 3)
        );
        [a, b, c, d].into_iter().collect::<Result>()?;
    }
    Ok(())
}
