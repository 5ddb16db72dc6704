//! https with the TLS of each feature: a key is sent only to a server with a trusted certificate.
#![cfg(any(
    feature = "rustls",
    feature = "rustls-no-provider",
    feature = "native-tls"
))]

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use partna_auth::reqwest::{Certificate, ClientBuilder};
use partna_auth::{Credentials, Environment, ErrorKind, Partna, Retries, Secret};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

const KEY: &str = "canary";

/// A server with a self-signed certificate for one host name. Counts the requests that contain the key.
struct Server {
    base_url: String,
    certificate: Certificate,
    keys_seen: Arc<AtomicUsize>,
}

impl Server {
    async fn start(name: &str) -> Result<Self> {
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed(vec![name.to_owned()])?;
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(signing_key.serialize_der()));
        let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key)?;
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let base_url = format!("https://localhost:{}/v4", listener.local_addr()?.port());
        let keys_seen = Arc::new(AtomicUsize::new(0));
        let seen = Arc::clone(&keys_seen);
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let Ok(mut stream) = acceptor.accept(socket).await else {
                    continue;
                };
                let mut request = [0; 4096];
                let count = stream.read(&mut request).await.unwrap_or(0);
                let text = String::from_utf8_lossy(request.get(..count).unwrap_or_default());
                seen.fetch_add(usize::from(text.contains(KEY)), Ordering::SeqCst);
                let response =
                    "HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}";
                let _ = stream.write_all(response.as_bytes()).await;
                let _ = stream.shutdown().await;
            }
        });
        Ok(Self {
            base_url,
            certificate: Certificate::from_der(cert.der())?,
            keys_seen,
        })
    }

    async fn client(
        &self,
        configure: impl FnOnce(ClientBuilder) -> ClientBuilder + Send + 'static,
    ) -> Result<Partna> {
        // `rustls-no-provider` needs a provider. The result is an error if another test has already installed one.
        let _ = aws_lc_rs::default_provider().install_default();
        let credentials = Credentials::new(Environment::Staging, Secret::from(KEY), "merchant")?;
        let builder = Partna::builder()
            .credentials(credentials)
            .base_url(&self.base_url)
            .retries(Retries::none())
            .configure(configure);
        Ok(builder.build().await?)
    }
}

#[tokio::test]
async fn trusted_server_receives_the_key() -> Result {
    let server = Server::start("localhost").await?;
    let trusted = server.certificate.clone();
    let partna = server
        .client(|client| client.tls_certs_only([trusted]))
        .await?;
    partna.get_balances().send().await?;
    assert_eq!(server.keys_seen.load(Ordering::SeqCst), 1);
    Ok(())
}

#[tokio::test]
async fn untrusted_server_receives_no_key_with_verification_off() -> Result {
    let other_name = Server::start("example.com").await?;
    let unknown = Server::start("localhost").await?;
    let (trusted, unrelated) = (
        other_name.certificate.clone(),
        other_name.certificate.clone(),
    );
    for (server, partna) in [
        (
            &other_name,
            other_name
                .client(|client| {
                    let client = client.tls_certs_only([trusted]);
                    client.tls_danger_accept_invalid_hostnames(true)
                })
                .await?,
        ),
        (
            &unknown,
            unknown
                .client(|client| {
                    let client = client.tls_certs_only([unrelated]);
                    client.tls_danger_accept_invalid_certs(true)
                })
                .await?,
        ),
    ] {
        let error = partna.get_balances().send().await.err();
        let error = error.ok_or("the untrusted server was accepted")?;
        assert_eq!(error.kind(), ErrorKind::Transport, "{error:?}");
        assert_eq!(server.keys_seen.load(Ordering::SeqCst), 0);
    }
    Ok(())
}
