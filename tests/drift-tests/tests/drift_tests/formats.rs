//! A document has the same facts in OpenAPI 3.0 and 3.1, and in JSON and YAML.

use openapi_facts::diff::{Acknowledged, Report};
use openapi_facts::facts;
use openapi_facts::json::{Json, Map};
use partna_codegen::source::{Limits, parse};
use partna_drift_tests::yaml::to_yaml;
use partna_drift_tests::{document, fixtures, root};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Returns a document of OpenAPI 3.0 as a document of 3.1.
fn to_openapi31(doc: &Json) -> Json {
    let mut doc = schemas_to_openapi31(doc);
    if let Some(map) = doc.as_object_mut() {
        map.insert("openapi".to_owned(), "3.1.0".into());
    }
    doc
}

fn schemas_to_openapi31(value: &Json) -> Json {
    match value {
        Json::Object(map) => {
            let mut map: Map = map
                .iter()
                .map(|(key, value)| (key.clone(), schemas_to_openapi31(value)))
                .collect();
            if map.get("nullable") == Some(&Json::Bool(true))
                && let Some(Json::String(name)) = map.get("type").cloned()
            {
                map.shift_remove("nullable");
                let names = vec![name.as_str().into(), "null".into()];
                map.insert("type".to_owned(), Json::Array(names));
            }
            for (bound, exclusive) in [
                ("minimum", "exclusiveMinimum"),
                ("maximum", "exclusiveMaximum"),
            ] {
                if map.get(exclusive) == Some(&Json::Bool(true))
                    && let Some(number) = map.shift_remove(bound)
                {
                    map.insert(exclusive.to_owned(), number);
                }
            }
            Json::Object(map)
        }
        Json::Array(items) => Json::Array(items.iter().map(schemas_to_openapi31).collect()),
        other => other.clone(),
    }
}

#[test]
fn versions_and_formats_have_the_same_facts() -> Result {
    let composition = root().join("tests/drift-tests/documents/completeness/composition.json");
    let mut documents = vec![document()?, Json::read(&composition)?];
    for fixture in fixtures::all()? {
        documents.push(fixture.read()?);
    }
    for doc in documents {
        let read = |text: &str| parse(text.as_bytes(), &Limits::default());
        let original = read(&doc.pretty()?)?;
        let original_facts = facts::with_notes(&original)?;
        let newer = to_openapi31(&doc);
        for (name, text) in [
            ("YAML", to_yaml(&doc)),
            ("3.1", newer.pretty()?),
            ("3.1 in YAML", to_yaml(&newer)),
        ] {
            let converted = read(&text)?;
            let facts = facts::with_notes(&converted)?;
            assert_eq!(facts, original_facts, "{name}");
            let report = Report::new(&original_facts, &facts, None, &Acknowledged::default());
            assert!(report.changes.is_empty(), "{name}");
            // Generated code depends only on this form.
            assert_eq!(sorted(&converted), sorted(&original), "{name}");
        }
    }
    Ok(())
}

/// Returns a value with sorted keys.
fn sorted(value: &Json) -> serde_json::Value {
    serde_json::to_value(value).unwrap_or_default()
}
