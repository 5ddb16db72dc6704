//! `ensure_account`: accounts are created if they are missing.

use partna_auth::types::{Account, AccountRequest};
use partna_auth::{ErrorKind, Reason};
use partna_sandbox::Fault;
use serde_json::{Value, json};

use super::{EVM, FixedServer, Result, account, kind, sandbox};

fn request(name: &str, email: &str) -> partna_auth::types::builder::AccountRequest {
    AccountRequest::builder()
        .account_name(name)
        .email(email.to_owned())
}

fn name(account: &Account) -> Option<&str> {
    account
        .values()
        .find_map(|ledger| ledger.account_name.as_deref())
}

/// Starts a server that rejects the creation of an account, and has these accounts.
async fn rejecting_server(
    status: u16,
    message: &str,
    accounts: Value,
    details: Value,
) -> Result<FixedServer> {
    let server = FixedServer::start().await?.accounts(accounts).await;
    let server = server
        .respond("POST", "/account", status, json!({"message": message}))
        .await;
    let details = json!({"message": "success", "data": {"accounts": details}});
    Ok(server
        .respond("GET", "/account/account-details", 200, details)
        .await)
}

#[tokio::test]
async fn creates_an_account_once_and_then_returns_it() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    for email in [
        "bello@example.com",
        "bello@example.com",
        "Bello@Example.com",
    ] {
        let account = partna.ensure_account(request("bello02", email)).await?;
        assert_eq!(name(&account), Some("bello02"));
    }
    let nameless = AccountRequest::builder().account_name("bello02");
    assert_eq!(
        name(&partna.ensure_account(nameless).await?),
        Some("bello02")
    );
    let listed = partna.list_accounts().send().await?.into_inner();
    let accounts = listed.data.ok_or("no data")?.accounts;
    let created = accounts
        .iter()
        .filter(|account| name(account) == Some("bello02"));
    assert_eq!(created.count(), 1);
    Ok(())
}

#[tokio::test]
async fn second_call_after_a_lost_response_finds_the_account() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    for fault in [Fault::CommitThenDrop, Fault::Truncate, Fault::Garbage] {
        let name_of = format!("bello{}", fault_name(&fault));
        let body: AccountRequest =
            request(&name_of, &format!("{name_of}@example.com")).try_into()?;
        sandbox.fail("create_account", fault)?;
        let lost = partna.ensure_account(body.clone()).await;
        assert_eq!(kind(lost), Some(ErrorKind::OutcomeUnknown), "{name_of}");
        assert_eq!(
            name(&partna.ensure_account(body).await?),
            Some(name_of.as_str())
        );
    }
    Ok(())
}

fn fault_name(fault: &Fault) -> String {
    format!("{fault:?}").to_lowercase()
}

#[tokio::test]
async fn rejects_an_email_address_of_another_account() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let error = partna
        .ensure_account(request("bello02", "amina@example.com"))
        .await
        .err();
    let error = error.ok_or("accepted")?;
    assert_eq!(
        (error.kind(), error.reason()),
        (ErrorKind::Conflict, Some(Reason::AccountExists))
    );
    assert!(
        !format!("{error} {error:?}").contains("amina@example.com"),
        "{error}"
    );
    assert!(partna.find_account("bello02").await?.is_none());
    Ok(())
}

#[tokio::test]
async fn rejects_a_name_whose_account_has_another_email_address() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let error = partna
        .ensure_account(request("amina01", "other@example.com"))
        .await
        .err();
    let error = error.ok_or("accepted")?;
    assert_eq!(
        (error.kind(), error.reason()),
        (ErrorKind::Conflict, Some(Reason::AccountExists))
    );
    let text = format!("{error} {error:?}");
    assert!(!text.contains("@example.com"), "{text}");
    Ok(())
}

