//! The workspace's own tasks: from the OpenAPI document to the generated code, and the checks around it.

#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a tool of this workspace, which talks to people; what it does is documented by module and by --help"
)]

pub mod adopt;
pub mod ci;
pub mod cli;
pub mod commands {
    pub mod facts;
}
pub mod contract;
pub mod deviations;
pub mod diff;
pub mod drifts;
pub mod fresh;
pub mod generate;
pub mod history;
pub mod hostile;
pub mod inventory;
pub mod judge;
pub mod lint;
pub mod mutants;
pub mod nets;
pub mod public_api;
pub mod reasons;
pub mod schemathesis;
pub mod semver;
pub mod soak;
pub mod source;
pub mod upstream;

pub use openapi_facts::{facts, json, sanitize, schema};
