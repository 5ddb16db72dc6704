//! The parameters of an operation in our document: their setters, and their form on the wire.

use std::collections::BTreeSet;

use heck::ToSnakeCase;
use openapi_facts::json::Json;

use crate::document::bare;
use crate::extensions;
use crate::media::is_json;
use crate::names::{corrected_field, is_reserved};

/// A parameter of an operation.
#[derive(Clone, Debug)]
pub struct Parameter<'a> {
    /// `path`, `query`, `header` or `cookie`.
    pub location: &'a str,
    /// The name on the wire.
    pub name: &'a str,
    /// The name of the setter.
    pub setter: String,
    pub required: bool,
    pub schema: &'a Json,
    pub form: Form,
    pub description: Option<&'a str>,
}

/// The form in which the value of a parameter is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// As JSON text.
    Json,
    /// As one pair of the query, without encoding of reserved characters.
    Reserved,
    /// In a style of OpenAPI.
    Style { style: String, explode: bool },
}

impl Form {
    /// Returns the form that a parameter declares, or `None` if the parameter has a media type that is not JSON.
    pub fn of(parameter: &Json) -> Option<Self> {
        if let Some(content) = parameter.get("content") {
            let mut kinds = content.entries().map(|(kind, _)| kind);
            return kinds.all(is_json).then_some(Self::Json);
        }
        // `allowReserved` applies only to query parameters.
        if parameter.text("in") == Some("query")
            && parameter.get("allowReserved").and_then(Json::as_bool) == Some(true)
        {
            return Some(Self::Reserved);
        }
        let default = match parameter.text("in") {
            Some("path" | "header") => "simple",
            _ => "form",
        };
        let style = parameter.text("style").unwrap_or(default).to_owned();
        let explode = parameter.get("explode").and_then(Json::as_bool);
        let explode = explode.unwrap_or(style == "form");
        Some(Self::Style { style, explode })
    }

    /// Whether the form is the default for a location.
    pub fn is_default(&self, location: &str) -> bool {
        let is_plain = matches!(location, "path" | "header");
        match self {
            Self::Json | Self::Reserved => false,
            Self::Style { style, explode } => {
                style == if is_plain { "simple" } else { "form" } && *explode != is_plain
            }
        }
    }
}

/// Returns the schema of a parameter, also if the parameter is JSON text.
pub fn schema(parameter: &Json) -> Option<&Json> {
    parameter.get("schema").or_else(|| {
        let content = parameter.get("content")?;
        content.entries().find_map(|(_, media)| media.get("schema"))
    })
}

/// Returns the name of the setter of a parameter in our document.
pub fn setter(parameter: &Json) -> String {
    let stored = parameter.text(extensions::SETTER).map(str::to_owned);
    stored.unwrap_or_else(|| snake(parameter.text("name").unwrap_or_default()))
}

/// Returns the parameters of an operation in our document, in the order of the document. Parameters without a schema
/// are omitted, because lint rejects them.
pub fn of(operation: &Json) -> Vec<Parameter<'_>> {
    let parameters = operation.list("parameters").iter();
    parameters
        .filter_map(|parameter| {
            Some(Parameter {
                location: parameter.text("in")?,
                name: parameter.text("name")?,
                setter: setter(parameter),
                required: parameter.get("required").and_then(Json::as_bool) == Some(true),
                schema: schema(parameter)?,
                form: Form::of(parameter)?,
                description: parameter.text("description"),
            })
        })
        .collect()
}

/// Converts a name to a Rust name: `phoneID` to `phone_id`, and `type` to `type_`.
pub fn snake(name: &str) -> String {
    let snake = corrected_field(&name.to_snake_case()).to_owned();
    // syn accepts `gen`, which is a keyword of edition 2024.
    if snake == "gen" || syn::parse_str::<syn::Ident>(&snake).is_err() {
        return snake + "_";
    }
    snake
}

/// Whether a name is valid for a setter, and progenitor does not change it.
pub fn is_setter(name: &str) -> bool {
    let is_plain = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    is_plain && snake(name) == name && !is_reserved(&bare(name))
}

/// Chooses the name of the setter for a new parameter. `taken` contains the other setters of the operation, in the form
/// of [`bare`]. Returns `None` if the name in snake case is valid and free, so that the document need not state it.
pub fn chosen_setter(location: &str, name: &str, taken: &BTreeSet<String>) -> Option<String> {
    let is_free = |name: &str| is_setter(name) && !taken.contains(&bare(name));
    let plain = snake(name);
    if is_free(&plain) {
        return None;
    }
    let letters: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let letters = letters.to_snake_case();
    let base = match letters.chars().next() {
        None => format!("{location}_parameter"),
        Some(first) if first.is_ascii_digit() => format!("{location}_{letters}"),
        Some(_) if is_free(&letters) => return Some(letters),
        Some(_) => format!("{letters}_{location}"),
    };
    let numbered = (2..).map(|number| format!("{base}_{number}"));
    std::iter::once(base.clone())
        .chain(numbered)
        .find(|name| is_free(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_makes_a_unique_setter() {
        let mut taken = BTreeSet::new();
        let mut setters = Vec::new();
        for (location, name) in [
            ("path", "client"),
            ("path", "id"),
            ("query", "_client"),
            ("query", "client"),
            ("query", "Client"),
            ("query", "id"),
            ("query", "userId"),
            ("query", "user_id"),
            ("query", "type"),
            ("query", "self"),
            ("query", "send"),
            ("query", "body"),
            ("query", "bodyMap"),
            ("query", "new"),
            ("query", "gen"),
            ("query", "request"),
            ("query", ""),
            ("query", "$"),
            ("query", "filter[name]"),
            ("query", "2fa"),
            ("query", "größe"),
            ("header", "X-Id"),
            ("header", "id"),
            ("cookie", "id"),
        ] {
            let chosen = chosen_setter(location, name, &taken);
            let setter = chosen.unwrap_or_else(|| snake(name));
            assert!(is_setter(&setter), "{setter}");
            assert!(taken.insert(bare(&setter)), "{setter}");
            setters.push(setter);
        }
        assert_eq!(
            setters,
            [
                "client_path",
                "id",
                "client_query",
                "client_query_2",
                "client_query_3",
                "id_query",
                "user_id",
                "user_id_query",
                "type_",
                "self_",
                "send_query",
                "body_query",
                "body_map_query",
                "new_query",
                "gen_",
                "request_query",
                "query_parameter",
                "query_parameter_2",
                "filter_name",
                "query_2fa",
                "gr_e",
                "x_id",
                "id_header",
                "id_cookie",
            ]
        );
    }

    #[test]
    fn forms_have_the_defaults_of_their_location() {
        let form = |location: &str, extra: &str| {
            let text = format!(r#"{{"in": "{location}"{extra}}}"#);
            Json::parse(&text)
                .ok()
                .and_then(|parameter| Form::of(&parameter))
        };
        let style = |style: &str, explode: bool| {
            Some(Form::Style {
                style: style.to_owned(),
                explode,
            })
        };
        assert_eq!(form("query", ""), style("form", true));
        assert_eq!(form("path", ""), style("simple", false));
        assert_eq!(form("header", ""), style("simple", false));
        assert_eq!(form("cookie", ""), style("form", true));
        assert_eq!(
            form("query", r#", "style": "pipeDelimited""#),
            style("pipeDelimited", false)
        );
        let json = r#", "content": {"application/json; charset=utf-8": {}}"#;
        assert_eq!(form("query", json), Some(Form::Json));
        assert_eq!(form("query", r#", "content": {"text/csv": {}}"#), None);
    }
}
