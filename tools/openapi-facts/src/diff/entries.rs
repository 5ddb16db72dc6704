//! Compares one place: its type, whether it is required, its values, and its notes (other schema keywords such as `maxLength`).

use std::collections::BTreeSet;

use super::compare::{ComparedPlace, Comparison, keys};
use super::constraints;
use super::rule_sets::RuleSet;
use super::rules::Rule;
use crate::api_model::{Entry, join_or};
use crate::fact::keyword;

impl Comparison {
    /// Compares a place that both documents have.
    pub fn compare_entry(&mut self, at: &ComparedPlace, rules: &RuleSet, old: &Entry, new: &Entry) {
        let count = self.count();
        if let Some(rule) = type_rule(rules, old, new) {
            self.add(at, rule, Some(old.type_name()), Some(new.type_name()));
        }
        if old.is_required() != new.is_required() {
            let label = |required| if required { "required" } else { "optional" }.to_owned();
            let rule = if new.is_required() {
                rules.became_required
            } else {
                rules.became_optional
            };
            let (before, after) = (label(old.is_required()), label(new.is_required()));
            self.add(at, rule, Some(before), Some(after));
        }
        match (old.values.is_empty(), new.values.is_empty()) {
            (true, false) => {
                let values = join_or(&new.values, "");
                self.add(at, rules.enum_introduced, None, Some(values));
            }
            (false, true) => {
                let values = join_or(&old.values, "");
                self.add(at, rules.enum_dropped, Some(values), None);
            }
            _ => {
                let rules = (rules.value_added, rules.value_removed);
                self.compare_sets(at, rules, &old.values, &new.values);
            }
        }
        self.compare_notes(at, rules, old, new);
        let is_changed = self.count() > count;
        self.compare_place_remainder(old, new, is_changed);
    }

    fn compare_notes(&mut self, at: &ComparedPlace, rules: &RuleSet, old: &Entry, new: &Entry) {
        let keywords = keys(&old.notes, &new.notes);
        for keyword in keywords
            .into_iter()
            .filter(|name| !keyword::INTERNAL.contains(name))
        {
            let note = |entry: &Entry| entry.notes.get(keyword).map(|values| join_or(values, ""));
            let (before, after) = (note(old), note(new));
            let note_rule = match (keyword, rules.note_changed) {
                ("deprecated", _) => {
                    constraints::deprecation_rule(before.as_deref(), after.as_deref())
                }
                ("discriminator" | "mapping", _) => {
                    (before != after).then_some(Rule::DiscriminatorChanged)
                }
                (_, Some(rule)) => (before != after).then_some(rule),
                (_, None) => constraints::note_rule(keyword, before.as_deref(), after.as_deref()),
            };
            if let Some(rule) = note_rule {
                let with_keyword = |value: String| format!("{keyword} {value}");
                self.add(at, rule, before.map(with_keyword), after.map(with_keyword));
            }
        }
    }
}

/// Returns the rule for a changed type.
fn type_rule(rules: &RuleSet, old: &Entry, new: &Entry) -> Option<Rule> {
    let (before, after) = (old.base_types(), new.base_types());
    if before != after {
        let no_longer_nullable = old.is_nullable() && !new.is_nullable();
        let is_wider = !no_longer_nullable && includes(&after, &before);
        return Some(if is_wider {
            rules.type_widened
        } else {
            rules.type_changed
        });
    }
    match (old.is_nullable(), new.is_nullable()) {
        (false, true) if new.place.is_inner() => Some(rules.inner_became_nullable),
        (false, true) => Some(rules.became_nullable),
        (true, false) => Some(rules.no_longer_nullable),
        _ => None,
    }
}

/// Whether every value of the narrow types also has one of the wide types.
fn includes(wide: &BTreeSet<&str>, narrow: &BTreeSet<&str>) -> bool {
    wide.contains("any")
        || narrow
            .iter()
            .all(|name| wide.contains(name) || (*name == "integer" && wide.contains("number")))
}
