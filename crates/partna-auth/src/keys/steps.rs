//! A rotation under way: every step, and what it finds when it is resumed.

use std::sync::Arc;
use std::time::Duration;

use partna_client::{Error, ErrorKind};
use partna_types::{ApiKeyScope, Secret};

use super::checks::life_of;
use super::journal::{Journal, Life, Open, Step};
use super::rotation::{Prepared, Rotated, Rotation};
use super::store::{KeyStore, StoreLock};
use crate::transport::Shared;
use crate::{ApiKey, Credentials, Partna};

/// A request gets this long to end with the old key. One that takes longer may be refused, and is then sent again with the
/// new one.
const LONGEST_DRAIN: Duration = Duration::from_secs(60);

/// A rotation with the lock in its hands and the journal open.
pub(super) struct Run {
    pub(super) rotation: Rotation,
    pub(super) store: Arc<dyn KeyStore>,
    pub(super) journal: Journal,
    /// Whether the step that the journal names may have been under way already.
    resumed: bool,
    _lock: Box<dyn StoreLock>,
}

impl Run {
    pub(super) async fn begin(rotation: Rotation) -> Result<Self, Error> {
        let store = rotation.required_store()?;
        let lock = store.lock().await?;
        let live = &rotation.partna.shared().live;
        // What another process has rotated meanwhile is the key to begin with.
        live.reload().await;
        let pair = live.held().credentials.clone();
        let journal = match store.load_journal().await? {
            Some(text) => Journal::read(&text, &pair)?,
            None => Journal::new(&pair),
        };
        let resumed = journal.open.is_some();
        Ok(Self {
            rotation,
            store,
            journal,
            resumed,
            _lock: lock,
        })
    }

    /// Everything up to the swap, and the swap.
    pub(super) async fn prepare(&mut self) -> Result<Prepared, Error> {
        loop {
            let Some(open) = &self.journal.open else {
                self.open().await?;
                continue;
            };
            let (step, name) = (open.step, open.name.clone());
            self.refuse_strangers()?;
            match step {
                // The text of a key that may have been made is lost: it goes, and another is made under another name.
                Step::Generate if self.resumed => self.open().await,
                Step::Generate => self.generate().await,
                Step::Prove => self.prove().await,
                Step::Publish => self.publish().await,
                Step::Invalidate => {
                    self.take_up()
                        .await
                        .map_err(|error| stopped(&name, step, error))?;
                    return Ok(Prepared { name });
                }
            }
            .map_err(|error| stopped(&name, step, error))?;
        }
    }

    /// The end of the old key.
    pub(super) async fn finish(&mut self) -> Result<Rotated, Error> {
        let Some(open) = &self.journal.open else {
            return Err(refused("no rotation has been prepared on this store"));
        };
        let (step, name) = (open.step, open.name.clone());
        if step != Step::Invalidate {
            let what = format!(
                "the rotation to `{name}` is not prepared yet: `prepare` or `run` goes on with it"
            );
            return Err(refused(what));
        }
        self.refuse_strangers()?;
        self.invalidate()
            .await
            .map_err(|error| stopped(&name, step, error))
    }

    /// Puts the old key back, ends the new one, and forgets the rotation.
    pub(super) async fn abandon(&mut self) -> Result<(), Error> {
        let Some(open) = &self.journal.open else {
            return Err(refused("no rotation is under way on this store"));
        };
        let (step, name, made) = (open.step, open.name.clone(), open.new.is_some());
        let (old, current) = (self.old_pair()?, self.current());
        let stranger = made && !open.is_about(current.key());
        if stranger && self.is_gone(&old, &current).await? {
            // A third key has taken their place.
            self.end_new(&current).await?;
            self.journal.last = None;
        } else if made {
            self.refuse_strangers()?;
            if !self.works(&old).await? {
                let what = format!(
                    "the old key does not work any more: `run` goes on with the rotation to `{name}`"
                );
                return Err(refused(what));
            }
            let new = self.new_pair()?;
            if step == Step::Publish || step == Step::Invalidate {
                self.store.publish(new.key(), &old).await?;
            }
            let live = &self.rotation.partna.shared().live;
            live.restore(old.clone(), new.key(), "a rotation that was given up")
                .await;
            self.drain(new.key()).await;
            self.end_new(&old).await?;
            self.journal.last = Some(old.key().clone().into());
        }
        // By its name as well: its text may be lost, and a key that does not work may be listed.
        self.journal.asked.insert(name);
        self.sweep().await?;
        self.journal.open = None;
        self.save().await
    }

