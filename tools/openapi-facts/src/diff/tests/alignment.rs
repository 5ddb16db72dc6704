//! Differences of names that have no effect on the wire, and similar ones that have.

use serde_json::{Value, json};

use super::cases::base;
use super::documents::{changes, changes_both_ways, operation, request};

const NONE: [&str; 0] = [];

/// A document with servers and operations that return nothing.
fn api(servers: &[&str], paths: &[&str]) -> Value {
    let servers: Vec<Value> = servers.iter().map(|url| json!({"url": url})).collect();
    let mut document = json!({"openapi": "3.0.3", "servers": servers, "paths": {}});
    for path in paths {
        let parameters: Vec<Value> = path
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split('}').next())
            .map(|name| json!({"in": "path", "name": name, "required": true, "schema": {"type": "string"}}))
            .collect();
        document["paths"][*path] =
            json!({"get": {"parameters": parameters, "responses": {"204": {"description": ""}}}});
    }
    document
}

#[test]
fn prefix_that_moves_between_servers_and_paths_is_not_a_change() {
    let in_servers = api(
        &["https://a.example/v4", "https://b.example/v4/"],
        &["/rate", "/phone/{id}"],
    );
    let in_paths = api(
        &["https://a.example", "https://b.example/"],
        &["/v4/rate", "/v4/phone/{id}"],
    );
    assert_eq!(changes_both_ways(&in_servers, &in_paths), NONE);
    let part = api(
        &["https://a.example/api", "https://b.example/api"],
        &["/v4/rate"],
    );
    let whole = api(
        &["https://a.example/api/v4", "https://b.example/api/v4"],
        &["/rate"],
    );
    assert_eq!(changes_both_ways(&part, &whole), NONE);
}

#[test]
fn prefix_move_keeps_other_changes() {
    let old = api(&["https://a.example/v4"], &["/rate", "/phone"]);
    let new = api(
        &["https://a.example"],
        &["/v4/rate", "/v4/phone", "/v4/bank"],
    );
    assert_eq!(changes(&old, &new), ["operation-added operation"]);
    let other_host = api(&["https://b.example"], &["/v4/rate", "/v4/phone"]);
    assert_eq!(
        changes(&old, &other_host),
        ["server-added server", "server-removed server"]
    );
    // Without a move, a prefix is a change.
    let only_server = api(&["https://a.example"], &["/rate", "/phone"]);
    assert_eq!(
        changes(&old, &only_server),
        ["server-added server", "server-removed server"]
    );
    let only_paths = api(&["https://a.example/v4"], &["/v4/rate", "/v4/phone"]);
    assert_eq!(changes(&old, &only_paths).len(), 4);
}

/// A server of an operation replaces the servers of the document, so its URL has to move with the path.
#[test]
fn prefix_move_includes_servers_of_operations() {
    let with_own = |servers: &[&str], path: &str, own: &str| {
        let mut document = api(servers, &[path, &path.replace("rate", "phone")]);
        document["paths"][path]["get"]["servers"] = json!([{"url": own}]);
        document
    };
    let old = with_own(&["https://a.example/v4"], "/rate", "https://b.example/v4");
    let moved = with_own(&["https://a.example"], "/v4/rate", "https://b.example");
    assert_eq!(changes_both_ways(&old, &moved), NONE);
    // Its requests now go to https://b.example/v4/v4/rate.
    let doubled = with_own(&["https://a.example"], "/v4/rate", "https://b.example/v4");
    assert!(!changes_both_ways(&old, &doubled).is_empty());
}

#[test]
fn renamed_path_parameters_are_not_changes() {
    let old = api(
        &["https://a.example"],
        &["/ramp/{id}", "/user/{user}/key/{key}"],
    );
    let new = api(
        &["https://a.example"],
        &["/ramp/{rampReference}", "/user/{userId}/key/{user}"],
    );
    assert_eq!(changes_both_ways(&old, &new), NONE);
    let segment = api(
        &["https://a.example"],
        &["/ramp/id", "/user/{user}/key/{key}"],
    );
    assert_eq!(
        changes(&old, &segment),
        ["operation-added operation", "operation-removed operation"]
    );
}

/// Returns a document with two path parameters and their types.
fn two_parameters(path: &str, types: [(&str, &str); 2]) -> Value {
    let mut document = api(&["https://a.example"], &[path]);
    let parameters = types.map(
        |(name, kind)| json!({"in": "path", "name": name, "required": true, "schema": {"type": kind}}),
    );
    document["paths"][path]["get"]["parameters"] = json!(parameters);
    document
}

#[test]
fn path_parameters_are_compared_by_position() {
    let old = two_parameters("/a/{x}/{y}", [("x", "string"), ("y", "integer")]);
    // The names are swapped, the types of the positions stay.
    let same = two_parameters("/a/{y}/{x}", [("x", "integer"), ("y", "string")]);
    assert_eq!(changes_both_ways(&old, &same), NONE);
    // Each name keeps its type, so both positions have another one.
    let swapped = two_parameters("/a/{y}/{x}", [("x", "string"), ("y", "integer")]);
    assert_eq!(
        changes_both_ways(&old, &swapped),
        [
            "parameter-type-changed path:x",
            "parameter-type-changed path:y"
        ]
    );
    // The first name is known, in another position.
    let shifted = two_parameters("/a/{y}/{z}", [("y", "string"), ("z", "integer")]);
    assert_eq!(changes_both_ways(&old, &shifted), NONE);
}

