//! `cargo xtask upstream diff`.

use std::process::ExitCode;

use openapi_facts::diff::render;
use partna_codegen::layout::Layout;
use partna_codegen::report::{self, REPORT_NAMES};

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
    after_help = "EXIT STATUS (acknowledged changes, listed in openapi/acknowledged.toml, do not count):\n  0   no changes\n  \
    10  all changes are safe for programs in production and for Rust code that uses the SDK\n  \
    20  a change breaks or may break such programs or code\n  30  the document is not usable, or has too many changes\n\n\
    If the exit status is 0 and no change is acknowledged, the two documents describe the same requests and responses. \
    Each `$ref` is resolved before the comparison. The comparison ignores order, descriptions, summaries, titles, examples, \
    tags, externalDocs, info, operationId, and the names of components, security schemes and path parameters. If only \
    extensions (x-*) differ, the exit status is 10. If no rule covers a difference, the report contains its JSON pointer as an \
    `unmodelled-change`, and the exit status is 20. All rules: docs/generated/change-rules.md\n\n\
    EXAMPLES:\n  cargo xtask upstream diff --from \
    https://staging-api.getpartna.com/v4/docs\n  cargo xtask upstream diff --from new.json --base old.json --format markdown"
)]
pub struct Args {
    /// The vendor's current document: a file, or an https URL
    #[arg(long)]
    from: String,
    /// The older document to compare with [default: the facts of the last adopted document]
    #[arg(long)]
    base: Option<String>,
    /// The output format
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// Prints a report of the changes, and returns the exit status.
pub fn run(layout: &Layout, args: &Args) -> anyhow::Result<ExitCode> {
    let report = report::between(layout, &args.from, args.base.as_deref())?;
    // `REPORT_NAMES` are the names of files and commands that a report mentions.
    let text = match args.format {
        Format::Text => render::text(&report, &REPORT_NAMES),
        Format::Json => render::json(&report)?,
        Format::Markdown => render::markdown(&report, &REPORT_NAMES),
        Format::Github => render::github(&report, &REPORT_NAMES),
    };
    print(text.trim_end())?;
    Ok(ExitCode::from(report.level().exit_code()))
}
