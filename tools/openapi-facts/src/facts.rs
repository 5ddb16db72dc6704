//! The wire facts of an OpenAPI document.
//!
//! A fact is one statement about the wire format, written on one line. Prose, component names and examples are not facts,
//! so two documents that describe the same API have the same facts.
//!
//! ```text
//! server https://api.example.com/v4
//! scheme x-api-key apiKey in header x-api-key
//! GET /phone
//! GET /phone security authorization|x-api-key+x-api-user
//! GET /phone query:country! string
//! GET /phone query:country =KE
//! POST /ramp content application/json
//! POST /ramp body! object
//! POST /ramp body.fromAmount number
//! GET /rate -> 200
//! GET /rate -> 200 content application/json
//! GET /rate -> 200.data.rate.*.key string
//! ```
//!
//! `!` means required, `[]` the items of an array, `.*` the values of a map, `?` after a type nullable, `any` no type.
//!
//! Notes are lines of the same form for statements of a vendor that our document does not contain: bounds, formats,
//! defaults, deprecation, response headers. They are not verified; a diff of two documents reports them.
//!
//! ```text
//! GET /phone ~deprecated true
//! POST /ramp body.rampReference ~maxLength 32
//! GET /phone -> 200 ~header x-request-id string
//! ```

use std::collections::BTreeSet;

use anyhow::{Context, bail};
use indexmap::IndexMap;

use crate::fact::{About, Fact, Place, Root, Statement, Step, place_line};
use crate::json::Json;
use crate::sanitize;
use crate::schema::{self, View};

pub use crate::fact::{METHODS, is_note, operation, segment, split};

/// A sorted set of facts.
pub type Facts = BTreeSet<String>;

/// Returns the facts of a document.
pub fn of(doc: &Json) -> anyhow::Result<Facts> {
    collect(doc, false)
}

/// Returns the facts and the notes of a document.
pub fn with_notes(doc: &Json) -> anyhow::Result<Facts> {
    collect(doc, true)
}

fn collect(doc: &Json, with_notes: bool) -> anyhow::Result<Facts> {
    let version = doc.text("openapi").unwrap_or("");
    if !version.starts_with("3.") {
        bail!(
            "the document: the key `openapi` is missing or is not 3.x; use an OpenAPI 3 document"
        );
    }
    let mut collector = Collector {
        doc,
        with_notes,
        facts: Facts::new(),
    };
    for server in doc.list("servers") {
        if let Some(url) = server.text("url") {
            collector.add(Fact::Server(url.to_owned()));
        }
    }
    collector.add_schemes();
    let paths = doc
        .get("paths")
        .and_then(Json::as_object)
        .context("the document: `paths` is missing; add it")?;
    for (path, item) in paths.iter().filter(|(path, _)| !path.starts_with("x-")) {
        let item = schema::resolve(doc, item)?;
        for method in METHODS {
            if let Some(operation) = item.get(method) {
                let name = format!("{} {}", method.to_uppercase(), sanitize::fact_path(path));
                collector
                    .add_operation(&name, item, operation)
                    .with_context(|| name.clone())?;
            }
        }
    }
    Ok(collector.facts)
}

struct Collector<'a> {
    doc: &'a Json,
    /// Whether to collect notes too.
    with_notes: bool,
    facts: Facts,
}

impl<'a> Collector<'a> {
    fn add(&mut self, fact: Fact) {
        self.facts.insert(fact.line());
    }

    fn add_about(&mut self, operation: &str, about: About) {
        let operation = operation.to_owned();
        self.add(Fact::Operation { operation, about });
    }

    fn add_schemes(&mut self) {
        let doc = self.doc;
        let schemes = doc.at(&["components", "securitySchemes"]);
        for (name, scheme) in schemes.into_iter().flat_map(Json::entries) {
            let text = |key| scheme.text(key).unwrap_or("");
            let definition = match text("type") {
                "apiKey" => format!("apiKey in {} {}", text("in"), text("name")),
                "http" => format!("http {}", text("scheme")),
                other => other.to_owned(),
            };
            let name = name.to_owned();
            self.add(Fact::Scheme { name, definition });
        }
    }

