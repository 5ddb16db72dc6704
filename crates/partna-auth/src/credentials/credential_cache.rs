//! The cache of the credentials in use, which reloads and replaces them.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::time::Duration;

use arc_swap::ArcSwap;
use partna_client::Error;
use partna_types::{Environment, Secret};
use tokio::sync::{Mutex, MutexGuard};

use super::credential_snapshot::CredentialSnapshot;
use super::credential_trial::CredentialTrial;
use super::reload_limit::ReloadLimit;
use super::superseded_credentials::SupersededCredentials;
use super::{ApiKey, Credentials, LoadOutcome, LoadRequest, LoadedCredentials, Provider, Revision};
use crate::Clock;
use crate::errors::config;

/// The time limit of a load. A request may have to wait for the load.
const LOAD_TIMEOUT: Duration = Duration::from_secs(10);

/// The credentials that all clones of a client share. The cache is bound to the environment and the user of the first
/// credentials, so a request for one merchant is never sent as another.
#[derive(Debug)]
pub(crate) struct CredentialCache {
    provider: Arc<dyn Provider>,
    environment: Environment,
    user: Secret,
    clock: Arc<dyn Clock>,
    warn_before: Duration,
    current: ArcSwap<CredentialSnapshot>,
    /// Only one task at a time loads from the source. The others continue with the current credentials.
    loading: Mutex<()>,
    /// When the source was last polled, in milliseconds of the clock.
    last_polled: AtomicU64,
    /// The [`Rejection`]s that were logged since the last usable load, as bits.
    logged_rejections: AtomicU8,
    /// Limits how often the source is loaded after refused requests.
    reload_limit: ReloadLimit,
    /// The number of the last load after a refusal that started, and of the last that finished, counted from 1. With these numbers,
    /// requests that are refused at the same time share one load.
    last_load_started: AtomicU64,
    last_load_finished: AtomicU64,
    superseded: SupersededCredentials,
    trial: CredentialTrial,
}

/// How the source is reloaded.
#[derive(Clone, Copy, PartialEq)]
enum RefreshPolicy {
    /// The load states the known revision. A key that a rotation has replaced is rejected, since a source that still has it is
    /// stale.
    Poll,
    /// The load states no known revision, since the credentials may have changed under the same revision. A key that a rotation has
    /// replaced is tried, since the rotation may have been abandoned.
    AfterRefusal,
}

/// Why loaded credentials are not used. Each is a bit of [`CredentialCache::logged_rejections`].
#[derive(Clone, Copy)]
#[repr(u8)]
enum Rejection {
    Unusable = 1,
    Retired = 2,
    OtherEnvironment = 4,
    OtherUser = 8,
}

impl CredentialCache {
    /// Loads the first credentials from the source.
    pub(crate) async fn load(
        provider: Arc<dyn Provider>,
        stated: Option<Environment>,
        clock: Arc<dyn Clock>,
        warn_before: Duration,
    ) -> Result<Self, Error> {
        let request = LoadRequest::new(stated, None);
        let loaded = match load_with_timeout(&*provider, &request).await? {
            LoadOutcome::Loaded(loaded) => loaded,
            LoadOutcome::NotFound(reason) => {
                return Err(config(format!("no credentials found: {reason}")));
            }
            LoadOutcome::Unchanged => {
                return Err(config(format!(
                    "{}: returned `Unchanged` on the first load; return the credentials if `known` is `None`",
                    provider.source()
                )));
            }
        };
        let environment = loaded.credentials.environment();
        if let Some(stated) = stated
            && stated != environment
        {
            return Err(config(format!(
                "the credentials from {}: are for {environment}, but the client is for {stated}; use credentials for {stated}, \
                 or build the client for {environment}",
                loaded.source
            )));
        }
        tracing::info!(source = %loaded.source, %environment, "credentials loaded");
        let snapshot = CredentialSnapshot::new(loaded.credentials, loaded.revision, loaded.source);
        Ok(Self::with_snapshot(snapshot, provider, clock, warn_before))
    }

