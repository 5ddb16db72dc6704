//! A merchant's first look around: `cargo run --example quickstart`.
//!
//! Without credentials it starts a Partna of its own in this process. With `PARTNA_API_KEY` and `PARTNA_API_USER` it talks
//! to staging; `PARTNA_ENVIRONMENT=production` and `PARTNA_BASE_URL=http://127.0.0.1:PORT/v4` choose otherwise.
//! It only reads.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program that talks to a person"
)]

use std::error::Error;
use std::process::ExitCode;
use std::time::SystemTime;

use partna_auth::{Amount, Partna};
use partna_sandbox::Sandbox;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error}");
            let mut cause = error.source();
            while let Some(error) = cause {
                eprintln!("  because: {error}");
                cause = error.source();
            }
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let is_set = |name| std::env::var_os(name).is_some();
    if is_set("PARTNA_API_KEY") || is_set("PARTNA_API_USER") {
        let partna = Partna::from_env().await?;
        println!(
            "Talking to {} ({}).",
            partna.base_url(),
            partna.environment()
        );
        return look_around(&partna).await;
    }
    println!(
        "Offline: no PARTNA_API_KEY and PARTNA_API_USER, so this is a Partna in your own process, with made-up data.\n\
         To talk to staging, ask for access at https://forms.getpartna.com/get-started and make a key in the dashboard:\n\
         https://staging-dashboard.getpartna.com/settings?tab=api-webhooks for staging,\n\
         https://dashboard.getpartna.com/settings?tab=api-webhooks for production."
    );
    let sandbox = Sandbox::start().await?;
    look_around(&sandbox.client()).await?;
    wrong_key(&sandbox).await
}

async fn look_around(partna: &Partna) -> Result<(), Box<dyn Error>> {
    heading("Who am I?", "get_my_profile");
    let me = partna
        .get_my_profile()
        .send()
        .await?
        .into_inner()
        .data
        .unwrap_or_default();
    println!(
        "  {} {}",
        me.first_name.unwrap_or_default(),
        me.last_name.unwrap_or_default()
    );

    heading("Which keys are there?", "list_api_keys");
    let keys = partna
        .list_api_keys()
        .send()
        .await?
        .into_inner()
        .data
        .unwrap_or_default();
    for key in keys.apikeys {
        let name = key.keyname.unwrap_or_default();
        match key
            .expiration
            .filter(|_| key.expirable != Some(false))
            .and_then(|time| time.to_system_time())
        {
            None => println!("  {name:<16} never expires"),
            Some(end) => match end.duration_since(SystemTime::now()) {
                Ok(left) => println!("  {name:<16} expires in {} days", left.as_secs() / 86_400),
                Err(_) => println!("  {name:<16} has expired"),
            },
        }
    }

    heading("Whose money do I hold?", "list_accounts");
    let accounts = partna
        .list_accounts()
        .per_page(20)
        .send()
        .await?
        .into_inner()
        .data
        .unwrap_or_default();
    for account in accounts.accounts {
        for (currency, ledger) in account.iter() {
            let name = ledger.account_name.as_deref().unwrap_or("?");
            println!("  {name:<16} {:>12} {currency}", amount(ledger.balance));
        }
    }

    heading("What does one ETH cost?", "get_rate");
    let rates = partna
        .get_rate()
        .from_currency("ETH")
        .to_currency("USD")
        .from_amount(1)
        .send()
        .await?;
    for (pair, rate) in rates.into_inner().data.unwrap_or_default().rate {
        println!(
            "  {pair:<16} {:>12}   key {}",
            amount(rate.rate),
            rate.key.unwrap_or_default()
        );
    }

    heading("Which banks can I pay?", "list_banks");
    for bank in partna
        .list_banks()
        .currency("NGN")
        .send()
        .await?
        .into_inner()
        .data
        .into_iter()
        .take(5)
    {
        println!(
            "  {:<8} {}",
            bank.code.unwrap_or_default(),
            bank.name.unwrap_or_default()
        );
    }
    Ok(())
}

async fn wrong_key(sandbox: &Sandbox) -> Result<(), Box<dyn Error>> {
    println!("\nAnd with a wrong key?");
    let stranger = sandbox.client_with_key("1--M--mistyped").await?;
    match stranger.get_balances().send().await {
        Ok(_) => Err("the sandbox took a wrong key".into()),
        Err(error) => {
            println!("  {error}");
            println!(
                "\nNext: crates/partna-sandbox/examples/quickstart.rs shows how; README.md has the tour."
            );
            Ok(())
        }
    }
}

fn heading(question: &str, operation: &str) {
    println!("\n{question}  (partna.{operation}())");
}

fn amount(amount: Option<Amount>) -> String {
    amount.map_or("-".to_owned(), |amount| amount.to_string())
}
