//! The steps of a rotation, each of which can be resumed after an interruption.

use std::time::Duration;

use partna_client::{Error, ErrorKind, Operation};
use partna_types::Secret;

use super::guards::lifetime_of;
use super::journal::{ActiveRotation, Journal, Lifetime, RotationStep};
use super::run::RotationRun;
use super::{Prepared, Rotated, Rotation};
use crate::errors::{config, unsupported};
use crate::transport::SharedState;
use crate::transport::admission::is_scope_refused;
use crate::{ApiKey, Credentials};

/// The maximum time to wait for requests in progress with the old key. A longer request may be refused, and is then retried with the new
/// key.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(60);

impl RotationRun {
    pub(super) async fn start(rotation: Rotation) -> Result<Self, Error> {
        let store = rotation.require_store()?;
        let lock = store.lock().await?;
        let credential_cache = &rotation.partna.shared().credential_cache;
        // Another process may have rotated the key since it was loaded.
        credential_cache.reload().await;
        let credentials = credential_cache.snapshot().credentials.clone();
        let journal = match store.load_journal().await? {
            Some(text) => Journal::read(&text, &credentials)?,
            None => Journal::new(&credentials),
        };
        let is_step_from_earlier_run = journal.active.is_some();
        Ok(Self {
            rotation,
            store,
            journal,
            is_step_from_earlier_run,
            listed_keys: Vec::new(),
            lock,
        })
    }

    /// Runs all steps through publishing, including the swap of this client to the new key. Only invalidation remains.
    pub(super) async fn prepare(&mut self) -> Result<Prepared, Error> {
        loop {
            let Some(active) = &self.journal.active else {
                self.begin().await?;
                continue;
            };
            let (step, name) = (active.step, active.name.clone());
            self.ensure_client_matches()?;
            self.ensure_locked().await?;
            match step {
                // A key may have been generated and its text is lost. It is deleted, and another key is generated under another
                // name.
                RotationStep::Generate if self.is_step_from_earlier_run => self.begin().await,
                RotationStep::Generate => self.generate().await,
                RotationStep::Verify => self.verify().await,
                RotationStep::Publish => self.publish().await,
                RotationStep::Invalidate => {
                    self.resume_publish()
                        .await
                        .map_err(|error| add_step_context(&name, step, error))?;
                    return Ok(Prepared { name });
                }
            }
            .map_err(|error| add_step_context(&name, step, error))?;
        }
    }

    /// Invalidates the old key of a prepared rotation.
    pub(super) async fn finish(&mut self) -> Result<Rotated, Error> {
        let Some(active) = &self.journal.active else {
            return Err(unsupported(
                "the store: no rotation is prepared; call `prepare` or `run` first",
            ));
        };
        let (step, name) = (active.step, active.name.clone());
        if step != RotationStep::Invalidate {
            let message = format!(
                "the rotation to `{name}`: it is not prepared yet; call `prepare` or `run` to continue it"
            );
            return Err(unsupported(message));
        }
        self.ensure_client_matches()?;
        self.invalidate()
            .await
            .map_err(|error| add_step_context(&name, step, error))
    }

    /// Returns the keys that the API returned unrequested in responses to invalidations. They may work.
    pub(super) fn unexpected_keys(&self) -> Vec<ApiKey> {
        self.journal
            .unexpected
            .iter()
            .cloned()
            .map(ApiKey::from)
            .collect()
    }

