//! Parses YAML 1.2 with its core schema, and returns JSON values.
//!
//! The events of the parser are converted to nodes, and the nodes to values. An alias refers to an existing node. For
//! each node, the number of values, their bytes and their nesting are counted with aliases expanded, and checked before
//! any value is created. Tags other than the tags of the core schema are errors, so that a document cannot construct
//! other types.

use std::collections::HashMap;

use granit_parser::{Event, Marker, Parser, ScalarStyle, Tag};
use indexmap::IndexMap;

use super::Limits;
use super::size_limits::{MAX_DEPTH, MAX_VALUES_FACTOR};
use super::unusable_document::Cause;
use super::yaml_scalar::{self, SCALAR_TAGS};
use crate::json::{Json, Map};

/// Parses a YAML document.
pub fn parse(text: &str, limits: &Limits) -> Result<Json, Cause> {
    let options = granit_parser::options! {
        emit_comments: false,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let max_values = limits.values.saturating_mul(MAX_VALUES_FACTOR);
    let mut loader = Loader {
        max_values,
        max_bytes: usize::try_from(limits.bytes).unwrap_or(usize::MAX),
        values_made: 0,
        bytes_copied: 0,
        nodes: Vec::new(),
        anchors: HashMap::new(),
        open: Vec::new(),
        root: None,
    };
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = event.map_err(|error| error_at(error.marker(), &error.info()))?;
        loader.handle(event, &span.start)?;
    }
    match loader.root.and_then(|root| loader.build(root)) {
        Some(root @ Json::Object(_)) => Ok(root),
        Some(_) => Err(Cause::NotYaml("it is not a mapping with keys".to_owned())),
        None => Err(Cause::Empty),
    }
}

/// Returns an error with its line and column, both counted from 1.
fn error_at(at: &Marker, problem: &str) -> Cause {
    Cause::NotYaml(format!(
        "{problem} at line {} column {}",
        at.line(),
        at.col() + 1
    ))
}

fn check_tag(tag: Option<&Tag>, permitted: &[&str], at: &Marker) -> Result<(), Cause> {
    yaml_scalar::check_tag(tag, permitted).map_err(|problem| error_at(at, problem))
}

/// The index of a node.
type NodeId = usize;

/// A parsed value. Several aliases may refer to it.
struct Node {
    content: Content,
    /// The number of values, with aliases expanded.
    values: usize,
    /// The number of bytes of text, with aliases expanded.
    bytes: usize,
    depth: usize,
}

enum Content {
    Scalar(Json),
    List(Vec<NodeId>),
    Map(IndexMap<String, NodeId>),
}

/// A list or mapping whose end has not been parsed yet.
struct Open {
    /// The number of the anchor, or 0 if the value has no anchor.
    anchor: usize,
    content: OpenContent,
}

enum OpenContent {
    List(Vec<NodeId>),
    Map {
        entries: IndexMap<String, NodeId>,
        /// The key whose value follows.
        key: Option<Key>,
        /// The values of the merge key `<<`, whose entries are added when the mapping ends.
        merged: Vec<NodeId>,
    },
}

enum Key {
    Name(String),
    Merge,
}

struct Loader {
    max_values: usize,
    max_bytes: usize,
    values_made: usize,
    bytes_copied: usize,
    nodes: Vec<Node>,
    /// The node of each anchor. The value is `None` until the end of the node is parsed.
    anchors: HashMap<usize, Option<NodeId>>,
    open: Vec<Open>,
    root: Option<NodeId>,
}

