//! The program. `examples/README.md` shows how to run it with a sandbox.

use std::env;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use merchant::App;
use partna_auth::Partna;
use partna_webhook::PublicKey;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let var = |name, default: &str| env::var(name).unwrap_or_else(|_| default.to_owned());
    let webhook_key = match env::var("MERCHANT_WEBHOOK_KEY") {
        Ok(path) => Some(PublicKey::from_pem(&std::fs::read_to_string(path)?)?),
        Err(_) => None, // those of staging and production are built in
    };
    let table = PathBuf::from(var("MERCHANT_TABLE", "./payments.json"));
    let credentials = env::var_os("PARTNA_CREDENTIALS_FILE").map(PathBuf::from);
    let partna = Partna::from_env().await?;
    let app = App::open(partna, env::var("MERCHANT_ACCOUNT")?, table, credentials).await;
    let app = app.map_err(|failure| failure.1)?;
    let background = tokio::spawn(background(app.clone()));

    let mut terminate = signal(SignalKind::terminate())?;
    let stop = async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
    };
    let listener = TcpListener::bind(var("MERCHANT_ADDRESS", "127.0.0.1:3000")).await?;
    println!("listening on http://{}", listener.local_addr()?);
    let server = axum::serve(listener, merchant::router(app, webhook_key));
    server.with_graceful_shutdown(stop).await?;
    background.abort(); // the table knows what it was doing, and the next start goes on with it
    Ok(())
}

/// Settles every minute what is open, also what a crash left behind. Every day it reconciles, and rotates a key that expires.
async fn background(app: Arc<App>) {
    let mut minutes = tokio::time::interval(Duration::from_secs(60));
    for minute in 0_u64.. {
        minutes.tick().await;
        app.settle().await;
        if minute % (24 * 60) == 0 {
            match app.reconcile(SystemTime::now()).await {
                Ok(problems) => tracing::info!(?problems, "reconciled"),
                Err(failure) => tracing::error!(?failure, "the reconciliation stopped"),
            }
            if let Err(failure) = app.rotate_if_due(SystemTime::now()).await {
                tracing::error!(?failure, "the rotation stopped; the next run goes on with it");
            }
        }
    }
}
