//! Pairs of documents with the same meaning, which have no changes.

use serde_json::{Value, json};

use super::documents::{changes_both_ways, operation, request, response};

const NONE: [&str; 0] = [];

/// Checks that two schemas have the same meaning in a request and in a response.
fn assert_same_schema(old: &Value, new: &Value) {
    for document in [request, response] {
        let found = changes_both_ways(&document(old.clone()), &document(new.clone()));
        assert_eq!(found, NONE, "{old} and {new}");
    }
}

fn with_header(header: Value) -> Value {
    operation(json!({"responses": {"200": {"description": "", "headers": {"X-Page": header}}}}))
}

fn with_callback(kind: &str, deprecated: Value, header: &str) -> Value {
    let mut post = json!({
        "requestBody": {"content": {kind: {
            "schema": {"type": "object", "properties": {"id": {"type": "string"}}},
            "encoding": {"id": {"headers": {header: {"schema": {"type": "string"}}}}},
        }}},
        "responses": {"200": {"description": ""}},
    });
    if !deprecated.is_null() {
        post["deprecated"] = deprecated;
    }
    operation(json!({
        "callbacks": {"paid": {"{$request.body#/url}": {"post": post}}},
        "responses": {"204": {"description": ""}},
    }))
}

#[test]
fn schema_split_into_parts_is_not_a_change() {
    let whole = json!({"type": "object", "required": ["a"], "properties": {
        "a": {"type": "string", "maxLength": 3}, "b": {"type": "number"},
    }});
    let first = json!({"type": "object", "required": ["a"], "properties": {"a": {"type": "string", "maxLength": 3}}});
    let second = json!({"properties": {"b": {"type": "number"}}});
    assert_same_schema(&whole, &json!({"allOf": [first, second]}));
    assert_same_schema(&whole, &json!({"allOf": [{"allOf": [first]}, second]}));
}

/// A statement that another part repeats is compared: exit code 0 proves that nothing else differs.
#[test]
fn statement_that_another_part_repeats_is_compared() {
    let parts = |second: Value| {
        request(
            json!({"allOf": [{"type": "object", "properties": {"a": {"type": "string"}}}, second]}),
        )
    };
    let stated_once = parts(json!({"properties": {"b": {"type": "number"}}}));
    for repeated in [
        json!({"type": "object", "properties": {"b": {"type": "number"}}}),
        json!({"properties": {"a": {"type": "string"}, "b": {"type": "number"}}}),
    ] {
        assert!(!changes_both_ways(&stated_once, &parts(repeated)).is_empty());
    }
}

#[test]
fn conflicting_parts_are_compared() {
    let parts = |other: &str| {
        response(json!({"allOf": [
            {"properties": {"a": {"type": "string", "pattern": "^a"}}},
            {"properties": {"a": {"type": "string", "pattern": other}}},
        ]}))
    };
    assert!(!changes_both_ways(&parts("b$"), &parts("c$")).is_empty());
    assert!(!changes_both_ways(&parts("b$"), &parts("^a")).is_empty());
}

#[test]
fn spelling_of_a_number_is_not_a_change() {
    for (one, other) in [
        (json!(1), json!(1.0)),
        (json!(1000), json!(1e3)),
        (json!(-2), json!(-2.0)),
    ] {
        for keyword in ["minimum", "multipleOf", "default"] {
            assert_same_schema(
                &json!({"type": "number", keyword: one}),
                &json!({"type": "number", keyword: other}),
            );
        }
        assert_same_schema(&json!({"enum": [one]}), &json!({"enum": [other]}));
        assert_same_schema(
            &json!({"const": {"a": one}}),
            &json!({"const": {"a": other}}),
        );
    }
    let limit = |number: Value| request(json!({"type": "integer", "maximum": number}));
    let (even, odd) = (
        json!(9_007_199_254_740_992_i64),
        json!(9_007_199_254_740_993_i64),
    );
    assert!(!changes_both_ways(&limit(even), &limit(odd)).is_empty());
    assert!(!changes_both_ways(&limit(json!(0.1)), &limit(json!(0.2))).is_empty());
}

