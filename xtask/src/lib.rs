//! The tasks of this workspace: code generation from the OpenAPI document, and checks.

#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "an internal command-line tool, documented by module and by --help"
)]

pub mod cli;
pub mod commands;
