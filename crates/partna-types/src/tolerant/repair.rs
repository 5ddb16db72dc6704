//! Excludes mismatched values until the rest decodes.
//!
//! serde stops at the first mismatched value, so each mismatch costs one decode. Decoding the whole document for each mismatch
//! would be quadratic. Therefore the document is decoded in parts:
//!
//! 1. The skeleton: the document with empty lists and empty maps. A map is an object whose type accepts arbitrary keys. The size
//!    of the skeleton depends only on the type.
//! 2. Each element of those lists and maps separately, within the skeleton. The lists and maps inside an element are decoded in
//!    the same way.
//! 3. The whole document. If values match separately but not together, such as the entries of a map whose type limits their
//!    number, more of them are excluded and this step is repeated.
//!
//! The `position` of a value consists of the indices of the children from the root to the value.

use std::cell::{Cell, RefCell};
use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use super::decode_pass::{DecodePass, MismatchedFields, Path, Scope};
use super::error::{Error, Mismatch, Reason};
use super::mismatched_field::MismatchedField;
use super::node_deserializer::NodeDeserializer;
use super::tree::{Node, Value, VisibleChildren};

/// The maximum number of visited values, in all decodes together, is `BASE_VISITS` plus this number for each value of the
/// document. Beyond the maximum, larger parts are excluded, which needs fewer decodes.
const VISITS_PER_VALUE: u64 = 256;
const BASE_VISITS: u64 = 100_000;

/// Beyond the maximum number of visits, each mismatch excludes a whole child of the decoded part. After this number of such
/// mismatches, the next mismatch excludes the decoded part itself.
const MAX_MISMATCHES_OVER_BUDGET: usize = 8;

/// The maximum number of decodes in step 3. A mismatch in the last one is an error.
const MAX_FINAL_DECODES: usize = 64;

pub(super) struct Repaired<T> {
    pub(super) value: T,
    pub(super) mismatched: Vec<MismatchedField>,
    /// The number of all mismatched fields. `mismatched` lists only the first of them, up to a maximum.
    pub(super) count: usize,
    /// For tests: the number of decodes and of visited values.
    #[cfg_attr(not(test), allow(dead_code))]
    pub(super) work: Work,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Work {
    pub(super) decodes: u64,
    pub(super) visits: u64,
}

pub(super) struct Repair<'a, T> {
    root: Node<'a>,
    /// Whether bytes of the document that are not UTF-8 were replaced by U+FFFD.
    has_replaced_bytes: bool,
    work: Work,
    max_visits: u64,
    decoded: PhantomData<fn() -> T>,
}

impl<'a, T: DeserializeOwned> Repair<'a, T> {
    pub(super) fn new(json: &'a str, has_replaced_bytes: bool) -> Result<Self, serde_json::Error> {
        let root = Node::parse(json)?;
        let max_visits =
            BASE_VISITS.saturating_add(root.count_values().saturating_mul(VISITS_PER_VALUE));
        Ok(Self {
            root,
            has_replaced_bytes,
            work: Work::default(),
            max_visits,
            decoded: PhantomData,
        })
    }

    /// Decodes the document. Excludes mismatched values until the rest decodes.
    pub(super) fn run(mut self) -> Result<Repaired<T>, Error> {
        // Usually all values match or can be converted.
        let mismatch = match self.decode(Scope::Whole) {
            Ok(decoded) => return Ok(self.repaired(decoded)),
            Err(mismatch) => mismatch,
        };
        let (position, reason) = mismatch.into_parts();
        if position.is_empty() {
            return Err(root_error(reason));
        }
        self.exclude_until_decodable(&[])?;
        self.root.drop_ignored_members();
        self.exclude_in_collections(&[])?;
        for mismatches in 0..MAX_FINAL_DECODES {
            let mismatch = match self.decode(Scope::Whole) {
                Ok(decoded) => return Ok(self.repaired(decoded)),
                Err(mismatch) => mismatch,
            };
            let (mut position, reason) = mismatch.into_parts();
            if position.is_empty() {
                return Err(root_error(reason));
            }
            // Here values match separately but not together. After every 8 mismatches, exclude one level higher up.
            position.truncate(position.len().saturating_sub(mismatches / 8).max(1));
            self.exclude(&position, reason);
        }
        let expected = "an object with fewer mismatched values".to_owned();
        Err(Error::Root { expected })
    }

    fn repaired(&self, (value, mismatched): (T, MismatchedFields)) -> Repaired<T> {
        Repaired {
            value,
            mismatched: mismatched.fields,
            count: mismatched.count,
            work: self.work,
        }
    }

