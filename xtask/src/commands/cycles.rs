//! `cargo xtask cycles`.

use std::path::{Path, PathBuf};

use anyhow::bail;

use module_cycles::Files;

#[derive(clap::Args, Default)]
#[command(
    after_help = "EXAMPLES:\n  cargo xtask cycles\n  cargo xtask cycles crates/partna-auth/src"
)]
pub struct Args {
    /// Print only the cycles of these `src` directories
    sources: Vec<PathBuf>,
}

/// Prints the cycles of every crate, and fails if there are any.
pub fn run(root: &Path, args: &Args) -> anyhow::Result<()> {
    for source in &args.sources {
        print(source, &Files::read(source)?);
    }
    if !args.sources.is_empty() {
        return Ok(());
    }
    let mut problems = Vec::new();
    for member in members(root)? {
        let source = root.join(&member).join("src");
        let files = Files::read(&source)?;
        let found: usize = files.cycles().iter().map(Vec::len).sum();
        if found > 0 {
            print(&source, &files);
            problems.push(format!(
                "{member}: {found} files are in cycles; move the shared items into a module of a lower layer"
            ));
        }
    }
    if !problems.is_empty() {
        bail!("{}", problems.join("\n"));
    }
    println!("no cycles");
    Ok(())
}

/// Returns the directories of the workspace's crates, relative to the root.
fn members(root: &Path) -> anyhow::Result<Vec<String>> {
    let mut members = vec![
        "tests".to_owned(),
        "tests/drift-tests".to_owned(),
        "xtask".to_owned(),
    ];
    for group in ["crates", "tools"] {
        for entry in std::fs::read_dir(root.join(group))? {
            let entry = entry?;
            if entry.path().join("Cargo.toml").exists() {
                members.push(format!("{group}/{}", entry.file_name().to_string_lossy()));
            }
        }
    }
    members.sort();
    Ok(members)
}

fn print(source: &Path, files: &Files) {
    for cycle in files.cycles() {
        println!("{}: a cycle of {} files", source.display(), cycle.len());
        for path in cycle {
            println!("  {}", path.strip_prefix(source).unwrap_or(path).display());
        }
    }
}
