//! Decodes JSON from a server whose responses deviate from its API document.
//!
//! [`from_slice`] first decodes strictly. If that fails, it converts or omits mismatched values one by one until the rest
//! decodes. It lists each of them as a [`MismatchedField`].
//!
//! | expected | found | becomes |
//! | --- | --- | --- |
//! | text | a number | its digits, unchanged |
//! | an [`Amount`](crate::Amount), a time, an integer or a float | text in plain decimal form (`12.50`, `-3`) | the number |
//! | a boolean | the texts `true` and `false` | the boolean |
//! | any type | any other value | absent: the field, list element or map entry is omitted |
//!
//! Null in an optional field is valid, and is not listed. Text in plain decimal form has no exponent, blank, plus sign or
//! separator. An amount with more digits than an `Amount` holds is omitted, and never rounded. If a required field is absent, the
//! value that should contain it is absent too.
//!
//! A byte order mark is ignored. If strict decoding fails, three more rules apply. A repeated name is listed, and its last value
//! is used. Bytes that are not UTF-8 are replaced by U+FFFD, and each text with that character is listed. A value nested in more
//! than 64 lists and objects is omitted. Members that the type ignores are not listed.
//!
//! At most 1,000 fields are listed; [`Tolerant::mismatched_count`] also counts the others. The time is linear in the size of the
//! JSON, even for long lists and maps, because the work is limited. If a document exceeds the limit, mismatched values are
//! omitted together with the larger values that contain them.

mod access;
mod de;
mod decode_pass;
mod error;
mod expectation;
mod key;
mod mismatched_field;
mod node_deserializer;
mod repair;
mod strict;
mod tree;

use std::borrow::Cow;

use serde::de::DeserializeOwned;

pub use error::Error;
pub use mismatched_field::{JsonKind, MismatchedField};

use repair::{Repair, Repaired};
use strict::Strict;

/// A decoded value and its mismatched fields.
///
/// ```
/// use std::collections::BTreeMap;
/// use partna_types::{Amount, tolerant};
///
/// let read = tolerant::from_slice::<BTreeMap<String, Amount>>(br#"{"NGN": "", "USD": 5}"#)?;
/// assert_eq!(read.mismatched_fields().first().map(|field| field.path()), Some("NGN"));
/// assert_eq!(read.into_value().get("USD"), Some(&Amount::from(5)));
/// # Ok::<(), tolerant::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Tolerant<T> {
    value: T,
    mismatched: Vec<MismatchedField>,
    count: usize,
}

impl<T> Tolerant<T> {
    /// The maximum number of listed fields.
    pub const MAX_MISMATCHED_FIELDS: usize = decode_pass::MAX_LISTED_FIELDS;

    /// Returns the value.
    #[must_use]
    pub fn value(&self) -> &T {
        &self.value
    }

    /// Returns the value without the list of mismatched fields.
    #[must_use]
    pub fn into_value(self) -> T {
        self.value
    }

    /// Returns the value and the listed fields.
    #[must_use]
    pub fn into_parts(self) -> (T, Vec<MismatchedField>) {
        (self.value, self.mismatched)
    }

    /// Returns the fields that did not have the expected type, in document order, up to
    /// [`MAX_MISMATCHED_FIELDS`](Self::MAX_MISMATCHED_FIELDS).
    #[must_use]
    pub fn mismatched_fields(&self) -> &[MismatchedField] {
        &self.mismatched
    }

    /// Returns the number of fields that did not have the expected type, including fields that are not listed.
    #[must_use]
    pub fn mismatched_count(&self) -> usize {
        self.count
    }
}

/// Decodes JSON. Mismatched values are converted or omitted, and listed.
///
/// ```
/// use partna_types::{Amount, tolerant};
///
/// let amounts = tolerant::from_slice::<Vec<Amount>>(b"[0.10, null, 2]")?;
/// assert_eq!(amounts.value().len(), 2);
/// assert_eq!(amounts.mismatched_fields().first().map(|field| field.path()), Some("[1]"));
/// # Ok::<(), tolerant::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::Syntax`] if the text is not complete JSON, and [`Error::Root`] if the root value does not have the type that `T`
/// expects.
pub fn from_slice<T: DeserializeOwned>(json: &[u8]) -> Result<Tolerant<T>, Error> {
    let json = json.strip_prefix("\u{feff}".as_bytes()).unwrap_or(json);
    if let Some(value) = decode_strictly(json) {
        return Ok(Tolerant {
            value,
            mismatched: Vec::new(),
            count: 0,
        });
    }
    let Repaired {
        value,
        mismatched,
        mismatched_count,
        ..
    } = decode_with_repair(json)?;
    Ok(Tolerant {
        value,
        mismatched,
        count: mismatched_count,
    })
}

fn decode_strictly<T: DeserializeOwned>(json: &[u8]) -> Option<T> {
    let mut json = serde_json::Deserializer::from_slice(json);
    let value = T::deserialize(Strict(&mut json)).ok()?;
    json.end().ok()?;
    Some(value)
}

fn decode_with_repair<T: DeserializeOwned>(json: &[u8]) -> Result<Repaired<T>, Error> {
    let text = String::from_utf8_lossy(json);
    let has_replaced_bytes = matches!(text, Cow::Owned(_));
    let repair = Repair::new(&text, has_replaced_bytes).map_err(|error| Error::Syntax {
        line: error.line(),
        column: error.column(),
    })?;
    repair.run()
}

#[cfg(test)]
mod tests;
