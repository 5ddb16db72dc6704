//! Imports the vendor's documents, adopts the next one, compiles the result, and runs the wire tests.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};
use openapi_facts::json::Json;
use partna_codegen::adopt::OpenQuestionPolicy;
use partna_codegen::deviations;
use partna_codegen::layout::Layout;
use partna_codegen::lint;
use partna_codegen::source::{self, Limits};
use partna_codegen::upstream_facts::today;
use partna_codegen::verification::Verification;
use partna_codegen::workspace;

use crate::cargo::cargo;
use crate::corrupt_inputs::hostile_text;
use crate::fixtures::{self, Fixture};

/// Sources of the wire tests that are copied to an imported workspace.
const COPIED_FILES: [&str; 4] = ["call.rs", "schema_walk.rs", "wire.rs", "wire/documented.rs"];

/// The seed of the document with hostile texts.
const HOSTILE_TEXT_SEED: u64 = 20_260_330;

/// Imports, adopts and compiles each document, and runs the wire tests after each step.
pub fn run(root: &Path) -> anyhow::Result<()> {
    let home = root.join("target/import_replay");
    let documents = list_documents(root, &home)?;
    let workspace = home.join("workspace");
    for (from, to) in documents.iter().zip(documents.iter().skip(1)) {
        remove_if_exists(&workspace)?;
        import_with_wire_tests(root, from, &workspace)?;
        verify_and_test(root, &workspace)?;
        adopt_document(to, &workspace)?;
        verify_and_test(root, &workspace)?;
    }
    // Our test documents have every kind of change. They are only compiled: their paths have parameters, which the wire tests do
    // not send.
    let test_document =
        |version: usize| root.join(format!("tests/drift-tests/documents/{version}.json"));
    remove_if_exists(&workspace)?;
    create_workspace(root, &test_document(1), &workspace)?;
    compile(root, &workspace)?;
    for version in [2, 3] {
        adopt_document(&test_document(version), &workspace)?;
        compile(root, &workspace)?;
    }
    if let Some(last) = documents.last() {
        remove_if_exists(&workspace)?;
        import_with_wire_tests(root, last, &workspace)?;
        verify_and_test(root, &workspace)?;
    }
    let (vendor, _) =
        hostile_text::hostile_document(HOSTILE_TEXT_SEED, &hostile_text::paths(HOSTILE_TEXT_SEED));
    let document = home.join("hostile.json");
    std::fs::write(&document, vendor.pretty()?)?;
    remove_if_exists(&workspace)?;
    create_workspace(root, &document, &workspace)?;
    check_doc_tests(root, &workspace)?;
    for document in import_documents()? {
        println!("  import {}", document.display());
        remove_if_exists(&workspace)?;
        create_workspace(root, &document, &workspace)?;
        compile(root, &workspace)?;
    }
    check_requests(root, &workspace)
}

/// Returns the paths of the documents with constructs that are easily misread, or for which it is easy to generate wrong code.
pub fn import_documents() -> anyhow::Result<Vec<PathBuf>> {
    let directory = crate::root().join("tests/drift-tests/documents/imports");
    let entries = std::fs::read_dir(&directory)
        .with_context(|| format!("{}: cannot be read", directory.display()))?;
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    paths.sort();
    Ok(paths)
}

/// Imports a document with parameters, bodies and successes of every kind, and checks the requests that a server receives.
fn check_requests(root: &Path, workspace: &Path) -> anyhow::Result<()> {
    let document = root.join("tests/drift-tests/documents/requests/1.json");
    println!("  import {}", document.display());
    remove_if_exists(workspace)?;
    create_workspace(root, &document, workspace)?;
    let package = workspace.join("tests");
    std::fs::create_dir_all(package.join("src"))?;
    std::fs::create_dir_all(package.join("tests"))?;
    std::fs::write(package.join("src/lib.rs"), "//! Tests only.\n")?;
    std::fs::write(
        package.join("tests/requests.rs"),
        include_str!("import_replay/request_tests.rs.txt"),
    )?;
    std::fs::write(package.join("Cargo.toml"), REQUEST_TESTS_MANIFEST)?;
    add_member(workspace)?;
    run_cargo(
        root,
        workspace,
        &["test", "--quiet", "--package", "request_tests"],
    )
}

