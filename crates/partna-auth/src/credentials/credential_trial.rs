//! Credentials that are tried after a refusal.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::LoadedCredentials;
use super::credential_snapshot::CredentialSnapshot;

/// Credentials that the next refused request tries: those whose key a rotation has replaced, and which the source still
/// has. One refusal says too little for going back to them, so they come into use only if the API accepts them. Those that
/// they displace are kept, in case the refusal meant nothing and the rotation ends the key later.
#[derive(Debug, Default)]
pub(super) struct CredentialTrial(Mutex<TrialState>);

#[derive(Debug, Default)]
struct TrialState {
    pending: Option<LoadedCredentials>,
    /// What an accepted trial has superseded.
    superseded: Option<LoadedCredentials>,
}

impl CredentialTrial {
    /// Has the next refused request try these.
    pub(super) fn propose(&self, loaded: LoadedCredentials) {
        self.lock_state().pending = Some(loaded);
    }

    /// Has the next refused request try what an earlier trial has superseded, if there was one.
    pub(super) fn propose_superseded(&self) {
        let mut state = self.lock_state();
        if state.pending.is_none() {
            state.pending = state.superseded.clone();
        }
    }

    /// Returns what is to be tried.
    pub(super) fn pending(&self) -> Option<Arc<CredentialSnapshot>> {
        let pending = self.lock_state().pending.clone()?;
        Some(CredentialSnapshot::on_trial(pending))
    }

    /// Ends a trial: the next refused request tries nothing.
    pub(super) fn end(&self) {
        self.lock_state().pending = None;
    }

    /// Records that the API has accepted `tried` in the place of `before`. Returns whether an earlier trial had superseded
    /// them, so that `before` is back to being what a rotation has replaced.
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

    /// Forgets everything: the source or a rotation has other credentials.
    pub(super) fn clear(&self) {
        *self.lock_state() = TrialState::default();
    }

    fn lock_state(&self) -> MutexGuard<'_, TrialState> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
