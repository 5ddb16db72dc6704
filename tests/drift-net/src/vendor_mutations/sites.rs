//! Where values stand in a document: every parameter, every field of a body and every field of an answer.

use openapi_facts::json::{Json, join};
use openapi_facts::schema::resolve;
use partna_codegen::document::operations;
use partna_codegen::extensions;

use super::Drift;
use crate::edit::Edit;

/// A value in the document.
pub struct Site<'a> {
    pub operation: String,
    /// As a report names it: `body.fromAmount`.
    pub place: String,
    /// JSON pointer to its schema.
    pub pointer: String,
    /// JSON pointer to what says whether it is required: the parameter, or the object that holds it.
    pub holder: String,
    /// Its name in that object; empty for what has no required mark.
    pub name: String,
    pub required: bool,
    pub schema: &'a Json,
    pub side: Side,
    /// The places below it.
    pub below: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Parameter,
    Request,
    Answer,
    Error,
}

/// A kind for each side that has a word of its own: parameter, request field, answer, error.
pub(super) type Kinds = [Option<(&'static str, &'static str, &'static str)>; 4];

impl Site<'_> {
    /// A change here, by the kind, the rule and the verdict of its side.
    pub(super) fn drift(
        &self,
        kinds: Kinds,
        pointer: &str,
        edits: Vec<Edit>,
        places: Vec<String>,
    ) -> Option<Drift> {
        let [parameter, request, answer, error] = kinds;
        let (kind, rule, deployed) = match self.side {
            Side::Parameter => parameter,
            Side::Request => request,
            Side::Answer => answer,
            Side::Error => error,
        }?;
        Some(Drift {
            kind,
            edits: edits
                .into_iter()
                .map(|edit| (pointer.to_owned(), edit))
                .collect(),
            expected: places.into_iter().map(|place| (rule, place)).collect(),
            deployed,
            operation: Some(self.operation.clone()),
        })
    }

    pub(super) fn here(&self) -> Vec<String> {
        vec![self.place.clone()]
    }

    pub(super) fn kind(&self) -> &str {
        self.schema.text("type").unwrap_or("")
    }

    pub(super) fn is_field(&self) -> bool {
        !self.name.is_empty()
    }
}

/// A document with every reference written out, so that each place can change alone.
pub fn inlined(doc: &Json) -> anyhow::Result<Json> {
    let mut whole = doc.clone();
    if let Json::Object(map) = &mut whole {
        if let Some(paths) = map.get_mut("paths") {
            *paths = written_out(doc, paths)?;
        }
        if let Some(Json::Object(components)) = map.get_mut("components") {
            components.shift_remove("schemas");
        }
    }
    Ok(whole)
}

fn written_out(doc: &Json, value: &Json) -> anyhow::Result<Json> {
    let value = resolve(doc, value)?;
    if let [only] = value.list("allOf") {
        return written_out(doc, only);
    }
    Ok(match value {
        Json::Object(map) => Json::Object(
            map.iter()
                .filter(|(key, _)| !key.starts_with(extensions::PREFIX))
                .map(|(key, value)| Ok((key.clone(), written_out(doc, value)?)))
                .collect::<anyhow::Result<_>>()?,
        ),
        Json::Array(items) => Json::Array(
            items
                .iter()
                .map(|item| written_out(doc, item))
                .collect::<anyhow::Result<_>>()?,
        ),
        other => other.clone(),
    })
}

/// Every site, parameters first.
pub fn sites(doc: &Json) -> Vec<Site<'_>> {
    let mut found = Vec::new();
    for (method, path, operation) in operations(doc) {
        let name = format!("{method} {path}");
        let pointer = join(&join("/paths", path), &method.to_lowercase());
        for (index, parameter) in operation.list("parameters").iter().enumerate() {
            let text = |key| parameter.text(key).unwrap_or("");
            let holder = format!("{pointer}/parameters/{index}");
            let Some(schema) = parameter.get("schema") else {
                continue;
            };
            let at = At {
                operation: &name,
                side: Side::Parameter,
            };
            let required = parameter.get("required") == Some(&Json::Bool(true));
            let place = format!("{}:{}", text("in"), text("name"));
            let pointer = format!("{holder}/schema");
            let site = at.site(place, pointer, holder, text("name"), required, schema);
            found.push(site);
        }
        let content = "content/application~1json";
        if let Some(schema) = operation.pointer(&format!("/requestBody/{content}/schema")) {
            let at = At {
                operation: &name,
                side: Side::Request,
            };
            let place = format!("{pointer}/requestBody/{content}/schema");
            at.walk("body".to_owned(), place, schema, &mut found);
        }
        for (status, response) in operation
            .get("responses")
            .into_iter()
            .flat_map(Json::entries)
        {
            let Some(schema) = response.pointer(&format!("/{content}/schema")) else {
                continue;
            };
            let side = if status.starts_with('2') {
                Side::Answer
            } else {
                Side::Error
            };
            let at = At {
                operation: &name,
                side,
            };
            let place = format!("{pointer}/responses/{status}/{content}/schema");
            at.walk(format!("-> {status}"), place, schema, &mut found);
        }
    }
    found
}

struct At<'a> {
    operation: &'a str,
    side: Side,
}

impl At<'_> {
    fn site<'a>(
        &self,
        place: String,
        pointer: String,
        holder: String,
        name: &str,
        required: bool,
        schema: &'a Json,
    ) -> Site<'a> {
        let mut below = Vec::new();
        places(&place, schema, &mut below);
        Site {
            operation: self.operation.to_owned(),
            place,
            pointer,
            holder,
            name: name.to_owned(),
            required,
            schema,
            side: self.side,
            below,
        }
    }

    fn walk<'a>(
        &self,
        place: String,
        pointer: String,
        schema: &'a Json,
        found: &mut Vec<Site<'a>>,
    ) {
        found.push(self.site(
            place.clone(),
            pointer.clone(),
            String::new(),
            "",
            false,
            schema,
        ));
        self.inner(&place, &pointer, schema, found);
    }

    fn inner<'a>(&self, place: &str, pointer: &str, schema: &'a Json, found: &mut Vec<Site<'a>>) {
        for (name, property) in schema.get("properties").into_iter().flat_map(Json::entries) {
            // Quoted names are for the tests of facts.
            if !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
                continue;
            }
            let at = join(&format!("{pointer}/properties"), name);
            let field = format!("{place}.{name}");
            let required = schema.list("required").contains(&name.into());
            let site = self.site(
                field.clone(),
                at.clone(),
                pointer.to_owned(),
                name,
                required,
                property,
            );
            found.push(site);
            self.inner(&field, &at, property, found);
        }
        for (key, step) in [("items", "[]"), ("additionalProperties", ".*")] {
            if let Some(inner @ Json::Object(_)) = schema.get(key) {
                self.walk(
                    format!("{place}{step}"),
                    format!("{pointer}/{key}"),
                    inner,
                    found,
                );
            }
        }
    }
}

/// The places below a value.
fn places(place: &str, schema: &Json, found: &mut Vec<String>) {
    for (name, property) in schema.get("properties").into_iter().flat_map(Json::entries) {
        let field = format!("{place}.{}", openapi_facts::facts::segment(name));
        found.push(field.clone());
        places(&field, property, found);
    }
    for (key, step) in [("items", "[]"), ("additionalProperties", ".*")] {
        match schema.get(key) {
            Some(inner @ Json::Object(_)) => {
                let inside = format!("{place}{step}");
                found.push(inside.clone());
                places(&inside, inner, found);
            }
            Some(Json::Bool(true)) => found.push(format!("{place}{step}")),
            _ => {}
        }
    }
}
