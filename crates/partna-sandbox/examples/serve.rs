//! A sandbox on a port of your choice: `cargo run --package partna-sandbox --example serve -- 8080`.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program that talks to a person"
)]

use std::error::Error;

use partna_sandbox::Sandbox;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let port = match std::env::args().nth(1) {
        None => 8080,
        Some(text) => text
            .parse()
            .map_err(|_| format!("`{text}` is no port; give a number such as 8080"))?,
    };
    let sandbox = Sandbox::start_on(port).await?;
    println!(
        "Partna sandbox at {}; it holds no money.\n\nPARTNA_BASE_URL={0} PARTNA_API_KEY={} PARTNA_API_USER={} \
         cargo run --example quickstart\n\nCtrl-C stops it.",
        sandbox.base_url(),
        Sandbox::API_KEY,
        Sandbox::API_USER
    );
    tokio::signal::ctrl_c().await?;
    sandbox.stop().await;
    Ok(())
}
