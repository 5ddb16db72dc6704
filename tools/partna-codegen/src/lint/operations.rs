//! Rules about operations: ids, responses, parameters, and the safety data in `x-partna-*` keys.

use std::collections::{BTreeMap, BTreeSet};

use openapi_facts::facts::{METHODS, security::requirement};
use openapi_facts::json::{Json, join};
use openapi_facts::sanitize;
use openapi_facts::schema::resolve;

use super::{Finding, schemas};
use crate::document::SECURITY;
use crate::document::{bare, operations, parameters_by_id};
use crate::extensions;
use crate::extensions::{ASSUMED, TODO};
use crate::generate::request::{has_variable, is_variable, variables};
use crate::media::{self, MediaKind};
use crate::parameters::{self, is_setter};

/// The permitted keys of each kind of object. openapiv3 silently drops all other keys.
const OPERATION: &[&str] = &[
    "description",
    "operationId",
    "parameters",
    "requestBody",
    "responses",
    "security",
    "summary",
    "tags",
    ASSUMED,
    TODO,
    extensions::DUPLICATES,
    extensions::EFFECT,
    extensions::EMPTY_SUCCESSES,
    extensions::ENVIRONMENTS,
    extensions::GUIDE,
    extensions::RECOVERY,
    extensions::REFERENCE,
    extensions::REFUSED_SCOPES,
];
/// The kinds of open questions that block code generation. The kind is the first word of a question.
const BLOCKING: [&str; 5] = ["effect:", "money:", "reference:", "secret:", "security:"];
const PARAMETER: &[&str] = &[
    "allowReserved",
    "content",
    "description",
    "example",
    "explode",
    "in",
    "name",
    "required",
    "schema",
    "style",
    extensions::SETTER,
];
const BODY: &[&str] = &["content", "required"];
const RESPONSE: &[&str] = &["content", "description"];
const MEDIA: &[&str] = &["example", "schema"];

const API_ERROR: &str = "#/components/schemas/ApiError";

pub fn check(doc: &Json, findings: &mut Vec<Finding>) {
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    for (_, _, operation) in operations(doc) {
        if let Some(id) = operation.text("operationId") {
            *uses.entry(bare(id)).or_default() += 1;
        }
    }
    let known_parameters = parameters_by_id(doc);
    let tags: BTreeSet<&str> = doc
        .list("tags")
        .iter()
        .filter_map(|tag| tag.text("name"))
        .collect();
    for (index, server) in doc.list("servers").iter().enumerate() {
        let url = server.text("url").unwrap_or("");
        if !url.starts_with("https://") || url.ends_with('/') {
            findings.push(Finding::new(
                &format!("/servers/{index}"),
                "the server is not https, so API keys would be sent unencrypted, or it ends with a slash, so paths would begin with two",
                "write an https URL without a final slash",
            ));
        }
    }
    for (path, item) in doc.get("paths").into_iter().flat_map(Json::entries) {
        keys(&join("/paths", path), item, &METHODS, findings);
    }
    for (method, path, operation) in operations(doc) {
        let pointer = join(&join("/paths", path), &method.to_lowercase());
        keys(&pointer, operation, OPERATION, findings);
        let mut checker = OperationChecker {
            doc,
            findings,
            pointer,
            method,
            path,
            operation,
        };
        checker.check_id(&uses);
        checker.check_open_questions();
        checker.check_tags(&tags);
        checker.check_security();
        checker.check_effect(&known_parameters);
        checker.check_scopes();
        checker.check_parameters();
        checker.check_body();
        checker.check_responses();
    }
}

/// Whether a parameter is a header of the credentials.
fn is_credential(parameter: &Json) -> bool {
    let name = parameter.text("name").unwrap_or_default();
    ["authorization", "x-api-key", "x-api-user"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(name))
}

/// Reports the keys of an object that are not in `known`, because they are not read.
pub(super) fn keys(pointer: &str, object: &Json, known: &[&str], findings: &mut Vec<Finding>) {
    for (key, _) in object.entries().filter(|(key, _)| !known.contains(key)) {
        findings.push(Finding::new(
            &join(pointer, key),
            format!("`{key}` is not read here and would be dropped silently"),
            "correct the spelling, or move it",
        ));
    }
}

pub(super) struct OperationChecker<'a> {
    pub(super) doc: &'a Json,
    pub(super) findings: &'a mut Vec<Finding>,
    pub(super) pointer: String,
    pub(super) method: String,
    pub(super) path: &'a str,
    pub(super) operation: &'a Json,
}

