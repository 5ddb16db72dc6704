//! Quotes: the fees of a ramp and the amount that it pays out.

use rust_decimal::{Decimal, RoundingStrategy};

use super::assets::Asset;
use super::error::PricingError;
use super::ledger::Ledger;
use super::rounding::{AMOUNT_PLACES, checked_amount, truncate_amount, truncate_rate};

/// The amount of an exchange that the request specifies. The other amount is calculated.
#[derive(Clone, Copy, Debug)]
pub(crate) enum KnownAmount {
    From(Decimal),
    To(Decimal),
}

/// The amounts of a ramp. Fees are in the payout currency.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Quote {
    pub(crate) rate: Decimal,
    pub(crate) from_amount: Decimal,
    /// The converted amount before fees.
    pub(crate) gross: Decimal,
    /// The merchant's fee with the precision of a displayed amount. Booked fees have fewer decimals.
    pub(crate) merchant_fee: Decimal,
    /// The merchant's fee as a share of the gross amount, and whether the cap has lowered the fee.
    pub(crate) merchant_share: Decimal,
    pub(crate) is_merchant_fee_capped: bool,
    /// The network fee.
    pub(crate) network_fee: Decimal,
    /// The amount paid out.
    pub(crate) to_amount: Decimal,
}

impl Quote {
    pub(crate) fn fees(&self) -> Decimal {
        self.merchant_fee + self.network_fee
    }

    /// Returns the amount after fees, before truncation to the payout precision.
    fn net(&self) -> Decimal {
        self.gross - self.fees()
    }
}

/// The merchant's fee, in the payout currency.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fee {
    Fixed(Decimal),
    /// A share of the gross amount, and a cap.
    Share(Decimal, Option<Decimal>),
}

impl Fee {
    /// Returns the fee on a gross amount, the fee as a share of that amount, and whether the cap has lowered the fee.
    fn on_gross(&self, gross: Decimal) -> (Decimal, Decimal, bool) {
        let share_of_gross =
            |fee: Decimal| truncate_amount(fee.checked_div(gross).unwrap_or_default());
        match *self {
            Self::Fixed(fee) => (fee, share_of_gross(fee), false),
            Self::Share(share, cap) => {
                let fee = truncate_rate(gross * share);
                match cap.filter(|cap| fee > *cap) {
                    Some(cap) => (cap, share_of_gross(cap), true),
                    None => (fee, share, false),
                }
            }
        }
    }

    /// Returns the gross amount of which `net` remains after this fee. Returns `None` for a share of 100% without a cap, because
    /// the fee then equals the gross amount.
    fn gross_for_net(&self, net: Decimal) -> Option<Decimal> {
        match *self {
            Self::Fixed(fee) => Some(net + fee),
            Self::Share(share, cap) => {
                let remaining_share = Decimal::ONE - share;
                let uncapped = net.checked_div(remaining_share);
                let capped = cap.map(|cap| net + cap);
                // The cap can only lower the fee, so the smaller gross amount is correct.
                uncapped.into_iter().chain(capped).min()
            }
        }
    }
}

/// The input of a quote.
#[derive(Debug)]
pub(crate) struct Exchange<'a> {
    pub(crate) rate: Decimal,
    pub(crate) from: Ledger,
    pub(crate) to: Ledger,
    /// The asset of the payout.
    pub(crate) payout_asset: &'a Asset,
    /// The merchant's fee, in the payout currency.
    pub(crate) fee: Fee,
}

impl Exchange<'_> {
    /// Calculates the quote from the known amount.
    pub(crate) fn quote(&self, known: KnownAmount) -> Result<Quote, PricingError> {
        let target = match known {
            KnownAmount::From(amount) => {
                let quote = self.quote_from(amount)?;
                let is_positive = quote.to_amount > Decimal::ZERO;
                return is_positive
                    .then_some(quote)
                    .ok_or(PricingError::FeesNotCovered);
            }
            KnownAmount::To(target) => target,
        };
        let gross = self
            .fee
            .gross_for_net(target + self.payout_asset.fee())
            .ok_or(PricingError::FeesNotCovered)?
            .round_dp_with_strategy(AMOUNT_PLACES, RoundingStrategy::AwayFromZero);
        let price = checked_amount(gross.checked_div(self.rate))?;
        let mut amount = self.from.round_up(price);
        // The division may have rounded down; one or two more units correct that.
        let unit = Decimal::new(1, self.from.places());
        for _ in 0..3 {
            let quote = self.quote_from(amount)?;
            if quote.net() >= target {
                return Ok(Quote {
                    to_amount: target,
                    ..quote
                });
            }
            amount += unit;
        }
        Err(PricingError::TooLarge)
    }

    /// Calculates the quote of an amount, even if the payout is not positive.
    fn quote_from(&self, from_amount: Decimal) -> Result<Quote, PricingError> {
        let gross = truncate_amount(checked_amount(from_amount.checked_mul(self.rate))?);
        let (merchant_fee, merchant_share, is_merchant_fee_capped) = self.fee.on_gross(gross);
        let mut quote = Quote {
            rate: self.rate,
            from_amount,
            gross,
            merchant_fee,
            merchant_share,
            is_merchant_fee_capped,
            network_fee: self.payout_asset.fee(),
            to_amount: Decimal::ZERO,
        };
        quote.to_amount = self.to.truncate(quote.net());
        Ok(quote)
    }
}
