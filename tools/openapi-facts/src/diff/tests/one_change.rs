//! Pairs of documents that differ in one change, which is neither missed nor reported several times.

use serde_json::{Value, json};

use super::documents::{changes, changes_both_ways, operation, request, response};

fn polymorphic(more: Value) -> Value {
    let mut document = response(json!({"$ref": "#/components/schemas/Method"}));
    document["components"]["schemas"] = json!({
        "Method": {"type": "object", "properties": {"kind": {"type": "string"}}, "discriminator": {"propertyName": "kind"}},
        "Card": {"allOf": [{"$ref": "#/components/schemas/Method"}, {"properties": {"number": {"type": "string"}}}]},
    });
    for (name, schema) in more.as_object().unwrap() {
        document["components"]["schemas"][name] = schema.clone();
    }
    document
}

#[test]
fn schema_that_extends_a_selected_schema_is_compared() {
    let document = |kind: &str| {
        polymorphic(json!({"Debit": {"allOf": [
            {"$ref": "#/components/schemas/Card"}, {"properties": {"pin": {"type": kind}}},
        ]}}))
    };
    assert_eq!(
        changes_both_ways(&document("string"), &document("number")),
        ["response-field-type-changed -> 200|Debit.pin"]
    );
    assert_eq!(
        changes(&polymorphic(json!({})), &document("string")),
        ["response-alternative-added -> 200|Debit"]
    );
}

#[test]
fn schema_that_extends_a_parent_in_a_nested_part_is_compared() {
    let document = |kind: &str| {
        polymorphic(json!({"Bank": {"allOf": [
            {"allOf": [{"$ref": "#/components/schemas/Method"}]}, {"properties": {"iban": {"type": kind}}},
        ]}}))
    };
    assert_eq!(
        changes_both_ways(&document("string"), &document("number")),
        ["response-field-type-changed -> 200|Bank.iban"]
    );
}

#[test]
fn alternatives_of_two_sets_that_apply_together_are_not_exchanged() {
    let field = |name: &str| json!({"type": "object", "properties": {name: {"type": "string"}}});
    let document = |[a, b, c, d]: [&str; 4]| {
        request(json!({"allOf": [
            {"oneOf": [field(a), field(b)]}, {"oneOf": [field(c), field(d)]},
        ]}))
    };
    let old = document(["card", "bank", "now", "later"]);
    for same in [
        ["bank", "card", "later", "now"],
        ["later", "now", "bank", "card"],
    ] {
        assert!(
            changes_both_ways(&old, &document(same)).is_empty(),
            "{same:?}"
        );
    }
    let exchanged = document(["card", "now", "bank", "later"]);
    assert!(!changes_both_ways(&old, &exchanged).is_empty());
}

#[test]
fn sets_of_different_keywords_are_not_exchanged() {
    let field = |name: &str| json!({"type": "object", "properties": {name: {"type": "string"}}});
    let document = |[one, any]: [&str; 2]| {
        request(json!({
            one: [field("card"), field("bank")],
            any: [field("now"), field("later")],
        }))
    };
    let old = document(["oneOf", "anyOf"]);
    assert!(!changes_both_ways(&old, &document(["anyOf", "oneOf"])).is_empty());
}

#[test]
fn keywords_that_belong_together_are_not_exchanged_between_parts() {
    let condition = |given: &str, then: &str| json!({"if": {"required": [given]}, "then": {"required": [then]}});
    let minimum = |exclusive: bool| json!({"minimum": 0, "exclusiveMinimum": exclusive});
    let closed = |[name, other]: [&str; 2]| {
        json!({"allOf": [
            {"properties": {name: {"type": "string"}}, "additionalProperties": false},
            {"properties": {other: {"type": "string"}}},
        ]})
    };
    for (old, new) in [
        (
            json!({"allOf": [condition("a", "b"), condition("c", "d")]}),
            json!({"allOf": [condition("a", "d"), condition("c", "b")]}),
        ),
        (
            json!({"allOf": [minimum(true), {"minimum": 5}]}),
            json!({"allOf": [minimum(false), {"minimum": 5, "exclusiveMinimum": true}]}),
        ),
        (closed(["a", "b"]), closed(["b", "a"])),
    ] {
        for document in [request, response] {
            let found = changes_both_ways(&document(old.clone()), &document(new.clone()));
            assert!(!found.is_empty(), "{old}");
        }
    }
}

