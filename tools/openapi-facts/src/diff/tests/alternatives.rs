//! Changes of alternatives, discriminators, fields of one direction, extensions and unmodelled parts.

use serde_json::{Value, json};

use super::cases::{Case, both, cases, push, remove_first, set, unchanged};
use super::documents::{changes, changes_both_ways, request, response};

const POST: &str = "/paths/~1ramp/post";
const FIELDS: &str = "/paths/~1ramp/post/requestBody/content/application~1json/schema/properties";
const RESULT: &str = "/paths/~1ramp/get/responses/200/content/application~1json/schema/properties";

/// Two alternatives of a payment.
fn payment() -> Value {
    json!({
        "oneOf": [
            {"type": "object", "title": "card", "required": ["number"], "properties": {"number": {"type": "string"}}},
            {"type": "object", "title": "bank", "required": ["iban"], "properties": {"iban": {"type": "string"}}},
        ],
        "discriminator": {"propertyName": "kind"},
    })
}

fn wallet() -> Value {
    json!({"type": "object", "title": "wallet", "required": ["address"], "properties": {"address": {"type": "string"}}})
}

pub(super) fn cases() -> Vec<Case> {
    let sent = || set(FIELDS, "payment", payment());
    let returned = || set(RESULT, "payment", payment());
    let list = |fields: &str| format!("{fields}/payment/oneOf");
    let discriminator = format!("{FIELDS}/payment/discriminator");
    let read_only = |kind: &str| set(FIELDS, "id", json!({"type": kind, "readOnly": true}));
    let callbacks = json!({"paid": {"/paid": {"post": {"deprecated": true}}}});
    cases! {
        RequestAlternativeAdded "body.payment|wallet" Safe Minor:
            sent() => both(sent(), push(&list(FIELDS), wallet()));
        RequestAlternativeRemoved "body.payment|card" Breaks Major:
            sent() => both(sent(), remove_first(&list(FIELDS)));
        ResponseAlternativeAdded "-> 200.payment|wallet" MayBreak Minor:
            returned() => both(returned(), push(&list(RESULT), wallet()));
        ResponseAlternativeRemoved "-> 200.payment|card" Safe Major:
            returned() => both(returned(), remove_first(&list(RESULT)));
        DiscriminatorChanged "body.payment" Breaks Major:
            sent() => both(sent(), set(&discriminator, "propertyName", json!("type")));
        OneWayFieldChanged "body" Safe Patch: unchanged() => read_only("string");
        OneWayFieldChanged "body" Safe Patch: read_only("string") => read_only("integer");
        UnmodelledChange "/paths/~1ramp/post/callbacks/paid/~1paid/post/deprecated" Breaks Major:
            unchanged() => set(POST, "callbacks", callbacks.clone());
        UnmodelledChange "/paths/~1ramp/post/requestBody/schema/properties/note/not/type" Breaks Major:
            unchanged() => set(&format!("{FIELDS}/note"), "not", json!({"type": "integer"}));
        ExtensionChanged "/paths/~1ramp/post/x-limit" Safe Patch: unchanged() => set(POST, "x-limit", json!(5));
        ExtensionChanged "/x-api" Safe Patch: set("", "x-api", json!(1)) => set("", "x-api", json!(2));
        ExtensionChanged "/paths/~1ramp/post/x-limit" Safe Patch:
            set(POST, "x-limit", json!(5)) => set(POST, "x-limit", json!([6]));
    }
}

/// Returns the alternatives of a payment with three similar alternatives.
fn similar() -> Vec<Value> {
    ["card", "bank", "wallet"]
        .map(|kind| {
            json!({"type": "object", "required": ["kind", "amount"], "properties": {
                "kind": {"type": "string", "enum": [kind]},
                "amount": {"type": "number"},
                "currency": {"type": "string"},
                "note": {"type": "string"},
            }})
        })
        .to_vec()
}

