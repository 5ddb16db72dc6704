//! Compares two sets of facts and lists the differences by rule and place.

use std::collections::{BTreeMap, BTreeSet};

use super::rule_sets::{BODY, FIELD, PARAMETER, RuleSet};
use super::rules::Rule;
use super::sides::{self, Side};
use crate::api_model::{ApiModel, Fields, Operation, PlaceFacts, comma_separated_or};
use crate::fact::{segment, template};
use crate::facts::{Facts, security};

/// A difference between two documents, without the Rust item that it affects.
pub struct Difference {
    pub rule: Rule,
    pub operation: Option<String>,
    pub place: String,
    pub before: Option<String>,
    pub after: Option<String>,
    /// Whether the old or the new type is a number.
    pub is_number: bool,
}

/// A place as a report shows it.
pub(super) struct ReportedPlace {
    pub place: String,
    pub is_number: bool,
}

impl ReportedPlace {
    pub fn new(place: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            is_number: false,
        }
    }

    /// Creates a place that the given facts of the old and the new document describe.
    pub fn of_facts(place: impl Into<String>, facts: [Option<&PlaceFacts>; 2]) -> Self {
        Self {
            place: place.into(),
            is_number: facts.into_iter().flatten().any(PlaceFacts::is_number),
        }
    }
}

/// Returns all differences between two sets of facts.
pub(super) fn compare_documents(old: &Facts, new: &Facts) -> Vec<Difference> {
    let (old, new) = (ApiModel::of(old), ApiModel::of(new));
    let mut new_schemes = comparable_schemes(&old, &new);
    let mut old_schemes = old.schemes.clone();
    add_schemes_of_one_document(&mut new_schemes, &old, &new);
    add_schemes_of_one_document(&mut old_schemes, &new, &old);
    let mut comparison = Comparison {
        old_schemes,
        new_schemes,
        new_operations: new.operations.keys().map(|name| template(name)).collect(),
        ..Comparison::default()
    };
    let servers = (Rule::ServerAdded, Rule::ServerRemoved);
    comparison.compare_sets(
        &ReportedPlace::new("server"),
        servers,
        &old.servers,
        &new.servers,
    );
    comparison.compare_schemes(&old, &new);
    comparison.compare_operations(&old.operations, &new.operations);
    // A scheme that only one document has is already reported as one change, so its remainder is not compared.
    let is_in_both = |pointer: &str| {
        let scheme = pointer.strip_prefix("/components/securitySchemes/");
        let name = scheme.and_then(|rest| rest.split('/').next());
        name.is_none_or(|name| old.schemes.contains_key(name) == new.schemes.contains_key(name))
    };
    comparison.compare_remainder("", &old.remainder, &new.remainder, is_in_both);
    comparison.differences
}

/// Adds the schemes of `model` whose definition the other document lacks. The report then contains such a scheme once,
/// and not again in every operation.
fn add_schemes_of_one_document(
    schemes: &mut BTreeMap<String, String>,
    model: &ApiModel,
    other: &ApiModel,
) {
    let is_in_other = |definition| other.schemes.values().any(|known| known == definition);
    for (name, definition) in &model.schemes {
        if !is_in_other(definition) {
            let known = schemes.entry(name.clone());
            known.or_insert_with(|| definition.clone());
        }
    }
}

/// Returns the definitions of the new document's schemes, by name. If the definition of a scheme changed, the old
/// definition is returned, because the change is reported once, and not again in every operation.
fn comparable_schemes(old: &ApiModel, new: &ApiModel) -> BTreeMap<String, String> {
    let schemes = new.schemes.iter().map(|(name, definition)| {
        let is_known = old.schemes.values().any(|known| known == definition);
        let before = old
            .schemes
            .get(name)
            .filter(|before| !is_known && !new.schemes.values().any(|other| other == *before));
        (name.clone(), before.unwrap_or(definition).clone())
    });
    schemes.collect()
}

