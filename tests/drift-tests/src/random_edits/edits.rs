//! Random edits.

use openapi_facts::json::{Json, Map};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};

/// A kind of edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, strum::Display)]
#[strum(serialize_all = "kebab-case")]
pub enum EditKind {
    MemberRemoved,
    MemberRenamed,
    MemberAdded,
    MembersReordered,
    ItemRemoved,
    ItemAdded,
    ItemsReordered,
    TextChanged,
    NumberChanged,
    FlagChanged,
    ValueReplaced,
    WordsChanged,
}

const KINDS: [EditKind; 12] = [
    EditKind::MemberRemoved,
    EditKind::MemberRenamed,
    EditKind::MemberAdded,
    EditKind::MembersReordered,
    EditKind::ItemRemoved,
    EditKind::ItemAdded,
    EditKind::ItemsReordered,
    EditKind::TextChanged,
    EditKind::NumberChanged,
    EditKind::FlagChanged,
    EditKind::ValueReplaced,
    EditKind::WordsChanged,
];

/// An edit of one value.
#[derive(Clone, Debug)]
pub struct RandomEdit {
    pub kind: EditKind,
    /// The JSON pointer of the edited value.
    pub pointer: String,
    pub doc: Json,
}

/// Edits of one document, in an order that depends only on the seed.
pub struct RandomEdits<'a> {
    doc: &'a Json,
    pointers: Vec<String>,
    rng: StdRng,
}

/// Keywords that an edit adds, with a value.
const ADDED: [(&str, &str); 24] = [
    ("deprecated", "true"),
    ("required", "true"),
    ("required", "[\"added\"]"),
    ("nullable", "true"),
    ("readOnly", "true"),
    ("writeOnly", "true"),
    ("maxLength", "7"),
    ("minimum", "3"),
    ("pattern", "\"^a\""),
    ("format", "\"uuid\""),
    ("default", "\"d\""),
    ("enum", "[\"e\"]"),
    ("type", "\"boolean\""),
    ("properties", "{\"added\":{\"type\":\"string\"}}"),
    ("additionalProperties", "false"),
    ("allOf", "[{\"maxProperties\":3}]"),
    ("oneOf", "[{\"type\":\"string\"},{\"type\":\"integer\"}]"),
    ("not", "{\"type\":\"string\"}"),
    ("discriminator", "{\"propertyName\":\"added\"}"),
    ("explode", "true"),
    ("security", "[{\"added\":[]}]"),
    ("servers", "[{\"url\":\"https://added.example.test\"}]"),
    ("unknownKeyword", "\"u\""),
    ("x-added", "\"x\""),
];

impl<'a> RandomEdits<'a> {
    pub fn new(doc: &'a Json, seed: u64) -> Self {
        let mut pointers = Vec::new();
        doc.walk("", &mut |pointer, _| pointers.push(pointer.to_owned()));
        Self {
            doc,
            pointers,
            rng: StdRng::seed_from_u64(seed),
        }
    }

    /// Returns an edit of the value, if the kind applies to it.
    fn edit(&mut self, kind: EditKind, value: &Json) -> Option<Json> {
        let mut value = value.clone();
        match (&mut value, kind) {
            (Json::Object(map), EditKind::MemberRemoved) if !map.is_empty() => {
                let at = self.rng.random_range(0..map.len());
                map.shift_remove_index(at)?;
            }
            (Json::Object(map), EditKind::MemberRenamed) if !map.is_empty() => {
                let at = self.rng.random_range(0..map.len());
                let (key, member) = map.shift_remove_index(at)?;
                map.shift_insert(at, format!("{key}Renamed"), member);
            }
            (Json::Object(map), EditKind::MemberAdded) => {
                let (key, text) = ADDED.choose(&mut self.rng)?;
                map.insert((*key).to_owned(), Json::parse(text).ok()?);
            }
            (Json::Object(map), EditKind::MembersReordered) if map.len() > 1 => {
                *map = map
                    .iter()
                    .rev()
                    .map(|(key, value)| (key.clone(), value.clone()))
                    .collect::<Map>();
            }
            (Json::Array(items), EditKind::ItemRemoved) if !items.is_empty() => {
                let at = self.rng.random_range(0..items.len());
                items.remove(at);
            }
            (Json::Array(items), EditKind::ItemAdded) if !items.is_empty() => {
                let mut item = items.choose(&mut self.rng)?.clone();
                match &mut item {
                    Json::String(text) => text.push_str("Added"),
                    Json::Object(map) => drop(map.insert("type".to_owned(), "boolean".into())),
                    _ => return None,
                }
                items.push(item);
            }
            (Json::Array(items), EditKind::ItemsReordered) if items.len() > 1 => items.reverse(),
            (Json::String(text), EditKind::TextChanged) => text.push_str("Changed"),
            (Json::Number(number), EditKind::NumberChanged) => {
                *number = serde_json::Number::from_f64(number.as_f64()? + 1.5)?;
            }
            (Json::Bool(flag), EditKind::FlagChanged) => *flag = !*flag,
            (Json::String(_), EditKind::ValueReplaced) => value = Json::Bool(true),
            (Json::Object(map), EditKind::ValueReplaced) if !map.is_empty() => {
                value = Json::Object(Map::new())
            }
            (Json::Object(map), EditKind::WordsChanged)
                if ["description", "summary", "title"]
                    .iter()
                    .any(|key| matches!(map.get(*key), Some(Json::String(_)))) =>
            {
                for key in ["description", "summary", "title"] {
                    if let Some(Json::String(text)) = map.get_mut(key) {
                        text.push_str(" changed");
                    }
                }
            }
            _ => return None,
        }
        Some(value)
    }
}

impl Iterator for RandomEdits<'_> {
    type Item = RandomEdit;

    fn next(&mut self) -> Option<RandomEdit> {
        loop {
            let kind = *KINDS.choose(&mut self.rng)?;
            let pointer = self.pointers.choose(&mut self.rng)?.clone();
            let value = self.doc.pointer(&pointer)?.clone();
            if let Some(edited) = self.edit(kind, &value) {
                let mut doc = self.doc.clone();
                *doc.pointer_mut(&pointer)? = edited;
                return Some(RandomEdit { kind, pointer, doc });
            }
        }
    }
}
