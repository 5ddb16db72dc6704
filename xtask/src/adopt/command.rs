//! `upstream adopt` and `upstream import`: from a file or an address to a document on disk, and the code made of it.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::disk::{self, Files};
use super::{Adoption, Mode, adopt, deviate, empty};
use crate::facts::{self, Facts};
use crate::fresh::{self, Mode as Write};
use crate::generate;
use crate::json::Json;
use crate::lint;
use crate::sanitize::terminal_line;
use crate::source::{self, Limits};
use crate::upstream::{Adopted, DEVIATIONS, DOCUMENT, FACTS, header};

#[derive(clap::Args)]
#[command(
    after_help = "EXAMPLES:\n  cargo xtask upstream adopt --from vendor.json\n  \
    cargo xtask upstream adopt --from https://staging-api.getpartna.com/v4/docs --date 2026-03-30\n\n\
    A new operation gets a safe default for everything that needs a person, and a line in `x-partna-todo`. `cargo xtask \
    lint` names those that have to be settled before code is made."
)]
pub struct AdoptArgs {
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

#[derive(clap::Args)]
#[command(
    after_help = "EXAMPLES:\n  cargo xtask upstream import vendor.json --out /tmp/imported\n  \
    cargo check --manifest-path /tmp/imported/Cargo.toml\n\n\
    Every open question gets the default that does the least harm, and is listed: operations may act and are never \
    repeated, numbers are amounts, and what is called like a secret is one."
)]
pub struct ImportArgs {
    /// The vendor's document: a file, or an https address
    file: String,
    /// The folder to make: a workspace with the document, its types and its client
    #[arg(long)]
    out: PathBuf,
    /// When the vendor published it, YYYY-MM-DD; today unless given
    #[arg(long)]
    date: Option<String>,
}

impl AdoptArgs {
    /// Brings a workspace along and asks nobody.
    pub fn assuming(from: &Path, workspace: &Path) -> Self {
        Self {
            from: from.display().to_string(),
            date: None,
            dir: Some(workspace.to_owned()),
            assume: true,
        }
    }
}

impl ImportArgs {
    /// Makes a workspace of a document.
    pub fn of(document: &Path, out: &Path) -> Self {
        Self {
            file: document.display().to_string(),
            out: out.to_owned(),
            date: None,
        }
    }
}

/// Brings a workspace along, and makes its code anew if nothing is left that has to be settled first.
pub fn run_adopt(root: &Path, args: &AdoptArgs) -> anyhow::Result<()> {
    let root = args.dir.as_deref().unwrap_or(root);
    let vendor = source::read(&args.from, &Limits::default())?;
    disk::recover(root)?;
    let ours = Json::read(&root.join(DOCUMENT))?;
    let adopted = Adopted::read(root)?;
    let mode = if args.assume { Mode::Assume } else { Mode::Ask };
    let adoption = adopt(&ours, &adopted.facts, &vendor.json, mode)?;
    let deviations = std::fs::read_to_string(root.join(DEVIATIONS))
        .with_context(|| format!("cannot read {DEVIATIONS}"))?;
    let date = match &args.date {
        Some(date) => date.clone(),
        None => today(),
    };
    let mut files = files(&adoption, &vendor, &deviations, (&adopted.source, &date))?;
    if header(&adopted.source, &adopted.date, &vendor.bytes).contains(&adopted.sha256) {
        // A document adopted before keeps the day on which that was.
        files.facts = fresh::text(&root.join(FACTS))?;
    }
    let written = disk::write(root, &files)?;
    report(&adoption);
    if written == 0 {
        println!("nothing moved");
    }
    // Also then: the run before this one may have been interrupted before it made the code.
    let findings = lint::findings(root, &adoption.doc)?;
    if findings.is_empty() {
        if make(root)? + written > 0 {
            println!("next: `cargo test --workspace`, and review the snapshots that differ");
        }
        return Ok(());
    }
    for finding in &findings {
        println!("{finding}\n");
    }
    println!(
        "{DOCUMENT} is brought along. No code is made of it before these {} are settled; then run `cargo xtask generate`",
        findings.len()
    );
    Ok(())
}

/// Makes a workspace of a vendor's document.
pub fn run_import(root: &Path, args: &ImportArgs) -> anyhow::Result<()> {
    disk::recover(&args.out)?;
    if args.out.join(DOCUMENT).exists() {
        bail!(
            "{} holds a document already; `upstream adopt --dir` brings it along, or name another folder",
            args.out.display()
        );
    }
    let vendor = source::read(&args.file, &Limits::default())?;
    let date = args.date.clone().unwrap_or_else(today);
    let source = Path::new(&vendor.from)
        .file_name()
        .and_then(|name| name.to_str());
    // Before anything is written: what fails here leaves no half of a workspace behind.
    let import = import(&vendor, source.unwrap_or("a document"), &date)?;
    report(&import.adoption);
    hand_written(root, &args.out)?;
    disk::write(&args.out, &import.files)?;
    make(&args.out)?;
    println!("next: `cargo check` in {}", args.out.display());
    Ok(())
}

/// What an import writes.
pub struct Import {
    pub adoption: Adoption,
    pub files: Files,
}