#[derive(Default)]
pub(super) struct Comparison {
    pub(super) operation: Option<String>,
    differences: Vec<Difference>,
    /// The definition of each scheme by name, for the comparison of operations. A scheme that was added, removed or
    /// changed has the same definition in both maps, because this change is reported only once.
    old_schemes: BTreeMap<String, String>,
    new_schemes: BTreeMap<String, String>,
    /// The operations of the new document, without the names of path parameters: `GET /users/{}`.
    pub(super) new_operations: BTreeSet<String>,
}

impl Comparison {
    pub fn add(
        &mut self,
        at: &ReportedPlace,
        rule: Rule,
        before: Option<String>,
        after: Option<String>,
    ) {
        self.differences.push(Difference {
            rule,
            operation: self.operation.clone(),
            place: at.place.clone(),
            before,
            after,
            is_number: at.is_number,
        });
    }

    /// Returns the number of differences so far.
    pub fn change_count(&self) -> usize {
        self.differences.len()
    }

    /// Adds a difference for each added or removed member of a set.
    pub fn compare_sets(
        &mut self,
        at: &ReportedPlace,
        (added_rule, removed_rule): (Rule, Rule),
        old: &BTreeSet<String>,
        new: &BTreeSet<String>,
    ) {
        for removed in old.difference(new) {
            self.add(at, removed_rule, Some(removed.clone()), None);
        }
        for added in new.difference(old) {
            self.add(at, added_rule, None, Some(added.clone()));
        }
    }

    /// Compares security schemes by their definitions. Their names have no effect on the wire.
    fn compare_schemes(&mut self, old: &ApiModel, new: &ApiModel) {
        let definitions =
            |model: &ApiModel| -> BTreeSet<String> { model.schemes.values().cloned().collect() };
        let (before, after) = (definitions(old), definitions(new));
        let mut explained: BTreeSet<&String> = BTreeSet::new();
        for (name, definition) in &old.schemes {
            let Some(now) = new.schemes.get(name).filter(|now| *now != definition) else {
                continue;
            };
            if !after.contains(definition) && !before.contains(now) {
                let at = ReportedPlace::new(format!("scheme {}", segment(name)));
                self.add(
                    &at,
                    Rule::SchemeChanged,
                    Some(definition.clone()),
                    Some(now.clone()),
                );
                explained.extend([definition, now]);
            }
        }
        for (model, others, rule) in [
            (old, &after, Rule::SchemeRemoved),
            (new, &before, Rule::SchemeAdded),
        ] {
            let mut seen = BTreeSet::new();
            for (name, definition) in &model.schemes {
                if others.contains(definition)
                    || explained.contains(definition)
                    || !seen.insert(definition)
                {
                    continue;
                }
                let at = ReportedPlace::new(format!("scheme {}", segment(name)));
                let text = Some(definition.clone());
                let (before, after) = if rule == Rule::SchemeAdded {
                    (None, text)
                } else {
                    (text, None)
                };
                self.add(&at, rule, before, after);
            }
        }
    }

    fn compare_operations(
        &mut self,
        old: &BTreeMap<String, Operation>,
        new: &BTreeMap<String, Operation>,
    ) {
        let at = ReportedPlace::new("operation");
        let mut moved: BTreeSet<&String> = BTreeSet::new();
        for (name, operation) in old {
            if let Some(now) = new.get(name) {
                self.operation = Some(name.clone());
                self.compare_operation(operation, now);
                continue;
            }
            let moved_to = new.iter().find(|(candidate, _)| {
                let differs_only_in_slash =
                    candidate.trim_end_matches('/') == name.trim_end_matches('/');
                differs_only_in_slash && !old.contains_key(*candidate) && !moved.contains(candidate)
            });
            if let Some((candidate, now)) = moved_to {
                moved.insert(candidate);
                self.operation = Some(candidate.clone());
                let (before, after) = (Some(name.clone()), Some(candidate.clone()));
                self.add(&at, Rule::OperationMoved, before, after);
                self.compare_operation(operation, now);
            } else {
                self.operation = Some(name.clone());
                let before = Some(operation.summary());
                self.add(&at, Rule::OperationRemoved, before, None);
            }
        }
        for (name, operation) in new {
            if !old.contains_key(name) && !moved.contains(name) {
                self.operation = Some(name.clone());
                let after = Some(operation.summary());
                self.add(&at, Rule::OperationAdded, None, after);
            }
        }
        self.operation = None;
    }

