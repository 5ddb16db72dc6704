//! Decodes a document with mismatched values: excludes these values until the rest decodes.
//!
//! A value is mismatched if the expected type rejects it and no conversion is possible.
//!
//! serde stops at the first mismatched value, so each mismatch costs one decode. If each decode visited the whole document, the
//! time would be quadratic. Therefore the document is decoded in three stages:
//!
//! 1. The skeleton: the document with all lists and maps empty. A map is an object whose type accepts arbitrary keys. The size of
//!    the skeleton depends only on the type.
//! 2. The skeleton with one element of one list or map, once for each element. The lists and maps inside the element are empty at
//!    first. Then each of their elements is decoded in the same way.
//! 3. The whole document. It can still have a mismatch. Example: each entry of a map matches alone, but the type limits the number
//!    of entries. Each mismatch excludes another value, and the whole document is decoded again.
//!
//! The position of a value is the list of child indices from the root to the value.

use std::cell::{Cell, RefCell};
use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use super::decode_pass::{DecodePass, MismatchedFields, Path, Scope};
use super::error::{Error, Mismatch, Reason};
use super::mismatched_field::MismatchedField;
use super::node_deserializer::NodeDeserializer;
use super::tree::{Node, Value, VisibleChildren};

/// The limit for the visited values of a document, in all decodes together, is `BASE_VISITS` plus `VISITS_PER_VALUE` for each
/// value in the document. Above the limit, each mismatch excludes a larger part, so that fewer decodes follow.
const BASE_VISITS: u64 = 100_000;
const VISITS_PER_VALUE: u64 = 256;

/// Below the visit limit, a mismatch excludes only the mismatched value. Above the limit, it excludes a whole child of the decoded
/// part. After this number of such mismatches in one part, the next mismatch excludes the part itself.
const MAX_MISMATCHES_OVER_LIMIT: usize = 8;

/// The maximum number of decodes of the whole document in stage 3. If the last one has a mismatch, the document is rejected.
const MAX_FINAL_DECODES: usize = 64;

/// In stage 3, a mismatch excludes the mismatched value. After this number of mismatches, it excludes the parent of the mismatched
/// value instead, after twice this number the grandparent, and so on. It never excludes more than one child of the root.
const MISMATCHES_PER_LEVEL: usize = 8;

pub(super) struct Repaired<T> {
    pub(super) value: T,
    pub(super) mismatched: Vec<MismatchedField>,
    /// The number of all mismatched fields. The list `mismatched` has a maximum length, so it can be shorter.
    pub(super) mismatched_count: usize,
    /// The cost of the repair, for tests.
    #[cfg_attr(not(test), allow(dead_code))]
    pub(super) cost: RepairCost,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RepairCost {
    pub(super) decodes: u64,
    /// The number of visited values in all decodes.
    pub(super) visits: u64,
}

pub(super) struct Repair<'a, T> {
    root: Node<'a>,
    /// Whether bytes of the document that are not UTF-8 were replaced by U+FFFD.
    has_replaced_bytes: bool,
    cost: RepairCost,
    visit_limit: u64,
    decoded_type: PhantomData<fn() -> T>,
}

impl<'a, T: DeserializeOwned> Repair<'a, T> {
    pub(super) fn new(json: &'a str, has_replaced_bytes: bool) -> Result<Self, serde_json::Error> {
        let root = Node::parse(json)?;
        let visit_limit =
            BASE_VISITS.saturating_add(root.count_values().saturating_mul(VISITS_PER_VALUE));
        Ok(Self {
            root,
            has_replaced_bytes,
            cost: RepairCost::default(),
            visit_limit,
            decoded_type: PhantomData,
        })
    }

    /// Decodes the document. Excludes mismatched values until the rest decodes.
    pub(super) fn run(mut self) -> Result<Repaired<T>, Error> {
        // In most documents, all values match or can be converted. These need no exclusion.
        let mismatch = match self.decode(Scope::Whole) {
            Ok(decoded) => return Ok(self.repaired(decoded)),
            Err(mismatch) => mismatch,
        };
        position_below_root(mismatch)?;
        self.exclude_until_skeleton_decodes(&[])?;
        self.root.remove_ignored_members();
        self.exclude_in_collections(&[])?;
        for earlier_mismatches in 0..MAX_FINAL_DECODES {
            let mismatch = match self.decode(Scope::Whole) {
                Ok(decoded) => return Ok(self.repaired(decoded)),
                Err(mismatch) => mismatch,
            };
            let (mut position, reason) = position_below_root(mismatch)?;
            let levels_up = earlier_mismatches / MISMATCHES_PER_LEVEL;
            position.truncate(position.len().saturating_sub(levels_up).max(1));
            self.exclude(&position, reason);
        }
        let expected = "an object with fewer mismatched values".to_owned();
        Err(Error::Root { expected })
    }

