//! Sets a client up from the environment variables that it is started with, and says what came of it.
//!
//! It is there for tests: a process cannot change its own variables without unsafe code, so each case gets a process. With
//! `staging` or `production` for an argument, the client is built for that environment; with the path of a directory, from
//! the secrets there.

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
