//! Parts of a document other than the schemas of bodies: parameters, servers, security, responses.

use serde_json::{Value, json};

use super::documents::{changes, changes_both_ways, operation, response};
use crate::diff::coverage::{UNMODELLED, coverage};

const NONE: [&str; 0] = [];

fn parameter(parameter: Value) -> Value {
    operation(json!({"parameters": [parameter], "responses": {"204": {"description": ""}}}))
}

#[test]
fn default_is_a_success_if_no_other_response_is() {
    let document = |amount: &str, with_200: bool| {
        let body = json!({"description": "", "content": {"application/json": {"schema": {
            "type": "object", "properties": {"amount": {"type": amount}},
        }}}});
        let mut responses = json!({"default": body});
        if with_200 {
            responses["200"] = json!({"description": ""});
        }
        operation(json!({"responses": responses}))
    };
    assert_eq!(
        changes_both_ways(&document("number", false), &document("string", false)),
        ["response-field-type-changed -> default.amount"]
    );
    assert_eq!(
        changes_both_ways(&document("number", true), &document("string", true)),
        ["error-field-changed -> default.amount"]
    );
}

#[test]
fn schemas_of_several_media_types_are_compared() {
    let document = |csv: &str| {
        operation(json!({"responses": {"200": {"description": "", "content": {
            "application/json": {"schema": {"type": "object", "properties": {"id": {"type": "string"}}}},
            "text/csv": {"schema": {"type": "object", "properties": {"id": {"type": csv}}}},
        }}}}))
    };
    assert_eq!(
        changes_both_ways(&document("number"), &document("boolean")),
        ["response-field-type-changed -> 200|text/csv.id"]
    );
    // From the same schema to another one.
    assert!(!changes_both_ways(&document("string"), &document("boolean")).is_empty());
}

#[test]
fn content_of_a_parameter_is_compared() {
    let document = |kind: &str, field: &str| {
        parameter(
            json!({"in": "query", "name": "filter", "content": {kind: {"schema": {
                "type": "object", "properties": {field: {"type": "string"}},
            }}}}),
        )
    };
    let old = document("application/json", "from");
    assert_eq!(
        changes_both_ways(&old, &document("application/json", "since")),
        [
            "parameter-removed query:filter.from",
            "parameter-added-optional query:filter.since"
        ]
    );
    assert_eq!(
        changes_both_ways(&old, &document("application/xml", "from")),
        ["parameter-encoding-changed query:filter"]
    );
    let schema = json!({"type": "object", "properties": {"from": {"type": "string"}}});
    let plain = parameter(json!({"in": "query", "name": "filter", "schema": schema}));
    assert_eq!(
        changes_both_ways(&plain, &old),
        ["parameter-encoding-changed query:filter"]
    );
}

#[test]
fn default_style_is_not_a_change() {
    for (location, style, explode) in [
        ("query", "form", true),
        ("cookie", "form", true),
        ("header", "simple", false),
    ] {
        let schema = json!({"type": "array", "items": {"type": "string"}});
        let document = |more: Value| {
            let mut object = json!({"in": location, "name": "ids", "schema": schema});
            for (key, value) in more.as_object().unwrap() {
                object[key] = value.clone();
            }
            parameter(object)
        };
        let plain = document(json!({}));
        for same in [
            json!({"style": style}),
            json!({"explode": explode}),
            json!({"style": style, "explode": explode}),
        ] {
            assert_eq!(
                changes_both_ways(&plain, &document(same)),
                NONE,
                "{location}"
            );
        }
        let other = document(json!({"explode": !explode}));
        let found = changes_both_ways(&plain, &other);
        assert_eq!(
            found,
            [format!("parameter-encoding-changed {location}:ids")]
        );
    }
    let delimited = |more: Value| {
        let mut object = json!({"in": "query", "name": "ids", "style": "pipeDelimited", "schema": {"type": "array", "items": {"type": "string"}}});
        if !more.is_null() {
            object["explode"] = more;
        }
        parameter(object)
    };
    // Without `explode`, a style other than `form` does not explode.
    assert_eq!(
        changes_both_ways(&delimited(json!(null)), &delimited(json!(false))),
        NONE
    );
    assert!(!changes_both_ways(&delimited(json!(false)), &delimited(json!(true))).is_empty());
}

