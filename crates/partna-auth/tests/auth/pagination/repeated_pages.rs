//! Servers that repeat a page, or end a list with an error.

use futures_util::{Stream, StreamExt};
use partna_auth::ErrorKind;
use serde_json::{Value, json};
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use super::paged_server::*;
use super::uneven_pages::{
    Totals, collect_row_counts, max_request_count, no_totals, page_by_size, page_split,
    start_uneven_server,
};
use super::{RAMPS, Result};

/// Reads a stream until it ends. Returns the number of rows, and the error after them.
async fn drain<T>(
    stream: impl Stream<Item = std::result::Result<T, partna_auth::Error>> + Unpin,
) -> (usize, Option<partna_auth::Error>) {
    let mut all: Vec<_> = stream.collect().await;
    let error = match all.pop() {
        Some(Err(error)) => Some(error),
        Some(last) => {
            all.push(last);
            None
        }
        None => None,
    };
    (all.iter().filter(|row| row.is_ok()).count(), error)
}

#[tokio::test]
async fn page_equal_to_a_short_page_ends_the_list() -> Result {
    // The server ignores the page number, and all rows fit in a page.
    let same = page_split(|row_count, _, _| 0..row_count);
    let (server, partna) = start_uneven_server(7, &same, no_totals).await?;
    assert_eq!(collect_row_counts(&partna, 20).await?, [7; 3]);
    assert_eq!(max_request_count(&server).await, 3);
    // The server repeats the last page.
    let last = page_split(|row_count, query, _| page_by_size(row_count, query.page.min(3), 10));
    let (server, partna) = start_uneven_server(27, &last, no_totals).await?;
    assert_eq!(collect_row_counts(&partna, 10).await?, [27; 3]);
    assert_eq!(max_request_count(&server).await, 5);
    Ok(())
}

#[tokio::test]
async fn page_equal_to_a_full_page_is_an_error() -> Result {
    let totals: [Totals; 3] = [
        no_totals,
        |_, _| Some(1000),
        |row_count, _| i64::try_from(row_count).ok(),
    ];
    for totals in totals {
        // The server ignores the page number, and has more rows than a page.
        let first = page_split(|row_count, query, _| page_by_size(row_count, 1, query.per_page));
        let (server, partna) = start_uneven_server(50, &first, totals).await?;
        let ramps = drain(partna.ramps("amina01").stream()).await;
        let accounts = drain(partna.accounts().stream()).await;
        let customers = drain(partna.account_details().stream()).await;
        for (id, (rows, error)) in [
            ("list_ramps", ramps),
            ("list_accounts", accounts),
            ("list_account_details", customers),
        ] {
            assert_eq!(rows, 20, "{id}");
            let error = error.ok_or("the list ended without an error")?;
            assert_eq!(error.kind(), ErrorKind::Undecodable);
            let expected = format!("{id}: page 2: it is equal to page 1, which was full");
            assert!(error.to_string().starts_with(&expected), "{error}");
        }
        assert_eq!(max_request_count(&server).await, 2);
    }
    Ok(())
}

#[tokio::test]
async fn repeating_cycle_of_pages_is_an_error() -> Result {
    let cycle = page_split(|row_count, query, _| {
        page_by_size(row_count, 2 - query.page % 2, query.per_page)
    });
    let (server, partna) = start_uneven_server(60, &cycle, no_totals).await?;
    let (rows, error) = drain(partna.ramps("amina01").stream()).await;
    assert_eq!(rows, 40);
    let error = error.ok_or("the list ended without an error")?;
    assert_eq!(error.kind(), ErrorKind::Undecodable);
    let text = error.to_string();
    assert!(
        text.starts_with("list_ramps: page 5: the last 3 pages repeat"),
        "{text}"
    );
    assert_eq!(count_requests(&server, RAMPS).await, 5);
    Ok(())
}

#[tokio::test]
async fn error_names_the_page() -> Result {
    let server = MockServer::start().await;
    let respond = |request: &Request| match PageQuery::from_request(request).page {
        3 => ResponseTemplate::new(404).set_body_json(json!({"message": "account not found"})),
        page => {
            let rows: Vec<Value> = page_by_size(100, page, 10).map(ramp).collect();
            ResponseTemplate::new(200).set_body_json(json!({"data": {"rampRequests": rows}}))
        }
    };
    Mock::given(method("GET"))
        .respond_with(respond)
        .mount(&server)
        .await;
    let ramps = partna(&server).await?.ramps("amina01").stream();
    let (rows, error) = drain(ramps).await;
    let error = error.ok_or("the list ended without an error")?;
    assert_eq!((rows, error.kind()), (20, ErrorKind::NotFound));
    let text = error.to_string();
    assert!(
        text.contains("page 3") && text.contains("account not found"),
        "{text}"
    );
    Ok(())
}
