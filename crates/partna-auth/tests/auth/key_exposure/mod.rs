//! A key leaves for a server that proves that it is the API, or for this machine, and nothing that shapes the HTTP client
//! changes that. Real sockets, real TLS, and a proxy that writes down what it sees.

mod base_url;

use std::net::SocketAddr;
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};

use partna_auth::reqwest::{Certificate, ClientBuilder, Proxy, dns};
use partna_auth::{Builder, Credentials, Environment, ErrorKind, Partna, Retries};
use partna_tests::{KEY, builder};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::client::danger::{
    HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier,
};
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::{
    CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, ServerName, UnixTime,
};
use tokio_rustls::rustls::{
    self, ClientConfig, DigitallySignedStruct, ServerConfig, SignatureScheme,
};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// What came in on the connections of a listener.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<String>>);

impl Seen {
    fn note(&self, bytes: &[u8]) {
        let mut text = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *text += &String::from_utf8_lossy(bytes);
        text.push('\n');
    }

    fn text(&self) -> String {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

async fn respond(mut stream: impl AsyncRead + AsyncWrite + Unpin, seen: &Seen, reply: &str) {
    let mut request = [0; 4096];
    let count = stream.read(&mut request).await.unwrap_or(0);
    seen.note(request.get(..count).unwrap_or_default());
    let _ = stream.write_all(reply.as_bytes()).await;
}

const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}";

/// A certificate of its own for a name, and what serves with it.
fn tls(name: &str) -> Result<(Certificate, TlsAcceptor)> {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(vec![name.to_owned()])?;
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(signing_key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)?;
    let acceptor = TlsAcceptor::from(Arc::new(config));
    Ok((Certificate::from_der(cert.der())?, acceptor))
}

/// A listener that responds to each request with an empty success, behind TLS if it is given.
async fn serve(at: &str, tls: Option<TlsAcceptor>) -> Result<(SocketAddr, Seen)> {
    let listener = TcpListener::bind(at).await?;
    let (address, seen) = (listener.local_addr()?, Seen::default());
    let log = seen.clone();
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            log.note(b"connected");
            match &tls {
                None => respond(socket, &log, OK).await,
                Some(tls) => match tls.accept(socket).await {
                    Ok(mut stream) => {
                        respond(&mut stream, &log, OK).await;
                        let _ = stream.shutdown().await;
                    }
                    Err(_) => log.note(b"handshake failed"),
                },
            }
        }
    });
    Ok((address, seen))
}

/// A proxy that agrees to each `CONNECT`, and then responds for the other side itself.
async fn proxy(tls: Option<TlsAcceptor>) -> Result<(SocketAddr, Seen)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let (address, seen) = (listener.local_addr()?, Seen::default());
    let log = seen.clone();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            respond(&mut socket, &log, "HTTP/1.1 200 OK\r\n\r\n").await;
            if let Some(tls) = &tls
                && let Ok(mut stream) = tls.accept(socket).await
            {
                respond(&mut stream, &log, OK).await;
                let _ = stream.shutdown().await;
            }
        }
    });
    Ok((address, seen))
}

/// The hosts of loopback in all their spellings; nothing listens there.
const LOOPBACK: [&str; 9] = [
    "localhost",
    "localhost.",
    "LocalHost",
    "127.0.0.1",
    "127.9.9.9",
    "127.1",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
];

async fn call(builder: Builder) -> Result<partna_auth::Error> {
    let partna = builder.build().await?;
    let result = partna.get_balances().send().await;
    Ok(result.err().ok_or("a server answered")?)
}

