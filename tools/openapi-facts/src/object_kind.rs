//! The kinds of objects of an OpenAPI document, and what each member holds.
//!
//! The same key is a keyword in one place and a name in another: `properties` may have a field named `$ref`, and `x-id`
//! is an extension in a schema, but a header in a map of headers. Code that walks a document therefore uses this table.

use crate::fact::METHODS;

/// The kind of an object, which determines the meaning of its keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ObjectKind {
    Document,
    Components,
    PathItem,
    Operation,
    /// A parameter or a header, which have the same members.
    Parameter,
    RequestBody,
    Response,
    MediaType,
    Encoding,
    Example,
    Link,
    Callback,
    Schema,
    Discriminator,
    SecurityScheme,
    Flows,
    Flow,
    Server,
    ServerVariable,
}

/// The contents of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A text, a flag, or any data of the vendor: a default, an example, an extension. Contains no references.
    Data,
    Object(ObjectKind),
    List(ObjectKind),
    /// A map whose keys are names. A name may begin with `x-`.
    Names(ObjectKind),
    /// A map whose keys are names, or extensions if they begin with `x-`.
    NamesOrExtensions(ObjectKind),
}

use ObjectKind as Kind;

impl Shape {
    /// The shape of a whole document.
    pub const DOCUMENT: Self = Self::Object(Kind::Document);

    /// Returns the shape of the items of a list with this shape.
    pub fn item(self) -> Self {
        match self {
            Self::List(kind) => Self::Object(kind),
            _ => Self::Data,
        }
    }

    /// Returns the shape of a member of an object with this shape.
    pub fn member(self, key: &str) -> Self {
        match self {
            Self::Data | Self::List(_) => Self::Data,
            Self::Names(kind) => Self::Object(kind),
            Self::Object(_) | Self::NamesOrExtensions(_) if key.starts_with("x-") => Self::Data,
            Self::NamesOrExtensions(kind) => Self::Object(kind),
            Self::Object(kind) => kind.member(key),
        }
    }

    /// Whether the keys of the value are names, not keywords.
    pub fn has_names(self) -> bool {
        match self {
            Self::Names(_) | Self::NamesOrExtensions(_) | Self::Object(Kind::Callback) => true,
            Self::Data | Self::List(_) | Self::Object(_) => false,
        }
    }

    /// Whether a `$ref` in the value is a reference.
    ///
    /// References to examples are not followed, because examples have no effect on the wire.
    pub fn may_be_reference(self) -> bool {
        matches!(
            self,
            Self::Object(
                Kind::PathItem
                    | Kind::Parameter
                    | Kind::RequestBody
                    | Kind::Response
                    | Kind::Link
                    | Kind::Callback
                    | Kind::Schema
                    | Kind::SecurityScheme
            )
        )
    }
}