/// Makes a document of a vendor's from nothing, and makes sure that it is clean and makes code.
///
/// # Errors
///
/// [`Unreadable`](source::Unreadable) if it says more than is compared, and others where it makes no code.
pub fn import(vendor: &source::Document, source: &str, date: &str) -> anyhow::Result<Import> {
    let adoption = adopt(&empty(), &Facts::new(), &vendor.json, Mode::Assume)?;
    let files = files(&adoption, vendor, "deviation = []\n", (source, date))?;
    let findings = lint::of(&adoption.doc);
    if let Some(finding) = findings.first() {
        bail!(
            "what was lifted is not clean ({} findings), which is a fault of this tool:\n{finding}",
            findings.len()
        );
    }
    generate::files(&adoption.doc, &Adopted::parse(&files.facts)?)?;
    Ok(Import { adoption, files })
}

fn files(
    adoption: &Adoption,
    vendor: &source::Document,
    deviations: &str,
    (source, date): (&str, &str),
) -> anyhow::Result<Files> {
    let mut stated = facts::with_notes(&vendor.json)?;
    let lines: String = stated.iter().map(|fact| format!("{fact}\n")).collect();
    stated.retain(|fact| !facts::is_note(fact));
    let ours = facts::of(&adoption.doc)?;
    Ok(Files {
        doc: adoption.doc.pretty()?,
        deviations: deviate::declare(deviations, &stated, &ours)?,
        facts: header(source, date, &vendor.bytes) + &lines,
    })
}

fn report(adoption: &Adoption) {
    for line in &adoption.examples {
        println!("example: {}", terminal_line(line));
    }
    for line in &adoption.questions {
        println!("open: {}", terminal_line(line));
    }
}

/// Writes the generated files of a workspace, as far as it has the crates that they belong to. Answers how many were stale.
pub fn make(root: &Path) -> anyhow::Result<usize> {
    let mut written = 0;
    let doc = Json::read(&root.join(DOCUMENT))?;
    for (path, text) in generate::files(&doc, &Adopted::read(root)?)? {
        let home = path.split("/src/").next().unwrap_or(path);
        if root.join(home).join("Cargo.toml").exists() {
            written += usize::from(fresh::file(root, path, &text, Write::Write)?);
        }
    }
    Ok(written)
}

/// Copies what of the client and its types is written by hand.
fn hand_written(root: &Path, out: &Path) -> anyhow::Result<()> {
    let manifest = std::fs::read_to_string(root.join("Cargo.toml"))?;
    let mut manifest: toml_edit::DocumentMut = manifest.parse()?;
    let members = ["crates/partna-client", "crates/partna-types"];
    let workspace = manifest.get_mut("workspace").context("no workspace")?;
    let list: toml_edit::Array = members.iter().copied().collect();
    if let Some(workspace) = workspace.as_table_mut() {
        workspace.insert("members", toml_edit::value(list));
        workspace.remove("exclude");
        let dependencies = workspace
            .get_mut("dependencies")
            .and_then(toml_edit::Item::as_table_mut);
        if let Some(dependencies) = dependencies {
            for name in ["partna-auth", "partna-sandbox", "xtask"] {
                dependencies.remove(name);
            }
        }
    }
    fresh::replace(&out.join("Cargo.toml"), &manifest.to_string())?;
    // The same versions, so that nothing has to be resolved anew.
    std::fs::copy(root.join("Cargo.lock"), out.join("Cargo.lock"))?;
    std::fs::copy(root.join("README.md"), out.join("README.md"))?;
    for member in members {
        fresh::copy_tree(&root.join(member), &out.join(member))?;
        for_import(&out.join(member).join("Cargo.toml"))?;
    }
    Ok(())
}

/// Changes the manifest of a copied crate. Its doc comments are not run: those of an import are no examples, and may be the
/// vendor's words. Its hand-written methods of generated types are left out: they name types of our document.
fn for_import(path: &Path) -> anyhow::Result<()> {
    let mut manifest: toml_edit::DocumentMut = std::fs::read_to_string(path)?.parse()?;
    if let Some(features) = manifest
        .get_mut("features")
        .and_then(toml_edit::Item::as_table_mut)
    {
        features.insert("default", toml_edit::value(toml_edit::Array::new()));
    }
    let library = manifest
        .entry("lib")
        .or_insert_with(|| toml_edit::Item::Table(toml_edit::Table::new()))
        .as_table_mut()
        .context("`lib` is not a table")?;
    library.insert("doctest", toml_edit::value(false));
    fresh::replace(path, &manifest.to_string())
}

/// Today, in UTC, as YYYY-MM-DD.
fn today() -> String {
    let now = std::time::SystemTime::now();
    let since = now
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    let text = httpdate::HttpDate::from(std::time::UNIX_EPOCH + since).to_string();
    // `Sun, 06 Nov 1994 08:49:37 GMT`
    let mut parts = text.split(' ').skip(1);
    let (day, month, year) = (parts.next(), parts.next(), parts.next());
    let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let month = months
        .iter()
        .position(|name| Some(*name) == month)
        .unwrap_or(0)
        + 1;
    format!(
        "{}-{month:02}-{}",
        year.unwrap_or("1970"),
        day.unwrap_or("01")
    )
}
