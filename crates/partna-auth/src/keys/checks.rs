//! What a rotation asks the API and the journal before it goes on.

use std::time::Duration;

use partna_client::{Error, ErrorKind, types};
use partna_types::Secret;

use super::journal::{Journal, Life};
use super::steps::{Run, refused};
use crate::{ApiKey, Credentials};

/// The life of the keys in the vendor's examples: their text ends 300 days after they were made.
const USUAL_LIFE: Life = Life::Months(10);
/// How often a new key is tried before it counts as one that does not work.
const PROOFS: u32 = 5;

impl Run {
    /// A rotation that has a new key is for a client with one of its two keys to go on with.
    pub(super) fn refuse_strangers(&self) -> Result<(), Error> {
        let pair = self.current();
        match &self.journal.open {
            Some(open) if open.new.is_some() && !open.is_about(pair.key()) => {
                Err(refused(format!(
                    "the rotation to `{}` has not ended, and this client signs with neither of its keys: build one from the store",
                    open.name
                )))
            }
            _ => Ok(()),
        }
    }

    /// A client with another key than the one that was last published here would leave that one behind, live and forgotten.
    pub(super) async fn refuse_other_lineages(&self, pair: &Credentials) -> Result<(), Error> {
        let Some(last) = self.journal.last.clone().map(ApiKey::from) else {
            return Ok(());
        };
        if last == *pair.key() || self.is_gone(&self.with_key(last)?, pair).await? {
            return Ok(());
        }
        Err(refused(
            "this client signs with another key than the one that this store published last, which still works: build the \
             client from the store, or give it a store of its own",
        ))
    }

    /// Deletes the keys that were made here and whose text was never stored, and answers the list. A key that can be told by
    /// name, and not by its short form, is left.
    pub(super) async fn sweep(&mut self) -> Result<Vec<types::ApiKeyInfo>, Error> {
        let keys = self.rotation.partna.keys();
        let listed = keys.list().await?;
        let live = || listed.iter().filter(|info| is_live(info));
        for info in live() {
            let (Some(name), Some(short)) = (&info.keyname, &info.apikey) else {
                continue;
            };
            let alike = live()
                .filter(|other| other.apikey.as_ref().map(Secret::expose) == Some(short.expose()));
            if !self.journal.asked.contains(name) {
                continue;
            }
            if alike.count() > 1 {
                tracing::warn!(
                    name,
                    "a lost key cannot be deleted: another has the same short form"
                );
            } else {
                keys.delete(short).await?;
            }
        }
        Ok(listed)
    }

    /// Whether the store certainly lacks the new key: an error does not always mean that nothing was written.
    pub(super) async fn is_lost(&self) -> bool {
        match self.store.load_journal().await {
            Ok(Some(text)) => {
                let journal = Journal::read(&text, &self.current()).ok();
                journal.is_some_and(|journal| journal.open.is_none_or(|open| open.new.is_none()))
            }
            Ok(None) => true,
            Err(_) => false,
        }
    }

    /// Reads something with the new key.
    pub(super) async fn try_new(&self) -> Result<(), Error> {
        let clock = self.rotation.partna.shared().clock.clone();
        let pair = self.new_pair()?;
        let mut attempt = 1;
        while let Some(refusal) = self.refusal_of(&pair).await? {
            if attempt == PROOFS {
                return Err(refusal);
            }
            // It may take a moment until the API knows its own key everywhere.
            clock.sleep(Duration::from_millis(200) * attempt).await;
            attempt += 1;
        }
        Ok(())
    }

    /// Whether the API takes a pair.
    pub(super) async fn works(&self, pair: &Credentials) -> Result<bool, Error> {
        Ok(self.refusal_of(pair).await?.is_none())
    }

    /// How the API refuses to know a pair, if it does. That a scope does not reach so far is no such refusal.
    async fn refusal_of(&self, pair: &Credentials) -> Result<Option<Error>, Error> {
        let partna = self.rotation.partna.signing_with(pair.clone());
        match partna.keys().list().await {
            Err(error) if error.kind() == ErrorKind::NotAuthenticated => Ok(Some(error)),
            Err(error) if error.kind() != ErrorKind::ScopeRefused => Err(error),
            _ => Ok(None),
        }
    }

    /// Whether the key of one pair has ended, by the API's word to it while it takes the other pair. A 401 may mean other
    /// things, such as an address that is not on the whitelist; then it is for the list to say.
    pub(super) async fn is_gone(
        &self,
        pair: &Credentials,
        other: &Credentials,
    ) -> Result<bool, Error> {
        let Some(refusal) = self.refusal_of(pair).await? else {
            return Ok(false);
        };
        let other = self.rotation.partna.signing_with(other.clone());
        let said = refusal.message().unwrap_or_default().to_lowercase();
        match (other.keys().list().await, pair.key().short()) {
            (Ok(_), _) if said.contains("invalid apikey") => Ok(true),
            (Err(error), _)
                if error.kind() == ErrorKind::ScopeRefused && said.contains("invalid apikey") =>
            {
                Ok(true)
            }
            (Ok(listed), Some(short)) => {
                let is_it = |info: &&types::ApiKeyInfo| {
                    info.apikey.as_ref().is_some_and(|it| it.expose() == short)
                };
                Ok(!listed.iter().filter(is_it).any(is_live))
            }
            _ => Err(refusal),
        }
    }
}

/// A deleted key may stay in the list; a live one was "deleted" in the year 1, as a Go server writes a time that is not set.
fn is_live(info: &types::ApiKeyInfo) -> bool {
    info.deleted_at
        .as_deref()
        .is_none_or(|at| at.is_empty() || at.starts_with("0001-"))
}

/// What is known of the life of a key: whether it expires, by the list or else by its text.
pub(super) fn life_of(key: &ApiKey, listed: &[types::ApiKeyInfo]) -> Option<Life> {
    let is_it = |info: &&types::ApiKeyInfo| info.apikey.as_ref().map(Secret::expose) == key.short();
    let listed = key
        .short()
        .and_then(|_| listed.iter().find(is_it)?.expirable);
    let expires = listed.or(key.expires().map(|_| true))?;
    Some(if expires { USUAL_LIFE } else { Life::Forever })
}
