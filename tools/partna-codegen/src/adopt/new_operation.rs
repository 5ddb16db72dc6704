//! Builds operations, parameters, bodies and responses that the vendor added. For every open question, a safe default
//! is used.

use std::collections::BTreeSet;

use openapi_facts::api_model::{Node, Operation};
use openapi_facts::fact::{Place, Root};
use openapi_facts::json::{Json, Map};
use openapi_facts::sanitize;
use openapi_facts::schema::resolve;

use super::adopter::Adopter;
use super::schema_from_facts::{OperationOmitted, Position, named};
use super::success::{self, Success, SuccessMedia};
use super::{encodings, object, texts, wire_form};
use crate::document::bare;
use crate::extensions;
use crate::generate::request::{has_variable, is_variable, variables};
use crate::media::{self, JSON, MediaKind};
use crate::names::{UsedNames, operation_id};
use crate::parameters::{self, Form, chosen_setter};

impl Adopter<'_> {
    /// Builds an operation that the vendor added.
    ///
    /// # Errors
    ///
    /// If a required part of the operation cannot be sent. The operation and the reason are added to the list of
    /// omitted operations.
    pub(super) fn new_operation(
        &mut self,
        name: &str,
        new: &Operation,
        ids: &mut UsedNames,
    ) -> Result<Json, OperationOmitted> {
        let (method, path) = name.split_once(' ').unwrap_or_default();
        if method == "TRACE" {
            let reason =
                "is a TRACE: its response repeats the headers of the request, also the API key";
            return Err(self.schemas.omit_operation(name, reason));
        }
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
        let parameters = self.parameters(name, path, new)?;
        if !parameters.is_empty() {
            map.insert("parameters".into(), Json::Array(parameters));
        }
        if let Some(body) = self.body(name, new)? {
            map.insert("requestBody".into(), body);
        }
        let mut responses: Map = errors(new).collect();
        let success = success::of(method, new);
        let status = success
            .as_ref()
            .map_or("200", |success| success.status.as_str());
        responses.insert(number(status), self.response(name, success.as_ref()));
        responses.sort_keys();
        self.update_empty_successes(name, &mut map, None, new);
        map.insert("responses".into(), Json::Object(responses));
        Ok(Json::Object(map))
    }

    /// Builds the parameters of an operation.
    fn parameters(
        &mut self,
        name: &str,
        path: &str,
        new: &Operation,
    ) -> Result<Vec<Json>, OperationOmitted> {
        let mut all = new.parameters.clone();
        for (_, variable, in_query) in variables(path) {
            // A variable in the path is a parameter, even if the vendor does not declare it.
            let text = || Node {
                required: true,
                kind: "string".to_owned(),
                ..Node::default()
            };
            let is_declared = all.keys().any(|(location, name)| {
                let is_in_url = location == "path" || (in_query && location == "query");
                is_in_url && is_variable(name, variable)
            });
            if !is_declared {
                all.entry(("path".to_owned(), variable.to_owned()))
                    .or_insert_with(text);
            }
        }
        let mut parameters: Vec<Json> = Vec::new();
        for location in ["path", "query", "header", "cookie"] {
            for (key, node) in all.iter().filter(|((at, _), _)| at == location) {
                let taken = setters(&parameters);
                let declared = encodings::of_parameter(new, key);
                parameters.extend(self.parameter(name, key, node, &declared, &taken)?);
            }
        }
        Ok(parameters)
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

    /// Builds a parameter, or returns `None` if the parameter is omitted.
    ///
    /// # Errors
    ///
    /// If it is required and cannot be sent.
    pub(super) fn parameter(
        &mut self,
        operation: &str,
        key: &(String, String),
        node: &Node,
        declared: &Json,
        taken: &BTreeSet<String>,
    ) -> Result<Option<Json>, OperationOmitted> {
        let (location, name) = key;
        let root = Root::Parameter {
            location: location.clone(),
            name: name.clone(),
        };
        let at = Place::from(root.clone()).to_string();
        if let Some(reason) = self.unsent_by_callers(operation, location, name) {
            self.schemas.omit_part(operation, &at, reason);
            return Ok(None);
        }
        let form = Form::of(declared);
        let path = operation.split_once(' ').map_or("", |(_, path)| path);
        let in_path_query = variables(path).iter().any(|(_, variable, in_query)| {
            *in_query && is_variable(name, variable) && location != "header"
        });
        let check = wire_form::check_parameter(location, name, form.as_ref(), node, in_path_query);
        if let Err(reason) = check {
            self.schemas.omit_part(operation, &at, reason);
            if node.required || location == "path" || in_path_query {
                let reason = format!("requires {}, which {reason}", sanitize::name(&at));
                return Err(self.schemas.omit_operation(operation, &reason));
            }
            return Ok(None);
        }
        let is_json = form == Some(Form::Json);
        let position = Position::new(operation, root).as_json(is_json);
        let schema = self.schemas.value(node, &position);
        self.schemas.check_named(operation)?;
        let mut map = Map::new();
        map.insert("name".into(), name.as_str().into());
        map.insert("in".into(), location.as_str().into());
        if let Some(setter) = chosen_setter(location, name, taken) {
            map.insert(extensions::SETTER.into(), setter.as_str().into());
        }
        let text = format!("{} of the vendor's document.", sanitize::name(name));
        map.insert("description".into(), text.as_str().into());
        if node.required || location == "path" || in_path_query {
            map.insert("required".into(), Json::Bool(true));
        }
        for key in ["style", "explode", "allowReserved"] {
            if let Some(value) = declared.get(key) {
                map.insert(key.into(), value.clone());
            }
        }
        if is_json {
            map.insert("content".into(), content(JSON, schema));
        } else {
            map.insert("schema".into(), schema);
        }
        Ok(Some(Json::Object(map)))
    }

    /// Returns the reason why callers need not set a parameter. A request is complete without it: for example, the HTTP
    /// client or the transport sets the header.
    fn unsent_by_callers(
        &self,
        operation: &str,
        location: &str,
        name: &str,
    ) -> Option<&'static str> {
        let is_header = location == "header";
        let path = operation.split_once(' ').map_or("", |(_, path)| path);
        let schemes = self.vendor.at(&["components", "securitySchemes"]);
        let mut schemes = schemes.into_iter().flat_map(Json::entries);
        let is_key = matches!(location, "header" | "cookie")
            && schemes.any(|(_, scheme)| {
                scheme.text("in") == Some(location)
                    && scheme
                        .text("name")
                        .is_some_and(|key| key.eq_ignore_ascii_case(name))
            });
        let is_credential = is_header
            && wire_form::CREDENTIAL_HEADERS
                .iter()
                .any(|known| known.eq_ignore_ascii_case(name));
        if is_key || is_credential {
            Some("is a part of the credentials, which only the transport sends")
        } else if is_header && wire_form::is_client_header(name) {
            Some("is a header that the HTTP client sets")
        } else if location == "path" && !has_variable(path, name) {
            Some("is not in the path")
        } else {
            None
        }
    }

    /// Builds the request body. Returns `None` if there is no body, or if an optional body cannot be sent.
    ///
    /// # Errors
    ///
    /// If it is required and cannot be sent.
    pub(super) fn body(
        &mut self,
        name: &str,
        new: &Operation,
    ) -> Result<Option<Json>, OperationOmitted> {
        let Some(node) = &new.body else {
            return Ok(None);
        };
        let special = encodings::special_form_field(new, node);
        let media = wire_form::request_media(&new.content, node, special.is_none());
        let Some((media_type, kind)) = media else {
            let kinds: Vec<String> = new
                .content
                .iter()
                .map(|kind| sanitize::name(kind))
                .collect();
            let mut reason = format!("is {}, which cannot be generated", kinds.join(" or "));
            if let Some(field) = special {
                reason = format!("{reason}: {} has its own encoding", sanitize::name(&field));
            }
            self.schemas.omit_part(name, "body", &reason);
            if node.required {
                let reason = format!("requires a body that {reason}");
                return Err(self.schemas.omit_operation(name, &reason));
            }
            return Ok(None);
        };
        let method = name.split(' ').next().unwrap_or_default();
        if !["POST", "PUT", "PATCH"].contains(&method) {
            let question = "body: HTTP clients and proxies may drop the body of this method";
            self.schemas.record_question(name, question.to_owned());
        }
        for other in new
            .content
            .iter()
            .filter(|kind| media::sent(kind) != media_type)
        {
            let other = sanitize::name(other);
            let question = format!("content: body may be {other}; it is sent as {media_type}");
            self.schemas.record_question(name, question);
        }
        let schema = match kind {
            MediaKind::Json | MediaKind::Form => {
                self.schemas.root(node, &Position::new(name, Root::Body))
            }
            MediaKind::Bytes => bytes(),
        };
        self.schemas.check_named(name)?;
        let mut body = Map::new();
        if node.required {
            body.insert("required".into(), Json::Bool(true));
        }
        let declared = match kind {
            MediaKind::Bytes => self.declared_media_type(name, media_type),
            MediaKind::Json | MediaKind::Form => None,
        };
        body.insert(
            "content".into(),
            content(declared.unwrap_or(media_type), schema),
        );
        Ok(Some(Json::Object(body)))
    }

    /// Returns the media type of a body as the vendor writes it, with the charset. Facts do not contain the charset.
    fn declared_media_type(&self, operation: &str, media_type: &str) -> Option<&str> {
        let (method, path) = operation.split_once(' ')?;
        let item = resolve(self.vendor, self.items.get(path)?).ok()?;
        let body = item.at(&[&method.to_lowercase(), "requestBody"])?;
        let body = resolve(self.vendor, body).ok()?;
        let mut kinds = body.get("content")?.entries().map(|(kind, _)| kind);
        kinds.find(|kind| {
            let mut parts = kind.split(';').map(str::trim);
            let essence = parts.next().unwrap_or_default();
            let has_charset_only = parts.all(|part| part.to_lowercase().starts_with("charset="));
            has_charset_only
                && essence.eq_ignore_ascii_case(media_type)
                && media::kind(kind) == Some(MediaKind::Bytes)
        })
    }

    /// Builds a success response. If no body is documented, the schema allows any object.
    pub(super) fn response(&mut self, name: &str, success: Option<&Success>) -> Json {
        let status = success.map_or("200", |success| success.status.as_str());
        let place = Position::new(
            name,
            Root::Response {
                status: status.to_owned(),
            },
        );
        if success.is_some_and(|success| success.is_merged) {
            let question = "content: the successes have different bodies; one type holds the fields of all, and all are optional";
            self.schemas.record_question(name, question.to_owned());
        }
        let content = match success.map(|success| &success.media) {
            Some(SuccessMedia::Bytes(kinds)) => {
                let question = "content: a success is not JSON, so its body is returned as bytes";
                self.schemas.record_question(name, question.to_owned());
                // A media type that is not JSON is first, because the first media type determines that the body is read
                // as bytes.
                let (json, others): (Vec<&String>, Vec<&String>) =
                    kinds.iter().partition(|kind| media::is_json(kind));
                let all = others.into_iter().chain(json);
                Json::Object(
                    all.map(|kind| (kind.clone(), object([("schema", bytes())])))
                        .collect(),
                )
            }
            Some(SuccessMedia::Json(media_type)) => {
                let schema = match success.and_then(|success| success.body.as_ref()) {
                    Some(body) => self.schemas.root(body, &place),
                    None => named(open_object(), &place),
                };
                content(media_type, schema)
            }
            None => content(JSON, named(open_object(), &place)),
        };
        object([
            ("description", "The request succeeded.".into()),
            ("content", content),
        ])
    }
}

/// Returns the schema of a success response without a documented body.
fn open_object() -> Json {
    object([
        ("type", "object".into()),
        ("additionalProperties", Json::Bool(true)),
    ])
}

/// Returns the schema of a body that is not JSON.
fn bytes() -> Json {
    object([("type", "string".into()), ("format", "binary".into())])
}

/// Returns the names of the setters of parameters, in the form in which names are compared.
pub(super) fn setters(parameters: &[Json]) -> BTreeSet<String> {
    let setters = parameters.iter().map(parameters::setter);
    setters.map(|setter| bare(&setter)).collect()
}

fn content(media_type: &str, schema: Json) -> Json {
    object([(media_type, object([("schema", schema)]))])
}

/// Returns the number of a success status. A range such as `2XX` becomes `200`.
pub(super) fn number(status: &str) -> String {
    status
        .parse::<u16>()
        .map_or("200".to_owned(), |status| status.to_string())
}

/// Returns the error responses: each documented status, `4XX` and `5XX`. All have the same type.
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
