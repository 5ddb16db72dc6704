//! TLS with default settings: a key is sent only to a server with a trusted certificate.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use partna_auth::{ErrorKind, types};
use partna_tests::{KEY, builder};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use reqwest::Certificate;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

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
        let config = ServerConfig::builder()
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
                let text =
                    String::from_utf8_lossy(request.get(..count).unwrap_or_default()).into_owned();
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

    fn keys_seen(&self) -> usize {
        self.keys_seen.load(Ordering::SeqCst)
    }
}

#[tokio::test]
async fn server_without_trusted_certificate_receives_no_key() -> Result {
    // The certificate is untrusted, or trusted for another host name.
    let (unknown, other) = (
        Server::start("localhost").await?,
        Server::start("example.com").await?,
    );
    let trusted = other.certificate.clone();
    for (server, partna) in [
        (&unknown, builder(&unknown.base_url)?.build().await?),
        (
            &other,
            builder(&other.base_url)?
                .configure(|client| client.tls_certs_only([trusted]))
                .build()
                .await?,
        ),
    ] {
        let write = partna
            .create_transfer()
            .body(types::TransferRequest::builder().to_account("bello02"));
        let error = write.send().await.err().ok_or("the write succeeded")?;
        assert_eq!(error.kind(), ErrorKind::Transport, "{error:?}");
        assert!(error.to_string().contains("nothing was sent"), "{error}");
        assert_eq!(server.keys_seen(), 0);
    }
    Ok(())
}

#[tokio::test]
async fn server_with_certificate_trusted_by_configure_receives_the_key() -> Result {
    let server = Server::start("localhost").await?;
    let trusted = server.certificate.clone();
    let partna = builder(&server.base_url)?
        .configure(|client| client.tls_certs_only([trusted]))
        .build()
        .await?;
    partna.get_balances().send().await?;
    assert_eq!(server.keys_seen(), 1);
    Ok(())
}
