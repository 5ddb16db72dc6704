//! Checks of the documents: length and facts of the README, and that paths and links exist.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs::read_to_string;
use std::path::{Path, PathBuf};

use openapi_facts::diff::render;
use partna_codegen::adopt::OpenQuestionPolicy;
use partna_codegen::layout::Layout;
use partna_codegen::source::{self, Limits};
use partna_codegen::verification::Verification;
use partna_codegen::{report, workspace};
use partna_tests::root;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

const MAX_README_LINES: usize = 200;

/// Documents whose code spans are checked for paths, which are relative to the root.
const DOCUMENTS_WITH_PATHS: [&str; 4] = [
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "README.md",
    "SECURITY.md",
];

/// Directories whose Markdown files are checked for links. Rustdoc checks those of the guides.
const DIRECTORIES_WITH_LINKS: [&str; 11] = [
    "",
    "crates/partna",
    "crates/partna-auth",
    "crates/partna-client",
    "crates/partna-sandbox",
    "crates/partna-types",
    "crates/partna-webhook",
    "docs",
    "examples",
    "tests",
    "tests/fixtures",
];

/// Returns the lines of a document outside code blocks.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut is_code = false;
    text.lines().filter(move |line| {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        !is_code && !is_fence
    })
}

/// Returns the code spans of a document that look like paths: one word with a slash inside.
fn paths(text: &str) -> Vec<&str> {
    let spans = prose(text).flat_map(|line| line.split('`').skip(1).step_by(2));
    spans
        .filter(|span| span.contains('/') && !span.starts_with('/') && !span.contains(' '))
        .collect()
}

/// Returns the targets of links to files, with their fragments.
fn links(text: &str) -> Vec<&str> {
    let targets = prose(text).flat_map(|line| {
        let after = line.split("](").skip(1);
        after.filter_map(|rest| rest.split_once(')').map(|(target, _)| target))
    });
    targets.filter(|target| !target.contains("://")).collect()
}

/// Returns the fragments of the headings of a document, as GitHub forms them.
fn fragments(text: &str) -> BTreeSet<String> {
    let headings = prose(text).filter(|line| line.starts_with('#'));
    headings
        .map(|line| {
            let title = line.trim_start_matches('#').trim().to_lowercase();
            let kept = title
                .chars()
                .filter(|letter| letter.is_alphanumeric() || [' ', '-', '_'].contains(letter));
            kept.collect::<String>().replace(' ', "-")
        })
        .collect()
}

/// Returns whether the file of a link exists, and has the heading of its fragment.
fn link_exists(directory: &Path, document: &Path, link: &str) -> Result<bool> {
    let (file, fragment) = link.split_once('#').unwrap_or((link, ""));
    let file = match file {
        "" => document.to_owned(),
        file => directory.join(file),
    };
    if !file.exists() {
        return Ok(false);
    }
    Ok(fragment.is_empty() || fragments(&read_to_string(&file)?).contains(fragment))
}

/// Returns the Markdown files of a directory, without subdirectories.
fn markdown_files(directory: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(directory)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
    Ok(found)
}

#[test]
fn readme_has_at_most_200_lines() -> Result {
    let lines = read_to_string(root()?.join("README.md"))?.lines().count();
    assert!(
        lines <= MAX_README_LINES,
        "README.md has {lines} lines; move details into a guide"
    );
    Ok(())
}

#[test]
fn readme_states_version_and_msrv_of_the_manifest() -> Result {
    let manifest = read_to_string(root()?.join("Cargo.toml"))?;
    let value = |key: &str| {
        let line = manifest.lines().find(|line| line.starts_with(key));
        let quoted = line.and_then(|line| line.split('"').nth(1));
        quoted.ok_or_else(|| format!("Cargo.toml: no `{key}`; add it"))
    };
    let readme = read_to_string(root()?.join("README.md"))?;
    for statement in [
        format!("**Status:** {}", value("version")?),
        format!(
            "Minimum supported Rust version: {}.",
            value("rust-version")?
        ),
    ] {
        assert!(
            readme.contains(&statement),
            "README.md: no `{statement}`; update it to the workspace's manifest"
        );
    }
    Ok(())
}

#[test]
fn every_path_in_a_document_exists() -> Result {
    let root = root()?;
    let mut missing = Vec::new();
    for document in DOCUMENTS_WITH_PATHS {
        let text = read_to_string(root.join(document))?;
        for path in paths(&text) {
            if !root.join(path).exists() {
                missing.push(format!("{document}: `{path}`"));
            }
        }
    }
    assert!(
        missing.is_empty(),
        "paths that do not exist; correct them: {missing:#?}"
    );
    Ok(())
}

