//! The sites where each kind of mutation applies.

use openapi_facts::json::{Json, Map, join};
use partna_codegen::document::operations;
use partna_codegen::extensions;

use super::{MutationKind, OurMutation, Owner};
use crate::edit::Edit;

/// Returns every mutation at every site.
pub fn all(doc: &Json) -> Vec<OurMutation> {
    let mut sites = Sites { found: Vec::new() };
    sites.mutate_document(doc);
    for (path, item) in doc.get("paths").into_iter().flat_map(Json::entries) {
        let new_path = format!("{path}/moved");
        let names = item.entries().flat_map(|(method, _)| {
            [path, &new_path].map(|path| format!("{} {path}", method.to_uppercase()))
        });
        let owner = Owner::Operations(names.collect());
        sites.add(
            MutationKind::PathChanged,
            "/paths",
            &owner,
            "",
            Edit::Rename(path.to_owned(), new_path.clone()),
        );
    }
    for (method, path, operation) in operations(doc) {
        sites.mutate_operation(&method, path, operation);
    }
    for (name, schema) in doc
        .at(&["components", "schemas"])
        .into_iter()
        .flat_map(Json::entries)
    {
        sites.mutate_component(name, schema);
    }
    sites.found
}

pub(super) fn insert(key: &str, value: Json) -> Edit {
    Edit::Insert(key.to_owned(), value)
}

pub(super) fn text(text: &str) -> Json {
    Json::from(text)
}

pub(super) fn object<const N: usize>(entries: [(&str, Json); N]) -> Json {
    let entries = entries
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value));
    Json::Object(entries.collect::<Map>())
}

pub(super) struct Sites {
    found: Vec<OurMutation>,
}

impl Sites {
    pub(super) fn add(
        &mut self,
        kind: MutationKind,
        pointer: &str,
        owner: &Owner,
        subject: &str,
        change: Edit,
    ) {
        self.found.push(OurMutation {
            kind,
            pointer: pointer.to_owned(),
            owner: owner.clone(),
            subject: subject.to_owned(),
            changes_facts: false,
            edit: change,
        });
    }

    /// Adds a mutation that the facts of every operation that reaches the owner must show.
    pub(super) fn add_fact_change(
        &mut self,
        kind: MutationKind,
        pointer: &str,
        owner: &Owner,
        subject: &str,
        change: Edit,
    ) {
        self.add(kind, pointer, owner, subject, change);
        if let Some(mutation) = self.found.last_mut() {
            mutation.changes_facts = true;
        }
    }

    pub(super) fn mutate_prose(
        &mut self,
        pointer: &str,
        holder: &Json,
        owner: &Owner,
        subject: &str,
    ) {
        for key in ["title", "summary", "description"] {
            if holder.text(key).is_some() {
                let change = insert(key, text("Another description"));
                self.add(
                    MutationKind::DescriptionChanged,
                    pointer,
                    owner,
                    &format!("{subject} {key}"),
                    change,
                );
            }
        }
    }

    fn mutate_document(&mut self, doc: &Json) {
        self.mutate_prose(
            "/info",
            doc.get("info").unwrap_or(&Json::Null),
            &Owner::Document("document"),
            "",
        );
        for (index, server) in doc.list("servers").iter().enumerate() {
            let (pointer, owner) = (format!("/servers/{index}"), Owner::Document("server"));
            let subject = format!(" {}", server.text("url").unwrap_or_default());
            self.add(
                MutationKind::ServerChanged,
                &pointer,
                &owner,
                &subject,
                insert("url", text("https://moved.example/v4")),
            );
            self.mutate_prose(&pointer, server, &owner, &format!(" {index}"));
        }
        for (index, tag) in doc.list("tags").iter().enumerate() {
            let subject = format!(" {}", tag.text("name").unwrap_or_default());
            self.mutate_prose(
                &format!("/tags/{index}"),
                tag,
                &Owner::Document("tag"),
                &subject,
            );
        }
        for (name, scheme) in doc
            .at(&["components", "securitySchemes"])
            .into_iter()
            .flat_map(Json::entries)
        {
            let (pointer, owner) = (
                join("/components/securitySchemes", name),
                Owner::Document("scheme"),
            );
            let key = if scheme.get("name").is_some() {
                "name"
            } else {
                "scheme"
            };
            self.add(
                MutationKind::SecurityChanged,
                &pointer,
                &owner,
                &format!(" {name}"),
                insert(key, text("x-other")),
            );
            self.mutate_prose(&pointer, scheme, &owner, &format!(" {name}"));
        }
    }

