//! Whether a crate outside the workspace can use ours beside an earlier progenitor-client. Cargo allows one progenitor-client of
//! a minor release in a build, so ours must not name one.

use std::fmt::Write;
use std::path::Path;

use anyhow::Context;
use partna_codegen::fs;

use crate::cargo::cargo;

/// A release before the one that the code of our generator is made for.
const EARLIER_PROGENITOR_CLIENT: &str = "=0.15.0";

const PROGRAM: &str = r#"fn main() {
    println!("{} {}", partna_auth::OPERATIONS.len(), progenitor_client::encode_path("a/b"));
}
"#;

/// Resolves, builds and runs a crate that depends on all published crates and on another progenitor-client. The registry has to be
/// within reach.
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
    // The same versions as ours, beside those that the other client adds.
    std::fs::copy(root.join("Cargo.lock"), home.join("Cargo.lock"))?;
    cargo(&home, &["run", "--quiet"], &[])
}
