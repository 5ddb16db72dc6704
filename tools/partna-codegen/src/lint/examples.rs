//! Checks examples against their schemas. Examples appear in the documentation and in the responses of mock servers.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

use openapi_facts::json::{Json, join};
use serde_json::{Value, json};

use super::Finding;
use crate::document::operations;

pub fn check(doc: &Json, findings: &mut Vec<Finding>) {
    let Some(components) = doc
        .at(&["components", "schemas"])
        .and_then(|schemas| schemas.convert::<Value>().ok())
    else {
        findings.push(Finding::new(
            "/components/schemas",
            "the document has no schemas",
            "declare them",
        ));
        return;
    };
    let mut checker = Checker {
        doc,
        components: strict(components),
        validators: HashMap::new(),
    };
    for (method, path, operation) in operations(doc) {
        let pointer = join(&join("/paths", path), &method.to_lowercase());
        for (index, parameter) in operation.list("parameters").iter().enumerate() {
            checker.media(
                &format!("{pointer}/parameters/{index}"),
                parameter,
                findings,
            );
        }
        if let Some(media) = operation.at(&["requestBody", "content", "application/json"]) {
            checker.media(
                &format!("{pointer}/requestBody/content/application~1json"),
                media,
                findings,
            );
        }
        for (status, response) in operation
            .get("responses")
            .into_iter()
            .flat_map(Json::entries)
        {
            if let Some(media) = response.at(&["content", "application/json"]) {
                checker.media(
                    &format!("{pointer}/responses/{status}/content/application~1json"),
                    media,
                    findings,
                );
            }
        }
    }
}

struct Checker<'a> {
    doc: &'a Json,
    components: Value,
    /// The compiled validators, by schema, because hundreds of responses share a few schemas.
    validators: HashMap<String, jsonschema::Validator>,
}

impl Checker<'_> {
    fn media(&mut self, pointer: &str, media: &Json, findings: &mut Vec<Finding>) {
        let Some(example) = media.get("example") else {
            findings.push(Finding::new(
                pointer,
                "no example",
                "add one: mock servers return it",
            ));
            return;
        };
        let pointer = format!("{pointer}/example");
        let schema = crate::parameters::schema(media);
        match self.problems(schema.unwrap_or(&Json::Null), example) {
            Ok(problems) => findings.extend(problems.into_iter().map(|problem| {
                Finding::new(
                    &pointer,
                    format!("the example does not fit its schema: {problem}"),
                    "correct the example or the schema",
                )
            })),
            Err(error) => findings.push(Finding::new(
                &pointer,
                format!("the schema is not valid: {error}"),
                "correct the schema",
            )),
        }
    }

    fn problems(&mut self, schema: &Json, example: &Json) -> anyhow::Result<BTreeSet<String>> {
        let validator = match self.validators.entry(serde_json::to_string(schema)?) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                // The input contains only the components that the schema refers to, because a validator compiles its
                // whole input.
                let mut names = BTreeSet::new();
                referenced(self.doc, schema, &mut names);
                let components: serde_json::Map<String, Value> = names
                    .into_iter()
                    .filter_map(|name| {
                        let component = self.components.get(&name)?.clone();
                        Some((name, component))
                    })
                    .collect();
                new.insert(jsonschema::draft7::new(&json!({
                    "allOf": [strict(schema.convert()?)],
                    "components": {"schemas": components},
                }))?)
            }
        };
        let example: Value = example.convert()?;
        Ok(validator
            .iter_errors(&example)
            .map(|error| format!("{error} at `{}`", error.instance_path()))
            .collect())
    }
}

/// Collects the names of the components that a schema refers to, directly or through other components.
fn referenced(doc: &Json, schema: &Json, names: &mut BTreeSet<String>) {
    schema.walk("", &mut |_, value| {
        let place = value
            .text("$ref")
            .and_then(|target| target.strip_prefix("#/components/schemas/"));
        let name = place.and_then(|place| place.split('/').next());
        if let Some(name) = name.map(|name| name.replace("~1", "/").replace("~0", "~"))
            && !names.contains(&name)
            && let Some(component) = doc.at(&["components", "schemas", &name])
        {
            names.insert(name);
            referenced(doc, component, names);
        }
    });
}

/// Converts a schema to JSON Schema that also rejects undeclared fields, because an undeclared field in an example is a
/// mistake.
fn strict(mut schema: Value) -> Value {
    match &mut schema {
        Value::Object(map) => {
            if map.get("nullable") == Some(&json!(true))
                && let Some(kind) = map.get("type").cloned()
            {
                map.insert("type".to_owned(), json!([kind, "null"]));
            }
            if map.get("properties").is_some_and(Value::is_object)
                && map.get("type") == Some(&json!("object"))
            {
                map.entry("additionalProperties").or_insert(json!(false));
            }
            for value in map.values_mut() {
                *value = strict(value.take());
            }
        }
        Value::Array(items) => {
            for value in items {
                *value = strict(value.take());
            }
        }
        _ => {}
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::super::tests::{RAMP, at, document, finds, insert, remove};
    use super::*;

    /// Returns the findings about examples after a change of our document.
    fn examples_after(pointer: &str, change: impl FnOnce(&mut Json)) -> Vec<Finding> {
        let mut doc = document();
        change(at(&mut doc, pointer));
        let mut findings = Vec::new();
        check(&doc, &mut findings);
        findings
    }

    #[test]
    fn rejects_examples_that_do_not_fit() {
        let media = format!("{RAMP}/requestBody/content/application~1json");
        let example = format!("{media}/example");
        finds(
            &examples_after(&example, remove("rateKey")),
            &example,
            "\"rateKey\" is a required property",
        );
        finds(
            &examples_after(&example, insert("rateKay", "\"x\"")),
            &example,
            "'rateKay' was unexpected",
        );
        finds(
            &examples_after(&example, insert("fromCurrency", "\"\"")),
            &example,
            "is not one of",
        );
        finds(
            &examples_after(&media, remove("example")),
            &media,
            "no example",
        );
        let parameter = "/paths/~1rate/get/parameters/0";
        finds(
            &examples_after(parameter, remove("example")),
            parameter,
            "no example",
        );
    }
}
