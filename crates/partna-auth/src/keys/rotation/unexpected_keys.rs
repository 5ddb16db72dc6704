//! Deletes or reports unexpected keys. An unexpected key is a key that the API returns when it invalidates another key. The API
//! does not document such keys.
//!
//! The run deletes an unexpected key if the list of keys shows that the invalidation created it. Otherwise another program may
//! use the key, so the run keeps it and reports it.
//!
//! `request_credentials` are the credentials of the requests that a method sends.

use partna_client::{Error, ErrorKind, types};
use partna_types::Secret;

use super::checks::{MAX_KEY_LENGTH, is_live};
use super::journal::ShortForms;
use super::probe::{Evidence, PROBE_INTERVAL, Verdict};
use super::run::RotationRun;
use crate::{ApiKey, Credentials, Keys};

/// The maximum number of unexpected keys in a journal. With more, the journal could exceed the size that a store reads.
const MAX_UNEXPECTED: usize = 100;
/// The maximum number of listed keys in a journal, for the same reason.
const MAX_LISTED: usize = 10_000;
/// The maximum number of reads of the list until it includes a key that the API has just returned.
const MAX_LIST_ATTEMPTS: u32 = 3;

impl RotationRun {
    fn keys_with(&self, request_credentials: &Credentials) -> Keys {
        let partna = &self.rotation.partna;
        partna
            .with_fixed_credentials(request_credentials.clone())
            .keys()
    }

    /// Lists the short forms of the live keys. Returns `None` if the list cannot be read, is too long for the journal, has a key
    /// without a short form, or lacks the key of `request_credentials`. A list without that key is incomplete.
    pub(super) async fn live_short_forms(
        &self,
        request_credentials: &Credentials,
    ) -> Option<ShortForms> {
        let keys = self.keys_with(request_credentials);
        let listed = keys.list().await.ok()?;
        let live = listed.iter().filter(|info| is_live(info)).map(short_form);
        let live: ShortForms = live.collect::<Option<_>>()?;
        let is_complete =
            live.contains(request_credentials.key().short()?) && live.len() <= MAX_LISTED;
        is_complete.then_some(live)
    }

    /// Records the keys that are live before the old key is invalidated. If an earlier run has recorded them, does not replace that
    /// record, because the request of that run may have created a key.
    pub(super) async fn record_live_keys(
        &mut self,
        before: Option<&ShortForms>,
    ) -> Result<(), Error> {
        match (&mut self.journal.active, before) {
            (Some(active), Some(before)) if active.keys_before_invalidation.is_none() => {
                active.keys_before_invalidation = Some(before.clone());
                self.save().await
            }
            _ => Ok(()),
        }
    }

    /// Invalidates `key`, and records the key that the API returns. `before` are the keys that were live immediately before.
    /// Returns the response. Also returns the returned key if the caller must report it, because another program may use it or the
    /// journal has no room for it.
    ///
    /// # Errors
    ///
    /// The error of the store if the returned key cannot be recorded.
    pub(super) async fn invalidate_with(
        &mut self,
        key: &ApiKey,
        request_credentials: &Credentials,
        before: Option<&ShortForms>,
    ) -> Result<(Result<(), Error>, Option<ApiKey>), Error> {
        let keys = self.keys_with(request_credentials);
        let response = keys.invalidate(key).await;
        let returned = match &response {
            Ok(Some(returned)) if !self.is_known(returned, key, request_credentials) => {
                Some(returned.clone())
            }
            _ => None,
        };
        let response = response.map(drop);
        let Some(returned) = returned else {
            return Ok((response, None));
        };
        let is_created_by_invalidation = match (returned.short(), before) {
            (Some(short), Some(before)) => !before.contains(short),
            _ => false,
        };
        let is_recorded = self
            .record_unexpected_key(&returned, is_created_by_invalidation)
            .await?;
        let is_unexpected = !(is_created_by_invalidation && is_recorded);
        Ok((response, is_unexpected.then_some(returned)))
    }

    /// Returns whether a returned key is empty, or is a key that this rotation uses or invalidates.
    fn is_known(&self, returned: &ApiKey, key: &ApiKey, request_credentials: &Credentials) -> bool {
        returned.expose().is_empty()
            || returned == key
            || returned == request_credentials.key()
            || self.journal.keys_in_use().any(|known| known == *returned)
    }

    /// Records an unexpected key in the journal, to delete it or to report it. Returns false if the journal has no room for the
    /// key, or lists the key for a purpose other than deletion. Then the caller must report the key.
    async fn record_unexpected_key(
        &mut self,
        key: &ApiKey,
        is_created_by_invalidation: bool,
    ) -> Result<bool, Error> {
        let is_known = self.journal.known_keys().any(|known| known == *key);
        let recorded =
            self.journal.unexpected_to_report.len() + self.journal.unexpected_to_delete.len();
        let is_too_long = key.expose().len() > MAX_KEY_LENGTH;
        if !is_known && (is_too_long || recorded >= MAX_UNEXPECTED) {
            tracing::warn!(
                is_too_long,
                "the API returned an unexpected key when a key was invalidated; it does not fit into the journal, so read it from \
                 `Rotated::unexpected`, or find it in the list of keys"
            );
            return Ok(false);
        }
        if is_known {
            return Ok(self
                .journal
                .unexpected_to_delete
                .iter()
                .any(|it| it.expose() == key.expose()));
        }
        let list = if is_created_by_invalidation {
            &mut self.journal.unexpected_to_delete
        } else {
            tracing::warn!(
                "the API returned an unexpected key when a key was invalidated; read it with `Rotation::unexpected`, and delete \
                 it if no program uses it"
            );
            &mut self.journal.unexpected_to_report
        };
        list.push(key.clone().into());
        self.save_with_retries().await?;
        Ok(true)
    }

