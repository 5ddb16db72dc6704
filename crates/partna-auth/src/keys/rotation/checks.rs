//! The checks of a rotation. They concern the lock, the key of the client, the text of the new key, orphans, and the stored
//! credentials.

use partna_client::{Error, ErrorKind, types};
use partna_types::Secret;

use super::journal::{Journal, KeyLifetime};
use super::probe::Verdict;
use super::run::RotationRun;
use crate::errors::{busy, config};
use crate::{ApiKey, Credentials};

/// The maximum length of a key, in bytes. The keys in the vendor's examples have 63 bytes.
pub(super) const MAX_KEY_LENGTH: usize = 4096;
/// The lifetime of the keys in the vendor's examples: they expire 300 days after they were generated.
const DEFAULT_LIFETIME: KeyLifetime = KeyLifetime::Months(10);

impl RotationRun {
    /// Checks that this run still holds the lock.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Busy`] if the lock is lost. The error of the store if the state of the lock cannot be read.
    pub(super) async fn ensure_lock_held(&self) -> Result<(), Error> {
        if self.lock.still_held().await? {
            return Ok(());
        }
        Err(busy(
            "the lock of the store: it was lost while this rotation ran (removed, or expired); run again to continue from the \
             stored journal",
        ))
    }

    /// Checks that this run still holds the lock, and that no other process has changed the journal. Call this method before an
    /// action that cannot be undone.
    ///
    /// # Errors
    ///
    /// The errors of [`ensure_lock_held`](Self::ensure_lock_held). [`ErrorKind::Busy`] if another process has changed the journal.
    /// The error of the store if the journal cannot be read.
    pub(super) async fn ensure_lock_held_and_journal_unchanged(&self) -> Result<(), Error> {
        self.ensure_lock_held().await?;
        let stored = self.store.load_journal().await?;
        self.journal.next_record()?.check_replaces(stored.as_ref())
    }

    /// Returns an error if the rotation has a new key and this client uses neither the old nor the new key.
    pub(super) fn ensure_client_uses_old_or_new_key(&self) -> Result<(), Error> {
        let credentials = self.current_credentials();
        match &self.journal.active {
            Some(active)
                if active.new.is_some() && !active.is_old_or_new_key(credentials.key()) =>
            {
                Err(config(format!(
                    "the rotation to `{}`: it is not finished, and the key of this client is neither its old nor its new key; \
                     build a client from the store",
                    active.name
                )))
            }
            _ => Ok(()),
        }
    }

    /// Returns an error if this client does not use the last published key, unless the API rejects the published key. Otherwise the
    /// rotation would invalidate the key of this client, and the published key would remain valid although the store no longer has
    /// it.
    pub(super) async fn ensure_client_uses_last_published_key(
        &self,
        credentials: &Credentials,
    ) -> Result<(), Error> {
        let Some(last_published) = self.journal.last_published.clone().map(ApiKey::from) else {
            return Ok(());
        };
        if last_published == *credentials.key() {
            return Ok(());
        }
        match self
            .check_rejected(&self.credentials_with_key(last_published)?, credentials)
            .await
        {
            Verdict::Rejected => Ok(()),
            Verdict::Unclear(error) => Err(error.context(
                "the key that this store published last: it is unknown whether the API accepts it; run again",
            )),
            Verdict::Works => Err(config(
                "the key of this client: it is not the key that this store published last, and the API still accepts the \
                 published key; build the client from the store, or use a separate store",
            )),
        }
    }

    /// Checks that the text of a new key can be sent, and that the text is not the text of an earlier key.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Undecodable`] with the problem. The error does not quote the text.
    pub(super) fn check_new_key(&self, key: &ApiKey) -> Result<(), Error> {
        let unusable = |message: &str| {
            let message = format!("the new key: the API returned a key that {message}");
            Error::new(ErrorKind::Undecodable, message)
        };
        if key.expose().len() > MAX_KEY_LENGTH {
            return Err(unusable("is too long for a key"));
        }
        if let Err(error) = self.credentials_with_key(key.clone()) {
            // The text has characters that are not valid in a header, or is a key of another environment.
            return Err(unusable(&format!("cannot be used: {error}")));
        }
        let is_known = self.journal.known_keys().any(|known| known == *key)
            || self.current_credentials().key() == key;
        let listed_short_forms = self
            .listed_keys
            .iter()
            .filter_map(|info| info.apikey.as_ref());
        let was_listed = |short: &Secret| {
            !short.expose().is_empty()
                && (key.short() == Some(short.expose()) || key.expose() == short.expose())
        };
        if is_known || listed_short_forms.into_iter().any(was_listed) {
            return Err(unusable("existed before"));
        }
        Ok(())
    }

