//! A rotation under way: every step, and what it finds when it is resumed.

use std::sync::Arc;
use std::time::Duration;

use partna_client::{Error, ErrorKind, types};
use partna_types::{ApiKeyScope, Secret};

use super::journal::{Journal, Life, Open, Step};
use super::rotation::{Prepared, Rotated, Rotation};
use super::store::{KeyStore, StoreLock};
use crate::credentials::live::Held;
use crate::{ApiKey, Credentials, Partna};

/// The life of the keys in the vendor's examples: their text ends 300 days after they were made.
const USUAL_LIFE: Life = Life::Months(10);
/// How often a new key is tried before it counts as one that does not work.
const PROOFS: u32 = 5;
/// A request gets this long to end with the old key; one that takes longer is sent again with the new.
const LONGEST_DRAIN: Duration = Duration::from_secs(60);

/// A rotation with the lock in its hands and the journal open.
pub(super) struct Run {
    rotation: Rotation,
    store: Arc<dyn KeyStore>,
    journal: Journal,
    /// Whether the step that the journal names may have been under way already.
    resumed: bool,
    /// The pair that was swapped out here, while requests are under way with it.
    swapped_out: Option<Arc<Held>>,
    _lock: StoreLock,
}

impl Run {
    pub(super) async fn begin(rotation: Rotation) -> Result<Self, Error> {
        let store = rotation.required_store()?;
        let lock = store.lock().await?;
        let pair = rotation.partna.shared().live.held().credentials.clone();
        let journal = match store.load_journal().await? {
            Some(text) => Journal::read(&text, &pair)?,
            None => Journal::new(&pair),
        };
        if let Some(open) = &journal.open
            && !open.is_about(pair.key())
        {
            let what = format!(
                "the rotation to `{}` has not ended, and this client signs with neither of its keys: build one from the store",
                open.name
            );
            return Err(Error::new(ErrorKind::Refused, what));
        }
        let resumed = journal.open.is_some();
        Ok(Self {
            rotation,
            store,
            journal,
            resumed,
            swapped_out: None,
            _lock: lock,
        })
    }

    /// Everything up to the swap.
    pub(super) async fn prepare(&mut self) -> Result<Prepared, Error> {
        loop {
            let Some(open) = &self.journal.open else {
                let old = self
                    .rotation
                    .partna
                    .shared()
                    .live
                    .held()
                    .credentials
                    .key()
                    .clone();
                self.open(old).await?;
                continue;
            };
            let (step, name) = (open.step, open.name.clone());
            match step {
                Step::Generate if self.resumed => self.start_anew().await,
                Step::Generate => self.generate().await,
                Step::Prove => self.prove().await,
                Step::Publish => self.publish().await,
                Step::Invalidate => return Ok(Prepared { name }),
            }
            .map_err(|error| stopped(&name, step, error))?;
        }
    }

    /// The end of the old key.
    pub(super) async fn finish(&mut self) -> Result<Rotated, Error> {
        let Some(open) = &self.journal.open else {
            return Err(Error::new(
                ErrorKind::Refused,
                "no rotation has been prepared on this store",
            ));
        };
        let (step, name) = (open.step, open.name.clone());
        if step != Step::Invalidate {
            let what = format!(
                "the rotation to `{name}` has not been prepared yet: `prepare` or `run` goes on with it"
            );
            return Err(Error::new(ErrorKind::Refused, what));
        }
        self.invalidate()
            .await
            .map_err(|error| stopped(&name, step, error))
    }

    /// Forgets a rotation, and the key that it may have made.
    pub(super) async fn abandon(&mut self) -> Result<(), Error> {
        match &self.journal.open {
            Some(open) if open.step == Step::Generate || open.step == Step::Prove => {
                let name = open.name.clone();
                self.delete_by_name(&name).await?;
                self.journal.open = None;
                self.save().await
            }
            Some(open) => {
                let what = format!(
                    "the rotation to `{}` has come too far to be given up: `run` ends it",
                    open.name
                );
                Err(Error::new(ErrorKind::Refused, what))
            }
            None => Err(Error::new(
                ErrorKind::Refused,
                "no rotation is under way on this store",
            )),
        }
    }

