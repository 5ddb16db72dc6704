//! What the bytes are, and whether the rest can walk them: every part of the shape that it has to have, every reference
//! at its place, and not so much of anything that following it would take for ever.

use std::collections::HashSet;

use super::unreadable::{Cause, Unreadable};
use super::{Limits, RustNames, bounds, paths};
use crate::facts::METHODS;
use crate::json::{Json, join};

/// Reads a document, and makes sure that it can be walked.
pub fn parse(bytes: &[u8], limits: &Limits, names: &dyn RustNames) -> Result<Json, Unreadable> {
    let text = text(bytes)?;
    bounds::count(text, limits)?;
    let doc = Json::parse(text).map_err(|error| Cause::NotJson(format!("{error:#}")))?;
    version(&doc)?;
    bounds::names(&doc, 0)?;
    shape(&doc)?;
    paths::check(&doc, names)?;
    bounds::parameters(&doc)?;
    references(&doc)?;
    bounds::expansion(&doc, limits)?;
    Ok(doc)
}

fn text(bytes: &[u8]) -> Result<&str, Cause> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(Cause::Utf16);
    }
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| Cause::NotUtf8)?;
    let start: String = text.trim_start().chars().take(20).collect();
    match start.chars().next() {
        None => Err(Cause::Empty),
        Some('<') => Err(Cause::Html),
        _ if ["openapi:", "swagger:", "---", "%YAML"]
            .iter()
            .any(|head| start.starts_with(head)) =>
        {
            Err(Cause::Yaml)
        }
        _ => Ok(text),
    }
}

fn version(doc: &Json) -> Result<(), Cause> {
    let stated = |key: &str| doc.get(key).and_then(Json::as_str);
    match (stated("openapi"), stated("swagger")) {
        (Some(version), _) if version == "3.0" || version.starts_with("3.0.") => Ok(()),
        (Some(version), _) if version.starts_with("3.1") => {
            Err(Cause::OpenApi31(version.to_owned()))
        }
        (Some(version), _) => Err(Cause::OtherVersion(version.to_owned())),
        (None, Some(_)) => Err(Cause::SwaggerTwo),
        (None, None) => Err(Cause::Shape(
            "/openapi".to_owned(),
            "a version such as 3.0.3",
        )),
    }
}

/// A kind of value, and what it is called.
type Kind = (fn(&Json) -> bool, &'static str);

const OBJECT: Kind = (|value| value.as_object().is_some(), "an object");
const LIST: Kind = (|value| matches!(value, Json::Array(_)), "a list");
const TEXT: Kind = (|value| value.as_str().is_some(), "a text");
const TYPE: Kind = (
    |value| {
        value.as_str().is_some()
            || (matches!(value, Json::Array(_))
                && value.items().iter().all(|item| item.as_str().is_some()))
    },
    "a text, or a list of texts",
);
const PLACE: Kind = (
    |value| matches!(value.as_str(), Some("query" | "path" | "header" | "cookie")),
    "query, path, header or cookie",
);
const SCHEME: Kind = (
    is_scheme,
    "a whole way to authenticate: apiKey with `in` and `name`, http with `scheme`, oauth2 with `flows`, or openIdConnect",
);
const FLAG: Kind = (|value| value.as_bool().is_some(), "true or false");

fn is(pointer: &str, value: &Json, (holds, what): Kind) -> Result<(), Cause> {
    if holds(value) {
        Ok(())
    } else {
        Err(Cause::Shape(pointer.to_owned(), what))
    }
}

/// The member of an object that has to be of a kind, if it is there.
fn member<'a>(
    pointer: &str,
    holder: &'a Json,
    key: &str,
    kind: Kind,
) -> Result<Option<(String, &'a Json)>, Cause> {
    // Null is what some servers write for nothing.
    let Some(value) = holder.get(key).filter(|value| **value != Json::Null) else {
        return Ok(None);
    };
    let pointer = join(pointer, key);
    is(&pointer, value, kind)?;
    Ok(Some((pointer, value)))
}

