//! What a ramp costs, and what arrives.

use rust_decimal::{Decimal, RoundingStrategy};

use super::assets::Asset;
use super::error::PricingError;
use super::ledger::Ledger;
use super::rounding::{AMOUNT_PLACES, checked_amount, truncate_amount, truncate_rate};

/// Of two amounts that are exchanged for each other, the one that is known.
#[derive(Clone, Copy, Debug)]
pub(crate) enum KnownAmount {
    From(Decimal),
    To(Decimal),
}

/// A ramp in numbers. Fees are in the currency that goes out.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Quote {
    pub(crate) rate: Decimal,
    pub(crate) from_amount: Decimal,
    /// What the amount buys before fees.
    pub(crate) gross: Decimal,
    /// What the merchant keeps, as fine as it is shown.
    pub(crate) merchant_fee: Decimal,
    /// That as a part of all, and whether it reached its cap.
    pub(crate) merchant_share: Decimal,
    pub(crate) is_merchant_fee_capped: bool,
    /// What sending costs.
    pub(crate) network_fee: Decimal,
    /// What arrives.
    pub(crate) to_amount: Decimal,
}

impl Quote {
    pub(crate) fn fees(&self) -> Decimal {
        self.merchant_fee + self.network_fee
    }

    /// What is left before it is cut to what can arrive.
    fn net(&self) -> Decimal {
        self.gross - self.fees()
    }
}

/// The merchant's own fee in a currency.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fee {
    Fixed(Decimal),
    /// A part of all, and what it comes to at most.
    Share(Decimal, Option<Decimal>),
}

impl Fee {
    /// What it is of an amount before fees, and as a part of it, and whether its cap was reached.
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

    /// The amount before fees that leaves so much after it. None if nothing is ever left.
    fn gross_for_net(&self, net: Decimal) -> Option<Decimal> {
        match *self {
            Self::Fixed(fee) => Some(net + fee),
            Self::Share(share, cap) => {
                let remaining_share = Decimal::ONE - share;
                let uncapped = net.checked_div(remaining_share);
                let capped = cap.map(|cap| net + cap);
                // A cap makes it cheaper, if anything.
                uncapped.into_iter().chain(capped).min()
            }
        }
    }
}

/// An exchange that is to be calculated.
#[derive(Debug)]
pub(crate) struct Exchange<'a> {
    pub(crate) rate: Decimal,
    pub(crate) from: Ledger,
    pub(crate) to: Ledger,
    /// As what the money goes out.
    pub(crate) payout_asset: &'a Asset,
    /// The merchant's own fee, in the currency that goes out.
    pub(crate) fee: Fee,
}

impl Exchange<'_> {
    /// Calculates it from the amount that is known.
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
        // The division may have ended a digit too low: a unit or two more make up for it.
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

    /// What an amount comes to, even if that is too little.
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