impl OperationChecker<'_> {
    pub(super) fn find(&mut self, below: &str, problem: impl Into<String>, fix: impl Into<String>) {
        self.findings.push(Finding::new(
            &format!("{}{below}", self.pointer),
            problem,
            fix,
        ));
    }

    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.operation.text(key)
    }

    fn check_id(&mut self, uses: &BTreeMap<String, usize>) {
        let Some(id) = self.text("operationId").map(str::to_owned) else {
            self.find(
                "",
                "no operationId: progenitor rejects the document",
                "add an operationId of a verb and a noun, such as `get_rate`",
            );
            return;
        };
        let snake = id.contains('_') && id.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        if !snake {
            self.find(
                "/operationId",
                format!("`{id}` becomes a Rust method, whose name must be lower-case letters with an underscore"),
                "write a verb and a noun, such as `get_rate`",
            );
        }
        if uses.get(&bare(&id)).is_some_and(|uses| *uses > 1) {
            self.find(
                "/operationId",
                format!("`{id}` is used twice, ignoring underscores: progenitor rejects the document or confuses the operations"),
                "rename one of them",
            );
        }
        for key in ["summary", "description"] {
            if self.text(key).is_none_or(str::is_empty) {
                self.find(
                    "",
                    format!("no {key}: the method would have no documentation"),
                    format!("write a {key}"),
                );
            }
        }
    }

    /// Reports the open questions of an adoption that block code generation; see [`BLOCKING`].
    fn check_open_questions(&mut self) {
        let open: Vec<String> = self
            .operation
            .list(TODO)
            .iter()
            .filter_map(Json::as_str)
            .filter(|line| BLOCKING.iter().any(|kind| line.starts_with(kind)))
            .map(str::to_owned)
            .collect();
        for line in open {
            self.find(
                &format!("/{TODO}"),
                line,
                "decide the question in the document, and delete its line",
            );
        }
    }

    fn check_tags(&mut self, tags: &BTreeSet<&str>) {
        let used = self.operation.list("tags");
        for tag in used.iter().filter_map(Json::as_str) {
            if !tags.contains(tag) {
                self.find(
                    "/tags",
                    format!("the tag `{tag}` is not declared"),
                    "declare it under `tags` with a description",
                );
            }
        }
    }

    fn check_security(&mut self) {
        let found = requirement(self.doc, self.operation);
        let assumed = self.operation.list(ASSUMED).iter().filter_map(Json::as_str);
        let is_assumed = assumed
            .into_iter()
            .any(|line| line.starts_with("security:"));
        if !SECURITY.contains(&found.as_str()) && !is_assumed {
            self.find(
                "/security",
                format!("partna-auth does not support the security requirement `{found}`"),
                "add support for this requirement to partna-auth first",
            );
        }
    }

    fn check_parameters(&mut self) {
        let parameters = self.operation.list("parameters");
        let mut setters = BTreeSet::new();
        let text = |parameter: &Json, key: &str| parameter.text(key).unwrap_or("").to_owned();
        for (index, parameter) in parameters.iter().enumerate() {
            let below = format!("/parameters/{index}");
            keys(
                &format!("{}{below}", self.pointer),
                parameter,
                PARAMETER,
                self.findings,
            );
            if text(parameter, "description").is_empty() {
                self.find(
                    &below,
                    "no description: the setter would have no documentation",
                    "write a description, with the unit",
                );
            }
            let required = parameter.get("required").and_then(Json::as_bool) == Some(true);
            let name = text(parameter, "name");
            let template = format!("{{{}}}", sanitize::fact_path(&name));
            let setter = parameters::setter(parameter);
            if !is_setter(&setter) || !setters.insert(bare(&setter)) {
                self.find(
                    &below,
                    format!(
                        "the setter of this parameter would be `{setter}`, which is not a valid name, or not a unique name of a setter"
                    ),
                    format!("set another name in `{}`", extensions::SETTER),
                );
            }
            match text(parameter, "in").as_str() {
                "query" => {}
                "header" | "cookie" if !is_credential(parameter) => {}
                "path" if required && has_variable(self.path, &name) => {}
                "path" => self.find(
                    &below,
                    "a path parameter must be required and be in the path, or progenitor panics",
                    format!("mark it required, and add `{template}` to the path"),
                ),
                _ => self.find(
                    &below,
                    "only partna-auth sends the headers of the credentials",
                    "remove the parameter",
                ),
            }
            let Some(schema) = parameters::schema(parameter) else {
                self.find(&below, "a parameter without a schema", "state its type");
                continue;
            };
            schemas::check_inline(
                self.doc,
                &format!("{}{below}/schema", self.pointer),
                schema,
                self.findings,
            );
            let kind = resolve(self.doc, schema)
                .ok()
                .and_then(|schema| schema.get("type"))
                .and_then(Json::as_str);
            let is_json = parameter.get("content").is_some();
            if !is_json && matches!(kind, None | Some("number")) {
                self.find(&format!("{below}/schema"), "a parameter must be sent as text; number/decimal would be sent as a struct", "use string (with `format: decimal` for amounts), integer, boolean, or a list or an object of those");
            }
        }
        for (_, name, in_query) in variables(self.path) {
            let declared = |parameter: &Json| {
                let location = text(parameter, "in");
                let is_in_url = location == "path" || (in_query && location == "query");
                is_in_url && is_variable(&text(parameter, "name"), name)
            };
            if !parameters.iter().any(declared) {
                self.find(
                    "",
                    format!(
                        "the path contains `{{{name}}}`, and no parameter of that name is declared"
                    ),
                    "declare the parameter",
                );
            }
        }
    }

    fn check_body(&mut self) {
        let Some(body) = self.operation.get("requestBody") else {
            return;
        };
        keys(
            &format!("{}/requestBody", self.pointer),
            body,
            BODY,
            self.findings,
        );
        self.check_media("/requestBody", body);
    }

    /// Checks that a body is JSON, and that its schema is a named component. Returns the reference to the component.
    fn check_media(&mut self, below: &str, holder: &Json) -> Option<String> {
        let kinds: Vec<(&str, &Json)> = holder
            .get("content")
            .into_iter()
            .flat_map(Json::entries)
            .collect();
        for (kind, media) in &kinds {
            let pointer = join(&format!("{}{below}/content", self.pointer), kind);
            keys(&pointer, media, MEDIA, self.findings);
        }
        let is_binary = |(_, media): &&(&str, &Json)| {
            media.at(&["schema", "format"]).and_then(Json::as_str) == Some("binary")
        };
        if !kinds.is_empty() && kinds.iter().filter(is_binary).count() == kinds.len() {
            let is_json = kinds.iter().all(|(kind, _)| media::is_json(kind));
            if is_json || below.starts_with("/responses/4") || below.starts_with("/responses/5") {
                self.find(
                    below,
                    "JSON would be handled as bytes",
                    "refer to a component",
                );
            }
            return None;
        }
        let typed = match kinds[..] {
            [(kind, media)] => match media::kind(kind) {
                Some(MediaKind::Json) => Some(media),
                Some(MediaKind::Form) if below == "/requestBody" => Some(media),
                _ => None,
            },
            _ => None,
        };
        let Some(media) = typed else {
            self.find(
                below,
                "not exactly one body of a type: progenitor would generate a stream of bytes",
                "declare only one media type, `application/json`, or bytes with `format: binary`",
            );
            return None;
        };
        let schema = media.get("schema");
        let name = schema
            .and_then(|schema| schema.get("$ref"))
            .and_then(Json::as_str);
        match name {
            Some(name) => Some(name.to_owned()),
            None => {
                self.find(below, "the schema of the body is not a reference, so the type of the body would have no name", "move the schema to `components`, and refer to it");
                None
            }
        }
    }

    fn check_responses(&mut self) {
        let responses: Vec<(&str, &Json)> = self
            .operation
            .get("responses")
            .into_iter()
            .flat_map(Json::entries)
            .collect();
        if responses
            .iter()
            .filter(|(status, _)| status.starts_with('2'))
            .count()
            != 1
        {
            self.find("/responses", "not exactly one success: progenitor panics on two types, and generates a stream of bytes for none", "document one 2xx response");
        }
        let empty = self.operation.list(extensions::EMPTY_SUCCESSES).iter();
        for status in empty.filter(|status| media::success_status(status).is_none()) {
            self.find(
                "",
                format!(
                    "{}: {status:?} is not the status of a success",
                    extensions::EMPTY_SUCCESSES
                ),
                "list numbers from 200 to 299",
            );
        }
        for range in ["4XX", "5XX"] {
            if !responses.iter().any(|(status, _)| *status == range) {
                self.find(
                    "/responses",
                    format!("no `{range}`: an undocumented error would lose its text"),
                    format!("add `{range}` with ApiError"),
                );
            }
        }
        for (status, response) in responses {
            let below = format!("/responses/{status}");
            keys(
                &format!("{}{below}", self.pointer),
                response,
                RESPONSE,
                self.findings,
            );
            let named = self.check_media(&below, response);
            let is_error = status.starts_with(['4', '5']);
            let is_success = status.starts_with('2') && status.parse::<u16>().is_ok();
            if !is_error && !is_success {
                self.find(
                    &below,
                    "`default`, 1XX and 3XX make progenitor panic, or hide errors of our transport",
                    "document exact successes, exact errors, 4XX and 5XX",
                );
            }
            if is_error && named.is_some_and(|name| name != API_ERROR) {
                self.find(
                    &below,
                    "a second error type on one operation makes progenitor panic",
                    "use ApiError",
                );
            }
        }
    }
}
