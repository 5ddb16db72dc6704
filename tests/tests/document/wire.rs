//! Every operation over a real socket, with one snapshot each.

use std::collections::BTreeSet;
use std::error::Error;

use openapi_facts::json::Json;
use openapi_facts::schema::resolve;
use partna_auth::OPERATIONS;
use partna_codegen::document::{body_schema, operations};
use partna_tests::wire::{Wire, arguments};
use partna_tests::{assert_all, document, root, snapshots};
use serde_json::Value;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

#[tokio::test]
async fn every_operation_matches_its_snapshot() -> Result {
    let doc = document()?;
    let mut settings = snapshots();
    settings.set_snapshot_path(root()?.join("tests/snapshots/wire"));
    let (mut seen, mut problems, mut reports) = (BTreeSet::new(), Vec::new(), Vec::new());
    for (method, path, operation) in operations(&doc) {
        let id = operation.text("operationId").ok_or("no id")?;
        let report = match Wire::new(&doc, &method, path, operation)
            .await?
            .report()
            .await
        {
            Ok(report) => report,
            Err(error) => format!("FAILED: {error}\n"),
        };
        let is_complete = report.contains("as documented: reads and writes the same");
        if !is_complete || report.contains("LOST") {
            problems.push(format!("{id}: {report}"));
        }
        reports.push((id.to_owned(), report));
        seen.insert(format!("{id}.snap"));
    }
    for file in std::fs::read_dir(root()?.join("tests/snapshots/wire"))? {
        let name = file?.file_name().into_string().unwrap_or_default();
        if name.ends_with(".snap") && !seen.contains(&name) {
            problems.push(format!("{name}: no operation has this snapshot; delete it"));
        }
    }
    assert_all(&settings, reports);
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(seen.len(), OPERATIONS.len());
    Ok(())
}

/// The caller receives the documented text and data of each error.
#[tokio::test]
async fn documented_errors_reach_the_caller() -> Result {
    let doc = document()?;
    let (mut count, mut lost) = (0, Vec::new());
    for (method, path, operation) in operations(&doc) {
        let (found, mut failures) = Wire::new(&doc, &method, path, operation)
            .await?
            .errors()
            .await?;
        count += found;
        lost.append(&mut failures);
    }
    assert_eq!(lost, Vec::<String>::new());
    assert!(count > 40, "{count}");
    Ok(())
}

/// Every parameter and every field of a body is sent at least once.
#[test]
fn every_documented_parameter_and_field_is_sent() -> Result {
    let doc = document()?;
    let (mut parameters, mut fields) = (0, 0);
    for (_, path, operation) in operations(&doc) {
        let arguments = arguments(&doc, operation)?;
        for parameter in operation.list("parameters") {
            let name = parameter.text("name").ok_or("no name")?;
            assert!(arguments.parameters.contains_key(name), "{path} {name}");
            parameters += 1;
        }
        let Some(schema) = body_schema(operation) else {
            continue;
        };
        let body: Value = serde_json::from_str(arguments.body.as_deref().ok_or("no body")?)?;
        for (name, _) in resolve(&doc, schema)?
            .get("properties")
            .into_iter()
            .flat_map(Json::entries)
        {
            assert!(
                body.get(name).is_some_and(|value| !value.is_null()),
                "{path} {name}"
            );
            fields += 1;
        }
    }
    println!("{parameters} parameters, {fields} fields");
    assert!(parameters > 40 && fields > 150, "{parameters} {fields}");
    Ok(())
}
