//! `find_account`: accounts by exact name.

use partna_auth::ErrorKind;
use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, Request, ResponseTemplate};

use super::{EVM, FixedServer, Result, account, kind, sandbox};

#[tokio::test]
async fn finds_an_account_of_the_sandbox_by_its_full_name() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let found = partna.find_account("amina01").await?.ok_or("no account")?;
    assert_eq!(found["NGN"].account_name.as_deref(), Some("amina01"));
    for name in ["amina", "amina0", "amina011", "bello02"] {
        assert!(partna.find_account(name).await?.is_none(), "{name}");
    }
    Ok(())
}

#[tokio::test]
async fn account_with_a_longer_name_is_not_returned() -> Result {
    let others = [
        account("amina01", &[]),
        account("AMINA", &[]),
        account("amina ", &[]),
    ];
    let server = FixedServer::start().await?.accounts(json!(others)).await;
    assert!(server.partna.find_account("amina").await?.is_none());

    let all = json!([others[0], account("amina", &[EVM]), others[1]]);
    let server = FixedServer::start().await?.accounts(all).await;
    let found = server
        .partna
        .find_account("amina")
        .await?
        .ok_or("no account")?;
    assert_eq!(found["USD"].account_name.as_deref(), Some("amina"));
    assert_eq!(server.requests("GET", "/account").await, 1);
    Ok(())
}

#[tokio::test]
async fn reads_further_pages_if_the_filter_is_ignored() -> Result {
    let server = FixedServer::start().await?;
    Mock::given(method("GET"))
        .and(path("/account"))
        .respond_with(|request: &Request| {
            let page = request.url.query_pairs().find(|(name, _)| name == "page");
            let first = page
                .and_then(|(_, page)| page.parse().ok())
                .map_or(0, |page: usize| page * 20 - 20);
            let rows = (first..50.min(first + 20)).map(|row| account(&format!("amina{row}"), &[]));
            let rows: Vec<Value> = rows.collect();
            ResponseTemplate::new(200)
                .set_body_json(json!({"message": "success", "data": {"accounts": rows}}))
        })
        .mount(&server.server)
        .await;
    let found = server
        .partna
        .find_account("amina45")
        .await?
        .ok_or("no account")?;
    assert_eq!(found["USD"].account_name.as_deref(), Some("amina45"));
    assert!(server.partna.find_account("amina50").await?.is_none());
    Ok(())
}

#[tokio::test]
async fn rejects_several_accounts_of_one_name() -> Result {
    for accounts in [
        json!([account("amina01", &[]), account("amina01", &[EVM])]),
        json!([account("amina01", &[EVM]), account("amina01", &[EVM])]),
        json!([{"USD": {"accountName": "amina01"}, "NGN": {"accountName": "bello02"}}]),
    ] {
        let server = FixedServer::start().await?.accounts(accounts.clone()).await;
        let result = server.partna.find_account("amina01").await;
        assert_eq!(kind(result), Some(ErrorKind::Undecodable), "{accounts}");
    }
    Ok(())
}

/// An undecodable list does not prove that an account is missing.
#[tokio::test]
async fn undecodable_list_is_an_error() -> Result {
    for body in [
        json!({"message": "success"}),
        json!({"message": "success", "data": null}),
        json!({"message": "success", "data": []}),
        json!({"message": "success", "data": {"accounts": "amina01"}}),
        json!({"message": "success", "data": {"accounts": ["amina01"]}}),
        json!({"message": "success", "data": {"accounts": ["amina01", account("bello02", &[])]}}),
        json!({"message": "success", "data": {"accounts": [{"USD": {"balance": 1}}]}}),
        json!({"message": "success", "data": {"accounts": [{}]}}),
        json!({"message": "success", "data": {"accounts": [null]}}),
    ] {
        let server = FixedServer::start()
            .await?
            .respond("GET", "/account", 200, body.clone())
            .await;
        let result = server.partna.find_account("amina01").await;
        assert_eq!(kind(result), Some(ErrorKind::Undecodable), "{body}");
    }
    let empty = FixedServer::start().await?.accounts(json!([])).await;
    assert!(empty.partna.find_account("amina01").await?.is_none());
    Ok(())
}

#[tokio::test]
async fn only_the_documented_404_returns_none() -> Result {
    let missing = json!({"message": "account not found"});
    let server = FixedServer::start()
        .await?
        .respond("GET", "/account", 404, missing)
        .await;
    assert!(server.partna.find_account("amina01").await?.is_none());

    let route = json!({"message": "Cannot GET /account"});
    let server = FixedServer::start()
        .await?
        .respond("GET", "/account", 404, route)
        .await;
    let result = server.partna.find_account("amina01").await;
    assert_eq!(kind(result), Some(ErrorKind::NotFound));
    Ok(())
}

#[tokio::test]
async fn rejects_a_blank_name_before_sending() -> Result {
    let server = FixedServer::start().await?;
    for name in ["", " ", "\t"] {
        assert_eq!(
            kind(server.partna.find_account(name).await),
            Some(ErrorKind::Invalid)
        );
    }
    assert_eq!(server.requests("GET", "/account").await, 0);
    Ok(())
}
