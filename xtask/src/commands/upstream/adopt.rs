//! `cargo xtask upstream adopt`.

use std::path::PathBuf;

use partna_codegen::adopt::OpenQuestionPolicy;
use partna_codegen::layout::Layout;
use partna_codegen::lint;
use partna_codegen::progress::ProgressStep;
use partna_codegen::source::{self, Limits};
use partna_codegen::upstream_facts::today;
use partna_codegen::workspace::{adopt_document_with_progress, generate_code};

use super::print_open;
use super::progress::Progress;

#[derive(clap::Args)]
#[command(
    after_help = "EXAMPLES:\n  cargo xtask upstream adopt --from vendor.json\n  \
    cargo xtask upstream adopt --from https://staging-api.getpartna.com/v4/docs --date 2026-03-30\n\n\
    A new operation has a safe default for every open question, and the question in `x-partna-todo`. `cargo xtask lint` lists \
    the questions that block code generation."
)]
pub struct Args {
    /// The vendor's document: a file, or an https URL
    #[arg(long)]
    from: String,
    /// The date on which the vendor published the document, YYYY-MM-DD [default: today]
    #[arg(long)]
    date: Option<String>,
    /// The workspace to update [default: this workspace]
    #[arg(long)]
    dir: Option<PathBuf>,
    /// Resolve every open question with its safe default, so that none blocks code generation
    #[arg(long)]
    assume: bool,
    /// Print each step on stderr, also if stderr is not a terminal
    #[arg(long)]
    progress: bool,
}

/// Updates a workspace, and generates its code again unless an open question blocks it.
pub fn run(layout: &Layout, args: &Args) -> anyhow::Result<()> {
    let layout = &args
        .dir
        .as_ref()
        .map_or_else(|| layout.clone(), Layout::new);
    let mut progress = Progress::new(args.progress);
    progress.show(ProgressStep::Reading);
    let vendor = source::read(&args.from, &Limits::default())?;
    let open_questions = if args.assume {
        OpenQuestionPolicy::UseDefaults
    } else {
        OpenQuestionPolicy::Record
    };
    let date = args.date.clone().unwrap_or_else(today);
    let adopted =
        adopt_document_with_progress(layout, &vendor, &date, open_questions, &mut |step| {
            progress.show(step);
        })?;
    progress.clear();
    print_open(&adopted.adoption);
    if adopted.changed_files == 0 {
        println!("no changes");
    }
    // The code is checked even without changes, since the previous run may have been interrupted before it generated the code.
    progress.show(ProgressStep::Lint);
    let findings = lint::workspace_findings(layout, &adopted.adoption.doc)?;
    if findings.is_empty() {
        progress.show(ProgressStep::Generating);
        let changed_files = generate_code(layout)? + adopted.changed_files;
        progress.clear();
        if changed_files > 0 {
            println!(
                "next: `cargo check --workspace --all-targets --keep-going`, then `cargo test --workspace`, and review the \
                 snapshots that differ"
            );
        }
        return Ok(());
    }
    progress.clear();
    for finding in &findings {
        println!("{finding}\n");
    }
    println!(
        "{document}: updated, and {} findings block code generation; fix them, then run `cargo xtask generate`",
        findings.len(),
        document = Layout::DOCUMENT
    );
    Ok(())
}