fn one_of(alternatives: &[Value]) -> Value {
    json!({"oneOf": alternatives})
}

#[test]
fn reordered_alternatives_are_not_changes() {
    let old = similar();
    let mut reversed = old.clone();
    reversed.reverse();
    let mut rotated = old.clone();
    rotated.rotate_left(1);
    for new in [&reversed, &rotated] {
        for document in [request, response] {
            assert_eq!(
                changes(&document(one_of(&old)), &document(one_of(new))),
                Vec::<String>::new()
            );
        }
    }
}

#[test]
fn edit_in_one_of_several_similar_alternatives_is_one_change() {
    for edited in 0..3 {
        let old = similar();
        let mut new = old.clone();
        new[edited]["properties"]["amount"]["type"] = json!("string");
        let key = edited + 1;
        assert_eq!(
            changes(&request(one_of(&old)), &request(one_of(&new))),
            [format!("request-field-type-changed body|#{key}.amount")]
        );
        new.reverse();
        assert_eq!(
            changes(&response(one_of(&old)), &response(one_of(&new))),
            [format!("response-field-type-changed -> 200|#{key}.amount")]
        );
    }
}

#[test]
fn alternative_is_added_and_removed_among_similar_ones() {
    let all = similar();
    for removed in 0..3 {
        let mut fewer = all.clone();
        fewer.remove(removed);
        let found = changes(&request(one_of(&all)), &request(one_of(&fewer)));
        assert_eq!(
            found,
            [format!("request-alternative-removed body|#{}", removed + 1)]
        );
        let found = changes(&response(one_of(&fewer)), &response(one_of(&all)));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].starts_with("response-alternative-added -> 200|#"),
            "{found:?}"
        );
    }
}

#[test]
fn properties_of_the_same_name_stay_apart() {
    let document = |card: &str, bank: &str| {
        response(json!({"oneOf": [
            {"type": "object", "title": "card", "properties": {"limit": {"type": card}, "number": {"type": "string"}}},
            {"type": "object", "title": "bank", "properties": {"limit": {"type": bank}, "iban": {"type": "string"}}},
        ]}))
    };
    assert_eq!(
        changes_both_ways(&document("number", "number"), &document("string", "number")),
        ["response-field-type-changed -> 200|card.limit"]
    );
    // The types that occur are the same, but not where they occur.
    assert_eq!(
        changes_both_ways(&document("number", "string"), &document("string", "number")),
        [
            "response-field-type-changed -> 200|bank.limit",
            "response-field-type-changed -> 200|card.limit"
        ]
    );
}

/// Two alternatives that each have two alternatives.
fn nested(amount: &str) -> Value {
    let form = |name: &str, kind: &str| json!({"type": "object", "properties": {"form": {"type": "string", "enum": [name]}, "amount": {"type": kind}}});
    json!({"oneOf": [
        {"type": "object", "properties": {"method": {"oneOf": [form("chip", "number"), form("strip", amount)]}}},
        {"type": "object", "properties": {"method": {"oneOf": [form("wire", "number"), form("cheque", "number"), form("draft", "number")]}}},
    ]})
}

#[test]
fn nested_alternatives_are_matched_by_content() {
    let old = request(nested("number"));
    let mut reordered = nested("number");
    for pointer in [
        "/oneOf/0/properties/method/oneOf",
        "/oneOf/1/properties/method/oneOf",
        "/oneOf",
    ] {
        reordered
            .pointer_mut(pointer)
            .unwrap()
            .as_array_mut()
            .unwrap()
            .reverse();
    }
    assert_eq!(
        changes_both_ways(&old, &request(reordered)),
        Vec::<String>::new()
    );
    let mut edited = nested("string");
    edited["oneOf"].as_array_mut().unwrap().reverse();
    assert_eq!(
        changes(&old, &request(edited)),
        ["request-field-type-changed body|#1.method|#2.amount"]
    );
    let mut fewer = nested("number");
    fewer
        .pointer_mut("/oneOf/1/properties/method/oneOf")
        .unwrap()
        .as_array_mut()
        .unwrap()
        .remove(0);
    assert_eq!(
        changes(&old, &request(fewer)),
        ["request-alternative-removed body|#2.method|#1"]
    );
}

