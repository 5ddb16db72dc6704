//! The locations of texts in the body of an error, and the text for the caller.

use std::error::Error;

use partna_auth::ErrorKind;
use partna_tests::scripted_server::{ScriptedServer, read_error_kind};
use partna_tests::server::Reply;
use serde_json::json;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// Every location of an error body that may hold a text of the API, with `TEXT` for the text.
const LOCATIONS: [&str; 19] = [
    r#"{"message": "Unauthorized", "error": "TEXT"}"#,
    r#"{"error": "Unauthorized", "message": "TEXT"}"#,
    r#"{"message": "", "error": "TEXT"}"#,
    r#"{"message": null, "msg": "TEXT"}"#,
    r#"{"error": {"message": "TEXT"}}"#,
    r#"{"message": ["TEXT"]}"#,
    r#"{"message": {"text": "TEXT"}}"#,
    r#"{"message": "Unauthorized", "errors": ["x", {"message": "TEXT"}]}"#,
    r#"{"message": "Unauthorized", "data": ["TEXT"]}"#,
    r#"{"Message": "TEXT"}"#,
    r#"{"messagge": "TEXT"}"#,
    r#"{"detail": "TEXT"}"#,
    r#"{"title": "Unauthorized", "reason": "TEXT"}"#,
    r#"{"error": "invalid_request", "error_description": "TEXT"}"#,
    r#"{"statusCode": 400, "errorMessage": "TEXT"}"#,
    r#"{"err": "TEXT"}"#,
    r#""TEXT""#,
    "TEXT",
    "\u{feff}{\"message\": \"TEXT\"}",
];

#[tokio::test]
async fn finds_text_anywhere_in_error_body() -> Result {
    let api = ScriptedServer::start().await?;
    for (status, text, kind) in [
        (
            401,
            "endpoint temporarily disabled",
            ErrorKind::TemporarilyDisabled,
        ),
        (
            401,
            "no withdrawal api key cannot access GET /x",
            ErrorKind::ScopeRefused,
        ),
        (403, "invalid apikey", ErrorKind::NotAuthenticated),
        (400, "account already exists", ErrorKind::Conflict),
    ] {
        for location in LOCATIONS {
            let body = location.replace("TEXT", text);
            let reply = Reply::RawThenClose(Reply::bytes(status, &[], &body));
            assert_eq!(read_error_kind(&api, reply).await?, kind, "{status} {body}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn html_page_is_classified_by_status_only() -> Result {
    let api = ScriptedServer::start().await?;
    for (status, kind) in [
        (400, ErrorKind::Invalid),
        (401, ErrorKind::NotAuthenticated),
        (403, ErrorKind::ScopeRefused),
        (503, ErrorKind::Unavailable),
    ] {
        for text in [
            "Unauthorized",
            "Forbidden",
            "invalid api key",
            "temporarily disabled",
        ] {
            for page in [
                format!("<h1>{text}</h1>"),
                format!("\u{feff} <!DOCTYPE html>{text}"),
            ] {
                let reply = Reply::RawThenClose(Reply::bytes(status, &[], &page));
                assert_eq!(read_error_kind(&api, reply).await?, kind, "{status} {page}");
            }
            let reply = Reply::bytes(status, &[("content-type", "text/html")], text);
            assert_eq!(
                read_error_kind(&api, Reply::RawThenClose(reply)).await?,
                kind,
                "{text}"
            );
        }
    }
    Ok(())
}

#[tokio::test]
async fn message_is_most_specific_text() -> Result {
    let api = ScriptedServer::start().await?;
    for (body, message) in [
        (
            r#"{"message": "Conflict", "error": "transactionReference already exist"}"#,
            Some("transactionReference already exist"),
        ),
        (r#"{"message": "x", "error": "Bad Request"}"#, Some("x")),
        (r#"{"message": "", "error": "x"}"#, Some("x")),
        (r#"{"message": [" ", "x"]}"#, Some("x")),
        (r#""x""#, Some("x")),
        ("\u{feff}{\"message\": \"x\"}", Some("x")),
        // These two texts are not returned: `data` may contain values of the request, and a body without JSON is only described.
        (r#"{"data": ["account already exists"]}"#, None),
        ("account already exists", None),
    ] {
        api.set_reply(Reply::RawThenClose(Reply::bytes(400, &[], body)));
        let error = api.partna.list_accounts().send().await.err().ok_or(body)?;
        assert_eq!(error.message(), message, "{body}");
    }
    Ok(())
}

#[tokio::test]
async fn large_error_body_is_read_within_limits() -> Result {
    let api = ScriptedServer::start().await?;
    let text = "invalid apikey";
    let deep = format!("{}\"{text}\"{}", "[".repeat(100), "]".repeat(100));
    let wide = vec!["x"; 100_000];
    for body in [
        format!(r#"{{"errors": {deep}}}"#),
        json!({"errors": wide, "message": "x".repeat(1 << 20)}).to_string(),
    ] {
        let reply = Reply::RawThenClose(Reply::bytes(403, &[], &body));
        assert_eq!(read_error_kind(&api, reply).await?, ErrorKind::ScopeRefused);
    }
    // A text at the top level is found even after many other texts.
    let wide = vec!["x"; 10_000]; // within the limit of a kept error body
    let body = json!({"errors": wide, "message": text}).to_string();
    let reply = Reply::RawThenClose(Reply::bytes(403, &[], &body));
    assert_eq!(
        read_error_kind(&api, reply).await?,
        ErrorKind::NotAuthenticated
    );
    Ok(())
}
