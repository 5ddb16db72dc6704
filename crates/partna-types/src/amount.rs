//! Exact amounts.

mod arithmetic;

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, ser};
use serde_json::value::RawValue;

use crate::json_number;

/// The maximum number of significant digits, and of decimals, of an amount.
const MAX_DIGITS: usize = 28;

/// An amount of money, a rate or a fee: an exact decimal number, in major units unless the field documents another unit.
///
/// It keeps the value and the number of decimals: `0.10` is serialized as `0.10`. A number with an exponent is accepted, and is
/// serialized without the exponent.
///
/// ```
/// use partna_types::Amount;
///
/// let fee: Amount = "0.50".parse()?;
/// let total = fee.checked_mul(3).and_then(|fees| fees.checked_add("12.25".parse().ok()?));
/// assert_eq!(total.map(|total| total.to_string()).as_deref(), Some("13.75"));
/// assert_eq!("6e-7".parse::<Amount>()?.to_string(), "0.0000006");
/// # Ok::<(), partna_types::AmountError>(())
/// ```
///
/// It is deserialized from a JSON number. Use [`amount_text`](crate::amount_text) for your own JSON with amounts as text.
///
/// There is no conversion from `f64`, because most decimal numbers are not exact as a float. For the same reason, do not pass
/// an amount through a [`serde_json::Value`] or the `json!` macro, which store numbers as floats: deserialize from JSON text, and
/// serialize structs.
///
/// # Errors
///
/// A number of more than 28 significant digits or 28 decimals is an [`AmountError`]: amounts are never rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(Decimal);

impl Amount {
    /// Returns the value as a `Decimal`, for arithmetic that may round, such as a division. Convert the result with
    /// `Amount::try_from`. `Decimal` rounds results that it cannot represent; [`checked_add`](Self::checked_add) and the other
    /// `checked_` methods do not.
    #[must_use]
    pub fn decimal(self) -> Decimal {
        self.0
    }
}

/// The reason why a text or number is not a valid amount. The error does not contain the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AmountError {
    /// Not a valid JSON number.
    #[error("not a decimal number such as 12.50")]
    NotANumber,
    /// The number, written without an exponent, has more than 28 significant digits.
    #[error("more than 28 significant digits; round the number first")]
    TooManyDigits,
    /// The number, written without an exponent, has more than 28 decimals.
    #[error("more than 28 decimals; round the number first")]
    TooManyDecimals,
}

impl FromStr for Amount {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        let ParsedNumber {
            is_negative,
            digits,
            scale,
        } = ParsedNumber::parse(text)?;
        let significant = digits.trim_start_matches('0');
        // A positive exponent becomes zeros in the plain form.
        let trailing_zeros = if significant.is_empty() {
            0
        } else {
            scale.min(0).unsigned_abs()
        };
        if significant.len() as u64 + trailing_zeros > MAX_DIGITS as u64 {
            return Err(AmountError::TooManyDigits);
        }
        if scale > MAX_DIGITS as i64 {
            return Err(AmountError::TooManyDecimals);
        }
        let plain = format!("0{significant}{:0<1$}", "", trailing_zeros as usize);
        let mantissa: i128 = plain.parse().map_err(|_| AmountError::TooManyDigits)?;
        let mut value = Decimal::try_from_i128_with_scale(mantissa, scale.max(0) as u32)
            .map_err(|_| AmountError::TooManyDigits)?;
        value.set_sign_negative(is_negative);
        Ok(Self(value))
    }
}

/// The parts of a JSON number.
struct ParsedNumber {
    is_negative: bool,
    /// All digits without the decimal point and the exponent.
    digits: String,
    /// The number of decimals. Negative if the exponent adds zeros.
    scale: i64,
}

impl ParsedNumber {
    fn parse(text: &str) -> Result<Self, AmountError> {
        let is_digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let (is_negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (number, exponent) = match rest.split_once(['e', 'E']) {
            Some((_, exponent)) if exponent.starts_with("+-") => {
                return Err(AmountError::NotANumber);
            }
            Some((number, exponent)) => (number, exponent.strip_prefix('+').unwrap_or(exponent)),
            None => (rest, "0"),
        };
        let (whole, decimals) = match number.split_once('.') {
            Some((whole, decimals)) if is_digits(decimals) => (whole, decimals),
            Some(_) => return Err(AmountError::NotANumber),
            None => (number, ""),
        };
        let has_leading_zero = whole.len() > 1 && whole.starts_with('0');
        let exponent_digits = exponent.strip_prefix('-').unwrap_or(exponent);
        if !is_digits(whole) || has_leading_zero || !is_digits(exponent_digits) {
            return Err(AmountError::NotANumber);
        }
        let out_of_range = if exponent.starts_with('-') {
            AmountError::TooManyDecimals
        } else {
            AmountError::TooManyDigits
        };
        let exponent: i32 = exponent.parse().map_err(|_| out_of_range)?;
        Ok(Self {
            is_negative,
            digits: format!("{whole}{decimals}"),
            scale: decimals.len() as i64 - i64::from(exponent),
        })
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Width, sign and zero padding are applied as for any number. A precision would truncate digits, so it is ignored.
        let text = self.0.to_string();
        f.pad_integral(!text.starts_with('-'), "", text.trim_start_matches('-'))
    }
}

impl TryFrom<Decimal> for Amount {
    type Error = AmountError;

