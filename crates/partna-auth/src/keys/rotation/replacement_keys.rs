//! Keys that the API makes when it invalidates one: they must not stay behind, live and forgotten.
//!
//! The API returns a key when it invalidates one, and documents nothing of it. A returned key is deleted only if the list shows
//! that it did not exist before. Any other may be in use elsewhere, and is reported.

use partna_client::{Error, ErrorKind, types};
use partna_types::Secret;

use super::guards::{MAX_KEY_LENGTH, is_live};
use super::journal::ShortForms;
use super::probe::{Evidence, PROBE_INTERVAL, Verdict};
use super::run::RotationRun;
use crate::{ApiKey, Credentials};

/// How many keys that nobody requested a journal keeps. More would make it longer than a store reads.
const MAX_UNEXPECTED: usize = 100;
/// How many listed keys a journal keeps, for the same reason.
const MAX_LISTED: usize = 10_000;
/// How often the list is read until it shows a key that the API has just returned.
const MAX_LIST_ATTEMPTS: u32 = 3;

impl RotationRun {
    /// Lists the live keys, by their short forms. `None` if they are not all known: the list cannot be read, or lacks the key
    /// that reads it.
    pub(super) async fn live_short_forms(&self, by: &Credentials) -> Option<ShortForms> {
        let keys = self.rotation.partna.signing_with(by.clone()).keys();
        let listed = keys.list().await.ok()?;
        let live = listed.iter().filter(|info| is_live(info)).map(short_form);
        let live: ShortForms = live.collect::<Option<_>>()?;
        let is_complete = live.contains(by.key().short()?) && live.len() <= MAX_LISTED;
        is_complete.then_some(live)
    }

    /// Journals which keys are live before the old one is invalidated. What another run has journalled stays: its request may
    /// have been carried out.
    pub(super) async fn record_listed(&mut self, before: Option<&ShortForms>) -> Result<(), Error> {
        match (&mut self.journal.active, before) {
            (Some(active), Some(before)) if active.listed.is_none() => {
                active.listed = Some(before.clone());
                self.save().await
            }
            _ => Ok(()),
        }
    }

    /// Invalidates a key with another one, and journals the key that the API returns. `before` are the keys that were live
    /// right before. Returns the response, and a returned key that may be in use elsewhere.
    ///
    /// # Errors
    ///
    /// What the store reports if the returned key cannot be journalled.
    pub(super) async fn invalidate_with(
        &mut self,
        key: &ApiKey,
        by: &Credentials,
        before: Option<&ShortForms>,
    ) -> Result<(Result<(), Error>, Option<ApiKey>), Error> {
        let keys = self.rotation.partna.signing_with(by.clone()).keys();
        let response = keys.invalidate(key).await;
        let returned = match &response {
            Ok(Some(returned)) if !self.is_known(returned, key, by) => Some(returned.clone()),
            _ => None,
        };
        let response = response.map(drop);
        let Some(returned) = returned else {
            return Ok((response, None));
        };
        let is_made_now = match (returned.short(), before) {
            (Some(short), Some(before)) => !before.contains(short),
            _ => false,
        };
        let is_recorded = self.record_returned(&returned, is_made_now).await?;
        let is_unexpected = !(is_made_now && is_recorded);
        Ok((response, is_unexpected.then_some(returned)))
    }

    /// Whether a returned key is empty, or one that this rotation knows the state of.
    fn is_known(&self, returned: &ApiKey, key: &ApiKey, by: &Credentials) -> bool {
        returned.expose().is_empty()
            || returned == key
            || returned == by.key()
            || self.journal.keys_in_use().any(|known| known == *returned)
    }

