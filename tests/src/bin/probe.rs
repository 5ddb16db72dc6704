//! Builds a client from the environment variables of this process, and prints the result.
//!
//! Tests start it once per case, because a process cannot change its own variables without unsafe code. With the argument
//! `staging` or `production`, it builds a client for that environment. With the path of a directory, it uses the secrets in
//! that directory.

use std::error::Error;
use std::io::Write;

use partna_auth::{Builder, Chain, Environment, Partna, SecretDir};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let built = match std::env::args().nth(1) {
        None => Partna::from_env().await,
        Some(path) if path.starts_with('/') => match Builder::from_env() {
            Ok(builder) => builder.credentials(SecretDir::at(path)).build().await,
            Err(error) => Err(error),
        },
        Some(name) => {
            let environment: Environment = name.parse()?;
            Partna::builder()
                .environment(environment)
                .credentials(Chain::standard())
                .build()
                .await
        }
    };
    let mut out = std::io::stdout();
    match built {
        Ok(partna) => writeln!(
            out,
            "ok: {} {} from {}",
            partna.environment(),
            partna.base_url(),
            partna.credentials_source()
        )?,
        Err(error) => writeln!(out, "error: {error:?}")?,
    }
    Ok(())
}
