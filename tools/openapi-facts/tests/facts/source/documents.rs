//! Validation of documents.

use openapi_facts::facts;
use openapi_facts::source::{self, Limits};

use super::{MINIMAL_DOCUMENT, Result, TestNames};

/// Returns the message for bytes that are rejected.
fn parse_error(bytes: &[u8]) -> Result<String> {
    match source::parse(bytes, &Limits::default(), &TestNames) {
        Ok(_) => Err(format!(
            "the document was accepted: {:.300}",
            String::from_utf8_lossy(bytes)
        )
        .into()),
        Err(error) => Ok(error.to_string()),
    }
}

/// Returns a document with one operation, whose response has this schema.
fn document_with_schema(schema: &str, components: &str) -> String {
    [
        r#"{"openapi":"3.0.3","paths":{"/a":{"get":{"responses":{"200":{"content":{"a/b":{"schema":"#,
        schema,
        r#"}}}}}}},"components":{"schemas":"#,
        components,
        "}}",
    ]
    .concat()
}

#[test]
fn identifies_bytes_that_are_not_a_document() -> Result {
    let nested = "[".repeat(200);
    let cases: [(&[u8], &str); 20] = [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\xff\xfe{\0}\0", "UTF-16"),
        (b"\xfe\xff\0{\0}", "UTF-16"),
        (b"{\"a\":\"\xff\"}", "not UTF-8"),
        (b"\n<html>", "is an HTML page"),
        (b"swagger: '2.0'\n", "Swagger 2"),
        (b"swagger: 2.0\n", "Swagger 2"),
        (b"Not Found", "not a mapping"),
        (b"{\"openapi\": \"3.0.3\",", "line 1 column"),
        (b"{\"paths\":{\"/a\":1,\"/a\":2}}", "duplicate key `/a`"),
        (b"{\"a\":\"\\ud800\"}", "is not JSON"),
        (nested.as_bytes(), "recursion limit"),
        (b"{\"swagger\":\"2.0\",\"paths\":{}}", "Swagger 2"),
        (b"{\"openapi\":\"3.2.0\",\"paths\":{}}", "`openapi: 3.2.0`"),
        (
            b"{\"openapi\":\"3.10.0\",\"paths\":{}}",
            "`openapi: 3.10.0`",
        ),
        (b"{\"openapi\":\"3.01\",\"paths\":{}}", "`openapi: 3.01`"),
        (b"{\"openapi\":\"4\",\"paths\":{}}", "unsupported version"),
        (b"[]", "`/openapi`"),
    ];
    for (bytes, expected) in cases {
        let message = parse_error(bytes)?;
        assert!(message.contains(expected), "{expected}: {message}");
    }
    let with_bom = [b"\xef\xbb\xbf", MINIMAL_DOCUMENT.as_bytes()].concat();
    source::parse(&with_bom, &Limits::default(), &TestNames)?;
    Ok(())
}

