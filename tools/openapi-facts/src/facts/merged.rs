//! Merges the alternatives of each schema in a set of facts. Our document is compared with the vendor's in this form.

use std::collections::{BTreeMap, BTreeSet};

use super::Facts;
use crate::fact::{Fact, OperationFact, Place, Statement, Step};

/// The statements about one value. The key is the place with alternatives, which shows the alternative that makes the
/// statements.
#[derive(Default)]
struct Variants {
    by_place: BTreeMap<Place, Variant>,
}

#[derive(Default)]
struct Variant {
    required: bool,
    types: BTreeSet<String>,
    nullable: bool,
    values: BTreeSet<String>,
}

/// Returns facts without notes, and without alternatives: a value has the types of all its alternatives, and a field is
/// required if every alternative requires it.
pub fn with_merged_alternatives(facts: &Facts) -> Facts {
    let mut result = Facts::new();
    let mut operations: BTreeMap<String, BTreeMap<Place, Variants>> = BTreeMap::new();
    for line in facts {
        match line.parse::<Fact>() {
            Ok(Fact::Operation {
                operation,
                fact:
                    OperationFact::Place {
                        place,
                        required,
                        statement,
                    },
            }) => {
                let places = operations.entry(operation).or_default();
                let variants = places.entry(place.without_alternatives()).or_default();
                let variant = variants.by_place.entry(place).or_default();
                variant.add(required, statement);
            }
            Ok(Fact::Operation {
                fact: OperationFact::Note { .. } | OperationFact::Header { .. },
                ..
            })
            | Ok(Fact::Note { .. })
            | Err(_) => {}
            Ok(_) => drop(result.insert(line.clone())),
        }
    }
    for (operation, places) in &operations {
        for (place, variants) in places {
            let container = place.parent().and_then(|parent| places.get(&parent));
            let required = variants.is_required(container);
            for statement in variants.statements() {
                result.insert(crate::fact::place_line(
                    operation, place, required, &statement,
                ));
            }
        }
    }
    result
}

impl Variant {
    fn add(&mut self, required: bool, statement: Statement) {
        self.required |= required;
        match statement {
            Statement::Type { name, nullable } => {
                self.nullable |= nullable;
                self.types.extend(name.split('|').map(str::to_owned));
            }
            Statement::Value(value) => drop(self.values.insert(value)),
            Statement::Note { .. } => {}
        }
    }

    fn is_untyped(&self) -> bool {
        self.types
            .iter()
            .all(|name| name == "any" || name == "recursive")
    }
}

impl Variants {
    /// Whether the value is required in the merged facts: every schema that has the value requires it, and the
    /// container has it outside of alternatives or in every alternative.
    fn is_required(&self, container: Option<&Variants>) -> bool {
        let is_value = |place: &Place| !matches!(place.steps.last(), Some(Step::Alternative(_)));
        let mut values = self.by_place.iter().filter(|(place, _)| is_value(place));
        if !values.all(|(_, variant)| variant.required) {
            return false;
        }
        let is_alternative = |place: &Place| {
            place
                .steps
                .iter()
                .any(|step| matches!(step, Step::Alternative(_)))
        };
        let Some(container) = container else {
            return true;
        };
        let in_base = self.by_place.keys().any(|place| !is_alternative(place));
        let alternatives = container
            .by_place
            .keys()
            .filter(|place| is_alternative(place));
        let holders: BTreeSet<Place> = self.by_place.keys().filter_map(Place::parent).collect();
        in_base
            || alternatives
                .into_iter()
                .all(|place| holders.contains(place))
    }

    /// Merges the statements of all variants.
    fn statements(&self) -> Vec<Statement> {
        let all = || self.by_place.values();
        let typed: Vec<&Variant> = all().filter(|variant| !variant.is_untyped()).collect();
        let mut variants: Vec<&Variant> = if typed.is_empty() {
            all().collect()
        } else {
            typed
        };
        // A type outside of alternatives also applies to every alternative.
        if let Some((place, base)) = self.by_place.first_key_value()
            && !place
                .steps
                .iter()
                .any(|step| matches!(step, Step::Alternative(_)))
            && !base.is_untyped()
        {
            variants = vec![base];
        }
        let types: BTreeSet<&str> = variants
            .iter()
            .flat_map(|variant| variant.types.iter().map(String::as_str))
            .collect();
        let types: Vec<&str> = types.into_iter().collect();
        let nullable = all().any(|variant| variant.nullable);
        let mut statements = vec![Statement::Type {
            name: if types.is_empty() {
                "any".to_owned()
            } else {
                types.join("|")
            },
            nullable,
        }];
        let with_values =
            all().filter(|variant| !variant.is_untyped() || !variant.values.is_empty());
        let with_values: Vec<&Variant> = with_values.collect();
        // If one variant does not list its values, any value is possible.
        if with_values.iter().all(|variant| !variant.values.is_empty()) {
            let values: BTreeSet<&String> = with_values
                .iter()
                .flat_map(|variant| &variant.values)
                .collect();
            statements.extend(values.into_iter().cloned().map(Statement::Value));
        }
        statements
    }
}
