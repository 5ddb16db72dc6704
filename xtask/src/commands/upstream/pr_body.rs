//! `cargo xtask upstream pr-body`.

use openapi_facts::json::Json;
use partna_codegen::layout::Layout;
use partna_codegen::source::{self, Limits};
use partna_codegen::upstream_facts::UpstreamFactsFile;
use partna_codegen::{pull_request, report};

use super::print;

#[derive(clap::Args)]
#[command(after_help = "EXAMPLES:\n  cargo xtask upstream pr-body --from vendor.json")]
pub struct Args {
    /// The vendor's current document: a file, or an https URL
    #[arg(long)]
    from: String,
}

/// Prints the body of the pull request for a change of the vendor's document.
pub fn run(layout: &Layout, args: &Args) -> anyhow::Result<()> {
    let vendor = source::read(&args.from, &Limits::default())?;
    let adopted = UpstreamFactsFile::read(layout)?;
    let ours = Json::read(&layout.document())?;
    let report = report::compare(layout, &adopted.facts, &vendor.json, &ours)?;
    let open = pull_request::questions(&ours, &adopted.facts, &vendor.json)?;
    print(&pull_request::body(&report, &open, &adopted.date))
}
