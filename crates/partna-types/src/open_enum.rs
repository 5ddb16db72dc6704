//! Open enums: each has a variant for each documented value, and keeps any other value as text.

/// The text of a value that an open enum has no variant for.
///
/// Only this crate can construct it, so a documented text such as `NGN` is always a variant, and never `Other`.
#[derive(Clone, Debug)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    pub(crate) fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// Returns the text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Declares an open enum. Equality, order and hash use the wire text.
macro_rules! open_enum {
    ($(#[$meta:meta])* $name:ident {
        $($(#[$variant_meta:meta])* $variant:ident = $text:literal),* $(,)?
    }) => {
        $(#[$meta])*
        ///
        /// An open enum: undocumented values are kept in `Other`. Equality, order and hash use the wire text.
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_meta])* $variant,)*
            /// A value that the document does not list.
            Other($crate::UnknownValue),
        }

        impl $name {
            /// The documented values, as on the wire.
            pub const KNOWN: &'static [&'static str] = &[$($text),*];

            /// Returns the text on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Other(other) => other.as_str(),
                }
            }
        }

        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    _ => Self::Other($crate::UnknownValue::new(text)),
                }
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ok(Self::from(text))
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl Eq for $name {}

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<::std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> ::std::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl ::std::hash::Hash for $name {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                ::std::string::String::deserialize(deserializer).map(Self::from)
            }
        }

        #[cfg(feature = "schemars")]
        impl ::schemars::JsonSchema for $name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                // `examples` and not `enum`: other values are valid.
                ::schemars::json_schema!({"type": "string", "examples": Self::KNOWN})
            }
        }
    };
}

pub(crate) use open_enum;

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use crate::Currency;

    #[test]
    fn known_text_becomes_its_variant() {
        assert!(matches!(Currency::from("NGN"), Currency::Ngn));
        assert!(matches!(serde_json::from_str("\"NGN\""), Ok(Currency::Ngn)));
        assert!(matches!("NGN".parse(), Ok(Currency::Ngn)));
    }

    #[test]
    fn unknown_text_is_kept_and_serialized_unchanged() {
        let value: Currency = serde_json::from_str("\"ZMW\"").unwrap();
        assert!(matches!(value, Currency::Other(_)));
        assert_eq!(value, Currency::from("ZMW"));
        assert_eq!(serde_json::to_string(&value).unwrap(), "\"ZMW\"");
        assert_eq!(
            HashSet::from([value.clone(), Currency::from("ZMW")]).len(),
            1
        );
        assert!(Currency::Ngn < value);
    }
}
