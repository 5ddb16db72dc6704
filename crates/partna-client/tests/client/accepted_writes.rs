//! Which 2xx responses are a success: for a write, only those that show that the API has accepted it.

use std::error::Error;

use partna_auth::{ApiKeyScope, ErrorKind, Outcome, WithReference, types};
use partna_tests::KEY;
use partna_tests::scripted_server::ScriptedServer;
use partna_tests::server::Reply;
use partna_tests::transfers::{REFERENCE, reference, send_transfer, transfer};
use serde_json::{Value, json};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// Returns the error kind of a call, or `None` if the call succeeded.
fn kind<T>(result: std::result::Result<T, partna_auth::Error>) -> Option<ErrorKind> {
    result.err().map(|error| error.kind())
}

#[tokio::test]
async fn success_with_documented_member_is_accepted() -> Result {
    let api = ScriptedServer::start().await?;
    for body in [
        r#"{"data": {}, "message": "success"}"#,
        r#"{"message": "request completed"}"#,
        r#"{"data": {}}"#,
        r#"{"message": "success", "error": null, "errors": []}"#,
        r#"{"message": "success", "error": "", "success": true, "status": "success"}"#,
        r#"{"message": "success", "error": false, "statusCode": 200}"#,
        r#"{"message": "success", "errors": {}, "statusCode": "201", "status": true}"#,
        r#"{"message": "success", "unheard-of": {"error": "x", "status": "failed"}}"#,
        r#"{"message": "success", "data": {"error": "x", "success": false, "statusCode": 500}}"#,
        r#"{"message": "success", "data": {"status": "failed", "message": "insufficient funds"}}"#,
        r#"{"message": "success", "data": {"transactionReference": "bbcdef2234567890abcdef1234568880"}}"#,
        r#"{"message": "success", "data": {"transactionReference": null}}"#,
        r#"{"message": "success", "data": {"transactionReference": ""}}"#,
        " {\"message\": \"success\"}\r\n",
    ] {
        api.set_ok_body(body);
        assert_eq!(send_transfer(&api.partna).await?, "done", "{body}");
    }
    for status in [201, 202] {
        api.set_reply(Reply::Json(status, json!({"message": "success"})));
        assert_eq!(send_transfer(&api.partna).await?, "done", "{status}");
    }
    Ok(())
}

