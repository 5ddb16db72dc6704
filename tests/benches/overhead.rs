//! What a call costs over bare reqwest and serde: CPU and wall time, both in one run.
//!
//! `cargo bench --package partna-tests --bench overhead`. Calls of both kinds alternate in short rounds on one thread, against a
//! server in another, so that whatever else the machine does falls on both alike; the ratios are the medians over the rounds.
//! "Everything on" is a key from a polled folder, near no expiry, scopes checked, retries, and a subscriber that takes every
//! span and event and writes them nowhere.

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::time::{Duration, Instant};

use criterion::Criterion;
use partna_auth::{Environment, Partna, SecretFolder, reqwest, types};
use partna_tests::server::{Reply, Server};
use partna_tests::{USER, document};
use rustix::time::{ClockId, clock_gettime};
use tokio::runtime::{Builder, Runtime};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// A key of the documented shape that ends in 2286.
const KEY: &str = "1--M--00112233445566778899aabbccddeeff--9999999999999--0a1b2c3d";
const ROUNDS: usize = 60;
const CALLS: u32 = 100;

fn main() -> Result {
    let body = example()?;
    let server = serve(body)?;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("api-key"), KEY)?;
    std::fs::write(folder.path().join("api-user"), USER)?;
    let source = SecretFolder::at(folder.path()).environment(Environment::Staging);
    let builder = Partna::builder()
        .credentials(source)
        .base_url(server.base_url())
        .check_scopes(true);
    let partna = runtime.block_on(builder.build())?;
    let bare = Bare {
        http: reqwest::Client::builder().no_proxy().build()?,
        url: server.base_url() + "/user/balances",
    };
    let plain = ratios(&runtime, &partna, &bare)?;
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(std::io::sink);
    let logged = tracing::subscriber::with_default(subscriber.finish(), || {
        ratios(&runtime, &partna, &bare)
    })?;
    let mut text = String::from("a call over bare reqwest + serde_json:   CPU    wall\n");
    writeln!(text, "  everything on, no subscriber          {plain}")?;
    writeln!(text, "  everything on, a subscriber of it all {logged}")?;
    std::io::stdout().write_all(text.as_bytes())?;
    // The same two as criterion sees them, for whoever follows their course over time.
    let mut criterion = Criterion::default()
        .sample_size(20)
        .measurement_time(Duration::from_secs(2))
        .configure_from_args();
    criterion.bench_function("bare reqwest + serde_json", |bencher| {
        bencher.iter(|| runtime.block_on(bare.call()).is_ok());
    });
    criterion.bench_function("partna", |bencher| {
        bencher.iter(|| runtime.block_on(partna.get_balances().send()).is_ok())
    });
    criterion.final_summary();
    Ok(())
}

/// What is compared with.
struct Bare {
    http: reqwest::Client,
    url: String,
}

impl Bare {
    async fn call(&self) -> Result<types::BalancesResponse> {
        let request = self
            .http
            .get(&self.url)
            .header("x-api-key", KEY)
            .header("x-api-user", USER);
        let body = request.send().await?.bytes().await?;
        Ok(serde_json::from_slice(&body)?)
    }
}

/// Ratios of CPU and wall time.
struct Ratios {
    cpu: f64,
    wall: f64,
}

impl std::fmt::Display for Ratios {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.3}  {:.3}", self.cpu, self.wall)
    }
}

fn ratios(runtime: &Runtime, partna: &Partna, bare: &Bare) -> Result<Ratios> {
    let (mut cpu, mut wall) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let theirs = measure(runtime, async || bare.call().await.is_ok())?;
        let ours = measure(runtime, async || partna.get_balances().send().await.is_ok())?;
        // The first round warms up.
        if round > 0 {
            cpu.push(ours.0.as_secs_f64() / theirs.0.as_secs_f64());
            wall.push(ours.1.as_secs_f64() / theirs.1.as_secs_f64());
        }
    }
    Ok(Ratios {
        cpu: median(cpu),
        wall: median(wall),
    })
}

/// CPU time of this thread, and wall time, of some calls.
fn measure(runtime: &Runtime, call: impl AsyncFn() -> bool) -> Result<(Duration, Duration)> {
    let (cpu, wall) = (cpu_time(), Instant::now());
    let all = runtime.block_on(async {
        for _ in 0..CALLS {
            if !call().await {
                return false;
            }
        }
        true
    });
    if !all {
        return Err("a call failed".into());
    }
    Ok((cpu_time().saturating_sub(cpu), wall.elapsed()))
}

fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(
        time.tv_sec.unsigned_abs(),
        u32::try_from(time.tv_nsec).unwrap_or(0),
    )
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The documented example of the operation that is called.
fn example() -> Result<String> {
    let doc = document()?;
    let place = [
        "paths",
        "/user/balances",
        "get",
        "responses",
        "200",
        "content",
        "application/json",
        "example",
    ];
    let example: serde_json::Value = doc.at(&place).ok_or("no example")?.convert()?;
    Ok(example.to_string())
}

/// A server in a thread of its own.
fn serve(body: String) -> Result<Server> {
    let (tell, told) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = Builder::new_current_thread().enable_all().build();
        let Ok(runtime) = runtime else { return };
        runtime.block_on(async {
            let json: serde_json::Value = serde_json::from_str(&body).unwrap_or_default();
            let server =
                Server::start(move |_| std::future::ready(Reply::Json(200, json.clone()))).await;
            // If nobody listens any more, there is nothing to serve.
            if tell.send(server).is_ok() {
                std::future::pending::<()>().await;
            }
        });
    });
    Ok(told.recv()??)
}
