//! Builds operations, parameters, bodies and responses that the vendor added, by rule and with a safe default for every open
//! question.

use std::collections::BTreeSet;

use openapi_facts::api_model::{Node, Operation, Response};
use openapi_facts::fact::{Place, Root};
use openapi_facts::json::{Json, Map};
use openapi_facts::sanitize;

use super::adopter::{Adopter, success};
use super::schema_from_facts::{Position, named};
use super::{object, texts};
use crate::extensions;
use crate::names::{UsedNames, field, is_reserved, operation_id};

impl Adopter<'_> {
    /// Builds an operation that the vendor added.
    pub(super) fn new_operation(
        &mut self,
        name: &str,
        new: &Operation,
        ids: &mut UsedNames,
    ) -> Json {
        let (method, path) = name.split_once(' ').unwrap_or_default();
        let mut map = Map::new();
        let id = ids.unique_method(&operation_id(method, path));
        map.insert("operationId".into(), id.as_str().into());
        map.insert("tags".into(), texts(self.tag(name).as_deref()));
        map.insert("summary".into(), sanitize::name(name).as_str().into());
        let text = "Name and description are generated; see the vendor's document.";
        map.insert("description".into(), text.into());
        let (effect, question) = match method {
            "GET" => (
                "unsafe-get",
                "does it only read? Until a person decides, it counts as unsafe and is never retried",
            ),
            "POST" | "PUT" | "PATCH" | "DELETE" => (
                "write",
                "does it write or only read, and which field carries the caller's reference? Until a person decides, it counts as a write without a reference and is never retried",
            ),
            _ => ("read", "is it a read?"),
        };
        map.insert(extensions::EFFECT.into(), effect.into());
        if effect == "write" {
            map.insert(extensions::DUPLICATES.into(), "none".into());
        }
        self.schemas
            .record_question(name, format!("effect: {question}"));
        let text = "texts: name, summary, descriptions and examples are generated; review them";
        self.schemas.record_question(name, text.to_owned());
        map.insert("security".into(), self.security(name, &new.security));
        let mut parameters: Vec<Json> = Vec::new();
        let mut all = new.parameters.clone();
        for part in path
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split('}').next())
        {
            // A path parameter exists even if the vendor does not declare it.
            let text = || Node {
                required: true,
                kind: "string".to_owned(),
                ..Node::default()
            };
            all.entry(("path".to_owned(), part.to_owned()))
                .or_insert_with(text);
        }
        for (key, node) in &all {
            let taken = rust_names(&parameters);
            parameters.extend(self.parameter(name, key, node, &taken));
        }
        if !parameters.is_empty() {
            map.insert("parameters".into(), Json::Array(parameters));
        }
        if let Some(body) = self.body(name, new) {
            map.insert("requestBody".into(), body);
        }
        let mut responses: Map = errors(new).collect();
        let (status, success) = success(new).unzip();
        let status = status.map_or("200", String::as_str);
        let response = self.response(name, status, success);
        responses.insert(number(status), response);
        responses.sort_keys();
        map.insert("responses".into(), Json::Object(responses));
        Json::Object(map)
    }

    fn tag(&self, name: &str) -> Option<String> {
        let (method, path) = name.split_once(' ')?;
        let operation = self.items.get(path)?.get(&method.to_lowercase())?;
        let tag = operation.list("tags").first()?.as_str()?;
        let plain: String = tag
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || " -_".contains(*c))
            .collect();
        Some(plain.trim().to_owned()).filter(|tag| !tag.is_empty())
    }

    pub(super) fn security(&mut self, name: &str, stated: &str) -> Json {
        if !crate::document::SECURITY.contains(&stated) {
            let question = format!(
                "security: partna-auth does not support {}",
                sanitize::name(stated)
            );
            self.schemas.record_question(name, question);
        }
        let alternatives = stated.split('|').filter(|schemes| *schemes != "none");
        let scheme = |scheme: &str| (scheme.to_owned(), Json::Array(Vec::new()));
        Json::Array(
            alternatives
                .map(|both| {
                    let schemes = both.split('+').filter(|one| !one.is_empty());
                    Json::Object(schemes.map(scheme).collect())
                })
                .collect(),
        )
    }

    pub(super) fn parameter(
        &mut self,
        operation: &str,
        (place, name): &(String, String),
        node: &Node,
        taken: &[String],
    ) -> Option<Json> {
        let root = Root::Parameter {
            location: place.clone(),
            name: name.clone(),
        };
        let at = Place::from(root.clone()).to_string();
        let rust = field(name);
        let problem = match place.as_str() {
            "path" if !operation.contains(&format!("{{{name}}}")) => "is not in the path",
            "query" | "path" if rust.is_empty() || is_reserved(&rust) || taken.contains(&rust) => {
                "has no unique Rust name"
            }
            "query" | "path" => {
                let schema = self.schemas.value(node, &Position::new(operation, root));
                let mut map = Map::new();
                map.insert("name".into(), name.as_str().into());
                map.insert("in".into(), place.as_str().into());
                let text = format!("{} of the vendor's document.", sanitize::name(name));
                map.insert("description".into(), text.as_str().into());
                if node.required || place == "path" {
                    map.insert("required".into(), Json::Bool(true));
                }
                map.insert("schema".into(), schema);
                return Some(Json::Object(map));
            }
            _ => "is a header or a cookie, which only partna-auth sends",
        };
        let question = format!(
            "parameter: {} {problem}, and is omitted",
            sanitize::name(&at)
        );
        self.schemas.record_question(operation, question);
        None
    }

    pub(super) fn body(&mut self, name: &str, new: &Operation) -> Option<Json> {
        let node = new.body.as_ref()?;
        if name.starts_with("GET ") || name.starts_with("DELETE ") || name.starts_with("HEAD ") {
            let question =
                "body: HTTP clients and proxies may drop the body of this method, so it is omitted";
            self.schemas.record_question(name, question.to_owned());
            return None;
        }
        self.not_json(name, "body", &new.content);
        let schema = self.schemas.root(node, &Position::new(name, Root::Body));
        let mut body = Map::new();
        if node.required {
            body.insert("required".into(), Json::Bool(true));
        }
        body.insert("content".into(), content(schema));
        Some(Json::Object(body))
    }

    fn not_json(&mut self, name: &str, at: &str, kinds: &BTreeSet<String>) {
        for kind in kinds.iter().filter(|kind| *kind != JSON) {
            let (at, kind) = (sanitize::name(at), sanitize::name(kind));
            let question = format!("content: {at} may be {kind}; it is treated as JSON");
            self.schemas.record_question(name, question);
        }
    }

    /// Builds a success response. If no body is documented, the schema allows any object.
    pub(super) fn response(
        &mut self,
        name: &str,
        status: &str,
        documented: Option<&Response>,
    ) -> Json {
        let place = Position::new(
            name,
            Root::Response {
                status: status.to_owned(),
            },
        );
        let open = object([
            ("type", "object".into()),
            ("additionalProperties", Json::Bool(true)),
        ]);
        let schema = match documented.and_then(|response| response.body.as_ref()) {
            Some(body) => self.schemas.root(body, &place),
            None => named(open, &place),
        };
        if let Some(response) = documented {
            self.not_json(name, &place.at.to_string(), &response.content);
        }
        object([
            ("description", "The request succeeded.".into()),
            ("content", content(schema)),
        ])
    }
}

