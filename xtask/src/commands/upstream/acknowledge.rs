//! `cargo xtask upstream acknowledge`.

use partna_codegen::layout::Layout;
use partna_codegen::report;

#[derive(clap::Args)]
#[command(
    after_help = "EXAMPLES:\n  cargo xtask upstream acknowledge 1f2e3d4c5b6a --from new.json --why 'we never send it'"
)]
pub struct Args {
    /// The fingerprint of a change, as `upstream diff` prints it
    #[arg(required = true)]
    fingerprints: Vec<String>,
    /// The document that the change is in
    #[arg(long)]
    from: String,
    /// Why nothing has to be done about it
    #[arg(long)]
    why: String,
}

/// Adds changes to those that were looked at.
pub fn run(layout: &Layout, args: &Args) -> anyhow::Result<()> {
    let report = report::between(layout, &args.from, None)?;
    for known in report::acknowledge(layout, &report, &args.fingerprints, &args.why)? {
        println!("{known} is acknowledged already");
    }
    Ok(())
}
