//! Stripping removes prose and keeps the wire format.

use std::collections::BTreeSet;
use std::path::Path;

use openapi_facts::align::align;
use openapi_facts::facts;
use openapi_facts::json::Json;
use openapi_facts::strip::strip;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// A document in which every text to be removed contains `PROSE`.
const DOCUMENT: &str = r##"{
    "openapi": "3.0.3",
    "info": {"title": "PROSE", "description": "PROSE", "version": "4.1", "termsOfService": "PROSE",
        "contact": {"name": "PROSE", "url": "https://PROSE.test"}, "license": {"name": "PROSE"}},
    "x-note": {"name": "PROSE"},
    "externalDocs": {"url": "https://PROSE.test", "description": "PROSE"},
    "servers": [{"url": "https://api.test/{v}", "description": "PROSE",
        "variables": {"v": {"enum": ["v4"], "default": "v4", "description": "PROSE"}}}],
    "paths": {
        "x-note": {"get": {"operationId": "PROSE"}},
        "/a": {
            "summary": "PROSE", "description": "PROSE",
            "get": {
                "operationId": "get-a", "tags": ["A"], "summary": "PROSE", "description": "PROSE", "deprecated": true,
                "externalDocs": {"url": "https://PROSE.test"}, "x-code-samples": [{"source": "PROSE"}],
                "security": [{"x-api-key": [], "description": []}],
                "parameters": [
                    {"in": "query", "name": "q", "description": "PROSE", "example": "PROSE",
                        "schema": {"type": "string", "title": "PROSE", "default": "a b", "pattern": "^a b$", "example": "PROSE"}},
                    {"in": "query", "name": "r", "schema": {"$ref": "#/components/schemas/Coin"},
                        "examples": {"PROSE": {"summary": "PROSE", "value": "KES"}, "PROSE 2": {"value": "PROSE"}}}
                ],
                "responses": {
                    "x-note": {"schema": {"type": "PROSE"}},
                    "200": {"description": "PROSE",
                        "headers": {"X-Id": {"description": "PROSE", "schema": {"type": "string", "example": "PROSE"}}},
                        "content": {"application/json": {
                            "example": {"description": "PROSE", "title": null, "amount": 12, "rate": 0.25, "on": true,
                                "coin": "NGN", "none": "", "list": ["PROSE 1", "PROSE 2"], "PROSE of a key": 7},
                            "schema": {"type": "object", "description": "PROSE", "descripton": "PROSE",
                                "externalDocs": {"url": "https://PROSE.test"}, "$comment": "PROSE",
                                "required": ["description", "title"],
                                "properties": {
                                    "description": {"type": "string", "description": "PROSE", "example": "PROSE"},
                                    "title": {"type": "string", "title": "PROSE"},
                                    "summary": {"type": "integer"},
                                    "example": {"type": "object", "example": {"a": "PROSE"},
                                        "properties": {"examples": {"type": "number"}, "info": {"type": "string"}}},
                                    "x-note": {"type": "boolean", "x-note": "PROSE"},
                                    "externalDocs": {"type": "array", "items": {"type": "string", "examples": ["PROSE"]}},
                                    "properties": {"type": "object", "properties": {"contact": {"type": "string"}}},
                                    "default": {"type": "object", "default": {"description": "a value"}},
                                    "map": {"additionalProperties": {"type": "string", "description": "PROSE"}},
                                    "one": {"oneOf": [{"type": "string", "title": "PROSE"}, {"allOf": [{"$ref": "#/components/schemas/Coin"}]}]}
                                }}}}},
                    "404": {"$ref": "#/components/responses/x-missing"}
                },
                "callbacks": {"x-done": {"x-note": {"post": {"operationId": "PROSE"}},
                    "{$request.body#/url}": {"post": {"summary": "PROSE", "responses": {"200": {"description": "PROSE"}}}}}}
            }
        }
    },
    "components": {
        "responses": {"x-missing": {"description": "PROSE", "content": {"application/json": {"schema":
            {"type": "object", "example": {"message": "PROSE"}, "properties": {"message": {"type": "string"}}}}}}},
        "schemas": {"Coin": {"type": "string", "description": "PROSE", "example": "PROSE",
            "enum": ["NGN", "KES", "a coin that is a sentence."]},
            "description": {"type": "string", "description": "PROSE"}},
        "securitySchemes": {
            "x-api-key": {"type": "apiKey", "in": "header", "name": "x-api-key", "description": "PROSE"},
            "description": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
            "flow": {"type": "oauth2", "flows": {"implicit": {"authorizationUrl": "https://a.test", "scopes": {"read": "PROSE"}}}}
        }
    },
    "tags": [{"name": "A", "description": "PROSE", "externalDocs": {"url": "https://PROSE.test"}}]
}"##;

fn stripped() -> Result<Json> {
    Ok(strip(&Json::parse(DOCUMENT)?))
}

