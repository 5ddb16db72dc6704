//! The API reports that a reference already exists: how the error is recognized, and the outcome of the write.

use std::error::Error;

use partna_auth::{ErrorKind, Outcome, Resent, WithReference, types};
use partna_tests::builder;
use partna_tests::scripted_server::ScriptedServer;
use partna_tests::server::{Reply, Server};
use partna_tests::transfers::{reference, send_transfer, transfer};
use serde_json::json;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

const DUPLICATES: [&str; 7] = [
    "ramp reference already exists",
    "transactionReference already exist",
    "Transaction-Reference ALREADY  EXISTS.",
    "transaction_reference 'bbcdef2234567890abcdef1234568880' already exists",
    "A transaction with this reference already exists",
    "Duplicate transaction reference",
    "reference already exist",
];

/// A proxy may repeat a POST. The API then rejects the second request, although it applied the first.
#[tokio::test]
async fn existing_reference_is_unknown_on_send_and_already_applied_on_send_again() -> Result {
    let api = ScriptedServer::start().await?;
    for text in DUPLICATES {
        for status in [400, 409, 422] {
            for member in ["message", "error", "msg"] {
                let context = format!("{status} {member} {text}");
                api.set_reply(Reply::Json(status, json!({member: text})));
                assert_eq!(send_transfer(&api.partna).await?, "unknown", "{context}");
                let order = types::ConversionRequest::builder().rate_key("k");
                let write = api
                    .partna
                    .convert_currency()
                    .body(order)
                    .with_reference(reference()?)?;
                assert!(
                    matches!(write.send().await?, Outcome::Unknown(_)),
                    "{context}"
                );
                // The lookup gets the same error, so the result is `AlreadyApplied` without a record.
                let write = api
                    .partna
                    .create_transfer()
                    .body(transfer())
                    .with_reference(reference()?)?;
                let resent = write.assume_sent().send_again().await?;
                assert!(
                    matches!(resent, Resent::AlreadyApplied(None)),
                    "{context}: {resent:?}"
                );
            }
        }
    }
    Ok(())
}

