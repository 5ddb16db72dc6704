//! A sandbox as a program of its own: `cargo run --package partna-sandbox -- --port 8080`.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program that talks to a person"
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

/// A Partna of your own, without its money: the documented API on a port of this machine.
#[derive(Debug, Parser)]
#[command(name = "partna-sandbox", version, after_long_help = MORE)]
struct Arguments {
    /// The port to listen on; 0 for any that is free. The line `Port: N` on the standard output has it.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The address to listen on; 0.0.0.0 for all of this machine, as in a container. Whoever reaches it can do everything.
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// What to begin with: accounts, balances, prices, as TOML. Not looked at if the state file is there already.
    #[arg(long, value_name = "FILE")]
    seed: Option<PathBuf>,
    /// Where to keep everything, the private key of the webhooks included, so that it is there after a restart. It is made if
    /// it is not there, for its owner alone.
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// Sign webhooks with this private RSA key, as PEM [default: the key of the state file, or a new one]. The state file has
    /// it from then on.
    #[arg(long, value_name = "FILE")]
    webhook_key: Option<PathBuf>,
    /// How long withdrawals and paid ramps are under way, in seconds [default: what the seed says, or not at all].
    #[arg(long, value_name = "SECONDS")]
    settle: Option<u32>,
    /// Deliver webhooks to other machines too, and not to this one alone.
    #[arg(long)]
    deliver_anywhere: bool,
    /// Leave `sessionId` empty in the events of deposits: nothing tells two that are alike apart.
    #[arg(long)]
    deposits_without_session: bool,
}

const MORE: &str = r#"Besides the API under /v4 there is this, without a key and as JSON, for whoever tests against it:

  GET  /sandbox/webhook-key   the public key of the webhooks, as PEM
  GET  /sandbox/books         what came in and went out, by currency
  GET  /sandbox/faults        {"unused": [..]}: the faults that have hit nothing yet, each as /sandbox/fail takes it
  POST /sandbox/advance       {"seconds": 3600}: puts the clock forward
  POST /sandbox/pay           {"rampReference": "..."}: pays a ramp what it waits for
  POST /sandbox/fail          {"fault": "commit_then_drop", "operation": "create_ramp"}: has the next request for the operation
                              go wrong, or the next of all if none is named. Faults: delay (with "seconds"), stall, reset,
                              truncate, garbage, bad_gateway, rate_limited (with or without "seconds"), unavailable,
                              temporarily_disabled, commit_then_drop, duplicate_webhooks, reorder_webhooks

A seed:

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
    follow();
    match run(&arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &Arguments) -> Result<(), Box<dyn std::error::Error>> {
    // Asked for first: a signal that comes while the sandbox starts counts too.
    let stop = stop()?;
    let sandbox = start(arguments).await?;
    greet(&sandbox, arguments);
    stop.await;
    println!("Stopping: requests under way have a moment to finish.");
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
        let pem = fs::read_to_string(path).map_err(|error| in_key_file(path, &error))?;
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
            (Some(path), ErrorKind::WebhookKey) => in_key_file(path, &error).into(),
            _ => error.into(),
        })
}

fn in_key_file(path: &Path, error: &dyn std::error::Error) -> String {
    format!("{}: {error}", path.display())
}

fn greet(sandbox: &Sandbox, arguments: &Arguments) {
    let base_url = sandbox.base_url();
    let origin = base_url.trim_end_matches("/v4");
    println!(
        "Partna sandbox at {base_url}\n\
         Port: {}\n\
         It is made up: it holds no real money, and nothing that happens here happens at Partna.\n",
        sandbox.port()
    );
    if !arguments.host.is_loopback() {
        eprintln!(
            "warning: it listens on {}, so other machines may reach it. Whoever does can read and change everything here.\n",
            arguments.host
        );
    }
    // Another key is for whoever made it to know: a terminal may be on record.
    let key = if sandbox.accepts_key(Sandbox::API_KEY) {
        format!("export PARTNA_API_KEY={}", Sandbox::API_KEY)
    } else {
        "# PARTNA_API_KEY is that of your seed, or one that was made since".to_owned()
    };
    println!(
        "For your program:\n\n  export PARTNA_ENVIRONMENT={}\n  export PARTNA_BASE_URL={base_url}\n  \
         export PARTNA_API_USER={}\n  {key}\n",
        Environment::Sandbox,
        sandbox.api_user()
    );
    if arguments.host.is_unspecified() {
        println!(
            "From another machine or container, use the name or address of this one in PARTNA_BASE_URL:\n\n  \
             export PARTNA_BASE_URL={}\n",
            base_url.replacen("127.0.0.1", "NAME", 1)
        );
    }
    println!(
        "With these set, the quickstart talks to it:\n\n  cargo run --example quickstart\n\n\
         Webhooks are signed; their public key is at {origin}/sandbox/webhook-key\n\
         `--help` has what else is there. Ctrl-C stops it.\n"
    );
}

/// Ends with Ctrl-C, or when the system asks.
fn stop() -> io::Result<impl Future<Output = ()>> {
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

/// Has a line a request on the standard error. What other crates say is left out, errors aside: it may show headers.
fn follow() {
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
