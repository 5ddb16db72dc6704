//! Mutations of components: their fields, the types of these, and the values of enums.

use openapi_facts::json::{Json, join};
use partna_codegen::extensions;
use partna_codegen::open_enums::{values, variant_name};

use super::sites::{Sites, insert, object, text};
use super::{MutationKind, Owner};
use crate::edit::Edit;

/// Returns a schema of another type with the same description.
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
    pub(super) fn mutate_component(&mut self, name: &str, schema: &Json) {
        let pointer = join("/components/schemas", name);
        let owner = Owner::Component(name.to_owned());
        self.mutate_prose(&pointer, schema, &owner, "");
        self.mutate_enum_values(&pointer, schema, &owner);
        self.mutate_nested_values(&pointer, schema, &owner, "");
        for key in ["format", "pattern"] {
            if schema.get(key).is_some() {
                self.add(
                    MutationKind::FieldRetyped,
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
        let properties_pointer = join(&pointer, "properties");
        let new = object([("description", text("New.")), ("type", text("string"))]);
        self.add_fact_change(
            MutationKind::FieldAdded,
            &properties_pointer,
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
            let field_pointer = join(&properties_pointer, field);
            self.add_fact_change(
                MutationKind::FieldRemoved,
                &properties_pointer,
                &owner,
                &subject,
                Edit::Remove(field.to_owned()),
            );
            self.add_fact_change(
                MutationKind::FieldRetyped,
                &properties_pointer,
                &owner,
                &subject,
                insert(field, retyped(property)),
            );
            if property.get("format").is_some() {
                self.add(
                    MutationKind::FieldRetyped,
                    &field_pointer,
                    &owner,
                    &subject,
                    Edit::Remove("format".to_owned()),
                );
            }
            self.mutate_nested_values(&field_pointer, property, &owner, &subject);
            self.mutate_prose(&field_pointer, property, &owner, &subject);
            if !required.contains(&field) {
                let (required_pointer, change) = match schema.get("required") {
                    Some(_) => (join(&pointer, "required"), Edit::Append(text(field))),
                    None => (
                        pointer.clone(),
                        insert("required", Json::Array(vec![text(field)])),
                    ),
                };
                self.add_fact_change(
                    MutationKind::FieldMadeRequired,
                    &required_pointer,
                    &owner,
                    &subject,
                    change,
                );
            }
        }
    }

    /// Mutates the items of an array and the values of a map.
    fn mutate_nested_values(&mut self, pointer: &str, schema: &Json, owner: &Owner, subject: &str) {
        for key in ["items", "additionalProperties"] {
            if let Some(inner) = schema.get(key) {
                self.add_fact_change(
                    MutationKind::FieldRetyped,
                    pointer,
                    owner,
                    subject,
                    insert(key, retyped(inner)),
                );
            }
        }
    }

    fn mutate_enum_values(&mut self, pointer: &str, schema: &Json, owner: &Owner) {
        for value in values(schema) {
            let names = schema
                .get(extensions::NAMES)
                .and_then(Json::as_object)
                .cloned()
                .unwrap_or_default();
            let renamed = names.into_iter().chain([(
                value.to_owned(),
                text(&format!("{}Renamed", variant_name(schema, value))),
            )]);
            let change = insert(extensions::NAMES, Json::Object(renamed.collect()));
            self.add(
                MutationKind::EnumValueRenamed,
                pointer,
                owner,
                &format!(" ={value}"),
                change,
            );
        }
        for (key, changes_facts) in [("enum", true), (extensions::VALUES, false)] {
            let list = join(pointer, key);
            let mut changes: Vec<(MutationKind, String, Edit)> = Vec::new();
            for (index, value) in schema.list(key).iter().enumerate() {
                let subject = format!(" ={}", value.as_str().unwrap_or_default());
                changes.push((
                    MutationKind::EnumValueRemoved,
                    subject,
                    Edit::RemoveItem(index),
                ));
            }
            if schema.get(key).is_some() {
                changes.push((
                    MutationKind::EnumValueAdded,
                    " =newcomer".to_owned(),
                    Edit::Append(text("newcomer")),
                ));
            }
            for (kind, subject, change) in changes {
                if changes_facts {
                    self.add_fact_change(kind, &list, owner, &subject, change);
                } else {
                    self.add(kind, &list, owner, &subject, change);
                }
            }
        }
    }
}
