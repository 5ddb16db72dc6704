//! Validates the requests and responses of every operation against the document.

use std::error::Error;
use std::time::Duration;

use openapi_facts::json::Json;
use partna_auth::{ErrorKind, OPERATIONS, Request};
use partna_codegen::document::{body_schema, operations};
use partna_sandbox::Sandbox;
use partna_tests::schema_assert::{assert_matches_schema, validator};
use partna_tests::schema_walk::follow;
use partna_tests::wire::arguments;
use partna_tests::{Arguments, CallError, CallResponse, call, document};
use serde_json::{Value, json};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// A key of another sandbox.
const WRONG_KEY: &str = "1--M--73616e64626f782dbad0bad0bad0bad0--9999999999999--bad0bad0";
const HANG_GUARD: Duration = Duration::from_secs(60);

async fn call_operation(
    sandbox: &Sandbox,
    key: &str,
    id: &str,
    arguments: &Arguments,
) -> Result<std::result::Result<CallResponse, CallError>> {
    let partna = sandbox.client_with_key(key).await?;
    Ok(call(partna.client(), id, arguments)
        .ok_or("unknown operation")?
        .await)
}

fn rejection(result: std::result::Result<CallResponse, CallError>) -> Result<partna_auth::Error> {
    match result {
        Err(CallError::Call(error)) => Ok(error),
        other => Err(format!("{other:?}").into()),
    }
}

fn id(operation: &Json) -> Result<&str> {
    Ok(operation.text("operationId").ok_or("no id")?)
}

/// Sends a request that must be rejected, and returns the error.
async fn send_rejected(request: Request<'_>) -> Result<partna_auth::Error> {
    match request.send::<Value>().await {
        Err(error) => Ok(error),
        Ok(response) => Err(format!("the request was accepted: {:?}", *response).into()),
    }
}

/// Sends a request without the builders, which reject most of these requests.
async fn send(
    sandbox: &Sandbox,
    method: &str,
    path: &str,
    arguments: &Arguments,
) -> Result<std::result::Result<(u16, Value), partna_auth::Error>> {
    let partna = sandbox.client();
    let mut request = partna.request(method, path);
    for (name, value) in &arguments.parameters {
        request = request.query(name, value);
    }
    if let Some(body) = &arguments.body {
        request = request.json(&serde_json::from_str::<Value>(body)?);
    }
    let response = request.send::<Value>().await;
    Ok(response.map(|response| (response.status().as_u16(), response.into_inner())))
}

/// Sends the documented examples to an empty sandbox, so that many are rejected. The module `operations` tests the successes.
#[tokio::test]
async fn responses_of_every_operation_match_document() -> Result {
    let (doc, sandbox) = (document()?, Sandbox::start().await?);
    for (method, path, operation) in operations(&doc) {
        let id = id(operation)?;
        let complete = arguments(&doc, operation)?;
        let schema = |status: &str| {
            let response = operation.get("responses").and_then(|all| all.get(status));
            response.and_then(|response| response.at(&["content", "application/json", "schema"]))
        };
        let (status, value) = match send(&sandbox, &method, path, &complete).await? {
            Ok(response) => response,
            Err(error) => {
                let response = error.response().ok_or("no response")?;
                let body = serde_json::from_slice(response.body())?;
                (error.status().ok_or("no status")?.as_u16(), body)
            }
        };
        assert!(status < 500, "{id}: undocumented status {status}");
        let errors = (status >= 400).then_some("4XX");
        let documented = schema(&status.to_string())
            .or_else(|| errors.and_then(schema))
            .ok_or_else(|| format!("{id}: undocumented status {status}"))?;
        assert_matches_schema(&validator(&doc, documented)?, &value, id);
        let mut unknown = complete.clone();
        unknown
            .parameters
            .insert("unknown_parameter".to_owned(), json!("x"));
        let error = send(&sandbox, &method, path, &unknown)
            .await?
            .err()
            .ok_or("the request was accepted")?;
        check_field(&error, "unknown_parameter")?;
        let body: Value = serde_json::from_slice(error.response().ok_or("no response")?.body())?;
        assert_matches_schema(&validator(&doc, schema("4XX").ok_or("no 4XX")?)?, &body, id);
    }
    Ok(())
}

