//! A deserializer over one value of the tree.

use super::error::Misfit;
use super::request::Request;
use super::run::{Path, Run};
use super::tree::{Member, Node};

/// A value of the tree, to be decoded.
#[derive(Clone, Copy)]
pub(super) struct NodeDeserializer<'t, 'a> {
    pub(super) node: &'t Node<'a>,
    pub(super) path: &'t Path<'t>,
    pub(super) run: &'t Run,
    pub(super) member: Option<&'t Member<'a>>,
    /// The number that is expected here, if it is one of our types.
    pub(super) number: Option<Request>,
    pub(super) is_secret: bool,
}

impl<'t, 'a> NodeDeserializer<'t, 'a> {
    pub(super) fn new(node: &'t Node<'a>, path: &'t Path<'t>, run: &'t Run) -> Self {
        Self {
            node,
            path,
            run,
            member: None,
            number: None,
            is_secret: false,
        }
    }

    pub(super) fn located(self, misfit: Misfit, request: Request) -> Misfit {
        let request = Request {
            keeps_text: request.keeps_text && !self.is_secret,
            ..request
        };
        misfit.at(request, || self.path.steps())
    }
}