#[tokio::test]
async fn success_without_evidence_has_unknown_outcome() -> Result {
    let api = ScriptedServer::start().await?;
    for body in [
        "",
        " \r\n",
        "{}",
        "null",
        "[]",
        "true",
        "7",
        "\"success\"",
        "[{\"message\": \"success\"}]",
        "<html>all good</html>",
        "{\"message\": \"success\"",
        "{\"message\": \"success\"} {",
        "{\"message\": null, \"data\": null}",
        "{\"ok\": true}",
        "{\"Message\": \"success\"}",
    ] {
        api.set_ok_body(body);
        assert_eq!(send_transfer(&api.partna).await?, "unknown", "{body}");
        assert_eq!(api.request_count(), 1, "{body}");
    }
    let success = r#"{"message": "success"}"#;
    for status in [203, 206, 207, 208, 226, 250, 299] {
        api.set_reply(Reply::RawThenClose(Reply::bytes(status, &[], success)));
        assert_eq!(send_transfer(&api.partna).await?, "unknown", "{status}");
    }
    for bytes in [
        "HTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.1 205 Reset Content\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"message\": \"success\"}",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n16\r\n{\"message\": \"success\"}",
    ] {
        api.set_reply(Reply::RawThenClose(bytes.as_bytes().to_vec()));
        assert_eq!(send_transfer(&api.partna).await?, "unknown", "{bytes}");
    }
    Ok(())
}

/// Errors inside a success: each body, the error kind for a read, and the text for the caller.
const CONTRADICTIONS: [(&str, ErrorKind, Option<&str>); 24] = {
    use ErrorKind::*;
    [
        (
            r#"{"error": "insufficient funds"}"#,
            Invalid,
            Some("insufficient funds"),
        ),
        (
            r#"{"data": {}, "message": "success", "error": "boom"}"#,
            Api,
            Some("boom"),
        ),
        (
            r#"{"data": {}, "error": {"message": "boom"}}"#,
            Api,
            Some("boom"),
        ),
        (r#"{"data": {}, "error": true}"#, Api, None),
        (
            r#"{"data": {}, "errors": ["boom", "bang"]}"#,
            Api,
            Some("boom"),
        ),
        (r#"{"data": {}, "errors": {"a": 1}}"#, Api, None),
        (r#"{"data": {}, "Error": "boom"}"#, Api, Some("boom")),
        (
            r#"{"message": "declined", "success": false}"#,
            Api,
            Some("declined"),
        ),
        (
            r#"{"message": "declined", "success": "False"}"#,
            Api,
            Some("declined"),
        ),
        (
            r#"{"message": "declined", "status": false}"#,
            Api,
            Some("declined"),
        ),
        (
            r#"{"message": "declined", "status": "ERROR"}"#,
            Api,
            Some("declined"),
        ),
        (
            r#"{"message": "declined", "status": "Failed"}"#,
            Api,
            Some("declined"),
        ),
        (r#"{"message": "x", "statusCode": 400}"#, Invalid, Some("x")),
        (
            r#"{"message": "x", "statusCode": "404"}"#,
            NotFound,
            Some("x"),
        ),
        (
            r#"{"message": "x", "statusCode": 503.0}"#,
            Unavailable,
            Some("x"),
        ),
        (
            r#"{"message": "x", "statusCode": 1200}"#,
            Unavailable,
            Some("x"),
        ),
        (
            r#"{"message": "insufficient funds", "data": {}}"#,
            Invalid,
            Some("insufficient funds"),
        ),
        (
            r#"{"message": "transfer failed: Insufficient Funds"}"#,
            Invalid,
            Some("transfer failed: Insufficient Funds"),
        ),
        (
            r#"{"message": "Invalid API-Key"}"#,
            NotAuthenticated,
            Some("Invalid API-Key"),
        ),
        (
            r#"{"message": "Unauthorized", "error": "x"}"#,
            NotAuthenticated,
            Some("Unauthorized"),
        ),
        (
            r#"{"message": "get only api key cannot access POST /x"}"#,
            ScopeRefused,
            Some("get only api key cannot access POST /x"),
        ),
        (
            r#"{"message": "endpoint temporarily disabled"}"#,
            TemporarilyDisabled,
            Some("endpoint temporarily disabled"),
        ),
        (
            r#"{"message": "account not found"}"#,
            NotFound,
            Some("account not found"),
        ),
        (r#"{"message": "failed", "data": {}}"#, Api, Some("failed")),
    ]
};

#[tokio::test]
async fn error_inside_success_leaves_write_unknown_and_fails_read() -> Result {
    let api = ScriptedServer::start().await?;
    for (body, expected, text) in CONTRADICTIONS {
        api.set_ok_body(body);
        assert_eq!(send_transfer(&api.partna).await?, "unknown", "{body}");
        let plain = api.partna.create_transfer().body(transfer()).send().await;
        let error = plain.err().ok_or(body)?;
        assert_eq!(error.kind(), ErrorKind::OutcomeUnknown, "{body}");
        assert_eq!(error.message(), text, "{body}");
        assert_eq!(
            kind(api.partna.trigger_billing().send().await),
            Some(ErrorKind::OutcomeUnknown),
            "{body}"
        );
        let own = api
            .partna
            .request("POST", "/something/new")
            .send::<Value>()
            .await;
        assert_eq!(kind(own), Some(ErrorKind::OutcomeUnknown), "{body}");
        let error = api.partna.get_balances().send().await.err().ok_or(body)?;
        assert_eq!((error.kind(), error.message()), (expected, text), "{body}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
    }
    Ok(())
}

#[tokio::test]
async fn read_of_empty_success_returns_no_data() -> Result {
    let api = ScriptedServer::start().await?;
    for body in [
        "",
        "{}",
        r#"{"message": "success", "error": null, "status": true}"#,
    ] {
        api.set_ok_body(body);
        assert!(
            api.partna.list_accounts().send().await?.data.is_none(),
            "{body}"
        );
    }
    api.set_reply(Reply::RawThenClose(
        b"HTTP/1.1 204 No Content\r\n\r\n".to_vec(),
    ));
    assert!(api.partna.list_accounts().send().await?.data.is_none());
    Ok(())
}

#[tokio::test]
async fn foreign_reference_leaves_write_unknown() -> Result {
    let api = ScriptedServer::start().await?;
    for body in [
        r#"{"message": "success", "data": {"transactionReference": "ffffffffffffffffffffffffffffffff"}}"#,
        r#"{"message": "success", "transactionReference": "ffffffffffffffffffffffffffffffff"}"#,
        r#"{"message": "success", "data": {"transactionReference": "bbcdef2234567890abcdef123456888"}}"#,
    ] {
        api.set_ok_body(body);
        assert_eq!(send_transfer(&api.partna).await?, "unknown", "{body}");
        // A call without a handle and a custom request send the reference in the body. The client compares it too.
        let order = transfer().transaction_reference(REFERENCE);
        let plain = api
            .partna
            .create_transfer()
            .body(order.clone())
            .send()
            .await;
        assert_eq!(kind(plain), Some(ErrorKind::OutcomeUnknown), "{body}");
        let order: types::TransferRequest = order.try_into()?;
        let own = api
            .partna
            .request("POST", "/transfer")
            .json(&order)
            .send::<Value>()
            .await;
        assert_eq!(kind(own), Some(ErrorKind::OutcomeUnknown), "{body}");
        // If the request has no reference, the API creates one.
        let none = api.partna.create_transfer().body(transfer()).send().await;
        assert_eq!(kind(none), None, "{body}");
    }
    let order = types::ConversionRequest::builder().rate_key("k");
    api.set_ok_body(r#"{"message": "success", "data": {"transactionReference": "other"}}"#);
    let write = api
        .partna
        .convert_currency()
        .body(order)
        .with_reference(reference()?)?;
    assert!(matches!(write.send().await?, Outcome::Unknown(_)));
    Ok(())
}

/// Only documented members are evidence of a write. `PUT /phone/confirm` documents only `messagge`.
#[tokio::test]
async fn uses_documented_members_of_operation_table() -> Result {
    let api = ScriptedServer::start().await?;
    let confirm = || {
        let body = types::PhoneOtpRequest::builder()
            .phone_id("p")
            .otp("123456");
        api.partna.confirm_phone().body(body).send()
    };
    api.set_ok_body(r#"{"messagge": "success"}"#);
    assert_eq!(kind(confirm().await), None);
    api.set_ok_body(r#"{"message": "success"}"#);
    assert_eq!(kind(confirm().await), Some(ErrorKind::OutcomeUnknown));
    api.set_ok_body(r#"{"messagge": "invalid otp"}"#);
    assert_eq!(kind(confirm().await), Some(ErrorKind::OutcomeUnknown));
    // The operations that generate, invalidate and delete keys follow the same rule.
    for body in ["", "{}", r#"{"error": "invalid API scope"}"#] {
        api.set_ok_body(body);
        let made = api
            .partna
            .keys()
            .generate("n", ApiKeyScope::GetOnly)
            .send()
            .await;
        assert_eq!(kind(made), Some(ErrorKind::OutcomeUnknown), "{body}");
        let ended = api.partna.keys().invalidate(&"other".into()).await;
        assert_eq!(kind(ended), Some(ErrorKind::OutcomeUnknown), "{body}");
        let deleted = api.partna.keys().delete(&"abc".into()).await;
        assert_eq!(kind(deleted), Some(ErrorKind::OutcomeUnknown), "{body}");
    }
    Ok(())
}

#[tokio::test]
async fn undocumented_request_needs_non_empty_json() -> Result {
    let api = ScriptedServer::start().await?;
    let own = || api.partna.request("GET", "/something/new").send::<Value>();
    for body in [
        "",
        "null",
        "false",
        "\"\"",
        "[]",
        "{}",
        "{\"a\": null}",
        "{\"a\":",
        "<html>",
    ] {
        api.set_ok_body(body);
        assert_eq!(kind(own().await), Some(ErrorKind::OutcomeUnknown), "{body}");
    }
    for body in ["[1]", "{\"a\": 1}", "7", "true", "\"made\""] {
        api.set_ok_body(body);
        assert_eq!(kind(own().await), None, "{body}");
    }
    Ok(())
}

/// The text of an error inside a success is redacted like any other error.
#[tokio::test]
async fn error_inside_success_is_redacted() -> Result {
    let api = ScriptedServer::start().await?;
    let text = format!("apikey {KEY} is disabled");
    api.set_reply(Reply::Json(
        200,
        json!({"error": text, "data": {"key": KEY}}),
    ));
    let read = api.partna.get_balances().send().await.err().ok_or("read")?;
    let write = api
        .partna
        .trigger_billing()
        .send()
        .await
        .err()
        .ok_or("write")?;
    for error in [read, write] {
        let shown = format!(
            "{error} {error:?} {:?} {:?} {:?}",
            error.message(),
            error.data(),
            error.response()
        );
        assert!(!shown.contains(KEY), "{shown}");
        assert!(shown.contains("is disabled"), "{shown}");
    }
    Ok(())
}
