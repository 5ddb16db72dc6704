//! From `openapi/partna.json` to the generated code, and from the vendor's document to `openapi/partna.json`.
//!
//! - [`lint`]: what in our document would generate wrong code or mislead a reader.
//! - [`generate`]: the generated files.
//! - [`adopt`]: our document brought along with the vendor's; [`workspace`] writes it.
//! - [`deviations`], [`verification`]: the declared differences between the two.
//! - [`report`], [`pull_request`], [`rust_names`]: what a change of the vendor's document means here.
//! - [`layout`]: where the files are; [`extensions`]: what our document adds to OpenAPI.

#![allow(
    missing_docs,
    reason = "a tool of this workspace; what it does is documented by module"
)]

pub mod adopt;
pub mod adopted;
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
pub mod names;
pub mod open_enums;
pub mod pull_request;
pub mod report;
pub mod rust_names;
pub mod scopes;
pub mod source;
pub mod verification;
pub mod workspace;
