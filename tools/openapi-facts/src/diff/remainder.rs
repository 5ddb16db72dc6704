//! Compares the parts of documents that no rule models.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::{Comparison, ReportedPlace, keys};
use super::rules::Rule;
use super::unmodelled_groups::{self as groups, Values};
use crate::api_model::{Operation, PlaceFacts, RemainderNotes, comma_separated};
use crate::fact::{Place, Root, Step, keyword};
use crate::json::join;

impl Comparison {
    /// Compares the remainder of a document or of an operation. The pointers in the remainder are relative to
    /// `pointer`.
    pub fn compare_remainder(
        &mut self,
        pointer: &str,
        old: &RemainderNotes,
        new: &RemainderNotes,
        is_compared: impl Fn(&str) -> bool,
    ) {
        let unmodelled = (Rule::UnmodelledChange, &old.unmodelled, &new.unmodelled);
        let extensions = (Rule::ExtensionChanged, &old.extensions, &new.extensions);
        for (rule, old, new) in [unmodelled, extensions] {
            let compared = |values: &Values| -> Values {
                let values = values.iter().filter(|(below, _)| is_compared(below));
                values
                    .map(|(below, values)| (below.clone(), values.clone()))
                    .collect()
            };
            let (old, new) = (compared(old), compared(new));
            let (old, new) = groups::both(&old, &new, groups::named_object);
            for below in keys(&old, &new) {
                let value = |notes: &BTreeMap<String, BTreeSet<String>>| {
                    notes.get(below).map(comma_separated)
                };
                let (before, after) = (value(&old), value(&new));
                let is_link = below.ends_with("/operationId");
                if before != after && !(is_link && self.is_same_link(&before, &after)) {
                    let at = ReportedPlace::new(format!("{pointer}{below}"));
                    self.add(&at, rule, before, after);
                }
            }
        }
    }

    /// Compares the parts of an operation that no rule models. Parts of a response, body or header that only one
    /// document has are skipped, because the response, body or header is already reported.
    pub fn compare_operation_remainder(&mut self, old: &Operation, new: &Operation) {
        let pointer = self.pointer();
        let in_one_only = |below: &str| {
            let status = below
                .strip_prefix("/responses/")
                .and_then(|rest| rest.split('/').next());
            status.is_some_and(|status| {
                old.responses.contains_key(status) != new.responses.contains_key(status)
            }) || (below.starts_with("/requestBody") && old.has_body() != new.has_body())
                || has_header_in_one_only(below, old, new)
        };
        self.compare_remainder(&pointer, &old.remainder, &new.remainder, |below| {
            !in_one_only(below)
        });
    }

    /// Compares the parts of a schema that no rule models, its extensions (`x-…`), and its fields that are sent only in the other
    /// direction.
    pub fn compare_unmodelled_parts(&mut self, old: &PlaceFacts, new: &PlaceFacts) {
        let pointer = || self.pointer() + &schema_pointer(&new.place);
        let mut differences = Vec::new();
        for (keyword, rule) in [
            (keyword::UNMODELLED, Rule::UnmodelledChange),
            (keyword::EXTENSION, Rule::ExtensionChanged),
        ] {
            let [before, after] = [old, new]
                .map(|facts| by_pointer(facts.keywords.get(keyword).cloned().unwrap_or_default()));
            let (before, after) = groups::both(&before, &after, groups::keyword_of_schema);
            for below in keys(&before, &after) {
                let value = |notes: &BTreeMap<String, BTreeSet<String>>| {
                    notes.get(below).map(comma_separated)
                };
                if value(&before) != value(&after) {
                    differences.push((pointer() + below, rule, value(&before), value(&after)));
                }
            }
        }
        let [before, after] = [old, new].map(|facts| facts.keyword_text(keyword::ONE_WAY));
        if before != after {
            let place = new.place.to_string();
            differences.push((place, Rule::OneWayFieldChanged, before, after));
        }
        for (place, rule, before, after) in differences {
            self.add(&ReportedPlace::new(place), rule, before, after);
        }
    }

    /// Compares details of a schema that its other facts do not show, such as whether an enum value is `1` or `"1"`.
    pub fn compare_schema_details(&mut self, old: &PlaceFacts, new: &PlaceFacts) {
        let [before, after] = [old, new].map(|facts| facts.keyword_text(keyword::SCHEMA_DETAIL));
        if before != after {
            let place = ReportedPlace::new(self.pointer() + &schema_pointer(&new.place));
            self.add(&place, Rule::UnmodelledChange, before, after);
        }
    }

    /// Whether two links lead to the same operation. A link is written `GET /rate (getRate)`, or only as its text if
    /// its operation is unknown. If an operation was moved, two links with the same `operationId` are the same.
    fn is_same_link(&self, before: &Option<String>, after: &Option<String>) -> bool {
        let parts = |link: &Option<String>| {
            let link = link.as_deref().unwrap_or_default();
            match link.split_once(" (") {
                Some((operation, id)) => {
                    (operation.to_owned(), id.trim_end_matches(')').to_owned())
                }
                None => (String::new(), link.trim_matches('"').to_owned()),
            }
        };
        let (before, after) = (parts(before), parts(after));
        if before.0.is_empty() || after.0.is_empty() {
            return before.1 == after.1;
        }
        before.0 == after.0 || (before.1 == after.1 && !self.new_operations.contains(&before.0))
    }

    /// Returns the JSON pointer of the current operation.
    fn pointer(&self) -> String {
        let (method, path) = self
            .operation
            .as_deref()
            .and_then(|name| name.split_once(' '))
            .unwrap_or_default();
        format!("{}/{}", join("/paths", path), method.to_lowercase())
    }
}

/// Splits notes into pointers and values.
fn by_pointer(notes: BTreeSet<String>) -> BTreeMap<String, BTreeSet<String>> {
    let mut values: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for note in notes {
        let (pointer, value) = note.split_once(' ').unwrap_or((note.as_str(), ""));
        values
            .entry(pointer.to_owned())
            .or_default()
            .insert(value.to_owned());
    }
    values
}

/// Returns the JSON pointer of the schema at a place, relative to the operation, as if references were resolved.
/// Parameters and alternatives are identified by name instead of index.
fn schema_pointer(place: &Place) -> String {
    let root = match &place.root {
        Root::Body => "/requestBody/schema".to_owned(),
        Root::Parameter { location, name } => {
            join("/parameters", &format!("{location}:{name}")) + "/schema"
        }
        Root::Response { status } => join("/responses", status) + "/schema",
    };
    place.steps.iter().fold(root, |pointer, step| match step {
        Step::Field(name) => join(&(pointer + "/properties"), name),
        Step::Items => pointer + "/items",
        Step::Values => pointer + "/additionalProperties",
        Step::Alternative(key) => join(&(pointer + "/oneOf"), key),
    })
}

/// Whether a pointer is in a response header that only one document has. The header is already reported as one change.
fn has_header_in_one_only(pointer: &str, old: &Operation, new: &Operation) -> bool {
    let mut keys = pointer.split('/').skip(1);
    let (Some("responses"), Some(status), Some("headers"), Some(name)) =
        (keys.next(), keys.next(), keys.next(), keys.next())
    else {
        return false;
    };
    let has = |operation: &Operation| {
        let response = operation.responses.get(status);
        response.is_some_and(|response| response.headers.contains_key(name))
    };
    has(old) != has(new)
}
