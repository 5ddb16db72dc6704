//! Reads JSON from a server that does not keep to its own document.
//!
//! [`from_slice`] decodes strictly first. If that fails, values that do not fit are converted or left out, one by one, until
//! the rest decodes. Each is a [`SkippedField`].
//!
//! | expected | found | becomes |
//! | --- | --- | --- |
//! | text | a number | its digits as they were sent |
//! | an [`Amount`](crate::Amount), a time, an integer or a float | text in plain decimal form (`12.50`, `-3`) | the number |
//! | a boolean | the texts `true` and `false` | the boolean |
//! | anything | a value that does not fit | absent: the member, the element of a list, or the entry of a map |
//!
//! Null in an optional field fits, and is not listed. Text in plain decimal form has no exponent, blank, plus sign or
//! separator. An amount with more digits than an `Amount` holds does not fit, and is never rounded. If a field that a type
//! needs is absent, the value of that type is.
//!
//! A byte order mark is ignored. Once something does not fit, a name that is repeated is listed, and the last value counts;
//! bytes that are not UTF-8 are replaced by U+FFFD, and each text with that character is listed; a value below 64 levels of
//! lists and objects does not fit. Of members that no type reads nothing is listed.
//!
//! At most 1,000 fields are listed; [`Tolerant::skipped_count`] counts all. The work is linear in the size of the JSON, for lists
//! and maps of any length. A document on which more is spent loses the whole part that does not fit.

mod access;
mod de;
mod decode_pass;
mod error;
mod expectation;
mod key;
mod node_deserializer;
mod repair;
mod skipped;
mod strict;
mod tree;

use std::borrow::Cow;

use serde::de::DeserializeOwned;

pub use error::Error;
pub use skipped::{JsonKind, SkippedField};

use repair::{Repair, Repaired};
use strict::Strict;

/// A value, and what did not fit.
///
/// ```
/// use std::collections::BTreeMap;
/// use partna_types::{Amount, tolerant};
///
/// let read = tolerant::from_slice::<BTreeMap<String, Amount>>(br#"{"NGN": "", "USD": 5}"#)?;
/// assert_eq!(read.skipped_fields().first().map(|field| field.path()), Some("NGN"));
/// assert_eq!(read.into_value().get("USD"), Some(&Amount::from(5)));
/// # Ok::<(), tolerant::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Tolerant<T> {
    value: T,
    skipped: Vec<SkippedField>,
    count: usize,
}

impl<T> Tolerant<T> {
    /// How many fields are listed at most.
    pub const MAX_SKIPPED_FIELDS: usize = decode_pass::MAX_LISTED;

    /// Returns the value.
    #[must_use]
    pub fn value(&self) -> &T {
        &self.value
    }

    /// Returns the value alone.
    #[must_use]
    pub fn into_value(self) -> T {
        self.value
    }

    /// Returns the value and the listed fields.
    #[must_use]
    pub fn into_parts(self) -> (T, Vec<SkippedField>) {
        (self.value, self.skipped)
    }

    /// Returns the fields that did not have the expected form, in their order, up to
    /// [`MAX_SKIPPED_FIELDS`](Self::MAX_SKIPPED_FIELDS).
    #[must_use]
    pub fn skipped_fields(&self) -> &[SkippedField] {
        &self.skipped
    }

    /// Returns how many fields did not have the expected form, listed or not.
    #[must_use]
    pub fn skipped_count(&self) -> usize {
        self.count
    }
}

/// Decodes JSON. Values that do not fit are converted or left out, and listed.
///
/// ```
/// use partna_types::{Amount, tolerant};
///
/// let amounts = tolerant::from_slice::<Vec<Amount>>(b"[0.10, null, 2]")?;
/// assert_eq!(amounts.value().len(), 2);
/// assert_eq!(amounts.skipped_fields().first().map(|field| field.path()), Some("[1]"));
/// # Ok::<(), tolerant::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::Syntax`] if the text is not complete JSON, and [`Error::Root`] if the whole value is not what `T` expects.
pub fn from_slice<T: DeserializeOwned>(json: &[u8]) -> Result<Tolerant<T>, Error> {
    let json = json.strip_prefix("\u{feff}".as_bytes()).unwrap_or(json);
    if let Some(value) = strict(json) {
        return Ok(Tolerant {
            value,
            skipped: Vec::new(),
            count: 0,
        });
    }
    let Repaired {
        value,
        skipped,
        count,
        ..
    } = repair(json)?;
    Ok(Tolerant {
        value,
        skipped,
        count,
    })
}

fn strict<T: DeserializeOwned>(json: &[u8]) -> Option<T> {
    let mut json = serde_json::Deserializer::from_slice(json);
    let value = T::deserialize(Strict(&mut json)).ok()?;
    json.end().ok()?;
    Some(value)
}

fn repair<T: DeserializeOwned>(json: &[u8]) -> Result<Repaired<T>, Error> {
    let text = String::from_utf8_lossy(json);
    let is_lossy = matches!(text, Cow::Owned(_));
    let repair = Repair::new(&text, is_lossy).map_err(|error| Error::Syntax {
        line: error.line(),
        column: error.column(),
    })?;
    repair.run()
}

#[cfg(test)]
mod tests;
