//! Servers that cap their responses below the requested limit without notice, and transactions without a time.

use futures_util::{StreamExt, TryStreamExt};
use partna_auth::ErrorKind;

use super::transaction_server::*;
use super::{Result, START};

/// Returns transactions at these times, numbered from 0.
fn number_entries(times: impl IntoIterator<Item = i64>) -> Vec<Entry> {
    let times = times.into_iter().enumerate();
    times
        .map(|(number, time)| (START + time, Some(number)))
        .collect()
}

/// Returns times in several distributions: spread, in bursts, in one half of the period, at its ends.
fn time_distributions() -> Vec<(&'static str, Vec<i64>)> {
    let mut random = XorShift(7_654_321);
    let anywhere = (0..120).map(|_| i64::try_from(random.below(100_000)).unwrap_or(0));
    vec![
        ("spread", (0..120).map(|number| number * 800).collect()),
        ("anywhere", anywhere.collect()),
        (
            "every second",
            (0..120).map(|number| 50_000 + number).collect(),
        ),
        (
            "every other second",
            (0..120).map(|number| 50_000 + 2 * number).collect(),
        ),
        ("old half", (0..120).map(|number| 1 + number * 10).collect()),
        (
            "new half",
            (0..120).map(|number| 99_000 + number * 3).collect(),
        ),
        (
            "bursts",
            (0..120).map(|number| (number / 4) * 2500).collect(),
        ),
        (
            "adjacent bursts",
            (0..120).map(|number| 70_000 + number / 4).collect(),
        ),
        (
            "one early, all others late",
            (0..120)
                .map(|number| if number == 0 { 3 } else { 90_000 + number / 3 })
                .collect(),
        ),
    ]
}

#[tokio::test]
async fn unannounced_cap_hides_no_row() -> Result {
    let orders = [Order::Shuffled, Order::NewestFirst, Order::OldestFirst];
    for (name, times) in time_distributions() {
        for order in orders {
            for cap in [10, 119, 120] {
                let mut transactions =
                    TransactionServer::new(number_entries(times.clone()), cap % 2 == 0);
                (transactions.order, transactions.cap) = (order, cap);
                let (server, partna) = transactions.serve().await?;
                let case = format!("{name}, {order:?}, at most {cap}");
                let list = partna.transactions(at(0)).stream();
                let received: Vec<_> = list.try_collect().await?;
                assert_eq!(
                    sorted_entries(&received),
                    sorted(&transactions.entries),
                    "{case}"
                );
                let requests = requested_windows(&server).await.len();
                assert!(requests <= 20 + 12 * 120 / cap, "{case}: {requests}");
            }
        }
    }
    Ok(())
}

#[tokio::test]
async fn few_transactions_need_few_requests() -> Result {
    for (times, max_requests) in [
        (vec![], 1),
        (vec![500], 3),
        (vec![500, 500], 3),
        (vec![500, 501], 5),
        (vec![500, 502], 3),
        (vec![500, 700, 701, 90_000], 3),
    ] {
        for order in [Order::Shuffled, Order::NewestFirst, Order::OldestFirst] {
            let mut transactions = TransactionServer::new(number_entries(times.clone()), true);
            transactions.order = order;
            let (server, partna) = transactions.serve().await?;
            let list = partna.transactions(at(0)).stream();
            let received: Vec<_> = list.try_collect().await?;
            assert_eq!(sorted_entries(&received), sorted(&transactions.entries));
            let requests = requested_windows(&server).await;
            assert!(requests.len() <= max_requests, "{times:?}: {requests:?}");
            assert_eq!(requests.first(), Some(&(START, None)));
        }
    }
    Ok(())
}

