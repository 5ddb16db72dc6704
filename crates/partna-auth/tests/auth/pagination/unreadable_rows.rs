//! Pages with rows that cannot be decoded, and pages without a list.

use futures_util::StreamExt;
use partna_auth::ErrorKind;
use serde_json::{Value, json};
use wiremock::MockServer;

use super::paged_server::*;
use super::{ACCOUNTS, DETAILS, RAMPS, Result};

/// A list: its path, the member with its rows, and a function that returns a row by its number.
type List = (&'static str, &'static str, fn(usize) -> Value);

/// Reads each list until it ends. Returns the number of rows, and the error after them.
async fn drain_lists(
    page: impl Fn(PageQuery, fn(usize) -> Value) -> Value + Clone + Send + Sync + 'static,
) -> Result<Vec<(usize, Option<partna_auth::Error>)>> {
    let server = MockServer::start().await;
    let lists: [List; 3] = [
        (RAMPS, "rampRequests", ramp),
        (ACCOUNTS, "accounts", |number| account(number, 0)),
        (DETAILS, "accounts", customer),
    ];
    for (endpoint, member, row) in lists {
        let page = page.clone();
        serve(
            &server,
            endpoint,
            move |query| json!({"data": {member: page(query, row)}}),
        )
        .await;
    }
    let partna = partna(&server).await?;
    let mut results = Vec::new();
    macro_rules! drain {
        ($($list:expr),*) => {$(
            let mut rows: Vec<_> = $list.stream().collect().await;
            let error = rows.pop_if(|last| last.is_err()).and_then(|last| last.err());
            assert!(rows.iter().all(std::result::Result::is_ok));
            results.push((rows.len(), error));
        )*};
    }
    drain!(
        partna.ramps("amina01"),
        partna.accounts(),
        partna.account_details()
    );
    Ok(results)
}

#[tokio::test]
async fn page_of_unreadable_rows_does_not_end_the_list() -> Result {
    for odd in [json!("junk"), json!(7), json!([1])] {
        for odd_page in 1..=3 {
            let odd_row = odd.clone();
            let page = move |query: PageQuery, row: fn(usize) -> Value| {
                let rows: Vec<Value> = (0..60).map(row).collect();
                let mut rows = query.select(&rows);
                if query.page == odd_page {
                    rows.fill(odd_row.clone());
                }
                json!(rows)
            };
            for (list, (row_count, error)) in drain_lists(page).await?.into_iter().enumerate() {
                let error = error.map(|error| error.to_string());
                assert_eq!(
                    (row_count, error),
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
    let page = |query: PageQuery, row: fn(usize) -> Value| {
        let rows: Vec<Value> = (0..45).map(row).collect();
        let mut rows = query.select(&rows);
        rows.iter_mut()
            .step_by(2)
            .for_each(|row| *row = json!("junk"));
        json!(rows)
    };
    for (row_count, error) in drain_lists(page).await? {
        assert_eq!(
            (row_count, error.map(|error| error.to_string())),
            (22, None)
        );
    }
    Ok(())
}

#[tokio::test]
async fn endless_pages_of_unreadable_rows_are_an_error() -> Result {
    for rows in [20, 7] {
        let same = move |_: PageQuery, _: fn(usize) -> Value| json!(vec!["junk"; rows]);
        let other = move |query: PageQuery, _: fn(usize) -> Value| {
            json!(vec!["junk"; rows - query.page % 2])
        };
        for (row_count, error) in drain_lists(same)
            .await?
            .into_iter()
            .chain(drain_lists(other).await?)
        {
            assert_eq!(row_count, 0);
            let kind = error.map(|error| error.kind());
            // Equal short pages end the list, as they do with readable rows.
            assert!(
                kind == Some(ErrorKind::Undecodable) || rows < 20 && kind.is_none(),
                "{kind:?}"
            );
        }
    }
    Ok(())
}

#[tokio::test]
async fn rejects_rows_that_are_not_a_list() -> Result {
    for odd in [
        json!("odd"),
        json!({"0": {"rampReference": "a"}}),
        json!(5),
        json!(true),
    ] {
        for odd_page in [1, 2] {
            let odd_list = odd.clone();
            let page = move |query: PageQuery, row: fn(usize) -> Value| {
                let rows: Vec<Value> = (0..60).map(row).collect();
                if query.page == odd_page {
                    odd_list.clone()
                } else {
                    json!(query.select(&rows))
                }
            };
            for (row_count, error) in drain_lists(page).await? {
                let error = error.ok_or_else(|| {
                    format!("{odd} on page {odd_page}: the list ended without an error")
                })?;
                assert_eq!(
                    (row_count, error.kind()),
                    (20 * (odd_page - 1), ErrorKind::Undecodable)
                );
                let text = error.to_string();
                assert!(text.contains(&format!("page {odd_page}: ")), "{text}");
                assert!(text.contains("not a list"), "{text}");
            }
        }
    }
    for empty in [json!(""), json!({}), json!(null)] {
        let page = move |_: PageQuery, _: fn(usize) -> Value| empty.clone();
        for (row_count, error) in drain_lists(page).await? {
            assert_eq!((row_count, error.map(|error| error.to_string())), (0, None));
        }
    }
    Ok(())
}

#[tokio::test]
async fn rejects_data_that_is_not_an_object() -> Result {
    let server = MockServer::start().await;
    serve(
        &server,
        RAMPS,
        |query| json!({"data": query.select(&(0..30).map(ramp).collect::<Vec<_>>())}),
    )
    .await;
    let mut ramps = partna(&server).await?.ramps("amina01").stream();
    let error = ramps
        .next()
        .await
        .ok_or("the list ended without an error")?
        .err()
        .ok_or("a row was returned")?;
    assert_eq!(error.kind(), ErrorKind::Undecodable);
    assert!(ramps.next().await.is_none());
    Ok(())
}
