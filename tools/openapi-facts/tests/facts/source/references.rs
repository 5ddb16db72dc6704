//! References: percent-encoding, targets of every kind, extensions, path items.

use openapi_facts::facts;
use openapi_facts::json::Json;

use super::{Result, parse, rejection};

/// Returns a document with these operations of `/a b/{id}`, and these components.
fn document(operation: &str, components: &str) -> String {
    format!(
        r#"{{"openapi":"3.0.3","paths":{{"/a b/{{id}}":{{"parameters":[{{"name":"id","in":"path","schema":{{"type":"string"}}}}],
        "get":{operation}}}}},"components":{components}}}"#
    )
}

#[test]
fn percent_encoded_references_resolve() -> Result {
    let operation = |parameter: &str, schema: &str| {
        format!(
            r#"{{"parameters":[{{"$ref":"{parameter}"}}],"responses":{{"200":{{"description":"","content":{{"a/b":{{"schema":
            {{"$ref":"{schema}"}}}}}}}}}}}}"#
        )
    };
    let components = r#"{"schemas":{"Memo List":{"type":"array"},"50%":{"type":"array"},"a/b":{"type":"array"},"é":{"type":"array"}}}"#;
    let parameter = "#/paths/~1a b~1{id}/parameters/0";
    let encoded_parameter = "#/paths/~1a%20b~1%7Bid%7D/parameters/0";
    for (schema, internal) in [
        (
            "#/components/schemas/Memo%20List",
            "#/components/schemas/Memo List",
        ),
        (
            "#/components/schemas/Memo List",
            "#/components/schemas/Memo List",
        ),
        (
            "#%2Fcomponents%2Fschemas%2FMemo%20List",
            "#/components/schemas/Memo List",
        ),
        ("#/components/schemas/50%25", "#/components/schemas/50%25"),
        ("#/components/schemas/a~1b", "#/components/schemas/a~1b"),
        ("#/components/schemas/a%7E1b", "#/components/schemas/a~1b"),
        ("#/components/schemas/%C3%A9", "#/components/schemas/é"),
    ] {
        let doc = parse(&document(&operation(encoded_parameter, schema), components))?;
        assert_eq!(
            doc,
            parse(&document(&operation(parameter, internal), components))?,
            "{schema}"
        );
        let facts = facts::of(&doc)?;
        assert!(facts.contains("GET /a%20b/{id} -> 200 array"), "{facts:?}");
        assert!(
            facts.iter().any(|fact| fact.contains("path:id")),
            "{facts:?}"
        );
        let schema = doc.pointer("/paths/~1a b~1{id}/get/responses/200/content/a~1b/schema");
        assert_eq!(schema.and_then(|it| it.text("$ref")), Some(internal));
    }
    for reference in [
        "#/components/schemas/%ff",
        "#/components/schemas/Memo%2520List",
    ] {
        let message = rejection(&document(&operation(parameter, reference), components))?;
        assert!(message.contains("has no target"), "{message}");
    }
    Ok(())
}

