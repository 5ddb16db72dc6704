//! Every combination of features: that none warns, and what TLS does with each choice.

use std::path::Path;
use std::process::Command;

use anyhow::bail;
use partna_codegen::cargo::cargo;

/// The choices of TLS, beside the default.
const TLS: [&str; 3] = ["", "rustls-no-provider", "native-tls"];

/// Runs clippy with each pair of features of each published crate, with none and with all of them, and the tests whose
/// behaviour features change.
pub fn run(root: &Path) -> anyhow::Result<()> {
    let installed = Command::new("cargo").args(["hack", "--version"]).output();
    if !installed.is_ok_and(|output| output.status.success()) {
        bail!("cargo-hack: not installed; run `cargo install cargo-hack --locked`");
    }
    let published = ["hack", "clippy", "--workspace", "--ignore-private"];
    // A feature with code of its own meets each other feature. More at once has no code.
    let pairs = [
        "--feature-powerset",
        "--depth",
        "2",
        "--exclude-features",
        "default",
    ];
    let warnings = ["--locked", "--quiet", "--", "-D", "warnings"];
    cargo(root, &[&published[..], &pairs, &warnings].concat(), &[])?;
    cargo(
        root,
        &[&published[..], &["--all-features"], &warnings].concat(),
        &[],
    )?;
    for features in TLS {
        println!("  TLS by `{features}`");
        let https = ["--lib", "--test", "tls_features", "--test", "https"];
        test(root, "partna-auth", features, &https)?;
        let webhooks = ["--lib", "webhooks"];
        test(root, "partna-sandbox", features, &webhooks)?;
    }
    let native = ["--no-default-features", "--features", "native-tls"];
    for package in ["aws-lc-rs", "ring", "rustls"] {
        if is_in_tree(root, &native, package)? {
            bail!("native-tls: partna-auth depends on {package}; find out by `cargo tree`");
        }
    }
    Ok(())
}

fn test(root: &Path, package: &str, features: &str, tests: &[&str]) -> anyhow::Result<()> {
    let chosen = ["--no-default-features", "--features", features];
    let test = ["test", "--quiet", "--locked", "--package", package];
    cargo(root, &[&test[..], &chosen, tests].concat(), &[])
}

/// Whether partna-auth depends on a package.
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
        bail!("`cargo tree` ended with {}", output.status);
    }
    let tree = String::from_utf8(output.stdout)?;
    Ok(tree
        .lines()
        .any(|line| line.split(' ').next() == Some(package)))
}
