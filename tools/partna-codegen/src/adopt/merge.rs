//! Merges the vendor's changes of a value into our schema of the value.

use std::collections::HashSet;

use openapi_facts::api_model::Node;
use openapi_facts::fact::Step;
use openapi_facts::json::Json;

use super::components;
use super::fields::{AddedFields, RequiredNames, object_member};
use super::schema_from_facts::{Direction, Position, SchemaBuilder};
use crate::extensions;
use crate::names::field;

impl SchemaBuilder {
    /// Updates `ours` with the vendor's changes from `old` to `new`. Parts that the vendor did not change are kept,
    /// because our document may differ from the vendor's there intentionally.
    pub fn merge(&mut self, ours: &mut Json, old: Option<&Node>, new: &Node, place: &Position<'_>) {
        if old.is_some_and(|old| is_same(old, new)) {
            return;
        }
        let kind_moved = old.is_none_or(|old| old.kind != new.kind);
        if kind_moved {
            let kind = ours.text("type");
            let fits = kind == Some(new.kind.as_str())
                || (kind == Some("integer") && new.kind == "number");
            // Our document may already contain the value that the vendor added.
            if old.is_some() || !fits {
                self.replace(ours, new, place);
                return;
            }
        }
        let empty = Node::default();
        let old = old.unwrap_or(&empty);
        match new.kind.as_str() {
            "string" => self.merge_values(ours, old, new, place),
            "array" => {
                if let (Some(items), Some(mine)) = (&new.items, object_member(ours, "items")) {
                    self.merge(mine, old.items.as_deref(), items, &place.below(Step::Items));
                } else if old.items != new.items {
                    self.replace(ours, new, place);
                }
            }
            "object" => self.fields(ours, old, new, place),
            _ => {}
        }
    }

    /// Replaces our schema with a new schema that is built from the vendor's facts.
    fn replace(&mut self, ours: &mut Json, new: &Node, place: &Position<'_>) {
        let built = if place.at.is_item_or_map_value() {
            self.inner(new, place)
        } else {
            self.value(new, place)
        };
        components::replace(ours, built);
    }

    /// Adds and removes the values of an enum that the vendor added and removed. The order of our values is kept.
    fn merge_values(&mut self, ours: &mut Json, old: &Node, new: &Node, place: &Position<'_>) {
        if old.values == new.values {
            return;
        }
        // Our type may be a boolean if the vendor lists the texts `true` and `false`. If the vendor adds a third text,
        // the type is replaced.
        let is_flag = ours.text(extensions::RUST) == Some("bool");
        let has_other_values = is_flag
            && new
                .values
                .iter()
                .any(|value| value != "true" && value != "false");
        let list = ["enum", extensions::VALUES]
            .into_iter()
            .find(|key| ours.get(key).is_some() && !has_other_values);
        let (Some(key), false) = (list, new.values.is_empty()) else {
            self.replace(ours, new, place);
            return;
        };
        let Some(map) = ours.as_object_mut() else {
            return;
        };
        // The values of a request were only known from observation before, and the vendor documents them now.
        let becomes_enum = key == extensions::VALUES && place.direction() != Direction::Response;
        let key = if becomes_enum { "enum" } else { key };
        if becomes_enum && let Some(at) = map.get_index_of(extensions::VALUES) {
            let seen = map.shift_remove(extensions::VALUES).unwrap_or(Json::Null);
            map.shift_insert(at, key.to_owned(), seen);
        }
        let Some(Json::Array(values)) = map.get_mut(key) else {
            return;
        };
        values.retain(|value| {
            let text = value.as_str().unwrap_or("");
            new.values.contains(text) || (!becomes_enum && !old.values.contains(text))
        });
        let known: HashSet<String> = values
            .iter()
            .filter_map(Json::as_str)
            .map(str::to_owned)
            .collect();
        for value in new.values.iter().filter(|value| !value.is_empty()) {
            if !known.contains(value) {
                values.push(value.as_str().into());
            }
        }
        let kept: HashSet<String> = values
            .iter()
            .filter_map(Json::as_str)
            .map(str::to_owned)
            .collect();
        if let Some(Json::Object(names)) = ours
            .as_object_mut()
            .and_then(|map| map.get_mut(extensions::NAMES))
        {
            names.retain(|value, _| kept.contains(value));
        }
    }

