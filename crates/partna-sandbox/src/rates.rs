//! What currencies are worth, and the keys that rates are given under.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use crate::world::{Ledger, World};

/// How long a rate key holds, in seconds. Inferred from the documented examples, whose last part lies two minutes ahead.
pub(crate) const KEY_LIFE: i64 = 120;

/// The largest amount: 1,000,000,000,000,000. Sums of very many of those are still exact.
pub(crate) const LARGEST: Decimal = Decimal::from_parts(2_764_472_320, 232_830, 0, false, 0);
/// How fine a price may be.
const PRICE_PLACES: u32 = 18;
/// Digits after the point of a rate, as many as the documented examples have.
const PLACES: u32 = 12;

/// What one of each currency is worth, in US dollars.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Rates {
    prices: BTreeMap<Ledger, Decimal>,
}

impl Default for Rates {
    /// Made up, and near the documented examples.
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

    /// How much of one currency another buys. None if it is too little to be told.
    pub(crate) fn rate(&self, from: Ledger, to: Ledger) -> Option<Decimal> {
        let price = |ledger| self.prices.get(&ledger).copied();
        let rate = price(from)?.checked_div(price(to)?)?;
        let rate = finest(rate);
        (rate > Decimal::ZERO).then_some(rate)
    }

    /// What an amount of one currency is in another. None if that cannot be told, or not counted with.
    pub(crate) fn exchange(&self, amount: Decimal, from: Ledger, to: Ledger) -> Option<Decimal> {
        let amount = amount.checked_mul(self.rate(from, to)?)?;
        (amount <= LARGEST).then(|| finest(amount))
    }
}

/// The currency with that code.
pub(crate) fn ledger(currency: &str) -> Result<Ledger, String> {
    Ledger::of(currency).ok_or_else(|| {
        let known = Ledger::ALL.map(Ledger::as_str).join(", ");
        format!("there is no currency `{currency}` here; choose {known}, USDT, USDC or CUSD")
    })
}

/// An amount or a price that somebody has chosen, if it is more than nothing and can be counted with.
pub(crate) fn chosen(amount: Decimal) -> Result<Decimal, String> {
    let amount = amount.normalize();
    if amount <= Decimal::ZERO || amount > LARGEST {
        return Err(format!("`{amount}` is not between 0 and {LARGEST}"));
    }
    Ok(amount)
}

/// A price that somebody has chosen.
pub(crate) fn price(currency: &str, dollars: Decimal) -> Result<(Ledger, Decimal), String> {
    let (ledger, dollars) = (ledger(currency)?, chosen(dollars)?);
    if ledger == Ledger::Usd && dollars != Decimal::ONE {
        return Err("a dollar is worth a dollar, and so is what stands for it".to_owned());
    }
    if dollars.scale() > PRICE_PLACES {
        return Err(format!("a price has at most {PRICE_PLACES} decimals"));
    }
    Ok((ledger, dollars))
}

/// As many digits as any amount that is booked has: eight.
pub(crate) fn fine(amount: Decimal) -> Decimal {
    cut(amount, 8)
}

/// As many digits as a rate has, which only what is shown has.
pub(crate) fn finest(amount: Decimal) -> Decimal {
    cut(amount, PLACES)
}

/// What is finer is cut off.
pub(crate) fn cut(amount: Decimal, places: u32) -> Decimal {
    amount
        .round_dp_with_strategy(places, RoundingStrategy::ToZero)
        .normalize()
}

/// A rate that was given under a key.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Given {
    pub(crate) rate: Decimal,
    pub(crate) from: String,
    pub(crate) to: String,
    /// When it ends, in seconds.
    pub(crate) until: i64,
    /// Whether it was given here.
    pub(crate) genuine: bool,
}

impl World {
    /// A key for a rate, from now on. It says all there is to know, and a mark that it was made here: nothing is kept.
    pub(crate) fn rate_key(&self, from: &str, to: &str, rate: Decimal) -> String {
        let until = self.now() + KEY_LIFE;
        let mark = self.rate_mark(rate, from, to, until);
        format!("{rate}-{from}_to_{to}-{mark}-{until}")
    }

    /// What a key says. None if it is none.
    pub(crate) fn read_rate_key(&self, key: &str) -> Option<Given> {
        let mut parts = key.rsplitn(4, '-');
        let (until, mark, pair, rate) =
            (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let (from, to) = pair.split_once("_to_")?;
        let is_name =
            |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_uppercase());
        let is_mark = mark.len() == 8 && mark.bytes().all(|byte| byte.is_ascii_hexdigit());
        let until: i64 = until.parse().ok()?;
        let rate: Decimal = rate.parse().ok()?;
        if !is_name(from) || !is_name(to) || !is_mark || rate <= Decimal::ZERO {
            return None;
        }
        let genuine = mark == self.rate_mark(rate, from, to, until);
        Some(Given {
            rate,
            from: from.to_owned(),
            to: to.to_owned(),
            until,
            genuine,
        })
    }

    fn rate_mark(&self, rate: Decimal, from: &str, to: &str, until: i64) -> String {
        let mark = self.mark(&format!("rate/{rate}/{from}/{to}/{until}"));
        mark.chars().take(8).collect()
    }
}
