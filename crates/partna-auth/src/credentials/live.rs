//! The pair in use: looked after, swapped, never lost.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock, RwLockWriteGuard, Weak};
use std::time::{Duration, SystemTime};

use partna_client::Error;
use partna_types::{ApiKeyScope, Environment};
use tokio::sync::{Mutex, MutexGuard};

use super::{ApiKey, Credentials, Found, Provider, Version, Wanted};
use crate::Clock;
use crate::setup::config;

/// A source gets this long to answer, when a request waits for it.
const LONGEST_LOAD: Duration = Duration::from_secs(10);

/// What all clones of a client share of credentials.
#[derive(Debug)]
pub(crate) struct Live {
    provider: Arc<dyn Provider>,
    environment: Environment,
    clock: Arc<dyn Clock>,
    warn_before: Duration,
    current: RwLock<Arc<Held>>,
    /// One at a time asks the source; the others go on with what there is.
    loading: Mutex<()>,
    /// When the source was last asked, in milliseconds of the clock.
    asked: AtomicU64,
    /// Whether it had nothing to offer then.
    failing: AtomicBool,
    /// How many loads have begun, and which of them was the last to end: requests that are refused together ask once.
    begun: AtomicU64,
    ended: AtomicU64,
    /// Pairs that are not in use for new requests any more, and may be for old ones.
    displaced: RwLock<Vec<Weak<Held>>>,
    /// Keys that a rotation has replaced: a source that still has one is behind.
    retired: RwLock<Vec<ApiKey>>,
}

/// Whether a key that a rotation has replaced may come back from the source.
#[derive(Clone, Copy, PartialEq)]
enum Trust {
    /// No: the source is behind.
    NothingRetired,
    /// Yes: the API has just said that the key in use is none, so the rotation was given up.
    Everything,
}

/// A pair, as requests hold on to it while they are under way.
#[derive(Debug)]
pub(crate) struct Held {
    pub(crate) credentials: Credentials,
    pub(crate) source: String,
    /// What the key may do, by its text.
    pub(crate) scope: Option<ApiKeyScope>,
    version: Version,
    expires: Option<SystemTime>,
    warned: AtomicBool,
}

impl Held {
    fn new(credentials: Credentials, version: Version, source: String) -> Arc<Self> {
        let scope = credentials.key().scope();
        let expires = credentials
            .key()
            .expires()
            .and_then(|at| at.to_system_time());
        Arc::new(Self {
            credentials,
            source,
            scope,
            version,
            expires,
            warned: AtomicBool::new(false),
        })
    }
}

impl Live {
    /// Asks the source for the first time.
    pub(crate) async fn load(
        provider: Arc<dyn Provider>,
        stated: Option<Environment>,
        clock: Arc<dyn Clock>,
        warn_before: Duration,
    ) -> Result<Self, Error> {
        let wanted = Wanted::new(stated, None);
        let loaded = match ask(&*provider, &wanted).await? {
            Found::Pair(loaded) => loaded,
            Found::Nothing(why) => return Err(config(format!("there are no credentials: {why}"))),
            Found::Unchanged => {
                return Err(config(format!(
                    "{} says that nothing has changed, to a client that has nothing",
                    provider.source()
                )));
            }
        };
        let environment = loaded.credentials.environment();
        if let Some(stated) = stated
            && stated != environment
        {
            return Err(config(format!(
                "the credentials from {} are for {environment}, and the client is to be for {stated}: each environment has \
                 its own",
                loaded.source
            )));
        }
        tracing::info!(source = %loaded.source, %environment, "credentials loaded");
        let held = Held::new(loaded.credentials, loaded.version, loaded.source);
        Ok(Self::holding(held, provider, clock, warn_before))
    }

    fn holding(
        held: Arc<Held>,
        provider: Arc<dyn Provider>,
        clock: Arc<dyn Clock>,
        warn_before: Duration,
    ) -> Self {
        Self {
            provider,
            environment: held.credentials.environment(),
            asked: AtomicU64::new(millis(clock.now())),
            clock,
            warn_before,
            current: RwLock::new(held),
            loading: Mutex::new(()),
            failing: AtomicBool::new(false),
            begun: AtomicU64::new(0),
            ended: AtomicU64::new(0),
            displaced: RwLock::default(),
            retired: RwLock::default(),
        }
    }

    /// A fixed pair of the same environment, on its own.
    pub(crate) fn fixed(&self, pair: Credentials) -> Self {
        let held = Held::new(pair.clone(), Version::new("fixed"), pair.source());
        Self::holding(held, Arc::new(pair), self.clock.clone(), Duration::ZERO)
    }

    /// The environment that the pair is for, now and after every change.
    pub(crate) fn environment(&self) -> Environment {
        self.environment
    }

