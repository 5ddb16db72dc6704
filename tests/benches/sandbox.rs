//! Measures the throughput of one sandbox and of a plain axum server, in one run.
//!
//! Run it with `cargo bench --package partna-tests --bench sandbox`. Servers have two threads, and clients have two others. On a
//! machine with more cores, prefix it with `taskset --cpu-list 0,1` to use two. Connections are kept alive. Each connection
//! requests balances, requests a rate, makes a transfer and makes a deposit, in turn. So half of the requests change the books
//! and cause a webhook. The sandbox signs and delivers webhooks concurrently, one after the other, and falls behind at full
//! load; the table contains the number that arrived. A second part sends 2,000 requests per second, to show whether webhooks
//! keep up. The axum server sends the same balances to every request. Rounds alternate, so that other load on the machine
//! affects both servers alike.

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use axum::routing::post;
use partna_auth::types;
use partna_sandbox::{Sandbox, Seed};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};
use url::Url;

type Result<T = ()> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

const CONNECTIONS: usize = 32;
const ROUNDS: usize = 5;
const ROUND_TIME: Duration = Duration::from_secs(2);
/// Requests per second that a sandbox must sustain.
const SUSTAINED_RATE: u32 = 2000;
const SUSTAINED_TIME: Duration = Duration::from_secs(10);

const SEED: &str = r#"
    [[accounts]]
    name = "amina01"

    [[accounts]]
    name = "sandboxmerchant"
    balances = { USD = "1000000000" }
"#;

const BALANCES: &str = r#"{"data":{"customer":{"NGN":{"availableBalance":250000.75,"pendingDebit":0}},
    "merchant":{"USD":{"availableBalance":20.5,"pendingDebit":0}}},"message":"success"}"#;

/// The operations, in turn.
const OPERATIONS: [&str; 4] = [
    "get_balances",
    "get_rate",
    "create_transfer",
    "create_mock_deposit",
];

/// The indexes of the operations that cause a webhook.
const WITH_WEBHOOK: [usize; 2] = [2, 3];

fn main() -> Result {
    let (servers, clients) = (runtime()?, runtime()?);
    let bare = servers.block_on(bare())?;
    let (sandbox, address) = servers.block_on(sandbox(bare))?;
    let (mut rates, mut responses) = (Vec::new(), Vec::new());
    let mut webhooks = Vec::new();
    for round in 0..=ROUNDS {
        let before = ARRIVED.load(Relaxed);
        let sandbox_responses = clients.block_on(load(address, ROUND_TIME, None))?;
        let arrived = ARRIVED.load(Relaxed) - before;
        let bare_responses = clients.block_on(load(bare, ROUND_TIME, None))?;
        // The first round warms up.
        if round > 0 {
            rates.push([sandbox_responses.len(), bare_responses.len()].map(per_second));
            responses.extend(sandbox_responses);
            webhooks.push(arrived as f64 / ROUND_TIME.as_secs_f64());
        }
    }
    // Figures of a server that loses money would be worthless.
    sandbox.books().check()?;
    std::io::stdout().write_all(table(&rates, &responses, webhooks)?.as_bytes())?;
    servers.block_on(sandbox.stop());
    let sustained = sustained(&servers, &clients, bare)?;
    std::io::stdout().write_all(sustained.as_bytes())?;
    Ok(())
}

