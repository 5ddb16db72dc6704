//! The end of a rotation: the old key is invalidated and reads confirm it, or the old credentials are restored.

use partna_client::{Error, ErrorKind};

use super::Rotated;
use super::probe::{Evidence, Verdict};
use super::run::RotationRun;
use crate::Credentials;

impl RotationRun {
    /// Invalidates the old key. When reads confirm that, removes the active rotation from the journal.
    pub(super) async fn invalidate(&mut self) -> Result<Rotated, Error> {
        self.publish_again_if_resumed().await?;
        let (old, new) = (self.old_credentials()?, self.new_credentials()?);
        self.drain(old.key()).await;
        self.ensure_stored(&new, old.key()).await?;
        let before = self.live_short_forms(&new).await;
        self.record_live_keys(before.as_ref()).await?;
        self.ensure_lock_held_and_journal_unchanged().await?;
        // The request uses the new key, even if this client has loaded another key in the meantime. After a restart,
        // the old key may already be invalidated. Then the API rejects this request, and reads with both keys decide.
        let (response, unexpected) = self
            .invalidate_with(old.key(), &new, before.as_ref())
            .await?;
        self.confirm(&old, &new, response).await?;
        let remaining = self.delete_created_keys(&new).await?;
        let appeared = self.appeared_keys(&new).await;
        let active = self.journal.active.take();
        self.save_with_retries().await?;
        Ok(Rotated {
            name: active.map(|active| active.name).unwrap_or_default(),
            unexpected: unexpected.or_else(|| remaining.into_iter().next()),
            appeared,
        })
    }

    /// Confirms by reads that the API rejects the old key and accepts the new one. The response to `invalidate` is not sufficient.
    async fn confirm(
        &mut self,
        old: &Credentials,
        new: &Credentials,
        response: Result<(), Error>,
    ) -> Result<(), Error> {
        let failure = response.err();
        let evidence = Evidence {
            is_invalidated: failure.is_none(),
            // The request used the new key. The API reports a problem with the old key only if it has accepted the new key.
            is_other_key_accepted: failure
                .as_ref()
                .is_none_or(|it| matches!(it.kind(), ErrorKind::Invalid | ErrorKind::NotFound)),
        };
        let error = match self.await_rejection(old, new, evidence).await {
            Verdict::Rejected => return Ok(()),
            Verdict::Works => failure.unwrap_or_else(|| {
                Error::new(
                    ErrorKind::OutcomeUnknown,
                    "the old key: the API reported that it was invalidated, but still accepts it; try again",
                )
            }),
            Verdict::Unclear(error) => failure.unwrap_or(error),
        };
        Err(self.restore_if_new_key_rejected(error).await)
    }

    /// Restores the old credentials in the store if the API rejects the new key and accepts the old key, so that programs stop
    /// loading the new key. Returns `error`, with a note if the credentials were restored. If the restoration fails, returns the
    /// error of the restoration.
    pub(super) async fn restore_if_new_key_rejected(&mut self, error: Error) -> Error {
        let (Ok(old), Ok(new)) = (self.old_credentials(), self.new_credentials()) else {
            return error;
        };
        if !matches!(self.check_rejected(&new, &old).await, Verdict::Rejected) {
            return error;
        }
        match self.restore_old_credentials(&old, &new).await {
            Ok(()) => {
                self.advice = "call `abandon`, then start another rotation";
                error.context("the API rejects the new key, so the old credentials were restored")
            }
            Err(cause) => {
                self.advice = "call `abandon`, which tries again to restore the old credentials";
                cause.context(
                    "the API rejects the new key, and the old credentials could not be restored",
                )
            }
        }
    }

    /// Restores the old credentials in the store unless they are there, and makes this client use them again.
    pub(super) async fn restore_old_credentials(
        &mut self,
        old: &Credentials,
        new: &Credentials,
    ) -> Result<(), Error> {
        if !self.store.has_credentials(old).await? {
            let has_new_credentials = self.store.has_credentials(new).await?;
            self.ensure_lock_held_and_journal_unchanged().await?;
            match self.store.publish(new.key(), old).await {
                // Programs load neither key from this store, so there is nothing to restore.
                Err(error) if !has_new_credentials => {
                    tracing::warn!(
                        %error,
                        "the store has neither the old nor the new key of the rotation, and was not changed; check the source \
                         from which your programs load their key"
                    );
                }
                published => published?,
            }
        }
        self.use_old_credentials(old, new).await;
        Ok(())
    }

    /// Makes this client use the old credentials again, and records in the journal that the old key was published last. Does not
    /// save the journal.
    pub(super) async fn use_old_credentials(&mut self, old: &Credentials, new: &Credentials) {
        let credential_cache = &self.rotation.partna.shared().credential_cache;
        credential_cache
            .restore(old.clone(), new.key(), "a rotation that was abandoned")
            .await;
        self.journal.last_published = Some(old.key().clone().into());
    }
}