    fn decode(&mut self, scope: Scope) -> Result<(T, MismatchedFields), Mismatch> {
        self.work.decodes += 1;
        let pass = DecodePass {
            scope,
            decode_number: self.work.decodes,
            has_replaced_bytes: self.has_replaced_bytes,
            visits: Cell::new(0),
            mismatched: RefCell::default(),
        };
        let result = T::deserialize(NodeDeserializer::new(&self.root, &Path::Root, &pass));
        self.work.visits += pass.visits.get();
        Ok((result?, pass.mismatched.into_inner()))
    }

    /// Excludes values in the part at the position `part` until the skeleton decodes. Excludes the whole part if that is not
    /// enough.
    fn exclude_until_decodable(&mut self, part: &[usize]) -> Result<(), Error> {
        let mut mismatches_over_budget = 0;
        loop {
            let Err(mismatch) = self.decode(Scope::Skeleton) else {
                return Ok(());
            };
            let (mut position, reason) = mismatch.into_parts();
            if self.show_hidden_children(&position) {
                continue;
            }
            if !position.starts_with(part) {
                // The part causes a mismatch outside of itself.
                self.exclude(part, reason);
                return Ok(());
            }
            if self.work.visits > self.max_visits {
                mismatches_over_budget += 1;
                let depth = if mismatches_over_budget > MAX_MISMATCHES_OVER_BUDGET {
                    0
                } else {
                    1
                };
                position.truncate(part.len() + depth);
            }
            if position.is_empty() {
                return Err(root_error(reason));
            }
            let is_whole_part = position == part;
            self.exclude(&position, reason);
            if is_whole_part {
                return Ok(());
            }
        }
    }

    /// Excludes mismatched values in each element of the lists and maps in the part at the position `part`. Call it directly
    /// after [`exclude_until_decodable`](Self::exclude_until_decodable), whose last decode marked the lists and maps with hidden
    /// elements.
    fn exclude_in_collections(&mut self, part: &[usize]) -> Result<(), Error> {
        let mut collections = Vec::new();
        let mut position = part.to_vec();
        if let Some(node) = self.root.descendant_mut(part) {
            find_hidden_collections(node, self.work.decodes, &mut position, &mut collections);
        }
        for mut position in collections {
            let node = self.root.descendant_mut(&position);
            let count = node.map_or(0, |node| node.children().count());
            for index in 0..count {
                self.set_visible_children(&position, VisibleChildren::Only(index));
                position.push(index);
                self.exclude_until_decodable(&position)?;
                if let Some(element) = self.root.descendant_mut(&position)
                    && element.excluded.is_none()
                {
                    element.drop_ignored_members();
                    self.exclude_in_collections(&position)?;
                }
                position.pop();
            }
            self.set_visible_children(&position, VisibleChildren::None);
        }
        Ok(())
    }

    fn set_visible_children(&mut self, position: &[usize], visible: VisibleChildren) {
        if let Some(view) = self.root.descendant_mut(position).and_then(Node::view_mut) {
            view.visible = visible;
        }
    }

    /// Makes all children of a mismatched value visible, if the last decode hid them: the mismatch may be that they are missing.
    /// Returns whether the last decode hid them.
    fn show_hidden_children(&mut self, position: &[usize]) -> bool {
        let last_decode = self.work.decodes;
        match self.root.descendant_mut(position).and_then(Node::view_mut) {
            Some(view) if view.hidden_in_decode.get() == last_decode => {
                view.hidden_in_decode.set(0);
                view.visible = VisibleChildren::All;
                true
            }
            _ => false,
        }
    }

    fn exclude(&mut self, position: &[usize], reason: Reason) {
        if let Some(node) = self.root.descendant_mut(position) {
            node.excluded = Some(Box::new(reason));
        }
    }
}

fn root_error(reason: Reason) -> Error {
    Error::Root {
        expected: reason.expected.into_owned(),
    }
}

/// Finds the outermost lists and maps whose elements were hidden in the decode with the number `decode_number`.
fn find_hidden_collections(
    node: &Node<'_>,
    decode_number: u64,
    position: &mut Vec<usize>,
    found: &mut Vec<Vec<usize>>,
) {
    let view = match &node.value {
        Value::List(list) => &list.view,
        Value::Object(object) => &object.view,
        _ => return,
    };
    if node.excluded.is_some() {
        return;
    }
    if view.hidden_in_decode.get() == decode_number {
        found.push(position.clone());
        return;
    }
    for (index, child) in node.children().enumerate() {
        position.push(index);
        find_hidden_collections(child, decode_number, position, found);
        position.pop();
    }
}
