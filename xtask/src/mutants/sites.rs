//! Where each kind of change applies.

use super::{Change, Kind, Mutant, Owner};
use crate::generate::operations::operations;
use crate::json::{Json, Map, join};

/// Every change at every site.
pub fn all(doc: &Json) -> Vec<Mutant> {
    let mut sites = Sites { found: Vec::new() };
    for (index, server) in doc.list("servers").iter().enumerate() {
        let url = server.text("url").unwrap_or_default();
        sites.add(
            Kind::ServerChanged,
            format!("/servers/{index}"),
            Owner::Document("server"),
            url,
            insert("url", text("https://moved.example/v4")),
        );
        sites.prose(
            &format!("/servers/{index}"),
            server,
            &Owner::Document("server"),
        );
    }
    for (index, tag) in doc.list("tags").iter().enumerate() {
        sites.prose(&format!("/tags/{index}"), tag, &Owner::Document("tag"));
    }
    for (path, item) in doc.get("paths").into_iter().flat_map(Json::entries) {
        let moved = format!("{path}/moved");
        let names = item.entries().flat_map(|(method, _)| {
            [path, &moved].map(|path| format!("{} {path}", method.to_uppercase()))
        });
        let owner = Owner::Operations(names.collect());
        sites.add(
            Kind::PathChanged,
            "/paths".to_owned(),
            owner,
            path,
            Change::Rename(path.to_owned(), moved.clone()),
        );
    }
    for (method, path, operation) in operations(doc) {
        sites.operation(&method, path, operation);
    }
    for (name, schema) in doc
        .at(&["components", "schemas"])
        .into_iter()
        .flat_map(Json::entries)
    {
        sites.component(name, schema);
    }
    sites.found
}

fn insert(key: &str, value: Json) -> Change {
    Change::Insert(key.to_owned(), value)
}

fn text(text: &str) -> Json {
    Json::from(text)
}

fn object<const N: usize>(entries: [(&str, Json); N]) -> Json {
    Json::Object(
        entries
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect::<Map>(),
    )
}

struct Sites {
    found: Vec<Mutant>,
}

impl Sites {
    fn add(&mut self, kind: Kind, pointer: String, owner: Owner, name: &str, change: Change) {
        self.found.push(Mutant {
            kind,
            pointer,
            owner,
            name: name.to_owned(),
            change,
        });
    }

    fn prose(&mut self, pointer: &str, holder: &Json, owner: &Owner) {
        for key in ["summary", "description"] {
            if holder.text(key).is_some() {
                let change = insert(key, text("Something else is said here now"));
                self.add(
                    Kind::DescriptionChanged,
                    pointer.to_owned(),
                    owner.clone(),
                    key,
                    change,
                );
            }
        }
    }

    fn operation(&mut self, method: &str, path: &str, operation: &Json) {
        let name = format!("{method} {path}");
        let owner = Owner::Operations(vec![name.clone()]);
        let item = join("/paths", path);
        let pointer = join(&item, &method.to_lowercase());
        let id = operation.text("operationId").unwrap_or_default();
        let mut add = |kind, pointer: &str, name: &str, change| {
            self.add(kind, pointer.to_owned(), owner.clone(), name, change)
        };
        add(
            Kind::OperationRemoved,
            &item,
            &name,
            Change::Remove(method.to_lowercase()),
        );
        add(
            Kind::OperationRenamed,
            &pointer,
            &format!("{id}_anew"),
            insert("operationId", text(&format!("{id}_anew"))),
        );
        let public = operation
            .get("security")
            .is_none_or(|security| security.items().is_empty());
        let pair = object([
            ("x-api-key", Json::Array(vec![])),
            ("x-api-user", Json::Array(vec![])),
        ]);
        add(
            Kind::SecurityChanged,
            &pointer,
            "security",
            insert(
                "security",
                Json::Array(if public { vec![pair] } else { vec![] }),
            ),
        );
        let effect = match (operation.text("x-partna-effect"), method) {
            (Some("read"), "GET") => "acts",
            (Some("read"), _) => "write",
            _ => "read",
        };
        add(
            Kind::EffectChanged,
            &pointer,
            effect,
            insert("x-partna-effect", text(effect)),
        );
        let error = object([("$ref", text("#/components/schemas/ApiError"))]);
        let media = object([
            ("schema", error),
            ("example", object([("message", text("teapot"))])),
        ]);
        let answer = object([
            ("description", text("New.")),
            ("content", object([("application/json", media)])),
        ]);
        add(
            Kind::StatusAdded,
            &join(&pointer, "responses"),
            "418",
            insert("418", answer),
        );
        self.prose(&pointer, operation, &owner);
        self.parameters(&pointer, operation, &owner);
        let body = operation
            .get("requestBody")
            .map(|body| ("requestBody".to_owned(), body));
        let responses = operation
            .get("responses")
            .into_iter()
            .flat_map(Json::entries);
        for (below, holder) in body
            .into_iter()
            .chain(responses.map(|(status, response)| (format!("responses/{status}"), response)))
        {
            self.media(&format!("{pointer}/{below}"), holder, &owner);
        }
    }