    fn add_operation(
        &mut self,
        name: &str,
        item: &'a Json,
        operation: &'a Json,
    ) -> anyhow::Result<()> {
        self.add_about(name, About::Exists);
        self.add_about(name, About::Security(security(self.doc, operation)));
        if self.with_notes && operation.get("deprecated").and_then(Json::as_bool) == Some(true) {
            let (keyword, value) = ("deprecated".to_owned(), "true".to_owned());
            self.add_about(name, About::Note { keyword, value });
        }
        for server in [item, operation]
            .iter()
            .filter_map(|container| container.get("servers"))
            .flat_map(Json::items)
        {
            let url = server.text("url").unwrap_or("");
            self.add_about(name, About::Server(url.to_owned()));
        }
        // A parameter of an operation overrides that of its path.
        let mut parameters: IndexMap<(&str, &str), &Json> = IndexMap::new();
        for list in [item.get("parameters"), operation.get("parameters")] {
            for parameter in list.map_or(&[][..], Json::items) {
                let parameter = schema::resolve(self.doc, parameter)?;
                let text = |key| parameter.text(key).unwrap_or("");
                parameters.insert((text("in"), text("name")), parameter);
            }
        }
        for ((location, parameter_name), parameter) in parameters {
            self.add_parameter(name, location, parameter_name, parameter)?;
        }
        if let Some(body) = operation.get("requestBody") {
            let body = schema::resolve(self.doc, body)?;
            let required = body.get("required").and_then(Json::as_bool) == Some(true);
            let kinds = self.add_content(name, Place::from(Root::Body), required, body)?;
            for kind in kinds {
                self.add_about(name, About::Content(kind));
            }
        }
        for (status, response) in operation
            .get("responses")
            .into_iter()
            .flat_map(Json::entries)
            .filter(|(status, _)| !status.starts_with("x-"))
        {
            let response = schema::resolve(self.doc, response)?;
            self.add_about(name, About::Status(status.to_owned()));
            if self.with_notes {
                self.add_headers(name, status, response)?;
            }
            let status = status.to_owned();
            let root = Place::from(Root::Response {
                status: status.clone(),
            });
            let kinds = self.add_content(name, root, false, response)?;
            for kind in kinds {
                let status = status.clone();
                self.add_about(name, About::ResponseContent { status, kind });
            }
        }
        Ok(())
    }

    fn add_parameter(
        &mut self,
        operation: &str,
        location: &str,
        name: &str,
        parameter: &'a Json,
    ) -> anyhow::Result<()> {
        let required = parameter.get("required").and_then(Json::as_bool) == Some(true);
        let mut at = SchemaPosition {
            operation,
            place: Place::from(Root::Parameter {
                location: location.to_owned(),
                name: name.to_owned(),
            }),
            required,
        };
        for keyword in ["style", "explode", "allowEmptyValue", "deprecated"] {
            if let Some(value) = parameter.get(keyword) {
                self.add_note(&at, keyword, &schema::to_text(value)?);
            }
        }
        match parameter.get("schema") {
            Some(schema) => self.add_schema(&mut at, schema, &mut Vec::new()),
            None => {
                self.add_statement(&at, &Statement::parse("any"));
                Ok(())
            }
        }
    }

    /// Adds the headers of a response, in lowercase because header names are case-insensitive.
    fn add_headers(
        &mut self,
        operation: &str,
        status: &str,
        response: &'a Json,
    ) -> anyhow::Result<()> {
        let doc = self.doc;
        for (name, header) in response.get("headers").into_iter().flat_map(Json::entries) {
            let header = schema::resolve(doc, header)?;
            let view = match header.get("schema") {
                Some(schema) => View::of(doc, schema, &mut Vec::new())?,
                None => Some(View::default()),
            };
            let kind = view.map_or_else(|| "recursive".to_owned(), |view| view.type_name());
            let (status, name) = (status.to_owned(), name.to_lowercase());
            self.add_about(operation, About::Header { status, name, kind });
        }
        Ok(())
    }

