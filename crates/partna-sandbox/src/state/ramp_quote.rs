//! Quotes of ramps with the merchant's fee.

use rust_decimal::Decimal;

use super::State;
use super::merchant::FeeType;
use crate::pricing::assets::Asset;
use crate::pricing::error::PricingError;
use crate::pricing::ledger::Ledger;
use crate::pricing::quote::{Exchange, Fee, KnownAmount, Quote};
use crate::pricing::rounding::{checked_amount, truncate_amount};

impl State {
    /// Calculates the quote of a ramp.
    pub(crate) fn quote(
        &self,
        rate: Decimal,
        known: KnownAmount,
        from: Ledger,
        to: Ledger,
        payout_asset: &Asset,
    ) -> Result<Quote, PricingError> {
        let exchange = Exchange {
            rate,
            from,
            to,
            payout_asset,
            fee: self.merchant_fee(to)?,
        };
        exchange.quote(known)
    }

    /// Returns the merchant's fee, which is set in US dollars or as a percentage.
    fn merchant_fee(&self, to: Ledger) -> Result<Fee, PricingError> {
        let merchant = &self.merchant;
        let dollars = |dollars| {
            let amount = self.rates.exchange(dollars, Ledger::Usd, to);
            checked_amount(amount).map(truncate_amount)
        };
        Ok(match merchant.fee_type {
            FeeType::Fixed => Fee::Fixed(dollars(merchant.fee_amount)?),
            FeeType::Percentage => {
                let cap = merchant.fee_cap;
                let cap = (cap > Decimal::ZERO).then(|| dollars(cap)).transpose()?;
                // More than 100% has the same result as 100%: nothing remains.
                let percent = merchant.fee_amount.min(Decimal::ONE_HUNDRED);
                Fee::Share(percent / Decimal::ONE_HUNDRED, cap)
            }
        })
    }
}
