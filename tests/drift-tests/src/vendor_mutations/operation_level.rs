//! Mutations of the API as a whole and of operations: 26 kinds.

use openapi_facts::diff::Rule;
use openapi_facts::facts;
use openapi_facts::json::{Json, Map, join};
use partna_codegen::document::operations as all;

use super::{VendorMutation, one, text};
use crate::edit::Edit;

type ReportedKind = (&'static str, Rule, &'static str);

/// Returns the mutations of servers and of security schemes.
pub fn api(doc: &Json) -> Vec<VendorMutation> {
    let mut found = Vec::new();
    let mut add =
        |(kind, rule, production_impact): ReportedKind, pointer: &str, edit: Edit, place: &str| {
            found.push(VendorMutation {
                kind,
                edits: vec![(pointer.to_owned(), edit)],
                expected: vec![(rule, place.to_owned())],
                production_impact,
                operation: None,
            });
        };
    let new = one("url", "https://elsewhere.example.test/v5".into());
    add(
        ("server added", Rule::ServerAdded, "safe"),
        "",
        Edit::append_to("servers", new),
        "server",
    );
    for server in doc.list("servers") {
        let removal = Edit::remove_from("servers", server.clone());
        add(
            ("server removed", Rule::ServerRemoved, "breaks"),
            "",
            removal,
            "server",
        );
    }
    let schemes = "/components/securitySchemes";
    let cookie: Map = [("type", "apiKey"), ("in", "cookie"), ("name", "sid")]
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value.into()))
        .collect();
    let edit = Edit::insert("session", Json::Object(cookie));
    add(
        ("scheme added", Rule::SchemeAdded, "safe"),
        schemes,
        edit,
        "scheme session",
    );
    for (name, scheme) in doc.pointer(schemes).into_iter().flat_map(Json::entries) {
        let place = format!("scheme {name}");
        let removal = Edit::Remove(name.to_owned());
        add(
            ("scheme removed", Rule::SchemeRemoved, "breaks"),
            schemes,
            removal,
            &place,
        );
        if scheme.text("type") == Some("apiKey") {
            let edit = Edit::insert("name", "x-other".into());
            add(
                ("scheme changed", Rule::SchemeChanged, "breaks"),
                &join(schemes, name),
                edit,
                &place,
            );
        }
    }
    found
}

/// Returns the mutations of each operation.
pub fn operations(doc: &Json) -> impl Iterator<Item = Vec<VendorMutation>> {
    all(doc).map(|(method, path, operation)| {
        let mut mutations = OperationMutations {
            name: format!("{method} {path}"),
            pointer: join(&join("/paths", path), &method.to_lowercase()),
            found: Vec::new(),
        };
        mutations.mutate_operation(&method, path);
        mutations.mutate_path(doc, &method, path);
        mutations.mutate_security(doc, operation);
        mutations.mutate_parameters(operation);
        mutations.mutate_body(&method, operation);
        mutations.mutate_responses(operation);
        mutations.found
    })
}

struct OperationMutations {
    name: String,
    pointer: String,
    found: Vec<VendorMutation>,
}

impl OperationMutations {
    fn add(&mut self, kind: ReportedKind, below: &str, edit: Edit, place: &str) {
        let pointer = format!("{}{below}", self.pointer);
        let name = self.name.clone();
        self.push(kind, pointer, edit, place, name);
    }

    fn push(
        &mut self,
        (kind, rule, production_impact): ReportedKind,
        pointer: String,
        edit: Edit,
        place: &str,
        name: String,
    ) {
        self.found.push(VendorMutation {
            kind,
            edits: vec![(pointer, edit)],
            expected: vec![(rule, place.to_owned())],
            production_impact,
            operation: Some(name),
        });
    }

    fn add_unreported(&mut self, kind: &'static str, edit: Edit) {
        self.found.push(VendorMutation {
            kind,
            edits: vec![(self.pointer.clone(), edit)],
            expected: Vec::new(),
            production_impact: "safe",
            operation: Some(self.name.clone()),
        });
    }

