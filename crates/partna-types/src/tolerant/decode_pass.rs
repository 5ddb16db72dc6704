//! One decode of the tree: its scope, the position in the tree, and the mismatched fields.

use std::cell::{Cell, RefCell};

use super::error::Reason;
use super::mismatched_field::{MismatchedField, is_empty};
use super::tree::{ChildVisibility, Node, VisibleChildren};

/// The maximum number of listed fields.
pub(super) const MAX_LISTED_FIELDS: usize = 1_000;

/// The values that are visible to a decode.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// All values.
    Whole,
    /// The skeleton of the document, see `repair.rs`. Lists and maps have only the children that their [`ChildVisibility`] makes
    /// visible.
    Skeleton,
}

/// One decode of the tree.
pub(super) struct DecodePass {
    pub(super) scope: Scope,
    /// The number of this decode. The decodes of a document are numbered from 1.
    pub(super) decode_number: u64,
    /// Whether bytes of the document that are not UTF-8 were replaced by U+FFFD.
    pub(super) has_replaced_bytes: bool,
    /// The number of visited values, including excluded ones.
    pub(super) visits: Cell<u64>,
    pub(super) mismatched: RefCell<MismatchedFields>,
}

/// The mismatched fields of a decode.
#[derive(Default)]
pub(super) struct MismatchedFields {
    /// The first [`MAX_LISTED_FIELDS`] mismatched fields.
    pub(super) fields: Vec<MismatchedField>,
    /// The number of all mismatched fields, including fields that are not listed.
    pub(super) count: usize,
}

impl DecodePass {
    /// Records a value that was converted or omitted. A decode of the skeleton records nothing.
    pub(super) fn record_mismatch(
        &self,
        node: &Node<'_>,
        path: &Path<'_>,
        reason: &Reason,
        is_converted: bool,
    ) {
        if self.scope == Scope::Skeleton {
            return;
        }
        let mut mismatched = self.mismatched.borrow_mut();
        mismatched.count += 1;
        if mismatched.fields.len() < MAX_LISTED_FIELDS {
            mismatched.fields.push(MismatchedField {
                path: path.text(),
                expected: reason.expected.clone().into_owned(),
                found: node.kind(),
                text: reason.keeps_text.then(|| node.listed_text()).flatten(),
                is_converted,
                is_empty: is_empty(node.raw),
            });
        }
    }

    pub(super) fn count_visit(&self) {
        self.visits.set(self.visits.get() + 1);
    }

    /// Returns the range of visible children. If all children are hidden, the range is empty, and `visibility` records the number
    /// of this decode.
    pub(super) fn visible_range(
        &self,
        visibility: &ChildVisibility,
        count: usize,
    ) -> std::ops::Range<usize> {
        match visibility.visible {
            _ if self.scope == Scope::Whole => 0..count,
            VisibleChildren::All => 0..count,
            VisibleChildren::Only(index) => index..index + 1,
            VisibleChildren::None => {
                visibility
                    .last_decode_without_children
                    .set(Some(self.decode_number));
                0..0
            }
        }
    }
}

/// The path to a value. Each element has the path of its parent and its index in the parent; a member also has its name.
#[derive(Clone, Copy)]
pub(super) enum Path<'p> {
    Root,
    Member(&'p Path<'p>, usize, &'p str),
    Item(&'p Path<'p>, usize),
}

impl Path<'_> {
    /// Returns the position of the value: the child indices from the root to the value.
    pub(super) fn position(&self) -> Vec<usize> {
        let mut position = Vec::new();
        let mut path = self;
        while let Path::Member(parent, index, _) | Path::Item(parent, index) = path {
            position.push(*index);
            path = parent;
        }
        position.reverse();
        position
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
