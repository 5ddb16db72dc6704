//! Parameters, and the fields of a body.

use serde_json::json;

use super::cases::{Case, base, both, cases, facts, push, same, set, shift, unset};
use super::{Rule, report};

const PARAMETERS: &str = "/paths/~1ramp/get/parameters";
const PAGE: &str = "/paths/~1ramp/get/parameters/0";
const PAGED: &str = "/paths/~1ramp/get/parameters/0/schema";
const CURRENCY: &str = "/paths/~1ramp/get/parameters/1";
const CURRENCIES: &str = "/paths/~1ramp/get/parameters/1/schema";
const SCHEMA: &str = "/paths/~1ramp/post/requestBody/content/application~1json/schema";
const FIELDS: &str = "/paths/~1ramp/post/requestBody/content/application~1json/schema/properties";

pub(super) fn cases() -> Vec<Case> {
    let mut cases = parameters();
    cases.extend(fields());
    cases.extend(notes());
    cases
}

fn parameters() -> Vec<Case> {
    let null = || set(PAGED, "nullable", json!(true));
    let limit = |required: bool| {
        let schema = json!({"type": "integer"});
        push(
            PARAMETERS,
            json!({"in": "query", "name": "limit", "required": required, "schema": schema}),
        )
    };
    let list = || format!("{CURRENCIES}/enum");
    cases! {
        ParameterAddedOptional "query:limit" Safe Minor: same() => limit(false);
        ParameterAddedRequired "query:limit" Breaks Minor: same() => limit(true);
        ParameterRemoved "query:page" MayBreak Major: same() => shift(PARAMETERS);
        ParameterBecameRequired "query:page" Breaks Patch: same() => set(PAGE, "required", json!(true));
        ParameterBecameOptional "query:currency" Safe Patch: same() => unset(CURRENCY, "required");
        ParameterTypeChanged "query:page" Breaks Major: same() => set(PAGED, "type", json!("boolean"));
        ParameterTypeWidened "query:page" Safe Major: same() => set(PAGED, "type", json!("number"));
        ParameterBecameNullable "query:page" Safe Major: same() => null();
        ParameterNoLongerNullable "query:page" MayBreak Major: null() => same();
        ParameterValueAdded "query:currency" Safe Minor: same() => push(&list(), json!("GHS"));
        ParameterValueRemoved "query:currency" Breaks Major: same() => shift(&list());
        ParameterEnumIntroduced "query:page" MayBreak Major: same() => set(PAGED, "enum", json!([1, 2]));
        ParameterEnumDropped "query:currency" Safe Major: same() => unset(CURRENCIES, "enum");
        ParameterEncodingChanged "query:page" Breaks Patch: same() => set(PAGE, "style", json!("pipeDelimited"));
    }
}

fn fields() -> Vec<Case> {
    let note = || format!("{FIELDS}/note");
    let network = || format!("{FIELDS}/network");
    let values = || format!("{FIELDS}/network/enum");
    let required = || format!("{SCHEMA}/required");
    let null = || set(&note(), "nullable", json!(true));
    let new = || set(FIELDS, "new", json!({"type": "string"}));
    cases! {
        RequestFieldAddedOptional "body.new" Safe Minor: same() => new();
        RequestFieldAddedRequired "body.new" Breaks Minor: same() => both(new(), push(&required(), json!("new")));
        RequestFieldRemoved "body.note" MayBreak Major: same() => unset(FIELDS, "note");
        RequestFieldBecameRequired "body.note" Breaks Major: same() => push(&required(), json!("note"));
        RequestFieldBecameOptional "body.fromAmount" Safe Major: same() => unset(SCHEMA, "required");
        RequestFieldTypeChanged "body.note" Breaks Major: same() => set(&note(), "type", json!("boolean"));
        RequestFieldTypeWidened "body.note" Safe Major: same() => set(&note(), "type", json!(["number", "string"]));
        RequestFieldBecameNullable "body.note" Safe Major: same() => null();
        RequestFieldNoLongerNullable "body.note" MayBreak Major: null() => same();
        RequestFieldValueAdded "body.network" Safe Minor: same() => push(&values(), json!("base"));
        RequestFieldValueRemoved "body.network" Breaks Major: same() => shift(&values());
        RequestFieldEnumIntroduced "body.note" MayBreak Major: same() => set(&note(), "enum", json!(["a"]));
        RequestFieldEnumDropped "body.network" Safe Major: same() => unset(&network(), "enum");
    }
}

fn notes() -> Vec<Case> {
    let note = |keyword, value| set(&format!("{FIELDS}/note"), keyword, value);
    let amount = |keyword, value| set(&format!("{FIELDS}/fromAmount"), keyword, value);
    let old = || note("deprecated", json!(true));
    cases! {
        ConstraintTightened "body.note" MayBreak Patch: same() => note("maxLength", json!(5));
        ConstraintTightened "body.note" MayBreak Patch: note("maxLength", json!(10)) => note("maxLength", json!(9));
        ConstraintTightened "body.note" MayBreak Patch: same() => note("pattern", json!("^a"));
        ConstraintTightened "body.fromAmount" MayBreak Patch: amount("minimum", json!(9)) => amount("minimum", json!(10.5));
        ConstraintTightened "body" MayBreak Patch: same() => set(SCHEMA, "additionalProperties", json!(false));
        ConstraintLoosened "body.fromAmount" Safe Patch: amount("minimum", json!(1)) => amount("minimum", json!(0.5));
        ConstraintLoosened "body.note" Safe Patch: note("format", json!("uuid")) => same();
        ConstraintLoosened "query:page" Safe Patch: same() => set(PAGE, "allowEmptyValue", json!(true));
        ConstraintChanged "body.note" MayBreak Patch: note("pattern", json!("^a")) => note("pattern", json!("^b"));
        DefaultChanged "body.note" MayBreak Patch: same() => note("default", json!("x"));
        FieldDeprecated "body.note" Safe Patch: same() => old();
        FieldRestored "body.note" Safe Patch: old() => same();
    }
}

/// Bounds are numbers, and a flag that is false is one that is not there.
#[test]
fn what_is_written_otherwise_and_means_the_same_is_no_change() {
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

/// Who does not send what is new and optional need not send what is required inside of it.
#[test]
fn what_is_required_inside_of_something_optional_breaks_nobody() {
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