    fn mutate_operation(&mut self, method: &str, path: &str) {
        let item = join("/paths", path);
        let name = self.name.clone();
        let removal = Edit::Remove(method.to_lowercase());
        self.push(
            ("operation removed", Rule::OperationRemoved, "breaks"),
            item,
            removal,
            "operation",
            name,
        );
        let responses = one("responses", one("200", one("description", "".into())));
        let new = one("get", responses);
        let at = "/paths".to_owned();
        let added = ("operation added", Rule::OperationAdded, "safe");
        self.push(
            added,
            at,
            Edit::insert("/zz/unheard-of", new),
            "operation",
            "GET /zz/unheard-of".to_owned(),
        );
        let deprecated = Edit::insert("deprecated", Json::Bool(true));
        self.add(
            ("operation deprecated", Rule::OperationDeprecated, "safe"),
            "",
            deprecated,
            "operation",
        );
        let own = Edit::append_to("servers", one("url", "https://own.example.test".into()));
        self.add(
            (
                "operation server added",
                Rule::OperationServerAdded,
                "may break",
            ),
            "",
            own,
            "server",
        );
        for key in ["operationId", "summary", "description"] {
            let changed = Edit::insert(key, "something else".into());
            self.add_unreported("prose changed", changed);
        }
        self.add_unreported("tags changed", Edit::append_to("tags", "Other".into()));
    }

    /// Appends a slash to a path that no other operation has.
    fn mutate_path(&mut self, doc: &Json, method: &str, path: &str) {
        if doc
            .at(&["paths", path])
            .is_some_and(|item| item.entries().count() == 1)
        {
            let edit = Edit::Rename(path.to_owned(), format!("{path}/"));
            let kind = ("operation moved", Rule::OperationMoved, "breaks");
            self.push(
                kind,
                "/paths".to_owned(),
                edit,
                "operation",
                format!("{method} {path}/"),
            );
        }
    }

    fn mutate_security(&mut self, doc: &Json, operation: &Json) {
        let current = facts::security::requirement(doc, operation);
        let needs = |names: &[&str]| {
            Json::Object(
                names
                    .iter()
                    .map(|name| ((*name).to_owned(), Json::Array(Vec::new())))
                    .collect(),
            )
        };
        let (credentials, jwt) = (
            needs(&["x-api-key", "x-api-user"]),
            needs(&["authorization"]),
        );
        let set = |alternatives: Vec<Json>| Edit::insert("security", Json::Array(alternatives));
        let (tightened, loosened, changed) = (
            ("security tightened", Rule::SecurityTightened, "breaks"),
            ("security loosened", Rule::SecurityLoosened, "safe"),
            ("security changed", Rule::SecurityChanged, "breaks"),
        );
        match current.as_str() {
            "none" => self.add(tightened, "", set(vec![credentials]), "security"),
            "x-api-key+x-api-user" => {
                self.add(
                    loosened,
                    "",
                    set(vec![credentials, jwt.clone()]),
                    "security",
                );
                self.add(changed, "", set(vec![jwt]), "security");
            }
            _ => {
                self.add(tightened, "", set(vec![credentials]), "security");
                self.add(loosened, "", set(Vec::new()), "security");
                self.add(
                    changed,
                    "",
                    set(vec![needs(&["x-api-key"]), needs(&["session"])]),
                    "security",
                );
            }
        }
    }

    fn mutate_parameters(&mut self, operation: &Json) {
        let new = |required: bool| {
            let entries = [
                ("name", "zzUnheardOf".into()),
                ("in", "query".into()),
                ("required", Json::Bool(required)),
                ("schema", text()),
            ];
            Edit::append_to(
                "parameters",
                Json::Object(
                    entries
                        .into_iter()
                        .map(|(key, value)| (key.to_owned(), value))
                        .collect(),
                ),
            )
        };
        let place = "query:zzUnheardOf";
        self.add(
            ("parameter added", Rule::ParameterAddedOptional, "safe"),
            "",
            new(false),
            place,
        );
        self.add(
            (
                "required parameter added",
                Rule::ParameterAddedRequired,
                "breaks",
            ),
            "",
            new(true),
            place,
        );
        for parameter in operation.list("parameters") {
            let text = |key| parameter.text(key).unwrap_or("");
            let place = format!("{}:{}", text("in"), text("name"));
            let removal = Edit::remove_from("parameters", parameter.clone());
            self.add(
                ("parameter removed", Rule::ParameterRemoved, "may break"),
                "",
                removal,
                &place,
            );
        }
    }

