//! The vendor's document as last adopted, and the commands about it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use sha2::{Digest, Sha256};

use crate::adopt::command;
use crate::deviations::{self, Verdict};
use crate::diff::command as diff;
use crate::facts::{self, Facts};
use crate::json::Json;
use crate::sanitize;

/// Where things are, from the root of the workspace.
pub const DOCUMENT: &str = "openapi/partna.json";
pub const FACTS: &str = "openapi/upstream.facts";
pub const DEVIATIONS: &str = "openapi/deviations.toml";

#[derive(clap::Subcommand)]
pub enum Command {
    /// Prove that partna.json is the vendor's facts, give or take declared deviations
    ///
    /// Offline. Every vendor fact has to be in partna.json or match exactly one entry of deviations.toml, every fact that
    /// partna.json adds likewise, every entry has to match something, and may only cover what its reason names.
    Verify {
        /// The workspace to verify; this one unless given
        #[arg(long)]
        dir: Option<PathBuf>,
    },
    /// Say what changed in the vendor's document, and what it means
    ///
    /// For callers in production, for Rust code built against these bindings, and for money and keys, which come first.
    /// Each change has a fingerprint, by which it can be acknowledged.
    Diff(diff::DiffArgs),
    /// Bring our document along with the vendor's, and the code with it
    ///
    /// What moved at the vendor's moves in ours; names, words, deviations and safety data stay. What needs a person goes
    /// into the document as `x-partna-todo`. Twice changes nothing; interrupted, the same command finishes it.
    Adopt(command::AdoptArgs),
    /// Make a document and a client of a vendor's document, from nothing and with nobody in between
    Import(command::ImportArgs),
    /// Note that somebody looked at changes, and that nothing has to be done about them
    Acknowledge(diff::AcknowledgeArgs),
    /// Keep a copy of the vendor's document, so that several commands see the same
    Fetch(diff::FetchArgs),
    /// Print the body of the pull request that brings a change in
    PrBody(diff::BodyArgs),
}

pub fn run(root: &Path, command: &Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Diff(args) => return diff::run_diff(root, args),
        Command::Acknowledge(args) => diff::run_acknowledge(root, args)?,
        Command::Fetch(args) => diff::run_fetch(args)?,
        Command::PrBody(args) => diff::run_body(root, args)?,
        Command::Adopt(args) => command::run_adopt(root, args)?,
        Command::Import(args) => command::run_import(root, args)?,
        Command::Verify { dir } => {
            let report = Report::make(dir.as_deref().unwrap_or(root))?;
            print!("{report}");
            if !report.verdict.problems.is_empty() {
                bail!(
                    "{} problems. Change {DOCUMENT}, or declare the difference in {DEVIATIONS}",
                    report.verdict.problems.len()
                );
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The vendor's facts with where they came from.
pub struct Adopted {
    pub source: String,
    /// YYYY-MM-DD
    pub date: String,
    pub sha256: String,
    pub facts: Facts,
}

impl Adopted {
    pub fn read(root: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(root.join(FACTS))
            .with_context(|| format!("cannot read {FACTS}"))?;
        Self::parse(&text)
    }

    /// Takes an `upstream.facts` apart.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let field = |name: &str| -> anyhow::Result<String> {
            text.lines()
                .find_map(|line| line.strip_prefix(&format!("# {name}: ")))
                .map(str::to_owned)
                .with_context(|| format!("{FACTS} has no line `# {name}: …`"))
        };
        Ok(Self {
            source: field("source")?,
            date: field("date")?,
            sha256: field("sha256")?,
            facts: text
                .lines()
                .filter(|line| !line.is_empty() && !line.starts_with('#'))
                .map(str::to_owned)
                .collect(),
        })
    }
}

/// The head of an `upstream.facts`.
pub fn header(source: &str, date: &str, document: &[u8]) -> String {
    let digest: String = Sha256::digest(document)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!(
        "# The wire facts of the vendor's document last adopted, one a line, sorted. Written by `cargo xtask facts`.\n\
         # source: {}\n# date: {}\n# sha256: {digest}\n",
        sanitize::fact(source.to_owned()),
        sanitize::fact(date.to_owned()),
    )
}

/// What `upstream verify` has to say.
pub struct Report {
    pub verdict: Verdict,
    vendor: Facts,
    ours: Facts,
}

impl Report {
    pub fn make(root: &Path) -> anyhow::Result<Self> {
        let mut vendor = Adopted::read(root)?.facts;
        vendor.retain(|fact| !facts::is_note(fact));
        let ours = facts::of(&Json::read(&root.join(DOCUMENT))?)?;
        let verdict =
            deviations::verify(&vendor, &ours, &deviations::read(&root.join(DEVIATIONS))?);
        Ok(Self {
            verdict,
            vendor,
            ours,
        })
    }
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let operations = |facts: &Facts| {
            facts
                .iter()
                .filter(|fact| facts::operation(fact) == Some(fact))
                .count()
        };
        writeln!(
            f,
            "operations: {}/{}",
            operations(&self.ours),
            operations(&self.vendor)
        )?;
        writeln!(
            f,
            "vendor facts: {}, of which carried as they are: {}\nour facts: {}\n",
            self.vendor.len(),
            self.verdict.carried,
            self.ours.len()
        )?;
        writeln!(f, "{:<24} {:>7} {:>7}", "deviation", "vendor", "ours")?;
        let mut total = (0, 0);
        for (reason, (vendor, ours)) in &self.verdict.counts {
            writeln!(f, "{:<24} {vendor:>7} {ours:>7}", reason.to_string())?;
            total = (total.0 + vendor, total.1 + ours);
        }
        writeln!(f, "{:<24} {:>7} {:>7}", "all", total.0, total.1)?;
        for problem in &self.verdict.problems {
            writeln!(f, "\nproblem: {}", sanitize::terminal_line(problem))?;
        }
        Ok(())
    }
}
