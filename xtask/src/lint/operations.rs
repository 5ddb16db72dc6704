//! Rules about operations: ids, answers, parameters, and the `x-partna-*` data about safety.

use std::collections::BTreeSet;

use super::{Finding, schemas};
use crate::facts::security;
use crate::generate::operations::operations;
use crate::json::{Json, join};
use crate::schema::resolve;

const EXTENSIONS: [&str; 5] = [
    "x-partna-duplicates",
    "x-partna-effect",
    "x-partna-environments",
    "x-partna-guide",
    "x-partna-reference",
];

const API_ERROR: &str = "#/components/schemas/ApiError";

pub fn check(doc: &Json, findings: &mut Vec<Finding>) {
    let ids: Vec<&str> = operations(doc)
        .filter_map(|(_, _, operation)| operation.get("operationId")?.as_str())
        .collect();
    let tags: BTreeSet<&str> = doc
        .get("tags")
        .map_or(&[][..], Json::items)
        .iter()
        .filter_map(|tag| tag.get("name")?.as_str())
        .collect();
    for (index, server) in doc
        .get("servers")
        .map_or(&[][..], Json::items)
        .iter()
        .enumerate()
    {
        let url = server.get("url").and_then(Json::as_str).unwrap_or("");
        if !url.starts_with("https://") || url.ends_with('/') {
            findings.push(Finding::new(
                &format!("/servers/{index}"),
                "keys would travel in clear, or paths begin with two slashes",
                "use https and no final slash",
            ));
        }
    }
    for (method, path, operation) in operations(doc) {
        let pointer = join(&join("/paths", path), &method.to_lowercase());
        let mut rules = Rules {
            doc,
            findings,
            pointer,
            method,
            operation,
        };
        rules.id(&ids);
        rules.tags(&tags);
        rules.security();
        rules.effect(&ids);
        rules.parameters();
        rules.body();
        rules.responses();
    }
}

struct Rules<'a> {
    doc: &'a Json,
    findings: &'a mut Vec<Finding>,
    pointer: String,
    method: String,
    operation: &'a Json,
}