#[test]
fn removes_all_prose() -> Result {
    let text = stripped()?.pretty()?;
    let left: Vec<&str> = text.lines().filter(|line| line.contains("PROSE")).collect();
    assert_eq!(left, Vec::<&str>::new());
    Ok(())
}

#[test]
fn keeps_fields_that_are_named_like_keywords() -> Result {
    let doc = stripped()?;
    let schema = "/paths/~1a/get/responses/200/content/application~1json/schema";
    let names = |pointer: &str| -> Vec<&str> {
        let found = doc.pointer(pointer).into_iter().flat_map(Json::entries);
        found.map(|(name, _)| name).collect()
    };
    assert_eq!(
        names(&format!("{schema}/properties")),
        [
            "description",
            "title",
            "summary",
            "example",
            "x-note",
            "externalDocs",
            "properties",
            "default",
            "map",
            "one"
        ]
    );
    assert_eq!(
        names(&format!("{schema}/properties/example/properties")),
        ["examples", "info"]
    );
    assert_eq!(names("/components/schemas"), ["Coin", "description"]);
    assert_eq!(
        names("/components/securitySchemes"),
        ["x-api-key", "description", "flow"]
    );
    assert_eq!(
        names("/paths/~1a/get/callbacks/x-done"),
        ["{$request.body#/url}"]
    );
    Ok(())
}

#[test]
fn keeps_wire_values() -> Result {
    let (doc, original) = (stripped()?, Json::parse(DOCUMENT)?);
    for pointer in [
        "/components/schemas/Coin/enum",
        "/paths/~1a/get/parameters/0/schema/default",
        "/paths/~1a/get/parameters/0/schema/pattern",
        "/paths/~1a/get/responses/200/content/application~1json/schema/properties/default/default",
        "/paths/~1a/get/responses/200/content/application~1json/schema/required",
        "/paths/~1a/get/security",
        "/paths/~1a/get/tags",
        "/servers/0/url",
        "/info/version",
    ] {
        assert!(original.pointer(pointer).is_some(), "{pointer}");
        assert_eq!(doc.pointer(pointer), original.pointer(pointer), "{pointer}");
    }
    Ok(())
}

#[test]
fn keeps_structure_of_examples_without_their_texts() -> Result {
    let doc = stripped()?;
    let get = "/paths/~1a/get";
    let example = doc.pointer(&format!(
        "{get}/responses/200/content/application~1json/example"
    ));
    let form = r#"{"description": "text", "title": null, "amount": 1, "rate": 1.5, "on": true, "coin": "NGN", "none": "",
        "list": ["text", "text"], "text": 1}"#;
    assert_eq!(example, Some(&Json::parse(form)?));
    // Only the first example is kept. Its text is a value of an enum.
    let several = doc.pointer(&format!("{get}/parameters/1/examples"));
    assert_eq!(
        several,
        Some(&Json::parse(r#"{"text": {"value": "KES"}}"#)?)
    );
    // Examples of fields and of components are removed.
    assert_eq!(doc.pointer("/components/schemas/Coin/example"), None);
    Ok(())
}

/// Keys stay in order, and members that OpenAPI requires are kept.
#[test]
fn stays_a_valid_document_in_the_order_of_the_original() -> Result {
    let (doc, original) = (stripped()?, Json::parse(DOCUMENT)?);
    let kept: Vec<&str> = doc.entries().map(|(key, _)| key).collect();
    let order: Vec<&str> = original
        .entries()
        .map(|(key, _)| key)
        .filter(|key| kept.contains(key))
        .collect();
    assert_eq!(kept, order);
    assert_eq!(
        doc.get("info"),
        Some(&Json::parse(r#"{"title": "", "version": "4.1"}"#)?)
    );
    for pointer in [
        "/paths/~1a/get/responses/200/description",
        "/components/responses/x-missing/description",
    ] {
        assert_eq!(doc.pointer(pointer), Some(&"".into()), "{pointer}");
    }
    Ok(())
}

/// Checks the document above, our document, and documents with all OpenAPI features.
#[test]
fn keeps_facts_and_is_idempotent() -> Result {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut documents = vec![Json::parse(DOCUMENT)?];
    for path in [
        "openapi/partna.json",
        "tests/drift-tests/documents/1.json",
        "tests/drift-tests/documents/2.json",
        "tests/drift-tests/documents/3.json",
    ] {
        documents.push(Json::read(&root.join(path))?);
    }
    for document in documents {
        let stripped = strip(&document);
        assert_ne!(stripped, document);
        let original = facts::with_notes(&document)?;
        // Extensions and unknown keywords may contain prose.
        let is_kept = |fact: &&String| {
            let is_unknown = fact.contains("~unmodelled ") && fact.contains("PROSE");
            !is_unknown && !fact.contains("~extension ")
        };
        let kept: BTreeSet<String> = original.iter().filter(is_kept).cloned().collect();
        assert_eq!(align(&kept, &facts::with_notes(&stripped)?), kept);
        assert_eq!(strip(&stripped).pretty()?, stripped.pretty()?);
    }
    Ok(())
}
