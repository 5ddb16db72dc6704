//! The program of the merchant service. `examples/README.md` shows how to run it with a sandbox.

use std::time::{Duration, SystemTime};
use std::{env, path::PathBuf, sync::Arc};

use merchant::App;
use partna::{Partna, webhook::PublicKey};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let var = |name, default: &str| env::var(name).unwrap_or_else(|_| default.to_owned());
    // The public keys of staging and production are built in; each sandbox has its own.
    let pem = env::var("MERCHANT_WEBHOOK_KEY").ok().map(std::fs::read_to_string).transpose()?;
    let webhook_key = pem.map(|pem| PublicKey::from_pem(&pem)).transpose()?;
    let table = PathBuf::from(var("MERCHANT_TABLE", "./payments.json"));
    let credentials = env::var_os("PARTNA_CREDENTIALS_FILE").map(PathBuf::from);
    let partna = Partna::from_env().await?;
    let app = App::open(partna, env::var("MERCHANT_ACCOUNT")?, table, credentials).await;
    let app = app.map_err(|failure| failure.1)?;
    let background = tokio::spawn(background(app.clone()));

    // On SIGTERM, running requests are finished. Ctrl-C ends the process at once; the table survives that as well.
    let mut terminate = signal(SignalKind::terminate())?;
    let stop = async move { terminate.recv().await.unwrap_or(()) };
    let listener = TcpListener::bind(var("MERCHANT_ADDRESS", "127.0.0.1:3000")).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, merchant::router(app, webhook_key)).with_graceful_shutdown(stop).await?;
    background.abort(); // the table has the open payments, and the next start continues with them
    Ok(())
}

/// Settles open payments every minute. Reconciles every day, and rotates a key that is about to expire.
async fn background(app: Arc<App>) {
    let mut minutes = tokio::time::interval(Duration::from_secs(60));
    for minute in 0_u64.. {
        minutes.tick().await;
        app.settle().await;
        if minute % (24 * 60) == 0 {
            let now = SystemTime::now();
            let problems = app.reconcile(now).await;
            tracing::info!(?problems, "reconciled");
            let rotated = app.rotate(now).await;
            tracing::info!(?rotated, "checked the expiry of the key");
        }
    }
}
