//! Updates our document after changes of the vendor's document, and creates new documents for imports.
//!
//! The vendor's current document is compared with the last adopted version, place by place. In our document, only the
//! places that the vendor changed are updated. All other names, texts, deviations and safety data that people wrote are
//! kept.
//!
//! - `schema_from_facts.rs`: builds schemas from facts, with a safe default for every open question.
//! - `fields.rs`: batch changes of the fields of one object.
//! - `merge.rs`, `operations.rs`, `new_operation.rs`: apply changed and added parts to our document.
//! - `components.rs`: inlines components where they are used, and restores them under names.
//! - `finalize.rs`: updates look-ups, tags and open questions, after the components are restored.
//! - `empty_successes.rs`: records the success responses without content.
//! - `encodings.rs`: the encodings of parameters and of the fields of forms.
//! - `examples.rs`: makes examples valid for their schemas.
//! - `declare.rs`: sets the names of enum variants, and declares the differences from the vendor's document.
//! - `transaction.rs`: writes all files, or none.

mod adopter;
pub mod components;
pub mod declare;
mod empty_successes;
mod encodings;
pub mod examples;
mod fields;
mod finalize;
pub mod merge;
mod new_operation;
pub mod omitted;
pub mod operations;
pub mod schema_from_facts;
mod success;
pub mod transaction;
mod wire_form;

use anyhow::Context;
use openapi_facts::align::align;
use openapi_facts::api_model::ApiModel;
use openapi_facts::facts::{self, Facts};
use openapi_facts::json::{Json, Map};

use crate::document::canonical;
use crate::extensions::{ASSUMED, TODO};
use crate::progress::{OnProgress, ProgressStep, ignore};
use crate::source::Differences;
pub use omitted::Omitted;

/// How open questions are handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenQuestionPolicy {
    /// Record each question in the document, so that a person decides.
    Record,
    /// Apply the safe default of each question, and list the questions.
    UseDefaults,
}

impl OpenQuestionPolicy {
    /// Returns the name of the extension that records an open question.
    pub fn extension(self) -> &'static str {
        match self {
            OpenQuestionPolicy::Record => TODO,
            OpenQuestionPolicy::UseDefaults => ASSUMED,
        }
    }
}

/// The result of an adoption.
pub struct Adoption {
    pub doc: Json,
    /// The facts and notes of the vendor's document, aligned with the old facts.
    pub vendor_facts: Facts,
    /// The questions that a person has to decide, as `GET /a: effect: …`.
    pub questions: Vec<String>,
    /// The operations and parts of operations that the document omits.
    pub omitted: Vec<Omitted>,
    /// The vendor's examples that were omitted or changed, with the reason.
    pub examples: Vec<String>,
}

/// Returns a document without operations.
pub fn empty_document() -> Json {
    let mut doc = Map::new();
    let text = |text: &str| Json::from(text);
    doc.insert("openapi".into(), text("3.0.3"));
    let info = [
        ("title", "An imported API"),
        (
            "description",
            "Derived from the vendor's document by rule. Names and descriptions are generated and not reviewed.",
        ),
        ("version", "1.0.0"),
    ];
    doc.insert(
        "info".into(),
        Json::Object(
            info.iter()
                .map(|(key, value)| ((*key).to_owned(), text(value)))
                .collect(),
        ),
    );
    doc.insert("servers".into(), Json::Array(Vec::new()));
    doc.insert("security".into(), Json::Array(Vec::new()));
    doc.insert("tags".into(), Json::Array(Vec::new()));
    doc.insert("paths".into(), Json::Object(Map::new()));
    let mut schemas = Map::new();
    schemas.insert("ApiError".into(), schema_from_facts::api_error());
    let mut components = Map::new();
    components.insert("schemas".into(), Json::Object(schemas));
    components.insert("securitySchemes".into(), Json::Object(Map::new()));
    doc.insert("components".into(), Json::Object(components));
    Json::Object(doc)
}

/// Updates `ours` with the vendor's changes from `old` to `vendor`.
///
/// # Errors
///
/// [`UnusableDocument`](crate::source::UnusableDocument) if the number or size of the added and removed facts exceeds
/// the limit. Other errors if our document cannot be updated.
pub fn adopt(
    ours: &Json,
    old: &Facts,
    vendor: &Json,
    open_questions: OpenQuestionPolicy,
) -> anyhow::Result<Adoption> {
    adopt_with_progress(ours, old, vendor, open_questions, &mut ignore)
}

/// Like [`adopt`], and reports each step to `on_progress`.
///
/// # Errors
///
/// The errors of [`adopt`].
pub fn adopt_with_progress<'a>(
    ours: &Json,
    old: &Facts,
    vendor: &'a Json,
    open_questions: OpenQuestionPolicy,
    on_progress: &'a mut OnProgress<'a>,
) -> anyhow::Result<Adoption> {
    on_progress(ProgressStep::Facts);
    let vendor_facts = align(old, &facts::with_notes(vendor)?);
    let new = facts::with_merged_alternatives(&vendor_facts);
    // The time of the following steps depends on the number of changed facts, so a document with too many changes is
    // rejected first.
    let old_facts = facts::with_merged_alternatives(old);
    Differences::between(&old_facts, &new).check_budget()?;
    let (mut before, after) = (model(&old_facts, old), model(&new, &vendor_facts));
    let mut doc = ours.clone();
    operations::follow_moved_paths(&mut doc, &mut before, &after)?;
    let mut adopter = adopter::Adopter::new(vendor, open_questions, on_progress);
    if before != after {
        let mut expanded = components::inline(&doc)?;
        adopter.update_operations(&mut expanded, &before, &after)?;
        (adopter.on_progress)(ProgressStep::Components);
        doc = components::restore(expanded, &doc)?;
        adopter.finalize(&mut doc, &after)?;
    }
    Ok(Adoption {
        omitted: Omitted::list(&doc),
        doc: canonical(&doc),
        vendor_facts,
        questions: adopter.questions(),
        examples: adopter.notes,
    })
}

/// Returns a model of the facts that our document can represent. Our document has no servers for single operations.
fn model(merged: &Facts, facts: &Facts) -> ApiModel {
    let mut model = ApiModel::of(merged);
    encodings::add(&mut model, facts);
    for operation in model.operations.values_mut() {
        operation.servers.clear();
    }
    model
}

/// Returns a member of an object, and creates it if it is missing.
pub(crate) fn member<'a>(map: &'a mut Json, key: &str) -> anyhow::Result<&'a mut Map> {
    map.as_object_mut()
        .with_context(|| {
            format!(
                "cannot add `{key}`: the document has another value where an object is expected"
            )
        })?
        .entry(key.to_owned())
        .or_insert_with(|| Json::Object(Map::new()))
        .as_object_mut()
        .with_context(|| format!("`{key}` is not an object"))
}

/// Creates an object from entries.
pub(crate) fn object<const N: usize>(entries: [(&str, Json); N]) -> Json {
    Json::Object(
        entries
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    )
}

/// Creates an array of texts.
pub(crate) fn texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> Json {
    Json::Array(texts.into_iter().map(Json::from).collect())
}
