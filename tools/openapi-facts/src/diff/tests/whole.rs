//! Servers, schemes, security, operations, and the body as a whole.

use serde_json::json;

use super::cases::{Case, base, cases, facts, push, rename, same, set, shift, unset};
use super::{Facts, Rule, report};
use crate::fact::Fact;

const GET: &str = "/paths/~1ramp/get";
const BODY: &str = "/paths/~1ramp/post/requestBody";
const SCHEMES: &str = "/components/securitySchemes";

pub(super) fn cases() -> Vec<Case> {
    let own_server = || set(GET, "servers", json!([{"url": "https://c.example"}]));
    let taken = |required: bool| {
        let content = json!({"application/json": {"schema": {"type": "string"}}});
        set(
            GET,
            "requestBody",
            json!({"required": required, "content": content}),
        )
    };
    let asks = |alternatives| set(GET, "security", alternatives);
    let lax = || set(BODY, "required", json!(false));
    let csv = || set(&format!("{BODY}/content"), "text/csv", json!({}));
    let old = || set(GET, "deprecated", json!(true));
    cases! {
        OperationAdded "operation" Safe Minor:
            same() => set("/paths", "/new", json!({"get": {"responses": {}}}));
        OperationRemoved "operation" Breaks Major: same() => unset("/paths/~1ramp", "get");
        OperationMoved "operation" Breaks Patch: same() => rename("/paths", "/rate", "/rate/");
        OperationDeprecated "operation" Safe Patch: same() => old();
        OperationRestored "operation" Safe Patch: old() => same();
        ServerAdded "server" Safe Patch: same() => push("/servers", json!({"url": "https://c.example"}));
        ServerRemoved "server" Breaks Patch: same() => shift("/servers");
        OperationServerAdded "server" MayBreak Patch: same() => own_server();
        OperationServerRemoved "server" Breaks Patch: own_server() => same();
        SchemeAdded "scheme new" Safe Patch:
            same() => set(SCHEMES, "new", json!({"type": "http", "scheme": "basic"}));
        SchemeRemoved "scheme jwt" Breaks Patch: same() => unset(SCHEMES, "jwt");
        SchemeChanged "scheme key" Breaks Patch:
            same() => set(&format!("{SCHEMES}/key"), "name", json!("x-other"));
        SecurityTightened "security" Breaks Patch: same() => asks(json!([{"key": [], "user": []}]));
        SecurityTightened "security" Breaks Patch:
            same() => asks(json!([{"key": [], "user": [], "jwt": []}]));
        SecurityLoosened "security" Safe Patch: same() => asks(json!([]));
        SecurityLoosened "security" Safe Patch: same() => asks(json!([{"key": []}, {"jwt": []}]));
        SecurityChanged "security" Breaks Patch: same() => asks(json!([{"other": []}]));
        RequestContentTypeAdded "content" Safe Patch: same() => csv();
        RequestContentTypeRemoved "content" Breaks Major: csv() => same();
        BodyAddedOptional "body" Safe Minor: same() => taken(false);
        BodyAddedRequired "body" Breaks Minor: same() => taken(true);
        BodyRemoved "body" MayBreak Major: taken(true) => same();
        BodyBecameRequired "body" Breaks Patch: lax() => same();
        BodyBecameOptional "body" Safe Patch: same() => lax();
    }
}

/// What came with an operation is told by numbers, and not line by line.
#[test]
fn an_operation_that_comes_or_goes_is_one_change() {
    let (whole, mut less) = (facts(&base()), base());
    unset("/paths/~1ramp", "post")(&mut less);
    let report = report(&facts(&less), &whole);
    let [added] = &report.changes[..] else {
        panic!("{:#?}", report.changes);
    };
    assert_eq!(added.operation.as_deref(), Some("POST /ramp"));
    assert_eq!(
        added.after.as_deref(),
        Some("0 parameters, 3 body fields, answers 200")
    );
}

#[test]
fn what_changes_in_an_operation_that_moves_is_told_too() {
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
fn lines_that_are_no_facts_say_nothing() {
    let lines = [
        "", " ", "GET", "scheme", "server", "! =~", "x y z", "# GET /a",
    ];
    let with = |lines: &[&str]| -> Facts {
        let lines = lines.iter().map(|line| (*line).to_owned());
        facts(&base()).into_iter().chain(lines).collect()
    };
    let whole = with(&[]);
    assert!(report(&whole, &with(&lines)).changes.is_empty());
    // None of them is taken for a fact, so a file of facts that holds one is refused.
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
