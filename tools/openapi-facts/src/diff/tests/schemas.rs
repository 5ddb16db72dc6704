//! Schemas that are composed of parts: `allOf`, references with siblings, polymorphism with cycles, one-way fields.

use serde_json::{Value, json};

use super::documents::{changes, changes_both_ways, operation, request, response};

const NONE: [&str; 0] = [];

fn object(properties: Value) -> Value {
    json!({"type": "object", "properties": properties})
}

#[test]
fn parts_of_all_of_are_compared_as_one_object() {
    let whole = json!({"type": "object", "required": ["id", "amount"], "properties": {
        "id": {"type": "string"}, "amount": {"type": "number", "maximum": 5},
    }});
    let parts = json!({"type": "object", "allOf": [
        {"properties": {"id": {"type": "string"}}, "required": ["id"]},
        {"properties": {"amount": {"type": "number", "maximum": 5}}},
    ], "required": ["amount"]});
    for document in [request, response] {
        assert_eq!(
            changes_both_ways(&document(whole.clone()), &document(parts.clone())),
            NONE
        );
        let mut fewer = parts.clone();
        fewer["required"] = json!([]);
        let found = changes_both_ways(&document(parts.clone()), &document(fewer));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].ends_with(".amount"), "{found:?}");
    }
}

#[test]
fn redeclared_property_has_what_both_parts_allow() {
    let document = |first: Value, second: Value| {
        request(
            json!({"allOf": [object(json!({"amount": first})), object(json!({"amount": second}))]}),
        )
    };
    let plain = document(json!({"type": "number"}), json!({"description": "words"}));
    assert_eq!(
        changes(
            &plain,
            &document(json!({"type": "number"}), json!({"maximum": 5}))
        ),
        ["constraint-tightened body.amount"]
    );
    assert_eq!(
        changes(
            &plain,
            &document(json!({"type": "number"}), json!({"type": "integer"}))
        ),
        ["request-field-type-changed body.amount"]
    );
    let values = |first: Value, second: Value| {
        document(
            json!({"type": "string", "enum": first}),
            json!({"type": "string", "enum": second}),
        )
    };
    assert_eq!(
        changes(
            &values(json!(["a", "b"]), json!(["a", "b"])),
            &values(json!(["a", "b"]), json!(["a"]))
        ),
        ["request-field-value-removed body.amount"]
    );
    // A change in the part that the other one hides is not silent.
    let found = changes_both_ways(
        &document(
            json!({"type": "number", "maximum": 5}),
            json!({"maximum": 9}),
        ),
        &document(
            json!({"type": "number", "maximum": 5}),
            json!({"maximum": 8}),
        ),
    );
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn order_of_parts_is_not_a_change() {
    let part = |name: &str| json!({"type": "object", "properties": {name: {"type": "string"}}, "required": [name]});
    let document = |parts: [&str; 3]| response(json!({"allOf": parts.map(part)}));
    assert_eq!(
        changes_both_ways(&document(["a", "b", "c"]), &document(["c", "a", "b"])),
        NONE
    );
}

#[test]
fn keyword_beside_a_reference_counts() {
    let document = |field: Value| {
        let mut document = response(object(json!({"amount": field})));
        document["components"]["schemas"] = json!({"Amount": {"type": "number"}});
        document
    };
    let plain = document(json!({"$ref": "#/components/schemas/Amount"}));
    let nullable = document(json!({"$ref": "#/components/schemas/Amount", "nullable": true}));
    assert_eq!(
        changes(&plain, &nullable),
        ["response-field-became-nullable -> 200.amount"]
    );
    let wrapped =
        document(json!({"allOf": [{"$ref": "#/components/schemas/Amount"}], "nullable": true}));
    assert_eq!(changes_both_ways(&nullable, &wrapped), NONE);
    let described =
        document(json!({"$ref": "#/components/schemas/Amount", "description": "words"}));
    assert_eq!(changes_both_ways(&plain, &described), NONE);
    let bounded = document(json!({"$ref": "#/components/schemas/Amount", "maximum": 5}));
    assert_eq!(
        changes(&plain, &bounded),
        ["response-constraint-changed -> 200.amount"]
    );
}

#[test]
fn field_of_one_direction_counts_where_it_is_sent() {
    let properties = |read: &str, write: &str| {
        object(json!({
            "id": {"type": read, "readOnly": true},
            "secret": {"type": write, "writeOnly": true},
        }))
    };
    let document = |read: &str, write: &str| {
        let schema = properties(read, write);
        let mut document = request(schema.clone());
        document["paths"]["/pay"]["post"]["responses"] = json!({"200": {"description": "", "content": {"application/json": {"schema": schema}}}});
        document
    };
    let old = document("string", "string");
    assert_eq!(
        changes(&old, &document("integer", "string")),
        [
            "response-field-type-changed -> 200.id",
            "one-way-field-changed body"
        ]
    );
    assert_eq!(
        changes(&old, &document("string", "integer")),
        [
            "one-way-field-changed -> 200",
            "request-field-type-changed body.secret"
        ]
    );
}

#[test]
fn required_read_only_field_is_not_required_in_a_request() {
    let document = |required: Value| {
        request(
            json!({"type": "object", "required": required, "properties": {
                "id": {"type": "string", "readOnly": true}, "amount": {"type": "number"},
            }}),
        )
    };
    assert_eq!(
        changes_both_ways(&document(json!([])), &document(json!(["id"]))),
        ["one-way-field-changed body"]
    );
    // The field is sent from now on.
    let mut both_ways = document(json!(["id"]));
    let id = "/paths/~1pay/post/requestBody/content/application~1json/schema/properties/id";
    *both_ways.pointer_mut(id).unwrap() = json!({"type": "string"});
    assert!(
        changes(&document(json!(["id"])), &both_ways)
            .contains(&"request-field-added-required body.id".to_owned())
    );
}

/// A document in which a parent refers to its children, and each child to its parent.
fn payout(iban: &str, amount: &str, mapping: bool) -> Value {
    let schema = json!({"$ref": "#/components/schemas/Payout"});
    let content = json!({"application/json": {"schema": schema}});
    let mut document = operation(json!({
        "requestBody": {"required": true, "content": content},
        "responses": {"200": {"description": "", "content": content}},
    }));
    let child = |field: &str| {
        let mut own = json!({"type": "object", "required": [field]});
        own["properties"] = json!({field: {"type": "string"}});
        json!({"allOf": [{"$ref": "#/components/schemas/Payout"}, own]})
    };
    let mut parent = json!({
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"type": "string"}, "amount": {"type": amount}},
        "discriminator": {"propertyName": "kind"},
        "oneOf": [{"$ref": "#/components/schemas/BankPayout"}, {"$ref": "#/components/schemas/MobilePayout"}],
    });
    if mapping {
        parent["discriminator"]["mapping"] = json!({"bank": "#/components/schemas/BankPayout", "mobile": "#/components/schemas/MobilePayout"});
        parent.as_object_mut().unwrap().remove("oneOf");
    }
    document["components"]["schemas"] =
        json!({"Payout": parent, "BankPayout": child(iban), "MobilePayout": child("phone")});
    document
}

