//! The table of payments. A payment is on the disk before it is sent, so no crash makes the service forget it.
//! A real service has a row in its database instead, in the transaction that books the order.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::*;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Payment {
    pub kind: Kind,
    /// The account at Partna: of the customer, or the merchant's own.
    pub account: String,
    /// In naira.
    pub amount: Amount,
    pub created_at: UnixSeconds,
    /// The name that Partna knows the payment by.
    pub reference: Reference,
    /// Earlier references, of ramps that the customer never saw.
    pub replaced: Vec<Reference>,
    pub state: State,
    /// The latest status that Partna reported.
    pub status: Option<Status>,
    /// Where the customer of an order pays.
    pub pay_in: Option<PayIn>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Kind {
    Order,
    Payout(Bank),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// Written down, and not sent.
    New,
    /// Perhaps sent: whether Partna has it is not known.
    Sent,
    /// Partna has it on record.
    Accepted,
    /// Partna refused it, for this reason. No money moves.
    Refused(String),
}

#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Content {
    /// By the caller's id: the same id is the same payment, however often it is requested.
    pub payments: BTreeMap<String, Payment>,
    pub reconciled_at: UnixSeconds,
}

pub struct Table {
    path: PathBuf,
    content: Mutex<Content>,
    /// Two processes would overwrite each other's payments.
    _lock: File,
}

impl Table {
    pub fn open(path: PathBuf) -> io::Result<Self> {
        let _lock = File::create(path.with_extension("lock"))?;
        _lock.try_lock()?;
        let content = match fs::read(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Mutex::default(),
            bytes => serde_json::from_slice(&bytes?)?,
        };
        Ok(Self { path, content, _lock })
    }

    fn lock(&self) -> MutexGuard<'_, Content> {
        self.content.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn read(&self) -> Content {
        self.lock().clone()
    }

    /// Changes the table. The change counts once it is on the disk; a crash leaves the old file or the new one.
    pub fn change<T>(&self, change: impl FnOnce(&mut Content) -> T) -> io::Result<T> {
        let mut content = self.lock();
        let mut changed = content.clone();
        let result = change(&mut changed);
        let directory = self.path.parent().ok_or(ErrorKind::InvalidInput)?;
        let file = tempfile::NamedTempFile::new_in(directory)?;
        serde_json::to_writer_pretty(&file, &changed)?;
        file.as_file().sync_all()?;
        file.persist(&self.path)?;
        File::open(directory)?.sync_all()?;
        *content = changed;
        Ok(result)
    }

    /// Changes the payment of a reference.
    pub fn update(&self, of: &Reference, to: impl FnOnce(&mut Payment)) -> io::Result<Payment> {
        self.change(|content| {
            let payment = content.payments.values_mut().find(|it| it.reference == *of);
            let payment = payment.ok_or(ErrorKind::NotFound)?;
            to(payment);
            Ok(payment.clone())
        })?
    }
}
