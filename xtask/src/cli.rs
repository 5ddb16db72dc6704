//! The command line.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{CommandFactory, Parser, Subcommand};
use openapi_facts::sanitize::terminal_lines;
use openapi_facts::source::UnusableDocument;
use partna_codegen::layout::Layout;

use crate::commands::{ci, cycles, facts, generate, language, lint, package, soak, upstream};

/// The exit status of errors.
const EXIT_ERROR: u8 = 1;
/// The exit status for a document that is not usable, so that workflows can distinguish it from other errors.
const EXIT_UNUSABLE_DOCUMENT: u8 = 30;

/// The tasks of this workspace
///
/// The generated code is derived from openapi/partna.json. To change the code, edit the document, run `cargo xtask generate` and
/// `cargo test --workspace`, review the snapshots that changed, and commit the document, the code and the snapshots together.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run all checks that must pass before a merge
    ///
    /// Checks formatting, the document and its deviations from the vendor's, generated files, module cycles, language, spelling
    /// (if typos is installed), clippy, docs and dependencies (needs cargo-deny), and runs the tests. Stops at the first failure.
    #[command(after_help = "EXAMPLES:\n  cargo xtask ci")]
    Ci,
    /// Find modules that use one another in a cycle
    ///
    /// Modules form layers: a file uses only files of lower layers. Prints the files of each cycle, and fails if there are any.
    Cycles(cycles::Args),
    /// Print the wire facts of an OpenAPI document, one per line, sorted
    ///
    /// A fact is a part of the document that affects requests or responses, such as `GET /rate -> 200.data object`. Descriptions
    /// and examples are not facts.
    Facts(facts::Args),
    /// Write or check the code that is generated from openapi/partna.json
    ///
    /// Writes the client, the methods of `Partna`, the operation table, the document as a constant, the open enums, two lists for
    /// tests, and two pages of the documentation. The files are committed, so that users need no generator and reviews show each
    /// change.
    Generate(generate::Args),
    /// Find retired words and constructions in prose and names
    ///
    /// Checks documentation, comments, strings, names and Markdown of the hand-written files that git tracks. The patterns and
    /// their replacements are in tools/plain-english/rules.toml. exemptions.toml in the same directory lists at most 20
    /// exceptions.
    Language(language::Args),
    /// Find problems in openapi/partna.json that would generate wrong code or mislead a reader
    ///
    /// Prints each finding with its JSON pointer and its fix. Open questions of an adoption are listed too.
    Lint(lint::Args),
    /// Package the published crates, and build the packages outside the workspace, as users would
    ///
    /// Each package must contain its README and both licences, and must build and document from its own files only.
    Package(package::Args),
    /// Run the long forms of the test suites, and checks that need more tools
    ///
    /// Takes several minutes. `cargo test` runs short forms of the same suites with the same seeds. Without arguments all suites
    /// run.
    Soak(soak::Args),
    /// Compare our document with the vendor's, and update it
    #[command(subcommand)]
    Upstream(upstream::Command),
}

/// Runs the command line, and prints an error and its causes.
pub fn main() -> ExitCode {
    match run(&Cli::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{}", terminal_lines(&format!("error: {error:#}"), "  "));
            let is_unusable_document = error.downcast_ref::<UnusableDocument>().is_some();
            ExitCode::from(if is_unusable_document {
                EXIT_UNUSABLE_DOCUMENT
            } else {
                EXIT_ERROR
            })
        }
    }
}

/// Returns the definition of the command line, from which the help texts are rendered.
pub fn definition() -> clap::Command {
    Cli::command()
}

/// Checks that a command line is valid. `words` are the arguments after `cargo xtask`.
pub fn accepts(words: &[&str]) -> Result<(), String> {
    let line = std::iter::once("cargo xtask").chain(words.iter().copied());
    Cli::try_parse_from(line)
        .map(drop)
        .map_err(|error| error.to_string())
}

/// Returns the root of the workspace in which this crate was built.
pub fn root() -> anyhow::Result<PathBuf> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let root = here
        .parent()
        .context("xtask: the crate is not in a workspace directory")?;
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
