//! The sites of values in a document: every parameter, and every field of a body or of a response.

use openapi_facts::diff::Rule;
use openapi_facts::json::{Json, join};
use openapi_facts::schema::resolve;
use partna_codegen::document::operations;
use partna_codegen::extensions;

use super::VendorMutation;
use crate::edit::Edit;

/// A value in the document.
pub struct Site<'a> {
    pub operation: String,
    /// The place in a report: `body.fromAmount`.
    pub place: String,
    /// JSON pointer to its schema.
    pub pointer: String,
    /// JSON pointer to the holder of its required mark: the parameter, or the object with the field.
    pub holder: String,
    /// Its name in that object; empty if it has no required mark.
    pub name: String,
    pub required: bool,
    pub schema: &'a Json,
    pub side: Side,
    /// The places below it.
    pub nested_places: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Parameter,
    Request,
    Response,
    Error,
}

/// The kind, rule and production impact of a mutation for each side: parameter, request field, response, error. `None` if the
/// side has no such mutation.
pub(super) type KindsBySide = [Option<(&'static str, Rule, &'static str)>; 4];

impl Site<'_> {
    /// Returns a mutation of this site, with the kind, the rule and the production impact of its side.
    pub(super) fn mutation(
        &self,
        kinds: KindsBySide,
        pointer: &str,
        edits: Vec<Edit>,
        places: Vec<String>,
    ) -> Option<VendorMutation> {
        let [parameter, request, response, error] = kinds;
        let (kind, rule, production_impact) = match self.side {
            Side::Parameter => parameter,
            Side::Request => request,
            Side::Response => response,
            Side::Error => error,
        }?;
        Some(VendorMutation {
            kind,
            edits: edits
                .into_iter()
                .map(|edit| (pointer.to_owned(), edit))
                .collect(),
            expected: places.into_iter().map(|place| (rule, place)).collect(),
            production_impact,
            operation: Some(self.operation.clone()),
        })
    }

    pub(super) fn own_place(&self) -> Vec<String> {
        vec![self.place.clone()]
    }

    pub(super) fn schema_type(&self) -> &str {
        self.schema.text("type").unwrap_or("")
    }

    pub(super) fn is_field(&self) -> bool {
        !self.name.is_empty()
    }
}

/// Returns a document with every reference resolved, so that each place can change separately.
pub fn inlined(doc: &Json) -> anyhow::Result<Json> {
    let mut inlined = doc.clone();
    if let Json::Object(map) = &mut inlined {
        if let Some(paths) = map.get_mut("paths") {
            *paths = resolve_references(doc, paths)?;
        }
        if let Some(Json::Object(components)) = map.get_mut("components") {
            components.shift_remove("schemas");
        }
    }
    Ok(inlined)
}

fn resolve_references(doc: &Json, value: &Json) -> anyhow::Result<Json> {
    let value = resolve(doc, value)?;
    if let [only] = value.list("allOf") {
        return resolve_references(doc, only);
    }
    Ok(match value {
        Json::Object(map) => Json::Object(
            map.iter()
                .filter(|(key, _)| !key.starts_with(extensions::PREFIX))
                .map(|(key, value)| Ok((key.clone(), resolve_references(doc, value)?)))
                .collect::<anyhow::Result<_>>()?,
        ),
        Json::Array(items) => Json::Array(
            items
                .iter()
                .map(|item| resolve_references(doc, item))
                .collect::<anyhow::Result<_>>()?,
        ),
        other => other.clone(),
    })
}

/// Returns every site, parameters first.
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
            let context = SiteContext {
                operation: &name,
                side: Side::Parameter,
            };
            let required = parameter.get("required") == Some(&Json::Bool(true));
            let place = format!("{}:{}", text("in"), text("name"));
            let pointer = format!("{holder}/schema");
            let site = context.site(place, pointer, holder, text("name"), required, schema);
            found.push(site);
        }
        let content = "content/application~1json";
        if let Some(schema) = operation.pointer(&format!("/requestBody/{content}/schema")) {
            let context = SiteContext {
                operation: &name,
                side: Side::Request,
            };
            let schema_pointer = format!("{pointer}/requestBody/{content}/schema");
            context.walk("body".to_owned(), schema_pointer, schema, &mut found);
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
                Side::Response
            } else {
                Side::Error
            };
            let context = SiteContext {
                operation: &name,
                side,
            };
            let schema_pointer = format!("{pointer}/responses/{status}/{content}/schema");
            context.walk(format!("-> {status}"), schema_pointer, schema, &mut found);
        }
    }
    found
}

struct SiteContext<'a> {
    operation: &'a str,
    side: Side,
}

impl SiteContext<'_> {
    fn site<'a>(
        &self,
        place: String,
        pointer: String,
        holder: String,
        name: &str,
        required: bool,
        schema: &'a Json,
    ) -> Site<'a> {
        let mut nested_places = Vec::new();
        add_nested_places(&place, schema, &mut nested_places);
        Site {
            operation: self.operation.to_owned(),
            place,
            pointer,
            holder,
            name: name.to_owned(),
            required,
            schema,
            side: self.side,
            nested_places,
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
        self.walk_nested(&place, &pointer, schema, found);
    }

    fn walk_nested<'a>(
        &self,
        place: &str,
        pointer: &str,
        schema: &'a Json,
        found: &mut Vec<Site<'a>>,
    ) {
        for (name, property) in schema.get("properties").into_iter().flat_map(Json::entries) {
            // The tests of openapi-facts cover names that facts quote.
            if !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
                continue;
            }
            let field_pointer = join(&format!("{pointer}/properties"), name);
            let field = format!("{place}.{name}");
            let required = schema.list("required").contains(&name.into());
            let site = self.site(
                field.clone(),
                field_pointer.clone(),
                pointer.to_owned(),
                name,
                required,
                property,
            );
            found.push(site);
            self.walk_nested(&field, &field_pointer, property, found);
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

/// Adds the places below a value.
fn add_nested_places(place: &str, schema: &Json, found: &mut Vec<String>) {
    for (name, property) in schema.get("properties").into_iter().flat_map(Json::entries) {
        let field = format!("{place}.{}", openapi_facts::facts::segment(name));
        found.push(field.clone());
        add_nested_places(&field, property, found);
    }
    for (key, step) in [("items", "[]"), ("additionalProperties", ".*")] {
        match schema.get(key) {
            Some(inner @ Json::Object(_)) => {
                let inside = format!("{place}{step}");
                found.push(inside.clone());
                add_nested_places(&inside, inner, found);
            }
            Some(Json::Bool(true)) => found.push(format!("{place}{step}")),
            _ => {}
        }
    }
}
