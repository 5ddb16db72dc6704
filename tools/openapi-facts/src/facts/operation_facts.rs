//! The facts of one operation.

use std::borrow::Cow;

use indexmap::IndexMap;

use super::schema_position::SchemaPosition;
use super::{Collector, Facts, security, server};
use crate::fact::{Fact, OperationFact, Place, Root, Statement, Step};
use crate::json::{self, Json};
use crate::media_type::{is_json, media_type};
use crate::remainder::{Leaf, WORDS};
use crate::schema;
use crate::schema_node::Part;

/// The keywords of an operation that its facts cover. Other keywords become notes.
const OPERATION_KEYWORDS: [&str; 6] = [
    "deprecated",
    "parameters",
    "requestBody",
    "responses",
    "security",
    "servers",
];

/// The keywords of a parameter that its facts cover. Other keywords become notes.
const PARAMETER_KEYWORDS: [&str; 10] = [
    "allowEmptyValue",
    "allowReserved",
    "content",
    "deprecated",
    "explode",
    "in",
    "name",
    "required",
    "schema",
    "style",
];

/// Collects the facts of one operation.
pub(super) struct OperationCollector<'c, 'a> {
    pub collector: &'c mut Collector<'a>,
    pub name: &'c str,
}

impl<'c, 'a> OperationCollector<'c, 'a> {
    pub fn new(collector: &'c mut Collector<'a>, name: &'c str) -> Self {
        Self { collector, name }
    }

    fn add_fact(&mut self, fact: OperationFact) {
        let operation = self.name.to_owned();
        self.collector.add(Fact::Operation { operation, fact });
    }

    fn add_note(&mut self, (keyword, value): (String, String)) {
        self.add_fact(OperationFact::Note { keyword, value });
    }

    /// Adds notes of a place: one for each value in `object`, except in members that `covered` lists.
    fn add_place_remainder(
        &mut self,
        at: &SchemaPosition,
        object: &'a Json,
        covered: &[&str],
    ) -> anyhow::Result<()> {
        let leaves = self.collector.remainder.members_except(covered, object)?;
        self.add_place_leaves(at, leaves);
        Ok(())
    }

    fn add_notes(&mut self, pointer: &str, leaves: Vec<Leaf>) {
        for leaf in leaves {
            self.add_note(leaf.note(pointer));
        }
    }

    /// Adds notes of the operation: one for each value in `object`, except in members that `covered` lists.
    fn add_remainder(
        &mut self,
        pointer: &str,
        object: &'a Json,
        covered: &[&str],
    ) -> anyhow::Result<()> {
        let leaves = self.collector.remainder.members_except(covered, object)?;
        self.add_notes(pointer, leaves);
        Ok(())
    }