/// The fields of the parent are on the wire in each alternative; they are reported once.
#[test]
fn fields_of_parent_and_children_are_compared_in_a_cycle() {
    for mapping in [false, true] {
        let old = payout("accountNumber", "number", mapping);
        let new = payout("iban", "string", mapping);
        let bank = if mapping { "bank" } else { "BankPayout" };
        assert_eq!(
            changes(&old, &new),
            [
                "response-field-type-changed -> 200.amount".to_owned(),
                format!("response-field-removed -> 200|{bank}.accountNumber"),
                format!("response-field-added -> 200|{bank}.iban"),
                "request-field-type-changed body.amount".to_owned(),
                format!("request-field-removed body|{bank}.accountNumber"),
                format!("request-field-added-required body|{bank}.iban"),
            ]
        );
    }
}

#[test]
fn recursive_schema_keeps_its_fields() {
    let document = |kind: &str| {
        let mut document = response(json!({"$ref": "#/components/schemas/Node"}));
        document["components"]["schemas"] = json!({"Node": object(json!({
            "value": {"type": kind},
            "next": {"$ref": "#/components/schemas/Node"},
            "all": {"type": "array", "items": {"$ref": "#/components/schemas/Node"}},
        }))});
        document
    };
    assert_eq!(
        changes_both_ways(&document("string"), &document("integer")),
        ["response-field-type-changed -> 200.value"]
    );
}

/// Which schema repeats is a statement, although both documents have the same fields.
#[test]
fn target_of_a_recursion_is_compared() {
    let document = |target: &str| {
        let mut document = response(json!({"$ref": "#/components/schemas/Tree"}));
        document["components"]["schemas"] = json!({
            "Tree": object(json!({"root": {"$ref": "#/components/schemas/Node"}})),
            "Node": object(json!({"next": {"$ref": format!("#/components/schemas/{target}")}})),
        });
        document
    };
    assert!(!changes_both_ways(&document("Tree"), &document("Node")).is_empty());
}

#[test]
fn keywords_without_a_rule_are_unmodelled_changes() {
    for (keyword, value) in [
        ("not", json!({"required": ["other"]})),
        ("minContains", json!(2)),
        ("const", json!("x")),
        ("xml", json!({"name": "amount"})),
        ("contentEncoding", json!("base64")),
        ("dependentRequired", json!({"a": ["b"]})),
        ("madeUp", json!(1)),
    ] {
        let mut schema = object(json!({"amount": {"type": "string"}}));
        let old = [request(schema.clone()), response(schema.clone())];
        schema["properties"]["amount"][keyword] = value;
        let new = [request(schema.clone()), response(schema)];
        for (old, new) in old.iter().zip(&new) {
            let found = changes_both_ways(old, new);
            assert!(
                !found.is_empty()
                    && found
                        .iter()
                        .all(|change| change.starts_with("unmodelled-change")),
                "{keyword}: {found:?}"
            );
        }
    }
}
