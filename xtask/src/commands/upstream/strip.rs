//! `cargo xtask upstream strip`.

use std::path::PathBuf;

use anyhow::{Context, bail};
use openapi_facts::facts;
use openapi_facts::strip::strip;
use partna_codegen::adopted::digest;
use partna_codegen::fs;
use partna_codegen::source::{self, Limits};

#[derive(clap::Args)]
pub struct Args {
    /// The vendor's document
    from: PathBuf,
    /// Where to write the document without prose
    to: PathBuf,
}

/// Writes a document without prose, and prints what `tests/fixtures/vendor.toml` says of it.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let document = source::read_file(&args.from, &Limits::default())?;
    let stripped = strip(&document.json);
    if facts::with_notes(&stripped)? != facts::with_notes(&document.json)? {
        bail!(
            "{}: facts would be lost; add their keywords to tools/openapi-facts/src/strip.rs",
            args.from.display()
        );
    }
    fs::replace(&args.to, &stripped.pretty()?)
        .with_context(|| format!("cannot write {}", args.to.display()))?;
    println!("sha256 = \"{}\"", digest(&document.bytes));
    println!("facts = {}", facts::of(&stripped)?.len());
    Ok(())
}
