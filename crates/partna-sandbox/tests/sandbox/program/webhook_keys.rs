//! The key that signs webhooks: stored across restarts, or configured.

use std::fs;
use std::path::Path;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::StatusCode;
use axum::routing::post;
use partna_auth::{Environment, types};
use partna_sandbox::{ErrorKind, Sandbox};
use partna_webhook::{PublicKey, Signer, Verifier};
use reqwest::Client;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio::time::timeout;

use crate::Result;
use crate::running::{Running, program};

/// Guards against a hang.
const TIMEOUT: Duration = Duration::from_secs(60);

/// A receiver that rejects the first webhook, so that it stays in the outbox.
struct Receiver {
    url: String,
    bodies: mpsc::UnboundedReceiver<Bytes>,
}

impl Receiver {
    async fn start() -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let url = format!("http://{}/hook", listener.local_addr()?);
        let (sender, bodies) = mpsc::unbounded_channel();
        let first = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(true));
        let hook = post(async move |body: Bytes| {
            let _ = sender.send(body);
            if first.swap(false, std::sync::atomic::Ordering::SeqCst) {
                StatusCode::SERVICE_UNAVAILABLE
            } else {
                StatusCode::OK
            }
        });
        let router = axum::Router::new().route("/hook", hook);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { url, bodies })
    }

    async fn next(&mut self) -> Result<Bytes> {
        let body = timeout(TIMEOUT, self.bodies.recv()).await?;
        Ok(body.ok_or("the receiver has ended")?)
    }
}

fn text(path: &Path) -> Result<&str> {
    Ok(path.to_str().ok_or("no text")?)
}

async fn public_key(running: &Running) -> Result<String> {
    let url = running.base_url.replace("/v4", "/sandbox/webhook-key");
    let response = Client::new().get(url).send().await?.error_for_status()?;
    Ok(response.text().await?)
}

async fn advance(running: &Running, seconds: u64) -> Result {
    let url = running.base_url.replace("/v4", "/sandbox/advance");
    let body = json!({ "seconds": seconds }).to_string();
    let response = Client::new().post(url).body(body).send().await?;
    response.error_for_status()?;
    Ok(())
}

async fn deposit(running: &Running, amount: &str) -> Result {
    let partna = running.client(Sandbox::API_KEY, Sandbox::API_USER).await?;
    let deposit = types::MockDepositRequest::builder()
        .currency("NGN")
        .network("naira")
        .amount(amount);
    partna.create_mock_deposit().body(deposit).send().await?;
    Ok(())
}

fn verifier(pem: &str) -> Result<Verifier> {
    let key = PublicKey::from_pem(pem)?;
    Ok(Verifier::for_environment(Environment::Sandbox).with_key(key))
}

fn pkcs8() -> Result<(String, String)> {
    let signer = Signer::generate()?;
    Ok((
        signer.to_pem()?.expose().to_owned(),
        signer.public_key()?.to_pem(),
    ))
}

/// Includes a delivery that was in the outbox while the program was killed or stopped.
#[tokio::test]
async fn deliveries_before_and_after_restart_verify_with_same_key() -> Result {
    for is_killed in [true, false] {
        let directory = tempfile::tempdir()?;
        let state = directory.path().join("state.json");
        let arguments = ["--state", text(&state)?];
        let mut receiver = Receiver::start().await?;
        let running = Running::start(&arguments).await?;
        let before = public_key(&running).await?;
        let verifier = verifier(&before)?;
        let partna = running.client(Sandbox::API_KEY, Sandbox::API_USER).await?;
        let url = types::WebhookRequest::builder().url(receiver.url.clone());
        partna.set_webhook().body(url).send().await?;
        deposit(&running, "10.5").await?;
        verifier.verify(&receiver.next().await?)?;
        if is_killed {
            running.kill().await?;
        } else {
            // On other systems the program is killed on drop.
            #[cfg(unix)]
            assert!(running.terminate().await?.0.success());
        }

        let running = Running::start(&arguments).await?;
        assert_eq!(public_key(&running).await?, before);
        deposit(&running, "11.5").await?;
        advance(&running, 86_400).await?;
        for _ in 0..2 {
            verifier.verify(&receiver.next().await?)?;
        }
        running.kill().await?;
    }
    Ok(())
}

#[tokio::test]
async fn configured_key_signs_and_is_stored_in_state_file() -> Result {
    let directory = tempfile::tempdir()?;
    let state = directory.path().join("state.json");
    let file = directory.path().join("key.pem");
    let state = text(&state)?;
    let mut last = None;
    // The second key replaces the first.
    for _ in 0..2 {
        let (private, public) = pkcs8()?;
        fs::write(&file, private)?;
        let running = Running::start(&["--state", state, "--webhook-key", text(&file)?]).await?;
        assert_eq!(public_key(&running).await?, public);
        running.kill().await?;
        last = Some(public);
    }
    fs::remove_file(&file)?;
    let running = Running::start(&["--state", state]).await?;
    assert_eq!(Some(public_key(&running).await?), last);
    running.kill().await
}