    /// Ends the new key, signed with another that works.
    async fn end_new(&self, by: &Credentials) -> Result<(), Error> {
        let new = self.new_pair()?;
        if self.works(&new).await? {
            self.rotation
                .partna
                .signing_with(by.clone())
                .keys()
                .invalidate(new.key())
                .await?;
        }
        Ok(())
    }

    pub(super) fn unexpected(&self) -> Vec<ApiKey> {
        self.journal
            .unexpected
            .iter()
            .cloned()
            .map(ApiKey::from)
            .collect()
    }

    /// Writes down that a key is to be made, and how; once it is clear that it could be put to use.
    async fn open(&mut self) -> Result<(), Error> {
        let pair = self.current();
        self.refuse_other_lineages(&pair).await?;
        self.store.check(&pair).await?;
        let listed = self.sweep().await?;
        // As said now, or when this rotation began: the text of the old key is only asked when nobody has said anything.
        let said = self.journal.open.take().map(|open| open.scope);
        let scope = self.rotation.scope.clone().or(said);
        let scope = scope.or_else(|| pair.key().scope()).ok_or_else(|| {
            refused("the old key's text does not tell its scope: set that of the new key with `Rotation::scope`")
        })?;
        if scope == ApiKeyScope::GetOnly {
            return Err(refused(
                "a key that only reads could not end the old one: rotate to another scope, and make that key with `Keys::generate`",
            ));
        }
        let life = self
            .rotation
            .life
            .or(self.journal.life)
            .or_else(|| life_of(pair.key(), &listed));
        self.journal.life = Some(life.ok_or_else(|| {
            refused(
                "whether the old key expires cannot be told: say how long the new one is to live, with \
                 `Rotation::expires_in_days`, `expires_in_months` or `never_expires`",
            )
        })?);
        let name = format!("{}-{:016x}", self.rotation.prefix, rand::random::<u64>());
        self.journal.names.push(name.clone());
        self.journal.asked.insert(name.clone());
        let old = pair.key().clone().into();
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

    async fn generate(&mut self) -> Result<(), Error> {
        let Some(open) = &self.journal.open else {
            return Ok(());
        };
        let (name, scope) = (open.name.clone(), open.scope.clone());
        let mut request = self.rotation.partna.keys().generate(name.clone(), scope);
        request = match self.journal.life {
            Some(Life::Days(days)) => request.expires_in_days(days),
            Some(Life::Months(months)) => request.expires_in_months(months),
            Some(Life::Forever) | None => request,
        };
        if let Some(otp) = &self.rotation.otp {
            request = request.otp(otp().await?);
        }
        let key = Secret::from(request.send().await?);
        self.journal.asked.remove(&name);
        let kept = self.advance(Step::Prove, |open| open.new = Some(key)).await;
        if kept.is_err() && self.is_lost().await {
            // Nobody will ever know this key. If this fails as well, the next run does it: its name is in the journal.
            self.journal.asked.insert(name.clone());
            if let Err(error) = self.sweep().await {
                tracing::warn!(%error, name, "a new key could not be stored, nor deleted; the next run deletes it");
            }
        }
        kept
    }

    async fn prove(&mut self) -> Result<(), Error> {
        self.try_new().await?;
        self.advance(Step::Publish, |_| {}).await
    }

    async fn publish(&mut self) -> Result<(), Error> {
        if self.resumed {
            // It may have been ended since it was proved.
            self.try_new().await?;
        }
        self.put_to_use().await?;
        self.advance(Step::Invalidate, |_| {}).await
    }

    /// Stores the new key, and has this client and its clones sign with it from here on.
    async fn put_to_use(&mut self) -> Result<(), Error> {
        let (old, new) = (self.old_pair()?, self.new_pair()?);
        self.store.publish(old.key(), &new).await?;
        self.journal.last = Some(new.key().clone().into());
        let live = &self.rotation.partna.shared().live;
        live.replace(old.key(), new, "a rotation").await;
        Ok(())
    }

    /// On another day, or after a crash: the new key may have died, and the file may have been put back.
    async fn take_up(&mut self) -> Result<(), Error> {
        if self.resumed {
            self.try_new().await?;
            self.put_to_use().await?;
        }
        Ok(())
    }

    async fn invalidate(&mut self) -> Result<Rotated, Error> {
        self.take_up().await?;
        let (old, new) = (self.old_pair()?, self.new_pair()?);
        self.drain(old.key()).await;
        // Signed with the new key whatever this client may have loaded meanwhile.
        let keys = self.rotation.partna.signing_with(new.clone()).keys();
        // Where it may have been done before, doing it again would fail.
        let answered = if self.resumed && self.is_gone(&old, &new).await? {
            None
        } else {
            match keys.invalidate(old.key()).await {
                Err(error) if matches!(error.kind(), ErrorKind::Invalid | ErrorKind::NotFound) => {
                    if !self.is_gone(&old, &new).await? {
                        return Err(error);
                    }
                    None
                }
                answered => answered?,
            }
        };
        let strange =
            |key: &ApiKey| key != old.key() && key != new.key() && !key.expose().is_empty();
        let unexpected = answered.filter(strange);
        if let Some(key) = &unexpected {
            tracing::warn!(
                "the API answered another key when the old one was invalidated; it is in the journal"
            );
            self.journal.unexpected.push(key.clone().into());
        }
        let name = self
            .journal
            .open
            .take()
            .map(|open| open.name)
            .unwrap_or_default();
        self.save_at_last().await?;
        Ok(Rotated { name, unexpected })
    }

    /// What the API has answered once is nowhere else, so that a full disk gets some time to be freed.
    async fn save_at_last(&mut self) -> Result<(), Error> {
        let clock = self.rotation.partna.shared().clock.clone();
        for pause in [50, 200, 800] {
            if self.save().await.is_ok() {
                return Ok(());
            }
            clock.sleep(Duration::from_millis(pause)).await;
        }
        self.save().await
    }

    /// Waits until no request is under way with the old key, and then for the other processes.
    async fn drain(&self, old: &ApiKey) {
        let Shared { clock, live, .. } = self.rotation.partna.shared();
        let start = clock.now();
        while live.in_use(old) && clock.now().saturating_sub(start) < LONGEST_DRAIN {
            clock.sleep(Duration::from_millis(2)).await;
            // A clock that is not ours may not wait at all.
            tokio::task::yield_now().await;
        }
        clock.sleep(self.rotation.grace).await;
    }

    /// The pair that the client signs with now.
    pub(super) fn current(&self) -> Credentials {
        self.rotation
            .partna
            .shared()
            .live
            .held()
            .credentials
            .clone()
    }

    fn old_pair(&self) -> Result<Credentials, Error> {
        let old = self.journal.open.as_ref().map(|open| open.old.clone());
        self.with_key(old.ok_or_else(lost)?.into())
    }

    pub(super) fn new_pair(&self) -> Result<Credentials, Error> {
        let new = self.journal.open.as_ref().and_then(|open| open.new.clone());
        self.with_key(new.ok_or_else(lost)?.into())
    }

    pub(super) fn with_key(&self, key: ApiKey) -> Result<Credentials, Error> {
        Credentials::new(self.journal.environment, key, self.journal.user.clone())
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

    async fn save(&mut self) -> Result<(), Error> {
        let record = self.journal.next_record()?;
        self.store.save_journal(&record).await?;
        self.journal.generation = record.generation();
        Ok(())
    }
}

impl Partna {
    /// The same client with a fixed pair, which nothing else shares.
    pub(super) fn signing_with(&self, pair: Credentials) -> Self {
        self.with_shared(self.shared().signing_with(pair))
    }
}

fn stopped(name: &str, step: Step, error: Error) -> Error {
    let doing = match step {
        Step::Generate => "making the new key",
        Step::Prove => "proving the new key; if it never works, `Rotation::abandon` gives it up",
        Step::Publish => "storing the new key",
        Step::Invalidate => "ending the old key",
    };
    error.within(format_args!(
        "the rotation to `{name}` stopped at {doing}; run again, it goes on from there"
    ))
}

pub(super) fn refused(what: impl Into<String>) -> Error {
    Error::new(ErrorKind::Refused, what)
}

fn lost() -> Error {
    Error::new(
        ErrorKind::Store,
        "the journal of the rotation lacks a key that it should have",
    )
}
