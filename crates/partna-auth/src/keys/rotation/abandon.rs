//! Abandons a rotation if the old key still works.

use partna_client::{Error, ErrorKind};

use super::journal::RotationStep;
use super::probe::{Evidence, KeyState, Verdict};
use super::run::RotationRun;
use crate::errors::{config, unsupported};
use crate::{ApiKey, Credentials};

impl RotationRun {
    /// Restores the old key, invalidates the new key if possible, and removes the active rotation from the journal. Never
    /// invalidates the last key that is known to work.
    pub(super) async fn abandon(&mut self) -> Result<(), Error> {
        let Some(active) = &self.journal.active else {
            return Err(unsupported(
                "the store: it has no unfinished rotation to abandon; check that the rotation used this store",
            ));
        };
        let (name, step) = (active.name.clone(), active.step);
        let has_new_key = active.new.is_some();
        let has_third_key =
            has_new_key && !active.is_old_or_new_key(self.current_credentials().key());
        if has_third_key {
            self.abandon_with_third_key().await?;
        } else if has_new_key {
            self.switch_to_old_key(&name, step).await?;
        }
        self.ensure_lock_held().await?;
        // The new key is also deleted by its name, because its text may be lost or may belong to another key.
        if matches!(step, RotationStep::Generate | RotationStep::Verify) {
            self.journal.unverified_key_names.insert(name.clone());
        }
        if let Some(active) = &mut self.journal.active {
            active.new = None;
        }
        if let Err(error) = self.delete_orphans().await {
            tracing::warn!(%error, name, "the keys could not be listed; the next rotation deletes the new key by its name");
        }
        self.journal.active = None;
        self.save_with_retries().await.map_err(|error| {
            error.context("the rotation was abandoned, but the journal could not be saved; run `abandon` again")
        })
    }

    /// Restores the old key, and invalidates the new key if possible. Changes nothing unless the old key is known to work.
    async fn switch_to_old_key(&mut self, name: &str, step: RotationStep) -> Result<(), Error> {
        let old = self.old_credentials()?;
        match self.probe(&old).await {
            KeyState::Accepted | KeyState::OutOfScope => {}
            KeyState::Rejected(error) => return Err(old_key_rejected_error(name, step, error)),
            KeyState::Unclear(error) => {
                return Err(error.context(format_args!(
                    "the rotation to `{name}`: the state of the old key is unknown, so nothing was changed; run `abandon` \
                     again"
                )));
            }
        }
        // A journal of an earlier version may have a text that is not a valid header value. That key was never in use.
        let Ok(new) = self.new_credentials() else {
            return Ok(());
        };
        if matches!(step, RotationStep::Publish | RotationStep::Invalidate) {
            self.restore_old_credentials(&old, &new).await?;
        } else {
            self.use_old_credentials(&old, &new).await;
        }
        self.drain(new.key()).await;
        if matches!(step, RotationStep::Publish | RotationStep::Invalidate)
            && self.store.has_credentials(&new).await?
        {
            self.ensure_stored(&old, new.key()).await?;
        }
        self.invalidate_or_record(new.key(), &old).await
    }

    /// Invalidates the new key if this client uses a third key: neither the old nor the new key of the rotation. Either the API
    /// must reject the old key, or the store must have the third key.
    async fn abandon_with_third_key(&mut self) -> Result<(), Error> {
        let current = self.current_credentials();
        let old = self.old_credentials()?;
        match self.check_rejected(&old, &current).await {
            Verdict::Rejected => {}
            Verdict::Works if self.store.has_credentials(&current).await? => {
                tracing::warn!(
                    "the store has a key that this rotation did not generate, and the API still accepts the old key; invalidate \
                     the old key if no program uses it"
                );
            }
            Verdict::Works => return self.ensure_client_uses_old_or_new_key(),
            Verdict::Unclear(error) => return Err(error),
        }
        if let Ok(new) = self.new_credentials() {
            if self.probe(&new).await.is_working() && self.store.has_credentials(&new).await? {
                return Err(config(
                    "the new key: it is valid and in the store, so it was not invalidated; write the credentials of this client \
                     to the store and call `abandon` again, or call `run` with a client built from the store",
                ));
            }
            self.invalidate_or_record(new.key(), &current).await?;
        }
        self.journal.last_published = None;
        Ok(())
    }

    /// Invalidates a key. If that cannot be confirmed, records the key in the journal, and the next rotation tries again.
    async fn invalidate_or_record(
        &mut self,
        key: &ApiKey,
        request_credentials: &Credentials,
    ) -> Result<(), Error> {
        self.ensure_lock_held_and_journal_unchanged().await?;
        if !self.try_invalidate(key, request_credentials).await? {
            self.journal.to_invalidate.push(key.clone().into());
        }
        Ok(())
    }

    /// Tries to invalidate `key` with a request that uses `request_credentials`. Returns true if reads confirm that the API rejects
    /// `key`, and false if `key` may still work. If the response contains a key that the invalidation created, deletes that key.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Busy`] if the lock is lost, and the errors of the store.
    pub(super) async fn try_invalidate(
        &mut self,
        key: &ApiKey,
        request_credentials: &Credentials,
    ) -> Result<bool, Error> {
        let Ok(credentials) = self.credentials_with_key(key.clone()) else {
            return Ok(false);
        };
        let before = self.live_short_forms(request_credentials).await;
        let (response, _) = self
            .invalidate_with(key, request_credentials, before.as_ref())
            .await?;
        let evidence = Evidence {
            is_invalidated: response.is_ok(),
            is_other_key_accepted: response.is_ok(),
        };
        let verdict = self
            .await_rejection(&credentials, request_credentials, evidence)
            .await;
        self.delete_created_keys(request_credentials).await?;
        if matches!(verdict, Verdict::Rejected) {
            return Ok(true);
        }
        let reason = response.err().map_or_else(
            || "the API reported success".to_owned(),
            |error| error.to_string(),
        );
        tracing::warn!(
            reason,
            "the new key of an abandoned rotation could not be invalidated; the next rotation tries again"
        );
        Ok(false)
    }
}

fn old_key_rejected_error(name: &str, step: RotationStep, error: Error) -> Error {
    let fix = match step {
        RotationStep::Invalidate => "call `finish`, which completes the rotation",
        _ => "call `run`, which completes the rotation",
    };
    let message = format!(
        "the rotation to `{name}`: the API rejects the old key, so nothing was changed; {fix}"
    );
    Error::new(ErrorKind::Unsupported, message).with_source(error)
}
