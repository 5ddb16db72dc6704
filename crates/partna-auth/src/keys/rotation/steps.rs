//! The steps of a rotation. After an interruption, the next run resumes at the interrupted step.
//!
//! - A key has a name and a secret text. Requests send the text. The API returns the text only once, when it generates the key.
//! - An orphan is a generated key whose text was not stored. No program can use an orphan. The run deletes it by its name.
//! - The response to an invalidation can contain a key that is not a key of this rotation: an unexpected key. If the invalidation
//!   created the key, the run deletes it. If the key existed before, another program may use it, so the run keeps it.
//! - The journal is the record of a rotation in the store. The next run reads it.

use std::time::Duration;

use partna_client::{Error, ErrorKind, Operation};
use partna_types::Secret;

use super::checks::infer_key_lifetime;
use super::journal::{ActiveRotation, Journal, KeyLifetime, RotationStep};
use super::run::RotationRun;
use super::{Prepared, Rotated, Rotation};
use crate::errors::{config, unsupported};
use crate::transport::SharedState;
use crate::transport::admission::is_scope_refused;
use crate::{ApiKey, Credentials};

/// The maximum wait for requests in progress before their key is invalidated. The API may reject a request that takes longer. The
/// client then retries the request with its current key.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(60);

impl RotationRun {
    /// Locks the store, and loads its journal.
    pub(super) async fn start(rotation: Rotation) -> Result<Self, Error> {
        let store = rotation.require_store()?;
        let lock = store.lock().await?;
        let credential_cache = &rotation.partna.shared().credential_cache;
        // Another process may have rotated the key since this client loaded its credentials.
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
            advice: "run again to continue at this step",
            lock,
        })
    }

    /// Runs the steps `Generate`, `Verify` and `Publish`. After that, only the step `Invalidate` remains.
    pub(super) async fn prepare(&mut self) -> Result<Prepared, Error> {
        loop {
            let Some(active) = &self.journal.active else {
                self.plan_new_key().await?;
                continue;
            };
            let (step, name) = (active.step, active.name.clone());
            self.ensure_client_uses_old_or_new_key()?;
            self.ensure_lock_held().await?;
            match step {
                // The earlier run may have generated a key, but its text is lost. `plan_new_key` deletes this orphan, and chooses
                // another name for the new key.
                RotationStep::Generate if self.is_step_from_earlier_run => {
                    self.plan_new_key().await
                }
                RotationStep::Generate => self.generate().await,
                RotationStep::Verify => self.verify().await,
                RotationStep::Publish => self.publish().await,
                RotationStep::Invalidate => self.publish_again_if_resumed().await,
            }
            .map_err(|error| self.add_step_context(&name, step, error))?;
            if step == RotationStep::Invalidate {
                return Ok(Prepared { name });
            }
        }
    }

    /// Runs the last step: invalidates the old key.
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
        self.ensure_client_uses_old_or_new_key()?;
        self.invalidate()
            .await
            .map_err(|error| self.add_step_context(&name, step, error))
    }

    /// Returns the unexpected keys of all rotations of this store, except the deleted ones.
    pub(super) fn remaining_unexpected_keys(&self) -> Vec<ApiKey> {
        self.journal
            .unexpected_to_report
            .iter()
            .cloned()
            .map(ApiKey::from)
            .collect()
    }

    /// Cleans up after earlier rotations, and checks that a new key can replace the old one. Then chooses the name, scope and
    /// lifetime of the new key, and records them in the journal.
    async fn plan_new_key(&mut self) -> Result<(), Error> {
        let credentials = self.current_credentials();
        self.ensure_client_uses_last_published_key(&credentials)
            .await?;
        self.store.check_publish(&credentials).await?;
        self.delete_orphans().await?;
        self.retry_invalidations(&credentials).await?;
        let requested_scope = self.rotation.scope.clone();
        let interrupted_scope = self.journal.active.take().map(|active| active.scope);
        let scope = requested_scope
            .or(interrupted_scope)
            .or_else(|| credentials.key().scope())
            .ok_or_else(|| {
                config("the old key: its text does not show its scope; set the scope of the new key with `Rotation::scope`")
            })?;
        let invalidate_operation = Operation::by_id("invalidate_api_key");
        if invalidate_operation.is_some_and(|operation| is_scope_refused(operation, &scope)) {
            return Err(config(
                "the scope of the new key: a read-only key cannot invalidate the old key; choose another scope, and generate \
                 read-only keys with `Keys::generate`",
            ));
        }
        let lifetime = self
            .rotation
            .lifetime
            .or(self.journal.lifetime)
            .or_else(|| infer_key_lifetime(credentials.key(), &self.listed_keys));
        self.journal.lifetime = Some(lifetime.ok_or_else(|| {
            config(
                "the old key: it is unknown whether it expires; set the lifetime of the new key with \
                 `Rotation::expires_in_days`, `expires_in_months` or `never_expires`",
            )
        })?);
        let name = format!("{}-{:016x}", self.rotation.prefix, rand::random::<u64>());
        self.journal.generated_key_names.push(name.clone());
        self.journal.unverified_key_names.insert(name.clone());
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

    /// Tries again to invalidate the new keys that [`Rotation::abandon`](super::Rotation::abandon) could not invalidate. Removes
    /// from the journal each key that the API now rejects. Then deletes the unexpected keys that invalidations created.
    async fn retry_invalidations(&mut self, credentials: &Credentials) -> Result<(), Error> {
        for text in self.journal.to_invalidate.clone() {
            let key = ApiKey::from(text.clone());
            // A key that is in use again is not invalidated, only removed from the list.
            let is_in_use = key == *credentials.key();
            if is_in_use || self.try_invalidate(&key, credentials).await? {
                let remaining = &mut self.journal.to_invalidate;
                remaining.retain(|it| it.expose() != text.expose());
            }
        }
        self.delete_created_keys(credentials).await.map(drop)
    }

    async fn generate(&mut self) -> Result<(), Error> {
        let Some(active) = &self.journal.active else {
            return Ok(());
        };
        let (name, scope) = (active.name.clone(), active.scope.clone());
        let mut request = self.rotation.partna.keys().generate(name.clone(), scope);
        request = match self.journal.lifetime {
            Some(KeyLifetime::Days(days)) => request.expires_in_days(days),
            Some(KeyLifetime::Months(months)) => request.expires_in_months(months),
            Some(KeyLifetime::Forever) | None => request,
        };
        if let Some(otp) = &self.rotation.otp {
            request = request.otp(otp().await?);
        }
        self.ensure_lock_held_and_journal_unchanged().await?;
        let key = request.send().await?;
        if let Err(error) = self.check_new_key(&key) {
            let cleanup = self.delete_new_key_by_name(&name).await;
            return Err(error.context(format_args!(
                "{cleanup}; run again to generate another key, or call `abandon`"
            )));
        }
        let key = Secret::from(key);
        let save_result = self
            .advance(RotationStep::Verify, |active| active.new = Some(key))
            .await;
        if save_result.is_err() && self.is_new_key_missing_in_stored_journal().await {
            self.delete_new_key_by_name(&name).await;
        }
        save_result
    }

    /// Deletes the new key by its name, because its text is unusable or could not be stored. Returns a description of the result.
    /// If the deletion fails, the next run tries again: the journal has the name.
    async fn delete_new_key_by_name(&mut self, name: &str) -> &'static str {
        if let Some(active) = &mut self.journal.active {
            active.new = None;
        }
        match self.delete_orphans().await {
            // `delete_orphans` can return `Ok` without deleting the key. Then it has logged a warning.
            Ok(()) => {
                "the new key was deleted by its name, unless a warning in the log reports a failure"
            }
            Err(error) => {
                tracing::warn!(%error, name, "an unused new key could not be deleted; the next run deletes it");
                "the new key could not be deleted; the next run deletes it by its name"
            }
        }
    }

    async fn verify(&mut self) -> Result<(), Error> {
        self.ensure_works(&self.new_credentials()?).await?;
        // The API accepts the stored text of the new key. So `delete_orphans` must not delete this key.
        if let Some(active) = &self.journal.active {
            self.journal.unverified_key_names.remove(&active.name);
        }
        self.advance(RotationStep::Publish, |_| {}).await
    }

    async fn publish(&mut self) -> Result<(), Error> {
        if self.is_step_from_earlier_run {
            // The key may have been invalidated since the earlier run verified it.
            self.ensure_works(&self.new_credentials()?).await?;
        }
        self.publish_and_switch_client().await?;
        self.advance(RotationStep::Invalidate, |_| {}).await
    }

    /// Stores the credentials with the new key, so that programs can load them. Then makes this client and its clones use these
    /// credentials.
    async fn publish_and_switch_client(&mut self) -> Result<(), Error> {
        let (old, new) = (self.old_credentials()?, self.new_credentials()?);
        self.ensure_lock_held_and_journal_unchanged().await?;
        self.store.publish(old.key(), &new).await?;
        self.journal.last_published = Some(new.key().clone().into());
        let credential_cache = &self.rotation.partna.shared().credential_cache;
        credential_cache.replace(old.key(), new, "a rotation").await;
        Ok(())
    }

    /// If an earlier run published the new key, verifies the key and publishes it again. Since that run, the key may have been
    /// invalidated, or the store may have been restored from a backup.
    pub(super) async fn publish_again_if_resumed(&mut self) -> Result<(), Error> {
        if !self.is_step_from_earlier_run {
            return Ok(());
        }
        let new = self.new_credentials()?;
        if let Err(error) = self.ensure_works(&new).await {
            return Err(self.restore_if_new_key_rejected(error).await);
        }
        self.publish_and_switch_client().await
    }

    /// Saves the journal with retries, because its information is stored nowhere else. A failure may be transient, for example a
    /// full disk.
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

    /// Waits until this client has no request in progress with `key`, but at most one minute. Then waits for the grace period, in
    /// which other processes stop using `key`: they load the credentials that the store now contains.
    ///
    /// Call this before you invalidate `key`: the old key, or the new key if the rotation is abandoned.
    pub(super) async fn drain(&self, key: &ApiKey) {
        let SharedState {
            clock,
            credential_cache,
            ..
        } = self.rotation.partna.shared();
        let start = clock.now();
        while credential_cache.is_in_use(key) && clock.now().saturating_sub(start) < DRAIN_TIMEOUT {
            clock.sleep(Duration::from_millis(2)).await;
            // The `sleep` of a test clock may return immediately. Then the loop must let other tasks run.
            tokio::task::yield_now().await;
        }
        clock.sleep(self.rotation.grace).await;
    }

    /// Returns the credentials that the client currently uses.
    pub(super) fn current_credentials(&self) -> Credentials {
        self.rotation
            .partna
            .shared()
            .credential_cache
            .snapshot()
            .credentials
            .clone()
    }

    /// Returns the credentials with the old key.
    pub(super) fn old_credentials(&self) -> Result<Credentials, Error> {
        let old = self
            .journal
            .active
            .as_ref()
            .map(|active| active.old.clone());
        self.credentials_with_key(old.ok_or_else(missing_key_error)?.into())
    }

    /// Returns the credentials with the new key.
    pub(super) fn new_credentials(&self) -> Result<Credentials, Error> {
        let new = self
            .journal
            .active
            .as_ref()
            .and_then(|active| active.new.clone());
        self.credentials_with_key(new.ok_or_else(missing_key_error)?.into())
    }

    /// Returns credentials with this key, and with the user and environment of the journal.
    pub(super) fn credentials_with_key(&self, key: ApiKey) -> Result<Credentials, Error> {
        Credentials::new(self.journal.environment, key, self.journal.user.clone())
    }

    /// Changes the active rotation, records its next step, and saves the journal.
    async fn advance(
        &mut self,
        next_step: RotationStep,
        change: impl FnOnce(&mut ActiveRotation),
    ) -> Result<(), Error> {
        if let Some(active) = &mut self.journal.active {
            active.step = next_step;
            change(active);
        }
        self.is_step_from_earlier_run = false;
        self.save().await
    }

    /// Checks that the lock is held, and saves the journal.
    pub(super) async fn save(&mut self) -> Result<(), Error> {
        self.ensure_lock_held().await?;
        let record = self.journal.next_record()?;
        self.store.save_journal(&record).await?;
        self.journal.saved_version = record.generation();
        Ok(())
    }

    fn add_step_context(&self, name: &str, step: RotationStep, error: Error) -> Error {
        let action = match step {
            RotationStep::Generate => "generating the new key",
            RotationStep::Verify => {
                "verifying the new key (if the API never accepts it, call `Rotation::abandon`)"
            }
            RotationStep::Publish => "storing the new key",
            RotationStep::Invalidate => "invalidating the old key",
        };
        error.context(format_args!(
            "the rotation to `{name}` stopped while {action}; {}",
            self.advice
        ))
    }
}

fn missing_key_error() -> Error {
    Error::new(
        ErrorKind::Store,
        "the journal of the rotation: it lacks a key that this step needs; restore it from a backup",
    )
}
