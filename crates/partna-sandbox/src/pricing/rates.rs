//! Prices of currencies and exchange rates.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::ledger::Ledger;
use super::rounding::{MAX_AMOUNT, truncate_rate};

/// The maximum number of decimals of a price.
const PRICE_PLACES: u32 = 18;

/// The price of one unit of each currency, in US dollars.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Rates {
    prices: BTreeMap<Ledger, Decimal>,
}

impl Default for Rates {
    /// Invented prices, close to the documented examples.
    fn default() -> Self {
        let prices = [
            (Ledger::Bnb, Decimal::new(600, 0)),
            (Ledger::Btc, Decimal::new(60_000, 0)),
            (Ledger::Eth, Decimal::new(2_400, 0)),
            (Ledger::Ghs, Decimal::new(8, 2)),
            (Ledger::Kes, Decimal::new(775, 5)),
            (Ledger::Ngn, Decimal::new(597_221_725, 12)),
            (Ledger::Usd, Decimal::ONE),
        ];
        Self {
            prices: prices.into(),
        }
    }
}

impl Rates {
    pub(crate) fn set(&mut self, ledger: Ledger, dollars: Decimal) {
        self.prices.insert(ledger, dollars);
    }

    /// Returns how much of `to` one unit of `from` buys. Returns `None` if the rate is too small to be expressed.
    pub(crate) fn rate(&self, from: Ledger, to: Ledger) -> Option<Decimal> {
        let price = |ledger| self.prices.get(&ledger).copied();
        let rate = price(from)?.checked_div(price(to)?)?;
        let rate = truncate_rate(rate);
        (rate > Decimal::ZERO).then_some(rate)
    }

    /// Converts an amount. Returns `None` if the result cannot be expressed or exceeds the maximum amount.
    pub(crate) fn exchange(&self, amount: Decimal, from: Ledger, to: Ledger) -> Option<Decimal> {
        let amount = amount.checked_mul(self.rate(from, to)?)?;
        (amount <= MAX_AMOUNT).then(|| truncate_rate(amount))
    }
}

/// Returns the ledger of a currency code. The error is the message for the user.
pub(crate) fn find_ledger(currency: &str) -> Result<Ledger, String> {
    Ledger::from_currency(currency).ok_or_else(|| {
        let known = Ledger::ALL.map(Ledger::as_str).join(", ");
        format!("unknown currency `{currency}`; use {known}, USDT, USDC or CUSD")
    })
}

/// Validates an amount or a price from the user: above 0 and at most the maximum amount.
pub(crate) fn check_amount(amount: Decimal) -> Result<Decimal, String> {
    let amount = amount.normalize();
    if amount <= Decimal::ZERO || amount > MAX_AMOUNT {
        return Err(format!(
            "`{amount}` is out of range; use a value above 0 and at most {MAX_AMOUNT}"
        ));
    }
    Ok(amount)
}

/// Validates a price from the user.
pub(crate) fn check_price(currency: &str, dollars: Decimal) -> Result<(Ledger, Decimal), String> {
    let (ledger, dollars) = (find_ledger(currency)?, check_amount(dollars)?);
    if ledger == Ledger::Usd && dollars != Decimal::ONE {
        return Err(
            "the price of a US dollar or a stablecoin is always 1; use 1, or remove the price"
                .to_owned(),
        );
    }
    if dollars.scale() > PRICE_PLACES {
        return Err(format!(
            "`{dollars}` has too many decimals; use at most {PRICE_PLACES} decimals"
        ));
    }
    Ok((ledger, dollars))
}
