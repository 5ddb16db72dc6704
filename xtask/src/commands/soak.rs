//! `cargo xtask soak`: the heavy forms of the suites, with the same seeds as in `cargo test`, and checks that need more tools or
//! more time than a landing has.

mod features;
mod portability;

use std::path::Path;

use clap::ValueEnum;
use partna_codegen::cargo::cargo;

use super::ci::step;
use super::package;

#[derive(clap::Args)]
#[command(after_help = "EXAMPLES:\n  cargo xtask soak\n  cargo xtask soak drift hostile")]
pub struct Args {
    /// Run these suites alone
    suites: Vec<Suite>,
}

/// The suites, in the order in which they run.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Suite {
    /// Every mutation of our document, at every site
    Mutation,
    /// Amounts, fifty times as many
    Amounts,
    /// Rotations that are interrupted at every step, many times
    Crash,
    /// The ledger of the sandbox under ten times as many operations
    SandboxBooks,
    /// Every change of the vendor's document, at every site
    Drift,
    /// A hundred thousand corrupt documents
    Hostile,
    /// Imports of the vendor's documents, and their adoption in order
    History,
    /// What cargo-semver-checks reports for adopted changes
    Semver,
    /// Mutants through the compiler
    Mutants,
    /// A crate that uses ours beside an earlier progenitor-client
    DependentCrate,
    /// The webhook examples in Python and Node
    OtherLanguages,
    /// The sandbox against the document, by schemathesis
    Contract,
    /// Combinations of features of the published crates
    Features,
    /// The published crates, built from their packages
    Package,
    /// Every target, checked for Windows
    Windows,
    /// Every target, checked with the lowest versions that the manifests allow
    MinimalVersions,
}

/// Runs every suite, or those that are named, and prints how long each took.
pub fn run(root: &Path, args: &Args) -> anyhow::Result<()> {
    for suite in Suite::value_variants() {
        if !args.suites.is_empty() && !args.suites.contains(suite) {
            continue;
        }
        let value = suite.to_possible_value();
        let name = value.as_ref().map_or("", |value| value.get_name());
        step(name, || suite.run(root, name))?;
    }
    Ok(())
}

impl Suite {
    fn run(self, root: &Path, name: &str) -> anyhow::Result<()> {
        match self {
            Self::Drift | Self::Hostile | Self::Mutation => {
                tests(root, DRIFT_NET, "drift_net", name)
            }
            Self::Amounts => tests(root, "partna-client", "client", name),
            Self::Crash => tests(root, "partna-tests", "workspace", name),
            Self::SandboxBooks => tests(root, "partna-sandbox", "sandbox", "books"),
            Self::Contract
            | Self::DependentCrate
            | Self::History
            | Self::Mutants
            | Self::Semver => program(root, name),
            Self::OtherLanguages => other_languages(root),
            Self::Features => features::run(root),
            Self::Package => package::run(root, &package::Args::default()),
            Self::Windows => portability::windows(root),
            Self::MinimalVersions => portability::minimal_versions(root),
        }
    }
}

/// Runs a suite that is a module of a package's tests.
fn tests(root: &Path, package: &str, test: &str, module: &str) -> anyhow::Result<()> {
    let mut arguments = vec!["test", "--quiet", "--package", package, "--test", test];
    // Those of documents do nothing but compute, and a lot of it.
    if package == DRIFT_NET {
        arguments.push("--release");
    }
    let filter = format!("{module}::");
    arguments.extend(["--", "--nocapture", &filter]);
    cargo(root, &arguments, &[("PARTNA_SOAK", "1")])
}

/// The test skips a language that is not installed, unless it is required.
fn other_languages(root: &Path) -> anyhow::Result<()> {
    let mut arguments = vec!["test", "--quiet", "--package", "partna-sandbox"];
    arguments.extend(["--test", "sandbox", "other_languages::"]);
    cargo(root, &arguments, &[("PARTNA_REQUIRE_LANGUAGES", "1")])
}

/// Runs a suite that is a program of its own.
fn program(root: &Path, name: &str) -> anyhow::Result<()> {
    let mut arguments = vec!["run", "--quiet", "--package", DRIFT_NET, "--bin", "soak"];
    arguments.extend(["--", name]);
    cargo(root, &arguments, &[])
}

/// The crate of the suites about documents.
const DRIFT_NET: &str = "partna-drift-net";
