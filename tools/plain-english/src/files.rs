//! Finds the files to check.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

/// Files and directories that are not checked, because they are not written by hand, are from the vendor, or list
/// retired words.
const EXCLUDED: [&str; 4] = [
    "tests/fixtures",
    "tests/snapshots",
    "tools/plain-english/exemptions.toml",
    "tools/plain-english/rules.toml",
];

/// Returns the hand-written files that git tracks, relative to `root`, in the order of git.
pub(crate) fn tracked(root: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let output = Command::new("git")
        .args(["ls-files", "-z"])
        .current_dir(root)
        .output()
        .context("cannot run git; install it")?;
    if !output.status.success() {
        bail!(
            "git ls-files: {}; run this in a clone",
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    let names = String::from_utf8(output.stdout).context("a file name is not UTF-8")?;
    Ok(names
        .split_terminator('\0')
        .map(PathBuf::from)
        // git also lists a deleted file whose deletion is not staged.
        .filter(|file| is_hand_written(file) && root.join(file).is_file())
        .collect())
}

fn is_hand_written(file: &Path) -> bool {
    !file
        .components()
        .any(|part| part.as_os_str() == "generated")
        && !EXCLUDED.iter().any(|excluded| file.starts_with(excluded))
}
