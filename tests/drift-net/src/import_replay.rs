//! What was lifted by rule, through the compiler and over the wire: the vendor's documents imported, and one brought along
//! to the next.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};
use openapi_facts::json::Json;
use partna_codegen::adopt::Mode;
use partna_codegen::adopted::today;
use partna_codegen::deviations;
use partna_codegen::layout::Layout;
use partna_codegen::lint;
use partna_codegen::source::{self, Limits};
use partna_codegen::verification::Verification;
use partna_codegen::workspace;

use crate::cargo::cargo;
use crate::corrupt_inputs::text;
use crate::fixtures::{self, Fixture};

/// Sources of the wire net that an imported document shares with ours.
const SHARED: [&str; 4] = ["call.rs", "schema_walk.rs", "wire.rs", "wire/documented.rs"];

/// Of the document whose every text is hostile.
const SEED: u64 = 20_260_330;

/// Imports, adopts, compiles, and runs the wire net after each.
pub fn run(root: &Path) -> anyhow::Result<()> {
    let home = root.join("target/history");
    let documents = documents(root, &home)?;
    let workspace = home.join("workspace");
    for (from, to) in documents.iter().zip(documents.iter().skip(1)) {
        fresh(&workspace)?;
        import(root, from, &workspace)?;
        check(root, &workspace)?;
        bring_along(to, &workspace)?;
        check(root, &workspace)?;
    }
    // Ours of everything that a vendor may do: its paths hold parameters, which the wire net does not send.
    let made = |version: usize| root.join(format!("tests/drift-net/documents/{version}.json"));
    fresh(&workspace)?;
    make(root, &made(1), &workspace)?;
    compile(root, &workspace)?;
    for version in [2, 3] {
        bring_along(&made(version), &workspace)?;
        compile(root, &workspace)?;
    }
    if let Some(last) = documents.last() {
        fresh(&workspace)?;
        import(root, last, &workspace)?;
        check(root, &workspace)?;
    }
    let (vendor, _) = text::hostile(SEED, &text::paths(SEED));
    let document = home.join("hostile.json");
    std::fs::write(&document, vendor.pretty()?)?;
    fresh(&workspace)?;
    make(root, &document, &workspace)?;
    documentation(root, &workspace)
}

/// The generated files of an import whose comments rustdoc reads.
const GENERATED: [&str; 3] = [
    "src/generated/client.rs",
    "src/generated/operations.rs",
    "src/generated/enums.rs",
];

