//! Where in a file prose and names are found.

use std::path::Path;

use plain_english::{Format, Rules};

/// Checks a sample: the text of a file, then the line and text of each finding.
fn check(format: Format, sample: &str) -> anyhow::Result<()> {
    let (text, expected) = sample.split_once("=== findings\n").unwrap_or((sample, ""));
    let findings = Rules::load()?.check(Path::new("file"), format, text);
    let found: Vec<String> = findings
        .iter()
        .map(|finding| format!("{} {}", finding.line, finding.found))
        .collect();
    let expected: Vec<&str> = expected.lines().collect();
    assert_eq!(found, expected);
    Ok(())
}

#[test]
fn reads_every_kind_of_rust_text() -> anyhow::Result<()> {
    check(Format::Rust, include_str!("../samples/rust.txt"))
}

#[test]
fn accepts_clauses_only_as_titles_and_questions() -> anyhow::Result<()> {
    check(Format::Markdown, include_str!("../samples/markdown.txt"))
}

#[test]
fn reads_toml_comments_and_strings() -> anyhow::Result<()> {
    check(Format::Toml, include_str!("../samples/toml.txt"))
}

#[test]
fn reads_scripts_and_other_languages() -> anyhow::Result<()> {
    check(Format::Script, include_str!("../samples/script.txt"))?;
    check(Format::Python, include_str!("../samples/python.txt"))?;
    check(
        Format::JavaScript,
        include_str!("../samples/javascript.txt"),
    )
}

#[test]
fn reads_only_descriptions_of_the_document() -> anyhow::Result<()> {
    check(Format::OpenApi, include_str!("../samples/openapi.txt"))
}

#[test]
fn checks_name_of_file() -> anyhow::Result<()> {
    let path = Path::new("src").join(format!("{}.rs", ["new", "s"].concat()));
    let findings = Rules::load()?.check(&path, Format::Rust, "");
    assert_eq!(findings.len(), 1, "{findings:?}");
    Ok(())
}

#[test]
fn skips_formats_without_prose() {
    for name in [
        "Cargo.lock",
        "key.pem",
        "upstream.facts",
        "LICENSE-MIT",
        "a.snap",
    ] {
        assert_eq!(Format::of(Path::new(name)), None, "{name}");
    }
}
