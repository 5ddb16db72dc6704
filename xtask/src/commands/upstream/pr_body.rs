//! `cargo xtask upstream pr-body`.

use openapi_facts::json::Json;
use partna_codegen::adopted::Adopted;
use partna_codegen::layout::Layout;
use partna_codegen::source::{self, Limits};
use partna_codegen::{pull_request, report};

use super::print;

#[derive(clap::Args)]
pub struct Args {
    /// The vendor's document as it is now: a file, or an https address
    #[arg(long)]
    from: String,
}

/// Prints the body of the pull request that brings a change in.
pub fn run(layout: &Layout, args: &Args) -> anyhow::Result<()> {
    let vendor = source::read(&args.from, &Limits::default())?;
    let adopted = Adopted::read(layout)?;
    let ours = Json::read(&layout.document())?;
    let report = report::compare(layout, &adopted.facts, &vendor.json, &ours)?;
    let open = pull_request::questions(&ours, &adopted.facts, &vendor.json)?;
    print(&pull_request::body(&report, &open, &adopted.date))
}
