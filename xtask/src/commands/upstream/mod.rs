//! `cargo xtask upstream`: the vendor's document, and ours beside it.

pub mod acknowledge;
pub mod adopt;
pub mod diff;
pub mod fetch;
pub mod import;
pub mod pr_body;
pub mod strip;
pub mod verify;

use std::io::{self, Write};
use std::process::ExitCode;

use openapi_facts::sanitize::terminal_line;
use partna_codegen::adopt::Adoption;
use partna_codegen::layout::Layout;

#[derive(clap::Subcommand)]
pub enum Command {
    /// Prove that partna.json is the vendor's facts, give or take declared deviations
    ///
    /// Offline. Every vendor fact has to be in partna.json or match exactly one entry of deviations.toml, every fact that
    /// partna.json adds likewise, every entry has to match something, and may only cover what its reason names.
    Verify(verify::Args),
    /// Say what changed in the vendor's document, and what it means
    ///
    /// For callers in production, for Rust code built against these bindings, and for money and keys, which come first.
    /// Each change has a fingerprint, by which it can be acknowledged.
    Diff(diff::Args),
    /// Bring our document along with the vendor's, and the code with it
    ///
    /// What moved at the vendor's moves in ours; names, words, deviations and safety data stay. What needs a person goes
    /// into the document as `x-partna-todo`. Twice changes nothing; interrupted, the same command finishes it.
    Adopt(adopt::Args),
    /// Make a document and a client of a vendor's document, from nothing and with nobody in between
    Import(import::Args),
    /// Note that somebody looked at changes, and that nothing has to be done about them
    Acknowledge(acknowledge::Args),
    /// Keep a copy of the vendor's document, so that several commands see the same
    Fetch(fetch::Args),
    /// Print the body of the pull request that brings a change in
    PrBody(pr_body::Args),
    /// Write the vendor's document without prose and texts of examples, as the tests use it
    ///
    /// Facts stay as they are. Prints the digest of the original and the number of facts, for tests/fixtures/vendor.toml.
    Strip(strip::Args),
}

/// Runs one of the commands.
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

/// Prints a text. Whoever reads it may have seen enough, as `head` does.
fn print(text: &str) -> anyhow::Result<()> {
    match writeln!(io::stdout(), "{text}") {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Prints what an adoption left open.
fn print_open(adoption: &Adoption) {
    for line in &adoption.examples {
        println!("example: {}", terminal_line(line));
    }
    for line in &adoption.questions {
        println!("open: {}", terminal_line(line));
    }
}
