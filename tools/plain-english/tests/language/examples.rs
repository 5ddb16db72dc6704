//! Retired constructions are rejected, and plain English is accepted.

use std::path::Path;

use plain_english::{Finding, Format, Rules};

const BAD: &str = include_str!("../bad_examples.txt");
const GOOD: &str = include_str!("../good_examples.txt");

fn findings(rules: &Rules, text: &str) -> Vec<Finding> {
    rules.check(Path::new("example.md"), Format::Markdown, text)
}

fn examples(file: &str) -> impl Iterator<Item = &str> {
    file.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[test]
fn rejects_each_bad_example() -> anyhow::Result<()> {
    let rules = Rules::load()?;
    let accepted: Vec<&str> = examples(BAD)
        .filter(|passage| findings(&rules, passage).is_empty())
        .collect();
    assert!(examples(BAD).count() >= 30);
    assert!(accepted.is_empty(), "no rule matches {accepted:#?}");
    Ok(())
}

#[test]
fn accepts_each_good_example() -> anyhow::Result<()> {
    let rules = Rules::load()?;
    let refused: Vec<String> = examples(GOOD)
        .flat_map(|text| findings(&rules, text))
        .map(|finding| format!("\"{}\" in: {}", finding.found, finding.context))
        .collect();
    assert!(examples(GOOD).count() >= 60);
    assert!(refused.is_empty(), "{refused:#?}");
    Ok(())
}
