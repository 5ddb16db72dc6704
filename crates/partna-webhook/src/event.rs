//! Typed events.

mod direction;
mod fields;
mod payloads;
mod raw_json;
mod rules;
mod schema;
mod unrecognized;
mod value;

use std::borrow::Cow;
use std::fmt;

use partna_types::Reference;
use partna_types::tolerant::MismatchedField;
use serde::de::IgnoredAny;

pub use direction::Direction;
pub(crate) use fields::Fields;
pub use payloads::{Convert, Deposit, KycVerification, Ramp, Transfer, Withdrawal};
pub use raw_json::RawJson;
use rules::{EventKind, is_identified};
use unrecognized::Differences;
pub use unrecognized::{PayloadMismatch, UnrecognizedReason};

use crate::envelope::decode_lossy;
use crate::{Error, ErrorKind, Status};

/// An event.
///
/// Only `data` is signed, not the name of the event. Therefore the event has the type of its name only if `data` has all required
/// fields of that type and no forbidden field. Other fields may be missing or have another type. A field of another type is
/// converted or `None`, and is listed by [`mismatched_fields`](Self::mismatched_fields). Onramps and offramps have the same
/// fields; the currencies and networks determine the direction. If they do not determine it, the event is a [`Ramp`](Self::Ramp).
/// All other events are [`Unrecognized`](Self::Unrecognized).
///
/// `Debug` prints the type and the names of the fields, with the values of reference, status, amounts and currencies. All other
/// values are hidden: names, accounts, addresses, bank details, e-mail addresses, memos and unknown fields. A reference that is
/// not a valid [`Reference`], an unknown status, and the content of an unrecognized event are hidden as well. `Display` prints
/// only the name.
///
/// ```
/// let data = r#"{"transactionReference":"0f3c","amount":12.50,"currency":"NGN","status":"completed","toAccount":"amina"}"#;
/// let event = partna_webhook::Event::unverified("Transfer", data)?;
/// let shown = "Transfer(Transfer { transaction_reference: 0f3c, amount: 12.50, currency: NGN, status: Completed, \
///     to_account: [not shown], extra: 0 fields })";
/// assert_eq!(format!("{event:?}"), shown);
/// # Ok::<(), partna_webhook::Error>(())
/// ```
///
/// ```
/// use partna_webhook::{Event, Verified};
///
/// fn handle(event: &Verified) {
///     match &event.event {
///         Event::Deposit(deposit) => println!("{} {}", deposit.amount, deposit.currency),
///         Event::Onramp(ramp) | Event::Offramp(ramp) => println!("{}", ramp.status),
///         Event::Unrecognized { data, reason, .. } => println!("{} bytes, look it up: {reason}", data.len()),
///         _ => {}
///     }
/// }
/// ```
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Event {
    /// Money has arrived in an account.
    Deposit(Deposit),
    /// Money was converted from one currency to another.
    Convert(Convert),
    /// Money was moved between two accounts.
    Transfer(Transfer),
    /// Money is being withdrawn, or was withdrawn.
    Withdrawal(Withdrawal),
    /// Money is exchanged from fiat to crypto, through the API or the vendor's widget. Until 2025-09 its name was `On Ramp`.
    Onramp(Box<Ramp>),
    /// Money is exchanged from crypto to fiat, through the API or the vendor's widget. Until 2025-09 its name was `Off Ramp`.
    Offramp(Box<Ramp>),
    /// A ramp of unknown direction: its currencies and networks are unknown, missing, or contradict each other. The name is not
    /// used, because it is not signed. Look up the ramp by its reference.
    Ramp(Box<Ramp>),
    /// A person's identity was verified.
    VerificationSuccess(KycVerification),
    /// A person's identity could not be verified.
    VerificationFailed(KycVerification),
    /// A genuine delivery of an event that this crate has no type for: its name is unknown, or the fields of `data` contradict
    /// the name.
    ///
    /// Do not process it. Store it and look up the transaction in the API: the name may have been changed in transit, or the
    /// event is new.
    Unrecognized {
        /// The delivered name. It is not signed.
        name: Box<str>,
        /// The signed JSON.
        data: Box<str>,
        /// Why the event has no type.
        reason: UnrecognizedReason,
    },
}

/// An event, and whether a field of `data` identifies it.
pub(crate) struct ReadEvent {
    pub(crate) event: Event,
    pub(crate) is_identified: bool,
}

impl Event {
    /// Parses an unverified event, for your own tests.
    ///
    /// ```
    /// use partna_webhook::Event;
    ///
    /// let data = r#"{"amount":10.50,"toUser":"shop","currency":"NGN","toAccount":"amina","status":"completed",
    ///     "sessionId":"0f3c","transactionMemo":""}"#;
    /// let event = Event::unverified("deposit", data)?;
    /// assert!(matches!(event, Event::Deposit(deposit) if deposit.amount.to_string() == "10.50"));
    /// # Ok::<(), partna_webhook::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Malformed`] if `data` is not JSON.
    pub fn unverified(name: &str, data: &str) -> Result<Self, Error> {
        serde_json::from_str::<IgnoredAny>(data)
            .map_err(|_| Error::new(ErrorKind::Malformed, "`data` is not JSON"))?;
        Ok(Self::read(name, data.as_bytes()).event)
    }

