//! Rules about enums. Every value of an enum becomes a variant of a Rust type. Several enums may share one Rust type.

use std::collections::{BTreeMap, HashSet};

use openapi_facts::json::{Json, join};

use super::Finding;
use crate::extensions;
use crate::open_enums::{components, is_type_name, is_variant, values, variant_name};

pub fn check(doc: &Json, findings: &mut Vec<Finding>) {
    let mut variants: BTreeMap<(&str, String), &str> = BTreeMap::new();
    for (name, rust, schema) in components(doc) {
        let pointer = join("/components/schemas", name);
        let mut find = |below: &str, problem: String, fix: &str| {
            findings.push(Finding::new(&format!("{pointer}{below}"), problem, fix));
        };
        if rust != "bool" && !is_type_name(rust) {
            find(
                &format!("/{}", extensions::RUST),
                format!("`{rust}` is not a valid name of a Rust type"),
                "name it in UpperCamelCase",
            );
            continue;
        }
        let values: Vec<&Json> = ["enum", extensions::VALUES]
            .iter()
            .flat_map(|key| schema.list(key))
            .collect();
        let texts: HashSet<&str> = values.iter().filter_map(|value| value.as_str()).collect();
        for (named, _) in schema
            .get(extensions::NAMES)
            .into_iter()
            .flat_map(Json::entries)
        {
            if !texts.contains(named) {
                find(
                    &format!("/{}", extensions::NAMES),
                    format!("`{named}` is not one of the values"),
                    "correct the spelling",
                );
            }
        }
        for value in values {
            let Some(value) = value.as_str().filter(|value| !value.is_empty()) else {
                find(
                    "",
                    "a value is not a string, or is empty, so it cannot become a variant"
                        .to_owned(),
                    "list only strings that are not empty",
                );
                continue;
            };
            if rust == "bool" {
                if !["true", "false"].contains(&value) {
                    find(
                        "",
                        format!("`{value}` is not a boolean, and could not be sent"),
                        "set `x-partna-rust` to another type than `bool`",
                    );
                }
                continue;
            }
            let variant = variant_name(schema, value);
            if !is_variant(&variant) {
                find(
                    "",
                    format!(
                        "`{value}` becomes the variant `{variant}`, which is not a valid name in Rust"
                    ),
                    "set its name in `x-partna-names`",
                );
            } else if let Some(other) = variants.insert((rust, variant.clone()), value)
                && other != value
            {
                find(
                    "",
                    format!("`{value}` and `{other}` both become the variant `{rust}::{variant}`"),
                    "name one of them in `x-partna-names`",
                );
            }
        }
    }
    check_shared_names(doc, findings);
}

/// Checks that a value has the same variant name in all enums that share a Rust type.
fn check_shared_names(doc: &Json, findings: &mut Vec<Finding>) {
    let mut names: BTreeMap<(&str, &str), String> = BTreeMap::new();
    for (name, rust, schema) in components(doc) {
        for value in values(schema) {
            let variant = variant_name(schema, value);
            if let Some(other) = names.insert((rust, value), variant.clone())
                && other != variant
            {
                findings.push(Finding::new(
                    &join("/components/schemas", name),
                    format!("`{value}` of {rust} is {variant} here and {other} elsewhere"),
                    "use the same name in the `x-partna-names` of each",
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{after, finds, insert};
    use crate::extensions;

    #[test]
    fn rejects_enums_without_a_rust_type() {
        let currency = "/components/schemas/RampCurrency";
        let with = |values: &str| after(currency, insert("enum", values));
        finds(&with("[\"\"]"), currency, "or is empty");
        finds(&with("[7]"), currency, "not a string");
        finds(&with("[\"7up\"]"), currency, "not a valid name");
        finds(&with("[\"other\"]"), currency, "not a valid name");
        finds(&with("[\"ngn\"]"), currency, "both become the variant");
        finds(
            &after(currency, insert(extensions::RUST, "\"no name\"")),
            &format!("{currency}/{}", extensions::RUST),
            "not a valid name of a Rust type",
        );
        finds(
            &after(currency, insert(extensions::RUST, "\"bool\"")),
            currency,
            "not a boolean",
        );
        finds(
            &after(currency, insert(extensions::NAMES, "{\"NGM\":\"Naira\"}")),
            &format!("{currency}/{}", extensions::NAMES),
            "not one of the values",
        );
    }
}
