//! Tests that text of the vendor's document is never code, a command or markup, at any place of the document and in any output.

mod markdown;
mod output;
mod paths;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use openapi_facts::facts;
use openapi_facts::json::Json;
use partna_codegen::fs;
use partna_codegen::generate;
use partna_codegen::generated_files::WriteMode;
use partna_codegen::layout::Layout;
use partna_codegen::upstream_facts::UpstreamFactsFile;
use partna_drift_tests::corrupt_inputs::hostile_text as document;
use syn::visit_mut::VisitMut;
use tempfile::TempDir;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

const SEED: u64 = 20_260_330;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A directory with the hostile document and the results of commands.
struct HostileWorkspace {
    directory: TempDir,
    vendor: Json,
}

impl HostileWorkspace {
    fn new() -> Result<Self> {
        let directory = tempfile::tempdir()?;
        let (vendor, count) = document::hostile_document(SEED, &document::paths(SEED));
        assert!(count > 200, "{count} texts");
        std::fs::write(directory.path().join("vendor.json"), vendor.pretty()?)?;
        Ok(Self { directory, vendor })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// Runs `cargo xtask`. A word that begins with `@` is a path in the directory.
    fn xtask(&self, line: &str) -> Result<Output> {
        let words = line.split(' ').map(|word| match word.strip_prefix('@') {
            Some(name) => self.path(name).into_os_string(),
            None => word.into(),
        });
        Ok(Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(words)
            .output()?)
    }

    /// Runs a command, and returns its output if it exits with one of the codes.
    fn run(&self, line: &str, codes: &[i32]) -> Result<String> {
        let output = self.xtask(line)?;
        let (out, err) = (
            String::from_utf8(output.stdout)?,
            String::from_utf8(output.stderr)?,
        );
        let code = output.status.code();
        assert!(
            code.is_some_and(|code| codes.contains(&code)),
            "{line}: {code:?}\n{out}\n{err}"
        );
        assert_eq!(err, "", "{line}");
        output::assert_harmless(&out);
        Ok(out)
    }

    /// Copies the parts of this workspace that are generated from the document.
    fn copy_workspace(&self) -> Result<PathBuf> {
        let copy = self.path("copy");
        for part in ["openapi", "crates/partna-client", "crates/partna-types"] {
            fs::copy_tree(&root().join(part), &copy.join(part))?;
        }
        // Generated files of other crates need a directory and a manifest.
        for part in ["tests", "crates/partna-auth"] {
            std::fs::create_dir_all(copy.join(part))?;
            let manifest = Path::new(part).join("Cargo.toml");
            std::fs::copy(root().join(&manifest), copy.join(&manifest))?;
        }
        // The page of example messages is generated from snapshots.
        for part in ["docs/generated", "tests/snapshots"] {
            std::fs::create_dir_all(copy.join(part))?;
            for entry in std::fs::read_dir(root().join(part))? {
                let file = Path::new(part).join(entry?.file_name());
                if file.to_string_lossy().contains("error") && root().join(&file).is_file() {
                    std::fs::copy(root().join(&file), copy.join(&file))?;
                }
            }
        }
        Ok(copy)
    }

    fn import(&self) -> Result<PathBuf> {
        let out = self.run("upstream import @vendor.json --out @imported", &[0])?;
        output::assert_lines_begin_with(
            &out,
            &[
                "example: ",
                "omitted: ",
                "open: ",
                "next: `cargo check` in ",
            ],
        );
        Ok(self.path("imported"))
    }
}

/// Returns the files in a directory tree, by their relative paths.
fn files(directory: &Path) -> Result<BTreeSet<PathBuf>> {
    let (mut found, mut directories) = (BTreeSet::new(), vec![directory.to_owned()]);
    while let Some(next) = directories.pop() {
        for entry in std::fs::read_dir(next)? {
            let path = entry?.path();
            if path.is_dir() {
                directories.push(path);
            } else {
                found.insert(path.strip_prefix(directory)?.to_owned());
            }
        }
    }
    Ok(found)
}

/// The doc comments of a file, each on a separate item.
#[derive(Default)]
struct Comments(String, usize);

impl VisitMut for Comments {
    fn visit_attributes_mut(&mut self, attrs: &mut Vec<syn::Attribute>) {
        let docs: Vec<_> = attrs
            .iter()
            .filter(|attr| attr.path().is_ident("doc"))
            .collect();
        if !docs.is_empty() {
            self.1 += 1;
            self.0 += &format!("#(docs)\npub mod m{} {{}}\n", self.1)
                .replace("#(docs)", &quote::quote!(#(#docs)*).to_string());
        }
    }
}

/// Runs rustdoc's tests on the doc comments of generated code, and checks that it finds none.
fn assert_no_doctests(workspace: &Path) -> Result {
    let code =
        std::fs::read_to_string(workspace.join("crates/partna-client/src/generated/client.rs"))?;
    let mut comments = Comments::default();
    comments.visit_file_mut(&mut syn::parse_file(&code)?);
    assert!(comments.1 > 4, "{} doc comments", comments.1);
    let file = workspace.join("comments.rs");
    std::fs::write(&file, format!("#![allow(rustdoc::all)]\n{}", comments.0))?;
    let rustdoc = std::env::var_os("RUSTDOC").unwrap_or_else(|| "rustdoc".into());
    let output = Command::new(rustdoc)
        .args(["--test", "--edition", "2024", "--crate-type", "lib"])
        .arg(&file)
        .current_dir(workspace)
        .output()?;
    let message = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && message.contains("running 0 tests"),
        "{message}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    std::fs::remove_file(file)?;
    for file in ["pwned", "touch", "target"] {
        assert!(!workspace.join(file).exists(), "{file} was created");
    }
    Ok(())
}

/// Asserts that the vendor's facts on disk are those of the document, one per line, after a header that identifies it.
fn assert_adopted_facts(workspace: &Path, vendor: &Json) -> Result {
    let text = std::fs::read_to_string(workspace.join("openapi/upstream.facts"))?;
    let adopted = UpstreamFactsFile::parse(&text)?;
    let facts = facts::with_notes(vendor)?;
    assert_eq!(adopted.facts, facts);
    assert_eq!(text.lines().count(), facts.len() + 4);
    assert_eq!(text.lines().filter(|line| line.starts_with('#')).count(), 4);
    assert!(!text.contains(|letter: char| letter != '\n' && output::is_active(letter)));
    Ok(())
}

fn assert_declared_by_rule(workspace: &Path, own: usize) -> Result {
    let declared = partna_codegen::deviations::read(&workspace.join("openapi/deviations.toml"))?;
    let by_rule = declared
        .iter()
        .filter(|entry| entry.evidence == "None yet: not reviewed.");
    let mut count = 0;
    for entry in by_rule {
        count += 1;
        let mut patterns = entry.vendor.iter().chain(&entry.ours);
        assert!(patterns.all(|pattern| pattern.starts_with('=') && !pattern.contains('\n')));
    }
    assert!(declared.len() - count <= own, "a deviation was injected");
    Ok(())
}

#[test]
fn import_generates_no_code_from_text() -> Result {
    let hostile = HostileWorkspace::new()?;
    let workspace = hostile.import()?;
    assert_adopted_facts(&workspace, &hostile.vendor)?;
    assert_declared_by_rule(&workspace, 0)?;
    assert_no_doctests(&workspace)?;
    let ours = hostile.copy_workspace()?;
    for name in ["partna-client", "partna-types"] {
        let home = format!("crates/{name}");
        // Tests are not copied: they need other crates of this workspace.
        let mut copied = files(&ours.join(&home))?;
        copied.retain(|file| !file.starts_with("tests/"));
        assert_eq!(files(&workspace.join(&home))?, copied, "{name}");
        let manifest = |workspace: &Path| -> Result<toml_edit::DocumentMut> {
            Ok(std::fs::read_to_string(workspace.join(&home).join("Cargo.toml"))?.parse()?)
        };
        let mut made = manifest(&workspace)?;
        assert_eq!(made["lib"]["doctest"].as_bool(), Some(false), "{name}");
        made.remove("lib");
        // Hand-written methods use types of our document.
        let features = made["features"].as_table_mut().ok_or("no features")?;
        let default = features.insert("default", toml_edit::value("all"));
        assert_eq!(
            default.map(|it| it.to_string().trim().to_owned()),
            Some("[\"schemars\"]".to_owned()),
            "{name}"
        );
        let mut own = manifest(&ours)?;
        own["features"]["default"] = toml_edit::value("all");
        own.remove("dev-dependencies");
        assert_eq!(made.to_string().trim(), own.to_string().trim(), "{name}");
    }
    assert_eq!(
        std::fs::read(workspace.join("README.md"))?,
        std::fs::read(root().join("README.md"))?
    );
    let manifest = std::fs::read_to_string(workspace.join("Cargo.toml"))?;
    assert!(!manifest.contains("forged"), "{manifest}");
    Ok(())
}

/// The smallest attack: an example of an error that contains a code block.
#[test]
fn error_example_with_code_block_is_not_a_doctest() -> Result {
    let hostile = HostileWorkspace::new()?;
    for fence in ["```", "~~~", "````", "    "] {
        let close = if fence == "    " { "" } else { fence };
        let message = format!("x`\n\n{fence}\n{fence}{}\n{close}\n`", document::CODE);
        let message = serde_json::to_string(&message)?;
        let media = format!(
            r#"{{"schema":{{"type":"object","properties":{{"message":{{"type":"string"}}}}}},"example":{{"message":{message}}}}}"#
        );
        let vendor = format!(
            r#"{{"openapi":"3.0.3","info":{{"title":"x","version":"1"}},"paths":{{"/rate":{{"get":{{"responses":{{
            "200":{{"description":"ok"}},"400":{{"description":{message},"content":{{"application/json":{media}}}}}}}}}}}}}}}"#
        );
        std::fs::write(hostile.path("vendor.json"), vendor)?;
        assert_no_doctests(&hostile.import()?)?;
        std::fs::remove_dir_all(hostile.path("imported"))?;
    }
    Ok(())
}