    /// What there is, without asking the source.
    pub(crate) fn held(&self) -> Arc<Held> {
        self.current
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Whether it is time to ask the source, by how often it wants to be asked.
    fn is_due(&self) -> bool {
        self.provider.poll_every().is_some_and(|every| {
            let due = self
                .asked
                .load(Ordering::Relaxed)
                .saturating_add(millis(every));
            millis(self.clock.now()) >= due
        })
    }

    /// What the next request goes with: the source is asked first if it is time to, for as long as may be waited.
    pub(crate) async fn current(&self, longest: impl Fn() -> Duration) -> Arc<Held> {
        if self.is_due()
            && let Ok(loading) = self.loading.try_lock()
        {
            let refresh = self.refresh(&loading, Trust::NothingRetired);
            // What is late now is there for the next request.
            let _ = tokio::time::timeout(longest(), refresh).await;
        }
        let held = self.held();
        self.warn_if_near_expiry(&held);
        held
    }

    /// What to try after the API did not know `refused`: a newer pair, if there is one. The source is asked, unless somebody
    /// has begun to since this was called, and has ended.
    pub(crate) async fn after_refusal(&self, refused: &Held) -> Option<Arc<Held>> {
        let begun = self.begun.load(Ordering::SeqCst);
        if self.held().credentials == refused.credentials {
            let loading = self.loading.lock().await;
            if self.ended.load(Ordering::SeqCst) <= begun {
                self.refresh(&loading, Trust::Everything).await;
            }
        }
        let held = self.held();
        (held.credentials != refused.credentials).then_some(held)
    }

    /// Asks the source now, whether or not it is time to.
    pub(crate) async fn reload(&self) {
        let loading = self.loading.lock().await;
        self.refresh(&loading, Trust::NothingRetired).await;
    }

    /// Puts a pair in the place of another, whose key is not taken back from a source that is behind. The version stays: it
    /// is the source's, which knows nothing of this.
    pub(crate) async fn replace(&self, old: &ApiKey, new: Credentials, source: &str) {
        let _loading = self.loading.lock().await;
        self.write(&self.retired).push(old.clone());
        let held = self.held();
        if held.credentials != new {
            self.put(Held::new(new, held.version.clone(), source.to_owned()));
        }
    }

    /// Takes back what a rotation has replaced.
    pub(crate) async fn restore(&self, old: Credentials, new: &ApiKey, source: &str) {
        self.unretire(old.key());
        self.replace(new, old, source).await;
    }

    /// Whether requests are under way with this key, or new ones would be.
    pub(crate) fn in_use(&self, key: &ApiKey) -> bool {
        let mut displaced = self.write(&self.displaced);
        displaced.retain(|held| held.strong_count() > 0);
        let mut all = displaced.iter().filter_map(Weak::upgrade);
        self.held().credentials.key() == key || all.any(|held| held.credentials.key() == key)
    }

    async fn refresh(&self, loading: &MutexGuard<'_, ()>, trust: Trust) {
        let this = self.begun.fetch_add(1, Ordering::SeqCst) + 1;
        self.load_again(loading, trust).await;
        self.ended.store(this, Ordering::SeqCst);
    }

    async fn load_again(&self, _loading: &MutexGuard<'_, ()>, trust: Trust) {
        self.asked
            .store(millis(self.clock.now()), Ordering::Relaxed);
        let before = self.held();
        let wanted = Wanted::new(Some(self.environment), Some(before.version.clone()));
        match ask(&*self.provider, &wanted).await {
            Ok(Found::Unchanged) => {
                self.failing.store(false, Ordering::Relaxed);
            }
            Ok(Found::Pair(loaded))
                if trust == Trust::NothingRetired && self.is_retired(&loaded.credentials) =>
            {
                self.keep("the source still has a key that was rotated");
            }
            Ok(Found::Pair(loaded)) if loaded.credentials.environment() == self.environment => {
                self.failing.store(false, Ordering::Relaxed);
                let changed = loaded.credentials != before.credentials;
                self.unretire(loaded.credentials.key());
                if changed {
                    tracing::info!(source = loaded.source, "credentials changed");
                }
                let held = Held::new(loaded.credentials, loaded.version, loaded.source);
                // It is the key that was warned of, however often it is loaded.
                let warned = !changed && before.warned.load(Ordering::Relaxed);
                held.warned.store(warned, Ordering::Relaxed);
                self.put(held);
            }
            Ok(Found::Pair(loaded)) => {
                let found = loaded.credentials.environment();
                self.keep(&format!("the new credentials are for {found}"));
            }
            Ok(Found::Nothing(why)) => self.keep(&format!("the credentials are gone: {why}")),
            Err(error) => self.keep(&format!("{error:?}")),
        }
    }

    /// Tells once why there is nothing new, until that is over.
    fn keep(&self, why: &str) {
        if !self.failing.swap(true, Ordering::Relaxed) {
            let source = self.provider.source();
            tracing::warn!(
                source,
                why,
                "credentials cannot be loaded again; the old ones stay"
            );
        }
    }

    fn is_retired(&self, pair: &Credentials) -> bool {
        let retired = self.retired.read().unwrap_or_else(PoisonError::into_inner);
        retired.contains(pair.key())
    }

    fn unretire(&self, key: &ApiKey) {
        self.write(&self.retired).retain(|retired| retired != key);
    }

    fn put(&self, held: Arc<Held>) {
        let before = std::mem::replace(&mut *self.write(&self.current), held);
        let mut displaced = self.write(&self.displaced);
        displaced.retain(|held| held.strong_count() > 0);
        displaced.push(Arc::downgrade(&before));
    }

    fn write<'a, T>(&self, lock: &'a RwLock<T>) -> RwLockWriteGuard<'a, T> {
        lock.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Once a pair.
    fn warn_if_near_expiry(&self, held: &Held) {
        let Some(expires) = held.expires else { return };
        if held.warned.load(Ordering::Relaxed) {
            return;
        }
        let left = expires
            .duration_since(self.clock.wall())
            .unwrap_or_default();
        if left <= self.warn_before && !held.warned.swap(true, Ordering::Relaxed) {
            let days = left.as_secs() / (24 * 60 * 60);
            tracing::warn!(
                source = held.source,
                environment = %self.environment,
                days_left = days,
                "the API key is near its end, by its text: rotate it"
            );
        }
    }
}

async fn ask(provider: &dyn Provider, wanted: &Wanted) -> Result<Found, Error> {
    match tokio::time::timeout(LONGEST_LOAD, provider.load(wanted)).await {
        Ok(found) => found,
        Err(_) => Err(config(format!(
            "{} did not answer within {} s",
            provider.source(),
            LONGEST_LOAD.as_secs()
        ))),
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