#[tokio::test]
async fn failed_lookup_still_returns_already_applied() -> Result {
    for lookup in [
        Reply::Json(401, json!({"message": "invalid apikey"})),
        Reply::Json(404, json!({"message": "transaction not found"})),
        Reply::Json(500, json!({"message": "internal server error"})),
        Reply::Json(200, json!({"message": "transaction not found"})),
        Reply::RawThenClose(Reply::bytes(200, &[], "<html>")),
        Reply::Reset,
    ] {
        let context = format!("{lookup:?}");
        let server = Server::start(move |request| {
            std::future::ready(match request.method.as_str() {
                "POST" => Reply::Json(
                    409,
                    json!({"message": "transactionReference already exist"}),
                ),
                _ => lookup.clone(),
            })
        });
        let server = server.await?;
        let partna = builder(&server.base_url())?.build().await?;
        let write = partna
            .create_transfer()
            .body(transfer())
            .with_reference(reference()?)?;
        let resent = write.assume_sent().send_again().await?;
        assert!(
            matches!(resent, Resent::AlreadyApplied(None)),
            "{context}: {resent:?}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn other_conflicts_reject_the_write() -> Result {
    let api = ScriptedServer::start().await?;
    for (status, text) in [
        (409, "User already has a pending ramp request"),
        (409, "account already exists"),
        (409, "Conflict"),
        (409, ""),
        (400, "invalid reference"),
    ] {
        api.set_reply(Reply::Json(status, json!({"message": text})));
        let write = api
            .partna
            .create_transfer()
            .body(transfer())
            .with_reference(reference()?)?;
        let error = write.send().await.err().ok_or(text)?;
        assert!(!error.is_duplicate_reference(), "{text}");
        let rejected = [ErrorKind::Conflict, ErrorKind::Invalid];
        assert!(rejected.contains(&error.kind()), "{text}: {error:?}");
        assert!(
            write.send().await.is_err(),
            "{text}: the second send must fail too"
        );
        assert_eq!(api.request_count(), 2, "{text}");
        let resent = write.assume_sent().send_again().await;
        assert!(resent.is_err(), "{text}");
    }
    Ok(())
}

/// Error bodies that report the duplicate elsewhere than in a single `message`.
const DUPLICATE_BODIES: [&str; 23] = [
    r#"{"message": "Conflict", "error": "transactionReference already exist"}"#,
    r#"{"message": "", "error": "transactionReference already exist"}"#,
    r#"{"message": null, "msg": "", "error": "transactionReference already exist"}"#,
    r#"{"error": "Bad Request", "message": "transactionReference already exist"}"#,
    r#"{"error": {"message": "transactionReference already exist"}}"#,
    r#"{"error": {"code": 7, "details": [{"text": "transactionReference already exist"}]}}"#,
    r#"{"message": ["x", "transactionReference already exist"]}"#,
    r#"{"message": {"text": "transactionReference already exist"}}"#,
    r#"{"message": "Bad Request", "errors": ["x", "transactionReference already exist"]}"#,
    r#"{"errors": [{"message": "x"}, {"message": "transactionReference already exist"}]}"#,
    r#"{"errors": {"transactionReference": ["already exist"]}}"#,
    r#"{"message": "validation error", "data": ["transactionReference already exist"]}"#,
    r#"{"message": "validation error", "data": "transactionReference already exist"}"#,
    r#"{"data": {"message": "transactionReference already exist"}}"#,
    r#"{"Message": "transactionReference already exist"}"#,
    r#"{"messagge": "transactionReference already exist"}"#,
    r#"{"detail": "transactionReference already exist"}"#,
    r#"{"title": "Conflict", "description": "transactionReference already exist"}"#,
    r#"{"message": "transactionReference already exist", "message": "Conflict"}"#,
    r#"["transactionReference already exist"]"#,
    r#""transactionReference already exist""#,
    "transactionReference already exist",
    "\u{feff}{\"message\": \"transactionReference already exist\"}",
];

#[tokio::test]
async fn existing_reference_is_found_anywhere_in_error_body() -> Result {
    let api = ScriptedServer::start().await?;
    for body in DUPLICATE_BODIES {
        for status in [400, 403, 404, 409, 422] {
            api.set_reply(Reply::RawThenClose(Reply::bytes(status, &[], body)));
            let context = format!("{status} {body}");
            let write = api
                .partna
                .create_transfer()
                .body(transfer())
                .with_reference(reference()?)?;
            let first = write.send().await;
            assert!(
                matches!(first, Ok(Outcome::Unknown(_))),
                "{context}: {first:?}"
            );
            let second = write.send().await;
            assert!(matches!(second, Ok(Outcome::Unknown(_))), "{context}");
            assert_eq!(api.request_count(), 1, "{context}");
            let resent = write.assume_sent().send_again().await?;
            assert!(
                matches!(resent, Resent::AlreadyApplied(None)),
                "{context}: {resent:?}"
            );
        }
    }
    Ok(())
}

#[tokio::test]
async fn existing_reference_inside_success_is_already_applied() -> Result {
    let api = ScriptedServer::start().await?;
    for body in [
        r#"{"error": "transactionReference already exist", "message": "Request failed"}"#,
        r#"{"error": "Request failed", "message": "transactionReference already exist"}"#,
        r#"{"error": true, "message": "transactionReference already exist"}"#,
        r#"{"errors": ["x", "transactionReference already exist"]}"#,
        r#"{"errors": {"transactionReference": ["already exist"]}, "message": "ok"}"#,
        r#"{"error": "validation error", "data": ["transactionReference already exist"]}"#,
        r#"{"message": ["transactionReference already exist"]}"#,
        r#"{"message": {"text": "transactionReference already exist"}}"#,
        r#"{"message": "success", "message": "transactionReference already exist"}"#,
        r#""transactionReference already exist""#,
        "transactionReference already exist",
        "\u{feff}{\"error\": \"transactionReference already exist\"}",
    ] {
        api.set_reply(Reply::RawThenClose(Reply::bytes(200, &[], body)));
        assert_eq!(send_transfer(&api.partna).await?, "unknown", "{body}");
        let write = api
            .partna
            .create_transfer()
            .body(transfer())
            .with_reference(reference()?)?;
        let resent = write.assume_sent().send_again().await?;
        assert!(
            matches!(resent, Resent::AlreadyApplied(None)),
            "{body}: {resent:?}"
        );
    }
    Ok(())
}

/// An HTML page and a field of a record in `data` are not reports of the API.
#[tokio::test]
async fn texts_outside_error_fields_are_not_duplicates() -> Result {
    let api = ScriptedServer::start().await?;
    for body in [
        "<html>transactionReference already exist</html>",
        r#"{"message": "validation error", "data": {"remark": "reference already exists"}}"#,
        r#"{"message": "validation error", "data": ["Field: [x] Expected:[y] Value: [reference already exists]"]}"#,
        r#"{"message": "validation error", "unheard-of": "reference already exists"}"#,
    ] {
        api.set_reply(Reply::RawThenClose(Reply::bytes(400, &[], body)));
        let result = api.partna.create_transfer().body(transfer()).send().await;
        let error = result.err().ok_or(body)?;
        assert!(!error.is_duplicate_reference(), "{body}");
        assert_eq!(error.kind(), ErrorKind::Invalid, "{body}");
    }
    Ok(())
}

#[tokio::test]
async fn wordings_of_existing_reference_are_recognized() -> Result {
    let api = ScriptedServer::start().await?;
    let is_duplicate = async |text: &str| -> Result<bool> {
        api.set_reply(Reply::Json(409, json!({"message": text})));
        let result = api.partna.create_transfer().body(transfer()).send().await;
        Ok(result
            .err()
            .ok_or("the transfer was accepted")?
            .is_duplicate_reference())
    };
    for text in [
        "Transaction reference has already been processed",
        "This reference was already processed",
        "rampReference exist",
        "reference exists",
        "reference is in use",
        "reference is taken",
        "Reference has been taken",
        "reference already registered",
        "reference already recorded",
        "reference previously used",
        "reference was used before",
        "A ramp with this reference exists",
        "Ramp with reference abc exists",
        "reference: must be unique",
        "reference should be unique",
        "non-unique reference",
        "The reference isn't unique",
        "reference reused",
        "REFERENCE_ALREADY_EXISTS",
        "ERR_DUPLICATE_REFERENCE",
        "duplicate ref",
        "txRef already exists",
        "existing reference",
        "reference is a duplicate",
        "Not processed, the reference exists",
        "Request not processed because reference exists",
        "duplicate request",
        "Duplicate transaction",
        "Duplicate transfer detected",
        "This ramp is a duplicate",
        "Transaction already exists",
        "transfer already exists",
        "ramp already exists",
        "already existing transaction",
        "transaction already processed",
        "duplicate key value violates unique constraint \"transactions_reference_key\"",
    ] {
        assert!(is_duplicate(text).await?, "{text}");
    }
    for text in [
        "reference does not exist",
        "reference does not already exist",
        "reference doesn't exist",
        "reference must exist",
        "reference not found",
        "no such reference",
        "no reference exists",
        "no transaction with this reference exists",
        "reference is not in use",
        "reference has not been used",
        "reference need not be unique",
        "reference could not be processed",
        "reference is required",
        "invalid reference",
        "this is not a duplicate transaction",
        "transaction does not exist",
        "account already exists",
        "User already has a pending ramp request",
        "a pending ramp with another reference already exists",
        "",
    ] {
        assert!(!is_duplicate(text).await?, "{text}");
    }
    Ok(())
}
