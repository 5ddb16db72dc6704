//! What a call costs over bare reqwest and serde: CPU and wall time, both in one run.
//!
//! `cargo bench --package partna-tests --bench overhead`. A list of 100 transactions, which is what the API answers unless
//! told otherwise, is fetched over TLS, as in earnest: from a server in the same machine that does nothing but answer, and
//! from one that is some milliseconds away, as the API is at the least. The hardest case there is comes first: the shortest
//! answer. Calls of both kinds alternate in short rounds on one thread, against a server in another, so that whatever else
//! the machine does falls on both alike; the ratios are the medians over the rounds. "Everything on" is a key from a folder
//! that is polled, near no expiry, scopes checked, retries, timeouts and spans. The other client has the same timeout and
//! reads the same types.

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

/// A key of the documented shape that ends in 2286.
const KEY: &str = "1--M--00112233445566778899aabbccddeeff--9999999999999--0a1b2c3d";
const ROUNDS: usize = 50;

fn main() -> Result {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let (list, short) = (
        usual_list()?,
        r#"{"data":[],"message":"success"}"#.to_owned(),
    );
    let mut table = format!(
        "{:<48}{:<25}{:<25}\n",
        "microseconds a call: bare, partna, ratio", "  CPU", "  wall"
    );
    let mut last = None;
    for (name, body, encrypted, away, calls) in [
        ("the shortest answer, in clear", &short, false, 0, 100),
        ("the shortest answer, over TLS", &short, true, 0, 100),
        ("100 transactions, over TLS", &list, true, 0, 100),
        ("the same, 5 ms away", &list, true, 5, 10),
    ] {
        let pair = runtime.block_on(Pair::new(body, encrypted, Duration::from_millis(away)))?;
        writeln!(
            table,
            "  {name:<30} everything on   {}",
            pair.compare(&runtime, calls)?
        )?;
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::DEBUG)
            .with_writer(std::io::sink);
        let logged = tracing::subscriber::with_default(subscriber.finish(), || {
            pair.compare(&runtime, calls)
        })?;
        writeln!(table, "  {:<30} and DEBUG logged{logged}", "")?;
        last = Some(pair);
    }
    std::io::stdout().write_all(table.as_bytes())?;
    // The last as criterion sees it, for whoever follows its course over time.
    let pair = last.ok_or("nothing was measured")?;
    let mut criterion = Criterion::default()
        .sample_size(20)
        .measurement_time(Duration::from_secs(2))
        .configure_from_args();
    criterion.bench_function("bare reqwest + serde_json", |bencher| {
        bencher.iter(|| runtime.block_on(pair.bare()).is_ok())
    });
    criterion.bench_function("partna", |bencher| {
        bencher.iter(|| runtime.block_on(pair.ours()).is_ok())
    });
    criterion.final_summary();
    Ok(())
}

/// What is compared: both clients for one server.
struct Pair {
    partna: Partna,
    http: reqwest::Client,
    url: String,
    _folder: tempfile::TempDir,
}

impl Pair {
    async fn new(body: &str, encrypted: bool, away: Duration) -> Result<Self> {
        let (base_url, certificate) = serve(body, encrypted, away)?;
        let folder = tempfile::tempdir()?;
        std::fs::write(folder.path().join("api-key"), KEY)?;
        std::fs::write(folder.path().join("api-user"), USER)?;
        let source = SecretDir::at(folder.path()).environment(Environment::Staging);
        let (ours, theirs) = (certificate.clone(), certificate);
        let builder = Partna::builder()
            .credentials(source)
            .base_url(&base_url)
            .check_scopes(true);
        let partna = builder
            .configure(move |client| client.tls_certs_only(ours))
            .build()
            .await?;
        let http = reqwest::Client::builder()
            .no_proxy()
            .timeout(Duration::from_secs(30))
            .tls_certs_only(theirs)
            .build()?;
        Ok(Self {
            partna,
            http,
            url: base_url + "/transfer",
            _folder: folder,
        })
    }

    async fn bare(&self) -> Result<types::TransactionsResponse> {
        let request = self
            .http
            .get(&self.url)
            .header("x-api-key", KEY)
            .header("x-api-user", USER);
        let answer = request
            .header("accept", "application/json")
            .send()
            .await?
            .error_for_status()?;
        Ok(serde_json::from_slice(&answer.bytes().await?)?)
    }