/// Sends requests at the sustained rate to a separate sandbox, and counts its webhooks.
fn sustained(servers: &Runtime, clients: &Runtime, receiver: SocketAddr) -> Result<String> {
    let (sandbox, address) = servers.block_on(sandbox(receiver))?;
    let before = ARRIVED.load(Relaxed);
    let pace = Duration::from_secs(1) * u32::try_from(CONNECTIONS)? / SUSTAINED_RATE;
    let responses = clients.block_on(load(address, SUSTAINED_TIME, Some(pace)))?;
    let arrived = ARRIVED.load(Relaxed) - before;
    let with_webhook = responses
        .iter()
        .filter(|(kind, _)| WITH_WEBHOOK.contains(kind));
    let (with_webhook, all) = (with_webhook.count(), responses.len());
    let times = responses.iter().map(|(_, time)| time.as_secs_f64() * 1e6);
    let times: Vec<f64> = times.collect();
    sandbox.books().check()?;
    servers.block_on(sandbox.stop());
    Ok(format!(
        "at {SUSTAINED_RATE} requests per second, for {} s\n  {:<28}{all:>9}\n  {:<28}{:>9.0}{:>9.0}\n  \
         {:<28}{with_webhook:>9}\n  {:<28}{arrived:>9}\n",
        SUSTAINED_TIME.as_secs(),
        "responses",
        "microseconds: median, 99 %",
        quantile(times.clone(), 0.5),
        quantile(times, 0.99),
        "responses with a webhook",
        "webhooks that arrived",
    ))
}

/// Starts a sandbox that sends webhooks to a receiver.
async fn sandbox(receiver: SocketAddr) -> Result<(Sandbox, SocketAddr)> {
    let sandbox = Sandbox::builder().seed(Seed::read(SEED)?).start().await?;
    let body = types::WebhookRequest::builder().url(format!("http://{receiver}/webhook"));
    sandbox.client().set_webhook().body(body).send().await?;
    let addresses = Url::parse(&sandbox.base_url())?.socket_addrs(|| None)?;
    let address = *addresses.first().ok_or("the sandbox has no address")?;
    Ok((sandbox, address))
}

fn runtime() -> std::io::Result<Runtime> {
    Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
}

/// The number of webhooks that arrived.
static ARRIVED: AtomicU64 = AtomicU64::new(0);

/// Starts a server that sends the same response to every request, and receives webhooks.
async fn bare() -> Result<SocketAddr> {
    let kind = [("content-type", "application/json")];
    let router: axum::Router = axum::Router::new()
        .route(
            "/webhook",
            post(|| async { _ = ARRIVED.fetch_add(1, Relaxed) }),
        )
        .fallback(move || async move { (kind, BALANCES) });
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}

/// A response: the index of its operation, and its latency.
type Response = (usize, Duration);

/// Sends requests for a time on all connections, at once after each response or at a pace. Returns the responses.
async fn load(server: SocketAddr, time: Duration, pace: Option<Duration>) -> Result<Vec<Response>> {
    let until = Instant::now() + time;
    let tasks: Vec<_> = (0..CONNECTIONS)
        .map(|first| tokio::spawn(send_until(server, until, first, pace)))
        .collect();
    let mut responses = Vec::new();
    for task in tasks {
        responses.extend(task.await??);
    }
    Ok(responses)
}

async fn send_until(
    server: SocketAddr,
    until: Instant,
    first: usize,
    pace: Option<Duration>,
) -> Result<Vec<Response>> {
    let mut ticks = pace.map(tokio::time::interval);
    let mut stream = TcpStream::connect(server).await?;
    stream.set_nodelay(true)?;
    let mut buffer = Vec::with_capacity(1 << 16);
    let mut responses = Vec::new();
    for turn in first.. {
        let kind = turn % OPERATIONS.len();
        let request = request(kind, server);
        if let Some(ticks) = &mut ticks {
            ticks.tick().await;
        }
        let start = Instant::now();
        if start >= until {
            break;
        }
        stream.write_all(request.as_bytes()).await?;
        read_response(&mut stream, &mut buffer).await?;
        responses.push((kind, start.elapsed()));
    }
    Ok(responses)
}