#[tokio::test]
async fn state_file_of_earlier_version_gets_a_key() -> Result {
    let directory = tempfile::tempdir()?;
    let state = directory.path().join("state.json");
    let arguments = ["--state", text(&state)?];
    Running::start(&arguments).await?.kill().await?;
    for earlier in [None, Some(Value::Null)] {
        let mut content: Value = serde_json::from_slice(&fs::read(&state)?)?;
        let members = content.as_object_mut().ok_or("no object")?;
        members.remove("webhook_key").ok_or("no key in the file")?;
        if let Some(value) = earlier {
            members.insert("webhook_key".to_owned(), value);
        }
        fs::write(&state, content.to_string())?;
        let running = Running::start(&arguments).await?;
        let generated = public_key(&running).await?;
        running.kill().await?;
        let running = Running::start(&arguments).await?;
        assert_eq!(public_key(&running).await?, generated);
        running.kill().await?;
    }
    Ok(())
}

#[tokio::test]
async fn rejects_invalid_key_and_leaves_state_file_unchanged() -> Result {
    let directory = tempfile::tempdir()?;
    let state = directory.path().join("state.json");
    let file = directory.path().join("key.pem");
    let (state_text, file_text) = (text(&state)?, text(&file)?);
    Running::start(&["--state", state_text])
        .await?
        .kill()
        .await?;
    let before = fs::read(&state)?;
    let (private, public) = pkcs8()?;
    let damaged: String = private.chars().filter(|c| *c != 'Q').collect();
    for content in ["", "canary", public.as_str(), damaged.as_str()] {
        fs::write(&file, content)?;
        let arguments = ["--state", state_text, "--webhook-key", file_text];
        let output = program(&arguments).output().await?;
        let output_text = String::from_utf8(output.stderr)?;
        assert_eq!(output.status.code(), Some(1), "{output_text}");
        assert!(
            output_text.contains("key.pem") && output_text.contains("PEM"),
            "{output_text}"
        );
        assert!(
            !output_text.contains("canary") && !output_text.contains("MII"),
            "{output_text}"
        );
        assert_eq!(fs::read(&state)?, before);
    }
    let missing = directory.path().join("missing.pem");
    let output = program(&["--webhook-key", text(&missing)?])
        .output()
        .await?;
    assert!(String::from_utf8(output.stderr)?.contains("missing.pem"));

    // An invalid key in the state file is also rejected. A configured key replaces it.
    let mut content: Value = serde_json::from_slice(&before)?;
    *content.get_mut("webhook_key").ok_or("no key")? = Value::from("canary");
    fs::write(&state, content.to_string())?;
    let output = program(&["--state", state_text]).output().await?;
    let output_text = String::from_utf8(output.stderr)?;
    assert!(
        output_text.contains("state.json") && output_text.contains("webhook key"),
        "{output_text}"
    );
    assert!(!output_text.contains("canary"), "{output_text}");
    assert_eq!(fs::read_to_string(&state)?, content.to_string());
    fs::write(&file, private)?;
    let running = Running::start(&["--state", state_text, "--webhook-key", file_text]).await?;
    assert_eq!(public_key(&running).await?, public);
    running.kill().await
}

#[cfg(unix)]
#[tokio::test]
async fn private_key_is_only_in_state_file_with_owner_permissions() -> Result {
    use std::os::unix::fs::PermissionsExt as _;

    let directory = tempfile::tempdir()?;
    let state = directory.path().join("state.json");
    let running = Running::start(&["--state", text(&state)?]).await?;
    deposit(&running, "10.5").await?;
    let mode = fs::metadata(&state)?.permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let content: Value = serde_json::from_slice(&fs::read(&state)?)?;
    let pem = content.get("webhook_key").and_then(Value::as_str);
    let pem = pem.ok_or("no key in the file")?;
    let signer = Signer::from_pem(pem)?;
    assert_eq!(signer.public_key()?.to_pem(), public_key(&running).await?);
    let (_, output_text) = running.terminate().await?;
    let sandbox = Sandbox::builder().webhook_key(pem).state_file(&state);
    let debug = format!("{sandbox:?}");
    let sandbox = sandbox.start().await?;
    let debug = format!("{debug}{sandbox:?}");
    for line in pem.lines().filter(|line| !line.is_empty()) {
        assert!(
            !output_text.contains(line) && !debug.contains(line),
            "{line}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn library_signs_with_stored_or_configured_key() -> Result {
    let directory = tempfile::tempdir()?;
    let state = directory.path().join("state.json");
    let (private, public) = pkcs8()?;
    let start = || Sandbox::builder().state_file(&state);
    let sandbox = start().webhook_key(private.as_str()).start().await?;
    assert_eq!(sandbox.webhook_key(), public);
    sandbox.stop().await;
    let sandbox = start().start().await?;
    assert_eq!(sandbox.webhook_key(), public);
    let body = types::MockDepositRequest::builder()
        .currency("NGN")
        .network("naira")
        .amount("10.5");
    let partna = sandbox.client();
    partna.create_mock_deposit().body(body).send().await?;
    // The event was delivered over HTTP and verified.
    let event = timeout(TIMEOUT, sandbox.next_webhook()).await?;
    assert_eq!(event.name(), Some("Deposit"));
    sandbox.stop().await;

    let result = Sandbox::builder().webhook_key(public).start().await;
    assert_eq!(
        result.err().map(|error| error.kind()),
        Some(ErrorKind::WebhookKey)
    );
    Ok(())
}