impl Loader {
    fn handle(&mut self, event: Event<'_>, at: &Marker) -> Result<(), Cause> {
        match event {
            Event::DocumentStart(..) if self.root.is_some() => Err(error_at(
                at,
                "a second document in the same file; keep only one document",
            )),
            Event::Scalar(text, style, anchor, tag) => {
                self.add_scalar(&text, style, anchor, tag.as_deref(), at)
            }
            Event::SequenceStart(_, anchor, tag) => {
                check_tag(tag.as_deref(), &["seq"], at)?;
                self.start(anchor, OpenContent::List(Vec::new()), at)
            }
            Event::MappingStart(_, anchor, tag) => {
                check_tag(tag.as_deref(), &["map"], at)?;
                let (entries, key, merged) = (IndexMap::new(), None, Vec::new());
                let content = OpenContent::Map {
                    entries,
                    key,
                    merged,
                };
                self.start(anchor, content, at)
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(at),
            Event::Alias(anchor) => match self.anchors.get(&anchor) {
                Some(Some(node)) => self.add_alias(*node, at),
                _ => Err(error_at(at, "an alias to the value that contains it")),
            },
            _ => Ok(()),
        }
    }

    /// Whether the next node is a key.
    fn expects_key(&self) -> bool {
        matches!(
            self.open.last(),
            Some(Open {
                content: OpenContent::Map { key: None, .. },
                ..
            })
        )
    }

    fn add_scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        at: &Marker,
    ) -> Result<(), Cause> {
        if self.expects_key() {
            check_tag(tag, &SCALAR_TAGS, at)?;
            if anchor != 0 {
                let node = self.add_node(Content::Scalar(text.into()))?;
                self.anchors.insert(anchor, Some(node));
            }
            let is_merge = text == "<<" && style == ScalarStyle::Plain && tag.is_none();
            let key = if is_merge {
                Key::Merge
            } else {
                Key::Name(text.to_owned())
            };
            return self.set_key(key, at);
        }
        let value = if tag.is_none() && self.is_version() {
            text.into()
        } else {
            let is_plain = style == ScalarStyle::Plain;
            yaml_scalar::resolve(text, is_plain, tag).map_err(|problem| error_at(at, problem))?
        };
        let node = self.add_node(Content::Scalar(value))?;
        self.add_value(node, anchor, at)
    }

    /// Whether the next value is the version of OpenAPI or of the API. A version is always text, because as a number
    /// `3.10` would equal `3.1`.
    fn is_version(&self) -> bool {
        let mut keys = self.open.iter().map(|open| match &open.content {
            OpenContent::Map {
                key: Some(Key::Name(name)),
                ..
            } => Some(name.as_str()),
            _ => None,
        });
        matches!(
            (keys.next(), keys.next(), keys.next()),
            (Some(Some("openapi" | "swagger")), None, None)
                | (Some(Some("info")), Some(Some("version")), None)
        )
    }

    fn add_alias(&mut self, node: NodeId, at: &Marker) -> Result<(), Cause> {
        if !self.expects_key() {
            return self.add_value(node, 0, at);
        }
        let key = match self.nodes.get(node).map(|node| &node.content) {
            Some(Content::Scalar(Json::String(text))) => text.clone(),
            Some(Content::Scalar(value)) => serde_json::to_string(value).unwrap_or_default(),
            _ => return Err(error_at(at, "a key that is not text")),
        };
        self.charge_copied(1, key.len())?;
        self.set_key(Key::Name(key), at)
    }

    fn set_key(&mut self, new: Key, at: &Marker) -> Result<(), Cause> {
        if let Some(Open {
            content: OpenContent::Map { entries, key, .. },
            ..
        }) = self.open.last_mut()
        {
            if let Key::Name(name) = &new
                && entries.contains_key(name)
            {
                return Err(error_at(at, &format!("duplicate key `{name}`")));
            }
            *key = Some(new);
        }
        Ok(())
    }

    fn start(&mut self, anchor: usize, content: OpenContent, at: &Marker) -> Result<(), Cause> {
        if self.expects_key() {
            return Err(error_at(
                at,
                "a key that is a list or a mapping; keys must be text",
            ));
        }
        if self.open.len() >= MAX_DEPTH {
            return Err(Cause::TooMany("levels of nesting", MAX_DEPTH));
        }
        if anchor != 0 {
            self.anchors.insert(anchor, None);
        }
        self.open.push(Open { anchor, content });
        Ok(())
    }

    fn end(&mut self, at: &Marker) -> Result<(), Cause> {
        let Some(Open { anchor, content }) = self.open.pop() else {
            return Ok(());
        };
        let content = match content {
            OpenContent::List(items) => Content::List(items),
            OpenContent::Map {
                mut entries,
                merged,
                ..
            } => {
                for node in merged {
                    self.merge(&mut entries, node, at)?;
                }
                Content::Map(entries)
            }
        };
        let node = self.add_node(content)?;
        self.add_value(node, anchor, at)
    }

