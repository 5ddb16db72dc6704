//! The file matrix: what each operation of a rotation does with each kind of damage to each file of the store, as root and as
//! the user of a service. No cell may change a file elsewhere, leave half a file, print a key, or wait.

#![cfg(target_os = "linux")] // mounts, and the texts of the system

mod damage;
mod place;

use std::error::Error;
use std::fmt::Write;
use std::process::Stdio;
use std::time::Duration;

use damage::{Damage, File, Mount, WHILE_LOCKED};
use partna_tests::snapshots;
use place::{Place, User, helper, is_privileged};
use strum::VariantArray;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::Command;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// A cell that takes longer hangs.
const HANG: Duration = Duration::from_secs(120);
/// What a rotation does with files, and what a client does.
const OPERATIONS: [&str; 9] = [
    "lock", "load", "save", "check", "publish", "held", "holds", "client", "reload",
];
/// Those that begin before the damage is done.
const WAITING: [&str; 2] = ["held", "reload"];

/// Runs an operation in a process of its own, and damages the files before it or in its midst.
async fn outcome(
    place: &Place,
    user: User,
    operation: &str,
    is_locked: bool,
    mount: Option<&Mount>,
    damage: impl Fn(&Place) -> Result,
) -> Result<String> {
    let waits = is_locked || WAITING.contains(&operation);
    if !waits {
        damage(place)?;
    }
    let mut command = match mount {
        None => Command::new(helper()?),
        Some(mount) => {
            let mut command = Command::new("unshare");
            command
                .args(["--mount", "--propagation", "private", "sh", "-c"])
                .arg(mount.script(place))
                .arg("sh")
                .arg(helper()?);
            command
        }
    };
    command.args(user.arguments()).arg(operation);
    command.arg(place.inside().join("credentials.toml"));
    if is_locked {
        command.arg("locked");
    }
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let mut input = child.stdin.take().ok_or("no input")?;
    let mut lines = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
    let mut errors = child.stderr.take().ok_or("no errors")?;
    let mut complaints = String::new();
    let talk = async {
        let mut line = lines.next_line().await?;
        if line.as_deref() == Some("ready") {
            damage(place)?;
            // It may have ended with an error.
            let _ = input.write_all(b"\n").await;
            line = lines.next_line().await?;
        } else if waits {
            damage(place)?;
        }
        errors.read_to_string(&mut complaints).await?;
        child.wait().await?;
        Ok::<_, Box<dyn Error>>(line)
    };
    let line = tokio::time::timeout(HANG, talk)
        .await
        .map_err(|_| "it hangs")??;
    let line = line.ok_or_else(|| format!("it said nothing: {complaints}"))?;
    for text in [&line, &complaints] {
        if text.contains("canary") {
            return Err(format!("a key in a text: {text}").into());
        }
    }
    let line = place.shown(&line);
    let is_error = line.contains(": ");
    if is_error && !(line.contains("[home]") && (line.contains("; ") || line.contains("chmod"))) {
        return Err(format!("neither path nor fix: {line}").into());
    }
    Ok(line)
}

/// All operations with one kind of damage, those with the same outcome on one line.
async fn row(
    table: &mut String,
    name: &str,
    user: User,
    is_locked: bool,
    mount: Option<&Mount>,
    damage: impl Fn(&Place) -> Result + Copy,
) -> Result {
    let mut outcomes: Vec<(Vec<&str>, String)> = Vec::new();
    for operation in OPERATIONS {
        if is_locked && ["lock", "client", "reload"].contains(&operation) {
            continue;
        }
        let context = |error| format!("{name}, {operation}, {user:?}: {error}");
        let place = Place::new()?;
        let before = place.elsewhere()?;
        let line = outcome(&place, user, operation, is_locked, mount, damage)
            .await
            .map_err(context)?;
        place.judge(&before, mount).map_err(context)?;
        match outcomes.iter_mut().find(|(_, known)| *known == line) {
            Some((operations, _)) => operations.push(operation),
            None => outcomes.push((vec![operation], line)),
        }
    }
    writeln!(table, "{name}, {user}")?;
    for (operations, line) in outcomes {
        writeln!(table, "    {:<40} {line}", operations.join(", "))?;
    }
    Ok(())
}

/// The rows that any user can run.
async fn common_rows(user: User) -> Result<String> {
    let mut table = String::new();
    row(&mut table, "no damage", user, false, None, |_| Ok(())).await?;
    for damage in Damage::COMMON {
        for &file in File::VARIANTS {
            let name = format!("{damage} for {file}");
            let apply = |place: &Place| damage.apply(place, file);
            row(&mut table, &name, user, false, None, apply).await?;
        }
    }
    let open = |place: &Place| place.set_mode("", 0o777);
    row(
        &mut table,
        "world-writable directory",
        user,
        false,
        None,
        open,
    )
    .await?;
    for (name, damage) in WHILE_LOCKED {
        row(&mut table, name, user, true, None, damage).await?;
    }
    Ok(table)
}

#[tokio::test]
async fn damaged_files_are_refused_or_replaced_as_a_service_user() -> Result {
    let table = common_rows(User::Service).await?;
    snapshots().bind(|| insta::assert_snapshot!("file_matrix", table));
    Ok(())
}

#[tokio::test]
async fn damaged_files_are_refused_or_replaced_as_root() -> Result {
    if !is_privileged() {
        skip("root rotates for a service: this user is not root");
        return Ok(());
    }
    let table = common_rows(User::Root).await?;
    snapshots().bind(|| insta::assert_snapshot!("file_matrix_of_root", table));
    Ok(())
}

#[tokio::test]
async fn files_of_other_users_are_refused() -> Result {
    if !is_privileged() {
        skip("files of other users: this user is not root");
        return Ok(());
    }
    let mut table = String::new();
    for user in [User::Service, User::Root] {
        for damage in Damage::PRIVILEGED {
            for &file in File::VARIANTS {
                let name = format!("{damage} for {file}");
                let apply = |place: &Place| damage.apply(place, file);
                row(&mut table, &name, user, false, None, apply).await?;
            }
        }
    }
    snapshots().bind(|| insta::assert_snapshot!("file_matrix_of_owners", table));
    Ok(())
}

#[tokio::test]
async fn mounts_that_cannot_be_written_are_refused_before_a_key_is_made() -> Result {
    if !Mount::are_allowed() {
        skip("mounts: this user may not mount anything");
        return Ok(());
    }
    let mut table = String::new();
    for user in [User::Service, User::Root] {
        for mount in Mount::all() {
            let damage = |place: &Place| mount.prepare(place);
            row(
                &mut table,
                &mount.to_string(),
                user,
                false,
                Some(&mount),
                damage,
            )
            .await?;
        }
    }
    snapshots().bind(|| insta::assert_snapshot!("file_matrix_of_mounts", table));
    Ok(())
}

/// Captured output would hide what did not run.
fn skip(what: &str) {
    // Without a standard error there is nobody to notify.
    let _ = std::io::Write::write_fmt(&mut std::io::stderr(), format_args!("skipped: {what}\n"));
}
