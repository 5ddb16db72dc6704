//! Servers with pages of ramps, accounts and customers.
//!
//! Why not the sandbox: lists change between two pages, totals are wrong, pages are uneven, and the tests compare each query.

use partna_auth::{Partna, types};
use partna_tests::builder;
use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use super::{ACCOUNTS, DETAILS, RAMPS, Result};

/// The page number and page size of a request.
#[derive(Clone, Copy)]
pub(crate) struct PageQuery {
    pub(crate) page: usize,
    pub(crate) per_page: usize,
}

impl PageQuery {
    pub(crate) fn from_request(request: &Request) -> Self {
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

    /// Returns the rows of a list on this page.
    pub(crate) fn select<T: Clone>(self, list: &[T]) -> Vec<T> {
        let offset = self.page.saturating_sub(1) * self.per_page;
        list.iter()
            .skip(offset)
            .take(self.per_page)
            .cloned()
            .collect()
    }
}

/// Serves a list at an endpoint. `body` returns the body for a page.
pub(crate) async fn serve(
    server: &MockServer,
    endpoint: &str,
    body: impl Fn(PageQuery) -> Value + Send + Sync + 'static,
) {
    let respond = move |request: &Request| {
        ResponseTemplate::new(200).set_body_json(body(PageQuery::from_request(request)))
    };
    Mock::given(method("GET"))
        .and(path(endpoint))
        .respond_with(respond)
        .mount(server)
        .await;
}

pub(crate) async fn partna(server: &MockServer) -> Result<Partna> {
    Ok(builder(&server.uri())?.build().await?)
}

/// Returns the queries that an endpoint received, in order.
pub(crate) async fn queries(server: &MockServer, endpoint: &str) -> Vec<String> {
    let requests = server.received_requests().await.unwrap_or_default();
    let matching = requests
        .iter()
        .filter(|request| request.url.path() == endpoint);
    matching
        .map(|request| request.url.query().unwrap_or_default().to_owned())
        .collect()
}

/// Returns the number of requests that an endpoint received.
pub(crate) async fn count_requests(server: &MockServer, endpoint: &str) -> usize {
    queries(server, endpoint).await.len()
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

pub(crate) fn numbers_below(end: usize) -> Vec<Option<usize>> {
    (0..end).map(Some).collect()
}

pub(crate) fn account(number: usize, balance: usize) -> Value {
    json!({"NGN": {"accountName": format!("amina{number}"), "balance": balance, "asset": []}})
}

pub(crate) fn customer(number: usize) -> Value {
    json!({"externalRef": format!("amina{number}"), "email": format!("amina{number}@example.com")})
}

/// Starts a server with `row_count` ramps, accounts and customers. Its totals are correct.
pub(crate) async fn start_paged_server(row_count: usize) -> Result<(MockServer, Partna)> {
    let server = MockServer::start().await;
    let ramps: Vec<Value> = (0..row_count).map(ramp).collect();
    serve(&server, RAMPS, move |query| {
        let page = query.select(&ramps);
        json!({"data": {"page": query.page, "perPage": query.per_page, "total": row_count, "rampRequests": page}})
    })
    .await;
    let accounts: Vec<Value> = (0..row_count).map(|number| account(number, 0)).collect();
    serve(
        &server,
        ACCOUNTS,
        move |query| json!({"data": {"accounts": query.select(&accounts)}}),
    )
    .await;
    let customers: Vec<Value> = (0..row_count).map(customer).collect();
    serve(&server, DETAILS, move |query| {
        let (page, pages) = (query.select(&customers), row_count.div_ceil(query.per_page));
        json!({"data": {"page": query.page, "perPage": query.per_page, "totalPages": pages, "accounts": page}})
    })
    .await;
    let partna = partna(&server).await?;
    Ok((server, partna))
}
