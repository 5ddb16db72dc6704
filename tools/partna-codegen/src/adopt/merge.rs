//! What moved in a value, carried over into the schema that we have for it.

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
    /// Brings `ours` from what the vendor said of this place to what it says now. What did not move is left alone: where
    /// ours differs from the vendor's there, somebody wanted it so.
    pub fn merge(&mut self, ours: &mut Json, old: Option<&Node>, new: &Node, place: &Position<'_>) {
        if old.is_some_and(|old| is_same(old, new)) {
            return;
        }
        let kind_moved = old.is_none_or(|old| old.kind != new.kind);
        if kind_moved {
            let kind = ours.text("type");
            let fits = kind == Some(new.kind.as_str())
                || (kind == Some("integer") && new.kind == "number");
            // Ours may have had already what is new at the vendor's.
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

    /// Puts what is lifted anew in the place of ours.
    fn replace(&mut self, ours: &mut Json, new: &Node, place: &Position<'_>) {
        let lifted = if place.at.is_inner() {
            self.inner(new, place)
        } else {
            self.value(new, place)
        };
        components::replace(ours, lifted);
    }

    /// The values of an enum: those that came and those that went, in the order that ours has.
    fn merge_values(&mut self, ours: &mut Json, old: &Node, new: &Node, place: &Position<'_>) {
        if old.values == new.values {
            return;
        }
        // Ours may be a truth value where the vendor lists its two texts. With a third it is none.
        let is_flag = ours.text(extensions::RUST) == Some("bool");
        let no_flag = is_flag
            && new
                .values
                .iter()
                .any(|value| value != "true" && value != "false");
        let list = ["enum", extensions::VALUES]
            .into_iter()
            .find(|key| ours.get(key).is_some() && !no_flag);
        let (Some(key), false) = (list, new.values.is_empty()) else {
            self.replace(ours, new, place);
            return;
        };
        let Some(map) = ours.as_object_mut() else {
            return;
        };
        // In a request, values that we had only seen are now those that the vendor lists.
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
            // Ours is a map whose keys the vendor draws out: what one of them gained, the values gained.
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
        // One that the vendor had and ours did not was left out on purpose, and still is: unless it holds money now.
        if before.is_some_and(|before| before.kind == node.kind || node.kind != "number") {
            return;
        }
        // Lifted with its neighbours, so that a name which meets another is seen.
        let mut holder = Node {
            kind: "object".to_owned(),
            ..Node::default()
        };
        holder.properties.insert(name.to_owned(), node.clone());
        let lifted = self.value(&holder, place);
        let meets = added.known.contains(&field(name));
        if let Some(property) = lifted.at(&["properties", name]).filter(|_| !meets) {
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

/// Whether nothing moved at a place, its own required mark aside, which is its holder's.
fn is_same(old: &Node, new: &Node) -> bool {
    let mark = old.required;
    old.kind == new.kind
        && *old
            == Node {
                required: mark,
                ..new.clone()
            }
}