    /// Journals a key that nobody requested: as one to delete, or as one to report. Returns whether it is kept there. It is
    /// known nowhere else.
    async fn record_returned(&mut self, key: &ApiKey, is_made_now: bool) -> Result<bool, Error> {
        let is_known = self.journal.known_keys().any(|known| known == *key);
        let recorded = self.journal.unexpected.len() + self.journal.replacements.len();
        let is_too_long = key.expose().len() > MAX_KEY_LENGTH;
        if !is_known && (is_too_long || recorded >= MAX_UNEXPECTED) {
            tracing::warn!(
                is_too_long,
                "the API returned an unexpected key when the old one was invalidated; the journal has no room for it, so read \
                 it from `Rotated::unexpected`"
            );
            return Ok(false);
        }
        if is_known {
            return Ok(self
                .journal
                .replacements
                .iter()
                .any(|it| it.expose() == key.expose()));
        }
        let list = if is_made_now {
            &mut self.journal.replacements
        } else {
            tracing::warn!(
                "the API returned an unexpected key when the old one was invalidated; it is in the journal"
            );
            &mut self.journal.unexpected
        };
        list.push(key.clone().into());
        self.save_persistently().await?;
        Ok(true)
    }

    /// Deletes the keys that the API made when it invalidated others. Returns those that may still work; they stay in the
    /// journal, as unexpected ones. The journal is not saved.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Busy`] if the lock is lost, and what the store reports.
    pub(super) async fn delete_replacements(
        &mut self,
        by: &Credentials,
    ) -> Result<Vec<ApiKey>, Error> {
        let mut remaining = Vec::new();
        for text in self.journal.replacements.clone() {
            let key = ApiKey::from(text.clone());
            let is_deleted = key != *by.key() && self.delete_replacement(&key, by).await?;
            self.journal
                .replacements
                .retain(|it| it.expose() != text.expose());
            if is_deleted {
                // A list that lags must not report it as one that appeared.
                if let (Some(short), Some(active)) = (key.short(), &mut self.journal.active)
                    && let Some(listed) = &mut active.listed
                {
                    listed.insert(short.to_owned());
                }
                tracing::info!("a key that the API made when it invalidated another was deleted");
                continue;
            }
            tracing::warn!(
                "a key that the API made when it invalidated another could not be deleted; it is in the journal"
            );
            self.journal.unexpected.push(text);
            remaining.push(key);
        }
        Ok(remaining)
    }

    /// Deletes such a key, and returns whether it is refused from here on.
    async fn delete_replacement(&self, key: &ApiKey, by: &Credentials) -> Result<bool, Error> {
        let (Some(short), Ok(credentials)) = (key.short(), self.with_key(key.clone())) else {
            return Ok(false);
        };
        let keys = self.rotation.partna.signing_with(by.clone()).keys();
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
                    self.ensure_exclusive().await?;
                    match keys.delete(&Secret::from(short)).await {
                        Err(error) if error.kind() != ErrorKind::NotFound => {
                            tracing::warn!(%error, "a key that the API made could not be deleted");
                        }
                        _ => {}
                    }
                    let evidence = Evidence {
                        is_invalidated: true,
                        other_has_acted: true,
                    };
                    let verdict = self.await_refusal(&credentials, by, evidence).await;
                    return Ok(matches!(verdict, Verdict::Refused));
                }
                // A run that was interrupted has deleted it.
                (0, 1..) => {
                    let verdict = self.is_refused(&credentials, by).await;
                    return Ok(matches!(verdict, Verdict::Refused));
                }
                // The list may lag behind.
                (0, 0) => self.sleep(PROBE_INTERVAL * attempt).await,
                // The short form is of another key as well.
                _ => return Ok(false),
            }
        }
        Ok(false)
    }

    /// Returns the names of live keys that were not listed before the old key was invalidated and whose text is not known
    /// here. If a response was lost, so was the text of the key in it.
    pub(super) async fn appeared_keys(&self, by: &Credentials) -> Vec<String> {
        let before = self
            .journal
            .active
            .as_ref()
            .and_then(|active| active.listed.as_ref());
        let Some(before) = before else {
            return Vec::new();
        };
        let keys = self.rotation.partna.signing_with(by.clone()).keys();
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
                "an unknown key appeared while the old one was invalidated; delete it if you did not make it"
            );
        }
        names
    }
}

fn short_form(info: &types::ApiKeyInfo) -> Option<String> {
    let short = info.apikey.as_ref()?.expose();
    (!short.is_empty()).then(|| short.to_owned())
}