#[test]
fn wrong_shape_is_reported_with_its_pointer() -> Result {
    for (paths, place) in [
        ("[]", "`/paths`"),
        (r#"{"/a":1}"#, "`/paths/~1a`"),
        (r#"{"/a":{"get":[]}}"#, "`/paths/~1a/get`"),
        (r#"{"/a":{"parameters":{}}}"#, "`/paths/~1a/parameters`"),
        (
            r#"{"/a":{"get":{"parameters":["q"]}}}"#,
            "`/paths/~1a/get/parameters/0`",
        ),
        (
            r#"{"/a":{"get":{"parameters":[{"name":"b","in":"body"}]}}}"#,
            "`/paths/~1a/get/parameters/0/in`",
        ),
        (
            r#"{"/a":{"get":{"parameters":[{"name":1,"in":"query"}]}}}"#,
            "`/paths/~1a/get/parameters/0/name`",
        ),
        (
            r#"{"/a":{"get":{"responses":{"200":"fine"}}}}"#,
            "`/paths/~1a/get/responses/200`",
        ),
    ] {
        let message = parse_error(format!(r#"{{"openapi":"3.0.3","paths":{paths}}}"#).as_bytes())?;
        assert!(message.contains(place), "{place}: {message}");
    }
    for (schema, place) in [
        (r#""string""#, "a~1b/schema`"),
        (r#"{"type":1}"#, "schema/type`"),
        (r#"{"properties":[]}"#, "schema/properties`"),
        (r#"{"properties":{"x":[]}}"#, "schema/properties/x`"),
        (r#"{"required":"x"}"#, "schema/required`"),
        (r#"{"required":[1]}"#, "schema/required/0`"),
        (r#"{"enum":{}}"#, "schema/enum`"),
        (r#"{"items":[]}"#, "schema/items`"),
        (r#"{"allOf":{}}"#, "schema/allOf`"),
        (r#"{"oneOf":[1]}"#, "schema/oneOf/0`"),
        (r#"{"$ref":1}"#, "schema/$ref`"),
    ] {
        let message = parse_error(document_with_schema(schema, "{}").as_bytes())?;
        assert!(message.contains(place), "{place}: {message}");
        assert!(message.contains("is not "), "{message}");
    }
    let message = parse_error(br#"{"openapi":"3.0.3"}"#)?;
    assert!(message.contains("`/paths`"), "{message}");
    for scheme in [
        "{}",
        r#"{"type":"apiKey","name":"k"}"#,
        r#"{"type":"http"}"#,
        r#"{"type":"oauth2","flows":{"implicit":{}}}"#,
    ] {
        let doc = format!(
            r#"{{"openapi":"3.0.3","paths":{{}},"components":{{"securitySchemes":{{"k":{scheme}}}}}}}"#
        );
        let message = parse_error(doc.as_bytes())?;
        assert!(
            message.contains("`/components/securitySchemes/k`"),
            "{scheme}: {message}"
        );
    }
    Ok(())
}

#[test]
fn rejects_references_that_do_not_resolve_in_the_document() -> Result {
    let target = |target: &str| format!(r##"{{"$ref":"{target}"}}"##);
    for (reference, expected) in [
        ("https://example.test/x.json#/A", "outside the document"),
        ("other.json", "outside the document"),
        ("", "outside the document"),
        ("#/components/schemas/Missing", "has no target"),
        ("#/components/schemas/A", "cycle of references"),
    ] {
        let circle =
            r##"{"A":{"$ref":"#/components/schemas/B"},"B":{"$ref":"#/components/schemas/A"}}"##;
        let message = parse_error(document_with_schema(&target(reference), circle).as_bytes())?;
        assert!(message.contains(expected), "{expected}: {message}");
    }
    // A recursive type is valid.
    let tree = r##"{"A":{"properties":{"next":{"$ref":"#/components/schemas/A"}}}}"##;
    let doc = document_with_schema(&target("#/components/schemas/A"), tree);
    let doc = source::parse(doc.as_bytes(), &Limits::default(), &TestNames)?;
    assert!(facts::of(&doc)?.contains("GET /a -> 200.next recursive"));
    Ok(())
}

/// Returns `count` components, each of which refers to those that `next` returns.
fn components(count: usize, next: impl Fn(usize) -> Vec<usize>) -> String {
    let schemas: Vec<String> = (0..count)
        .map(|at| {
            let fields: Vec<String> = next(at)
                .iter()
                .enumerate()
                .map(|(field, to)| {
                    format!(r##""f{field}":{{"$ref":"#/components/schemas/C{to}"}}"##)
                })
                .collect();
            format!(r#""C{at}":{{"properties":{{{}}}}}"#, fields.join(","))
        })
        .collect();
    format!("{{{}}}", schemas.join(","))
}

#[test]
fn rejects_reference_expansion_bomb() -> Result {
    let root = r##"{"$ref":"#/components/schemas/C0"}"##;
    for (bomb, expected) in [
        // 10^9 values.
        (
            components(10, |at| vec![at + 1; if at < 9 { 10 } else { 0 }]),
            "more than 100000 values",
        ),
        // Each component refers to every other: all permutations.
        (
            components(14, |at| (0..14).filter(|to| *to != at).collect()),
            "more than",
        ),
        (
            components(200, |at| vec![at + 1; usize::from(at < 199)]),
            "more than 128 levels",
        ),
    ] {
        let message = parse_error(document_with_schema(root, &bomb).as_bytes())?;
        assert!(message.contains(expected), "{expected}: {message}");
    }
    Ok(())
}

#[test]
fn error_truncates_and_escapes_document_text() -> Result {
    let long = format!("#/\\u001b[31m\\u202e{}", "x".repeat(10_000));
    for doc in [
        document_with_schema(&format!(r#"{{"$ref":"{long}"}}"#), "{}"),
        document_with_schema(&format!(r#"{{"$ref":"https:{long}"}}"#), "{}"),
        format!(r#"{{"openapi":"{long}"}}"#),
        format!(r#"{{"{long}":1,"{long}":2}}"#),
    ] {
        let message = parse_error(doc.as_bytes())?;
        assert!(message.chars().count() < 700, "{message}");
        assert!(!message.contains(['\u{1b}', '\u{202e}']), "{message:?}");
    }
    Ok(())
}

#[test]
fn names_equal_to_keywords_are_names() -> Result {
    // 10^9 values, below fields named like keywords.
    let bomb = components(10, |at| vec![at + 1; if at < 9 { 10 } else { 0 }]);
    for name in ["properties", "example", "examples"] {
        let field = |target: &str| {
            format!(r##"{{"properties":{{"{name}":{{"$ref":"#/components/schemas/{target}"}}}}}}"##)
        };
        let message = parse_error(document_with_schema(&field("C0"), &bomb).as_bytes())?;
        assert!(
            message.contains("more than 100000 values"),
            "{name}: {message}"
        );
        let message = parse_error(document_with_schema(&field("Missing"), "{}").as_bytes())?;
        assert!(message.contains("has no target"), "{name}: {message}");
    }
    let message = parse_error(document_with_schema(r##"{"$ref":"#elsewhere"}"##, "{}").as_bytes())?;
    assert!(message.contains("has no target"), "{message}");
    Ok(())
}

#[test]
fn rejects_names_and_values_that_expand_to_too_many_bytes() -> Result {
    let fields: Vec<String> = (0..40_000).map(|at| format!(r#""f{at}":{{}}"#)).collect();
    let many = format!(r#"{{"properties":{{{}}}}}"#, fields.join(","));
    let under = |name: usize| {
        let name = "n".repeat(name);
        document_with_schema(&format!(r#"{{"properties":{{"{name}":{many}}}}}"#), "{}")
    };
    let values = "0,".repeat(1 << 22);
    for (doc, expected) in [
        // 40 GB of facts, or of pointers.
        (under(1 << 20), "in a JSON pointer"),
        (under(3000), "bytes of names and values"),
        (
            format!(r#"{{"openapi":"3.0.3","x":[{values}0]}}"#),
            "1000000 values",
        ),
    ] {
        let message = parse_error(doc.as_bytes())?;
        assert!(message.contains(expected), "{expected}: {message}");
    }
    Ok(())
}

/// Counts the allocations for many references to a chain of references. Following a chain twice would double the count.
#[test]
fn reference_chain_costs_at_most_eight_allocations_per_step() -> Result {
    const USES: u64 = 3_000;
    const STEPS: u64 = 30;
    let long = "n".repeat(500);
    let chain: Vec<String> = (0..STEPS)
        .map(|at| {
            format!(
                r##""{long}{at}":{{"$ref":"#/components/schemas/{long}{}"}}"##,
                at + 1
            )
        })
        .collect();
    let chain = format!(
        r#"{{{},"{long}{STEPS}":{{"type":"string"}}}}"#,
        chain.join(",")
    );
    let uses: Vec<String> = (0..USES)
        .map(|at| format!(r##""{at}":{{"$ref":"#/components/schemas/{long}0"}}"##))
        .collect();
    let doc = document_with_schema(
        &format!(r#"{{"properties":{{{}}}}}"#, uses.join(",")),
        &chain,
    );
    let mut parsed = Ok(());
    let work = allocation_counter::measure(|| {
        parsed = source::parse(doc.as_bytes(), &Limits::default(), &TestNames).map(drop);
    });
    parsed?;
    let allocations = work.count_total;
    assert!(allocations < 8 * USES * STEPS, "{allocations} allocations");
    Ok(())
}

#[test]
fn rejects_references_outside_components_and_ignores_extensions() -> Result {
    let elsewhere = r##"{"openapi":"3.0.3","paths":{"/a":{"get":{"responses":{"200":{"$ref":"#/x-any"}}}}},"x-any":{"description":""}}"##;
    let message = parse_error(elsewhere.as_bytes())?;
    assert!(message.contains("does not lead to a response"), "{message}");
    let notes = r#"{"openapi":"3.0.3","paths":{"x-a":{"get":"text"},"/a":{"get":{"responses":{"x-b":"text","200":{"description":""}}}}}}"#;
    let facts = facts::of(&source::parse(
        notes.as_bytes(),
        &Limits::default(),
        &TestNames,
    )?)?;
    assert!(facts.iter().all(|fact| !fact.contains("x-")), "{facts:?}");
    let field = document_with_schema(r#"{"properties":{"$ref":{"type":"string"}}}"#, "{}");
    source::parse(field.as_bytes(), &Limits::default(), &TestNames)?;
    Ok(())
}
