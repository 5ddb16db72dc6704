//! Measures the overhead of a call over bare reqwest and serde_json: CPU and wall time, in one run.
//!
//! Run it with `cargo bench --package partna-tests --bench overhead`. The first case is the shortest response, where the
//! overhead is largest. The other cases fetch 100 transactions, the default page of the API, over TLS: from a local server that
//! responds at once, and from one with a latency of 5 ms. Calls of both clients alternate in short rounds on one thread, and
//! the server runs on another, so that other load on the machine affects both clients alike. The ratios are medians over the
//! rounds. "Everything on" means a key from a polled directory, not near its expiry, with scope checks, retries, timeouts and
//! spans. The bare client has the same timeout and decodes the same types.

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::Criterion;
use partna_auth::{Environment, Partna, SecretDir, reqwest, types};
use partna_tests::{USER, document};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use reqwest::Certificate;
use serde_json::Value;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// A key of the documented form that expires in 2286.
const KEY: &str = "1--M--00112233445566778899aabbccddeeff--9999999999999--0a1b2c3d";
const ROUNDS: usize = 50;

fn main() -> Result {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let (list, short) = (
        default_page()?,
        r#"{"data":[],"message":"success"}"#.to_owned(),
    );
    let mut table = format!(
        "{:<48}{:<25}{:<25}\n",
        "microseconds per call: bare, partna, ratio", "  CPU", "  wall"
    );
    let mut last = None;
    for (name, body, is_encrypted, latency, calls) in [
        ("shortest response, plain HTTP", &short, false, 0, 100),
        ("shortest response, over TLS", &short, true, 0, 100),
        ("100 transactions, over TLS", &list, true, 0, 100),
        ("the same, 5 ms latency", &list, true, 5, 10),
    ] {
        let clients = runtime.block_on(Clients::new(
            body,
            is_encrypted,
            Duration::from_millis(latency),
        ))?;
        writeln!(
            table,
            "  {name:<30} everything on   {}",
            clients.compare(&runtime, calls)?
        )?;
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::DEBUG)
            .with_writer(std::io::sink);
        let logged = tracing::subscriber::with_default(subscriber.finish(), || {
            clients.compare(&runtime, calls)
        })?;
        writeln!(table, "  {:<30} and DEBUG logged{logged}", "")?;
        last = Some(clients);
    }
    std::io::stdout().write_all(table.as_bytes())?;
    // Criterion measures the last case, for comparisons over time.
    let clients = last.ok_or("no case was measured")?;
    let mut criterion = Criterion::default()
        .sample_size(20)
        .measurement_time(Duration::from_secs(2))
        .configure_from_args();
    criterion.bench_function("bare reqwest + serde_json", |bencher| {
        bencher.iter(|| runtime.block_on(clients.call_bare()).is_ok())
    });
    criterion.bench_function("partna", |bencher| {
        bencher.iter(|| runtime.block_on(clients.call_partna()).is_ok())
    });
    criterion.final_summary();
    Ok(())
}

/// Both clients of one server.
struct Clients {
    partna: Partna,
    http: reqwest::Client,
    url: String,
    _directory: tempfile::TempDir,
}

impl Clients {
    async fn new(body: &str, is_encrypted: bool, latency: Duration) -> Result<Self> {
        let (base_url, certificate) = serve(body, is_encrypted, latency)?;
        let directory = tempfile::tempdir()?;
        std::fs::write(directory.path().join("api-key"), KEY)?;
        std::fs::write(directory.path().join("api-user"), USER)?;
        let source = SecretDir::at(directory.path()).environment(Environment::Staging);
        let (for_partna, for_bare) = (certificate.clone(), certificate);
        let builder = Partna::builder()
            .credentials(source)
            .base_url(&base_url)
            .check_scopes(true);
        let partna = builder
            .configure(move |client| client.tls_certs_only(for_partna))
            .build()
            .await?;
        let http = reqwest::Client::builder()
            .no_proxy()
            .timeout(Duration::from_secs(30))
            .tls_certs_only(for_bare)
            .build()?;
        Ok(Self {
            partna,
            http,
            url: base_url + "/transfer",
            _directory: directory,
        })
    }

    async fn call_bare(&self) -> Result<types::TransactionsResponse> {
        let request = self
            .http
            .get(&self.url)
            .header("x-api-key", KEY)
            .header("x-api-user", USER);
        let response = request
            .header("accept", "application/json")
            .send()
            .await?
            .error_for_status()?;
        Ok(serde_json::from_slice(&response.bytes().await?)?)
    }

    async fn call_partna(&self) -> Result<types::TransactionsResponse> {
        Ok(self.partna.list_transactions().send().await?.into_inner())
    }

