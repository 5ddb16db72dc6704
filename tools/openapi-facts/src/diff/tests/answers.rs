//! Answers: statuses, content, headers, fields.

use serde_json::json;

use super::cases::{Case, base, cases, facts, push, rename, same, set, shift, unset};
use super::{Rule, report};

const ANSWERS: &str = "/paths/~1ramp/get/responses";
const ANSWER: &str = "/paths/~1ramp/get/responses/200";
const SCHEMA: &str = "/paths/~1ramp/get/responses/200/content/application~1json/schema";
const FIELDS: &str = "/paths/~1ramp/get/responses/200/content/application~1json/schema/properties";
const ERROR: &str = "/paths/~1ramp/get/responses/400";
const ERRORS: &str = "/paths/~1ramp/get/responses/400/content/application~1json/schema/properties";

pub(super) fn cases() -> Vec<Case> {
    let mut cases = whole();
    cases.extend(fields());
    cases
}

fn whole() -> Vec<Case> {
    let created = || set(ANSWERS, "201", json!({"description": ""}));
    let csv = |answer: &str| set(&format!("{answer}/content"), "text/csv", json!({}));
    let id = |kind: &str| {
        set(
            ANSWER,
            "headers",
            json!({"X-Id": {"schema": {"type": kind}}}),
        )
    };
    cases! {
        AnswerSuccessAdded "-> 201" Safe Patch: same() => created();
        AnswerSuccessRemoved "-> 201" Safe Patch: created() => same();
        AnswerSuccessChanged "-> 201" Safe Patch: same() => rename(ANSWERS, "200", "201");
        AnswerErrorAdded "-> 404" Safe Patch: same() => set(ANSWERS, "404", json!({"description": ""}));
        AnswerErrorRemoved "-> 400" Safe Patch: same() => unset(ANSWERS, "400");
        AnswerContentTypeAdded "-> 200 content" Safe Patch: same() => csv(ANSWER);
        AnswerContentTypeRemoved "-> 200 content" Breaks Major: csv(ANSWER) => same();
        AnswerHeaderAdded "-> 200 header x-id" Safe Patch: same() => id("string");
        AnswerHeaderRemoved "-> 200 header x-id" MayBreak Patch: id("string") => same();
        AnswerHeaderChanged "-> 200 header x-id" MayBreak Patch: id("string") => id("integer");
        ErrorContentTypeChanged "-> 400 content" Safe Patch: same() => csv(ERROR);
        ErrorFieldAdded "-> 400.new" Safe Patch: same() => set(ERRORS, "new", json!({"type": "string"}));
        ErrorFieldRemoved "-> 400.code" Safe Patch: same() => unset(ERRORS, "code");
        ErrorFieldChanged "-> 400.code" Safe Patch: same() => set(ERRORS, "code", json!({"type": "number"}));
        ErrorMessageChanged "-> 400.message" MayBreak Patch:
            same() => set(ERRORS, "message", json!({"type": "number"}));
    }
}

fn fields() -> Vec<Case> {
    let message = || format!("{FIELDS}/message");
    let status = || format!("{FIELDS}/status");
    let values = || format!("{FIELDS}/status/enum");
    let items = || format!("{FIELDS}/list/items");
    let null = || set(&message(), "nullable", json!(true));
    let required = || set(SCHEMA, "required", json!(["message"]));
    cases! {
        AnswerFieldAdded "-> 200.new" Safe Minor: same() => set(FIELDS, "new", json!({"type": "string"}));
        AnswerFieldRemoved "-> 200.message" Breaks Major: same() => unset(FIELDS, "message");
        AnswerFieldTypeChanged "-> 200.message" Breaks Major: same() => set(&message(), "type", json!("number"));
        AnswerFieldTypeChanged "-> 200.list[]" Breaks Major: same() => set(&items(), "type", json!("number"));
        AnswerFieldBecameRequired "-> 200.message" Safe Patch: same() => required();
        AnswerFieldBecameOptional "-> 200.message" Safe Patch: required() => same();
        AnswerFieldBecameNullable "-> 200.message" Safe Patch: same() => null();
        AnswerItemBecameNullable "-> 200.list[]" MayBreak Major: same() => set(&items(), "nullable", json!(true));
        AnswerFieldNoLongerNullable "-> 200.message" Safe Patch: null() => same();
        AnswerValueAdded "-> 200.status" Safe Minor: same() => push(&values(), json!("lost"));
        AnswerValueRemoved "-> 200.status" Safe Major: same() => shift(&values());
        AnswerEnumIntroduced "-> 200.message" Safe Major: same() => set(&message(), "enum", json!(["a"]));
        AnswerEnumDropped "-> 200.status" Safe Major: same() => unset(&status(), "enum");
        AnswerConstraintChanged "-> 200.message" Safe Patch: same() => set(&message(), "maxLength", json!(5));
    }
}

/// A second success is new for what the first has not.
#[test]
fn a_success_beside_another_adds_what_it_alone_has() {
    let mut new = base();
    let first = base().pointer(ANSWER).unwrap().clone();
    set(ANSWERS, "202", first)(&mut new);
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
            (Rule::AnswerSuccessAdded, "-> 202"),
            (Rule::AnswerFieldAdded, "-> 202.ticket"),
        ]
    );
}

/// All that is below a place is told, field by field.
#[test]
fn a_tree_that_comes_is_a_change_for_each_of_its_places() {
    let mut new = base();
    let tree = json!({"type": "array", "items": {"type": "object", "properties": {"x": {"type": "string"}}}});
    set(FIELDS, "tree", tree)(&mut new);
    let changes = report(&facts(&base()), &facts(&new)).changes;
    let places: Vec<&str> = changes.iter().map(|change| change.place.as_str()).collect();
    assert_eq!(places, ["-> 200.tree", "-> 200.tree[]", "-> 200.tree[].x"]);
}
