//! What a ramp costs, and what arrives.

use rust_decimal::{Decimal, RoundingStrategy};

use super::Refusal;
use super::answer::{Known, countable};
use crate::assets::Asset;
use crate::rates::{fine, finest};
use crate::world::{FeeType, Ledger, Ramp, World};

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
    pub(crate) merchant_fee_capped: bool,
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

impl Ramp {
    /// Has it go by what was reckoned.
    pub(super) fn goes_by(&mut self, quote: &Quote) {
        self.rate = quote.rate;
        self.to_amount = quote.to_amount;
        self.merchant_fee = fine(quote.merchant_fee);
        self.network_fee = quote.network_fee;
        self.cut_off = quote.gross - self.fees() - self.to_amount;
    }
}

/// The merchant's own fee in a currency.
enum Fee {
    Fixed(Decimal),
    /// A part of all, and what it comes to at most.
    Share(Decimal, Option<Decimal>),
}

impl Fee {
    /// What it is of an amount before fees, and as a part of it, and whether its cap was reached.
    fn of(&self, gross: Decimal) -> (Decimal, Decimal, bool) {
        let part = |fee: Decimal| fine(fee.checked_div(gross).unwrap_or_default());
        match *self {
            Self::Fixed(fee) => (fee, part(fee), false),
            Self::Share(share, cap) => {
                let fee = finest(gross * share);
                match cap.filter(|cap| fee > *cap) {
                    Some(cap) => (cap, part(cap), true),
                    None => (fee, share, false),
                }
            }
        }
    }

    /// The amount before fees that leaves so much after it. None if nothing is ever left.
    fn before(&self, net: Decimal) -> Option<Decimal> {
        match *self {
            Self::Fixed(fee) => Some(net + fee),
            Self::Share(share, cap) => {
                let rest = Decimal::ONE - share;
                let uncapped = net.checked_div(rest);
                let capped = cap.map(|cap| net + cap);
                // A cap makes it cheaper, if anything.
                uncapped.into_iter().chain(capped).min()
            }
        }
    }
}

impl World {
    /// Counts a ramp through.
    pub(crate) fn quote(
        &self,
        rate: Decimal,
        known: Known,
        from: Ledger,
        to: Ledger,
        sent_as: &Asset,
    ) -> Result<Quote, Refusal> {
        let fee = self.merchant_fee(to)?;
        let wanted = match known {
            Known::From(amount) => {
                let quote = quote_from(rate, amount, &fee, to, sent_as)?;
                let arrives = quote.to_amount > Decimal::ZERO;
                return arrives.then_some(quote).ok_or_else(not_covered);
            }
            Known::To(wanted) => wanted,
        };
        let gross = fee
            .before(wanted + sent_as.fee())
            .ok_or_else(not_covered)?
            .round_dp_with_strategy(8, RoundingStrategy::AwayFromZero);
        let mut amount = from.cut_up(countable(gross.checked_div(rate))?);
        // The division may have ended a digit too low: a unit or two more make up for it.
        let unit = Decimal::new(1, from.places());
        for _ in 0..3 {
            let quote = quote_from(rate, amount, &fee, to, sent_as)?;
            if quote.net() >= wanted {
                return Ok(Quote {
                    to_amount: wanted,
                    ..quote
                });
            }
            amount += unit;
        }
        Err(Refusal::too_large())
    }

    /// The merchant's own fee, which is set in dollars or as a percentage.
    fn merchant_fee(&self, to: Ledger) -> Result<Fee, Refusal> {
        let merchant = &self.merchant;
        let dollars = |dollars| {
            let amount = self.rates.exchange(dollars, Ledger::Usd, to);
            countable(amount).map(fine)
        };
        Ok(match merchant.fee_type {
            FeeType::Fixed => Fee::Fixed(dollars(merchant.fee_amount)?),
            FeeType::Percentage => {
                let cap = merchant.fee_cap;
                let cap = (cap > Decimal::ZERO).then(|| dollars(cap)).transpose()?;
                // More than all comes to the same as all: nothing is left.
                let percent = merchant.fee_amount.min(Decimal::ONE_HUNDRED);
                Fee::Share(percent / Decimal::ONE_HUNDRED, cap)
            }
        })
    }
}

/// What an amount comes to, be it too little.
fn quote_from(
    rate: Decimal,
    from_amount: Decimal,
    fee: &Fee,
    to: Ledger,
    sent_as: &Asset,
) -> Result<Quote, Refusal> {
    let gross = fine(countable(from_amount.checked_mul(rate))?);
    let (merchant_fee, merchant_share, merchant_fee_capped) = fee.of(gross);
    let mut quote = Quote {
        rate,
        from_amount,
        gross,
        merchant_fee,
        merchant_share,
        merchant_fee_capped,
        network_fee: sent_as.fee(),
        to_amount: Decimal::ZERO,
    };
    quote.to_amount = to.cut(quote.net());
    Ok(quote)
}

fn not_covered() -> Refusal {
    Refusal::bad("the amount does not cover the fees")
}
