//! The status of a payment, and its order for events that arrive out of order.

use std::cmp::Ordering;
use std::fmt;

use partna_types::{RampStatus, TransactionStatus};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The status of a payment in an event.
///
/// The variants are the four statuses that the vendor documents for ramps; case is ignored. All other texts are kept as
/// [`Other`](Self::Other). The vendor does not document a status for failure; published clients expect `failed` and `cancelled`.
///
/// Statuses have a partial order: `pending < received < processing < completed`, and `pending < canceled < completed`, because a
/// late payment completes a canceled ramp. Other statuses are not comparable.
///
/// ```
/// use partna_webhook::Status;
///
/// assert!(Status::from("Pending") < Status::Completed);
/// assert_eq!(Status::from("failed").partial_cmp(&Status::Completed), None);
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Status {
    /// Created; the payment has not arrived yet.
    Pending,
    /// The payment has arrived.
    Received,
    /// The payout is in progress.
    Processing,
    /// Complete.
    Completed,
    /// An undocumented status.
    Other(UnknownStatus),
}

/// The text of an undocumented status. Only this crate can construct it, so a documented text is always a variant, and never
/// [`Status::Other`].
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct UnknownStatus(Box<str>);

/// The documented statuses, by their texts.
pub(crate) const KNOWN_STATUSES: [(&str, Status); 4] = [
    ("pending", Status::Pending),
    ("received", Status::Received),
    ("processing", Status::Processing),
    ("completed", Status::Completed),
];

impl Status {
    /// Returns the text of the status: in lower case for a documented status, and unchanged for any other status.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Pending => "pending",
            Self::Received => "received",
            Self::Processing => "processing",
            Self::Completed => "completed",
            Self::Other(other) => &other.0,
        }
    }

    /// Returns whether this status is final: no other status is known to follow it. `completed` and `failed` are final.
    ///
    /// A text has the same meaning as in [`RampStatus::is_final`] and [`TransactionStatus::is_final`], even if the vendor does
    /// not document it for events. `canceled` is not final: a late payment completes a canceled ramp. Any other text is neither
    /// final nor a success: look up the payment in the API.
    ///
    /// ```
    /// use partna_webhook::Status;
    ///
    /// assert!(Status::Completed.is_final() && Status::Completed.is_success());
    /// assert!(!Status::from("canceled").is_final());
    /// assert!(!Status::from("reversed").is_final());
    /// ```
    #[must_use]
    pub fn is_final(&self) -> bool {
        RampStatus::from(self).is_final()
    }

    /// Returns whether the payment was made: `completed`.
    #[must_use]
    pub fn is_success(&self) -> bool {
        RampStatus::from(self).is_success()
    }

    /// Returns whether the payment was not made: `failed`, and `canceled`, which can still become `completed`.
    #[must_use]
    pub fn is_failure(&self) -> bool {
        RampStatus::from(self).is_failure()
    }

    /// Returns whether the payment is in progress: `pending`, `received`, `processing`, or `retried`, which is documented only
    /// for transactions.
    #[must_use]
    pub fn is_pending(&self) -> bool {
        RampStatus::from(self).is_pending()
    }

    /// Returns the order of this status relative to `canceled`: a ramp is canceled while it is pending, and a late payment
    /// completes it. `None` for the other statuses, whose order is not documented.
    fn cmp_to_canceled(&self) -> Option<Ordering> {
        match self {
            Self::Pending => Some(Ordering::Less),
            Self::Completed => Some(Ordering::Greater),
            other => other.is_canceled().then_some(Ordering::Equal),
        }
    }

    fn is_canceled(&self) -> bool {
        matches!(self, Self::Other(other) if other.0.eq_ignore_ascii_case(RampStatus::Canceled.as_str()))
    }

    /// Returns the position of a documented status in the order of a payment; `None` for another status.
    fn rank(&self) -> Option<u8> {
        match self {
            Self::Pending => Some(0),
            Self::Received => Some(1),
            Self::Processing => Some(2),
            Self::Completed => Some(3),
            Self::Other(_) => None,
        }
    }
}