    fn compare(&self, runtime: &Runtime, calls: u32) -> Result<Cost> {
        let (mut bare_costs, mut partna_costs) = (Vec::new(), Vec::new());
        for round in 0..=ROUNDS {
            let bare = measure(runtime, calls, async || self.call_bare().await.is_ok())?;
            let wrapped = measure(runtime, calls, async || self.call_partna().await.is_ok())?;
            // The first round warms up.
            if round > 0 {
                bare_costs.push(bare);
                partna_costs.push(wrapped);
            }
        }
        Ok(Cost {
            bare_costs,
            partna_costs,
        })
    }
}

/// CPU and wall time of a call in each round, in microseconds.
struct Cost {
    bare_costs: Vec<[f64; 2]>,
    partna_costs: Vec<[f64; 2]>,
}

impl std::fmt::Display for Cost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for kind in [|[cpu, _]: &[f64; 2]| *cpu, |[_, wall]: &[f64; 2]| *wall] {
            let bare_costs: Vec<f64> = self.bare_costs.iter().map(kind).collect();
            let partna_costs: Vec<f64> = self.partna_costs.iter().map(kind).collect();
            let ratio = partna_costs
                .iter()
                .zip(&bare_costs)
                .map(|(partna, bare)| partna / bare);
            let ratio = median(ratio.collect());
            write!(
                f,
                "  {:7.1} {:7.1}  {ratio:.3}",
                median(bare_costs),
                median(partna_costs)
            )?;
        }
        Ok(())
    }
}

/// Returns the CPU time of this thread and the wall time per call, in microseconds.
fn measure(runtime: &Runtime, calls: u32, call: impl AsyncFn() -> bool) -> Result<[f64; 2]> {
    let (cpu, wall) = (cpu_time(), Instant::now());
    let all = runtime.block_on(async {
        for _ in 0..calls {
            if !call().await {
                return false;
            }
        }
        true
    });
    if !all {
        return Err("a call failed".into());
    }
    let each = |time: Duration| time.as_secs_f64() * 1e6 / f64::from(calls);
    Ok([each(cpu_time().saturating_sub(cpu)), each(wall.elapsed())])
}

/// Returns the CPU time of this thread.
#[cfg(unix)]
fn cpu_time() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(
        time.tv_sec.unsigned_abs(),
        u32::try_from(time.tv_nsec).unwrap_or(0),
    )
}

/// CPU time is not measured on other platforms: the column is 0.
#[cfg(not(unix))]
fn cpu_time() -> Duration {
    Duration::ZERO
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Returns the documented list of transactions, repeated to the default page size.
fn default_page() -> Result<String> {
    let doc = document()?;
    let path = [
        "paths",
        "/transfer",
        "get",
        "responses",
        "200",
        "content",
        "application/json",
        "example",
    ];
    let mut example: Value = doc.at(&path).ok_or("no example")?.convert()?;
    let items = example
        .pointer_mut("/data")
        .and_then(Value::as_array_mut)
        .ok_or("no transactions")?;
    *items = items.iter().cycle().take(100).cloned().collect();
    Ok(example.to_string())
}

/// Starts a server in its own thread that sends `body` to every request. Returns its base URL and certificate.
fn serve(body: &str, is_encrypted: bool, latency: Duration) -> Result<(String, Vec<Certificate>)> {
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    let response: Arc<[u8]> = (head + body).into_bytes().into();
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(vec!["localhost".to_owned()])?;
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(signing_key.serialize_der()));
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)?;
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let port = listener.local_addr()?.port();
    std::thread::spawn(move || {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(accept_all(
            listener,
            is_encrypted.then_some(acceptor),
            response,
            latency,
        ))
    });
    let scheme = if is_encrypted { "https" } else { "http" };
    Ok((
        format!("{scheme}://localhost:{port}/v4"),
        vec![Certificate::from_der(cert.der())?],
    ))
}

async fn accept_all(
    listener: std::net::TcpListener,
    acceptor: Option<TlsAcceptor>,
    response: Arc<[u8]>,
    latency: Duration,
) -> std::io::Result<()> {
    let listener = TcpListener::from_std(listener)?;
    while let Ok((socket, _)) = listener.accept().await {
        socket.set_nodelay(true)?;
        let (acceptor, response) = (acceptor.clone(), response.clone());
        tokio::spawn(async move {
            match acceptor {
                Some(acceptor) => respond(acceptor.accept(socket).await?, &response, latency).await,
                None => respond(socket, &response, latency).await,
            }
        });
    }
    Ok(())
}

/// Responds to each request after the latency. Requests have no body: each ends with its head.
async fn respond(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    response: &[u8],
    latency: Duration,
) -> std::io::Result<()> {
    let mut buffer = [0; 8192];
    let mut filled = 0;
    while let Some(free) = buffer.get_mut(filled..).filter(|free| !free.is_empty()) {
        match stream.read(free).await? {
            0 => break,
            count => filled += count,
        }
        if buffer
            .get(..filled)
            .is_some_and(|head| head.ends_with(b"\r\n\r\n"))
        {
            filled = 0;
            if !latency.is_zero() {
                tokio::time::sleep(latency).await;
            }
            stream.write_all(response).await?;
            stream.flush().await?;
        }
    }
    Ok(())
}
