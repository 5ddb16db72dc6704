//! Lists as streams over numbered pages: what is asked for, and when, seen by real servers on loopback.

mod all_ramps;
mod repeated;
mod shelf;
mod uneven;
mod unread;

use std::error::Error;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use futures_util::{StreamExt, TryStreamExt};
use partna_auth::{ErrorKind, Partna, Reference};
use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use shelf::*;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

const RAMPS: &str = "/ramp";
const ACCOUNTS: &str = "/account";
const DETAILS: &str = "/account/account-details";

#[tokio::test]
async fn a_page_is_asked_for_with_its_first_item() -> Result {
    let (server, partna) = shelf(45).await?;
    let mut ramps = partna.ramps("amina01").stream();
    let mut given = 0;
    assert_eq!(asked(&server, RAMPS).await, 0);
    while let Some(ramp) = ramps.try_next().await? {
        assert_eq!(number(&ramp), Some(given));
        assert_eq!(asked(&server, RAMPS).await, given / 20 + 1);
        given += 1;
    }
    assert_eq!(given, 45);
    let pages = [
        "accountName=amina01&page=1&perPage=20",
        "accountName=amina01&page=2&perPage=20",
        "accountName=amina01&page=3&perPage=20",
    ];
    assert_eq!(queries(&server, RAMPS).await, pages);
    Ok(())
}

#[tokio::test]
async fn nothing_is_asked_for_beyond_the_limit() -> Result {
    // Accounts have no total, so only an empty page shows that there are no more than 45.
    for (limit, given, requests, of_accounts) in [
        (0, 0, 0, 0),
        (1, 1, 1, 1),
        (20, 20, 1, 1),
        (21, 21, 2, 2),
        (45, 45, 3, 3),
        (usize::MAX, 45, 3, 4),
    ] {
        let (server, partna) = shelf(45).await?;
        let ramps: Vec<_> = partna
            .ramps("amina01")
            .limit(limit)
            .stream()
            .try_collect()
            .await?;
        assert_eq!(numbers(&ramps), up_to(given), "{limit}");
        assert_eq!(asked(&server, RAMPS).await, requests, "{limit}");
        let accounts = partna.accounts().limit(limit).stream().count().await;
        let customers = partna.account_details().limit(limit).stream().count().await;
        assert_eq!((accounts, customers), (given, given), "{limit}");
        assert_eq!(asked(&server, ACCOUNTS).await, of_accounts, "{limit}");
        assert_eq!(asked(&server, DETAILS).await, requests, "{limit}");
    }
    // Nor more on a page than is wanted.
    let (server, partna) = shelf(45).await?;
    let ramps: Vec<_> = partna
        .ramps("amina01")
        .limit(5)
        .stream()
        .try_collect()
        .await?;
    assert_eq!(numbers(&ramps), up_to(5));
    assert_eq!(
        queries(&server, RAMPS).await,
        ["accountName=amina01&page=1&perPage=5"]
    );
    Ok(())
}

#[tokio::test]
async fn a_list_ends_at_the_boundary_of_a_page_as_anywhere() -> Result {
    // A total saves the request for an empty page if the last page is smaller than one before it.
    for (held, counted, uncounted) in [
        (0, 1, 1),
        (1, 2, 2),
        (19, 2, 2),
        (20, 2, 2),
        (21, 2, 3),
        (39, 2, 3),
        (40, 3, 3),
        (41, 3, 4),
        (60, 4, 4),
    ] {
        let (server, partna) = shelf(held).await?;
        let ramps: Vec<_> = partna.ramps("amina01").stream().try_collect().await?;
        let accounts: Vec<_> = partna.accounts().stream().try_collect().await?;
        let customers: Vec<_> = partna.account_details().stream().try_collect().await?;
        assert_eq!(numbers(&ramps), up_to(held));
        assert_eq!((accounts.len(), customers.len()), (held, held));
        let mut requests = Vec::new();
        for place in [RAMPS, DETAILS, ACCOUNTS] {
            requests.push(asked(&server, place).await);
        }
        assert_eq!(requests, [counted, counted, uncounted], "{held}");
    }
    Ok(())
}

