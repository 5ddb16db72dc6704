//! Compares responses. The client accepts any 2xx as success, and decodes every error as one type.

use std::collections::BTreeMap;

use super::compare::{Comparison, ReportedPlace, keys};
use super::rule_sets::RESPONSE;
use super::rules::Rule;
use super::sides::{self, Side};
use crate::api_model::{Fields, PlaceFacts, Response, comma_separated, comma_separated_or};

type Responses = BTreeMap<String, Response>;

fn is_2xx(status: &str) -> bool {
    status.starts_with('2')
}

/// Whether a status is a success. `default` is a success if the operation has no 2xx status.
fn is_success(status: &str, all: &Responses) -> bool {
    is_2xx(status) || (status == "default" && !all.keys().any(|status| is_2xx(status)))
}

impl Comparison {
    pub fn compare_responses(&mut self, old: &Responses, new: &Responses) {
        for (status, after) in new {
            let success = is_success(status, new);
            if let Some(before) = old.get(status)
                && is_success(status, old) == success
            {
                self.compare_response(status, before, after, success);
            }
        }
        let of = |responses: &Responses, others: &Responses, success: bool| -> Vec<String> {
            let is_in_others = |status: &String| {
                others.contains_key(status) && is_success(status, others) == success
            };
            let statuses = responses
                .keys()
                .filter(|status| is_success(status, responses) == success);
            statuses
                .filter(|status| !is_in_others(status))
                .cloned()
                .collect()
        };
        for status in of(old, new, false) {
            let before = old.get(&status).map(Response::summary);
            self.add(&at(&status, ""), Rule::ResponseErrorRemoved, before, None);
        }
        for status in of(new, old, false) {
            let after = new.get(&status).map(Response::summary);
            self.add(&at(&status, ""), Rule::ResponseErrorAdded, None, after);
        }
        self.compare_successes(old, new, &of(old, new, true), &of(new, old, true));
    }

    /// Compares success statuses that only one document has. If one status was removed and another was added, they are
    /// treated as one response whose status changed.
    fn compare_successes(
        &mut self,
        old: &Responses,
        new: &Responses,
        removed: &[String],
        added: &[String],
    ) {
        for (from, to) in removed.iter().zip(added) {
            let (before, after) = (Some(from.clone()), Some(to.clone()));
            self.add(&at(to, ""), Rule::ResponseSuccessChanged, before, after);
            if let (Some(before), Some(after)) = (old.get(from), new.get(to)) {
                self.compare_response(to, before, after, true);
            }
        }
        for status in removed.iter().skip(added.len()) {
            if let Some(response) = old.get(status) {
                let rule = Rule::ResponseSuccessRemoved;
                self.add(&at(status, ""), rule, Some(response.summary()), None);
                let (before, after) = (unique_to(response, new), Response::default());
                self.compare_fields(status, &before, &after);
            }
        }
        for status in added.iter().skip(removed.len()) {
            if let Some(response) = new.get(status) {
                let rule = Rule::ResponseSuccessAdded;
                self.add(&at(status, ""), rule, None, Some(response.summary()));
                let (before, after) = (Response::default(), unique_to(response, old));
                self.compare_fields(status, &before, &after);
            }
        }
    }

    /// Compares a response that both documents have.
    fn compare_response(&mut self, status: &str, old: &Response, new: &Response, success: bool) {
        for name in keys(&old.headers, &new.headers) {
            let kind = |response: &Response| response.headers.get(name).map(comma_separated);
            let (before, after) = (kind(old), kind(new));
            let rule = match (&before, &after) {
                (None, _) => Rule::ResponseHeaderAdded,
                (_, None) => Rule::ResponseHeaderRemoved,
                (before, after) if before != after => Rule::ResponseHeaderChanged,
                _ => continue,
            };
            self.add(&at(status, &format!(" header {name}")), rule, before, after);
        }
        let contents = at(status, " content");
        if success {
            let rules = (
                Rule::ResponseContentTypeAdded,
                Rule::ResponseContentTypeRemoved,
            );
            self.compare_sets(&contents, rules, &old.content, &new.content);
            self.compare_fields(status, old, new);
        } else {
            if old.content != new.content {
                let describe =
                    |response: &Response| Some(comma_separated_or(&response.content, "no content"));
                let rule = Rule::ErrorContentTypeChanged;
                self.add(&contents, rule, describe(old), describe(new));
            }
            self.compare_errors(status, old, new);
        }
    }