/// Five operations need no key.
#[tokio::test]
async fn rejects_unknown_key() -> Result {
    let (doc, sandbox) = (document()?, Sandbox::start().await?);
    let mut public = Vec::new();
    for (_, _, operation) in operations(&doc) {
        let id = id(operation)?;
        match call_operation(&sandbox, WRONG_KEY, id, &arguments(&doc, operation)?).await? {
            Ok(_) => public.push(id),
            Err(CallError::Call(error)) if error.message() != Some("invalid apikey") => {
                public.push(id)
            }
            Err(CallError::Call(error)) => {
                assert_eq!(error.kind(), ErrorKind::NotAuthenticated, "{id}");
                assert_eq!(
                    error.status().map(|status| status.as_u16()),
                    Some(401),
                    "{id}"
                );
            }
            Err(error) => return Err(error.into()),
        }
    }
    assert_eq!(
        public,
        [
            "complete_registration",
            "register_account",
            "list_banks",
            "create_mock_deposit",
            "list_supported_assets"
        ]
    );
    assert!(
        OPERATIONS
            .iter()
            .filter(|operation| !operation.authenticated)
            .all(|operation| public.contains(&operation.id))
    );
    Ok(())
}

#[tokio::test]
async fn rejects_missing_or_wrong_key_or_user() -> Result {
    let sandbox = Sandbox::start().await?;
    let http = reqwest::Client::builder().no_proxy().build()?;
    let cases = [
        (None, None, 401),
        (Some(Sandbox::API_KEY), None, 401),
        (None, Some(Sandbox::API_USER), 401),
        (Some(Sandbox::API_KEY), Some("otheruser"), 401),
        (Some(WRONG_KEY), Some(Sandbox::API_USER), 401),
        (Some(Sandbox::API_KEY), Some(Sandbox::API_USER), 200),
    ];
    for (key, user, status) in cases {
        let mut request = http.get(format!("{}/user/balances", sandbox.base_url()));
        for (name, value) in [("x-api-key", key), ("x-api-user", user)] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        assert_eq!(
            request.send().await?.status().as_u16(),
            status,
            "{key:?} {user:?}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn rejects_repeated_parameter_unexpected_body_and_large_body() -> Result {
    let sandbox = Sandbox::start().await?;
    let partna = sandbox.client();
    let error = send_rejected(
        partna
            .request("GET", "/banks")
            .query("currency", "NGN")
            .query("currency", "KES"),
    )
    .await?;
    check_field(&error, "currency")?;
    let error = send_rejected(partna.request("GET", "/banks").json(&json!({}))).await?;
    check_field(&error, "body")?;
    let large = json!({"toAccount": "x".repeat(3_000_000)});
    let error = send_rejected(partna.request("POST", "/transfer").json(&large)).await?;
    assert_eq!(error.status().map(|status| status.as_u16()), Some(413));
    assert!(
        error
            .message()
            .is_some_and(|message| message.contains("too large")),
        "{error}"
    );
    Ok(())
}

/// Every missing required field, every value that an enum does not list and every field of another type is rejected with its
/// name.
#[tokio::test]
async fn rejects_each_invalid_field_with_its_name() -> Result {
    let (doc, sandbox) = (document()?, Sandbox::start().await?);
    let (mut missing, mut unlisted, mut mistyped) = (0, 0, 0);
    for (method, path, operation) in operations(&doc) {
        let complete = arguments(&doc, operation)?;
        let check_rejected = async |arguments: Arguments, name: &str| -> Result {
            let response = send(&sandbox, &method, path, &arguments).await?;
            check_field(
                &response
                    .err()
                    .ok_or_else(|| format!("{method} {path}: accepted an invalid `{name}`"))?,
                name,
            )
        };
        for parameter in operation.list("parameters") {
            let name = parameter.text("name").ok_or("no name")?;
            if parameter.get("required").is_some() {
                let mut arguments = complete.clone();
                arguments.parameters.remove(name);
                check_rejected(arguments, name).await?;
                missing += 1;
            }
            let schema = follow(&doc, parameter.get("schema").ok_or("no schema")?);
            let is_restricted = ["enum", "pattern"]
                .iter()
                .any(|key| schema.get(key).is_some());
            if is_restricted || schema.text("type") == Some("integer") {
                let mut arguments = complete.clone();
                arguments
                    .parameters
                    .insert(name.to_owned(), json!("un-listed"));
                check_rejected(arguments, name).await?;
                unlisted += 1;
            }
        }
        let Some(schema) = body_schema(operation) else {
            continue;
        };
        let schema = follow(&doc, schema);
        let complete_body: Value =
            serde_json::from_str(complete.body.as_deref().ok_or("no body")?)?;
        let with = |name: &str, value: Option<Value>| -> Result<Arguments> {
            let mut body = complete_body.clone();
            let fields = body.as_object_mut().ok_or("no object")?;
            match value {
                Some(value) => drop(fields.insert(name.to_owned(), value)),
                None => drop(fields.remove(name)),
            }
            Ok(Arguments {
                body: Some(body.to_string()),
                ..complete.clone()
            })
        };
        for name in schema.list("required").iter().filter_map(Json::as_str) {
            check_rejected(with(name, None)?, name).await?;
            missing += 1;
        }
        for (name, property) in schema.get("properties").into_iter().flat_map(Json::entries) {
            check_rejected(with(name, Some(json!({"of": "another type"})))?, name).await?;
            mistyped += 1;
            if follow(&doc, property).get("enum").is_some() {
                check_rejected(with(name, Some(json!("un-listed")))?, name).await?;
                unlisted += 1;
            }
        }
    }
    println!("{missing} missing, {unlisted} unlisted, {mistyped} mistyped");
    assert!(
        missing >= 60 && unlisted >= 60 && mistyped >= 150,
        "{missing} {unlisted} {mistyped}"
    );
    Ok(())
}

/// Checks that an error is a validation error of a field.
fn check_field(error: &partna_auth::Error, field: &str) -> Result {
    let data = error.data().map(Value::to_string).unwrap_or_default();
    assert_eq!(
        (
            error.status().map(|status| status.as_u16()),
            error.message()
        ),
        (Some(400), Some("validation error"))
    );
    assert!(
        data.contains(&format!("Field: [{field}]")),
        "{field}: missing in {data}"
    );
    Ok(())
}

#[tokio::test]
async fn error_redacts_invalid_secret() -> Result {
    let sandbox = Sandbox::start().await?;
    let partna = sandbox.client();
    let body = json!({"accountName": "amina01", "otp": {"canary": 7}, "currency": "canary"});
    let error = send_rejected(partna.request("PUT", "/kyc/confirm-otp").json(&body)).await?;
    let data = error.data().map(Value::to_string).unwrap_or_default();
    assert!(
        data.contains("Field: [otp]")
            && data.contains("Value: [redacted]")
            && data.contains("Value: [canary]"),
        "{data}"
    );
    assert!(!data.contains("{\\\"canary"), "{data}");
    let error = send_rejected(partna.request("POST", "/user/apikey").json(&["canary"])).await?;
    let data = error.data().map(Value::to_string).unwrap_or_default();
    assert!(
        data.contains("Field: [body]") && !data.contains("canary"),
        "{data}"
    );
    Ok(())
}

#[tokio::test]
async fn rejects_unknown_paths_methods_and_missing_bodies() -> Result {
    let sandbox = Sandbox::start().await?;
    let partna = sandbox.client();
    let status = |error: partna_auth::Error| error.status().map(|status| status.as_u16());
    let error = send_rejected(partna.request("GET", "/nope")).await?;
    assert_eq!(status(error), Some(404));
    let error = send_rejected(partna.request("PATCH", "/account")).await?;
    let allowed = error
        .response()
        .and_then(|response| response.headers().get("allow"))
        .cloned();
    assert_eq!(
        allowed.as_ref().and_then(|value| value.to_str().ok()),
        Some("GET, POST, PUT")
    );
    assert_eq!(status(error), Some(405));
    let error = send_rejected(partna.request("POST", "/transfer")).await?;
    check_field(&error, "body")
}

#[tokio::test]
async fn sandboxes_start_and_stop_independently() -> Result {
    let (one, other) = (Sandbox::start().await?, Sandbox::start().await?);
    let (first, second) = (one.client(), other.client());
    first.get_balances().send().await?;
    second.get_balances().send().await?;
    tokio::time::timeout(HANG_GUARD, one.stop()).await?;
    let error = rejection(
        call(first.client(), "get_balances", &Arguments::default())
            .ok_or("no call")?
            .await,
    )?;
    assert_eq!(error.kind(), ErrorKind::Transport);
    second.get_balances().send().await?;
    drop(other);
    // Its connections end in the background, and new ones are refused.
    let error = async {
        loop {
            match second.get_balances().send().await {
                Ok(_) => tokio::time::sleep(Duration::from_millis(20)).await,
                Err(error) => return error,
            }
        }
    };
    let error = tokio::time::timeout(HANG_GUARD, error).await?;
    assert_eq!(error.kind(), ErrorKind::Transport);
    Ok(())
}
