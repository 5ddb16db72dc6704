//! The statements of a schema about one value. References are resolved and the parts of `allOf` are merged, but
//! alternatives stay separate.
//!
//! Every keyword is kept. A keyword that no statement covers is in [`SchemaNode::remainder`], and details that the
//! statements do not show are in [`SchemaNode::details`].

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use indexmap::IndexMap;

use crate::data_text::data_text;
use crate::json::Json;
use crate::remainder::{Leaf, Remainder, digest, text_of};
use crate::schema::{NOTE_KEYWORDS, target, to_text};

mod alternatives;
mod details;
mod merge_notes;

pub use alternatives::Alternative;

/// A schema, and the references that were followed to reach it.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    pub schema: &'a Json,
    pub followed: Followed<'a>,
}

impl<'a> Part<'a> {
    /// A schema that was reached without references.
    pub fn root(schema: &'a Json) -> Self {
        Self {
            schema,
            followed: Followed::default(),
        }
    }
}

/// The references that were followed to reach a schema. The last reference is first.
#[derive(Clone, Debug, Default)]
pub struct Followed<'a>(Option<Rc<Link<'a>>>);

#[derive(Debug)]
struct Link<'a> {
    /// The schema that the reference leads to.
    target: &'a Json,
    /// The number of steps of the place at which the reference was followed.
    depth: usize,
    before: Followed<'a>,
}

impl<'a> Followed<'a> {
    fn links(&self) -> impl Iterator<Item = &Link<'a>> {
        std::iter::successors(self.0.as_deref(), |link| link.before.0.as_deref())
    }

    fn depth_of(&self, target: &Json) -> Option<usize> {
        let mut links = self.links();
        links
            .find(|link| std::ptr::eq(link.target, target))
            .map(|link| link.depth)
    }

    fn with(&self, target: &'a Json, depth: usize) -> Self {
        Self(Some(Rc::new(Link {
            target,
            depth,
            before: self.clone(),
        })))
    }
}

/// The statements of a schema about one value.
#[derive(Debug, Default)]
pub struct SchemaNode<'a> {
    /// The types that all parts with a type allow, or `None` if no part states a type.
    types: Option<BTreeSet<String>>,
    nullable: bool,
    /// The values of an enum, as text.
    pub values: BTreeSet<String>,
    pub properties: IndexMap<&'a str, Vec<Part<'a>>>,
    pub required: BTreeSet<&'a str>,
    pub items: Vec<Part<'a>>,
    pub additional: Vec<Part<'a>>,
    /// Whether a part has `additionalProperties: true` or `{}`.
    pub has_any_values: bool,
    /// The keyword and the value of each note.
    pub notes: BTreeSet<(&'static str, String)>,
    pub alternatives: Vec<Alternative<'a>>,
    /// Keywords that no statement covers, with pointers relative to the schema.
    pub remainder: Vec<Leaf>,
    /// Details that the other fields do not show, such as the separate values of a keyword that two parts state.
    pub details: BTreeSet<String>,
    /// For each recursive reference: the number of steps between this place and the place at which the reference was
    /// first followed.
    recursions: BTreeSet<usize>,
    /// The values of each keyword, one per part that states it.
    stated: BTreeMap<&'a str, Vec<String>>,
    has_enum: bool,
    alternative_sets: usize,
    /// The fields of each part that restricts all other fields, by `additionalProperties` that is `false` or a schema.
    closed_parts: Vec<BTreeSet<&'a str>>,
}

/// The keywords of a schema that have separate statements.
const KEYWORDS: [&str; 12] = [
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "discriminator",
    "enum",
    "items",
    "nullable",
    "oneOf",
    "properties",
    "required",
    "type",
];