fn request(kind: usize, server: SocketAddr) -> String {
    static NEXT_REFERENCE: AtomicU64 = AtomicU64::new(0);
    let (method, path, body) = match OPERATIONS.get(kind).copied().unwrap_or_default() {
        "get_balances" => ("GET", "/user/balances", String::new()),
        "get_rate" => {
            let path = "/rate?fromCurrency=NGN&toCurrency=USDT&fromAmount=1000";
            ("GET", path, String::new())
        }
        "create_transfer" => {
            let reference = NEXT_REFERENCE.fetch_add(1, Relaxed);
            let body = format!(
                r#"{{"toAccount":"amina01","amount":0.01,"currency":"USD","transactionReference":"{reference:032x}"}}"#
            );
            ("POST", "/transfer", body)
        }
        _ => {
            let body =
                r#"{"accountName":"amina01","currency":"NGN","network":"naira","amount":1.5}"#;
            ("POST", "/mock/deposit", body.to_owned())
        }
    };
    let (key, user, length) = (Sandbox::API_KEY, Sandbox::API_USER, body.len());
    format!(
        "{method} /v4{path} HTTP/1.1\r\nhost: {server}\r\nx-api-key: {key}\r\nx-api-user: {user}\r\n\
         content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
    )
}

/// Reads one complete response, and fails unless it is a success.
async fn read_response(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Result {
    buffer.clear();
    let mut total = None;
    while total.is_none_or(|total| buffer.len() < total) {
        if stream.read_buf(buffer).await? == 0 {
            return Err("the server closed the connection".into());
        }
        if total.is_none() {
            total = length(buffer)?;
        }
    }
    Ok(())
}

/// Returns the length of a success in bytes; `None` until its head is complete.
fn length(buffer: &[u8]) -> Result<Option<usize>> {
    let mut headers = [httparse::EMPTY_HEADER; 16];
    let mut head = httparse::Response::new(&mut headers);
    let httparse::Status::Complete(start) = head.parse(buffer)? else {
        return Ok(None);
    };
    if head.code != Some(200) {
        return Err(format!("not a success: {head:?}").into());
    }
    let mut headers = head.headers.iter();
    let length = headers.find(|header| header.name.eq_ignore_ascii_case("content-length"));
    let length = length.ok_or("a response without a length")?;
    let body: usize = std::str::from_utf8(length.value)?.parse()?;
    Ok(Some(start + body))
}

fn per_second(responses: usize) -> f64 {
    responses as f64 / ROUND_TIME.as_secs_f64()
}

fn table(rates: &[[f64; 2]], responses: &[Response], webhooks: Vec<f64>) -> Result<String> {
    let of = |kind: fn(&[f64; 2]) -> f64| quantile(rates.iter().map(kind).collect(), 0.5);
    let (sandbox, bare) = (of(|[sandbox, _]| *sandbox), of(|[_, bare]| *bare));
    let ratio = of(|[sandbox, bare]| sandbox / bare);
    let mut text = format!("requests per second, over {CONNECTIONS} connections\n");
    writeln!(text, "  {:<28}{sandbox:>9.0}", "a sandbox")?;
    writeln!(text, "  {:<28}{bare:>9.0}", "axum, always the same")?;
    writeln!(text, "  {:<28}{ratio:>9.3}", "ratio")?;
    let webhooks = quantile(webhooks, 0.5);
    writeln!(text, "  {:<28}{webhooks:>9.0}", "webhooks that arrived")?;
    writeln!(
        text,
        "microseconds per response of the sandbox: median, 99 %"
    )?;
    for (kind, name) in OPERATIONS.iter().enumerate() {
        let of_kind = responses.iter().filter(|(of, _)| *of == kind);
        let times: Vec<f64> = of_kind.map(|(_, time)| time.as_secs_f64() * 1e6).collect();
        let (median, high) = (quantile(times.clone(), 0.5), quantile(times, 0.99));
        writeln!(text, "  {name:<28}{median:>9.0}{high:>9.0}")?;
    }
    Ok(text)
}

/// Returns a quantile of the values.
fn quantile(mut values: Vec<f64>, part: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let index = (values.len() as f64 * part) as usize;
    values.get(index).copied().unwrap_or(f64::NAN)
}
