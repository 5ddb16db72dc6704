//! The end of a rotation: the old key is invalidated, and reads confirm it; or the old credentials are put back.

use partna_client::{Error, ErrorKind};

use super::Rotated;
use super::guards::MAX_KEY_LENGTH;
use super::probe::{Proof, Verdict};
use super::run::RotationRun;
use crate::{ApiKey, Credentials};

/// How many unexpected keys a journal keeps. More would make it longer than a store reads.
const MAX_UNEXPECTED: usize = 100;

impl RotationRun {
    /// Invalidates the old key, and closes the journal once that is confirmed.
    pub(super) async fn invalidate(&mut self) -> Result<Rotated, Error> {
        self.resume_publish().await?;
        let (old, new) = (self.old_credentials()?, self.new_credentials()?);
        self.drain(old.key()).await;
        self.ensure_stored(&new, old.key()).await?;
        self.ensure_exclusive().await?;
        // Signed with the new key, even if this client has loaded another one meanwhile.
        let keys = self.rotation.partna.signing_with(new.clone()).keys();
        // After a restart it may have been done before; then the API refuses this, and the keys themselves decide.
        let response = keys.invalidate(old.key()).await;
        let unexpected = match &response {
            Ok(Some(key)) if key != old.key() && key != new.key() && !key.expose().is_empty() => {
                self.record_unexpected(key).await?;
                Some(key.clone())
            }
            _ => None,
        };
        self.confirm(&old, &new, response.map(drop)).await?;
        let open = self.journal.open.take();
        self.save_persistently().await?;
        let name = open.map(|open| open.name).unwrap_or_default();
        Ok(Rotated { name, unexpected })
    }

    /// Confirms by reads that the old key is refused and the new one works. The response to `invalidate` does not count.
    async fn confirm(
        &mut self,
        old: &Credentials,
        new: &Credentials,
        response: Result<(), Error>,
    ) -> Result<(), Error> {
        let failure = response.err();
        let proof = Proof {
            is_invalidated: failure.is_none(),
            // The API reports that the other key is not valid only to a key that it knows.
            other_has_acted: failure
                .as_ref()
                .is_none_or(|it| matches!(it.kind(), ErrorKind::Invalid | ErrorKind::NotFound)),
        };
        let error = match self.await_refusal(old, new, proof).await {
            Verdict::Refused => return Ok(()),
            Verdict::Works => failure.unwrap_or_else(|| {
                Error::new(ErrorKind::OutcomeUnknown, "the API reported that the old key was invalidated, and the old key still works")
            }),
            Verdict::Unclear(error) => failure.unwrap_or(error),
        };
        Err(self.put_back_if_new_is_refused(error).await)
    }

    /// If the new key is refused while the old one is accepted, programs must not go on loading the new one: puts the old
    /// credentials back where programs load them from. Returns the error with what was done.
    pub(super) async fn put_back_if_new_is_refused(&mut self, error: Error) -> Error {
        let (Ok(old), Ok(new)) = (self.old_credentials(), self.new_credentials()) else {
            return error;
        };
        if !matches!(self.is_refused(&new, &old).await, Verdict::Refused) {
            return error;
        }
        match self.put_back(&old, &new).await {
            Ok(()) => error.within(
                "the new key is refused, so the old credentials are in use again; `abandon` this rotation, then start another",
            ),
            Err(cause) => cause.within("the new key is refused, and the old credentials could not be put back"),
        }
    }

    /// Puts the old credentials back into the store, unless they are there, and signs with them again.
    pub(super) async fn put_back(
        &mut self,
        old: &Credentials,
        new: &Credentials,
    ) -> Result<(), Error> {
        if !self.store.holds(old).await? {
            let programs_load_new = self.store.holds(new).await?;
            self.ensure_exclusive().await?;
            match self.store.publish(new.key(), old).await {
                // Programs load neither key from here, so there is nothing to take back.
                Err(error) if !programs_load_new => {
                    tracing::warn!(%error, "the store has neither key of the rotation, and stays as it is");
                }
                published => published?,
            }
        }
        self.sign_with_old_key(old, new).await;
        Ok(())
    }

    /// Signs with the old credentials from here on, and records that.
    pub(super) async fn sign_with_old_key(&mut self, old: &Credentials, new: &Credentials) {
        let live = &self.rotation.partna.shared().credential_cache;
        live.restore(old.clone(), new.key(), "a rotation that was abandoned")
            .await;
        self.journal.last = Some(old.key().clone().into());
    }

    /// Journals a key that nobody requested, and logs whether it is kept there. It is known nowhere else.
    async fn record_unexpected(&mut self, key: &ApiKey) -> Result<(), Error> {
        let unexpected = &mut self.journal.unexpected;
        let is_known = unexpected.iter().any(|it| it.expose() == key.expose());
        let is_too_long = key.expose().len() > MAX_KEY_LENGTH;
        if !is_known && (is_too_long || unexpected.len() >= MAX_UNEXPECTED) {
            tracing::warn!(
                is_too_long,
                "the API returned another key when the old one was invalidated; it is not in the journal, which has no room \
                 for it; take it from `Rotated::unexpected`"
            );
            return Ok(());
        }
        tracing::warn!(
            "the API returned another key when the old one was invalidated; it is in the journal"
        );
        if is_known {
            return Ok(());
        }
        unexpected.push(key.clone().into());
        self.save_persistently().await
    }
}