    /// Adds the facts of the schemas of a body, and returns its content types.
    fn add_content(
        &mut self,
        operation: &str,
        place: Place,
        required: bool,
        container: &'a Json,
    ) -> anyhow::Result<Vec<String>> {
        let (mut kinds, mut schemas) = (Vec::new(), 0);
        let mut at = SchemaPosition {
            operation,
            place,
            required,
        };
        for (kind, media) in container.get("content").into_iter().flat_map(Json::entries) {
            kinds.push(kind.to_owned());
            if let Some(schema) = media.get("schema") {
                schemas += 1;
                self.add_schema(&mut at, schema, &mut Vec::new())?;
            }
        }
        // A body without a schema has the type `any`, as a parameter has.
        if !kinds.is_empty() && schemas == 0 && at.place.is_in_body() {
            self.add_statement(&at, &Statement::parse("any"));
        }
        Ok(kinds)
    }

    fn add_statement(&mut self, at: &SchemaPosition<'_>, statement: &Statement) {
        let line = place_line(at.operation, &at.place, at.required, statement);
        self.facts.insert(line);
    }

    fn add_note(&mut self, at: &SchemaPosition<'_>, keyword: &str, value: &str) {
        if self.with_notes {
            let (keyword, value) = (keyword.to_owned(), value.to_owned());
            self.add_statement(at, &Statement::Note { keyword, value });
        }
    }

    /// Adds the facts of a schema at a place. `followed` contains the references being followed, to end cycles.
    fn add_schema(
        &mut self,
        at: &mut SchemaPosition<'_>,
        schema: &'a Json,
        followed: &mut Vec<&'a str>,
    ) -> anyhow::Result<()> {
        let depth = followed.len();
        let Some(view) = View::of(self.doc, schema, followed)? else {
            self.add_statement(at, &Statement::parse("recursive"));
            followed.truncate(depth);
            return Ok(());
        };
        self.add_statement(at, &Statement::parse(&view.type_name()));
        for value in &view.values {
            self.add_statement(at, &Statement::Value(value.clone()));
        }
        for (keyword, value) in &view.notes {
            self.add_note(at, keyword, value);
        }
        for (field, property) in &view.properties {
            let required = view.required.contains(field);
            let step = Step::Field((*field).to_owned());
            at.below(step, required, |at| self.add_schema(at, property, followed))?;
        }
        for items in &view.items {
            at.below(Step::Items, false, |at| {
                self.add_schema(at, items, followed)
            })?;
        }
        match view.additional {
            Some(Json::Bool(true)) => at.below(Step::Values, false, |at| {
                self.add_statement(at, &Statement::parse("any"));
            }),
            Some(values @ Json::Object(_)) => {
                at.below(Step::Values, false, |at| {
                    self.add_schema(at, values, followed)
                })?;
            }
            _ => {}
        }
        followed.truncate(depth);
        Ok(())
    }
}

/// The position of a schema.
struct SchemaPosition<'a> {
    operation: &'a str,
    place: Place,
    required: bool,
}

impl SchemaPosition<'_> {
    /// Calls `visit` at a place one step below.
    fn below<T>(&mut self, step: Step, required: bool, visit: impl FnOnce(&mut Self) -> T) -> T {
        let outer_required = std::mem::replace(&mut self.required, required);
        self.place.steps.push(step);
        let result = visit(self);
        self.place.steps.pop();
        self.required = outer_required;
        result
    }
}

/// Returns the security of an operation as `a+b|c`: sorted alternatives, each with its schemes joined by `+`.
pub fn security(doc: &Json, operation: &Json) -> String {
    let alternatives = operation.get("security").or_else(|| doc.get("security"));
    let mut alternatives: Vec<String> = alternatives
        .map_or(&[][..], Json::items)
        .iter()
        .map(|alternative| {
            let mut schemes: Vec<&str> = alternative.entries().map(|(name, _)| name).collect();
            schemes.sort_unstable();
            schemes.join("+")
        })
        .collect();
    alternatives.sort_unstable();
    match alternatives.join("|") {
        none if none.is_empty() => "none".to_owned(),
        some => some,
    }
}

#[cfg(test)]
mod tests;
