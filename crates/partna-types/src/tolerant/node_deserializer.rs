//! The deserializer for one value of the tree.

use super::decode_pass::{DecodePass, Path};
use super::error::Mismatch;
use super::expectation::Expectation;
use super::tree::{Member, Node};

/// Deserializes one value of the tree.
#[derive(Clone, Copy)]
pub(super) struct NodeDeserializer<'t, 'a> {
    pub(super) node: &'t Node<'a>,
    pub(super) path: &'t Path<'t>,
    pub(super) pass: &'t DecodePass,
    /// The member whose value this is. `None` for the root, an element of a list, and the content of an enum variant.
    pub(super) member: Option<&'t Member<'a>>,
    /// The number that a numeric type of this crate expects. `None` outside of such a type.
    pub(super) number: Option<Expectation>,
    pub(super) is_secret: bool,
}

impl<'t, 'a> NodeDeserializer<'t, 'a> {
    pub(super) fn new(node: &'t Node<'a>, path: &'t Path<'t>, pass: &'t DecodePass) -> Self {
        Self {
            node,
            path,
            pass,
            member: None,
            number: None,
            is_secret: false,
        }
    }

    /// Sets the position of this value and `expectation` in a mismatch, unless the mismatch has a position.
    pub(super) fn with_position(self, mismatch: Mismatch, expectation: Expectation) -> Mismatch {
        let expectation = Expectation {
            keeps_text: expectation.keeps_text && !self.is_secret,
            ..expectation
        };
        mismatch.at(expectation, || self.path.position())
    }
}
