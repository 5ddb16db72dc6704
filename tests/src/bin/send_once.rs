//! Builds a client with `Builder::from_env`, sends one request, and prints the result.
//!
//! Tests of environment variables start it once per case. Its arguments are `NAME=ADDRESS` for each host name to resolve,
//! and the path of a certificate to trust.

use std::error::Error;
use std::io::Write;

use partna_auth::reqwest::Certificate;
use partna_auth::{Builder, Retries};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut hosts = Vec::new();
    let mut certificates = Vec::new();
    for argument in std::env::args().skip(1) {
        match argument.split_once('=') {
            Some((name, address)) => hosts.push((name.to_owned(), address.parse()?)),
            None => certificates.push(Certificate::from_der(&std::fs::read(argument)?)?),
        }
    }
    let mut out = std::io::stdout();
    let built = match Builder::from_env() {
        Ok(builder) => {
            let builder = builder.retries(Retries::none()).configure(|client| {
                let client = client.http1_only().tls_certs_only(certificates);
                let hosts = hosts.into_iter();
                hosts.fold(client, |client, (name, address)| {
                    client.resolve(&name, address)
                })
            });
            builder.build().await
        }
        Err(error) => Err(error),
    };
    match built {
        Err(error) => writeln!(out, "not built: {error:?}")?,
        Ok(partna) => match partna.get_balances().send().await {
            Err(error) => writeln!(out, "request failed: {error:?}")?,
            Ok(_) => writeln!(
                out,
                "response from {} as {}",
                partna.base_url(),
                partna.environment()
            )?,
        },
    }
    Ok(())
}
