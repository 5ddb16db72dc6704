//! One place before and after: its type, its mark, its values and its notes.

use std::collections::BTreeSet;

use super::compare::{At, Comparison, keys};
use super::constraints;
use super::families::Family;
use super::rules::Rule;
use crate::api_model::{Entry, list};

impl Comparison {
    /// A place that both documents have.
    pub fn entry(&mut self, at: &At, family: &Family, old: &Entry, new: &Entry) {
        if let Some(rule) = retyped(family, old, new) {
            self.add(at, rule, Some(old.type_name()), Some(new.type_name()));
        }
        if old.required() != new.required() {
            let mark = |required| if required { "required" } else { "optional" }.to_owned();
            let rule = if new.required() {
                family.became_required
            } else {
                family.became_optional
            };
            let (before, after) = (mark(old.required()), mark(new.required()));
            self.add(at, rule, Some(before), Some(after));
        }
        match (old.values.is_empty(), new.values.is_empty()) {
            (true, false) => {
                let values = list(&new.values, "");
                self.add(at, family.enum_introduced, None, Some(values));
            }
            (false, true) => {
                let values = list(&old.values, "");
                self.add(at, family.enum_dropped, Some(values), None);
            }
            _ => {
                let rules = (family.value_added, family.value_removed);
                self.sets(at, rules, &old.values, &new.values);
            }
        }
        self.notes(at, family, old, new);
    }

    fn notes(&mut self, at: &At, family: &Family, old: &Entry, new: &Entry) {
        for keyword in keys(&old.notes, &new.notes) {
            let said = |entry: &Entry| entry.notes.get(keyword).map(|values| list(values, ""));
            let (before, after) = (said(old), said(new));
            let judged = match (keyword, family.note_changed) {
                ("deprecated", _) => constraints::age(before.as_deref(), after.as_deref()),
                (_, Some(rule)) => (before != after).then_some(rule),
                (_, None) => constraints::judge(keyword, before.as_deref(), after.as_deref()),
            };
            if let Some(rule) = judged {
                let named = |value: String| format!("{keyword} {value}");
                self.add(at, rule, before.map(named), after.map(named));
            }
        }
    }
}

/// How the type of a place changed, if it did.
fn retyped(family: &Family, old: &Entry, new: &Entry) -> Option<Rule> {
    let (before, after) = (old.bases(), new.bases());
    if before != after {
        let loses_null = old.nullable() && !new.nullable();
        let widens = !loses_null && holds(&after, &before);
        return Some(if widens {
            family.type_widened
        } else {
            family.type_changed
        });
    }
    match (old.nullable(), new.nullable()) {
        (false, true) if new.place.is_inner() => Some(family.inner_became_nullable),
        (false, true) => Some(family.became_nullable),
        (true, false) => Some(family.no_longer_nullable),
        _ => None,
    }
}

/// Whether whatever is of the narrow types is of the wide ones.
fn holds(wide: &BTreeSet<&str>, narrow: &BTreeSet<&str>) -> bool {
    wide.contains("any")
        || narrow
            .iter()
            .all(|name| wide.contains(name) || (*name == "integer" && wide.contains("number")))
}
