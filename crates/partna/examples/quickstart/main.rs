//! A merchant's first day, as a story: `cargo run --example quickstart`.
//!
//! Who am I, and by which keys? A customer opens an account and proves who she is, pays naira for dollars, and turns some of
//! them back; webhooks tell of it, and a key is rotated. It can be told again and again: names and references are new each time.
//!
//! Without credentials it happens in a Partna of its own, in this process. With `PARTNA_API_KEY` and `PARTNA_API_USER` it
//! happens on staging, and with `PARTNA_ENVIRONMENT=sandbox` and `PARTNA_BASE_URL=http://127.0.0.1:8080/v4` besides in a sandbox
//! that runs elsewhere. It refuses production: the payments are made up. `PARTNA_QUICKSTART_ROTATE=1` has a key made and rotated
//! on staging as well.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program that talks to a person"
)]

mod customer;
mod keys;
mod ramps;
mod tell;
mod webhooks;

use std::process::ExitCode;

use partna::sandbox::Sandbox;
use partna::{Environment, Partna};
use url::Url;

use customer::Customer;
use webhooks::Webhooks;

/// With any of these, the story does not take place in this process.
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
                eprintln!("  what to do: {}", error.help());
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
        elsewhere(is_set("PARTNA_QUICKSTART_ROTATE")).await?;
    } else {
        in_process().await?;
    }
    println!("\nNext: crates/partna/examples/quickstart/ shows how; README.md has the tour.");
    Ok(())
}

async fn in_process() -> Result {
    println!(
        "Offline: no PARTNA_API_KEY and PARTNA_API_USER, so this is a Partna in your own process, without any real money.\n\
         To talk to staging, ask for access at https://forms.getpartna.com/get-started and make a key in the dashboard:\n\
         https://staging-dashboard.getpartna.com/settings?tab=api-webhooks"
    );
    let sandbox = Sandbox::start().await?;
    story(&sandbox.client(), &mut Webhooks::InProcess(&sandbox), true).await?;
    keys::mistyped(&sandbox).await?;
    sandbox.stop().await;
    Ok(())
}

async fn elsewhere(rotates: bool) -> Result {
    let partna = Partna::from_env().await?;
    let environment = partna.environment();
    if ![Environment::Staging, Environment::Sandbox].contains(&environment) {
        return Err(format!(
            "this story opens an account and makes payments that are not real, which is not for {environment}; unset \
             PARTNA_ENVIRONMENT for staging, or set it to sandbox"
        )
        .into());
    }
    println!("Talking to {} ({environment}).", partna.base_url());
    if !is_loopback(partna.base_url()) {
        let mut webhooks = Webhooks::None("they need a public URL, so the ramp is asked for");
        let rotates = rotates || environment == Environment::Sandbox;
        return story(&partna, &mut webhooks, rotates).await;
    }
    let mut webhooks = Webhooks::receive(&partna).await?;
    let told = story(&partna, &mut webhooks, true).await;
    // However the story ends: the next one who asks finds the URL that was there before.
    let put_back = webhooks.put_back(&partna).await;
    told.and(put_back)
}

async fn story(partna: &Partna, webhooks: &mut Webhooks<'_>, rotates: bool) -> Result {
    keys::who_am_i(partna).await?;
    keys::list(partna).await?;

    let customer = Customer::open(partna).await?;
    customer.identify(partna, webhooks).await?;

    ramps::onramp(partna, webhooks, &customer).await?;
    customer.balance(partna).await?;
    ramps::offramp(partna, webhooks, &customer).await?;

    if rotates {
        keys::rotate(partna).await
    } else {
        println!("\nPARTNA_QUICKSTART_ROTATE=1 has a key made, rotated and ended here as well.");
        Ok(())
    }
}

/// Whether a URL leads to this machine, where a server can send webhooks back.
fn is_loopback(url: &str) -> bool {
    let url = Url::parse(url).ok();
    url.is_some_and(|url| url.host_str().is_some_and(partna::transport::is_loopback))
}
