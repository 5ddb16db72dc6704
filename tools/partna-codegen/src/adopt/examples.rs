//! Updates examples so that every example is valid for its schema.
//!
//! The examples in our document are written by us, not by the vendor. Values that are no longer valid are removed, and
//! missing values are generated. An imported document keeps the valid parts of the vendor's examples, and a note
//! reports each example that is not valid.

use std::collections::HashMap;

use openapi_facts::api_model::ApiModel;
use openapi_facts::facts::METHODS;
use openapi_facts::json::{Json, Map};
use openapi_facts::schema::{follow, resolve};

use super::adopter::{Adopter, success};
use super::{OpenQuestionPolicy, object};
use crate::extensions;
use crate::extensions::UNTYPED;

/// Makes every example valid for its schema, and generates missing examples.
pub fn update(doc: &mut Json, model: &ApiModel, adopter: &mut Adopter<'_>) -> anyhow::Result<()> {
    let whole = doc.clone();
    let vendors =
        (adopter.open_questions == OpenQuestionPolicy::UseDefaults).then_some(adopter.vendor);
    let mut updater = ExampleUpdater {
        doc: &whole,
        vendor: vendors,
        items: &adopter.items,
        model,
        notes: Vec::new(),
    };
    for (path, item) in super::member(doc, "paths")? {
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            if METHODS.contains(&method.as_str())
                && let Some(operation) = operation.as_object_mut()
            {
                updater.operation(path, method, operation)?;
            }
        }
    }
    adopter.notes.append(&mut updater.notes);
    Ok(())
}

struct ExampleUpdater<'a> {
    doc: &'a Json,
    vendor: Option<&'a Json>,
    /// The vendor's path items, by their normalized path.
    items: &'a HashMap<String, &'a Json>,
    /// The model of the vendor's document.
    model: &'a ApiModel,
    notes: Vec<String>,
}

