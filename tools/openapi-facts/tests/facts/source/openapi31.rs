//! If a document of OpenAPI 3.1 and one of 3.0 state the same, they have the same internal form.

use openapi_facts::facts;
use openapi_facts::json::Json;

use super::{Result, parse, rejection};

/// Returns a document with this version, whose component `A` has this schema.
fn document(version: &str, schema: &str) -> String {
    format!(
        r##"{{"openapi":"{version}","paths":{{"/a":{{"get":{{"responses":{{"200":{{"description":"","content":{{"a/b":{{
        "schema":{{"$ref":"#/components/schemas/A"}}}}}}}}}}}}}}}},"components":{{"schemas":{{"A":{schema},
        "B":{{"type":"string"}},"C":{{"type":"object"}}}}}}}}"##
    )
}

/// Returns the schema `A` in the internal form.
fn normalized(version: &str, schema: &str) -> Result<Json> {
    let doc = parse(&document(version, schema)).map_err(|error| format!("{schema}: {error}"))?;
    let schema = doc.pointer("/components/schemas/A").cloned();
    Ok(schema.ok_or("the schema is missing")?)
}

const B: &str = r##"{"$ref":"#/components/schemas/B"}"##;
const C: &str = r##"{"$ref":"#/components/schemas/C"}"##;

