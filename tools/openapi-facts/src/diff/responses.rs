//! Compares responses. The client accepts any 2xx as success, and decodes every error as one type.

use std::collections::BTreeMap;

use super::compare::{ComparedPlace, Comparison, keys};
use super::rule_sets::RESPONSE;
use super::rules::Rule;
use crate::api_model::{Entry, Fields, Response, join_or};

type Responses = BTreeMap<String, Response>;

fn is_success(status: &str) -> bool {
    status.starts_with('2')
}

impl Comparison {
    pub fn compare_responses(&mut self, old: &Responses, new: &Responses) {
        for (status, after) in new {
            if let Some(before) = old.get(status) {
                self.compare_response(status, before, after);
            }
        }
        let of = |responses: &Responses, others: &Responses, success: bool| -> Vec<String> {
            let missing_in_others = responses
                .keys()
                .filter(|status| !others.contains_key(*status));
            missing_in_others
                .filter(|status| is_success(status) == success)
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

    /// Compares success statuses that only one document has. A removed and an added status are treated as one response
    /// with a new status.
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
                self.compare_response(to, before, after);
            }
        }
        for status in removed.iter().skip(added.len()) {
            if let Some(response) = old.get(status) {
                let rule = Rule::ResponseSuccessRemoved;
                self.add(&at(status, ""), rule, Some(response.summary()), None);
                self.compare_fields(status, &fields_unique_to(response, new), &Fields::new());
            }
        }
        for status in added.iter().skip(removed.len()) {
            if let Some(response) = new.get(status) {
                let rule = Rule::ResponseSuccessAdded;
                self.add(&at(status, ""), rule, None, Some(response.summary()));
                self.compare_fields(status, &Fields::new(), &fields_unique_to(response, old));
            }
        }
    }

    /// Compares a response that both documents have.
    fn compare_response(&mut self, status: &str, old: &Response, new: &Response) {
        for name in keys(&old.headers, &new.headers) {
            let kind =
                |response: &Response| response.headers.get(name).map(|kinds| join_or(kinds, ""));
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
        if is_success(status) {
            let rules = (
                Rule::ResponseContentTypeAdded,
                Rule::ResponseContentTypeRemoved,
            );
            self.compare_sets(&contents, rules, &old.content, &new.content);
            self.compare_fields(status, &old.fields, &new.fields);
        } else {
            if old.content != new.content {
                let describe = |response: &Response| Some(join_or(&response.content, "no content"));
                let rule = Rule::ErrorContentTypeChanged;
                self.add(&contents, rule, describe(old), describe(new));
            }
            self.compare_errors(status, &old.fields, &new.fields);
        }
    }

    /// Compares the fields of a success response.
    fn compare_fields(&mut self, status: &str, old: &Fields, new: &Fields) {
        for field in keys(old, new) {
            let (before, after) = (old.get(field), new.get(field));
            let at = ComparedPlace::entry(format!("-> {status}{field}"), [before, after]);
            match (before, after) {
                (Some(before), Some(after)) => self.compare_entry(&at, &RESPONSE, before, after),
                (Some(before), None) => self.add(&at, RESPONSE.removed, Some(before.shape()), None),
                (None, after) => {
                    self.add(&at, RESPONSE.added_optional, None, after.map(Entry::shape));
                }
            }
        }
    }

    /// Compares the fields of an error response. Any error body can be decoded.
    fn compare_errors(&mut self, status: &str, old: &Fields, new: &Fields) {
        for field in keys(old, new) {
            let (before, after) = (old.get(field), new.get(field));
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
            let describe = |entry: &Entry| {
                let mark = if entry.is_required() { "required " } else { "" };
                format!("{mark}{}", entry.shape())
            };
            let (before, after) = (before.map(describe), after.map(describe));
            if before != after {
                self.add(&at(status, field), rule, before, after);
            }
        }
    }
}

fn at(status: &str, rest: &str) -> ComparedPlace {
    ComparedPlace::new(format!("-> {status}{rest}"))
}

/// Returns the fields of a success response that no success response of the other document has with the same shape.
fn fields_unique_to(response: &Response, others: &Responses) -> Fields {
    let known = |field: &String, entry: &Entry| {
        let successes = others.iter().filter(|(status, _)| is_success(status));
        successes
            .filter_map(|(_, other)| other.fields.get(field))
            .any(|other| other.shape() == entry.shape())
    };
    let fields = response.fields.iter();
    fields
        .filter(|(field, entry)| !known(field, entry))
        .map(|(field, entry)| (field.clone(), entry.clone()))
        .collect()
}
