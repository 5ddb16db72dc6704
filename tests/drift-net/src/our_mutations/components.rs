//! The changes of components: their fields, what these hold, and the values of enums.

use openapi_facts::json::{Json, join};
use partna_codegen::extensions;
use partna_codegen::open_enums::{values, variant_name};

use super::sites::{Sites, insert, object, text};
use super::{Kind, Owner};
use crate::edit::Edit;

/// A schema of another type.
fn retyped(schema: &Json) -> Json {
    let other = if schema.text("type") == Some("boolean") {
        "string"
    } else {
        "boolean"
    };
    object([
        (
            "description",
            schema.get("description").cloned().unwrap_or(text("New.")),
        ),
        ("type", text(other)),
    ])
}

impl Sites {
    pub(super) fn component(&mut self, name: &str, schema: &Json) {
        let pointer = join("/components/schemas", name);
        let owner = Owner::Component(name.to_owned());
        self.prose(&pointer, schema, &owner, "");
        self.values(&pointer, schema, &owner);
        self.inner(&pointer, schema, &owner, "");
        for key in ["format", "pattern"] {
            if schema.get(key).is_some() {
                self.add(
                    Kind::FieldRetyped,
                    &pointer,
                    &owner,
                    "",
                    Edit::Remove(key.to_owned()),
                );
            }
        }
        let Some(properties) = schema.get("properties") else {
            return;
        };
        let place = join(&pointer, "properties");
        let new = object([("description", text("New.")), ("type", text("string"))]);
        self.add_wire(
            Kind::FieldAdded,
            &place,
            &owner,
            ".newcomer",
            insert("newcomer", new),
        );
        let required: Vec<&str> = schema
            .list("required")
            .iter()
            .filter_map(Json::as_str)
            .collect();
        for (field, property) in properties.entries() {
            let subject = format!(".{field}");
            let at = join(&place, field);
            self.add_wire(
                Kind::FieldRemoved,
                &place,
                &owner,
                &subject,
                Edit::Remove(field.to_owned()),
            );
            self.add_wire(
                Kind::FieldRetyped,
                &place,
                &owner,
                &subject,
                insert(field, retyped(property)),
            );
            if property.get("format").is_some() {
                self.add(
                    Kind::FieldRetyped,
                    &at,
                    &owner,
                    &subject,
                    Edit::Remove("format".to_owned()),
                );
            }
            self.inner(&at, property, &owner, &subject);
            self.prose(&at, property, &owner, &subject);
            if !required.contains(&field) {
                let (place, change) = match schema.get("required") {
                    Some(_) => (join(&pointer, "required"), Edit::Append(text(field))),
                    None => (
                        pointer.clone(),
                        insert("required", Json::Array(vec![text(field)])),
                    ),
                };
                self.add_wire(Kind::FieldMadeRequired, &place, &owner, &subject, change);
            }
        }
    }

    /// The items of an array, and the values of a map.
    fn inner(&mut self, pointer: &str, schema: &Json, owner: &Owner, subject: &str) {
        for key in ["items", "additionalProperties"] {
            if let Some(inner) = schema.get(key) {
                self.add_wire(
                    Kind::FieldRetyped,
                    pointer,
                    owner,
                    subject,
                    insert(key, retyped(inner)),
                );
            }
        }
    }

    fn values(&mut self, pointer: &str, schema: &Json, owner: &Owner) {
        for value in values(schema) {
            let names = schema
                .get(extensions::NAMES)
                .and_then(Json::as_object)
                .cloned()
                .unwrap_or_default();
            let renamed = names.into_iter().chain([(
                value.to_owned(),
                text(&format!("{}Anew", variant_name(schema, value))),
            )]);
            let change = insert(extensions::NAMES, Json::Object(renamed.collect()));
            self.add(
                Kind::EnumValueRenamed,
                pointer,
                owner,
                &format!(" ={value}"),
                change,
            );
        }
        for (key, on_the_wire) in [("enum", true), (extensions::VALUES, false)] {
            let list = join(pointer, key);
            let mut changes: Vec<(Kind, String, Edit)> = Vec::new();
            for (index, value) in schema.list(key).iter().enumerate() {
                let subject = format!(" ={}", value.as_str().unwrap_or_default());
                changes.push((Kind::EnumValueRemoved, subject, Edit::RemoveItem(index)));
            }
            if schema.get(key).is_some() {
                changes.push((
                    Kind::EnumValueAdded,
                    " =newcomer".to_owned(),
                    Edit::Append(text("newcomer")),
                ));
            }
            for (kind, subject, change) in changes {
                if on_the_wire {
                    self.add_wire(kind, &list, owner, &subject, change);
                } else {
                    self.add(kind, &list, owner, &subject, change);
                }
            }
        }
    }
}
