//! Compares one place in two documents: its type, whether it is required, its enum values, and its keywords.
//!
//! A *place* is a parameter, the body of a request or of a response, or a value inside one of them, such as `body.fromAmount`.

use std::collections::BTreeSet;

use super::compare::{Comparison, ReportedPlace, keys};
use super::constraints;
use super::rule_sets::RuleSet;
use super::rules::Rule;
use crate::api_model::{PlaceFacts, comma_separated};
use crate::fact::keyword;

impl Comparison {
    /// Compares a place that both documents have.
    pub fn compare_place(
        &mut self,
        place: &ReportedPlace,
        rules: &RuleSet,
        old: &PlaceFacts,
        new: &PlaceFacts,
    ) {
        let count_before = self.change_count();
        if let Some(rule) = type_rule(rules, old, new) {
            self.add(place, rule, Some(old.type_name()), Some(new.type_name()));
        }
        self.compare_required(place, rules, old.is_required(), new.is_required());
        self.compare_enum_values(place, rules, &old.values, &new.values);
        self.compare_openapi_keywords(place, rules, old, new);
        // Schema details are details that no other fact shows, such as whether an enum value is `1` or `"1"`. The changes
        // that were found above often change these details too. So the details are compared only if no change was found.
        if self.change_count() == count_before {
            self.compare_schema_details(old, new);
        }
        self.compare_unmodelled_parts(old, new);
    }

    fn compare_required(
        &mut self,
        place: &ReportedPlace,
        rules: &RuleSet,
        was_required: bool,
        is_required: bool,
    ) {
        let rule = match (was_required, is_required) {
            (false, true) => rules.became_required,
            (true, false) => rules.became_optional,
            _ => return,
        };
        let label = |required| if required { "required" } else { "optional" }.to_owned();
        self.add(
            place,
            rule,
            Some(label(was_required)),
            Some(label(is_required)),
        );
    }

    fn compare_enum_values(
        &mut self,
        place: &ReportedPlace,
        rules: &RuleSet,
        old: &BTreeSet<String>,
        new: &BTreeSet<String>,
    ) {
        match (old.is_empty(), new.is_empty()) {
            (true, false) => {
                let after = Some(comma_separated(new));
                self.add(place, rules.enum_introduced, None, after);
            }
            (false, true) => {
                let before = Some(comma_separated(old));
                self.add(place, rules.enum_dropped, before, None);
            }
            _ => self.compare_sets(place, (rules.value_added, rules.value_removed), old, new),
        }
    }

    /// Compares the keywords of OpenAPI, such as `maxLength` and `deprecated`.
    fn compare_openapi_keywords(
        &mut self,
        place: &ReportedPlace,
        rules: &RuleSet,
        old: &PlaceFacts,
        new: &PlaceFacts,
    ) {
        for keyword in keys(&old.keywords, &new.keywords) {
            // Internal keywords are not keywords of OpenAPI. This crate adds them to the facts.
            if keyword::INTERNAL.contains(&keyword) {
                continue;
            }
            let (before, after) = (old.keyword_text(keyword), new.keyword_text(keyword));
            if before == after {
                continue;
            }
            let rule = match (keyword, rules.keyword_changed) {
                ("deprecated", _) => {
                    constraints::deprecation_rule(before.as_deref(), after.as_deref())
                }
                ("discriminator" | "mapping", _) => Some(Rule::DiscriminatorChanged),
                // `keyword_changed` is set only for responses.
                (_, Some(rule)) => Some(rule),
                (_, None) => {
                    constraints::keyword_rule(keyword, before.as_deref(), after.as_deref())
                }
            };
            if let Some(rule) = rule {
                let with_keyword = |value: String| format!("{keyword} {value}");
                self.add(
                    place,
                    rule,
                    before.map(with_keyword),
                    after.map(with_keyword),
                );
            }
        }
    }
}

/// Returns the rule for a changed type, or `None` if the type is unchanged.
fn type_rule(rules: &RuleSet, old: &PlaceFacts, new: &PlaceFacts) -> Option<Rule> {
    let (old_types, new_types) = (old.base_types(), new.base_types());
    let is_newly_nullable = !old.is_nullable() && new.is_nullable();
    let is_no_longer_nullable = old.is_nullable() && !new.is_nullable();
    if old_types != new_types {
        let is_widened = !is_no_longer_nullable && includes(&new_types, &old_types);
        return Some(if is_widened {
            rules.type_widened
        } else {
            rules.type_changed
        });
    }
    if is_no_longer_nullable {
        Some(rules.no_longer_nullable)
    } else if is_newly_nullable && new.place.is_item_or_map_value() {
        Some(rules.item_became_nullable)
    } else if is_newly_nullable {
        Some(rules.became_nullable)
    } else {
        None
    }
}

/// Whether every value that has one of the types `narrow` also has one of the types `wide`.
fn includes(wide: &BTreeSet<&str>, narrow: &BTreeSet<&str>) -> bool {
    wide.contains("any")
        || narrow
            .iter()
            .all(|name| wide.contains(name) || (*name == "integer" && wide.contains("number")))
}
