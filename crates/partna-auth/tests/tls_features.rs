//! Clients that can be built with the features of this crate. No test of this process installs a crypto provider.

use std::error::Error;

use partna_auth::{Builder, Credentials, Environment, Partna, Secret};
use wiremock::matchers::{header, method};
use wiremock::{Mock, MockServer, ResponseTemplate};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

fn builder(environment: Environment) -> Result<Builder> {
    let credentials = Credentials::new(environment, Secret::from("canary"), "merchant")?;
    Ok(Partna::builder().credentials(credentials))
}

#[tokio::test]
async fn plain_http_request_is_sent_with_any_features() -> Result {
    let server = MockServer::start().await;
    let success = ResponseTemplate::new(200).set_body_raw("{}", "application/json");
    Mock::given(method("GET"))
        .and(header("x-api-key", "canary"))
        .respond_with(success)
        .expect(1)
        .mount(&server)
        .await;
    let base_url = format!("{}/v4", server.uri());
    let partna = builder(Environment::Staging)?
        .base_url(base_url)
        .build()
        .await?;
    partna.get_balances().send().await?;
    Ok(())
}

/// Builds clients for https, and checks that each error contains these texts.
#[cfg(not(any(
    feature = "rustls",
    all(feature = "native-tls", not(feature = "rustls-no-provider"))
)))]
async fn assert_https_errors_contain(parts: &[&str]) -> Result {
    for builder in [
        builder(Environment::Production)?,
        builder(Environment::Staging)?,
        builder(Environment::Staging)?.base_url("https://localhost:1/v4"),
    ] {
        let error = builder.build().await.err();
        let error = error.ok_or("a client without TLS was built for https")?;
        assert_eq!(error.kind(), partna_auth::ErrorKind::Config, "{error:?}");
        for part in parts {
            assert!(error.to_string().contains(part), "no {part} in {error}");
        }
    }
    Ok(())
}

#[cfg(not(any(
    feature = "rustls",
    feature = "rustls-no-provider",
    feature = "native-tls"
)))]
#[tokio::test]
async fn https_without_tls_feature_names_the_features() -> Result {
    assert_https_errors_contain(&["`rustls`", "`rustls-no-provider`", "`native-tls`"]).await
}

#[cfg(all(feature = "rustls-no-provider", not(feature = "rustls")))]
#[tokio::test]
async fn https_without_crypto_provider_names_install_default() -> Result {
    assert_https_errors_contain(&["`rustls::crypto::CryptoProvider::install_default`"]).await
}
