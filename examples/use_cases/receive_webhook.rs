//! Receives webhooks, and books each completed ramp once. `WEBHOOK_KEY` is a file with the public key of a sandbox.

use std::collections::BTreeSet;
use std::env;
use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};

use partna::Partna;
use partna::types::WebhookRequest;
use partna::webhook::{Event, MemoryStore, PublicKey, Verified, Verifier, service};
use tokio::net::TcpListener;

/// References of booked ramps. A service has a unique column in its database, which survives a restart.
type Booked = Arc<Mutex<BTreeSet<String>>>;

/// Books one event. After an error, Partna delivers the event again.
async fn book(booked: Booked, event: Verified) -> Result<(), std::io::Error> {
    match &event.event {
        // Only `completed` is booked, so the order of events does not matter.
        Event::Onramp(ramp) | Event::Offramp(ramp) | Event::Ramp(ramp) => {
            let mut booked = booked.lock().unwrap_or_else(PoisonError::into_inner);
            let is_success = ramp.status.is_success();
            if is_success && booked.insert(ramp.transaction_reference.clone()) {
                println!("booked ramp {}: {:?}", ramp.transaction_reference, ramp.to_amount);
            }
        }
        Event::Withdrawal(it) => println!("payout {} is {}", it.transaction_reference, it.status),
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
    // The store is lost when the process ends; a service uses a table in its database.
    let booked = Booked::default();
    let handler = service::handler(verifier, MemoryStore::new(10_000), move |event| {
        book(booked.clone(), event)
    });
    let router = axum::Router::new().route("/partna", handler.into_route());

    let address = env::var("LISTEN").unwrap_or_else(|_| "127.0.0.1:3001".to_owned());
    let listener = TcpListener::bind(address).await?;
    let local = format!("http://{}/partna", listener.local_addr()?);
    let url = env::var("PUBLIC_URL").unwrap_or(local); // staging needs a public URL
    partna.set_webhook().body(WebhookRequest::deliver_to(url.as_str())).send().await?;
    println!("webhooks arrive at {url}");
    Ok(axum::serve(listener, router).await?)
}
