//! Unix times in seconds and in milliseconds.

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Amount;
use crate::json_number;

macro_rules! unix_time {
    ($(#[$meta:meta])* $name:ident, $from:ident, $per_second:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i64);

        impl $name {
            /// Returns the count since 1970-01-01T00:00:00Z.
            #[must_use]
            pub fn get(self) -> i64 {
                self.0
            }

            /// Returns the same time as a system time. `None` if the platform cannot represent it.
            #[must_use]
            pub fn to_system_time(self) -> Option<SystemTime> {
                let distance = Duration::$from(self.0.unsigned_abs());
                if self.0 < 0 {
                    UNIX_EPOCH.checked_sub(distance)
                } else {
                    UNIX_EPOCH.checked_add(distance)
                }
            }
        }

        impl From<i64> for $name {
            fn from(count: i64) -> Self {
                Self(count)
            }
        }

        /// Rounds down to a whole unit. A time outside of the range of the type becomes its minimum or maximum.
        impl From<SystemTime> for $name {
            fn from(time: SystemTime) -> Self {
                Self(units_since_epoch(time, $per_second))
            }
        }

        /// Converts a duration since 1970-01-01T00:00:00Z. Rounds down to a whole unit.
        impl TryFrom<Duration> for $name {
            type Error = TimeOutOfRange;

            fn try_from(since_epoch: Duration) -> Result<Self, TimeOutOfRange> {
                i64::try_from(units(since_epoch, $per_second)).map(Self).map_err(|_| TimeOutOfRange)
            }
        }

        impl TryFrom<u64> for $name {
            type Error = TimeOutOfRange;

            fn try_from(count: u64) -> Result<Self, TimeOutOfRange> {
                i64::try_from(count).map(Self).map_err(|_| TimeOutOfRange)
            }
        }

        impl TryFrom<u32> for $name {
            type Error = TimeOutOfRange;

            /// Never fails.
            fn try_from(count: u32) -> Result<Self, TimeOutOfRange> {
                Ok(Self(count.into()))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let parse = |text: &str| parse_whole(text).map(Self).ok_or("not a whole number");
                json_number::number(json_number::WHOLE_NUMBER, deserializer, parse)
            }
        }
    };
}

unix_time! {
    /// A time in Unix seconds.
    ///
    /// Deserialized from an integer or an integral float, serialized as an integer. [`tolerant`](crate::tolerant) also accepts
    /// digits in a string, and lists them.
    ///
    /// ```
    /// use partna_types::UnixSeconds;
    ///
    /// for text in ["1755873600", "1755873600.0", "1.7558736e9"] {
    ///     assert_eq!(serde_json::from_str::<UnixSeconds>(text)?, UnixSeconds::from(1_755_873_600));
    /// }
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    ///
    /// It is created from a number of seconds, from a [`SystemTime`] or from a [`Duration`] since 1970.
    ///
    /// ```
    /// use std::time::{Duration, SystemTime, UNIX_EPOCH};
    /// use partna_types::UnixSeconds;
    ///
    /// let an_hour_ago = UnixSeconds::from(SystemTime::now() - Duration::from_secs(3600));
    /// assert!(an_hour_ago < UnixSeconds::from(SystemTime::now()));
    ///
    /// let seconds: u64 = (UNIX_EPOCH + Duration::from_millis(5999)).duration_since(UNIX_EPOCH)?.as_secs();
    /// assert_eq!(UnixSeconds::try_from(seconds)?, UnixSeconds::from(5));
    /// assert!(UnixSeconds::try_from(u64::MAX).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    UnixSeconds, from_secs, 1
}

unix_time! {
    /// A time in Unix milliseconds.
    ///
    /// Deserialized from an integer or an integral float, serialized as an integer. [`tolerant`](crate::tolerant) also accepts
    /// digits in a string, and lists them.
    ///
    /// It is created from a number of **milliseconds**, from a [`SystemTime`] or from a [`Duration`] since 1970.
    ///
    /// ```
    /// use std::time::{Duration, UNIX_EPOCH};
    /// use partna_types::UnixMillis;
    ///
    /// let time = UNIX_EPOCH + Duration::from_millis(5999);
    /// assert_eq!(UnixMillis::from(time), UnixMillis::from(5999));
    /// assert_eq!(UnixMillis::try_from(time.duration_since(UNIX_EPOCH)?)?, UnixMillis::from(5999));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    UnixMillis, from_millis, 1000
}

/// The error for a time outside of the range of `i64`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("time: out of range; check its unit, and that it is not later than i64::MAX")]
pub struct TimeOutOfRange;

/// Returns the number of whole units in a duration. It cannot overflow: a duration has less than 2^64 seconds.
fn units(duration: Duration, per_second: u32) -> u128 {
    let nanos_per_unit = u128::from(1_000_000_000 / per_second);
    duration.as_nanos() / nanos_per_unit
}

fn units_since_epoch(time: SystemTime, per_second: u32) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(units(after, per_second)).unwrap_or(i64::MAX),
        Err(error) => {
            let before = error.duration();
            let whole = units(before, per_second);
            let is_exact = whole * u128::from(1_000_000_000 / per_second) == before.as_nanos();
            let units = whole + u128::from(!is_exact);
            0_i64
                .checked_sub_unsigned(u64::try_from(units).unwrap_or(u64::MAX))
                .unwrap_or(i64::MIN)
        }
    }
}

