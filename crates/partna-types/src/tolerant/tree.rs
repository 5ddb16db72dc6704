//! A JSON tree that keeps the digits of numbers.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::error::Reason;
use super::mismatched_field::{JsonKind, MismatchedField};

/// The maximum depth of lists and objects. Deeper values are mismatches.
pub(super) const MAX_DEPTH: usize = 64;

/// A JSON value.
pub(super) struct Node<'a> {
    /// The JSON text of the value.
    pub(super) raw: &'a str,
    pub(super) value: Value<'a>,
    /// The reason why the value is excluded, if it is.
    pub(super) excluded: Option<Box<Reason>>,
}

pub(super) enum Value<'a> {
    Null,
    Boolean(bool),
    Number,
    Text,
    List(Box<List<'a>>),
    Object(Box<Object<'a>>),
    /// A list or an object beyond the maximum depth.
    TooDeep(JsonKind),
}

pub(super) struct List<'a> {
    pub(super) items: Vec<Node<'a>>,
    pub(super) visibility: ChildVisibility,
}

pub(super) struct Object<'a> {
    pub(super) members: Vec<Member<'a>>,
    pub(super) visibility: ChildVisibility,
}

pub(super) struct Member<'a> {
    pub(super) key: Cow<'a, str>,
    pub(super) node: Node<'a>,
    /// Whether a later member has the same name.
    pub(super) is_superseded: bool,
    /// Whether an earlier member has the same name.
    pub(super) is_repeated: bool,
    /// Whether a decode has shown that the type does not have this member.
    pub(super) is_unknown_to_type: Cell<bool>,
}

/// The children of a list or map that are visible to a decode of the skeleton.
#[derive(Default)]
pub(super) struct ChildVisibility {
    pub(super) visible: VisibleChildren,
    /// The number of the last decode in which this list or map had no visible children. `None` if there was no such decode.
    pub(super) last_decode_without_children: Cell<Option<u64>>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum VisibleChildren {
    #[default]
    None,
    Only(usize),
    All,
}

impl<'a> Node<'a> {
    /// Parses a JSON text.
    pub(super) fn parse(json: &'a str) -> Result<Self, serde_json::Error> {
        let raw: &RawValue = serde_json::from_str(json)?;
        Self::build(raw.get(), 0)
    }

    // The text of a list or object is scanned again for each level inside it. MAX_DEPTH limits these scans.
    fn build(raw: &'a str, depth: usize) -> Result<Self, serde_json::Error> {
        let value = match raw.as_bytes().first() {
            Some(b'{') if depth >= MAX_DEPTH => Value::TooDeep(JsonKind::Object),
            Some(b'[') if depth >= MAX_DEPTH => Value::TooDeep(JsonKind::List),
            Some(b'{') => Value::Object(Box::new(Object::build(raw, depth)?)),
            Some(b'[') => {
                let items: Vec<&RawValue> = serde_json::from_str(raw)?;
                let items = items.into_iter();
                let items = items.map(|item| Self::build(item.get(), depth + 1));
                Value::List(Box::new(List {
                    items: items.collect::<Result<_, _>>()?,
                    visibility: ChildVisibility::default(),
                }))
            }
            Some(b'"') => Value::Text,
            Some(b't') => Value::Boolean(true),
            Some(b'f') => Value::Boolean(false),
            Some(b'n') => Value::Null,
            _ => Value::Number,
        };
        Ok(Self {
            raw,
            value,
            excluded: None,
        })
    }

    pub(super) fn kind(&self) -> JsonKind {
        match &self.value {
            Value::Null => JsonKind::Null,
            Value::Boolean(_) => JsonKind::Boolean,
            Value::Number => JsonKind::Number,
            Value::Text => JsonKind::Text,
            Value::List(_) => JsonKind::List,
            Value::Object(_) => JsonKind::Object,
            Value::TooDeep(kind) => *kind,
        }
    }

    /// Returns the text of a string, and whether unpaired surrogates in it were replaced by U+FFFD.
    pub(super) fn text(&self) -> (Cow<'a, str>, bool) {
        let inner = self.raw.get(1..self.raw.len().saturating_sub(1));
        if let Some(inner) = inner
            && !inner.contains('\\')
        {
            return (Cow::Borrowed(inner), false);
        }
        let bytes = LossyText.deserialize(&mut serde_json::Deserializer::from_str(self.raw));
        bytes.unwrap_or_default()
    }

    /// Returns the text of a scalar for a [`MismatchedField`], truncated to its maximum length.
    pub(super) fn listed_text(&self) -> Option<String> {
        let text = match &self.value {
            Value::Text => self.text().0,
            Value::Number | Value::Boolean(_) => Cow::Borrowed(self.raw),
            _ => return None,
        };
        Some(text.chars().take(MismatchedField::MAX_TEXT_LEN).collect())
    }

