//! The content of the snapshots: a document as lines of text.
//!
//! Every line begins with its operation or component, so that a change is visible at its place and nowhere else. Shape, prose and
//! examples are in separate snapshots: a change of prose does not change the others.

use std::collections::{BTreeMap, BTreeSet};

use openapi_facts::facts;
use openapi_facts::json::Json;
use openapi_facts::sanitize;
use partna_codegen::document::operations;
use partna_codegen::extensions;
use partna_codegen::open_enums::{values, variant_name};

use crate::inventory;

/// The lines of each snapshot, by its name.
pub type Snapshots = BTreeMap<&'static str, BTreeSet<String>>;

/// Returns all snapshots of a document.
pub fn of(doc: &Json) -> anyhow::Result<Snapshots> {
    Ok(Snapshots::from([
        (
            "inventory",
            inventory::of(doc)?.lines().map(str::to_owned).collect(),
        ),
        ("facts", facts::of(doc)?),
        ("shapes", shapes(doc)),
        ("prose", prose(doc)),
        ("examples", examples(doc)),
    ]))
}

/// Returns the shape of every component and parameter, and the extensions of every operation.
pub fn shapes(doc: &Json) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    for (method, path, operation) in operations(doc) {
        let name = format!("{method} {path}");
        for (key, value) in operation.entries() {
            if let Some(key) = key.strip_prefix(extensions::PREFIX) {
                let value = value.as_str().map_or_else(
                    || serde_json::to_string(value).unwrap_or_default(),
                    str::to_owned,
                );
                lines.insert(format!("{name} {key} {value}"));
            }
        }
        for parameter in operation.list("parameters") {
            let field = parameter.text("name").unwrap_or_default();
            lines.insert(format!(
                "{name} query:{field} {}",
                parameter.get("schema").map_or_else(String::new, shape)
            ));
        }
    }
    for (name, schema) in doc
        .at(&["components", "schemas"])
        .into_iter()
        .flat_map(Json::entries)
    {
        lines.insert(format!("component {name} {}", shape(schema)));
        let required: Vec<&str> = schema
            .list("required")
            .iter()
            .filter_map(Json::as_str)
            .collect();
        for (field, property) in schema.get("properties").into_iter().flat_map(Json::entries) {
            let mark = if required.contains(&field) { "!" } else { "" };
            lines.insert(format!(
                "component {name}.{field}{mark} {}",
                shape(property)
            ));
        }
        lines.extend(values(schema).map(|value| {
            format!(
                "component {name} ={value} -> {}",
                variant_name(schema, value)
            )
        }));
    }
    lines.into_iter().map(sanitize::fact).collect()
}

/// Describes a schema in short: `string/password`, `[Bank]`, `{Rate}`, `Currency`.
fn shape(schema: &Json) -> String {
    let text = |key: &str| schema.text(key);
    if let Some(reference) = text("$ref") {
        return reference.rsplit('/').next().unwrap_or(reference).to_owned();
    }
    if let Some([only]) = schema.get("allOf").map(Json::items) {
        return shape(only);
    }
    let mut summary = match text("type") {
        Some("array") => format!(
            "[{}]",
            schema.get("items").map_or_else(|| "any".to_owned(), shape)
        ),
        Some(kind) => kind.to_owned(),
        None => "any".to_owned(),
    };
    if let Some(format) = text("format") {
        summary += &format!("/{format}");
    }
    if let Some(pattern) = text("pattern") {
        summary += &format!(" ~{pattern}");
    }
    match schema.get("additionalProperties") {
        Some(Json::Bool(true)) => summary += " {any}",
        Some(values) => summary += &format!(" {{{}}}", shape(values)),
        None => {}
    }
    match text(extensions::RUST) {
        Some(rust) => format!("{summary} -> {rust}"),
        None => summary,
    }
}

/// Returns every title, summary and description.
pub fn prose(doc: &Json) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    let mut add = |subject: &str, holder: &Json| {
        for key in ["title", "summary", "description"] {
            if let Some(text) = holder.text(key) {
                lines.insert(format!("{subject} {key}: {text}"));
            }
        }
    };
    add("document", doc.get("info").unwrap_or(&Json::Null));
    for (index, server) in doc.list("servers").iter().enumerate() {
        add(&format!("server {index}"), server);
    }
    for tag in doc.list("tags") {
        add(
            &format!("tag {}", tag.text("name").unwrap_or_default()),
            tag,
        );
    }
    for (name, scheme) in doc
        .at(&["components", "securitySchemes"])
        .into_iter()
        .flat_map(Json::entries)
    {
        add(&format!("scheme {name}"), scheme);
    }
    for (method, path, operation) in operations(doc) {
        let name = format!("{method} {path}");
        add(&name, operation);
        for parameter in operation.list("parameters") {
            let field = parameter.text("name").unwrap_or_default();
            add(&format!("{name} query:{field}"), parameter);
        }
        for (status, response) in operation
            .get("responses")
            .into_iter()
            .flat_map(Json::entries)
        {
            add(&format!("{name} -> {status}"), response);
        }
    }
    for (name, schema) in doc
        .at(&["components", "schemas"])
        .into_iter()
        .flat_map(Json::entries)
    {
        add(&format!("component {name}"), schema);
        for (field, property) in schema.get("properties").into_iter().flat_map(Json::entries) {
            add(&format!("component {name}.{field}"), property);
        }
    }
    lines.into_iter().map(sanitize::fact).collect()
}

/// Returns every leaf of every example.
pub fn examples(doc: &Json) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    for (method, path, operation) in operations(doc) {
        let name = format!("{method} {path}");
        for parameter in operation.list("parameters") {
            let field = parameter.text("name").unwrap_or_default();
            add_leaves(
                &format!("{name} query:{field}"),
                parameter.get("example"),
                &mut lines,
            );
        }
        let example = |holder: &'_ Json| {
            holder
                .at(&["content", "application/json", "example"])
                .cloned()
        };
        if let Some(body) = operation.get("requestBody") {
            add_leaves(&format!("{name} body"), example(body).as_ref(), &mut lines);
        }
        for (status, response) in operation
            .get("responses")
            .into_iter()
            .flat_map(Json::entries)
        {
            add_leaves(
                &format!("{name} -> {status}"),
                example(response).as_ref(),
                &mut lines,
            );
        }
    }
    lines.into_iter().map(sanitize::fact).collect()
}

fn add_leaves(subject: &str, value: Option<&Json>, lines: &mut BTreeSet<String>) {
    match value {
        None => {}
        Some(Json::Object(map)) if !map.is_empty() => {
            for (key, value) in map {
                add_leaves(&format!("{subject}.{key}"), Some(value), lines);
            }
        }
        Some(Json::Array(items)) if !items.is_empty() => {
            for (index, value) in items.iter().enumerate() {
                add_leaves(&format!("{subject}[{index}]"), Some(value), lines);
            }
        }
        Some(leaf) => {
            let text = serde_json::to_string(leaf).unwrap_or_default();
            lines.insert(format!("{subject} = {text}"));
        }
    }
}

/// Returns the components that each operation reaches, by `METHOD path`.
pub fn components_by_operation(doc: &Json) -> BTreeMap<String, BTreeSet<String>> {
    operations(doc)
        .map(|(method, path, operation)| {
            let mut found = BTreeSet::new();
            partna_codegen::document::collect_components(doc, operation, &mut found);
            (format!("{method} {path}"), found)
        })
        .collect()
}