#[test]
fn every_kind_of_component_is_a_target() -> Result {
    let item = r#"{"post":{"responses":{"200":{"description":""}}}}"#;
    let components = format!(
        r##"{{"callbacks":{{"Paid":{{"{{$request.body#/url}}":{item}}},"Alias":{{"$ref":"#/components/callbacks/Paid"}}}},
        "links":{{"Next":{{"operationId":"a"}}}},"examples":{{"One":{{"value":{{"$ref":"x.json"}}}}}},
        "headers":{{"Id":{{"schema":{{"type":"string"}}}}}},"parameters":{{"Q":{{"name":"q","in":"query"}}}},
        "responses":{{"Fine":{{"description":""}}}},"requestBodies":{{"Body":{{"content":{{"a/b":{{}}}}}}}},
        "securitySchemes":{{"Key":{{"type":"http","scheme":"basic"}},"Other":{{"$ref":"#/components/securitySchemes/Key"}}}},
        "pathItems":{{"Item":{item}}},"schemas":{{"S":{{"properties":{{"y":{{"type":"string"}}}}}}}}}}"##
    );
    let operation = |callback: &str, link: &str, header: &str, schema: &str| {
        format!(
            r##"{{"parameters":[{{"$ref":"#/components/parameters/Q"}}],"callbacks":{{"c":{{"$ref":"{callback}"}},
            "d":{{"{{$url}}":{{"$ref":"#/components/pathItems/Item"}}}}}},
            "requestBody":{{"$ref":"#/components/requestBodies/Body"}},
            "responses":{{"default":{{"$ref":"#/components/responses/Fine"}},"200":{{"description":"",
            "links":{{"l":{{"$ref":"{link}"}}}},"headers":{{"x-id":{{"$ref":"{header}"}}}},"content":{{"a/b":{{
            "schema":{{"$ref":"{schema}"}},"examples":{{"e":{{"$ref":"#/components/examples/One"}},
            "f":{{"$ref":"elsewhere.json"}}}}}}}}}}}}}}"##
        )
    };
    let doc = |callback, link, header, schema| {
        document(&operation(callback, link, header, schema), &components)
    };
    let (callback, link) = ("#/components/callbacks/Paid", "#/components/links/Next");
    let (header, schema) = ("#/components/headers/Id", "#/components/schemas/S");
    for callback in [callback, "#/components/callbacks/Alias"] {
        for header in [header, "#/components/parameters/Q"] {
            for schema in [
                schema,
                "#/components/schemas/S/properties/y",
                "#/components/headers/Id/schema",
                "#/paths/~1a b~1{id}/parameters/0/schema",
            ] {
                parse(&doc(callback, link, header, schema))?;
            }
        }
    }
    // A target of another kind would be misread.
    for (doc, expected) in [
        (
            doc(link, link, header, schema),
            "callbacks/c` to `#/components/links/Next` does not lead to a callback",
        ),
        (
            doc(callback, callback, header, schema),
            "does not lead to a link",
        ),
        (
            doc(callback, link, schema, schema),
            "does not lead to a parameter or header",
        ),
        (
            doc(callback, link, header, header),
            "does not lead to a schema",
        ),
        (
            doc(callback, link, header, "#/components/schemas"),
            "does not lead to a schema",
        ),
        (
            doc(callback, link, header, "#/components/schemas/S/properties"),
            "does not lead to a schema",
        ),
        (
            doc(callback, link, header, "#/components/examples/One/value"),
            "does not lead to a schema",
        ),
        (
            doc(
                callback,
                link,
                header,
                "#/components/schemas/S/properties/z",
            ),
            "has no target",
        ),
        (
            doc(callback, "#/components/links/None", header, schema),
            "has no target",
        ),
        (
            doc("callbacks.json", link, header, schema),
            "outside the document",
        ),
    ] {
        let message = rejection(&doc)?;
        assert!(message.contains(expected), "{expected}: {message}");
    }
    Ok(())
}

#[test]
fn deep_reference_resolves_to_the_schema_of_a_response() -> Result {
    let doc = r##"{"openapi":"3.0.3","paths":{"/a":{"get":{"responses":{"200":{"description":"","content":{"application/json":
        {"schema":{"type":"object","properties":{"id":{"type":"string"}}}}}}}}},
        "/b":{"get":{"responses":{"200":{"description":"","content":{"application/json":{"schema":
        {"$ref":"#/paths/~1a/get/responses/200/content/application~1json/schema"}}}}}}}}}"##;
    let facts = facts::of(&parse(doc)?)?;
    assert!(facts.contains("GET /b -> 200.id string"), "{facts:?}");
    Ok(())
}

