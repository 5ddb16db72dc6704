//! The alternatives of a schema: `oneOf`, `anyOf`, and the schemas that a discriminator selects.

use super::{Followed, Part, SchemaNode};
use crate::json::{Json, join};
use crate::remainder::{Leaf, Remainder};

/// One of the schemas that a value may have.
#[derive(Debug)]
pub struct Alternative<'a> {
    /// The name of the alternative in places: the value of the discriminator, the title, or a number. It is unique in
    /// the schema.
    pub key: String,
    pub part: Part<'a>,
    /// The values of the discriminator that select the alternative.
    pub mapped: Vec<String>,
    /// The keyword that makes the schema an alternative: `oneOf`, `anyOf` or `discriminator`.
    pub composition: &'static str,
}

impl<'a> SchemaNode<'a> {
    pub(super) fn add_alternatives(
        &mut self,
        remainder: &mut Remainder<'a>,
        schema: &'a Json,
        followed: &Followed<'a>,
        depth: usize,
    ) -> anyhow::Result<()> {
        let discriminator = schema
            .get("discriminator")
            .filter(|value| value.as_object().is_some());
        let mut has_alternatives = false;
        for keyword in ["oneOf", "anyOf"] {
            let part = |schema| Part {
                schema,
                followed: followed.clone(),
            };
            match schema.list(keyword) {
                [] => {}
                [only] if discriminator.is_none() => self.merge(remainder, &part(only), depth)?,
                list => {
                    has_alternatives = true;
                    self.notes.insert(("composition", keyword.to_owned()));
                    let parts = list.iter().map(|schema| {
                        let name = schema
                            .text("$ref")
                            .and_then(|reference| reference.rsplit('/').next());
                        (part(schema), name)
                    });
                    let parts = parts.collect();
                    self.add_set(remainder.doc, (keyword, discriminator), parts);
                }
            }
        }
        let Some(discriminator) = discriminator else {
            return Ok(());
        };
        let property = discriminator.text("propertyName").unwrap_or_default();
        self.notes.insert(("discriminator", property.to_owned()));
        let leaves = remainder.members_except(&["propertyName", "mapping"], discriminator)?;
        self.remainder.extend(leaves);
        if has_alternatives {
            self.add_unmatched_mapping(remainder, discriminator)?;
        } else {
            self.add_unknown_mapping(remainder, discriminator);
            let children = remainder.children_of(schema, discriminator);
            // A child refers to its parent by `allOf`. If the parent was reached from a child, the value is this child,
            // and the other children are not alternatives.
            let is_child = |target| {
                children
                    .iter()
                    .any(|(_, child)| std::ptr::eq(*child, target))
            };
            if !children.is_empty() && !followed.links().any(|link| is_child(link.target)) {
                self.notes
                    .insert(("composition", "discriminator".to_owned()));
                let parts = children.iter().map(|(name, schema)| {
                    let followed = followed.with(schema, depth + 1);
                    (Part { schema, followed }, Some(*name))
                });
                let parts = parts.collect();
                let selection = ("discriminator", Some(discriminator));
                self.add_set(remainder.doc, selection, parts);
            }
        }
        Ok(())
    }

    /// Adds to the remainder the entries of a mapping that do not lead to a component.
    fn add_unknown_mapping(&mut self, remainder: &Remainder<'a>, discriminator: &'a Json) {
        let mapping = discriminator
            .get("mapping")
            .into_iter()
            .flat_map(Json::entries);
        for (value, target) in mapping {
            if target
                .as_str()
                .and_then(|target| remainder.component(target))
                .is_none()
            {
                let pointer = join("/discriminator/mapping", value);
                let text = crate::schema::to_text(target);
                self.remainder.push(Leaf::new(&pointer, &text, false));
            }
        }
    }

    /// Adds to the remainder the entries of a mapping that do not select one of the alternatives.
    fn add_unmatched_mapping(
        &mut self,
        remainder: &mut Remainder<'a>,
        discriminator: &'a Json,
    ) -> anyhow::Result<()> {
        let mapping = discriminator
            .get("mapping")
            .into_iter()
            .flat_map(Json::entries);
        for (value, target) in mapping {
            let is_known = |alternative: &Alternative<'_>| {
                alternative.mapped.iter().any(|mapped| mapped == value)
            };
            if self.alternatives.iter().any(is_known) {
                continue;
            }
            let schema = target
                .as_str()
                .and_then(|target| remainder.component(target));
            let text = match schema {
                Some(schema) => remainder.text_of(schema)?,
                None => crate::schema::to_text(target),
            };
            let pointer = join("/discriminator/mapping", value);
            self.remainder.push(Leaf::new(&pointer, &text, false));
        }
        Ok(())
    }

    /// Adds the alternatives of one keyword. Each part has the name of its component, if there is one.
    fn add_set(
        &mut self,
        doc: &'a Json,
        (composition, discriminator): (&'static str, Option<&'a Json>),
        parts: Vec<(Part<'a>, Option<&'a str>)>,
    ) {
        self.alternative_sets += 1;
        let prefix = match self.alternative_sets {
            1 => String::new(),
            number => format!("{number}/"),
        };
        let titles = parts.iter().map(|(part, _)| title(doc, part.schema));
        let titles: Vec<Option<&str>> = titles.collect();
        for (number, ((part, name), title)) in (1..).zip(parts.into_iter().zip(&titles)) {
            let mapped = mapped_values(discriminator, name);
            let is_unique = |title: &&str| {
                titles
                    .iter()
                    .flatten()
                    .filter(|other| *other == title)
                    .count()
                    == 1
            };
            let title = title.filter(is_unique).map(str::to_owned);
            let name = mapped.first().cloned().or(title);
            let key = name.map(|name| format!("{prefix}{name}"));
            let is_free = |key: &String| self.alternatives.iter().all(|known| known.key != *key);
            let numbers = (number..).map(|number: usize| format!("{prefix}#{number}"));
            let key = key
                .into_iter()
                .chain(numbers)
                .find(is_free)
                .unwrap_or_default();
            self.alternatives.push(Alternative {
                key,
                part,
                mapped,
                composition,
            });
        }
    }
}

/// Returns the title of a schema, or of the schema that it refers to.
fn title<'a>(doc: &'a Json, schema: &'a Json) -> Option<&'a str> {
    crate::schema::resolve(doc, schema).ok()?.text("title")
}

/// Returns the values of a discriminator that select a component: the values in `mapping`, or else the name of the
/// component.
fn mapped_values(discriminator: Option<&Json>, name: Option<&str>) -> Vec<String> {
    let (Some(discriminator), Some(name)) = (discriminator, name) else {
        return Vec::new();
    };
    let mapping = discriminator
        .get("mapping")
        .into_iter()
        .flat_map(Json::entries);
    let targets = mapping.filter(|(_, target)| {
        let target = target.as_str().unwrap_or_default();
        target.rsplit('/').next() == Some(name)
    });
    let mut values: Vec<String> = targets.map(|(value, _)| value.to_owned()).collect();
    values.sort();
    if values.is_empty() {
        values.push(name.to_owned());
    }
    values
}
