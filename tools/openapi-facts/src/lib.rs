//! OpenAPI documents as wire facts: reads a document safely, states what it says, compares two, and reports the difference.
//!
//! - [`source`]: reads a document from outside, within limits.
//! - [`fact`], [`facts`]: what a client must know of the wire, one fact a line; [`api_model`] puts facts together.
//! - [`diff`]: what changed between two sets of facts, what it means, and the report.
//! - [`sanitize`]: text of a document for each format that it is written into.
//! - [`strip`]: a document without prose and texts of examples, to be kept as a fixture.
//! - [`json`], [`schema`]: the document itself.

#![allow(
    missing_docs,
    reason = "a tool of this workspace; what it does is documented by module"
)]

pub mod api_model;
pub mod diff;
pub mod fact;
pub mod facts;
pub mod json;
pub mod sanitize;
pub mod schema;
pub mod source;
pub mod strip;
