//! Servers that repeat a page, or end a list with an error.

use futures_util::{Stream, StreamExt};
use partna_auth::ErrorKind;
use serde_json::{Value, json};
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use super::shelf::*;
use super::uneven::{Totals, by_size, cut, given, no_totals, requests, uneven};
use super::{RAMPS, Result};

/// Takes a stream to its end: how many rows, and the error after them.
async fn to_the_end<T>(
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
async fn page_equal_to_a_short_one_ends_the_list() -> Result {
    // The page number is ignored, and all there is fits in a page.
    let same = cut(|held, _, _| 0..held);
    let (server, partna) = uneven(7, &same, no_totals).await?;
    assert_eq!(given(&partna, 20).await?, [7; 3]);
    assert_eq!(requests(&server).await, 3);
    // The last page is repeated for ever.
    let last = cut(|held, asked, _| by_size(held, asked.page.min(3), 10));
    let (server, partna) = uneven(27, &last, no_totals).await?;
    assert_eq!(given(&partna, 10).await?, [27; 3]);
    assert_eq!(requests(&server).await, 5);
    Ok(())
}

#[tokio::test]
async fn page_equal_to_a_full_one_is_an_error() -> Result {
    let totals: [Totals; 3] = [
        no_totals,
        |_, _| Some(1000),
        |held, _| i64::try_from(held).ok(),
    ];
    for totals in totals {
        // The page number is ignored, and there is more than a page.
        let first = cut(|held, asked, _| by_size(held, 1, asked.per_page));
        let (server, partna) = uneven(50, &first, totals).await?;
        let ramps = to_the_end(partna.ramps("amina01").stream()).await;
        let accounts = to_the_end(partna.accounts().stream()).await;
        let customers = to_the_end(partna.account_details().stream()).await;
        for (id, (rows, error)) in [
            ("list_ramps", ramps),
            ("list_accounts", accounts),
            ("list_account_details", customers),
        ] {
            assert_eq!(rows, 20, "{id}");
            let error = error.ok_or("it ended without an error")?;
            assert_eq!(error.kind(), ErrorKind::Undecodable);
            let expected = format!("{id}: page 2: it is equal to page 1, which was full");
            assert!(error.to_string().starts_with(&expected), "{error}");
        }
        assert_eq!(requests(&server).await, 2);
    }
    Ok(())
}

#[tokio::test]
async fn pages_in_a_circle_are_an_error() -> Result {
    let circle = cut(|held, asked, _| by_size(held, 2 - asked.page % 2, asked.per_page));
    let (server, partna) = uneven(60, &circle, no_totals).await?;
    let (rows, error) = to_the_end(partna.ramps("amina01").stream()).await;
    assert_eq!(rows, 40);
    let error = error.ok_or("it ended without an error")?;
    assert_eq!(error.kind(), ErrorKind::Undecodable);
    let text = error.to_string();
    assert!(
        text.starts_with("list_ramps: page 5: the last 3 pages repeat"),
        "{text}"
    );
    assert_eq!(asked(&server, RAMPS).await, 5);
    Ok(())
}

#[tokio::test]
async fn error_names_its_page() -> Result {
    let server = MockServer::start().await;
    let respond = |request: &Request| match Asked::by(request).page {
        3 => ResponseTemplate::new(404).set_body_json(json!({"message": "account not found"})),
        page => {
            let rows: Vec<Value> = by_size(100, page, 10).map(ramp).collect();
            ResponseTemplate::new(200).set_body_json(json!({"data": {"rampRequests": rows}}))
        }
    };
    Mock::given(method("GET"))
        .respond_with(respond)
        .mount(&server)
        .await;
    let ramps = partna(&server).await?.ramps("amina01").stream();
    let (rows, error) = to_the_end(ramps).await;
    let error = error.ok_or("it ended without an error")?;
    assert_eq!((rows, error.kind()), (20, ErrorKind::NotFound));
    let text = error.to_string();
    assert!(
        text.contains("page 3") && text.contains("account not found"),
        "{text}"
    );
    Ok(())
}