    fn compare_operation(&mut self, old: &Operation, new: &Operation) {
        if old.deprecated != new.deprecated {
            let rule = if new.deprecated {
                Rule::OperationDeprecated
            } else {
                Rule::OperationRestored
            };
            self.add(&ReportedPlace::new("operation"), rule, None, None);
        }
        let servers = (Rule::OperationServerAdded, Rule::OperationServerRemoved);
        self.compare_sets(
            &ReportedPlace::new("server"),
            servers,
            &old.servers,
            &new.servers,
        );
        let before = credentials(&old.security, &self.old_schemes);
        let after = credentials(&new.security, &self.new_schemes);
        if let Some(rule) = security_rule(&before, &after) {
            let (before, after) = (old.security.clone(), new.security.clone());
            self.add(
                &ReportedPlace::new("security"),
                rule,
                Some(before),
                Some(after),
            );
        }
        self.compare_body(old, new);
        self.compare_request(old, new);
        self.compare_responses(&old.responses, &new.responses);
        self.compare_operation_remainder(old, new);
    }

    /// Compares the presence and the content types of the body.
    fn compare_body(&mut self, old: &Operation, new: &Operation) {
        let at = ReportedPlace::new("body");
        let summary = |operation: &Operation| {
            let shape = operation.request.get("body").map(PlaceFacts::shape);
            let content = comma_separated_or(&operation.content, "no content");
            format!("{}, {content}", shape.as_deref().unwrap_or("any"))
        };
        match (old.has_body(), new.has_body()) {
            (false, true) => {
                let required = new.request.get("body").is_some_and(PlaceFacts::is_required);
                let rule = if required {
                    Rule::BodyAddedRequired
                } else {
                    Rule::BodyAddedOptional
                };
                self.add(&at, rule, None, Some(summary(new)));
            }
            (true, false) => self.add(&at, Rule::BodyRemoved, Some(summary(old)), None),
            _ => {
                let rules = (
                    Rule::RequestContentTypeAdded,
                    Rule::RequestContentTypeRemoved,
                );
                self.compare_sets(
                    &ReportedPlace::new("content"),
                    rules,
                    &old.content,
                    &new.content,
                );
            }
        }
    }

    /// Compares parameters, the body and its fields.
    fn compare_request(&mut self, old: &Operation, new: &Operation) {
        let body_is_compared = old.has_body() == new.has_body();
        for key in keys(&old.request, &new.request) {
            let (before, after) = (old.request.get(key), new.request.get(key));
            if key != "body" {
                let is_field = before
                    .or(after)
                    .is_some_and(|entry| entry.place.is_in_body());
                if is_field && !body_is_compared {
                    continue;
                }
                let rules = if is_field { &FIELD } else { &PARAMETER };
                let old_side = Side::new(before, &old.request, &old.content);
                let new_side = Side::new(after, &new.request, &new.content);
                if !self.compare_alternative(key, &sides::REQUEST, &old_side, &new_side) {
                    let in_new_optional = is_in_new_optional(after, &old.request, &new.request);
                    self.compare_request_field(key, rules, before, after, in_new_optional);
                }
                continue;
            }
            // `compare_body` reports an added or removed body. A body without a type has the type `any`.
            let (Some(facts), true) = (before.or(after), old.has_body() && new.has_body()) else {
                continue;
            };
            let untyped = PlaceFacts::untyped(facts);
            let (before, after) = (before.unwrap_or(&untyped), after.unwrap_or(&untyped));
            self.compare_request_field(key, &BODY, Some(before), Some(after), false);
        }
    }

