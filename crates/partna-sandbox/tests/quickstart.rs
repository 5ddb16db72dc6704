//! The quickstart as a user runs it: the program itself, real sockets, real environment variables.

use std::error::Error;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Output;
use std::sync::{Arc, Mutex, PoisonError};

use partna_sandbox::Sandbox;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::Command;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// Cargo builds examples beside tests, and names their folder nowhere.
fn program() -> Result<PathBuf> {
    let here = std::env::current_exe()?;
    let folder = here
        .ancestors()
        .nth(2)
        .ok_or("the test lies in no target folder")?;
    Ok(folder
        .join("examples")
        .join(format!("quickstart{}", std::env::consts::EXE_SUFFIX)))
}

async fn quickstart(vars: &[(&str, &str)]) -> Result<Output> {
    let mut command = Command::new(program()?);
    for name in [
        "PARTNA_API_KEY",
        "PARTNA_API_USER",
        "PARTNA_ENVIRONMENT",
        "PARTNA_BASE_URL",
        "NO_PROXY",
        "no_proxy",
    ] {
        command.env_remove(name);
    }
    Ok(command.envs(vars.iter().copied()).output().await?)
}

/// Passes everything on to a server, and keeps what went there.
struct Tap {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<u8>>>,
}

impl Tap {
    async fn before(server: String) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let tap = Self {
            address: listener.local_addr()?,
            seen: Arc::default(),
        };
        let seen = Arc::clone(&tap.seen);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                if let Ok(server) = TcpStream::connect(&server).await {
                    tokio::spawn(pass_on(client, server, Arc::clone(&seen)));
                }
            }
        });
        Ok(tap)
    }

    fn seen(&self) -> String {
        String::from_utf8_lossy(&self.seen.lock().unwrap_or_else(PoisonError::into_inner))
            .into_owned()
    }
}

async fn pass_on(
    client: TcpStream,
    server: TcpStream,
    seen: Arc<Mutex<Vec<u8>>>,
) -> std::io::Result<()> {
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    tokio::spawn(async move { tokio::io::copy(&mut from_server, &mut to_client).await });
    let mut buffer = [0; 4096];
    loop {
        let count = from_client.read(&mut buffer).await?;
        let Some(bytes) = buffer.get(..count).filter(|bytes| !bytes.is_empty()) else {
            return Ok(());
        };
        seen.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend(bytes);
        to_server.write_all(bytes).await?;
    }
}

#[tokio::test]
async fn without_credentials_it_is_offline_and_says_so() -> Result {
    let output = quickstart(&[]).await?;
    let text = String::from_utf8(output.stdout)?;
    assert!(output.status.success(), "{text}");
    for part in [
        "Offline",
        "forms.getpartna.com",
        "staging-dashboard.getpartna.com",
        "Amina Okoro",
        "amina01",
        "401",
    ] {
        assert!(text.contains(part), "no `{part}` in {text}");
    }
    Ok(())
}

#[tokio::test]
async fn every_request_has_both_headers_and_no_other_host_sees_them() -> Result {
    let sandbox = Sandbox::start().await?;
    let base_url = sandbox.base_url();
    let server = base_url
        .trim_start_matches("http://")
        .trim_end_matches("/v4")
        .to_owned();
    let (tap, proxy) = (
        Tap::before(server.clone()).await?,
        Tap::before(server).await?,
    );
    let proxy_url = format!("http://{}", proxy.address);
    let output = quickstart(&[
        ("PARTNA_API_KEY", Sandbox::API_KEY),
        ("PARTNA_API_USER", Sandbox::API_USER),
        ("PARTNA_BASE_URL", &format!("http://{}/v4", tap.address)),
        ("HTTP_PROXY", &proxy_url),
        ("http_proxy", &proxy_url),
        ("ALL_PROXY", &proxy_url),
        ("RUST_LOG", "trace"),
    ])
    .await?;
    let printed = String::from_utf8(output.stdout)? + &String::from_utf8(output.stderr)?;
    assert!(
        output.status.success() && printed.contains("(staging)"),
        "{printed}"
    );
    assert!(
        !printed.contains(Sandbox::API_KEY) && !printed.contains(Sandbox::API_USER),
        "{printed}"
    );
    let seen = tap.seen();
    let requests: Vec<&str> = seen
        .split("\r\n\r\n")
        .filter(|request| !request.is_empty())
        .collect();
    assert!(requests.len() >= 5, "{seen}");
    for request in requests {
        let has = |header: &str| request.to_lowercase().contains(&format!("\r\n{header}"));
        assert!(request.starts_with("GET /v4/"), "{request}");
        assert!(
            has(&format!(
                "x-api-key: {}\r\n",
                Sandbox::API_KEY.to_lowercase()
            )),
            "{request}"
        );
        assert!(
            has(&format!("x-api-user: {}", Sandbox::API_USER)),
            "{request}"
        );
        assert!(has("user-agent: partna-rust/"), "{request}");
        assert!(
            !has("api-version") && !has("referer") && !has("authorization"),
            "{request}"
        );
    }
    assert_eq!(proxy.seen(), "", "the proxy was used");
    Ok(())
}

#[tokio::test]
async fn what_is_wrong_with_the_environment_is_said() -> Result {
    let cases: [(&[(&str, &str)], &str); 4] = [
        (
            &[("PARTNA_API_KEY", "canary")],
            "PARTNA_API_USER is not set",
        ),
        (
            &[("PARTNA_API_KEY", "canary\n"), ("PARTNA_API_USER", "u")],
            "line break",
        ),
        (
            &[
                ("PARTNA_API_KEY", "canary"),
                ("PARTNA_API_USER", "u"),
                ("PARTNA_ENVIRONMENT", "live"),
            ],
            "`production`",
        ),
        (
            &[
                ("PARTNA_API_KEY", "canary"),
                ("PARTNA_API_USER", "u"),
                ("PARTNA_BASE_URL", "https://example.com"),
            ],
            "loopback",
        ),
    ];
    for (vars, part) in cases {
        let output = quickstart(vars).await?;
        let text = String::from_utf8(output.stderr)?;
        assert_eq!(output.status.code(), Some(1));
        assert!(text.contains(part) && !text.contains("canary"), "{text}");
    }
    Ok(())
}
