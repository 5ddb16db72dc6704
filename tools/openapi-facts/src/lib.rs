//! Reads untrusted OpenAPI documents, extracts wire facts from them, compares two sets of facts and reports the changes.
//!
//! - [`source`]: reads an untrusted document from a file or a URL, within limits.
//! - [`fact`], [`facts`]: statements about the wire format, one per line; [`api_model`] builds a model from them.
//! - [`diff`]: the changes between two sets of facts, their consequences, and the report.
//! - [`sanitize`]: escapes text of a document for each output format.
//! - [`strip`](mod@strip): removes prose and example texts from a document, for fixtures.
//! - [`json`], [`schema`]: JSON values, and schemas with resolved references.
//! - [`object_kind`]: the kinds of objects of a document, and what each member holds.

#![allow(
    missing_docs,
    reason = "an unpublished tool of this workspace, documented per module"
)]

pub mod align;
pub mod api_model;
mod data_text;
pub mod diff;
pub mod fact;
pub mod facts;
pub mod json;
mod media_type;
pub mod object_kind;
mod remainder;
pub mod sanitize;
pub mod schema;
mod schema_node;
pub mod source;
pub mod strip;
