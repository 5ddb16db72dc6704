//! Checks that every reference leads to an object of the expected kind in the document, and that no chain of references
//! is a cycle.

use std::borrow::Cow;
use std::collections::HashSet;

use super::openapi31::is_word;
use super::unusable_document::Cause;
use crate::json::{Json, join, reference_pointer};
use crate::object_kind::{ObjectKind, Shape};

/// The maximum length of a chain of references. `schema::resolve` has the same limit.
pub(super) const MAX_CHAIN: usize = 32;

/// Checks the references of a document. Data, such as examples, defaults and extensions, contains none.
pub fn check(doc: &Json) -> Result<(), Cause> {
    let mut walk = ReferenceWalk {
        doc,
        steps: Vec::new(),
        checked: HashSet::new(),
    };
    walk.visit(Shape::DOCUMENT, doc)
}

/// A value and its shape.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub shape: Shape,
    pub value: &'a Json,
}

impl<'a> Cursor<'a> {
    pub fn start(doc: &'a Json) -> Self {
        Self {
            shape: Shape::DOCUMENT,
            value: doc,
        }
    }

    /// Follows a JSON pointer.
    pub fn follow(self, pointer: &str) -> Option<Self> {
        let mut tokens = pointer.split('/').skip(1);
        tokens.try_fold(self, Self::step)
    }

    /// Follows one token of a JSON pointer.
    pub fn step(self, token: &str) -> Option<Self> {
        let key = unescape(token);
        Some(match self.value {
            Json::Array(items) => Self {
                shape: self.shape.item(),
                value: items.get(key.parse::<usize>().ok()?)?,
            },
            value => Self {
                shape: self.shape.member(&key),
                value: value.get(&key)?,
            },
        })
    }
}

fn unescape(token: &str) -> Cow<'_, str> {
    if token.contains('~') {
        token.replace("~1", "/").replace("~0", "~").into()
    } else {
        token.into()
    }
}

/// Whether a path item has a reference and other members.
pub(super) fn has_own_members(item: &Json) -> bool {
    item.get("$ref").is_some()
        && item
            .entries()
            .any(|(key, value)| key != "$ref" && !is_word(key) && *value != Json::Null)
}

struct ReferenceWalk<'a> {
    doc: &'a Json,
    /// The keys to the current value; converted to a pointer only for messages.
    steps: Vec<&'a str>,
    /// The targets that have been checked, with the kind that was expected.
    checked: HashSet<(ObjectKind, &'a str)>,
}

impl<'a> ReferenceWalk<'a> {
    fn visit(&mut self, shape: Shape, value: &'a Json) -> Result<(), Cause> {
        if shape == Shape::Data {
            return Ok(());
        }
        if let Shape::Object(kind) = shape
            && shape.may_be_reference()
            && let Some(target) = value.text("$ref")
        {
            self.follow(kind, target)?;
            // `normalize.rs` merges such members with the target. If that was not possible, `schema::resolve` would
            // lose them.
            if kind == ObjectKind::PathItem && has_own_members(value) {
                return Err(Cause::PathConflict(self.pointer()));
            }
        }
        for item in value.items() {
            self.steps.push("*");
            self.visit(shape.item(), item)?;
            self.steps.pop();
        }
        for (key, child) in value.entries() {
            self.steps.push(key);
            self.visit(shape.member(key), child)?;
            self.steps.pop();
        }
        Ok(())
    }

    fn pointer(&self) -> String {
        let steps = self.steps.iter();
        steps.fold(String::new(), |pointer, step| join(&pointer, step))
    }

    /// Checks a chain of references, all of which must lead to objects of one kind.
    fn follow(&mut self, kind: ObjectKind, target: &'a str) -> Result<(), Cause> {
        let mut next = Some(target);
        for step in 0.. {
            let Some(target) = next.filter(|target| !self.checked.contains(&(kind, *target)))
            else {
                break;
            };
            let Some(pointer) = reference_pointer(target) else {
                return Err(self.cause_of_invalid(target));
            };
            let found = Cursor::start(self.doc).follow(&pointer);
            let Some(found) = found.filter(|found| found.value.as_object().is_some()) else {
                return Err(Cause::MissingTarget(self.pointer(), target.to_owned()));
            };
            if found.shape != Shape::Object(kind) {
                let (at, target) = (self.pointer(), target.to_owned());
                return Err(Cause::WrongTarget(at, target, kind.description()));
            }
            if step == MAX_CHAIN {
                return Err(Cause::ReferenceCycle(self.pointer()));
            }
            next = found.value.text("$ref");
        }
        self.checked.insert((kind, target));
        Ok(())
    }

    /// Returns the cause for a reference that does not contain a JSON pointer.
    fn cause_of_invalid(&self, target: &str) -> Cause {
        let (at, target) = (self.pointer(), target.to_owned());
        match target.strip_prefix('#') {
            None => Cause::ExternalReference(at, target),
            Some("") => Cause::WrongTarget(at, target, "a part of the document"),
            Some(_) => Cause::Anchor(at, target),
        }
    }
}
