//! Decodes a JSON document that contains mismatched values: values that do not have the expected type.
//!
//! A decode converts a mismatched value if possible, for example a text that contains a number. If no conversion is possible, the
//! decode fails with a [`Mismatch`], which contains the position of the value. The repair then *excludes* this value: further
//! decodes treat it as absent. The repair continues until the rest of the document decodes.
//!
//! A decode stops at the first [`Mismatch`], so each mismatch requires another decode. If each decode visited the whole document,
//! the total time would be quadratic. Therefore the repair has three stages:
//!
//! 1. It decodes the *skeleton*: the document in which the children of all lists and maps are hidden, so that the lists and maps
//!    appear empty. A map is an object whose type accepts arbitrary keys. Mismatched values in the skeleton are excluded.
//! 2. It checks the elements of the lists and maps, one at a time. To check an element, it shows the element in the skeleton, but
//!    not yet the children of lists and maps inside the element. Mismatched values in the element are excluded. Then it checks the
//!    elements of the lists and maps inside the element, by the same procedure. Then it hides the element.
//! 3. It decodes the whole document. A mismatch is still possible: for example, the type may limit the number of entries of a map.
//!    Each mismatch excludes one more value. Then the whole document is decoded again.
//!
//! The *part* is the value that the current decode checks: the whole document in stage 1, and the shown element in stage 2.
//!
//! The *position* of a value is the list of child indices from the root to the value.

use std::cell::{Cell, RefCell};
use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use super::decode_pass::{DecodePass, MismatchedFields, Path, Scope};
use super::error::{Error, Mismatch, Reason};
use super::mismatched_field::MismatchedField;
use super::node_deserializer::NodeDeserializer;
use super::tree::{Node, Value, VisibleChildren};

/// The visit limit of a document is `BASE_VISITS`, plus `VISITS_PER_VALUE` for each value in the document. A visit is the decoding
/// of one value in one decode.
///
/// While the total number of visits is within the limit, a mismatch in stage 1 or 2 excludes only the mismatched value. After that,
/// a mismatch excludes a larger value, so that fewer decodes follow.
const BASE_VISITS: u64 = 100_000;
const VISITS_PER_VALUE: u64 = 256;

/// After the visit limit is exceeded, each of the first `MAX_MISMATCHES_AFTER_LIMIT` mismatches in a part excludes a direct child
/// of the part: the child in which the mismatched value is. The next mismatch excludes the whole part.
const MAX_MISMATCHES_AFTER_LIMIT: usize = 8;

/// The maximum number of decodes of the whole document in stage 3. If the last one has a mismatch, the document is rejected.
const MAX_FINAL_DECODES: usize = 64;

/// In stage 3, each of the first `MISMATCHES_PER_LEVEL` mismatches excludes the mismatched value itself. Each of the next
/// `MISMATCHES_PER_LEVEL` mismatches excludes the parent of its mismatched value. Then the grandparent is excluded, and so on. The
/// largest excluded value is a child of the root.
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
        // Most documents need no exclusion, because all their values match or can be converted.
        let mismatch = match self.decode(Scope::Whole) {
            Ok(decoded) => return Ok(self.repaired(decoded)),
            Err(mismatch) => mismatch,
        };
        // If the root itself is mismatched, no repair is possible. Any other mismatch is found again by the stages.
        into_position_below_root(mismatch)?;

        // Stage 1.
        self.exclude_until_skeleton_decodes(&[])?;
        self.root.remove_members_unknown_to_type();

        // Stage 2.
        self.exclude_in_collections(&[])?;

        // Stage 3.
        for earlier_mismatches in 0..MAX_FINAL_DECODES {
            let mismatch = match self.decode(Scope::Whole) {
                Ok(decoded) => return Ok(self.repaired(decoded)),
                Err(mismatch) => mismatch,
            };
            let (mut position, reason) = into_position_below_root(mismatch)?;
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
    /// that is the only way to decode the skeleton.
    fn exclude_until_skeleton_decodes(&mut self, part: &[usize]) -> Result<(), Error> {
        let mut mismatches_after_limit = 0;
        loop {
            let Err(mismatch) = self.decode(Scope::Skeleton) else {
                return Ok(());
            };
            let (mut position, reason) = mismatch.into_parts();
            if self.show_hidden_children(&position) {
                continue;
            }
            if !position.starts_with(part) {
                // Showing the part made a surrounding value fail. So the part is excluded.
                self.exclude(part, reason);
                return Ok(());
            }
            if self.cost.visits > self.visit_limit {
                mismatches_after_limit += 1;
                let levels_below_part = if mismatches_after_limit > MAX_MISMATCHES_AFTER_LIMIT {
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
    /// Call [`exclude_until_skeleton_decodes`](Self::exclude_until_skeleton_decodes) with the same part immediately before. The
    /// last decode of that method records the lists and maps whose children were hidden.
    fn exclude_in_collections(&mut self, part: &[usize]) -> Result<(), Error> {
        let mut collections = Vec::new();
        if let Some(node) = self.root.descendant_mut(part) {
            let mut position = part.to_vec();
            find_collections_with_hidden_children(
                node,
                self.cost.decodes,
                &mut position,
                &mut collections,
            );
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
                    element.remove_members_unknown_to_type();
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

    /// Shows the children of a list or map in the skeleton, if the last decode hid them. Returns whether it shows them now.
    ///
    /// Use this method after a mismatch: a type may reject a list or map only because it appears empty in the skeleton.
    fn show_hidden_children(&mut self, position: &[usize]) -> bool {
        let last_decode = self.cost.decodes;
        let node = self.root.descendant_mut(position);
        match node.and_then(Node::visibility_mut) {
            Some(visibility)
                if visibility.last_decode_without_children.get() == Some(last_decode) =>
            {
                visibility.last_decode_without_children.set(None);
                visibility.visible = VisibleChildren::All;
                true
            }
            _ => false,
        }
    }

    /// Excludes a value: further decodes treat it as absent.
    fn exclude(&mut self, position: &[usize], reason: Reason) {
        if let Some(node) = self.root.descendant_mut(position) {
            node.excluded = Some(Box::new(reason));
        }
    }
}

/// Returns the position of a mismatched value below the root, and the reason of the mismatch.
///
/// # Errors
///
/// [`Error::Root`] if the root itself is mismatched.
fn into_position_below_root(mismatch: Mismatch) -> Result<(Vec<usize>, Reason), Error> {
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
fn find_collections_with_hidden_children(
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
    if visibility.last_decode_without_children.get() == Some(decode_number) {
        found.push(position.clone());
        return;
    }
    for (index, child) in node.children().enumerate() {
        position.push(index);
        find_collections_with_hidden_children(child, decode_number, position, found);
        position.pop();
    }
}
