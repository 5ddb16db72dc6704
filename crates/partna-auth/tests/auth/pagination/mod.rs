//! Lists as streams over numbered pages: the requests, and the items. The servers are real, on loopback.

mod paged_server;
mod ramps_of_all_accounts;
mod repeated_pages;
mod uneven_pages;
mod unreadable_rows;

use std::error::Error;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use futures_util::{StreamExt, TryStreamExt};
use partna_auth::{ErrorKind, Partna, Reference};
use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use paged_server::*;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

const RAMPS: &str = "/ramp";
const ACCOUNTS: &str = "/account";
const DETAILS: &str = "/account/account-details";

#[tokio::test]
async fn page_is_requested_when_its_first_item_is_polled() -> Result {
    let (server, partna) = start_paged_server(45).await?;
    let mut ramps = partna.ramps("amina01").stream();
    let mut received = 0;
    assert_eq!(count_requests(&server, RAMPS).await, 0);
    while let Some(ramp) = ramps.try_next().await? {
        assert_eq!(number(&ramp), Some(received));
        assert_eq!(count_requests(&server, RAMPS).await, received / 20 + 1);
        received += 1;
    }
    assert_eq!(received, 45);
    let pages = [
        "accountName=amina01&page=1&perPage=20",
        "accountName=amina01&page=2&perPage=20",
        "accountName=amina01&page=3&perPage=20",
    ];
    assert_eq!(queries(&server, RAMPS).await, pages);
    Ok(())
}

#[tokio::test]
async fn no_page_is_requested_beyond_the_limit() -> Result {
    // Accounts have no total, so only an empty page shows that there are no more than 45.
    for (limit, row_count, request_count, account_request_count) in [
        (0, 0, 0, 0),
        (1, 1, 1, 1),
        (20, 20, 1, 1),
        (21, 21, 2, 2),
        (45, 45, 3, 3),
        (usize::MAX, 45, 3, 4),
    ] {
        let (server, partna) = start_paged_server(45).await?;
        let ramps: Vec<_> = partna
            .ramps("amina01")
            .limit(limit)
            .stream()
            .try_collect()
            .await?;
        assert_eq!(numbers(&ramps), numbers_below(row_count), "{limit}");
        assert_eq!(
            count_requests(&server, RAMPS).await,
            request_count,
            "{limit}"
        );
        let accounts = partna.accounts().limit(limit).stream().count().await;
        let customers = partna.account_details().limit(limit).stream().count().await;
        assert_eq!((accounts, customers), (row_count, row_count), "{limit}");
        assert_eq!(
            count_requests(&server, ACCOUNTS).await,
            account_request_count,
            "{limit}"
        );
        assert_eq!(
            count_requests(&server, DETAILS).await,
            request_count,
            "{limit}"
        );
    }
    // No page is requested with more rows than the limit.
    let (server, partna) = start_paged_server(45).await?;
    let ramps: Vec<_> = partna
        .ramps("amina01")
        .limit(5)
        .stream()
        .try_collect()
        .await?;
    assert_eq!(numbers(&ramps), numbers_below(5));
    assert_eq!(
        queries(&server, RAMPS).await,
        ["accountName=amina01&page=1&perPage=5"]
    );
    Ok(())
}

#[tokio::test]
async fn every_row_is_returned_at_page_boundaries() -> Result {
    // A total saves the request for an empty page if the last page is smaller than one before it.
    for (row_count, with_total, without_total) in [
        (0, 1, 1),
        (1, 2, 2),
        (19, 2, 2),
        (20, 2, 2),
        (21, 2, 3),
        (39, 2, 3),
        (40, 3, 3),
        (41, 3, 4),
        (60, 4, 4),
    ] {
        let (server, partna) = start_paged_server(row_count).await?;
        let ramps: Vec<_> = partna.ramps("amina01").stream().try_collect().await?;
        let accounts: Vec<_> = partna.accounts().stream().try_collect().await?;
        let customers: Vec<_> = partna.account_details().stream().try_collect().await?;
        assert_eq!(numbers(&ramps), numbers_below(row_count));
        assert_eq!((accounts.len(), customers.len()), (row_count, row_count));
        let mut request_counts = Vec::new();
        for endpoint in [RAMPS, DETAILS, ACCOUNTS] {
            request_counts.push(count_requests(&server, endpoint).await);
        }
        assert_eq!(
            request_counts,
            [with_total, with_total, without_total],
            "{row_count}"
        );
    }
    Ok(())
}

