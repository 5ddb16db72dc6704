//! `upstream diff`, `pr-body`, `acknowledge` and `fetch`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use super::ours::Ours;
use super::render::{self, Labels};
use super::{Acknowledged, Report};
use crate::adopt::{Mode, adopt};
use crate::facts::{self, Facts};
use crate::fresh;
use crate::json::Json;
use crate::sanitize::{code_span, prose, terminal};
use crate::source::{self, Limits, Unreadable};
use crate::upstream::{Adopted, DOCUMENT, FACTS};

/// Changes that somebody looked at.
const ACKNOWLEDGED: &str = "openapi/acknowledged.toml";

/// What a report calls the files and commands of this workspace.
pub const LABELS: Labels<'_> = Labels {
    facts_file: FACTS,
    acknowledged_file: ACKNOWLEDGED,
    next: "cargo xtask upstream adopt --from <document>",
    full_report: "`cargo xtask`",
};

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
pub struct DiffArgs {
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

#[derive(clap::Args)]
pub struct BodyArgs {
    /// The vendor's document as it is now: a file, or an https address
    #[arg(long)]
    from: String,
}

#[derive(clap::Args)]
#[command(
    after_help = "EXAMPLES:\n  cargo xtask upstream acknowledge 1f2e3d4c5b6a --from new.json --why 'we never send it'"
)]
pub struct AcknowledgeArgs {
    /// The fingerprint of a change, as `upstream diff` prints it
    #[arg(required = true)]
    fingerprints: Vec<String>,
    /// The document that the change is in
    #[arg(long)]
    from: String,
    /// Why nothing has to be done about it
    #[arg(long)]
    why: String,
}

#[derive(clap::Args)]
pub struct FetchArgs {
    /// Where the vendor's document is: a file, or an https address
    #[arg(long)]
    from: String,
    /// Where to keep it
    #[arg(long)]
    out: PathBuf,
}

/// Compares the vendor's document with what was last adopted, or with another.
fn report(root: &Path, from: &str, base: Option<&str>) -> anyhow::Result<Report> {
    let new = source::read(from, &Limits::default())?.json;
    let old = match base {
        Some(base) => facts::with_notes(&source::read(base, &Limits::default())?.json)?,
        None => Adopted::read(root)?.facts,
    };
    compare(root, &old, &new, &Json::read(&root.join(DOCUMENT))?)
}

fn compare(root: &Path, old: &Facts, vendor: &Json, ours: &Json) -> anyhow::Result<Report> {
    let new = facts::with_notes(vendor)?;
    Ok(Report::bounded(
        old,
        &new,
        Some(&Ours::of(ours)),
        &acknowledged(root)?,
    )?)
}

fn acknowledged(root: &Path) -> anyhow::Result<Acknowledged> {
    let text = fresh::text(&root.join(ACKNOWLEDGED))?;
    Acknowledged::parse(&text).with_context(|| format!("{ACKNOWLEDGED} cannot be used"))
}

/// Prints what changed.
pub fn run_diff(root: &Path, args: &DiffArgs) -> anyhow::Result<ExitCode> {
    let report = report(root, &args.from, args.base.as_deref())?;
    let text = match args.format {
        Format::Text => render::text(&report, &LABELS),
        Format::Json => render::json(&report)?,
        Format::Markdown => render::markdown(&report, &LABELS),
        Format::Github => render::github(&report, &LABELS),
    };
    print(text.trim_end())?;
    Ok(ExitCode::from(report.level().exit_code()))
}

/// Prints the body of the pull request that brings a change in.
pub fn run_body(root: &Path, args: &BodyArgs) -> anyhow::Result<()> {
    let vendor = source::read(&args.from, &Limits::default())?;
    let adopted = Adopted::read(root)?;
    let ours = Json::read(&root.join(DOCUMENT))?;
    let report = compare(root, &adopted.facts, &vendor.json, &ours)?;
    let open = questions(&ours, &adopted.facts, &vendor.json)?;
    print(&body(&report, &open, &adopted.date))
}