    fn with_snapshot(
        snapshot: Arc<CredentialSnapshot>,
        provider: Arc<dyn Provider>,
        clock: Arc<dyn Clock>,
        warn_before: Duration,
    ) -> Self {
        Self {
            provider,
            environment: snapshot.credentials.environment(),
            user: snapshot.credentials.user().clone(),
            last_polled: AtomicU64::new(as_millis(clock.now())),
            clock,
            warn_before,
            current: ArcSwap::new(snapshot),
            loading: Mutex::new(()),
            logged_rejections: AtomicU8::new(0),
            reload_limit: ReloadLimit::default(),
            last_load_started: AtomicU64::new(0),
            last_load_finished: AtomicU64::new(0),
            superseded: SupersededCredentials::default(),
            trial: CredentialTrial::default(),
        }
    }

    /// Returns a separate cache with fixed credentials of the same environment.
    pub(crate) fn with_fixed_credentials(&self, credentials: Credentials) -> Self {
        let snapshot = CredentialSnapshot::new(
            credentials.clone(),
            Revision::new("fixed"),
            credentials.source(),
        );
        Self::with_snapshot(
            snapshot,
            Arc::new(credentials),
            self.clock.clone(),
            Duration::ZERO,
        )
    }

    /// Returns the environment of the credentials, which never changes.
    pub(crate) fn environment(&self) -> Environment {
        self.environment
    }

    /// Returns the current credentials without polling the source.
    pub(crate) fn snapshot(&self) -> Arc<CredentialSnapshot> {
        self.current.load_full()
    }

    /// Returns whether the poll interval of the source has passed.
    fn is_due(&self) -> bool {
        self.provider.poll_every().is_some_and(|every| {
            let due = self
                .last_polled
                .load(Ordering::Relaxed)
                .saturating_add(as_millis(every));
            as_millis(self.clock.now()) >= due
        })
    }

    /// Returns the credentials for the next request. Polls the source first if a poll is due, and waits for it for at most
    /// `max_wait`.
    pub(crate) async fn refresh_if_due(
        &self,
        max_wait: impl Fn() -> Duration,
    ) -> Arc<CredentialSnapshot> {
        if self.is_due()
            && let Ok(loading) = self.loading.try_lock()
        {
            let refresh = self.refresh(&loading, RefreshPolicy::Poll);
            // Credentials that arrive too late are used by the next request.
            let _ = tokio::time::timeout(max_wait(), refresh).await;
        }
        let snapshot = self.snapshot();
        self.warn_if_near_expiry(&snapshot);
        snapshot
    }

    /// Returns other credentials of the same user, if there are any, to repeat a request that the API refused with `refused`. Loads
    /// the source, unless other credentials are already available, a load that started after this call has finished, or the limit
    /// of loads after refusals is reached. Report the result of the repeated request to [`conclude_trial`](Self::conclude_trial).
    pub(crate) async fn reload_after_refusal(
        &self,
        refused: &CredentialSnapshot,
    ) -> Option<Arc<CredentialSnapshot>> {
        let started_before = self.last_load_started.load(Ordering::SeqCst);
        let find_other = || {
            let snapshot = self.snapshot();
            let other = (snapshot.credentials != refused.credentials).then_some(snapshot);
            other.or_else(|| self.trial_snapshot())
        };
        if let Some(other) = find_other() {
            return Some(other);
        }
        let loading = self.loading.lock().await;
        if let Some(other) = find_other() {
            return Some(other);
        }
        let is_already_reloaded = self.last_load_finished.load(Ordering::SeqCst) > started_before;
        if is_already_reloaded || !self.reload_limit.try_acquire(self.clock.now()) {
            return None;
        }
        let this_load = self.last_load_started.fetch_add(1, Ordering::SeqCst) + 1;
        self.refresh(&loading, RefreshPolicy::AfterRefusal).await;
        if self.snapshot().credentials == refused.credentials {
            self.trial.propose_superseded();
        }
        self.last_load_finished.store(this_load, Ordering::SeqCst);
        find_other()
    }

