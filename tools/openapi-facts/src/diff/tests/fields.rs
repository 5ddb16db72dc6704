//! Changes of parameters and of body fields.

use serde_json::json;

use super::cases::{Case, base, both, cases, facts, push, remove, remove_first, set, unchanged};
use super::{Rule, report};

const PARAMETERS: &str = "/paths/~1ramp/get/parameters";
const PAGE: &str = "/paths/~1ramp/get/parameters/0";
const PAGE_SCHEMA: &str = "/paths/~1ramp/get/parameters/0/schema";
const CURRENCY: &str = "/paths/~1ramp/get/parameters/1";
const CURRENCY_SCHEMA: &str = "/paths/~1ramp/get/parameters/1/schema";
const SCHEMA: &str = "/paths/~1ramp/post/requestBody/content/application~1json/schema";
const FIELDS: &str = "/paths/~1ramp/post/requestBody/content/application~1json/schema/properties";

pub(super) fn cases() -> Vec<Case> {
    let mut cases = parameter_cases();
    cases.extend(field_cases());
    cases.extend(note_cases());
    cases
}

fn parameter_cases() -> Vec<Case> {
    let null = || set(PAGE_SCHEMA, "nullable", json!(true));
    let limit = |required: bool| {
        let schema = json!({"type": "integer"});
        push(
            PARAMETERS,
            json!({"in": "query", "name": "limit", "required": required, "schema": schema}),
        )
    };
    let list = || format!("{CURRENCY_SCHEMA}/enum");
    cases! {
        ParameterAddedOptional "query:limit" Safe Minor: unchanged() => limit(false);
        ParameterAddedRequired "query:limit" Breaks Minor: unchanged() => limit(true);
        ParameterRemoved "query:page" MayBreak Major: unchanged() => remove_first(PARAMETERS);
        ParameterBecameRequired "query:page" Breaks Patch: unchanged() => set(PAGE, "required", json!(true));
        ParameterBecameOptional "query:currency" Safe Patch: unchanged() => remove(CURRENCY, "required");
        ParameterTypeChanged "query:page" Breaks Major: unchanged() => set(PAGE_SCHEMA, "type", json!("boolean"));
        ParameterTypeWidened "query:page" Safe Major: unchanged() => set(PAGE_SCHEMA, "type", json!("number"));
        ParameterBecameNullable "query:page" Safe Major: unchanged() => null();
        ParameterNoLongerNullable "query:page" MayBreak Major: null() => unchanged();
        ParameterValueAdded "query:currency" Safe Minor: unchanged() => push(&list(), json!("GHS"));
        ParameterValueRemoved "query:currency" Breaks Major: unchanged() => remove_first(&list());
        ParameterEnumIntroduced "query:page" MayBreak Major: unchanged() => set(PAGE_SCHEMA, "enum", json!([1, 2]));
        ParameterEnumDropped "query:currency" Safe Major: unchanged() => remove(CURRENCY_SCHEMA, "enum");
        ParameterEncodingChanged "query:page" Breaks Patch: unchanged() => set(PAGE, "style", json!("pipeDelimited"));
    }
}

fn field_cases() -> Vec<Case> {
    let note = || format!("{FIELDS}/note");
    let network = || format!("{FIELDS}/network");
    let values = || format!("{FIELDS}/network/enum");
    let required = || format!("{SCHEMA}/required");
    let null = || set(&note(), "nullable", json!(true));
    let new = || set(FIELDS, "new", json!({"type": "string"}));
    cases! {
        RequestFieldAddedOptional "body.new" Safe Minor: unchanged() => new();
        RequestFieldAddedRequired "body.new" Breaks Minor: unchanged() => both(new(), push(&required(), json!("new")));
        RequestFieldRemoved "body.note" MayBreak Major: unchanged() => remove(FIELDS, "note");
        RequestFieldBecameRequired "body.note" Breaks Major: unchanged() => push(&required(), json!("note"));
        RequestFieldBecameOptional "body.fromAmount" Safe Major: unchanged() => remove(SCHEMA, "required");
        RequestFieldTypeChanged "body.note" Breaks Major: unchanged() => set(&note(), "type", json!("boolean"));
        RequestFieldTypeWidened "body.note" Safe Major: unchanged() => set(&note(), "type", json!(["number", "string"]));
        RequestFieldBecameNullable "body.note" Safe Major: unchanged() => null();
        RequestFieldNoLongerNullable "body.note" MayBreak Major: null() => unchanged();
        RequestFieldValueAdded "body.network" Safe Minor: unchanged() => push(&values(), json!("base"));
        RequestFieldValueRemoved "body.network" Breaks Major: unchanged() => remove_first(&values());
        RequestFieldEnumIntroduced "body.note" MayBreak Major: unchanged() => set(&note(), "enum", json!(["a"]));
        RequestFieldEnumDropped "body.network" Safe Major: unchanged() => remove(&network(), "enum");
    }
}

