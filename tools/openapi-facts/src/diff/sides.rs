//! The two sides of a comparison: the facts of each document about a place. Also the rules for an alternative that only
//! one document has.

use std::collections::BTreeSet;

use super::rules::Rule;
use crate::api_model::{Fields, PlaceFacts};
use crate::fact::{Place, Root, Step};

/// The rules for alternatives of a request or of a response.
pub(super) struct AlternativeRules {
    pub added: Rule,
    pub removed: Rule,
}

pub(super) const REQUEST: AlternativeRules = AlternativeRules {
    added: Rule::RequestAlternativeAdded,
    removed: Rule::RequestAlternativeRemoved,
};

pub(super) const RESPONSE: AlternativeRules = AlternativeRules {
    added: Rule::ResponseAlternativeAdded,
    removed: Rule::ResponseAlternativeRemoved,
};

/// The facts of one document about a place, and about all places of the same request or response.
pub(super) struct Side<'a> {
    pub place_facts: Option<&'a PlaceFacts>,
    pub fields: &'a Fields,
    media_types: &'a BTreeSet<String>,
}

impl<'a> Side<'a> {
    pub fn new(
        place_facts: Option<&'a PlaceFacts>,
        fields: &'a Fields,
        media_types: &'a BTreeSet<String>,
    ) -> Self {
        Self {
            place_facts,
            fields,
            media_types,
        }
    }

    /// Whether the place is an alternative that this document does not have.
    pub fn lacks(&self, place: &Place) -> bool {
        matches!(place.steps.last(), Some(Step::Alternative(_)))
            && !self.fields.contains_key(&key(place))
    }

    /// Whether the place is in the schema of a media type that only the other document has.
    fn lacks_media_type(&self, place: &Place, other: &Side<'_>) -> bool {
        matches!(place.steps.first(), Some(Step::Alternative(kind))
            if other.media_types.contains(kind) && !self.media_types.contains(kind))
    }
}

/// Returns the key of a place in [`Fields`].
fn key(place: &Place) -> String {
    match place.root {
        Root::Response { .. } => place.steps.iter().map(Step::to_string).collect(),
        _ => place.to_string(),
    }
}

/// If only one document has facts about the place, returns these facts, the side of this document, and the other side.
pub(super) fn one_sided<'a>(
    old: &'a Side<'a>,
    new: &'a Side<'a>,
) -> Option<(&'a PlaceFacts, &'a Side<'a>, &'a Side<'a>)> {
    match (old.place_facts, new.place_facts) {
        (Some(facts), None) => Some((facts, old, new)),
        (None, Some(facts)) => Some((facts, new, old)),
        _ => None,
    }
}

/// Whether a place is reported as a part of the media type or the alternative that contains it.
pub(super) fn is_reported_with_container(old: &Side<'_>, new: &Side<'_>) -> bool {
    one_sided(old, new).is_some_and(|(facts, own, other)| {
        other.lacks_media_type(&facts.place, own)
            || facts.place.ancestors().any(|place| other.lacks(&place))
    })
}
