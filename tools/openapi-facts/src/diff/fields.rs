//! One place before and after: its type, its mark, its values and its notes.

use std::collections::BTreeSet;

use super::compare::{At, Comparison, keys};
use super::constraints;
use super::model::{Entry, list};
use super::place;
use super::rules::Rule;

/// The rules that apply to a sort of place.
pub(super) struct Family {
    pub added_optional: Rule,
    pub added_required: Rule,
    pub removed: Rule,
    became_required: Rule,
    became_optional: Rule,
    type_changed: Rule,
    type_widened: Rule,
    became_nullable: Rule,
    inner_became_nullable: Rule,
    no_longer_nullable: Rule,
    value_added: Rule,
    value_removed: Rule,
    enum_introduced: Rule,
    enum_dropped: Rule,
    /// The one rule for notes; none where each is judged by what it allows.
    note_changed: Option<Rule>,
}

pub(super) const PARAMETER: Family = Family {
    added_optional: Rule::ParameterAddedOptional,
    added_required: Rule::ParameterAddedRequired,
    removed: Rule::ParameterRemoved,
    became_required: Rule::ParameterBecameRequired,
    became_optional: Rule::ParameterBecameOptional,
    type_changed: Rule::ParameterTypeChanged,
    type_widened: Rule::ParameterTypeWidened,
    became_nullable: Rule::ParameterBecameNullable,
    inner_became_nullable: Rule::ParameterBecameNullable,
    no_longer_nullable: Rule::ParameterNoLongerNullable,
    value_added: Rule::ParameterValueAdded,
    value_removed: Rule::ParameterValueRemoved,
    enum_introduced: Rule::ParameterEnumIntroduced,
    enum_dropped: Rule::ParameterEnumDropped,
    note_changed: None,
};

pub(super) const FIELD: Family = Family {
    added_optional: Rule::RequestFieldAddedOptional,
    added_required: Rule::RequestFieldAddedRequired,
    removed: Rule::RequestFieldRemoved,
    became_required: Rule::RequestFieldBecameRequired,
    became_optional: Rule::RequestFieldBecameOptional,
    type_changed: Rule::RequestFieldTypeChanged,
    type_widened: Rule::RequestFieldTypeWidened,
    became_nullable: Rule::RequestFieldBecameNullable,
    inner_became_nullable: Rule::RequestFieldBecameNullable,
    no_longer_nullable: Rule::RequestFieldNoLongerNullable,
    value_added: Rule::RequestFieldValueAdded,
    value_removed: Rule::RequestFieldValueRemoved,
    enum_introduced: Rule::RequestFieldEnumIntroduced,
    enum_dropped: Rule::RequestFieldEnumDropped,
    note_changed: None,
};

pub(super) const BODY: Family = Family {
    became_required: Rule::BodyBecameRequired,
    became_optional: Rule::BodyBecameOptional,
    ..FIELD
};

pub(super) const ANSWER: Family = Family {
    added_optional: Rule::AnswerFieldAdded,
    added_required: Rule::AnswerFieldAdded,
    removed: Rule::AnswerFieldRemoved,
    became_required: Rule::AnswerFieldBecameRequired,
    became_optional: Rule::AnswerFieldBecameOptional,
    type_changed: Rule::AnswerFieldTypeChanged,
    type_widened: Rule::AnswerFieldTypeChanged,
    became_nullable: Rule::AnswerFieldBecameNullable,
    inner_became_nullable: Rule::AnswerItemBecameNullable,
    no_longer_nullable: Rule::AnswerFieldNoLongerNullable,
    value_added: Rule::AnswerValueAdded,
    value_removed: Rule::AnswerValueRemoved,
    enum_introduced: Rule::AnswerEnumIntroduced,
    enum_dropped: Rule::AnswerEnumDropped,
    note_changed: Some(Rule::AnswerConstraintChanged),
};

impl Comparison {
    /// A place that both documents have.
    pub fn entry(&mut self, at: &At, family: &Family, old: &Entry, new: &Entry) {
        if let Some(rule) = retyped(at, family, old, new) {
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
fn retyped(at: &At, family: &Family, old: &Entry, new: &Entry) -> Option<Rule> {
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
        (false, true) if place::is_inner(&at.place) => Some(family.inner_became_nullable),
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
