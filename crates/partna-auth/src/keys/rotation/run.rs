//! The state of a rotation while it runs.

use std::sync::Arc;

use partna_client::types;

use super::Rotation;
use super::journal::Journal;
use crate::keys::store::{KeyStore, StoreLock};

/// A rotation with the lock in its hands and the journal open.
pub(super) struct RotationRun {
    pub(super) rotation: Rotation,
    pub(super) store: Arc<dyn KeyStore>,
    pub(super) journal: Journal,
    /// The keys as the API listed them last.
    pub(super) listed: Vec<types::ApiKeyInfo>,
    /// Whether the step that the journal names may have been under way already.
    pub(super) is_resumed: bool,
    pub(super) lock: Box<dyn StoreLock>,
}