fn note_cases() -> Vec<Case> {
    let note = |keyword, value| set(&format!("{FIELDS}/note"), keyword, value);
    let amount = |keyword, value| set(&format!("{FIELDS}/fromAmount"), keyword, value);
    let deprecated = || note("deprecated", json!(true));
    cases! {
        ConstraintTightened "body.note" MayBreak Patch: unchanged() => note("maxLength", json!(5));
        ConstraintTightened "body.note" MayBreak Patch: note("maxLength", json!(10)) => note("maxLength", json!(9));
        ConstraintTightened "body.note" MayBreak Patch: unchanged() => note("pattern", json!("^a"));
        ConstraintTightened "body.fromAmount" MayBreak Patch: amount("minimum", json!(9)) => amount("minimum", json!(10.5));
        ConstraintTightened "body" MayBreak Patch: unchanged() => set(SCHEMA, "additionalProperties", json!(false));
        ConstraintLoosened "body.fromAmount" Safe Patch: amount("minimum", json!(1)) => amount("minimum", json!(0.5));
        ConstraintLoosened "body.note" Safe Patch: note("format", json!("uuid")) => unchanged();
        ConstraintLoosened "query:page" Safe Patch: unchanged() => set(PAGE, "allowEmptyValue", json!(true));
        ConstraintChanged "body.note" MayBreak Patch: note("pattern", json!("^a")) => note("pattern", json!("^b"));
        DefaultChanged "body.note" MayBreak Patch: unchanged() => note("default", json!("x"));
        FieldDeprecated "body.note" Safe Patch: unchanged() => deprecated();
        FieldRestored "body.note" Safe Patch: deprecated() => unchanged();
    }
}

/// Bounds are compared as numbers, and a false flag equals a missing flag.
#[test]
fn equivalent_notes_are_not_changes() {
    let note = format!("{FIELDS}/note");
    for (keyword, before, after) in [
        ("maxLength", json!(5), json!(5.0)),
        ("deprecated", json!(null), json!(false)),
        ("uniqueItems", json!(null), json!(false)),
    ] {
        let (mut old, mut new) = (base(), base());
        set(&note, keyword, before)(&mut old);
        set(&note, keyword, after)(&mut new);
        let report = report(&facts(&old), &facts(&new));
        assert!(report.changes.is_empty(), "{keyword}: {report:#?}");
    }
}

/// Callers that do not send a new optional field do not have to send its required fields.
#[test]
fn required_field_of_new_optional_field_is_optional() {
    let inner =
        json!({"type": "object", "required": ["x"], "properties": {"x": {"type": "string"}}});
    for (required, rule) in [
        (false, Rule::RequestFieldAddedOptional),
        (true, Rule::RequestFieldAddedRequired),
    ] {
        let mut new = base();
        set(FIELDS, "new", inner.clone())(&mut new);
        if required {
            push(&format!("{SCHEMA}/required"), json!("new"))(&mut new);
        }
        let changes = report(&facts(&base()), &facts(&new)).changes;
        let found: Vec<_> = changes
            .iter()
            .map(|change| (change.rule, change.place.as_str()))
            .collect();
        assert_eq!(found, [(rule, "body.new"), (rule, "body.new.x")]);
    }
}
