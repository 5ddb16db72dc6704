//! Which changes are about money or keys, and so come before all others.

use super::Concern;
use super::compare::Difference;
use super::known_api::KnownApi;
use super::rules::{About, Rule};
use crate::fact::{Place, Root};

/// How the names of amounts end.
const AMOUNTS: [&str; 5] = ["amount", "fee", "rate", "price", "balance"];

/// What the vendor calls secrets, besides those that our document marks.
const SECRETS: [&str; 7] = [
    "apikey",
    "apikeyhash",
    "bvn",
    "otp",
    "password",
    "secret",
    "token",
];

pub(super) fn of(found: &Difference, known: Option<&dyn KnownApi>) -> Option<Concern> {
    match (found.rule.about(), found.rule) {
        (About::Access, _) => Some(Concern::Keys),
        (_, Rule::OperationAdded) => Some(Concern::Money),
        (_, Rule::OperationRemoved | Rule::OperationMoved) => {
            acts(found, known).then_some(Concern::Money)
        }
        (About::Field, _) => field(found, known),
        _ => None,
    }
}

/// Whether the operation may move money or change something. Of one that we do not know, nobody has said that it does not.
fn acts(found: &Difference, known: Option<&dyn KnownApi>) -> bool {
    known
        .zip(found.operation.as_deref())
        .and_then(|(known, name)| known.acts(name))
        .unwrap_or(true)
}

fn field(found: &Difference, known: Option<&dyn KnownApi>) -> Option<Concern> {
    let operation = known.zip(found.operation.as_deref());
    let format = operation.and_then(|(known, name)| known.format(name, &found.place));
    let place: Option<Place> = found.place.parse().ok();
    let name = place.as_ref().and_then(Place::name).unwrap_or_default();
    let small = name.to_lowercase();
    let in_header = place.as_ref().is_some_and(|place| {
        matches!(&place.root, Root::Parameter { location, .. } if location == "header" || location == "cookie")
    });
    if in_header || format == Some("password") || SECRETS.contains(&small.as_str()) {
        return Some(Concern::Keys);
    }
    let reference = operation.and_then(|(known, name)| known.reference_field(name));
    let is_amount = format == Some("decimal")
        || (found.number && AMOUNTS.iter().any(|end| small.ends_with(end)));
    let touched = is_amount || (reference.is_some() && reference == Some(name));
    (touched && acts(found, known)).then_some(Concern::Money)
}
