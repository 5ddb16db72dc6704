//! `cargo xtask soak`: the heavy forms of the suites: the same seeds as in `cargo test`, more of them, and mutants through
//! the compiler.

mod features;

use std::path::Path;

use anyhow::bail;

use super::ci::{cargo, step};

#[derive(clap::Args)]
#[command(after_help = "EXAMPLES:\n  cargo xtask soak\n  cargo xtask soak drift hostile")]
pub struct Args {
    /// Run these suites alone: mutation, amounts, crash, sandbox_books, drift, hostile,
    /// history, semver, mutants, other_languages, contract, features
    suites: Vec<String>,
}

/// The suites, in the order in which they run.
const SUITES: [(&str, &str); 12] = [
    ("mutation", "the mutation net at every site"),
    ("amounts", "amounts, fifty times as many"),
    ("crash", "rotations that are hit time and again"),
    (
        "sandbox_books",
        "the sandbox's books under ten times as many operations",
    ),
    ("drift", "every change of the vendor's at every site"),
    (
        "hostile",
        "a hundred thousand documents that nobody should send",
    ),
    (
        "history",
        "the vendor's documents, imported and brought along",
    ),
    ("semver", "what cargo-semver-checks says of adopted changes"),
    ("mutants", "mutants through the compiler"),
    ("other_languages", "the webhook examples in Python and Node"),
    (
        "contract",
        "the sandbox against the document, by schemathesis",
    ),
    (
        "features",
        "combinations of features of the published crates",
    ),
];

/// Runs everything that is asked for, and prints what it took.
pub fn run(root: &Path, args: &Args) -> anyhow::Result<()> {
    let known = |name: &String| SUITES.iter().any(|(suite, _)| suite == name);
    if let Some(unknown) = args.suites.iter().find(|name| !known(name)) {
        let names: Vec<&str> = SUITES.iter().map(|(name, _)| *name).collect();
        bail!(
            "there is no suite `{unknown}`; there are {}",
            names.join(", ")
        );
    }
    for (name, title) in SUITES {
        if !args.suites.is_empty() && !args.suites.iter().any(|wanted| wanted == name) {
            continue;
        }
        step(title, || match name {
            "history" | "semver" | "contract" | "mutants" => program(root, name),
            "other_languages" => other_languages(root),
            "features" => features::run(root),
            "drift" | "hostile" | "mutation" => suite(root, DRIFT_NET, name),
            _ => suite(root, "partna-tests", name),
        })?;
    }
    Ok(())
}

fn suite(root: &Path, package: &str, test: &str) -> anyhow::Result<()> {
    let mut arguments = vec!["test", "--quiet", "--package", package, "--test", test];
    // Those of documents do nothing but compute, and a lot of it.
    if package == DRIFT_NET {
        arguments.push("--release");
    }
    arguments.extend(["--", "--nocapture"]);
    cargo(root, &arguments, &[("PARTNA_SOAK", "1")])
}

/// The test skips a language that is not installed, unless it is required.
fn other_languages(root: &Path) -> anyhow::Result<()> {
    let test = ["--package", "partna-sandbox", "--test", "other_languages"];
    let arguments = [["test", "--quiet"].as_slice(), &test].concat();
    cargo(root, &arguments, &[("PARTNA_REQUIRE_LANGUAGES", "1")])
}

/// Runs a suite that is a program of its own.
fn program(root: &Path, name: &str) -> anyhow::Result<()> {
    let arguments = [
        "run",
        "--quiet",
        "--package",
        DRIFT_NET,
        "--bin",
        "soak",
        "--",
        name,
    ];
    cargo(root, &arguments, &[])
}

/// The crate of the suites about documents.
const DRIFT_NET: &str = "partna-drift-net";
