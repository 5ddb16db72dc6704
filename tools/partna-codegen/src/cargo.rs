//! Runs Cargo for commands and suites.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};

/// Runs Cargo, and returns an error if it fails.
pub fn cargo(root: &Path, arguments: &[&str], vars: &[(&str, &str)]) -> anyhow::Result<()> {
    let command = format!("cargo {}", arguments.join(" "));
    let status = Command::new("cargo")
        .args(arguments)
        .envs(vars.iter().copied())
        .current_dir(root)
        .status()
        .with_context(|| format!("cannot run `{command}`"))?;
    if !status.success() {
        bail!("`{command}`: failed with {status}; fix the errors in its output above");
    }
    Ok(())
}
