//! `cargo xtask upstream verify`.

use std::path::PathBuf;

use anyhow::bail;
use partna_codegen::layout::Layout;
use partna_codegen::verification::Verification;

#[derive(clap::Args, Default)]
#[command(
    after_help = "EXAMPLES:\n  cargo xtask upstream verify\n  cargo xtask upstream verify --dir /tmp/imported"
)]
pub struct Args {
    /// The workspace to check [default: this workspace]
    #[arg(long)]
    dir: Option<PathBuf>,
}

/// Verifies the differences between our document and the vendor's, prints the result, and fails if there is a problem.
pub fn run(layout: &Layout, args: &Args) -> anyhow::Result<()> {
    let layout = args
        .dir
        .as_ref()
        .map_or_else(|| layout.clone(), Layout::new);
    let report = Verification::of(&layout)?;
    print!("{report}");
    if !report.verdict.problems.is_empty() {
        bail!(
            "{} problems; change {document}, or declare the differences in {deviations}",
            report.verdict.problems.len(),
            deviations = Layout::DEVIATIONS,
            document = Layout::DOCUMENT
        );
    }
    Ok(())
}
