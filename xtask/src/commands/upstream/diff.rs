//! `cargo xtask upstream diff`.

use std::process::ExitCode;

use openapi_facts::diff::render;
use partna_codegen::layout::Layout;
use partna_codegen::report::{self, LABELS};

use super::print;

/// How a report is printed.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// For a program; the shape is stable
    Json,
    /// For a pull request
    Markdown,
    /// Annotations of a GitHub workflow
    Github,
}

#[derive(clap::Args)]
#[command(
    after_help = "EXIT STATUS:\n  0   nothing changed, or nothing that is not acknowledged\n  10  additive\n  20  breaking for \
    callers in production, or for code\n  30  the document cannot be read, or too much of it is new or gone\n\nEXAMPLES:\n  cargo xtask upstream diff --from \
    https://staging-api.getpartna.com/v4/docs\n  cargo xtask upstream diff --from new.json --base old.json --format markdown"
)]
pub struct Args {
    /// The vendor's document as it is now: a file, or an https address
    #[arg(long)]
    from: String,
    /// What to compare it with: a document; the facts last adopted unless given
    #[arg(long)]
    base: Option<String>,
    /// How to print the report
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// Prints what changed.
pub fn run(layout: &Layout, args: &Args) -> anyhow::Result<ExitCode> {
    let report = report::between(layout, &args.from, args.base.as_deref())?;
    let text = match args.format {
        Format::Text => render::text(&report, &LABELS),
        Format::Json => render::json(&report)?,
        Format::Markdown => render::markdown(&report, &LABELS),
        Format::Github => render::github(&report, &LABELS),
    };
    print(text.trim_end())?;
    Ok(ExitCode::from(report.level().exit_code()))
}
