//! `cargo xtask upstream fetch`.

use std::path::PathBuf;

use anyhow::Context;
use partna_codegen::fs;
use partna_codegen::source::{self, Limits};

#[derive(clap::Args)]
pub struct Args {
    /// Where the vendor's document is: a file, or an https address
    #[arg(long)]
    from: String,
    /// Where to keep it
    #[arg(long)]
    out: PathBuf,
}

/// Keeps a document, once it is known to be one.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let document = source::read(&args.from, &Limits::default())?;
    let text = String::from_utf8(document.bytes)?;
    fs::replace(&args.out, &text).with_context(|| format!("cannot write {}", args.out.display()))
}