    /// Adds the entries of a merge key: those of a mapping, or of each mapping in a list. Keys that are present already
    /// are not overwritten.
    fn merge(
        &mut self,
        entries: &mut IndexMap<String, NodeId>,
        from: NodeId,
        at: &Marker,
    ) -> Result<(), Cause> {
        let sources = match self.nodes.get(from).map(|node| &node.content) {
            Some(Content::List(items)) => items.clone(),
            _ => vec![from],
        };
        self.charge_copied(sources.len(), 0)?;
        for source in sources {
            let Some(Content::Map(source)) = self.nodes.get(source).map(|node| &node.content)
            else {
                return Err(error_at(
                    at,
                    "a merge key `<<` whose value is not a mapping",
                ));
            };
            // Keys that are present already are counted too, because comparing them takes time.
            let (copied, bytes) = (source.len(), source.keys().map(String::len).sum());
            for (key, node) in source {
                if !entries.contains_key(key) {
                    entries.insert(key.clone(), *node);
                }
            }
            self.charge_copied(copied, bytes)?;
        }
        Ok(())
    }

    /// Counts values and bytes that are copied while loading.
    fn charge_copied(&mut self, values: usize, bytes: usize) -> Result<(), Cause> {
        self.values_made = self.values_made.saturating_add(values);
        self.bytes_copied = self.bytes_copied.saturating_add(bytes);
        if self.values_made > self.max_values {
            return Err(self.too_many_values());
        }
        if self.bytes_copied > self.max_bytes {
            return Err(self.too_many_bytes());
        }
        Ok(())
    }

    fn too_many_values(&self) -> Cause {
        Cause::TooMany("values after aliases are expanded", self.max_values)
    }

    fn too_many_bytes(&self) -> Cause {
        Cause::TooMany("bytes after aliases are expanded", self.max_bytes)
    }

    /// Adds a node, if its size with aliases expanded is within the limits.
    fn add_node(&mut self, content: Content) -> Result<NodeId, Cause> {
        self.charge_copied(1, 0)?;
        let mut node = Node {
            values: 1,
            bytes: 0,
            depth: 1,
            content: Content::Scalar(Json::Null),
        };
        let mut add = |id: &NodeId| {
            if let Some(child) = self.nodes.get(*id) {
                node.values = node.values.saturating_add(child.values);
                node.bytes = node.bytes.saturating_add(child.bytes);
                node.depth = node.depth.max(child.depth + 1);
            }
        };
        match &content {
            Content::Scalar(Json::String(text)) => node.bytes = text.len(),
            Content::Scalar(_) => {}
            Content::List(items) => items.iter().for_each(add),
            Content::Map(entries) => {
                entries.values().for_each(&mut add);
                let keys: usize = entries.keys().map(String::len).sum();
                node.bytes = node.bytes.saturating_add(keys);
            }
        }
        if node.values > self.max_values {
            return Err(self.too_many_values());
        }
        if node.bytes > self.max_bytes {
            return Err(self.too_many_bytes());
        }
        if node.depth > MAX_DEPTH {
            return Err(Cause::TooMany("levels of nesting", MAX_DEPTH));
        }
        node.content = content;
        self.nodes.push(node);
        Ok(self.nodes.len() - 1)
    }

    /// Adds a complete node to the open list or mapping.
    fn add_value(&mut self, node: NodeId, anchor: usize, at: &Marker) -> Result<(), Cause> {
        if anchor != 0 {
            self.anchors.insert(anchor, Some(node));
        }
        match self.open.last_mut().map(|open| &mut open.content) {
            None => self.root = Some(node),
            Some(OpenContent::List(items)) => items.push(node),
            Some(OpenContent::Map {
                entries,
                key,
                merged,
            }) => match key.take() {
                Some(Key::Name(name)) => drop(entries.insert(name, node)),
                Some(Key::Merge) => merged.push(node),
                None => {
                    return Err(error_at(
                        at,
                        "a key that is a list or a mapping; keys must be text",
                    ));
                }
            },
        }
        Ok(())
    }

    /// Creates the value of a node with its aliases expanded. Its size has been checked already.
    fn build(&self, node: NodeId) -> Option<Json> {
        Some(match &self.nodes.get(node)?.content {
            Content::Scalar(value) => value.clone(),
            Content::List(items) => {
                let items: Option<Vec<Json>> = items.iter().map(|it| self.build(*it)).collect();
                Json::Array(items?)
            }
            Content::Map(entries) => {
                let entries = entries
                    .iter()
                    .map(|(key, node)| Some((key.clone(), self.build(*node)?)));
                let entries: Option<Map> = entries.collect();
                Json::Object(entries?)
            }
        })
    }
}