fn parse_whole(text: &str) -> Option<i64> {
    let value = text.parse::<Amount>().ok()?.decimal();
    if value.fract().is_zero() {
        value.to_i64()
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rejects_fractions_and_text() {
        for text in ["1.5", "\"later\"", "\"1\"", "true", "{}", "1e30"] {
            assert!(serde_json::from_str::<UnixSeconds>(text).is_err(), "{text}");
        }
    }

    #[test]
    fn seconds_and_millis_convert_to_the_same_system_time() {
        let second = UNIX_EPOCH + Duration::from_secs(1);
        assert_eq!(UnixSeconds::from(1).to_system_time(), Some(second));
        assert_eq!(UnixMillis::from(1000).to_system_time(), Some(second));
        assert_eq!(
            UnixSeconds::from(-1).to_system_time(),
            UNIX_EPOCH.checked_sub(Duration::from_secs(1))
        );
    }

    #[test]
    fn system_time_is_rounded_down_to_whole_units() {
        let nanos = Duration::from_nanos;
        for (time, seconds, millis) in [
            (Some(UNIX_EPOCH), 0, 0),
            (UNIX_EPOCH.checked_add(nanos(999_999_999)), 0, 999),
            (UNIX_EPOCH.checked_add(nanos(1_000_000_000)), 1, 1000),
            (UNIX_EPOCH.checked_sub(nanos(1)), -1, -1),
            (UNIX_EPOCH.checked_sub(nanos(1_000_000_000)), -1, -1000),
            (UNIX_EPOCH.checked_sub(nanos(1_000_000_001)), -2, -1001),
            (
                UNIX_EPOCH.checked_add(Duration::from_secs(1_755_873_600)),
                1_755_873_600,
                1_755_873_600_000,
            ),
        ] {
            let time = time.unwrap();
            assert_eq!(UnixSeconds::from(time), UnixSeconds::from(seconds));
            assert_eq!(UnixMillis::from(time), UnixMillis::from(millis));
            if seconds >= 0 {
                let since = time.duration_since(UNIX_EPOCH).unwrap();
                assert_eq!(UnixSeconds::try_from(since), Ok(seconds.into()));
                assert_eq!(UnixMillis::try_from(since), Ok(millis.into()));
            }
        }
    }

    #[test]
    fn whole_units_round_trip_through_system_time() {
        for count in [i64::MIN / 1000, -1_000_001, -1, 0, 1, i64::MAX / 1000] {
            if let Some(time) = UnixSeconds::from(count).to_system_time() {
                assert_eq!(UnixSeconds::from(time), UnixSeconds::from(count));
            }
            if let Some(time) = UnixMillis::from(count).to_system_time() {
                assert_eq!(UnixMillis::from(time), UnixMillis::from(count));
            }
        }
    }

    #[test]
    fn time_out_of_range_is_an_error_or_saturates() {
        let first_too_late = u64::try_from(i64::MAX).unwrap() + 1;
        assert_eq!(UnixSeconds::try_from(first_too_late), Err(TimeOutOfRange));
        assert_eq!(UnixSeconds::try_from(u64::MAX), Err(TimeOutOfRange));
        assert_eq!(UnixMillis::try_from(u64::MAX), Err(TimeOutOfRange));
        assert_eq!(UnixMillis::try_from(Duration::MAX), Err(TimeOutOfRange));
        assert_eq!(UnixSeconds::try_from(Duration::MAX), Err(TimeOutOfRange));
        assert_eq!(
            UnixSeconds::try_from(first_too_late - 1),
            Ok(i64::MAX.into())
        );
        assert_eq!(UnixSeconds::try_from(u32::MAX), Ok(4_294_967_295.into()));
        // The milliseconds of such a system time do not fit.
        let far = Duration::from_secs(u64::try_from(i64::MAX).unwrap() / 2);
        if let Some(late) = UNIX_EPOCH.checked_add(far) {
            assert_eq!(UnixMillis::from(late), UnixMillis::from(i64::MAX));
        }
        if let Some(early) = UNIX_EPOCH.checked_sub(far) {
            assert_eq!(UnixMillis::from(early), UnixMillis::from(i64::MIN));
        }
    }
}