/// Schemas of 3.1, and schemas of 3.0 that state the same. `B` and `C` are references.
const PAIRS: [(&str, &str); 46] = [
    // Types.
    (r#"{"type":["string"]}"#, r#"{"type":"string"}"#),
    (
        r#"{"type":["string","null"]}"#,
        r#"{"type":"string","nullable":true}"#,
    ),
    (
        r#"{"type":["null","string"]}"#,
        r#"{"nullable":true,"type":"string"}"#,
    ),
    (
        r#"{"type":["string","number","null"]}"#,
        r#"{"type":["string","number"],"nullable":true}"#,
    ),
    (r#"{"type":"null"}"#, r#"{"enum":[null]}"#),
    (r#"{"type":["null"]}"#, r#"{"enum":[null]}"#),
    (r#"{"type":"null","enum":[null,1]}"#, r#"{"enum":[null]}"#),
    (
        r#"{"type":"string"}"#,
        r#"{"type":"string","nullable":false}"#,
    ),
    (
        r#"{"type":["string","null"],"enum":["a",null]}"#,
        r#"{"type":"string","nullable":true,"enum":["a",null]}"#,
    ),
    // Bounds.
    (
        r#"{"exclusiveMinimum":0}"#,
        r#"{"minimum":0,"exclusiveMinimum":true}"#,
    ),
    (
        r#"{"exclusiveMaximum":9.5}"#,
        r#"{"maximum":9.5,"exclusiveMaximum":true}"#,
    ),
    (
        r#"{"minimum":1,"exclusiveMinimum":1}"#,
        r#"{"minimum":1,"exclusiveMinimum":true}"#,
    ),
    (
        r#"{"minimum":1,"exclusiveMinimum":2}"#,
        r#"{"minimum":2,"exclusiveMinimum":true}"#,
    ),
    (r#"{"minimum":3,"exclusiveMinimum":2}"#, r#"{"minimum":3}"#),
    (
        r#"{"maximum":3,"exclusiveMaximum":2}"#,
        r#"{"maximum":2,"exclusiveMaximum":true}"#,
    ),
    (r#"{"maximum":1,"exclusiveMaximum":2}"#, r#"{"maximum":1}"#),
    (
        r#"{"minimum":1}"#,
        r#"{"minimum":1,"exclusiveMinimum":false}"#,
    ),
    // Values.
    (r#"{"const":"a"}"#, r#"{"enum":["a"]}"#),
    (r#"{"const":null}"#, r#"{"enum":[null]}"#),
    (
        r#"{"const":{"type":["null"]}}"#,
        r#"{"enum":[{"type":["null"]}]}"#,
    ),
    (r#"{"const":"a","enum":["b","a"]}"#, r#"{"enum":["a"]}"#),
    (
        r#"{"type":"string","examples":["a","b"]}"#,
        r#"{"type":"string","example":"a"}"#,
    ),
    (r#"{"examples":[],"type":"string"}"#, r#"{"type":"string"}"#),
    (r#"{"examples":[1],"example":2}"#, r#"{"example":2}"#),
    // Encodings.
    (
        r#"{"type":"string","contentEncoding":"base64"}"#,
        r#"{"type":"string","format":"byte"}"#,
    ),
    (
        r#"{"type":["string","null"],"contentMediaType":"application/octet-stream"}"#,
        r#"{"type":"string","nullable":true,"format":"binary"}"#,
    ),
    // Schemas that are true or false.
    (r#"{"items":true}"#, r#"{"items":{}}"#),
    (
        r#"{"properties":{"a":false,"b":true}}"#,
        r#"{"properties":{"a":{"not":{}},"b":{}}}"#,
    ),
    (
        r#"{"not":true,"allOf":[true]}"#,
        r#"{"not":{},"allOf":[{}]}"#,
    ),
    (
        r#"{"additionalProperties":false}"#,
        r#"{"additionalProperties":false}"#,
    ),
    // Null as an alternative.
    (
        r#"{"oneOf":[B,{"type":"null"}]}"#,
        r#"{"allOf":[B],"nullable":true}"#,
    ),
    (
        r#"{"anyOf":[{"type":"null"},B]}"#,
        r#"{"allOf":[B],"nullable":true}"#,
    ),
    (
        r#"{"anyOf":[B,{"const":null,"title":"none"}]}"#,
        r#"{"allOf":[B],"nullable":true}"#,
    ),
    (
        r#"{"anyOf":[B,{"type":["null"]},C]}"#,
        r#"{"anyOf":[B,C],"nullable":true}"#,
    ),
    (
        r#"{"oneOf":[B,C,{"type":"null"}]}"#,
        r#"{"oneOf":[B,C],"nullable":true}"#,
    ),
    (
        r#"{"oneOf":[{"type":["string","null"]},{"type":"null"}]}"#,
        r#"{"allOf":[{"type":"string","nullable":true}],"nullable":true}"#,
    ),
    (
        r#"{"type":"object","oneOf":[C,{"type":"null"}]}"#,
        r#"{"type":"object","allOf":[C]}"#,
    ),
    (
        r#"{"type":["object","null"],"oneOf":[C,{"type":"null"}]}"#,
        r#"{"type":"object","nullable":true,"allOf":[C]}"#,
    ),
    // References with keywords beside them.
    (
        r##"{"$ref":"#/components/schemas/B","nullable":true}"##,
        r#"{"allOf":[B],"nullable":true}"#,
    ),
    (
        r##"{"$ref":"#/components/schemas/C","allOf":[B]}"##,
        r#"{"allOf":[B,C]}"#,
    ),
    (
        r##"{"$ref":"#/components/schemas/C","properties":{"a":{"type":["null"]}}}"##,
        r#"{"allOf":[C],"properties":{"a":{"enum":[null]}}}"#,
    ),
    (
        r##"{"$ref":"#/components/schemas/B","description":"b","title":"B"}"##,
        "B",
    ),
    (
        r##"{"$ref":"#/components/schemas/B","nullable":false}"##,
        "B",
    ),
    // Schemas inside schemas.
    (
        r#"{"items":{"additionalProperties":{"properties":{"a":{"const":1}}}}}"#,
        r#"{"items":{"additionalProperties":{"properties":{"a":{"enum":[1]}}}}}"#,
    ),
    (
        r#"{"$defs":{"D":{"type":["null"]}},"if":{"const":1},"then":true,"prefixItems":[{"const":1},false]}"#,
        r#"{"$defs":{"D":{"enum":[null]}},"if":{"enum":[1]},"then":{},"prefixItems":[{"enum":[1]},{"not":{}}]}"#,
    ),
    (
        r#"{"patternProperties":{"^a":{"const":1}},"propertyNames":{"const":"a"},"dependentSchemas":{"a":true}}"#,
        r#"{"patternProperties":{"^a":{"enum":[1]}},"propertyNames":{"enum":["a"]},"dependentSchemas":{"a":{}}}"#,
    ),
];

/// Inserts the references for `B` and `C`, which are bare.
fn with_references(schema: &str) -> String {
    let is_reference = |at: usize| {
        let before = schema.get(..at).unwrap_or_default().chars().last();
        let after = schema.get(at + 1..).unwrap_or_default().chars().next();
        matches!(before, None | Some('[' | ',')) && matches!(after, None | Some(']' | ','))
    };
    let texts = schema.char_indices().map(|(at, letter)| match letter {
        'B' if is_reference(at) => B.to_owned(),
        'C' if is_reference(at) => C.to_owned(),
        letter => letter.to_string(),
    });
    texts.collect()
}

#[test]
fn same_statement_has_one_form_in_both_versions() -> Result {
    for (new, old) in PAIRS {
        let (new, old) = (with_references(new), with_references(old));
        let expected = normalized("3.0.0", &old)?;
        for version in ["3.1", "3.1.0", "3.1.1"] {
            assert_eq!(normalized(version, &new)?, expected, "{new}");
        }
        // A document of 3.0 may contain keywords of 3.1 by mistake; they have the same effect.
        assert_eq!(normalized("3.0.3", &new)?, expected, "{new}");
        // The internal form is not rewritten again.
        let again = normalized("3.0.3", &expected.pretty()?)?;
        assert_eq!(again, expected, "{new}");
    }
    let whole = |version: &str, schema: &str| parse(&document(version, schema));
    let new = whole("3.1.0", r#"{"type":["string","null"],"const":"a"}"#)?;
    let old = whole("3.0.1", r#"{"type":"string","nullable":true,"enum":["a"]}"#)?;
    assert_eq!(new, old);
    Ok(())
}

#[test]
fn every_pair_is_unequal_before_normalization() -> Result {
    let equal = PAIRS.iter().filter(|(new, old)| {
        let texts = [new, old].map(|it| Json::parse(&with_references(it)).ok());
        texts[0] == texts[1]
    });
    // `additionalProperties: false` has one form.
    assert_eq!(equal.count(), 1);
    Ok(())
}

/// These schemas are not rewritten, because a part of them would be lost.
#[test]
fn keeps_keywords_without_an_equivalent() -> Result {
    for schema in [
        r#"{"const":"a","enum":["b"]}"#,
        r#"{"type":"null","enum":["b"]}"#,
        r#"{"unevaluatedProperties":false,"unevaluatedItems":true}"#,
        r#"{"contentEncoding":"base64","type":"string","format":"uuid"}"#,
        r#"{"contentEncoding":"base64url","type":"string"}"#,
        r#"{"contentEncoding":"base64"}"#,
        r#"{"contentEncoding":"quoted-printable","contentMediaType":"application/octet-stream","type":"string"}"#,
        r#"{"contentMediaType":"image/png","type":"string"}"#,
        r#"{"dependentRequired":{"a":["b"]},"minContains":1,"contains":{"type":"string"}}"#,
        r#"{"$id":"https://example.test/a","$anchor":"a","$dynamicAnchor":"b","$schema":"s"}"#,
        r##"{"$dynamicRef":"#b","$vocabulary":{"a":true}}"##,
        r#"{"prefixItems":[{"type":"string"}],"minItems":1}"#,
        // Each of several parts must permit null.
        r#"{"allOf":[C],"oneOf":[B,{"enum":[null]}]}"#,
        r#"{"anyOf":[C],"oneOf":[B,{"enum":[null]}]}"#,
        // Null matches twice, so it is not permitted.
        r#"{"oneOf":[B,{"enum":[null]},{"enum":[null]}]}"#,
        r#"{"oneOf":[{"enum":[null]}]}"#,
        r#"{"oneOf":[B,{"nullable":true}]}"#,
        r#"{"oneOf":[B,{"type":"string","nullable":true}]}"#,
        r##"{"$ref":"#/components/schemas/B","x-note":1}"##,
    ] {
        let schema = with_references(schema);
        assert_eq!(normalized("3.1.0", &schema)?, Json::parse(&schema)?);
    }
    let doc = r#"{"openapi":"3.1.0","jsonSchemaDialect":"d","webhooks":{"x-a":{"post":{"responses":{}}}}}"#;
    let expected = r#"{"openapi":"3.0.3","jsonSchemaDialect":"d","webhooks":{"x-a":{"post":{"responses":{}}}},"paths":{}}"#;
    assert_eq!(parse(doc)?, Json::parse(expected)?);
    Ok(())
}

#[test]
fn names_and_data_are_not_rewritten() -> Result {
    // `data` and `names` look like schemas of 3.1.
    let data = r##"{"type":["string","null"],"const":1,"exclusiveMinimum":1,"examples":[1],"nullable":false,
        "oneOf":[{"type":"null"},{}],"$ref":"a%20b","title":1}"##;
    let names = r#"{"type":{},"const":{},"$ref":{},"oneOf":{},"anyOf":{},"nullable":{},"examples":{},"x-a":{}}"#;
    let schema = format!(
        r#"{{"default":{data},"enum":[{data}],"example":{data},"x-a":{data},"xml":{data},"properties":{names},
        "$defs":{names},"required":["const"]}}"#
    );
    assert_eq!(normalized("3.1.0", &schema)?, Json::parse(&schema)?);
    let header = format!(
        r##"{{"openapi":"3.1.0","x-a":{data},"info":{{"x-b":{data}}},"paths":{{"x-c":{data},"/a":{{"x-d":{data},"get":{{
        "responses":{{"x-e":{data},"200":{{"headers":{{"x-f":{{"schema":{{"const":1}}}}}},"content":{{"a/b":{{
        "example":{data},"examples":{{"a":{{"value":{data}}},"b":{data}}}}}}}}}}}}}}}}},"components":{{"x-g":{data},
        "examples":{{"a":{{"value":{data}}}}},"schemas":{{"x-h":{{"const":1}}}}}}}}"##
    );
    let rewritten = header
        .replace(r#"{"schema":{"const":1}}"#, r#"{"schema":{"enum":[1]}}"#)
        .replace(r#""x-h":{"const":1}"#, r#""x-h":{"enum":[1]}"#)
        .replace("3.1.0", "3.0.3");
    assert_ne!(rewritten, header);
    assert_eq!(parse(&header)?, Json::parse(&rewritten)?);
    Ok(())
}

#[test]
fn rewrites_schemas_in_every_place() -> Result {
    let schema = r#"{"type":["string","null"]}"#;
    let content = format!(
        r#"{{"a/b":{{"schema":{schema},"encoding":{{"f":{{"headers":{{"h":{{"schema":{schema}}}}}}}}}}}}}"#
    );
    let operation = format!(
        r#"{{"parameters":[{{"name":"q","in":"query","schema":{schema}}},{{"name":"r","in":"query","content":{content}}}],
        "requestBody":{{"content":{content}}},
        "responses":{{"200":{{"headers":{{"h":{{"schema":{schema}}}}},"content":{content}}}}}}}"#
    );
    let item = format!(
        r#"{{"parameters":[{{"name":"p","in":"query","schema":{schema}}}],"post":{operation},"trace":{operation}}}"#
    );
    let callbacks = format!(r#"{{"c":{{"{{$request.body#/url}}":{item}}}}}"#);
    let doc = format!(
        r#"{{"openapi":"3.1.0","paths":{{"/a":{item}}},"webhooks":{{"w":{{"post":{{"callbacks":{callbacks},
        "responses":{{"200":{{"description":""}}}}}}}}}},"components":{{"callbacks":{callbacks},"pathItems":{{"i":{item}}},
        "parameters":{{"p":{{"schema":{schema}}}}},"headers":{{"h":{{"schema":{schema}}}}},
        "responses":{{"r":{{"content":{content}}}}},"requestBodies":{{"b":{{"content":{content}}}}},
        "schemas":{{"s":{schema}}}}}}}"#
    );
    let expected = doc
        .replace(schema, r#"{"type":"string","nullable":true}"#)
        .replace("3.1.0", "3.0.3");
    assert_eq!(doc.matches(schema).count(), 75);
    assert_eq!(parse(&doc)?, Json::parse(&expected)?);
    Ok(())
}

