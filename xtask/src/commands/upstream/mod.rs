//! `cargo xtask upstream`: compares our document with the vendor's, and updates it.

pub mod acknowledge;
pub mod adopt;
pub mod diff;
pub mod fetch;
pub mod import;
pub mod pr_body;
mod progress;
pub mod strip;
pub mod verify;

use std::io::{self, Write};
use std::process::ExitCode;

use openapi_facts::sanitize::terminal_line;
use partna_codegen::adopt::Adoption;
use partna_codegen::layout::Layout;

#[derive(clap::Subcommand)]
pub enum Command {
    /// Check that every difference between partna.json and the vendor's facts is declared
    ///
    /// Works offline. Every fact that only one document states must match exactly one entry of openapi/deviations.toml. Every
    /// entry must match a fact, and may cover only facts of its reason.
    Verify(verify::Args),
    /// Report the changes of the vendor's document, and their effects
    ///
    /// Reports effects on callers in production and on Rust code that uses these bindings. Changes that affect money and keys are
    /// listed first. Each change has a fingerprint for `upstream acknowledge`.
    Diff(diff::Args),
    /// Update our document to the vendor's, and generate the code again
    ///
    /// Applies the vendor's changes to our document, and keeps names, texts, deviations and safety data. Open questions are
    /// recorded in the document as `x-partna-todo`. The command is idempotent: if it is interrupted, run it again to complete it.
    Adopt(adopt::Args),
    /// Create a document and a client from a vendor's document, without review
    Import(import::Args),
    /// Record that changes were reviewed and need no action
    Acknowledge(acknowledge::Args),
    /// Write a copy of the vendor's document, so that several commands use the same version
    Fetch(fetch::Args),
    /// Print the body of the pull request for a change of the vendor's document
    PrBody(pr_body::Args),
    /// Write the vendor's document without prose and example texts, as a test fixture
    ///
    /// Facts are unchanged. Prints the digest of the original and the number of facts, for tests/fixtures/vendor.toml.
    Strip(strip::Args),
}

/// Runs a command.
pub fn run(layout: &Layout, command: &Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Verify(args) => verify::run(layout, args)?,
        Command::Diff(args) => return diff::run(layout, args),
        Command::Adopt(args) => adopt::run(layout, args)?,
        Command::Import(args) => import::run(layout, args)?,
        Command::Acknowledge(args) => acknowledge::run(layout, args)?,
        Command::Fetch(args) => fetch::run(args)?,
        Command::PrBody(args) => pr_body::run(layout, args)?,
        Command::Strip(args) => strip::run(args)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints a text. A closed pipe is not an error, because a reader such as `head` may close it early.
fn print(text: &str) -> anyhow::Result<()> {
    match writeln!(io::stdout(), "{text}") {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Prints the notes about examples of an adoption, the open questions, and the omitted parts.
fn print_open(adoption: &Adoption) {
    for line in &adoption.examples {
        println!("example: {}", terminal_line(line));
    }
    for line in &adoption.questions {
        println!("open: {}", terminal_line(line));
    }
    for part in &adoption.omitted {
        println!("omitted: {}", terminal_line(&part.to_string()));
    }
}
