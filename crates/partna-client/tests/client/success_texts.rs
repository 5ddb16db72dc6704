//! Texts of a 2xx: an empty text is not evidence of a write, and the text of an error leaves its outcome unknown.

use std::error::Error;

use partna_tests::scripted_server::ScriptedServer;
use partna_tests::transfers::send_transfer;
use serde_json::json;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

#[tokio::test]
async fn empty_member_is_not_evidence() -> Result {
    let api = ScriptedServer::start().await?;
    for body in [
        r#"{"message": ""}"#,
        r#"{"message": "  "}"#,
        r#"{"message": []}"#,
        r#"{"message": {}}"#,
        r#"{"message": false}"#,
        r#"{"message": "", "data": null}"#,
        r#"{"message": null, "data": ""}"#,
    ] {
        api.set_ok_body(body);
        assert_eq!(send_transfer(&api.partna).await?, "unknown", "{body}");
        assert_eq!(api.request_count(), 1, "{body}");
    }
    for body in [r#"{"message": "", "data": {}}"#, r#"{"data": {}}"#] {
        api.set_ok_body(body);
        assert_eq!(send_transfer(&api.partna).await?, "done", "{body}");
    }
    Ok(())
}

#[tokio::test]
async fn foreign_reference_is_found_in_any_spelling_of_data() -> Result {
    let api = ScriptedServer::start().await?;
    for name in ["data", "Data", "DATA", "_data"] {
        let body = json!({"message": "success", name: {"transactionReference": "other"}});
        api.set_ok_body(&body.to_string());
        assert_eq!(send_transfer(&api.partna).await?, "unknown", "{body}");
    }
    Ok(())
}

#[tokio::test]
async fn text_of_failure_leaves_write_unknown() -> Result {
    let api = ScriptedServer::start().await?;
    for text in [
        "Recipient not found",
        "Recipient not found, check the name",
        "KYC required",
        "KYC verification is required",
        "Please complete your KYC",
        "You have a pending ramp request",
        "Service temporarily unavailable",
        "Duplicate transaction",
        "Transaction already exists",
        "Transaction declined",
        "The transfer was rejected",
        "unsuccessful",
        "Transfer was not successful",
        "failed to transfer",
        "Transfer has failed",
        "Transfer could not be processed",
        "Unable to transfer",
        "Daily limit exceeded",
        "An error occurred",
        "permission denied",
        "the api key you provided is invalid",
    ] {
        for body in [
            json!({"message": text}),
            json!({"data": {}, "message": text}),
            json!({"data": {}, "message": [text]}),
            json!({"data": {}, "message": {"text": text}}),
        ] {
            api.set_ok_body(&body.to_string());
            assert_eq!(send_transfer(&api.partna).await?, "unknown", "{body}");
            assert_eq!(api.request_count(), 1, "{body}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn success_text_with_words_of_failure_is_accepted() -> Result {
    let api = ScriptedServer::start().await?;
    for text in [
        "pending ramp canceled",
        "pending ramp request cancelled",
        "API key has been revoked",
        "API key disabled",
        "KYC verification successful!",
        "KYC is not required",
        "Transfer successful, no KYC required",
        "phone not found in blacklist",
        "Transfer with reference abc has been processed",
        "Transfer completed without error",
        "Deposit initiated successfully",
        "deposit in progress!",
        "mock deposit request successful",
        "Retry of the failed transfer was successful",
        "transfer queued",
        "transfer queued. Your balance is low",
        "API key deleted. This cannot be undone.",
    ] {
        let body = json!({"data": {}, "message": text}).to_string();
        api.set_ok_body(&body);
        assert_eq!(send_transfer(&api.partna).await?, "done", "{body}");
    }
    Ok(())
}
