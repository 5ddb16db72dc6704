//! Mismatched fields, as the caller sees them.

use std::fmt;

/// A field that did not have the expected type. It was converted, or omitted from the decoded value.
///
/// `Debug` and `Display` do not print the text of the field. [`text`](Self::text) returns it if the field is not secret.
///
/// ```
/// use partna_types::{Amount, tolerant};
///
/// let amounts = tolerant::from_slice::<Vec<Amount>>(br#"[1, "2.50", "later"]"#)?;
/// let [converted, absent] = amounts.mismatched_fields() else { return Ok(()) };
/// assert!(converted.is_converted());
/// assert_eq!(
///     (absent.path(), absent.expected(), absent.text()),
///     ("[2]", "a decimal number", Some("later"))
/// );
/// assert_eq!(absent.to_string(), "[2]: expected a decimal number, found text; the field is omitted");
/// # Ok::<(), tolerant::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MismatchedField {
    pub(super) path: String,
    pub(super) expected: String,
    pub(super) found: JsonKind,
    pub(super) text: Option<String>,
    pub(super) is_converted: bool,
    pub(super) is_empty: bool,
}

impl MismatchedField {
    /// The maximum length of the text that [`text`](Self::text) returns, in characters.
    pub const MAX_TEXT_LEN: usize = 1_000;

    /// Creates an entry for a field that is not secret, for decoders with their own conversions. `json` is the found value.
    #[must_use]
    pub fn new(path: &str, expected: &str, json: &str, is_converted: bool) -> Self {
        let (found, text) = match json.as_bytes().first() {
            Some(b'{') => (JsonKind::Object, None),
            Some(b'[') => (JsonKind::List, None),
            Some(b'n') => (JsonKind::Null, None),
            Some(b'"') => (JsonKind::Text, serde_json::from_str(json).ok()),
            Some(b't' | b'f') => (JsonKind::Boolean, Some(json.to_owned())),
            _ => (JsonKind::Number, Some(json.to_owned())),
        };
        Self {
            path: path.to_owned(),
            expected: expected.to_owned(),
            found,
            text: text.map(|text: String| text.chars().take(Self::MAX_TEXT_LEN).collect()),
            is_converted,
            is_empty: is_empty(json),
        }
    }

    /// Returns the path of the field, such as `data[1].balance`. Indices also count omitted elements. A name that is not a short
    /// word may be data, and is replaced by `…`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the expected type, such as `a decimal number`.
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// Returns the kind of JSON value that was found.
    #[must_use]
    pub fn found(&self) -> JsonKind {
        self.found
    }

    /// Returns the text, the digits or the boolean that was found, up to [`MAX_TEXT_LEN`](Self::MAX_TEXT_LEN) characters. `None`
    /// for a secret field, for null, and for an object or a list. Also `None` if an object or a list was expected, because the
    /// value may then contain a secret.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// Returns whether the value was converted. Otherwise the field is omitted from the decoded value.
    #[must_use]
    pub fn is_converted(&self) -> bool {
        self.is_converted
    }

    /// Returns whether the found value is empty: null, `""`, `[]` or `{}`. Some servers send such a value for an absent one.
    ///
    /// ```
    /// use partna_types::{Amount, tolerant};
    ///
    /// let amounts = tolerant::from_slice::<Vec<Amount>>(br#"["", "later"]"#)?;
    /// let empty: Vec<bool> = amounts.mismatched_fields().iter().map(|field| field.is_empty()).collect();
    /// assert_eq!(empty, [true, false]);
    /// # Ok::<(), tolerant::Error>(())
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.is_empty
    }
}

/// Returns whether the text of a JSON value is null, `""`, `[]` or `{}`.
pub(super) fn is_empty(json: &str) -> bool {
    let inner = match json.as_bytes() {
        [b'[', .., b']'] | [b'{', .., b'}'] => json.get(1..json.len() - 1),
        _ => None,
    };
    matches!(json, "null" | "\"\"") || inner.is_some_and(|inner| inner.trim_ascii().is_empty())
}

impl fmt::Display for MismatchedField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outcome = if self.is_converted {
            "the field is converted"
        } else {
            "the field is omitted"
        };
        write!(
            f,
            "{}: expected {}, found {}; {outcome}",
            self.path, self.expected, self.found
        )
    }
}

impl fmt::Debug for MismatchedField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MismatchedField")
            .field("path", &self.path)
            .field("expected", &self.expected)
            .field("found", &self.found)
            .field("is_converted", &self.is_converted)
            .finish_non_exhaustive()
    }
}

/// A kind of JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, strum::Display)]
#[non_exhaustive]
pub enum JsonKind {
    /// `null`
    #[strum(to_string = "null")]
    Null,
    /// `true` or `false`
    #[strum(to_string = "a boolean")]
    Boolean,
    /// A number.
    #[strum(to_string = "a number")]
    Number,
    /// A string.
    #[strum(to_string = "text")]
    Text,
    /// An array.
    #[strum(to_string = "a list")]
    List,
    /// An object.
    #[strum(to_string = "an object")]
    Object,
}
