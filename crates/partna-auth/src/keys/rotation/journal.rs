//! The journal of a rotation. It records every step before the step starts.

use std::collections::BTreeSet;

use partna_client::{Error, ErrorKind};
use partna_types::{ApiKeyScope, Environment, Secret};
use serde::{Deserialize, Serialize};

use crate::keys::store::{JournalRecord, UNREADABLE_JOURNAL};
use crate::{ApiKey, Credentials};

/// The short forms of keys, as in the list of keys.
pub(super) type ShortForms = BTreeSet<String>;

/// The journal of all rotations of one lineage of keys. A lineage is a sequence of keys in which each rotation replaced the last
/// key with the next. The journal is stored as JSON. `serde(rename)` preserves the field names of earlier versions.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Journal {
    format: u32,
    /// The generation of the last saved record: the number of saves.
    #[serde(rename = "generation", default)]
    pub(crate) saved_version: u64,
    pub(crate) environment: Environment,
    pub(crate) user: Secret,
    /// Every name under which a key was requested, oldest first.
    #[serde(rename = "names")]
    pub(crate) generated_key_names: Vec<String>,
    /// The names of requested keys that were not verified. A key with one of these names may be an orphan: a generated key whose
    /// text is not stored.
    #[serde(rename = "asked")]
    pub(crate) unverified_key_names: BTreeSet<String>,
    /// The key that was last published.
    #[serde(rename = "last")]
    pub(crate) last_published: Option<Secret>,
    /// Unexpected keys that were not deleted, and that the API may accept. [`Rotation::unexpected`](super::Rotation::unexpected)
    /// returns them.
    #[serde(rename = "unexpected")]
    pub(crate) unexpected_to_report: Vec<Secret>,
    /// Unexpected keys that an invalidation created, according to the list of keys. The rotation deletes them.
    #[serde(rename = "replacements", default)]
    pub(crate) unexpected_to_delete: Vec<Secret>,
    /// New keys of abandoned rotations, which the API may still accept. The next rotation tries to invalidate them.
    #[serde(default)]
    pub(crate) to_invalidate: Vec<Secret>,
    /// The lifetime of the next key.
    #[serde(rename = "life")]
    pub(crate) lifetime: Option<KeyLifetime>,
    /// The unfinished rotation.
    #[serde(rename = "open")]
    pub(crate) active: Option<ActiveRotation>,
}

/// The lifetime of the keys of the lineage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum KeyLifetime {
    Forever,
    Days(u32),
    Months(u32),
}

/// An unfinished rotation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ActiveRotation {
    /// The next step, or the step that was interrupted.
    pub(crate) step: RotationStep,
    pub(crate) name: String,
    pub(crate) scope: ApiKeyScope,
    pub(crate) old: Secret,
    /// The new key, once its text is known.
    pub(crate) new: Option<Secret>,
    /// The short forms of the keys that were live before the old one was invalidated.
    #[serde(rename = "listed", default)]
    pub(crate) keys_before_invalidation: Option<ShortForms>,
}

/// The steps of a rotation, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RotationStep {
    /// Generates a key with the name in the journal.
    Generate,
    /// Verifies the new key by a read.
    #[serde(rename = "prove")]
    Verify,
    /// Stores the new key for programs to load. Then this client uses it.
    Publish,
    /// Invalidates the old key.
    Invalidate,
}

impl Journal {
    const FORMAT: u32 = 1;

    pub(crate) fn new(credentials: &Credentials) -> Self {
        Self {
            format: Self::FORMAT,
            saved_version: 0,
            environment: credentials.environment(),
            user: credentials.user().clone(),
            generated_key_names: Vec::new(),
            unverified_key_names: BTreeSet::new(),
            last_published: None,
            unexpected_to_report: Vec::new(),
            unexpected_to_delete: Vec::new(),
            to_invalidate: Vec::new(),
            lifetime: None,
            active: None,
        }
    }

    /// Reads a journal, and checks that it belongs to the user and the environment of these credentials.
    pub(crate) fn read(record: &JournalRecord, credentials: &Credentials) -> Result<Self, Error> {
        // The error of serde may quote a key.
        let journal: Self = serde_json::from_str(record.text().expose())
            .map_err(|_| store_error(UNREADABLE_JOURNAL))?;
        if journal.format != Self::FORMAT {
            return Err(store_error(
                "the journal of the rotation: its format belongs to another version of this crate, so nothing was done; finish \
                 the rotation with that version",
            ));
        }
        if journal.environment != credentials.environment()
            || journal.user.expose() != credentials.user().expose()
        {
            return Err(store_error(
                "the journal of the rotation: it belongs to another merchant or environment; use a separate store, or a \
                 separate profile with `FileStore::profile`",
            ));
        }
        Ok(journal)
    }

    /// Returns the keys that programs load, or may load again if the rotation is resumed or abandoned.
    pub(crate) fn keys_in_use(&self) -> impl Iterator<Item = ApiKey> {
        let active = self.active.iter();
        let active = active.flat_map(|active| [Some(&active.old), active.new.as_ref()]);
        active
            .flatten()
            .chain(&self.last_published)
            .cloned()
            .map(ApiKey::from)
    }

    /// Returns every key whose text is in the journal.
    pub(crate) fn known_keys(&self) -> impl Iterator<Item = ApiKey> {
        let others = self.unexpected_to_report.iter();
        let others = others.chain(&self.unexpected_to_delete);
        let others = others.chain(&self.to_invalidate);
        self.keys_in_use().chain(others.cloned().map(ApiKey::from))
    }

    /// Returns the record to save next, with the next generation.
    pub(crate) fn next_record(&self) -> Result<JournalRecord, Error> {
        let mut next = self.clone();
        next.saved_version = next.saved_version.saturating_add(1);
        let text = serde_json::to_string_pretty(&next).map_err(|_| {
            store_error("the journal of the rotation: it cannot be written as JSON")
        })?;
        JournalRecord::from_text(text)
    }
}

impl ActiveRotation {
    /// Returns whether a key is the old or the new key of this rotation.
    pub(crate) fn is_old_or_new_key(&self, key: &ApiKey) -> bool {
        let is_same = |known: &Secret| ApiKey::from(known.clone()) == *key;
        is_same(&self.old) || self.new.as_ref().is_some_and(is_same)
    }
}

fn store_error(message: &str) -> Error {
    Error::new(ErrorKind::Store, message)
}
