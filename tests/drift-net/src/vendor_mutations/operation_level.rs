//! Changes to the API as a whole, and to operations: 26 kinds.

use openapi_facts::facts::security;
use openapi_facts::json::{Json, Map, join};
use partna_codegen::document::operations as all;

use super::{Drift, one, text};
use crate::edit::Edit;

type Kind = (&'static str, &'static str, &'static str);

/// Servers and ways to authenticate.
pub fn api(doc: &Json) -> Vec<Drift> {
    let mut found = Vec::new();
    let mut add = |(kind, rule, deployed): Kind, pointer: &str, edit: Edit, place: &str| {
        found.push(Drift {
            kind,
            edits: vec![(pointer.to_owned(), edit)],
            expected: vec![(rule, place.to_owned())],
            deployed,
            operation: None,
        });
    };
    let new = one("url", "https://elsewhere.example.test/v5".into());
    add(
        ("server added", "server-added", "safe"),
        "",
        Edit::push("servers", new),
        "server",
    );
    for server in doc.list("servers") {
        let gone = Edit::take("servers", server.clone());
        add(
            ("server removed", "server-removed", "breaks"),
            "",
            gone,
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
        ("scheme added", "scheme-added", "safe"),
        schemes,
        edit,
        "scheme session",
    );
    for (name, scheme) in doc.pointer(schemes).into_iter().flat_map(Json::entries) {
        let place = format!("scheme {name}");
        let gone = Edit::Remove(name.to_owned());
        add(
            ("scheme removed", "scheme-removed", "breaks"),
            schemes,
            gone,
            &place,
        );
        if scheme.text("type") == Some("apiKey") {
            let edit = Edit::insert("name", "x-other".into());
            add(
                ("scheme changed", "scheme-changed", "breaks"),
                &join(schemes, name),
                edit,
                &place,
            );
        }
    }
    found
}

/// For each operation, what may happen to it.
pub fn operations(doc: &Json) -> impl Iterator<Item = Vec<Drift>> {
    all(doc).map(|(method, path, operation)| {
        let mut site = Operation {
            name: format!("{method} {path}"),
            pointer: join(&join("/paths", path), &method.to_lowercase()),
            found: Vec::new(),
        };
        site.whole(&method, path);
        site.moved(doc, &method, path);
        site.access(doc, operation);
        site.parameters(operation);
        site.body(&method, operation);
        site.answers(operation);
        site.found
    })
}

struct Operation {
    name: String,
    pointer: String,
    found: Vec<Drift>,
}

impl Operation {
    fn add(&mut self, kind: Kind, below: &str, edit: Edit, place: &str) {
        let pointer = format!("{}{below}", self.pointer);
        let name = self.name.clone();
        self.push(kind, pointer, edit, place, name);
    }

    fn push(
        &mut self,
        (kind, rule, deployed): Kind,
        pointer: String,
        edit: Edit,
        place: &str,
        name: String,
    ) {
        self.found.push(Drift {
            kind,
            edits: vec![(pointer, edit)],
            expected: if rule.is_empty() {
                Vec::new()
            } else {
                vec![(rule, place.to_owned())]
            },
            deployed,
            operation: Some(name),
        });
    }

    fn whole(&mut self, method: &str, path: &str) {
        let item = join("/paths", path);
        let name = self.name.clone();
        let gone = Edit::Remove(method.to_lowercase());
        self.push(
            ("operation removed", "operation-removed", "breaks"),
            item,
            gone,
            "operation",
            name,
        );
        let answers = one("responses", one("200", one("description", "".into())));
        let new = one("get", answers);
        let at = "/paths".to_owned();
        let added = ("operation added", "operation-added", "safe");
        self.push(
            added,
            at,
            Edit::insert("/zz/unheard-of", new),
            "operation",
            "GET /zz/unheard-of".to_owned(),
        );
        let deprecated = Edit::insert("deprecated", Json::Bool(true));
        self.add(
            ("operation deprecated", "operation-deprecated", "safe"),
            "",
            deprecated,
            "operation",
        );
        let own = Edit::push("servers", one("url", "https://own.example.test".into()));
        self.add(
            ("server of its own", "operation-server-added", "may break"),
            "",
            own,
            "server",
        );
        for key in ["operationId", "summary", "description"] {
            let other = Edit::insert(key, "something else".into());
            self.add(("words changed", "", "safe"), "", other, "");
        }
        self.add(
            ("tags changed", "", "safe"),
            "",
            Edit::push("tags", "Other".into()),
            "",
        );
    }

    /// A slash at the end of a path that no other operation has.
    fn moved(&mut self, doc: &Json, method: &str, path: &str) {
        if doc
            .at(&["paths", path])
            .is_some_and(|item| item.entries().count() == 1)
        {
            let edit = Edit::Rename(path.to_owned(), format!("{path}/"));
            let kind = ("operation moved", "operation-moved", "breaks");
            self.push(
                kind,
                "/paths".to_owned(),
                edit,
                "operation",
                format!("{method} {path}/"),
            );
        }
    }

    fn access(&mut self, doc: &Json, operation: &Json) {
        let now = security(doc, operation);
        let needs = |names: &[&str]| {
            Json::Object(
                names
                    .iter()
                    .map(|name| ((*name).to_owned(), Json::Array(Vec::new())))
                    .collect(),
            )
        };
        let (pair, jwt) = (
            needs(&["x-api-key", "x-api-user"]),
            needs(&["authorization"]),
        );
        let set = |alternatives: Vec<Json>| Edit::insert("security", Json::Array(alternatives));
        let (tight, loose, other) = (
            ("security tightened", "security-tightened", "breaks"),
            ("security loosened", "security-loosened", "safe"),
            ("security changed", "security-changed", "breaks"),
        );
        match now.as_str() {
            "none" => self.add(tight, "", set(vec![pair]), "security"),
            "x-api-key+x-api-user" => {
                self.add(loose, "", set(vec![pair, jwt.clone()]), "security");
                self.add(other, "", set(vec![jwt]), "security");
            }
            _ => {
                self.add(tight, "", set(vec![pair]), "security");
                self.add(loose, "", set(Vec::new()), "security");
                self.add(
                    other,
                    "",
                    set(vec![needs(&["x-api-key"]), needs(&["session"])]),
                    "security",
                );
            }
        }
    }

    fn parameters(&mut self, operation: &Json) {
        let new = |required: bool| {
            let entries = [
                ("name", "zzUnheardOf".into()),
                ("in", "query".into()),
                ("required", Json::Bool(required)),
                ("schema", text()),
            ];
            Edit::push(
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
            ("parameter added", "parameter-added-optional", "safe"),
            "",
            new(false),
            place,
        );
        self.add(
            (
                "required parameter added",
                "parameter-added-required",
                "breaks",
            ),
            "",
            new(true),
            place,
        );
        for parameter in operation.list("parameters") {
            let text = |key| parameter.text(key).unwrap_or("");
            let place = format!("{}:{}", text("in"), text("name"));
            let gone = Edit::take("parameters", parameter.clone());
            self.add(
                ("parameter removed", "parameter-removed", "may break"),
                "",
                gone,
                &place,
            );
        }
    }

    fn body(&mut self, method: &str, operation: &Json) {
        let Some(body) = operation.get("requestBody") else {
            if ["POST", "PUT", "PATCH"].contains(&method) {
                for (required, kind) in [
                    (false, ("body added", "body-added-optional", "safe")),
                    (
                        true,
                        ("required body added", "body-added-required", "breaks"),
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
        // A body without fields is gone in one word; one with fields is gone field by field besides.
        if fields.is_none() {
            self.add(
                ("body removed", "body-removed", "may break"),
                "",
                Edit::Remove("requestBody".to_owned()),
                "body",
            );
        }
        let is_required = body.get("required") == Some(&Json::Bool(true));
        let mark = |on| Edit::insert("required", Json::Bool(on));
        if is_required {
            let kind = ("body became optional", "body-became-optional", "safe");
            self.add(kind, "/requestBody", mark(false), "body");
        } else {
            let kind = ("body became required", "body-became-required", "breaks");
            self.add(kind, "/requestBody", mark(true), "body");
        }
        let form = Edit::insert(
            "application/x-www-form-urlencoded",
            Json::Object(Map::new()),
        );
        let kind = (
            "request content type added",
            "request-content-type-added",
            "safe",
        );
        self.add(kind, "/requestBody/content", form, "content");
    }

    fn answers(&mut self, operation: &Json) {
        let said = one("description", "".into());
        let answers = operation.get("responses");
        for (status, kind) in [
            (
                "418",
                ("error status added", "response-error-added", "safe"),
            ),
            (
                "226",
                ("success status added", "response-success-added", "safe"),
            ),
        ] {
            self.add(
                kind,
                "/responses",
                Edit::insert(status, said.clone()),
                &format!("-> {status}"),
            );
        }
        for (status, answer) in answers.into_iter().flat_map(Json::entries) {
            let place = format!("-> {status}");
            if !status.starts_with('2') {
                let gone = Edit::Remove(status.to_owned());
                self.add(
                    ("error status removed", "response-error-removed", "safe"),
                    "/responses",
                    gone,
                    &place,
                );
                continue;
            }
            let other = Edit::Rename(status.to_owned(), "207".to_owned());
            let kind = ("success status changed", "response-success-changed", "safe");
            self.add(kind, "/responses", other, "-> 207");
            let header = one("X-Request-Id", one("schema", text()));
            let at = format!("/responses/{status}");
            let kind = ("answer header added", "response-header-added", "safe");
            self.add(
                kind,
                &at,
                Edit::insert("headers", header),
                &format!("{place} header x-request-id"),
            );
            if answer.get("content").is_some() {
                let xml = Edit::insert("application/xml", Json::Object(Map::new()));
                let kind = (
                    "answer content type added",
                    "response-content-type-added",
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
