//! A rotation under way: every step, and what it finds when it is resumed.

use std::time::Duration;

use partna_client::{Error, ErrorKind, Operation};
use partna_types::Secret;

use super::guards::lifetime_of;
use super::journal::{ActiveRotation, Journal, Lifetime, Step};
use super::run::RotationRun;
use super::{Prepared, Rotated, Rotation};
use crate::errors::{config, unsupported};
use crate::transport::Shared;
use crate::transport::admission::refuses_scope;
use crate::{ApiKey, Credentials};

/// A request gets this long to end with the old key. One that takes longer may be refused, and is then sent again with the
/// new one.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(60);

impl RotationRun {
    pub(super) async fn start(rotation: Rotation) -> Result<Self, Error> {
        let store = rotation.required_store()?;
        let lock = store.lock().await?;
        let credential_cache = &rotation.partna.shared().credential_cache;
        // What another process has rotated meanwhile is the key to begin with.
        credential_cache.reload().await;
        let pair = credential_cache.snapshot().credentials.clone();
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
            listed: Vec::new(),
            lock,
        })
    }

    /// Everything up to the swap, and the swap.
    pub(super) async fn prepare(&mut self) -> Result<Prepared, Error> {
        loop {
            let Some(open) = &self.journal.open else {
                self.begin().await?;
                continue;
            };
            let (step, name) = (open.step, open.name.clone());
            self.ensure_client_matches()?;
            self.ensure_locked().await?;
            match step {
                // The text of a key that may have been made is lost: it goes, and another is made under another name.
                Step::Generate if self.resumed => self.begin().await,
                Step::Generate => self.generate().await,
                Step::Prove => self.prove().await,
                Step::Publish => self.publish().await,
                Step::Invalidate => {
                    self.resume_publish()
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
            return Err(unsupported("no rotation has been prepared on this store"));
        };
        let (step, name) = (open.step, open.name.clone());
        if step != Step::Invalidate {
            let what = format!(
                "the rotation to `{name}` is not prepared yet: `prepare` or `run` goes on with it"
            );
            return Err(unsupported(what));
        }
        self.ensure_client_matches()?;
        self.invalidate()
            .await
            .map_err(|error| stopped(&name, step, error))
    }

    pub(super) fn unexpected(&self) -> Vec<ApiKey> {
        self.journal
            .unexpected
            .iter()
            .cloned()
            .map(ApiKey::from)
            .collect()
    }

    /// Journals that a key is to be made, and how, once nothing stands in the way of its use.
    async fn begin(&mut self) -> Result<(), Error> {
        let credentials = self.current();
        self.refuse_other_lineages(&credentials).await?;
        self.store.check(&credentials).await?;
        self.delete_orphans().await?;
        self.invalidate_leftovers(&credentials).await?;
        // As stated now, or when this rotation began. The text of the old key counts only if nobody has stated anything.
        let stated = self.journal.open.take().map(|open| open.scope);
        let scope = self.rotation.scope.clone().or(stated);
        let scope = scope.or_else(|| credentials.key().scope()).ok_or_else(|| {
            config("the old key: its text does not show its scope; set that of the new key with `Rotation::scope`")
        })?;
        let ends_old_key = Operation::by_id("invalidate_api_key");
        if ends_old_key.is_some_and(|operation| refuses_scope(operation, &scope)) {
            return Err(config(
                "the scope of the new key: a key that only reads could not invalidate the old one; rotate to another scope, and \
                 make such a key with `Keys::generate`",
            ));
        }
        let lifetime = self
            .rotation
            .life
            .or(self.journal.life)
            .or_else(|| lifetime_of(credentials.key(), &self.listed));
        self.journal.life = Some(lifetime.ok_or_else(|| {
            config(
                "the old key: whether it expires is not known; set the lifetime of the new key with \
                 `Rotation::expires_in_days`, `expires_in_months` or `never_expires`",
            )
        })?);
        let name = format!("{}-{:016x}", self.rotation.prefix, rand::random::<u64>());
        self.journal.names.push(name.clone());
        self.journal.asked.insert(name.clone());
        let old = credentials.key().clone().into();
        self.journal.open = Some(ActiveRotation {
            step: Step::Generate,
            name,
            scope,
            old,
            new: None,
            listed: None,
        });
        self.resumed = false;
        self.save().await
    }

    /// Invalidates the keys that an abandoned rotation has left behind. What still works stays in the journal.
    async fn invalidate_leftovers(&mut self, by: &Credentials) -> Result<(), Error> {
        for text in self.journal.to_invalidate.clone() {
            let key = ApiKey::from(text.clone());
            if key == *by.key() || self.invalidate_as_far_as_possible(&key, by).await? {
                let left = &mut self.journal.to_invalidate;
                left.retain(|it| it.expose() != text.expose());
            }
        }
        self.delete_replacements(by).await.map(drop)
    }

    async fn generate(&mut self) -> Result<(), Error> {
        let Some(open) = &self.journal.open else {
            return Ok(());
        };
        let (name, scope) = (open.name.clone(), open.scope.clone());
        let mut request = self.rotation.partna.keys().generate(name.clone(), scope);
        request = match self.journal.life {
            Some(Lifetime::Days(days)) => request.expires_in_days(days),
            Some(Lifetime::Months(months)) => request.expires_in_months(months),
            Some(Lifetime::Forever) | None => request,
        };
        if let Some(otp) = &self.rotation.otp {
            request = request.otp(otp().await?);
        }
        self.ensure_exclusive().await?;
        let key = request.send().await?;
        if let Err(error) = self.check_new_key(&key) {
            let fate = self.delete_lost_key(&name).await;
            return Err(error.context(format_args!(
                "{fate}; run again to make another key, or `abandon`"
            )));
        }
        let key = Secret::from(key);
        let kept = self.advance(Step::Prove, |open| open.new = Some(key)).await;
        if kept.is_err() && self.is_lost().await {
            // Nobody will ever know this key. If this fails as well, the next run does it: its name is in the journal.
            self.delete_lost_key(&name).await;
        }
        kept
    }

    /// Deletes a key whose text is of no use, by its name. Returns what became of it.
    async fn delete_lost_key(&mut self, name: &str) -> &'static str {
        if let Some(open) = &mut self.journal.open {
            open.new = None;
        }
        match self.delete_orphans().await {
            Ok(()) => "the new key was deleted by its name",
            Err(error) => {
                tracing::warn!(%error, name, "a new key could not be stored, nor deleted; the next run deletes it");
                "the new key could not be deleted; the next run deletes it by its name"
            }
        }
    }

    async fn prove(&mut self) -> Result<(), Error> {
        self.ensure_works(&self.new_credentials()?).await?;
        // Until here the text may have been of another key than the one that was made under this name.
        if let Some(open) = &self.journal.open {
            self.journal.asked.remove(&open.name);
        }
        self.advance(Step::Publish, |_| {}).await
    }

    async fn publish(&mut self) -> Result<(), Error> {
        if self.resumed {
            // It may have been invalidated since it was proved.
            self.ensure_works(&self.new_credentials()?).await?;
        }
        self.publish_and_swap().await?;
        self.advance(Step::Invalidate, |_| {}).await
    }

    /// Stores the new key, and has this client and its clones sign with it from here on.
    async fn publish_and_swap(&mut self) -> Result<(), Error> {
        let (old, new) = (self.old_credentials()?, self.new_credentials()?);
        self.ensure_exclusive().await?;
        self.store.publish(old.key(), &new).await?;
        self.journal.last = Some(new.key().clone().into());
        let credential_cache = &self.rotation.partna.shared().credential_cache;
        credential_cache.replace(old.key(), new, "a rotation").await;
        Ok(())
    }

    /// Publishes once more after a restart: the new key may have died meanwhile, and the file may have been restored from a
    /// backup.
    pub(super) async fn resume_publish(&mut self) -> Result<(), Error> {
        if !self.resumed {
            return Ok(());
        }
        let new = self.new_credentials()?;
        if let Err(error) = self.ensure_works(&new).await {
            return Err(self.put_back_if_new_is_refused(error).await);
        }
        self.publish_and_swap().await
    }

    /// Saves the journal with some retries: what it holds now is known nowhere else, and a full disk may be freed.
    pub(super) async fn save_persistently(&mut self) -> Result<(), Error> {
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
    pub(super) async fn drain(&self, old: &ApiKey) {
        let Shared {
            clock,
            credential_cache,
            ..
        } = self.rotation.partna.shared();
        let start = clock.now();
        while credential_cache.in_use(old) && clock.now().saturating_sub(start) < DRAIN_TIMEOUT {
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
            .credential_cache
            .snapshot()
            .credentials
            .clone()
    }

    pub(super) fn old_credentials(&self) -> Result<Credentials, Error> {
        let old = self.journal.open.as_ref().map(|open| open.old.clone());
        self.with_key(old.ok_or_else(lost)?.into())
    }

    pub(super) fn new_credentials(&self) -> Result<Credentials, Error> {
        let new = self.journal.open.as_ref().and_then(|open| open.new.clone());
        self.with_key(new.ok_or_else(lost)?.into())
    }

    pub(super) fn with_key(&self, key: ApiKey) -> Result<Credentials, Error> {
        Credentials::new(self.journal.environment, key, self.journal.user.clone())
    }

    /// Writes down which step comes next.
    async fn advance(
        &mut self,
        step: Step,
        change: impl FnOnce(&mut ActiveRotation),
    ) -> Result<(), Error> {
        if let Some(open) = &mut self.journal.open {
            open.step = step;
            change(open);
        }
        self.resumed = false;
        self.save().await
    }

    pub(super) async fn save(&mut self) -> Result<(), Error> {
        self.ensure_locked().await?;
        let record = self.journal.next_record()?;
        self.store.save_journal(&record).await?;
        self.journal.generation = record.generation();
        Ok(())
    }
}

fn stopped(name: &str, step: Step, error: Error) -> Error {
    let doing = match step {
        Step::Generate => "making the new key",
        Step::Prove => "proving the new key; if it never works, `Rotation::abandon` gives it up",
        Step::Publish => "storing the new key",
        Step::Invalidate => "ending the old key",
    };
    error.context(format_args!(
        "the rotation to `{name}` stopped at {doing}; run again, it goes on from there"
    ))
}

fn lost() -> Error {
    Error::new(
        ErrorKind::Store,
        "the journal of the rotation lacks a key that it should have",
    )
}
