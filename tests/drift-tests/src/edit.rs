//! An edit of a document. All mutations consist of edits.

use openapi_facts::json::Json;

/// An edit of one value of a document.
#[derive(Clone, Debug)]
pub enum Edit {
    /// Inserts a value at a key of an object.
    Insert(String, Json),
    Remove(String),
    /// Moves a member of an object to another key, at the end of the object.
    Rename(String, String),
    /// Appends a value to the list at a key of an object. Creates the list if the key is missing.
    AppendTo(String, Json),
    /// Removes a value from the list at a key of an object.
    RemoveFrom(String, Json),
    /// Appends a value to a list.
    Append(Json),
    RemoveItem(usize),
    Replace(Json),
}

impl Edit {
    pub fn insert(key: impl Into<String>, value: Json) -> Self {
        Self::Insert(key.into(), value)
    }

    pub fn append_to(key: impl Into<String>, value: Json) -> Self {
        Self::AppendTo(key.into(), value)
    }

    pub fn remove_from(key: impl Into<String>, value: Json) -> Self {
        Self::RemoveFrom(key.into(), value)
    }

    /// Edits the value at a JSON pointer. Does nothing if the value is missing or of another type.
    pub fn apply(&self, doc: &mut Json, pointer: &str) {
        let Some(value) = doc.pointer_mut(pointer) else {
            return;
        };
        match (self, value) {
            (Edit::Insert(key, new), Json::Object(map)) => {
                map.insert(key.clone(), new.clone());
            }
            (Edit::Remove(key), Json::Object(map)) => drop(map.shift_remove(key)),
            (Edit::Rename(from, to), Json::Object(map)) => {
                if let Some(value) = map.shift_remove(from) {
                    map.insert(to.clone(), value);
                }
            }
            (Edit::AppendTo(key, new), Json::Object(map)) => {
                let list = map
                    .entry(key.clone())
                    .or_insert_with(|| Json::Array(Vec::new()));
                if let Json::Array(list) = list {
                    list.push(new.clone());
                }
            }
            (Edit::RemoveFrom(key, removed), Json::Object(map)) => {
                if let Some(Json::Array(list)) = map.get_mut(key) {
                    list.retain(|value| value != removed);
                }
            }
            (Edit::Append(value), Json::Array(items)) => items.push(value.clone()),
            (Edit::RemoveItem(index), Json::Array(items)) if *index < items.len() => {
                items.remove(*index);
            }
            (Edit::Replace(new), value) => *value = new.clone(),
            _ => {}
        }
    }
}