#[test]
fn adoption_generates_no_code_from_text() -> Result {
    let hostile = HostileWorkspace::new()?;
    let workspace = hostile.copy_workspace()?;
    let own = partna_codegen::deviations::read(&workspace.join("openapi/deviations.toml"))?.len();
    let out = hostile.run(
        "upstream adopt --from @vendor.json --dir @copy --assume",
        &[0],
    )?;
    output::assert_lines_begin_with(
        &out,
        &[
            "example: ",
            "omitted: ",
            "open: ",
            "next: `cargo check --workspace",
        ],
    );
    assert!(out.contains("next: "), "{out}");
    assert_adopted_facts(&workspace, &hostile.vendor)?;
    assert_declared_by_rule(&workspace, own)?;
    assert_no_doctests(&workspace)?;
    let stale = generate::run(&Layout::new(&workspace), WriteMode::Check)
        .map_err(|error| format!("{error:#}"))?;
    assert_eq!(stale, Vec::<String>::new());
    let second = hostile.run(
        "upstream adopt --from @vendor.json --dir @copy --assume",
        &[0],
    )?;
    assert!(second.ends_with("no changes\n"), "{second}");
    Ok(())
}

#[test]
fn questions_and_findings_have_known_prefixes() -> Result {
    let hostile = HostileWorkspace::new()?;
    hostile.copy_workspace()?;
    let out = hostile.run("upstream adopt --from @vendor.json --dir @copy", &[0])?;
    let findings = [
        "/paths/",
        "    ",
        "    -> ",
        "openapi/partna.json: updated, and ",
    ];
    output::assert_lines_begin_with(
        &out,
        &[&["example: ", "omitted: ", "open: "], &findings[..]].concat(),
    );
    Ok(())
}