/// Calls `check` on each entry of a member that is an object.
fn each(
    pointer: &str,
    holder: &Json,
    key: &str,
    check: &mut dyn FnMut(&str, &Json) -> Result<(), Cause>,
) -> Result<(), Cause> {
    if let Some((pointer, map)) = member(pointer, holder, key, OBJECT)? {
        let is_note = |name: &str| key == "responses" && name.starts_with("x-");
        for (name, value) in map.entries().filter(|(name, _)| !is_note(name)) {
            let pointer = join(&pointer, name);
            is(&pointer, value, OBJECT)?;
            check(&pointer, value)?;
        }
    }
    Ok(())
}

/// The same for one that is a list.
fn every(
    pointer: &str,
    holder: &Json,
    key: &str,
    kind: Kind,
    check: &mut dyn FnMut(&str, &Json) -> Result<(), Cause>,
) -> Result<(), Cause> {
    if let Some((pointer, list)) = member(pointer, holder, key, LIST)? {
        for (index, value) in list.items().iter().enumerate() {
            let pointer = format!("{pointer}/{index}");
            is(&pointer, value, kind)?;
            check(&pointer, value)?;
        }
    }
    Ok(())
}

fn nothing(_: &str, _: &Json) -> Result<(), Cause> {
    Ok(())
}

/// Whether everything that is walked is what it has to be.
fn shape(doc: &Json) -> Result<(), Cause> {
    let server = &mut |pointer: &str, server: &Json| member(pointer, server, "url", TEXT).map(drop);
    every("", doc, "servers", OBJECT, server)?;
    every("", doc, "security", OBJECT, &mut nothing)?;
    let Some((_, paths)) = member("", doc, "paths", OBJECT)? else {
        return Err(Cause::Shape("/paths".to_owned(), "the operations"));
    };
    for (path, item) in paths.entries().filter(|(path, _)| !path.starts_with("x-")) {
        let pointer = join("/paths", path);
        is(&pointer, item, OBJECT)?;
        every(&pointer, item, "parameters", OBJECT, &mut parameter)?;
        every(&pointer, item, "servers", OBJECT, server)?;
        for method in METHODS {
            if let Some((pointer, operation)) = member(&pointer, item, method, OBJECT)? {
                every(&pointer, operation, "tags", TEXT, &mut nothing)?;
                every(&pointer, operation, "security", OBJECT, &mut nothing)?;
                every(&pointer, operation, "servers", OBJECT, server)?;
                every(&pointer, operation, "parameters", OBJECT, &mut parameter)?;
                if let Some((pointer, body)) = member(&pointer, operation, "requestBody", OBJECT)? {
                    content(&pointer, body)?;
                }
                each(&pointer, operation, "responses", &mut content)?;
            }
        }
    }
    if let Some((pointer, components)) = member("", doc, "components", OBJECT)? {
        each(&pointer, components, "schemas", &mut schema)?;
        each(&pointer, components, "parameters", &mut parameter)?;
        each(&pointer, components, "headers", &mut parameter)?;
        each(&pointer, components, "responses", &mut content)?;
        each(&pointer, components, "requestBodies", &mut content)?;
        each(
            &pointer,
            components,
            "securitySchemes",
            &mut |pointer, scheme| is(pointer, scheme, SCHEME),
        )?;
    }
    Ok(())
}

fn is_scheme(scheme: &Json) -> bool {
    let has = |key: &str| scheme.text(key).is_some();
    match scheme.text("type") {
        Some("apiKey") => {
            matches!(scheme.text("in"), Some("query" | "header" | "cookie")) && has("name")
        }
        Some("http") => has("scheme"),
        Some("oauth2") => {
            let flows = scheme.get("flows").and_then(Json::as_object);
            let whole = |flow: &Json| flow.get("scopes").and_then(Json::as_object).is_some();
            flows.is_some_and(|flows| flows.values().all(whole))
        }
        Some("openIdConnect") => has("openIdConnectUrl"),
        _ => scheme.text("$ref").is_some(),
    }
}

fn parameter(pointer: &str, parameter: &Json) -> Result<(), Cause> {
    member(pointer, parameter, "name", TEXT)?;
    member(pointer, parameter, "in", PLACE)?;
    member(pointer, parameter, "required", FLAG)?;
    if let Some((pointer, inner)) = member(pointer, parameter, "schema", OBJECT)? {
        schema(&pointer, inner)?;
    }
    each(pointer, parameter, "content", &mut media)
}

