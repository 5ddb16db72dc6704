//! Transactions, with the data for lists of transactions.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::State;

/// The type of a transaction, with the names of the `type` filter of `GET /transfer`.
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

/// One party of a transaction.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(crate) struct Party {
    /// The merchant's user name; empty for an external party.
    pub(crate) user: String,
    /// The name of an account, or the address, bank account or phone number of an external party.
    pub(crate) account: String,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Transaction {
    pub(crate) reference: String,
    pub(crate) kind: TransactionKind,
    pub(crate) status: Status,
    pub(crate) amount: Decimal,
    /// The currency code of the request: `USDT` stays `USDT`.
    pub(crate) currency: String,
    pub(crate) from: Party,
    pub(crate) to: Party,
    /// The time of creation, in seconds since the Unix epoch.
    pub(crate) at: i64,
    /// The amount on hold until the transaction settles, including the fee.
    pub(crate) held: Decimal,
    /// The network of a withdrawal.
    pub(crate) network: String,
}

impl State {
    /// Returns one of the merchant's accounts as a party of a transaction.
    pub(crate) fn merchant_party(&self, account: &str) -> Party {
        Party {
            user: self.merchant.username.clone(),
            account: account.to_owned(),
        }
    }

    /// Returns a pending transfer at the current time. Callers replace its fields with struct update syntax.
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
