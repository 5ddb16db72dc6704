//! `cargo xtask upstream verify`.

use std::path::PathBuf;

use anyhow::bail;
use partna_codegen::layout::Layout;
use partna_codegen::verification::Verification;

#[derive(clap::Args, Default)]
pub struct Args {
    /// The workspace to verify; this one unless given
    #[arg(long)]
    dir: Option<PathBuf>,
}

/// Prints how our document differs, and fails if a difference is not declared.
pub fn run(layout: &Layout, args: &Args) -> anyhow::Result<()> {
    let layout = args
        .dir
        .as_ref()
        .map_or_else(|| layout.clone(), Layout::new);
    let report = Verification::of(&layout)?;
    print!("{report}");
    if !report.verdict.problems.is_empty() {
        bail!(
            "{} problems. Change {document}, or declare the difference in {deviations}",
            report.verdict.problems.len(),
            deviations = Layout::DEVIATIONS,
            document = Layout::DOCUMENT
        );
    }
    Ok(())
}
