//! `rules.toml`: retired words and constructions, with their replacements.

use std::collections::BTreeMap;

use anyhow::Context;
use regex::Regex;
use serde::Deserialize;

/// The table.
const TABLE: &str = include_str!("../rules.toml");

/// A pattern for the text that may precede the first word of a sentence or clause.
const SENTENCE_START: &str = r#"(?:^|[.!?:;…—–(|] )["'(*]*"#;

/// The compiled table, by section.
pub(crate) struct Table {
    /// Words in prose and in identifiers.
    pub(crate) words: Vec<Rule>,
    /// Words and constructions only in prose.
    pub(crate) prose: Vec<Rule>,
    /// Constructions at the start of a sentence or clause.
    pub(crate) sentence_start: Vec<Rule>,
    /// Words in identifiers, which are split into words with spaces between them.
    pub(crate) identifiers: Vec<Rule>,
    /// Patterns for whole identifiers, with regard to case.
    pub(crate) names: Vec<Rule>,
}

/// A rule: one line of the table.
pub(crate) struct Rule {
    /// The pattern as written in the table.
    pub(crate) name: String,
    /// The replacement.
    pub(crate) write: String,
    pattern: Regex,
    unless: Vec<Regex>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sections {
    words: BTreeMap<String, Entry>,
    prose: BTreeMap<String, Entry>,
    sentence_start: BTreeMap<String, Entry>,
    identifiers: BTreeMap<String, Entry>,
    names: BTreeMap<String, Entry>,
}

#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Entry {
    /// The replacement.
    Write(String),
    /// The replacement, and the texts in which the pattern is correct.
    Unless { write: String, unless: Vec<String> },
}

impl Table {
    /// Compiles the table of this crate.
    pub(crate) fn load() -> anyhow::Result<Self> {
        let sections: Sections = toml::from_str(TABLE).context("cannot read rules.toml")?;
        Ok(Self {
            words: compile(&sections.words, r"(?i)\b(?:", r")\b")?,
            prose: compile(&sections.prose, "(?i)(?:", ")")?,
            sentence_start: compile(
                &sections.sentence_start,
                &format!("(?i){SENTENCE_START}(?:"),
                ")",
            )?,
            identifiers: compile(&sections.identifiers, r"(?i)\b(?:", r")\b")?,
            names: compile(&sections.names, "^(?:", ")$")?,
        })
    }
}

impl Rule {
    /// Returns all matches of the rule in a text, except the permitted ones.
    pub(crate) fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = regex::Match<'a>> {
        self.pattern.find_iter(text).filter(|found| {
            !self
                .unless
                .iter()
                .any(|unless| overlaps(unless, text, found))
        })
    }
}

fn overlaps(unless: &Regex, text: &str, found: &regex::Match<'_>) -> bool {
    let mut permitted = unless.find_iter(text);
    permitted.any(|permitted| permitted.start() < found.end() && found.start() < permitted.end())
}

fn compile(
    entries: &BTreeMap<String, Entry>,
    before: &str,
    after: &str,
) -> anyhow::Result<Vec<Rule>> {
    let mut rules = Vec::new();
    for (name, entry) in entries {
        let (write, unless) = match entry {
            Entry::Write(write) => (write, [].as_slice()),
            Entry::Unless { write, unless } => (write, unless.as_slice()),
        };
        let unless: Result<Vec<Regex>, _> = unless
            .iter()
            .map(|permitted| Regex::new(&ascii(&format!("(?i){permitted}"))))
            .collect();
        rules.push(Rule {
            name: name.clone(),
            write: write.clone(),
            pattern: Regex::new(&ascii(&format!("{before}{name}{after}")))
                .with_context(|| format!("rules.toml: pattern `{name}`"))?,
            unless: unless.with_context(|| format!("rules.toml: `unless` of `{name}`"))?,
        });
    }
    Ok(rules)
}

/// Limits the word classes of a pattern to ASCII, because matching Unicode words takes many times as long.
fn ascii(pattern: &str) -> String {
    pattern
        .replace(r"\b", r"(?-u:\b)")
        .replace(r"\w", "[A-Za-z0-9_]")
}