impl<'a> SchemaNode<'a> {
    /// Merges the parts of a schema. `depth` is the number of steps of its place.
    ///
    /// # Errors
    ///
    /// If a reference has no target, or the limit of [`Remainder::charge`] is exceeded.
    pub fn of(
        remainder: &mut Remainder<'a>,
        parts: &[Part<'a>],
        depth: usize,
    ) -> anyhow::Result<Self> {
        let mut node = Self::default();
        for part in parts {
            node.merge(remainder, part, depth)?;
        }
        node.finish();
        Ok(node)
    }

    fn merge(
        &mut self,
        remainder: &mut Remainder<'a>,
        part: &Part<'a>,
        depth: usize,
    ) -> anyhow::Result<()> {
        remainder.charge()?;
        let (mut schema, mut followed) = (part.schema, part.followed.clone());
        while let Some(reference) = schema.text("$ref") {
            // According to OpenAPI 3.0, keywords beside a reference are ignored, but some servers and generators read
            // them.
            if schema.entries().nth(1).is_some() {
                self.merge_keywords(remainder, schema, &followed, depth)?;
            }
            schema = target(remainder.doc, reference)?;
            if let Some(first) = followed.depth_of(schema) {
                self.recursions.insert(depth.saturating_sub(first));
                return Ok(());
            }
            followed = followed.with(schema, depth);
        }
        self.merge_keywords(remainder, schema, &followed, depth)
    }

    /// Merges the keywords of a schema, except `$ref`.
    fn merge_keywords(
        &mut self,
        remainder: &mut Remainder<'a>,
        schema: &'a Json,
        followed: &Followed<'a>,
        depth: usize,
    ) -> anyhow::Result<()> {
        for part in schema.list("allOf") {
            let followed = followed.clone();
            let part = Part {
                schema: part,
                followed,
            };
            self.merge(remainder, &part, depth)?;
        }
        self.add_alternatives(remainder, schema, followed, depth)?;
        self.add_own_keywords(schema, followed)?;
        self.add_remainder(remainder, schema)
    }

    /// Adds the keywords of a part, except its references, parts and alternatives.
    fn add_own_keywords(
        &mut self,
        schema: &'a Json,
        followed: &Followed<'a>,
    ) -> anyhow::Result<()> {
        let part = |schema| Part {
            schema,
            followed: followed.clone(),
        };
        self.add_type(schema)?;
        if schema.get("nullable").and_then(Json::as_bool) == Some(true) {
            self.nullable = true;
            self.state("nullable", "true".to_owned());
        }
        self.add_enum(schema)?;
        for (name, property) in schema.get("properties").into_iter().flat_map(Json::entries) {
            self.properties
                .entry(name)
                .or_default()
                .push(part(property));
        }
        self.required
            .extend(schema.list("required").iter().filter_map(Json::as_str));
        if let Some(items) = schema
            .get("items")
            .filter(|items| items.as_object().is_some())
        {
            self.items.push(part(items));
        }
        if matches!(
            schema.get("additionalProperties"),
            Some(Json::Bool(false) | Json::Object(_))
        ) {
            let names = schema.get("properties").into_iter().flat_map(Json::entries);
            self.closed_parts
                .push(names.map(|(name, _)| name).collect());
        }
        match schema.get("additionalProperties") {
            Some(Json::Bool(false)) => {
                self.notes.insert(("closed", "true".to_owned()));
                self.state("additionalProperties", "false".to_owned());
            }
            Some(Json::Bool(true)) => self.has_any_values = true,
            Some(values @ Json::Object(_)) => self.additional.push(part(values)),
            _ => {}
        }
        for keyword in NOTE_KEYWORDS {
            let Some(value) = schema.get(keyword) else {
                continue;
            };
            // A flag that is false is the same as an absent flag.
            if *value == Json::Bool(false) && keyword != "default" {
                continue;
            }
            let text = match keyword {
                // A default is written as JSON, because `1` and `"1"` are different defaults.
                "default" => data_text(value),
                _ => to_text(value),
            };
            self.state(
                keyword,
                text.clone() + details::exclusive_mark(schema, keyword),
            );
            self.add_note(keyword, text);
        }
        Ok(())
    }

    fn add_type(&mut self, schema: &'a Json) -> anyhow::Result<()> {
        let names: Vec<&str> = match schema.get("type") {
            Some(Json::Array(types)) => types.iter().filter_map(Json::as_str).collect(),
            Some(Json::String(name)) => vec![name],
            _ => return Ok(()),
        };
        if names.contains(&"null") {
            self.nullable = true;
        }
        let types = names.iter().filter(|name| **name != "null");
        let types: BTreeSet<String> = types.map(|name| (*name).to_owned()).collect();
        self.state("type", types.iter().cloned().collect::<Vec<_>>().join("|"));
        self.types = Some(match self.types.take() {
            None => types,
            Some(known) => intersect_types(known, types),
        });
        Ok(())
    }

    fn add_enum(&mut self, schema: &'a Json) -> anyhow::Result<()> {
        let Some(Json::Array(list)) = schema.get("enum") else {
            return Ok(());
        };
        let (mut values, mut non_strings) = (BTreeSet::new(), BTreeSet::new());
        for value in list {
            match value {
                Json::Null => {
                    self.nullable = true;
                    self.details.insert("enum null".to_owned());
                }
                Json::String(text) => drop(values.insert(text.clone())),
                value => {
                    let text = to_text(value);
                    non_strings.insert(text.clone());
                    values.insert(text);
                }
            }
        }
        // Texts in facts do not show whether a value is `1` or `"1"`.
        if !non_strings.is_empty() {
            let texts: Vec<String> = non_strings.into_iter().collect();
            self.details.insert(format!(
                "enum values other than strings: {}",
                texts.join(", ")
            ));
        }
        if list.is_empty() {
            self.details.insert("enum without values".to_owned());
        }
        self.state("enum", serde_json::to_string(&values)?);
        if self.has_enum {
            let common: BTreeSet<String> = self.values.intersection(&values).cloned().collect();
            if common.is_empty() {
                self.values.extend(values);
            } else {
                self.values = common;
            }
        } else {
            self.has_enum = true;
            self.values = values;
        }
        Ok(())
    }

    /// Records that a part states a keyword.
    fn state(&mut self, keyword: &'a str, value: String) {
        self.stated.entry(keyword).or_default().push(value);
    }

    fn add_remainder(
        &mut self,
        remainder: &mut Remainder<'a>,
        schema: &'a Json,
    ) -> anyhow::Result<()> {
        let mut stated = Vec::new();
        for (key, value) in schema.entries() {
            let is_covered = match key {
                // `required: true` in the schema of a field is a common mistake. It has no meaning, because `required`
                // must be a list.
                "required" | "allOf" | "oneOf" | "anyOf" | "enum" => {
                    matches!(value, Json::Array(_))
                }
                "items" | "properties" | "discriminator" => value.as_object().is_some(),
                _ => KEYWORDS.contains(&key) || NOTE_KEYWORDS.contains(&key),
            };
            if !is_covered {
                let leaves = remainder.member(key, value)?;
                stated.extend(leaves.iter().filter(|leaf| !leaf.is_extension).cloned());
                self.remainder.extend(leaves);
            }
        }
        // Keywords of the same part may depend on each other, such as `if` and `then`, so that the merged keywords
        // would not show which belong together.
        if !stated.is_empty() {
            self.state("other keywords", digest(&text_of(stated)));
        }
        Ok(())
    }

    fn finish(&mut self) {
        if self.types.is_none() {
            let has_values = self.has_any_values
                || !self.additional.is_empty()
                || self.notes.contains(&("closed", "true".to_owned()));
            let inferred = if !self.properties.is_empty() || has_values {
                Some("object")
            } else if !self.items.is_empty() {
                Some("array")
            } else {
                None
            };
            if let Some(name) = inferred {
                self.types = Some(BTreeSet::from([name.to_owned()]));
                self.notes.insert(("untyped", "true".to_owned()));
            }
        }
        self.add_details();
        let has_statement = self.types.is_some()
            || !self.values.is_empty()
            || !self.alternatives.is_empty()
            || !self.required.is_empty();
        if !self.recursions.is_empty() {
            if !has_statement {
                self.types = Some(BTreeSet::from(["recursive".to_owned()]));
            }
            for steps in &self.recursions {
                self.details
                    .insert(format!("the schema {steps} steps above"));
            }
        }
        // A required field that no property describes.
        for name in &self.required {
            if !self.properties.contains_key(name) {
                self.notes.insert(("required", (*name).to_owned()));
            }
        }
    }

    /// Returns the type as written in facts: `string`, `number|string`, `object?`, or `any`.
    pub fn type_name(&self) -> String {
        let name = match &self.types {
            Some(types) if !types.is_empty() => types.iter().cloned().collect::<Vec<_>>().join("|"),
            _ => "any".to_owned(),
        };
        if self.nullable { name + "?" } else { name }
    }

    /// Whether a part sets a flag to true, such as `readOnly`.
    pub fn has_flag(&self, keyword: &str) -> bool {
        self.notes
            .iter()
            .any(|(name, value)| *name == keyword && value == "true")
    }
}

/// Returns the types that both parts allow, or all types of both parts if they have no type in common.
fn intersect_types(known: BTreeSet<String>, types: BTreeSet<String>) -> BTreeSet<String> {
    let allows = |types: &BTreeSet<String>, name: &str| {
        types.contains(name) || (name == "integer" && types.contains("number"))
    };
    let mut common: BTreeSet<String> = BTreeSet::new();
    for name in known.union(&types) {
        if allows(&known, name) && allows(&types, name) {
            common.insert(name.clone());
        }
    }
    if common.is_empty() {
        common = known.union(&types).cloned().collect();
    }
    common
}
