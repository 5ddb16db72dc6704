//! The suites of `cargo xtask soak` that build for other platforms and with other dependency versions.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};
use partna_codegen::cargo::cargo;

/// The Windows target that is checked. A Linux machine can check it with a cross compiler from its package manager.
const WINDOWS: &str = "x86_64-pc-windows-gnu";
/// The compiler of the TLS provider's C code for [`WINDOWS`].
const WINDOWS_COMPILER: &str = "x86_64-w64-mingw32-gcc";

/// The example service handles SIGTERM, so it supports only Unix.
const UNIX_ONLY: &str = "partna-examples";

/// Checks all targets of the workspace for Windows, except the targets of `UNIX_ONLY`.
pub fn windows(root: &Path) -> anyhow::Result<()> {
    let can_run = Command::new(WINDOWS_COMPILER)
        .arg("--version")
        .output()
        .is_ok();
    if !can_run {
        bail!(
            "`{WINDOWS_COMPILER}`: not found; install a MinGW cross compiler, and run `rustup target add {WINDOWS}`"
        );
    }
    let check = [
        "check",
        "--workspace",
        "--exclude",
        UNIX_ONLY,
        "--all-targets",
        "--locked",
        "--target",
        WINDOWS,
    ];
    cargo(root, &check, &[("RUSTFLAGS", "-D warnings")])
}

/// Checks that the workspace compiles with the lowest dependency versions that the manifests allow.
///
/// The check uses a clone of the repository, so that Cargo.lock is not changed. Uncommitted changes are therefore not
/// checked.
pub fn minimal_versions(root: &Path) -> anyhow::Result<()> {
    let directory = tempfile::tempdir().context("cannot create a temporary directory")?;
    let clone = directory.path().join("workspace");
    let status = Command::new("git")
        .args(["clone", "--quiet"])
        .args([root, &clone])
        .status()
        .context("cannot run `git`")?;
    if !status.success() {
        bail!("`git clone`: failed with {status}");
    }
    std::fs::remove_file(clone.join("Cargo.lock")).context("cannot remove Cargo.lock")?;
    // The unstable flag affects only the selection of versions. The code is compiled without the flag.
    let resolve = ["-Zdirect-minimal-versions", "generate-lockfile"];
    cargo(&clone, &resolve, &[("RUSTC_BOOTSTRAP", "1")])?;
    let target = root.join("target/minimal-versions");
    let target = target
        .to_str()
        .context("the path of this workspace is not valid UTF-8; move the workspace")?;
    let check = ["check", "--workspace", "--all-targets", "--locked"];
    cargo(&clone, &check, &[("CARGO_TARGET_DIR", target)])
}