const REQUEST_TESTS_MANIFEST: &str = "[package]\nname = \"request_tests\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
     [dependencies]\nhttp.workspace = true\npartna-client = { workspace = true, default-features = true }\n\
     partna-types.workspace = true\nreqwest.workspace = true\nserde_json.workspace = true\ntokio.workspace = true\n";

/// Adds the package `tests` to a workspace.
fn add_member(workspace: &Path) -> anyhow::Result<()> {
    let manifest = workspace.join("Cargo.toml");
    let text = std::fs::read_to_string(&manifest)?;
    let text = text.replacen("members = [", "members = [\"tests\", ", 1);
    std::fs::write(manifest, text)?;
    Ok(())
}

/// The generated files of an import whose comments rustdoc reads.
const GENERATED_FILES: [&str; 3] = [
    "src/generated/client.rs",
    "src/generated/operations.rs",
    "src/generated/enums.rs",
];

/// Compiles an import and checks that rustdoc finds no test in its generated code.
fn check_doc_tests(root: &Path, workspace: &Path) -> anyhow::Result<()> {
    let output = Command::new("cargo")
        .args([
            "test",
            "--doc",
            "--package",
            "partna-client",
            "--package",
            "partna-types",
            "--",
        ])
        .args(GENERATED_FILES)
        .env("CARGO_TARGET_DIR", root.join("target/import_replay-build"))
        .current_dir(workspace)
        .output()
        .context("cargo: cannot be started; check PATH")?;
    let printed = String::from_utf8_lossy(&output.stdout);
    let runs: Vec<&str> = printed
        .lines()
        .filter(|line| line.starts_with("running "))
        .collect();
    if !output.status.success() || runs != ["running 0 tests"; 2] {
        bail!(
            "generated doc comments: the text of a document runs as a test or does not compile; escape it:\n{printed}\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    println!("  hostile document: no text runs as a documentation test");
    Ok(())
}

/// Returns the paths of the documents, the oldest first: the vendor's without prose, then our document with all references
/// resolved, as another document of the vendor.
fn list_documents(root: &Path, home: &Path) -> anyhow::Result<Vec<PathBuf>> {
    std::fs::create_dir_all(home)?;
    let mut found: Vec<PathBuf> = fixtures::all()?.iter().map(Fixture::path).collect();
    let ours = crate::vendor_mutations::inlined(&Json::read(&root.join(Layout::DOCUMENT))?)?;
    let path = home.join("ours.json");
    std::fs::write(&path, ours.pretty()?)?;
    found.push(path);
    Ok(found)
}

/// Creates a workspace from a document.
fn create_workspace(root: &Path, document: &Path, out: &Path) -> anyhow::Result<()> {
    let out = Layout::new(out);
    workspace::prepare_import_directory(&out)?;
    let vendor = source::read_file(document, &Limits::default())?;
    let import = workspace::import(&vendor, vendor.name(), &today())?;
    workspace::write_import(&Layout::new(root), &out, &import)
}

/// Adopts a document in a workspace and generates its code. Every open question is resolved with its safe default.
fn adopt_document(document: &Path, workspace: &Path) -> anyhow::Result<()> {
    let vendor = source::read_file(document, &Limits::default())?;
    let layout = Layout::new(workspace);
    let adopted =
        workspace::adopt_document(&layout, &vendor, &today(), OpenQuestionPolicy::UseDefaults)?;
    let findings = lint::workspace_findings(&layout, &adopted.adoption.doc)?;
    if let Some(finding) = findings.first() {
        bail!(
            "{}: {} lint findings after adoption; the first is:\n{finding}",
            document.display(),
            findings.len()
        );
    }
    workspace::generate_code(&layout).map(drop)
}

fn remove_if_exists(directory: &Path) -> anyhow::Result<()> {
    if directory.exists() {
        std::fs::remove_dir_all(directory)?;
    }
    Ok(())
}

fn import_with_wire_tests(root: &Path, document: &Path, out: &Path) -> anyhow::Result<()> {
    println!("  import {}", document.display());
    create_workspace(root, document, out)?;
    let package = out.join("tests");
    std::fs::create_dir_all(package.join("src/wire"))?;
    std::fs::create_dir_all(package.join("tests"))?;
    for name in COPIED_FILES {
        std::fs::copy(
            root.join("tests/src").join(name),
            package.join("src").join(name),
        )?;
    }
    std::fs::write(
        package.join("src/lib.rs"),
        include_str!("import_replay/wire_tests_lib.rs.txt"),
    )?;
    std::fs::write(
        package.join("tests/wire.rs"),
        include_str!("import_replay/wire_tests.rs.txt"),
    )?;
    let manifest = wire_tests_manifest(&root.join("tools"))?;
    std::fs::write(package.join("Cargo.toml"), manifest)?;
    add_member(out)?;
    // The new package has generated calls too, so all files are generated a second time.
    workspace::generate_code(&Layout::new(out)).map(drop)
}

/// Returns the manifest of the package with the copied files of partna-tests.
fn wire_tests_manifest(tools: &Path) -> anyhow::Result<String> {
    let tools = tools
        .to_str()
        .context("tools/: the path of the workspace is not UTF-8; move the workspace")?;
    Ok(format!(
        "[package]\nname = \"wire_tests\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\nhttp.workspace = true\n\
         partna-client = {{ workspace = true, default-features = true }}\npartna-types.workspace = true\n\
         reqwest.workspace = true\nserde.workspace = true\nserde_json.workspace = true\nthiserror.workspace = true\n\
         tokio.workspace = true\nwiremock.workspace = true\nopenapi-facts = {{ path = \"{tools}/openapi-facts\" }}\n\
         partna-codegen = {{ path = \"{tools}/partna-codegen\" }}\n"
    ))
}

/// Runs cargo in a workspace. All workspaces use the same build directory, because each replaces the previous one at the same
/// path.
fn run_cargo(root: &Path, workspace: &Path, arguments: &[&str]) -> anyhow::Result<()> {
    let directory = root.join("target/import_replay-build");
    let directory = directory
        .to_str()
        .context("target/: the path of the workspace is not UTF-8; move the workspace")?;
    cargo(workspace, arguments, &[("CARGO_TARGET_DIR", directory)])
}

fn compile(root: &Path, workspace: &Path) -> anyhow::Result<()> {
    let arguments = [
        "check",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--keep-going",
    ];
    run_cargo(root, workspace, &arguments)
}

/// Checks that the facts of a workspace equal the vendor's up to declared deviations, that it compiles, and that its wire tests
/// pass.
fn verify_and_test(root: &Path, workspace: &Path) -> anyhow::Result<()> {
    let verdict = Verification::of(&Layout::new(workspace))?.verdict;
    if !verdict.problems.is_empty() {
        bail!(
            "{}: undeclared differences to the vendor's document:\n{}",
            workspace.display(),
            verdict.problems.join("\n")
        );
    }
    let declared = deviations::read(&workspace.join("openapi/deviations.toml"))?.len();
    println!(
        "  {} facts equal to the vendor's, {declared} declared deviations",
        verdict.carried
    );
    let arguments = [
        "test",
        "--quiet",
        "--package",
        "wire_tests",
        "--",
        "--nocapture",
    ];
    run_cargo(root, workspace, &arguments)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Only soak compiles the package, so this test detects a new dependency of the copied files.
    #[test]
    fn wire_tests_depend_on_each_crate_used_by_copied_files() -> anyhow::Result<()> {
        let root = crate::root();
        let manifest: toml::Table = wire_tests_manifest(Path::new("tools"))?.parse()?;
        let declared = manifest["dependencies"]
            .as_table()
            .context("manifest: no table `dependencies`")?;
        let tests: toml::Table = std::fs::read_to_string(root.join("tests/Cargo.toml"))?.parse()?;
        let available = tests["dependencies"]
            .as_table()
            .context("manifest: no table `dependencies`")?;
        let mut used = 0;
        for file in COPIED_FILES {
            let text = std::fs::read_to_string(root.join("tests/src").join(file))?;
            for name in available.keys() {
                let path = format!("{}::", name.replace('-', "_"));
                let is_used = text
                    .split(|c: char| c.is_whitespace() || "(<[&,".contains(c))
                    .any(|word| word.starts_with(&path));
                if is_used {
                    assert!(
                        declared.contains_key(name),
                        "{file}: uses {name}; add it to wire_tests_manifest"
                    );
                    used += 1;
                }
            }
        }
        assert!(used > 3, "only {used} uses of dependencies were found");
        Ok(())
    }
}
