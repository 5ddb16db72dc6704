//! The suites of `cargo xtask soak` that build for other machines and other versions than this one.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};
use partna_codegen::cargo::cargo;

/// The target that a Linux machine can check with a cross compiler from its package manager.
const WINDOWS: &str = "x86_64-pc-windows-gnu";
/// What the C code of the TLS provider is compiled with for [`WINDOWS`].
const WINDOWS_COMPILER: &str = "x86_64-w64-mingw32-gcc";

/// The example service stops on SIGTERM, so it is for Unix.
const UNIX_ONLY: &str = "partna-examples";

/// Checks every target of the workspace for Windows, except those for Unix.
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

/// Checks that the lowest versions which the manifests allow are enough.
///
/// Works on a clone, so that Cargo.lock stays as it is. What is not committed is not checked.
pub fn minimal_versions(root: &Path) -> anyhow::Result<()> {
    let directory = tempfile::tempdir().context("cannot make a temporary directory")?;
    let clone = directory.path().join("workspace");
    let status = Command::new("git")
        .args(["clone", "--quiet"])
        .args([root, &clone])
        .status()
        .context("cannot run `git`")?;
    if !status.success() {
        bail!("`git clone` failed with {status}");
    }
    std::fs::remove_file(clone.join("Cargo.lock")).context("cannot remove Cargo.lock")?;
    // The flag is unstable, and decides which versions are chosen. The code is compiled as ever.
    let resolve = ["-Zdirect-minimal-versions", "generate-lockfile"];
    cargo(&clone, &resolve, &[("RUSTC_BOOTSTRAP", "1")])?;
    let target = root.join("target/minimal-versions");
    let target = target
        .to_str()
        .context("the path of this workspace is not valid UTF-8")?;
    let check = ["check", "--workspace", "--all-targets", "--locked"];
    cargo(&clone, &check, &[("CARGO_TARGET_DIR", target)])
}
