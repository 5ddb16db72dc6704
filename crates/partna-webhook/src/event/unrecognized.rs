//! The reasons why a genuine delivery has no type.

use std::fmt;

/// The reason why an event is [`Unrecognized`](crate::Event::Unrecognized). It is safe to print: it contains names of known
/// events and fields, but no values.
///
/// ```
/// use partna_webhook::{Event, UnrecognizedReason};
///
/// let data = r#"{"amount":1,"toUser":"shop","currency":"NGN","toAccount":"amina","status":"completed","sessionId":"0f3c"}"#;
/// let Event::Unrecognized { reason, .. } = Event::unverified("Depozit", data)? else {
///     panic!("no event has this name");
/// };
/// assert!(matches!(reason, UnrecognizedReason::UnknownName { .. }));
/// assert_eq!(reason.matching_event(), Some("Deposit"));
/// assert_eq!(reason.to_string(), "the name is unknown; the fields are those of `Deposit`");
/// # Ok::<(), partna_webhook::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnrecognizedReason {
    /// The name is unknown: the event is new, or the name was changed in transit. The name is not signed.
    #[non_exhaustive]
    UnknownName {
        /// The event whose fields `data` has.
        matching_event: Option<&'static str>,
    },
    /// The name is known, but `data` is not the payload of that event.
    PayloadMismatch(PayloadMismatch),
}

impl UnrecognizedReason {
    /// Returns the current name of the event that has the fields of `data`, or `Ramp` for a ramp of unknown direction. The fields
    /// are signed, so this is more reliable than the delivered name. Look up the transaction in the API nevertheless.
    #[must_use]
    pub fn matching_event(&self) -> Option<&'static str> {
        match self {
            Self::UnknownName { matching_event } => *matching_event,
            Self::PayloadMismatch(mismatch) => mismatch.0.matching_event,
        }
    }
}

impl fmt::Display for UnrecognizedReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownName { .. } => f.write_str("the name is unknown")?,
            Self::PayloadMismatch(mismatch) => fmt::Display::fmt(mismatch, f)?,
        }
        match self.matching_event() {
            Some(event) => write!(f, "; the fields are those of `{event}`"),
            None => Ok(()),
        }
    }
}

/// The differences between `data` and the payload of the named event.
///
/// ```
/// use partna_webhook::{Event, UnrecognizedReason};
///
/// let Event::Unrecognized { reason, .. } = Event::unverified("verification.failed", "{\"email\":\"a@b.example\"}")? else {
///     panic!("a failure has a reason");
/// };
/// let UnrecognizedReason::PayloadMismatch(mismatch) = reason else { panic!("the name is known") };
/// assert_eq!(mismatch.event_name(), "verification.failed");
/// assert_eq!(mismatch.missing_fields(), ["reason"]);
/// # Ok::<(), partna_webhook::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct PayloadMismatch(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    event: &'static str,
    differences: Differences,
    matching_event: Option<&'static str>,
}

impl PayloadMismatch {
    pub(crate) fn new(
        event: &'static str,
        differences: Differences,
        matching_event: Option<&'static str>,
    ) -> Self {
        Self(Box::new(Inner {
            event,
            differences,
            matching_event,
        }))
    }

    /// Returns the current name of the event to which the delivered name belongs.
    #[must_use]
    pub fn event_name(&self) -> &'static str {
        self.0.event
    }

    /// Returns the required fields of this event that are missing or empty. If one of several fields is required and all of them
    /// are missing, all are listed.
    #[must_use]
    pub fn missing_fields(&self) -> &[&'static str] {
        &self.0.differences.missing
    }

    /// Returns the required fields of this event whose values have another type.
    #[must_use]
    pub fn unreadable_fields(&self) -> &[&'static str] {
        &self.0.differences.unreadable
    }

    /// Returns the present fields that this event never has.
    #[must_use]
    pub fn contradicting_fields(&self) -> &[&'static str] {
        &self.0.differences.contradicting
    }
}

impl fmt::Display for PayloadMismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner {
            event, differences, ..
        } = &*self.0;
        write!(f, "`data` is not the payload of `{event}`: {differences}")
    }
}

impl fmt::Debug for PayloadMismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PayloadMismatch({self})")
    }
}

/// The differences between the fields and the rules of an event. It contains only names of known fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Differences {
    pub(crate) missing: Vec<&'static str>,
    pub(crate) contradicting: Vec<&'static str>,
    pub(crate) unreadable: Vec<&'static str>,
    pub(crate) repeated: Vec<&'static str>,
    pub(crate) is_unknown_repeated: bool,
    pub(crate) other: Option<&'static str>,
}

impl Differences {
    pub(crate) fn other(text: &'static str) -> Self {
        Self {
            other: Some(text),
            ..Self::default()
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Display for Differences {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lists = [
            (&self.missing, "is missing"),
            (&self.contradicting, "does not belong to this event"),
            (&self.unreadable, "has another type"),
            (&self.repeated, "is repeated"),
        ];
        let mut parts: Vec<String> = lists
            .into_iter()
            .flat_map(|(names, problem)| {
                names.iter().map(move |name| format!("`{name}` {problem}"))
            })
            .collect();
        if self.is_unknown_repeated {
            parts.push("an unknown field is repeated".to_owned());
        }
        parts.extend(self.other.map(str::to_owned));
        f.write_str(&parts.join(", "))
    }
}