#[test]
fn extensions_and_data_are_neither_followed_nor_validated() -> Result {
    let odd =
        r##"{"$ref":"./samples/pay.json","type":1,"properties":[],"parameters":{},"items":"x"}"##;
    let doc = format!(
        r#"{{"openapi":"3.0.3","x-a":{odd},"info":{{"x-a":{odd}}},"servers":[{{"url":"/","x-a":{odd},
        "variables":{{"v":{{"default":"a","x-a":{odd}}}}}}}],"tags":[{{"name":"t","x-a":{odd}}}],
        "paths":{{"x-a":{odd},"/a":{{"x-a":{odd},"post":{{"x-codeSamples":[{{"source":{odd}}}],
        "parameters":[{{"name":"q","in":"query","x-a":{odd},"example":{odd},"examples":{{"e":{odd}}},
        "schema":{{"x-a":{odd},"default":{odd},"enum":[{odd}],"example":{odd},"const":{odd}}}}}],
        "requestBody":{{"x-a":{odd},"content":{{"a/b":{{"x-a":{odd},"examples":{{"e":{{"value":{odd}}}}}}}}}}},
        "callbacks":{{"x-name":{{"x-a":{odd},"{{$url}}":{{"x-a":{odd}}}}}}},
        "responses":{{"x-a":{odd},"200":{{"description":"","x-a":{odd},"links":{{"l":{{"x-a":{odd},"parameters":{{"p":{odd}}},
        "requestBody":{odd}}}}}}}}}}}}}}},"components":{{"x-a":{odd},"examples":{{"e":{{"value":{odd}}}}},
        "securitySchemes":{{"k":{{"type":"oauth2","x-a":{odd},"flows":{{"x-a":{odd},"implicit":{{"scopes":{{}},"x-a":{odd}}}}}}}}}}}}}"#
    );
    assert_eq!(doc.matches("./samples").count(), 31);
    let parsed = parse(&doc)?;
    // All are kept, except that `const` becomes the only value of `enum`.
    assert_eq!(parsed.pretty()?.matches("./samples").count(), 30);
    assert!(
        facts::with_notes(&parsed)?
            .iter()
            .all(|fact| !fact.contains("x-a") || fact.contains("~extension "))
    );
    Ok(())
}

#[test]
fn names_that_begin_like_extensions_are_names() -> Result {
    let missing = r##"{"$ref":"#/components/schemas/Missing"}"##;
    let valid = r#"{"type":"string"}"#;
    let doc = |schema: &str| {
        document(
            &format!(
                r#"{{"responses":{{"200":{{"description":"","headers":{{"x-request-id":{{"schema":{schema}}}}},
                "content":{{"x-type/x":{{"schema":{{"properties":{{"x-id":{schema}}},"patternProperties":{{"x-p":{schema}}}}}}}}}}}}}}}"#
            ),
            &format!(
                r#"{{"schemas":{{"x-s":{schema}}},"responses":{{"x-r":{{"headers":{{"x-h":{{"schema":{schema}}}}}}}}}}}"#
            ),
        )
    };
    let facts = facts::with_notes(&parse(&doc(valid))?)?;
    assert!(
        facts.contains("GET /a%20b/{id} -> 200.x-id string"),
        "{facts:?}"
    );
    assert!(facts.contains("GET /a%20b/{id} -> 200 ~header x-request-id string"));
    // Each place is validated.
    let whole = doc(valid);
    let places = whole.match_indices(valid).count() - 1;
    assert_eq!(places, 5);
    for place in 0..places {
        let at = whole.match_indices(valid).nth(place + 1).map(|it| it.0);
        let (before, after) = whole.split_at(at.ok_or("no place")?);
        let message = rejection(&format!("{before}{missing}{}", &after[valid.len()..]))?;
        assert!(message.contains("has no target"), "{message}");
        assert!(message.contains("/x-"), "{message}");
    }
    Ok(())
}

