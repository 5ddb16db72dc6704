//! What the API says of a reference that exists, and what becomes of a write then.

use std::error::Error;

use partna_auth::{ErrorKind, Once, Outcome, Repeated, types};
use partna_tests::builder;
use partna_tests::scripted::Scripted;
use partna_tests::server::{Reply, Server};
use partna_tests::transfers::{reference, sent, transfer};
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

/// A proxy may repeat a POST by itself: the second is refused, and the first has arrived.
#[tokio::test]
async fn existing_reference_is_unknown_at_first_and_already_applied_later() -> Result {
    let api = Scripted::start().await?;
    for text in DUPLICATES {
        for status in [400, 409, 422] {
            for member in ["message", "error", "msg"] {
                let context = format!("{status} {member} {text}");
                api.replies(Reply::Json(status, json!({member: text})));
                assert_eq!(sent(&api.partna).await?, "unknown", "{context}");
                let order = types::ConversionRequest::builder().rate_key("k");
                let write = api
                    .partna
                    .convert_currency()
                    .body(order)
                    .once(reference()?)?;
                assert!(
                    matches!(write.send().await?, Outcome::Unknown(_)),
                    "{context}"
                );
                // The look-up fails as well, which takes nothing from what is known.
                let write = api
                    .partna
                    .create_transfer()
                    .body(transfer())
                    .once(reference()?)?;
                let again = write.assume_sent().send_again().await?;
                assert!(
                    matches!(again, Repeated::Arrived(None)),
                    "{context}: {again:?}"
                );
            }
        }
    }
    Ok(())
}

#[tokio::test]
async fn failed_look_up_leaves_already_applied() -> Result {
    for look_up in [
        Reply::Json(401, json!({"message": "invalid apikey"})),
        Reply::Json(404, json!({"message": "transaction not found"})),
        Reply::Json(500, json!({"message": "internal server error"})),
        Reply::Json(200, json!({"message": "transaction not found"})),
        Reply::Raw(Reply::bytes(200, &[], "<html>")),
        Reply::Reset,
    ] {
        let context = format!("{look_up:?}");
        let server = Server::start(move |request| {
            std::future::ready(match request.method.as_str() {
                "POST" => Reply::Json(
                    409,
                    json!({"message": "transactionReference already exist"}),
                ),
                _ => look_up.clone(),
            })
        });
        let server = server.await?;
        let partna = builder(&server.base_url())?.build().await?;
        let write = partna
            .create_transfer()
            .body(transfer())
            .once(reference()?)?;
        let again = write.assume_sent().send_again().await?;
        assert!(
            matches!(again, Repeated::Arrived(None)),
            "{context}: {again:?}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn other_conflicts_refuse_the_write() -> Result {
    let api = Scripted::start().await?;
    for (status, text) in [
        (409, "User already has a pending ramp request"),
        (409, "account already exists"),
        (409, "Conflict"),
        (409, ""),
        (400, "invalid reference"),
    ] {
        api.replies(Reply::Json(status, json!({"message": text})));
        let write = api
            .partna
            .create_transfer()
            .body(transfer())
            .once(reference()?)?;
        let error = write.send().await.err().ok_or(text)?;
        assert!(!error.is_duplicate_reference(), "{text}");
        let refused = [ErrorKind::Conflict, ErrorKind::Invalid];
        assert!(refused.contains(&error.kind()), "{text}: {error:?}");
        assert!(write.send().await.is_err(), "{text}: it may be sent again");
        assert_eq!(api.seen(), 2, "{text}");
        let again = write.assume_sent().send_again().await;
        assert!(again.is_err(), "{text}");
    }
    Ok(())
}
