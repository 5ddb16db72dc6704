//! Changes that a vendor could make to the document, each at every site where it applies: what the drift net has to catch.

use std::fmt;

use crate::generate::operations::operations;
use crate::json::{Json, Map, join};

/// A kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    OperationRemoved,
    OperationRenamed,
    PathChanged,
    ParameterAdded,
    ParameterRemoved,
    ParameterRetyped,
    ParameterMadeRequired,
    FieldAdded,
    FieldRemoved,
    FieldRetyped,
    FieldMadeRequired,
    EnumValueAdded,
    EnumValueRemoved,
    StatusAdded,
    ServerChanged,
    SecurityChanged,
    ContentTypeChanged,
    EffectChanged,
    DescriptionChanged,
    ExampleChanged,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `FieldMadeRequired` -> `field made required`
        for (index, letter) in format!("{self:?}").char_indices() {
            if letter.is_uppercase() && index > 0 {
                f.write_str(" ")?;
            }
            write!(f, "{}", letter.to_lowercase())?;
        }
        Ok(())
    }
}

/// What a change belongs to, and so which lines may show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Operations, as `METHOD path`, before and after the change.
    Operations(Vec<String>),
    /// A component, and through it every operation that reaches it.
    Component(String),
    /// A server, a tag, the document itself: its lines begin with this.
    Document(&'static str),
}

/// A change at one site.
#[derive(Clone, Debug)]
pub struct Mutant {
    pub kind: Kind,
    /// JSON pointer to what is changed.
    pub pointer: String,
    pub owner: Owner,
    /// The parameter, field, value or status that is changed; its changed lines name it.
    pub name: String,
    change: Change,
}

#[derive(Clone, Debug)]
enum Change {
    Insert(String, Json),
    Remove(String),
    Rename(String, String),
    Append(Json),
    RemoveItem(usize),
}

impl Mutant {
    /// The document after the change.
    pub fn apply(&self, doc: &Json) -> Json {
        let mut doc = doc.clone();
        self.apply_to(&mut doc);
        doc
    }

    /// Makes the change in a document that may hold others already.
    pub fn apply_to(&self, doc: &mut Json) {
        let Some(place) = at(doc, &self.pointer) else {
            return;
        };
        match (&self.change, place) {
            (Change::Insert(key, value), Json::Object(map)) => {
                drop(map.insert(key.clone(), value.clone()))
            }
            (Change::Remove(key), Json::Object(map)) => drop(map.shift_remove(key)),
            (Change::Rename(from, to), Json::Object(map)) => {
                if let Some(value) = map.shift_remove(from) {
                    map.insert(to.clone(), value);
                }
            }
            (Change::Append(value), Json::Array(items)) => items.push(value.clone()),
            (Change::RemoveItem(index), Json::Array(items)) if *index < items.len() => {
                drop(items.remove(*index))
            }
            _ => {}
        }
    }
}

fn at<'a>(doc: &'a mut Json, pointer: &str) -> Option<&'a mut Json> {
    pointer
        .split('/')
        .skip(1)
        .try_fold(doc, |value, token| match value {
            Json::Object(map) => map.get_mut(&token.replace("~1", "/").replace("~0", "~")),
            Json::Array(items) => items.get_mut(token.parse::<usize>().ok()?),
            _ => None,
        })
}

/// Every change at every site.
pub fn all(doc: &Json) -> Vec<Mutant> {
    let mut sites = Sites { found: Vec::new() };
    for (index, server) in doc
        .get("servers")
        .map_or(&[][..], Json::items)
        .iter()
        .enumerate()
    {
        let url = server.get("url").and_then(Json::as_str).unwrap_or_default();
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
    for (index, tag) in doc
        .get("tags")
        .map_or(&[][..], Json::items)
        .iter()
        .enumerate()
    {
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
            if holder.get(key).and_then(Json::as_str).is_some() {
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
        let id = operation
            .get("operationId")
            .and_then(Json::as_str)
            .unwrap_or_default();
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
        let effect = match (
            operation.get("x-partna-effect").and_then(Json::as_str),
            method,
        ) {
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
        for (index, parameter) in operation
            .get("parameters")
            .map_or(&[][..], Json::items)
            .iter()
            .enumerate()
        {
            let name = parameter
                .get("name")
                .and_then(Json::as_str)
                .unwrap_or_default();
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
            for (index, value) in schema
                .get(key)
                .map_or(&[][..], Json::items)
                .iter()
                .enumerate()
            {
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
            .get("required")
            .map_or(&[][..], Json::items)
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
            let kind = property.get("type").and_then(Json::as_str);
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
