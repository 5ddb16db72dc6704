//! Rewrites a document to the internal form. In this form, statements with the same meaning have the same notation.
//!
//! - Schemas have the keywords of OpenAPI 3.0 (`openapi31.rs`).
//! - References have one text for each target: only `%` is percent-encoded.
//! - A path item with a reference and other members has the members of both.
//! - Values of server variables are text.
//!
//! Only keywords are rewritten. Names are not changed, even if they equal a keyword. Data, such as examples, defaults
//! and extensions, is not changed either.

use std::collections::HashMap;

use super::references::{Cursor, MAX_CHAIN, has_own_members};
use super::unusable_document::Cause;
use super::{Limits, openapi31, size_limits};
use crate::json::{Json, Map, join, pointer_reference, reference_pointer};
use crate::object_kind::{ObjectKind as Kind, Shape};

/// The version of the internal form.
const INTERNAL_VERSION: &str = "3.0.3";

/// Rewrites a document whose structure has been checked.
pub fn normalize(doc: &mut Json, limits: &Limits) -> Result<(), Cause> {
    let mut moved = MovedTargets {
        doc,
        references: HashMap::new(),
        alternatives_left: limits.values.saturating_mul(size_limits::MAX_VALUES_FACTOR),
        max_alternatives: limits.values.saturating_mul(size_limits::MAX_VALUES_FACTOR),
    };
    moved.collect(Shape::DOCUMENT, doc)?;
    let moved = moved.references;
    if let Json::Object(map) = doc {
        map.insert("openapi".to_owned(), INTERNAL_VERSION.into());
        if map.get("paths").is_none_or(|paths| *paths == Json::Null) {
            map.insert("paths".to_owned(), Json::Object(Map::new()));
        }
    }
    rewrite(Shape::DOCUMENT, doc, &moved);
    merge_path_items(doc, limits)
}

/// Returns the text that a reference has in the internal form.
fn canonical(reference: &str, moved: &HashMap<String, String>) -> Option<String> {
    let moved = moved.get(reference).cloned();
    moved.or_else(|| Some(pointer_reference(&reference_pointer(reference)?)))
}

fn rewrite(shape: Shape, value: &mut Json, moved: &HashMap<String, String>) {
    match shape {
        Shape::Data => return,
        Shape::Object(Kind::Schema) => openapi31::rewrite(value),
        Shape::Object(Kind::ServerVariable) => stringify_values(value),
        Shape::Object(Kind::Discriminator) => {
            if let Some(Json::Object(mapping)) = member_mut(value, "mapping") {
                for target in mapping.values_mut() {
                    rewrite_reference(target, moved);
                }
            }
        }
        _ => {}
    }
    if shape.may_be_reference()
        && let Some(target) = member_mut(value, "$ref")
    {
        rewrite_reference(target, moved);
    }
    match value {
        Json::Array(items) => {
            for item in items {
                rewrite(shape.item(), item, moved);
            }
        }
        Json::Object(map) => {
            for (key, child) in map {
                let is_flag = matches!(child, Json::Bool(_))
                    && shape == Shape::Object(Kind::Schema)
                    && openapi31::FLAG_OR_SCHEMA.contains(&key.as_str());
                if !is_flag {
                    rewrite(shape.member(key), child, moved);
                }
            }
        }
        _ => {}
    }
}

fn member_mut<'a>(value: &'a mut Json, key: &str) -> Option<&'a mut Json> {
    value.as_object_mut()?.get_mut(key)
}

fn rewrite_reference(target: &mut Json, moved: &HashMap<String, String>) {
    if let Some(text) = target.as_str().and_then(|text| canonical(text, moved)) {
        *target = Json::String(text);
    }
}

/// Converts the values of a server variable to text. In YAML, `default: 8443` is a number.
fn stringify_values(variable: &mut Json) {
    let stringify = |value: &mut Json| match value {
        Json::Number(number) => *value = Json::String(number.to_string()),
        Json::Bool(flag) => *value = Json::String(flag.to_string()),
        _ => {}
    };
    if let Some(default) = member_mut(variable, "default") {
        stringify(default);
    }
    if let Some(Json::Array(values)) = member_mut(variable, "enum") {
        values.iter_mut().for_each(stringify);
    }
}

/// Finds the references whose targets move because an alternative is removed.
struct MovedTargets<'a> {
    doc: &'a Json,
    /// The new text of each reference to a moved target.
    references: HashMap<String, String>,
    /// How many alternatives may still be compared.
    alternatives_left: usize,
    max_alternatives: usize,
}