/// Compiles an import, and has cargo run every test that rustdoc finds in generated code: there are none.
fn documentation(root: &Path, workspace: &Path) -> anyhow::Result<()> {
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
        .args(GENERATED)
        .env("CARGO_TARGET_DIR", root.join("target/history-build"))
        .current_dir(workspace)
        .output()
        .context("cannot run cargo")?;
    let printed = String::from_utf8_lossy(&output.stdout);
    let runs: Vec<&str> = printed
        .lines()
        .filter(|line| line.starts_with("running "))
        .collect();
    if !output.status.success() || runs != ["running 0 tests"; 2] {
        bail!(
            "text of a document runs as a test, or does not compile:\n{printed}\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    println!("  nothing of a hostile document runs");
    Ok(())
}

/// The documents, the oldest first: the vendor's without prose, and ours written out, which stands in for one.
fn documents(root: &Path, home: &Path) -> anyhow::Result<Vec<PathBuf>> {
    std::fs::create_dir_all(home)?;
    let mut found: Vec<PathBuf> = fixtures::all()?.iter().map(Fixture::path).collect();
    let ours = crate::vendor_mutations::inlined(&Json::read(&root.join(Layout::DOCUMENT))?)?;
    let path = home.join("ours.json");
    std::fs::write(&path, ours.pretty()?)?;
    found.push(path);
    Ok(found)
}

/// Makes a workspace of a document.
fn make(root: &Path, document: &Path, out: &Path) -> anyhow::Result<()> {
    let out = Layout::new(out);
    workspace::ensure_empty(&out)?;
    let vendor = source::read_file(document, &Limits::default())?;
    let import = workspace::import(&vendor, vendor.name(), &today())?;
    workspace::create(&Layout::new(root), &out, &import)
}

/// Brings a workspace along with a document, and makes its code. Every open question gets its safe default.
fn bring_along(document: &Path, workspace: &Path) -> anyhow::Result<()> {
    let vendor = source::read_file(document, &Limits::default())?;
    let layout = Layout::new(workspace);
    let adopted = workspace::adopt_document(&layout, &vendor, &today(), Mode::Assume)?;
    let findings = lint::workspace_findings(&layout, &adopted.adoption.doc)?;
    if let Some(finding) = findings.first() {
        bail!(
            "{} findings in {}:\n{finding}",
            findings.len(),
            document.display()
        );
    }
    workspace::generate_code(&layout).map(drop)
}

fn fresh(folder: &Path) -> anyhow::Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    Ok(())
}

fn import(root: &Path, document: &Path, out: &Path) -> anyhow::Result<()> {
    println!("  importing {}", document.display());
    make(root, document, out)?;
    let net = out.join("tests");
    std::fs::create_dir_all(net.join("src/wire"))?;
    std::fs::create_dir_all(net.join("tests"))?;
    for name in SHARED {
        std::fs::copy(
            root.join("tests/src").join(name),
            net.join("src").join(name),
        )?;
    }
    std::fs::write(
        net.join("src/lib.rs"),
        include_str!("import_replay/net.rs.txt"),
    )?;
    std::fs::write(
        net.join("tests/wire.rs"),
        include_str!("import_replay/test.rs.txt"),
    )?;
    let manifest = wire_net_manifest(&root.join("tools"))?;
    std::fs::write(net.join("Cargo.toml"), manifest)?;
    let manifest = out.join("Cargo.toml");
    let text = std::fs::read_to_string(&manifest)?;
    let text = text.replacen("members = [", "members = [\"tests\", ", 1);
    std::fs::write(manifest, text)?;
    // Its calls are made with the rest, now that there is a crate for them.
    workspace::generate_code(&Layout::new(out)).map(drop)
}

/// Returns the manifest of the package that holds the copied files of partna-tests.
fn wire_net_manifest(tools: &Path) -> anyhow::Result<String> {
    let tools = tools
        .to_str()
        .context("the path of the tools is not text")?;
    Ok(format!(
        "[package]\nname = \"wire_net\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\nhttp.workspace = true\n\
         partna-client = {{ workspace = true, default-features = true }}\npartna-types.workspace = true\n\
         reqwest.workspace = true\nserde.workspace = true\nserde_json.workspace = true\nthiserror.workspace = true\n\
         tokio.workspace = true\nwiremock.workspace = true\nopenapi-facts = {{ path = \"{tools}/openapi-facts\" }}\n\
         partna-codegen = {{ path = \"{tools}/partna-codegen\" }}\n"
    ))
}

/// Runs cargo in a workspace, with a build folder that all of them share: they lie at one path, one after the other.
fn build(root: &Path, workspace: &Path, arguments: &[&str]) -> anyhow::Result<()> {
    let folder = root.join("target/history-build");
    let folder = folder.to_str().context("a path that is no text")?;
    cargo(workspace, arguments, &[("CARGO_TARGET_DIR", folder)])
}

fn compile(root: &Path, workspace: &Path) -> anyhow::Result<()> {
    build(root, workspace, &["check", "--quiet"])
}

/// Whether a workspace says what the vendor says, compiles, and does on the wire what its document says.
fn check(root: &Path, workspace: &Path) -> anyhow::Result<()> {
    let verdict = Verification::of(&Layout::new(workspace))?.verdict;
    if !verdict.problems.is_empty() {
        bail!("undeclared differences:\n{}", verdict.problems.join("\n"));
    }
    let declared = deviations::read(&workspace.join("openapi/deviations.toml"))?.len();
    println!(
        "  {} facts as the vendor has them, {declared} reasons for others",
        verdict.carried
    );
    let arguments = [
        "test",
        "--quiet",
        "--package",
        "wire_net",
        "--",
        "--nocapture",
    ];
    build(root, workspace, &arguments)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Only soak compiles the package, so this is what notices a new dependency of the copied files.
    #[test]
    fn wire_net_depends_on_each_crate_that_the_copied_files_use() -> anyhow::Result<()> {
        let root = crate::root();
        let manifest: toml::Table = wire_net_manifest(Path::new("tools"))?.parse()?;
        let declared = manifest["dependencies"]
            .as_table()
            .context("no dependencies")?;
        let tests: toml::Table = std::fs::read_to_string(root.join("tests/Cargo.toml"))?.parse()?;
        let available = tests["dependencies"]
            .as_table()
            .context("no dependencies")?;
        let mut used = 0;
        for file in SHARED {
            let text = std::fs::read_to_string(root.join("tests/src").join(file))?;
            for name in available.keys() {
                let path = format!("{}::", name.replace('-', "_"));
                let is_used = text
                    .split(|c: char| c.is_whitespace() || "(<[&,".contains(c))
                    .any(|word| word.starts_with(&path));
                if is_used {
                    assert!(declared.contains_key(name), "{file} uses {name}");
                    used += 1;
                }
            }
        }
        assert!(used > 3, "{used}");
        Ok(())
    }
}
