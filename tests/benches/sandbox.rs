//! How many requests one sandbox answers in a second, beside a server that does nothing but answer, both in one run.
//!
//! `cargo bench --package partna-tests --bench sandbox`. Servers have two threads, and clients two others: on a machine with
//! more cores, `taskset --cpu-list 0,1` in front puts all of it on two. Connections are kept alive. Each asks for balances and for a
//! rate, moves money and pays money in, in turn; so half of the requests change the books and tell of it by a webhook. Those are
//! signed and delivered meanwhile, one after the other, and fall behind such a load: how many arrived is printed too. Then come
//! 2,000 requests a second and no more, to see whether they keep up with that. The other
//! server is axum, which answers every request with the same balances. Rounds alternate, so that whatever else the machine does
//! falls on both alike.

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
const ROUND: Duration = Duration::from_secs(2);
/// What a sandbox is to bear for as long as somebody likes.
const WANTED: u32 = 2000;
const WHILE: Duration = Duration::from_secs(10);

const SEED: &str = r#"
    [[accounts]]
    name = "amina01"

    [[accounts]]
    name = "sandboxmerchant"
    balances = { USD = "1000000000" }
"#;

const BALANCES: &str = r#"{"data":{"customer":{"NGN":{"availableBalance":250000.75,"pendingDebit":0}},
    "merchant":{"USD":{"availableBalance":20.5,"pendingDebit":0}}},"message":"success"}"#;

/// What is asked, in turn.
const KINDS: [&str; 4] = [
    "get_balances",
    "get_rate",
    "create_transfer",
    "create_mock_deposit",
];

/// Those of them that a webhook tells of.
const TELLING: [usize; 2] = [2, 3];

fn main() -> Result {
    let (servers, clients) = (runtime()?, runtime()?);
    let bare = servers.block_on(bare())?;
    let (sandbox, ours) = servers.block_on(sandbox(bare))?;
    let (mut rates, mut answers) = (Vec::new(), Vec::new());
    let mut webhooks = Vec::new();
    for round in 0..=ROUNDS {
        let before = ARRIVED.load(Relaxed);
        let of_ours = clients.block_on(load(ours, ROUND, None))?;
        let arrived = ARRIVED.load(Relaxed) - before;
        let of_bare = clients.block_on(load(bare, ROUND, None))?;
        // The first round warms up.
        if round > 0 {
            rates.push([of_ours.len(), of_bare.len()].map(a_second));
            answers.extend(of_ours);
            webhooks.push(arrived as f64 / ROUND.as_secs_f64());
        }
    }
    // Figures of a server that loses money would be worth nothing.
    sandbox.books().check()?;
    std::io::stdout().write_all(table(&rates, &answers, webhooks)?.as_bytes())?;
    servers.block_on(sandbox.stop());
    let steady = steady(&servers, &clients, bare)?;
    std::io::stdout().write_all(steady.as_bytes())?;
    Ok(())
}

/// How a sandbox of its own bears what it is to bear, and whether its webhooks keep up.
fn steady(servers: &Runtime, clients: &Runtime, receiver: SocketAddr) -> Result<String> {
    let (sandbox, address) = servers.block_on(sandbox(receiver))?;
    let before = ARRIVED.load(Relaxed);
    let pace = Duration::from_secs(1) * u32::try_from(CONNECTIONS)? / WANTED;
    let answered = clients.block_on(load(address, WHILE, Some(pace)))?;
    let arrived = ARRIVED.load(Relaxed) - before;
    let telling = answered.iter().filter(|(kind, _)| TELLING.contains(kind));
    let (telling, all) = (telling.count(), answered.len());
    let times = answered.iter().map(|(_, time)| time.as_secs_f64() * 1e6);
    let times: Vec<f64> = times.collect();
    sandbox.books().check()?;
    servers.block_on(sandbox.stop());
    Ok(format!(
        "at {WANTED} requests a second, for {} s\n  {:<28}{all:>9}\n  {:<28}{:>9.0}{:>9.0}\n  \
         {:<28}{telling:>9}\n  {:<28}{arrived:>9}\n",
        WHILE.as_secs(),
        "answered",
        "microseconds: median, 99 %",
        middle(times.clone(), 0.5),
        middle(times, 0.99),
        "of these tell of something",
        "webhooks that arrived",
    ))
}

/// One whose webhooks go to a receiver.
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

/// Webhooks that arrived.
static ARRIVED: AtomicU64 = AtomicU64::new(0);

