//! Runs one operation on a file store in its own process, for the file matrix.
//!
//! Usage: `store_step [as UID GID] OPERATION CREDENTIALS [locked]`. With `as`, it first changes to that user. With `locked`, it
//! acquires the lock, prints `ready` and waits for a line before it continues. The operations `still_held` and `reload` also
//! wait. It prints the result of the operation on one line, and an error with its sources on standard error.

use std::io::{BufRead, Write};

use partna_auth::{
    ApiKey, Credentials, Environment, Error, FileStore, JournalRecord, KeyStore, LoadOutcome,
    LoadRequest, ProfileFile, Provider,
};
use partna_tests::file_matrix::{JOURNALS, KEYS, USER};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.first().is_some_and(|first| first == "as") {
        return become_user(&arguments);
    }
    let is_locked = arguments.last().is_some_and(|last| last == "locked");
    arguments.truncate(2);
    let [operation, path] = arguments.as_slice() else {
        return Err("arguments: no operation and path; pass OPERATION CREDENTIALS".into());
    };
    let outcome = match run(operation, path, is_locked).await {
        Ok(outcome) => outcome,
        Err(error) => {
            writeln!(std::io::stderr(), "{error:?}")?;
            format!("{:?}: {error}", error.kind())
        }
    };
    writeln!(std::io::stdout(), "{outcome}")?;
    Ok(())
}

async fn run(operation: &str, path: &str, is_locked: bool) -> std::result::Result<String, Error> {
    let store = FileStore::at(path);
    let file = ProfileFile::at(path);
    let lock = if is_locked || operation == "still_held" {
        Some(store.lock().await?)
    } else {
        None
    };
    let known = if operation == "reload" {
        match file.load(&LoadRequest::new(None, None)).await? {
            LoadOutcome::Loaded(loaded) => Some(loaded.revision),
            _ => None,
        }
    } else {
        None
    };
    if lock.is_some() || known.is_some() {
        wait();
    }
    let [old, new] = KEYS.map(ApiKey::from);
    let [_, journal] = JOURNALS;
    let done = |()| "done".to_owned();
    match operation {
        "lock" => store.lock().await.map(|_| done(())),
        "load" => {
            let journal = store.load_journal().await?;
            Ok(journal.map_or("nothing".to_owned(), |it| {
                format!("generation {}", it.generation())
            }))
        }
        "save" => {
            let record = JournalRecord::from_text(journal)?;
            store.save_journal(&record).await.map(done)
        }
        "check" => {
            let old = Credentials::new(Environment::Staging, old, USER)?;
            store.check_publish(&old).await.map(done)
        }
        "has_credentials" => {
            let old = Credentials::new(Environment::Staging, old, USER)?;
            let has_credentials = store.has_credentials(&old).await?;
            Ok(if has_credentials {
                "the old key"
            } else {
                "another key"
            }
            .to_owned())
        }
        "publish" => {
            let new = Credentials::new(Environment::Staging, new, USER)?;
            store.publish(&old, &new).await.map(done)
        }
        "client" | "reload" => Ok(match file.load(&LoadRequest::new(None, known)).await? {
            LoadOutcome::Loaded(loaded) if *loaded.credentials.key() == old => {
                "the old key".to_owned()
            }
            LoadOutcome::Loaded(_) => "another key".to_owned(),
            LoadOutcome::Unchanged => "unchanged".to_owned(),
            _ => "nothing".to_owned(),
        }),
        _ => match &lock {
            Some(lock) if lock.still_held().await? => Ok("locked".to_owned()),
            _ => Ok("lost".to_owned()),
        },
    }
}

/// Lets the test change the files.
fn wait() {
    // The wait also ends if the test has exited.
    let _ = writeln!(std::io::stdout(), "ready");
    let _ = std::io::stdin().lock().read_line(&mut String::new());
}

/// Replaces this process with the same program as another user.
#[cfg(unix)]
fn become_user(arguments: &[String]) -> Result {
    use std::os::unix::process::CommandExt;
    let [_, user, group, rest @ ..] = arguments else {
        return Err("arguments: no user and group; pass `as UID GID`".into());
    };
    let mut command = std::process::Command::new(std::env::current_exe()?);
    command.uid(user.parse()?).gid(group.parse()?).args(rest);
    Err(command.exec().into())
}

/// The suites with other users run only on Unix.
#[cfg(not(unix))]
fn become_user(_: &[String]) -> Result {
    Err("`as`: this platform has no numeric user IDs; omit it".into())
}