    fn parameters(&mut self, pointer: &str, operation: &Json, owner: &Owner) {
        let list = join(pointer, "parameters");
        let new = object([
            ("name", text("newcomer")),
            ("in", text("query")),
            ("description", text("New.")),
            ("schema", object([("type", text("string"))])),
            ("example", text("x")),
        ]);
        let change = match operation.get("parameters") {
            Some(_) => (list.clone(), Change::Append(new)),
            None => (
                pointer.to_owned(),
                insert("parameters", Json::Array(vec![new])),
            ),
        };
        self.add(
            Kind::ParameterAdded,
            change.0,
            owner.clone(),
            "newcomer",
            change.1,
        );
        for (index, parameter) in operation.list("parameters").iter().enumerate() {
            let name = parameter.text("name").unwrap_or_default();
            let place = format!("{list}/{index}");
            self.add(
                Kind::ParameterRemoved,
                list.clone(),
                owner.clone(),
                name,
                Change::RemoveItem(index),
            );
            let kind = parameter.at(&["schema", "type"]).and_then(Json::as_str);
            let other = if kind == Some("integer") {
                "string"
            } else {
                "integer"
            };
            self.add(
                Kind::ParameterRetyped,
                place.clone(),
                owner.clone(),
                name,
                insert("schema", object([("type", text(other))])),
            );
            if parameter.get("required").is_none() {
                self.add(
                    Kind::ParameterMadeRequired,
                    place.clone(),
                    owner.clone(),
                    name,
                    insert("required", Json::Bool(true)),
                );
            }
            self.add(
                Kind::ExampleChanged,
                place.clone(),
                owner.clone(),
                name,
                insert("example", text("another example")),
            );
            self.prose(&place, parameter, owner);
        }
    }

    fn media(&mut self, pointer: &str, holder: &Json, owner: &Owner) {
        self.prose(pointer, holder, owner);
        for (kind, media) in holder.get("content").into_iter().flat_map(Json::entries) {
            let content = join(pointer, "content");
            let change = Change::Rename(kind.to_owned(), "application/cbor".to_owned());
            self.add(
                Kind::ContentTypeChanged,
                content.clone(),
                owner.clone(),
                "application/",
                change,
            );
            // Every field at the top of an example, since a leaf further down is changed in the same way.
            let example = join(&join(&content, kind), "example");
            for (field, _) in media.get("example").into_iter().flat_map(Json::entries) {
                self.add(
                    Kind::ExampleChanged,
                    example.clone(),
                    owner.clone(),
                    field,
                    insert(field, text("another example")),
                );
            }
        }
    }

    fn component(&mut self, name: &str, schema: &Json) {
        let pointer = join("/components/schemas", name);
        let owner = Owner::Component(name.to_owned());
        self.prose(&pointer, schema, &owner);
        for key in ["enum", "x-partna-values"] {
            let list = join(&pointer, key);
            for (index, value) in schema.list(key).iter().enumerate() {
                let value = value.as_str().unwrap_or_default();
                self.add(
                    Kind::EnumValueRemoved,
                    list.clone(),
                    owner.clone(),
                    value,
                    Change::RemoveItem(index),
                );
            }
            if schema.get(key).is_some() {
                self.add(
                    Kind::EnumValueAdded,
                    list,
                    owner.clone(),
                    "newcomer",
                    Change::Append(text("newcomer")),
                );
            }
        }
        let Some(properties) = schema.get("properties") else {
            return;
        };
        let place = join(&pointer, "properties");
        let new = object([("description", text("New.")), ("type", text("string"))]);
        self.add(
            Kind::FieldAdded,
            place.clone(),
            owner.clone(),
            "newcomer",
            insert("newcomer", new),
        );
        let required: Vec<&str> = schema
            .list("required")
            .iter()
            .filter_map(Json::as_str)
            .collect();
        for (field, property) in properties.entries() {
            self.add(
                Kind::FieldRemoved,
                place.clone(),
                owner.clone(),
                field,
                Change::Remove(field.to_owned()),
            );
            let kind = property.text("type");
            let other = if kind == Some("boolean") {
                "string"
            } else {
                "boolean"
            };
            let retyped = object([
                (
                    "description",
                    property.get("description").cloned().unwrap_or(text("New.")),
                ),
                ("type", text(other)),
            ]);
            self.add(
                Kind::FieldRetyped,
                place.clone(),
                owner.clone(),
                field,
                insert(field, retyped),
            );
            self.prose(&join(&place, field), property, &owner);
            if !required.contains(&field) {
                let change = match schema.get("required") {
                    Some(_) => (join(&pointer, "required"), Change::Append(text(field))),
                    None => (
                        pointer.clone(),
                        insert("required", Json::Array(vec![text(field)])),
                    ),
                };
                self.add(
                    Kind::FieldMadeRequired,
                    change.0,
                    owner.clone(),
                    field,
                    change.1,
                );
            }
        }
    }
}