#[tokio::test]
async fn second_with_more_than_the_cap_is_an_error() -> Result {
    for order in [Order::Shuffled, Order::NewestFirst, Order::OldestFirst] {
        for per_page in [1000, 4] {
            let times = (0..40).map(|number| number * 1000);
            let burst = std::iter::repeat_n(20_500, 15);
            let mut transactions = TransactionServer::new(number_entries(times.chain(burst)), true);
            (transactions.order, transactions.cap) = (order, 10);
            let (server, partna) = transactions.serve().await?;
            let list = partna.transactions(at(0)).per_page(per_page).stream();
            let received: Vec<_> = list.collect().await;
            let case = format!("{order:?} {per_page}");
            let (last, before) = received.split_last().ok_or("no item")?;
            assert!(before.iter().all(std::result::Result::is_ok), "{case}");
            let error = last
                .as_ref()
                .err()
                .ok_or_else(|| format!("{case}: the list ended without an error"))?;
            assert_eq!(error.kind(), ErrorKind::Unsupported);
            let text = error.to_string();
            assert!(text.contains("one second has 10 or more"), "{text}");
            assert!(text.contains(&(START + 20_500).to_string()), "{text}");
            assert!(requested_windows(&server).await.len() < 150, "{case}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn second_with_as_many_as_other_responses_is_not_an_error() -> Result {
    // The server has no cap: it returns all 12 transactions if the request allows it. One second has three of them.
    let times = (0..9)
        .map(|number| number * 1000)
        .chain(std::iter::repeat_n(4500, 3));
    let transactions = TransactionServer::new(number_entries(times), true);
    for per_page in [3, 4, 1000] {
        let (_server, partna) = transactions.serve().await?;
        let list = partna.transactions(at(0)).per_page(per_page).stream();
        let received: Vec<_> = list.try_collect().await?;
        assert_eq!(
            sorted_entries(&received),
            sorted(&transactions.entries),
            "{per_page}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn transactions_without_a_time_are_split_by_windows() -> Result {
    let times = (0..60).map(|number| number * 1000);
    let mut transactions = TransactionServer::new(number_entries(times), true);
    transactions.has_times = false;
    for cap in [10, 60, usize::MAX] {
        transactions.cap = cap;
        let (server, partna) = transactions.serve().await?;
        let list = partna.transactions(at(0)).per_page(20).stream();
        let received: Vec<_> = list.try_collect().await?;
        let mut references: Vec<_> = received
            .iter()
            .filter_map(|row| row.transaction_reference.clone())
            .collect();
        references.sort_unstable();
        references.dedup();
        assert_eq!((received.len(), references.len()), (60, 60), "{cap}");
        let requests = requested_windows(&server).await.len();
        assert!(requests <= 150, "{cap}: {requests}");
    }
    Ok(())
}

#[tokio::test]
async fn windows_that_exclude_their_ends_hide_no_row() -> Result {
    for (includes_start, includes_end) in [(true, false), (false, true), (false, false)] {
        let times = (0..200).map(|number| 1 + number * 499);
        let mut transactions = TransactionServer::new(number_entries(times), includes_end);
        transactions.includes_start = includes_start;
        for per_page in [1000, 30] {
            let (_server, partna) = transactions.serve().await?;
            let list = partna.transactions(at(0)).per_page(per_page).stream();
            let received: Vec<_> = list.try_collect().await?;
            assert_eq!(
                sorted_entries(&received),
                sorted(&transactions.entries),
                "{includes_start} {includes_end} {per_page}"
            );
        }
    }
    Ok(())
}

/// Starts a server that responds to every request with this body.
async fn start_fixed(
    body: serde_json::Value,
) -> Result<(wiremock::MockServer, partna_auth::Partna)> {
    let server = wiremock::MockServer::start().await;
    wiremock::Mock::given(wiremock::matchers::path("/transfer"))
        .respond_with(wiremock::ResponseTemplate::new(200).set_body_json(body))
        .mount(&server)
        .await;
    let partna = partna_tests::builder(&server.uri())?.build().await?;
    Ok((server, partna))
}

#[tokio::test]
async fn rejects_transactions_that_are_not_a_list() -> Result {
    for odd in [
        serde_json::json!("odd"),
        serde_json::json!({"rows": [{"transactionReference": "a"}]}),
        serde_json::json!(7),
    ] {
        let (_server, partna) =
            start_fixed(serde_json::json!({"message": "success", "data": odd})).await?;
        let received: Vec<_> = partna.transactions(at(0)).stream().collect().await;
        let [Err(error)] = received.as_slice() else {
            return Err(format!("{odd}: {received:?}").into());
        };
        assert_eq!(error.kind(), ErrorKind::Undecodable);
        assert!(error.to_string().contains("not a list"), "{error}");
    }
    for empty in [
        serde_json::json!(""),
        serde_json::json!({}),
        serde_json::json!(null),
    ] {
        let (_server, partna) =
            start_fixed(serde_json::json!({"message": "success", "data": empty})).await?;
        assert_eq!(partna.transactions(at(0)).stream().count().await, 0);
    }
    Ok(())
}
