//! Batch changes of the fields of one object. If each field were changed separately, the time would be quadratic in the
//! number of fields.

use std::collections::HashSet;

use openapi_facts::json::{Json, Map};

use crate::names::field;

/// Returns a member of a schema, if the member is an object.
pub fn object_member<'a>(schema: &'a mut Json, key: &str) -> Option<&'a mut Json> {
    schema
        .as_object_mut()?
        .get_mut(key)
        .filter(|part| part.as_object().is_some())
}

/// Fields that are added to an object.
pub struct AddedFields {
    /// The normalized Rust names of all fields, including added ones.
    pub known: HashSet<String>,
    is_object: bool,
    fields: Map,
}

impl AddedFields {
    pub fn of(ours: &Json) -> Self {
        let properties = ours.get("properties").filter(|it| it.as_object().is_some());
        let names = properties.into_iter().flat_map(Json::entries);
        Self {
            known: names.map(|(name, _)| field(name)).collect(),
            is_object: properties.is_some(),
            fields: Map::new(),
        }
    }

    pub fn insert(&mut self, name: &str, property: Json) {
        if self.is_object {
            self.known.insert(field(name));
            self.fields.insert(name.to_owned(), property);
        }
    }

    /// Adds the fields. If the existing fields are sorted, the result is sorted too. Otherwise the fields are added at
    /// the end.
    pub fn apply(self, ours: &mut Json) {
        if self.fields.is_empty() {
            return;
        }
        if let Some(Json::Object(properties)) = object_member(ours, "properties") {
            let is_sorted = properties.keys().is_sorted_by_key(|key| key.to_lowercase());
            properties.extend(self.fields);
            if is_sorted {
                properties.sort_by_cached_key(|key, _| key.to_lowercase());
            }
        }
    }
}

/// The required fields of an object.
pub struct RequiredNames {
    before: Vec<String>,
    /// The fields that became required or optional.
    touched: HashSet<String>,
    now: HashSet<String>,
    has_added: bool,
    has_been_empty: bool,
}

impl RequiredNames {
    pub fn of(ours: &Json) -> Self {
        let names = ours.list("required").iter().filter_map(Json::as_str);
        let before: Vec<String> = names.map(str::to_owned).collect();
        Self {
            now: before.iter().cloned().collect(),
            before,
            touched: HashSet::new(),
            has_added: false,
            has_been_empty: false,
        }
    }

    pub fn set(&mut self, name: &str, on: bool) {
        self.touched.insert(name.to_owned());
        if on {
            self.has_added = true;
            self.now.insert(name.to_owned());
        } else {
            self.now.remove(name);
        }
        self.has_been_empty |= self.now.is_empty();
    }

    /// Writes the list if a field became required or optional. The list is sorted if a name was added. Otherwise it
    /// keeps its order.
    pub fn apply(self, ours: &mut Json) {
        let Some(map) = ours.as_object_mut().filter(|_| !self.touched.is_empty()) else {
            return;
        };
        let (touched, now) = (&self.touched, &self.now);
        let kept = self.before.iter().filter(|name| !touched.contains(*name));
        let added = touched.iter().filter(|name| now.contains(*name));
        let mut names: Vec<&str> = kept.chain(added).map(String::as_str).collect();
        if self.has_added {
            names.sort_unstable();
        }
        // If the list was empty at any time, it is removed, and a new list is inserted before the fields.
        if self.has_been_empty {
            map.shift_remove("required");
        }
        if names.is_empty() {
            map.shift_remove("required");
            return;
        }
        let list = super::texts(names);
        match map.get_mut("required") {
            Some(known) => *known = list,
            None => {
                let at = map.get_index_of("properties").unwrap_or(map.len());
                map.shift_insert(at, "required".into(), list);
            }
        }
    }
}
