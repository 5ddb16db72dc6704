//! Rotates a key, and kills this process or fills its disk at a given step, for the crash matrix.
//!
//! Usage: `rotate CREDENTIALS BASE_URL [FAULT]`. A fault is a step, its number and a moment, such as `save 3 before` (killed
//! before the third write of the journal). Steps are `save` and `publish`; moments are `before`, `after` and `full` (the disk
//! is full).

use std::error::Error;
use std::io::Write;
use std::sync::atomic::{AtomicU32, Ordering};

use partna_auth::{
    ApiKey, Credentials, FileStore, JournalRecord, KeyStore, Partna, ProfileFile, Retries,
    StoreFuture, StoreLock,
};

/// A real store whose process is killed, or whose disk fills up, at a step.
#[derive(Debug)]
struct FaultyStore {
    store: FileStore,
    fault: Vec<String>,
    saves: AtomicU32,
    publishes: AtomicU32,
}

impl FaultyStore {
    /// Applies the fault if it is for this moment of this step.
    fn apply_fault(&self, step: &str, number: u32, moment: &str) {
        let current = [step, &number.to_string(), moment];
        if self.fault.iter().map(String::as_str).eq(current) {
            kill_or_fill_disk(moment);
        }
    }

    async fn run_step<T>(
        &self,
        step: &str,
        counter: &AtomicU32,
        operation: StoreFuture<'_, T>,
    ) -> Result<T, partna_auth::Error> {
        let number = counter.fetch_add(1, Ordering::SeqCst) + 1;
        self.apply_fault(step, number, "before");
        self.apply_fault(step, number, "full");
        let result = operation.await;
        self.apply_fault(step, number, "after");
        result
    }
}

/// Fills the disk, or kills this process. The table of the suite shows a failure to do so.
#[cfg(unix)]
fn kill_or_fill_disk(moment: &str) {
    use rustix::process::{Resource, Rlimit, Signal, getpid, kill_process, setrlimit};
    if moment == "full" {
        let no_space = Rlimit {
            current: Some(0),
            maximum: None,
        };
        let _ = setrlimit(Resource::Fsize, no_space);
    } else {
        let _ = kill_process(getpid(), Signal::KILL);
    }
}

/// The crash matrix runs only on Unix.
#[cfg(not(unix))]
fn kill_or_fill_disk(_: &str) {}

impl KeyStore for FaultyStore {
    fn lock(&self) -> StoreFuture<'_, Box<dyn StoreLock>> {
        self.store.lock()
    }

    fn load_journal(&self) -> StoreFuture<'_, Option<JournalRecord>> {
        self.store.load_journal()
    }

    fn save_journal<'a>(&'a self, journal: &'a JournalRecord) -> StoreFuture<'a, ()> {
        let operation = async { self.store.save_journal(journal).await };
        Box::pin(self.run_step("save", &self.saves, Box::pin(operation)))
    }

    fn check_publish<'a>(&'a self, old: &'a Credentials) -> StoreFuture<'a, ()> {
        self.store.check_publish(old)
    }

    fn has_credentials<'a>(&'a self, credentials: &'a Credentials) -> StoreFuture<'a, bool> {
        self.store.has_credentials(credentials)
    }

    fn publish<'a>(&'a self, old: &'a ApiKey, new: &'a Credentials) -> StoreFuture<'a, ()> {
        let operation = async { self.store.publish(old, new).await };
        Box::pin(self.run_step("publish", &self.publishes, Box::pin(operation)))
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("no path")?;
    let base_url = arguments.next().ok_or("no base URL")?;
    let store = FaultyStore {
        store: FileStore::at(&path),
        fault: arguments.collect(),
        saves: AtomicU32::new(0),
        publishes: AtomicU32::new(0),
    };
    let builder = Partna::builder()
        .credentials(ProfileFile::at(&path))
        .base_url(base_url);
    let partna = builder.retries(Retries::none()).build().await?;
    let rotated = partna.keys().rotate().store(store).run().await?;
    writeln!(std::io::stdout(), "{}", rotated.name)?;
    Ok(())
}