impl Rules<'_> {
    fn find(&mut self, below: &str, what: impl Into<String>, todo: impl Into<String>) {
        self.findings.push(Finding::new(
            &format!("{}{below}", self.pointer),
            what,
            todo,
        ));
    }

    fn text(&self, key: &str) -> Option<&str> {
        self.operation.get(key)?.as_str()
    }

    fn id(&mut self, ids: &[&str]) {
        let Some(id) = self.text("operationId").map(str::to_owned) else {
            self.find(
                "",
                "no operationId: progenitor refuses the document",
                "add one, verb_noun",
            );
            return;
        };
        let snake = id.contains('_') && id.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        if !snake {
            self.find(
                "/operationId",
                format!("`{id}` becomes a Rust method"),
                "name it verb_noun in lower case",
            );
        }
        if ids.iter().filter(|other| **other == id).count() > 1 {
            self.find(
                "/operationId",
                format!("`{id}` is used twice: progenitor refuses the document"),
                "name one of them anew",
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

    fn tags(&mut self, tags: &BTreeSet<&str>) {
        let used = self.operation.get("tags").map_or(&[][..], Json::items);
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

    fn security(&mut self) {
        let known = [
            "none",
            "x-api-key+x-api-user",
            "authorization|x-api-key+x-api-user",
        ];
        let found = security(self.doc, self.operation);
        if !known.contains(&found.as_str()) {
            self.find(
                "/security",
                format!("`{found}` is a way to authenticate that partna-auth does not know"),
                "teach partna-auth first",
            );
        }
    }

    fn effect(&mut self, ids: &[&str]) {
        for (key, _) in self.operation.entries() {
            if key.starts_with("x-") && !EXTENSIONS.contains(&key) {
                self.find(
                    &format!("/{key}"),
                    "an extension that nothing reads",
                    "correct the spelling",
                );
            }
        }
        let effect = self.text("x-partna-effect").unwrap_or("").to_owned();
        match (effect.as_str(), self.method.as_str()) {
            ("read", _) | ("acts", "GET") | ("write", "POST" | "PUT" | "DELETE" | "PATCH") => {}
            _ => self.find(
                "",
                format!(
                    "the effect `{effect}` does not go with {}: retries depend on it",
                    self.method
                ),
                "state x-partna-effect: read, write, or acts for a GET that acts",
            ),
        }
        let duplicates = self.text("x-partna-duplicates").unwrap_or("").to_owned();
        let reference = self.operation.get("x-partna-reference");
        let fits = match (effect.as_str(), duplicates.as_str()) {
            ("write", "rejected" | "unproven") => reference.is_some(),
            ("write", "none") | ("read" | "acts", "") => reference.is_none(),
            _ => false,
        };
        if !fits {
            self.find("", "effect, reference and duplicates do not go together", "a write with a reference is `rejected` or `unproven`, one without is `none`, anything else has neither");
        }
        if let Some(reference) = reference {
            self.reference(reference, ids);
        }
        let environments = self
            .operation
            .get("x-partna-environments")
            .map_or(&[][..], Json::items);
        if environments
            .iter()
            .any(|name| name.as_str() != Some("staging"))
        {
            self.find(
                "/x-partna-environments",
                "only operations that exist on staging alone say where they exist",
                "write [\"staging\"] or take it out",
            );
        }
    }

    fn reference(&mut self, reference: &Json, ids: &[&str]) {
        let text = |key| reference.get(key).and_then(Json::as_str);
        let body = self
            .operation
            .at(&["requestBody", "content", "application/json", "schema"]);
        let fields = body
            .and_then(|body| resolve(self.doc, body).ok())
            .and_then(|body| body.get("properties"));
        let field = text("field").unwrap_or("").to_owned();
        if fields.is_none_or(|fields| fields.get(&field).is_none()) {
            self.find(
                "/x-partna-reference/field",
                format!("the body has no field `{field}`"),
                "name the field that carries the caller's reference",
            );
        }
        if let Some(lookup) = text("lookup")
            && !ids.contains(&lookup)
        {
            self.find(
                "/x-partna-reference/lookup",
                format!("there is no operation `{lookup}`"),
                "name the operation that finds the reference again",
            );
        }
        if let Some((lookup, parameter)) = text("lookup").zip(text("parameter")) {
            let target = operations(self.doc).find(|(_, _, operation)| {
                operation.get("operationId").and_then(Json::as_str) == Some(lookup)
            });
            let has = target.is_some_and(|(_, _, operation)| {
                operation
                    .get("parameters")
                    .map_or(&[][..], Json::items)
                    .iter()
                    .any(|p| p.get("name").and_then(Json::as_str) == Some(parameter))
            });
            if !has {
                self.find(
                    "/x-partna-reference/parameter",
                    format!("`{lookup}` has no parameter `{parameter}`"),
                    "name the parameter that takes the reference",
                );
            }
        }
    }

    fn parameters(&mut self) {
        for (index, parameter) in self
            .operation
            .get("parameters")
            .map_or(&[][..], Json::items)
            .iter()
            .enumerate()
        {
            let below = format!("/parameters/{index}");
            let text = |key| parameter.get(key).and_then(Json::as_str).unwrap_or("");
            if !["query", "path"].contains(&text("in")) {
                self.find(
                    &below,
                    "headers and cookies are partna-auth's alone",
                    "take the parameter out, or teach the generator",
                );
            }
            let Some(schema) = parameter.get("schema") else {
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
            if !matches!(kind, Some("string" | "integer")) {
                self.find(&format!("{below}/schema"), "a parameter has to travel as plain text; a number/decimal would go out as a struct", "use string (with `format: decimal` for amounts) or integer");
            }
        }
    }

    fn body(&mut self) {
        let Some(body) = self.operation.get("requestBody") else {
            return;
        };
        if self.method == "GET" || self.method == "DELETE" {
            self.find(
                "/requestBody",
                "a body on GET or DELETE is dropped on the way",
                "send it as parameters",
            );
        }
        self.media("/requestBody", body);
    }

    /// A body is JSON and its schema a named component.
    fn media(&mut self, below: &str, holder: &Json) -> Option<String> {
        let kinds: Vec<&str> = holder
            .get("content")
            .into_iter()
            .flat_map(Json::entries)
            .map(|(kind, _)| kind)
            .collect();
        if kinds != ["application/json"] {
            self.find(
                below,
                "no JSON body: progenitor would make a stream of bytes of it",
                "declare `application/json` alone",
            );
            return None;
        }
        let schema = holder.at(&["content", "application/json", "schema"]);
        let name = schema
            .and_then(|schema| schema.get("$ref"))
            .and_then(Json::as_str);
        match name {
            Some(name) => Some(name.to_owned()),
            None => {
                self.find(below, "a body without a named type", "refer to a component");
                None
            }
        }
    }

    fn responses(&mut self) {
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
            self.find("/responses", "not exactly one success: progenitor panics on two types, and makes a stream of bytes of none", "document one 2xx answer");
        }
        for range in ["4XX", "5XX"] {
            if !responses.iter().any(|(status, _)| *status == range) {
                self.find(
                    "/responses",
                    format!("no `{range}`: an error that nobody documented would lose its text"),
                    format!("add `{range}` with ApiError"),
                );
            }
        }
        for (status, response) in responses {
            let below = format!("/responses/{status}");
            let named = self.media(&below, response);
            let is_error = status.starts_with(['4', '5']);
            let is_success = status.starts_with('2') && status.parse::<u16>().is_ok();
            if !is_error && !is_success {
                self.find(&below, "`default`, 1XX and 3XX make progenitor panic, or hide what our transport reports", "document exact successes, exact errors, 4XX and 5XX");
            }
            if is_error && named.is_some_and(|name| name != API_ERROR) {
                self.find(
                    &below,
                    "a second error type on one operation makes progenitor panic",
                    "answer ApiError",
                );
            }
        }
    }
}
