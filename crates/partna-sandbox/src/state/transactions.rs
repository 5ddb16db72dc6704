//! Transactions, as they are listed.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::State;

/// What kind of transaction it is, in the words of the filter of `GET /transfer`.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) enum TransactionKind {
    OnRamp,
    OffRamp,
    Deposit,
    Withdraw,
    Transfer,
    Convert,
}

#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Status {
    Pending,
    Processing,
    Completed,
    Failed,
}

impl Status {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Processing => "processing",
            Self::Completed => "completed",
            Self::Failed => "failed",
        }
    }
}

/// One end of a transaction.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(crate) struct Party {
    /// A merchant, or empty for the outside.
    pub(crate) user: String,
    /// An account, an address, a bank account.
    pub(crate) account: String,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Transaction {
    pub(crate) reference: String,
    pub(crate) kind: TransactionKind,
    pub(crate) status: Status,
    pub(crate) amount: Decimal,
    /// As the caller named it: `USDT` stays `USDT`.
    pub(crate) currency: String,
    pub(crate) from: Party,
    pub(crate) to: Party,
    /// In seconds.
    pub(crate) at: i64,
    /// What is held back until it settles, the fee included.
    pub(crate) held: Decimal,
    /// By which network, for what goes out.
    pub(crate) network: String,
}

impl State {
    /// An account of the merchant's, as an end of a transaction.
    pub(crate) fn merchant_party(&self, account: &str) -> Party {
        Party {
            user: self.merchant.username.clone(),
            account: account.to_owned(),
        }
    }

    /// A transaction of now, to be filled in.
    pub(crate) fn new_transaction(&self, reference: &str) -> Transaction {
        Transaction {
            reference: reference.to_owned(),
            kind: TransactionKind::Transfer,
            status: Status::Pending,
            amount: Decimal::ZERO,
            currency: String::new(),
            from: Party::default(),
            to: Party::default(),
            at: self.now(),
            held: Decimal::ZERO,
            network: String::new(),
        }
    }
}
