//! Builds schemas of our document from facts.
//!
//! The vendor's document leaves some questions open. For these, the safest default is used: every number is an exact
//! amount, a field with the name of a secret is a secret, and a value without a single type stays JSON. Each default is
//! recorded as a question for a person.

use std::collections::{BTreeMap, HashSet};

use indexmap::IndexSet;
use openapi_facts::api_model::Node;
use openapi_facts::fact::{Place, Root, Step};
use openapi_facts::json::{Json, Map};
use openapi_facts::sanitize;

use super::components::{NAMED, is_named};
use super::omitted::Omitted;
use super::{object, texts};
use crate::extensions;
use crate::extensions::UNTYPED;
use crate::names::field;

/// Fields with these suffixes are treated as secrets by default.
const SECRETS: [&str; 7] = ["otp", "bvn", "secret", "apikey", "password", "token", "pin"];

/// The part of a request or response that contains a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Request,
    Response,
    Parameter,
}

/// The place of a value in an operation.
#[derive(Clone, Debug)]
pub struct Position<'a> {
    pub operation: &'a str,
    pub at: Place,
    /// Whether the value is in a parameter that is JSON text.
    is_json: bool,
}

impl<'a> Position<'a> {
    pub fn new(operation: &'a str, root: Root) -> Self {
        let at = Place::from(root);
        Self {
            operation,
            at,
            is_json: false,
        }
    }

    /// Sets whether the place is in a parameter that is JSON text. Values in such a parameter are treated like values
    /// in a body.
    pub fn as_json(self, is_json: bool) -> Self {
        Self { is_json, ..self }
    }

    pub fn direction(&self) -> Direction {
        match self.at.root {
            Root::Body => Direction::Request,
            Root::Parameter { .. } if self.is_json => Direction::Request,
            Root::Parameter { .. } => Direction::Parameter,
            Root::Response { .. } => Direction::Response,
        }
    }

    pub fn property(&self, name: &str) -> Self {
        self.below(Step::Field(name.to_owned()))
    }

    pub fn below(&self, step: Step) -> Self {
        Self {
            operation: self.operation,
            at: self.at.below(step),
            is_json: self.is_json,
        }
    }

    /// Returns the last name in the place.
    fn name(&self) -> String {
        let name = self.at.name().map(str::to_owned);
        name.unwrap_or_else(|| self.at.outermost().to_string())
    }

    /// Returns the place as sanitized text for prose.
    fn display_name(&self) -> String {
        sanitize::name(&self.at.to_string())
    }
}

/// Builds schemas, and records a question for each default that it uses.
#[derive(Default)]
pub struct SchemaBuilder {
    /// The open questions, by operation.
    pub questions: BTreeMap<String, IndexSet<String>>,
    /// The omitted operations and parts of operations.
    pub omitted: Vec<Omitted>,
    /// The first required field of a request without a unique Rust name. [`Self::check_named`] reads and resets it.
    unnamed: Option<String>,
}

/// The error for an operation that is omitted, because a required part cannot be sent. The reason is in
/// [`SchemaBuilder::omitted`].
#[derive(Debug)]
pub struct OperationOmitted;

impl SchemaBuilder {
    /// Records a question, if it is not recorded already. The first word of the question is its kind. The kind
    /// determines whether the question blocks code generation.
    pub fn record_question(&mut self, operation: &str, question: String) {
        let questions = self.questions.entry(operation.to_owned()).or_default();
        questions.insert(question);
    }

    /// Omits the operation if a required field in a request has no unique Rust name. Only fields that were built since
    /// the last call are checked.
    pub fn check_named(&mut self, operation: &str) -> Result<(), OperationOmitted> {
        match self.unnamed.take() {
            Some(field) => {
                let reason = format!("requires {field}, which has no unique Rust name");
                Err(self.omit_operation(operation, &reason))
            }
            None => Ok(()),
        }
    }

    /// Adds an operation to the list of omitted operations, and removes its questions.
    pub fn omit_operation(&mut self, operation: &str, reason: &str) -> OperationOmitted {
        self.questions.remove(operation);
        self.omitted.push(Omitted::new(operation, None, reason));
        OperationOmitted
    }

    /// Adds a parameter or the body to the list of omitted parts, and records a question.
    pub fn omit_part(&mut self, operation: &str, part: &str, reason: &str) {
        let kind = if part == "body" { "body" } else { "parameter" };
        let name = sanitize::name(part);
        self.record_question(
            operation,
            format!("{kind}: {name} {reason}, and is omitted"),
        );
        self.omitted
            .push(Omitted::new(operation, Some(part), reason));
    }

    /// Returns the schema of a value.
    pub fn value(&mut self, node: &Node, place: &Position<'_>) -> Json {
        match (node.kind.as_str(), place.direction()) {
            ("string", _) => self.string(node, place),
            ("integer", _) => object([("type", "integer".into())]),
            ("number", Direction::Parameter) => {
                self.money(place);
                object([("type", "string".into()), ("format", "decimal".into())])
            }
            ("number", _) => {
                self.money(place);
                object([("type", "number".into()), ("format", "decimal".into())])
            }
            ("boolean", _) => object([("type", "boolean".into())]),
            (kind, Direction::Parameter) if !["array", "object"].contains(&kind) => {
                let at = place.display_name();
                let kind = sanitize::name(kind);
                let question =
                    format!("type: {at} is {kind} and is sent as text: what is its format?");
                self.record_question(place.operation, question);
                object([("type", "string".into())])
            }
            ("array", direction) => {
                let items = match &node.items {
                    Some(items) => self.inner(items, &place.below(Step::Items)),
                    None if direction == Direction::Parameter => {
                        object([("type", "string".into())])
                    }
                    None => self.untyped(place),
                };
                object([("type", "array".into()), ("items", items)])
            }
            ("object", _) => self.object(node, place),
            _ => self.untyped(place),
        }
    }

