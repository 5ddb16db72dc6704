//! Transactions have no pages, so the client splits the time into windows. A server returns the transactions of a window in any
//! order, up to a limit.

mod capped_responses;
mod transaction_server;

use std::error::Error;
use std::pin::Pin;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use futures_util::{StreamExt, TryStreamExt};
use partna_auth::{Clock, ErrorKind, Reference, UnixSeconds};
use partna_tests::builder;
use serde_json::json;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

use transaction_server::*;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// The first second of the tested period, in Unix seconds.
const START: i64 = 1_755_800_000;

#[tokio::test]
async fn every_transaction_is_returned_once_in_any_order() -> Result {
    for includes_end in [true, false] {
        for size in [1000, 150] {
            let transactions = TransactionServer::new(busy_entries(), includes_end);
            let (server, partna) = transactions.serve().await?;
            let list = partna.transactions(at(0)).until(at(100_000));
            let received: Vec<_> = list.per_page(size).stream().try_collect().await?;
            assert_eq!(received.len(), 5000, "{includes_end} {size}");
            assert_eq!(
                sorted_entries(&received),
                sorted(&transactions.entries),
                "{includes_end} {size}"
            );
            // A window with a complete response needs three requests, and each window around it needs one.
            let bound = 12 * 5000 / usize::try_from(size)?;
            let requests = requested_windows(&server).await.len();
            assert!(requests <= bound, "{includes_end} {size}: {requests}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn newer_windows_are_requested_first_and_none_beyond_the_limit() -> Result {
    let transactions = TransactionServer::new(busy_entries(), true);
    let (server, partna) = transactions.serve().await?;
    let mut list = partna
        .transactions(at(0))
        .until(at(100_000))
        .limit(5)
        .stream();
    assert!(requested_windows(&server).await.is_empty());
    let mut received = Vec::new();
    while let Some(transaction) = list.try_next().await? {
        received.push(transaction);
    }
    // The client requests the newer part until a response is not full, and compares only that response with its parts.
    let requested = requested_windows(&server).await;
    let full_windows = requested
        .iter()
        .take_while(|(from, to)| transactions.entries_within(*from, *to).len() >= 1000);
    assert_eq!(requested.len(), full_windows.count() + 3, "{requested:?}");
    assert!(requested.is_sorted_by_key(|(from, _)| *from) || requested.len() > 3);
    let newest = requested
        .iter()
        .map(|(from, _)| *from)
        .rev()
        .nth(2)
        .ok_or("no window")?;
    assert_eq!(received.len(), 5);
    assert!(
        sorted_entries(&received)
            .iter()
            .all(|(time, _)| *time >= newest)
    );

    let none = partna.transactions(at(0)).limit(0).stream();
    assert_eq!(none.count().await, 0);
    assert_eq!(requested_windows(&server).await.len(), requested.len());
    Ok(())
}

#[tokio::test]
async fn identical_transactions_are_not_deduplicated() -> Result {
    let mut entries = vec![(5, None), (5, None), (5, None)];
    entries.extend([(1, 1), (2, 2), (8, 3), (9, 4)].map(|(time, number)| (time, Some(number))));
    let all = entries
        .into_iter()
        .map(|(time, number)| (START + time, number))
        .collect();
    let transactions = TransactionServer::new(all, true);
    let (_server, partna) = transactions.serve().await?;
    let list = partna.transactions(at(0)).until(at(10)).per_page(5);
    let received: Vec<_> = list.stream().try_collect().await?;
    assert_eq!(sorted_entries(&received), sorted(&transactions.entries));
    Ok(())
}

#[tokio::test]
async fn full_response_is_always_split() -> Result {
    // The full response does not show that it contains all transactions.
    let all = (0..10)
        .map(|number| (START + 2 * number, usize::try_from(number).ok()))
        .collect();
    let transactions = TransactionServer::new(all, true);
    let (server, partna) = transactions.serve().await?;
    let list = partna.transactions(at(0)).until(at(20)).per_page(10);
    let received: Vec<_> = list.stream().try_collect().await?;
    assert_eq!(sorted_entries(&received), sorted(&transactions.entries));
    // The full window, its two parts, and the two parts of each.
    assert_eq!(requested_windows(&server).await.len(), 7);
    Ok(())
}

#[tokio::test]
async fn second_with_too_many_transactions_is_an_error() -> Result {
    let server_with = |count: usize| {
        let mut entries: Vec<Entry> = (0..count)
            .map(|number| (START + 600, Some(number)))
            .collect();
        entries.extend((0..10).map(|number| (START + 900 + number, None)));
        TransactionServer::new(entries, true)
    };
    let transactions = server_with(1000);
    let (server, partna) = transactions.serve().await?;
    let mut list = partna.transactions(at(0)).until(at(1000)).stream();
    for _ in 0..10 {
        let newer = list.next().await.ok_or("the list ended early")??;
        assert!(newer.timestamp > Some(at(600)), "{newer:?}");
    }
    let error = list.next().await.ok_or("the list ended early")?;
    let error = error
        .err()
        .ok_or("a transaction of that second was returned")?;
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    let text = error.to_string();
    assert!(text.contains("one second has 1000 or more"), "{text}");
    assert!(list.next().await.is_none());
    assert!(requested_windows(&server).await.len() < 40);

    // One transaction fewer is not an error, although an earlier window was full.
    let transactions = server_with(999);
    let (_server, partna) = transactions.serve().await?;
    let list = partna.transactions(at(0)).until(at(1000)).stream();
    let received: Vec<_> = list.try_collect().await?;
    assert_eq!(sorted_entries(&received), sorted(&transactions.entries));
    Ok(())
}

#[tokio::test]
async fn error_is_returned_once_and_ends_the_list() -> Result {
    let server = MockServer::start().await;
    let transactions = TransactionServer::new(busy_entries(), true);
    let newest = START + 90_000;
    let respond = move |request: &Request| match parameter(request, "unixEndDate") {
        Some(to) if to < newest => ResponseTemplate::new(401)
            .set_body_json(json!({"message": "endpoint temporarily disabled"})),
        _ => transactions.respond(request),
    };
    Mock::given(method("GET"))
        .respond_with(respond)
        .mount(&server)
        .await;
    let partna = builder(&server.uri())?.build().await?;
    let list = partna.transactions(at(0)).until(at(100_000)).stream();
    let received: Vec<_> = list.collect().await;
    let (last, before) = received.split_last().ok_or("no item")?;
    assert!(!before.is_empty() && before.iter().all(std::result::Result::is_ok));
    let kind = last.as_ref().err().map(partna_auth::Error::kind);
    assert_eq!(kind, Some(ErrorKind::TemporarilyDisabled));
    let requested = requested_windows(&server).await;
    let failed = requested
        .iter()
        .filter(|(_, to)| to.is_some_and(|to| to < newest));
    let failed = failed.count();
    assert_eq!(failed, 1, "{requested:?}");
    Ok(())
}

#[tokio::test]
async fn missing_transactions_are_an_empty_list() -> Result {
    for body in [json!({}), json!({"data": null}), json!({"data": []})] {
        let server = MockServer::start().await;
        Mock::given(method("GET"))
            .respond_with(ResponseTemplate::new(200).set_body_json(&body))
            .mount(&server)
            .await;
        let partna = builder(&server.uri())?.build().await?;
        let received: Vec<_> = partna.transactions(at(0)).stream().try_collect().await?;
        assert_eq!(received.len(), 0, "{body}");
        assert_eq!(requested_windows(&server).await.len(), 1, "{body}");
    }
    Ok(())
}

/// A clock that shows a fixed time, in Unix seconds.
#[derive(Debug)]
struct FixedClock(i64);

impl Clock for FixedClock {
    fn now(&self) -> Duration {
        Duration::ZERO
    }

    fn wall(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(self.0.unsigned_abs())
    }

    fn sleep(&self, _: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(std::future::ready(()))
    }
}

#[tokio::test]
async fn filters_are_sent_and_the_first_window_has_no_end() -> Result {
    let server = MockServer::start().await;
    Mock::given(method("GET"))
        .and(path("/transfer"))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({"data": []})))
        .mount(&server)
        .await;
    let clock = FixedClock(START + 3600);
    let partna = builder(&server.uri())?.clock(clock).build().await?;
    let reference: Reference = "bbcdef2234567890abcdef1234568880".parse()?;
    let all = partna
        .transactions(at(0))
        .account_name("amina01")
        .username("yourmerchant")
        .reference(reference)
        .currency("NGN")
        .kind("Deposit")
        .status("completed")
        .per_page(5000)
        .stream();
    // The stream can move to another task.
    tokio::spawn(all.try_collect::<Vec<_>>()).await??;
    let none = partna.transactions(at(3600)).stream();
    assert_eq!(none.count().await, 0);
    let requests = server.received_requests().await.unwrap_or_default();
    let queries: Vec<&str> = requests
        .iter()
        .filter_map(|request| request.url.query())
        .collect();
    assert_eq!(
        queries,
        [
            "accountName=amina01&currency=NGN&limit=1000&status=completed\
             &transactionReference=bbcdef2234567890abcdef1234568880&type=Deposit\
             &unixStartDate=1755800000&username=yourmerchant",
            "limit=1000&unixStartDate=1755803600",
        ]
    );
    Ok(())
}

#[tokio::test]
async fn rejects_end_that_is_not_after_the_start() -> Result {
    let transactions = TransactionServer::new(Vec::new(), true);
    let (server, partna) = transactions.serve().await?;
    for until in [at(10), at(9), UnixSeconds::from(i64::MIN)] {
        let mut list = partna.transactions(at(10)).until(until).stream();
        let error = list.next().await.ok_or("the list ended early")?;
        let kind = error.err().map(|error| error.kind());
        assert_eq!(kind, Some(ErrorKind::Invalid));
        assert!(list.next().await.is_none());
    }
    assert!(requested_windows(&server).await.is_empty());
    Ok(())
}

#[tokio::test]
async fn wrong_clock_of_the_client_hides_no_row() -> Result {
    const DAY: i64 = 24 * 60 * 60;
    // Transactions of two days. The last one is at the current time.
    let times = (1..=200).map(|number| START + number * DAY / 100);
    let entries = times.enumerate().map(|(number, time)| (time, Some(number)));
    let entries: Vec<Entry> = entries.collect();
    let transactions = TransactionServer::new(entries, true);
    let (server, _) = transactions.serve().await?;
    let now = START + 2 * DAY;
    for offset in [-DAY, -1, 0, DAY, -now, 50 * 365 * DAY] {
        let clock = FixedClock(now + offset);
        let partna = builder(&server.uri())?.clock(clock).build().await?;
        for size in [1000, 20] {
            let list = partna.transactions(at(0)).per_page(size).stream();
            let received: Vec<_> = list.try_collect().await?;
            assert_eq!(
                sorted_entries(&received),
                sorted(&transactions.entries),
                "{offset} {size}"
            );
        }
    }
    let open_ended = requested_windows(&server)
        .await
        .iter()
        .filter(|(_, to)| to.is_none())
        .count();
    assert!(open_ended >= 12);
    Ok(())
}
