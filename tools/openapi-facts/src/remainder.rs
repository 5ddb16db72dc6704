//! The remainder of a document: the values that no fact describes and that may have an effect on the wire, each with
//! its JSON pointer.
//!
//! References are resolved, keywords without an effect such as `description` are dropped, and lists without an order
//! are sorted, so that two documents with the same meaning have the same remainder. A difference between two remainders
//! is reported as an `unmodelled-change`.

use std::collections::HashMap;

use anyhow::bail;

use crate::data_text::data_text;
use crate::fact::{METHODS, template};
use crate::json::{Json, join, reference_pointer};
use crate::object_kind::{ObjectKind, Shape};
use crate::schema;

mod keys;
mod leaf;

pub(crate) use keys::WORDS;
use keys::{Keys, SETS};
pub use leaf::{Leaf, digest, short_text, text_of};

/// The maximum number of values that are visited. A document within the limits of `source` has fewer values, unless
/// discriminators multiply them: each use of a schema with a discriminator visits all schemas that it selects.
const MAX_VISITS: usize = 1_000_000;

/// Collects the remainder of a document, and counts the visited values.
pub struct Remainder<'a> {
    pub doc: &'a Json,
    visits: usize,
    /// The child components of each component. The `allOf` of a child refers to its parent. The key is the address of
    /// the parent.
    children: HashMap<*const Json, Vec<(&'a str, &'a Json)>>,
    /// Method and path by `operationId`, without the names of path parameters.
    operations: HashMap<&'a str, String>,
    /// The schemas that `$dynamicRef` may refer to, by the name of their anchor.
    dynamic_anchors: HashMap<&'a str, Vec<&'a Json>>,
}

impl<'a> Remainder<'a> {
    pub fn new(doc: &'a Json) -> Self {
        let mut children: HashMap<*const Json, Vec<(&str, &Json)>> = HashMap::new();
        let schemas = doc.at(&["components", "schemas"]);
        for (name, schema) in schemas.into_iter().flat_map(Json::entries) {
            let mut parts: Vec<&Json> = schema.list("allOf").iter().collect();
            while let Some(part) = parts.pop() {
                parts.extend(part.list("allOf"));
                if let Some(Ok(parent)) = part
                    .text("$ref")
                    .map(|reference| schema::target(doc, reference))
                {
                    let known = children.entry(std::ptr::from_ref(parent)).or_default();
                    if !known.iter().any(|(known, _)| *known == name) {
                        known.push((name, schema));
                    }
                }
            }
        }
        let mut operations = HashMap::new();
        for (path, item) in doc.get("paths").into_iter().flat_map(Json::entries) {
            for method in METHODS {
                if let Some(id) = item
                    .get(method)
                    .and_then(|operation| operation.text("operationId"))
                {
                    let name = format!("{} {path}", method.to_uppercase());
                    operations.insert(id, template(&name));
                }
            }
        }
        let mut dynamic_anchors = HashMap::new();
        add_dynamic_anchors(Shape::DOCUMENT, doc, &mut dynamic_anchors);
        Self {
            doc,
            visits: 0,
            children,
            operations,
            dynamic_anchors,
        }
    }

    /// Counts one visited value.
    ///
    /// # Errors
    ///
    /// If the number of values exceeds the limit.
    pub fn charge(&mut self) -> anyhow::Result<()> {
        self.visits += 1;
        if self.visits > MAX_VISITS {
            bail!(
                "the document: has more than {MAX_VISITS} values after references are expanded; check that it is the document of this API"
            );
        }
        Ok(())
    }

    /// Returns the names and schemas that a discriminator selects: the targets of its mapping, and the child components
    /// of its schema (`allOf` refers to it). The children of a child without its own discriminator are included.
    pub fn children_of(
        &self,
        schema: &'a Json,
        discriminator: &'a Json,
    ) -> Vec<(&'a str, &'a Json)> {
        let direct = |schema: &Json| {
            let children = self.children.get(&std::ptr::from_ref(schema));
            children.into_iter().flatten().copied()
        };
        let mut children: Vec<(&str, &Json)> = direct(schema).collect();
        let mut index = 0;
        while let Some((_, child)) = children.get(index).copied() {
            if child.get("discriminator").is_none() {
                for (name, below) in direct(child) {
                    if !std::ptr::eq(below, schema)
                        && !children.iter().any(|(known, _)| *known == name)
                    {
                        children.push((name, below));
                    }
                }
            }
            index += 1;
        }
        let mapping = discriminator
            .get("mapping")
            .into_iter()
            .flat_map(Json::entries);
        for target in mapping.filter_map(|(_, target)| target.as_str()) {
            let name = target.rsplit('/').next().unwrap_or(target);
            if let Some(schema) = self.component(target)
                && !children
                    .iter()
                    .any(|(_, known)| std::ptr::eq(*known, schema))
            {
                children.push((name, schema));
            }
        }
        children
    }