#[tokio::test]
async fn returns_conflict_unless_an_account_has_exactly_this_name() -> Result {
    for (status, message) in [
        (400, "Account name or email already exists"),
        (409, "account already exists"),
        (409, "already exists"),
        (400, "already exists"),
    ] {
        for accounts in [
            json!([]),
            json!([account("amina012", &[EVM])]),
            json!([account("bello02", &[])]),
        ] {
            let server = rejecting_server(status, message, accounts.clone(), json!([])).await?;
            let result = server
                .partna
                .ensure_account(request("amina01", "amina@example.com"))
                .await;
            assert_eq!(
                kind(result),
                Some(ErrorKind::Conflict),
                "{status} {message} {accounts}"
            );
            assert_eq!(server.requests("POST", "/account").await, 1);
        }
        let server = rejecting_server(
            status,
            message,
            json!([account("amina01", &[EVM])]),
            json!([]),
        )
        .await?;
        let found = server
            .partna
            .ensure_account(request("amina01", "amina@example.com"))
            .await?;
        assert_eq!(name(&found), Some("amina01"), "{status} {message}");
    }
    Ok(())
}

#[tokio::test]
async fn compares_the_email_address_of_exactly_this_account() -> Result {
    let accounts = json!([account("amina01", &[EVM])]);
    for (details, is_accepted) in [
        (
            json!([{"externalRef": "amina01", "email": "amina@example.com"}]),
            true,
        ),
        (
            json!([{"externalRef": "amina01", "email": "other@example.com"}]),
            false,
        ),
        (json!([{"externalRef": "amina01", "email": ""}]), true),
        (json!([{"externalRef": "amina01"}]), true),
        (
            json!([{"externalRef": "amina012", "email": "other@example.com"}]),
            true,
        ),
        (
            json!([
                {"externalRef": "amina01", "email": "amina@example.com"},
                {"externalRef": "amina01", "email": "other@example.com"},
            ]),
            false,
        ),
        (
            json!([
                {"externalRef": "amina012", "email": "amina@example.com"},
                {"externalRef": "amina01", "email": "other@example.com"},
            ]),
            false,
        ),
    ] {
        let server = rejecting_server(
            409,
            "account already exists",
            accounts.clone(),
            details.clone(),
        )
        .await?;
        let result = server
            .partna
            .ensure_account(request("amina01", "amina@example.com"))
            .await;
        assert_eq!(result.is_ok(), is_accepted, "{details}");
    }
    Ok(())
}

#[tokio::test]
async fn other_errors_are_returned_unchanged() -> Result {
    for (status, message, expected) in [
        (401, "invalid apikey", ErrorKind::NotAuthenticated),
        (400, "validation error", ErrorKind::Invalid),
        (500, "account already exists", ErrorKind::OutcomeUnknown),
    ] {
        let server =
            rejecting_server(status, message, json!([account("amina01", &[])]), json!([])).await?;
        let result = server
            .partna
            .ensure_account(request("amina01", "amina@example.com"))
            .await;
        assert_eq!(kind(result), Some(expected), "{message}");
        assert_eq!(server.requests("GET", "/account").await, 0, "{message}");
    }
    Ok(())
}

#[tokio::test]
async fn success_without_the_account_is_looked_up() -> Result {
    for data in [json!(null), json!({}), account("placeholder", &[])] {
        let created = json!({"message": "success", "data": data});
        let listed = json!([account("amina01", &[EVM])]);
        let server = FixedServer::start().await?.accounts(listed).await;
        let server = server
            .respond("POST", "/account", 201, created.clone())
            .await;
        let found = server
            .partna
            .ensure_account(request("amina01", "amina@example.com"))
            .await?;
        assert_eq!(name(&found), Some("amina01"));

        let server = FixedServer::start()
            .await?
            .accounts(json!([account("placeholder", &[])]))
            .await;
        let server = server.respond("POST", "/account", 201, created).await;
        let result = server
            .partna
            .ensure_account(request("amina01", "amina@example.com"))
            .await;
        assert_eq!(kind(result), Some(ErrorKind::OutcomeUnknown), "{data}");
    }
    Ok(())
}

#[tokio::test]
async fn rejects_a_request_without_a_valid_name_before_sending() -> Result {
    let server = FixedServer::start().await?;
    let nameless = AccountRequest::builder().email("amina@example.com".to_owned());
    for body in [nameless, request("Jane Doe", "amina@example.com")] {
        let result = server.partna.ensure_account(body).await;
        assert_eq!(kind(result), Some(ErrorKind::Invalid));
    }
    assert_eq!(server.requests("POST", "/account").await, 0);
    Ok(())
}
