//! Parses and validates a document: its encoding, version, structure, paths, references and size.

use std::collections::HashSet;

use super::unreadable::{Cause, Unreadable};
use super::{Limits, RustNames, paths, size_limits};
use crate::facts::METHODS;
use crate::json::{Json, join};

/// Parses a document and validates it, so that the other modules can walk it.
pub fn parse(bytes: &[u8], limits: &Limits, names: &dyn RustNames) -> Result<Json, Unreadable> {
    let text = decode_text(bytes)?;
    size_limits::check_value_count(text, limits)?;
    let doc = Json::parse(text).map_err(|error| Cause::NotJson(format!("{error:#}")))?;
    check_version(&doc)?;
    size_limits::check_pointers(&doc, 0)?;
    check_structure(&doc)?;
    paths::check_paths(&doc, names)?;
    size_limits::check_parameters(&doc)?;
    check_references(&doc)?;
    size_limits::check_expansion(&doc, limits)?;
    Ok(doc)
}

fn decode_text(bytes: &[u8]) -> Result<&str, Cause> {
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

fn check_version(doc: &Json) -> Result<(), Cause> {
    let version_at = |key: &str| doc.get(key).and_then(Json::as_str);
    match (version_at("openapi"), version_at("swagger")) {
        (Some(version), _) if version == "3.0" || version.starts_with("3.0.") => Ok(()),
        (Some(version), _) if version.starts_with("3.1") => {
            Err(Cause::OpenApi31(version.to_owned()))
        }
        (Some(version), _) => Err(Cause::OtherVersion(version.to_owned())),
        (None, Some(_)) => Err(Cause::SwaggerTwo),
        (None, None) => Err(Cause::WrongShape(
            "/openapi".to_owned(),
            "a version such as 3.0.3",
        )),
    }
}

/// A check of a value, and the description of a valid value.
type Expected = (fn(&Json) -> bool, &'static str);

const OBJECT: Expected = (|value| value.as_object().is_some(), "an object");
const LIST: Expected = (|value| matches!(value, Json::Array(_)), "a list");
const TEXT: Expected = (|value| value.as_str().is_some(), "a string");
const TYPE: Expected = (
    |value| {
        value.as_str().is_some()
            || (matches!(value, Json::Array(_))
                && value.items().iter().all(|item| item.as_str().is_some()))
    },
    "a string or a list of strings",
);
const PARAMETER_LOCATION: Expected = (
    |value| matches!(value.as_str(), Some("query" | "path" | "header" | "cookie")),
    "query, path, header or cookie",
);
const SCHEME: Expected = (
    is_scheme,
    "a complete security scheme: apiKey with `in` and `name`, http with `scheme`, oauth2 with `flows`, or openIdConnect",
);
const FLAG: Expected = (|value| value.as_bool().is_some(), "true or false");

fn require(pointer: &str, value: &Json, (is_valid, description): Expected) -> Result<(), Cause> {
    if is_valid(value) {
        Ok(())
    } else {
        Err(Cause::WrongShape(pointer.to_owned(), description))
    }
}

/// Returns a member of an object with its pointer, and checks it. A missing member or null is `None`.
fn optional_member<'a>(
    pointer: &str,
    container: &'a Json,
    key: &str,
    expected: Expected,
) -> Result<Option<(String, &'a Json)>, Cause> {
    // Some servers write null for a missing member.
    let Some(value) = container.get(key).filter(|value| **value != Json::Null) else {
        return Ok(None);
    };
    let pointer = join(pointer, key);
    require(&pointer, value, expected)?;
    Ok(Some((pointer, value)))
}

/// Calls `check` on each entry of a member that must be an object of objects.
fn check_members(
    pointer: &str,
    container: &Json,
    key: &str,
    check: &mut dyn FnMut(&str, &Json) -> Result<(), Cause>,
) -> Result<(), Cause> {
    if let Some((pointer, map)) = optional_member(pointer, container, key, OBJECT)? {
        let is_note = |name: &str| key == "responses" && name.starts_with("x-");
        for (name, value) in map.entries().filter(|(name, _)| !is_note(name)) {
            let pointer = join(&pointer, name);
            require(&pointer, value, OBJECT)?;
            check(&pointer, value)?;
        }
    }
    Ok(())
}

/// Calls `check` on each item of a member that must be a list.
fn check_items(
    pointer: &str,
    container: &Json,
    key: &str,
    expected: Expected,
    check: &mut dyn FnMut(&str, &Json) -> Result<(), Cause>,
) -> Result<(), Cause> {
    if let Some((pointer, list)) = optional_member(pointer, container, key, LIST)? {
        for (index, value) in list.items().iter().enumerate() {
            let pointer = format!("{pointer}/{index}");
            require(&pointer, value, expected)?;
            check(&pointer, value)?;
        }
    }
    Ok(())
}

fn accept(_: &str, _: &Json) -> Result<(), Cause> {
    Ok(())
}

/// Checks the types of all values that other modules read.
fn check_structure(doc: &Json) -> Result<(), Cause> {
    let server =
        &mut |pointer: &str, server: &Json| optional_member(pointer, server, "url", TEXT).map(drop);
    check_items("", doc, "servers", OBJECT, server)?;
    check_items("", doc, "security", OBJECT, &mut accept)?;
    let Some((_, paths)) = optional_member("", doc, "paths", OBJECT)? else {
        return Err(Cause::WrongShape(
            "/paths".to_owned(),
            "an object of operations",
        ));
    };
    for (path, item) in paths.entries().filter(|(path, _)| !path.starts_with("x-")) {
        let pointer = join("/paths", path);
        require(&pointer, item, OBJECT)?;
        check_items(&pointer, item, "parameters", OBJECT, &mut check_parameter)?;
        check_items(&pointer, item, "servers", OBJECT, server)?;
        for method in METHODS {
            if let Some((pointer, operation)) = optional_member(&pointer, item, method, OBJECT)? {
                check_items(&pointer, operation, "tags", TEXT, &mut accept)?;
                check_items(&pointer, operation, "security", OBJECT, &mut accept)?;
                check_items(&pointer, operation, "servers", OBJECT, server)?;
                check_items(
                    &pointer,
                    operation,
                    "parameters",
                    OBJECT,
                    &mut check_parameter,
                )?;
                if let Some((pointer, body)) =
                    optional_member(&pointer, operation, "requestBody", OBJECT)?
                {
                    check_content(&pointer, body)?;
                }
                check_members(&pointer, operation, "responses", &mut check_content)?;
            }
        }
    }
    if let Some((pointer, components)) = optional_member("", doc, "components", OBJECT)? {
        check_members(&pointer, components, "schemas", &mut check_schema)?;
        check_members(&pointer, components, "parameters", &mut check_parameter)?;
        check_members(&pointer, components, "headers", &mut check_parameter)?;
        check_members(&pointer, components, "responses", &mut check_content)?;
        check_members(&pointer, components, "requestBodies", &mut check_content)?;
        check_members(
            &pointer,
            components,
            "securitySchemes",
            &mut |pointer, scheme| require(pointer, scheme, SCHEME),
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
            let has_scopes = |flow: &Json| flow.get("scopes").and_then(Json::as_object).is_some();
            flows.is_some_and(|flows| flows.values().all(has_scopes))
        }
        Some("openIdConnect") => has("openIdConnectUrl"),
        _ => scheme.text("$ref").is_some(),
    }
}

fn check_parameter(pointer: &str, parameter: &Json) -> Result<(), Cause> {
    optional_member(pointer, parameter, "name", TEXT)?;
    optional_member(pointer, parameter, "in", PARAMETER_LOCATION)?;
    optional_member(pointer, parameter, "required", FLAG)?;
    if let Some((pointer, inner)) = optional_member(pointer, parameter, "schema", OBJECT)? {
        check_schema(&pointer, inner)?;
    }
    check_members(pointer, parameter, "content", &mut check_media)
}

/// Checks a request body or a response.
fn check_content(pointer: &str, container: &Json) -> Result<(), Cause> {
    optional_member(pointer, container, "required", FLAG)?;
    check_members(pointer, container, "headers", &mut check_parameter)?;
    check_members(pointer, container, "content", &mut check_media)
}

fn check_media(pointer: &str, media: &Json) -> Result<(), Cause> {
    check_members(pointer, media, "examples", &mut accept)?;
    match optional_member(pointer, media, "schema", OBJECT)? {
        Some((pointer, inner)) => check_schema(&pointer, inner),
        None => Ok(()),
    }
}

fn check_schema(pointer: &str, value: &Json) -> Result<(), Cause> {
    // A list of types is OpenAPI 3.1, but is supported.
    optional_member(pointer, value, "type", TYPE)?;
    optional_member(pointer, value, "format", TEXT)?;
    optional_member(pointer, value, "nullable", FLAG)?;
    optional_member(pointer, value, "enum", LIST)?;
    // `required: true` on a field is a common mistake without meaning.
    if value.get("required").and_then(Json::as_bool).is_none() {
        check_items(pointer, value, "required", TEXT, &mut accept)?;
    }
    check_members(pointer, value, "properties", &mut check_schema)?;
    for key in ["allOf", "oneOf", "anyOf"] {
        check_items(pointer, value, key, OBJECT, &mut check_schema)?;
    }
    for key in ["items", "additionalProperties"] {
        match value.get(key) {
            Some(Json::Bool(_)) if key == "additionalProperties" => {}
            _ => {
                if let Some((pointer, inner)) = optional_member(pointer, value, key, OBJECT)? {
                    check_schema(&pointer, inner)?;
                }
            }
        }
    }
    Ok(())
}

/// Allowed reference targets: the validated parts of the document.
const REFERENCE_TARGETS: [&str; 6] = [
    "/components/headers/",
    "/components/parameters/",
    "/components/requestBodies/",
    "/components/responses/",
    "/components/schemas/",
    "/paths/",
];

/// Checks that every reference has a target in the document, without cycles of references.
fn check_references(doc: &Json) -> Result<(), Cause> {
    let mut walk = ReferenceWalk {
        doc,
        steps: Vec::new(),
        checked: HashSet::new(),
    };
    walk.visit(doc, false)
}

struct ReferenceWalk<'a> {
    doc: &'a Json,
    /// The keys to the current value; converted to a pointer only for messages.
    steps: Vec<&'a str>,
    /// Targets that were followed to the end.
    checked: HashSet<&'a str>,
}