/// A server that answers every request with the same, and takes webhooks.
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

/// An answer: to what kind of request, and how long it took.
type Answered = (usize, Duration);

/// What is answered in a time, by connections that ask again at once, or each at a pace.
async fn load(server: SocketAddr, time: Duration, pace: Option<Duration>) -> Result<Vec<Answered>> {
    let until = Instant::now() + time;
    let tasks: Vec<_> = (0..CONNECTIONS)
        .map(|first| tokio::spawn(ask_until(server, until, first, pace)))
        .collect();
    let mut answered = Vec::new();
    for task in tasks {
        answered.extend(task.await??);
    }
    Ok(answered)
}

async fn ask_until(
    server: SocketAddr,
    until: Instant,
    first: usize,
    pace: Option<Duration>,
) -> Result<Vec<Answered>> {
    let mut ticks = pace.map(tokio::time::interval);
    let mut stream = TcpStream::connect(server).await?;
    stream.set_nodelay(true)?;
    let mut buffer = Vec::with_capacity(1 << 16);
    let mut answered = Vec::new();
    for turn in first.. {
        let kind = turn % KINDS.len();
        let request = request(kind, server);
        if let Some(ticks) = &mut ticks {
            ticks.tick().await;
        }
        let start = Instant::now();
        if start >= until {
            break;
        }
        stream.write_all(request.as_bytes()).await?;
        read_answer(&mut stream, &mut buffer).await?;
        answered.push((kind, start.elapsed()));
    }
    Ok(answered)
}

fn request(kind: usize, server: SocketAddr) -> String {
    static MADE: AtomicU64 = AtomicU64::new(0);
    let (method, path, body) = match KINDS.get(kind).copied().unwrap_or_default() {
        "get_balances" => ("GET", "/user/balances", String::new()),
        "get_rate" => {
            let path = "/rate?fromCurrency=NGN&toCurrency=USDT&fromAmount=1000";
            ("GET", path, String::new())
        }
        "create_transfer" => {
            let reference = MADE.fetch_add(1, Relaxed);
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

/// Reads one answer to its end, and fails unless it is a success.
async fn read_answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Result {
    buffer.clear();
    let mut whole = None;
    while whole.is_none_or(|whole| buffer.len() < whole) {
        if stream.read_buf(buffer).await? == 0 {
            return Err("the server has closed the connection".into());
        }
        if whole.is_none() {
            whole = length(buffer)?;
        }
    }
    Ok(())
}

/// How many bytes a success has, once its head is there.
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
    let length = length.ok_or("an answer without a length")?;
    let body: usize = std::str::from_utf8(length.value)?.parse()?;
    Ok(Some(start + body))
}

fn a_second(answers: usize) -> f64 {
    answers as f64 / ROUND.as_secs_f64()
}

fn table(rates: &[[f64; 2]], answers: &[Answered], webhooks: Vec<f64>) -> Result<String> {
    let of = |kind: fn(&[f64; 2]) -> f64| middle(rates.iter().map(kind).collect(), 0.5);
    let (ours, bare) = (of(|[ours, _]| *ours), of(|[_, bare]| *bare));
    let ratio = of(|[ours, bare]| ours / bare);
    let mut text = format!("requests a second, over {CONNECTIONS} connections\n");
    writeln!(text, "  {:<28}{ours:>9.0}", "a sandbox")?;
    writeln!(text, "  {:<28}{bare:>9.0}", "axum, always the same")?;
    writeln!(text, "  {:<28}{ratio:>9.3}", "ratio")?;
    let webhooks = middle(webhooks, 0.5);
    writeln!(
        text,
        "  {:<28}{webhooks:>9.0}",
        "webhooks that arrive meanwhile"
    )?;
    writeln!(
        text,
        "microseconds an answer of the sandbox: median, 99 of 100"
    )?;
    for (kind, name) in KINDS.iter().enumerate() {
        let of_kind = answers.iter().filter(|(of, _)| *of == kind);
        let times: Vec<f64> = of_kind.map(|(_, time)| time.as_secs_f64() * 1e6).collect();
        let (median, most) = (middle(times.clone(), 0.5), middle(times, 0.99));
        writeln!(text, "  {name:<28}{median:>9.0}{most:>9.0}")?;
    }
    Ok(text)
}

/// The value that this part of all is below.
fn middle(mut values: Vec<f64>, part: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let place = (values.len() as f64 * part) as usize;
    values.get(place).copied().unwrap_or(f64::NAN)
}
