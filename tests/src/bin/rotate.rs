//! A process that rotates a key and may be told where to die, for the crash matrix.
//!
//! `rotate CREDENTIALS BASE_URL [FAULT]`, where a fault is `save 3 before`, `save 3 after`, `save 3 full`, or the same of
//! `publish`: before the third time that the journal is written, say.

use std::error::Error;
use std::io::Write;
use std::sync::atomic::{AtomicU32, Ordering};

use partna_auth::{
    ApiKey, Credentials, FileStore, JournalRecord, KeyStore, Partna, ProfileFile, Retries,
    StoreFuture, StoreLock,
};

/// A real store in a process that dies, or whose disk fills up, at a step.
#[derive(Debug)]
struct Mortal {
    store: FileStore,
    fault: Vec<String>,
    saves: AtomicU32,
    publishes: AtomicU32,
}

impl Mortal {
    /// What happens at this moment of a step, if anything does.
    fn moment(&self, step: &str, number: u32, moment: &str) {
        let here = [step, &number.to_string(), moment];
        if self.fault.iter().map(String::as_str).eq(here) {
            strike(moment);
        }
    }

    async fn step<T>(
        &self,
        step: &str,
        counter: &AtomicU32,
        done: StoreFuture<'_, T>,
    ) -> Result<T, partna_auth::Error> {
        let number = counter.fetch_add(1, Ordering::SeqCst) + 1;
        self.moment(step, number, "before");
        self.moment(step, number, "full");
        let result = done.await;
        self.moment(step, number, "after");
        result
    }
}

/// Fills the disk, or ends this process. What cannot be done shows in the table.
#[cfg(unix)]
fn strike(moment: &str) {
    use rustix::process::{Resource, Rlimit, Signal, getpid, kill_process, setrlimit};
    if moment == "full" {
        let nothing = Rlimit {
            current: Some(0),
            maximum: None,
        };
        let _ = setrlimit(Resource::Fsize, nothing);
    } else {
        let _ = kill_process(getpid(), Signal::KILL);
    }
}

/// The crash matrix runs on Unix alone.
#[cfg(not(unix))]
fn strike(_: &str) {}

impl KeyStore for Mortal {
    fn lock(&self) -> StoreFuture<'_, Box<dyn StoreLock>> {
        self.store.lock()
    }

    fn load_journal(&self) -> StoreFuture<'_, Option<JournalRecord>> {
        self.store.load_journal()
    }

    fn save_journal<'a>(&'a self, journal: &'a JournalRecord) -> StoreFuture<'a, ()> {
        let done = async { self.store.save_journal(journal).await };
        Box::pin(self.step("save", &self.saves, Box::pin(done)))
    }

    fn check<'a>(&'a self, old: &'a Credentials) -> StoreFuture<'a, ()> {
        self.store.check(old)
    }

    fn holds<'a>(&'a self, credentials: &'a Credentials) -> StoreFuture<'a, bool> {
        self.store.holds(credentials)
    }

    fn publish<'a>(&'a self, old: &'a ApiKey, new: &'a Credentials) -> StoreFuture<'a, ()> {
        let done = async { self.store.publish(old, new).await };
        Box::pin(self.step("publish", &self.publishes, Box::pin(done)))
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("no path")?;
    let base_url = arguments.next().ok_or("no base URL")?;
    let store = Mortal {
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
