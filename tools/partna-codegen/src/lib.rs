//! Generates code from `openapi/partna.json`, and updates `openapi/partna.json` from the vendor's document.
//!
//! - [`lint`]: finds parts of our document that would generate wrong code or mislead a reader.
//! - [`generate`]: generates code.
//! - [`adopt`]: updates our document after changes of the vendor's; [`workspace`] writes it.
//! - [`deviations`], [`verification`]: check the declared differences between our document and the vendor's.
//! - [`report`], [`pull_request`], [`rust_names`]: describe the effects of a change of the vendor's document.
//! - [`layout`]: the paths of the files; [`extensions`]: the keys that our document adds to OpenAPI.

#![allow(missing_docs, reason = "an internal tool, documented by module")]

pub mod adopt;
pub mod cargo;
pub mod deviation_kinds;
pub mod deviations;
pub mod document;
pub mod extensions;
pub mod fs;
pub mod generate;
pub mod generated_files;
pub mod layout;
pub mod lint;
pub mod media;
pub mod names;
pub mod open_enums;
pub mod parameters;
pub mod progress;
pub mod pull_request;
pub mod report;
pub mod rust_names;
pub mod scopes;
pub mod source;
pub mod upstream_facts;
pub mod verification;
pub mod workspace;