/// A list of ramps that gets some more at its head after some of its pages were answered, and counts right.
async fn growing(held: usize, arrive: &'static [usize]) -> Result<(MockServer, Partna)> {
    let server = MockServer::start().await;
    let list = Mutex::new((0..held).collect::<Vec<_>>());
    let answered = AtomicUsize::new(0);
    serve(&server, RAMPS, move |asked| {
        let mut list = list.lock().unwrap_or_else(PoisonError::into_inner);
        let page: Vec<Value> = asked.of(list.as_slice()).into_iter().map(ramp).collect();
        let answer = json!({"data": {"total": list.len(), "rampRequests": page}});
        let answered = answered.fetch_add(1, Ordering::SeqCst);
        for _ in 0..arrive.get(answered).copied().unwrap_or(0) {
            let newest = 1000 + list.len();
            list.insert(0, newest);
        }
        answer
    })
    .await;
    let partna = partna(&server).await?;
    Ok((server, partna))
}

#[tokio::test]
async fn what_arrives_meanwhile_neither_doubles_nor_hides_an_item() -> Result {
    let cases: [(usize, &'static [usize], usize); 3] = [
        // One at a time, which pushes an item over every boundary.
        (50, &[1, 1, 1], 4),
        // More than a page at once: the third page then holds nothing new.
        (60, &[0, 25], 6),
        // Exactly a page: the second one is the first once more.
        (40, &[20], 4),
    ];
    for (held, arrive, requests) in cases {
        let (server, partna) = growing(held, arrive).await?;
        let ramps: Vec<_> = partna.ramps("amina01").stream().try_collect().await?;
        assert_eq!(numbers(&ramps), up_to(held), "{arrive:?}");
        assert_eq!(asked(&server, RAMPS).await, requests, "{arrive:?}");
    }
    Ok(())
}

#[tokio::test]
async fn an_account_whose_balance_moves_is_given_once() -> Result {
    let server = MockServer::start().await;
    let answered = AtomicUsize::new(0);
    serve(&server, ACCOUNTS, move |asked| {
        let answered = answered.fetch_add(1, Ordering::SeqCst);
        let newer = (0..answered).map(|number| 1000 + number);
        let all: Vec<Value> = newer
            .chain(0..25)
            .map(|number| account(number, answered))
            .collect();
        json!({"data": {"accounts": asked.of(&all)}})
    })
    .await;
    let accounts: Vec<_> = partna(&server)
        .await?
        .accounts()
        .stream()
        .try_collect()
        .await?;
    let names: Vec<Option<&str>> = accounts
        .iter()
        .map(|account| account.get("NGN")?.account_name.as_deref())
        .collect();
    let expected: Vec<String> = (0..25).map(|number| format!("amina{number}")).collect();
    let expected: Vec<Option<&str>> = expected.iter().map(|name| Some(name.as_str())).collect();
    assert_eq!(names, expected);
    assert_eq!(asked(&server, ACCOUNTS).await, 3);
    Ok(())
}

#[tokio::test]
async fn a_wrong_count_costs_a_request_and_no_item() -> Result {
    for count in [
        json!(null),
        json!(-1),
        json!(0),
        json!(1),
        json!(20),
        json!(1_000_000),
    ] {
        let server = MockServer::start().await;
        let (total, pages) = (count.clone(), count.clone());
        serve(&server, RAMPS, move |asked| {
            let all: Vec<Value> = (0..40).map(ramp).collect();
            json!({"data": {"total": total, "rampRequests": asked.of(&all)}})
        })
        .await;
        serve(&server, DETAILS, move |asked| {
            let all: Vec<Value> = (0..40).map(customer).collect();
            json!({"data": {"totalPages": pages, "accounts": asked.of(&all)}})
        })
        .await;
        let partna = partna(&server).await?;
        let ramps: Vec<_> = partna.ramps("amina01").stream().try_collect().await?;
        assert_eq!(numbers(&ramps), up_to(40), "{count}");
        let customers: Vec<_> = partna.account_details().stream().try_collect().await?;
        assert_eq!(customers.len(), 40, "{count}");
        assert_eq!(asked(&server, RAMPS).await, 3, "{count}");
        assert_eq!(asked(&server, DETAILS).await, 3, "{count}");
    }
    Ok(())
}

#[tokio::test]
async fn nothing_is_an_empty_list() -> Result {
    for nothing in [
        json!({}),
        json!({"data": null}),
        json!({"data": {}}),
        json!({"data": {"rampRequests": null, "accounts": null}}),
        json!({"data": {"rampRequests": [], "accounts": [], "total": 100, "totalPages": 5, "perPage": 0}}),
    ] {
        let server = MockServer::start().await;
        for place in [RAMPS, ACCOUNTS, DETAILS] {
            let nothing = nothing.clone();
            serve(&server, place, move |_| nothing.clone()).await;
        }
        let partna = partna(&server).await?;
        let ramps: Vec<_> = partna.ramps("amina01").stream().try_collect().await?;
        let accounts: Vec<_> = partna.accounts().stream().try_collect().await?;
        let customers: Vec<_> = partna.account_details().stream().try_collect().await?;
        let given = (ramps.len(), accounts.len(), customers.len());
        assert_eq!(given, (0, 0, 0), "{nothing}");
        for place in [RAMPS, ACCOUNTS, DETAILS] {
            assert_eq!(asked(&server, place).await, 1, "{nothing}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn an_error_is_given_once_and_ends_the_list() -> Result {
    let server = MockServer::start().await;
    let respond = |request: &Request| {
        let asked = Asked::by(request);
        let all: Vec<Value> = (0..100).map(ramp).collect();
        match asked.page {
            2 => ResponseTemplate::new(503),
            _ => ResponseTemplate::new(200)
                .set_body_json(json!({"data": {"rampRequests": asked.of(&all)}})),
        }
    };
    Mock::given(method("GET"))
        .and(path(RAMPS))
        .respond_with(respond)
        .mount(&server)
        .await;
    let mut ramps = partna(&server).await?.ramps("amina01").stream();
    for given in 0..20 {
        let ramp = ramps.next().await.ok_or("ended early")??;
        assert_eq!(number(&ramp), Some(given));
    }
    let error = ramps.next().await.ok_or("ended early")?.err();
    let kind = error.as_ref().map(partna_auth::Error::kind);
    assert_eq!(kind, Some(ErrorKind::Unavailable));
    for _ in 0..3 {
        assert!(ramps.next().await.is_none());
    }
    assert_eq!(asked(&server, RAMPS).await, 2);
    Ok(())
}

#[tokio::test]
async fn two_that_are_alike_on_one_page_are_two() -> Result {
    let server = MockServer::start().await;
    serve(&server, RAMPS, |_| {
        let nameless = json!({"status": "completed", "fromAmount": 5});
        let empty = json!({"status": "completed", "rampReference": ""});
        json!({"data": {"rampRequests": [nameless, nameless, empty, ramp(1)]}})
    })
    .await;
    let ramps = partna(&server).await?.ramps("amina01").stream();
    assert_eq!(ramps.count().await, 4);
    Ok(())
}

#[tokio::test]
async fn filters_go_along_and_a_stream_may_move() -> Result {
    let (server, partna) = shelf(1).await?;
    let reference: Reference = "f32c3925063447a54905d31305a14da5".parse()?;
    let ramps = partna
        .ramps("amina01")
        .reference(reference)
        .per_page(0)
        .stream();
    let accounts = partna.accounts().account_name("amina01").per_page(7);
    let customers = partna.account_details().account_name("amina01").per_page(8);
    // To another task, without the client that it came from.
    drop(partna);
    tokio::spawn(ramps.try_collect::<Vec<_>>()).await??;
    tokio::spawn(accounts.stream().try_collect::<Vec<_>>()).await??;
    tokio::spawn(customers.stream().try_collect::<Vec<_>>()).await??;
    let ramps = queries(&server, RAMPS).await;
    assert_eq!(
        ramps.first().map(String::as_str),
        Some("accountName=amina01&page=1&perPage=1&rampReference=f32c3925063447a54905d31305a14da5")
    );
    assert_eq!(
        queries(&server, ACCOUNTS).await,
        [
            "accountName=amina01&page=1&perPage=7",
            "accountName=amina01&page=2&perPage=7"
        ]
    );
    assert_eq!(
        queries(&server, DETAILS).await,
        [
            "accountName=amina01&page=1&perPage=8",
            "accountName=amina01&page=2&perPage=8"
        ]
    );
    Ok(())
}
