//! Exact arithmetic with amounts.

use std::borrow::Borrow;
use std::ops::Neg;

use rust_decimal::Decimal;

use super::{Amount, MAX_DIGITS};

/// 10^28: the mantissa of an amount has a smaller absolute value.
const MANTISSA_BOUND: i128 = 10_i128.pow(28);

/// Exact arithmetic. A method returns `None` if the result has more than 28 significant digits or 28 decimals: it never rounds
/// and never wraps around. Therefore there is no `+`, `-` or `*`. For an operation that needs rounding, such as a division or a
/// product with a rate, use [`decimal`](Self::decimal) and choose how to round.
impl Amount {
    /// Zero.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// Adds an amount. The result has as many decimals as the operand with more decimals; trailing zeros are removed if they do
    /// not fit.
    ///
    /// ```
    /// use partna_types::Amount;
    ///
    /// let (price, fee): (Amount, Amount) = ("0.10".parse()?, "0.2".parse()?);
    /// assert_eq!(price.checked_add(fee).map(|sum| sum.to_string()).as_deref(), Some("0.30"));
    /// let large: Amount = "9999999999999999999999999999".parse()?;
    /// assert_eq!(large.checked_add(fee), None); // it would have to be rounded
    /// # Ok::<(), partna_types::AmountError>(())
    /// ```
    #[must_use = "an amount is not changed in place"]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let direct = Scaled::aligned(self.into(), other.into());
        // If the mantissas do not fit, they may fit without trailing zeros.
        let (left, right, scale) = direct
            .or_else(|| Scaled::aligned(Scaled::normalized(self), Scaled::normalized(other)))?;
        Scaled::new(left.checked_add(right)?, scale).amount()
    }

    /// Subtracts an amount. The result may be negative.
    ///
    /// ```
    /// use partna_types::Amount;
    ///
    /// let (balance, pending): (Amount, Amount) = ("250000.75".parse()?, "1500".parse()?);
    /// assert_eq!(balance.checked_sub(pending), "248500.75".parse().ok());
    /// # Ok::<(), partna_types::AmountError>(())
    /// ```
    #[must_use = "an amount is not changed in place"]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(-other)
    }

    /// Multiplies by a whole number, such as a quantity.
    ///
    /// ```
    /// use partna_types::Amount;
    ///
    /// let price: Amount = "0.50".parse()?;
    /// assert_eq!(price.checked_mul(3).map(|total| total.to_string()).as_deref(), Some("1.50"));
    /// assert_eq!(Amount::from(u64::MAX).checked_mul(u64::MAX), None);
    /// # Ok::<(), partna_types::AmountError>(())
    /// ```
    #[must_use = "an amount is not changed in place"]
    pub fn checked_mul(self, factor: impl Into<i128>) -> Option<Self> {
        let (parts, factor) = (Scaled::from(self), factor.into());
        let direct = parts.mantissa.checked_mul(factor);
        direct
            .map_or_else(
                || parts.reduced_product(factor),
                |mantissa| Some(Scaled::new(mantissa, parts.scale)),
            )?
            .amount()
    }

    /// Adds amounts of one currency. The sum of an empty list is [`ZERO`](Self::ZERO). Returns `None` if an intermediate sum does
    /// not fit.
    ///
    /// ```
    /// use partna_types::Amount;
    ///
    /// let fees = ["0.10", "0.20", "-0.05"].map(str::parse::<Amount>);
    /// let fees = fees.into_iter().collect::<Result<Vec<_>, _>>()?;
    /// assert_eq!(Amount::checked_sum(&fees), "0.25".parse().ok());
    /// # Ok::<(), partna_types::AmountError>(())
    /// ```
    #[must_use]
    pub fn checked_sum<I>(amounts: I) -> Option<Self>
    where
        I: IntoIterator,
        I::Item: Borrow<Self>,
    {
        let mut amounts = amounts.into_iter();
        amounts.try_fold(Self::ZERO, |sum, amount| sum.checked_add(*amount.borrow()))
    }

    /// Returns whether the amount is zero, regardless of its sign and its number of decimals.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Returns whether the amount is more than zero.
    #[must_use]
    pub fn is_positive(self) -> bool {
        self.0.is_sign_positive() && !self.is_zero()
    }

    /// Returns whether the amount is less than zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.0.is_sign_negative() && !self.is_zero()
    }
}

/// Changes the sign. This never fails. Zero becomes zero without a sign.
impl Neg for Amount {
    type Output = Self;

    fn neg(self) -> Self {
        if self.is_zero() {
            let mut zero = self.0;
            zero.set_sign_positive(true);
            return Self(zero);
        }
        Self(-self.0)
    }
}

/// The number `mantissa` / 10^`scale`. The scale of a reduced product may be negative.
#[derive(Clone, Copy)]
struct Scaled {
    mantissa: i128,
    scale: i64,
}