    /// Writes down that a key is to be made, and how.
    async fn open(&mut self, old: ApiKey) -> Result<(), Error> {
        let scope = self.rotation.scope.clone().or_else(|| old.scope()).ok_or_else(|| {
            let what = "the old key's text does not tell its scope: set that of the new key with `Rotation::scope`";
            Error::new(ErrorKind::Refused, what)
        })?;
        self.journal.life = Some(match self.rotation.life.or(self.journal.life) {
            Some(life) => life,
            None => self.life_of(&old).await?,
        });
        self.open_with(old.into(), scope).await
    }

    async fn open_with(&mut self, old: Secret, scope: ApiKeyScope) -> Result<(), Error> {
        let name = format!("{}-{:016x}", self.rotation.prefix, rand::random::<u64>());
        self.journal.names.push(name.clone());
        self.journal.open = Some(Open {
            step: Step::Generate,
            name,
            scope,
            old,
            new: None,
        });
        self.resumed = false;
        self.save().await
    }

    /// Whether the old key expires, by the list or else by its text.
    async fn life_of(&self, old: &ApiKey) -> Result<Life, Error> {
        let listed = match self.rotation.partna.keys().list().await {
            Err(error) if error.kind() == ErrorKind::ScopeRefused => Vec::new(),
            listed => listed?,
        };
        let listed = listed.iter().find(|info| {
            info.apikey
                .as_ref()
                .is_some_and(|short| Some(short.expose()) == old.short())
        });
        let expires = match listed.and_then(|info| info.expirable) {
            Some(expirable) => expirable,
            None => old.expires().is_some(),
        };
        Ok(if expires { USUAL_LIFE } else { Life::Forever })
    }

    /// The text of a key that may have been made is lost: it goes, and another is made under another name.
    async fn start_anew(&mut self) -> Result<(), Error> {
        let Some(open) = self.journal.open.take() else {
            return Ok(());
        };
        self.delete_by_name(&open.name).await?;
        self.open_with(open.old, open.scope).await
    }

    async fn delete_by_name(&self, name: &str) -> Result<(), Error> {
        let keys = self.rotation.partna.keys();
        for info in keys.list().await? {
            let ours = info.keyname.as_deref() == Some(name) && is_live(&info);
            if let Some(short) = info.apikey.filter(|_| ours) {
                keys.delete(&short).await?;
            }
        }
        Ok(())
    }

    async fn generate(&mut self) -> Result<(), Error> {
        let Some(open) = &self.journal.open else {
            return Ok(());
        };
        let mut request = self
            .rotation
            .partna
            .keys()
            .generate(open.name.clone(), open.scope.clone());
        request = match self.journal.life {
            Some(Life::Days(days)) => request.expires_in_days(days),
            Some(Life::Months(months)) => request.expires_in_months(months),
            Some(Life::Forever) | None => request,
        };
        if let Some(otp) = &self.rotation.otp {
            request = request.otp(otp().await?);
        }
        let name = open.name.clone();
        let key = request.send().await?;
        let kept = self
            .advance(Step::Prove, |open| open.new = Some(key.into()))
            .await;
        if kept.is_err() {
            // Nobody will ever know this key. If this fails as well, the next run does it: the name is in the journal.
            if let Err(error) = self.delete_by_name(&name).await {
                tracing::warn!(%error, name, "a new key could not be stored, nor deleted; the next run deletes it");
            }
        }
        kept
    }

    /// Reads something with the new key. That its scope does not reach so far proves it too: the API knows it.
    async fn prove(&mut self) -> Result<(), Error> {
        let clock = self.rotation.partna.shared().clock.clone();
        let partna = self.rotation.partna.signing_with(self.new_pair()?);
        for attempt in 1.. {
            match partna.keys().list().await {
                Ok(_) => break,
                Err(error) if error.kind() == ErrorKind::ScopeRefused => break,
                // It may take a moment until the API knows its own key everywhere.
                Err(error) if error.kind() == ErrorKind::NotAuthenticated && attempt < PROOFS => {
                    clock.sleep(Duration::from_millis(200) * attempt).await;
                }
                Err(error) => return Err(error),
            }
        }
        self.advance(Step::Publish, |_| {}).await
    }

    async fn publish(&mut self) -> Result<(), Error> {
        let pair = self.new_pair()?;
        self.store.publish(&pair).await?;
        self.swap(pair).await;
        self.advance(Step::Invalidate, |_| {}).await
    }