/// A body or an answer.
fn content(pointer: &str, holder: &Json) -> Result<(), Cause> {
    member(pointer, holder, "required", FLAG)?;
    each(pointer, holder, "headers", &mut parameter)?;
    each(pointer, holder, "content", &mut media)
}

fn media(pointer: &str, media: &Json) -> Result<(), Cause> {
    each(pointer, media, "examples", &mut nothing)?;
    match member(pointer, media, "schema", OBJECT)? {
        Some((pointer, inner)) => schema(&pointer, inner),
        None => Ok(()),
    }
}

fn schema(pointer: &str, value: &Json) -> Result<(), Cause> {
    // A list of types belongs to 3.1, and is understood all the same.
    member(pointer, value, "type", TYPE)?;
    member(pointer, value, "format", TEXT)?;
    member(pointer, value, "nullable", FLAG)?;
    member(pointer, value, "enum", LIST)?;
    // `required: true` at a field is a common slip, and says nothing.
    if value.get("required").and_then(Json::as_bool).is_none() {
        every(pointer, value, "required", TEXT, &mut nothing)?;
    }
    each(pointer, value, "properties", &mut schema)?;
    for key in ["allOf", "oneOf", "anyOf"] {
        every(pointer, value, key, OBJECT, &mut schema)?;
    }
    for key in ["items", "additionalProperties"] {
        match value.get(key) {
            Some(Json::Bool(_)) if key == "additionalProperties" => {}
            _ => {
                if let Some((pointer, inner)) = member(pointer, value, key, OBJECT)? {
                    schema(&pointer, inner)?;
                }
            }
        }
    }
    Ok(())
}

/// Where a reference may lead: to what has been looked at.
const TARGETS: [&str; 6] = [
    "/components/headers/",
    "/components/parameters/",
    "/components/requestBodies/",
    "/components/responses/",
    "/components/schemas/",
    "/paths/",
];

/// Every reference: within the document, at something, and not in a circle.
fn references(doc: &Json) -> Result<(), Cause> {
    let mut references = References {
        doc,
        steps: Vec::new(),
        known: HashSet::new(),
    };
    references.find(doc, false)
}

struct References<'a> {
    doc: &'a Json,
    /// The way to where the walk is; a pointer is only made of it for a message.
    steps: Vec<&'a str>,
    /// Targets that were followed to their end.
    known: HashSet<&'a str>,
}

impl<'a> References<'a> {
    /// Follows what stands at `$ref`. Where members are `named`, that is a name; and an example may hold anything.
    fn find(&mut self, value: &'a Json, named: bool) -> Result<(), Cause> {
        if !named && let Some(target) = value.get("$ref") {
            self.follow(target)?;
        }
        for item in value.items() {
            self.steps.push("*");
            self.find(item, false)?;
            self.steps.pop();
        }
        for (key, child) in value.entries() {
            if named || !key.starts_with("example") {
                self.steps.push(key);
                self.find(child, !named && bounds::NAMED.contains(&key))?;
                self.steps.pop();
            }
        }
        Ok(())
    }

    fn pointer(&self) -> String {
        let steps = self.steps.iter();
        steps.fold(String::new(), |pointer, step| join(&pointer, step))
    }

    fn follow(&mut self, target: &'a Json) -> Result<(), Cause> {
        if target.as_str().is_none() {
            return is(&join(&self.pointer(), "$ref"), target, TEXT);
        }
        let mut next = target.as_str();
        for step in 0.. {
            let Some(target) = next.filter(|target| !self.known.contains(target)) else {
                break;
            };
            let Some(place) = target.strip_prefix('#') else {
                return Err(Cause::External(self.pointer(), target.to_owned()));
            };
            let value = Some(place).filter(|place| place.starts_with('/'));
            let value = value.and_then(|place| self.doc.pointer(place));
            let Some(value) = value.filter(|value| value.as_object().is_some()) else {
                return Err(Cause::Dangling(self.pointer(), target.to_owned()));
            };
            if !TARGETS.iter().any(|home| place.starts_with(home)) {
                return Err(Cause::NoComponent(self.pointer(), target.to_owned()));
            }
            // The rest follows no more than 32.
            if step == 32 {
                return Err(Cause::Circle(self.pointer()));
            }
            next = value.text("$ref");
        }
        self.known.extend(target.as_str());
        Ok(())
    }
}
