//! The keys that rates are given under.

use rust_decimal::Decimal;

use super::State;
use crate::pricing::ledger::Ledger;
use crate::state::error::StateError;

/// How long a rate key holds, in seconds. Inferred from the documented examples, whose last part lies two minutes ahead.
pub(crate) const KEY_LIFE: i64 = 120;

/// What a rate key says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RateKey {
    pub(crate) rate: Decimal,
    pub(crate) from: String,
    pub(crate) to: String,
    /// When it ends, in seconds.
    pub(crate) until: i64,
    /// Whether it was given here.
    pub(crate) genuine: bool,
}

impl RateKey {
    /// The ledgers of its currencies.
    pub(crate) fn ledgers(&self) -> Result<(Ledger, Ledger), StateError> {
        Ledger::of(&self.from)
            .zip(Ledger::of(&self.to))
            .ok_or(StateError::InvalidRateKey)
    }
}

impl State {
    /// A key for a rate, from now on. It says all there is to know, and has a mark that it was made here: nothing is kept.
    pub(crate) fn rate_key(&self, from: &str, to: &str, rate: Decimal) -> String {
        let until = self.now() + KEY_LIFE;
        let mark = self.rate_mark(rate, from, to, until);
        format!("{rate}-{from}_to_{to}-{mark}-{until}")
    }

    /// What a key says. None if it is not a rate key.
    pub(crate) fn read_rate_key(&self, key: &str) -> Option<RateKey> {
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
        Some(RateKey {
            rate,
            from: from.to_owned(),
            to: to.to_owned(),
            until,
            genuine,
        })
    }

    /// The rate of a key that was given here and still holds.
    pub(crate) fn usable_rate(&self, key: &str) -> Result<RateKey, StateError> {
        let given = self.read_rate_key(key).filter(|given| given.genuine);
        let given = given.ok_or(StateError::InvalidRateKey)?;
        if self.now() > given.until {
            return Err(StateError::ExpiredRateKey);
        }
        Ok(given)
    }

    fn rate_mark(&self, rate: Decimal, from: &str, to: &str, until: i64) -> String {
        let mark = self.derive_hex(&format!("rate/{rate}/{from}/{to}/{until}"));
        mark.chars().take(8).collect()
    }
}