    fn repaired(&self, (value, mismatched): (T, MismatchedFields)) -> Repaired<T> {
        Repaired {
            value,
            mismatched: mismatched.fields,
            mismatched_count: mismatched.count,
            cost: self.cost,
        }
    }

    fn decode(&mut self, scope: Scope) -> Result<(T, MismatchedFields), Mismatch> {
        self.cost.decodes += 1;
        let pass = DecodePass {
            scope,
            decode_number: self.cost.decodes,
            has_replaced_bytes: self.has_replaced_bytes,
            visits: Cell::new(0),
            mismatched: RefCell::default(),
        };
        let result = T::deserialize(NodeDeserializer::new(&self.root, &Path::Root, &pass));
        self.cost.visits += pass.visits.get();
        Ok((result?, pass.mismatched.into_inner()))
    }

    /// Excludes mismatched values inside the part at the position `part`, until the skeleton decodes. Excludes the whole part if
    /// that is not enough.
    fn exclude_until_skeleton_decodes(&mut self, part: &[usize]) -> Result<(), Error> {
        let mut mismatches_over_limit = 0;
        loop {
            let Err(mismatch) = self.decode(Scope::Skeleton) else {
                return Ok(());
            };
            let (mut position, reason) = mismatch.into_parts();
            if self.show_hidden_children(&position) {
                continue;
            }
            if !position.starts_with(part) {
                // The rest of the skeleton matched without this part, so the part causes the mismatch.
                self.exclude(part, reason);
                return Ok(());
            }
            if self.cost.visits > self.visit_limit {
                mismatches_over_limit += 1;
                let levels_below_part = if mismatches_over_limit > MAX_MISMATCHES_OVER_LIMIT {
                    0
                } else {
                    1
                };
                position.truncate(part.len() + levels_below_part);
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

    /// Excludes mismatched values in each element of the lists and maps inside the part at the position `part`.
    ///
    /// The last decode of [`exclude_until_skeleton_decodes`](Self::exclude_until_skeleton_decodes) marks these lists and maps. So
    /// call that method with the same part immediately before.
    fn exclude_in_collections(&mut self, part: &[usize]) -> Result<(), Error> {
        let mut collections = Vec::new();
        if let Some(node) = self.root.descendant_mut(part) {
            let mut position = part.to_vec();
            find_hidden_collections(node, self.cost.decodes, &mut position, &mut collections);
        }
        for mut position in collections {
            let collection = self.root.descendant_mut(&position);
            let count = collection.map_or(0, |node| node.children().count());
            for index in 0..count {
                self.set_visible_children(&position, VisibleChildren::Only(index));
                position.push(index);
                self.exclude_until_skeleton_decodes(&position)?;
                if let Some(element) = self.root.descendant_mut(&position)
                    && element.excluded.is_none()
                {
                    element.remove_ignored_members();
                    self.exclude_in_collections(&position)?;
                }
                position.pop();
            }
            self.set_visible_children(&position, VisibleChildren::None);
        }
        Ok(())
    }

    fn set_visible_children(&mut self, position: &[usize], visible: VisibleChildren) {
        let node = self.root.descendant_mut(position);
        if let Some(visibility) = node.and_then(Node::visibility_mut) {
            visibility.visible = visible;
        }
    }

    /// Makes the children of a value visible if the last decode hid them. Returns whether it hid them. The value may mismatch only
    /// because they are missing.
    fn show_hidden_children(&mut self, position: &[usize]) -> bool {
        let last_decode = self.cost.decodes;
        let node = self.root.descendant_mut(position);
        match node.and_then(Node::visibility_mut) {
            Some(visibility) if visibility.hidden_in_decode.get() == last_decode => {
                visibility.hidden_in_decode.set(0);
                visibility.visible = VisibleChildren::All;
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

/// Returns the position and the reason of a mismatch.
///
/// # Errors
///
/// [`Error::Root`] if the root itself mismatches.
fn position_below_root(mismatch: Mismatch) -> Result<(Vec<usize>, Reason), Error> {
    let (position, reason) = mismatch.into_parts();
    if position.is_empty() {
        return Err(root_error(reason));
    }
    Ok((position, reason))
}

fn root_error(reason: Reason) -> Error {
    Error::Root {
        expected: reason.expected.into_owned(),
    }
}

/// Adds to `found` the positions of the outermost lists and maps inside `node` whose children were hidden in the decode with the
/// number `decode_number`. `position` is the position of `node`.
fn find_hidden_collections(
    node: &Node<'_>,
    decode_number: u64,
    position: &mut Vec<usize>,
    found: &mut Vec<Vec<usize>>,
) {
    let visibility = match &node.value {
        Value::List(list) => &list.visibility,
        Value::Object(object) => &object.visibility,
        _ => return,
    };
    if node.excluded.is_some() {
        return;
    }
    if visibility.hidden_in_decode.get() == decode_number {
        found.push(position.clone());
        return;
    }
    for (index, child) in node.children().enumerate() {
        position.push(index);
        find_hidden_collections(child, decode_number, position, found);
        position.pop();
    }
}
