//! `cargo xtask ci`: all checks that must pass before a merge.

use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, bail};
use partna_codegen::cargo::cargo;
use partna_codegen::layout::Layout;

use super::{cycles, generate, language, lint, upstream};

/// The test command. The README must contain it.
pub const TEST_COMMAND: &str = "cargo test --workspace";

/// The version of the spelling checker `typos` that the GitHub workflow installs.
pub const TYPOS_VERSION: &str = "1.52.0";

/// Runs every check. Stops at the first check that fails.
pub fn run(layout: &Layout) -> anyhow::Result<()> {
    let root = layout.root();
    let start = Instant::now();
    step("format", || cargo(root, &["fmt", "--all", "--check"], &[]))?;
    step("lint the document", || {
        lint::run(layout, &lint::Args::default())
    })?;
    step("deviations from the vendor's document", || {
        upstream::verify::run(layout, &upstream::verify::Args::default())
    })?;
    step("generated files", || {
        generate::run(layout, &generate::Args::check_only())
    })?;
    step("module cycles", || {
        cycles::run(root, &cycles::Args::default())
    })?;
    step("plain English", || {
        language::run(root, &language::Args::default())
    })?;
    step("spelling", || check_spelling(root))?;
    step("clippy", || {
        cargo(
            root,
            &[
                "clippy",
                "--workspace",
                "--all-targets",
                "--locked",
                "--",
                "-D",
                "warnings",
            ],
            &[],
        )
    })?;
    step("docs", || {
        let environment = [("RUSTDOCFLAGS", "-D warnings")];
        cargo(
            root,
            &["doc", "--workspace", "--no-deps", "--locked"],
            &environment,
        )
    })?;
    step("dependencies", || {
        cargo(root, &["deny", "check", "bans", "licenses", "sources"], &[])
    })?;
    step("tests", || {
        let readme =
            std::fs::read_to_string(root.join("README.md")).context("cannot read README.md")?;
        if !readme.contains(TEST_COMMAND) {
            bail!("README.md: `{TEST_COMMAND}` is missing; add the command");
        }
        let arguments: Vec<&str> = TEST_COMMAND.split(' ').skip(1).collect();
        cargo(root, &arguments, &[])
    })?;
    println!("all checks passed in {} s", start.elapsed().as_secs());
    Ok(())
}

/// Runs the spelling checker `typos`. Skips the check if `typos` is not installed.
fn check_spelling(root: &Path) -> anyhow::Result<()> {
    match Command::new("typos").current_dir(root).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => bail!("typos: {status}; correct the words, or add them to typos.toml"),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            println!(
                "spelling: skipped, because typos is not installed; run `pip install typos=={TYPOS_VERSION}`"
            );
            Ok(())
        }
        Err(error) => Err(error).context("cannot run typos"),
    }
}

/// Runs a check, and prints its name and its duration.
pub fn step(name: &str, check: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<()> {
    println!("\n== {name}");
    let start = Instant::now();
    check().with_context(|| format!("step `{name}` failed"))?;
    println!("== {name}: {:.1} s", start.elapsed().as_secs_f32());
    Ok(())
}
