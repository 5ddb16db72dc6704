//! The wire facts of an OpenAPI document.
//!
//! A fact is one statement about the wire format, written on one line. Prose, component names and examples are not facts,
//! so two documents that describe the same API have the same facts.
//!
//! ```text
//! server https://api.example.com/v4
//! scheme x-api-key apiKey in header x-api-key
//! GET /phone
//! GET /phone security authorization|x-api-key+x-api-user
//! GET /phone query:country! string
//! GET /phone query:country =KE
//! POST /ramp content application/json
//! POST /ramp body! object
//! POST /ramp body.fromAmount number
//! GET /rate -> 200
//! GET /rate -> 200 content application/json
//! GET /rate -> 200.data.rate.*.key string
//! ```
//!
//! `!` means required, `[]` the items of an array, `.*` the values of a map, `?` after a type nullable, `any` no type.
//!
//! Notes are lines of the same form, for statements that our document need not contain: bounds, formats, defaults,
//! deprecation, response headers. `upstream verify` ignores notes. A diff of two documents reports their changes.
//!
//! ```text
//! GET /phone ~deprecated true
//! POST /ramp body.rampReference ~maxLength 32
//! GET /phone -> 200 ~header x-request-id string
//! ```

use std::collections::BTreeSet;

use anyhow::{Context, bail};

use crate::fact::Fact;
use crate::json::{self, Json};
use crate::remainder::{Leaf, Remainder};
use crate::sanitize;
use crate::schema;

mod merged;
mod operation_facts;
mod schema_facts;
mod schema_position;
pub mod security;
mod server;

use operation_facts::OperationCollector;

pub use crate::fact::{METHODS, is_note, operation, segment, split};
pub use merged::with_merged_alternatives;

/// A sorted set of facts.
pub type Facts = BTreeSet<String>;

/// Returns the facts of a document in the form in which our document is compared with the vendor's: without notes, and
/// with the alternatives of each schema merged.
pub fn of(doc: &Json) -> anyhow::Result<Facts> {
    Ok(with_merged_alternatives(&with_notes(doc)?))
}

/// Returns the facts and the notes of a document.
pub fn with_notes(doc: &Json) -> anyhow::Result<Facts> {
    let version = doc.text("openapi").unwrap_or("");
    if !version.starts_with("3.") {
        bail!(
            "the document: the key `openapi` is missing or is not 3.x; use an OpenAPI 3 document"
        );
    }
    let paths = doc
        .get("paths")
        .and_then(Json::as_object)
        .context("the document: `paths` is missing; add it")?;
    let mut collector = Collector::new(doc);
    collector.add_document()?;
    for (path, item) in paths {
        if path.starts_with("x-") {
            let leaves = collector.remainder.member(path, item)?;
            collector.add_document_notes("/paths", leaves);
            continue;
        }
        let parts = path_item_parts(doc, item)?;
        for (key, value) in parts.iter().flat_map(|part| part.entries()) {
            if !PATH_ITEM_KEYWORDS.contains(&key) && !METHODS.contains(&key) {
                let leaves = collector.remainder.member(key, value)?;
                collector.add_document_notes(&json::join("/paths", path), leaves);
            }
        }
        for method in METHODS {
            let operation = parts.iter().rev().find_map(|part| part.get(method));
            if let Some(operation) = operation {
                let name = format!("{} {}", method.to_uppercase(), sanitize::fact_path(path));
                OperationCollector::new(&mut collector, &name)
                    .add(&parts, operation)
                    .with_context(|| name.clone())?;
            }
        }
    }
    Ok(collector.facts)
}

/// Returns the objects that a path item consists of: the target of its reference, if there is one, and the path item
/// itself. Members of the path item override members of the target.
fn path_item_parts<'a>(doc: &'a Json, item: &'a Json) -> anyhow::Result<Vec<&'a Json>> {
    let mut parts = vec![item];
    if item.text("$ref").is_some() {
        parts.insert(0, schema::resolve(doc, item)?);
    }
    Ok(parts)
}

/// The keywords of a path item that need no note, because facts of its operations cover them. The methods are handled
/// separately.
const PATH_ITEM_KEYWORDS: [&str; 3] = ["$ref", "parameters", "servers"];

/// The keywords of a document that need no note: facts cover them, or they have no effect on the wire (`info` and
/// `openapi`).
const DOCUMENT_KEYWORDS: [&str; 6] = [
    "components",
    "info",
    "openapi",
    "paths",
    "security",
    "servers",
];

struct Collector<'a> {
    doc: &'a Json,
    remainder: Remainder<'a>,
    facts: Facts,
    /// The servers of the document.
    servers: BTreeSet<server::Server>,
}

impl<'a> Collector<'a> {
    fn new(doc: &'a Json) -> Self {
        Self {
            doc,
            remainder: Remainder::new(doc),
            facts: Facts::new(),
            servers: BTreeSet::new(),
        }
    }

    fn add(&mut self, fact: Fact) {
        self.facts.insert(fact.line());
    }

    /// Adds the statements about the whole document.
    fn add_document(&mut self) -> anyhow::Result<()> {
        self.servers = server::all(&mut self.remainder, self.doc.list("servers"))?;
        for server in self.servers.clone() {
            self.add_document_notes(&server.pointer(), server.leaves);
            self.add(Fact::Server(server.url));
        }
        let schemes = self.doc.at(&["components", "securitySchemes"]);
        for (name, scheme) in schemes.into_iter().flat_map(Json::entries) {
            let scheme = schema::resolve(self.doc, scheme)?;
            let definition = security::definition(scheme);
            let pointer = json::join("/components/securitySchemes", name);
            self.add_remainder(&pointer, scheme, &security::SCHEME_KEYWORDS)?;
            let name = name.to_owned();
            self.add(Fact::Scheme { name, definition });
        }
        self.add_remainder("", self.doc, &DOCUMENT_KEYWORDS)
    }

    /// Adds notes of the document: one for each value in `object`, except in members that `covered` lists.
    fn add_remainder(
        &mut self,
        pointer: &str,
        object: &'a Json,
        covered: &[&str],
    ) -> anyhow::Result<()> {
        let leaves = self.remainder.members_except(covered, object)?;
        self.add_document_notes(pointer, leaves);
        Ok(())
    }

    fn add_document_notes(&mut self, pointer: &str, leaves: Vec<Leaf>) {
        for leaf in leaves {
            let (keyword, value) = leaf.note(pointer);
            self.add(Fact::Note { keyword, value });
        }
    }
}

#[cfg(test)]
mod tests;
