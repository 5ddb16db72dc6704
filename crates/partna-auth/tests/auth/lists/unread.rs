//! Pages with rows that cannot be read, and pages without a list.

use futures_util::StreamExt;
use partna_auth::ErrorKind;
use serde_json::{Value, json};
use wiremock::MockServer;

use super::shelf::*;
use super::{ACCOUNTS, DETAILS, RAMPS, Result};

/// A list: its path, the member with its rows, and its row of a number.
type List = (&'static str, &'static str, fn(usize) -> Value);

/// How many rows each list gives before it ends, and the error at its end.
async fn ends(
    page: impl Fn(Asked, fn(usize) -> Value) -> Value + Clone + Send + Sync + 'static,
) -> Result<Vec<(usize, Option<partna_auth::Error>)>> {
    let server = MockServer::start().await;
    let lists: [List; 3] = [
        (RAMPS, "rampRequests", ramp),
        (ACCOUNTS, "accounts", |number| account(number, 0)),
        (DETAILS, "accounts", customer),
    ];
    for (place, member, row) in lists {
        let page = page.clone();
        serve(
            &server,
            place,
            move |asked| json!({"data": {member: page(asked, row)}}),
        )
        .await;
    }
    let partna = partna(&server).await?;
    let mut ends = Vec::new();
    macro_rules! walk {
        ($($list:expr),*) => {$(
            let mut given: Vec<_> = $list.stream().collect().await;
            let error = given.pop_if(|last| last.is_err()).and_then(|last| last.err());
            assert!(given.iter().all(std::result::Result::is_ok));
            ends.push((given.len(), error));
        )*};
    }
    walk!(
        partna.ramps("amina01"),
        partna.accounts(),
        partna.account_details()
    );
    Ok(ends)
}

#[tokio::test]
async fn page_of_unreadable_rows_is_not_the_end() -> Result {
    for odd in [json!("junk"), json!(7), json!([1])] {
        for odd_page in 1..=3 {
            let odd_row = odd.clone();
            let page = move |asked: Asked, row: fn(usize) -> Value| {
                let rows: Vec<Value> = (0..60).map(row).collect();
                let mut rows = asked.of(&rows);
                if asked.page == odd_page {
                    rows.fill(odd_row.clone());
                }
                json!(rows)
            };
            for (list, (given, error)) in ends(page).await?.into_iter().enumerate() {
                let error = error.map(|error| error.to_string());
                assert_eq!(
                    (given, error),
                    (40, None),
                    "{odd} on page {odd_page}, list {list}"
                );
            }
        }
    }
    Ok(())
}

#[tokio::test]
async fn unreadable_rows_on_every_page_hide_no_other_row() -> Result {
    let page = |asked: Asked, row: fn(usize) -> Value| {
        let rows: Vec<Value> = (0..45).map(row).collect();
        let mut rows = asked.of(&rows);
        rows.iter_mut()
            .step_by(2)
            .for_each(|row| *row = json!("junk"));
        json!(rows)
    };
    for (given, error) in ends(page).await? {
        assert_eq!((given, error.map(|error| error.to_string())), (22, None));
    }
    Ok(())
}

#[tokio::test]
async fn endless_unreadable_pages_are_an_error() -> Result {
    for rows in [20, 7] {
        let same = move |_: Asked, _: fn(usize) -> Value| json!(vec!["junk"; rows]);
        let other =
            move |asked: Asked, _: fn(usize) -> Value| json!(vec!["junk"; rows - asked.page % 2]);
        for (given, error) in ends(same).await?.into_iter().chain(ends(other).await?) {
            assert_eq!(given, 0);
            let kind = error.map(|error| error.kind());
            // Short pages that are equal end a list as they do elsewhere.
            assert!(
                kind == Some(ErrorKind::Undecodable) || rows < 20 && kind.is_none(),
                "{kind:?}"
            );
        }
    }
    Ok(())
}

#[tokio::test]
async fn anything_but_a_list_in_place_of_rows_is_an_error() -> Result {
    for odd in [
        json!("odd"),
        json!({"0": {"rampReference": "a"}}),
        json!(5),
        json!(true),
    ] {
        for odd_page in [1, 2] {
            let odd_list = odd.clone();
            let page = move |asked: Asked, row: fn(usize) -> Value| {
                let rows: Vec<Value> = (0..60).map(row).collect();
                if asked.page == odd_page {
                    odd_list.clone()
                } else {
                    json!(asked.of(&rows))
                }
            };
            for (given, error) in ends(page).await? {
                let error =
                    error.ok_or_else(|| format!("{odd} on page {odd_page}: it ended well"))?;
                assert_eq!(
                    (given, error.kind()),
                    (20 * (odd_page - 1), ErrorKind::Undecodable)
                );
                let text = error.to_string();
                assert!(text.contains(&format!("page {odd_page}: ")), "{text}");
                assert!(text.contains("not a list"), "{text}");
            }
        }
    }
    for empty in [json!(""), json!({}), json!(null)] {
        let page = move |_: Asked, _: fn(usize) -> Value| empty.clone();
        for (given, error) in ends(page).await? {
            assert_eq!((given, error.map(|error| error.to_string())), (0, None));
        }
    }
    Ok(())
}

#[tokio::test]
async fn data_that_is_no_object_is_an_error() -> Result {
    let server = MockServer::start().await;
    serve(
        &server,
        RAMPS,
        |asked| json!({"data": asked.of(&(0..30).map(ramp).collect::<Vec<_>>())}),
    )
    .await;
    let mut ramps = partna(&server).await?.ramps("amina01").stream();
    let error = ramps
        .next()
        .await
        .ok_or("it ended well")?
        .err()
        .ok_or("a row")?;
    assert_eq!(error.kind(), ErrorKind::Undecodable);
    assert!(ramps.next().await.is_none());
    Ok(())
}
