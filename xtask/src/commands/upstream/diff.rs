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
    after_help = "EXIT STATUS:\n  0   no difference on the wire, or every difference is acknowledged\n  10  additive\n  20  breaking for \
    callers in production, or for code\n  30  the document cannot be read, or has too many changes\n\n\
    Exit status 0 without acknowledged changes proves that the documents are equal on the wire. They are compared as a \
    whole, with references resolved. Only words, names and order are ignored: descriptions, summaries, titles, examples, \
    tags, externalDocs, info, operationId, names of components, of security schemes and of path parameters. Extensions (x-*) \
    are listed as safe changes. Any other difference without a rule is an unmodelled-change at its JSON pointer, with exit \
    status 20. Without --base, openapi/upstream.facts proves the same. The rules: docs/generated/change-rules.md\n\n\
    EXAMPLES:\n  cargo xtask upstream diff --from \
    https://staging-api.getpartna.com/v4/docs\n  cargo xtask upstream diff --from new.json --base old.json --format markdown"
)]
pub struct Args {
    /// The vendor's current document: a file, or an https URL
    #[arg(long)]
    from: String,
    /// The document to compare it with [default: the facts last adopted]
    #[arg(long)]
    base: Option<String>,
    /// The output format
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// Prints the changes.
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
