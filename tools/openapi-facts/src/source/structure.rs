//! Checks the types of all values that other modules read. References are not followed. Data of the vendor, such as
//! examples and extensions, is not checked.

use std::borrow::Cow;

use super::unusable_document::Cause;
use crate::json::{Json, join};
use crate::object_kind::{ObjectKind as Kind, Shape};

/// A check of a value, and the description of a valid value.
pub(super) type Expected = (fn(&Json) -> bool, &'static str);

const OBJECT: Expected = (|value| value.as_object().is_some(), "an object");
const SCHEMA: Expected = (
    |value| value.as_object().is_some() || value.as_bool().is_some(),
    "an object, true or false",
);
const LIST: Expected = (|value| matches!(value, Json::Array(_)), "a list");
pub(super) const TEXT: Expected = (|value| value.as_str().is_some(), "a string");
const SCALAR: Expected = (is_scalar, "a string");
const SCALARS: Expected = (
    |value| matches!(value, Json::Array(items) if items.iter().all(is_scalar)),
    "a list of strings",
);
const TEXT_MAP: Expected = (
    |value| value.as_object().is_some() && value.entries().all(|(_, it)| it.as_str().is_some()),
    "an object of strings",
);
const TYPE: Expected = (
    |value| value.as_str().is_some() || is_texts(value),
    "a string or a list of strings",
);
const PARAMETER_LOCATION: Expected = (
    |value| matches!(value.as_str(), Some("query" | "path" | "header" | "cookie")),
    "query, path, header or cookie",
);
const SCHEME: Expected = (
    is_scheme,
    "a complete security scheme: apiKey with `in` and `name`, http with `scheme`, oauth2 with `flows`, openIdConnect or \
     mutualTLS",
);
const SECURITY: Expected = (
    |value| {
        let is_scopes = |scopes: &Json| *scopes == Json::Null || is_texts(scopes);
        value.as_object().is_some() && value.entries().all(|(_, scopes)| is_scopes(scopes))
    },
    "an object of lists of scopes",
);
const FLAG: Expected = (|value| value.as_bool().is_some(), "true or false");

fn is_texts(value: &Json) -> bool {
    matches!(value, Json::Array(items) if items.iter().all(|item| item.as_str().is_some()))
}

fn is_scalar(value: &Json) -> bool {
    matches!(value, Json::String(_) | Json::Number(_) | Json::Bool(_))
}

fn is_scheme(scheme: &Json) -> bool {
    let has = |key: &str| scheme.text(key).is_some();
    match scheme.text("type") {
        Some("apiKey") => {
            matches!(scheme.text("in"), Some("query" | "header" | "cookie")) && has("name")
        }
        Some("http") => has("scheme"),
        Some("oauth2") => {
            let has_scopes = |flow: &Json| flow.get("scopes").and_then(Json::as_object).is_some();
            let flows = scheme.get("flows").filter(|it| it.as_object().is_some());
            let mut flows = flows.map(|flows| flows.entries().filter(|it| !it.0.starts_with("x-")));
            flows
                .as_mut()
                .is_some_and(|it| it.all(|(_, flow)| has_scopes(flow)))
        }
        Some("openIdConnect") => has("openIdConnectUrl"),
        Some("mutualTLS") => true,
        _ => has("$ref"),
    }
}

/// Checks a value at a pointer.
pub(super) fn require(
    pointer: impl FnOnce() -> String,
    value: &Json,
    (is_valid, description): Expected,
) -> Result<(), Cause> {
    if is_valid(value) {
        Ok(())
    } else {
        Err(Cause::WrongShape(pointer(), description))
    }
}

/// Checks a document. OpenAPI 3.1 does not require `paths`.
pub fn check(doc: &Json, is_31: bool) -> Result<(), Cause> {
    let has_paths = doc.get("paths").is_some_and(|paths| *paths != Json::Null);
    if !has_paths && !is_31 {
        return Err(Cause::WrongShape(
            "/paths".to_owned(),
            "an object of operations",
        ));
    }
    StructureCheck::default().check(Shape::DOCUMENT, doc)
}

#[derive(Default)]
struct StructureCheck<'a> {
    /// The keys to the current value; converted to a pointer only for messages.
    steps: Vec<Cow<'a, str>>,
}