    fn mutate_operation(&mut self, method: &str, path: &str, operation: &Json) {
        let owner = Owner::Operations(vec![format!("{method} {path}")]);
        let item = join("/paths", path);
        let pointer = join(&item, &method.to_lowercase());
        let new_id = format!(
            "{}_renamed",
            operation.text("operationId").unwrap_or_default()
        );
        self.add(
            MutationKind::OperationRemoved,
            &item,
            &owner,
            "",
            Edit::Remove(method.to_lowercase()),
        );
        self.add(
            MutationKind::OperationRenamed,
            &pointer,
            &owner,
            &format!(" {new_id}"),
            insert("operationId", text(&new_id)),
        );
        let public = operation.list("security").is_empty();
        let credentials = object([
            ("x-api-key", Json::Array(vec![])),
            ("x-api-user", Json::Array(vec![])),
        ]);
        let security = Json::Array(if public { vec![credentials] } else { vec![] });
        self.add(
            MutationKind::SecurityChanged,
            &pointer,
            &owner,
            " security",
            insert("security", security),
        );
        let effect = match (operation.text(extensions::EFFECT), method) {
            (Some("read"), "GET") => "unsafe-get",
            (Some("read"), _) => "write",
            _ => "read",
        };
        self.add(
            MutationKind::EffectChanged,
            &pointer,
            &owner,
            &format!(" effect {effect}"),
            insert(extensions::EFFECT, text(effect)),
        );
        for status in ["418", "504"] {
            let error = object([("$ref", text("#/components/schemas/ApiError"))]);
            let media = object([
                ("schema", error),
                ("example", object([("message", text("new"))])),
            ]);
            let response_object = object([
                ("description", text("New.")),
                ("content", object([("application/json", media)])),
            ]);
            self.add(
                MutationKind::StatusAdded,
                &join(&pointer, "responses"),
                &owner,
                &format!(" -> {status}"),
                insert(status, response_object),
            );
        }
        self.mutate_prose(&pointer, operation, &owner, "");
        self.mutate_parameters(&pointer, operation, &owner);
        if let Some(body) = operation.get("requestBody") {
            self.mutate_media(&join(&pointer, "requestBody"), body, &owner, "", " body");
        }
        for (status, response) in operation
            .get("responses")
            .into_iter()
            .flat_map(Json::entries)
        {
            let subject = format!(" -> {status}");
            self.mutate_media(
                &join(&join(&pointer, "responses"), status),
                response,
                &owner,
                &subject,
                &subject,
            );
        }
    }

    fn mutate_parameters(&mut self, pointer: &str, operation: &Json, owner: &Owner) {
        let list = join(pointer, "parameters");
        for required in [false, true] {
            let new = object([
                ("name", text("newcomer")),
                ("in", text("query")),
                ("description", text("New.")),
                ("required", Json::Bool(required)),
                ("schema", object([("type", text("string"))])),
                ("example", text("x")),
            ]);
            let (place, change) = match operation.get("parameters") {
                Some(_) => (list.as_str(), Edit::Append(new)),
                None => (pointer, insert("parameters", Json::Array(vec![new]))),
            };
            self.add_fact_change(
                MutationKind::ParameterAdded,
                place,
                owner,
                " query:newcomer",
                change,
            );
        }
        for (index, parameter) in operation.list("parameters").iter().enumerate() {
            let subject = format!(" query:{}", parameter.text("name").unwrap_or_default());
            let place = format!("{list}/{index}");
            self.add_fact_change(
                MutationKind::ParameterRemoved,
                &list,
                owner,
                &subject,
                Edit::RemoveItem(index),
            );
            let schema = parameter.get("schema").unwrap_or(&Json::Null);
            let other = if schema.text("type") == Some("integer") {
                "string"
            } else {
                "integer"
            };
            self.add_fact_change(
                MutationKind::ParameterRetyped,
                &place,
                owner,
                &subject,
                insert("schema", object([("type", text(other))])),
            );
            for key in ["format", "pattern"] {
                if schema.get(key).is_some() {
                    self.add(
                        MutationKind::ParameterRetyped,
                        &join(&place, "schema"),
                        owner,
                        &subject,
                        Edit::Remove(key.to_owned()),
                    );
                }
            }
            if parameter.get("required").is_none() {
                self.add_fact_change(
                    MutationKind::ParameterMadeRequired,
                    &place,
                    owner,
                    &subject,
                    insert("required", Json::Bool(true)),
                );
            }
            self.mutate_example(
                &join(&place, "example"),
                parameter.get("example"),
                owner,
                &subject,
            );
            self.mutate_prose(&place, parameter, owner, &subject);
        }
    }

    /// Mutates a body or a response. Its facts begin with `subject`, those of its content with `root`.
    fn mutate_media(
        &mut self,
        pointer: &str,
        holder: &Json,
        owner: &Owner,
        subject: &str,
        root: &str,
    ) {
        self.mutate_prose(pointer, holder, owner, subject);
        let content = join(pointer, "content");
        for (kind, media) in holder.get("content").into_iter().flat_map(Json::entries) {
            let change = Edit::Rename(kind.to_owned(), "application/cbor".to_owned());
            self.add_fact_change(
                MutationKind::ContentTypeChanged,
                &content,
                owner,
                &format!("{subject} content application/cbor"),
                change,
            );
            self.mutate_example(
                &join(&join(&content, kind), "example"),
                media.get("example"),
                owner,
                root,
            );
        }
    }

    /// Mutates every leaf of an example.
    fn mutate_example(
        &mut self,
        pointer: &str,
        example: Option<&Json>,
        owner: &Owner,
        subject: &str,
    ) {
        match example {
            None => {}
            Some(Json::Object(map)) if !map.is_empty() => {
                for (key, value) in map {
                    self.mutate_example(
                        &join(pointer, key),
                        Some(value),
                        owner,
                        &format!("{subject}.{key}"),
                    );
                }
            }
            Some(Json::Array(items)) if !items.is_empty() => {
                for (index, value) in items.iter().enumerate() {
                    self.mutate_example(
                        &format!("{pointer}/{index}"),
                        Some(value),
                        owner,
                        &format!("{subject}[{index}]"),
                    );
                }
            }
            Some(_) => self.add(
                MutationKind::ExampleChanged,
                pointer,
                owner,
                subject,
                Edit::Replace(text("another example")),
            ),
        }
    }
}
