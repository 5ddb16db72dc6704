//! `cargo xtask upstream acknowledge`.

use partna_codegen::layout::Layout;
use partna_codegen::report;

#[derive(clap::Args)]
#[command(
    after_help = "EXAMPLES:\n  cargo xtask upstream acknowledge 1f2e3d4c5b6a --from new.json --why 'not sent by us'"
)]
pub struct Args {
    /// The fingerprints of the changes, as `upstream diff` prints them
    #[arg(required = true)]
    fingerprints: Vec<String>,
    /// The vendor's document with the change: a file, or an https URL
    #[arg(long)]
    from: String,
    /// The reason why no action is needed
    #[arg(long)]
    why: String,
}

/// Records changes as reviewed and accepted.
pub fn run(layout: &Layout, args: &Args) -> anyhow::Result<()> {
    let report = report::between(layout, &args.from, None)?;
    for known in report::acknowledge(layout, &report, &args.fingerprints, &args.why)? {
        println!("{known}: already acknowledged");
    }
    Ok(())
}