    fn mutate_body(&mut self, method: &str, operation: &Json) {
        let Some(body) = operation.get("requestBody") else {
            if ["POST", "PUT", "PATCH"].contains(&method) {
                for (required, kind) in [
                    (false, ("body added", Rule::BodyAddedOptional, "safe")),
                    (
                        true,
                        ("required body added", Rule::BodyAddedRequired, "breaks"),
                    ),
                ] {
                    let content = one(
                        "application/json",
                        one("schema", one("type", "object".into())),
                    );
                    let entries = [("required", Json::Bool(required)), ("content", content)];
                    let body = entries
                        .into_iter()
                        .map(|(key, value)| (key.to_owned(), value))
                        .collect();
                    self.add(
                        kind,
                        "",
                        Edit::insert("requestBody", Json::Object(body)),
                        "body",
                    );
                }
            }
            return;
        };
        let fields = body.pointer("/content/application~1json/schema/properties");
        // The removal of a body without fields is one change; with fields, each field is a change too.
        if fields.is_none() {
            self.add(
                ("body removed", Rule::BodyRemoved, "may break"),
                "",
                Edit::Remove("requestBody".to_owned()),
                "body",
            );
        }
        let is_required = body.get("required") == Some(&Json::Bool(true));
        let mark = |on| Edit::insert("required", Json::Bool(on));
        if is_required {
            let kind = ("body became optional", Rule::BodyBecameOptional, "safe");
            self.add(kind, "/requestBody", mark(false), "body");
        } else {
            let kind = ("body became required", Rule::BodyBecameRequired, "breaks");
            self.add(kind, "/requestBody", mark(true), "body");
        }
        let form = Edit::insert(
            "application/x-www-form-urlencoded",
            Json::Object(Map::new()),
        );
        let kind = (
            "request content type added",
            Rule::RequestContentTypeAdded,
            "safe",
        );
        self.add(kind, "/requestBody/content", form, "content");
    }

    fn mutate_responses(&mut self, operation: &Json) {
        let description = one("description", "".into());
        let responses = operation.get("responses");
        for (status, kind) in [
            (
                "418",
                ("error status added", Rule::ResponseErrorAdded, "safe"),
            ),
            (
                "226",
                ("success status added", Rule::ResponseSuccessAdded, "safe"),
            ),
        ] {
            self.add(
                kind,
                "/responses",
                Edit::insert(status, description.clone()),
                &format!("-> {status}"),
            );
        }
        for (status, response) in responses.into_iter().flat_map(Json::entries) {
            let place = format!("-> {status}");
            if !status.starts_with('2') {
                let removal = Edit::Remove(status.to_owned());
                self.add(
                    ("error status removed", Rule::ResponseErrorRemoved, "safe"),
                    "/responses",
                    removal,
                    &place,
                );
                continue;
            }
            let changed = Edit::Rename(status.to_owned(), "207".to_owned());
            let kind = (
                "success status changed",
                Rule::ResponseSuccessChanged,
                "safe",
            );
            self.add(kind, "/responses", changed, "-> 207");
            let header = one("X-Request-Id", one("schema", text()));
            let at = format!("/responses/{status}");
            let kind = ("response header added", Rule::ResponseHeaderAdded, "safe");
            self.add(
                kind,
                &at,
                Edit::insert("headers", header),
                &format!("{place} header x-request-id"),
            );
            if response.get("content").is_some() {
                let xml = Edit::insert("application/xml", Json::Object(Map::new()));
                let kind = (
                    "response content type added",
                    Rule::ResponseContentTypeAdded,
                    "safe",
                );
                self.add(
                    kind,
                    &format!("{at}/content"),
                    xml,
                    &format!("{place} content"),
                );
            }
        }
    }
}
