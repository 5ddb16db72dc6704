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
    /// The member with this value, if it is the direct value of one.
    pub(super) member: Option<&'t Member<'a>>,
    /// Inside a numeric type of this crate: the number that it expects.
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

    /// Adds this position and the expectation here to a mismatch that has no position.
    pub(super) fn with_position(self, mismatch: Mismatch, expectation: Expectation) -> Mismatch {
        let expectation = Expectation {
            keeps_text: expectation.keeps_text && !self.is_secret,
            ..expectation
        };
        mismatch.at(expectation, || self.path.position())
    }
}
