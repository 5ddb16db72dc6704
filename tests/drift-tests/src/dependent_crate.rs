//! Checks that a crate outside the workspace can use our crates with an earlier progenitor-client. Cargo allows one
//! progenitor-client of a minor release in a build, so our crates must not depend on a certain one.

use std::fmt::Write;
use std::path::Path;

use anyhow::Context;
use partna_codegen::fs;

use crate::cargo::cargo;

/// A release before the one for which our generator writes code.
const EARLIER_PROGENITOR_CLIENT: &str = "=0.15.0";

const PROGRAM: &str = r#"fn main() {
    println!("{} {}", partna_auth::OPERATIONS.len(), progenitor_client::encode_path("a/b"));
}
"#;

/// Resolves, builds and runs a crate that depends on all published crates and on another progenitor-client. Needs network access
/// to the registry.
///
/// # Errors
///
/// If cargo fails.
pub fn run(root: &Path) -> anyhow::Result<()> {
    let home = root.join("target/dependent-crate");
    std::fs::create_dir_all(home.join("src"))?;
    let mut manifest = format!(
        "[package]\nname = \"dependent-crate\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         progenitor-client = \"{EARLIER_PROGENITOR_CLIENT}\"\n"
    );
    for entry in std::fs::read_dir(root.join("crates"))? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        let name = name.context("crates/: a directory name is not UTF-8; rename the directory")?;
        writeln!(manifest, "{name} = {{ path = {path:?} }}")?;
    }
    fs::replace(&home.join("Cargo.toml"), &manifest)?;
    fs::replace(&home.join("src/main.rs"), PROGRAM)?;
    // The versions of our lock file, and those that the other client adds.
    std::fs::copy(root.join("Cargo.lock"), home.join("Cargo.lock"))?;
    cargo(&home, &["run", "--quiet"], &[])
}