    fn try_from(value: Decimal) -> Result<Self, AmountError> {
        value.to_string().parse()
    }
}

impl From<Amount> for Decimal {
    fn from(amount: Amount) -> Self {
        amount.0
    }
}

impl TryFrom<&str> for Amount {
    type Error = AmountError;

    fn try_from(text: &str) -> Result<Self, AmountError> {
        text.parse()
    }
}

macro_rules! from_integers {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Amount {
            fn from(value: $integer) -> Self {
                Self(Decimal::from(value))
            }
        }

        impl From<$integer> for AmountParam {
            fn from(value: $integer) -> Self {
                Self(value.into())
            }
        }
    )*};
}

from_integers!(i32, i64, u32, u64);

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Raw JSON text keeps all digits. serde_json would convert a number to a float.
        RawValue::from_string(self.to_string())
            .map_err(ser::Error::custom)?
            .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json_number::number(json_number::AMOUNT, deserializer, str::parse)
    }
}

/// An [`Amount`] as a query parameter: the same number as plain text.
///
/// ```
/// use partna_types::{Amount, AmountParam};
///
/// let amount: Amount = "12.50".parse()?;
/// assert_eq!(serde_json::to_value(AmountParam::from(amount)).ok(), Some("12.50".into()));
/// # Ok::<(), partna_types::AmountError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AmountParam(Amount);

impl AmountParam {
    /// Returns the amount.
    #[must_use]
    pub fn amount(self) -> Amount {
        self.0
    }
}

impl From<Amount> for AmountParam {
    fn from(amount: Amount) -> Self {
        Self(amount)
    }
}

impl fmt::Display for AmountParam {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for AmountParam {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        text.parse().map(Self)
    }
}

impl TryFrom<&str> for AmountParam {
    type Error = AmountError;

    fn try_from(text: &str) -> Result<Self, AmountError> {
        text.parse()
    }
}

impl Serialize for AmountParam {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for AmountParam {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json_number::number_or_text(deserializer, str::parse)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponents_are_read_and_written_plain() {
        for (text, plain) in [
            ("1e3", "1000"),
            ("1.50e1", "15.0"),
            ("1.50E+2", "150"),
            ("2.5e-7", "0.00000025"),
            ("0e5", "0"),
            ("-0.00", "-0.00"),
            ("-0", "-0"),
        ] {
            assert_eq!(
                text.parse::<Amount>().map(|amount| amount.to_string()),
                Ok(plain.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn rejects_number_that_would_be_rounded() {
        let digits = "1".repeat(29);
        for (text, error) in [
            (digits.as_str(), AmountError::TooManyDigits),
            ("1e28", AmountError::TooManyDigits),
            ("1e999999999999", AmountError::TooManyDigits),
            ("1e-29", AmountError::TooManyDecimals),
            ("1e-999999999999", AmountError::TooManyDecimals),
            (
                "0.00000000000000000000000000000",
                AmountError::TooManyDecimals,
            ),
        ] {
            assert_eq!(text.parse::<Amount>(), Err(error), "{text}");
        }
    }

    #[test]
    fn format_precision_does_not_truncate_digits() {
        let amount: Amount = "-1.999".parse().unwrap();
        assert_eq!(
            format!("[{amount:.2}] [{amount:8}] [{amount:08}]"),
            "[-1.999] [  -1.999] [-001.999]"
        );
    }

    #[test]
    fn rejects_text_that_is_not_a_json_number() {
        for text in [
            "", "-", "+1", "1.", ".5", "01", "1e", "1e+", "1e+-5", "1e--5", "1_000", "1,5", " 1",
            "NaN", "0x1", "١",
        ] {
            assert_eq!(
                text.parse::<Amount>(),
                Err(AmountError::NotANumber),
                "{text}"
            );
        }
    }
}