    /// Parses an event from its name and its `data`. `data` is JSON whose strings may contain bytes that are not UTF-8.
    pub(crate) fn read(name: &str, data: &[u8]) -> ReadEvent {
        let text = decode_lossy(data);
        let named = EventKind::of_name(name);
        let Ok(mut fields) = serde_json::from_str::<Fields<'_>>(&text) else {
            let differences = Differences::other("it is not an object with valid names");
            let event = Self::unrecognized(name, &text, named, differences, None);
            return ReadEvent {
                event,
                is_identified: false,
            };
        };
        fields.has_replaced_bytes = matches!(text, Cow::Owned(_));
        let (matching_event, differences) = match named {
            None => (matching_event(&fields), Differences::default()),
            Some(kind) => match Self::parse_as(kind, fields.clone()) {
                Ok(event) => {
                    return ReadEvent {
                        event,
                        is_identified: is_identified(Some(kind), &fields),
                    };
                }
                // `data` may belong to another event, whose name was changed.
                Err(differences) => (matching_event(&fields), differences),
            },
        };
        ReadEvent {
            event: Self::unrecognized(name, &text, named, differences, matching_event),
            is_identified: is_identified(EventKind::of_fields(&fields), &fields),
        }
    }

    fn unrecognized(
        name: &str,
        data: &str,
        named: Option<EventKind>,
        differences: Differences,
        matching_event: Option<&'static str>,
    ) -> Self {
        let matching_event =
            matching_event.filter(|event| named.map(EventKind::as_str) != Some(*event));
        let reason = match named {
            None => UnrecognizedReason::UnknownName { matching_event },
            Some(kind) => {
                let mismatch = PayloadMismatch::new(kind.as_str(), differences, matching_event);
                UnrecognizedReason::PayloadMismatch(mismatch)
            }
        };
        Self::Unrecognized {
            name: name.into(),
            data: data.into(),
            reason,
        }
    }

    fn parse_as(kind: EventKind, fields: Fields<'_>) -> Result<Self, Differences> {
        let differences = Differences::of(&fields, &kind.rules());
        if !differences.is_empty() {
            return Err(differences);
        }
        Ok(match kind {
            EventKind::Deposit => Self::Deposit(Deposit::read(fields)?),
            EventKind::Convert => Self::Convert(Convert::read(fields)?),
            EventKind::Transfer => Self::Transfer(Transfer::read(fields)?),
            EventKind::Withdrawal => Self::Withdrawal(Withdrawal::read(fields)?),
            EventKind::Onramp => ramp(fields, Direction::Onramp)?,
            EventKind::Offramp => ramp(fields, Direction::Offramp)?,
            EventKind::VerificationSuccess => {
                Self::VerificationSuccess(KycVerification::read(fields)?)
            }
            EventKind::VerificationFailed => {
                Self::VerificationFailed(KycVerification::read(fields)?)
            }
        })
    }

    /// Returns the current name of the event in Partna's documentation. `None` if it is unrecognized, or a ramp of unknown
    /// direction.
    #[must_use]
    pub fn name(&self) -> Option<&'static str> {
        let kind = match self {
            Self::Deposit(_) => EventKind::Deposit,
            Self::Convert(_) => EventKind::Convert,
            Self::Transfer(_) => EventKind::Transfer,
            Self::Withdrawal(_) => EventKind::Withdrawal,
            Self::Onramp(_) => EventKind::Onramp,
            Self::Offramp(_) => EventKind::Offramp,
            Self::VerificationSuccess(_) => EventKind::VerificationSuccess,
            Self::VerificationFailed(_) => EventKind::VerificationFailed,
            Self::Ramp(_) | Self::Unrecognized { .. } => return None,
        };
        Some(kind.as_str())
    }

    /// Returns the caller's reference of the payment. Deposits and verifications have none.
    ///
    /// `None` also if the text is not a valid [`Reference`]: then the payment was not made with this SDK.
    /// [`reference_text`](Self::reference_text) has the text.
    ///
    /// ```
    /// use partna_webhook::Event;
    ///
    /// let data = r#"{"transactionReference":"0f3c","status":"completed","fromCurrency":"NGN","toCurrency":"USDT"}"#;
    /// let event = Event::unverified("Onramp", data)?;
    /// assert_eq!(event.reference(), "0f3c".parse().ok());
    ///
    /// let event = Event::unverified("Onramp", &data.replace("0f3c", "order 12"))?;
    /// assert_eq!((event.reference(), event.reference_text()), (None, Some("order 12")));
    /// # Ok::<(), partna_webhook::Error>(())
    /// ```
    #[must_use]
    pub fn reference(&self) -> Option<Reference> {
        self.reference_text()?.parse().ok()
    }

    /// Returns the signed text of the reference.
    #[must_use]
    pub fn reference_text(&self) -> Option<&str> {
        match self {
            Self::Convert(convert) => Some(&convert.transaction_reference),
            Self::Transfer(transfer) => Some(&transfer.transaction_reference),
            Self::Withdrawal(withdrawal) => Some(&withdrawal.transaction_reference),
            Self::Onramp(ramp) | Self::Offramp(ramp) | Self::Ramp(ramp) => {
                Some(&ramp.transaction_reference)
            }
            _ => None,
        }
    }

    /// Returns the status. `None` for conversions and verifications, which have none.
    #[must_use]
    pub fn status(&self) -> Option<&Status> {
        match self {
            Self::Deposit(deposit) => Some(&deposit.status),
            Self::Transfer(transfer) => Some(&transfer.status),
            Self::Withdrawal(withdrawal) => Some(&withdrawal.status),
            Self::Onramp(ramp) | Self::Offramp(ramp) | Self::Ramp(ramp) => Some(&ramp.status),
            _ => None,
        }
    }

    /// Returns the fields that did not have their expected types: converted fields, and omitted fields, which are
    /// `None` in the event. The list is empty for an unrecognized event; its reason has the fields.
    ///
    /// ```
    /// use partna_webhook::Event;
    ///
    /// let data = r#"{"amount":"12.50","currency":"NGN","toAccount":"amina","status":"completed","sessionId":[1]}"#;
    /// let event = Event::unverified("Deposit", data)?;
    /// let paths: Vec<_> = event.mismatched_fields().iter().map(|field| field.path()).collect();
    /// assert_eq!(paths, ["amount", "sessionId"]);
    /// assert!(matches!(event, Event::Deposit(deposit) if deposit.amount.to_string() == "12.50"));
    /// # Ok::<(), partna_webhook::Error>(())
    /// ```
    #[must_use]
    pub fn mismatched_fields(&self) -> &[MismatchedField] {
        match self {
            Self::Deposit(deposit) => &deposit.mismatched,
            Self::Convert(convert) => &convert.mismatched,
            Self::Transfer(transfer) => &transfer.mismatched,
            Self::Withdrawal(withdrawal) => &withdrawal.mismatched,
            Self::Onramp(ramp) | Self::Offramp(ramp) | Self::Ramp(ramp) => &ramp.mismatched,
            Self::VerificationSuccess(verification) | Self::VerificationFailed(verification) => {
                &verification.mismatched
            }
            Self::Unrecognized { .. } => &[],
        }
    }
}

