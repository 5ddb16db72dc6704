//! A credential source and a clock that a test changes while a client runs.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use partna_auth::{
    Clock, Credentials, Environment, LoadFuture, LoadOutcome, LoadRequest, LoadedCredentials,
    Provider, Revision,
};

/// The content of the source.
#[derive(Debug, Default)]
struct Content {
    /// Key and user; `None` until they are set.
    credentials: Option<(String, String)>,
    is_production: bool,
    revision: u64,
    /// Whether every load returns `Unchanged`, even if its request has no known revision.
    is_always_unchanged: bool,
    /// One entry per load: whether its request had a known revision.
    loads: Vec<bool>,
}

/// A credential source in memory. Clones share the content.
#[derive(Clone, Debug, Default)]
pub struct StubSource {
    content: Arc<Mutex<Content>>,
    poll_every: Option<Duration>,
}

impl StubSource {
    /// Creates a source without polling.
    #[must_use]
    pub fn new(key: &str, user: &str) -> Self {
        let source = Self::default();
        source.set(key, user);
        source
    }

    /// Sets how often clients poll it.
    #[must_use]
    pub fn poll_every(mut self, time: Duration) -> Self {
        self.poll_every = Some(time);
        self
    }

    /// Replaces the credentials and increments the revision.
    pub fn set(&self, key: &str, user: &str) {
        let mut content = self.content();
        content.credentials = Some((key.to_owned(), user.to_owned()));
        content.revision += 1;
    }

    /// Replaces the credentials and keeps the revision.
    pub fn set_without_revision(&self, key: &str, user: &str) {
        self.content().credentials = Some((key.to_owned(), user.to_owned()));
    }

    /// Changes the environment of the credentials to production.
    pub fn set_production(&self) {
        let mut content = self.content();
        content.is_production = true;
        content.revision += 1;
    }

    /// Makes all later loads return `Unchanged`, even if their requests have no known revision.
    pub fn return_unchanged(&self) {
        self.content().is_always_unchanged = true;
    }

    /// Returns one entry per load so far: whether its request had a known revision.
    #[must_use]
    pub fn loads(&self) -> Vec<bool> {
        self.content().loads.clone()
    }

    fn content(&self) -> MutexGuard<'_, Content> {
        self.content.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn load_content(&self, request: &LoadRequest) -> Result<LoadOutcome, partna_auth::Error> {
        let mut content = self.content();
        content.loads.push(request.known.is_some());
        let revision = Revision::new(content.revision.to_string());
        if content.is_always_unchanged || request.known.as_ref() == Some(&revision) {
            return Ok(LoadOutcome::Unchanged);
        }
        let Some((key, user)) = &content.credentials else {
            return Ok(LoadOutcome::NotFound("the stub is empty".to_owned()));
        };
        let environment = if content.is_production {
            Environment::Production
        } else {
            Environment::Staging
        };
        let credentials = Credentials::new(environment, key.as_str(), user.as_str())?;
        Ok(LoadOutcome::Loaded(LoadedCredentials::new(
            credentials,
            revision,
            self.source(),
        )))
    }
}

impl Provider for StubSource {
    fn load<'a>(&'a self, request: &'a LoadRequest) -> LoadFuture<'a> {
        let outcome = self.load_content(request);
        Box::pin(async move {
            // Yields like a source over the network, so that requests that are rejected concurrently have to wait.
            tokio::task::yield_now().await;
            outcome
        })
    }

    fn source(&self) -> String {
        "the stub".to_owned()
    }

    fn poll_every(&self) -> Option<Duration> {
        self.poll_every
    }
}

/// A clock that advances only by `advance` and by sleeping. Clones share the time.
#[derive(Clone, Debug, Default)]
pub struct ManualClock(Arc<Mutex<Duration>>);

impl ManualClock {
    /// Advances the time.
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
