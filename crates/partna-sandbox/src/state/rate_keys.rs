//! Rate keys, which fix a rate for a limited time.

use rust_decimal::Decimal;

use super::State;
use crate::pricing::ledger::Ledger;
use crate::state::error::StateError;

/// How long a rate key is valid, in seconds. Inferred from the documented examples, whose last part is two minutes in the future.
pub(crate) const RATE_KEY_LIFETIME_S: i64 = 120;

/// The contents of a rate key.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RateKey {
    pub(crate) rate: Decimal,
    pub(crate) from: String,
    pub(crate) to: String,
    /// When it expires, in seconds.
    pub(crate) expires_at: i64,
    /// Whether this sandbox issued it.
    pub(crate) is_genuine: bool,
}

impl RateKey {
    /// Returns the ledgers of its currencies.
    pub(crate) fn ledgers(&self) -> Result<(Ledger, Ledger), StateError> {
        Ledger::from_currency(&self.from)
            .zip(Ledger::from_currency(&self.to))
            .ok_or(StateError::InvalidRateKey)
    }
}

impl State {
    /// Issues a key for a rate, valid from now. The key contains its data and a signature, so the sandbox does not store it.
    pub(crate) fn new_rate_key(&self, from: &str, to: &str, rate: Decimal) -> String {
        let expires_at = self.now() + RATE_KEY_LIFETIME_S;
        let signature = self.rate_key_signature(rate, from, to, expires_at);
        format!("{rate}-{from}_to_{to}-{signature}-{expires_at}")
    }

    /// Parses a rate key, without checking that it is genuine and valid. Returns `None` if the text is not a rate key.
    pub(crate) fn parse_rate_key(&self, key: &str) -> Option<RateKey> {
        let mut parts = key.rsplitn(4, '-');
        let (expires_at, signature, currencies, rate) =
            (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let (from, to) = currencies.split_once("_to_")?;
        let is_name =
            |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_uppercase());
        let is_signature =
            signature.len() == 8 && signature.bytes().all(|byte| byte.is_ascii_hexdigit());
        let expires_at: i64 = expires_at.parse().ok()?;
        let rate: Decimal = rate.parse().ok()?;
        if !is_name(from) || !is_name(to) || !is_signature || rate <= Decimal::ZERO {
            return None;
        }
        let is_genuine = signature == self.rate_key_signature(rate, from, to, expires_at);
        Some(RateKey {
            rate,
            from: from.to_owned(),
            to: to.to_owned(),
            expires_at,
            is_genuine,
        })
    }

    /// Parses a rate key, and checks that this sandbox has issued it and that it has not expired.
    pub(crate) fn check_rate_key(&self, key: &str) -> Result<RateKey, StateError> {
        let rate_key = self
            .parse_rate_key(key)
            .filter(|rate_key| rate_key.is_genuine);
        let rate_key = rate_key.ok_or(StateError::InvalidRateKey)?;
        if self.now() > rate_key.expires_at {
            return Err(StateError::ExpiredRateKey);
        }
        Ok(rate_key)
    }

    /// Returns the signature of a rate key: the part that only this sandbox can create.
    fn rate_key_signature(&self, rate: Decimal, from: &str, to: &str, expires_at: i64) -> String {
        let signature = self.derive_hex(&format!("rate/{rate}/{from}/{to}/{expires_at}"));
        signature.chars().take(8).collect()
    }
}