    /// Checks that a new key could be used, then journals the name and attributes of the key to generate.
    async fn begin(&mut self) -> Result<(), Error> {
        let credentials = self.current();
        self.ensure_same_lineage(&credentials).await?;
        self.store.check_publish(&credentials).await?;
        self.delete_orphans().await?;
        self.retry_invalidations(&credentials).await?;
        // The scope of this run has priority, then the scope of the interrupted rotation, then the scope in the text of the old
        // key.
        let earlier_scope = self.journal.active.take().map(|active| active.scope);
        let scope = self.rotation.scope.clone().or(earlier_scope);
        let scope = scope.or_else(|| credentials.key().scope()).ok_or_else(|| {
            config("the old key: its text does not show its scope; set the scope of the new key with `Rotation::scope`")
        })?;
        let invalidate_operation = Operation::by_id("invalidate_api_key");
        if invalidate_operation.is_some_and(|operation| is_scope_refused(operation, &scope)) {
            return Err(config(
                "the scope of the new key: a read-only key cannot invalidate the old one; rotate to another scope, and make \
                 read-only keys with `Keys::generate`",
            ));
        }
        let lifetime = self
            .rotation
            .lifetime
            .or(self.journal.lifetime)
            .or_else(|| lifetime_of(credentials.key(), &self.listed_keys));
        self.journal.lifetime = Some(lifetime.ok_or_else(|| {
            config(
                "the old key: it is unknown whether it expires; set the lifetime of the new key with \
                 `Rotation::expires_in_days`, `expires_in_months` or `never_expires`",
            )
        })?);
        let name = format!("{}-{:016x}", self.rotation.prefix, rand::random::<u64>());
        self.journal.all_names.push(name.clone());
        self.journal.unverified_names.insert(name.clone());
        let old = credentials.key().clone().into();
        self.journal.active = Some(ActiveRotation {
            step: RotationStep::Generate,
            name,
            scope,
            old,
            new: None,
            keys_before_invalidation: None,
        });
        self.is_step_from_earlier_run = false;
        self.save().await
    }

    /// Invalidates the keys that abandoned rotations could not invalidate. A key that still works stays in the journal, except
    /// the key in use, which is removed from the list and not invalidated.
    async fn retry_invalidations(&mut self, credentials: &Credentials) -> Result<(), Error> {
        for text in self.journal.to_invalidate.clone() {
            let key = ApiKey::from(text.clone());
            if key == *credentials.key() || self.try_invalidate(&key, credentials).await? {
                let remaining = &mut self.journal.to_invalidate;
                remaining.retain(|it| it.expose() != text.expose());
            }
        }
        self.delete_keys_returned_by_invalidation(credentials)
            .await
            .map(drop)
    }

    async fn generate(&mut self) -> Result<(), Error> {
        let Some(active) = &self.journal.active else {
            return Ok(());
        };
        let (name, scope) = (active.name.clone(), active.scope.clone());
        let mut request = self.rotation.partna.keys().generate(name.clone(), scope);
        request = match self.journal.lifetime {
            Some(Lifetime::Days(days)) => request.expires_in_days(days),
            Some(Lifetime::Months(months)) => request.expires_in_months(months),
            Some(Lifetime::Forever) | None => request,
        };
        if let Some(otp) = &self.rotation.otp {
            request = request.otp(otp().await?);
        }
        self.ensure_locked_and_unchanged().await?;
        let key = request.send().await?;
        if let Err(error) = self.check_new_key(&key) {
            let cleanup = self.delete_unstored_key(&name).await;
            return Err(error.context(format_args!(
                "{cleanup}; run again to make another key, or call `abandon`"
            )));
        }
        let key = Secret::from(key);
        let saved = self
            .advance(RotationStep::Verify, |active| active.new = Some(key))
            .await;
        if saved.is_err() && self.is_new_key_lost().await {
            // The text of this key is lost. If this fails as well, the next run deletes the key by its name in the journal.
            self.delete_unstored_key(&name).await;
        }
        saved
    }