/// Returns the normalized Rust names of parameters.
pub(super) fn rust_names(parameters: &[Json]) -> Vec<String> {
    let names = parameters
        .iter()
        .filter_map(|parameter| parameter.text("name"));
    names.map(field).collect()
}

const JSON: &str = "application/json";

fn content(schema: Json) -> Json {
    object([(JSON, object([("schema", schema)]))])
}

/// Returns the number of a status. A range such as `2XX` becomes `200`.
pub(super) fn number(status: &str) -> String {
    status
        .parse::<u16>()
        .map_or("200".to_owned(), |status| status.to_string())
}

/// Returns the error responses: each documented status and both ranges, all with the same type.
pub(super) fn errors(operation: &Operation) -> impl Iterator<Item = (String, Json)> {
    let documented = operation.responses.keys();
    let exact =
        documented.filter(|status| status.starts_with(['4', '5']) && status.parse::<u16>().is_ok());
    let ranges = [
        (
            "4XX",
            "The API rejected the request; the message states the reason.",
        ),
        ("5XX", "The API failed or is not available."),
    ];
    let exact = exact.map(|status| {
        (
            status.clone(),
            "The API rejected the request or failed; the message states the reason.",
        )
    });
    let all = exact.chain(ranges.map(|(status, text)| (status.to_owned(), text)));
    all.map(|(status, text)| {
        let reference = object([("$ref", "#/components/schemas/ApiError".into())]);
        let media = object([("schema", reference)]);
        let response = object([
            ("description", text.into()),
            ("content", object([(JSON, media)])),
        ]);
        (status, response)
    })
}
