//! A key is sent only to a server with the certificate of the API, or to this machine. No configuration of the HTTP client
//! changes that. The tests use real sockets, real TLS, and a proxy that records its input.

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

/// A log of the bytes that a listener received.
#[derive(Clone, Default)]
struct ReceivedLog(Arc<Mutex<String>>);

impl ReceivedLog {
    fn push(&self, bytes: &[u8]) {
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

async fn respond(mut stream: impl AsyncRead + AsyncWrite + Unpin, seen: &ReceivedLog, reply: &str) {
    let mut request = [0; 4096];
    let count = stream.read(&mut request).await.unwrap_or(0);
    seen.push(request.get(..count).unwrap_or_default());
    let _ = stream.write_all(reply.as_bytes()).await;
}

const OK_RESPONSE: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}";

/// Returns a self-signed certificate for a host name, and an acceptor that serves with it.
fn self_signed(name: &str) -> Result<(Certificate, TlsAcceptor)> {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(vec![name.to_owned()])?;
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(signing_key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)?;
    let acceptor = TlsAcceptor::from(Arc::new(config));
    Ok((Certificate::from_der(cert.der())?, acceptor))
}

/// Starts a listener that responds to each request with an empty success, with TLS if `tls` is set.
async fn serve(at: &str, tls: Option<TlsAcceptor>) -> Result<(SocketAddr, ReceivedLog)> {
    let listener = TcpListener::bind(at).await?;
    let (address, seen) = (listener.local_addr()?, ReceivedLog::default());
    let log = seen.clone();
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            log.push(b"connected");
            match &tls {
                None => respond(socket, &log, OK_RESPONSE).await,
                Some(tls) => match tls.accept(socket).await {
                    Ok(mut stream) => {
                        respond(&mut stream, &log, OK_RESPONSE).await;
                        let _ = stream.shutdown().await;
                    }
                    Err(_) => log.push(b"handshake failed"),
                },
            }
        }
    });
    Ok((address, seen))
}

/// Starts a proxy that accepts each `CONNECT`, and then responds as the target.
async fn start_proxy(tls: Option<TlsAcceptor>) -> Result<(SocketAddr, ReceivedLog)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let (address, seen) = (listener.local_addr()?, ReceivedLog::default());
    let log = seen.clone();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            respond(&mut socket, &log, "HTTP/1.1 200 OK\r\n\r\n").await;
            if let Some(tls) = &tls
                && let Ok(mut stream) = tls.accept(socket).await
            {
                respond(&mut stream, &log, OK_RESPONSE).await;
                let _ = stream.shutdown().await;
            }
        }
    });
    Ok((address, seen))
}