/// Starts a server whose list of ramps grows: after response N, counted from 0, `added[N]` new rows are inserted at its head. Its
/// totals are correct.
async fn start_growing_server(
    row_count: usize,
    added: &'static [usize],
) -> Result<(MockServer, Partna)> {
    let server = MockServer::start().await;
    let list = Mutex::new((0..row_count).collect::<Vec<_>>());
    let response_count = AtomicUsize::new(0);
    serve(&server, RAMPS, move |query| {
        let mut list = list.lock().unwrap_or_else(PoisonError::into_inner);
        let page: Vec<Value> = query
            .select(list.as_slice())
            .into_iter()
            .map(ramp)
            .collect();
        let body = json!({"data": {"total": list.len(), "rampRequests": page}});
        let index = response_count.fetch_add(1, Ordering::SeqCst);
        for _ in 0..added.get(index).copied().unwrap_or(0) {
            let newest = 1000 + list.len();
            list.insert(0, newest);
        }
        body
    })
    .await;
    let partna = partna(&server).await?;
    Ok((server, partna))
}

#[tokio::test]
async fn rows_added_between_pages_cause_no_loss_and_no_duplicate() -> Result {
    let cases: [(usize, &'static [usize], usize); 3] = [
        // One new row per page moves an item across every page boundary.
        (50, &[1, 1, 1], 4),
        // More rows than a page: the third page has no new item.
        (60, &[0, 25], 6),
        // Exactly one page: the second page is the first page again.
        (40, &[20], 4),
    ];
    for (row_count, added, request_count) in cases {
        let (server, partna) = start_growing_server(row_count, added).await?;
        let ramps: Vec<_> = partna.ramps("amina01").stream().try_collect().await?;
        assert_eq!(numbers(&ramps), numbers_below(row_count), "{added:?}");
        assert_eq!(
            count_requests(&server, RAMPS).await,
            request_count,
            "{added:?}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn account_with_changing_balance_is_returned_once() -> Result {
    let server = MockServer::start().await;
    let response_count = AtomicUsize::new(0);
    serve(&server, ACCOUNTS, move |query| {
        let index = response_count.fetch_add(1, Ordering::SeqCst);
        let newer = (0..index).map(|number| 1000 + number);
        let all: Vec<Value> = newer
            .chain(0..25)
            .map(|number| account(number, index))
            .collect();
        json!({"data": {"accounts": query.select(&all)}})
    })
    .await;
    let accounts: Vec<_> = partna(&server)
        .await?
        .accounts()
        .stream()
        .try_collect()
        .await?;
    let names: Vec<Option<&str>> = accounts
        .iter()
        .map(|account| account.get("NGN")?.account_name.as_deref())
        .collect();
    let expected: Vec<String> = (0..25).map(|number| format!("amina{number}")).collect();
    let expected: Vec<Option<&str>> = expected.iter().map(|name| Some(name.as_str())).collect();
    assert_eq!(names, expected);
    assert_eq!(count_requests(&server, ACCOUNTS).await, 3);
    Ok(())
}

#[tokio::test]
async fn wrong_total_costs_a_request_and_no_item() -> Result {
    for count in [
        json!(null),
        json!(-1),
        json!(0),
        json!(1),
        json!(20),
        json!(1_000_000),
    ] {
        let server = MockServer::start().await;
        let (total, pages) = (count.clone(), count.clone());
        serve(&server, RAMPS, move |query| {
            let all: Vec<Value> = (0..40).map(ramp).collect();
            json!({"data": {"total": total, "rampRequests": query.select(&all)}})
        })
        .await;
        serve(&server, DETAILS, move |query| {
            let all: Vec<Value> = (0..40).map(customer).collect();
            json!({"data": {"totalPages": pages, "accounts": query.select(&all)}})
        })
        .await;
        let partna = partna(&server).await?;
        let ramps: Vec<_> = partna.ramps("amina01").stream().try_collect().await?;
        assert_eq!(numbers(&ramps), numbers_below(40), "{count}");
        let customers: Vec<_> = partna.account_details().stream().try_collect().await?;
        assert_eq!(customers.len(), 40, "{count}");
        assert_eq!(count_requests(&server, RAMPS).await, 3, "{count}");
        assert_eq!(count_requests(&server, DETAILS).await, 3, "{count}");
    }
    Ok(())
}

#[tokio::test]
async fn missing_rows_are_an_empty_list() -> Result {
    for body in [
        json!({}),
        json!({"data": null}),
        json!({"data": {}}),
        json!({"data": {"rampRequests": null, "accounts": null}}),
        json!({"data": {"rampRequests": [], "accounts": [], "total": 100, "totalPages": 5, "perPage": 0}}),
    ] {
        let server = MockServer::start().await;
        for endpoint in [RAMPS, ACCOUNTS, DETAILS] {
            let body = body.clone();
            serve(&server, endpoint, move |_| body.clone()).await;
        }
        let partna = partna(&server).await?;
        let ramps: Vec<_> = partna.ramps("amina01").stream().try_collect().await?;
        let accounts: Vec<_> = partna.accounts().stream().try_collect().await?;
        let customers: Vec<_> = partna.account_details().stream().try_collect().await?;
        let row_counts = (ramps.len(), accounts.len(), customers.len());
        assert_eq!(row_counts, (0, 0, 0), "{body}");
        for endpoint in [RAMPS, ACCOUNTS, DETAILS] {
            assert_eq!(count_requests(&server, endpoint).await, 1, "{body}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn error_is_returned_once_and_ends_the_list() -> Result {
    let server = MockServer::start().await;
    let respond = |request: &Request| {
        let query = PageQuery::from_request(request);
        let all: Vec<Value> = (0..100).map(ramp).collect();
        match query.page {
            2 => ResponseTemplate::new(503),
            _ => ResponseTemplate::new(200)
                .set_body_json(json!({"data": {"rampRequests": query.select(&all)}})),
        }
    };
    Mock::given(method("GET"))
        .and(path(RAMPS))
        .respond_with(respond)
        .mount(&server)
        .await;
    let mut ramps = partna(&server).await?.ramps("amina01").stream();
    for expected in 0..20 {
        let ramp = ramps.next().await.ok_or("the list ended early")??;
        assert_eq!(number(&ramp), Some(expected));
    }
    let error = ramps.next().await.ok_or("the list ended early")?.err();
    let kind = error.as_ref().map(partna_auth::Error::kind);
    assert_eq!(kind, Some(ErrorKind::Unavailable));
    for _ in 0..3 {
        assert!(ramps.next().await.is_none());
    }
    assert_eq!(count_requests(&server, RAMPS).await, 2);
    Ok(())
}

#[tokio::test]
async fn identical_items_on_one_page_are_not_deduplicated() -> Result {
    let server = MockServer::start().await;
    serve(&server, RAMPS, |_| {
        let nameless = json!({"status": "completed", "fromAmount": 5});
        let empty = json!({"status": "completed", "rampReference": ""});
        json!({"data": {"rampRequests": [nameless, nameless, empty, ramp(1)]}})
    })
    .await;
    let ramps = partna(&server).await?.ramps("amina01").stream();
    assert_eq!(ramps.count().await, 4);
    Ok(())
}

#[tokio::test]
async fn filters_are_sent_and_streams_can_be_spawned() -> Result {
    let (server, partna) = start_paged_server(1).await?;
    let reference: Reference = "f32c3925063447a54905d31305a14da5".parse()?;
    let ramps = partna
        .ramps("amina01")
        .reference(reference)
        .per_page(0)
        .stream();
    let accounts = partna.accounts().account_name("amina01").per_page(7);
    let customers = partna.account_details().account_name("amina01").per_page(8);
    // A stream outlives its client and moves to another task.
    drop(partna);
    tokio::spawn(ramps.try_collect::<Vec<_>>()).await??;
    tokio::spawn(accounts.stream().try_collect::<Vec<_>>()).await??;
    tokio::spawn(customers.stream().try_collect::<Vec<_>>()).await??;
    let ramps = queries(&server, RAMPS).await;
    assert_eq!(
        ramps.first().map(String::as_str),
        Some("accountName=amina01&page=1&perPage=1&rampReference=f32c3925063447a54905d31305a14da5")
    );
    assert_eq!(
        queries(&server, ACCOUNTS).await,
        [
            "accountName=amina01&page=1&perPage=7",
            "accountName=amina01&page=2&perPage=7"
        ]
    );
    assert_eq!(
        queries(&server, DETAILS).await,
        [
            "accountName=amina01&page=1&perPage=8",
            "accountName=amina01&page=2&perPage=8"
        ]
    );
    Ok(())
}
