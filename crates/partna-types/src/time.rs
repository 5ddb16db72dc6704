//! Times as the API counts them.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rust_decimal::prelude::ToPrimitive;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Amount;
use crate::json_number;

macro_rules! unix_time {
    ($(#[$meta:meta])* $name:ident, $format:literal, $from:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i64);

        impl $name {
            /// The count since 1970-01-01T00:00:00Z.
            #[must_use]
            pub fn get(self) -> i64 {
                self.0
            }

            /// The same moment as a system time; none where the platform cannot hold it.
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
                let whole = |text: &str| whole(text).map(Self).ok_or("not a whole number");
                json_number::number(json_number::WHOLE_NUMBER, deserializer, whole)
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({"type": "integer", "format": $format})
            }
        }
    };
}

unix_time! {
    /// A moment in Unix seconds.
    ///
    /// Read from an integer or an integral float, written as an integer. [`tolerant`](crate::tolerant) also reads digits in
    /// a string, and lists them.
    ///
    /// ```
    /// use partna_types::UnixSeconds;
    ///
    /// for text in ["1755873600", "1755873600.0", "1.7558736e9"] {
    ///     assert_eq!(serde_json::from_str::<UnixSeconds>(text)?, UnixSeconds::from(1_755_873_600));
    /// }
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    UnixSeconds, "unix-seconds", from_secs
}

unix_time! {
    /// A moment in Unix milliseconds.
    ///
    /// Read from an integer or an integral float, written as an integer. [`tolerant`](crate::tolerant) also reads digits in
    /// a string, and lists them.
    UnixMillis, "unix-millis", from_millis
}

fn whole(text: &str) -> Option<i64> {
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
    fn a_fraction_of_a_second_is_an_error() {
        for text in ["1.5", "\"soon\"", "\"1\"", "true", "{}", "1e30"] {
            assert!(serde_json::from_str::<UnixSeconds>(text).is_err(), "{text}");
        }
    }

    #[test]
    fn units_differ() {
        let second = UNIX_EPOCH + Duration::from_secs(1);
        assert_eq!(UnixSeconds::from(1).to_system_time(), Some(second));
        assert_eq!(UnixMillis::from(1000).to_system_time(), Some(second));
        assert_eq!(
            UnixSeconds::from(-1).to_system_time(),
            UNIX_EPOCH.checked_sub(Duration::from_secs(1))
        );
    }
}
