//! Explains why an HTTP client cannot be built, such as on a machine without CA certificates.

use std::error::Error as StdError;
use std::path::Path;

use partna_client::Error;

use crate::credentials::redact_setting;
use crate::errors::config;

/// Returns an error that explains why the HTTP client cannot be built for a host. The usual reason is a machine without CA
/// certificates, such as a slim container.
pub(crate) fn explain_build_failure(error: reqwest::Error, host: &str) -> Error {
    let error = error.without_url();
    let has_no_certificates = {
        let first: Option<&(dyn StdError + 'static)> = error.source();
        let mut causes = std::iter::successors(first, |cause| (*cause).source());
        // rustls-platform-verifier has no type for this error, only this text.
        causes.any(|cause| cause.to_string().contains("No CA certificates"))
    };
    let message = if has_no_certificates {
        let host = redact_setting("the base URL", host);
        format!(
            "the HTTP client: no CA certificates to verify {host} with: {}; install the package `ca-certificates`, set SSL_CERT_FILE to a \
             file of PEM certificates, or add certificates with `Builder::configure` and `tls_certs_only`",
            certificate_locations()
        )
    } else {
        "the HTTP client: cannot be built; check the settings of `Builder::configure`".to_owned()
    };
    config(message).with_source(error)
}

/// Returns the locations that were searched for certificates, and their state.
fn certificate_locations() -> String {
    let variables = ["SSL_CERT_FILE", "SSL_CERT_DIR"];
    let set = variables.into_iter().filter_map(|name| {
        let value = std::env::var_os(name)?;
        let exists = std::env::split_paths(&value).any(|path| Path::new(&path).exists());
        let state = if exists {
            "has no certificates"
        } else {
            "does not exist"
        };
        let value = value.to_string_lossy();
        Some(format!("{name}={} {state}", redact_setting(name, value)))
    });
    let set: Vec<String> = set.collect();
    if set.is_empty() {
        "the system's default locations have no certificates, and SSL_CERT_FILE and SSL_CERT_DIR are not set"
            .to_owned()
    } else {
        set.join(", ")
    }
}
