//! Tests of `cargo xtask upstream strip`, which makes the copies of documents for tests.

use std::path::Path;
use std::process::{Command, Output};

use partna_codegen::upstream_facts::digest;
use partna_drift_tests::fixtures;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

fn strip(from: &Path, to: &Path) -> Result<Output> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(["upstream", "strip"]).args([from, to]);
    Ok(command.output()?)
}

#[test]
fn strip_writes_a_copy_and_prints_its_record() -> Result {
    let directory = tempfile::tempdir()?;
    let (from, to) = (
        directory.path().join("vendor.json"),
        directory.path().join("copy.json"),
    );
    let document = r#"{"openapi": "3.0.3", "paths": {"/a": {"get": {"summary": "A sentence of the vendor.", "responses": {}}}}}"#;
    std::fs::write(&from, document)?;
    let expected = format!("sha256 = \"{}\"\nfacts = 2\n", digest(document.as_bytes()));
    for _ in 0..2 {
        let output = strip(&from, &to)?;
        assert_eq!(String::from_utf8(output.stdout)?, expected);
        assert!(output.status.success());
        let copy = std::fs::read_to_string(&to)?;
        assert!(copy.contains("/a") && !copy.contains("sentence"), "{copy}");
    }
    Ok(())
}

#[test]
fn strip_of_a_fixture_changes_nothing() -> Result {
    let directory = tempfile::tempdir()?;
    let to = directory.path().join("copy.json");
    for fixture in fixtures::all()? {
        assert!(strip(&fixture.path(), &to)?.status.success());
        assert_eq!(std::fs::read(&to)?, std::fs::read(fixture.path())?);
    }
    Ok(())
}

#[test]
fn strip_rejects_invalid_document_without_writing() -> Result {
    let directory = tempfile::tempdir()?;
    let (from, to) = (
        directory.path().join("vendor.json"),
        directory.path().join("copy.json"),
    );
    std::fs::write(&from, "{}")?;
    assert_eq!(strip(&from, &to)?.status.code(), Some(30));
    assert!(!to.exists());
    Ok(())
}
