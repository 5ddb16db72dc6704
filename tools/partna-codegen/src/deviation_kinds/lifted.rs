//! The reasons for what lifting by rule says otherwise than the vendor.

use openapi_facts::fact::{Place, Root};
use openapi_facts::facts::{self, Facts};

use super::Reason;
use super::index::{Compared, Index, begins};
use crate::deviation_kinds::Side;
use crate::names::field;

impl Reason {
    /// The reasons that adoption declares by itself, the narrow ones first.
    pub const BY_RULE: [Reason; 21] = [
        Reason::MapKeys,
        Reason::MissingSuccess,
        Reason::UnifiedError,
        Reason::RequiredLifted,
        Reason::WholeNumber,
        Reason::QueryInteger,
        Reason::ServerForm,
        Reason::DroppedBody,
        Reason::NoParameter,
        Reason::QueryText,
        Reason::LeakedProperty,
        Reason::OpenAnswer,
        Reason::UnnamedValue,
        Reason::NullAsAbsent,
        Reason::Nameless,
        Reason::JsonOnly,
        Reason::EmptySuccess,
        Reason::OneSuccess,
        Reason::OpenObject,
        Reason::Untyped,
        Reason::ErrorShape,
    ];

    /// What our document says instead, in general.
    pub fn what(self) -> &'static str {
        match self {
            Reason::MapKeys => "Keys that are data are those of a map.",
            Reason::MissingSuccess => "A success, since none is documented.",
            Reason::UnifiedError => "One type for every error.",
            Reason::RequiredLifted => "Fields of answers are optional.",
            Reason::WholeNumber => "Numbers that are whole.",
            Reason::QueryInteger => "Parameters that take whole numbers.",
            Reason::ServerForm => "Addresses that are https and end without a slash.",
            Reason::DroppedBody => "No body on methods that carry none.",
            Reason::NoParameter => "Parameters that callers can set.",
            Reason::QueryText => "Parameters travel as text.",
            Reason::LeakedProperty => "No property that has no name.",
            Reason::OpenAnswer => "Values of answers are open.",
            Reason::UnnamedValue => "Values that make a name.",
            Reason::NullAsAbsent => "Null is absent.",
            Reason::Nameless => "Fields that have a Rust name of their own.",
            Reason::JsonOnly => "Bodies are JSON.",
            Reason::EmptySuccess => "An answer without a documented body may be any object.",
            Reason::OneSuccess => "One success for each operation.",
            Reason::OpenObject => {
                "An object or an array of which nothing is said may hold anything."
            }
            Reason::Untyped => "What has no single type stays JSON.",
            Reason::ErrorShape => "Errors are read for their message.",
            _ => "Something else.",
        }
    }

    /// Whether a difference is of the kind that a reason by rule names.
    pub(super) fn fits_lifted(self, side: Side, fact: &str, compared: &Compared<'_>) -> bool {
        let (subject, statement) = facts::split(fact);
        let operation = facts::operation(fact).unwrap_or_default();
        // The fact of a status has its status as what it says.
        let is_status = subject.ends_with(" ->");
        let place = if is_status { fact } else { subject };
        let place = place
            .get(operation.len()..)
            .unwrap_or_default()
            .trim_start();
        let other = compared.other(side).facts;
        let (vendor, ours) = (&compared.vendor, &compared.ours);
        let bare = subject.trim_end_matches('!');
        // What the other side says of the same place, its required mark aside.
        let says = |subject: &str, holds: &dyn Fn(&str) -> bool| {
            [subject.to_owned(), format!("{subject}!")]
                .iter()
                .flat_map(|subject| begins(other, format!("{subject} ")))
                .any(|fact| holds(facts::split(fact).1))
        };
        let is_answer = place.starts_with("-> 2");
        let is_value = statement.starts_with('=');
        match (self, side) {
            (Reason::ServerForm, Side::Vendor) => {
                (operation.is_empty() || place.starts_with("server")) && fact.contains("server ")
            }
            (Reason::ServerForm, Side::Ours) => {
                let slashed = || begins(vendor.facts, format!("{fact}/"));
                fact.starts_with("server ") && slashed().any(|it| it.trim_end_matches('/') == fact)
            }
            (Reason::DroppedBody, Side::Vendor) => {
                let method = operation.split(' ').next().unwrap_or_default();
                let in_body = ["body", "content"]
                    .iter()
                    .any(|part| place.starts_with(part));
                in_body && ["GET", "DELETE", "HEAD"].contains(&method)
            }
            (Reason::NoParameter, Side::Vendor) => {
                place.starts_with("header:") || place.starts_with("cookie:") || {
                    is_parameter(place) && !is_known(ours, operation, place)
                }
            }
            (Reason::NoParameter, Side::Ours) => {
                place.starts_with("path:") && !is_known(vendor, operation, place)
            }
            (Reason::QueryText, Side::Vendor) => {
                let is_marked_or_below =
                    root_of(place).is_some_and(|root| root.to_string() != place);
                is_parameter(place)
                    && (says(bare, &|it| it == "string")
                        || (is_marked_or_below && is_known(ours, operation, place)))
            }
            (Reason::QueryText, Side::Ours) => {
                let is_text = statement == "string" && says(bare, &|it| !it.starts_with('='));
                // What stands in a path is required, whether or not the vendor says so.
                let is_mark = place.starts_with("path:") && says(bare, &|it| it == statement);
                is_parameter(place) && (is_text || is_mark)
            }
            (Reason::OpenAnswer, Side::Vendor) => is_answer && is_value,
            (Reason::UnnamedValue, Side::Vendor) => {
                is_value
                    && (statement == "="
                        || says(bare, &|it| !it.starts_with('=') && it != "string"))
            }
            (Reason::NullAsAbsent, Side::Vendor) => {
                let kind = statement.strip_suffix('?');
                kind.is_some_and(|kind| says(bare, &|it| it == kind))
            }
            (Reason::NullAsAbsent, Side::Ours) => {
                says(bare, &|it| it.strip_suffix('?') == Some(statement))
            }
            (Reason::Nameless, Side::Vendor) => is_nameless(vendor, ours, subject),
            (Reason::JsonOnly, _) => {
                let rest = fact.get(operation.len()..).unwrap_or_default();
                rest.contains(" content ") && (side == Side::Vendor) != rest.ends_with(JSON)
            }
            (Reason::EmptySuccess, Side::Ours) => {
                let status = place.get(..6).unwrap_or_default();
                let theirs = format!("{operation} {status}");
                is_answer
                    && vendor.facts.contains(&theirs)
                    && !documents_body(vendor.facts, &theirs)
            }
            (Reason::OneSuccess, _) => {
                let status = place.get(..6).unwrap_or_default();
                is_answer && !other.contains(&format!("{operation} {status}"))
            }
            (Reason::OpenObject, Side::Ours) => {
                let holders = [(".*", "object"), ("[]", "array")];
                statement == "any"
                    && holders.iter().any(|(step, kind)| {
                        let holder = subject.strip_suffix(step);
                        holder.is_some_and(|holder| {
                            says(holder, &|it| it.trim_end_matches('?') == *kind)
                        })
                    })
            }
            (Reason::OpenObject, Side::Vendor) => {
                above(subject).any(|holder| says(&format!("{holder}.*"), &|it| it == "any"))
            }
            (Reason::Untyped, _) if is_status => false,
            (Reason::Untyped, Side::Ours) => statement == "any" && says(bare, &|_| true),
            (Reason::Untyped, Side::Vendor) => {
                says(bare, &|it| it == "any")
                    || above(subject).any(|holder| says(holder, &|it| it == "any"))
            }
            (Reason::ErrorShape, _) => place.starts_with("-> ") && !is_answer,
            _ => false,
        }
    }
}