/// Prints a text. Whoever reads it may have seen enough, as `head` does.
fn print(text: &str) -> anyhow::Result<()> {
    match writeln!(io::stdout(), "{text}") {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// What adopting a document leaves to a person; if it cannot be adopted, that.
fn questions(ours: &Json, old: &Facts, vendor: &Json) -> anyhow::Result<Vec<String>> {
    Ok(match adopt(ours, old, vendor, Mode::Ask) {
        Ok(adoption) => adoption.questions,
        Err(error) if error.downcast_ref::<Unreadable>().is_some() => return Err(error),
        Err(error) => {
            let cause = format!("{error:#}").replace('`', "'");
            vec![format!("adoption fails: {}", code_span(&cause))]
        }
    })
}

/// The body of a pull request.
pub fn body(report: &Report, open: &[String], date: &str) -> String {
    let mut text = format!(
        "Partna's OpenAPI document is no longer the one adopted on {date}. This branch brings `openapi/` along; the code is \
        made anew where nothing has to be settled first.\n\n## What changed\n\n{}\n",
        render::markdown(report, &LABELS).trim_end()
    );
    if !open.is_empty() {
        text += "\n## What needs a person\n\nEach stands as `x-partna-todo` at its operation. No code is made past one about \
            money, keys or what an operation does; settle it in `openapi/partna.json`, delete the line, and run `cargo xtask \
            generate`.\n\n";
        for line in open.iter().take(SHOWN) {
            text += &format!("- [ ] {}\n", task(line));
        }
        if open.len() > SHOWN {
            text += &format!(
                "\n{} more: `cargo xtask lint` lists them.\n",
                open.len() - SHOWN
            );
        }
    }
    text + "\n## Before merging\n\n- [ ] The snapshots that differ are what the report says, and nothing else (`cargo insta \
        review`).\n- [ ] The version takes the step that the report names.\n"
}

/// An open question, `GET /a: effect: …`, in Markdown: the operation is the vendor's, and the rest ours.
fn task(line: &str) -> String {
    let (operation, question) = line.split_once(": ").unwrap_or(("", line));
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || " /{}-".contains(letter);
    let question = prose(question);
    match operation {
        "" => question,
        operation if operation.chars().all(is_plain) => format!("{operation}: {question}"),
        operation => format!("{}: {question}", code_span(operation)),
    }
}

/// How many open questions a body lists; GitHub refuses bodies that are too long.
const SHOWN: usize = 60;

/// Adds changes to those that were looked at.
pub fn run_acknowledge(root: &Path, args: &AcknowledgeArgs) -> anyhow::Result<()> {
    let report = report(root, &args.from, None)?;
    let path = root.join(ACKNOWLEDGED);
    let mut document: DocumentMut = fresh::text(&path)?.parse()?;
    let list = document
        .entry("change")
        .or_insert(Item::ArrayOfTables(ArrayOfTables::new()))
        .as_array_of_tables_mut()
        .with_context(|| format!("`change` in {ACKNOWLEDGED} is no list of tables"))?;
    for print in &args.fingerprints {
        if report
            .acknowledged
            .iter()
            .any(|known| known.change.fingerprint == *print)
        {
            println!("{print} is acknowledged already");
            continue;
        }
        let Some(change) = report
            .changes
            .iter()
            .find(|change| change.fingerprint == *print)
        else {
            bail!(
                "no change has the fingerprint `{}`; `upstream diff` prints them",
                terminal(print)
            );
        };
        let operation = change.operation.as_deref().unwrap_or("the API");
        let mut entry = Table::new();
        entry.insert("fingerprint", value(print.as_str()));
        entry.insert(
            "what",
            value(terminal(&format!(
                "{operation}: {}",
                change.says(str::to_owned)
            ))),
        );
        entry.insert("why", value(args.why.as_str()));
        list.push(entry);
    }
    let text = document.to_string();
    Acknowledged::parse(&text)?;
    fresh::replace(&path, &text)
}

/// Keeps a document, once it is known to be one.
pub fn run_fetch(args: &FetchArgs) -> anyhow::Result<()> {
    let document = source::read(&args.from, &Limits::default())?;
    let text = String::from_utf8(document.bytes)?;
    fresh::replace(&args.out, &text).with_context(|| format!("cannot write {}", args.out.display()))
}
