//! Streams of the ramps of all accounts.

use futures_util::{StreamExt, TryStreamExt};
use partna_auth::ErrorKind;
use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use super::paged_server::*;
use super::{ACCOUNTS, RAMPS, Result};

fn account_of(request: &Request) -> Option<usize> {
    let mut pairs = request.url.query_pairs();
    let (_, name) = pairs.find(|(key, _)| key == "accountName")?;
    name.strip_prefix("amina")?.parse().ok()
}

/// Starts a server with these accounts and pages of at most 10 rows. Account number N has N ramps, the first
/// without a reference.
async fn start_server_with_ramps(accounts: Vec<Value>) -> Result<MockServer> {
    let server = MockServer::start().await;
    serve(&server, ACCOUNTS, move |mut query| {
        query.per_page = query.per_page.min(10);
        json!({"data": {"accounts": query.select(&accounts)}})
    })
    .await;
    let respond = |request: &Request| {
        let Some(account) = account_of(request) else {
            return ResponseTemplate::new(400)
                .set_body_json(json!({"message": "accountName is required"}));
        };
        let row = |number: usize| match number {
            0 => json!({"status": "completed", "fromAmount": 5}),
            number => ramp(1000 * account + number),
        };
        let rows: Vec<Value> = (0..account).map(row).collect();
        let mut query = PageQuery::from_request(request);
        query.per_page = query.per_page.min(10);
        let page = query.select(&rows);
        ResponseTemplate::new(200)
            .set_body_json(json!({"data": {"total": rows.len(), "rampRequests": page}}))
    };
    Mock::given(method("GET"))
        .and(path(RAMPS))
        .respond_with(respond)
        .mount(&server)
        .await;
    Ok(server)
}

#[tokio::test]
async fn ramps_of_every_account_are_returned_once() -> Result {
    let server =
        start_server_with_ramps((0..23).map(|number| account(number, 0)).collect()).await?;
    let partna = partna(&server).await?;
    let ramps = partna.ramps_of_all_accounts().per_page(50).stream();
    let ramps: Vec<_> = tokio::spawn(ramps.try_collect::<Vec<_>>()).await??;
    let expected = (1..23).flat_map(|account| {
        let named = (1..account).map(move |number| Some(1000 * account + number));
        std::iter::once(None).chain(named)
    });
    assert_eq!(numbers(&ramps), expected.collect::<Vec<_>>());
    // The ramps of later accounts are not requested.
    let before = count_requests(&server, RAMPS).await;
    let few = partna.ramps_of_all_accounts().limit(3).stream();
    assert_eq!(few.count().await, 3);
    assert!(count_requests(&server, RAMPS).await <= before + 4);
    let none = partna.ramps_of_all_accounts().limit(0).stream();
    assert_eq!(none.count().await, 0);
    Ok(())
}

#[tokio::test]
async fn ramps_are_returned_once_if_server_ignores_the_account() -> Result {
    let server = MockServer::start().await;
    serve(&server, ACCOUNTS, |query| {
        let accounts: Vec<Value> = (0..4).map(|number| account(number, 0)).collect();
        json!({"data": {"accounts": query.select(&accounts)}})
    })
    .await;
    serve(&server, RAMPS, |query| {
        let ramps: Vec<Value> = (0..30).map(ramp).collect();
        json!({"data": {"rampRequests": query.select(&ramps)}})
    })
    .await;
    let ramps = partna(&server).await?.ramps_of_all_accounts().stream();
    let ramps: Vec<_> = ramps.try_collect().await?;
    assert_eq!(numbers(&ramps), numbers_below(30));
    Ok(())
}

#[tokio::test]
async fn account_without_a_name_is_an_error_after_all_ramps() -> Result {
    let two_ledgers = json!({
        "NGN": {"accountName": "amina3", "asset": []}, "USD": {"accountName": "amina3", "asset": []},
    });
    let accounts = vec![
        json!({}),
        account(2, 0),
        json!({"NGN": {"balance": 1}}),
        two_ledgers,
    ];
    let server = start_server_with_ramps(accounts).await?;
    let ramps = partna(&server).await?.ramps_of_all_accounts().stream();
    let mut ramps: Vec<_> = ramps.collect().await;
    let error = ramps
        .pop()
        .ok_or("no item")?
        .err()
        .ok_or("the list ended without an error")?;
    assert_eq!((ramps.len(), error.kind()), (5, ErrorKind::Undecodable));
    let text = error.to_string();
    assert!(
        text.starts_with("list_accounts: accounts: 2 have no name,"),
        "{text}"
    );
    assert!(ramps.iter().all(std::result::Result::is_ok));
    Ok(())
}

#[tokio::test]
async fn error_names_the_account() -> Result {
    let accounts = vec![account(2, 0), json!({"NGN": {"accountName": "bello02"}})];
    let server = start_server_with_ramps(accounts).await?;
    let ramps = partna(&server).await?.ramps_of_all_accounts().stream();
    let mut ramps: Vec<_> = ramps.collect().await;
    let error = ramps
        .pop()
        .ok_or("no item")?
        .err()
        .ok_or("the list ended without an error")?;
    assert_eq!((ramps.len(), error.kind()), (2, ErrorKind::Invalid));
    let text = error.to_string();
    assert!(
        text.contains("account bello02") && text.contains("page 1"),
        "{text}"
    );
    Ok(())
}
