//! A merchant may have any user name. The name is not secret, and it does not change how texts of the API are classified.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use partna_auth::{ErrorKind, Partna, Retries, types};
use partna_tests::KEY;
use partna_tests::server::{Reply, Request, Server};
use partna_tests::stub_source::StubSource;
use serde_json::json;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

const NEW_KEY: &str = "the-new-key-0123456789";

/// User names that are words of the API's messages or similar to other names.
const NAMES: [&str; 16] = [
    "api",
    "key",
    "apikey",
    "access",
    "exist",
    "exists",
    "invalid",
    "disabled",
    "a",
    "e",
    "1",
    "message",
    "reference",
    "Pending",
    "not",
    "canaryuser",
];

/// Status, message, kind, and whether the request is retried with the newer key.
const REFUSALS: [(u16, &str, ErrorKind, bool); 8] = [
    (401, "invalid apikey", ErrorKind::NotAuthenticated, true),
    (403, "Invalid API key", ErrorKind::NotAuthenticated, true),
    (
        401,
        "get only api key cannot access POST /account",
        ErrorKind::ScopeRefused,
        false,
    ),
    (
        401,
        "endpoint temporarily disabled",
        ErrorKind::TemporarilyDisabled,
        false,
    ),
    (
        400,
        "transactionReference already exist",
        ErrorKind::Conflict,
        false,
    ),
    (
        400,
        "User already has a pending ramp request",
        ErrorKind::Conflict,
        false,
    ),
    (403, "insufficient funds", ErrorKind::Api, false),
    (400, "validation error", ErrorKind::Invalid, false),
];

/// Starts a server that refuses the first key with this message, and a client whose source then has another key.
async fn start_refusing(
    user: &str,
    status: u16,
    message: &str,
) -> Result<(Server, Partna, Arc<AtomicU32>)> {
    let count = Arc::new(AtomicU32::new(0));
    let (counter, message) = (count.clone(), message.to_owned());
    let server = Server::start(move |request: Request| {
        counter.fetch_add(1, Ordering::SeqCst);
        let reply = if request.header("x-api-key") == KEY {
            Reply::Json(status, json!({"message": message}))
        } else {
            Reply::Json(200, json!({"message": "success"}))
        };
        std::future::ready(reply)
    })
    .await?;
    let source = StubSource::new(KEY, user);
    let builder = Partna::builder().credentials(source.clone());
    let builder = builder.base_url(server.base_url()).retries(Retries::none());
    let partna = builder.build().await?;
    source.set(NEW_KEY, user);
    Ok((server, partna, count))
}

fn transfer() -> types::builder::TransferRequest {
    types::TransferRequest::builder()
        .from_account("amina01")
        .to_account("bello02")
        .amount("25.50")
}

#[tokio::test]
async fn user_name_changes_neither_kind_nor_reload() -> Result {
    for user in NAMES {
        for (status, message, kind, is_retried) in REFUSALS {
            let (_server, partna, count) = start_refusing(user, status, message).await?;
            let result = partna.create_transfer().body(transfer()).send().await;
            let sent = count.load(Ordering::SeqCst);
            let case = format!("`{user}` {status} {message}: {result:?}");
            assert_eq!(sent, if is_retried { 2 } else { 1 }, "{case}");
            match result {
                Ok(_) => assert!(is_retried, "{case}"),
                Err(error) => {
                    assert!(!is_retried && error.kind() == kind, "{case}");
                    // A user name is not secret, so the text is unchanged.
                    assert_eq!(error.message(), Some(message), "{case}");
                    let is_duplicate = message.contains("eference already exist");
                    assert_eq!(error.is_duplicate_reference(), is_duplicate, "{case}");
                }
            }
        }
    }
    Ok(())
}

/// A secret of the request may also be a word of the message. It is redacted, and does not change the kind of error.
#[tokio::test]
async fn secret_that_is_a_word_of_the_message_does_not_change_the_kind() -> Result {
    for word in [
        "invalid", "apikey", "endpoint", "disabled", "already", "exist", "funds",
    ] {
        for (status, message, kind, _) in REFUSALS {
            let text = message.to_owned();
            let server = Server::start(move |_| {
                std::future::ready(Reply::Json(status, json!({"message": text})))
            })
            .await?;
            let partna = partna_tests::builder(&server.base_url())?.build().await?;
            let withdrawal = types::WithdrawalRequest::builder()
                .from_account("amina01")
                .otp(word);
            let result = partna.create_withdrawal().body(withdrawal).send().await;
            let error = result.err().ok_or("accepted")?;
            assert_eq!(error.kind(), kind, "{word} {status} {message}");
            let is_duplicate = message.contains("eference already exist");
            assert_eq!(
                error.is_duplicate_reference(),
                is_duplicate,
                "{word} {message}"
            );
            let has_word = message
                .split(' ')
                .any(|part| part.eq_ignore_ascii_case(word));
            let shown = error.message().unwrap_or_default();
            assert_eq!(shown.contains("[redacted]"), has_word, "{word} {shown}");
        }
    }
    Ok(())
}

/// A redacted word of an error inside a success must not make the response a success.
#[tokio::test]
async fn secret_that_is_a_word_of_an_error_inside_success_keeps_the_error() -> Result {
    let server = Server::start(|_| {
        let body = json!({"message": "insufficient funds", "data": {}});
        std::future::ready(Reply::Json(200, body))
    })
    .await?;
    let partna = partna_tests::builder(&server.base_url())?.build().await?;
    for word in ["insufficient", "funds"] {
        let withdrawal = types::WithdrawalRequest::builder()
            .from_account("amina01")
            .otp(word);
        let result = partna.create_withdrawal().body(withdrawal).send().await;
        let error = result.err().ok_or("accepted")?;
        assert_eq!(error.kind(), ErrorKind::OutcomeUnknown);
    }
    Ok(())
}
