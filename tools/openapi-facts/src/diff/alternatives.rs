//! Compares the alternatives of schemas. An alternative that only one document has is one change.

use std::collections::BTreeSet;

use super::compare::{ComparedPlace, Comparison};
use super::rules::Rule;
use crate::api_model::{Entry, Fields};
use crate::fact::{Place, Root, Step};

/// The rules for alternatives of a request or of a response.
pub(super) struct AlternativeRules {
    added: Rule,
    removed: Rule,
}

pub(super) const REQUEST: AlternativeRules = AlternativeRules {
    added: Rule::RequestAlternativeAdded,
    removed: Rule::RequestAlternativeRemoved,
};

pub(super) const RESPONSE: AlternativeRules = AlternativeRules {
    added: Rule::ResponseAlternativeAdded,
    removed: Rule::ResponseAlternativeRemoved,
};

/// The entry of one document at a place, with what else the document has.
pub(super) struct Side<'a> {
    entry: Option<&'a Entry>,
    fields: &'a Fields,
    media_types: &'a BTreeSet<String>,
}

impl<'a> Side<'a> {
    pub fn new(
        entry: Option<&'a Entry>,
        fields: &'a Fields,
        media_types: &'a BTreeSet<String>,
    ) -> Self {
        Self {
            entry,
            fields,
            media_types,
        }
    }

    /// Whether the alternative at a place is missing here.
    fn lacks(&self, place: &Place) -> bool {
        matches!(place.steps.last(), Some(Step::Alternative(_)))
            && !self.fields.contains_key(&key(place))
    }

    /// Whether a place is in the schema of a media type that is missing here.
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

/// Returns the entry that only one document has, then the side of that document and the other side.
fn one_sided<'a>(
    old: &'a Side<'a>,
    new: &'a Side<'a>,
) -> Option<(&'a Entry, &'a Side<'a>, &'a Side<'a>)> {
    match (old.entry, new.entry) {
        (Some(entry), None) => Some((entry, old, new)),
        (None, Some(entry)) => Some((entry, new, old)),
        _ => None,
    }
}

/// Whether a place is reported with the media type or the alternative that contains it.
pub(super) fn is_reported_with_container(old: &Side<'_>, new: &Side<'_>) -> bool {
    one_sided(old, new).is_some_and(|(entry, own, other)| {
        other.lacks_media_type(&entry.place, own)
            || entry.place.ancestors().any(|place| other.lacks(&place))
    })
}

impl Comparison {
    /// Reports a place that is an alternative of one document only. Returns whether the place is reported, here or with the
    /// alternative or the media type that contains it.
    pub fn compare_alternative(
        &mut self,
        name: &str,
        rules: &AlternativeRules,
        old: &Side<'_>,
        new: &Side<'_>,
    ) -> bool {
        let Some((entry, own, other)) = one_sided(old, new) else {
            return false;
        };
        if is_reported_with_container(old, new) {
            return true;
        }
        if !other.lacks(&entry.place) {
            return false;
        }
        let at = ComparedPlace::entry(name, [old.entry, new.entry]);
        let fields = own
            .fields
            .values()
            .filter(|field| field.place.ancestors().any(|place| place == entry.place));
        let shape = Some(format!(
            "{}, {}",
            entry.shape(),
            crate::api_model::pluralize(fields.count(), "field")
        ));
        if old.entry.is_some() {
            self.add(&at, rules.removed, shape, None);
        } else {
            self.add(&at, rules.added, None, shape);
        }
        true
    }
}
