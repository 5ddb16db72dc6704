//! Credentials on trial, which a request uses after the API has refused its key.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::LoadedCredentials;
use super::credential_snapshot::CredentialSnapshot;

/// Credentials on trial: the next request whose key the API refuses is repeated with them. A rotation has replaced their key, but
/// the source still has them. One refusal is not enough reason to activate them, so the API must accept them first. The credentials
/// that they replace are kept, in case the refusal was spurious and the rotation later invalidates the key that was on trial.
#[derive(Debug, Default)]
pub(super) struct CredentialTrial(Mutex<TrialState>);

#[derive(Debug, Default)]
struct TrialState {
    pending: Option<LoadedCredentials>,
    /// The credentials that an accepted trial has superseded.
    superseded: Option<LoadedCredentials>,
}

impl CredentialTrial {
    /// Sets the credentials that the next refused request tries.
    pub(super) fn propose(&self, loaded: LoadedCredentials) {
        self.lock_state().pending = Some(loaded);
    }

    /// Sets the credentials that an earlier trial has superseded, if any, for the next refused request to try.
    pub(super) fn propose_superseded(&self) {
        let mut state = self.lock_state();
        if state.pending.is_none() {
            state.pending = state.superseded.clone();
        }
    }

    /// Returns the credentials that the next refused request tries, if any.
    pub(super) fn pending(&self) -> Option<Arc<CredentialSnapshot>> {
        let pending = self.lock_state().pending.clone()?;
        Some(CredentialSnapshot::on_trial(pending))
    }

    /// Ends the trial. No credentials are on trial afterwards.
    pub(super) fn end(&self) {
        self.lock_state().pending = None;
    }

    /// Records that the API has accepted `tried` after refusing `before`. Returns whether an earlier trial had superseded `tried`.
    /// In this case, the key of `before` is again a key that a rotation has replaced.
    pub(super) fn accept(&self, before: &CredentialSnapshot, tried: &CredentialSnapshot) -> bool {
        let mut state = self.lock_state();
        let superseded = state.superseded.take();
        let is_reinstated = superseded.is_some_and(|it| it.credentials == tried.credentials);
        if !is_reinstated {
            state.superseded = Some(LoadedCredentials::new(
                before.credentials.clone(),
                before.revision.clone(),
                before.source.clone(),
            ));
        }
        is_reinstated
    }

    /// Clears the trial, because the source or a rotation has other credentials.
    pub(super) fn clear(&self) {
        *self.lock_state() = TrialState::default();
    }

    fn lock_state(&self) -> MutexGuard<'_, TrialState> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