impl ExampleUpdater<'_> {
    fn operation(&mut self, path: &str, method: &str, operation: &mut Map) -> anyhow::Result<()> {
        let name = format!("{} {path}", method.to_uppercase());
        let theirs = self.vendor.and(self.items.get(path));
        let theirs = theirs.and_then(|item| item.get(method));
        if let Some(Json::Array(parameters)) = operation.get_mut("parameters") {
            for parameter in parameters {
                let declared = theirs.and_then(|theirs| self.parameter(theirs, parameter));
                let at = format!("{name} {}", parameter.text("name").unwrap_or(""));
                self.example(parameter, declared, &at);
            }
        }
        let body = theirs.and_then(|theirs| self.media(theirs.get("requestBody")?));
        if let Some(media) = operation.get_mut("requestBody").and_then(media) {
            self.example(media, body, &format!("{name} body"));
        }
        let responses = operation.get_mut("responses").and_then(Json::as_object_mut);
        for (status, response) in responses.into_iter().flatten() {
            let documented = theirs.and_then(|theirs| self.response(theirs, &name, status));
            let documented = documented.and_then(|response| self.media(response));
            if let Some(media) = media(response) {
                self.example(media, documented, &format!("{name} -> {status}"));
            }
        }
        Ok(())
    }

    /// Returns the example of the vendor's parameter with the name and location of our parameter.
    fn parameter(&self, theirs: &Json, ours: &Json) -> Option<Json> {
        let vendor = self.vendor?;
        let declared = theirs.list("parameters").iter();
        let found = declared
            .filter_map(|parameter| resolve(vendor, parameter).ok())
            .find(|parameter| {
                parameter.text("name") == ours.text("name")
                    && parameter.text("in") == ours.text("in")
            })?;
        example_of(found)
    }

    /// Returns the vendor's response that corresponds to a status of our document.
    fn response<'b>(&self, theirs: &'b Json, name: &str, status: &str) -> Option<&'b Json> {
        let responses = theirs.get("responses")?;
        if let Some(found) = responses.get(status) {
            return Some(found);
        }
        let (chosen, _) = success(self.model.operations.get(name)?)?;
        responses.get(chosen).filter(|_| status.starts_with('2'))
    }

    /// Returns the vendor's example of a body or a response.
    fn media(&self, holder: &Json) -> Option<Json> {
        let vendor = self.vendor?;
        let holder = resolve(vendor, holder).ok()?;
        let content = holder.get("content")?;
        let json = content.get("application/json");
        let media = json.or_else(|| content.entries().next().map(|(_, media)| media))?;
        example_of(media)
    }

    /// Sets the example of a parameter, a body or a response to an example that is valid for its schema.
    fn example(&mut self, holder: &mut Json, theirs: Option<Json>, at: &str) {
        let schema = crate::parameters::schema(holder);
        let schema = schema.cloned().unwrap_or(Json::Null);
        let known = holder.get("example").cloned();
        let candidate = known.clone().or(theirs);
        let mut notes = Vec::new();
        let fitting = candidate.and_then(|candidate| self.fit(&schema, &candidate, "", &mut notes));
        let is_api_error = |schema: &Json| {
            schema
                .text("$ref")
                .is_some_and(|name| name.ends_with("/ApiError"))
        };
        let example = fitting.unwrap_or_else(|| match is_api_error(&schema) {
            true => object([("message", "refused".into())]),
            false => self.generate_example(&schema),
        });
        if self.vendor.is_some() {
            self.notes
                .extend(notes.into_iter().map(|note| format!("{at}: {note}")));
        }
        if known.as_ref() != Some(&example)
            && let Json::Object(holder) = holder
        {
            holder.insert("example".into(), example);
        }
    }

    /// Returns the parts of a value that are valid for a schema. Adds required fields that are missing. Returns `None` if
    /// the value itself has another type, or is not one of the documented values.
    fn fit(&self, schema: &Json, value: &Json, at: &str, notes: &mut Vec<String>) -> Option<Json> {
        let schema = follow(self.doc, schema);
        let kind = schema.text("type").unwrap_or("");
        if schema.get(UNTYPED).is_some() || kind.is_empty() {
            return Some(value.clone());
        }
        let place = if at.is_empty() { "the example" } else { at };
        match (kind, value) {
            ("object", Json::Object(map)) => Some(self.fit_object(schema, map, at, notes)),
            ("array", Json::Array(items)) => {
                let inner = schema.get("items").unwrap_or(&Json::Null);
                let items = items.iter();
                let fitting =
                    items.filter_map(|item| self.fit(inner, item, &format!("{at}[]"), notes));
                Some(Json::Array(fitting.collect()))
            }
            ("string", Json::String(text)) => {
                let values = schema.list("enum");
                if values.is_empty() || values.contains(value) {
                    return Some(value.clone());
                }
                notes.push(format!(
                    "{place} is {text:?}, which is not a documented value: omitted"
                ));
                None
            }
            ("integer", Json::Number(number))
                if number.as_f64().is_some_and(|n| n.fract() == 0.0) =>
            {
                Some(value.clone())
            }
            ("number", Json::Number(_)) | ("boolean", Json::Bool(_)) => Some(value.clone()),
            _ => {
                let found = match value {
                    Json::Null => "null",
                    Json::Bool(_) => "a boolean",
                    Json::Number(_) => "a number",
                    Json::String(_) => "a string",
                    Json::Array(_) => "an array",
                    Json::Object(_) => "an object",
                };
                notes.push(format!(
                    "{place} is {found}, and `{kind}` is declared: omitted"
                ));
                None
            }
        }
    }

    fn fit_object(&self, schema: &Json, map: &Map, at: &str, notes: &mut Vec<String>) -> Json {
        let below = |name: &str| {
            if at.is_empty() {
                name.to_owned()
            } else {
                format!("{at}.{name}")
            }
        };
        let properties = schema.get("properties");
        let values = schema.get("additionalProperties");
        let mut fitting = Map::new();
        for (name, value) in map {
            let declared = properties.and_then(|properties| properties.get(name));
            let kept = match (declared, values) {
                (Some(property), _) => self.fit(property, value, &below(name), notes),
                (None, Some(inner @ Json::Object(_))) => self.fit(inner, value, &below("*"), notes),
                (None, Some(_)) => Some(value.clone()),
                (None, None) => {
                    notes.push(format!("{} is not declared: omitted", below(name)));
                    None
                }
            };
            if let Some(kept) = kept {
                fitting.insert(name.clone(), kept);
            }
        }
        for name in schema.list("required").iter().filter_map(Json::as_str) {
            if !fitting.contains_key(name)
                && let Some(property) = properties.and_then(|properties| properties.get(name))
            {
                fitting.insert(name.to_owned(), self.generate_example(property));
            }
        }
        Json::Object(fitting)
    }

    /// Generates an example of a schema, with every field.
    fn generate_example(&self, schema: &Json) -> Json {
        let schema = follow(self.doc, schema);
        let values = ["enum", extensions::VALUES]
            .into_iter()
            .flat_map(|key| schema.list(key));
        if let Some(value) = values.into_iter().next() {
            return value.clone();
        }
        let number =
            |number: f64| serde_json::Number::from_f64(number).map_or(Json::Null, Json::Number);
        match (
            schema.text("type").unwrap_or(""),
            schema.text("format").unwrap_or(""),
        ) {
            ("object", _) => match (schema.get("properties"), schema.get("additionalProperties")) {
                (Some(properties), _) => Json::Object(
                    properties
                        .entries()
                        .map(|(name, property)| (name.to_owned(), self.generate_example(property)))
                        .collect(),
                ),
                (None, Some(values @ Json::Object(_))) => {
                    object([("key", self.generate_example(values))])
                }
                (None, _) => object([]),
            },
            ("array", _) => Json::Array(vec![
                self.generate_example(schema.get("items").unwrap_or(&Json::Null)),
            ]),
            ("integer", _) => Json::Number(1.into()),
            ("number", _) => number(1.25),
            ("boolean", _) => Json::Bool(true),
            ("string", "decimal") => "1.25".into(),
            _ => "text".into(),
        }
    }
}

fn media(holder: &mut Json) -> Option<&mut Json> {
    let content = holder.as_object_mut()?.get_mut("content")?;
    content.as_object_mut()?.get_mut("application/json")
}

/// Returns the first example of a parameter, a body or a response.
fn example_of(holder: &Json) -> Option<Json> {
    let named = || holder.get("examples")?.entries().next()?.1.get("value");
    let schemas = || holder.at(&["schema", "example"]);
    holder
        .get("example")
        .or_else(named)
        .or_else(schemas)
        .cloned()
}