#[test]
fn order_of_keys_in_a_value_is_not_a_change() {
    for keyword in ["default", "const"] {
        let schema = |value: &str| {
            let value: Value = serde_json::from_str(value).unwrap();
            json!({"type": "object", keyword: value})
        };
        assert_same_schema(
            &schema(r#"{"a": 1, "b": 2}"#),
            &schema(r#"{"b": 2, "a": 1}"#),
        );
    }
    assert_same_schema(
        &json!({"dependentRequired": {"a": ["b", "c"]}}),
        &json!({"dependentRequired": {"a": ["c", "b"]}}),
    );
}

#[test]
fn names_and_comments_of_a_schema_are_not_changes() {
    for (keyword, value) in [
        ("$comment", json!("words")),
        ("$anchor", json!("name")),
        ("$defs", json!({"Unused": {"type": "string"}})),
        ("definitions", json!({"Unused": {"type": "string"}})),
    ] {
        let schema = |more: bool| {
            let mut schema = json!({"type": "string"});
            if more {
                schema[keyword] = value.clone();
            }
            schema
        };
        assert_same_schema(&schema(false), &schema(true));
        assert_same_schema(
            &json!({"not": schema(false)}),
            &json!({"not": schema(true)}),
        );
    }
    // A field with such a name is compared.
    let field = |kind: &str| request(json!({"not": {"properties": {"$defs": {"type": kind}}}}));
    assert!(!changes_both_ways(&field("string"), &field("number")).is_empty());
}

#[test]
fn header_parameter_overrides_that_of_its_path_in_any_case() {
    let header =
        |name: &str, kind: &str| json!({"in": "header", "name": name, "schema": {"type": kind}});
    let document = |shared: Value| {
        let mut document = operation(json!({
            "parameters": [header("X-Trace", "string")],
            "responses": {"204": {"description": ""}},
        }));
        document["paths"]["/pay"]["parameters"] = shared;
        document
    };
    let overridden = document(json!([header("x-trace", "number")]));
    assert_eq!(changes_both_ways(&document(json!([])), &overridden), NONE);
}

#[test]
fn defaults_of_a_response_header_are_not_changes() {
    let plain = with_header(json!({"schema": {"type": "string"}}));
    for same in [
        json!({"schema": {"type": "string"}, "required": false, "deprecated": false, "style": "simple", "explode": false}),
        json!({"schema": {"allOf": [{"type": "string"}]}}),
        json!({"schema": {"allOf": [{"$ref": "#/components/schemas/Page"}]}}),
    ] {
        let mut new = with_header(same);
        new["components"] = json!({"schemas": {"Page": {"type": "string"}}});
        assert_eq!(changes_both_ways(&plain, &new), NONE);
    }
    let exploded = with_header(json!({"schema": {"type": "string"}, "explode": true}));
    assert!(!changes_both_ways(&plain, &exploded).is_empty());
}

#[test]
fn media_types_are_compared_by_meaning() {
    let document = |kind: &str| {
        operation(json!({
            "requestBody": {"content": {kind: {"schema": {"type": "object"}}}},
            "responses": {"200": {"description": "", "content": {kind: {"schema": {"type": "object"}}}}},
        }))
    };
    let old = document("application/json;profile=Rate;version=1");
    let same = document("Application/JSON; Version=1; PROFILE=Rate; charset=utf-8");
    assert_eq!(changes_both_ways(&old, &same), NONE);
    for other in ["profile=rate;version=1", "profile=Rate;version=2"] {
        let other = document(&format!("application/json;{other}"));
        assert!(!changes_both_ways(&old, &other).is_empty());
    }
}

#[test]
fn media_types_with_schemas_of_the_same_meaning_are_one_schema() {
    let document = |csv: Value| {
        let content = json!({
            "application/json": {"schema": {"type": "object", "properties": {"id": {"type": "string"}}}},
            "text/csv": {"schema": csv},
        });
        operation(json!({
            "requestBody": {"content": content},
            "responses": {"200": {"description": "", "content": content}},
        }))
    };
    let schema = json!({"type": "object", "properties": {"id": {"type": "string"}}});
    let old = document(schema.clone());
    assert_eq!(
        changes_both_ways(&old, &document(json!({"allOf": [schema]}))),
        NONE
    );
    assert!(!changes_both_ways(&old, &document(json!({"type": "object"}))).is_empty());
}

#[test]
fn response_without_a_schema_may_be_anything() {
    let document = |media: Value| {
        operation(
            json!({"responses": {"200": {"description": "", "content": {"text/plain": media}}}}),
        )
    };
    let (without, any) = (document(json!({})), document(json!({"schema": {}})));
    assert_eq!(changes_both_ways(&without, &any), NONE);
    let text = document(json!({"schema": {"type": "string"}}));
    assert!(!changes_both_ways(&without, &text).is_empty());
}

#[test]
fn status_range_is_compared_without_case() {
    let document = |status: &str| operation(json!({"responses": {status: {"description": ""}}}));
    assert_eq!(changes_both_ways(&document("2XX"), &document("2xx")), NONE);
}

#[test]
fn defaults_in_a_callback_are_not_changes() {
    let old = with_callback("application/json", Value::Null, "X-Part");
    let same = with_callback("application/json; charset=utf-8", json!(false), "x-part");
    assert_eq!(changes_both_ways(&old, &same), NONE);
    let other = with_callback("application/json", json!(true), "X-Part");
    assert!(!changes_both_ways(&old, &other).is_empty());
}

#[test]
fn link_by_reference_equals_link_by_id() {
    let document = |link: Value| {
        let mut document =
            operation(json!({"responses": {"200": {"description": "", "links": {"rate": link}}}}));
        let rate = json!({"operationId": "getRate", "responses": {"200": {"description": ""}}});
        document["paths"]["/rates/{pair}"] =
            json!({"get": rate, "delete": {"responses": {"200": {"description": ""}}}});
        document
    };
    let by_id = document(json!({"operationId": "getRate"}));
    let by_reference = document(json!({"operationRef": "#/paths/~1rates~1{pair}/get"}));
    assert_eq!(changes_both_ways(&by_id, &by_reference), NONE);
    let other = document(json!({"operationRef": "#/paths/~1rates~1{pair}/delete"}));
    assert!(!changes_both_ways(&by_id, &other).is_empty());
}

#[test]
fn spelling_of_a_server_is_not_a_change() {
    let document = |url: &str| {
        let mut document = operation(
            json!({"servers": [{"url": url}], "responses": {"204": {"description": ""}}}),
        );
        document["servers"] = json!([{"url": url}, {"url": "https://other.example"}]);
        document
    };
    let old = document("https://api.example/v4");
    for same in [
        "https://api.example/v4/",
        "https://API.example/v4",
        "https://api.example:443/v4",
        "HTTPS://api.example/v4",
    ] {
        assert_eq!(changes_both_ways(&old, &document(same)), NONE, "{same}");
    }
    for other in [
        "https://api.example/V4",
        "http://api.example/v4",
        "https://api.example:8443/v4",
        "https://api.example/v4/x",
    ] {
        assert!(
            !changes_both_ways(&old, &document(other)).is_empty(),
            "{other}"
        );
    }
}

#[test]
fn servers_of_an_operation_replace_those_of_its_path() {
    let document = |path: Value, own: Value| {
        let mut document = operation(json!({"responses": {"204": {"description": ""}}}));
        let item = &mut document["paths"]["/pay"];
        if !path.is_null() {
            item["servers"] = json!([{"url": path}]);
        }
        if !own.is_null() {
            item["post"]["servers"] = json!([{"url": own}]);
        }
        document
    };
    let own = document(Value::Null, json!("https://own.example"));
    let both = document(json!("https://path.example"), json!("https://own.example"));
    assert_eq!(changes_both_ways(&own, &both), NONE);
    // The servers of the document, repeated.
    let (none, same) = (Value::Null, json!("https://a.example/v4"));
    let plain = document(none.clone(), none.clone());
    assert_eq!(
        changes_both_ways(&plain, &document(none, same.clone())),
        NONE
    );
    assert_eq!(
        changes_both_ways(&plain, &document(same, Value::Null)),
        NONE
    );
}

#[test]
fn read_only_field_is_compared_by_meaning() {
    let document = |field: Value| request(json!({"type": "object", "properties": {"id": field}}));
    let old = document(json!({"type": "string", "readOnly": true}));
    let same = document(json!({"allOf": [{"type": "string"}], "readOnly": true}));
    assert_eq!(changes_both_ways(&old, &same), NONE);
    let other = document(json!({"type": "number", "readOnly": true}));
    assert!(!changes_both_ways(&old, &other).is_empty());
}

#[test]
fn empty_lists_and_objects_are_not_changes() {
    let document = |more: bool| {
        let mut response = json!({"description": ""});
        let mut document = operation(json!({"responses": {}}));
        if more {
            response["links"] = json!({});
            response["headers"] = json!({});
            document["paths"]["/pay"]["post"]["callbacks"] = json!({});
            document["paths"]["/pay"]["post"]["parameters"] = json!([]);
            document["webhooks"] = json!({});
        }
        document["paths"]["/pay"]["post"]["responses"]["200"] = response;
        document
    };
    assert_eq!(changes_both_ways(&document(false), &document(true)), NONE);
    assert_same_schema(
        &json!({"not": {"type": "object"}}),
        &json!({"not": {"type": "object", "properties": {}, "required": [], "allOf": []}}),
    );
}
