//! Changes of servers, security schemes, operations, and the body as a whole.

use serde_json::json;

use super::cases::{Case, base, cases, facts, push, remove, remove_first, rename, set, unchanged};
use super::{Facts, Rule, report};
use crate::fact::Fact;

const GET: &str = "/paths/~1ramp/get";
const BODY: &str = "/paths/~1ramp/post/requestBody";
const SCHEMES: &str = "/components/securitySchemes";

pub(super) fn cases() -> Vec<Case> {
    let own_server = || set(GET, "servers", json!([{"url": "https://c.example"}]));
    let with_body = |required: bool| {
        let content = json!({"application/json": {"schema": {"type": "string"}}});
        set(
            GET,
            "requestBody",
            json!({"required": required, "content": content}),
        )
    };
    let security = |alternatives| set(GET, "security", alternatives);
    let optional_body = || set(BODY, "required", json!(false));
    let csv = || set(&format!("{BODY}/content"), "text/csv", json!({}));
    let deprecated = || set(GET, "deprecated", json!(true));
    cases! {
        OperationAdded "operation" Safe Minor:
            unchanged() => set("/paths", "/new", json!({"get": {"responses": {}}}));
        OperationRemoved "operation" Breaks Major: unchanged() => remove("/paths/~1ramp", "get");
        OperationMoved "operation" Breaks Patch: unchanged() => rename("/paths", "/rate", "/rate/");
        OperationDeprecated "operation" Safe Patch: unchanged() => deprecated();
        OperationRestored "operation" Safe Patch: deprecated() => unchanged();
        ServerAdded "server" Safe Patch: unchanged() => push("/servers", json!({"url": "https://c.example"}));
        ServerRemoved "server" Breaks Patch: unchanged() => remove_first("/servers");
        OperationServerAdded "server" MayBreak Patch: unchanged() => own_server();
        OperationServerRemoved "server" Breaks Patch: own_server() => unchanged();
        SchemeAdded "scheme new" Safe Patch:
            unchanged() => set(SCHEMES, "new", json!({"type": "http", "scheme": "basic"}));
        SchemeRemoved "scheme jwt" Breaks Patch: unchanged() => remove(SCHEMES, "jwt");
        SchemeChanged "scheme key" Breaks Patch:
            unchanged() => set(&format!("{SCHEMES}/key"), "name", json!("x-other"));
        SecurityTightened "security" Breaks Patch: unchanged() => security(json!([{"key": [], "user": []}]));
        SecurityTightened "security" Breaks Patch:
            unchanged() => security(json!([{"key": [], "user": [], "jwt": []}]));
        SecurityLoosened "security" Safe Patch: unchanged() => security(json!([]));
        SecurityLoosened "security" Safe Patch: unchanged() => security(json!([{"key": []}, {"jwt": []}]));
        SecurityChanged "security" Breaks Patch: unchanged() => security(json!([{"other": []}]));
        RequestContentTypeAdded "content" Safe Patch: unchanged() => csv();
        RequestContentTypeRemoved "content" Breaks Major: csv() => unchanged();
        BodyAddedOptional "body" Safe Minor: unchanged() => with_body(false);
        BodyAddedRequired "body" Breaks Minor: unchanged() => with_body(true);
        BodyRemoved "body" MayBreak Major: with_body(true) => unchanged();
        BodyBecameRequired "body" Breaks Patch: optional_body() => unchanged();
        BodyBecameOptional "body" Safe Patch: unchanged() => optional_body();
    }
}

/// The contents of an added operation are summarized by counts.
#[test]
fn added_operation_is_one_change() {
    let (whole, mut less) = (facts(&base()), base());
    remove("/paths/~1ramp", "post")(&mut less);
    let report = report(&facts(&less), &whole);
    let [added] = &report.changes[..] else {
        panic!("{:#?}", report.changes);
    };
    assert_eq!(added.operation.as_deref(), Some("POST /ramp"));
    assert_eq!(
        added.after.as_deref(),
        Some("0 parameters, 3 body fields, responses 200")
    );
}

#[test]
fn changes_in_moved_operation_are_reported() {
    let (old, mut new) = (facts(&base()), base());
    rename("/paths", "/rate", "/rate/")(&mut new);
    set("/paths/~1rate~1/get", "deprecated", json!(true))(&mut new);
    let changes = report(&old, &facts(&new)).changes;
    let rules: Vec<Rule> = changes.iter().map(|change| change.rule).collect();
    assert_eq!(rules, [Rule::OperationMoved, Rule::OperationDeprecated]);
    assert!(
        changes
            .iter()
            .all(|change| change.operation.as_deref() == Some("GET /rate/"))
    );
}

#[test]
fn invalid_lines_are_ignored() {
    let lines = [
        "", " ", "GET", "scheme", "server", "! =~", "x y z", "# GET /a",
    ];
    let with = |lines: &[&str]| -> Facts {
        let lines = lines.iter().map(|line| (*line).to_owned());
        facts(&base()).into_iter().chain(lines).collect()
    };
    let whole = with(&[]);
    assert!(report(&whole, &with(&lines)).changes.is_empty());
    // None of them parses as a fact, so a facts file that contains one is rejected.
    for line in lines.into_iter().chain([
        "GET ",
        "GET /a ->",
        "GET /a -> ",
        "GET /a body.\"x",
        "GET /a body.x[",
        "GET /a ~",
        "GET /a -> 2 ~header ",
    ]) {
        assert!(line.parse::<Fact>().is_err(), "{line}");
    }
}