impl<'a> StructureCheck<'a> {
    fn pointer(&self) -> String {
        let steps = self.steps.iter();
        steps.fold(String::new(), |pointer, step| join(&pointer, step))
    }

    fn check(&mut self, shape: Shape, value: &'a Json) -> Result<(), Cause> {
        let expected = match shape {
            Shape::Data => return Ok(()),
            Shape::Object(Kind::Schema) => SCHEMA,
            Shape::List(_) => LIST,
            Shape::Object(_) | Shape::Names(_) | Shape::NamesOrExtensions(_) => OBJECT,
        };
        require(|| self.pointer(), value, expected)?;
        if shape.may_be_reference()
            && let Some(target) = value.get("$ref")
        {
            require(|| join(&self.pointer(), "$ref"), target, TEXT)?;
        }
        if let Shape::Object(kind) = shape {
            self.check_own_members(kind, value)?;
        }
        for (index, item) in value.items().iter().enumerate() {
            self.check_below(index.to_string().into(), shape.item(), item)?;
        }
        for (key, child) in value.entries() {
            // Some servers write null for a missing member, so null is accepted.
            if shape.has_names() || *child != Json::Null {
                self.check_below(key.into(), shape.member(key), child)?;
            }
        }
        Ok(())
    }

    fn check_below(
        &mut self,
        step: Cow<'a, str>,
        shape: Shape,
        value: &'a Json,
    ) -> Result<(), Cause> {
        if shape != Shape::Data {
            self.steps.push(step);
            self.check(shape, value)?;
            self.steps.pop();
        }
        Ok(())
    }

    /// Checks the members of an object that are texts, flags and other data.
    fn check_own_members(&self, kind: Kind, value: &Json) -> Result<(), Cause> {
        let members: &[(&str, Expected)] = match kind {
            Kind::Server => &[("url", TEXT)],
            Kind::ServerVariable => &[("default", SCALAR), ("enum", SCALARS)],
            Kind::Parameter => &[
                ("name", TEXT),
                ("in", PARAMETER_LOCATION),
                ("required", FLAG),
                ("style", TEXT),
                ("explode", FLAG),
            ],
            Kind::RequestBody => &[("required", FLAG)],
            Kind::Encoding => &[("contentType", TEXT), ("style", TEXT), ("explode", FLAG)],
            Kind::Link => &[
                ("operationId", TEXT),
                ("operationRef", TEXT),
                ("parameters", OBJECT),
            ],
            Kind::Schema => &[
                ("type", TYPE),
                ("format", TEXT),
                ("nullable", FLAG),
                ("enum", LIST),
            ],
            Kind::Discriminator => &[("propertyName", TEXT), ("mapping", TEXT_MAP)],
            Kind::Flow => &[
                ("authorizationUrl", TEXT),
                ("refreshUrl", TEXT),
                ("scopes", OBJECT),
                ("tokenUrl", TEXT),
            ],
            Kind::SecurityScheme => {
                return require(|| self.pointer(), value, SCHEME);
            }
            Kind::Document => return self.check_items(value, "security", SECURITY),
            Kind::Operation => {
                self.check_items(value, "tags", TEXT)?;
                return self.check_items(value, "security", SECURITY);
            }
            _ => &[],
        };
        for (key, expected) in members {
            if let Some(member) = value.get(key).filter(|member| **member != Json::Null) {
                require(|| join(&self.pointer(), key), member, *expected)?;
            }
        }
        // `required: true` in the schema of a field is a common mistake. It is accepted, because it has no meaning.
        if kind == Kind::Schema && value.get("required").and_then(Json::as_bool).is_none() {
            self.check_items(value, "required", TEXT)?;
        }
        Ok(())
    }

    /// Checks a member that must be a list, and its items.
    fn check_items(&self, value: &Json, key: &str, expected: Expected) -> Result<(), Cause> {
        let Some(list) = value.get(key).filter(|list| **list != Json::Null) else {
            return Ok(());
        };
        let pointer = || join(&self.pointer(), key);
        require(pointer, list, LIST)?;
        for (index, item) in list.items().iter().enumerate() {
            require(|| format!("{}/{index}", pointer()), item, expected)?;
        }
        Ok(())
    }
}
