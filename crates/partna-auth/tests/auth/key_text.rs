//! The expiry and the scope that the text of a key contains. The client treats them as hints.

use std::error::Error;
use std::fs;
use std::pin::Pin;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use partna_auth::{Clock, Credentials, Environment, ErrorKind, OPERATIONS, SecretDir, types};
use partna_tests::log::Log;
use partna_tests::{builder, snapshots};
use serde_json::json;
use tracing_subscriber::filter::LevelFilter;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

const BALANCES: &str = "GET /user/balances";
const TRANSFER: &str = "POST /transfer";
const WITHDRAWAL: &str = "POST /transfer/withdraw";

/// Starts a server that accepts every request.
async fn start_server() -> MockServer {
    let server = MockServer::start().await;
    let done = ResponseTemplate::new(200).set_body_json(json!({"message": "success"}));
    Mock::given(any()).respond_with(done).mount(&server).await;
    server
}

/// Returns the method and path of every request.
async fn request_lines(server: &MockServer) -> Vec<String> {
    let requests = server.received_requests().await.unwrap_or_default();
    let line = |request: &wiremock::Request| format!("{} {}", request.method, request.url.path());
    requests.iter().map(line).collect()
}

/// A clock that shows a fixed time.
#[derive(Clone, Debug)]
struct FixedClock(SystemTime);

impl Clock for FixedClock {
    fn now(&self) -> Duration {
        Duration::ZERO
    }

    fn wall(&self) -> SystemTime {
        self.0
    }

    fn sleep(&self, _: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(std::future::ready(()))
    }
}

#[tokio::test]
async fn key_near_expiry_warns_once() -> Result {
    const DAY: Duration = Duration::from_secs(24 * 60 * 60);
    const KEY: &str = "1--M--00112233445566778899aabbccddeeff--1781793658613--0a1b2c3d";
    let (log, _guard) = Log::of_thread(LevelFilter::WARN);
    let server = start_server().await;
    let home = tempfile::tempdir()?;
    let key = home.path().join("api-key");
    fs::write(&key, KEY)?;
    fs::write(home.path().join("api-user"), "canaryuser")?;
    let clock = FixedClock(UNIX_EPOCH + Duration::from_millis(1_781_793_658_613) - 10 * DAY);
    // The directory is read before every request.
    let new_builder = || -> Result<_> {
        let source = SecretDir::at(home.path()).poll_every(Duration::ZERO);
        let builder = builder(&server.uri())?.credentials(source);
        Ok(builder.clock(clock.clone()))
    };
    let short_notice = new_builder()?.warn_before_expiry(DAY).build().await?;
    short_notice.get_balances().send().await?;
    assert_eq!(log.text(), "");

    let partna = new_builder()?.build().await?;
    partna.get_balances().send().await?;
    partna.clone().get_balances().send().await?;
    // The same key in a new file.
    fs::write(home.path().join("temporary"), KEY)?;
    fs::rename(home.path().join("temporary"), &key)?;
    partna.get_balances().send().await?;
    assert_eq!(request_lines(&server).await, [BALANCES; 4]);
    let text = log.text();
    assert_eq!(text.lines().count(), 1, "{text}");
    for words in ["WARN", "close to expiry", "days_left=10"] {
        assert!(text.contains(words), "{text}");
    }
    for part in KEY.split("--").filter(|part| part.len() > 1) {
        assert!(!text.contains(part), "{text}");
    }
    assert!(!text.contains("canaryuser"), "{text}");
    Ok(())
}

#[tokio::test]
async fn scope_is_checked_only_if_enabled() -> Result {
    let all: &[&str] = &[BALANCES, TRANSFER, WITHDRAWAL];
    let cases: [(&str, bool, &[&str]); 6] = [
        ("G", false, all),
        ("N", false, all),
        ("G", true, &[BALANCES]),
        ("N", true, &[BALANCES, TRANSFER]),
        ("W", true, all),
        ("M", true, all),
    ];
    for (scope, check, sent) in cases {
        let server = start_server().await;
        // The key expires in the distant future.
        let key = format!("1--{scope}--00112233445566778899aabbccddeeff--9999999999999--0a1b2c3d");
        let partna = builder(&server.uri())?
            .credentials(Credentials::new(Environment::Staging, key, "user")?)
            .check_scopes(check)
            .build()
            .await?;
        let transfer = types::TransferRequest::builder().to_account("bello02");
        let transfer = partna.create_transfer().body(transfer);
        let withdrawal = types::WithdrawalRequest::builder().from_account("amina01");
        let withdrawal = partna.create_withdrawal().body(withdrawal);
        for (line, result) in [
            (BALANCES, partna.get_balances().send().await.map(drop)),
            (TRANSFER, transfer.send().await.map(drop)),
            (WITHDRAWAL, withdrawal.send().await.map(drop)),
        ] {
            let refused = (!sent.contains(&line)).then_some(ErrorKind::ScopeRefused);
            let kind = result.err().map(|error| error.kind());
            assert_eq!(kind, refused, "{scope} {check} {line}");
        }
        assert_eq!(request_lines(&server).await, sent, "{scope} {check}");
    }
    Ok(())
}

#[tokio::test]
async fn each_scope_sends_only_operations_that_it_covers() -> Result {
    const SCOPES: [&str; 4] = ["M", "W", "N", "G"];
    let server = start_server().await;
    let mut clients = Vec::new();
    for scope in SCOPES {
        // The key expires in the distant future.
        let key = format!("1--{scope}--00112233445566778899aabbccddeeff--9999999999999--0a1b2c3d");
        let credentials = Credentials::new(Environment::Staging, key, "user")?;
        let builder = builder(&server.uri())?.credentials(credentials);
        clients.push(builder.check_scopes(true).build().await?);
    }
    let (mut table, mut sent) = (format!("{:<41}{}\n", "", SCOPES.join(" ")), Vec::new());
    for operation in OPERATIONS {
        let line = format!("{} {}", operation.method, operation.path);
        let mut row = format!("{line:<40}");
        for partna in &clients {
            let request = partna.request(operation.method, operation.path);
            // The body of the server is not a documented success of every write.
            let result = request.send::<serde_json::Value>().await;
            if result.is_err_and(|error| error.kind() == ErrorKind::ScopeRefused) {
                row += " -";
            } else {
                sent.push(line.clone());
                row += " x";
            }
        }
        table += &format!("{row}\n");
    }
    assert_eq!(request_lines(&server).await, sent);
    assert_eq!(OPERATIONS.len(), 66);
    snapshots().bind(|| insta::assert_snapshot!("operations_by_scope", table));
    Ok(())
}