    /// Deletes the unexpected keys that invalidations created. Returns the keys that could not be deleted, and lists them in the
    /// journal as keys to report. Does not save the journal.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Busy`] if the lock is lost, and the errors of the store.
    pub(super) async fn delete_created_keys(
        &mut self,
        request_credentials: &Credentials,
    ) -> Result<Vec<ApiKey>, Error> {
        let mut remaining = Vec::new();
        for text in self.journal.unexpected_to_delete.clone() {
            let key = ApiKey::from(text.clone());
            let is_deleted = key != *request_credentials.key()
                && self.delete_created_key(&key, request_credentials).await?;
            self.journal
                .unexpected_to_delete
                .retain(|it| it.expose() != text.expose());
            if is_deleted {
                // If a stale list still has the deleted key, the key must not be reported as a key that appeared.
                if let (Some(short), Some(active)) = (key.short(), &mut self.journal.active)
                    && let Some(known) = &mut active.keys_before_invalidation
                {
                    known.insert(short.to_owned());
                }
                tracing::info!(
                    "an unexpected key was deleted; the API created it when a key was invalidated"
                );
                continue;
            }
            tracing::warn!(
                "an unexpected key, which the API created when a key was invalidated, could not be deleted; read it with \
                 `Rotation::unexpected`, and delete it if no program uses it and no other key has its short form"
            );
            self.journal.unexpected_to_report.push(text);
            remaining.push(key);
        }
        Ok(remaining)
    }

    /// Deletes a key that an invalidation created. Returns whether the API then rejects the key.
    async fn delete_created_key(
        &self,
        key: &ApiKey,
        request_credentials: &Credentials,
    ) -> Result<bool, Error> {
        let (Some(short), Ok(credentials)) = (key.short(), self.credentials_with_key(key.clone()))
        else {
            return Ok(false);
        };
        let keys = self.keys_with(request_credentials);
        for attempt in 1..=MAX_LIST_ATTEMPTS {
            let Ok(listed) = keys.list().await else {
                return Ok(false);
            };
            let of_key = listed
                .iter()
                .filter(|info| info.apikey.as_ref().map(Secret::expose) == Some(short));
            let (live, deleted): (Vec<_>, Vec<_>) = of_key.partition(|info| is_live(info));
            match (live.len(), deleted.len()) {
                (1, _) => {
                    self.ensure_lock_held_and_journal_unchanged().await?;
                    match keys.delete(&Secret::from(short)).await {
                        Err(error) if error.kind() != ErrorKind::NotFound => {
                            tracing::warn!(%error, "the request to delete an unexpected key failed");
                        }
                        _ => {}
                    }
                    let evidence = Evidence {
                        is_invalidated: true,
                        is_other_key_accepted: true,
                    };
                    let verdict = self
                        .await_rejection(&credentials, request_credentials, evidence)
                        .await;
                    return Ok(matches!(verdict, Verdict::Rejected));
                }
                // An interrupted run has deleted the key.
                (0, 1..) => {
                    let verdict = self.check_rejected(&credentials, request_credentials).await;
                    return Ok(matches!(verdict, Verdict::Rejected));
                }
                // The list may be stale.
                (0, 0) => self.sleep(PROBE_INTERVAL * attempt).await,
                // Another key has the same short form.
                _ => return Ok(false),
            }
        }
        Ok(false)
    }

    /// Returns the names of live keys that were not listed before the old key was invalidated, and whose text is unknown. The text
    /// may have been in a response that was lost.
    pub(super) async fn appeared_keys(&self, request_credentials: &Credentials) -> Vec<String> {
        let before = self
            .journal
            .active
            .as_ref()
            .and_then(|active| active.keys_before_invalidation.as_ref());
        let Some(before) = before else {
            return Vec::new();
        };
        let keys = self.keys_with(request_credentials);
        let Ok(listed) = keys.list().await else {
            return Vec::new();
        };
        let known: Vec<ApiKey> = self.journal.known_keys().collect();
        let is_known = |short: &str| {
            before.contains(short) || known.iter().any(|key| key.short() == Some(short))
        };
        let appeared = listed
            .iter()
            .filter(|info| is_live(info) && short_form(info).is_none_or(|short| !is_known(&short)));
        let names = appeared.map(|info| info.keyname.clone().unwrap_or_default());
        let names: Vec<String> = names.collect();
        for name in &names {
            tracing::warn!(
                name,
                "an unknown key appeared while the old key was invalidated; delete it if you did not generate it"
            );
        }
        names
    }
}

fn short_form(info: &types::ApiKeyInfo) -> Option<String> {
    let short = info.apikey.as_ref()?.expose();
    (!short.is_empty()).then(|| short.to_owned())
}