    fn compare_request_field(
        &mut self,
        key: &str,
        rules: &RuleSet,
        before: Option<&PlaceFacts>,
        after: Option<&PlaceFacts>,
        in_new_optional: bool,
    ) {
        let at = ReportedPlace::of_facts(key, [before, after]);
        match (before, after) {
            (Some(before), Some(after)) => self.compare_place(&at, rules, before, after),
            (Some(before), None) => self.add(&at, rules.removed, Some(before.shape()), None),
            (None, Some(after)) if after.is_required() && in_new_optional => {
                let description = format!("{}; required where its parent is sent", after.shape());
                self.add(&at, rules.added_optional, None, Some(description));
            }
            // Array items and map values are never required. Only the array or map can be required.
            (None, Some(after)) => {
                let rule = if after.is_required() {
                    rules.added_required
                } else {
                    rules.added_optional
                };
                self.add(&at, rule, None, Some(after.shape()));
            }
            (None, None) => {}
        }
    }
}

/// Returns the keys of both maps without duplicates.
pub(super) fn keys<'a, V>(
    old: &'a BTreeMap<String, V>,
    new: &'a BTreeMap<String, V>,
) -> BTreeSet<&'a str> {
    old.keys().chain(new.keys()).map(String::as_str).collect()
}

/// Whether a place is inside a new optional field. Existing callers do not send this field, and therefore need not send
/// the place, even if the place is required.
fn is_in_new_optional(facts: Option<&PlaceFacts>, old: &Fields, new: &Fields) -> bool {
    let mut ancestor = facts.and_then(|facts| facts.place.parent());
    while let Some(container) = ancestor {
        let key = container.to_string();
        if old.contains_key(&key) {
            return false;
        }
        let optional = new.get(&key).is_some_and(|facts| !facts.is_required());
        if optional && !container.is_item_or_map_value() {
            return true;
        }
        ancestor = container.parent();
    }
    false
}

/// The schemes and scopes that one security alternative requires.
type Credentials = BTreeSet<String>;

/// Parses the security alternatives of an operation, written `a+b|c`. A scheme is represented by its definition, and
/// each scope is a separate element.
fn credentials(text: &str, schemes: &BTreeMap<String, String>) -> BTreeSet<Credentials> {
    let alternatives = text.split('|').map(|alternative| {
        let parts = alternative
            .split('+')
            .filter(|scheme| !matches!(*scheme, "" | "none"));
        let credentials = parts.flat_map(|scheme| {
            let (name, scopes) = scheme.split_once('[').unwrap_or((scheme, ""));
            let name = security::decode(name);
            let definition = schemes.get(&name).unwrap_or(&name).clone();
            let scopes = scopes
                .trim_end_matches(']')
                .split(',')
                .filter(|scope| !scope.is_empty());
            let scopes: Vec<String> = scopes
                .map(|scope| format!("{definition} {scope}"))
                .collect();
            std::iter::once(definition).chain(scopes)
        });
        credentials.collect()
    });
    alternatives.collect()
}

/// Returns the rule for a change of security. Loosened: all credentials that were sufficient before are still
/// sufficient. Tightened: all credentials that are sufficient now were sufficient before.
fn security_rule(before: &BTreeSet<Credentials>, after: &BTreeSet<Credentials>) -> Option<Rule> {
    if before == after {
        return None;
    }
    let covers = |callers: &BTreeSet<Credentials>, accepted: &BTreeSet<Credentials>| {
        callers.iter().all(|credentials| {
            accepted
                .iter()
                .any(|required| required.is_subset(credentials))
        })
    };
    Some(if covers(before, after) {
        Rule::SecurityLoosened
    } else if covers(after, before) {
        Rule::SecurityTightened
    } else {
        Rule::SecurityChanged
    })
}
