//! An example message of each kind of error. `docs/generated/error-messages.md` is generated from the snapshots.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

use partna_auth::{
    CallOptions, Credentials, Environment, ErrorKind, FileStore, KeyStore, Partna, types,
};
use partna_sandbox::{Fault, Sandbox, Seed};
use partna_tests::{builder, root, serve, snapshots};
use partna_webhook::{Signer, Verifier};
use serde_json::json;
use wiremock::{MockServer, ResponseTemplate};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// The kind, message and help text of an error.
type Example = (String, String, String);

fn example(error: &partna_auth::Error) -> Example {
    (
        format!("{:?}", error.kind()),
        error.to_string(),
        error.help().to_owned(),
    )
}

async fn failure<T>(
    call: impl Future<Output = std::result::Result<T, partna_auth::Error>>,
) -> Result<Example> {
    Ok(example(&call.await.err().ok_or("the call succeeded")?))
}

async fn server(
    method: &str,
    path: &str,
    response: ResponseTemplate,
) -> Result<(MockServer, Partna)> {
    let server = MockServer::start().await;
    serve(&server, &[(method, path)], response).await;
    let client = builder(&server.uri())?.build().await?;
    Ok((server, client))
}

/// Returns errors of the client before it sends a request.
async fn before_sending(dir: &Path) -> Result<Vec<Example>> {
    let credentials = || {
        Credentials::new(
            Environment::Production,
            "1--M--not-a-real-key",
            "yourmerchant",
        )
    };
    let production = Partna::builder()
        .credentials(credentials()?)
        .build()
        .await?;
    let mock = types::MockDepositRequest::builder().amount(partna_auth::Amount::from(1_u32));
    let store = FileStore::at(dir.join("credentials.toml"));
    let _lock = store.lock().await?;
    let blocked = dir.join("blocked");
    std::fs::create_dir(&blocked)?;
    Ok(vec![
        failure(Partna::builder().build()).await?,
        failure(FileStore::at(&blocked).load_journal()).await?,
        failure(production.create_mock_deposit().body(mock).send()).await?,
        failure(store.lock()).await?,
        failure(
            production
                .create_ramp()
                .body(types::RampRequest::builder())
                .send(),
        )
        .await?,
    ])
}

/// Returns errors of responses of the API.
async fn from_responses() -> Result<Vec<Example>> {
    let message =
        |status, text: &str| ResponseTemplate::new(status).set_body_json(json!({"message": text}));
    let mut examples = Vec::new();
    for response in [
        message(401, "invalid apikey"),
        message(403, "Your API key does not have permission for this action"),
        message(404, "account not found"),
        message(429, "Too many requests").insert_header("retry-after", "30"),
        message(503, "Service Unavailable"),
        message(402, "Payment required"),
        ResponseTemplate::new(302).insert_header("location", "https://example.com/"),
        ResponseTemplate::new(200).set_body_raw("<html></html>", "text/html"),
    ] {
        let (_server, client) = server("GET", "/account", response).await?;
        examples.push(failure(client.list_accounts().send()).await?);
    }
    let account = || types::AccountRequest::builder().account_name("jane");
    let (_server, client) =
        server("POST", "/account", message(409, "account already exists")).await?;
    examples.push(failure(client.create_account().body(account()).send()).await?);
    Ok(examples)
}

/// Returns errors of connections that break or stall.
async fn from_connections() -> Result<Vec<Example>> {
    let unreachable = builder("http://127.0.0.1:9/v4")?.build().await?;
    let sandbox = Sandbox::start().await?;
    let client = sandbox.client();
    sandbox.fail("create_account", Fault::CommitThenDrop)?;
    let account = types::AccountRequest::builder().account_name("jane");
    let unknown = failure(client.create_account().body(account).send()).await?;
    sandbox.fail("list_accounts", Fault::TemporarilyDisabled)?;
    let without_retries = CallOptions::new().retries(partna_auth::Retries::none());
    let disabled = failure(client.with(without_retries).list_accounts().send()).await?;
    sandbox.fail("list_accounts", Fault::Stall)?;
    let short = without_retries.call_timeout(Duration::from_millis(300));
    let slow = failure(client.with(short).list_accounts().send()).await?;
    sandbox.stop().await;
    Ok(vec![
        failure(unreachable.list_accounts().send()).await?,
        unknown,
        disabled,
        slow,
    ])
}

fn print(text: &mut String, heading: &str, examples: &[Example]) -> Result {
    writeln!(text, "{heading}")?;
    for (kind, message, help) in examples {
        writeln!(text, "  {kind}\n    {message}\n    {help}")?;
    }
    Ok(())
}

