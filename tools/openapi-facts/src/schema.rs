//! Resolves the references of schemas and merges their `allOf`, `oneOf` and `anyOf` parts.

use std::collections::BTreeSet;

use anyhow::{Context, bail};
use indexmap::IndexMap;

use crate::json::Json;

/// Follows the `$ref` of a value, if there is one. A reference to another document is an error.
pub fn resolve<'a>(doc: &'a Json, value: &'a Json) -> anyhow::Result<&'a Json> {
    let mut value = value;
    for _ in 0..32 {
        match value.text("$ref") {
            None => return Ok(value),
            Some(reference) => value = target(doc, reference)?,
        }
    }
    bail!("more than 32 references in a chain; shorten the chain")
}

/// Follows the reference of a schema, directly or through an `allOf` with one part. Returns the schema itself if the
/// reference has no target.
pub fn follow<'a>(doc: &'a Json, schema: &'a Json) -> &'a Json {
    let described = match schema.list("allOf") {
        [only] => only,
        _ => schema,
    };
    resolve(doc, described).unwrap_or(described)
}

pub(crate) fn target<'a>(doc: &'a Json, reference: &str) -> anyhow::Result<&'a Json> {
    if !reference.starts_with('#') {
        bail!("`{reference}` is outside the document; copy its target into the document");
    }
    doc.reference(reference)
        .with_context(|| format!("`{reference}` has no target; add it or correct the reference"))
}

/// Converts a value to text: a string unchanged, and any other value as JSON.
pub fn to_text(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        other => crate::data_text::data_text(other),
    }
}

/// A schema with references resolved and the parts of `allOf`, `oneOf` and `anyOf` merged.
#[derive(Default)]
pub struct View<'a> {
    types: BTreeSet<String>,
    nullable: bool,
    /// The values of an enum, as text.
    pub values: BTreeSet<String>,
    pub properties: IndexMap<&'a str, &'a Json>,
    pub required: BTreeSet<&'a str>,
    pub items: Vec<&'a Json>,
    pub additional: Option<&'a Json>,
    /// The notes of the value: keyword and text.
    pub notes: BTreeSet<(&'static str, String)>,
}

/// Keywords that become notes.
pub(crate) const NOTE_KEYWORDS: [&str; 18] = [
    "default",
    "deprecated",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "pattern",
    "readOnly",
    "uniqueItems",
    "writeOnly",
];

impl<'a> View<'a> {
    /// Resolves a schema. Appends the followed references to `followed`. Returns `None` for a cycle: a reference that is
    /// already in `followed`.
    pub fn of(
        doc: &'a Json,
        schema: &'a Json,
        followed: &mut Vec<&'a str>,
    ) -> anyhow::Result<Option<Self>> {
        let mut view = View::default();
        Ok(view.merge(doc, schema, followed)?.then_some(view))
    }

    fn merge(
        &mut self,
        doc: &'a Json,
        schema: &'a Json,
        followed: &mut Vec<&'a str>,
    ) -> anyhow::Result<bool> {
        if let Some(reference) = schema.text("$ref") {
            if followed.contains(&reference) {
                return Ok(false);
            }
            followed.push(reference);
            return self.merge(doc, target(doc, reference)?, followed);
        }
        let depth = followed.len();
        let mut references = Vec::new();
        for part in schema.list("allOf") {
            // Two parts may refer to the same base, which is not a cycle. Each part therefore starts with the
            // references of its ancestors only.
            followed.truncate(depth);
            if !self.merge(doc, part, followed)? {
                return Ok(false);
            }
            references.extend(followed.drain(depth..));
        }
        let mut required_by_all: Option<BTreeSet<&str>> = None;
        for alternative in ["oneOf", "anyOf"]
            .iter()
            .filter_map(|key| schema.get(key))
            .flat_map(Json::items)
        {
            followed.truncate(depth);
            let mut view = View::default();
            if !view.merge(doc, alternative, followed)? {
                return Ok(false);
            }
            references.extend(followed.drain(depth..));
            // A field is required if every alternative requires it.
            let required = std::mem::take(&mut view.required);
            required_by_all = Some(match required_by_all {
                None => required,
                Some(required_by_all) => required_by_all.intersection(&required).copied().collect(),
            });
            self.overlay(view);
        }
        self.required.extend(required_by_all.unwrap_or_default());
        followed.extend(references);
        self.add_own_keywords(schema)?;
        Ok(true)
    }

    /// Merges an alternative into this view, except its list of required fields.
    fn overlay(&mut self, other: View<'a>) {
        self.types.extend(other.types);
        self.nullable |= other.nullable;
        self.values.extend(other.values);
        self.properties.extend(other.properties);
        self.items.extend(other.items);
        self.additional = self.additional.or(other.additional);
        self.notes.extend(other.notes);
    }

    /// Adds the keywords of the schema, except `$ref`, `allOf`, `oneOf` and `anyOf`.
    fn add_own_keywords(&mut self, schema: &'a Json) -> anyhow::Result<()> {
        self.add_type(schema);
        self.nullable |= schema.get("nullable").and_then(Json::as_bool) == Some(true);
        for value in schema.list("enum") {
            match value {
                Json::Null => self.nullable = true,
                value => drop(self.values.insert(to_text(value))),
            }
        }
        self.properties
            .extend(schema.get("properties").into_iter().flat_map(Json::entries));
        let required = schema.list("required");
        self.required
            .extend(required.iter().filter_map(Json::as_str));
        self.items.extend(schema.get("items"));
        self.additional = schema.get("additionalProperties").or(self.additional);
        for keyword in NOTE_KEYWORDS {
            if let Some(value) = schema.get(keyword) {
                let text = match keyword {
                    // A default is written as JSON, because `1` and `"1"` are different defaults.
                    "default" => crate::data_text::data_text(value),
                    _ => to_text(value),
                };
                self.notes.insert((keyword, text));
            }
        }
        if schema.get("additionalProperties") == Some(&Json::Bool(false)) {
            self.notes.insert(("closed", "true".to_owned()));
        }
        Ok(())
    }

    fn add_type(&mut self, schema: &Json) {
        let type_names = match schema.get("type") {
            Some(Json::Array(types)) => types.iter().filter_map(Json::as_str).collect(),
            Some(Json::String(name)) => vec![name.as_str()],
            _ if schema.get("properties").is_some() => vec!["object"],
            _ if schema.get("additionalProperties").is_some() => vec!["object"],
            _ if schema.get("items").is_some() => vec!["array"],
            _ => vec![],
        };
        for name in type_names {
            if name == "null" {
                self.nullable = true;
            } else {
                self.types.insert(name.to_owned());
            }
        }
    }

    /// Returns the type as written in facts: `string`, `number|string`, `object?`, or `any`.
    pub fn type_name(&self) -> String {
        let name = if self.types.is_empty() {
            "any".to_owned()
        } else {
            self.types.iter().cloned().collect::<Vec<_>>().join("|")
        };
        if self.nullable { name + "?" } else { name }
    }
}