    /// Follows a reference. Members beside the reference are not a part of the target, and become notes.
    fn resolve(&mut self, pointer: &str, value: &'a Json) -> anyhow::Result<&'a Json> {
        if value.get("$ref").is_some() {
            self.add_remainder(pointer, value, &["$ref"])?;
        }
        schema::resolve(self.collector.doc, value)
    }

    /// Adds all facts of an operation. `item` is the path item, with the target of its reference first.
    pub fn add(&mut self, item: &[&'a Json], operation: &'a Json) -> anyhow::Result<()> {
        let containers: Vec<&'a Json> = item.iter().copied().chain([operation]).collect();
        self.add_fact(OperationFact::Exists);
        let requirement = security::requirement(self.collector.doc, operation);
        self.add_fact(OperationFact::Security(requirement));
        if is_true(operation, "deprecated") {
            self.add_note(("deprecated".to_owned(), "true".to_owned()));
        }
        self.add_servers(&containers)?;
        self.add_parameters(&containers)?;
        if let Some(body) = operation.get("requestBody") {
            let body = self.resolve("/requestBody", body)?;
            self.add_remainder("/requestBody", body, &["content", "required"])?;
            if body
                .get("content")
                .is_none_or(|content| content.entries().next().is_none())
            {
                self.add_notes("/requestBody", vec![Leaf::new("/content", "{}", false)]);
            }
            let required = is_true(body, "required");
            for kind in self.add_content(Place::body(), required, body, "/requestBody")? {
                self.add_fact(OperationFact::Content(kind));
            }
        }
        self.add_responses(operation)?;
        self.add_remainder("", operation, &OPERATION_KEYWORDS)
    }

    /// Adds the servers of the operation, or else of its path item, unless they equal the servers of the document.
    fn add_servers(&mut self, containers: &[&'a Json]) -> anyhow::Result<()> {
        let lists = containers
            .iter()
            .rev()
            .map(|container| container.list("servers"));
        let Some(servers) = lists.into_iter().find(|servers| !servers.is_empty()) else {
            return Ok(());
        };
        let own = server::all(&mut self.collector.remainder, servers)?;
        if own == self.collector.servers {
            return Ok(());
        }
        for server in own {
            self.add_notes(&server.pointer(), server.leaves);
            self.add_fact(OperationFact::Server(server.url));
        }
        Ok(())
    }

    /// Adds the parameters. A parameter of an operation overrides the parameter of the path item with the same name and
    /// location.
    fn add_parameters(&mut self, containers: &[&'a Json]) -> anyhow::Result<()> {
        let mut parameters: IndexMap<(&str, String), &Json> = IndexMap::new();
        for container in containers {
            let mut own: IndexMap<(&str, String), &Json> = IndexMap::new();
            for parameter in container.list("parameters") {
                let parameter = self.resolve("/parameters", parameter)?;
                let text = |key| parameter.text(key).unwrap_or("");
                let key = match text("in") {
                    "header" => text("name").to_lowercase(),
                    _ => text("name").to_owned(),
                };
                if let Some(replaced) = own.insert((text("in"), key), parameter) {
                    let pointer = format!("/parameters/{}:{}", text("in"), text("name"));
                    self.add_remainder(&json::join("", &pointer), replaced, &[])?;
                }
            }
            parameters.extend(own);
        }
        for ((location, _), parameter) in parameters {
            let name = parameter.text("name").unwrap_or("");
            self.add_parameter(location, name, parameter)?;
        }
        Ok(())
    }

    fn add_parameter(
        &mut self,
        location: &str,
        name: &str,
        parameter: &'a Json,
    ) -> anyhow::Result<()> {
        let place = Place::from(Root::Parameter {
            location: location.to_owned(),
            name: name.to_owned(),
        });
        let mut at = SchemaPosition::new(place, is_true(parameter, "required"), true);
        for (keyword, value) in encoding_notes(location, parameter)? {
            self.add_place_note(&at, keyword, value);
        }
        self.add_place_remainder(&at, parameter, &PARAMETER_KEYWORDS)?;
        let content = parameter.get("content").into_iter().flat_map(Json::entries);
        let mut schema = parameter.get("schema");
        for (kind, media) in content {
            self.add_place_note(&at, "content", media_type(kind));
            self.add_place_remainder(&at, media, &["schema"])?;
            match (schema, media.get("schema")) {
                (None, found) => schema = found,
                (Some(_), Some(other)) => {
                    let leaves = self.collector.remainder.member("schema", other)?;
                    self.add_place_leaves(&at, leaves);
                }
                (Some(_), None) => {}
            }
        }
        match schema {
            Some(schema) => self.add_schema(&mut at, &[Part::root(schema)]),
            None => {
                self.add_statement(&at, &Statement::parse("any"));
                Ok(())
            }
        }
    }

    fn add_responses(&mut self, operation: &'a Json) -> anyhow::Result<()> {
        let responses = operation
            .get("responses")
            .into_iter()
            .flat_map(Json::entries);
        for (status, response) in responses {
            if status.starts_with("x-") {
                let leaves = self.collector.remainder.member(status, response)?;
                self.add_notes("/responses", leaves);
                continue;
            }
            let status = status_name(status);
            let status = status.as_ref();
            let pointer = json::join("/responses", status);
            let response = self.resolve(&pointer, response)?;
            self.add_fact(OperationFact::Status(status.to_owned()));
            self.add_remainder(&pointer, response, &["content", "headers"])?;
            self.add_headers(status, response, &pointer)?;
            let status = status.to_owned();
            let root = Place::from(Root::Response {
                status: status.clone(),
            });
            for kind in self.add_content(root, false, response, &pointer)? {
                let status = status.clone();
                self.add_fact(OperationFact::ResponseContent { status, kind });
            }
        }
        Ok(())
    }

    /// Adds the headers of a response. Their names are converted to lowercase, because header names are
    /// case-insensitive.
    fn add_headers(
        &mut self,
        status: &str,
        response: &'a Json,
        pointer: &str,
    ) -> anyhow::Result<()> {
        let headers = response.get("headers").into_iter().flat_map(Json::entries);
        for (name, header) in headers {
            let header = self.resolve(&json::join(pointer, "headers"), header)?;
            let name = name.to_lowercase();
            let pointer = json::join(&format!("{pointer}/headers"), &name);
            for (key, value) in header.entries().filter(|(key, _)| *key != "schema") {
                if !is_header_default(key, value) {
                    let leaves = self.collector.remainder.member(key, value)?;
                    self.add_notes(&pointer, leaves);
                }
            }
            let kind = match header.get("schema") {
                Some(schema) => {
                    let node = self.schema_node(&[Part::root(schema)], 0)?;
                    let resolved = only_part(self.collector.doc, schema)?;
                    let pointer = format!("{pointer}/schema");
                    self.add_remainder(&pointer, resolved, &["nullable", "type"])?;
                    node.type_name()
                }
                None => "any".to_owned(),
            };
            let status = status.to_owned();
            self.add_fact(OperationFact::Header { status, name, kind });
        }
        Ok(())
    }

    /// Adds the facts of the schemas of a body, and returns its media types.
    ///
    /// The schema of the first media type describes the body. JSON media types are first. If the schema of another
    /// media type has different facts, it is added as an alternative.
    fn add_content(
        &mut self,
        place: Place,
        required: bool,
        container: &'a Json,
        pointer: &str,
    ) -> anyhow::Result<Vec<String>> {
        let mut media_types: Vec<(String, &'a str, &'a Json)> = container
            .get("content")
            .into_iter()
            .flat_map(Json::entries)
            .map(|(raw, media)| (media_type(raw), raw, media))
            .collect();
        media_types.sort_by(|a, b| {
            let order =
                |(kind, raw, _): &(String, &'a str, _)| (!is_json(kind), kind.clone(), *raw);
            order(a).cmp(&order(b))
        });
        let mut first: Option<Facts> = None;
        for (kind, raw, media) in &media_types {
            let pointer = json::join(&format!("{pointer}/content"), kind);
            self.add_remainder(&pointer, media, &["schema"])?;
            let mut at = SchemaPosition::new(place.clone(), required, place.is_in_body());
            let own = self.facts_of(|facts| facts.add_media_schema(&mut at, media))?;
            match &first {
                None => {
                    self.collector.facts.extend(own.iter().cloned());
                    first = Some(own);
                }
                Some(first) if *first == own => {}
                Some(_) => {
                    let is_repeated = media_types
                        .iter()
                        .filter(|(other, ..)| other == kind)
                        .count()
                        > 1;
                    let key = if is_repeated {
                        (*raw).to_owned()
                    } else {
                        kind.clone()
                    };
                    let mut place = place.clone();
                    place.steps.push(Step::Alternative(key));
                    at = SchemaPosition::new(place, false, at.is_request);
                    self.add_media_schema(&mut at, media)?;
                }
            }
        }
        let mut kinds: Vec<String> = media_types.into_iter().map(|(kind, ..)| kind).collect();
        kinds.dedup();
        Ok(kinds)
    }

    fn add_media_schema(&mut self, at: &mut SchemaPosition, media: &'a Json) -> anyhow::Result<()> {
        match media.get("schema") {
            Some(schema) => self.add_schema(at, &[Part::root(schema)])?,
            // A request body or an alternative without a schema has the type `any`, like a parameter without a schema.
            None if at.is_request || !at.place.steps.is_empty() => {
                self.add_statement(at, &Statement::parse("any"));
            }
            None => {}
        }
        Ok(())
    }
}

fn is_true(object: &Json, key: &str) -> bool {
    object.get(key).and_then(Json::as_bool) == Some(true)
}

/// Returns notes for the encoding of a parameter and its flags. A value that is the default has no note.
fn encoding_notes(location: &str, parameter: &Json) -> anyhow::Result<Vec<(&'static str, String)>> {
    let default_style = match location {
        "query" | "cookie" => "form",
        _ => "simple",
    };
    let style = parameter.text("style").unwrap_or(default_style);
    let mut notes = Vec::new();
    if style != default_style {
        notes.push(("style", style.to_owned()));
    }
    if let Some(explode) = parameter.get("explode")
        && explode.as_bool() != Some(style == "form")
    {
        notes.push(("explode", schema::to_text(explode)));
    }
    for keyword in ["allowEmptyValue", "allowReserved", "deprecated"] {
        if is_true(parameter, keyword) {
            notes.push((keyword, "true".to_owned()));
        }
    }
    Ok(notes)
}

/// Returns a status as facts state it: `200`, `2XX`, `default`.
fn status_name(status: &str) -> Cow<'_, str> {
    match status.as_bytes() {
        [b'1'..=b'5', b'x' | b'X', b'x' | b'X'] => status.to_uppercase().into(),
        _ => status.into(),
    }
}

/// Whether a member of a response header states the default.
fn is_header_default(key: &str, value: &Json) -> bool {
    match key {
        "style" => value.as_str() == Some("simple"),
        "explode" => *value == Json::Bool(false),
        _ => false,
    }
}

/// Follows references, and each `allOf` with one part if no other keyword of the schema has an effect.
fn only_part<'a>(doc: &'a Json, schema: &'a Json) -> anyhow::Result<&'a Json> {
    let mut resolved = schema::resolve(doc, schema)?;
    // The number of steps is limited, because references may be circular.
    for _ in 0..32 {
        match resolved.list("allOf") {
            [only]
                if resolved
                    .entries()
                    .all(|(key, _)| key == "allOf" || WORDS.contains(&key)) =>
            {
                resolved = schema::resolve(doc, only)?;
            }
            _ => break,
        }
    }
    Ok(resolved)
}