#[test]
fn renamed_path_parameter_is_not_a_change_of_links_and_extensions() {
    let document = |name: &str| {
        let path = format!("/pay/{{{name}}}");
        let mut document = operation(json!({"responses": {"200": {"description": "", "links": {
            "show": {"operationId": "show", "parameters": {"id": "$response.body#/id"}},
        }}}}));
        document["paths"][&path] = json!({
            "x-owner": "payments",
            "get": {
                "operationId": "show",
                "parameters": [{"in": "path", "name": name, "required": true, "schema": {"type": "string"}}],
                "responses": {"204": {"description": ""}},
            },
        });
        document
    };
    assert_eq!(
        changes_both_ways(&document("id"), &document("paymentId")),
        NONE
    );
}

#[test]
fn header_names_are_case_insensitive() {
    let document = |name: &str, kind: &str, header: &str, scheme: &str| {
        let mut document = operation(json!({
            "parameters": [{"in": "header", "name": name, "schema": {"type": kind}}],
            "security": [{"key": []}],
            "responses": {"204": {"description": "", "headers": {header: {"schema": {"type": "string"}}}}},
        }));
        document["components"]["securitySchemes"] =
            json!({"key": {"type": "apiKey", "in": "header", "name": scheme}});
        document
    };
    let old = document("X-Tenant", "string", "X-Id", "X-Api-Key");
    assert_eq!(
        changes_both_ways(&old, &document("x-tenant", "string", "x-id", "x-api-key")),
        NONE
    );
    assert_eq!(
        changes_both_ways(&old, &document("x-tenant", "integer", "X-ID", "X-Api-Key")),
        ["parameter-type-changed header:X-Tenant"]
    );
    // The names of query parameters and cookies are case-sensitive.
    let query = |name: &str| {
        operation(json!({
            "parameters": [{"in": "query", "name": name, "schema": {"type": "string"}}],
            "responses": {"204": {"description": ""}},
        }))
    };
    assert_eq!(
        changes(&query("page"), &query("Page")),
        [
            "parameter-added-optional query:Page",
            "parameter-removed query:page"
        ]
    );
}

#[test]
fn charset_is_not_a_change_of_a_media_type() {
    let document = |kind: &str| {
        operation(json!({
            "requestBody": {"content": {kind: {"schema": {"type": "string"}}}},
            "responses": {"200": {"description": "", "content": {kind: {"schema": {"type": "string"}}}}},
        }))
    };
    let old = document("application/json");
    for same in [
        "application/json; charset=utf-8",
        "Application/JSON;charset=UTF-8",
        "application/json ; Charset=\"utf-8\"",
    ] {
        assert_eq!(changes_both_ways(&old, &document(same)), NONE, "{same}");
    }
    for other in [
        "application/json; version=2",
        "application/problem+json",
        "text/csv; charset=utf-8",
    ] {
        let found = changes_both_ways(&old, &document(other));
        assert_eq!(found.len(), 4, "{other}: {found:#?}");
    }
}

#[test]
fn name_of_a_security_scheme_is_not_on_the_wire() {
    let document = |name: &str, header: &str| {
        let mut document =
            operation(json!({"security": [{name: []}], "responses": {"204": {"description": ""}}}));
        document["components"]["securitySchemes"] =
            json!({name: {"type": "apiKey", "in": "header", "name": header}});
        document
    };
    assert_eq!(
        changes_both_ways(&document("key", "x-key"), &document("apiKey", "x-key")),
        NONE
    );
    let other = changes(&document("key", "x-key"), &document("apiKey", "x-token"));
    assert!(!other.is_empty());
    // Two names that are swapped are another requirement.
    let mut swapped = base();
    let (key, user) = (
        "/components/securitySchemes/key/name",
        "/components/securitySchemes/user/name",
    );
    *swapped.pointer_mut(key).unwrap() = json!("x-user");
    *swapped.pointer_mut(user).unwrap() = json!("x-key");
    assert_eq!(changes_both_ways(&base(), &swapped), NONE);
    let mut only_user = base();
    only_user["paths"]["/rate"]["get"]["security"] = json!([{"user": []}]);
    let mut only_key = swapped.clone();
    only_key["paths"]["/rate"]["get"]["security"] = json!([{"user": []}]);
    assert_eq!(
        changes_both_ways(&only_user, &only_key),
        ["security-changed security"]
    );
}

#[test]
fn names_that_are_aligned_keep_the_changes_of_their_values() {
    let document = |name: &str, amount: &str| {
        let mut document =
            request(json!({"type": "object", "properties": {"amount": {"type": amount}}}));
        let item = document["paths"]["/pay"].take();
        document["paths"] = json!({format!("/pay/{{{name}}}"): item});
        document
    };
    assert_eq!(
        changes_both_ways(&document("id", "number"), &document("payment", "string")),
        ["request-field-type-changed body.amount"]
    );
}
