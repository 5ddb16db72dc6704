//! Servers whose pages differ from the requested ones: capped, shrinking or growing pages, and wrong totals.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::TryStreamExt;
use partna_auth::Partna;
use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use super::paged_server::*;
use super::{ACCOUNTS, DETAILS, RAMPS, Result};

/// A function that returns the rows of a page, from the number of all rows, the query, and the number of earlier requests for this
/// list.
pub type PageSplit = Arc<dyn Fn(usize, PageQuery, usize) -> Range<usize> + Send + Sync>;

/// A function that returns the total of a response, from the number of all rows and the number of rows on the page.
pub type Totals = fn(usize, usize) -> Option<i64>;

/// A list: its path, the member with its rows, and a function that returns a row by its number.
type List = (&'static str, &'static str, fn(usize) -> Value);

pub fn no_totals(_: usize, _: usize) -> Option<i64> {
    None
}

pub fn page_split(
    split: impl Fn(usize, PageQuery, usize) -> Range<usize> + Send + Sync + 'static,
) -> PageSplit {
    Arc::new(split)
}

/// Returns the rows of a page of fixed size.
pub fn page_by_size(row_count: usize, page: usize, size: usize) -> Range<usize> {
    let start = page.saturating_sub(1).saturating_mul(size).min(row_count);
    start..start.saturating_add(size).min(row_count)
}

/// Returns the rows of a page of a list that is divided into adjoining pages of these sizes.
fn adjoining_page(row_count: usize, page: usize, sizes: &[usize]) -> Range<usize> {
    let sum = |pages: usize| sizes.iter().take(pages).sum::<usize>().min(row_count);
    sum(page.saturating_sub(1))..sum(page)
}

/// Starts a server with the three lists. Each has rows numbered from 0.
pub async fn start_uneven_server(
    row_count: usize,
    split: &PageSplit,
    totals: Totals,
) -> Result<(MockServer, Partna)> {
    let server = MockServer::start().await;
    let lists: [List; 3] = [
        (RAMPS, "rampRequests", ramp),
        (ACCOUNTS, "accounts", |number| account(number, 0)),
        (DETAILS, "accounts", customer),
    ];
    for (endpoint, member, row) in lists {
        let (split, seen) = (split.clone(), AtomicUsize::new(0));
        serve(&server, endpoint, move |query| {
            let seen = seen.fetch_add(1, Ordering::SeqCst);
            let page: Vec<Value> = split(row_count, query, seen).map(row).collect();
            let mut data = json!({});
            if endpoint != ACCOUNTS
                && let Some(total) = totals(row_count, page.len())
            {
                data = json!({"total": total, "totalPages": total});
            }
            if let Some(data) = data.as_object_mut() {
                data.insert(member.to_owned(), page.into());
            }
            json!({"data": data})
        })
        .await;
    }
    let partna = partna(&server).await?;
    Ok((server, partna))
}

/// Reads the three lists, and returns the number of rows of each. Checks that each row is returned once and in order.
pub async fn collect_row_counts(partna: &Partna, per_page: u32) -> Result<[usize; 3]> {
    let ramps = partna.ramps("amina01").per_page(per_page).stream();
    let ramps: Vec<_> = ramps.try_collect().await?;
    let accounts = partna.accounts().per_page(per_page).stream();
    let accounts: Vec<_> = accounts.try_collect().await?;
    let customers = partna.account_details().per_page(per_page).stream();
    let customers: Vec<_> = customers.try_collect().await?;
    assert_eq!(numbers(&ramps), numbers_below(ramps.len()));
    let names: Vec<Option<String>> = accounts
        .iter()
        .map(|account| account.get("NGN")?.account_name.clone())
        .collect();
    assert_eq!(names, names_below(names.len()));
    let names: Vec<Option<String>> = customers
        .iter()
        .map(|customer| customer.external_ref.clone())
        .collect();
    assert_eq!(names, names_below(names.len()));
    Ok([ramps.len(), accounts.len(), customers.len()])
}

fn names_below(end: usize) -> Vec<Option<String>> {
    (0..end)
        .map(|number| Some(format!("amina{number}")))
        .collect()
}

/// Returns the largest number of requests that one list received.
pub async fn max_request_count(server: &MockServer) -> usize {
    let mut max = 0;
    for endpoint in [RAMPS, ACCOUNTS, DETAILS] {
        max = max.max(count_requests(server, endpoint).await);
    }
    max
}