#[test]
fn reports_have_known_lines_in_every_format() -> Result {
    let hostile = HostileWorkspace::new()?;
    let report = |format: &str| {
        hostile.run(
            &format!("upstream diff --from @vendor.json --format {format}"),
            &[20],
        )
    };
    let json: serde_json::Value = serde_json::from_str(&report("json")?)?;
    let changes = json["changes"].as_array().ok_or("no changes")?;
    assert!(changes.len() > 20);

    let text = report("text")?;
    let operation =
        |line: &str| facts::operation(line) == Some(line.trim_end()) || line.ends_with('…');
    for line in text.lines().filter(|line| !line.starts_with("  ")) {
        let is_ours = ["Money and keys", "The API as a whole", ""].contains(&line)
            || [
                "verdict: breaking, ",
                "Next: cargo xtask",
                "To accept a change",
            ]
            .iter()
            .any(|lead| line.starts_with(lead))
            || line.starts_with(&format!("{} changes: ", changes.len()))
            || operation(line);
        assert!(is_ours, "{line}");
    }
    assert_eq!(text.matches("\nverdict: ").count(), 1);

    let github = report("github")?;
    assert_eq!(github.lines().count(), changes.len());
    for line in github.lines() {
        let (head, _) = line
            .strip_prefix("::")
            .and_then(|line| line.split_once("::"))
            .ok_or("no command")?;
        let (command, properties) = head.split_once(' ').ok_or("no properties")?;
        assert!(["error", "warning", "notice"].contains(&command), "{line}");
        let names: Vec<&str> = properties
            .split(',')
            .filter_map(|property| Some(property.split_once('=')?.0))
            .collect();
        assert_eq!(names, ["file", "title"], "{line}");
    }

    let headings = markdown::headings(&report("markdown")?, 0)?;
    markdown::assert_known_headings(&headings);
    let body = hostile.run("upstream pr-body --from @vendor.json", &[0])?;
    let headings = markdown::headings(&body, 2)?;
    markdown::assert_known_headings(&headings);
    let own: Vec<&str> = headings
        .iter()
        .map(String::as_str)
        .filter(|heading| heading.starts_with("## "))
        .collect();
    assert_eq!(
        own,
        ["## What changed", "## Open questions", "## Before merging"]
    );

    // This output is written to a file unchanged.
    let lines = String::from_utf8(hostile.xtask("facts @vendor.json")?.stdout)?;
    let facts = facts::of(&hostile.vendor)?;
    assert!(lines.lines().eq(&facts), "{lines}");
    assert!(!lines.contains(|letter: char| letter != '\n' && output::is_active(letter)));
    Ok(())
}