    pub(super) fn child_mut(&mut self, index: usize) -> Option<&mut Self> {
        match &mut self.value {
            Value::List(list) => list.items.get_mut(index),
            Value::Object(object) => object.members.get_mut(index).map(|it| &mut it.node),
            _ => None,
        }
    }

    pub(super) fn visibility_mut(&mut self) -> Option<&mut ChildVisibility> {
        match &mut self.value {
            Value::List(list) => Some(&mut list.visibility),
            Value::Object(object) => Some(&mut object.visibility),
            _ => None,
        }
    }

    pub(super) fn descendant_mut(&mut self, position: &[usize]) -> Option<&mut Self> {
        position
            .iter()
            .try_fold(self, |node, &index| node.child_mut(index))
    }

    /// Returns the direct children, including excluded ones.
    pub(super) fn children(&self) -> impl Iterator<Item = &Self> {
        let (items, members) = match &self.value {
            Value::List(list) => (&list.items[..], &[][..]),
            Value::Object(object) => (&[][..], &object.members[..]),
            _ => (&[][..], &[][..]),
        };
        items
            .iter()
            .chain(members.iter().map(|member| &member.node))
    }

    /// Removes the members that the type does not have, so that further decodes do not visit them.
    pub(super) fn remove_members_unknown_to_type(&mut self) {
        match &mut self.value {
            Value::List(list) => list
                .items
                .iter_mut()
                .for_each(Self::remove_members_unknown_to_type),
            Value::Object(object) => {
                object
                    .members
                    .retain(|member| !member.is_unknown_to_type.get());
                for member in &mut object.members {
                    member.node.remove_members_unknown_to_type();
                }
            }
            _ => {}
        }
    }

    /// Returns the number of values in this value, including itself.
    pub(super) fn count_values(&self) -> u64 {
        1 + self.children().map(Self::count_values).sum::<u64>()
    }
}

impl<'a> Object<'a> {
    fn build(raw: &'a str, depth: usize) -> Result<Self, serde_json::Error> {
        let entries = Entries.deserialize(&mut serde_json::Deserializer::from_str(raw))?;
        let mut later: HashSet<&str> = HashSet::with_capacity(entries.len());
        let superseded: Vec<bool> = entries
            .iter()
            .rev()
            .map(|(key, _)| !later.insert(key))
            .collect();
        let mut earlier: HashSet<&str> = HashSet::new();
        let mut repeated = Vec::with_capacity(entries.len());
        for ((key, _), is_superseded) in entries.iter().zip(superseded.iter().rev()) {
            repeated.push(earlier.contains(&**key));
            if *is_superseded {
                earlier.insert(key);
            }
        }
        drop((later, earlier));
        let flags = superseded.into_iter().rev().zip(repeated);
        let members = entries.into_iter().zip(flags);
        let members = members.map(|((key, value), (is_superseded, is_repeated))| {
            Ok(Member {
                key,
                node: Node::build(value.get(), depth + 1)?,
                is_superseded,
                is_repeated,
                is_unknown_to_type: Cell::new(false),
            })
        });
        Ok(Self {
            members: members.collect::<Result<_, serde_json::Error>>()?,
            visibility: ChildVisibility::default(),
        })
    }
}

/// Reads the members of an object in order.
struct Entries;

impl<'de> DeserializeSeed<'de> for Entries {
    type Value = Vec<(Cow<'de, str>, &'de RawValue)>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Entries {
    type Value = Vec<(Cow<'de, str>, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some((key, _)) = map.next_key_seed(LossyText)? {
            entries.push((key, map.next_value()?));
        }
        Ok(entries)
    }
}

/// Reads a string, replaces unpaired surrogates by U+FFFD, and returns whether it replaced any.
struct LossyText;

impl<'de> DeserializeSeed<'de> for LossyText {
    type Value = (Cow<'de, str>, bool);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        // serde_json rejects unpaired surrogates in strings, but not in bytes.
        deserializer.deserialize_bytes(self)
    }
}

impl<'de> Visitor<'de> for LossyText {
    type Value = (Cow<'de, str>, bool);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text")
    }

    fn visit_borrowed_bytes<E>(self, bytes: &'de [u8]) -> Result<Self::Value, E> {
        let text = String::from_utf8_lossy(bytes);
        let is_replaced = matches!(text, Cow::Owned(_));
        Ok((text, is_replaced))
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Self::Value, E> {
        let text = String::from_utf8_lossy(bytes);
        let is_replaced = matches!(text, Cow::Owned(_));
        Ok((Cow::Owned(text.into_owned()), is_replaced))
    }
}
