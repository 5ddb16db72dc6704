//! Transactions, which can only be narrowed by time: a server answers them in no order, cut off where the limit says.

mod capped;
mod ledger;

use std::error::Error;
use std::pin::Pin;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use futures_util::{StreamExt, TryStreamExt};
use partna_auth::{Clock, ErrorKind, Reference, UnixSeconds};
use partna_tests::builder;
use serde_json::json;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

use ledger::*;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// When the tests' time begins, in Unix seconds.
const START: i64 = 1_755_800_000;

#[tokio::test]
async fn all_are_given_once_whatever_the_order() -> Result {
    for with_end in [true, false] {
        for size in [1000, 150] {
            let ledger = Ledger::new(busy(), with_end);
            let (server, partna) = ledger.serve().await?;
            let list = partna.transactions(at(0)).until(at(100_000));
            let given: Vec<_> = list.per_page(size).stream().try_collect().await?;
            assert_eq!(given.len(), 5000, "{with_end} {size}");
            assert_eq!(
                entries(&given),
                sorted(&ledger.entries),
                "{with_end} {size}"
            );
            // Each of the windows that hold all of them takes three requests, and the windows around them one.
            let bound = 12 * 5000 / usize::try_from(size)?;
            let requests = windows(&server).await.len();
            assert!(requests <= bound, "{with_end} {size}: {requests}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn newer_windows_come_first_and_none_is_asked_for_beyond_the_limit() -> Result {
    let ledger = Ledger::new(busy(), true);
    let (server, partna) = ledger.serve().await?;
    let mut list = partna
        .transactions(at(0))
        .until(at(100_000))
        .limit(5)
        .stream();
    assert!(windows(&server).await.is_empty());
    let mut given = Vec::new();
    while let Some(transaction) = list.try_next().await? {
        given.push(transaction);
    }
    // It goes for the newer part until a response is not full, and compares that with its parts alone.
    let requested = windows(&server).await;
    let full = requested
        .iter()
        .take_while(|(from, to)| ledger.within(*from, *to).len() >= 1000);
    assert_eq!(requested.len(), full.count() + 3, "{requested:?}");
    assert!(requested.is_sorted_by_key(|(from, _)| *from) || requested.len() > 3);
    let newest = requested
        .iter()
        .map(|(from, _)| *from)
        .rev()
        .nth(2)
        .ok_or("no window")?;
    assert_eq!(given.len(), 5);
    assert!(entries(&given).iter().all(|(when, _)| *when >= newest));

    let none = partna.transactions(at(0)).limit(0).stream();
    assert_eq!(none.count().await, 0);
    assert_eq!(windows(&server).await.len(), requested.len());
    Ok(())
}

#[tokio::test]
async fn identical_transactions_are_not_deduplicated() -> Result {
    let mut held = vec![(5, None), (5, None), (5, None)];
    held.extend([(1, 1), (2, 2), (8, 3), (9, 4)].map(|(time, number)| (time, Some(number))));
    let held = held
        .into_iter()
        .map(|(time, number)| (START + time, number))
        .collect();
    let ledger = Ledger::new(held, true);
    let (_server, partna) = ledger.serve().await?;
    let list = partna.transactions(at(0)).until(at(10)).per_page(5);
    let given: Vec<_> = list.stream().try_collect().await?;
    assert_eq!(entries(&given), sorted(&ledger.entries));
    Ok(())
}

#[tokio::test]
async fn a_full_answer_is_never_taken_for_all() -> Result {
    // As many as fit in an answer, and not one more: the answer does not show that.
    let held = (0..10)
        .map(|number| (START + 2 * number, usize::try_from(number).ok()))
        .collect();
    let ledger = Ledger::new(held, true);
    let (server, partna) = ledger.serve().await?;
    let list = partna.transactions(at(0)).until(at(20)).per_page(10);
    let given: Vec<_> = list.stream().try_collect().await?;
    assert_eq!(entries(&given), sorted(&ledger.entries));
    // The parts of the full one, and the parts of each of these.
    assert_eq!(windows(&server).await.len(), 7);
    Ok(())
}

#[tokio::test]
async fn a_second_that_holds_too_many_is_told() -> Result {
    let heap = |held: usize| {
        let mut entries: Vec<Entry> = (0..held)
            .map(|number| (START + 600, Some(number)))
            .collect();
        entries.extend((0..10).map(|number| (START + 900 + number, None)));
        Ledger::new(entries, true)
    };
    let ledger = heap(1000);
    let (server, partna) = ledger.serve().await?;
    let mut list = partna.transactions(at(0)).until(at(1000)).stream();
    for _ in 0..10 {
        let newer = list.next().await.ok_or("ended early")??;
        assert!(newer.timestamp > Some(at(600)), "{newer:?}");
    }
    let error = list.next().await.ok_or("ended early")?;
    let error = error.err().ok_or("some of them were given")?;
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    let text = error.to_string();
    assert!(text.contains("one second has 1000 or more"), "{text}");
    assert!(list.next().await.is_none());
    assert!(windows(&server).await.len() < 40);

    // One fewer is no trouble, though its window was full on the way.
    let ledger = heap(999);
    let (_server, partna) = ledger.serve().await?;
    let list = partna.transactions(at(0)).until(at(1000)).stream();
    let given: Vec<_> = list.try_collect().await?;
    assert_eq!(entries(&given), sorted(&ledger.entries));
    Ok(())
}

#[tokio::test]
async fn an_error_is_given_once_and_ends_the_list() -> Result {
    let server = MockServer::start().await;
    let ledger = Ledger::new(busy(), true);
    let newest = START + 90_000;
    let respond = move |request: &Request| match parameter(request, "unixEndDate") {
        Some(to) if to < newest => ResponseTemplate::new(401)
            .set_body_json(json!({"message": "endpoint temporarily disabled"})),
        _ => ledger.respond(request),
    };
    Mock::given(method("GET"))
        .respond_with(respond)
        .mount(&server)
        .await;
    let partna = builder(&server.uri())?.build().await?;
    let list = partna.transactions(at(0)).until(at(100_000)).stream();
    let given: Vec<_> = list.collect().await;
    let (last, before) = given.split_last().ok_or("nothing")?;
    assert!(!before.is_empty() && before.iter().all(std::result::Result::is_ok));
    let kind = last.as_ref().err().map(partna_auth::Error::kind);
    assert_eq!(kind, Some(ErrorKind::TemporarilyDisabled));
    let asked = windows(&server).await;
    let failed = asked
        .iter()
        .filter(|(_, to)| to.is_some_and(|to| to < newest));
    let failed = failed.count();
    assert_eq!(failed, 1, "{asked:?}");
    Ok(())
}

#[tokio::test]
async fn nothing_is_an_empty_list() -> Result {
    for nothing in [json!({}), json!({"data": null}), json!({"data": []})] {
        let server = MockServer::start().await;
        Mock::given(method("GET"))
            .respond_with(ResponseTemplate::new(200).set_body_json(&nothing))
            .mount(&server)
            .await;
        let partna = builder(&server.uri())?.build().await?;
        let given: Vec<_> = partna.transactions(at(0)).stream().try_collect().await?;
        assert_eq!(given.len(), 0, "{nothing}");
        assert_eq!(windows(&server).await.len(), 1, "{nothing}");
    }
    Ok(())
}

/// A clock that stands, in Unix seconds.
#[derive(Debug)]
struct Standing(i64);

impl Clock for Standing {
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
async fn filters_go_along_and_the_time_has_no_end() -> Result {
    let server = MockServer::start().await;
    Mock::given(method("GET"))
        .and(path("/transfer"))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({"data": []})))
        .mount(&server)
        .await;
    let clock = Standing(START + 3600);
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
    // To another task, too.
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
async fn a_time_that_ends_before_it_begins_is_refused() -> Result {
    let ledger = Ledger::new(Vec::new(), true);
    let (server, partna) = ledger.serve().await?;
    for until in [at(10), at(9), UnixSeconds::from(i64::MIN)] {
        let mut list = partna.transactions(at(10)).until(until).stream();
        let error = list.next().await.ok_or("ended early")?;
        let kind = error.err().map(|error| error.kind());
        assert_eq!(kind, Some(ErrorKind::Invalid));
        assert!(list.next().await.is_none());
    }
    assert!(windows(&server).await.is_empty());
    Ok(())
}

#[tokio::test]
async fn wrong_clock_of_the_client_hides_no_row() -> Result {
    const DAY: i64 = 24 * 60 * 60;
    // Transactions of two days, the last of them just now.
    let times = (1..=200).map(|number| START + number * DAY / 100);
    let held = times.enumerate().map(|(number, time)| (time, Some(number)));
    let held: Vec<Entry> = held.collect();
    let ledger = Ledger::new(held, true);
    let (server, _) = ledger.serve().await?;
    let now = START + 2 * DAY;
    for wrong in [-DAY, -1, 0, DAY, -now, 50 * 365 * DAY] {
        let clock = Standing(now + wrong);
        let partna = builder(&server.uri())?.clock(clock).build().await?;
        for size in [1000, 20] {
            let list = partna.transactions(at(0)).per_page(size).stream();
            let given: Vec<_> = list.try_collect().await?;
            assert_eq!(entries(&given), sorted(&ledger.entries), "{wrong} {size}");
        }
    }
    let open = windows(&server)
        .await
        .iter()
        .filter(|(_, to)| to.is_none())
        .count();
    assert!(open >= 12);
    Ok(())
}
