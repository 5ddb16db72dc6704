//! `cargo xtask facts`.

use std::path::PathBuf;

use openapi_facts::facts::{of, with_notes};
use openapi_facts::json::Json;
use partna_codegen::layout::Layout;
use partna_codegen::source::{self, Limits};
use partna_codegen::upstream_facts::facts_header;

#[derive(clap::Args)]
#[command(
    after_help = "EXAMPLES:\n  cargo xtask facts\n  cargo xtask facts vendor.json \\\n      \
    --source 'Partna staging' --date 2026-03-30 > openapi/upstream.facts"
)]
pub struct Args {
    /// The document to read [default: openapi/partna.json]
    file: Option<PathBuf>,
    /// The source of the document. With --date, the output is a complete upstream.facts
    #[arg(long, requires = "date")]
    source: Option<String>,
    /// The date on which the vendor published the document, YYYY-MM-DD
    #[arg(long, requires = "source")]
    date: Option<String>,
}

/// Prints the facts of a document.
pub fn run(layout: &Layout, args: &Args) -> anyhow::Result<()> {
    // A document on the command line may be the vendor's, so it is read with the limits for untrusted documents.
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
    let facts = if let (Some(source), Some(date)) = (&args.source, &args.date) {
        print!("{}", facts_header(source, date, &bytes));
        // An `upstream.facts` also contains the notes, because a diff compares them too.
        with_notes(&doc)?
    } else {
        of(&doc)?
    };
    for fact in facts {
        println!("{fact}");
    }
    Ok(())
}
