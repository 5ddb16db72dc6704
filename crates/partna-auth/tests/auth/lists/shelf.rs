//! Servers with pages of ramps, accounts and customers.
//!
//! Why not the sandbox: lists change between two pages or miscount, pages are uneven, and each query is compared.

use partna_auth::{Partna, types};
use partna_tests::builder;
use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use super::{ACCOUNTS, DETAILS, RAMPS, Result};

/// The page that a request asks for.
#[derive(Clone, Copy)]
pub(crate) struct Asked {
    pub(crate) page: usize,
    pub(crate) per_page: usize,
}

impl Asked {
    pub(crate) fn by(request: &Request) -> Self {
        let number = |name: &str| {
            let mut pairs = request.url.query_pairs();
            let value = pairs
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.into_owned());
            value.and_then(|value| value.parse().ok()).unwrap_or(0)
        };
        Self {
            page: number("page"),
            per_page: number("perPage"),
        }
    }

    /// What a whole list has on this page.
    pub(crate) fn of<T: Clone>(self, list: &[T]) -> Vec<T> {
        let before = self.page.saturating_sub(1) * self.per_page;
        list.iter()
            .skip(before)
            .take(self.per_page)
            .cloned()
            .collect()
    }
}

/// Has a server answer a list by the page that is asked for.
pub(crate) async fn serve(
    server: &MockServer,
    place: &str,
    answer: impl Fn(Asked) -> Value + Send + Sync + 'static,
) {
    let respond = move |request: &Request| {
        ResponseTemplate::new(200).set_body_json(answer(Asked::by(request)))
    };
    Mock::given(method("GET"))
        .and(path(place))
        .respond_with(respond)
        .mount(server)
        .await;
}

pub(crate) async fn partna(server: &MockServer) -> Result<Partna> {
    Ok(builder(&server.uri())?.build().await?)
}

/// The queries that came for a list, in the order in which they came.
pub(crate) async fn queries(server: &MockServer, place: &str) -> Vec<String> {
    let requests = server.received_requests().await.unwrap_or_default();
    let of_it = requests
        .iter()
        .filter(|request| request.url.path() == place);
    of_it
        .map(|request| request.url.query().unwrap_or_default().to_owned())
        .collect()
}

pub(crate) async fn asked(server: &MockServer, place: &str) -> usize {
    queries(server, place).await.len()
}

pub(crate) fn ramp(number: usize) -> Value {
    json!({"rampReference": format!("{number:032x}"), "status": "completed"})
}

pub(crate) fn number(ramp: &types::Ramp) -> Option<usize> {
    usize::from_str_radix(ramp.ramp_reference.as_deref()?, 16).ok()
}

pub(crate) fn numbers(ramps: &[types::Ramp]) -> Vec<Option<usize>> {
    ramps.iter().map(number).collect()
}

pub(crate) fn up_to(end: usize) -> Vec<Option<usize>> {
    (0..end).map(Some).collect()
}

pub(crate) fn account(number: usize, balance: usize) -> Value {
    json!({"NGN": {"accountName": format!("amina{number}"), "balance": balance, "asset": []}})
}

pub(crate) fn customer(number: usize) -> Value {
    json!({"externalRef": format!("amina{number}"), "email": format!("amina{number}@example.com")})
}

/// A server with so many ramps, accounts and customers, that counts right where it counts.
pub(crate) async fn shelf(held: usize) -> Result<(MockServer, Partna)> {
    let server = MockServer::start().await;
    let ramps: Vec<Value> = (0..held).map(ramp).collect();
    serve(&server, RAMPS, move |asked| {
        let page = asked.of(&ramps);
        json!({"data": {"page": asked.page, "perPage": asked.per_page, "total": held, "rampRequests": page}})
    })
    .await;
    let accounts: Vec<Value> = (0..held).map(|number| account(number, 0)).collect();
    serve(
        &server,
        ACCOUNTS,
        move |asked| json!({"data": {"accounts": asked.of(&accounts)}}),
    )
    .await;
    let customers: Vec<Value> = (0..held).map(customer).collect();
    serve(&server, DETAILS, move |asked| {
        let (page, pages) = (asked.of(&customers), held.div_ceil(asked.per_page));
        json!({"data": {"page": asked.page, "perPage": asked.per_page, "totalPages": pages, "accounts": page}})
    })
    .await;
    let partna = partna(&server).await?;
    Ok((server, partna))
}
