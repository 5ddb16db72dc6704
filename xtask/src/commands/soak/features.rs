//! Checks that no combination of features has warnings, and that the TLS tests pass with each TLS feature.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};
use partna_codegen::cargo::cargo;

/// The TLS features to test, except the default. The empty text means that no TLS feature is enabled.
const TLS: [&str; 3] = ["", "rustls-no-provider", "native-tls"];

/// The published crates, and limits on the combinations of their features. Features that only forward to other crates are
/// grouped.
const CRATES: [(&str, &[&str]); 6] = [
    // This crate only re-exports other crates, so fewer combinations are sufficient.
    (
        "partna",
        &["--group-features", "http2,schemars", "--depth", "2"],
    ),
    (
        "partna-auth",
        &["--group-features", "http2,schemars", "--depth", "2"],
    ),
    ("partna-client", &[]),
    (
        "partna-sandbox",
        &[
            "--group-features",
            "cli,http2",
            "--mutually-exclusive-features",
            "native-tls,rustls,rustls-no-provider",
        ],
    ),
    ("partna-types", &[]),
    ("partna-webhook", &[]),
];

/// Runs clippy with combinations of the features of each published crate, including no features and all features, and the tests
/// whose behaviour depends on features.
pub fn run(root: &Path) -> anyhow::Result<()> {
    let installed = Command::new("cargo").args(["hack", "--version"]).output();
    if !installed.is_ok_and(|output| output.status.success()) {
        bail!("cargo-hack: not installed; run `cargo install cargo-hack --locked`");
    }
    lists_every_crate(root)?;
    let warnings = ["--locked", "--quiet", "--", "-D", "warnings"];
    for (package, limits) in CRATES {
        let powerset = ["hack", "clippy", "--package", package, "--feature-powerset"];
        let arguments = [&powerset[..], limits, &["--exclude-features", "default"]].concat();
        cargo(root, &[&arguments[..], &warnings].concat(), &[])?;
        let all = ["clippy", "--package", package, "--all-features"];
        cargo(root, &[&all[..], &warnings].concat(), &[])?;
    }
    for features in TLS {
        println!("  TLS feature `{features}`");
        let https = ["--lib", "--test", "tls_features", "--test", "https"];
        test(root, "partna-auth", features, &https)?;
        let webhooks = ["--lib", "webhooks"];
        test(root, "partna-sandbox", features, &webhooks)?;
    }
    let native = ["--no-default-features", "--features", "native-tls"];
    for package in ["aws-lc-rs", "ring", "rustls"] {
        if is_in_tree(root, &native, package)? {
            bail!(
                "native-tls: partna-auth depends on {package}; run `cargo tree --invert {package}` to find the dependency"
            );
        }
    }
    Ok(())
}

/// Checks that `CRATES` contains every published crate.
fn lists_every_crate(root: &Path) -> anyhow::Result<()> {
    let crates = std::fs::read_dir(root.join("crates")).context("cannot read crates")?;
    for entry in crates {
        let name = entry?.file_name();
        if !CRATES.iter().any(|(listed, _)| *listed == name) {
            bail!(
                "{name:?}: its features are not checked; list it in xtask/src/commands/soak/features.rs"
            );
        }
    }
    Ok(())
}

fn test(root: &Path, package: &str, features: &str, tests: &[&str]) -> anyhow::Result<()> {
    let chosen = ["--no-default-features", "--features", features];
    let test = ["test", "--quiet", "--locked", "--package", package];
    cargo(root, &[&test[..], &chosen, tests].concat(), &[])
}

/// Whether partna-auth depends on a package with the given features, directly or indirectly.
fn is_in_tree(root: &Path, features: &[&str], package: &str) -> anyhow::Result<bool> {
    let arguments = [
        "tree",
        "--package",
        "partna-auth",
        "--edges",
        "normal",
        "--prefix",
        "none",
    ];
    let output = Command::new("cargo")
        .args(arguments)
        .args(features)
        .current_dir(root)
        .output()?;
    if !output.status.success() {
        bail!("`cargo tree`: failed with {}", output.status);
    }
    let tree = String::from_utf8(output.stdout)?;
    Ok(tree
        .lines()
        .any(|line| line.split(' ').next() == Some(package)))
}
