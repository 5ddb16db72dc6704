//! One decode of the tree: its scope, the position in the tree, and the listed fields.

use std::cell::{Cell, RefCell};

use super::error::Reason;
use super::skipped::{SkippedField, is_empty};
use super::tree::{Children, Node, View};

/// The maximum number of listed fields.
pub(super) const MAX_LISTED: usize = 1_000;

/// The values that are visible to a decode.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// All values.
    Whole,
    /// Lists, and objects with any names, have only the children of their view.
    Skeleton,
}

/// One decode of the tree.
pub(super) struct DecodePass {
    pub(super) scope: Scope,
    pub(super) number: u64,
    /// Whether bytes that are not UTF-8 were replaced in the text.
    pub(super) is_lossy: bool,
    /// The number of visited values, including excluded ones.
    pub(super) visits: Cell<u64>,
    pub(super) listed: RefCell<Listed>,
}

/// The listed fields, and the number of all skipped fields.
#[derive(Default)]
pub(super) struct Listed {
    pub(super) fields: Vec<SkippedField>,
    pub(super) count: usize,
}

impl DecodePass {
    pub(super) fn list(
        &self,
        node: &Node<'_>,
        path: &Path<'_>,
        reason: &Reason,
        is_converted: bool,
    ) {
        if self.scope == Scope::Skeleton {
            return;
        }
        let mut listed = self.listed.borrow_mut();
        listed.count += 1;
        if listed.fields.len() < MAX_LISTED {
            listed.fields.push(SkippedField {
                path: path.text(),
                expected: reason.expected.clone().into_owned(),
                found: node.kind(),
                text: reason.keeps_text.then(|| node.kept_text()).flatten(),
                is_converted,
                is_empty: is_empty(node.raw),
            });
        }
    }

    pub(super) fn visit(&self) {
        self.visits.set(self.visits.get() + 1);
    }

    /// Returns the range of visible children. If the view hides them, the range is empty and the view is marked.
    pub(super) fn visible_range(&self, view: &View, count: usize) -> std::ops::Range<usize> {
        match view.children {
            _ if self.scope == Scope::Whole => 0..count,
            Children::All => 0..count,
            Children::Only(index) => index..index + 1,
            Children::None => {
                view.collapsed_in.set(self.number);
                0..0
            }
        }
    }
}

/// The path to a value.
#[derive(Clone, Copy)]
pub(super) enum Path<'p> {
    Root,
    Member(&'p Path<'p>, usize, &'p str),
    Item(&'p Path<'p>, usize),
}

impl Path<'_> {
    pub(super) fn steps(&self) -> Vec<usize> {
        let mut steps = Vec::new();
        let mut at = self;
        while let Path::Member(parent, index, _) | Path::Item(parent, index) = at {
            steps.push(*index);
            at = parent;
        }
        steps.reverse();
        steps
    }

    fn text(&self) -> String {
        match self {
            Self::Root => String::new(),
            Self::Item(parent, index) => format!("{}[{index}]", parent.text()),
            Self::Member(parent, _, key) => {
                let is_word = key.len() <= 40
                    && key.starts_with(|c: char| c.is_ascii_alphabetic())
                    && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
                let key = if is_word { key } else { "…" };
                match parent.text() {
                    parent if parent.is_empty() => key.to_owned(),
                    parent => format!("{parent}.{key}"),
                }
            }
        }
    }
}
