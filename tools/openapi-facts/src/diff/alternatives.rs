//! Compares the alternatives of schemas. An alternative that only one document has is reported as one change, even if
//! it contains fields.

use super::compare::{Comparison, ReportedPlace};
use super::sides::{AlternativeRules, Side, is_reported_with_container, one_sided};
use crate::api_model::pluralize;

impl Comparison {
    /// Reports the place if it is an alternative that only one document has. Returns whether the place needs no further
    /// comparison, because it is reported here, or as a part of the alternative or media type that contains it.
    pub fn compare_alternative(
        &mut self,
        name: &str,
        rules: &AlternativeRules,
        old: &Side<'_>,
        new: &Side<'_>,
    ) -> bool {
        let Some((facts, own, other)) = one_sided(old, new) else {
            return false;
        };
        if is_reported_with_container(old, new) {
            return true;
        }
        if !other.lacks(&facts.place) {
            return false;
        }
        let at = ReportedPlace::of_facts(name, [old.place_facts, new.place_facts]);
        let fields = own
            .fields
            .values()
            .filter(|field| field.place.ancestors().any(|place| place == facts.place));
        let shape = Some(format!(
            "{}, {}",
            facts.shape(),
            pluralize(fields.count(), "field")
        ));
        if old.place_facts.is_some() {
            self.add(&at, rules.removed, shape, None);
        } else {
            self.add(&at, rules.added, None, shape);
        }
        true
    }
}
