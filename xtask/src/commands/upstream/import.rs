//! `cargo xtask upstream import`.

use std::path::PathBuf;

use partna_codegen::layout::Layout;
use partna_codegen::progress::ProgressStep;
use partna_codegen::source::{self, Limits};
use partna_codegen::upstream_facts::today;
use partna_codegen::workspace::{import_with_progress, prepare_import_directory, write_import};

use super::print_open;
use super::progress::Progress;

#[derive(clap::Args)]
#[command(
    after_help = "EXAMPLES:\n  cargo xtask upstream import vendor.json --out /tmp/imported\n  \
    cargo check --manifest-path /tmp/imported/Cargo.toml\n\n\
    Every open question is resolved with the least harmful default, and is listed: operations may change state and are never \
    retried, numbers are amounts, and a field that is named like a secret is a secret."
)]
pub struct Args {
    /// The vendor's document: a file, or an https URL
    file: String,
    /// The directory to create: a workspace with the document, its types and its client
    #[arg(long)]
    out: PathBuf,
    /// The date on which the vendor published the document, YYYY-MM-DD [default: today]
    #[arg(long)]
    date: Option<String>,
    /// Print each step on stderr, also if stderr is not a terminal
    #[arg(long)]
    progress: bool,
}

/// Creates a workspace from a vendor's document.
pub fn run(layout: &Layout, args: &Args) -> anyhow::Result<()> {
    let out = Layout::new(&args.out);
    prepare_import_directory(&out)?;
    let mut progress = Progress::new(args.progress);
    progress.show(ProgressStep::Reading);
    let vendor = source::read(&args.file, &Limits::default())?;
    let date = args.date.clone().unwrap_or_else(today);
    // Runs before any file is written, so that a failure leaves no partial workspace.
    let import = import_with_progress(&vendor, vendor.name(), &date, &mut |step| {
        progress.show(step);
    })?;
    progress.clear();
    print_open(&import.adoption);
    progress.show(ProgressStep::Writing);
    write_import(layout, &out, &import)?;
    progress.clear();
    println!("next: `cargo check` in {}", args.out.display());
    Ok(())
}
