//! A credential source and a clock that a test changes while a client runs.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use partna_auth::{
    Clock, Credentials, Environment, LoadFuture, LoadOutcome, LoadRequest, LoadedCredentials,
    Provider, Revision,
};

/// What the source holds.
#[derive(Debug, Default)]
struct Content {
    /// Key and user; none until they are set.
    pair: Option<(String, String)>,
    production: bool,
    revision: u64,
    /// Returns `Unchanged` from the second load on, whatever the client knows.
    stuck: bool,
    /// One entry per load: whether the client named the revision that it knows.
    loads: Vec<bool>,
}

/// A credential source in memory. Its clones share their content.
#[derive(Clone, Debug, Default)]
pub struct StubSource {
    content: Arc<Mutex<Content>>,
    poll_every: Option<Duration>,
}

impl StubSource {
    /// A source that a client never polls by itself.
    #[must_use]
    pub fn new(key: &str, user: &str) -> Self {
        let source = Self::default();
        source.set(key, user);
        source
    }

    /// Has clients poll it this often.
    #[must_use]
    pub fn poll_every(mut self, time: Duration) -> Self {
        self.poll_every = Some(time);
        self
    }

    /// Replaces the credentials and counts a new revision.
    pub fn set(&self, key: &str, user: &str) {
        let mut content = self.content();
        content.pair = Some((key.to_owned(), user.to_owned()));
        content.revision += 1;
    }

    /// Replaces the credentials and keeps the revision.
    pub fn set_without_revision(&self, key: &str, user: &str) {
        self.content().pair = Some((key.to_owned(), user.to_owned()));
    }

    /// Moves the credentials to production.
    pub fn set_production(&self) {
        let mut content = self.content();
        content.production = true;
        content.revision += 1;
    }

    /// Returns `Unchanged` from now on, also to a client that names no revision.
    pub fn return_unchanged(&self) {
        self.content().stuck = true;
    }

    /// The loads so far: whether each named a known revision.
    #[must_use]
    pub fn loads(&self) -> Vec<bool> {
        self.content().loads.clone()
    }

    fn content(&self) -> MutexGuard<'_, Content> {
        self.content.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find(&self, wanted: &LoadRequest) -> Result<LoadOutcome, partna_auth::Error> {
        let mut content = self.content();
        content.loads.push(wanted.known.is_some());
        let revision = Revision::new(content.revision.to_string());
        if content.stuck || wanted.known.as_ref() == Some(&revision) {
            return Ok(LoadOutcome::Unchanged);
        }
        let Some((key, user)) = &content.pair else {
            return Ok(LoadOutcome::NotFound("the stub is empty".to_owned()));
        };
        let environment = if content.production {
            Environment::Production
        } else {
            Environment::Staging
        };
        let pair = Credentials::new(environment, key.as_str(), user.as_str())?;
        Ok(LoadOutcome::Loaded(LoadedCredentials::new(
            pair,
            revision,
            self.source(),
        )))
    }
}

impl Provider for StubSource {
    fn load<'a>(&'a self, wanted: &'a LoadRequest) -> LoadFuture<'a> {
        let found = self.find(wanted);
        Box::pin(async move {
            // As a source over the network: requests that are refused meanwhile have to wait.
            tokio::task::yield_now().await;
            found
        })
    }

    fn source(&self) -> String {
        "the stub".to_owned()
    }

    fn poll_every(&self) -> Option<Duration> {
        self.poll_every
    }
}

/// A clock that stands still until it is moved. Its clones are one.
#[derive(Clone, Debug, Default)]
pub struct ManualClock(Arc<Mutex<Duration>>);

impl ManualClock {
    /// Moves the time on.
    pub fn advance(&self, time: Duration) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += time;
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Duration {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wall(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + self.now()
    }

    fn sleep(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.advance(time);
        Box::pin(std::future::ready(()))
    }
}