    /// Returns the credentials on trial, and marks their key as in use.
    fn trial_snapshot(&self) -> Option<Arc<CredentialSnapshot>> {
        let tried = self.trial.pending()?;
        self.superseded.add(&tried);
        Some(tried)
    }

    /// Ends the trial of `tried`, and activates these credentials if the API has accepted them; see [`CredentialTrial`]. Does
    /// nothing if `tried` is not on trial, since it is active already.
    pub(crate) fn conclude_trial(
        &self,
        refused: &CredentialSnapshot,
        tried: &Arc<CredentialSnapshot>,
        is_accepted: bool,
    ) {
        if !tried.is_on_trial {
            return;
        }
        if is_accepted && self.swap_if_current(refused, tried.clone()) {
            self.superseded.reinstate(tried.credentials.key());
            if self.trial.accept(refused, tried) {
                self.superseded.retire(refused.credentials.key());
            }
            tracing::info!(source = tried.source, "credentials changed");
        }
        self.trial.end();
    }

    /// Polls the source now, even if it is not due.
    pub(crate) async fn reload(&self) {
        let loading = self.loading.lock().await;
        self.refresh(&loading, RefreshPolicy::Poll).await;
    }

    /// Replaces the current credentials with `new`. The old key is retired: it is not loaded again from a stale source. The
    /// snapshot keeps its revision, since that is the revision of the source.
    pub(crate) async fn replace(&self, old: &ApiKey, new: Credentials, source: &str) {
        let _loading = self.loading.lock().await;
        if let Some((rejection, reason)) = self.rejection_reason(&new) {
            return self.log_rejection(rejection, reason);
        }
        self.superseded.retire(old);
        self.trial.clear();
        let snapshot = self.snapshot();
        if snapshot.credentials != new {
            self.swap(CredentialSnapshot::new(
                new,
                snapshot.revision.clone(),
                source.to_owned(),
            ));
        }
    }

    /// Restores the credentials that a rotation has replaced, and retires the rotation's new key.
    pub(crate) async fn restore(&self, old: Credentials, new: &ApiKey, source: &str) {
        self.superseded.reinstate(old.key());
        self.replace(new, old, source).await;
    }

    /// Returns whether requests in flight use this key, or new requests would use it.
    pub(crate) fn is_in_use(&self, key: &ApiKey) -> bool {
        self.snapshot().credentials.key() == key || self.superseded.is_in_use(key)
    }

    /// Loads the source, and activates its credentials unless they are rejected. The caller holds the lock `loading`.
    async fn refresh(&self, _loading: &MutexGuard<'_, ()>, policy: RefreshPolicy) {
        self.last_polled
            .store(as_millis(self.clock.now()), Ordering::Relaxed);
        let known = (policy == RefreshPolicy::Poll).then(|| self.snapshot().revision.clone());
        let request = LoadRequest::new(Some(self.environment), known);
        match load_with_timeout(&*self.provider, &request).await {
            Ok(LoadOutcome::Unchanged) => self.logged_rejections.store(0, Ordering::Relaxed),
            Ok(LoadOutcome::Loaded(loaded)) => self.activate_if_allowed(loaded, policy),
            Ok(LoadOutcome::NotFound(reason)) => {
                self.log_rejection(
                    Rejection::Unusable,
                    &format!("no credentials found: {reason}"),
                );
            }
            Err(error) => self.log_rejection(Rejection::Unusable, &format!("{error:?}")),
        }
    }

    /// Activates loaded credentials, unless they are for another environment or user, or a rotation has replaced their key.
    fn activate_if_allowed(&self, loaded: LoadedCredentials, policy: RefreshPolicy) {
        if let Some((rejection, reason)) = self.rejection_reason(&loaded.credentials) {
            return self.log_rejection(rejection, reason);
        }
        if self.superseded.is_retired(loaded.credentials.key()) {
            if policy == RefreshPolicy::AfterRefusal {
                return self.trial.propose(loaded);
            }
            return self.log_rejection(
                Rejection::Retired,
                "the source still has a key that a rotation replaced; update the source",
            );
        }
        self.logged_rejections.store(0, Ordering::Relaxed);
        let before = self.snapshot();
        let is_changed = loaded.credentials != before.credentials;
        if is_changed {
            self.trial.clear();
            tracing::info!(source = loaded.source, "credentials changed");
        }
        let snapshot = CredentialSnapshot::new(loaded.credentials, loaded.revision, loaded.source);
        // The warning is logged once per key, even if the key is loaded repeatedly.
        let has_warned = !is_changed && before.has_warned_of_expiry.load(Ordering::Relaxed);
        snapshot
            .has_warned_of_expiry
            .store(has_warned, Ordering::Relaxed);
        self.swap(snapshot);
    }