/// A reference identifies an alternative by its index in the original document. Normalization may remove an earlier alternative.
#[test]
fn references_to_alternatives_keep_their_targets() -> Result {
    let schemas = |reference: &str| {
        format!(
            r##"{{"properties":{{"field":{{"$ref":"{reference}"}},"a":{{"anyOf":[{{"type":"null"}},{{"title":"1"}},
            {{"title":"2","properties":{{"b":{{"oneOf":[{{"type":"null"}},{{"title":"b1"}}]}}}}}}]}},
            "anyOf":{{"title":"named"}}}}}}"##
        )
    };
    let a = "#/components/schemas/A/properties/a/anyOf";
    for (reference, title) in [
        (format!("{a}/1"), Some("1")),
        (format!("{a}/2"), Some("2")),
        (format!("{a}/2/properties/b/oneOf/1"), Some("b1")),
        (format!("{a}/2/properties/b/%6FneOf/1"), Some("b1")),
        (
            "#/components/schemas/A/properties/anyOf".to_owned(),
            Some("named"),
        ),
        (format!("{a}/0"), None),
        (format!("{a}/3"), None),
        (format!("{a}/2/properties/b/oneOf/0"), None),
    ] {
        let doc = document("3.1.0", &schemas(&reference));
        let Some(title) = title else {
            let message = rejection(&doc)?;
            assert!(message.contains("has no target"), "{reference}: {message}");
            continue;
        };
        let doc = parse(&doc)?;
        let field = doc.at(&["components", "schemas", "A", "properties", "field"]);
        let field = field
            .and_then(|field| field.text("$ref"))
            .unwrap_or_default();
        let target = doc.reference(field).and_then(|target| target.text("title"));
        assert_eq!(target, Some(title), "{reference}: {field}");
    }
    Ok(())
}

