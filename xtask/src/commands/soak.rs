//! `cargo xtask soak`: the long forms of the suites, with the same seeds as in `cargo test`, and checks that need more tools or
//! more time than `cargo xtask ci` has.

mod features;
mod portability;

use std::path::Path;

use clap::ValueEnum;
use partna_codegen::cargo::cargo;

use super::ci::step;
use super::package;

#[derive(clap::Args)]
#[command(
    after_help = "EXAMPLES:\n  cargo xtask soak\n  cargo xtask soak vendor_mutations corrupt_inputs"
)]
pub struct Args {
    /// Run only these suites [default: all]
    suites: Vec<Suite>,
}

/// The suites, in the order in which they run.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Suite {
    /// Every mutation of our document, at every site
    OurMutations,
    /// The tests of amounts, with fifty times as many amounts
    Amounts,
    /// Rotations that are interrupted at every step, repeated many times
    Crash,
    /// The ledger of the sandbox, with ten times as many operations
    SandboxBooks,
    /// Every change of the vendor's document, at every site
    VendorMutations,
    /// A hundred thousand corrupt documents
    CorruptInputs,
    /// Sixty thousand random edits of documents: each is reported, or has no effect on the wire
    Completeness,
    /// Imports of the vendor's documents, and their adoption in order
    ImportReplay,
    /// Reports of cargo-semver-checks for adopted changes
    Semver,
    /// Mutations of our document, compiled
    CompiledMutations,
    /// A crate that depends on partna and on an earlier progenitor-client
    DependentCrate,
    /// The webhook examples in Python and Node
    OtherLanguages,
    /// Requests that schemathesis derives from the document, sent to the sandbox
    Schemathesis,
    /// Combinations of features of the published crates
    Features,
    /// The published crates, built from their packages
    Package,
    /// Every target, checked for Windows
    Windows,
    /// Every target, checked with the lowest dependency versions that the manifests allow
    MinimalVersions,
}

/// Runs every suite, or the selected ones, and prints the duration of each.
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
            Self::Completeness
            | Self::CorruptInputs
            | Self::OurMutations
            | Self::VendorMutations => tests(root, DRIFT_TESTS, "drift_tests", name),
            Self::Amounts => tests(root, "partna-client", "client", name),
            Self::Crash => tests(root, "partna-tests", "workspace", name),
            Self::SandboxBooks => tests(root, "partna-sandbox", "sandbox", "books"),
            Self::CompiledMutations
            | Self::DependentCrate
            | Self::ImportReplay
            | Self::Schemathesis
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
    // These suites are CPU-bound.
    if package == DRIFT_TESTS {
        arguments.push("--release");
    }
    let filter = format!("{module}::");
    arguments.extend(["--", "--nocapture", &filter]);
    cargo(root, &arguments, &[("PARTNA_SOAK", "1")])
}

/// Runs the webhook examples in all languages. By default, the test skips a language that is not installed; here it
/// fails.
fn other_languages(root: &Path) -> anyhow::Result<()> {
    let mut arguments = vec!["test", "--quiet", "--package", "partna-sandbox"];
    arguments.extend(["--test", "sandbox", "other_languages::"]);
    cargo(root, &arguments, &[("PARTNA_REQUIRE_LANGUAGES", "1")])
}

/// Runs a suite that is a separate program.
fn program(root: &Path, name: &str) -> anyhow::Result<()> {
    let mut arguments = vec!["run", "--quiet", "--package", DRIFT_TESTS, "--bin", "soak"];
    arguments.extend(["--", name]);
    cargo(root, &arguments, &[])
}

/// The crate of the suites about documents.
const DRIFT_TESTS: &str = "partna-drift-tests";
