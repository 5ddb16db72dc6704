//! Changes of responses: statuses, content types, headers, fields.

use serde_json::json;

use super::cases::{Case, base, cases, facts, push, remove, remove_first, rename, set, unchanged};
use super::{Rule, report};

const RESPONSES: &str = "/paths/~1ramp/get/responses";
const RESPONSE: &str = "/paths/~1ramp/get/responses/200";
const SCHEMA: &str = "/paths/~1ramp/get/responses/200/content/application~1json/schema";
const FIELDS: &str = "/paths/~1ramp/get/responses/200/content/application~1json/schema/properties";
const ERROR: &str = "/paths/~1ramp/get/responses/400";
const ERRORS: &str = "/paths/~1ramp/get/responses/400/content/application~1json/schema/properties";

pub(super) fn cases() -> Vec<Case> {
    let mut cases = response_cases();
    cases.extend(field_cases());
    cases
}

fn response_cases() -> Vec<Case> {
    let created = || set(RESPONSES, "201", json!({"description": ""}));
    let csv = |response: &str| set(&format!("{response}/content"), "text/csv", json!({}));
    let id = |kind: &str| {
        set(
            RESPONSE,
            "headers",
            json!({"X-Id": {"schema": {"type": kind}}}),
        )
    };
    cases! {
        ResponseSuccessAdded "-> 201" Safe Patch: unchanged() => created();
        ResponseSuccessRemoved "-> 201" Safe Patch: created() => unchanged();
        ResponseSuccessChanged "-> 201" Safe Patch: unchanged() => rename(RESPONSES, "200", "201");
        ResponseErrorAdded "-> 404" Safe Patch: unchanged() => set(RESPONSES, "404", json!({"description": ""}));
        ResponseErrorRemoved "-> 400" Safe Patch: unchanged() => remove(RESPONSES, "400");
        ResponseContentTypeAdded "-> 200 content" Safe Patch: unchanged() => csv(RESPONSE);
        ResponseContentTypeRemoved "-> 200 content" Breaks Major: csv(RESPONSE) => unchanged();
        ResponseHeaderAdded "-> 200 header x-id" Safe Patch: unchanged() => id("string");
        ResponseHeaderRemoved "-> 200 header x-id" MayBreak Patch: id("string") => unchanged();
        ResponseHeaderChanged "-> 200 header x-id" MayBreak Patch: id("string") => id("integer");
        ErrorContentTypeChanged "-> 400 content" Safe Patch: unchanged() => csv(ERROR);
        ErrorFieldAdded "-> 400.new" Safe Patch: unchanged() => set(ERRORS, "new", json!({"type": "string"}));
        ErrorFieldRemoved "-> 400.code" Safe Patch: unchanged() => remove(ERRORS, "code");
        ErrorFieldChanged "-> 400.code" Safe Patch: unchanged() => set(ERRORS, "code", json!({"type": "number"}));
        ErrorMessageChanged "-> 400.message" MayBreak Patch:
            unchanged() => set(ERRORS, "message", json!({"type": "number"}));
    }
}

fn field_cases() -> Vec<Case> {
    let message = || format!("{FIELDS}/message");
    let status = || format!("{FIELDS}/status");
    let values = || format!("{FIELDS}/status/enum");
    let items = || format!("{FIELDS}/list/items");
    let null = || set(&message(), "nullable", json!(true));
    let required = || set(SCHEMA, "required", json!(["message"]));
    cases! {
        ResponseFieldAdded "-> 200.new" Safe Minor: unchanged() => set(FIELDS, "new", json!({"type": "string"}));
        ResponseFieldRemoved "-> 200.message" Breaks Major: unchanged() => remove(FIELDS, "message");
        ResponseFieldTypeChanged "-> 200.message" Breaks Major: unchanged() => set(&message(), "type", json!("number"));
        ResponseFieldTypeChanged "-> 200.list[]" Breaks Major: unchanged() => set(&items(), "type", json!("number"));
        ResponseFieldBecameRequired "-> 200.message" Safe Patch: unchanged() => required();
        ResponseFieldBecameOptional "-> 200.message" Safe Patch: required() => unchanged();
        ResponseFieldBecameNullable "-> 200.message" Safe Patch: unchanged() => null();
        ResponseItemBecameNullable "-> 200.list[]" MayBreak Major: unchanged() => set(&items(), "nullable", json!(true));
        ResponseFieldNoLongerNullable "-> 200.message" Safe Patch: null() => unchanged();
        ResponseValueAdded "-> 200.status" Safe Minor: unchanged() => push(&values(), json!("lost"));
        ResponseValueRemoved "-> 200.status" Safe Major: unchanged() => remove_first(&values());
        ResponseEnumIntroduced "-> 200.message" Safe Major: unchanged() => set(&message(), "enum", json!(["a"]));
        ResponseEnumDropped "-> 200.status" Safe Major: unchanged() => remove(&status(), "enum");
        ResponseConstraintChanged "-> 200.message" Safe Patch: unchanged() => set(&message(), "maxLength", json!(5));
    }
}

/// A second success status adds only fields that the first does not have.
#[test]
fn second_success_adds_only_its_own_fields() {
    let mut new = base();
    let first = base().pointer(RESPONSE).unwrap().clone();
    set(RESPONSES, "202", first)(&mut new);
    let more = FIELDS.replace("/200/", "/202/");
    set(&more, "ticket", json!({"type": "string"}))(&mut new);
    let changes = report(&facts(&base()), &facts(&new)).changes;
    let found: Vec<_> = changes
        .iter()
        .map(|change| (change.rule, change.place.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (Rule::ResponseSuccessAdded, "-> 202"),
            (Rule::ResponseFieldAdded, "-> 202.ticket"),
        ]
    );
}

/// Every place below a new field is reported.
#[test]
fn new_tree_is_one_change_per_place() {
    let mut new = base();
    let tree = json!({"type": "array", "items": {"type": "object", "properties": {"x": {"type": "string"}}}});
    set(FIELDS, "tree", tree)(&mut new);
    let changes = report(&facts(&base()), &facts(&new)).changes;
    let places: Vec<&str> = changes.iter().map(|change| change.place.as_str()).collect();
    assert_eq!(places, ["-> 200.tree", "-> 200.tree[]", "-> 200.tree[].x"]);
}