    /// Compares the fields of a success response.
    fn compare_fields(&mut self, status: &str, old: &Response, new: &Response) {
        for field in keys(&old.fields, &new.fields) {
            let (before, after) = (old.fields.get(field), new.fields.get(field));
            let name = format!("-> {status}{field}");
            let old_side = Side::new(before, &old.fields, &old.content);
            let new_side = Side::new(after, &new.fields, &new.content);
            if self.compare_alternative(&name, &sides::RESPONSE, &old_side, &new_side) {
                continue;
            }
            // A body without a schema has the same meaning as a body of the type `any`.
            let only = before.xor(after);
            if field.is_empty()
                && old.content == new.content
                && only.is_some_and(PlaceFacts::is_any)
            {
                continue;
            }
            let at = ReportedPlace::of_facts(name, [before, after]);
            match (before, after) {
                (Some(before), Some(after)) => self.compare_place(&at, &RESPONSE, before, after),
                (Some(before), None) => self.add(&at, RESPONSE.removed, Some(before.shape()), None),
                (None, after) => {
                    self.add(
                        &at,
                        RESPONSE.added_optional,
                        None,
                        after.map(PlaceFacts::shape),
                    );
                }
            }
        }
    }

    /// Compares the fields of an error response. The client can decode any error body.
    fn compare_errors(&mut self, status: &str, old: &Response, new: &Response) {
        for field in keys(&old.fields, &new.fields) {
            let (before, after) = (old.fields.get(field), new.fields.get(field));
            let old_side = Side::new(before, &old.fields, &old.content);
            let new_side = Side::new(after, &new.fields, &new.content);
            if sides::is_reported_with_container(&old_side, &new_side) {
                continue;
            }
            let is_message = field == ".message";
            let rule = match (before, after) {
                (None, _) => Rule::ErrorFieldAdded,
                (_, None) if is_message => Rule::ErrorMessageChanged,
                (_, None) => Rule::ErrorFieldRemoved,
                (Some(before), Some(after))
                    if is_message && before.base_types() != after.base_types() =>
                {
                    Rule::ErrorMessageChanged
                }
                _ => Rule::ErrorFieldChanged,
            };
            let describe = |facts: &PlaceFacts| {
                let mark = if facts.is_required() { "required " } else { "" };
                format!("{mark}{}", facts.shape())
            };
            let place_facts = before.zip(after);
            let (before, after) = (before.map(describe), after.map(describe));
            let is_changed = before != after;
            if is_changed {
                self.add(&at(status, field), rule, before, after);
            }
            if let Some((before, after)) = place_facts {
                self.compare_unmodelled_parts(before, after);
                if !is_changed {
                    self.compare_schema_details(before, after);
                }
            }
        }
    }
}

fn at(status: &str, rest: &str) -> ReportedPlace {
    ReportedPlace::new(format!("-> {status}{rest}"))
}

/// Returns a success response without the fields that a success response of the other document has with the same type
/// and constraints.
fn unique_to(response: &Response, others: &Responses) -> Response {
    let known = |field: &String, facts: &PlaceFacts| {
        let successes = others
            .iter()
            .filter(|(status, _)| is_success(status, others));
        successes
            .filter_map(|(_, other)| other.fields.get(field))
            .any(|other| other.shape() == facts.shape())
    };
    let fields = response.fields.iter();
    let fields: Fields = fields
        .filter(|(field, facts)| !known(field, facts))
        .map(|(field, facts)| (field.clone(), facts.clone()))
        .collect();
    Response {
        fields,
        ..Response::default()
    }
}
