//! Changes that a vendor could make to the document, each at every site where it applies: what the drift net has to catch.

mod components;
mod sites;

use openapi_facts::json::Json;

use crate::edit::Edit;

pub use sites::all;

/// A kind of edit.
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

/// What a edit belongs to, and so which lines may show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Operations, as `METHOD path`, before and after the edit.
    Operations(Vec<String>),
    /// A component, and through it every operation that reaches it.
    Component(String),
    /// A server, a tag, the document itself: its lines begin with this.
    Document(&'static str),
}

/// A edit at one site.
#[derive(Clone, Debug)]
pub struct OurMutation {
    pub kind: MutationKind,
    /// JSON pointer to what is changed.
    pub pointer: String,
    pub owner: Owner,
    /// What of the owner is changed, as the lines of the nets name it: ` query:page`, `.rateKey`, ` =NGN`, ` -> 404`.
    pub subject: String,
    /// Whether the facts of every operation concerned have to show it.
    pub changes_facts: bool,
    edit: Edit,
}

impl OurMutation {
    /// The document after the edit.
    pub fn apply(&self, doc: &Json) -> Json {
        let mut doc = doc.clone();
        self.apply_to(&mut doc);
        doc
    }

    /// Makes the edit in a document that may hold others already.
    pub fn apply_to(&self, doc: &mut Json) {
        self.edit.apply(doc, &self.pointer);
    }
}