    async fn ours(&self) -> Result<types::TransactionsResponse> {
        Ok(self.partna.list_transactions().send().await?.into_inner())
    }

    fn compare(&self, runtime: &Runtime, calls: u32) -> Result<Cost> {
        let (mut theirs, mut ours) = (Vec::new(), Vec::new());
        for round in 0..=ROUNDS {
            let bare = measure(runtime, calls, async || self.bare().await.is_ok())?;
            let wrapped = measure(runtime, calls, async || self.ours().await.is_ok())?;
            // The first round warms up.
            if round > 0 {
                theirs.push(bare);
                ours.push(wrapped);
            }
        }
        Ok(Cost { theirs, ours })
    }
}

/// CPU and wall time of a call in each round, in microseconds.
struct Cost {
    theirs: Vec<[f64; 2]>,
    ours: Vec<[f64; 2]>,
}

impl std::fmt::Display for Cost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for kind in [|[cpu, _]: &[f64; 2]| *cpu, |[_, wall]: &[f64; 2]| *wall] {
            let theirs: Vec<f64> = self.theirs.iter().map(kind).collect();
            let ours: Vec<f64> = self.ours.iter().map(kind).collect();
            let ratio = ours.iter().zip(&theirs).map(|(ours, theirs)| ours / theirs);
            let ratio = median(ratio.collect());
            write!(
                f,
                "  {:7.1} {:7.1}  {ratio:.3}",
                median(theirs),
                median(ours)
            )?;
        }
        Ok(())
    }
}

/// CPU time of this thread and wall time, of one of some calls, in microseconds.
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

/// The CPU time of this thread.
#[cfg(unix)]
fn cpu_time() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(
        time.tv_sec.unsigned_abs(),
        u32::try_from(time.tv_nsec).unwrap_or(0),
    )
}

/// Not measured on other platforms: the column is 0.
#[cfg(not(unix))]
fn cpu_time() -> Duration {
    Duration::ZERO
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The documented list of transactions, made as long as the documented default.
fn usual_list() -> Result<String> {
    let doc = document()?;
    let place = [
        "paths",
        "/transfer",
        "get",
        "responses",
        "200",
        "content",
        "application/json",
        "example",
    ];
    let mut example: Value = doc.at(&place).ok_or("no example")?.convert()?;
    let items = example
        .pointer_mut("/data")
        .and_then(Value::as_array_mut)
        .ok_or("no transactions")?;
    *items = items.iter().cycle().take(100).cloned().collect();
    Ok(example.to_string())
}

/// A server in a thread of its own, with its certificate: it answers every request at once.
fn serve(body: &str, encrypted: bool, away: Duration) -> Result<(String, Vec<Certificate>)> {
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    let answer: Arc<[u8]> = (head + body).into_bytes().into();
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
        runtime.block_on(answer_all(
            listener,
            encrypted.then_some(acceptor),
            answer,
            away,
        ))
    });
    let scheme = if encrypted { "https" } else { "http" };
    Ok((
        format!("{scheme}://localhost:{port}/v4"),
        vec![Certificate::from_der(cert.der())?],
    ))
}

async fn answer_all(
    listener: std::net::TcpListener,
    acceptor: Option<TlsAcceptor>,
    answer: Arc<[u8]>,
    away: Duration,
) -> std::io::Result<()> {
    let listener = TcpListener::from_std(listener)?;
    while let Ok((socket, _)) = listener.accept().await {
        socket.set_nodelay(true)?;
        let (acceptor, answer) = (acceptor.clone(), answer.clone());
        tokio::spawn(async move {
            match acceptor {
                Some(acceptor) => respond(acceptor.accept(socket).await?, &answer, away).await,
                None => respond(socket, &answer, away).await,
            }
        });
    }
    Ok(())
}

/// Answers whatever ends as a request without a body does.
async fn respond(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    answer: &[u8],
    away: Duration,
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
            if !away.is_zero() {
                tokio::time::sleep(away).await;
            }
            stream.write_all(answer).await?;
            stream.flush().await?;
        }
    }
    Ok(())
}