#[test]
fn target_of_a_dynamic_reference_is_compared() {
    let document = |kind: &str| {
        let mut document = request(json!({"type": "object", "properties": {
            "items": {"type": "array", "items": {"$dynamicRef": "#node"}},
        }}));
        document["components"]["schemas"] = json!({"Node": {
            "$dynamicAnchor": "node",
            "properties": {"id": {"type": kind}, "next": {"$dynamicRef": "#node"}},
        }});
        document
    };
    assert!(changes_both_ways(&document("string"), &document("string")).is_empty());
    assert_eq!(
        changes_both_ways(&document("string"), &document("number")).len(),
        1
    );
}

#[test]
fn body_without_content_is_compared() {
    let without = operation(json!({"responses": {"204": {"description": ""}}}));
    let with = operation(
        json!({"requestBody": {"content": {}}, "responses": {"204": {"description": ""}}}),
    );
    assert_eq!(changes_both_ways(&without, &with).len(), 1);
}

#[test]
fn body_that_only_one_document_has_is_one_change() {
    let body = json!({"content": {"application/json": {"schema": {
        "type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "object", "properties": {"c": {}}}},
    }}}});
    let without = operation(json!({"responses": {"204": {"description": ""}}}));
    let with = operation(json!({"requestBody": body, "responses": {"204": {"description": ""}}}));
    assert_eq!(changes(&without, &with), ["body-added-optional body"]);
    assert_eq!(changes(&with, &without), ["body-removed body"]);
}

#[test]
fn link_to_another_operation_with_the_same_id_is_compared() {
    let document = |rate: &str, quote: &str, link: &str| {
        let mut document = operation(json!({"responses": {"200": {"description": "", "links": {
            "next": {"operationId": link},
        }}}}));
        for (path, id) in [("/rate", rate), ("/quote", quote)] {
            document["paths"][path] =
                json!({"get": {"operationId": id, "responses": {"200": {"description": ""}}}});
        }
        document
    };
    let old = document("one", "two", "one");
    assert_eq!(
        changes_both_ways(&old, &document("two", "one", "one")).len(),
        1
    );
    assert!(changes_both_ways(&old, &document("two", "one", "two")).is_empty());
}

#[test]
fn names_of_schemes_and_scopes_are_not_confused() {
    let document = |security: Value, scopes: Value| {
        let mut document =
            operation(json!({"security": security, "responses": {"204": {"description": ""}}}));
        document["components"]["securitySchemes"] = json!({
            "oauth": {"type": "oauth2", "flows": {"password": {"tokenUrl": "https://t.example", "scopes": scopes}}},
            "none": {"type": "http", "scheme": "basic"},
            "a+b": {"type": "apiKey", "in": "query", "name": "ab"},
            "a": {"type": "apiKey", "in": "query", "name": "a"},
            "b": {"type": "apiKey", "in": "query", "name": "b"},
        });
        document
    };
    let scopes = json!({"read": "", "write": ""});
    for (old, new) in [
        (
            json!([{"oauth": ["read,write"]}]),
            json!([{"oauth": ["read", "write"]}]),
        ),
        (
            json!([{"oauth": ["read|oauth[write]"]}]),
            json!([{"oauth": ["read"]}, {"oauth": ["write"]}]),
        ),
        (json!([{"a+b": []}]), json!([{"a": [], "b": []}])),
        (json!([{"none": []}]), json!([])),
    ] {
        let (old_document, new_document) = (
            document(old.clone(), scopes.clone()),
            document(new, scopes.clone()),
        );
        assert_eq!(
            changes_both_ways(&old_document, &new_document).len(),
            1,
            "{old}"
        );
    }
    let security = json!([{"oauth": ["read"]}]);
    let joined = document(security.clone(), json!({"read,write": ""}));
    assert_eq!(
        changes_both_ways(&document(security, scopes), &joined).len(),
        1
    );
}