    /// From here on, this client and its clones sign with the new key.
    async fn swap(&mut self, pair: Credentials) {
        let live = &self.rotation.partna.shared().live;
        let held = live.held();
        if held.credentials != pair {
            live.replace(pair, "a rotation").await;
            self.swapped_out = Some(held);
        }
    }

    async fn invalidate(&mut self) -> Result<Rotated, Error> {
        let pair = self.new_pair()?;
        self.swap(pair.clone()).await;
        self.drain().await;
        let Some(open) = &self.journal.open else {
            return Err(Error::new(
                ErrorKind::Store,
                "the journal has lost the rotation",
            ));
        };
        let (name, old) = (open.name.clone(), ApiKey::from(open.old.clone()));
        // Signed with the new key whatever this client may have loaded meanwhile.
        let keys = self.rotation.partna.signing_with(pair.clone()).keys();
        // Where it may have been done before, doing it again would fail.
        let answered = if self.resumed && self.is_gone(&pair, &old).await? {
            None
        } else {
            match keys.invalidate(&old).await {
                Ok(answered) => answered,
                Err(error) if matches!(error.kind(), ErrorKind::Invalid | ErrorKind::NotFound) => {
                    if !self.is_gone(&pair, &old).await? {
                        return Err(error);
                    }
                    None
                }
                Err(error) => return Err(error),
            }
        };
        let unexpected = answered.filter(|key| key != &old && key != pair.key());
        if let Some(key) = &unexpected {
            tracing::warn!(
                "the API answered another key when the old one was invalidated; it is in the journal"
            );
            self.journal.unexpected.push(key.clone().into());
        }
        self.journal.open = None;
        self.save().await?;
        Ok(Rotated { name, unexpected })
    }

    /// Waits until no request is under way with the old key, and then for the other processes.
    async fn drain(&mut self) {
        let clock = self.rotation.partna.shared().clock.clone();
        if let Some(held) = self.swapped_out.take() {
            let start = clock.now();
            while Arc::strong_count(&held) > 1 && clock.now().saturating_sub(start) < LONGEST_DRAIN
            {
                clock.sleep(Duration::from_millis(2)).await;
            }
        }
        clock.sleep(self.rotation.grace).await;
    }

    /// Whether the API does not know the old key any more.
    async fn is_gone(&self, pair: &Credentials, old: &ApiKey) -> Result<bool, Error> {
        let pair = Credentials::new(pair.environment(), old.clone(), pair.user().clone())?;
        match self.rotation.partna.signing_with(pair).keys().list().await {
            Err(error) if error.kind() == ErrorKind::NotAuthenticated => Ok(true),
            Err(error) if error.kind() != ErrorKind::ScopeRefused => Err(error),
            _ => Ok(false),
        }
    }

    fn new_pair(&self) -> Result<Credentials, Error> {
        let new = self.journal.open.as_ref().and_then(|open| open.new.clone());
        let new = new
            .ok_or_else(|| Error::new(ErrorKind::Store, "the journal does not have the new key"))?;
        Credentials::new(self.journal.environment, new, self.journal.user.clone())
    }

    /// Writes down which step comes next.
    async fn advance(&mut self, step: Step, change: impl FnOnce(&mut Open)) -> Result<(), Error> {
        if let Some(open) = &mut self.journal.open {
            open.step = step;
            change(open);
        }
        self.resumed = false;
        self.save().await
    }

    async fn save(&self) -> Result<(), Error> {
        self.store.save_journal(&self.journal.text()?).await
    }
}

impl Partna {
    /// The same client with a fixed pair, which nothing else shares.
    fn signing_with(&self, pair: Credentials) -> Self {
        self.with_shared(self.shared().signing_with(pair))
    }
}

/// A deleted key may stay in the list; a live one was "deleted" in the year 1, as a Go server writes a time that is not set.
fn is_live(info: &types::ApiKeyInfo) -> bool {
    info.deleted_at
        .as_deref()
        .is_none_or(|at| at.is_empty() || at.starts_with("0001-"))
}

fn stopped(name: &str, step: Step, error: Error) -> Error {
    let doing = match step {
        Step::Generate => "making the new key",
        Step::Prove => "proving the new key",
        Step::Publish => "storing the new key",
        Step::Invalidate => "ending the old key",
    };
    let what = format!(
        "the rotation to `{name}` stopped at {doing}; run it again, and it goes on from there"
    );
    Error::new(error.kind(), what)
        .with_operation(error.operation())
        .with_source(error)
}
