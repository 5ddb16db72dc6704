//! What moved in a value, carried over into the schema that we have for it.

use super::lift::{Lifter, Place, Side};
use super::tree;
use crate::contract::Node;
use crate::json::Json;

impl Lifter {
    /// Brings `ours` from what the vendor said of this place to what it says now. What did not move is left alone: where
    /// ours differs from the vendor's there, somebody wanted it so.
    pub fn merge(&mut self, ours: &mut Json, old: Option<&Node>, new: &Node, place: &Place<'_>) {
        if old.is_some_and(|old| same(old, new)) {
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
            "string" => self.listed(ours, old, new, place),
            "array" => {
                if let (Some(items), Some(mine)) = (&new.items, part(ours, "items")) {
                    self.merge(mine, old.items.as_deref(), items, &place.below("[]"));
                } else if old.items != new.items {
                    self.replace(ours, new, place);
                }
            }
            "object" => self.fields(ours, old, new, place),
            _ => {}
        }
    }

    /// Puts what is lifted anew in the place of ours.
    fn replace(&mut self, ours: &mut Json, new: &Node, place: &Place<'_>) {
        let is_inner = place.at.ends_with("[]") || place.at.ends_with(".*");
        let lifted = if is_inner {
            self.inner(new, place)
        } else {
            self.value(new, place)
        };
        tree::replace(ours, lifted);
    }

    /// The values of an enum: those that came and those that went, in the order that ours has.
    fn listed(&mut self, ours: &mut Json, old: &Node, new: &Node, place: &Place<'_>) {
        if old.values == new.values {
            return;
        }
        // Ours may be a truth value where the vendor lists its two texts. With a third it is none.
        let is_flag = ours.text("x-partna-rust") == Some("bool");
        let no_flag = is_flag
            && new
                .values
                .iter()
                .any(|value| value != "true" && value != "false");
        let list = ["enum", "x-partna-values"]
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
        let becomes_enum = key == "x-partna-values" && place.side != Side::Answer;
        let key = if becomes_enum { "enum" } else { key };
        if becomes_enum && let Some(at) = map.get_index_of("x-partna-values") {
            let seen = map.shift_remove("x-partna-values").unwrap_or(Json::Null);
            map.shift_insert(at, key.to_owned(), seen);
        }
        let Some(Json::Array(values)) = map.get_mut(key) else {
            return;
        };
        values.retain(|value| {
            let text = value.as_str().unwrap_or("");
            new.values.contains(text) || (!becomes_enum && !old.values.contains(text))
        });
        for value in new.values.iter().filter(|value| !value.is_empty()) {
            if !values.iter().any(|known| known.as_str() == Some(value)) {
                values.push(value.as_str().into());
            }
        }
        let kept: Vec<String> = values
            .iter()
            .filter_map(Json::as_str)
            .map(str::to_owned)
            .collect();
        if let Some(Json::Object(names)) = ours
            .as_object_mut()
            .and_then(|map| map.get_mut("x-partna-names"))
        {
            names.retain(|value, _| kept.contains(value));
        }
    }

    fn fields(&mut self, ours: &mut Json, old: &Node, new: &Node, place: &Place<'_>) {
        let is_map = ours.get("properties").is_none();
        if is_map && !new.properties.is_empty() {
            // Ours is a map whose keys the vendor draws out: what one of them gained, the values gained.
            let (before, after) = (old.union_of_properties(), new.union_of_properties());
            let known = (!old.properties.is_empty()).then_some(&before);
            match part(ours, "additionalProperties") {
                Some(values) if known.is_some() => {
                    self.merge(values, known, &after, &place.below(".*"));
                }
                _ => {
                    self.replace(ours, new, place);
                }
            }
            return;
        }
        if is_map || new.properties.is_empty() {
            match (&new.map, part(ours, "additionalProperties")) {
                (Some(values), Some(mine)) if is_map => {
                    self.merge(mine, old.map.as_deref(), values, &place.below(".*"));
                }
                _ => {
                    self.replace(ours, new, place);
                }
            }
            return;
        }
        for (name, before) in &old.properties {
            if !new.properties.contains_key(name) {
                remove(ours, name);
            } else if place.side == Side::Request {
                let now = new.properties.get(name).is_some_and(|node| node.required);
                if before.required != now {
                    require(ours, name, now);
                }
            }
        }
        for (name, node) in &new.properties {
            self.property_moved(ours, old.properties.get(name), (name, node), place);
        }
        if new.map.is_some() && old.map.is_none() && place.side == Side::Answer {
            ours.as_object_mut()
                .map(|map| map.insert("additionalProperties".into(), Json::Bool(true)));
        }
    }

    fn property_moved(
        &mut self,
        ours: &mut Json,
        before: Option<&Node>,
        (name, node): (&str, &Node),
        place: &Place<'_>,
    ) {
        if before.is_some_and(|before| same(before, node)) {
            return;
        }
        if let Some(mine) = part(ours, "properties").and_then(|map| part(map, name)) {
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
        let rust = super::names::field(name);
        let meets = ours.at(&["properties"]).is_some_and(|known| {
            known
                .entries()
                .any(|(known, _)| super::names::field(known) == rust)
        });
        if let Some(property) = lifted.at(&["properties", name]).filter(|_| !meets) {
            insert(ours, name, property.clone());
            if node.required && place.side == Side::Request {
                require(ours, name, true);
            }
        } else if place.side == Side::Answer {
            ours.as_object_mut()
                .map(|map| map.insert("additionalProperties".into(), Json::Bool(true)));
        }
    }
}

/// Whether nothing moved at a place, its own required mark aside, which is its holder's.
fn same(old: &Node, new: &Node) -> bool {
    let mark = old.required;
    old.kind == new.kind
        && *old
            == Node {
                required: mark,
                ..new.clone()
            }
}

fn part<'a>(schema: &'a mut Json, key: &str) -> Option<&'a mut Json> {
    schema
        .as_object_mut()?
        .get_mut(key)
        .filter(|part| part.as_object().is_some())
}

/// Adds a field: at its place, if ours are in order.
fn insert(ours: &mut Json, name: &str, property: Json) {
    let Some(Json::Object(properties)) = part(ours, "properties") else {
        return;
    };
    let small = name.to_lowercase();
    let before = |known: &str| known.to_lowercase() < small;
    let keys: Vec<&String> = properties.keys().collect();
    let sorted = keys.is_sorted_by_key(|key| key.to_lowercase());
    let at = if sorted {
        keys.iter().take_while(|known| before(known)).count()
    } else {
        keys.len()
    };
    properties.shift_insert(at, name.to_owned(), property);
}

fn remove(ours: &mut Json, name: &str) {
    require(ours, name, false);
    if let Some(Json::Object(properties)) = part(ours, "properties") {
        properties.shift_remove(name);
    }
}

fn require(ours: &mut Json, name: &str, on: bool) {
    let Some(map) = ours.as_object_mut() else {
        return;
    };
    let mut list: Vec<String> = map
        .get("required")
        .map_or(&[][..], Json::items)
        .iter()
        .filter_map(Json::as_str)
        .map(str::to_owned)
        .collect();
    list.retain(|known| known != name);
    if on {
        list.push(name.to_owned());
        list.sort();
    }
    if list.is_empty() {
        map.shift_remove("required");
        return;
    }
    let list = super::texts(list.iter().map(String::as_str));
    match map.get_mut("required") {
        Some(known) => *known = list,
        None => {
            let at = map.get_index_of("properties").unwrap_or(map.len());
            map.shift_insert(at, "required".into(), list);
        }
    }
}
