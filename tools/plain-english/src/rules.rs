//! Searches files for retired words and constructions.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::Path;

use heck::ToSnakeCase;
use regex::{Captures, Match, Regex};

use crate::format::Format;
use crate::passage::{Kind, Passage};
use crate::report::Finding;
use crate::table::{Rule, Table};

/// The compiled rules.
pub struct Rules {
    table: Table,
    identifier: Regex,
    placeholder: Regex,
}

/// A cache of the rule that each identifier of a file violates, if any, because most identifiers occur many times.
type Seen<'a> = HashMap<String, Option<&'a Rule>>;

impl Rules {
    /// Compiles the table of this crate.
    ///
    /// # Errors
    ///
    /// If the table is not valid TOML, or a pattern in it is not a regular expression.
    pub fn load() -> anyhow::Result<Self> {
        Ok(Self {
            table: Table::load()?,
            identifier: Regex::new(r"[A-Za-z_][A-Za-z0-9_]*")?,
            placeholder: Regex::new(r"\{[^{}\s]*\}|`[^`]+`")?,
        })
    }

    /// Returns the findings in the name and the text of a file, sorted by line.
    pub fn check(&self, file: &Path, format: Format, text: &str) -> Vec<Finding> {
        let mut seen = Seen::new();
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        let name = Passage::from_text(Kind::Code, &name, 1);
        let mut findings = self.check_code(file, &name, &mut seen);
        for passage in format.passages(text) {
            findings.extend(match passage.kind {
                Kind::Prose | Kind::Heading => self.check_prose(file, &passage),
                Kind::Code => self.check_code(file, &passage, &mut seen),
            });
        }
        findings.sort_by_key(|finding| finding.line);
        findings
    }

    fn check_prose(&self, file: &Path, passage: &Passage) -> Vec<Finding> {
        let text = self.without_code(&passage.text);
        let mut rules: Vec<&Rule> = self.table.words.iter().chain(&self.table.prose).collect();
        // A heading may be a clause, so these rules do not apply to it.
        if passage.kind == Kind::Prose {
            rules.extend(&self.table.sentence_start);
        }
        let mut found: Vec<(Match<'_>, &Rule)> = rules
            .into_iter()
            .flat_map(|rule| rule.find(&text).map(move |found| (found, rule)))
            .collect();
        // If findings overlap, the one that starts first is kept, or the longest of those that start at the same place.
        found.sort_by_key(|(found, _)| (found.start(), usize::MAX - found.end()));
        let mut end = 0;
        found.retain(|(found, _)| {
            let is_apart = found.start() >= end;
            end = end.max(found.end());
            is_apart
        });
        let found = found.into_iter();
        let finding = |(found, rule): (Match<'_>, &Rule)| {
            let skipped = found.len() - found.as_str().trim_start_matches(is_edge).len();
            let text = shortened(found.as_str());
            finding(file, passage, found.start() + skipped, text, rule)
        };
        found.map(finding).collect()
    }

    /// Replaces each placeholder of a format string with `{}`, and each code span with one backtick. The replacement is
    /// padded, so that offsets do not change.
    fn without_code<'a>(&self, text: &'a str) -> Cow<'a, str> {
        self.placeholder.replace_all(text, |found: &Captures<'_>| {
            let text = found.get(0).map_or("", |found| found.as_str());
            let short = if text.starts_with('{') { "{}" } else { "`" };
            format!("{}{short}", "\u{1}".repeat(text.len() - short.len()))
        })
    }

    fn check_code<'a>(
        &'a self,
        file: &Path,
        passage: &Passage,
        seen: &mut Seen<'a>,
    ) -> Vec<Finding> {
        let mut findings = Vec::new();
        for identifier in self.identifier.find_iter(&passage.text) {
            let name = identifier.as_str();
            let rule = match seen.get(name) {
                Some(rule) => *rule,
                None => {
                    let rule = self.rule_of(name);
                    seen.insert(name.to_owned(), rule);
                    rule
                }
            };
            if let Some(rule) = rule {
                let start = identifier.start();
                findings.push(finding(file, passage, start, name.to_owned(), rule));
            }
        }
        findings
    }

    /// Returns the first rule that an identifier violates.
    fn rule_of(&self, identifier: &str) -> Option<&Rule> {
        let words = identifier.to_snake_case().replace('_', " ");
        let breaks = |text: &str, rule: &Rule| rule.find(text).next().is_some();
        let mut of_words = self.table.words.iter().chain(&self.table.identifiers);
        of_words.find(|rule| breaks(&words, rule)).or_else(|| {
            self.table
                .names
                .iter()
                .find(|rule| breaks(identifier, rule))
        })
    }
}

fn finding(file: &Path, passage: &Passage, start: usize, found: String, rule: &Rule) -> Finding {
    Finding {
        file: file.to_owned(),
        line: passage.line_at(start),
        found,
        context: passage.text.clone(),
        write: rule.write.clone(),
        rule: rule.name.clone(),
    }
}

/// Whether a character at the start or the end of a match belongs to the surrounding text.
fn is_edge(character: char) -> bool {
    character.is_whitespace() || ".!?:;…—–(|".contains(character)
}

/// Returns the text of a match for a report, in at most 60 characters.
fn shortened(found: &str) -> String {
    let text = found.replace('\u{1}', "");
    let text = text.trim_matches(is_edge);
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text)),
        None => text.to_owned(),
    }
}
