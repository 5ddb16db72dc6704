//! The meaning of a status: whether a payment is pending, succeeded or failed, and whether the status is final.
//!
//! Ramps, transactions and events each have their own status type. A text has the same meaning in all of them.

use crate::{RampStatus, TransactionStatus};

/// The meaning of a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Pending,
    Succeeded,
    /// Not successful so far; a late payment may still complete it.
    Canceled,
    Failed,
}

/// The documented texts of all statuses. Case is ignored, as for the statuses of events.
const STAGES: [(&str, Stage); 7] = [
    ("pending", Stage::Pending),
    ("received", Stage::Pending),
    ("processing", Stage::Pending),
    ("retried", Stage::Pending),
    ("completed", Stage::Succeeded),
    ("canceled", Stage::Canceled),
    ("failed", Stage::Failed),
];

fn stage(text: &str) -> Option<Stage> {
    let mut stages = STAGES.iter();
    let found = stages.find(|(known, _)| known.eq_ignore_ascii_case(text))?;
    Some(found.1)
}

macro_rules! status {
    (for $name:ident, $other:ident, $example:literal) => {
        impl $name {
            /// Returns whether this status is final: no other status is known to follow it.
            ///
            /// | status | pending | final | success | failure |
            /// | --- | --- | --- | --- | --- |
            /// | `pending`, `received`, `processing`, `retried` | yes | no | no | no |
            /// | `completed` | no | yes | yes | no |
            /// | `failed` | no | yes | no | yes |
            /// | `canceled` | no | **no** | no | yes |
            /// | any other text | no | no | no | no |
            ///
            /// `canceled` is not final: a customer may pay after a ramp expired or was canceled, and then the vendor completes
            /// the ramp. Keep its reference open, and check the ramp before you pay by other means.
            ///
            /// An unknown text is neither final nor a success. Keep the payment open, and check it manually.
            ///
            /// Source: the vendor's document lists the values and does not describe them. **Assumed**: `failed` is final, and
            /// `retried` is pending.
            ///
            /// ```
            #[doc = $example]
            /// ```
            #[must_use]
            pub fn is_final(&self) -> bool {
                matches!(stage(self.as_str()), Some(Stage::Succeeded | Stage::Failed))
            }

            /// Returns whether the payment was made: `completed`. [`is_final`](Self::is_final) has a table of all.
            #[must_use]
            pub fn is_success(&self) -> bool {
                stage(self.as_str()) == Some(Stage::Succeeded)
            }

            /// Returns whether the payment was not made: `failed`, and `canceled`, which can still become `completed`.
            /// [`is_final`](Self::is_final) has a table of all.
            #[must_use]
            pub fn is_failure(&self) -> bool {
                matches!(stage(self.as_str()), Some(Stage::Failed | Stage::Canceled))
            }

            /// Returns whether the payment is in progress. [`is_final`](Self::is_final) has a table of all.
            #[must_use]
            pub fn is_pending(&self) -> bool {
                stage(self.as_str()) == Some(Stage::Pending)
            }
        }

        /// Keeps the text. A status without a variant in this type becomes `Other`, with the same meaning.
        impl From<$other> for $name {
            fn from(status: $other) -> Self {
                Self::from(status.as_str())
            }
        }

        /// Keeps the text. A status without a variant in this type becomes `Other`, with the same meaning.
        impl From<&$other> for $name {
            fn from(status: &$other) -> Self {
                Self::from(status.as_str())
            }
        }
    };
}

status!(
    for RampStatus,
    TransactionStatus,
    "use partna_types::RampStatus;

assert!(RampStatus::Completed.is_final() && RampStatus::Completed.is_success());
assert!(!RampStatus::Canceled.is_final() && RampStatus::Canceled.is_failure());
assert!(!RampStatus::from(\"reversed\").is_final());"
);

status!(
    for TransactionStatus,
    RampStatus,
    "use partna_types::{RampStatus, TransactionStatus};

assert!(TransactionStatus::Failed.is_final() && !TransactionStatus::Failed.is_success());
assert!(TransactionStatus::from(RampStatus::Received).is_pending());
assert!(!TransactionStatus::from(\"reversed\").is_final());"
);

#[cfg(test)]
mod tests {
    use super::*;

    /// Pending, final, success, failure.
    const MEANING: [(&str, [bool; 4]); 7] = [
        ("pending", [true, false, false, false]),
        ("received", [true, false, false, false]),
        ("processing", [true, false, false, false]),
        ("retried", [true, false, false, false]),
        ("completed", [false, true, true, false]),
        ("canceled", [false, false, false, true]),
        ("failed", [false, true, false, true]),
    ];

    fn of_ramp(status: &RampStatus) -> [bool; 4] {
        [
            status.is_pending(),
            status.is_final(),
            status.is_success(),
            status.is_failure(),
        ]
    }

    fn of_transaction(status: &TransactionStatus) -> [bool; 4] {
        [
            status.is_pending(),
            status.is_final(),
            status.is_success(),
            status.is_failure(),
        ]
    }

    #[test]
    fn every_documented_status_is_classified() {
        for known in RampStatus::KNOWN.iter().chain(TransactionStatus::KNOWN) {
            assert!(
                MEANING.iter().any(|(text, _)| text == known),
                "{known}: new status; add its meaning to STAGES and to this test"
            );
        }
        for (text, meaning) in MEANING {
            assert_eq!(of_ramp(&RampStatus::from(text)), meaning, "{text}");
            let transaction = TransactionStatus::from(text);
            assert_eq!(of_transaction(&transaction), meaning, "{text}");
        }
        assert_eq!(STAGES.len(), MEANING.len());
    }

    #[test]
    fn unknown_status_has_no_meaning() {
        for text in ["", "reversed", "success", "cancelled", "completed ", "done"] {
            assert_eq!(of_ramp(&RampStatus::from(text)), [false; 4], "{text}");
            let transaction = TransactionStatus::from(text);
            assert_eq!(of_transaction(&transaction), [false; 4], "{text}");
        }
    }

    #[test]
    fn conversion_keeps_text_and_meaning() {
        let texts = MEANING.map(|(text, _)| text);
        for text in texts.into_iter().chain(["reversed", "Completed"]) {
            let ramp = RampStatus::from(text);
            let transaction = TransactionStatus::from(&ramp);
            assert_eq!(transaction.as_str(), text);
            assert_eq!(of_transaction(&transaction), of_ramp(&ramp), "{text}");
            assert_eq!(RampStatus::from(transaction), ramp);
        }
        let canceled = RampStatus::from(TransactionStatus::from("canceled"));
        assert!(matches!(canceled, RampStatus::Canceled));
    }
}