#[tokio::test]
async fn no_configured_proxy_is_used_for_loopback() -> Result {
    let (certificate, acceptor) = tls("localhost")?;
    let (address, seen) = proxy(Some(acceptor)).await?;
    for host in LOOPBACK {
        for scheme in ["http", "https"] {
            for make in [Proxy::all::<String>, Proxy::https, Proxy::http] {
                let proxy = make(format!("http://{address}"))?;
                let certificate = certificate.clone();
                let builder = builder(&format!("{scheme}://{host}:9/v4"))?;
                let error = call(builder.configure(move |client| {
                    client
                        .tls_certs_only([certificate])
                        .http1_only()
                        .proxy(proxy)
                }));
                let error = error.await?;
                assert_eq!(error.kind(), ErrorKind::Transport, "{scheme}://{host}");
            }
        }
    }
    assert_eq!(seen.text(), "");
    Ok(())
}

const CHILD: &str = "PARTNA_TEST_CHILD";

/// The variables of a process do not change, so this test runs itself with others.
#[tokio::test]
async fn no_proxy_of_variables_is_used_for_loopback() -> Result {
    if std::env::var_os(CHILD).is_some() {
        for host in LOOPBACK {
            for scheme in ["http", "https"] {
                // A base URL that is refused is not sent anywhere either.
                let _ = call(builder(&format!("{scheme}://{host}:9/v4"))?).await;
            }
        }
        return Ok(());
    }
    let (address, seen) = proxy(None).await?;
    let mut command = Command::new(std::env::current_exe()?);
    command.args([
        "--exact",
        "key_exposure::no_proxy_of_variables_is_used_for_loopback",
    ]);
    command
        .env(CHILD, "1")
        .env_remove("NO_PROXY")
        .env_remove("no_proxy");
    for name in ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"] {
        command.env(name, format!("http://{address}"));
        command.env(name.to_lowercase(), format!("http://{address}"));
    }
    let output = tokio::task::spawn_blocking(move || command.output()).await??;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{said}"
    );
    assert_eq!(seen.text(), "");
    Ok(())
}

/// Sends each name to one address.
#[derive(Debug)]
struct Resolver(SocketAddr);

impl dns::Resolve for Resolver {
    fn resolve(&self, _: dns::Name) -> dns::Resolving {
        let addresses: dns::Addrs = Box::new(std::iter::once(self.0));
        Box::pin(std::future::ready(Ok(addresses)))
    }
}

#[tokio::test]
async fn no_resolver_moves_localhost() -> Result {
    // Stands for another machine of the network.
    let (elsewhere, seen) = serve("127.0.0.2:0", None).await?;
    let port = elsewhere.port();
    for host in ["localhost", "localhost.", "LOCALHOST"] {
        type Shape = Box<dyn FnOnce(ClientBuilder) -> ClientBuilder + Send>;
        let shapes: [Shape; 4] = [
            Box::new(move |client| client.dns_resolver(Resolver(elsewhere))),
            Box::new(move |client| client.resolve("localhost", elsewhere)),
            Box::new(move |client| client.resolve("localhost.", elsewhere)),
            Box::new(move |client| {
                let client = client.dns_resolver(Resolver(elsewhere));
                client.resolve_to_addrs("LOCALHOST", &[elsewhere])
            }),
        ];
        for shape in shapes {
            let error =
                call(builder(&format!("http://{host}:{port}/v4"))?.configure(shape)).await?;
            assert_eq!(error.kind(), ErrorKind::Transport, "{host}");
        }
    }
    assert_eq!(seen.text(), "");
    // And there it is where it should be.
    for host in ["localhost", "localhost."] {
        let (here, seen) = serve("127.0.0.1:0", None).await?;
        let base_url = format!("http://{host}:{}/v4", here.port());
        let resolver = Resolver(elsewhere);
        let builder = builder(&base_url)?.configure(|client| client.dns_resolver(resolver));
        builder.build().await?.get_balances().send().await?;
        assert!(seen.text().contains(KEY), "{host}");
    }
    Ok(())
}

/// Takes any certificate.
#[derive(Debug)]
struct Gullible;

