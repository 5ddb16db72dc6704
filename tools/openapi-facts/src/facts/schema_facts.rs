//! The facts of a schema at a place.

use super::Facts;
use super::operation_facts::OperationCollector;
use super::schema_position::SchemaPosition;
use crate::fact::{Statement, Step, keyword, place_line};
use crate::remainder::{Leaf, digest, short_text};
use crate::schema_node::{Part, SchemaNode};

impl<'a> OperationCollector<'_, 'a> {
    pub(super) fn add_statement(&mut self, at: &SchemaPosition, statement: &Statement) {
        let line = place_line(self.name, &at.place, at.required, statement);
        self.collector.facts.insert(line);
    }

    pub(super) fn add_place_note(&mut self, at: &SchemaPosition, keyword: &str, value: String) {
        let keyword = keyword.to_owned();
        self.add_statement(at, &Statement::Note { keyword, value });
    }

    pub(super) fn add_place_leaves(&mut self, at: &SchemaPosition, leaves: Vec<Leaf>) {
        for leaf in leaves {
            let (keyword, value) = leaf.note("");
            self.add_place_note(at, &keyword, value);
        }
    }

    /// Calls `add`, and returns the facts that it adds instead of keeping them.
    pub(super) fn facts_of(
        &mut self,
        add: impl FnOnce(&mut Self) -> anyhow::Result<()>,
    ) -> anyhow::Result<Facts> {
        let known = std::mem::take(&mut self.collector.facts);
        let result = add(self);
        let own = std::mem::replace(&mut self.collector.facts, known);
        result.map(|()| own)
    }

    pub(super) fn schema_node(
        &mut self,
        parts: &[Part<'a>],
        depth: usize,
    ) -> anyhow::Result<SchemaNode<'a>> {
        SchemaNode::of(&mut self.collector.remainder, parts, depth)
    }

    /// Adds the facts of a value at a place. All `parts` apply to the value.
    pub(super) fn add_schema(
        &mut self,
        at: &mut SchemaPosition,
        parts: &[Part<'a>],
    ) -> anyhow::Result<()> {
        let node = self.schema_node(parts, at.place.steps.len())?;
        self.add_node(at, node)
    }

    fn add_node(&mut self, at: &mut SchemaPosition, node: SchemaNode<'a>) -> anyhow::Result<()> {
        self.add_statement(at, &Statement::parse(&node.type_name()));
        for value in &node.values {
            self.add_statement(at, &Statement::Value(value.clone()));
        }
        for (keyword, value) in &node.notes {
            self.add_place_note(at, keyword, value.clone());
        }
        for detail in &node.details {
            self.add_place_note(at, keyword::SCHEMA_DETAIL, short_text(detail));
        }
        self.add_place_leaves(at, node.remainder);
        for (field, property) in &node.properties {
            self.add_property(at, field, property, node.required.contains(field))?;
        }
        if !node.items.is_empty() {
            at.below(Step::Items, false, |at| self.add_schema(at, &node.items))?;
        }
        if !node.additional.is_empty() {
            at.below(Step::Values, false, |at| {
                self.add_schema(at, &node.additional)
            })?;
        } else if node.has_any_values {
            at.below(Step::Values, false, |at| {
                self.add_statement(at, &Statement::parse("any"));
            });
        }
        let compositions = node
            .notes
            .iter()
            .filter(|(keyword, _)| *keyword == "composition");
        let has_several_compositions = compositions.count() > 1;
        for alternative in node.alternatives {
            let step = Step::Alternative(alternative.key);
            at.below(step, false, |at| {
                for value in alternative.mapped {
                    self.add_place_note(at, "mapping", value);
                }
                if has_several_compositions {
                    let detail = format!("one of {}", alternative.composition);
                    self.add_place_note(at, keyword::SCHEMA_DETAIL, detail);
                }
                self.add_schema(at, &[alternative.part])
            })?;
        }
        Ok(())
    }

    /// Adds a field. A read-only field is not sent in requests, and a write-only field is not sent in responses, so
    /// only a note is added for such a field.
    fn add_property(
        &mut self,
        at: &mut SchemaPosition,
        name: &str,
        parts: &[Part<'a>],
        required: bool,
    ) -> anyhow::Result<()> {
        let node = self.schema_node(parts, at.place.steps.len() + 1)?;
        let other_way = if at.is_request {
            "readOnly"
        } else {
            "writeOnly"
        };
        if node.has_flag(other_way) {
            let step = Step::Field(name.to_owned());
            let facts =
                self.facts_of(|facts| at.below(step, required, |at| facts.add_node(at, node)))?;
            let text: Vec<String> = facts.into_iter().collect();
            let digest = digest(&text.join("\n"));
            self.add_place_note(at, keyword::ONE_WAY, format!("{name:?} {digest}"));
            return Ok(());
        }
        let step = Step::Field(name.to_owned());
        at.below(step, required, |at| self.add_node(at, node))
    }
}
