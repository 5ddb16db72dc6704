//! The file matrix: the result of each operation of a store with each kind of damage to each of its files, as root and as the
//! user of a service. No case may change a file outside the store, leave a partial file, print a key, or hang.

#![cfg(target_os = "linux")] // mounts, and error texts of the system

mod damage;
mod store_directory;

use std::error::Error;
use std::fmt::Write;
use std::process::Stdio;
use std::time::Duration;

use damage::{Damage, File, Mount, WHILE_LOCKED};
use partna_tests::snapshots;
use store_directory::{StoreDirectory, User, helper, is_privileged};
use strum::VariantArray;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::Command;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// A case that takes longer hangs.
const HANG_GUARD: Duration = Duration::from_secs(120);
/// The file operations of a rotation and of a client.
const OPERATIONS: [&str; 9] = [
    "lock",
    "load",
    "save",
    "check",
    "publish",
    "still_held",
    "has_credentials",
    "client",
    "reload",
];
/// The operations that start before the damage.
const STARTED_BEFORE_DAMAGE: [&str; 2] = ["still_held", "reload"];

/// Runs an operation in a separate process, damages the files before or during it, and returns its output.
async fn run_operation(
    directory: &StoreDirectory,
    user: User,
    operation: &str,
    is_locked: bool,
    mount: Option<&Mount>,
    damage: impl Fn(&StoreDirectory) -> Result,
) -> Result<String> {
    let waits = is_locked || STARTED_BEFORE_DAMAGE.contains(&operation);
    if !waits {
        damage(directory)?;
    }
    let mut command = match mount {
        None => Command::new(helper()?),
        Some(mount) => {
            let mut command = Command::new("unshare");
            command
                .args(["--mount", "--propagation", "private", "sh", "-c"])
                .arg(mount.script(directory))
                .arg("sh")
                .arg(helper()?);
            command
        }
    };
    command.args(user.arguments()).arg(operation);
    command.arg(directory.inside().join("credentials.toml"));
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
    let mut stderr = String::new();
    let exchange = async {
        let mut line = lines.next_line().await?;
        if line.as_deref() == Some("ready") {
            damage(directory)?;
            // The process may have exited with an error.
            let _ = input.write_all(b"\n").await;
            line = lines.next_line().await?;
        } else if waits {
            damage(directory)?;
        }
        errors.read_to_string(&mut stderr).await?;
        child.wait().await?;
        Ok::<_, Box<dyn Error>>(line)
    };
    let line = tokio::time::timeout(HANG_GUARD, exchange)
        .await
        .map_err(|_| "the operation hangs")??;
    let line = line.ok_or_else(|| format!("the operation printed no result: {stderr}"))?;
    for text in [&line, &stderr] {
        if text.contains("canary") {
            return Err(format!("the output contains a key: {text}").into());
        }
    }
    let line = directory.redact(&line);
    let is_error = line.contains(": ");
    if is_error && !(line.contains("[home]") && (line.contains("; ") || line.contains("chmod"))) {
        return Err(format!("the error has no path or no fix: {line}").into());
    }
    Ok(line)
}

/// Adds the results of all operations with one kind of damage; operations with the same result are on one line.
async fn row(
    table: &mut String,
    name: &str,
    user: User,
    is_locked: bool,
    mount: Option<&Mount>,
    damage: impl Fn(&StoreDirectory) -> Result + Copy,
) -> Result {
    let mut outcomes: Vec<(Vec<&str>, String)> = Vec::new();
    for operation in OPERATIONS {
        if is_locked && ["lock", "client", "reload"].contains(&operation) {
            continue;
        }
        let context = |error| format!("{name}, {operation}, {user:?}: {error}");
        let directory = StoreDirectory::new()?;
        let before = directory.list_outside()?;
        let line = run_operation(&directory, user, operation, is_locked, mount, damage)
            .await
            .map_err(context)?;
        directory
            .check_invariants(&before, mount)
            .map_err(context)?;
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
            let apply = |directory: &StoreDirectory| damage.apply(directory, file);
            row(&mut table, &name, user, false, None, apply).await?;
        }
    }
    let make_writable = |directory: &StoreDirectory| directory.set_mode("", 0o777);
    row(
        &mut table,
        "world-writable directory",
        user,
        false,
        None,
        make_writable,
    )
    .await?;
    for (name, damage) in WHILE_LOCKED {
        row(&mut table, name, user, true, None, damage).await?;
    }
    Ok(table)
}

#[tokio::test]
async fn damaged_files_are_rejected_or_replaced_as_a_service_user() -> Result {
    let table = common_rows(User::Service).await?;
    snapshots().bind(|| insta::assert_snapshot!("file_matrix", table));
    Ok(())
}

#[tokio::test]
async fn damaged_files_are_rejected_or_replaced_as_root() -> Result {
    if !is_privileged() {
        skip("file matrix as root: this user is not root; run it as root");
        return Ok(());
    }
    let table = common_rows(User::Root).await?;
    snapshots().bind(|| insta::assert_snapshot!("file_matrix_of_root", table));
    Ok(())
}

#[tokio::test]
async fn files_of_other_users_are_rejected() -> Result {
    if !is_privileged() {
        skip("file matrix of owners: this user is not root; run it as root");
        return Ok(());
    }
    let mut table = String::new();
    for user in [User::Service, User::Root] {
        for damage in Damage::PRIVILEGED {
            for &file in File::VARIANTS {
                let name = format!("{damage} for {file}");
                let apply = |directory: &StoreDirectory| damage.apply(directory, file);
                row(&mut table, &name, user, false, None, apply).await?;
            }
        }
    }
    snapshots().bind(|| insta::assert_snapshot!("file_matrix_of_owners", table));
    Ok(())
}

#[tokio::test]
async fn read_only_mounts_are_rejected_before_a_key_is_generated() -> Result {
    if !Mount::are_allowed() {
        skip("file matrix of mounts: this user cannot mount; run it as root");
        return Ok(());
    }
    let mut table = String::new();
    for user in [User::Service, User::Root] {
        for mount in Mount::all() {
            let damage = |directory: &StoreDirectory| mount.prepare(directory);
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

/// Prints the reason of a skip to standard error, because test output is captured.
fn skip(reason: &str) {
    // Without a standard error, the message is lost.
    let _ = std::io::Write::write_fmt(&mut std::io::stderr(), format_args!("skipped: {reason}\n"));
}