impl ServerCertVerifier for Gullible {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> std::result::Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> std::result::Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> std::result::Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        let provider = aws_lc_rs::default_provider();
        provider
            .signature_verification_algorithms
            .supported_schemes()
    }
}

fn gullible() -> Result<ClientConfig> {
    let provider = Arc::new(aws_lc_rs::default_provider());
    Ok(ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Gullible))
        .with_no_client_auth())
}

/// The API's own host at another address, with every way to take any certificate.
#[tokio::test]
async fn server_without_certificate_of_api_gets_no_key() -> Result {
    let (certificate, acceptor) = tls("evil.example")?;
    let (address, seen) = serve("127.0.0.1:0", Some(acceptor)).await?;
    for (environment, host) in [
        (Environment::Staging, "staging-api.getpartna.com"),
        (Environment::Production, "api.getpartna.com"),
    ] {
        type Shape = Box<dyn FnOnce(ClientBuilder) -> ClientBuilder + Send>;
        let (first, second) = (certificate.clone(), certificate.clone());
        let config = gullible()?;
        let shapes: [Shape; 5] = [
            Box::new(|client| client.danger_accept_invalid_certs(true)),
            Box::new(|client| client.tls_danger_accept_invalid_certs(true)),
            Box::new(|client| {
                let client = client.danger_accept_invalid_hostnames(true);
                client.tls_certs_only([first])
            }),
            Box::new(|client| {
                let client = client.tls_danger_accept_invalid_hostnames(true);
                client
                    .tls_certs_only([second])
                    .danger_accept_invalid_certs(true)
            }),
            Box::new(|client| client.tls_backend_preconfigured(config)),
        ];
        for shape in shapes {
            let credentials = Credentials::new(environment, KEY, "u")?;
            let builder = Partna::builder()
                .credentials(credentials)
                .retries(Retries::none())
                .configure(move |client| shape(client).http1_only().resolve(host, address));
            let error = call(builder).await?;
            assert_eq!(error.kind(), ErrorKind::Transport, "{error:?}");
        }
    }
    // It was asked each time, and was sent nothing.
    let text = seen.text();
    assert_eq!(text.matches("connected").count(), 10, "{text}");
    assert!(!text.contains(KEY), "{text}");
    Ok(())
}

/// What keeps keys safe is set after the user's shape, so none of this lasts.
#[tokio::test]
async fn secrets_of_tls_sessions_are_not_written_to_a_file() -> Result {
    if let Some(port) = std::env::var_os(CHILD) {
        let port = port.into_string().map_err(|_| "no port")?;
        let file = std::env::var("PARTNA_TEST_CERTIFICATE")?;
        let certificate = Certificate::from_der(&std::fs::read(file)?)?;
        let builder = builder(&format!("https://localhost:{port}/v4"))?.configure(|client| {
            let client = client.tls_certs_only([certificate]).http1_only();
            client.tls_sslkeylogfile(true)
        });
        builder.build().await?.get_balances().send().await?;
        return Ok(());
    }
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(vec!["localhost".to_owned()])?;
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(signing_key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)?;
    let (address, seen) = serve("127.0.0.1:0", Some(TlsAcceptor::from(Arc::new(config)))).await?;
    let dir = tempfile::tempdir()?;
    let certificate = dir.path().join("certificate.der");
    std::fs::write(&certificate, cert.der())?;
    let mut command = Command::new(std::env::current_exe()?);
    command.args([
        "--exact",
        "key_exposure::secrets_of_tls_sessions_are_not_written_to_a_file",
    ]);
    command.env(CHILD, address.port().to_string());
    command.env("PARTNA_TEST_CERTIFICATE", &certificate);
    command.env("SSLKEYLOGFILE", dir.path().join("secrets.log"));
    let output = tokio::task::spawn_blocking(move || command.output()).await??;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{said}"
    );
    assert!(seen.text().contains(KEY), "{said}");
    assert!(!dir.path().join("secrets.log").exists());
    Ok(())
}