    fn fields(&mut self, ours: &mut Json, old: &Node, new: &Node, place: &Position<'_>) {
        let is_map = ours.get("properties").is_none();
        if is_map && !new.properties.is_empty() {
            // Our schema is a map, and the vendor lists its keys as fields. If the vendor changes a field, the value
            // type of our map changes.
            let (before, after) = (old.union_of_properties(), new.union_of_properties());
            let known = (!old.properties.is_empty()).then_some(&before);
            match object_member(ours, "additionalProperties") {
                Some(values) if known.is_some() => {
                    self.merge(values, known, &after, &place.below(Step::Values));
                }
                _ => {
                    self.replace(ours, new, place);
                }
            }
            return;
        }
        if is_map || new.properties.is_empty() {
            match (&new.map, object_member(ours, "additionalProperties")) {
                (Some(values), Some(mine)) if is_map => {
                    self.merge(mine, old.map.as_deref(), values, &place.below(Step::Values));
                }
                _ => {
                    self.replace(ours, new, place);
                }
            }
            return;
        }
        let mut required = RequiredNames::of(ours);
        for (name, before) in &old.properties {
            if !new.properties.contains_key(name) {
                required.set(name, false);
            } else if place.direction() == Direction::Request {
                let now = new.properties.get(name).is_some_and(|node| node.required);
                if before.required != now {
                    required.set(name, now);
                }
            }
        }
        if let Some(Json::Object(properties)) = object_member(ours, "properties") {
            properties.retain(|name, _| {
                !old.properties.contains_key(name) || new.properties.contains_key(name)
            });
        }
        let mut added = AddedFields::of(ours);
        for (name, node) in &new.properties {
            let before = old.properties.get(name);
            self.merge_property(
                ours,
                before,
                (name, node),
                place,
                (&mut added, &mut required),
            );
        }
        added.apply(ours);
        required.apply(ours);
        if new.map.is_some() && old.map.is_none() && place.direction() == Direction::Response {
            ours.as_object_mut()
                .map(|map| map.insert("additionalProperties".into(), Json::Bool(true)));
        }
    }

    fn merge_property(
        &mut self,
        ours: &mut Json,
        before: Option<&Node>,
        (name, node): (&str, &Node),
        place: &Position<'_>,
        (added, required): (&mut AddedFields, &mut RequiredNames),
    ) {
        if before.is_some_and(|before| is_same(before, node)) {
            return;
        }
        if let Some(mine) =
            object_member(ours, "properties").and_then(|map| object_member(map, name))
        {
            self.merge(mine, before, node, &place.property(name));
            return;
        }
        // If our document omits a property that the vendor already had, the omission is intended. The property is added
        // only if its type changes to a number, which may be an amount.
        if before.is_some_and(|before| before.kind == node.kind || node.kind != "number") {
            return;
        }
        // The property is built inside an object, so that a conflict of names is detected.
        let mut holder = Node {
            kind: "object".to_owned(),
            ..Node::default()
        };
        holder.properties.insert(name.to_owned(), node.clone());
        let built = self.value(&holder, place);
        let has_conflict = added.known.contains(&field(name));
        if let Some(property) = built.at(&["properties", name]).filter(|_| !has_conflict) {
            added.insert(name, property.clone());
            if node.required && place.direction() == Direction::Request {
                required.set(name, true);
            }
        } else if place.direction() == Direction::Response {
            ours.as_object_mut()
                .map(|map| map.insert("additionalProperties".into(), Json::Bool(true)));
        }
    }
}

/// Whether a value is unchanged. Whether it is required is not compared, because this belongs to the object that
/// contains it.
fn is_same(old: &Node, new: &Node) -> bool {
    let mark = old.required;
    old.kind == new.kind
        && *old
            == Node {
                required: mark,
                ..new.clone()
            }
}