#[test]
fn defaults_of_server_variables_are_in_the_url() {
    let document = |host: &str, base: &str| {
        let mut document = operation(json!({"responses": {"204": {"description": ""}}}));
        document["servers"] = json!([{"url": "https://{host}/{base}", "variables": {
            "host": {"default": host, "enum": ["staging.example", "api.example"]},
            "base": {"default": base, "description": "words"},
        }}]);
        document
    };
    let old = document("staging.example", "v1");
    assert_eq!(
        changes_both_ways(&old, &document("api.example", "v1")),
        ["server-added server", "server-removed server"]
    );
    let mut values = old.clone();
    values["servers"][0]["variables"]["host"]["enum"] = json!(["api.example", "staging.example"]);
    assert_eq!(changes_both_ways(&old, &values), NONE);
    values["servers"][0]["variables"]["host"]["enum"] = json!(["api.example"]);
    assert!(!changes_both_ways(&old, &values).is_empty());
    // The same URL without variables.
    let mut plain = old.clone();
    plain["servers"] = json!([{"url": "https://staging.example/v1"}]);
    assert!(
        !changes(&old, &plain)
            .iter()
            .any(|change| change.starts_with("server-"))
    );
}

#[test]
fn flows_and_scopes_of_oauth_are_compared() {
    let document = |flow: &str, token_url: &str, scopes: Value, required: Value| {
        let mut document = operation(
            json!({"security": [{"oauth": required}], "responses": {"204": {"description": ""}}}),
        );
        document["components"]["securitySchemes"] = json!({"oauth": {"type": "oauth2", "flows": {
            flow: {"tokenUrl": token_url, "scopes": scopes},
        }}});
        document
    };
    let scopes = || json!({"read": "words", "write": "more words"});
    let url = "https://a.example/token";
    let old = document("clientCredentials", url, scopes(), json!(["read"]));
    let words = json!({"write": "", "read": "other words"});
    assert_eq!(
        changes_both_ways(
            &old,
            &document("clientCredentials", url, words, json!(["read"]))
        ),
        NONE
    );
    for new in [
        document(
            "clientCredentials",
            "https://b.example/token",
            scopes(),
            json!(["read"]),
        ),
        document("password", url, scopes(), json!(["read"])),
        document(
            "clientCredentials",
            url,
            json!({"read": ""}),
            json!(["read"]),
        ),
    ] {
        assert_eq!(
            changes_both_ways(&old, &new),
            ["scheme-changed scheme oauth"]
        );
    }
    assert_eq!(
        changes(
            &old,
            &document("clientCredentials", url, scopes(), json!(["read", "write"]))
        ),
        ["security-tightened security"]
    );
    assert_eq!(
        changes(
            &old,
            &document("clientCredentials", url, scopes(), json!(["write"]))
        ),
        ["security-changed security"]
    );
    let order = document("clientCredentials", url, scopes(), json!(["write", "read"]));
    let ordered = document("clientCredentials", url, scopes(), json!(["read", "write"]));
    assert_eq!(changes_both_ways(&order, &ordered), NONE);
}

#[test]
fn header_of_a_response_is_compared_as_a_whole() {
    let document = |header: Value| {
        operation(
            json!({"responses": {"200": {"description": "", "headers": {"X-Limit": header}}}}),
        )
    };
    let old = document(json!({"schema": {"type": "integer"}}));
    assert_eq!(
        changes_both_ways(
            &old,
            &document(json!({"description": "words", "schema": {"type": "integer"}}))
        ),
        NONE
    );
    assert_eq!(
        changes_both_ways(&old, &document(json!({"schema": {"type": "string"}}))),
        ["response-header-changed -> 200 header x-limit"]
    );
    for new in [
        json!({"required": true, "schema": {"type": "integer"}}),
        json!({"deprecated": true, "schema": {"type": "integer"}}),
        json!({"schema": {"type": "integer", "maximum": 5}}),
        json!({"style": "simple", "explode": true, "schema": {"type": "integer"}}),
    ] {
        let found = changes_both_ways(&old, &document(new));
        assert!(
            !found.is_empty()
                && found
                    .iter()
                    .all(|change| change.starts_with("unmodelled-change")),
            "{found:?}"
        );
    }
}

#[test]
fn callbacks_links_and_encoding_are_unmodelled() {
    let document = |callback: &str, link: &str, encoding: &str| {
        operation(json!({
            "requestBody": {"content": {"multipart/form-data": {
                "schema": {"type": "object", "properties": {"file": {"type": "string"}}},
                "encoding": {"file": {"contentType": encoding}},
            }}},
            "callbacks": {"paid": {"{$request.body#/url}": {"post": {
                "summary": "words",
                "requestBody": {"content": {"application/json": {"schema": {
                    "type": "object", "properties": {"id": {"type": callback}},
                }}}},
                "responses": {"200": {"description": "words"}},
            }}}},
            "responses": {"200": {"description": "", "links": {"next": {
                "operationRef": "#/paths/~1pay/post", "parameters": {"id": link},
            }}}},
        }))
    };
    let old = document("string", "$response.body#/id", "image/png");
    for new in [
        document("integer", "$response.body#/id", "image/png"),
        document("string", "$response.body#/reference", "image/png"),
        document("string", "$response.body#/id", "image/jpeg"),
    ] {
        let found = changes_both_ways(&old, &new);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].starts_with("unmodelled-change /paths/~1pay/post/"),
            "{found:?}"
        );
    }
}

