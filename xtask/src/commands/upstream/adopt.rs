//! `cargo xtask upstream adopt`.

use std::path::PathBuf;

use partna_codegen::adopt::Mode;
use partna_codegen::adopted::today;
use partna_codegen::layout::Layout;
use partna_codegen::lint;
use partna_codegen::source::{self, Limits};
use partna_codegen::workspace::{adopt_document, generate_code};

use super::print_open;

#[derive(clap::Args)]
#[command(
    after_help = "EXAMPLES:\n  cargo xtask upstream adopt --from vendor.json\n  \
    cargo xtask upstream adopt --from https://staging-api.getpartna.com/v4/docs --date 2026-03-30\n\n\
    A new operation gets a safe default for everything that needs a person, and a line in `x-partna-todo`. `cargo xtask \
    lint` names those that have to be settled before code is made."
)]
pub struct Args {
    /// The vendor's document: a file, or an https address
    #[arg(long)]
    from: String,
    /// When the vendor published it, YYYY-MM-DD; today unless given
    #[arg(long)]
    date: Option<String>,
    /// The workspace to bring along; this one unless given
    #[arg(long)]
    dir: Option<PathBuf>,
    /// Let the safe default stand for every open question, and ask nobody
    #[arg(long)]
    assume: bool,
}

/// Brings a workspace along, and makes its code again if nothing is left that has to be settled first.
pub fn run(layout: &Layout, args: &Args) -> anyhow::Result<()> {
    let layout = &args
        .dir
        .as_ref()
        .map_or_else(|| layout.clone(), Layout::new);
    let vendor = source::read(&args.from, &Limits::default())?;
    let mode = if args.assume { Mode::Assume } else { Mode::Ask };
    let date = args.date.clone().unwrap_or_else(today);
    let adopted = adopt_document(layout, &vendor, &date, mode)?;
    print_open(&adopted.adoption);
    if adopted.written == 0 {
        println!("nothing moved");
    }
    // Also then: the run before this one may have been interrupted before it made the code.
    let findings = lint::workspace_findings(layout, &adopted.adoption.doc)?;
    if findings.is_empty() {
        if generate_code(layout)? + adopted.written > 0 {
            println!("next: `cargo test --workspace`, and review the snapshots that differ");
        }
        return Ok(());
    }
    for finding in &findings {
        println!("{finding}\n");
    }
    println!(
        "{document} is brought along. No code is made of it before these {} are settled; then run `cargo xtask generate`",
        findings.len(),
        document = Layout::DOCUMENT
    );
    Ok(())
}
