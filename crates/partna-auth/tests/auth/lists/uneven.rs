//! Servers whose pages are not as they were requested: capped, shrinking, growing, repeated, with wrong totals.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::TryStreamExt;
use partna_auth::Partna;
use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use super::shelf::*;
use super::{ACCOUNTS, DETAILS, RAMPS, Result};

/// Which rows a server puts on a page: all that it has, the page, and how many requests it has seen of this list.
pub type Cut = Arc<dyn Fn(usize, Asked, usize) -> Range<usize> + Send + Sync>;

/// The totals that a server states, from the rows that it has and the rows on the page.
pub type Totals = fn(usize, usize) -> Option<i64>;

/// A list: its path, the member with its rows, and its row of a number.
type List = (&'static str, &'static str, fn(usize) -> Value);

pub fn no_totals(_: usize, _: usize) -> Option<i64> {
    None
}

pub fn cut(cut: impl Fn(usize, Asked, usize) -> Range<usize> + Send + Sync + 'static) -> Cut {
    Arc::new(cut)
}

/// The page of a server that numbers pages by this size.
pub fn by_size(held: usize, page: usize, size: usize) -> Range<usize> {
    let start = page.saturating_sub(1).saturating_mul(size).min(held);
    start..start.saturating_add(size).min(held)
}

/// The page of a server whose pages adjoin, whatever their sizes.
fn adjoining(held: usize, page: usize, sizes: &[usize]) -> Range<usize> {
    let sum = |pages: usize| sizes.iter().take(pages).sum::<usize>().min(held);
    sum(page.saturating_sub(1))..sum(page)
}