impl<'a> ReferenceWalk<'a> {
    /// Follows `$ref`. If `keys_are_names`, the keys of the value are names and not keywords. Examples may contain anything.
    fn visit(&mut self, value: &'a Json, keys_are_names: bool) -> Result<(), Cause> {
        if !keys_are_names && let Some(target) = value.get("$ref") {
            self.follow(target)?;
        }
        for item in value.items() {
            self.steps.push("*");
            self.visit(item, false)?;
            self.steps.pop();
        }
        for (key, child) in value.entries() {
            if keys_are_names || !key.starts_with("example") {
                self.steps.push(key);
                self.visit(
                    child,
                    !keys_are_names && size_limits::NAME_MAP_KEYWORDS.contains(&key),
                )?;
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
            return require(&join(&self.pointer(), "$ref"), target, TEXT);
        }
        let mut next = target.as_str();
        for step in 0.. {
            let Some(target) = next.filter(|target| !self.checked.contains(target)) else {
                break;
            };
            let Some(pointer) = target.strip_prefix('#') else {
                return Err(Cause::ExternalReference(self.pointer(), target.to_owned()));
            };
            let value = Some(pointer).filter(|pointer| pointer.starts_with('/'));
            let value = value.and_then(|pointer| self.doc.pointer(pointer));
            let Some(value) = value.filter(|value| value.as_object().is_some()) else {
                return Err(Cause::MissingTarget(self.pointer(), target.to_owned()));
            };
            if !REFERENCE_TARGETS
                .iter()
                .any(|prefix| pointer.starts_with(prefix))
            {
                return Err(Cause::WrongTarget(self.pointer(), target.to_owned()));
            }
            // `schema::resolve` follows at most 32 references.
            if step == 32 {
                return Err(Cause::ReferenceCycle(self.pointer()));
            }
            next = value.text("$ref");
        }
        self.checked.extend(target.as_str());
        Ok(())
    }
}
