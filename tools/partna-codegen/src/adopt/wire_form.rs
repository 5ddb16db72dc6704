//! The rules that decide whether a value can be sent in the form that the vendor documents.

use std::collections::BTreeSet;

use openapi_facts::api_model::Node;

use crate::media::{self, MediaKind};
use crate::parameters::Form;

/// Headers that callers cannot set, because the HTTP client sets them, or because OpenAPI ignores them as parameters.
const CLIENT_HEADERS: [&str; 17] = [
    "accept",
    "accept-encoding",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "cookie",
    "expect",
    "host",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "via",
];

/// Headers of the credentials, which only the transport sends.
pub const CREDENTIAL_HEADERS: [&str; 3] = ["authorization", "x-api-key", "x-api-user"];

/// Whether the HTTP client sets a header.
pub fn is_client_header(name: &str) -> bool {
    CLIENT_HEADERS.contains(&name.to_ascii_lowercase().as_str())
}

/// Whether a text can be the name of a header or a cookie.
fn is_token(name: &str) -> bool {
    let is_sign = |c| "!#$%&'*+-.^_`|~".contains(c);
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || is_sign(c))
}

/// The structure of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Parts {
    /// Text, a number, a boolean, or a value without a single type, which the caller passes as text.
    None,
    List,
    Object,
    /// A list or an object that contains lists or objects.
    Nested,
}

fn parts(node: &Node) -> Parts {
    let is_plain = |node: &Node| parts(node) == Parts::None;
    match node.kind.as_str() {
        "array" => match &node.items {
            Some(items) if !is_plain(items) => Parts::Nested,
            _ => Parts::List,
        },
        "object" => {
            let mut inner = node.properties.values().chain(node.map.as_deref());
            if inner.all(is_plain) {
                Parts::Object
            } else {
                Parts::Nested
            }
        }
        _ => Parts::None,
    }
}

/// Checks that a parameter can be sent in its form. The error is the reason why it cannot be sent.
pub fn check_parameter(
    location: &str,
    name: &str,
    form: Option<&Form>,
    node: &Node,
    in_path_query: bool,
) -> Result<(), &'static str> {
    if matches!(location, "header" | "cookie") && !is_token(name) {
        return Err("has a name that HTTP does not allow");
    }
    let (style, explode) = match form {
        None => return Err("has a media type that is not JSON"),
        Some(Form::Json) if location == "path" || in_path_query => {
            return Err("is JSON text inside the path");
        }
        Some(Form::Json) => return Ok(()),
        Some(Form::Reserved)
            if location != "query" || in_path_query || parts(node) != Parts::None =>
        {
            return Err(
                "allows reserved characters, which is only supported for scalars in the query",
            );
        }
        Some(Form::Reserved) => return Ok(()),
        Some(Form::Style { style, explode }) => (style.as_str(), *explode),
    };
    let parts = parts(node);
    if parts == Parts::Nested {
        return Err("has lists or objects inside others, for which OpenAPI defines no form");
    }
    if in_path_query && parts != Parts::None {
        return Err("has parts, inside the query of the path");
    }
    let known: &[&str] = match location {
        "path" => &["simple", "label", "matrix"],
        "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        "header" => &["simple"],
        _ => &["form"],
    };
    if !known.contains(&style) {
        return Err("has a style that OpenAPI does not define for its location");
    }
    match (style, parts) {
        ("deepObject", Parts::Object) => Ok(()),
        ("deepObject", _) => Err("has the style `deepObject`, which is only defined for objects"),
        ("spaceDelimited" | "pipeDelimited", Parts::Object) if explode => {
            Err("is an exploded object, for which its style defines no form")
        }
        _ if location == "cookie" && explode && parts != Parts::None => {
            Err("is exploded, and a cookie has one value")
        }
        _ => Ok(()),
    }
}

