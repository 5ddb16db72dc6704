//! `cargo xtask upstream diff`.

use std::process::ExitCode;

use openapi_facts::diff::render;
use partna_codegen::layout::Layout;
use partna_codegen::report::{self, LABELS};

use super::print;

/// The output format of a report.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// For a program, with a stable schema
    Json,
    /// For a pull request
    Markdown,
    /// Annotations of a GitHub workflow
    Github,
}

#[derive(clap::Args)]
#[command(
    after_help = "EXIT STATUS:\n  0   no change on the wire, or every change is acknowledged\n  10  every change is additive\n  \
    20  a change breaks or may break programs or code\n  30  the document cannot be read, or has too many changes\n\n\
    Exit status 0 without acknowledged changes proves that the document and the base describe the same wire format. \
    References are resolved before the comparison. The comparison ignores order, descriptions, summaries, titles, examples, \
    tags, externalDocs, info, operationId, and the names of components, security schemes and path parameters. A changed \
    extension (x-*) is a safe change. A change without a rule of its own is an `unmodelled-change` at a JSON pointer, with \
    exit status 20. All rules: docs/generated/change-rules.md\n\n\
    EXAMPLES:\n  cargo xtask upstream diff --from \
    https://staging-api.getpartna.com/v4/docs\n  cargo xtask upstream diff --from new.json --base old.json --format markdown"
)]
pub struct Args {
    /// The vendor's current document: a file, or an https URL
    #[arg(long)]
    from: String,
    /// The base: the document to compare it with [default: the facts last adopted]
    #[arg(long)]
    base: Option<String>,
    /// The output format
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// Prints the changes, and returns the exit status of the report.
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
