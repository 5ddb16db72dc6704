//! The table of payments. A payment is on disk before it is sent, so it survives a crash. A real service uses a row in its
//! database instead, in the transaction that books the order.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::*;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Payment {
    pub kind: Kind,
    /// The account at Partna: the customer's for an order, the merchant's own for a payout.
    pub account: String,
    /// In naira.
    pub amount: Amount,
    pub created_at: UnixSeconds,
    /// The reference of the payment at Partna.
    pub reference: Reference,
    /// Former references, of replaced ramps that the customer never saw.
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
    /// Recorded, and not sent.
    New,
    /// Perhaps sent; the outcome is unknown.
    Sent,
    /// Partna has a record of it.
    Accepted,
    /// Partna refused it, with this error code. No money moves.
    Refused(String),
}

#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Content {
    /// Payments by the caller's id: repeated requests with one id are one payment.
    pub payments: BTreeMap<String, Payment>,
    pub reconciled_at: UnixSeconds,
}

/// A payment as stored by a change.
pub type Stored = io::Result<Payment>;

pub struct Table {
    path: PathBuf,
    content: Mutex<Content>,
    /// Prevents a second process, which would overwrite payments.
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

    /// Changes the table. The change takes effect when it is on disk; a crash leaves the old file or the new one.
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

    /// Changes the payment with a reference.
    pub fn update(&self, reference: &Reference, change: impl FnOnce(&mut Payment)) -> Stored {
        self.change(|content| {
            let payment = content.payments.values_mut().find(|it| it.reference == *reference);
            let payment = payment.ok_or(ErrorKind::NotFound)?;
            change(payment);
            Ok(payment.clone())
        })?
    }
}
