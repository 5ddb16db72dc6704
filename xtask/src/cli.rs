//! The command line.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Parser, Subcommand};
use openapi_facts::sanitize::terminal_lines;
use openapi_facts::source::Unreadable;
use partna_codegen::layout::Layout;

use crate::commands::{ci, cycles, facts, generate, language, lint, package, soak, upstream};

/// The tasks of this workspace.
///
/// openapi/partna.json is the one source of the generated code. Change it, run `cargo xtask generate`, review the
/// snapshots that fail, and commit all three together.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run everything that gates a landing
    ///
    /// Format, lint of the document, the vendor's facts, generated files, clippy, docs, dependencies (needs cargo-deny),
    /// spelling (if typos is installed) and the README's test command. Stops at the first that fails.
    Ci,
    /// Find modules that use one another in a cycle
    ///
    /// Modules form layers: a file uses what is below it. A few crates have known cycles, whose number may only fall.
    Cycles(cycles::Args),
    /// Print the wire facts of an OpenAPI document, one a line, sorted
    Facts(facts::Args),
    /// Write the code that is made from openapi/partna.json, or check it
    ///
    /// Seven files: the client (progenitor's, reshaped), its methods on `Partna`, the operation table, the document as a constant,
    /// the open enums, and for the drift net the list of types and a call for each operation. They are committed, so that users need no generator and reviews see what moves.
    Generate(generate::Args),
    /// Find retired words and constructions in prose and names
    ///
    /// Checks documentation, comments, strings, names and Markdown of the hand-written files that git tracks. The table of
    /// patterns and replacements is tools/plain-english/rules.toml; exemptions.toml beside it lists at most 20 exceptions.
    Language(language::Args),
    /// Find what in openapi/partna.json would generate wrong code or mislead a reader
    ///
    /// Each finding comes with its JSON pointer and what to do about it.
    Lint(lint::Args),
    /// Pack the published crates, and build them outside the workspace as users would
    ///
    /// Each package must hold its README and both licences, and must build and document from its own files alone.
    Package(package::Args),
    /// Run the heavy forms of the suites, and mutants through the compiler
    ///
    /// Takes some minutes. `cargo test` runs small forms of the same suites with the same seeds.
    Soak(soak::Args),
    /// Compare our document with the vendor's
    #[command(subcommand)]
    Upstream(upstream::Command),
}

/// Runs the command line, and prints what went wrong with all its causes.
pub fn main() -> ExitCode {
    match run(&Cli::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{}", terminal_lines(&format!("error: {error:#}"), "  "));
            // So that a workflow can tell a document which cannot be read from anything else.
            let unreadable = error.downcast_ref::<Unreadable>().is_some();
            ExitCode::from(if unreadable { 30 } else { 1 })
        }
    }
}

/// Whether a command line is one of ours, without its leading `cargo xtask`.
pub fn accepts(words: &[&str]) -> Result<(), String> {
    let line = std::iter::once("cargo xtask").chain(words.iter().copied());
    Cli::try_parse_from(line)
        .map(drop)
        .map_err(|error| error.to_string())
}

/// The root of the workspace: where this crate was built from.
pub fn root() -> anyhow::Result<PathBuf> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let root = here.parent().context("xtask lies in no workspace")?;
    Ok(root.to_owned())
}

fn run(cli: &Cli) -> anyhow::Result<ExitCode> {
    let layout = Layout::new(root()?);
    match &cli.command {
        Command::Ci => ci::run(&layout)?,
        Command::Cycles(args) => cycles::run(layout.root(), args)?,
        Command::Facts(args) => facts::run(&layout, args)?,
        Command::Generate(args) => generate::run(&layout, args)?,
        Command::Language(args) => language::run(layout.root(), args)?,
        Command::Lint(args) => lint::run(&layout, args)?,
        Command::Package(args) => package::run(layout.root(), args)?,
        Command::Soak(args) => soak::run(layout.root(), args)?,
        Command::Upstream(command) => return upstream::run(&layout, command),
    }
    Ok(ExitCode::SUCCESS)
}
