//! The crash matrix: a rotation in a process of its own that is killed, or refused, or runs out of disk, at every step.

#![cfg(unix)]

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write;
use std::process::{Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use partna_tests::key_server::{KeyServer, KeyState, Scene};
use partna_tests::server::{Reply, Request};
use partna_tests::{USER, snapshots};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;
use tokio::process::Command;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// The steps of a rotation in their order: what is done, and which of its kind it is.
const STEPS: [(&str, Step); 10] = [
    ("list keys", Step::Request(1)),
    ("journal: a key will be made", Step::Store("save", 1)),
    ("make the key", Step::Request(2)),
    ("journal: its text", Step::Store("save", 2)),
    ("prove it", Step::Request(3)),
    ("journal: it will be stored", Step::Store("save", 3)),
    ("store it", Step::Store("publish", 1)),
    ("journal: the old one will end", Step::Store("save", 4)),
    ("end the old one", Step::Request(4)),
    ("journal: done", Step::Store("save", 5)),
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
    const ALL: [(&str, Self); 4] = [
        ("killed before", Self::KilledBefore),
        ("killed after", Self::KilledAfter),
        ("disk full, or refused", Self::Refused),
        ("answer lost", Self::AnswerLost),
    ];
}

/// Answers the requests of the child, and does to it what the cell says.
fn answer(
    state: &mut KeyState,
    request: Request,
    cell: (Step, Fault),
    child: &AtomicU32,
    seen: &AtomicU32,
) -> Reply {
    let here = request.path.starts_with("/v4/user/")
        && cell.0 == Step::Request(seen.fetch_add(1, Ordering::SeqCst) + 1);
    let kill = || {
        let pid = i32::try_from(child.load(Ordering::SeqCst))
            .ok()
            .and_then(Pid::from_raw);
        // A child that cannot be killed ends well, and the cell says so.
        let _ = pid.map(|pid| kill_process(pid, Signal::KILL));
        Reply::Reset
    };
    match cell.1 {
        Fault::KilledBefore if here => kill(),
        Fault::Refused if here => Reply::Json(400, json!({"message": "not today"})),
        Fault::KilledAfter | Fault::AnswerLost if here => {
            state.answer(&request);
            if cell.1 == Fault::AnswerLost {
                Reply::Reset
            } else {
                kill()
            }
        }
        _ => state.answer(&request),
    }
}

/// Runs the child, and tells its pid to whoever may have to kill it.
async fn rotate(scene: &Scene, fault: &[String], child: &AtomicU32) -> Result<Output> {
    let path = scene.folder.path().join("credentials.toml");
    // With the signal ignored, a write beyond the limit is an error, as on a full disk.
    let mut command = Command::new("sh");
    command.args([
        "-c",
        "trap '' XFSZ; exec \"$0\" \"$@\"",
        env!("CARGO_BIN_EXE_rotate"),
    ]);
    command.arg(path).arg(scene.server.base_url()).args(fault);
    let running = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    child.store(running.id().unwrap_or_default(), Ordering::SeqCst);
    Ok(running.wait_with_output().await?)
}

/// A client of yet another process works with what the store has now.
async fn store_is_usable(scene: &Scene) -> Result {
    scene.another_process().await?.get_balances().send().await?;
    Ok(())
}

async fn cell(step: Step, fault: Fault) -> Result<String> {
    let (child, seen) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicU32::new(0)));
    let (to_kill, counter) = (child.clone(), seen.clone());
    let server = KeyServer::start_with(move |state, request| {
        answer(state, request, (step, fault), &to_kill, &counter)
    });
    let scene = Scene::with(server.await?).await?;
    let path = scene.folder.path().join("credentials.toml");
    std::fs::write(
        &path,
        format!(
            "[it]\nenvironment = \"staging\"\napi_key = \"{}\"\napi_user = \"{USER}\"\n",
            scene.old
        ),
    )?;
    std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    let words = match (step, fault) {
        (Step::Request(_), _) => Vec::new(),
        (Step::Store(kind, number), fault) => {
            let moment = match fault {
                Fault::KilledBefore => "before",
                Fault::KilledAfter => "after",
                _ => "full",
            };
            vec![kind.to_owned(), number.to_string(), moment.to_owned()]
        }
    };
    let output = rotate(&scene, &words, &child).await?;
    let killed = std::os::unix::process::ExitStatusExt::signal(&output.status) == Some(9);
    let ended = match (killed, output.status.success()) {
        (true, _) => "died",
        (false, true) => "went well",
        (false, false) => "stopped",
    };
    let between = ours(&scene.server.state());
    store_is_usable(&scene).await?;
    // And once more, with nothing in its way: the server's counter has gone past the step.
    seen.store(1000, Ordering::SeqCst);
    if scene.journal().is_err() || !output.status.success() {
        let again = rotate(&scene, &[], &child).await?;
        if !again.status.success() {
            return Err(format!("not resumed: {}", String::from_utf8_lossy(&again.stderr)).into());
        }
    }
    store_is_usable(&scene).await?;
    judge(&scene)?;
    let made = scene.server.state().keys.len() - 3;
    Ok(format!("{ended}, {between}; then well, {made} made"))
}

/// What has to hold after a rotation, whatever came between.
fn judge(scene: &Scene) -> Result {
    let journal = scene.journal()?;
    let names: BTreeSet<&str> = journal
        .get("names")
        .and_then(|names| names.as_array())
        .into_iter()
        .flatten()
        .filter_map(|name| name.as_str())
        .collect();
    let state = scene.server.state();
    let made = state
        .keys
        .values()
        .filter(|key| key.name.starts_with("partna-rust"));
    if let Some(stray) = made.clone().find(|key| !names.contains(key.name.as_str())) {
        return Err(format!("{stray:?} is not in the journal").into());
    }
    let stored = std::fs::read_to_string(scene.folder.path().join("credentials.toml"))?;
    let lost = state.keys.iter().find(|(text, key)| {
        key.name.starts_with("partna-rust") && key.live && !stored.contains(*text)
    });
    if let Some((_, lost)) = lost {
        return Err(format!("{lost:?} is live and stored nowhere").into());
    }
    let live = state.live();
    let others = live
        .iter()
        .filter(|name| !name.starts_with("partna-rust"))
        .collect::<Vec<_>>();
    if live.len() != 3 || others != ["reports", "somebody-elses"] {
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
