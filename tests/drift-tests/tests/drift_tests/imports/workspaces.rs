//! The files of an imported workspace.

use std::process::Command;

use openapi_facts::json::Json;
use partna_codegen::layout::Layout;
use partna_codegen::verification::Verification;
use partna_codegen::workspace;
use partna_drift_tests::root;
use serde_json::json;

use super::{Imported, Result};

/// An omitted operation is declared as a deviation, and its reason is listed in the document.
#[test]
fn verification_requires_that_omitted_operations_are_listed() -> Result {
    let directory = tempfile::tempdir()?;
    let imported = Imported::of("methods")?;
    let layout = Layout::new(directory.path());
    workspace::write_import(&Layout::new(root()), &layout, &imported.import)?;
    let problems = || -> Result<Vec<String>> { Ok(Verification::of(&layout)?.verdict.problems) };
    assert!(problems()?.is_empty());

    let mut doc = Json::read(&layout.document())?;
    let Some(Json::Array(entries)) = doc.pointer_mut("/x-partna-omitted") else {
        return Err("no list".into());
    };
    let removed = entries.remove(1);
    std::fs::write(layout.document(), doc.pretty()?)?;
    let name = removed.text("operation").ok_or("no operation")?;
    assert_eq!(
        problems()?,
        [format!(
            "our document omits `{name}` (omitted-operation), and does not list it in x-partna-omitted; list it with the reason"
        )]
    );

    let listed = Json::parse(r#"{"operation": "GET /pay", "reason": "is not needed"}"#)?;
    let Some(Json::Array(entries)) = doc.pointer_mut("/x-partna-omitted") else {
        return Err("no list".into());
    };
    entries.extend([removed, listed]);
    std::fs::write(layout.document(), doc.pretty()?)?;
    let found = problems()?;
    assert!(
        matches!(&found[..], [only] if only.contains("lists `GET /pay`")),
        "{found:?}"
    );

    // An entry about a part of an operation does not list the operation as omitted.
    let Some(map) = doc.as_object_mut() else {
        return Err("not an object".into());
    };
    let part = r#"[{"operation": "TRACE /pay", "part": "body", "reason": "is not needed"}]"#;
    map.insert("x-partna-omitted".to_owned(), Json::parse(part)?);
    std::fs::write(layout.document(), doc.pretty()?)?;
    assert_eq!(problems()?.len(), 3);
    Ok(())
}

/// Unit tests of the copied crates use types of our document, so they do not compile with another one.
#[test]
fn imported_workspace_has_no_tests_of_our_document() -> Result {
    let directory = tempfile::tempdir()?;
    let imported = Imported::of("methods")?;
    let (ours, out) = (Layout::new(root()), Layout::new(directory.path()));
    workspace::write_import(&ours, &out, &imported.import)?;
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version=1"])
        .current_dir(directory.path())
        .output()?;
    assert!(output.status.success(), "{output:?}");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata["packages"].as_array().ok_or("no packages")?;
    assert_eq!(packages.len(), 2);
    for package in packages {
        let targets = package["targets"].as_array().ok_or("no targets")?;
        assert_eq!(targets.len(), 1, "{targets:#?}");
        for target in targets {
            assert_eq!(target["kind"], json!(["lib"]));
            assert_eq!(
                (&target["test"], &target["doctest"]),
                (&json!(false), &json!(false))
            );
        }
        assert_eq!(
            package["dependencies"]
                .as_array()
                .map(|all| { all.iter().filter(|one| one["kind"] == "dev").count() }),
            Some(0)
        );
    }
    Ok(())
}