#[test]
fn response_header_that_only_one_document_has_is_one_change() {
    let document = |headers: Value| {
        operation(json!({"responses": {"200": {"description": "", "headers": headers}}}))
    };
    let header = json!({"X-Page": {"required": true, "schema": {"type": "integer", "minimum": 1}}});
    let (without, with) = (document(json!({})), document(header));
    assert_eq!(
        changes(&without, &with),
        ["response-header-added -> 200 header x-page"]
    );
    assert_eq!(
        changes(&with, &without),
        ["response-header-removed -> 200 header x-page"]
    );
}

#[test]
fn new_path_outside_of_a_moved_prefix_is_one_change() {
    let document = |server: &str, paths: &[&str]| {
        let mut document = operation(json!({"responses": {"204": {"description": ""}}}));
        document["servers"] = json!([{"url": server}]);
        let item = document["paths"]["/pay"].clone();
        document["paths"] = json!({});
        for path in paths {
            document["paths"][path] = item.clone();
        }
        document
    };
    let old = document("https://a.example/v4", &["/pay", "/rates/{pair}"]);
    let new = document(
        "https://a.example",
        &["/v4/pay", "/v4/rates/{name}", "/health"],
    );
    assert_eq!(changes(&old, &new), ["operation-added operation"]);
    assert_eq!(changes(&new, &old), ["operation-removed operation"]);
    // Only the slash at the end of the server differs.
    let same = document("https://a.example/", &["/v4/pay", "/v4/rates/{pair}"]);
    assert!(changes_both_ways(&old, &same).is_empty());
}

#[test]
fn moved_prefix_does_not_move_an_operation_with_its_own_server() {
    let document = |server: &str, prefix: &str| {
        let mut document = operation(json!({"responses": {"204": {"description": ""}}}));
        document["servers"] = json!([{"url": server}]);
        let item = document["paths"]["/pay"].clone();
        let mut other = item.clone();
        other["post"]["servers"] = json!([{"url": "https://other.example"}]);
        document["paths"] =
            json!({format!("{prefix}/pay"): item, format!("{prefix}/rate"): item, "/log": other});
        document
    };
    let (old, new) = (
        document("https://a.example/v4", ""),
        document("https://a.example", "/v4"),
    );
    assert!(changes_both_ways(&old, &new).is_empty());
}

#[test]
fn unmodelled_object_that_only_one_document_has_is_one_change() {
    let field = |more: Value| {
        let mut field = json!({"type": "string"});
        if !more.is_null() {
            field["not"] = more;
        }
        request(json!({"type": "object", "properties": {"a": field}}))
    };
    let not = json!({"type": "object", "properties": {"b": {"type": "string"}}});
    assert_eq!(changes_both_ways(&field(Value::Null), &field(not)).len(), 1);

    let callbacks = |names: &[&str], kind: &str| {
        let mut document =
            operation(json!({"callbacks": {}, "responses": {"204": {"description": ""}}}));
        for name in names {
            document["paths"]["/pay"]["post"]["callbacks"][name] = json!({"{$url}": {"post": {
                "requestBody": {"content": {"application/json": {"schema": {
                    "type": "object", "properties": {"id": {"type": kind}, "at": {"type": "string"}},
                }}}},
                "responses": {"200": {"description": ""}},
            }}});
        }
        document
    };
    let pointer = "/paths/~1pay/post/callbacks";
    let one = callbacks(&["paid"], "string");
    assert_eq!(
        changes(&one, &callbacks(&["paid", "failed"], "string")),
        [format!("unmodelled-change {pointer}/failed")]
    );
    assert_eq!(
        changes(
            &callbacks(&[], "string"),
            &callbacks(&["paid", "failed"], "string")
        ),
        [
            format!("unmodelled-change {pointer}/failed"),
            format!("unmodelled-change {pointer}/paid")
        ]
    );
    // Objects of both documents are compared value by value.
    assert_eq!(
        changes_both_ways(&one, &callbacks(&["paid"], "number")).len(),
        1
    );
    let found = changes(&one, &callbacks(&["failed"], "string"));
    assert_eq!(found.len(), 2);
}
