//! A tour of the SDK: `cargo run --example quickstart`.
//!
//! It shows the merchant and the keys, opens a customer account, verifies the customer, buys dollars for naira, sells some of
//! them, receives webhooks and rotates a key. Names and references are new each time, so it can run repeatedly.
//!
//! Without credentials it uses a sandbox in this process. With `PARTNA_API_KEY` and `PARTNA_API_USER` it uses staging; if
//! `PARTNA_ENVIRONMENT=sandbox` and `PARTNA_BASE_URL=http://127.0.0.1:8080/v4` are also set, it uses a sandbox in another
//! process. It returns an error for production, because it makes test payments. With `PARTNA_QUICKSTART_ROTATE=1` it generates and rotates
//! a key on staging as well.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program with output for a person"
)]

mod customer;
mod keys;
mod output;
mod ramps;
mod webhooks;

use std::process::ExitCode;

use partna::sandbox::Sandbox;
use partna::{Environment, Partna};
use url::Url;

use customer::Customer;
use webhooks::Webhooks;

/// If any of these is set, the tour uses another server than the sandbox in this process.
const VARIABLES: [&str; 12] = [
    "PARTNA_API_KEY",
    "PARTNA_API_USER",
    "PARTNA_BASE_URL",
    "PARTNA_CREDENTIALS_DIR",
    "PARTNA_CREDENTIALS_FILE",
    "PARTNA_PRODUCTION_API_KEY",
    "PARTNA_PRODUCTION_API_USER",
    "PARTNA_PROFILE",
    "PARTNA_SANDBOX_API_KEY",
    "PARTNA_SANDBOX_API_USER",
    "PARTNA_STAGING_API_KEY",
    "PARTNA_STAGING_API_USER",
];

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error}");
            if let Some(error) = error.downcast_ref::<partna::Error>() {
                eprintln!("  help: {}", error.help());
            }
            let mut cause = error.source();
            while let Some(error) = cause {
                eprintln!("  because: {error}");
                cause = error.source();
            }
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result {
    // As the SDK does, an empty variable counts as unset.
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if VARIABLES.into_iter().any(is_set) {
        remote(is_set("PARTNA_QUICKSTART_ROTATE")).await?;
    } else {
        in_process().await?;
    }
    println!(
        "\nNext: read the source in crates/partna/examples/quickstart/, and the examples in README.md."
    );
    Ok(())
}

async fn in_process() -> Result {
    println!(
        "Offline: PARTNA_API_KEY and PARTNA_API_USER are not set, so this uses a sandbox in this process, without real money.\n\
         To use staging, request access at https://forms.getpartna.com/get-started and create a key in the dashboard:\n\
         https://staging-dashboard.getpartna.com/settings?tab=api-webhooks"
    );
    let sandbox = Sandbox::start().await?;
    tour(&sandbox.client(), &mut Webhooks::InProcess(&sandbox), true).await?;
    keys::wrong_key(&sandbox).await?;
    sandbox.stop().await;
    Ok(())
}

async fn remote(rotates: bool) -> Result {
    let partna = Partna::from_env().await?;
    let environment = partna.environment();
    if ![Environment::Staging, Environment::Sandbox].contains(&environment) {
        return Err(format!(
            "the environment: is {environment}, but this program opens an account and makes test payments; unset \
             PARTNA_ENVIRONMENT for staging, or set it to sandbox"
        )
        .into());
    }
    println!("Talking to {} ({environment}).", partna.base_url());
    if !is_loopback(partna.base_url()) {
        let mut webhooks = Webhooks::None("they need a public URL, so the ramp is polled");
        let rotates = rotates || environment == Environment::Sandbox;
        return tour(&partna, &mut webhooks, rotates).await;
    }
    let mut webhooks = Webhooks::receive(&partna).await?;
    let finished = tour(&partna, &mut webhooks, true).await;
    // Also after an error, so that the sandbox keeps its former URL.
    let restored = webhooks.restore(&partna).await;
    finished.and(restored)
}

async fn tour(partna: &Partna, webhooks: &mut Webhooks<'_>, rotates: bool) -> Result {
    keys::show_merchant(partna).await?;
    keys::list(partna).await?;

    let customer = Customer::open(partna).await?;
    customer.identify(partna, webhooks).await?;

    ramps::onramp(partna, webhooks, &customer).await?;
    customer.balance(partna).await?;
    ramps::offramp(partna, webhooks, &customer).await?;

    if rotates {
        keys::rotate(partna).await
    } else {
        println!(
            "\nSet PARTNA_QUICKSTART_ROTATE=1 to generate, rotate and invalidate a key as well."
        );
        Ok(())
    }
}

/// Whether a URL is on this machine, where the server can deliver webhooks to this process.
fn is_loopback(url: &str) -> bool {
    let url = Url::parse(url).ok();
    url.is_some_and(|url| url.host_str().is_some_and(partna::transport::is_loopback))
}