#[tokio::test]
async fn capped_pages_hide_no_row() -> Result {
    for cap in [1, 3, 10] {
        for row_count in [0, 1, 9, 10, 11, 20, 21] {
            let capped = page_split(move |row_count, query, _| {
                page_by_size(row_count, query.page, query.per_page.min(cap))
            });
            let (server, partna) = start_uneven_server(row_count, &capped, no_totals).await?;
            for (walks, per_page) in [(1, 10), (2, 100)] {
                let case = format!("{row_count} rows by {cap}, {per_page} requested");
                assert_eq!(
                    collect_row_counts(&partna, per_page).await?,
                    [row_count; 3],
                    "{case}"
                );
                // Each walk so far requested all pages, and an empty page.
                let bound = walks * (row_count.div_ceil(cap) + 1);
                assert_eq!(max_request_count(&server).await, bound, "{case}");
            }
        }
    }
    Ok(())
}

#[tokio::test]
async fn shrinking_pages_hide_no_row() -> Result {
    let shrinking: [(&str, PageSplit); 4] = [
        (
            "adjoining",
            page_split(|row_count, query, _| {
                adjoining_page(row_count, query.page, &[20, 15, 9, 4, 3, 2, 1, 1, 1])
            }),
        ),
        (
            "to a half",
            page_split(|row_count, query, _| {
                page_by_size(row_count, query.page, [20, 10][usize::from(query.page > 1)])
            }),
        ),
        (
            "by steps",
            page_split(|row_count, query, _| {
                page_by_size(
                    row_count,
                    query.page,
                    20_usize.saturating_sub(4 * query.page).max(2),
                )
            }),
        ),
        (
            "by time",
            page_split(|row_count, query, seen| {
                page_by_size(row_count, query.page, if seen < 2 { 20 } else { 7 })
            }),
        ),
    ];
    for (name, shrinking) in shrinking {
        for row_count in [1, 20, 21, 41, 56] {
            let (server, partna) = start_uneven_server(row_count, &shrinking, no_totals).await?;
            assert_eq!(
                collect_row_counts(&partna, 20).await?,
                [row_count; 3],
                "{name}, {row_count}"
            );
            assert!(
                max_request_count(&server).await <= 2 * row_count + 2,
                "{name}, {row_count}"
            );
        }
    }
    Ok(())
}

#[tokio::test]
async fn growing_pages_hide_no_row() -> Result {
    let growing: [(&str, PageSplit); 4] = [
        (
            "adjoining",
            page_split(|row_count, query, _| {
                adjoining_page(row_count, query.page, &[5, 10, 15, 20, 25])
            }),
        ),
        (
            "by number",
            page_split(|row_count, query, _| {
                page_by_size(row_count, query.page, query.per_page.min(5 * query.page))
            }),
        ),
        (
            "by time",
            page_split(|row_count, query, seen| {
                page_by_size(row_count, query.page, query.per_page.min(5 + 5 * seen))
            }),
        ),
        (
            "down and up",
            page_split(|row_count, query, seen| {
                page_by_size(
                    row_count,
                    query.page,
                    query.per_page.min([20, 10, 4, 20, 10][seen % 5]),
                )
            }),
        ),
    ];
    for (name, growing) in growing {
        for row_count in [5, 30, 75] {
            let (server, partna) = start_uneven_server(row_count, &growing, no_totals).await?;
            let ramps = partna.ramps("amina01").per_page(20).stream();
            let ramps: Vec<_> = ramps.try_collect().await?;
            let mut found: Vec<_> = numbers(&ramps);
            found.sort_unstable();
            assert_eq!(found, numbers_below(row_count), "{name}, {row_count}");
            assert!(
                count_requests(&server, RAMPS).await <= 2 * row_count + 2,
                "{name}, {row_count}"
            );
        }
    }
    Ok(())
}

#[tokio::test]
async fn pages_shortened_by_a_filter_do_not_end_the_list() -> Result {
    // The server omits some of the 20 rows of each page.
    let filtered = page_split(|row_count, query, _| {
        let page = page_by_size(row_count, query.page, query.per_page);
        let shown = [20, 3, 18, 1, 20][(query.page - 1) % 5];
        page.start..page.end.min(page.start + shown)
    });
    let (server, partna) = start_uneven_server(90, &filtered, no_totals).await?;
    let ramps: Vec<_> = partna.ramps("amina01").stream().try_collect().await?;
    let shown = (0..90).filter(|row| row % 20 < [20, 3, 18, 1, 20][row / 20]);
    let expected: Vec<_> = shown.map(Some).collect();
    assert_eq!(numbers(&ramps), expected);
    assert!(count_requests(&server, RAMPS).await <= 12);
    Ok(())
}

