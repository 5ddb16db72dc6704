//! The log line of a client that is built.

use partna_auth::{Credentials, Environment, Partna};
use partna_tests::log::Log;
use partna_tests::{KEY, USER};
use tracing_subscriber::filter::LevelFilter;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// A key of a sandbox.
const SANDBOX_KEY: &str = "1--M--73616e64626f782d0123456789abcdef--1999999999999--0a1b2c3d";

#[tokio::test(flavor = "current_thread")]
async fn build_logs_base_url_and_environment_at_info() -> Result {
    for (environment, key, url, logged) in [
        (
            Environment::Staging,
            KEY,
            None,
            "https://staging-api.getpartna.com/v4",
        ),
        (
            Environment::Production,
            KEY,
            Some("http://127.0.0.1:1/v4/"),
            "http://127.0.0.1:1/v4",
        ),
        (
            Environment::Sandbox,
            SANDBOX_KEY,
            Some("http://sandbox:8080/v4"),
            "http://sandbox:8080/v4",
        ),
        (
            Environment::Sandbox,
            SANDBOX_KEY,
            Some("http://sandbox:8080/1--M--0123456789abcdef"),
            "[the base URL is redacted: it may contain an API key]",
        ),
    ] {
        let (log, _guard) = Log::of_thread(LevelFilter::INFO);
        let builder = Partna::builder().credentials(Credentials::new(environment, key, USER)?);
        let builder = match url {
            Some(url) => builder.base_url(url),
            None => builder,
        };
        builder.build().await?;
        let text = log.text();
        let line = text.lines().find(|line| line.contains("client built"));
        let line = line.ok_or("the build was not logged")?;
        let fields = format!("environment={environment} base_url={logged}");
        assert!(line.contains(&fields) && line.contains("INFO"), "{line}");
        assert!(
            !text.contains("0123456789") && !text.contains(KEY),
            "{text}"
        );
    }
    Ok(())
}
