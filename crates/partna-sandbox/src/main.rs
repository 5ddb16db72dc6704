//! The program `partna-sandbox`: `cargo run --package partna-sandbox -- --port 8080`.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program prints for its user"
)]

use std::fs;
use std::io::{self, IsTerminal as _};
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use partna_auth::Environment;
use partna_sandbox::{ErrorKind, Sandbox, Seed};
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// Runs a sandbox of the Partna API on a port of this machine, without real money.
#[derive(Debug, Parser)]
#[command(name = "partna-sandbox", version, after_long_help = AFTER_HELP)]
struct Arguments {
    /// The port to listen on; 0 for any free port. The standard output shows it in the line `Port: N`.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The address to listen on; 0.0.0.0 for all addresses of this machine, such as in a container. Every client that can reach
    /// it has full access.
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// The initial state (accounts, balances, prices) as TOML. Ignored if the state file exists.
    #[arg(long, value_name = "FILE")]
    seed: Option<PathBuf>,
    /// The file that keeps the state across restarts, including the private key of the webhooks. It is created if it is missing,
    /// and only its owner can read it.
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// Sign webhooks with this private RSA key, as PEM [default: the key of the state file, or a new one]. The key is stored in
    /// the state file, if there is one.
    #[arg(long, value_name = "FILE")]
    webhook_key: Option<PathBuf>,
    /// How long withdrawals and paid ramps stay `processing`, in seconds [default: the value of the state
    /// file or of the seed, or 0].
    #[arg(long, value_name = "SECONDS")]
    settle: Option<u32>,
    /// Deliver webhooks to other machines too.
    #[arg(long)]
    deliver_anywhere: bool,
    /// Leave `sessionId` empty in the events of deposits, so that two equal deposits cannot be distinguished.
    #[arg(long)]
    deposits_without_session: bool,
}

const AFTER_HELP: &str = r#"In addition to the API under /v4, tests can use these requests. They need no key, and bodies are JSON:

  GET  /sandbox/webhook-key   returns the public key of the webhooks, as PEM
  GET  /sandbox/books         returns the money in, the money out and the balances, by currency
  GET  /sandbox/faults        returns the unused faults: {"unused": [..]}, each in the format of /sandbox/fail
  POST /sandbox/advance       {"seconds": 3600}: advances the clock
  POST /sandbox/pay           {"rampReference": "..."}: pays the expected amount of a ramp
  POST /sandbox/fail          {"fault": "commit_then_drop", "operation": "create_ramp"}: queues a fault for the next request of
                              the operation, or of any operation if "operation" is omitted. Faults: delay (with "seconds"),
                              stall, reset, truncate, garbage, bad_gateway, rate_limited (with or without "seconds"),
                              unavailable, temporarily_disabled, commit_then_drop, duplicate_webhooks, reorder_webhooks

Example of a seed:

  settle_after_seconds = 30

  [merchant]
  username = "acme"
  api_key = "1--M--73616e64626f782d0000000000000001--9999999999999--00000001"
  kyc_exempt = true

  [[accounts]]
  name = "amina01"
  email = "amina@example.com"
  kyc = ["NG"]
  balances = { NGN = "250000.75" }

  [prices]
  NGN = "0.000597221725""#;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    init_logging();
    match run(&arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &Arguments) -> Result<(), Box<dyn std::error::Error>> {
    // Installed first, so that a signal during the start is handled.
    let stop = stop_signal()?;
    let sandbox = start(arguments).await?;
    print_connection_info(&sandbox, arguments);
    stop.await;
    println!("Stopping: requests in progress have 5 seconds to finish.");
    sandbox.stop().await;
    Ok(())
}

async fn start(arguments: &Arguments) -> Result<Sandbox, Box<dyn std::error::Error>> {
    let mut builder = Sandbox::builder()
        .port(arguments.port)
        .host(arguments.host)
        .running_clock();
    if let Some(path) = &arguments.seed {
        builder = builder.seed(Seed::from_file(path)?);
    }
    if let Some(path) = &arguments.state {
        builder = builder.state_file(path);
    }
    if let Some(path) = &arguments.webhook_key {
        let pem = fs::read_to_string(path).map_err(|error| {
            let path = path.display();
            format!("{path}: the webhook key cannot be read: {error}; check the path and its permissions")
        })?;
        builder = builder.webhook_key(pem);
    }
    if let Some(seconds) = arguments.settle {
        builder = builder.settle_after(Duration::from_secs(seconds.into()));
    }
    if arguments.deliver_anywhere {
        builder = builder.deliver_anywhere();
    }
    if arguments.deposits_without_session {
        builder = builder.deposits_without_session();
    }
    builder
        .start()
        .await
        .map_err(|error| match (&arguments.webhook_key, error.kind()) {
            (Some(path), ErrorKind::WebhookKey) => key_file_error(path, &error).into(),
            _ => error.into(),
        })
}

fn key_file_error(path: &Path, error: &dyn std::error::Error) -> String {
    format!("{}: {error}", path.display())
}

fn print_connection_info(sandbox: &Sandbox, arguments: &Arguments) {
    let base_url = sandbox.base_url();
    let origin = base_url.trim_end_matches("/v4");
    println!(
        "Partna sandbox at {base_url}\n\
         Port: {}\n\
         It has no real money and does not connect to Partna.\n",
        sandbox.port()
    );
    if !arguments.host.is_loopback() {
        eprintln!(
            "warning: the sandbox listens on {}; every client that can reach this address can read and change \
             everything in the sandbox; omit `--host` to accept only clients on this machine\n",
            arguments.host
        );
    }
    // Only the default key is printed, because it is not a secret and the output may be recorded.
    let key = if sandbox.accepts_key(Sandbox::API_KEY) {
        format!("export PARTNA_API_KEY={}", Sandbox::API_KEY)
    } else {
        "# PARTNA_API_KEY: use the key of your seed, or a key that was generated with `generate_api_key`"
            .to_owned()
    };
    println!(
        "Set these variables for your program:\n\n  export PARTNA_ENVIRONMENT={}\n  export PARTNA_BASE_URL={base_url}\n  \
         export PARTNA_API_USER={}\n  {key}\n",
        Environment::Sandbox,
        sandbox.api_user()
    );
    if arguments.host.is_unspecified() {
        println!(
            "From another machine or container, use the name or address of this machine:\n\n  \
             export PARTNA_BASE_URL={}\n",
            base_url.replacen("127.0.0.1", "NAME", 1)
        );
    }
    println!(
        "Then run the quickstart:\n\n  cargo run --example quickstart\n\n\
         The public key of the webhooks is at {origin}/sandbox/webhook-key\n\
         `--help` lists the other requests and options. Ctrl-C stops the sandbox.\n"
    );
}

/// Returns a future that completes on Ctrl-C or a termination signal.
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};

        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        Ok(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        })
    }
    #[cfg(not(unix))]
    {
        let mut interrupt = tokio::signal::windows::ctrl_c()?;
        Ok(async move {
            let _ = interrupt.recv().await;
        })
    }
}

/// Configures logging to standard error. The sandbox logs one line per request. Other crates log only errors, because their lower
/// levels may log headers.
fn init_logging() {
    let colours = io::stderr().is_terminal()
        && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let lines = tracing_subscriber::fmt::layer()
        .compact()
        .with_target(false)
        .with_ansi(colours)
        .with_writer(io::stderr);
    let ours = Targets::new()
        .with_default(LevelFilter::ERROR)
        .with_target("partna_sandbox", LevelFilter::INFO);
    tracing_subscriber::registry().with(lines).with(ours).init();
}