impl From<&str> for Status {
    fn from(text: &str) -> Self {
        KNOWN_STATUSES
            .into_iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(text))
            .map_or_else(
                || Self::Other(UnknownStatus(text.into())),
                |(_, known)| known,
            )
    }
}

/// Implements conversions between the status of an event and the statuses in the API's responses. The text is kept: a status
/// without a variant in the target becomes `Other`, with the same meaning.
macro_rules! conversions {
    (for $($api:ident),*) => {$(
        impl From<$api> for Status {
            fn from(status: $api) -> Self {
                Self::from(status.as_str())
            }
        }

        impl From<&$api> for Status {
            fn from(status: &$api) -> Self {
                Self::from(status.as_str())
            }
        }

        impl From<Status> for $api {
            fn from(status: Status) -> Self {
                Self::from(status.as_str())
            }
        }

        impl From<&Status> for $api {
            fn from(status: &Status) -> Self {
                Self::from(status.as_str())
            }
        }
    )*};
}

conversions!(for RampStatus, TransactionStatus);

impl PartialOrd for Status {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self.rank(), other.rank()) {
            (Some(mine), Some(theirs)) => Some(mine.cmp(&theirs)),
            _ if self == other => Some(Ordering::Equal),
            _ if self.is_canceled() => other.cmp_to_canceled().map(Ordering::reverse),
            _ if other.is_canceled() => self.cmp_to_canceled(),
            _ => None,
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Other(_) => "another status",
            known => known.as_str(),
        })
    }
}

impl fmt::Debug for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pending => "Pending",
            Self::Received => "Received",
            Self::Processing => "Processing",
            Self::Completed => "Completed",
            Self::Other(_) => "Other([not shown])",
        })
    }
}

impl fmt::Debug for UnknownStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UnknownStatus([not shown])")
    }
}

impl Serialize for Status {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Status {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self::from(text.as_str()))
    }
}

/// The relation of a status to the recorded status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StatusChange {
    /// The status is newer, or there is no recorded status. Record it.
    Newer,
    /// The status is the same. No action is required.
    Same,
    /// The status is older and arrived late. Keep the recorded status.
    Stale,
    /// The order of the two statuses is not documented. Keep the recorded status, and query the API with `get_transaction` or
    /// `list_ramps`.
    Incomparable,
}

/// The recorded status of one payment. It only changes to a newer status.
///
/// ```
/// use partna_webhook::{LatestStatus, Status, StatusChange};
///
/// let mut progress = LatestStatus::default(); // or from the status in your database
/// assert_eq!(progress.advance(&Status::Processing), StatusChange::Newer);
/// assert_eq!(progress.advance(&Status::Pending), StatusChange::Stale);
/// assert_eq!(progress.advance(&Status::from("failed")), StatusChange::Incomparable);
/// assert_eq!(progress.advance(&Status::Completed), StatusChange::Newer);
/// assert_eq!(progress.status(), Some(&Status::Completed));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LatestStatus(Option<Status>);

impl LatestStatus {
    /// Returns the recorded status.
    #[must_use]
    pub fn status(&self) -> Option<&Status> {
        self.0.as_ref()
    }

    /// Compares a status with the recorded status.
    #[must_use]
    pub fn compare(&self, status: &Status) -> StatusChange {
        let Some(current) = &self.0 else {
            return StatusChange::Newer;
        };
        match status.partial_cmp(current) {
            Some(Ordering::Greater) => StatusChange::Newer,
            Some(Ordering::Equal) => StatusChange::Same,
            Some(Ordering::Less) => StatusChange::Stale,
            None => StatusChange::Incomparable,
        }
    }

    /// Records a status if it is newer, and returns its relation to the previously recorded status.
    pub fn advance(&mut self, status: &Status) -> StatusChange {
        let change = self.compare(status);
        if change == StatusChange::Newer {
            self.0 = Some(status.clone());
        }
        change
    }
}

impl From<Status> for LatestStatus {
    fn from(status: Status) -> Self {
        Self(Some(status))
    }
}

#[cfg(test)]
mod tests;
