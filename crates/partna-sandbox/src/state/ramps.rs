//! Ramps: what one is, and how far it is.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::pricing::ledger::Ledger;
use crate::pricing::quote::Quote;
use crate::pricing::rounding::truncate_amount;

#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum RampKind {
    FiatToCrypto,
    CryptoToFiat,
}

impl RampKind {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::FiatToCrypto => "fiatToCrypto",
            Self::CryptoToFiat => "cryptoToFiat",
        }
    }
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
    #[serde(rename = "cut_off")]
    pub(crate) rounding_loss: Decimal,
    /// The rate when it was made, and the one that it goes by.
    pub(crate) initial_rate: Decimal,
    pub(crate) rate: Decimal,
    /// The rate that was used in the end.
    pub(crate) processed_rate: Option<Decimal>,
    pub(crate) status: RampStatus,
    pub(crate) created_at: i64,
    pub(crate) expires_at: i64,
    /// When its rate ends, in seconds.
    #[serde(rename = "rate_until")]
    pub(crate) rate_expires_at: i64,
    /// Whether money that comes after that is only put into the account.
    pub(crate) deposit_when_late: bool,
    /// Whether another ramp took its place.
    #[serde(rename = "replaced")]
    pub(crate) is_replaced: bool,
    pub(crate) pay_in: PayIn,
    pub(crate) pay_out: PayOut,
}

impl Ramp {
    /// What is charged, in the currency that goes out.
    pub(crate) fn fees(&self) -> Decimal {
        self.merchant_fee + self.network_fee
    }

    /// Has it go by what was calculated.
    pub(crate) fn apply_quote(&mut self, quote: &Quote) {
        self.rate = quote.rate;
        self.to_amount = quote.to_amount;
        self.merchant_fee = truncate_amount(quote.merchant_fee);
        self.network_fee = quote.network_fee;
        self.rounding_loss = quote.gross - self.fees() - self.to_amount;
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
