//! `cargo xtask upstream fetch`.

use std::path::PathBuf;

use anyhow::Context;
use partna_codegen::fs;
use partna_codegen::source::{self, Limits};

#[derive(clap::Args)]
#[command(
    after_help = "EXAMPLES:\n  cargo xtask upstream fetch --from https://staging-api.getpartna.com/v4/docs --out vendor.json"
)]
pub struct Args {
    /// The vendor's document: a file, or an https URL
    #[arg(long)]
    from: String,
    /// The file to write
    #[arg(long)]
    out: PathBuf,
}

/// Writes a copy of a document, after checking that it is valid.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let document = source::read(&args.from, &Limits::default())?;
    let text = String::from_utf8(document.bytes)?;
    fs::replace(&args.out, &text).with_context(|| format!("cannot write {}", args.out.display()))
}
