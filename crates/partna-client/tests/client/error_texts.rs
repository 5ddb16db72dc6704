//! The error kind for each status and text of the API: the status is used first, and texts for the exceptions.

use std::error::Error;

use openapi_facts::json::Json;
use partna_auth::{ErrorKind, OPERATIONS};
use partna_codegen::document::operations;
use partna_codegen::extensions;
use partna_tests::scripted_server::{ScriptedServer, read_error_kind};
use partna_tests::server::Reply;
use partna_tests::wire::arguments;
use partna_tests::{CallError, call, document};
use serde_json::{Value, json};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

#[tokio::test]
async fn unauthorized_is_about_key_unless_text_is_about_scope_or_outage() -> Result {
    let api = ScriptedServer::start().await?;
    for text in [
        "invalid apikey",
        "Invalid API key",
        "invalid api-key",
        "INVALID  API_KEY.",
        "Unauthorized",
        "apikey expired",
        "API key has been revoked",
        "insufficient funds",
        "reference already exists",
        "",
    ] {
        let kind = read_error_kind(&api, Reply::Json(401, json!({"message": text}))).await?;
        assert_eq!(kind, ErrorKind::NotAuthenticated, "{text}");
    }
    for body in [
        "",
        "{}",
        "null",
        "<html>cannot access</html>",
        "{\"mess",
        "\"Unauthorized\"",
    ] {
        let kind = read_error_kind(&api, Reply::RawThenClose(Reply::bytes(401, &[], body))).await?;
        assert_eq!(kind, ErrorKind::NotAuthenticated, "{body}");
    }
    for (text, kind) in [
        (
            "endpoint temporarily disabled",
            ErrorKind::TemporarilyDisabled,
        ),
        (
            "Endpoint temporarily-disabled!",
            ErrorKind::TemporarilyDisabled,
        ),
        (
            "get only api key cannot access POST /account",
            ErrorKind::ScopeRefused,
        ),
        (
            "Get-Only API-Key can not access POST /account",
            ErrorKind::ScopeRefused,
        ),
        ("unable  to access this resource", ErrorKind::ScopeRefused),
        ("unauthorised self trigger", ErrorKind::ScopeRefused),
        ("Unauthorized self-registration", ErrorKind::ScopeRefused),
        (
            "Your API key does not have permission for this action",
            ErrorKind::ScopeRefused,
        ),
    ] {
        for member in ["message", "error", "msg"] {
            let reply = Reply::Json(401, json!({member: text}));
            assert_eq!(read_error_kind(&api, reply).await?, kind, "{member} {text}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn forbidden_is_about_rights_unless_text_has_another_meaning() -> Result {
    let api = ScriptedServer::start().await?;
    for (text, kind) in [
        ("", ErrorKind::ScopeRefused),
        ("Forbidden", ErrorKind::ScopeRefused),
        ("Access denied", ErrorKind::ScopeRefused),
        ("Unauthorized", ErrorKind::ScopeRefused),
        (
            "Your API key does not have permission for this action",
            ErrorKind::ScopeRefused,
        ),
        ("unable to access this resource", ErrorKind::ScopeRefused),
        ("invalid apikey", ErrorKind::NotAuthenticated),
        ("Invalid API-Key", ErrorKind::NotAuthenticated),
        ("The API key is invalid", ErrorKind::NotAuthenticated),
        (
            "endpoint temporarily disabled",
            ErrorKind::TemporarilyDisabled,
        ),
        ("insufficient funds", ErrorKind::Api),
        ("user has not completed KYC", ErrorKind::Api),
    ] {
        let reply = Reply::Json(403, json!({"message": text}));
        assert_eq!(read_error_kind(&api, reply).await?, kind, "{text}");
    }
    let page = Reply::bytes(403, &[("content-type", "text/html")], "<h1>Forbidden</h1>");
    let kind = read_error_kind(&api, Reply::RawThenClose(page)).await?;
    assert_eq!(kind, ErrorKind::ScopeRefused);
    Ok(())
}

#[tokio::test]
async fn other_statuses_have_one_kind_each() -> Result {
    let api = ScriptedServer::start().await?;
    for (status, text, kind) in [
        (400, "insufficient funds", ErrorKind::Invalid),
        (
            400,
            "Account name or email already exists",
            ErrorKind::Conflict,
        ),
        (422, "ramp reference already exists", ErrorKind::Conflict),
        (422, "Insufficient balance", ErrorKind::Invalid),
        (402, "insufficient funds", ErrorKind::Api),
        (404, "invalid apikey", ErrorKind::NotFound),
        (408, "", ErrorKind::Timeout),
        (
            409,
            "User already has a pending ramp request",
            ErrorKind::Conflict,
        ),
        (409, "", ErrorKind::Conflict),
        (418, "", ErrorKind::Api),
        (429, "Unauthorized", ErrorKind::RateLimited),
        (444, "", ErrorKind::Unavailable),
        (460, "", ErrorKind::Unavailable),
        (499, "", ErrorKind::Unavailable),
        (503, "invalid apikey", ErrorKind::Unavailable),
        (600, "", ErrorKind::Unavailable),
        (999, "", ErrorKind::Unavailable),
    ] {
        let reply = Reply::Json(status, json!({"message": text}));
        assert_eq!(read_error_kind(&api, reply).await?, kind, "{status} {text}");
    }
    Ok(())
}

/// The client recognizes every documented error text: for its operation, a 200 with this text is an error.
#[tokio::test]
async fn documented_errors_are_recognized_inside_success() -> Result {
    let api = ScriptedServer::start().await?;
    let doc = document()?;
    let mut seen = 0;
    for (_, _, operation) in operations(&doc) {
        let id = operation.text("operationId").ok_or("no id")?;
        let arguments = arguments(&doc, operation)?;
        let responses = operation
            .get("responses")
            .into_iter()
            .flat_map(Json::entries);
        for (status, response) in responses.filter(|(status, _)| !status.starts_with('2')) {
            let example = response.at(&["content", "application/json", "example"]);
            let body: Value = example.ok_or("no example")?.convert()?;
            api.set_reply(Reply::Json(200, body.clone()));
            match call(api.partna.client(), id, &arguments)
                .ok_or("no such call")?
                .await
            {
                Err(CallError::Call(error)) if error.message() == body["message"].as_str() => {}
                other => return Err(format!("{id} {status} {body}: {other:?}").into()),
            }
            seen += 1;
        }
    }
    assert!(seen > 2 * OPERATIONS.len(), "{seen}");
    Ok(())
}

/// No documented success is classified as an error. Each write accepts its documented success.
#[tokio::test]
async fn documented_successes_are_accepted() -> Result {
    let api = ScriptedServer::start().await?;
    let doc = document()?;
    for (_, _, operation) in operations(&doc) {
        let id = operation.text("operationId").ok_or("no id")?;
        let mut arguments = arguments(&doc, operation)?;
        let responses = operation
            .get("responses")
            .into_iter()
            .flat_map(Json::entries);
        for (status, response) in responses.filter(|(status, _)| status.starts_with('2')) {
            let example = response.at(&["content", "application/json", "example"]);
            let body: Value = example.ok_or("no example")?.convert()?;
            // The request sends the reference of the example, if the response has one.
            let field = operation
                .at(&[extensions::REFERENCE, "field"])
                .and_then(Json::as_str);
            if let Some((field, sent)) = field.zip(arguments.body.as_deref())
                && let Some(reference) = body["data"].get(field)
            {
                let mut sent: Value = serde_json::from_str(sent)?;
                sent[field] = reference.clone();
                arguments.body = Some(sent.to_string());
            }
            api.set_reply(Reply::Json(status.parse()?, body));
            let result = call(api.partna.client(), id, &arguments)
                .ok_or("no such call")?
                .await;
            assert!(result.is_ok(), "{id}: {result:?}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn unauthorized_texts_about_scope_are_recognized() -> Result {
    let api = ScriptedServer::start().await?;
    for text in [
        "permission denied",
        "insufficient permissions",
        "insufficient privileges",
        "Insufficient rights",
        "This API key is not permitted to list keys",
        "Operation not permitted for scope G",
        "not allowed to access this resource",
        "api key not allowed for withdrawal",
        "API key scope does not allow this",
        "scope not sufficient",
        "missing scope",
        "invalid api key scope",
        "key lacks the scope",
        "read only key",
        "Read-only API key",
        "not authorised to access",
        "You are not authorized to perform this action",
        "Access to this resource is denied",
        "no access to this endpoint",
        "Your API key doesn't have access",
        "G key cannot be used for POST",
    ] {
        for status in [401, 403] {
            let reply = Reply::Json(status, json!({"message": text}));
            let kind = read_error_kind(&api, reply).await?;
            assert_eq!(kind, ErrorKind::ScopeRefused, "{status} {text}");
        }
    }
    for text in [
        "Forbidden",
        "access denied",
        "Not authorized",
        "Authorization required",
        "The API key is invalid",
        "authorization token missing",
    ] {
        let reply = Reply::Json(401, json!({"message": text}));
        let kind = read_error_kind(&api, reply).await?;
        assert_eq!(kind, ErrorKind::NotAuthenticated, "{text}");
    }
    Ok(())
}

#[tokio::test]
async fn unauthorized_texts_about_outage_are_recognized() -> Result {
    let api = ScriptedServer::start().await?;
    for text in [
        "endpoint disabled temporarily",
        "endpoint is disabled",
        "endpoint is temporarily disabled",
        "This endpoint has been disabled",
        "This endpoint is currently unavailable",
        "temporarily unavailable",
        "Service temporarily unavailable",
        "This feature is disabled",
        "This endpoint is disabled for your API key",
    ] {
        let reply = Reply::Json(401, json!({"message": text}));
        let kind = read_error_kind(&api, reply).await?;
        assert_eq!(kind, ErrorKind::TemporarilyDisabled, "{text}");
    }
    for text in [
        "API key disabled",
        "account is disabled",
        "endpoint is not disabled",
    ] {
        let reply = Reply::Json(401, json!({"message": text}));
        let kind = read_error_kind(&api, reply).await?;
        assert_eq!(kind, ErrorKind::NotAuthenticated, "{text}");
    }
    Ok(())
}

#[tokio::test]
async fn forbidden_texts_about_key_are_recognized() -> Result {
    let api = ScriptedServer::start().await?;
    for text in [
        "API key invalid",
        "the api key you provided is invalid",
        "Invalid or expired API key",
        "API key deactivated",
        "API key disabled",
        "API key is suspended",
        "Your API key has been suspended",
        "apikey revoked",
        "This key was revoked",
        "key not recognised",
        "apikey not recognized",
        "unrecognized api key",
        "API key no longer valid",
        "API key does not exist",
        "no such api key",
        "invalid token",
        "bad api key",
    ] {
        let reply = Reply::Json(403, json!({"message": text}));
        let kind = read_error_kind(&api, reply).await?;
        assert_eq!(kind, ErrorKind::NotAuthenticated, "{text}");
    }
    for text in [
        "withdrawals are disabled for this API key",
        "Your API key is not permitted to do this",
        "Your IP is not whitelisted",
    ] {
        let reply = Reply::Json(403, json!({"message": text}));
        let kind = read_error_kind(&api, reply).await?;
        assert_eq!(kind, ErrorKind::ScopeRefused, "{text}");
    }
    Ok(())
}
