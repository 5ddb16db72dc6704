//! Converts the texts of our document into doc comments of the generated code.
//!
//! rustdoc compiles and runs code blocks in doc comments, and a text may come from the vendor. Every text of the
//! document is therefore sanitized, and lint checks the resulting comments.

use std::collections::BTreeMap;

use openapi_facts::json::Json;
use openapi_facts::sanitize::{code_span, prose};
use syn::visit_mut::VisitMut;
use syn::{Attribute, parse_quote};

use super::request::Request;
use crate::document::{bare, operations as each_operation};
use crate::extensions;
use crate::media::{self, MediaKind};
use crate::parameters;

/// The texts of operations, by normalized operation id.
pub type OperationsDocs = BTreeMap<String, OperationDocs>;

/// The texts of an operation.
pub struct OperationDocs {
    pub id: String,
    /// The text for the method of the client.
    pub text: String,
    /// The text for the builder's method `send`.
    pub send_text: String,
    /// The descriptions of parameters, by the normalized name of the setter.
    pub parameters: BTreeMap<String, String>,
    /// The media types of a success that is read as bytes; empty for JSON.
    pub bytes: Vec<String>,
    /// The code that builds the request.
    pub request: Request,
}

/// Collects the texts of all operations.
pub fn operations(doc: &Json) -> OperationsDocs {
    each_operation(doc)
        .map(|(method, path, operation)| {
            let text = |key| operation.text(key).unwrap_or("");
            let id = text("operationId").to_owned();
            let sends = format!("Sends {}.", code_span(&format!("{method} {path}")));
            let mut full = format!(
                "{}\n\n{}\n\n{sends} {}",
                prose(text("summary")),
                prose(text("description")),
                effect(operation)
            );
            if let Some(guide) = operation.text(extensions::GUIDE) {
                full += &format!(" The path in the vendor's guide is {}.", code_span(guide));
            }
            if let Some(environment) = only_environment(operation) {
                full += &format!(
                    " It exists only in the environment {}. In other environments the call fails before a request is sent.",
                    prose(environment)
                );
            }
            let parameters = operation.list("parameters");
            let docs = OperationDocs {
                send_text: format!("{sends}\n\n# Errors\n\n{}", errors(operation)),
                text: full,
                parameters: parameters.iter().filter_map(described).collect(),
                bytes: success_bytes(operation),
                request: Request::of(doc, &method, path, operation),
                id: id.clone(),
            };
            (bare(&id), docs)
        })
        .collect()
}

/// Returns the media types of a success that is not JSON.
fn success_bytes(operation: &Json) -> Vec<String> {
    let responses = operation.get("responses").into_iter();
    let successes = responses
        .flat_map(Json::entries)
        .filter(|(status, _)| status.starts_with('2'));
    let kinds: Vec<&str> = successes
        .filter_map(|(_, response)| response.get("content"))
        .flat_map(Json::entries)
        .map(|(media_type, _)| media_type)
        .collect();
    let is_json = |kind: &&str| media::kind(kind) == Some(MediaKind::Json);
    match kinds.iter().all(is_json) {
        true => Vec::new(),
        false => kinds.into_iter().map(str::to_owned).collect(),
    }
}

fn described(parameter: &Json) -> Option<(String, String)> {
    let text = |key| parameter.text(key);
    Some((
        bare(&parameters::setter(parameter)),
        prose(text("description")?),
    ))
}

fn effect(operation: &Json) -> String {
    let text = |key| operation.text(key).unwrap_or("");
    match text(extensions::EFFECT) {
        "read" => "It changes nothing.".to_owned(),
        "unsafe-get" => "It changes state, although it is a GET.".to_owned(),
        _ => match operation
            .at(&[extensions::REFERENCE, "field"])
            .and_then(Json::as_str)
        {
            Some(field) => format!(
                "It writes; {} is the caller's own reference.",
                code_span(field)
            ),
            None => "It writes, and has no reference field by which the write could be looked up."
                .to_owned(),
        },
    }
}

fn only_environment(operation: &Json) -> Option<&str> {
    match operation.get(extensions::ENVIRONMENTS)?.items() {
        [only] => only.as_str(),
        _ => None,
    }
}

/// Returns the documented error statuses, with an example message of each.
fn errors(operation: &Json) -> String {
    let mut text = "[`crate::Error`] describes the failure.".to_owned();
    for (status, response) in operation
        .get("responses")
        .into_iter()
        .flat_map(Json::entries)
    {
        let message = response
            .at(&["content", "application/json", "example", "message"])
            .and_then(Json::as_str);
        if let (Ok(status @ 400..), Some(message)) = (status.parse::<u16>(), message) {
            text += &format!("\n- {status}, such as {}", code_span(message));
        }
    }
    text
}

/// Converts text to the attributes of a doc comment.
pub fn lines(text: &str) -> Vec<Attribute> {
    text.lines()
        .map(|line| {
            let line = if line.is_empty() {
                String::new()
            } else {
                format!(" {line}")
            };
            parse_quote!(#[doc = #line])
        })
        .collect()
}

/// Returns the text of a doc attribute.
pub fn text(attr: &Attribute) -> Option<String> {
    let syn::Meta::NameValue(meta) = &attr.meta else {
        return None;
    };
    match &meta.value {
        syn::Expr::Lit(syn::ExprLit {
            lit: syn::Lit::Str(text),
            ..
        }) if meta.path.is_ident("doc") => Some(text.value()),
        _ => None,
    }
}

/// Returns the doc attributes.
pub fn of(attrs: &[Attribute]) -> Vec<Attribute> {
    attrs
        .iter()
        .filter(|attr| attr.path().is_ident("doc"))
        .cloned()
        .collect()
}

/// Splits doc comments with several lines into one comment per line. Otherwise they would be printed as a block
/// comment, which a `*/` in the text would end.
pub struct LineByLine;

impl VisitMut for LineByLine {
    fn visit_attributes_mut(&mut self, attrs: &mut Vec<Attribute>) {
        let split = attrs.drain(..).flat_map(|attr| match self::text(&attr) {
            Some(text) if text.contains('\n') => lines(&text),
            _ => vec![attr],
        });
        *attrs = split.collect();
    }
}