/// A server with the three lists, each with rows numbered from 0.
pub async fn uneven(held: usize, cut: &Cut, totals: Totals) -> Result<(MockServer, Partna)> {
    let server = MockServer::start().await;
    let lists: [List; 3] = [
        (RAMPS, "rampRequests", ramp),
        (ACCOUNTS, "accounts", |number| account(number, 0)),
        (DETAILS, "accounts", customer),
    ];
    for (place, member, row) in lists {
        let (cut, seen) = (cut.clone(), AtomicUsize::new(0));
        serve(&server, place, move |asked| {
            let seen = seen.fetch_add(1, Ordering::SeqCst);
            let page: Vec<Value> = cut(held, asked, seen).map(row).collect();
            let mut data = json!({});
            if place != ACCOUNTS
                && let Some(total) = totals(held, page.len())
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

/// The three lists: how many rows each gives, each of them once and in order.
pub async fn given(partna: &Partna, per_page: u32) -> Result<[usize; 3]> {
    let ramps = partna.ramps("amina01").per_page(per_page).stream();
    let ramps: Vec<_> = ramps.try_collect().await?;
    let accounts = partna.accounts().per_page(per_page).stream();
    let accounts: Vec<_> = accounts.try_collect().await?;
    let customers = partna.account_details().per_page(per_page).stream();
    let customers: Vec<_> = customers.try_collect().await?;
    assert_eq!(numbers(&ramps), up_to(ramps.len()));
    let names: Vec<Option<String>> = accounts
        .iter()
        .map(|account| account.get("NGN")?.account_name.clone())
        .collect();
    assert_eq!(names, names_up_to(names.len()));
    let names: Vec<Option<String>> = customers
        .iter()
        .map(|customer| customer.external_ref.clone())
        .collect();
    assert_eq!(names, names_up_to(names.len()));
    Ok([ramps.len(), accounts.len(), customers.len()])
}

fn names_up_to(end: usize) -> Vec<Option<String>> {
    (0..end)
        .map(|number| Some(format!("amina{number}")))
        .collect()
}

pub async fn requests(server: &MockServer) -> usize {
    let mut most = 0;
    for place in [RAMPS, ACCOUNTS, DETAILS] {
        most = most.max(asked(server, place).await);
    }
    most
}

#[tokio::test]
async fn capped_pages_hide_no_row() -> Result {
    for cap in [1, 3, 10] {
        for held in [0, 1, 9, 10, 11, 20, 21] {
            let capped =
                cut(move |held, asked, _| by_size(held, asked.page, asked.per_page.min(cap)));
            let (server, partna) = uneven(held, &capped, no_totals).await?;
            for (walks, per_page) in [(1, 10), (2, 100)] {
                let case = format!("{held} rows by {cap}, {per_page} requested");
                assert_eq!(given(&partna, per_page).await?, [held; 3], "{case}");
                // All pages, and an empty one.
                let bound = walks * (held.div_ceil(cap) + 1);
                assert_eq!(requests(&server).await, bound, "{case}");
            }
        }
    }
    Ok(())
}

#[tokio::test]
async fn shrinking_pages_hide_no_row() -> Result {
    let shrinking: [(&str, Cut); 4] = [
        (
            "adjoining",
            cut(|held, asked, _| adjoining(held, asked.page, &[20, 15, 9, 4, 3, 2, 1, 1, 1])),
        ),
        (
            "to a half",
            cut(|held, asked, _| by_size(held, asked.page, [20, 10][usize::from(asked.page > 1)])),
        ),
        (
            "by steps",
            cut(|held, asked, _| {
                by_size(
                    held,
                    asked.page,
                    20_usize.saturating_sub(4 * asked.page).max(2),
                )
            }),
        ),
        (
            "by time",
            cut(|held, asked, seen| by_size(held, asked.page, if seen < 2 { 20 } else { 7 })),
        ),
    ];
    for (name, shrinking) in shrinking {
        for held in [1, 20, 21, 41, 56] {
            let (server, partna) = uneven(held, &shrinking, no_totals).await?;
            assert_eq!(given(&partna, 20).await?, [held; 3], "{name}, {held}");
            assert!(requests(&server).await <= 2 * held + 2, "{name}, {held}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn growing_pages_hide_no_row() -> Result {
    let growing: [(&str, Cut); 4] = [
        (
            "adjoining",
            cut(|held, asked, _| adjoining(held, asked.page, &[5, 10, 15, 20, 25])),
        ),
        (
            "by number",
            cut(|held, asked, _| by_size(held, asked.page, asked.per_page.min(5 * asked.page))),
        ),
        (
            "by time",
            cut(|held, asked, seen| by_size(held, asked.page, asked.per_page.min(5 + 5 * seen))),
        ),
        (
            "down and up",
            cut(|held, asked, seen| {
                by_size(
                    held,
                    asked.page,
                    asked.per_page.min([20, 10, 4, 20, 10][seen % 5]),
                )
            }),
        ),
    ];
    for (name, growing) in growing {
        for held in [5, 30, 75] {
            let (server, partna) = uneven(held, &growing, no_totals).await?;
            let ramps = partna.ramps("amina01").per_page(20).stream();
            let ramps: Vec<_> = ramps.try_collect().await?;
            let mut found: Vec<_> = numbers(&ramps);
            found.sort_unstable();
            assert_eq!(found, up_to(held), "{name}, {held}");
            assert!(
                asked(&server, RAMPS).await <= 2 * held + 2,
                "{name}, {held}"
            );
        }
    }
    Ok(())
}

#[tokio::test]
async fn rows_removed_from_pages_by_a_filter_end_nothing() -> Result {
    // Pages of 20, of which the server shows some: 3, none of the others differ in kind.
    let filtered = cut(|held, asked, _| {
        let page = by_size(held, asked.page, asked.per_page);
        let shown = [20, 3, 18, 1, 20][(asked.page - 1) % 5];
        page.start..page.end.min(page.start + shown)
    });
    let (server, partna) = uneven(90, &filtered, no_totals).await?;
    let ramps: Vec<_> = partna.ramps("amina01").stream().try_collect().await?;
    let shown = (0..90).filter(|row| row % 20 < [20, 3, 18, 1, 20][row / 20]);
    let expected: Vec<_> = shown.map(Some).collect();
    assert_eq!(numbers(&ramps), expected);
    assert!(asked(&server, RAMPS).await <= 12);
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
        ("too few", |held, _| {
            i64::try_from(held.saturating_sub(1)).ok()
        }),
        ("too many", |held, _| i64::try_from(held * 1000 + 1).ok()),
    ];
    for (name, totals) in wrong {
        for held in [1, 10, 11, 20, 25, 30] {
            let capped = cut(|held, asked, _| by_size(held, asked.page, asked.per_page.min(10)));
            let (server, partna) = uneven(held, &capped, totals).await?;
            for (walks, per_page) in [(1, 10), (2, 100)] {
                let case = format!("{name}, {held} rows, {per_page} requested");
                assert_eq!(given(&partna, per_page).await?, [held; 3], "{case}");
                let bound = walks * (held.div_ceil(10) + 1);
                assert!(requests(&server).await <= bound, "{case}");
            }
        }
    }
    Ok(())
}

/// What a server does with a page beyond its last.
#[derive(Clone, Copy, Debug)]
enum Beyond {
    Missing,
    Invalid,
    LastAgain,
    FirstAgain,
}

#[tokio::test]
async fn reached_total_is_the_end_even_if_the_server_has_no_page_beyond() -> Result {
    for beyond in [
        Beyond::Missing,
        Beyond::Invalid,
        Beyond::LastAgain,
        Beyond::FirstAgain,
    ] {
        for (held, requests) in [(4, 2), (10, 2), (14, 2), (20, 3), (23, 3)] {
            let server = MockServer::start().await;
            let respond = move |request: &Request| {
                let asked = Asked::by(request);
                let last = held.max(1_usize).div_ceil(10);
                let page = match beyond {
                    _ if asked.page <= last => asked.page,
                    Beyond::Missing => return ResponseTemplate::new(404),
                    Beyond::Invalid => return ResponseTemplate::new(400),
                    Beyond::LastAgain => last,
                    Beyond::FirstAgain => 1,
                };
                let rows: Vec<Value> = by_size(held, page, 10).map(ramp).collect();
                ResponseTemplate::new(200)
                    .set_body_json(json!({"data": {"total": held, "rampRequests": rows}}))
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
                assert_eq!(numbers(&ramps), up_to(held), "{beyond:?} {held}");
            }
            assert_eq!(
                asked(&server, RAMPS).await,
                2 * requests,
                "{beyond:?} {held}"
            );
        }
    }
    Ok(())
}

#[tokio::test]
async fn rows_that_arrive_at_capped_pages_hide_no_row() -> Result {
    for arrivals in [1, 4, 9, 10, 11, 25] {
        for with_totals in [true, false] {
            let server = MockServer::start().await;
            let list = Mutex::new((0..35).collect::<Vec<_>>());
            serve(&server, RAMPS, move |asked| {
                let mut list = list.lock().unwrap_or_else(PoisonError::into_inner);
                let page = by_size(list.len(), asked.page, asked.per_page.min(10));
                let page: Vec<Value> = list[page].iter().copied().map(ramp).collect();
                let total = with_totals.then_some(list.len());
                if [1, 3].contains(&asked.page) {
                    for _ in 0..arrivals {
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
            let case = format!("{arrivals} at a time, totals {with_totals}");
            assert_eq!(found, up_to(35), "{case}");
            assert!(asked(&server, RAMPS).await <= 12, "{case}");
        }
    }
    Ok(())
}
