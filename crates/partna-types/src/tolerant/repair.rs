//! Excludes mismatched values until the rest decodes.
//!
//! serde stops at the first mismatched value, so each mismatch costs one decode. Decoding the whole document for each mismatch
//! would be quadratic. Therefore the document is decoded in parts:
//!
//! 1. The skeleton: the document with empty lists, and with empty objects where the type accepts any names. Its size depends only
//!    on the type.
//! 2. Each element of those lists and objects separately, within the skeleton, and its own lists in the same way.
//! 3. The whole document, once.

use std::cell::{Cell, RefCell};
use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use super::decode_pass::{DecodePass, Listed, Path, Scope};
use super::error::{Error, Mismatch, Reason};
use super::node_deserializer::NodeDeserializer;
use super::skipped::SkippedField;
use super::tree::{Children, Node, Value};

/// The limit of visited values in all decodes together: this number for each value of the document, plus `MIN_VISITS`.
const VISITS_PER_VALUE: u64 = 256;
const MIN_VISITS: u64 = 100_000;

/// How many values below one value may be excluded after the limit of visits is reached, before that value itself is excluded.
const MAX_MISMATCHES_OVER_BUDGET: usize = 8;

/// How many mismatches may be found when the whole document is decoded.
const MAX_FINAL_MISMATCHES: usize = 64;

pub(super) struct Repaired<T> {
    pub(super) value: T,
    pub(super) skipped: Vec<SkippedField>,
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
    is_lossy: bool,
    work: Work,
    max_visits: u64,
    decoded: PhantomData<fn() -> T>,
}

impl<'a, T: DeserializeOwned> Repair<'a, T> {
    pub(super) fn new(json: &'a str, is_lossy: bool) -> Result<Self, serde_json::Error> {
        let root = Node::parse(json)?;
        let max_visits = MIN_VISITS.saturating_add(root.count().saturating_mul(VISITS_PER_VALUE));
        Ok(Self {
            root,
            is_lossy,
            work: Work::default(),
            max_visits,
            decoded: PhantomData,
        })
    }

    pub(super) fn run(mut self) -> Result<Repaired<T>, Error> {
        // Usually all values match or can be converted.
        let mismatch = match self.decode(Scope::Whole) {
            Ok(decoded) => return Ok(self.repaired(decoded)),
            Err(mismatch) => mismatch,
        };
        let (steps, reason) = mismatch.into_parts();
        if steps.is_empty() {
            return Err(root_error(reason));
        }
        self.exclude_until_decodable(&[])?;
        self.root.prune();
        self.exclude_in_collections(&[])?;
        for mismatches in 0..MAX_FINAL_MISMATCHES {
            let mismatch = match self.decode(Scope::Whole) {
                Ok(decoded) => return Ok(self.repaired(decoded)),
                Err(mismatch) => mismatch,
            };
            let (mut steps, reason) = mismatch.into_parts();
            if steps.is_empty() {
                return Err(root_error(reason));
            }
            // Values that do not match together with others are excluded in growing parts.
            steps.truncate(steps.len().saturating_sub(mismatches / 8).max(1));
            self.exclude(&steps, reason);
        }
        let expected = "an object with fewer mismatched values".to_owned();
        Err(Error::Root { expected })
    }

    fn repaired(&self, (value, listed): (T, Listed)) -> Repaired<T> {
        Repaired {
            value,
            skipped: listed.fields,
            count: listed.count,
            work: self.work,
        }
    }

    fn decode(&mut self, scope: Scope) -> Result<(T, Listed), Mismatch> {
        self.work.decodes += 1;
        let run = DecodePass {
            scope,
            number: self.work.decodes,
            is_lossy: self.is_lossy,
            visits: Cell::new(0),
            listed: RefCell::default(),
        };
        let result = T::deserialize(NodeDeserializer::new(&self.root, &Path::Root, &run));
        self.work.visits += run.visits.get();
        Ok((result?, run.listed.into_inner()))
    }

    /// Excludes values at or below `bound` until the skeleton decodes.
    fn exclude_until_decodable(&mut self, bound: &[usize]) -> Result<(), Error> {
        let mut late = 0;
        loop {
            let Err(mismatch) = self.decode(Scope::Skeleton) else {
                return Ok(());
            };
            let (mut steps, reason) = mismatch.into_parts();
            if self.expand(&steps) {
                continue;
            }
            if !steps.starts_with(bound) {
                // The element causes a mismatch outside of itself.
                self.exclude(bound, reason);
                return Ok(());
            }
            if self.work.visits > self.max_visits {
                late += 1;
                let depth = if late > MAX_MISMATCHES_OVER_BUDGET {
                    0
                } else {
                    1
                };
                steps.truncate(bound.len() + depth);
            }
            if steps.is_empty() {
                return Err(root_error(reason));
            }
            let is_bound = steps == bound;
            self.exclude(&steps, reason);
            if is_bound {
                return Ok(());
            }
        }
    }

    /// Excludes mismatched values in each element of the lists, and of the objects with any names, at or below `bound`.
    fn exclude_in_collections(&mut self, bound: &[usize]) -> Result<(), Error> {
        // The last decode was one of the skeleton.
        let mut collections = Vec::new();
        let mut steps = bound.to_vec();
        if let Some(node) = self.root.descendant_mut(bound) {
            collapsed_below(node, self.work.decodes, &mut steps, &mut collections);
        }
        for mut steps in collections {
            let node = self.root.descendant_mut(&steps);
            let count = node.map_or(0, |node| node.children().count());
            for index in 0..count {
                self.set_visible(&steps, Children::Only(index));
                steps.push(index);
                self.exclude_until_decodable(&steps)?;
                if let Some(element) = self.root.descendant_mut(&steps)
                    && element.excluded.is_none()
                {
                    element.prune();
                    self.exclude_in_collections(&steps)?;
                }
                steps.pop();
            }
            self.set_visible(&steps, Children::None);
        }
        Ok(())
    }

    fn set_visible(&mut self, steps: &[usize], children: Children) {
        if let Some(view) = self.root.descendant_mut(steps).and_then(Node::view_mut) {
            view.children = children;
        }
    }

    /// Makes all children of a value visible, if it did not match without them. Returns whether they were hidden.
    fn expand(&mut self, steps: &[usize]) -> bool {
        let number = self.work.decodes;
        match self.root.descendant_mut(steps).and_then(Node::view_mut) {
            Some(view) if view.collapsed_in.get() == number => {
                view.collapsed_in.set(0);
                view.children = Children::All;
                true
            }
            _ => false,
        }
    }

    fn exclude(&mut self, steps: &[usize], reason: Reason) {
        if let Some(node) = self.root.descendant_mut(steps) {
            node.excluded = Some(Box::new(reason));
        }
    }
}

fn root_error(reason: Reason) -> Error {
    Error::Root {
        expected: reason.expected.into_owned(),
    }
}

/// Finds the outermost values whose children were hidden in the decode of this number.
fn collapsed_below(
    node: &Node<'_>,
    number: u64,
    steps: &mut Vec<usize>,
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
    if view.collapsed_in.get() == number {
        found.push(steps.clone());
        return;
    }
    for (index, child) in node.children().enumerate() {
        steps.push(index);
        collapsed_below(child, number, steps, found);
        steps.pop();
    }
}
