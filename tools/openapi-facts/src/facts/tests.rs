//! Facts of small documents, and splitting of facts.

use super::*;

fn facts(paths: &str) -> Vec<String> {
    let doc = format!(
        r##"{{"openapi":"3.0.3","paths":{paths},"components":{{"schemas":{{
            "Tree":{{"type":"object","properties":{{"next":{{"$ref":"#/components/schemas/Tree"}}}}}},
            "Cur":{{"type":"string","enum":["NGN","KES"]}}}}}}}}"##
    );
    of(&Json::parse(&doc).unwrap())
        .unwrap()
        .into_iter()
        .collect()
}

#[test]
fn extracts_every_kind_of_fact() {
    let found = facts(
        r##"{"/a": {"parameters":[{"in":"query","name":"q","required":true,"schema":{"$ref":"#/components/schemas/Cur"}}],
            "post": {"security":[{"k":[],"u":[]},{"jwt":[]}],
            "requestBody":{"required":true,"content":{"application/json":{"schema":{"type":"object","required":["n"],
                "properties":{"n":{"type":"number","nullable":true},"a.b":{"type":"boolean"}}}}}},
            "responses":{"200":{"description":"","content":{"application/json":{"schema":
                {"type":"array","items":{"type":"object","additionalProperties":{"type":"integer"}}}}}},"204":{"description":""}}}}}"##,
    );
    assert_eq!(
        found,
        [
            "POST /a",
            "POST /a -> 200",
            "POST /a -> 200 array",
            "POST /a -> 200 content application/json",
            "POST /a -> 200[] object",
            "POST /a -> 200[].* integer",
            "POST /a -> 204",
            "POST /a body! object",
            "POST /a body.\"a.b\" boolean",
            "POST /a body.n! number?",
            "POST /a content application/json",
            "POST /a query:q! =KES",
            "POST /a query:q! =NGN",
            "POST /a query:q! string",
            "POST /a security jwt|k+u",
        ]
    );
}

#[test]
fn marks_recursion_and_merges_all_of() {
    let found = facts(
        r##"{"/a": {"get": {"responses":{"200":{"description":"","content":{"application/json":{"schema":
            {"allOf":[{"$ref":"#/components/schemas/Tree"},{"properties":{"x":{"oneOf":[{"type":"string"},{"type":"number"}]}}}]}}}}}}}}"##,
    );
    assert!(
        found.contains(&"GET /a -> 200.x number|string".to_owned()),
        "{found:#?}"
    );
    assert!(
        found.contains(&"GET /a -> 200.next recursive".to_owned()),
        "{found:#?}"
    );
}

#[test]
fn component_names_and_prose_are_not_facts() {
    let inline = facts(
        r#"{"/a":{"get":{"responses":{"200":{"description":"one","content":{"a/b":{"schema":{"type":"string","enum":["NGN","KES"]}}}}}}}}"#,
    );
    let named = facts(
        r##"{"/a":{"get":{"summary":"x","responses":{"200":{"description":"two","content":{"a/b":{"schema":{"$ref":"#/components/schemas/Cur"}}}}}}}}"##,
    );
    assert_eq!(inline, named);
}

#[test]
fn splits_fact_into_subject_and_statement() {
    assert_eq!(
        split("GET /a -> 200.x string"),
        ("GET /a -> 200.x", "string")
    );
    assert_eq!(
        split("GET /a query:t =Internal Transfer"),
        ("GET /a query:t", "=Internal Transfer")
    );
    assert_eq!(operation("GET /a -> 200.x string"), Some("GET /a"));
    assert_eq!(operation("GET /a"), Some("GET /a"));
    assert_eq!(operation("server https://x"), None);
}

#[test]
fn quoted_name_keeps_spaces_and_punctuation() {
    for (fact, subject, statement) in [
        (
            "GET /a body.\"x =y\"! string",
            "GET /a body.\"x =y\"!",
            "string",
        ),
        ("GET /a body.\"x ~y\" =a b", "GET /a body.\"x ~y\"", "=a b"),
        (
            "GET /a -> 200.\"a\\\" b\" ~format date time",
            "GET /a -> 200.\"a\\\" b\"",
            "~format date time",
        ),
        ("GET /a ~deprecated true", "GET /a", "~deprecated true"),
        (
            "GET /a -> 200 ~header x-id string",
            "GET /a -> 200",
            "~header x-id string",
        ),
        (
            "GET /a -> 200 content a/b; charset=c",
            "GET /a -> 200 content",
            "a/b; charset=c",
        ),
        ("GET /a content a/b; c", "GET /a content", "a/b; c"),
        ("GET /a -> 200", "GET /a ->", "200"),
        ("GET /a security a+b|c", "GET /a security", "a+b|c"),
        ("GET /a", "GET", "/a"),
        ("server https://a", "server", "https://a"),
        ("", "", ""),
    ] {
        assert_eq!(split(fact), (subject, statement), "{fact}");
    }
}

#[test]
fn notes_are_separate_from_facts() {
    let doc = Json::parse(
        r##"{"openapi":"3.0.3","paths":{"/a":{"post":{"deprecated":true,
            "parameters":[{"in":"query","name":"q","style":"form","schema":{"type":"string","default":"x","pattern":"a b"}}],
            "requestBody":{"content":{"application/json":{"schema":{"type":"object","additionalProperties":false,"properties":
                {"n":{"allOf":[{"$ref":"#/components/schemas/N"}],"maximum":9.5}}}}}},
            "responses":{"200":{"headers":{"X-Id":{"schema":{"type":"string"}}}}}}}},
            "components":{"schemas":{"N":{"type":"number","minimum":1}}}}"##,
    )
    .unwrap();
    let (facts, all) = (of(&doc).unwrap(), with_notes(&doc).unwrap());
    assert!(!facts.iter().any(|fact| is_note(fact)), "{facts:#?}");
    let notes: Vec<&String> = all.difference(&facts).collect();
    assert_eq!(
        notes,
        [
            "POST /a -> 200 ~header x-id string",
            "POST /a body ~closed true",
            "POST /a body.n ~maximum 9.5",
            "POST /a body.n ~minimum 1",
            "POST /a query:q ~default \"x\"",
            "POST /a query:q ~pattern a b",
            "POST /a ~deprecated true",
        ]
    );
    assert!(notes.iter().all(|note| is_note(note)), "{notes:#?}");
}

#[test]
fn fact_is_one_line() {
    let found = facts(
        r#"{"/a b":{"get":{"parameters":[{"in":"query","name":"q","schema":{"type":"string","enum":["one\ntwo"]}}],"responses":{}}}}"#,
    );
    assert!(
        found.contains(&"GET /a%20b query:q =one\\ntwo".to_owned()),
        "{found:#?}"
    );
}
