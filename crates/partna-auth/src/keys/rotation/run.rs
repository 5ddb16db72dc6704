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
    pub(super) listed: Vec<types::ApiKeyInfo>,
    /// Whether the current step of the journal may have started in an earlier run.
    pub(super) is_resumed: bool,
    pub(super) lock: Box<dyn StoreLock>,
}
