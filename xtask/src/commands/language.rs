//! `cargo xtask language`.

use std::path::{Path, PathBuf};

use anyhow::bail;
use openapi_facts::sanitize::terminal_line;

#[derive(clap::Args, Default)]
#[command(
    after_help = "EXAMPLES:\n  cargo xtask language\n  cargo xtask language crates/partna-auth README.md\n  cargo xtask language --summary"
)]
pub struct Args {
    /// Check only these files and directories, relative to the root of the workspace
    paths: Vec<PathBuf>,
    /// Print how many findings each rule and each directory has, instead of each finding
    #[arg(long)]
    summary: bool,
}

/// Prints each finding with its replacement, and fails if there are any.
pub fn run(root: &Path, args: &Args) -> anyhow::Result<()> {
    let report = plain_english::check(root, &args.paths)?;
    if args.summary {
        for (rule, count) in report.by_rule() {
            println!("{count:>6}  {}", terminal_line(rule));
        }
        println!();
        for (directory, count) in report.by_directory() {
            println!("{count:>6}  {}", terminal_line(&directory));
        }
    } else {
        for finding in &report.findings {
            println!("{}", terminal_line(&finding.to_string()));
        }
    }
    for problem in &report.stale {
        println!("{}", terminal_line(problem));
    }
    if !report.is_clean() {
        bail!(
            "{} findings and {} stale exemptions; rewrite the texts, or see tools/plain-english/rules.toml",
            report.findings.len(),
            report.stale.len()
        );
    }
    println!("no retired words");
    Ok(())
}