#[test]
fn path_item_with_reference_has_the_members_of_both() -> Result {
    let get = r#"{"get":{"responses":{"200":{"description":""}}}"#;
    let doc = |item: &str| {
        format!(
            r##"{{"openapi":"3.1.0","paths":{{"/a":{item},"/b":{get},"description":"b"}}}},"components":{{"pathItems":{{
            "Chain":{{"$ref":"#/paths/~1b","servers":[{{"url":"/s"}}]}}}}}}}}"##
        )
    };
    let own = r#""post":{"responses":{"204":{"description":""}}}"#;
    for (item, expected) in [
        (r##"{"$ref":"#/paths/~1b"}"##.to_owned(), vec!["GET /a"]),
        (
            r##"{"$ref":"#/paths/~1b","summary":"a","description":"a"}"##.to_owned(),
            vec!["GET /a"],
        ),
        (
            format!(r##"{{"$ref":"#/paths/~1b",{own}}}"##),
            vec!["GET /a", "POST /a"],
        ),
        (
            format!(r##"{{"$ref":"#/components/pathItems/Chain",{own}}}"##),
            vec!["GET /a", "POST /a", "GET /a server /s", "POST /a server /s"],
        ),
    ] {
        let facts = facts::of(&parse(&doc(&item))?)?;
        for fact in expected {
            assert!(facts.contains(fact), "{item}: {fact}: {facts:?}");
        }
    }
    for (item, expected) in [
        (
            r##"{"$ref":"#/paths/~1b","get":{"responses":{}}}"##,
            "the same member",
        ),
        (
            r##"{"$ref":"#/paths/~1a","post":{"responses":{}}}"##,
            "the same member",
        ),
        (
            r##"{"$ref":"#/paths/~1c","post":{"responses":{}}}"##,
            "has no target",
        ),
        (
            r##"{"$ref":"b.json","post":{"responses":{}}}"##,
            "outside the document",
        ),
        (
            r##"{"$ref":"#/paths/~1b/get","post":{"responses":{}}}"##,
            "does not lead to a path",
        ),
        (r##"{"$ref":"#/paths/~1a"}"##, "cycle of references"),
    ] {
        let message = rejection(&doc(item))?;
        assert!(message.contains(expected), "{item}: {expected}: {message}");
    }
    Ok(())
}

#[test]
fn merging_path_items_is_bounded() -> Result {
    let fields: Vec<String> = (0..2_000).map(|at| format!(r#""f{at}":{{}}"#)).collect();
    let paths: Vec<String> = (0..2_000)
        .map(|at| format!(r##""/{at}":{{"$ref":"#/components/pathItems/I","servers":[]}}"##))
        .collect();
    let doc = format!(
        r#"{{"openapi":"3.1.0","paths":{{{}}},"components":{{"pathItems":{{"I":{{"get":{{"responses":{{"200":{{"content":{{
        "a/b":{{"schema":{{"properties":{{{}}}}}}}}}}}}}}}}}}}}}}}"#,
        paths.join(","),
        fields.join(",")
    );
    let mut message = Ok(String::new());
    let work = allocation_counter::measure(|| message = rejection(&doc));
    let message = message?;
    assert!(message.contains("more than 100000 values"), "{message}");
    // The copies would be 4,000,000 values.
    assert!(
        work.count_total < 1_000_000,
        "{} allocations",
        work.count_total
    );
    Ok(())
}

#[test]
fn references_of_discriminators_have_the_internal_form() -> Result {
    let doc = document(
        r#"{"responses":{}}"#,
        r##"{"schemas":{"A B":{"type":"object"},"S":{"oneOf":[{"$ref":"#/components/schemas/A%20B"}],
        "discriminator":{"propertyName":"kind","mapping":{"a":"#/components/schemas/A%20B","b":"A B","$ref":"other.json"}}}}}"##,
    );
    let doc = parse(&doc)?;
    let mapping = doc
        .pointer("/components/schemas/S/discriminator/mapping")
        .cloned();
    let expected = r##"{"a":"#/components/schemas/A B","b":"A B","$ref":"other.json"}"##;
    assert_eq!(mapping, Some(Json::parse(expected)?));
    Ok(())
}
