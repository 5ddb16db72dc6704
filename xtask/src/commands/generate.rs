//! `cargo xtask generate`.

use anyhow::bail;
use openapi_facts::sanitize::terminal_lines;
use partna_codegen::generate;
use partna_codegen::generated_files::WriteMode;
use partna_codegen::layout::Layout;

#[derive(clap::Args)]
#[command(after_help = "EXAMPLES:\n  cargo xtask generate\n  cargo xtask generate --check")]
pub struct Args {
    /// Write nothing. Print the differences of stale files, and fail if there are any
    #[arg(long)]
    check: bool,
}

impl Args {
    /// Returns the arguments of a check that writes nothing.
    pub fn check_only() -> Self {
        Self { check: true }
    }
}

/// Writes or checks every generated file.
pub fn run(layout: &Layout, args: &Args) -> anyhow::Result<()> {
    let mode = if args.check {
        WriteMode::Check
    } else {
        WriteMode::Write
    };
    let stale = generate::run(layout, mode)?;
    match (mode, stale.len()) {
        (_, 0) => println!("generated files are up to date"),
        (WriteMode::Write, count) => {
            println!("{count} files written; review the snapshots with `cargo test --workspace`");
        }
        (WriteMode::Check, count) => {
            for difference in &stale {
                println!("{}", terminal_lines(difference, ""));
            }
            bail!("{count} generated files are stale; run `cargo xtask generate`")
        }
    }
    Ok(())
}
