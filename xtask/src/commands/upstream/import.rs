//! `cargo xtask upstream import`.

use std::path::PathBuf;

use partna_codegen::adopted::today;
use partna_codegen::layout::Layout;
use partna_codegen::source::{self, Limits};
use partna_codegen::workspace::{create, ensure_empty, import};

use super::print_open;

#[derive(clap::Args)]
#[command(
    after_help = "EXAMPLES:\n  cargo xtask upstream import vendor.json --out /tmp/imported\n  \
    cargo check --manifest-path /tmp/imported/Cargo.toml\n\n\
    Every open question gets the default that does the least harm, and is listed: operations may act and are never \
    repeated, numbers are amounts, and what is called like a secret is one."
)]
pub struct Args {
    /// The vendor's document: a file, or an https address
    file: String,
    /// The folder to make: a workspace with the document, its types and its client
    #[arg(long)]
    out: PathBuf,
    /// When the vendor published it, YYYY-MM-DD; today unless given
    #[arg(long)]
    date: Option<String>,
}

/// Makes a workspace of a vendor's document.
pub fn run(layout: &Layout, args: &Args) -> anyhow::Result<()> {
    let out = Layout::new(&args.out);
    ensure_empty(&out)?;
    let vendor = source::read(&args.file, &Limits::default())?;
    let date = args.date.clone().unwrap_or_else(today);
    // Before anything is written: what fails here leaves no half of a workspace behind.
    let import = import(&vendor, vendor.name(), &date)?;
    print_open(&import.adoption);
    create(layout, &out, &import)?;
    println!("next: `cargo check` in {}", args.out.display());
    Ok(())
}