#[tokio::test]
async fn every_kind_of_sdk_error_has_an_example() -> Result {
    let dir = tempfile::tempdir()?;
    let mut examples = before_sending(dir.path()).await?;
    examples.extend(from_responses().await?);
    examples.extend(from_connections().await?);
    for (_, message, _) in &mut examples {
        *message = message.replace(&dir.path().display().to_string(), "/var/lib/billing");
        *message = message.replace(&std::process::id().to_string(), "4711");
        if let Some((before, after)) = message.split_once(" since ") {
            let after = after.trim_start_matches(|c: char| c.is_ascii_digit());
            *message = format!("{before} since 1790000000{after}");
        }
    }
    let shown: BTreeSet<_> = examples.iter().map(|(kind, ..)| kind.clone()).collect();
    let all: BTreeSet<_> = ErrorKind::ALL
        .iter()
        .map(|kind| format!("{kind:?}"))
        .collect();
    assert_eq!(shown, all);
    examples.sort_by_key(|(kind, ..)| {
        ErrorKind::ALL
            .iter()
            .position(|it| format!("{it:?}") == *kind)
    });
    let mut text = String::new();
    print(&mut text, "partna::ErrorKind", &examples)?;
    snapshots().bind(|| insta::assert_snapshot!("error_examples_sdk", text));
    Ok(())
}

/// Returns the kinds of error in the public interface of a crate.
fn public_kinds(krate: &str) -> Result<BTreeSet<String>> {
    let text =
        std::fs::read_to_string(root()?.join(format!("tests/snapshots/public_{krate}.snap")))?;
    let names = text
        .lines()
        .filter_map(|line| line.strip_prefix("enum ErrorKind::"));
    let bare = names.map(|name| {
        name.chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect()
    });
    Ok(bare.collect())
}

#[test]
fn every_kind_of_webhook_error_has_an_example() -> Result {
    let signer = Signer::generate()?;
    let verifier = Verifier::for_environment(Environment::Staging)
        .with_key(signer.public_key()?)
        .without_built_in_key();
    let genuine =
        std::fs::read_to_string(root()?.join("crates/partna-webhook/tests/genuine.json"))?;
    let signed = String::from_utf8(signer.sign("Deposit", r#"{"amount": 5}"#)?)?;
    let production = Verifier::for_environment(Environment::Production);
    let small = verifier.clone().with_max_body_bytes(10);
    let unsigned = r#"{"event":"Deposit","data":{}}"#.to_owned();
    let deep = "[".repeat(65) + &"]".repeat(65);
    let mut examples = Vec::new();
    for (verifier, body) in [
        (&verifier, "hello".to_owned()),
        (&verifier, unsigned),
        (&verifier, signed.replace('5', "6")),
        (&production, genuine),
        (&small, signed),
        (&verifier, deep),
    ] {
        let error = verifier
            .verify(body.as_bytes())
            .err()
            .ok_or("the delivery was accepted")?;
        let kind = format!("{:?}", error.kind());
        let kind: String = kind
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        examples.push((kind, error.to_string(), error.help().to_owned()));
    }
    let shown: BTreeSet<_> = examples.iter().map(|(kind, ..)| kind.clone()).collect();
    assert_eq!(shown, public_kinds("partna-webhook")?);
    let mut text = String::new();
    print(&mut text, "partna::webhook::ErrorKind", &examples)?;
    snapshots().bind(|| insta::assert_snapshot!("error_examples_webhook", text));
    Ok(())
}

#[tokio::test]
async fn every_kind_of_sandbox_error_has_an_example() -> Result {
    let dir = tempfile::tempdir()?;
    let damaged = dir.path().join("state.json");
    std::fs::write(&damaged, "not a state")?;
    let sandbox = Sandbox::start().await?;
    let starting = |builder: partna_sandbox::Builder| async { builder.start().await.err() };
    let errors = [
        Seed::read("[prices]\nXYZ = \"1\"").err(),
        starting(Sandbox::builder().state_file(&damaged)).await,
        starting(Sandbox::builder().webhook_key("not a key")).await,
        starting(Sandbox::builder().port(sandbox.port())).await,
        sandbox.pay_ramp("no-such-ramp").err(),
        {
            sandbox.fail_next(Fault::Reset)?;
            sandbox.check_faults_used().err()
        },
    ];
    let mut examples = Vec::new();
    for error in errors {
        let error = error.ok_or("the call succeeded")?;
        let message = error
            .to_string()
            .replace(&dir.path().display().to_string(), "/tmp/sandbox");
        let port = sandbox.port();
        let message = message
            .replace(&port.to_string(), "8080")
            .replace(&port.saturating_add(1).to_string(), "8081");
        examples.push((format!("{:?}", error.kind()), message));
    }
    let mut shown: BTreeSet<_> = examples.iter().map(|(kind, _)| kind.clone()).collect();
    // An internal error of the sandbox, which no caller can cause.
    shown.insert("Internal".to_owned());
    assert_eq!(shown, public_kinds("partna-sandbox")?);
    let mut text = String::from("partna::sandbox::ErrorKind\n");
    for (kind, message) in examples {
        writeln!(text, "  {kind}\n    {message}")?;
    }
    snapshots().bind(|| insta::assert_snapshot!("error_examples_sandbox", text));
    sandbox.stop().await;
    Ok(())
}
