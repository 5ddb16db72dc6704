//! Statements about security: the definition of each scheme, and the schemes that an operation requires.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::json::Json;

/// Characters that have a meaning in the text of a security statement. In names, they are percent-encoded.
const SEPARATORS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'%')
    .add(b'+')
    .add(b',')
    .add(b'[')
    .add(b']')
    .add(b'|');

/// The keywords of a security scheme that its definition covers. A description has no effect on the wire.
pub(super) const SCHEME_KEYWORDS: [&str; 7] = [
    "description",
    "flows",
    "in",
    "name",
    "openIdConnectUrl",
    "scheme",
    "type",
];

/// Returns the definition of a security scheme: `apiKey in header x-api-key`.
pub(super) fn definition(scheme: &Json) -> String {
    let text = |key| scheme.text(key).unwrap_or("");
    match text("type") {
        // Header names are case-insensitive.
        "apiKey" if text("in") == "header" => {
            format!("apiKey in header {}", text("name").to_lowercase())
        }
        "apiKey" => format!("apiKey in {} {}", text("in"), text("name")),
        "http" => format!("http {}", text("scheme").to_lowercase()),
        "openIdConnect" => format!("openIdConnect {}", text("openIdConnectUrl")),
        "oauth2" => {
            let flows = scheme.get("flows").into_iter().flat_map(Json::entries);
            let mut flows: Vec<String> = flows
                .filter(|(name, _)| !name.starts_with("x-"))
                .map(|(name, flow)| flow_definition(name, flow))
                .collect();
            flows.sort_unstable();
            format!("oauth2 {}", flows.join("; "))
        }
        other => other.to_owned(),
    }
}

/// Returns the definition of an OAuth flow: `authorizationCode authorizationUrl=… scopes=read,write`. Descriptions of
/// scopes are omitted.
fn flow_definition(name: &str, flow: &Json) -> String {
    let members = flow.entries().filter(|(key, _)| !key.starts_with("x-"));
    let mut members: Vec<String> = members
        .map(|(key, value)| match value {
            Json::String(text) => format!("{key}={text}"),
            value => {
                let mut names: Vec<String> =
                    value.entries().map(|(name, _)| encode(name)).collect();
                names.sort_unstable();
                format!("{key}={}", names.join(","))
            }
        })
        .collect();
    members.sort_unstable();
    format!("{name} {}", members.join(" "))
}

/// Returns the security of an operation as `a+b|c`: sorted alternatives, each with its schemes joined by `+`. Scopes
/// follow their scheme: `oauth[read,write]`. In names, characters with a meaning in this text are percent-encoded.
pub fn requirement(doc: &Json, operation: &Json) -> String {
    let alternatives = operation.get("security").or_else(|| doc.get("security"));
    let mut alternatives: Vec<String> = alternatives
        .map_or(&[][..], Json::items)
        .iter()
        .map(|alternative| {
            let mut schemes: Vec<String> = alternative.entries().map(scheme_with_scopes).collect();
            schemes.sort_unstable();
            schemes.join("+")
        })
        .collect();
    alternatives.sort_unstable();
    alternatives.dedup();
    match alternatives.join("|") {
        none if none.is_empty() => "none".to_owned(),
        some => some,
    }
}

fn scheme_with_scopes((name, scopes): (&str, &Json)) -> String {
    let name = match name {
        // A scheme with the name `none` is encoded, because `none` means that there is no security.
        "none" => "%6Eone".to_owned(),
        name => encode(name),
    };
    let scopes = scopes.items().iter().filter_map(Json::as_str);
    let mut scopes: Vec<String> = scopes.map(encode).collect();
    scopes.sort_unstable();
    if scopes.is_empty() {
        name
    } else {
        format!("{name}[{}]", scopes.join(","))
    }
}

fn encode(name: &str) -> String {
    utf8_percent_encode(name, SEPARATORS).to_string()
}

/// Decodes the name of a scheme from the text of a security statement.
pub(crate) fn decode(name: &str) -> String {
    percent_decode_str(name).decode_utf8_lossy().into_owned()
}
