//! Cargo, run by a command or a suite.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};

/// Runs cargo, and fails if it does.
pub fn cargo(root: &Path, arguments: &[&str], vars: &[(&str, &str)]) -> anyhow::Result<()> {
    let command = format!("cargo {}", arguments.join(" "));
    let status = Command::new("cargo")
        .args(arguments)
        .envs(vars.iter().copied())
        .current_dir(root)
        .status()
        .with_context(|| format!("cannot run `{command}`"))?;
    if !status.success() {
        bail!("`{command}` ended with {status}");
    }
    Ok(())
}