#[test]
fn architecture_describes_every_crate() -> Result {
    let root = root()?;
    let text = read_to_string(root.join("ARCHITECTURE.md"))?;
    let mut missing = Vec::new();
    for group in ["crates", "tools"] {
        for entry in std::fs::read_dir(root.join(group))? {
            let row = format!("| `{group}/{}/` |", entry?.file_name().display());
            if !text.contains(&row) {
                missing.push(row);
            }
        }
    }
    assert!(
        missing.is_empty(),
        "ARCHITECTURE.md: missing rows; add {missing:#?}"
    );
    Ok(())
}

#[test]
fn every_link_in_a_document_exists() -> Result {
    let root = root()?;
    let mut broken = Vec::new();
    let mut checked = 0;
    for directory in DIRECTORIES_WITH_LINKS {
        let directory = root.join(directory);
        for document in markdown_files(&directory)? {
            for link in links(&read_to_string(&document)?) {
                checked += 1;
                if !link_exists(&directory, &document, link)? {
                    broken.push(format!("{}: {link}", document.display()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "broken links; correct them: {broken:#?}");
    assert!(checked > 20, "only {checked} links found");
    Ok(())
}

const GUIDE: &str = "docs/when-the-api-changes.md";

/// Returns the section of a guide with a heading, up to the next heading of the same level.
fn section<'a>(guide: &'a str, heading: &str) -> Result<&'a str> {
    let (_, section) = guide
        .split_once(&format!("\n{heading}\n"))
        .ok_or_else(|| format!("{GUIDE}: no section `{heading}`"))?;
    let level = heading.split(' ').next().unwrap_or_default();
    Ok(section
        .split(&format!("\n{level} "))
        .next()
        .unwrap_or(section))
}

/// Checks that the text blocks of a section quote a report. Parts between omissions are consecutive lines in the same order.
/// Returns the number of parts.
fn count_quoted_parts(section: &str, report: &str) -> Result<usize> {
    let report: Vec<&str> = report.lines().collect();
    let mut rest = report.as_slice();
    let mut parts = 0;
    for block in section.split("\n```text\n").skip(1) {
        let (block, _) = block
            .split_once("```\n")
            .ok_or("a code block is not closed")?;
        let lines: Vec<&str> = block.lines().collect();
        for part in lines
            .split(|line| *line == "...")
            .filter(|part| !part.is_empty())
        {
            let start = rest.windows(part.len()).position(|window| window == part);
            let start = start.ok_or_else(|| {
                format!("{GUIDE}: {part:#?} is not in the report; update the guide")
            })?;
            rest = rest.get(start + part.len()..).unwrap_or_default();
            parts += 1;
        }
    }
    Ok(parts)
}

#[test]
fn guide_quotes_the_report_of_the_snapshot() -> Result {
    let guide = read_to_string(root()?.join(GUIDE))?;
    let report = read_to_string(root()?.join("tests/snapshots/report_text.snap"))?;
    let parts = count_quoted_parts(section(&guide, "### Example")?, &report)?;
    assert!(parts >= 2, "only {parts} parts found");
    Ok(())
}

/// The guide's commands for the documents of the library have the quoted results.
#[test]
fn guide_quotes_the_report_of_the_library() -> Result {
    let guide = read_to_string(root()?.join(GUIDE))?;
    let section = section(&guide, "## Try it offline")?;
    let layout = Layout::new(root()?);
    let version = |number: u8| {
        let path = format!("docs/examples/library-{number}.json");
        assert!(section.contains(&path), "{GUIDE}: no command with {path}");
        layout.at(&path).display().to_string()
    };
    let (old, new) = (version(1), version(2));
    let report = report::between(&layout, &new, Some(&old))?;
    let exit = format!("The exit code is {}.", report.level().exit_code());
    assert!(section.contains(&exit), "{GUIDE}: no `{exit}`");
    let parts = count_quoted_parts(section, &render::text(&report, &report::REPORT_NAMES))?;
    assert!(parts >= 2, "only {parts} parts found");

    // The offline commands of the guide: import, adopt, verify.
    let directory = tempfile::tempdir()?;
    let out = Layout::new(directory.path().join("library"));
    let (old, new) = (
        source::read(&old, &Limits::default())?,
        source::read(&new, &Limits::default())?,
    );
    let import = workspace::import(&old, old.name(), "2026-01-01")?;
    workspace::write_import(&layout, &out, &import)?;
    workspace::adopt_document(&out, &new, "2026-02-01", OpenQuestionPolicy::UseDefaults)?;
    let verification = Verification::of(&out)?;
    assert!(verification.verdict.problems.is_empty(), "{verification}");
    Ok(())
}