impl From<Amount> for Scaled {
    fn from(amount: Amount) -> Self {
        Self::new(amount.0.mantissa(), amount.0.scale().into())
    }
}

impl Scaled {
    fn new(mantissa: i128, scale: i64) -> Self {
        Self { mantissa, scale }
    }

    /// Removes trailing zeros.
    fn normalized(amount: Amount) -> Self {
        Self::from(Amount(amount.0.normalize()))
    }

    /// Converts both operands to the larger scale, and returns the mantissas and the scale. `None` if a mantissa overflows
    /// `i128`. If the operands have no trailing zeros, their sum then has too many digits for an amount as well.
    fn aligned(one: Self, other: Self) -> Option<(i128, i128, i64)> {
        let scale = one.scale.max(other.scale);
        let at_scale = |parts: Self| {
            let zeros = u32::try_from(scale - parts.scale).ok()?;
            parts.mantissa.checked_mul(10_i128.checked_pow(zeros)?)
        };
        Some((at_scale(one)?, at_scale(other)?, scale))
    }

    /// Removes all factors of ten from the product, then multiplies. `None` only if the rest of the product overflows `i128`.
    fn reduced_product(mut self, mut factor: i128) -> Option<Self> {
        for (left, right) in [(10, 1), (1, 10), (2, 5), (5, 2)] {
            while self.mantissa % left == 0 && factor % right == 0 && self.mantissa != 0 {
                self.mantissa /= left;
                factor /= right;
                self.scale -= 1;
            }
        }
        self.mantissa = self.mantissa.checked_mul(factor)?;
        Some(self)
    }

