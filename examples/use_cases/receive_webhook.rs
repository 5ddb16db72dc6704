//! Receives webhooks, and prints what they report. A sandbox has a key of its own: `WEBHOOK_KEY` is the file that has it.

use std::env;
use std::error::Error;

use partna_auth::Partna;
use partna_auth::types::WebhookRequest;
use partna_webhook::{Event, MemoryStore, PublicKey, Verified, Verifier, service};
use tokio::net::TcpListener;

/// Books one event. After an error, Partna delivers it again.
async fn book(event: Verified) -> Result<(), std::io::Error> {
    match &event.event {
        Event::Onramp(ramp) | Event::Offramp(ramp) => {
            println!("ramp {} is {}", ramp.transaction_reference, ramp.status);
        }
        Event::Withdrawal(it) => println!("payout {} is {}", it.transaction_reference, it.status),
        Event::Deposit(it) => {
            println!("{} {} arrived at {}", it.amount, it.currency, it.to_account)
        }
        Event::Unrecognized { reason, .. } => println!("keep it for review: {reason}"),
        other => println!("{other}"),
    }
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let partna = Partna::from_env().await?;
    let mut verifier = Verifier::for_environment(partna.environment());
    if let Ok(path) = env::var("WEBHOOK_KEY") {
        verifier = verifier.with_key(PublicKey::from_pem(&std::fs::read_to_string(path)?)?);
    }
    // The store forgets when the process ends; a service has a table of its own.
    let handler = service::handler(verifier, MemoryStore::new(10_000), book);
    let router = axum::Router::new().route("/partna", handler.into_route());

    let address = env::var("LISTEN").unwrap_or_else(|_| "127.0.0.1:3001".to_owned());
    let listener = TcpListener::bind(address).await?;
    let local = format!("http://{}/partna", listener.local_addr()?);
    let url = env::var("PUBLIC_URL").unwrap_or(local); // staging needs one that it can reach
    partna.set_webhook().body(WebhookRequest::deliver_to(url.as_str())).send().await?;
    println!("webhooks arrive at {url}");
    Ok(axum::serve(listener, router).await?)
}
