//! `cargo xtask package`: builds the packages of the published crates as users would.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};
use partna_codegen::cargo::cargo;
use serde_json::Value;

use super::ci::step;

#[derive(clap::Args, Default)]
#[command(
    after_help = "EXAMPLES:\n  cargo xtask package\n  cargo xtask package --keep /tmp/unpacked"
)]
pub struct Args {
    /// Unpack into this new directory, and keep it
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

/// The files that the package of every published crate must contain in addition to code.
const FILES: [&str; 3] = ["README.md", "LICENSE-MIT", "LICENSE-APACHE"];

/// Packages every published crate, unpacks the packages outside this workspace, and checks, builds and documents them
/// there.
pub fn run(root: &Path, args: &Args) -> anyhow::Result<()> {
    let published = published(root)?;
    let target = root.join("target/package-check");
    step("pack", || pack(root, &published, &target))?;

    let temporary = tempfile::tempdir().context("cannot create a temporary directory")?;
    let outside = args.keep.as_deref().unwrap_or(temporary.path());
    fs::create_dir_all(outside)
        .with_context(|| format!("cannot create the directory `{}`", outside.display()))?;
    step("unpack", || {
        let names = unpack(&published, &target, outside)?;
        fs::write(outside.join("Cargo.toml"), workspace(&names))
            .context("cannot write the manifest of the unpacked workspace")?;
        // The lock file is copied, so that the versions of dependencies are those that are tested in this workspace.
        fs::copy(root.join("Cargo.lock"), outside.join("Cargo.lock"))
            .context("cannot copy Cargo.lock")?;
        Ok(())
    })?;
    let warnings = [
        ("RUSTFLAGS", "-D warnings"),
        ("RUSTDOCFLAGS", "-D warnings"),
        ("CARGO_TARGET_DIR", path_text(&target)?),
    ];
    step("build", || {
        cargo(outside, &["check", "--workspace"], &warnings)
    })?;
    step("build with all features", || {
        cargo(
            outside,
            &["check", "--workspace", "--all-features"],
            &warnings,
        )
    })?;
    step("document", || {
        cargo(
            outside,
            &["doc", "--workspace", "--all-features", "--no-deps"],
            &warnings,
        )
    })?;
    println!("{} packages build outside the workspace", published.len());
    Ok(())
}

/// A published crate: its name and version.
struct Package {
    name: String,
    version: String,
}

/// Returns the crates whose manifest does not restrict `publish`.
fn published(root: &Path) -> anyhow::Result<Vec<Package>> {
    let output = Command::new("cargo")
        .args(["metadata", "--no-deps", "--format-version", "1", "--locked"])
        .current_dir(root)
        .output()
        .context("cannot run `cargo metadata`")?;
    if !output.status.success() {
        bail!(
            "`cargo metadata`: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata.get("packages").and_then(Value::as_array);
    let mut published = Vec::new();
    for package in packages.context("`cargo metadata`: no packages")? {
        if package.get("publish").is_some_and(Value::is_array) {
            continue; // `publish = false` is an empty list of registries
        }
        let text = |field: &str| {
            package
                .get(field)
                .and_then(Value::as_str)
                .map(str::to_owned)
        };
        let name = text("name").context("`cargo metadata`: a package without a name")?;
        let version = text("version").context("`cargo metadata`: a package without a version")?;
        published.push(Package { name, version });
    }
    Ok(published)
}

/// Creates a `.crate` file for each crate. Cargo's own verification is skipped, because the next steps check more.
fn pack(root: &Path, published: &[Package], target: &Path) -> anyhow::Result<()> {
    let target = path_text(target)?;
    let mut arguments = vec![
        "package",
        "--no-verify",
        "--allow-dirty",
        "--target-dir",
        target,
    ];
    for package in published {
        arguments.extend(["--package", &package.name]);
    }
    cargo(root, &arguments, &[])
}

/// Unpacks each package, and checks its files. Returns the name and the directory of each package.
fn unpack(
    published: &[Package],
    target: &Path,
    outside: &Path,
) -> anyhow::Result<Vec<(String, String)>> {
    let mut names = Vec::new();
    for Package { name, version } in published {
        let directory = format!("{name}-{version}");
        let archive = target.join("package").join(format!("{directory}.crate"));
        let status = Command::new("tar")
            .arg("-xzf")
            .arg(&archive)
            .current_dir(outside)
            .status()
            .context("cannot run `tar`")?;
        if !status.success() {
            bail!("`{}`: `tar` failed with {status}", archive.display());
        }
        for file in FILES {
            if !outside.join(&directory).join(file).is_file() {
                bail!("{name}: its package has no {file}; add the file to the crate's directory");
            }
        }
        names.push((name.clone(), directory));
    }
    Ok(names)
}

/// Returns the manifest of a workspace that contains the unpacked packages. In this workspace, the packages depend on
/// each other, and not on packages in a registry.
fn workspace(names: &[(String, String)]) -> String {
    let mut members = String::new();
    let mut patches = String::new();
    for (name, directory) in names {
        members.push_str(&format!("    \"{directory}\",\n"));
        patches.push_str(&format!("{name} = {{ path = \"{directory}\" }}\n"));
    }
    format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n\n[patch.crates-io]\n{patches}"
    )
}

fn path_text(path: &Path) -> anyhow::Result<&str> {
    path.to_str().with_context(|| {
        format!(
            "`{}`: the path is not valid UTF-8; use another directory",
            path.display()
        )
    })
}
