//! TLS as it is in earnest: a key goes out only to a server that proves who it is.

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

/// A server with a certificate of its own, for a name, that counts the requests with the key in them.
struct Server {
    base_url: String,
    certificate: Certificate,
    keys_seen: Arc<AtomicUsize>,
}

impl Server {
    async fn named(name: &str) -> Result<Self> {
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
                let answer = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}";
                let _ = stream.write_all(answer.as_bytes()).await;
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
async fn a_server_that_cannot_prove_its_name_gets_nothing() -> Result {
    // Nobody vouches for it; or somebody does, for another name.
    let (unknown, other) = (
        Server::named("localhost").await?,
        Server::named("example.com").await?,
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
        let error = write.send().await.err().ok_or("it was answered")?;
        assert_eq!(error.kind(), ErrorKind::Transport, "{error:?}");
        assert!(error.to_string().contains("nothing was sent"), "{error}");
        assert_eq!(server.keys_seen(), 0);
    }
    Ok(())
}

/// The same server is spoken to once it is trusted, by a shape of the user's.
#[tokio::test]
async fn a_server_that_can_is_spoken_to() -> Result {
    let server = Server::named("localhost").await?;
    let trusted = server.certificate.clone();
    let partna = builder(&server.base_url)?
        .configure(|client| client.tls_certs_only([trusted]))
        .build()
        .await?;
    partna.get_balances().send().await?;
    assert_eq!(server.keys_seen(), 1);
    Ok(())
}
