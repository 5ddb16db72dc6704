//! `cargo xtask facts`.

use std::path::PathBuf;

use openapi_facts::facts::of;
use openapi_facts::json::Json;
use partna_codegen::adopted::header;
use partna_codegen::layout::Layout;
use partna_codegen::source::{self, Limits};

#[derive(clap::Args)]
#[command(
    after_help = "EXAMPLES:\n  cargo xtask facts\n  cargo xtask facts vendor.json \\\n      \
    --source 'where it came from' --date 2026-03-30 > openapi/upstream.facts"
)]
pub struct Args {
    /// The document to read; ours unless given
    file: Option<PathBuf>,
    /// Where the document came from; with --date, the output becomes a complete upstream.facts
    #[arg(long, requires = "date")]
    source: Option<String>,
    /// When the vendor published it, YYYY-MM-DD
    #[arg(long, requires = "source")]
    date: Option<String>,
}

/// Prints the facts of a document.
pub fn run(layout: &Layout, args: &Args) -> anyhow::Result<()> {
    // A document that is named may be the vendor's, and is read with the same care everywhere.
    let (doc, bytes) = match &args.file {
        Some(file) => {
            let vendor = source::read_file(file, &Limits::default())?;
            (vendor.json, vendor.bytes)
        }
        None => {
            let file = layout.document();
            (Json::read(&file)?, std::fs::read(&file)?)
        }
    };
    let facts = of(&doc)?;
    if let (Some(source), Some(date)) = (&args.source, &args.date) {
        print!("{}", header(source, date, &bytes));
    }
    for fact in facts {
        println!("{fact}");
    }
    Ok(())
}
