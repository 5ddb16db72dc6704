//! The workspace's own tasks: from the OpenAPI document to the generated code, and the checks around it.

#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a tool of this workspace, which talks to people; what it does is documented by module and by --help"
)]

pub mod cli;
pub mod commands;
