//! Snapshots that show a reviewer each change of the document, the generated code and the public interface.

use std::collections::BTreeMap;
use std::error::Error;

use partna_codegen::layout::Layout;
use partna_codegen::upstream_facts::UpstreamFactsFile;
use partna_codegen::verification::Verification;
use partna_tests::{assert_all, document, entry, public_types, root, snapshots};
use partna_types::Environment;
use schemars::{Schema, schema_for};
use serde_json::Value;

/// Snapshots of the document: operations, facts, components, prose, examples.
#[test]
fn document_matches_its_snapshots() -> Result<(), Box<dyn Error>> {
    let snapshots_by_name = partna_drift_tests::snapshots::of(&document()?)?.into_iter();
    let texts = snapshots_by_name.map(|(name, lines)| {
        (
            name.to_owned(),
            lines.into_iter().collect::<Vec<_>>().join("\n"),
        )
    });
    assert_all(&snapshots(), texts);
    Ok(())
}

/// Snapshots of the hand-written public interface. The inventory and the schemas cover the generated part.
#[test]
fn public_interface_matches_its_snapshots() -> Result<(), Box<dyn Error>> {
    let root = root()?;
    let mut texts = Vec::new();
    for name in [
        "partna",
        "partna-types",
        "partna-client",
        "partna-auth",
        "partna-sandbox",
        "partna-webhook",
    ] {
        texts.push((
            format!("public_{name}"),
            partna_drift_tests::public_api::of(&root, name)?.join("\n"),
        ));
    }
    assert_all(&snapshots(), texts);
    Ok(())
}

/// Our document has the facts of the adopted vendor document, except for declared deviations.
#[test]
fn our_document_has_the_adopted_facts_or_declares_deviations() -> Result<(), Box<dyn Error>> {
    let report = Verification::of(&Layout::new(root()?))?;
    assert_eq!(report.verdict.problems, Vec::<String>::new());
    snapshots().bind(|| insta::assert_snapshot!("upstream", report.to_string()));
    Ok(())
}

/// A snapshot of the JSON Schema of every public type, without descriptions.
#[test]
fn public_types_match_their_schemas() -> Result<(), Box<dyn Error>> {
    let hand_written = [
        entry::<partna_types::Amount>("Amount"),
        entry::<partna_types::AmountParam>("AmountParam"),
        entry::<partna_types::Environment>("Environment"),
        entry::<partna_types::Secret>("Secret"),
        entry::<partna_types::UnixMillis>("UnixMillis"),
        entry::<partna_types::UnixSeconds>("UnixSeconds"),
    ];
    let clients = public_types().into_iter().chain(hand_written);
    let clients = clients.map(|public| (public.name, (public.schema)()));
    let mut text = String::new();
    let mut types: BTreeMap<&str, Value> = BTreeMap::new();
    for (name, schema) in clients.chain(events()) {
        let mut schema = schema.to_value();
        strip(&mut schema);
        let previous = types.insert(name, schema);
        assert_eq!(previous, None, "{name} is listed twice");
    }
    for (name, schema) in types {
        text += &format!("{name} {}\n\n", serde_json::to_string_pretty(&schema)?);
    }
    snapshots().bind(|| insta::assert_snapshot!("schemas", text));
    Ok(())
}

/// The types of webhook events. Only the crate itself decodes them from JSON.
fn events() -> [(&'static str, Schema); 8] {
    [
        ("webhook::Convert", schema_for!(partna_webhook::Convert)),
        ("webhook::Deposit", schema_for!(partna_webhook::Deposit)),
        ("webhook::Ramp", schema_for!(partna_webhook::Ramp)),
        ("webhook::Status", schema_for!(partna_webhook::Status)),
        ("webhook::Transfer", schema_for!(partna_webhook::Transfer)),
        ("webhook::RawJson", schema_for!(partna_webhook::RawJson)),
        (
            "webhook::KycVerification",
            schema_for!(partna_webhook::KycVerification),
        ),
        (
            "webhook::Withdrawal",
            schema_for!(partna_webhook::Withdrawal),
        ),
    ]
}

/// Removes descriptions, and definitions that have their own entry.
fn strip(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            let is_schema = map.get("properties").is_none_or(Value::is_object);
            if is_schema && map.get("description").is_some_and(Value::is_string) {
                map.remove("description");
            }
            for key in ["$schema", "$defs", "title"] {
                if map
                    .get(key)
                    .is_some_and(|value| key == "$defs" || value.is_string())
                {
                    map.remove(key);
                }
            }
            map.values_mut().for_each(strip);
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        _ => {}
    }
}

/// The base URLs of environments are the servers of the document.
#[test]
fn environments_are_the_servers_of_the_document() -> Result<(), Box<dyn Error>> {
    let doc = document()?;
    let servers = doc.list("servers").iter();
    let servers: Vec<&str> = servers.filter_map(|server| server.text("url")).collect();
    // A sandbox has any address.
    let documented = Environment::ALL
        .iter()
        .filter(|environment| **environment != Environment::Sandbox);
    let environments: Vec<&str> = documented.map(|it| it.base_url()).collect();
    assert_eq!(environments, servers);
    Ok(())
}

/// Every snapshot belongs to a test.
#[test]
fn no_snapshot_is_orphaned() -> Result<(), Box<dyn Error>> {
    let mut sources = String::new();
    let mut directories = vec![root()?.join("tests/tests"), root()?.join("xtask/tests")];
    for crates in ["crates", "tools"] {
        for crate_directory in std::fs::read_dir(root()?.join(crates))? {
            let tests = crate_directory?.path().join("tests");
            if tests.exists() {
                directories.push(tests);
            }
        }
    }
    while let Some(directory) = directories.pop() {
        for entry in std::fs::read_dir(directory)? {
            let path = entry?.path();
            if path.is_dir() {
                directories.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                sources += &std::fs::read_to_string(path)?;
            }
        }
    }
    let document_snapshots = partna_drift_tests::snapshots::of(&document()?)?;
    for entry in std::fs::read_dir(root()?.join("tests/snapshots"))? {
        let file = entry?.file_name().into_string().unwrap_or_default();
        let Some(name) = file.strip_suffix(".snap") else {
            continue;
        };
        let is_named = sources.contains(&format!("\"{name}\""));
        let is_one_of_many = name.starts_with("public_partna") || name.starts_with("messages_");
        let is_known = document_snapshots.contains_key(name) || is_one_of_many || is_named;
        assert!(is_known, "{file}: no test uses this snapshot; delete it");
    }
    Ok(())
}

/// The generated files on disk are those that the document generates.
#[test]
fn generated_files_are_current() -> Result<(), Box<dyn Error>> {
    let root = root()?;
    for (path, text) in partna_codegen::generate::files(
        &document()?,
        &UpstreamFactsFile::read(&Layout::new(&root))?,
    )? {
        let on_disk = std::fs::read_to_string(root.join(path))?;
        assert!(
            on_disk == text,
            "{}\n\nthe generated file is stale; run `cargo xtask generate`",
            partna_codegen::generated_files::difference(path, &on_disk, &text)
        );
    }
    Ok(())
}
