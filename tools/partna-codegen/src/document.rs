//! Our document: its operations, the components that they use, and its canonical form.

use std::collections::{BTreeSet, HashMap};

use openapi_facts::facts::METHODS;
use openapi_facts::json::Json;

use crate::media;

/// The authentication methods that partna-auth supports.
pub const SECURITY: [&str; 3] = [
    "none",
    "x-api-key+x-api-user",
    "authorization|x-api-key+x-api-user",
];

/// Returns every operation with its method, in upper case, and its path.
pub fn operations(doc: &Json) -> impl Iterator<Item = (String, &str, &Json)> {
    doc.get("paths")
        .into_iter()
        .flat_map(Json::entries)
        .flat_map(|(path, item)| {
            METHODS
                .iter()
                .filter_map(move |method| Some((method.to_uppercase(), path, item.get(method)?)))
        })
}

/// Returns the names of the parameters of every operation, by operation id.
pub fn parameters_by_id(doc: &Json) -> HashMap<&str, BTreeSet<&str>> {
    let mut all: HashMap<&str, BTreeSet<&str>> = HashMap::new();
    for (_, _, operation) in operations(doc) {
        if let Some(id) = operation.text("operationId") {
            let names = operation.list("parameters").iter();
            let known = all.entry(id).or_default();
            known.extend(names.filter_map(|parameter| parameter.text("name")));
        }
    }
    all
}

/// Returns the schema of the request body of an operation.
pub fn body_schema(operation: &Json) -> Option<&Json> {
    let (_, media) = media::typed(operation.get("requestBody")?)?;
    media.get("schema")
}

/// Returns a name in the form in which Rust names are compared: only letters and digits, in lower case.
pub fn bare(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.collect::<String>().to_lowercase()
}

/// Returns the names of the components that all operations use in `part`, which is `requestBody` or `responses`.
/// Components inside other components are included.
pub fn reachable(doc: &Json, part: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (_, item) in doc.get("paths").into_iter().flat_map(Json::entries) {
        for (method, operation) in item.entries() {
            if METHODS.contains(&method)
                && let Some(part) = operation.get(part)
            {
                collect_components(doc, part, &mut found);
            }
        }
    }
    found
}

pub fn collect_components(doc: &Json, value: &Json, found: &mut BTreeSet<String>) {
    value.walk("", &mut |_, value| {
        let name = value
            .text("$ref")
            .and_then(|reference| reference.strip_prefix("#/components/schemas/"));
        if let Some(name) = name
            && found.insert(name.to_owned())
            && let Some(schema) = doc.at(&["components", "schemas", name])
        {
            collect_components(doc, schema, found);
        }
    });
}

/// Returns the document with its paths and components sorted.
pub fn canonical(doc: &Json) -> Json {
    let mut doc = doc.clone();
    if let Some(map) = doc.as_object_mut() {
        if let Some(Json::Object(paths)) = map.get_mut("paths") {
            paths.sort_keys();
        }
        if let Some(Json::Object(components)) = map.get_mut("components") {
            for group in components.values_mut().filter_map(Json::as_object_mut) {
                group.sort_keys();
            }
        }
    }
    doc
}
