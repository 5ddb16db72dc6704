//! Finds the changes that affect money or keys. Reports list these changes first.

use super::Priority;
use super::compare::Difference;
use super::known_api::KnownApi;
use super::rules::{Rule, RuleSubject};
use crate::fact::{Place, Root};

/// Fields with these suffixes and a numeric type are amounts.
const AMOUNT_SUFFIXES: [&str; 5] = ["amount", "fee", "rate", "price", "balance"];

/// Names of fields that are secret, in addition to fields with the format `password`.
const SECRET_NAMES: [&str; 7] = [
    "apikey",
    "apikeyhash",
    "bvn",
    "otp",
    "password",
    "secret",
    "token",
];

pub(super) fn of(difference: &Difference, known: Option<&dyn KnownApi>) -> Option<Priority> {
    match (difference.rule.subject(), difference.rule) {
        (RuleSubject::Access, _) => Some(Priority::Keys),
        (_, Rule::OperationAdded) => Some(Priority::Money),
        (_, Rule::OperationRemoved | Rule::OperationMoved) => {
            may_change_state(difference, known).then_some(Priority::Money)
        }
        (RuleSubject::Field, _) => field_priority(difference, known),
        _ => None,
    }
}

/// Whether the operation may move money or change state. Returns `true` if the operation is unknown.
fn may_change_state(difference: &Difference, known: Option<&dyn KnownApi>) -> bool {
    known
        .zip(difference.operation.as_deref())
        .and_then(|(known, name)| known.may_change_state(name))
        .unwrap_or(true)
}

fn field_priority(difference: &Difference, known: Option<&dyn KnownApi>) -> Option<Priority> {
    let operation = known.zip(difference.operation.as_deref());
    let format = operation.and_then(|(known, name)| known.format(name, &difference.place));
    let place: Option<Place> = difference.place.parse().ok();
    let name = place.as_ref().and_then(Place::name).unwrap_or_default();
    let lowercase = name.to_lowercase();
    let in_header = place.as_ref().is_some_and(|place| {
        matches!(&place.root, Root::Parameter { location, .. } if location == "header" || location == "cookie")
    });
    if in_header || format == Some("password") || SECRET_NAMES.contains(&lowercase.as_str()) {
        return Some(Priority::Keys);
    }
    let reference = operation.and_then(|(known, name)| known.reference_field(name));
    let is_amount = format == Some("decimal")
        || (difference.is_number
            && AMOUNT_SUFFIXES
                .iter()
                .any(|suffix| lowercase.ends_with(suffix)));
    let is_money = is_amount || (reference.is_some() && reference == Some(name));
    (is_money && may_change_state(difference, known)).then_some(Priority::Money)
}
