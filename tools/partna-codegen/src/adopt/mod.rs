//! Bringing our document along when the vendor's moves, and making one from nothing.
//!
//! What the vendor says now is compared with what it said when last adopted, place by place, and only what moved is
//! changed in ours. So names, words, deviations and safety data that people wrote stay where they are.
//!
//! - `schema_from_facts.rs`: from facts to schemas, with a safe default for every open question.
//! - `fields.rs`: the fields of one object, changed together.
//! - `merge.rs`, `operations.rs`, `added.rs`: what moved and what is new, carried over into ours.
//! - `components.rs`: components written out where they are used, and put back under names.
//! - `finalize.rs`: look-ups, tags and open questions, once components have their names.
//! - `examples.rs`: examples that fit what is there now.
//! - `declare.rs`: the differences that remain, declared.
//! - `transaction.rs`: all of it written, or none.

mod adopter;
pub mod components;
pub mod declare;
pub mod examples;
mod fields;
mod finalize;
pub mod merge;
mod new_operation;
pub mod operations;
pub mod schema_from_facts;
pub mod transaction;

use anyhow::Context;
use openapi_facts::api_model::ApiModel;
use openapi_facts::facts::{self, Facts};
use openapi_facts::json::{Json, Map};

use crate::document::canonical;
use crate::extensions::{ASSUMED, TODO};
use crate::source::Differences;

/// How open questions are dealt with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// They go into the document, for a person.
    Ask,
    /// The safe default stands, and they are listed.
    Assume,
}

impl Mode {
    pub fn key(self) -> &'static str {
        match self {
            Mode::Ask => TODO,
            Mode::Assume => ASSUMED,
        }
    }
}

/// What came of an adoption.
pub struct Adoption {
    pub doc: Json,
    /// What needs a person, as `GET /a: effect: …`.
    pub questions: Vec<String>,
    /// Examples of the vendor's that were left out or mended, with the reason.
    pub examples: Vec<String>,
}

/// A document without any operation.
pub fn empty() -> Json {
    let mut doc = Map::new();
    let text = |text: &str| Json::from(text);
    doc.insert("openapi".into(), text("3.0.3"));
    let info = [
        ("title", "An imported API"),
        (
            "description",
            "Lifted from the vendor's document by rule; nobody has named or described anything.",
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

/// Brings `ours` from what the vendor said (`old`) to what it says in `vendor`.
///
/// # Errors
///
/// [`Unreadable`](crate::source::Unreadable) if more is new or gone than is compared, and others where ours cannot be
/// brought along.
pub fn adopt(ours: &Json, old: &Facts, vendor: &Json, mode: Mode) -> anyhow::Result<Adoption> {
    let new = facts::of(vendor)?;
    // What follows compares each difference with others.
    let old_facts: Facts = old
        .iter()
        .filter(|fact| !facts::is_note(fact))
        .cloned()
        .collect();
    Differences::between(&old_facts, &new).check_budget()?;
    let (mut before, after) = (model(&old_facts), model(&new));
    let mut doc = ours.clone();
    operations::follow_moved_paths(&mut doc, &mut before, &after)?;
    let mut adopter = adopter::Adopter::new(vendor, mode);
    if before != after {
        let mut expanded = components::inline(&doc)?;
        adopter.update_operations(&mut expanded, &before, &after)?;
        doc = components::restore(expanded, &doc)?;
        adopter.finalize(&mut doc, &after)?;
    }
    Ok(Adoption {
        doc: canonical(&doc),
        questions: adopter.questions(),
        examples: adopter.notes,
    })
}

/// What our document can carry of these facts: it has no servers by operation.
fn model(facts: &Facts) -> ApiModel {
    let mut model = ApiModel::of(facts);
    for operation in model.operations.values_mut() {
        operation.servers.clear();
    }
    model
}

/// A member of an object, made if it is not there.
pub(crate) fn member<'a>(map: &'a mut Json, key: &str) -> anyhow::Result<&'a mut Map> {
    map.as_object_mut()
        .context("not an object")?
        .entry(key.to_owned())
        .or_insert_with(|| Json::Object(Map::new()))
        .as_object_mut()
        .with_context(|| format!("`{key}` is not an object"))
}

/// An object of texts.
pub(crate) fn object<const N: usize>(entries: [(&str, Json); N]) -> Json {
    Json::Object(
        entries
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    )
}

/// A list of texts.
pub(crate) fn texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> Json {
    Json::Array(texts.into_iter().map(Json::from).collect())
}
