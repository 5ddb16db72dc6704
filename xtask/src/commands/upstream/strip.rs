//! `cargo xtask upstream strip`.

use std::path::PathBuf;

use anyhow::{Context, bail};
use openapi_facts::facts;
use openapi_facts::strip::strip;
use partna_codegen::fs;
use partna_codegen::source::{self, Limits};
use partna_codegen::upstream_facts::digest;

#[derive(clap::Args)]
#[command(
    after_help = "EXAMPLES:\n  cargo xtask upstream strip vendor.json tests/fixtures/vendor-2026-03-30.json"
)]
pub struct Args {
    /// The file with the vendor's document
    from: PathBuf,
    /// The file to write
    to: PathBuf,
}

/// Writes a document without prose, and prints its entry for `tests/fixtures/vendor.toml`.
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
