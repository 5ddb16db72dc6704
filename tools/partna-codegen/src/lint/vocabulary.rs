//! Rules about enums: every value becomes a variant of a Rust type that several enums may share.

use std::collections::{BTreeMap, HashSet};

use openapi_facts::json::{Json, join};

use super::Finding;
use crate::extensions;
use crate::open_enums::{components, is_type_name, is_variant, values, variant_name};

pub fn check(doc: &Json, findings: &mut Vec<Finding>) {
    let mut variants: BTreeMap<(&str, String), &str> = BTreeMap::new();
    for (name, rust, schema) in components(doc) {
        let pointer = join("/components/schemas", name);
        let mut find = |below: &str, what: String, todo: &str| {
            findings.push(Finding::new(&format!("{pointer}{below}"), what, todo));
        };
        if rust != "bool" && !is_type_name(rust) {
            find(
                &format!("/{}", extensions::RUST),
                format!("`{rust}` is no name of a Rust type"),
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
                    format!("`{named}` is none of the values"),
                    "correct the spelling",
                );
            }
        }
        for value in values {
            let Some(value) = value.as_str().filter(|value| !value.is_empty()) else {
                find(
                    "",
                    "a value that is no text, or an empty one, makes no variant".to_owned(),
                    "list texts alone; an open enum takes the rest",
                );
                continue;
            };
            if rust == "bool" {
                if !["true", "false"].contains(&value) {
                    find(
                        "",
                        format!("`{value}` is no truth value, and could not be sent"),
                        "map the enum to a type of its own",
                    );
                }
                continue;
            }
            let variant = variant_name(schema, value);
            if !is_variant(&variant) {
                find(
                    "",
                    format!("`{value}` makes the variant `{variant}`, which cannot be"),
                    "give it a name in `x-partna-names`",
                );
            } else if let Some(other) = variants.insert((rust, variant.clone()), value)
                && other != value
            {
                find(
                    "",
                    format!("`{value}` and `{other}` both make the variant `{rust}::{variant}`"),
                    "name one of them in `x-partna-names`",
                );
            }
        }
    }
    check_shared_names(doc, findings);
}

/// A value that several enums of one type have needs the same name in all of them.
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
                    "name it alike in `x-partna-names` of each",
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
        finds(&with("[\"\"]"), currency, "an empty one");
        finds(&with("[7]"), currency, "no text");
        finds(&with("[\"7up\"]"), currency, "cannot be");
        finds(&with("[\"other\"]"), currency, "cannot be");
        finds(&with("[\"ngn\"]"), currency, "both make the variant");
        finds(
            &after(currency, insert(extensions::RUST, "\"no name\"")),
            &format!("{currency}/{}", extensions::RUST),
            "no name of a Rust type",
        );
        finds(
            &after(currency, insert(extensions::RUST, "\"bool\"")),
            currency,
            "no truth value",
        );
        finds(
            &after(currency, insert(extensions::NAMES, "{\"NGM\":\"Naira\"}")),
            &format!("{currency}/{}", extensions::NAMES),
            "none of the values",
        );
    }
}
