//! Servers that return fewer transactions than requested without notice, and servers without times.

use futures_util::{StreamExt, TryStreamExt};
use partna_auth::ErrorKind;

use super::ledger::*;
use super::{Result, START};

/// Transactions at these times, numbered.
fn numbered(times: impl IntoIterator<Item = i64>) -> Vec<Entry> {
    let times = times.into_iter().enumerate();
    times
        .map(|(number, time)| (START + time, Some(number)))
        .collect()
}

/// Times in several forms: spread, in bursts, in one half of the time, at its ends.
fn forms() -> Vec<(&'static str, Vec<i64>)> {
    let mut dice = Dice(7_654_321);
    let anywhere = (0..120).map(|_| i64::try_from(dice.roll(100_000)).unwrap_or(0));
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
    for (name, times) in forms() {
        for order in orders {
            for cap in [10, 119, 120] {
                let mut ledger = Ledger::new(numbered(times.clone()), cap % 2 == 0);
                (ledger.order, ledger.cap) = (order, cap);
                let (server, partna) = ledger.serve().await?;
                let case = format!("{name}, {order:?}, at most {cap}");
                let list = partna.transactions(at(0)).stream();
                let given: Vec<_> = list.try_collect().await?;
                assert_eq!(entries(&given), sorted(&ledger.entries), "{case}");
                let requests = windows(&server).await.len();
                assert!(requests <= 20 + 12 * 120 / cap, "{case}: {requests}");
            }
        }
    }
    Ok(())
}

#[tokio::test]
async fn few_transactions_take_few_requests() -> Result {
    for (times, most) in [
        (vec![], 1),
        (vec![500], 3),
        (vec![500, 500], 3),
        (vec![500, 501], 5),
        (vec![500, 502], 3),
        (vec![500, 700, 701, 90_000], 3),
    ] {
        for order in [Order::Shuffled, Order::NewestFirst, Order::OldestFirst] {
            let mut ledger = Ledger::new(numbered(times.clone()), true);
            ledger.order = order;
            let (server, partna) = ledger.serve().await?;
            let list = partna.transactions(at(0)).stream();
            let given: Vec<_> = list.try_collect().await?;
            assert_eq!(entries(&given), sorted(&ledger.entries));
            let requests = windows(&server).await;
            assert!(requests.len() <= most, "{times:?}: {requests:?}");
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
            let mut ledger = Ledger::new(numbered(times.chain(burst)), true);
            (ledger.order, ledger.cap) = (order, 10);
            let (server, partna) = ledger.serve().await?;
            let list = partna.transactions(at(0)).per_page(per_page).stream();
            let given: Vec<_> = list.collect().await;
            let case = format!("{order:?} {per_page}");
            let (last, before) = given.split_last().ok_or("nothing")?;
            assert!(before.iter().all(std::result::Result::is_ok), "{case}");
            let error = last
                .as_ref()
                .err()
                .ok_or_else(|| format!("{case}: it ended well"))?;
            assert_eq!(error.kind(), ErrorKind::Unsupported);
            let text = error.to_string();
            assert!(text.contains("one second has 10 or more"), "{text}");
            assert!(text.contains(&(START + 20_500).to_string()), "{text}");
            assert!(windows(&server).await.len() < 150, "{case}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn second_as_full_as_other_responses_is_no_error() -> Result {
    // The largest response holds 12, and nothing is cut off.
    let times = (0..9)
        .map(|number| number * 1000)
        .chain(std::iter::repeat_n(4500, 3));
    let ledger = Ledger::new(numbered(times), true);
    for per_page in [3, 4, 1000] {
        let (_server, partna) = ledger.serve().await?;
        let list = partna.transactions(at(0)).per_page(per_page).stream();
        let given: Vec<_> = list.try_collect().await?;
        assert_eq!(entries(&given), sorted(&ledger.entries), "{per_page}");
    }
    Ok(())
}

#[tokio::test]
async fn transactions_without_a_time_are_divided_by_the_clock_of_the_server() -> Result {
    let times = (0..60).map(|number| number * 1000);
    let mut ledger = Ledger::new(numbered(times), true);
    ledger.has_times = false;
    for cap in [10, 60, usize::MAX] {
        ledger.cap = cap;
        let (server, partna) = ledger.serve().await?;
        let list = partna.transactions(at(0)).per_page(20).stream();
        let given: Vec<_> = list.try_collect().await?;
        let mut references: Vec<_> = given
            .iter()
            .filter_map(|row| row.transaction_reference.clone())
            .collect();
        references.sort_unstable();
        references.dedup();
        assert_eq!((given.len(), references.len()), (60, 60), "{cap}");
        let requests = windows(&server).await.len();
        assert!(requests <= 150, "{cap}: {requests}");
    }
    Ok(())
}

#[tokio::test]
async fn windows_without_their_ends_hide_no_row() -> Result {
    for (with_start, with_end) in [(true, false), (false, true), (false, false)] {
        let times = (0..200).map(|number| 1 + number * 499);
        let mut ledger = Ledger::new(numbered(times), with_end);
        ledger.with_start = with_start;
        for per_page in [1000, 30] {
            let (_server, partna) = ledger.serve().await?;
            let list = partna.transactions(at(0)).per_page(per_page).stream();
            let given: Vec<_> = list.try_collect().await?;
            assert_eq!(
                entries(&given),
                sorted(&ledger.entries),
                "{with_start} {with_end} {per_page}"
            );
        }
    }
    Ok(())
}

/// A server whose response to every request is this body.
async fn fixed(body: serde_json::Value) -> Result<(wiremock::MockServer, partna_auth::Partna)> {
    let server = wiremock::MockServer::start().await;
    wiremock::Mock::given(wiremock::matchers::path("/transfer"))
        .respond_with(wiremock::ResponseTemplate::new(200).set_body_json(body))
        .mount(&server)
        .await;
    let partna = partna_tests::builder(&server.uri())?.build().await?;
    Ok((server, partna))
}

#[tokio::test]
async fn anything_but_a_list_in_place_of_transactions_is_an_error() -> Result {
    for odd in [
        serde_json::json!("odd"),
        serde_json::json!({"rows": [{"transactionReference": "a"}]}),
        serde_json::json!(7),
    ] {
        let (_server, partna) =
            fixed(serde_json::json!({"message": "success", "data": odd})).await?;
        let given: Vec<_> = partna.transactions(at(0)).stream().collect().await;
        let [Err(error)] = given.as_slice() else {
            return Err(format!("{odd}: {given:?}").into());
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
            fixed(serde_json::json!({"message": "success", "data": empty})).await?;
        assert_eq!(partna.transactions(at(0)).stream().count().await, 0);
    }
    Ok(())
}
