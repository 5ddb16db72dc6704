//! Servers under other host names: all names resolve to two listeners of this process.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use partna_auth::Environment;
use partna_auth::reqwest::{Certificate, ClientBuilder};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use tempfile::TempDir;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use super::Result;

/// Labels of hosts and their base URLs. `PLAIN` and `TLS` are placeholders for ports. `own` is the environment's default URL.
pub const HOSTS: [(&str, &str); 11] = [
    ("own", ""),
    ("loopback", "http://127.0.0.1:PLAIN/v4"),
    ("localhost", "http://localhost:PLAIN/v4"),
    ("other host, http", "http://sandbox.example:PLAIN/v4"),
    ("other host, https", "https://sandbox.example:TLS/v4"),
    ("container name", "http://sandbox:PLAIN/v4"),
    ("production, http", "http://api.getpartna.com:PLAIN/v4"),
    ("production, https", "https://api.getpartna.com:TLS/v4"),
    (
        "staging in upper case",
        "https://STAGING-API.GetPartna.com:TLS/v4",
    ),
    (
        "staging with a trailing dot",
        "https://staging-api.getpartna.com.:TLS/v4",
    ),
    (
        "production in lookalike letters",
        "https://\u{ff41}pi.getpartna\u{3002}com:TLS/v4",
    ),
];

/// The names that resolve to this process.
const NAMES: [&str; 6] = [
    "sandbox",
    "sandbox.example",
    "api.getpartna.com",
    "api.getpartna.com.",
    "staging-api.getpartna.com",
    "staging-api.getpartna.com.",
];

/// Returns whether an environment may send to a host.
pub fn is_allowed(environment: Environment, host: &str) -> bool {
    let is_loopback = matches!(host, "loopback" | "localhost");
    match environment {
        Environment::Sandbox => {
            is_loopback
                || matches!(
                    host,
                    "other host, http" | "other host, https" | "container name"
                )
        }
        _ => is_loopback || host == "own",
    }
}

pub struct Hosts {
    plain: SocketAddr,
    tls: SocketAddr,
    certificate: Certificate,
    directory: TempDir,
    seen: Arc<Mutex<String>>,
}

impl Hosts {
    pub async fn start() -> Result<Self> {
        let names: Vec<String> = NAMES.iter().map(|name| (*name).to_owned()).collect();
        let CertifiedKey { cert, signing_key } = generate_simple_self_signed(names)?;
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(signing_key.serialize_der()));
        let config = ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key)?;
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let (plain, tls) = (
            TcpListener::bind("127.0.0.1:0").await?,
            TcpListener::bind("127.0.0.1:0").await?,
        );
        let hosts = Self {
            plain: plain.local_addr()?,
            tls: tls.local_addr()?,
            certificate: Certificate::from_der(cert.der())?,
            directory: tempfile::tempdir()?,
            seen: Arc::default(),
        };
        std::fs::write(hosts.certificate_path(), cert.der())?;
        let seen = Arc::clone(&hosts.seen);
        tokio::spawn(async move {
            while let Ok((stream, _)) = plain.accept().await {
                tokio::spawn(respond(stream, Arc::clone(&seen)));
            }
        });
        let seen = Arc::clone(&hosts.seen);
        tokio::spawn(async move {
            while let Ok((stream, _)) = tls.accept().await {
                if let Ok(stream) = acceptor.accept(stream).await {
                    tokio::spawn(respond(stream, Arc::clone(&seen)));
                }
            }
        });
        Ok(hosts)
    }

    /// Returns a base URL with its port; `None` for the default URL of the environment.
    pub fn base_url(&self, pattern: &str) -> Option<String> {
        let url = pattern
            .replace("PLAIN", &self.plain.port().to_string())
            .replace("TLS", &self.tls.port().to_string());
        (!url.is_empty()).then_some(url)
    }

    /// Returns a configuration that resolves all names to these servers.
    pub fn configure(&self) -> impl FnOnce(ClientBuilder) -> ClientBuilder + Send + 'static {
        let (certificate, addresses) = (self.certificate.clone(), self.addresses());
        move |client| {
            let client = client.http1_only().tls_certs_only([certificate]);
            let addresses = addresses.into_iter();
            addresses.fold(client, |client, (name, address)| {
                client.resolve(name, address)
            })
        }
    }

    /// Returns the same configuration as arguments of the program `send_once`.
    pub fn arguments(&self) -> Vec<String> {
        let addresses = self.addresses().into_iter();
        let addresses = addresses.map(|(name, address)| format!("{name}={address}"));
        let certificate = self.certificate_path().to_string_lossy().into_owned();
        addresses.chain([certificate]).collect()
    }

    /// Returns the address of each name. A port in the URL has precedence over the port of the address.
    fn addresses(&self) -> Vec<(&'static str, SocketAddr)> {
        let address = |name: &&'static str| (*name, self.address_of(name));
        NAMES.iter().map(address).collect()
    }

    fn address_of(&self, name: &str) -> SocketAddr {
        // Port 0 means the port of the URL, which is 443 for the default URL of an environment.
        if name.starts_with("sandbox") {
            SocketAddr::new(self.plain.ip(), 0)
        } else {
            self.tls
        }
    }

    fn certificate_path(&self) -> PathBuf {
        self.directory.path().join("certificate.der")
    }

    /// Returns a directory for files of a test.
    pub fn directory(&self) -> &std::path::Path {
        self.directory.path()
    }

    /// Returns the text of all requests since the last call.
    pub fn take(&self) -> String {
        std::mem::take(&mut *self.seen.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}";

async fn respond(mut stream: impl AsyncRead + AsyncWrite + Unpin, seen: Arc<Mutex<String>>) {
    let mut request = [0; 4096];
    let count = stream.read(&mut request).await.unwrap_or(0);
    let text = String::from_utf8_lossy(request.get(..count).unwrap_or_default()).into_owned();
    seen.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push_str(&text);
    let _ = stream.write_all(OK.as_bytes()).await;
    let _ = stream.shutdown().await;
}