    /// Lists the keys, and deletes each listed key with a name in `unverified_key_names`. Skips a key if its short form is also the
    /// short form of another listed key or of a key in use. Logs each key that cannot be deleted.
    ///
    /// # Errors
    ///
    /// The errors of the list, except an insufficient scope.
    pub(super) async fn delete_orphans(&mut self) -> Result<(), Error> {
        let keys = self.rotation.partna.keys();
        self.listed_keys = match keys.list().await {
            Ok(listed) => listed,
            Err(error) if error.kind() == ErrorKind::ScopeRefused => {
                tracing::warn!(
                    "the scope of the key does not include the list of keys, so orphaned keys are not deleted; list the keys \
                     with a key of another scope, and delete the unused keys of earlier rotations"
                );
                Vec::new()
            }
            Err(error) => return Err(error),
        };
        let live: Vec<&types::ApiKeyInfo> = self
            .listed_keys
            .iter()
            .filter(|info| is_live(info))
            .collect();
        let in_use: Vec<ApiKey> = self
            .journal
            .keys_in_use()
            .chain([self.current_credentials().key().clone()])
            .collect();
        for info in &live {
            let (Some(name), Some(short)) = (&info.keyname, &info.apikey) else {
                continue;
            };
            if !self.journal.unverified_key_names.contains(name) {
                continue;
            }
            let has_same_short_form = |other: &&&types::ApiKeyInfo| {
                other.apikey.as_ref().map(Secret::expose) == Some(short.expose())
            };
            let is_in_use = in_use.iter().any(|key| key.short() == Some(short.expose()));
            if is_in_use || live.iter().filter(has_same_short_form).count() > 1 {
                tracing::warn!(
                    name,
                    "an orphaned key cannot be deleted: another key has the same short form; find out which key is in use before \
                     you delete one"
                );
                continue;
            }
            // This is safe even if the lock is lost in the meantime: no other process can have the text of a key with this name.
            match keys.delete(short).await {
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                // The list may include a deleted key. The error for this key must not block all later rotations.
                Err(error) => tracing::warn!(
                    %error,
                    name,
                    "an orphaned key could not be deleted; the next rotation tries again"
                ),
                Ok(()) => {}
            }
        }
        Ok(())
    }

    /// Checks that the store has these credentials, and writes them again if not. The store may have been restored from a backup,
    /// or may have confirmed data that it did not write.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Store`] if the store does not have them after another write.
    pub(super) async fn ensure_stored(
        &self,
        credentials: &Credentials,
        replaced: &ApiKey,
    ) -> Result<(), Error> {
        if self.store.has_credentials(credentials).await? {
            return Ok(());
        }
        self.ensure_lock_held_and_journal_unchanged().await?;
        self.store.publish(replaced, credentials).await?;
        if self.store.has_credentials(credentials).await? {
            return Ok(());
        }
        let message = "the store: it confirmed the write of the credentials, but does not contain them; stop other programs that write to it, then try again";
        Err(Error::new(ErrorKind::Store, message))
    }

    /// Returns whether the stored journal lacks the new key. Returns `false` if the journal cannot be read. This check is necessary
    /// after a failed save, because the store may have written the journal nevertheless.
    pub(super) async fn is_new_key_missing_in_stored_journal(&self) -> bool {
        match self.store.load_journal().await {
            Ok(Some(record)) => {
                let expected = self
                    .journal
                    .active
                    .as_ref()
                    .and_then(|active| active.new.as_ref());
                let stored = Journal::read(&record, &self.current_credentials()).ok();
                stored.is_some_and(|journal| {
                    let new = journal.active.and_then(|active| active.new);
                    new.as_ref().map(Secret::expose) != expected.map(Secret::expose)
                })
            }
            Ok(None) => true,
            Err(_) => false,
        }
    }
}

/// Returns whether a listed key is not deleted. The deletion time of a live key is absent, empty, or in the year 1, which is the
/// zero time of Go.
pub(super) fn is_live(info: &types::ApiKeyInfo) -> bool {
    info.deleted_at
        .as_deref()
        .is_none_or(|at| at.is_empty() || at.starts_with("0001-"))
}

/// Returns the lifetime for the key that replaces `key`: [`DEFAULT_LIFETIME`] if `key` expires, and otherwise
/// [`KeyLifetime::Forever`]. Returns `None` if neither the listed keys nor the text of `key` show whether it expires.
pub(super) fn infer_key_lifetime(
    key: &ApiKey,
    listed_keys: &[types::ApiKeyInfo],
) -> Option<KeyLifetime> {
    let is_match =
        |info: &&types::ApiKeyInfo| info.apikey.as_ref().map(Secret::expose) == key.short();
    let listed_as_expirable = key
        .short()
        .and_then(|_| listed_keys.iter().find(is_match)?.expirable);
    let is_expirable = listed_as_expirable.or(key.expires().map(|_| true))?;
    Some(if is_expirable {
        DEFAULT_LIFETIME
    } else {
        KeyLifetime::Forever
    })
}
