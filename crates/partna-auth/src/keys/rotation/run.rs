//! The state of a running rotation.

use std::sync::Arc;

use partna_client::types;

use super::Rotation;
use super::journal::Journal;
use crate::keys::store::{KeyStore, StoreLock};

/// A running rotation: it has the lock, and its journal is loaded.
pub(super) struct RotationRun {
    pub(super) rotation: Rotation,
    pub(super) store: Arc<dyn KeyStore>,
    pub(super) journal: Journal,
    /// The keys in the last list of the API.
    pub(super) listed_keys: Vec<types::ApiKeyInfo>,
    /// Whether an earlier run recorded the current step of the journal. Then that run may have started the step.
    pub(super) is_step_from_earlier_run: bool,
    /// The next action of the caller after an error of a step.
    pub(super) advice: &'static str,
    pub(super) lock: Box<dyn StoreLock>,
}