    /// Deletes a key with an unusable text, by its name. Returns a description of the result.
    async fn delete_unstored_key(&mut self, name: &str) -> &'static str {
        if let Some(active) = &mut self.journal.active {
            active.new = None;
        }
        match self.delete_orphans().await {
            Ok(()) => "the new key was deleted by its name",
            Err(error) => {
                tracing::warn!(%error, name, "a new key could neither be stored nor deleted; the next run deletes it");
                "the new key could not be deleted; the next run deletes it by its name"
            }
        }
    }

    async fn verify(&mut self) -> Result<(), Error> {
        self.ensure_works(&self.new_credentials()?).await?;
        // The key works, so it is not an orphan. Until now its name was kept: if the API had returned the text of another key,
        // only the name would identify the generated key.
        if let Some(active) = &self.journal.active {
            self.journal.unverified_names.remove(&active.name);
        }
        self.advance(RotationStep::Publish, |_| {}).await
    }

    async fn publish(&mut self) -> Result<(), Error> {
        if self.is_step_from_earlier_run {
            // The key may have been invalidated since it was verified.
            self.ensure_works(&self.new_credentials()?).await?;
        }
        self.publish_and_swap().await?;
        self.advance(RotationStep::Invalidate, |_| {}).await
    }

    /// Stores the new key, and swaps this client and its clones to it.
    async fn publish_and_swap(&mut self) -> Result<(), Error> {
        let (old, new) = (self.old_credentials()?, self.new_credentials()?);
        self.ensure_locked_and_unchanged().await?;
        self.store.publish(old.key(), &new).await?;
        self.journal.last_published = Some(new.key().clone().into());
        let credential_cache = &self.rotation.partna.shared().credential_cache;
        credential_cache.replace(old.key(), new, "a rotation").await;
        Ok(())
    }

    /// Publishes again after a restart: the new key may have been invalidated in the meantime, or the file restored from a
    /// backup.
    pub(super) async fn resume_publish(&mut self) -> Result<(), Error> {
        if !self.is_step_from_earlier_run {
            return Ok(());
        }
        let new = self.new_credentials()?;
        if let Err(error) = self.ensure_works(&new).await {
            return Err(self.restore_if_new_key_refused(error).await);
        }
        self.publish_and_swap().await
    }

    /// Saves the journal with retries: its content is stored nowhere else, and a full disk may be freed.
    pub(super) async fn save_with_retries(&mut self) -> Result<(), Error> {
        let clock = self.rotation.partna.shared().clock.clone();
        for pause in [50, 200, 800] {
            if self.save().await.is_ok() {
                return Ok(());
            }
            clock.sleep(Duration::from_millis(pause)).await;
        }
        self.save().await
    }

    /// Waits until no request is in progress with the old key, then for the grace period of other processes.
    pub(super) async fn drain(&self, old: &ApiKey) {
        let SharedState {
            clock,
            credential_cache,
            ..
        } = self.rotation.partna.shared();
        let start = clock.now();
        while credential_cache.is_in_use(old) && clock.now().saturating_sub(start) < DRAIN_TIMEOUT {
            clock.sleep(Duration::from_millis(2)).await;
            // An injected clock may return without waiting.
            tokio::task::yield_now().await;
        }
        clock.sleep(self.rotation.grace).await;
    }

    /// Returns the credentials that the client currently uses.
    pub(super) fn current(&self) -> Credentials {
        self.rotation
            .partna
            .shared()
            .credential_cache
            .snapshot()
            .credentials
            .clone()
    }

    pub(super) fn old_credentials(&self) -> Result<Credentials, Error> {
        let old = self
            .journal
            .active
            .as_ref()
            .map(|active| active.old.clone());
        self.with_key(old.ok_or_else(missing_key_error)?.into())
    }

    pub(super) fn new_credentials(&self) -> Result<Credentials, Error> {
        let new = self
            .journal
            .active
            .as_ref()
            .and_then(|active| active.new.clone());
        self.with_key(new.ok_or_else(missing_key_error)?.into())
    }

    pub(super) fn with_key(&self, key: ApiKey) -> Result<Credentials, Error> {
        Credentials::new(self.journal.environment, key, self.journal.user.clone())
    }

    /// Records the next step in the journal.
    async fn advance(
        &mut self,
        step: RotationStep,
        change: impl FnOnce(&mut ActiveRotation),
    ) -> Result<(), Error> {
        if let Some(active) = &mut self.journal.active {
            active.step = step;
            change(active);
        }
        self.is_step_from_earlier_run = false;
        self.save().await
    }

    pub(super) async fn save(&mut self) -> Result<(), Error> {
        self.ensure_locked().await?;
        let record = self.journal.next_record()?;
        self.store.save_journal(&record).await?;
        self.journal.generation = record.generation();
        Ok(())
    }
}

fn add_step_context(name: &str, step: RotationStep, error: Error) -> Error {
    let action = match step {
        RotationStep::Generate => "making the new key",
        RotationStep::Verify => {
            "verifying the new key (if it never works, call `Rotation::abandon`)"
        }
        RotationStep::Publish => "storing the new key",
        RotationStep::Invalidate => "invalidating the old key",
    };
    error.context(format_args!(
        "the rotation to `{name}` stopped while {action}; run again to continue from there"
    ))
}

fn missing_key_error() -> Error {
    Error::new(
        ErrorKind::Store,
        "the journal of the rotation: it lacks a key that this step needs; restore it from a backup",
    )
}