    fn money(&mut self, place: &Position<'_>) {
        let at = place.display_name();
        let question = format!(
            "money: {at} is a number and is treated as an amount: is it an amount, a count or a time?"
        );
        self.record_question(place.operation, question);
    }

    fn untyped(&mut self, place: &Position<'_>) -> Json {
        let at = place.display_name();
        let question = format!("type: {at} has no single type and stays JSON: what is it?");
        self.record_question(place.operation, question);
        object([(UNTYPED, Json::Bool(true))])
    }

    fn string(&mut self, node: &Node, place: &Position<'_>) -> Json {
        // An empty text has no variant. The open enum accepts it as an unknown value.
        let values = node.values.iter().map(String::as_str);
        let values: Vec<&str> = values.filter(|value| !value.is_empty()).collect();
        if !values.is_empty() {
            let key = match place.direction() {
                Direction::Response => extensions::VALUES,
                _ => "enum",
            };
            return named(
                object([
                    ("type", "string".into()),
                    (key, texts(values)),
                    (extensions::RUST, "".into()),
                ]),
                place,
            );
        }
        let name = field(&place.name());
        if SECRETS.iter().any(|secret| name.ends_with(secret)) {
            let at = place.display_name();
            self.record_question(
                place.operation,
                format!("secret: {at} is treated as a secret: is it one?"),
            );
            return object([("type", "string".into()), ("format", "password".into())]);
        }
        object([("type", "string".into())])
    }

    fn object(&mut self, node: &Node, place: &Position<'_>) -> Json {
        if node.properties.is_empty() {
            let values = match &node.map {
                Some(values) if values.kind != "any" => {
                    self.inner(values, &place.below(Step::Values))
                }
                _ => Json::Bool(true),
            };
            return object([("type", "object".into()), ("additionalProperties", values)]);
        }
        let (mut properties, mut required, mut open) = (Map::new(), Vec::new(), node.map.is_some());
        let mut taken = HashSet::from(["extra".to_owned()]);
        for (name, property) in &node.properties {
            let rust = field(name);
            if rust.is_empty() || taken.contains(&rust) {
                // The Rust name is empty, or conflicts with another field. A response keeps the field among its unknown
                // fields.
                open |= place.direction() == Direction::Response;
                let at = place.property(name).display_name();
                self.record_question(
                    place.operation,
                    format!("name: {at} has no unique Rust name and is omitted"),
                );
                if place.direction() != Direction::Response {
                    let part = place.property(name).at.to_string();
                    let reason = "has no unique Rust name";
                    self.omitted
                        .push(Omitted::new(place.operation, Some(&part), reason));
                    if property.required {
                        self.unnamed.get_or_insert(at);
                    }
                }
                continue;
            }
            taken.insert(rust);
            if property.required && place.direction() != Direction::Response {
                required.push(name.as_str());
            }
            let property = self.property(name, property, place);
            properties.insert(name.clone(), property);
        }
        let mut schema = Map::new();
        schema.insert("type".into(), "object".into());
        if !required.is_empty() {
            schema.insert("required".into(), texts(required));
        }
        schema.insert("properties".into(), Json::Object(properties));
        if open {
            schema.insert("additionalProperties".into(), Json::Bool(true));
        }
        named(Json::Object(schema), place)
    }

    /// Returns the schema of the elements of a collection. In a response, a collection inside a collection becomes a
    /// named component, because only the types of named components read null as empty.
    pub fn inner(&mut self, node: &Node, place: &Position<'_>) -> Json {
        let schema = self.value(node, place);
        let is_collection = ["array", "object"].contains(&node.kind.as_str());
        if is_collection && place.direction() == Direction::Response {
            return with_name(schema, place);
        }
        schema
    }

    /// Returns the schema of a field, with a description.
    pub fn property(&mut self, name: &str, node: &Node, holder: &Position<'_>) -> Json {
        let schema = self.value(node, &holder.property(name));
        super::components::with_description(
            schema,
            &format!("{} of the vendor's document.", sanitize::name(name)),
        )
    }

    /// Returns the schema of a body or a response, which is always a named component.
    pub fn root(&mut self, node: &Node, place: &Position<'_>) -> Json {
        with_name(self.value(node, place), place)
    }

    /// Merges changes into the schema of a body or a response, which is always a named component.
    pub fn merge_root(&mut self, ours: &mut Json, old: &Node, new: &Node, place: &Position<'_>) {
        self.merge(ours, Some(old), new, place);
        *ours = with_name(std::mem::replace(ours, Json::Null), place);
    }
}

fn with_name(schema: Json, place: &Position<'_>) -> Json {
    if is_named(&schema) {
        return schema;
    }
    named(schema, place)
}

/// Marks a schema as a new component, and adds a description.
pub fn named(mut schema: Json, place: &Position<'_>) -> Json {
    if let Json::Object(map) = &mut schema {
        let text = format!(
            "{} of {}.",
            place.display_name(),
            sanitize::name(place.operation)
        );
        map.shift_insert(0, "description".into(), text.as_str().into());
        map.insert(NAMED.into(), place.name().as_str().into());
    }
    schema
}

/// Returns the schema of all error responses in an imported document.
pub fn api_error() -> Json {
    let message = object([
        ("description", "The error message of the API.".into()),
        ("type", "string".into()),
    ]);
    let data = object([("description", "More about the error.".into())]);
    object([
        ("description", "The body of every error response.".into()),
        ("type", "object".into()),
        ("properties", object([("message", message), ("data", data)])),
    ])
}