impl MovedTargets<'_> {
    fn collect(&mut self, shape: Shape, value: &Json) -> Result<(), Cause> {
        if shape == Shape::Data {
            return Ok(());
        }
        if shape.may_be_reference()
            && let Some(reference) = value.text("$ref")
        {
            self.add(reference)?;
        }
        for item in value.items() {
            self.collect(shape.item(), item)?;
        }
        for (key, child) in value.entries() {
            self.collect(shape.member(key), child)?;
        }
        if shape == Shape::Object(Kind::Discriminator) {
            for (_, target) in value.get("mapping").into_iter().flat_map(Json::entries) {
                self.add(target.as_str().unwrap_or_default())?;
            }
        }
        Ok(())
    }

    fn add(&mut self, reference: &str) -> Result<(), Cause> {
        let has_alternative = reference.contains("oneOf") || reference.contains("anyOf");
        if !has_alternative || self.references.contains_key(reference) {
            return Ok(());
        }
        if let Some(pointer) = reference_pointer(reference) {
            let moved = self.moved_pointer(&pointer)?;
            self.references
                .insert(reference.to_owned(), pointer_reference(&moved));
        }
        Ok(())
    }

    /// Returns the pointer that leads to the same value after null alternatives are removed.
    fn moved_pointer(&mut self, pointer: &str) -> Result<String, Cause> {
        let mut new = String::new();
        let mut at = Some(Cursor::start(self.doc));
        let mut tokens = pointer.split('/').skip(1);
        while let Some(token) = tokens.next() {
            let schema = at.filter(|at| {
                at.shape == Shape::Object(Kind::Schema) && matches!(token, "oneOf" | "anyOf")
            });
            at = at.and_then(|at| at.step(token));
            let Some(Cursor { value: schema, .. }) = schema else {
                new.extend(["/", token]);
                continue;
            };
            self.charge(schema.list(token).len())?;
            let removed = openapi31::null_alternatives(schema);
            let removed = removed.filter(|removed| removed.key == token);
            let (Some(removed), Some(index)) = (removed, tokens.next()) else {
                new.extend(["/", token]);
                continue;
            };
            at = at.and_then(|at| at.step(index));
            let index = index.parse().unwrap_or(usize::MAX);
            let before = removed.nulls.partition_point(|null| *null < index);
            new += &if removed.nulls.get(before) == Some(&index) {
                // The target is the removed alternative, so the new pointer has no target.
                format!("/{token}/null")
            } else if removed.others == 1 {
                "/allOf/0".to_owned()
            } else {
                format!("/{token}/{}", index - before)
            };
        }
        Ok(new)
    }

    fn charge(&mut self, alternatives: usize) -> Result<(), Cause> {
        self.alternatives_left =
            self.alternatives_left
                .checked_sub(alternatives + 1)
                .ok_or(Cause::TooMany(
                    "alternatives before the targets of references",
                    self.max_alternatives,
                ))?;
        Ok(())
    }
}

/// Merges each path item that has both a reference and other members with the target of its reference.
fn merge_path_items(doc: &mut Json, limits: &Limits) -> Result<(), Cause> {
    let mut found = Vec::new();
    find_merged_items(Shape::DOCUMENT, doc, "", &mut found);
    let (mut merged, mut values_left) = (Vec::new(), limits.values);
    for pointer in found {
        if let Some(item) = merged_item(doc, &pointer, &mut values_left, limits)? {
            merged.push((pointer, item));
        }
    }
    for (pointer, item) in merged {
        if let Some(place) = doc.pointer_mut(&pointer) {
            *place = Json::Object(item);
        }
    }
    Ok(())
}

fn find_merged_items(shape: Shape, value: &Json, pointer: &str, found: &mut Vec<String>) {
    if shape == Shape::Object(Kind::PathItem) && has_own_members(value) {
        found.push(pointer.to_owned());
    }
    // Path items are members of objects, and no schema contains one.
    if matches!(shape, Shape::Data | Shape::Object(Kind::Schema)) {
        return;
    }
    for (key, child) in value.entries() {
        let shape = shape.member(key);
        if shape != Shape::Data {
            find_merged_items(shape, child, &join(pointer, key), found);
        }
    }
}

/// Returns a path item with the members of the targets of its references. Returns `None` if a reference is not valid. A
/// later check reports this error.
fn merged_item(
    doc: &Json,
    pointer: &str,
    values_left: &mut usize,
    limits: &Limits,
) -> Result<Option<Map>, Cause> {
    let Some(mut item) = doc.pointer(pointer).and_then(Json::as_object).cloned() else {
        return Ok(None);
    };
    for _ in 0..MAX_CHAIN {
        let Some(reference) = item.shift_remove("$ref") else {
            return Ok(Some(item));
        };
        let target = reference.as_str().and_then(reference_pointer);
        let found = target.and_then(|target| Cursor::start(doc).follow(&target));
        let found = found.filter(|found| found.shape == Shape::Object(Kind::PathItem));
        let Some(Cursor { value: target, .. }) = found else {
            return Ok(None);
        };
        let mut count = 0;
        target.walk("", &mut |_, _| count += 1);
        *values_left = values_left.checked_sub(count).ok_or(Cause::TooMany(
            "values after references are expanded",
            limits.values,
        ))?;
        for (key, value) in target.entries() {
            if key == "$ref" || !item.contains_key(key) {
                item.insert(key.to_owned(), value.clone());
            } else if !openapi31::is_word(key) {
                return Err(Cause::PathConflict(pointer.to_owned()));
            }
        }
    }
    Ok(None)
}