/// Parses a ramp. Onramps and offramps have the same fields, so currencies and networks determine the direction.
fn ramp(fields: Fields<'_>, named: Direction) -> Result<Event, Differences> {
    let ramp = Box::new(Ramp::read(fields)?);
    match ramp.direction() {
        None => Ok(Event::Ramp(ramp)),
        Some(direction) if direction != named => Err(Differences::other(
            "its currencies or networks are those of the other direction",
        )),
        Some(Direction::Onramp) => Ok(Event::Onramp(ramp)),
        Some(Direction::Offramp) => Ok(Event::Offramp(ramp)),
    }
}

/// Returns the name of the event that has these fields, regardless of the delivered name.
fn matching_event(fields: &Fields<'_>) -> Option<&'static str> {
    let kind = EventKind::of_fields(fields)?;
    if !matches!(kind, EventKind::Onramp | EventKind::Offramp) {
        return Some(kind.as_str());
    }
    let direction = Ramp::read(fields.clone()).ok()?.direction();
    Some(match direction {
        Some(Direction::Onramp) => EventKind::Onramp.as_str(),
        Some(Direction::Offramp) => EventKind::Offramp.as_str(),
        None => "Ramp",
    })
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Ramp(_) => "a ramp of unknown direction",
            event => event.name().unwrap_or("an unrecognized event"),
        })
    }
}

impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner: &dyn fmt::Debug = match self {
            Self::Deposit(deposit) => deposit,
            Self::Convert(convert) => convert,
            Self::Transfer(transfer) => transfer,
            Self::Withdrawal(withdrawal) => withdrawal,
            Self::Onramp(ramp) | Self::Offramp(ramp) | Self::Ramp(ramp) => ramp,
            Self::VerificationSuccess(verification) | Self::VerificationFailed(verification) => {
                verification
            }
            Self::Unrecognized { name, data, reason } => {
                return f
                    .debug_struct("Unrecognized")
                    .field("name", &format_args!("{} bytes", name.len()))
                    .field("data", &format_args!("{} bytes", data.len()))
                    .field("reason", reason)
                    .finish();
            }
        };
        f.debug_tuple(self.name().unwrap_or("Ramp"))
            .field(inner)
            .finish()
    }
}

#[cfg(test)]
mod tests;
