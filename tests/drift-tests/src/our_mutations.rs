//! Mutations of our document, each at every site where it applies. The drift tests must detect all of them.

mod components;
mod sites;

use openapi_facts::json::Json;

use crate::edit::Edit;

pub use sites::all;

/// A kind of mutation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, strum::Display)]
#[strum(serialize_all = "kebab-case")]
pub enum MutationKind {
    OperationRemoved,
    OperationRenamed,
    PathChanged,
    ParameterAdded,
    ParameterRemoved,
    ParameterRetyped,
    ParameterMadeRequired,
    FieldAdded,
    FieldRemoved,
    FieldRetyped,
    FieldMadeRequired,
    EnumValueAdded,
    EnumValueRemoved,
    EnumValueRenamed,
    StatusAdded,
    ServerChanged,
    SecurityChanged,
    ContentTypeChanged,
    EffectChanged,
    DescriptionChanged,
    ExampleChanged,
}

/// The owner of a mutation, which determines the lines that may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Operations, as `METHOD path`, before and after the mutation.
    Operations(Vec<String>),
    /// A component, and every operation that reaches it.
    Component(String),
    /// A server, a tag or the document. Its lines begin with this text.
    Document(&'static str),
}

/// A mutation at one site.
#[derive(Clone, Debug)]
pub struct OurMutation {
    pub kind: MutationKind,
    /// JSON pointer to the edited value.
    pub pointer: String,
    pub owner: Owner,
    /// The changed part of the owner, as in the snapshot lines: ` query:page`, `.rateKey`, ` =NGN`, ` -> 404`.
    pub subject: String,
    /// Whether the facts of every operation that reaches the owner must change.
    pub changes_facts: bool,
    edit: Edit,
}

impl OurMutation {
    /// Returns the document after the mutation.
    pub fn apply(&self, doc: &Json) -> Json {
        let mut doc = doc.clone();
        self.apply_to(&mut doc);
        doc
    }

    /// Applies the mutation to a document, which may contain other mutations.
    pub fn apply_to(&self, doc: &mut Json) {
        self.edit.apply(doc, &self.pointer);
    }
}