/// An error about a document is one line, even if it quotes hostile text.
#[test]
fn errors_are_one_line() -> Result {
    let hostile = HostileWorkspace::new()?;
    let mut texts = document::Texts::new(SEED);
    for _ in 0..60 {
        let text = serde_json::to_string(&texts.text())?;
        for document in [
            format!("{{\"openapi\": {text}}}"),
            format!("{{\"openapi\": \"3.0.3\", {text}: 1, {text}: 2}}"),
            format!("{{\"openapi\": \"3.0.3\", \"paths\": {{{text}: 1}}}}"),
            format!(
                "{{\"openapi\": \"3.0.3\", \"paths\": {{\"/a\": {{\"get\": {{\"responses\": {{{text}: {{\"$ref\": {text}}}}}}}}}}}}}"
            ),
        ] {
            std::fs::write(hostile.path("bad.json"), &document)?;
            for command in [
                "diff --from @bad.json",
                "pr-body --from @bad.json",
                "import @bad.json --out @bad",
            ] {
                let output = hostile.xtask(&format!("upstream {command}"))?;
                let message = String::from_utf8(output.stderr)?;
                output::assert_harmless(&message);
                assert_eq!(output.status.code(), Some(30), "{document}: {message}");
                assert!(
                    message.starts_with("error: ") && message.lines().count() == 1,
                    "{document}: {message}"
                );
                assert_eq!(output.stdout, b"", "{document}");
            }
        }
    }
    Ok(())
}