#[test]
fn references_into_definitions_resolve_and_names_of_anchors_do_not() -> Result {
    let schema = |reference: &str| {
        format!(
            r#"{{"properties":{{"f":{{"$ref":"{reference}"}}}},"$defs":{{"D":{{"$anchor":"d","$id":"d.json","type":"string"}},
            "Any":true}}}}"#
        )
    };
    for target in ["D", "Any"] {
        let reference = format!("#/components/schemas/A/$defs/{target}");
        let doc = parse(&document("3.1.0", &schema(&reference)))?;
        let kind = if target == "D" { "string" } else { "any" };
        let fact = format!("GET /a -> 200.f {kind}");
        assert!(facts::of(&doc)?.contains(&fact), "{fact}");
    }
    for (reference, expected) in [
        ("#d", "the name of an anchor"),
        ("d.json", "outside the document"),
        ("https://example.test/d.json#/a", "outside the document"),
        ("#/$defs/D", "has no target"),
        ("#", "does not lead to"),
    ] {
        let message = rejection(&document("3.1.0", &schema(reference)))?;
        assert!(message.contains(expected), "{reference}: {message}");
        assert!(
            message.contains("/components/schemas/A/properties/f"),
            "{message}"
        );
    }
    Ok(())
}

#[test]
fn rejects_expansion_bomb_in_keywords_of_openapi31() -> Result {
    for keyword in ["prefixItems", "allOf"] {
        let schemas: Vec<String> = (0..10)
            .map(|at| {
                let part = format!(r##"{{"$ref":"#/components/schemas/L{}"}}"##, at + 1);
                format!(r#""L{at}":{{"{keyword}":[{}]}}"#, vec![part; 10].join(","))
            })
            .collect();
        for place in ["webhooks", "paths"] {
            let doc = format!(
                r##"{{"openapi":"3.1.0","{place}":{{"/a":{{"post":{{"callbacks":{{"c":{{"{{$url}}":{{"post":{{"requestBody":
                {{"content":{{"a/b":{{"schema":{{"$ref":"#/components/schemas/L0"}}}}}}}}}}}}}}}}}}}}}},
                "components":{{"schemas":{{{},"L10":{{}}}}}}}}"##,
                schemas.join(",")
            );
            let message = rejection(&doc)?;
            assert!(message.contains("more than 100000 values"), "{message}");
        }
    }
    Ok(())
}
