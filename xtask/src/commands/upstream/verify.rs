//! `cargo xtask upstream verify`.

use std::path::{Path, PathBuf};

use anyhow::bail;
use partna_codegen::layout::{DEVIATIONS, DOCUMENT};
use partna_codegen::verification::Verification;

#[derive(clap::Args, Default)]
pub struct Args {
    /// The workspace to verify; this one unless given
    #[arg(long)]
    dir: Option<PathBuf>,
}

/// Prints how our document differs, and fails if a difference is not declared.
pub fn run(root: &Path, args: &Args) -> anyhow::Result<()> {
    let report = Verification::make(args.dir.as_deref().unwrap_or(root))?;
    print!("{report}");
    if !report.verdict.problems.is_empty() {
        bail!(
            "{} problems. Change {DOCUMENT}, or declare the difference in {DEVIATIONS}",
            report.verdict.problems.len()
        );
    }
    Ok(())
}