#[tokio::test]
async fn wrong_total_hides_no_row() -> Result {
    let wrong: [(&str, Totals); 9] = [
        ("the page", |_, page| i64::try_from(page).ok()),
        ("negative", |_, _| Some(-1)),
        ("none", |_, _| Some(0)),
        ("one", |_, _| Some(1)),
        ("two", |_, _| Some(2)),
        ("the cap", |_, _| Some(10)),
        ("two pages", |_, _| Some(20)),
        ("too few", |row_count, _| {
            i64::try_from(row_count.saturating_sub(1)).ok()
        }),
        ("too many", |row_count, _| {
            i64::try_from(row_count * 1000 + 1).ok()
        }),
    ];
    for (name, totals) in wrong {
        for row_count in [1, 10, 11, 20, 25, 30] {
            let capped = page_split(|row_count, query, _| {
                page_by_size(row_count, query.page, query.per_page.min(10))
            });
            let (server, partna) = start_uneven_server(row_count, &capped, totals).await?;
            for (walks, per_page) in [(1, 10), (2, 100)] {
                let case = format!("{name}, {row_count} rows, {per_page} requested");
                assert_eq!(
                    collect_row_counts(&partna, per_page).await?,
                    [row_count; 3],
                    "{case}"
                );
                let bound = walks * (row_count.div_ceil(10) + 1);
                assert!(max_request_count(&server).await <= bound, "{case}");
            }
        }
    }
    Ok(())
}

/// The response to a request for a page after the last one.
#[derive(Clone, Copy, Debug)]
enum PageAfterLast {
    Missing,
    Invalid,
    LastAgain,
    FirstAgain,
}

#[tokio::test]
async fn reached_total_ends_the_list_if_later_pages_fail_or_repeat() -> Result {
    for after_last in [
        PageAfterLast::Missing,
        PageAfterLast::Invalid,
        PageAfterLast::LastAgain,
        PageAfterLast::FirstAgain,
    ] {
        for (row_count, request_count) in [(4, 2), (10, 2), (14, 2), (20, 3), (23, 3)] {
            let server = MockServer::start().await;
            let respond = move |request: &Request| {
                let query = PageQuery::from_request(request);
                let last = row_count.max(1_usize).div_ceil(10);
                let page = match after_last {
                    _ if query.page <= last => query.page,
                    PageAfterLast::Missing => return ResponseTemplate::new(404),
                    PageAfterLast::Invalid => return ResponseTemplate::new(400),
                    PageAfterLast::LastAgain => last,
                    PageAfterLast::FirstAgain => 1,
                };
                let rows: Vec<Value> = page_by_size(row_count, page, 10).map(ramp).collect();
                ResponseTemplate::new(200)
                    .set_body_json(json!({"data": {"total": row_count, "rampRequests": rows}}))
            };
            Mock::given(method("GET"))
                .and(path(RAMPS))
                .respond_with(respond)
                .mount(&server)
                .await;
            let partna = partna(&server).await?;
            for per_page in [10, 50] {
                let ramps = partna.ramps("amina01").per_page(per_page).stream();
                let ramps: Vec<_> = ramps.try_collect().await?;
                assert_eq!(
                    numbers(&ramps),
                    numbers_below(row_count),
                    "{after_last:?} {row_count}"
                );
            }
            assert_eq!(
                count_requests(&server, RAMPS).await,
                2 * request_count,
                "{after_last:?} {row_count}"
            );
        }
    }
    Ok(())
}

#[tokio::test]
async fn rows_added_to_capped_pages_hide_no_row() -> Result {
    for added in [1, 4, 9, 10, 11, 25] {
        for with_totals in [true, false] {
            let server = MockServer::start().await;
            let list = Mutex::new((0..35).collect::<Vec<_>>());
            serve(&server, RAMPS, move |query| {
                let mut list = list.lock().unwrap_or_else(PoisonError::into_inner);
                let page = page_by_size(list.len(), query.page, query.per_page.min(10));
                let page: Vec<Value> = list[page].iter().copied().map(ramp).collect();
                let total = with_totals.then_some(list.len());
                if [1, 3].contains(&query.page) {
                    for _ in 0..added {
                        let newest = 1000 + list.len();
                        list.insert(0, newest);
                    }
                }
                json!({"data": {"total": total, "rampRequests": page}})
            })
            .await;
            let stream = partna(&server).await?.ramps("amina01").per_page(50);
            let ramps: Vec<_> = stream.stream().try_collect().await?;
            let mut found = numbers(&ramps);
            found.retain(|row| row.is_some_and(|row| row < 1000));
            let case = format!("{added} at a time, totals {with_totals}");
            assert_eq!(found, numbers_below(35), "{case}");
            assert!(count_requests(&server, RAMPS).await <= 12, "{case}");
        }
    }
    Ok(())
}
