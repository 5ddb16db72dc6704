//! What is kept of the merchant, of keys, transactions and ramps.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Ledger;

/// The merchant whose keys these are.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Merchant {
    pub(crate) username: String,
    pub(crate) created_at: i64,
    /// Whether it may say itself who its customers are.
    pub(crate) kyc_exempt: bool,
    pub(crate) registration_open: bool,
    pub(crate) auto_move_deposit: bool,
    pub(crate) payment_source_known: bool,
    pub(crate) fee_account: Option<String>,
    pub(crate) fee_amount: Decimal,
    pub(crate) fee_cap: Decimal,
    pub(crate) fee_type: FeeType,
    pub(crate) webhook_url: Option<String>,
    pub(crate) callback_url: Option<String>,
    pub(crate) mfa_enrolled: bool,
    /// Whether somebody has begun to enrol.
    pub(crate) mfa_offered: bool,
    pub(crate) admins: Vec<Admin>,
    pub(crate) whitelist: Vec<String>,
    /// Accounts that were registered for and not completed: name, e-mail address.
    pub(crate) registrations: Vec<(String, String)>,
}

impl Merchant {
    pub(crate) fn new(username: &str, created_at: i64) -> Self {
        Self {
            username: username.to_owned(),
            created_at,
            kyc_exempt: false,
            registration_open: true,
            auto_move_deposit: false,
            payment_source_known: true,
            fee_account: None,
            fee_amount: Decimal::ZERO,
            fee_cap: Decimal::ZERO,
            fee_type: FeeType::Fixed,
            webhook_url: None,
            callback_url: None,
            mfa_enrolled: false,
            mfa_offered: false,
            admins: Vec::new(),
            whitelist: Vec::new(),
            registrations: Vec::new(),
        }
    }
}

/// How the merchant's own fee is counted: so many dollars, or so many hundredths.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum FeeType {
    Fixed,
    Percentage,
}

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Admin {
    pub(crate) username: String,
    pub(crate) email: String,
    pub(crate) roles: Vec<String>,
}

/// What a key may do.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) enum Scope {
    #[serde(rename = "M")]
    Master,
    #[serde(rename = "G")]
    GetOnly,
    #[serde(rename = "W")]
    Withdrawal,
    #[serde(rename = "N")]
    NoWithdrawal,
}

/// A key of the API.
#[derive(Deserialize, Serialize)]
pub(crate) struct Key {
    pub(crate) text: String,
    pub(crate) name: String,
    pub(crate) scope: Scope,
    /// When it ends, in milliseconds of the unix epoch; none for one that does not.
    pub(crate) expires_ms: Option<i64>,
    /// When it was ended, in seconds.
    pub(crate) ended_at: Option<i64>,
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({})", self.name)
    }
}

impl Key {
    /// The key that a sandbox begins with: it may do everything, and does not expire.
    pub(crate) fn first(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            name: "sandbox".to_owned(),
            scope: Scope::Master,
            expires_ms: None,
            ended_at: None,
        }
    }

    /// What lists show of it, and what it is deleted by.
    pub(crate) fn hash(&self) -> &str {
        self.text.rsplit("--").next().unwrap_or_default()
    }

    pub(crate) fn is_live(&self, now_ms: i64) -> bool {
        self.ended_at.is_none() && self.expires_ms.is_none_or(|end| now_ms < end)
    }
}

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
pub(crate) struct Side {
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
    pub(crate) from: Side,
    pub(crate) to: Side,
    /// In seconds.
    pub(crate) at: i64,
    /// What is held back until it settles, the fee included.
    pub(crate) held: Decimal,
    /// By which network, for what goes out.
    pub(crate) network: String,
}

#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum RampKind {
    FiatToCrypto,
    CryptoToFiat,
}

#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum RampStatus {
    Pending,
    Received,
    Processing,
    Completed,
    Canceled,
}

/// Where the money of a ramp is to be paid to.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) enum PayIn {
    Bank { number: String },
    Phone { shortcode: String },
    Chain { address: String },
}

/// Where it goes in the end.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) enum PayOut {
    Chain {
        address: String,
    },
    Bank {
        number: String,
        holder: String,
        bank: String,
    },
    Mobile {
        carrier: String,
        shortcode: String,
        rail: String,
    },
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Ramp {
    pub(crate) reference: String,
    pub(crate) account: String,
    pub(crate) kind: RampKind,
    pub(crate) from_ledger: Ledger,
    pub(crate) to_ledger: Ledger,
    pub(crate) from_currency: String,
    pub(crate) from_network: String,
    pub(crate) from_amount: Decimal,
    pub(crate) to_currency: String,
    pub(crate) to_network: String,
    /// What arrives, net of fees.
    pub(crate) to_amount: Decimal,
    /// Fees in the currency that goes out: the merchant's own part, what sending costs, and what is too fine to arrive.
    pub(crate) merchant_fee: Decimal,
    pub(crate) network_fee: Decimal,
    pub(crate) cut_off: Decimal,
    /// The rate when it was made, and the one that it goes by.
    pub(crate) initial_rate: Decimal,
    pub(crate) rate: Decimal,
    /// The rate that was used in the end.
    pub(crate) processed_rate: Option<Decimal>,
    pub(crate) status: RampStatus,
    pub(crate) created_at: i64,
    pub(crate) expires_at: i64,
    /// When its rate ends, in seconds.
    pub(crate) rate_until: i64,
    /// Whether money that comes after that is only put into the account.
    pub(crate) deposit_when_late: bool,
    /// Whether another ramp took its place.
    pub(crate) replaced: bool,
    pub(crate) pay_in: PayIn,
    pub(crate) pay_out: PayOut,
}

impl Ramp {
    /// What is charged, in the currency that goes out.
    pub(crate) fn fees(&self) -> Decimal {
        self.merchant_fee + self.network_fee
    }
}

impl RampStatus {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Received => "received",
            Self::Processing => "processing",
            Self::Completed => "completed",
            Self::Canceled => "canceled",
        }
    }
}

/// What happens by itself once its time has come.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Scheduled {
    pub(crate) what: Happening,
    /// The reference of the ramp or the withdrawal that goes on.
    pub(crate) reference: String,
}

#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) enum Happening {
    /// A ramp that nobody paid.
    RampExpires,
    /// A ramp that was paid.
    RampSettles,
    WithdrawalSettles,
}
