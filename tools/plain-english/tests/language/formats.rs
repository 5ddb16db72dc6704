//! Where in a file prose and names are.

use std::path::Path;

use plain_english::{Format, Rules};

/// Line and text of each finding.
fn found(format: Format, text: &str) -> anyhow::Result<Vec<(usize, String)>> {
    let rules = Rules::load()?;
    let findings = rules.check(Path::new("file"), format, text).into_iter();
    Ok(findings
        .map(|finding| (finding.line, finding.found))
        .collect())
}

fn assert_found(format: Format, text: &str, expected: &[(usize, &str)]) -> anyhow::Result<()> {
    let found = found(format, text)?;
    let found: Vec<(usize, &str)> = found
        .iter()
        .map(|(line, text)| (*line, text.as_str()))
        .collect();
    assert_eq!(found, expected, "{text}");
    Ok(())
}

#[test]
fn reads_every_kind_of_rust_text() -> anyhow::Result<()> {
    let source = r####"//! Starts anew.
/// Opens the folder.
///
/// ```
/// // Fix it, mend it.
/// let folder = "meanwhile, it waits";
/// ```
fn live<'a>(letter: &'a str) -> char {
    /* a nested /* comment */ says anew */
    let _ = r#"raw "quoted" text, anew"#;
    let _ = "escaped \" quote \
             and anew";
    let _ = b"bytes sent anew";
    'a' // ends anew
}
"####;
    assert_found(
        Format::Rust,
        source,
        &[
            (1, "anew"),
            (2, "folder"),
            (5, "mend"),
            (6, "folder"),
            (6, "meanwhile"),
            (9, "anew"),
            (10, "anew"),
            (12, "anew"),
            (13, "anew"),
            (14, "anew"),
        ],
    )
}

#[test]
fn splits_identifiers() -> anyhow::Result<()> {
    let source = "fn last_answer() {}\nstruct NextAnswer;\nconst LONGEST_DRAIN: u8 = 1;\nlet _ = x.is_none();\nlet mendable = 1;\n";
    assert_found(
        Format::Rust,
        source,
        &[(1, "last_answer"), (2, "NextAnswer"), (3, "LONGEST_DRAIN")],
    )
}

#[test]
fn checks_code_in_prose_as_names() -> anyhow::Result<()> {
    assert_found(
        Format::Markdown,
        "Use `is none` or\n`an_answer`.\n\n```text\nthe value is none\n```\n",
        &[(2, "an_answer")],
    )
}

#[test]
fn accepts_clauses_as_titles_and_questions() -> anyhow::Result<()> {
    let text = "# What it does\n\n| what it holds | size |\n| --- | --- |\n| keys | 1 |\n\nWhat does it hold?\n";
    assert_found(Format::Markdown, text, &[])?;
    assert_found(
        Format::Markdown,
        "What it holds is a key.\n",
        &[(1, "What it holds is a key")],
    )
}

#[test]
fn reads_toml_comments_and_strings() -> anyhow::Result<()> {
    let text = "# Starts\n# anew.\n[package] # mend\ndescription = \"a folder\"\nurl = \"https://example.com/#anew\"\n";
    assert_found(
        Format::Toml,
        text,
        &[(2, "anew"), (3, "mend"), (4, "folder"), (5, "anew")],
    )
}

#[test]
fn reads_comments_of_scripts() -> anyhow::Result<()> {
    let yaml = "# The vendor's folder\nname: don't # mend\n";
    assert_found(Format::Script, yaml, &[(1, "folder"), (2, "mend")])?;
    let python = "\"\"\"Starts anew.\"\"\"\nx = 'it\\'s a folder'  # mend\n";
    assert_found(
        Format::Python,
        python,
        &[(1, "anew"), (2, "folder"), (2, "mend")],
    )?;
    let script = "// Starts anew.\nconst folder = `a ${b} mended`;\n";
    assert_found(
        Format::JavaScript,
        script,
        &[(1, "anew"), (2, "folder"), (2, "mended")],
    )
}

#[test]
fn reads_descriptions_of_the_document() -> anyhow::Result<()> {
    let text = "{\n  \"summary\": \"Starts anew\",\n  \"example\": \"anew\",\n  \"description\": \"A \\\"folder\\\".\"\n}\n";
    assert_found(Format::OpenApi, text, &[(2, "anew"), (4, "folder")])
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
