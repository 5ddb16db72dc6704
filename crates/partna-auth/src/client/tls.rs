//! Configures the TLS of an HTTP client by the features of this crate.

#[cfg(all(feature = "rustls-no-provider", not(feature = "rustls")))]
mod no_encryption;

use partna_client::Error;
use reqwest::ClientBuilder;

/// Sets the TLS of an HTTP client to the implementation that the features of this crate select. Certificates and host names are
/// verified, even if the caller configured the builder otherwise. If `is_plain` is set, the client is for plain http, and loads no
/// certificates of the machine.
///
/// # Errors
///
/// [`ErrorKind::Config`](partna_client::ErrorKind::Config) if the client is for https and no TLS feature is enabled, or no crypto
/// provider is installed for `rustls-no-provider`.
#[doc(hidden)] // for `partna-sandbox`, which delivers webhooks
pub fn configure_tls(client: ClientBuilder, is_plain: bool) -> Result<ClientBuilder, Error> {
    configure_backend(client, is_plain)
}

/// Selects rustls. Without a crypto provider reqwest would panic, even for a client that only sends plain http.
#[cfg(any(feature = "rustls", feature = "rustls-no-provider"))]
fn configure_backend(client: ClientBuilder, is_plain: bool) -> Result<ClientBuilder, Error> {
    #[cfg(not(feature = "rustls"))]
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        if !is_plain {
            return Err(crate::errors::config(
                "the HTTP client: https needs a crypto provider of rustls, but no provider is installed; call \
                 `rustls::crypto::CryptoProvider::install_default` before the client is built, or enable the feature `rustls`",
            ));
        }
        let no_encryption = no_encryption::client_config().map_err(|error| {
            let message = "the HTTP client: cannot be built without a crypto provider; call \
                        `rustls::crypto::CryptoProvider::install_default` first";
            crate::errors::config(message).with_source(error)
        })?;
        return Ok(client.tls_backend_preconfigured(no_encryption));
    }
    // A preconfigured backend could accept any certificate.
    let client = client.tls_backend_rustls();
    let client = client.tls_sslkeylogfile(false); // the log file allows recorded traffic to be decrypted
    Ok(verify_certificates(client, is_plain))
}

/// Selects the TLS of the platform.
#[cfg(all(
    feature = "native-tls",
    not(any(feature = "rustls", feature = "rustls-no-provider"))
))]
fn configure_backend(client: ClientBuilder, is_plain: bool) -> Result<ClientBuilder, Error> {
    // A preconfigured backend could accept any certificate.
    Ok(verify_certificates(client.tls_backend_native(), is_plain))
}

/// Selects no TLS. Another crate of the program may enable TLS in reqwest. That TLS is not used, since its settings cannot be reset
/// here.
#[cfg(not(any(
    feature = "rustls",
    feature = "rustls-no-provider",
    feature = "native-tls"
)))]
fn configure_backend(client: ClientBuilder, is_plain: bool) -> Result<ClientBuilder, Error> {
    if is_plain {
        return Ok(client);
    }
    Err(crate::errors::config(
        "the HTTP client: https needs TLS, but no TLS feature is enabled; enable the feature `rustls`, \
         `rustls-no-provider` or `native-tls`",
    ))
}

#[cfg(any(
    feature = "rustls",
    feature = "rustls-no-provider",
    feature = "native-tls"
))]
fn verify_certificates(client: ClientBuilder, is_plain: bool) -> ClientBuilder {
    let client = client
        .tls_danger_accept_invalid_certs(false)
        .tls_danger_accept_invalid_hostnames(false);
    if is_plain {
        // Plain http verifies nothing, and the machine may have no CA certificates.
        client.tls_certs_only([])
    } else {
        client
    }
}