/// A callback is compared with its references resolved.
#[test]
fn component_of_a_callback_is_compared() {
    let document = |name: &str, kind: &str| {
        let mut document = operation(json!({
            "callbacks": {"paid": {"$ref": format!("#/components/callbacks/{name}")}},
            "responses": {"200": {"description": ""}},
        }));
        document["components"]["callbacks"] = json!({name: {"{$request.body#/url}": {"post": {
            "requestBody": {"content": {"application/json": {"schema": {"type": kind}}}},
            "responses": {"200": {"description": ""}},
        }}}});
        document
    };
    let old = document("Paid", "string");
    assert_eq!(
        changes_both_ways(&old, &document("PaidCallback", "string")),
        NONE
    );
    assert_eq!(
        changes_both_ways(&old, &document("Paid", "integer")).len(),
        1
    );
}

/// The documentation lists them.
#[test]
fn each_documented_part_is_unmodelled() {
    let mut old = response(json!({"type": "object"}));
    old["servers"][0]["variables"] = json!({"v": {"default": "4"}});
    old["components"]["securitySchemes"] = json!({"key": {"type": "http", "scheme": "bearer"}});
    let success = "/paths/~1pay/post/responses/200";
    old.pointer_mut(success).unwrap()["headers"] = json!({"X-Id": {"schema": {"type": "integer"}}});
    for (place, keyword) in UNMODELLED {
        let pointer = match place {
            "document" => String::new(),
            "server variable" => "/servers/0/variables/v".to_owned(),
            "security scheme" => "/components/securitySchemes/key".to_owned(),
            "operation" => "/paths/~1pay/post".to_owned(),
            "request body or response, of one media type" => {
                format!("{success}/content/application~1json")
            }
            "response" => success.to_owned(),
            "response header" => format!("{success}/headers/X-Id"),
            "schema of a response header" => format!("{success}/headers/X-Id/schema"),
            "schema" => format!("{success}/content/application~1json/schema"),
            other => panic!("{other}: no pointer"),
        };
        let value = match keyword {
            "required" | "deprecated" => json!(true),
            "maximum" | "minContains" => json!(5),
            "bearerFormat" => json!("JWT"),
            "enum" => json!(["4"]),
            _ => json!({"one": {"type": "object"}}),
        };
        let mut new = old.clone();
        new.pointer_mut(&pointer).unwrap()[keyword] = value;
        let found = changes_both_ways(&old, &new);
        let is_unmodelled = |change: &String| change.starts_with("unmodelled-change ");
        assert!(
            !found.is_empty() && found.iter().all(is_unmodelled),
            "{place} {keyword}: {found:?}"
        );
    }
    let text = coverage();
    assert!(
        UNMODELLED
            .iter()
            .all(|(_, keyword)| text.contains(&format!("| `{keyword}` |")))
    );
}

#[test]
fn extensions_are_notes() {
    let old = response(json!({"type": "object", "properties": {"id": {"type": "string"}}}));
    for pointer in [
        "",
        "/paths/~1pay",
        "/paths/~1pay/post",
        "/paths/~1pay/post/responses",
        "/paths/~1pay/post/responses/200",
        "/paths/~1pay/post/responses/200/content/application~1json",
        "/paths/~1pay/post/responses/200/content/application~1json/schema",
        "/paths/~1pay/post/responses/200/content/application~1json/schema/properties/id",
        "/servers/0",
    ] {
        let mut new = old.clone();
        new.pointer_mut(pointer).unwrap()["x-note"] = json!({"a": [1]});
        let found = changes_both_ways(&old, &new);
        assert_eq!(found.len(), 1, "{pointer}: {found:?}");
        assert!(
            found[0].starts_with("extension-changed "),
            "{pointer}: {found:?}"
        );
    }
}

/// A path item may have operations beside its reference.
#[test]
fn operations_beside_the_reference_of_a_path_are_compared() {
    let document = |kind: &str| {
        let mut document = response(json!({"type": "string"}));
        let mut other = document["paths"]["/pay"]["post"].clone();
        *other
            .pointer_mut("/responses/200/content/application~1json/schema/type")
            .unwrap() = json!(kind);
        document["paths"]["/other"] = json!({"$ref": "#/paths/~1pay", "get": other});
        document
    };
    assert_eq!(
        changes_both_ways(&document("string"), &document("integer")),
        ["response-field-type-changed -> 200"]
    );
}
