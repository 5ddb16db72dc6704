//! What a ramp costs, and what arrives.

use rust_decimal::Decimal;

use super::Refusal;
use crate::assets::Asset;
use crate::rates::fine;
use crate::world::{FeeType, Ledger, World};

/// A ramp in numbers. Fees are in the currency that goes out.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Quote {
    pub(crate) rate: Decimal,
    pub(crate) from_amount: Decimal,
    /// What the amount buys before fees.
    pub(crate) gross: Decimal,
    /// What the merchant keeps.
    pub(crate) merchant_fee: Decimal,
    pub(crate) merchant_fee_capped: bool,
    /// What sending costs, and what is cut off at the end.
    pub(crate) network_fee: Decimal,
    /// What arrives.
    pub(crate) to_amount: Decimal,
}

impl Quote {
    pub(crate) fn fees(&self) -> Decimal {
        self.merchant_fee + self.network_fee
    }
}

/// The side whose amount is known.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Known {
    From(Decimal),
    To(Decimal),
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
        match known {
            Known::From(amount) => self.quote_from(rate, amount, to, sent_as),
            Known::To(wanted) => {
                let share = match self.merchant.fee_type {
                    FeeType::Fixed => Decimal::ZERO,
                    FeeType::Percentage => self.merchant.fee_amount / Decimal::ONE_HUNDRED,
                };
                let fixed = match self.merchant.fee_type {
                    FeeType::Fixed => self.rates.of_dollars(self.merchant.fee_amount, to),
                    FeeType::Percentage => Decimal::ZERO,
                };
                // A cap only makes it cheaper: what is too much arrives too, and is cut to what was asked for.
                let gross = (wanted + fixed + sent_as.fee())
                    .checked_div(Decimal::ONE - share)
                    .filter(|gross| *gross > Decimal::ZERO);
                let price = gross.and_then(|gross| gross.checked_div(rate));
                let mut amount = from.cut_up(price.ok_or_else(Refusal::too_large)?);
                // Cutting may have taken a digit too much: a unit or two more make up for it.
                let unit = Decimal::new(1, from.places());
                for _ in 0..3 {
                    let quote = self.quote_from(rate, amount, to, sent_as)?;
                    if quote.to_amount >= wanted {
                        return Ok(Quote {
                            network_fee: quote.gross - quote.merchant_fee - wanted,
                            to_amount: wanted,
                            ..quote
                        });
                    }
                    amount += unit;
                }
                Err(Refusal::too_large())
            }
        }
    }

    fn quote_from(
        &self,
        rate: Decimal,
        from_amount: Decimal,
        to: Ledger,
        sent_as: &Asset,
    ) -> Result<Quote, Refusal> {
        let gross = from_amount
            .checked_mul(rate)
            .ok_or_else(Refusal::too_large)?;
        let gross = fine(gross);
        let (merchant_fee, merchant_fee_capped) = self.merchant_fee(gross, to);
        let to_amount = to.cut(gross - merchant_fee - sent_as.fee());
        if to_amount <= Decimal::ZERO {
            return Err(Refusal::bad("the amount does not cover the fees"));
        }
        Ok(Quote {
            rate,
            from_amount,
            gross,
            merchant_fee,
            merchant_fee_capped,
            network_fee: gross - merchant_fee - to_amount,
            to_amount,
        })
    }

    /// The merchant's own fee, and whether its cap was reached.
    fn merchant_fee(&self, gross: Decimal, to: Ledger) -> (Decimal, bool) {
        let merchant = &self.merchant;
        match merchant.fee_type {
            FeeType::Fixed => (self.rates.of_dollars(merchant.fee_amount, to), false),
            FeeType::Percentage => {
                let share = gross.checked_mul(merchant.fee_amount).unwrap_or(gross);
                let share = fine(share / Decimal::ONE_HUNDRED);
                let cap = self.rates.of_dollars(merchant.fee_cap, to);
                if merchant.fee_cap > Decimal::ZERO && share > cap {
                    (cap, true)
                } else {
                    (share, false)
                }
            }
        }
    }
}
