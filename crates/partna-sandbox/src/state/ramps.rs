//! Ramps and their status.

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

/// The destination that the customer pays a ramp to. The API calls a phone number a shortcode.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) enum PayIn {
    Bank { number: String },
    Phone { shortcode: String },
    Chain { address: String },
}

/// The destination that a ramp pays out to.
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
    /// The amount paid out, net of fees.
    pub(crate) to_amount: Decimal,
    /// Fees in the payout currency: the merchant's fee, the network fee, and the rounding loss (the part below the smallest
    /// unit).
    pub(crate) merchant_fee: Decimal,
    pub(crate) network_fee: Decimal,
    #[serde(rename = "cut_off")]
    pub(crate) rounding_loss: Decimal,
    /// The rate at creation, and the rate in effect.
    pub(crate) initial_rate: Decimal,
    pub(crate) rate: Decimal,
    /// The rate at which the ramp was processed; `None` until it is paid.
    pub(crate) processed_rate: Option<Decimal>,
    pub(crate) status: RampStatus,
    pub(crate) created_at: i64,
    pub(crate) expires_at: i64,
    /// When the rate expires, in seconds.
    #[serde(rename = "rate_until")]
    pub(crate) rate_expires_at: i64,
    /// Whether a late payment is deposited to the account instead of exchanged at the current rate. A payment is late if the rate
    /// or the ramp has expired.
    pub(crate) deposit_when_late: bool,
    /// Whether another ramp has replaced this one.
    #[serde(rename = "replaced")]
    pub(crate) is_replaced: bool,
    pub(crate) pay_in: PayIn,
    pub(crate) pay_out: PayOut,
}

impl Ramp {
    /// Returns the charged fees, in the payout currency.
    pub(crate) fn fees(&self) -> Decimal {
        self.merchant_fee + self.network_fee
    }

    /// Applies a quote: sets the rate, the payout amount and the fees.
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