/// Returns the media type in which a body is sent. `kinds` are the media types that the vendor accepts. `is_usual_form`
/// is false if a field does not have the default encoding of forms.
pub fn request_media<'a>(
    kinds: &'a BTreeSet<String>,
    body: &Node,
    is_usual_form: bool,
) -> Option<(&'a str, MediaKind)> {
    let first = |wanted: MediaKind| {
        let mut all = kinds.iter();
        all.find(|kind| media::kind(kind) == Some(wanted))
    };
    if kinds.is_empty() || kinds.contains(media::JSON) {
        return Some((media::JSON, MediaKind::Json));
    }
    if let Some(json) = first(MediaKind::Json) {
        return Some((media::sent(json), MediaKind::Json));
    }
    if let Some(form) = first(MediaKind::Form).filter(|_| is_usual_form && is_form(body)) {
        return Some((media::sent(form), MediaKind::Form));
    }
    first(MediaKind::Bytes).map(|bytes| (bytes.as_str(), MediaKind::Bytes))
}

/// Whether a body is an object of scalars and lists of scalars.
fn is_form(body: &Node) -> bool {
    let mut fields = body.properties.values().chain(body.map.as_deref());
    body.kind == "object" && fields.all(|field| matches!(parts(field), Parts::None | Parts::List))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(kind: &str) -> Node {
        Node {
            kind: kind.to_owned(),
            ..Node::default()
        }
    }

    fn list(items: Node) -> Node {
        Node {
            items: Some(Box::new(items)),
            ..node("array")
        }
    }

    fn object_of(value: Node) -> Node {
        let mut object = node("object");
        object.properties.insert("a".to_owned(), value);
        object
    }

    fn style(style: &str, explode: bool) -> Form {
        Form::Style {
            style: style.to_owned(),
            explode,
        }
    }

    #[test]
    fn only_defined_forms_are_sent() {
        let (text, texts) = (node("string"), list(node("string")));
        let (object, deep) = (
            object_of(node("string")),
            object_of(object_of(node("string"))),
        );
        for (location, form, node, is_sent) in [
            ("query", style("form", true), &text, true),
            ("query", style("form", false), &texts, true),
            ("query", style("form", true), &object, true),
            ("query", style("form", true), &deep, false),
            ("query", style("deepObject", true), &object, true),
            ("query", style("deepObject", true), &deep, false),
            ("query", style("deepObject", true), &texts, false),
            ("query", style("pipeDelimited", false), &texts, true),
            ("query", style("pipeDelimited", true), &object, false),
            ("query", style("label", false), &text, false),
            ("query", Form::Json, &deep, true),
            ("path", style("matrix", true), &object, true),
            ("path", style("form", true), &text, false),
            ("path", Form::Json, &text, false),
            ("header", style("simple", false), &texts, true),
            ("cookie", style("form", true), &texts, false),
            ("cookie", style("form", false), &texts, true),
        ] {
            let found = check_parameter(location, "a", Some(&form), node, false);
            assert_eq!(found.is_ok(), is_sent, "{location} {form:?} {}", node.kind);
        }
        let form = style("simple", false);
        assert!(check_parameter("header", "a b", Some(&form), &text, false).is_err());
        assert!(check_parameter("query", "a", None, &text, false).is_err());
        let reserved = Some(&Form::Reserved);
        assert!(check_parameter("query", "a", reserved, &text, false).is_ok());
        assert!(check_parameter("query", "a", reserved, &texts, false).is_err());
        assert!(check_parameter("query", "a", reserved, &text, true).is_err());
        assert!(check_parameter("query", "a", Some(&Form::Json), &text, true).is_err());
    }

    #[test]
    fn json_is_preferred_and_several_parts_are_not_sent() {
        let flat = object_of(list(node("string")));
        let deep = object_of(object_of(node("string")));
        for (kinds, body, expected) in [
            (
                &["text/csv", "application/json"][..],
                &flat,
                Some("application/json"),
            ),
            (&["text/csv", "a/b+json"], &flat, Some("a/b+json")),
            (&["*/*"], &flat, Some("application/json")),
            (&[media::FORM, "text/csv"], &flat, Some(media::FORM)),
            (&[media::FORM], &deep, None),
            (
                &[media::FORM, "application/xml"],
                &deep,
                Some("application/xml"),
            ),
            (&["multipart/form-data"], &flat, None),
        ] {
            let kinds: BTreeSet<String> = kinds.iter().map(|kind| (*kind).to_owned()).collect();
            let found = request_media(&kinds, body, true).map(|(kind, _)| kind);
            assert_eq!(found, expected, "{kinds:?}");
        }
    }
}