impl ObjectKind {
    /// Returns the kind with its article, for messages.
    pub fn description(self) -> &'static str {
        match self {
            Self::Document => "a document",
            Self::Components => "components",
            Self::PathItem => "a path",
            Self::Operation => "an operation",
            Self::Parameter => "a parameter or header",
            Self::RequestBody => "a request body",
            Self::Response => "a response",
            Self::MediaType => "a media type",
            Self::Encoding => "an encoding",
            Self::Example => "an example",
            Self::Link => "a link",
            Self::Callback => "a callback",
            Self::Schema => "a schema",
            Self::Discriminator => "a discriminator",
            Self::SecurityScheme => "a security scheme",
            Self::Flows => "flows",
            Self::Flow => "a flow",
            Self::Server => "a server",
            Self::ServerVariable => "a server variable",
        }
    }

    /// Returns the shape of a member that is not an extension.
    fn member(self, key: &str) -> Shape {
        use Shape::{Data, List, Names, NamesOrExtensions, Object};
        match (self, key) {
            // A member of a callback is a path item under an expression.
            (_, "$ref") => Data,
            (Kind::Callback, _) => Object(Kind::PathItem),
            (Kind::Flows, _) => Object(Kind::Flow),

            (Kind::Document, "components") => Object(Kind::Components),
            (Kind::Document, "paths") => NamesOrExtensions(Kind::PathItem),
            (Kind::Document, "webhooks") | (Kind::Components, "pathItems") => Names(Kind::PathItem),
            (Kind::Document | Kind::PathItem | Kind::Operation, "servers") => List(Kind::Server),

            (Kind::Components, "callbacks") | (Kind::Operation, "callbacks") => {
                Names(Kind::Callback)
            }
            (Kind::Components, "examples") => Names(Kind::Example),
            (Kind::Components | Kind::Response | Kind::Encoding, "headers")
            | (Kind::Components, "parameters") => Names(Kind::Parameter),
            (Kind::Components | Kind::Response, "links") => Names(Kind::Link),
            (Kind::Components, "requestBodies") => Names(Kind::RequestBody),
            (Kind::Components, "responses") => Names(Kind::Response),
            (Kind::Components, "schemas") => Names(Kind::Schema),
            (Kind::Components, "securitySchemes") => Names(Kind::SecurityScheme),

            (Kind::PathItem, method) if METHODS.contains(&method) => Object(Kind::Operation),
            (Kind::PathItem | Kind::Operation, "parameters") => List(Kind::Parameter),
            (Kind::Operation, "requestBody") => Object(Kind::RequestBody),
            (Kind::Operation, "responses") => NamesOrExtensions(Kind::Response),

            (Kind::Parameter | Kind::RequestBody | Kind::Response, "content") => {
                Names(Kind::MediaType)
            }
            (Kind::Parameter | Kind::MediaType, "schema") => Object(Kind::Schema),
            (Kind::MediaType, "encoding") => Names(Kind::Encoding),

            (Kind::Schema, key) => schema_member(key),
            (Kind::SecurityScheme, "flows") => Object(Kind::Flows),
            (Kind::Link, "server") => Object(Kind::Server),
            (Kind::Server, "variables") => Names(Kind::ServerVariable),
            _ => Data,
        }
    }
}

/// Returns the shape of a member of a schema, also for keywords of OpenAPI 3.1 that contain schemas.
fn schema_member(key: &str) -> Shape {
    match key {
        "$defs" | "definitions" | "dependentSchemas" | "patternProperties" | "properties" => {
            Shape::Names(Kind::Schema)
        }
        "allOf" | "anyOf" | "oneOf" | "prefixItems" => Shape::List(Kind::Schema),
        "additionalProperties"
        | "contains"
        | "contentSchema"
        | "else"
        | "if"
        | "items"
        | "not"
        | "propertyNames"
        | "then"
        | "unevaluatedItems"
        | "unevaluatedProperties" => Shape::Object(Kind::Schema),
        "discriminator" => Shape::Object(Kind::Discriminator),
        _ => Shape::Data,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the shape at a path of keys. Digits are the items of a list.
    fn shape_at(path: &str) -> Shape {
        path.split(' ')
            .fold(Shape::DOCUMENT, |shape, key| match key {
                "0" => shape.item(),
                key => shape.member(key),
            })
    }

    #[test]
    fn key_is_a_name_or_a_keyword_by_its_place() {
        let schema = Shape::Object(Kind::Schema);
        for (path, expected) in [
            ("components schemas x-a", schema),
            ("components schemas A properties $ref", schema),
            ("components schemas A properties x-id", schema),
            ("components schemas A x-id", Shape::Data),
            ("components schemas A $defs properties", schema),
            ("components schemas A default properties", Shape::Data),
            ("components schemas A patternProperties example", schema),
            ("components schemas A oneOf 0", schema),
            ("components x-schemas A", Shape::Data),
            ("paths x-a", Shape::Data),
            ("paths /a x-get", Shape::Data),
            ("paths /a get responses x-b", Shape::Data),
            (
                "paths /a get responses 200 headers x-b",
                Shape::Object(Kind::Parameter),
            ),
            ("components responses x-b", Shape::Object(Kind::Response)),
            ("webhooks x-a", Shape::Object(Kind::PathItem)),
            (
                "paths /a get callbacks example {$url} post",
                Shape::Object(Kind::Operation),
            ),
            ("paths /a get callbacks a x-b", Shape::Data),
            (
                "paths /a get responses 200 links a parameters b",
                Shape::Data,
            ),
            (
                "servers 0 variables x-a",
                Shape::Object(Kind::ServerVariable),
            ),
            (
                "components securitySchemes a flows implicit scopes x-a",
                Shape::Data,
            ),
            ("components schemas A discriminator mapping a", Shape::Data),
            ("components parameters a example $ref", Shape::Data),
        ] {
            assert_eq!(shape_at(path), expected, "{path}");
        }
    }
}