/// Loopback hosts in different spellings. No server listens there.
const LOOPBACK_HOSTS: [&str; 9] = [
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

async fn call_and_expect_error(builder: Builder) -> Result<partna_auth::Error> {
    let partna = builder.build().await?;
    let result = partna.get_balances().send().await;
    Ok(result.err().ok_or("the call succeeded")?)
}

#[tokio::test]
async fn no_configured_proxy_is_used_for_loopback() -> Result {
    let (certificate, acceptor) = self_signed("localhost")?;
    let (address, seen) = start_proxy(Some(acceptor)).await?;
    for host in LOOPBACK_HOSTS {
        for scheme in ["http", "https"] {
            for make in [Proxy::all::<String>, Proxy::https, Proxy::http] {
                let proxy = make(format!("http://{address}"))?;
                let certificate = certificate.clone();
                let builder = builder(&format!("{scheme}://{host}:9/v4"))?;
                let error = call_and_expect_error(builder.configure(move |client| {
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

const CHILD_VARIABLE: &str = "PARTNA_TEST_CHILD";

/// A process cannot change its variables safely, so this test runs itself with other variables.
#[tokio::test]
async fn no_proxy_from_variables_is_used_for_loopback() -> Result {
    if std::env::var_os(CHILD_VARIABLE).is_some() {
        for host in LOOPBACK_HOSTS {
            for scheme in ["http", "https"] {
                // A rejected base URL also sends no request.
                let _ = call_and_expect_error(builder(&format!("{scheme}://{host}:9/v4"))?).await;
            }
        }
        return Ok(());
    }
    let (address, seen) = start_proxy(None).await?;
    let mut command = Command::new(std::env::current_exe()?);
    command.args([
        "--exact",
        "key_exposure::no_proxy_from_variables_is_used_for_loopback",
    ]);
    command
        .env(CHILD_VARIABLE, "1")
        .env_remove("NO_PROXY")
        .env_remove("no_proxy");
    for name in ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"] {
        command.env(name, format!("http://{address}"));
        command.env(name.to_lowercase(), format!("http://{address}"));
    }
    let output = tokio::task::spawn_blocking(move || command.output()).await??;
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success() && stdout.contains("1 passed"),
        "{stdout}"
    );
    assert_eq!(seen.text(), "");
    Ok(())
}

/// Resolves every name to one address.
#[derive(Debug)]
struct Resolver(SocketAddr);

impl dns::Resolve for Resolver {
    fn resolve(&self, _: dns::Name) -> dns::Resolving {
        let addresses: dns::Addrs = Box::new(std::iter::once(self.0));
        Box::pin(std::future::ready(Ok(addresses)))
    }
}

#[tokio::test]
async fn no_resolver_changes_localhost() -> Result {
    // This address represents another machine of the network.
    let (other_machine, seen) = serve("127.0.0.2:0", None).await?;
    let port = other_machine.port();
    for host in ["localhost", "localhost.", "LOCALHOST"] {
        type Configure = Box<dyn FnOnce(ClientBuilder) -> ClientBuilder + Send>;
        let configurations: [Configure; 4] = [
            Box::new(move |client| client.dns_resolver(Resolver(other_machine))),
            Box::new(move |client| client.resolve("localhost", other_machine)),
            Box::new(move |client| client.resolve("localhost.", other_machine)),
            Box::new(move |client| {
                let client = client.dns_resolver(Resolver(other_machine));
                client.resolve_to_addrs("LOCALHOST", &[other_machine])
            }),
        ];
        for configure in configurations {
            let error = call_and_expect_error(
                builder(&format!("http://{host}:{port}/v4"))?.configure(configure),
            )
            .await?;
            assert_eq!(error.kind(), ErrorKind::Transport, "{host}");
        }
    }
    assert_eq!(seen.text(), "");
    // With the same resolver, localhost is reached on loopback.
    for host in ["localhost", "localhost."] {
        let (here, seen) = serve("127.0.0.1:0", None).await?;
        let base_url = format!("http://{host}:{}/v4", here.port());
        let resolver = Resolver(other_machine);
        let builder = builder(&base_url)?.configure(|client| client.dns_resolver(resolver));
        builder.build().await?.get_balances().send().await?;
        assert!(seen.text().contains(KEY), "{host}");
    }
    Ok(())
}

/// Accepts any certificate.
#[derive(Debug)]
struct AcceptAnyCertificate;

impl ServerCertVerifier for AcceptAnyCertificate {
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

fn config_without_verification() -> Result<ClientConfig> {
    let provider = Arc::new(aws_lc_rs::default_provider());
    Ok(ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(AcceptAnyCertificate))
        .with_no_client_auth())
}

/// The host name of the API resolves to another address, and each configuration disables checks of the certificate.
#[tokio::test]
async fn server_without_certificate_of_the_api_receives_no_key() -> Result {
    let (certificate, acceptor) = self_signed("evil.example")?;
    let (address, seen) = serve("127.0.0.1:0", Some(acceptor)).await?;
    for (environment, host) in [
        (Environment::Staging, "staging-api.getpartna.com"),
        (Environment::Production, "api.getpartna.com"),
    ] {
        type Configure = Box<dyn FnOnce(ClientBuilder) -> ClientBuilder + Send>;
        let (first, second) = (certificate.clone(), certificate.clone());
        let config = config_without_verification()?;
        let configurations: [Configure; 5] = [
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
        for configure in configurations {
            let credentials = Credentials::new(environment, KEY, "u")?;
            let builder = Partna::builder()
                .credentials(credentials)
                .retries(Retries::none())
                .configure(move |client| configure(client).http1_only().resolve(host, address));
            let error = call_and_expect_error(builder).await?;
            assert_eq!(error.kind(), ErrorKind::Transport, "{error:?}");
        }
    }
    // Each call connected to the server, and sent no key.
    let text = seen.text();
    assert_eq!(text.matches("connected").count(), 10, "{text}");
    assert!(!text.contains(KEY), "{text}");
    Ok(())
}

/// The client applies its own settings after `configure`, so it overrides an unsafe setting.
#[tokio::test]
async fn secrets_of_tls_sessions_are_not_written_to_a_file() -> Result {
    if let Some(port) = std::env::var_os(CHILD_VARIABLE) {
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
    let directory = tempfile::tempdir()?;
    let certificate = directory.path().join("certificate.der");
    std::fs::write(&certificate, cert.der())?;
    let mut command = Command::new(std::env::current_exe()?);
    command.args([
        "--exact",
        "key_exposure::secrets_of_tls_sessions_are_not_written_to_a_file",
    ]);
    command.env(CHILD_VARIABLE, address.port().to_string());
    command.env("PARTNA_TEST_CERTIFICATE", &certificate);
    command.env("SSLKEYLOGFILE", directory.path().join("secrets.log"));
    let output = tokio::task::spawn_blocking(move || command.output()).await??;
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success() && stdout.contains("1 passed"),
        "{stdout}"
    );
    assert!(seen.text().contains(KEY), "{stdout}");
    assert!(!directory.path().join("secrets.log").exists());
    Ok(())
}