    fn amount(mut self) -> Option<Amount> {
        let max_scale = MAX_DIGITS as i64;
        while (self.mantissa.unsigned_abs() >= MANTISSA_BOUND.unsigned_abs()
            || self.scale > max_scale)
            && self.scale > 0
            && self.mantissa % 10 == 0
        {
            self.mantissa /= 10;
            self.scale -= 1;
        }
        if self.scale < 0 {
            let zeros = u32::try_from(self.scale.unsigned_abs()).ok()?;
            self.mantissa = self.mantissa.checked_mul(10_i128.checked_pow(zeros)?)?;
            self.scale = 0;
        }
        if self.mantissa.unsigned_abs() >= MANTISSA_BOUND.unsigned_abs() || self.scale > max_scale {
            return None;
        }
        let scale = u32::try_from(self.scale).ok()?;
        let value = Decimal::try_from_i128_with_scale(self.mantissa, scale).ok()?;
        Some(Amount(value))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

    use super::*;

    fn amount(text: &str) -> Amount {
        text.parse().unwrap()
    }

    fn text(amount: Option<Amount>) -> Option<String> {
        amount.map(|amount| amount.to_string())
    }

    /// A runner with the same cases in each run.
    fn seeded(cases: u32) -> TestRunner {
        let config = Config {
            failure_persistence: None,
            ..Config::with_cases(cases)
        };
        TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[17; 32]))
    }

    /// Amounts of all lengths and scales, with many zeros among them.
    fn any_amount() -> impl Strategy<Value = Amount> {
        let digits = prop_oneof![
            "[1-9][0-9]{0,27}",
            "[1-9][0-9]{0,13}0{0,14}",
            "[1-9]0{0,27}",
            "9{1,28}",
            Just("0".to_owned()),
        ];
        (any::<bool>(), digits, 0_u32..=28).prop_map(|(is_negative, digits, scale)| {
            let mantissa: i128 = digits.parse().unwrap();
            let mantissa = if is_negative { -mantissa } else { mantissa };
            Amount(Decimal::try_from_i128_with_scale(mantissa, scale).unwrap())
        })
    }

    /// The exact value: the whole number, and the non-negative remainder in units of 10^-28.
    fn exact(amount: Amount) -> (i128, i128) {
        let (mantissa, scale) = (amount.0.mantissa(), amount.0.scale());
        let unit = 10_i128.pow(scale);
        let rest = mantissa.rem_euclid(unit) * 10_i128.pow(28 - scale);
        (mantissa.div_euclid(unit), rest)
    }

    fn carry(whole: i128, rest: i128) -> (i128, i128) {
        let unit = MANTISSA_BOUND;
        (whole + rest.div_euclid(unit), rest.rem_euclid(unit))
    }

    /// The number of significant digits, without leading and trailing zeros.
    fn significant((whole, rest): (i128, i128)) -> usize {
        let (whole, rest) = if whole < 0 && rest > 0 {
            (-whole - 1, MANTISSA_BOUND - rest)
        } else {
            (whole.abs(), rest)
        };
        let decimals = format!("{rest:028}");
        let decimals = decimals.trim_end_matches('0');
        format!("{whole}{decimals}").trim_start_matches('0').len()
    }

    fn assert_exact_or_does_not_fit(result: Option<Amount>, expected: (i128, i128)) {
        match result {
            Some(result) => {
                assert_eq!(exact(result), expected);
                // It can be written and read.
                assert_eq!(result.to_string().parse(), Ok(result));
            }
            None => assert!(significant(expected) > 28, "{expected:?} fits"),
        }
    }

    #[test]
    fn sums_and_differences_are_exact_or_do_not_fit() {
        let check = |(one, other): (Amount, Amount)| {
            let ((whole, rest), (more, parts)) = (exact(one), exact(other));
            let sum = carry(whole + more, rest + parts);
            assert_exact_or_does_not_fit(one.checked_add(other), sum);
            assert_eq!(one.checked_add(other), other.checked_add(one));
            let difference = carry(whole - more, rest - parts);
            assert_exact_or_does_not_fit(one.checked_sub(other), difference);
            assert_eq!(one.checked_sub(one), Some(Amount::ZERO));
            Ok(())
        };
        let amounts = (any_amount(), any_amount());
        seeded(20_000).run(&amounts, check).unwrap();
    }

    #[test]
    fn products_are_exact_or_do_not_fit() {
        let check = |(one, factor): (Amount, i64)| {
            let (whole, rest) = exact(one);
            let factor_wide = i128::from(factor);
            let product = carry(whole * factor_wide, rest * factor_wide);
            assert_exact_or_does_not_fit(one.checked_mul(factor), product);
            Ok(())
        };
        let factors = prop_oneof![
            -1_000_000_000_i64..=1_000_000_000,
            (0_u32..=9).prop_map(|power| 10_i64.pow(power)),
            (0_u32..=29).prop_map(|power| 2_i64.pow(power)),
            (0_u32..=12).prop_map(|power| 5_i64.pow(power)),
        ];
        seeded(20_000).run(&(any_amount(), factors), check).unwrap();
    }

    #[test]
    fn sums_keep_decimals_and_do_not_round() {
        for (one, other, sum) in [
            ("0.10", "0.2", Some("0.30")),
            ("1", "-1.00", Some("0.00")),
            ("0", "0", Some("0")),
            ("-0.00", "-0", Some("0.00")),
            // A trailing zero that does not fit is removed; no other digit is.
            (
                "9999999999999999999999999998",
                "1.00",
                Some("9999999999999999999999999999"),
            ),
            ("9999999999999999999999999999", "1.00", None),
            ("1000000000000000000000000000", "0.1", None),
            (
                "1000000000000000000000000000",
                "0.0000000000000000000000000001",
                None,
            ),
            (
                "1000000000000000000000000000",
                "0.0000000000000000000000000000",
                Some("1000000000000000000000000000"),
            ),
        ] {
            let found = amount(one).checked_add(amount(other));
            assert_eq!(text(found).as_deref(), sum, "{one} + {other}");
        }
    }

    #[test]
    fn product_with_large_intermediate_value_is_exact() {
        // 5^40 / 10^28, times 2^40.
        let five = Amount(Decimal::try_from_i128_with_scale(5_i128.pow(40), 28).unwrap());
        assert_eq!(
            text(five.checked_mul(2_i64.pow(40))).as_deref(),
            Some("1000000000000")
        );
        let ones = amount("0.1111111111111111111111111111");
        let product = ones.checked_mul(1_000_000_000_000_u64);
        assert_eq!(
            text(product).as_deref(),
            Some("111111111111.1111111111111111")
        );
        assert_eq!(ones.checked_mul(u64::MAX), None);
        assert_eq!(Amount::ZERO.checked_mul(i128::MIN), Some(Amount::ZERO));
        assert_eq!(amount("1").checked_mul(i128::MAX), None);
        assert_eq!(amount("0.01").checked_mul(-3), Some(amount("-0.03")));
    }

    #[test]
    fn checked_sum_adds_all_and_detects_overflow() {
        assert_eq!(
            Amount::checked_sum(Vec::<Amount>::new()),
            Some(Amount::ZERO)
        );
        let many = vec![amount("0.1"); 10_000];
        assert_eq!(Amount::checked_sum(&many), Some(Amount::from(1000)));
        assert_eq!(Amount::checked_sum(many), Some(Amount::from(1000)));
        let large = amount("9999999999999999999999999999");
        assert_eq!(Amount::checked_sum([large, large]), None);
    }

    #[test]
    fn sign_methods_ignore_negative_zero() {
        assert_eq!((-amount("1.50")).to_string(), "-1.50");
        assert_eq!((-amount("-0.00")).to_string(), "0.00");
        assert_eq!((-amount("0.00")).to_string(), "0.00");
        for (text, [zero, positive, negative]) in [
            ("0.00", [true, false, false]),
            ("-0", [true, false, false]),
            ("0.01", [false, true, false]),
            ("-0.01", [false, false, true]),
        ] {
            let amount = amount(text);
            assert_eq!(amount.is_zero(), zero, "{text}");
            assert_eq!(amount.is_positive(), positive, "{text}");
            assert_eq!(amount.is_negative(), negative, "{text}");
        }
    }
}