#[test]
fn titles_of_alternatives_are_words() {
    let titled = |first: &str, second: &str| {
        response(json!({"oneOf": [
            {"type": "object", "title": first, "properties": {"number": {"type": "string"}}},
            {"type": "object", "title": second, "properties": {"iban": {"type": "string"}}},
        ]}))
    };
    for (first, second) in [("A card", "A bank"), ("bank", "card"), ("card", "card")] {
        let found = changes_both_ways(&titled("card", "bank"), &titled(first, second));
        assert_eq!(found, Vec::<String>::new(), "{first}, {second}");
    }
}

#[test]
fn one_of_and_any_of_differ() {
    let any_of = json!({"anyOf": similar()});
    let found = changes_both_ways(&request(one_of(&similar())), &request(any_of));
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn alternatives_of_a_field_become_one_schema() {
    let old = request(one_of(&similar()));
    let found = changes_both_ways(&old, &request(similar()[0].clone()));
    assert!(!found.is_empty());
}

/// A document with components that a discriminator selects.
fn discriminated(names: [&str; 2], mapping: Option<[&str; 2]>) -> Value {
    let reference = |name: &str| format!("#/components/schemas/{name}");
    let mut schema = json!({
        "oneOf": [{"$ref": reference(names[0])}, {"$ref": reference(names[1])}],
        "discriminator": {"propertyName": "kind"},
    });
    if let Some(values) = mapping {
        schema["discriminator"]["mapping"] =
            json!({values[0]: reference(names[0]), values[1]: reference(names[1])});
    }
    let mut document = request(schema);
    let part = |field: &str| json!({"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}, field: {"type": "string"}}});
    document["components"]["schemas"] = json!({names[0]: part("number"), names[1]: part("iban")});
    document
}

#[test]
fn renamed_values_of_a_mapping_are_changes() {
    let old = discriminated(["Card", "Bank"], Some(["card", "bank"]));
    let new = discriminated(["Card", "Bank"], Some(["credit_card", "bank"]));
    assert_eq!(changes(&old, &new), ["discriminator-changed body|card"]);
    let swapped = discriminated(["Card", "Bank"], Some(["bank", "card"]));
    assert!(!changes_both_ways(&old, &swapped).is_empty());
}

#[test]
fn component_names_are_values_only_without_a_mapping() {
    let mapped = |names| discriminated(names, Some(["card", "bank"]));
    assert_eq!(
        changes_both_ways(&mapped(["Card", "Bank"]), &mapped(["CardPayment", "Bank"])),
        Vec::<String>::new()
    );
    let implicit = |names| discriminated(names, None);
    assert_eq!(
        changes(
            &implicit(["Card", "Bank"]),
            &implicit(["CardPayment", "Bank"])
        ),
        ["discriminator-changed body|Card"]
    );
    // An implicit name and an explicit one that are equal.
    let explicit = discriminated(["Card", "Bank"], Some(["Card", "Bank"]));
    assert_eq!(
        changes_both_ways(&implicit(["Card", "Bank"]), &explicit),
        Vec::<String>::new()
    );
}

#[test]
fn entry_of_a_mapping_is_added() {
    let old = discriminated(["Card", "Bank"], Some(["card", "bank"]));
    let mut new = old.clone();
    let mapping =
        "/paths/~1pay/post/requestBody/content/application~1json/schema/discriminator/mapping";
    new.pointer_mut(mapping).unwrap()["debit"] = json!("#/components/schemas/Card");
    assert_eq!(
        changes_both_ways(&old, &new),
        ["discriminator-changed body|card"]
    );
}