    /// Returns a reason if credentials are for another environment or another user than this client. Users are compared by their
    /// exact text.
    fn rejection_reason(&self, credentials: &Credentials) -> Option<(Rejection, &'static str)> {
        if credentials.environment() != self.environment {
            let reason = match credentials.environment() {
                Environment::Staging => {
                    "the new credentials are for staging, but this client is not; fix the source, or build another client"
                }
                Environment::Production => {
                    "the new credentials are for production, but this client is not; fix the source, or build another client"
                }
                Environment::Sandbox => {
                    "the new credentials are for a sandbox, but this client is not; fix the source, or build another client"
                }
                _ => {
                    "the new credentials are for another environment; fix the source, or build another client"
                }
            };
            return Some((Rejection::OtherEnvironment, reason));
        }
        (credentials.user().expose() != self.user.expose()).then_some((
            Rejection::OtherUser,
            "the new credentials belong to another user; build another client for that user",
        ))
    }

    /// Logs why the client keeps its credentials, once per kind of rejection until the source is usable again.
    fn log_rejection(&self, rejection: Rejection, reason: &str) {
        let bit = rejection as u8;
        if self.logged_rejections.fetch_or(bit, Ordering::Relaxed) & bit == 0 {
            let source = self.provider.source();
            tracing::warn!(
                source,
                reason,
                "credentials cannot be reloaded; the client keeps the current ones"
            );
        }
    }

    /// Makes these credentials the current ones.
    fn swap(&self, snapshot: Arc<CredentialSnapshot>) {
        let before = self.current.swap(snapshot);
        self.superseded.add(&before);
    }

    /// Replaces the current credentials if they are still `expected`. Returns whether it replaced them.
    fn swap_if_current(
        &self,
        expected: &CredentialSnapshot,
        snapshot: Arc<CredentialSnapshot>,
    ) -> bool {
        loop {
            let before = self.snapshot();
            if before.credentials != expected.credentials {
                return false;
            }
            let found = self.current.compare_and_swap(&before, snapshot.clone());
            if Arc::ptr_eq(&found, &before) {
                self.superseded.add(&before);
                return true;
            }
        }
    }

    /// Logs a warning that the key is close to expiry, once per key.
    fn warn_if_near_expiry(&self, snapshot: &CredentialSnapshot) {
        let Some(expires) = snapshot.expires else {
            return;
        };
        if snapshot.has_warned_of_expiry.load(Ordering::Relaxed) {
            return;
        }
        let remaining = expires
            .duration_since(self.clock.wall())
            .unwrap_or_default();
        if remaining <= self.warn_before
            && !snapshot.has_warned_of_expiry.swap(true, Ordering::Relaxed)
        {
            let days = remaining.as_secs() / (24 * 60 * 60);
            tracing::warn!(
                source = snapshot.source,
                environment = %self.environment,
                days_left = days,
                "the API key is close to expiry, according to its text; rotate it"
            );
        }
    }
}

async fn load_with_timeout(
    provider: &dyn Provider,
    request: &LoadRequest,
) -> Result<LoadOutcome, Error> {
    match tokio::time::timeout(LOAD_TIMEOUT, provider.load(request)).await {
        Ok(found) => found,
        Err(_) => Err(config(format!(
            "{}: did not respond within {} s; check that it is reachable",
            provider.source(),
            LOAD_TIMEOUT.as_secs()
        ))),
    }
}

fn as_millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
