//! The first drift net: what people review when the document moves.

use std::collections::BTreeMap;
use std::error::Error;

use partna_codegen::adopted::Adopted;
use partna_codegen::layout::Layout;
use partna_codegen::verification::Verification;
use partna_tests::{assert_all, document, entry, public_types, root, snapshots};
use partna_types::Environment;
use schemars::{Schema, schema_for};
use serde_json::Value;

/// The nets that are lines of the document: operations, facts, components, prose, examples.
#[test]
fn nets() -> Result<(), Box<dyn Error>> {
    let nets = partna_drift_net::snapshots::of(&document()?)?.into_iter();
    let texts = nets.map(|(name, lines)| {
        (
            name.to_owned(),
            lines.into_iter().collect::<Vec<_>>().join("\n"),
        )
    });
    assert_all(&snapshots(), texts);
    Ok(())
}

/// The public interface of what is written by hand. The generated part is covered by the inventory and the schemas.
#[test]
fn public_interface() -> Result<(), Box<dyn Error>> {
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
            partna_drift_net::public_api::of(&root, name)?.join("\n"),
        ));
    }
    assert_all(&snapshots(), texts);
    Ok(())
}

/// The vendor's facts are ours, give or take what is declared.
#[test]
fn upstream_verify() -> Result<(), Box<dyn Error>> {
    let report = Verification::make(&Layout::new(root()?))?;
    assert_eq!(report.verdict.problems, Vec::<String>::new());
    snapshots().bind(|| insta::assert_snapshot!("upstream", report.to_string()));
    Ok(())
}

/// The shape of every public type. Descriptions are left out: prose is not shape.
#[test]
fn schemas() -> Result<(), Box<dyn Error>> {
    let by_hand = [
        entry::<partna_types::Amount>("Amount"),
        entry::<partna_types::AmountParam>("AmountParam"),
        entry::<partna_types::Environment>("Environment"),
        entry::<partna_types::Secret>("Secret"),
        entry::<partna_types::UnixMillis>("UnixMillis"),
        entry::<partna_types::UnixSeconds>("UnixSeconds"),
    ];
    let clients = public_types().into_iter().chain(by_hand);
    let clients = clients.map(|public| (public.name, (public.schema)()));
    let mut text = String::new();
    let mut types: BTreeMap<&str, Value> = BTreeMap::new();
    for (name, schema) in clients.chain(events()) {
        let mut schema = schema.to_value();
        strip(&mut schema);
        let twice = types.insert(name, schema);
        assert_eq!(twice, None, "{name} is listed twice");
    }
    for (name, schema) in types {
        text += &format!("{name} {}\n\n", serde_json::to_string_pretty(&schema)?);
    }
    snapshots().bind(|| insta::assert_snapshot!("schemas", text));
    Ok(())
}

/// What webhooks are read as. They are written as JSON and never read from it, but by the crate itself.
fn events() -> [(&'static str, Schema); 8] {
    [
        ("webhook::Convert", schema_for!(partna_webhook::Convert)),
        ("webhook::Deposit", schema_for!(partna_webhook::Deposit)),
        ("webhook::Ramp", schema_for!(partna_webhook::Ramp)),
        ("webhook::Status", schema_for!(partna_webhook::Status)),
        ("webhook::Transfer", schema_for!(partna_webhook::Transfer)),
        ("webhook::RawJson", schema_for!(partna_webhook::RawJson)),
        (
            "webhook::Verification",
            schema_for!(partna_webhook::Verification),
        ),
        (
            "webhook::Withdrawal",
            schema_for!(partna_webhook::Withdrawal),
        ),
    ]
}

/// Takes out prose, and the definitions that have an entry of their own.
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

/// What is written by hand about the servers is what the document says.
#[test]
fn environments_are_the_servers_of_the_document() -> Result<(), Box<dyn Error>> {
    let doc = document()?;
    let servers = doc.list("servers").iter();
    let servers: Vec<&str> = servers.filter_map(|server| server.text("url")).collect();
    // A sandbox is at any address.
    let documented = Environment::ALL
        .iter()
        .filter(|environment| **environment != Environment::Sandbox);
    let environments: Vec<&str> = documented.map(|it| it.base_url()).collect();
    assert_eq!(environments, servers);
    Ok(())
}

/// No snapshot lies about that no test looks at.
#[test]
fn orphans() -> Result<(), Box<dyn Error>> {
    let mut sources = String::new();
    let mut folders = vec![root()?.join("tests/tests"), root()?.join("xtask/tests")];
    for crates in ["crates", "tools"] {
        for crate_directory in std::fs::read_dir(root()?.join(crates))? {
            let tests = crate_directory?.path().join("tests");
            if tests.exists() {
                folders.push(tests);
            }
        }
    }
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                sources += &std::fs::read_to_string(path)?;
            }
        }
    }
    let nets = partna_drift_net::snapshots::of(&document()?)?;
    for entry in std::fs::read_dir(root()?.join("tests/snapshots"))? {
        let file = entry?.file_name().into_string().unwrap_or_default();
        let Some(name) = file.strip_suffix(".snap") else {
            continue;
        };
        let named = sources.contains(&format!("\"{name}\""));
        let by_crate = ["public_partna", "messages_"];
        let known = nets.contains_key(name)
            || by_crate.iter().any(|prefix| name.starts_with(prefix))
            || named;
        assert!(known, "{file} belongs to no test; delete it");
    }
    Ok(())
}

/// The generated files are what the document generates.
#[test]
fn freshness() -> Result<(), Box<dyn Error>> {
    let root = root()?;
    for (path, text) in
        partna_codegen::generate::files(&document()?, &Adopted::read(&Layout::new(&root))?)?
    {
        let on_disk = std::fs::read_to_string(root.join(path))?;
        assert!(
            on_disk == text,
            "{}\n\nstale; `cargo xtask generate` mends it",
            partna_codegen::generated_files::difference(path, &on_disk, &text)
        );
    }
    Ok(())
}