const JSON: &str = " application/json";

fn documents_body(facts: &Facts, answer: &str) -> bool {
    let content = format!("{answer} content ");
    begins(facts, format!("{answer} ")).any(|fact| !fact.starts_with(&content))
}

/// Whether a place lies in a parameter that callers can set.
fn is_parameter(place: &str) -> bool {
    let root = root_of(place).map(|root| root.root);
    matches!(root, Some(Root::Parameter { location, .. }) if location == "query" || location == "path")
}

/// The parameter, the body or the response that a place is in.
fn root_of(place: &str) -> Option<Place> {
    let place: Place = place.trim_end_matches('!').parse().ok()?;
    Some(Place::from(place.root))
}

fn is_known(facts: &Index<'_>, operation: &str, place: &str) -> bool {
    root_of(place).is_some_and(|root| {
        let mut ends = [' ', '!'].iter();
        ends.any(|end| facts.has(&format!("{operation} {root}{end}")))
    })
}

/// The places above one, the nearest first.
fn above(subject: &str) -> impl Iterator<Item = &str> {
    let ends = subject.rmatch_indices(['.', '[']).map(|(at, _)| at);
    ends.filter_map(move |at| subject.get(..at))
}

/// What holds a field, and its name as the document has it.
fn last_step(place: &str) -> Option<(&str, &str)> {
    match place.strip_suffix('"') {
        Some(quoted) => quoted.rsplit_once(".\""),
        None => place.rsplit_once('.'),
    }
}

/// Whether a field, or one that it is in, makes no Rust name of its own, and ours leaves it out.
fn is_nameless(vendor: &Index<'_>, ours: &Index<'_>, subject: &str) -> bool {
    let mut places: Vec<&str> = above(subject).collect();
    places.insert(0, subject.trim_end_matches('!'));
    places.into_iter().any(|place| {
        let Some((holder, name)) = last_step(place) else {
            return false;
        };
        let rust = field(name);
        let stands = || {
            let mut ends = [' ', '!', '.', '['].iter();
            ends.any(|end| ours.has(&format!("{place}{end}")))
        };
        (rust.is_empty() || rust == "extra" || vendor.meets(holder, name)) && !stands()
    })
}