    /// Returns the schema that an entry of a mapping refers to. `target` is a reference or the name of a component.
    pub fn component(&self, target: &str) -> Option<&'a Json> {
        if target.starts_with('#') {
            schema::target(self.doc, target).ok()
        } else {
            self.doc.at(&["components", "schemas", target])
        }
    }

    /// Returns the remainder of one keyword of an object; empty if the keyword has no effect on the wire.
    pub fn member(&mut self, key: &'a str, value: &'a Json) -> anyhow::Result<Vec<Leaf>> {
        let mut leaves = Vec::new();
        self.add_member(
            ("", Keys::Keywords),
            key,
            value,
            &mut Vec::new(),
            &mut leaves,
        )?;
        Ok(leaves)
    }

    /// Returns the remainder of an object whose keys are keywords, without the keywords in `covered`.
    pub fn members_except(
        &mut self,
        covered: &[&str],
        object: &'a Json,
    ) -> anyhow::Result<Vec<Leaf>> {
        let mut leaves = Vec::new();
        for (key, value) in object.entries().filter(|(key, _)| !covered.contains(key)) {
            leaves.extend(self.member(key, value)?);
        }
        Ok(leaves)
    }

    /// Returns the remainder of a schema as one text. The text does not depend on keywords without
    /// effect, on references, or on the order of lists without an order.
    pub fn text_of(&mut self, schema: &'a Json) -> anyhow::Result<String> {
        let mut leaves = Vec::new();
        self.walk("", "", schema, Keys::Keywords, &mut Vec::new(), &mut leaves)?;
        Ok(text_of(leaves))
    }

    fn add_member(
        &mut self,
        (pointer, keys): (&str, Keys),
        key: &'a str,
        value: &'a Json,
        open: &mut Vec<&'a Json>,
        leaves: &mut Vec<Leaf>,
    ) -> anyhow::Result<()> {
        let below = join(pointer, &keys.canonical(key));
        if keys == Keys::LinkKeywords
            && let Some(operation) = self.linked_operation(key, value)
        {
            let below = join(pointer, "operationId");
            leaves.push(Leaf::new(&below, &operation, false));
            return Ok(());
        }
        let names_operation = keys == Keys::LinkKeywords && key == "operationId";
        if keys.is_without_effect(key, value) && !names_operation {
            return Ok(());
        }
        if keys == Keys::Keywords && key == "$dynamicRef" {
            self.add_dynamic_targets(&below, value, open, leaves)?;
        }
        let may_be_extension = keys.are_keywords() || keys == Keys::NamesOrExtensions;
        if may_be_extension && key.starts_with("x-") {
            leaves.push(Leaf::new(&below, &data_text(value), true));
            return Ok(());
        }
        self.walk(&below, key, value, keys.below(key), open, leaves)
    }

    /// Returns the operation of a link, written `GET /rate (getRate)`.
    fn linked_operation(&self, key: &str, value: &Json) -> Option<String> {
        let text = value.as_str()?;
        let name = match key {
            "operationId" => self.operations.get(text)?.clone(),
            "operationRef" => {
                let pointer = reference_pointer(text)?;
                self.doc.pointer(&pointer)?;
                let (path, method) = pointer.strip_prefix("/paths/")?.split_once('/')?;
                let method = METHODS.into_iter().find(|known| *known == method)?;
                let path = path.replace("~1", "/").replace("~0", "~");
                template(&format!("{} {path}", method.to_uppercase()))
            }
            _ => return None,
        };
        Some(format!("{name} ({text})"))
    }

    /// Adds the schemas that a dynamic reference may refer to.
    fn add_dynamic_targets(
        &mut self,
        pointer: &str,
        reference: &Json,
        open: &mut Vec<&'a Json>,
        leaves: &mut Vec<Leaf>,
    ) -> anyhow::Result<()> {
        let name = reference.as_str().and_then(|text| text.strip_prefix('#'));
        let targets = name.and_then(|name| self.dynamic_anchors.get(name));
        for target in targets.cloned().unwrap_or_default() {
            if !open.iter().any(|open| std::ptr::eq(*open, target)) {
                open.push(target);
                let mut below = Vec::new();
                self.walk("", "", target, Keys::Keywords, open, &mut below)?;
                open.pop();
                let target = digest(&text_of(below));
                leaves.push(Leaf::new(&join(pointer, "target"), &target, false));
            }
        }
        Ok(())
    }

    fn walk(
        &mut self,
        pointer: &str,
        name: &str,
        value: &'a Json,
        keys: Keys,
        open: &mut Vec<&'a Json>,
        leaves: &mut Vec<Leaf>,
    ) -> anyhow::Result<()> {
        self.charge()?;
        let before = leaves.len();
        match value {
            Json::Object(map) if keys == Keys::Data && name == "dependentRequired" => {
                let sorted = |list: &Json| {
                    let mut names: Vec<String> = list.items().iter().map(data_text).collect();
                    names.sort_unstable();
                    names.join(",")
                };
                for (key, list) in map {
                    let text = if list.items().is_empty() {
                        data_text(list)
                    } else {
                        sorted(list)
                    };
                    leaves.push(Leaf::new(&join(pointer, key), &text, false));
                }
            }
            _ if keys == Keys::Data && !SETS.contains(&name) => {
                leaves.push(Leaf::new(pointer, &data_text(value), false));
            }
            Json::Object(map) => {
                if let Some(reference) = value.text("$ref") {
                    match schema::target(self.doc, reference) {
                        // The reference has no target. In data, a text with the key `$ref` is not a reference.
                        Err(_) => leaves.push(Leaf::new(&join(pointer, "$ref"), reference, false)),
                        Ok(target) => {
                            match open.iter().rposition(|open| std::ptr::eq(*open, target)) {
                                Some(at) => {
                                    let text =
                                        format!("the value {} references above", open.len() - at);
                                    leaves.push(Leaf::new(&join(pointer, "$ref"), &text, false));
                                }
                                None => {
                                    open.push(target);
                                    self.walk(pointer, name, target, keys, open, leaves)?;
                                    open.pop();
                                }
                            }
                        }
                    }
                }
                for (key, child) in map {
                    // A field may have the name `$ref`. Only a text is a reference.
                    if key != "$ref" || child.as_str().is_none() {
                        self.add_member((pointer, keys), key, child, open, leaves)?;
                    }
                }
            }
            Json::Array(items) => {
                let mut lists = Vec::new();
                for item in items {
                    let mut below = Vec::new();
                    self.walk("", "", item, keys, open, &mut below)?;
                    lists.push(below);
                }
                if SETS.contains(&name) {
                    lists.sort();
                }
                for (index, below) in lists.into_iter().enumerate() {
                    for leaf in below {
                        let pointer = format!("{pointer}/{index}{}", leaf.pointer);
                        leaves.push(Leaf { pointer, ..leaf });
                    }
                }
            }
            scalar => leaves.push(Leaf::new(pointer, &data_text(scalar), false)),
        }
        // An empty value is recorded too.
        if leaves.len() == before {
            leaves.push(Leaf::new(pointer, "{}", false));
        }
        Ok(())
    }
}

/// Adds the schemas with a dynamic anchor.
fn add_dynamic_anchors<'a>(
    shape: Shape,
    value: &'a Json,
    anchors: &mut HashMap<&'a str, Vec<&'a Json>>,
) {
    if shape == Shape::Object(ObjectKind::Schema)
        && let Some(name) = value.text("$dynamicAnchor")
    {
        anchors.entry(name).or_default().push(value);
    }
    let items = value.items().iter().map(|item| (shape.item(), item));
    let members = value
        .entries()
        .map(|(key, child)| (shape.member(key), child));
    for (shape, child) in items.chain(members) {
        if shape != Shape::Data {
            add_dynamic_anchors(shape, child, anchors);
        }
    }
}
