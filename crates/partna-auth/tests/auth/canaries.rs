//! Every secret of the document, and the key, in everything that can be printed: the output contains the marker and no secret.

use std::error::Error as _;
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use openapi_facts::json::Json;
use partna_auth::{
    ApiKey, Chain, Credentials, EnvVars, Environment, Error, FileStore, LoadOutcome,
    LoadedCredentials, Partna, ProfileFile, Reference, Revision, Secret, SecretDir, WithReference,
    types,
};
use partna_codegen::document::{body_schema, operations};
use partna_tests::fake_keys::{KeyServer, RotationFixture};
use partna_tests::h2_server::{H2Server, StreamReply};
use partna_tests::log::{Log, set_default};
use partna_tests::schema_walk::follow;
use partna_tests::server::{Reply, Request, Server};
use partna_tests::{Arguments, CallError, KEY, USER, builder, call, document, wire};
use serde_json::{Map, Value, json};
use tracing::subscriber::DefaultGuard;
use tracing_subscriber::fmt::format::FmtSpan;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The prefix of every canary.
const CANARY_PREFIX: &str = "canary-7d1f";

/// Sets every secret argument of an operation to a canary, and returns their number.
fn plant_canaries(doc: &Json, operation: &Json, arguments: &mut Arguments) -> Result<usize> {
    let is_secret = |schema: &Json| follow(doc, schema).text("format") == Some("password");
    let mut planted = 0;
    let mut canary = || {
        planted += 1;
        json!(format!("{CANARY_PREFIX}-{planted}"))
    };
    for parameter in operation.list("parameters") {
        if parameter.get("schema").is_some_and(is_secret) {
            let name = parameter.text("name").ok_or("a parameter without a name")?;
            arguments.parameters.insert(name.to_owned(), canary());
        }
    }
    if let Some(schema) = body_schema(operation).map(|schema| follow(doc, schema)) {
        let mut body: Map<String, Value> =
            serde_json::from_str(arguments.body.as_deref().unwrap_or("{}"))?;
        for (name, property) in schema.get("properties").into_iter().flat_map(Json::entries) {
            if is_secret(property) {
                body.insert(name.to_owned(), canary());
            }
        }
        arguments.body = Some(Value::Object(body).to_string());
    }
    Ok(planted)
}

/// Returns everything that a server received, in one text.
fn received_text(request: &Request) -> String {
    let body = String::from_utf8_lossy(&request.body);
    format!(
        "{} {:?} {:?} {body}",
        request.path, request.query, request.headers
    )
}

/// The ways in which a server may repeat the text of a request.
const ECHOES: [fn(String) -> Reply; 8] = [
    |text| Reply::Json(400, json!({"message": text, "data": [text]})),
    |text| Reply::Json(401, json!({"message": text, "data": {text: 1}})),
    |text| Reply::Json(409, json!({"message": format!("already exists {text}")})),
    |text| {
        Reply::RawThenClose(Reply::bytes(
            422,
            &[("content-type", "text/html")],
            &format!("<p>{text}</p>"),
        ))
    },
    |text| Reply::RawThenClose(Reply::bytes(502, &[], &text)),
    |text| Reply::Json(200, json!({"data": text, "message": [text]})),
    |text| Reply::RawThenClose(Reply::bytes(200, &[], &text)),
    |_| Reply::Reset,
];

/// Returns everything that can be printed of an error.
fn printed(error: &Error) -> String {
    let mut text = format!(
        "{error} {error:?} {error:#?} {:?} {:?} {:?}",
        error.message(),
        error.data(),
        error.fields()
    );
    let mut source = error.source();
    while let Some(error) = source {
        text += &format!(" {error} {error:?}");
        source = error.source();
    }
    text
}

fn assert_no_canary(text: &str) {
    for secret in [CANARY_PREFIX, KEY] {
        assert!(!text.contains(secret), "{text}");
    }
}

/// Checks that a log contains no secret and no user name. A user name is not secret, and an error may repeat it, but no log has
/// it.
fn assert_no_canary_or_user(log: &str) {
    assert_no_canary(log);
    assert!(!log.contains(USER), "{log}");
}

/// Returns the message of a panic with this error.
#[allow(
    clippy::unwrap_used,
    clippy::unnecessary_literal_unwrap,
    reason = "the test reads the panic message"
)]
fn panic_message(error: Error) -> String {
    let result = std::panic::catch_unwind(AssertUnwindSafe(|| Err::<(), _>(error).unwrap()));
    let payload = result
        .err()
        .and_then(|payload| payload.downcast::<String>().ok());
    payload.map(|message| *message).unwrap_or_default()
}

/// Records everything that this thread logs until the guard is dropped, with spans.
fn record_log() -> (Log, DefaultGuard) {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_span_events(FmtSpan::FULL)
        .with_writer(move || writer.clone())
        .finish();
    (log, set_default(subscriber))
}

#[tokio::test]
async fn errors_and_logs_have_no_secret_of_any_operation() -> Result {
    let doc = document()?;
    let (log, _guard) = record_log();
    let (mut planted, mut redacted) = (0, 0);
    for (_, _, operation) in operations(&doc) {
        let id = operation.text("operationId").ok_or("no id")?;
        let mut arguments = wire::arguments(&doc, operation)?;
        let count = plant_canaries(&doc, operation, &mut arguments)?;
        if count == 0 {
            continue;
        }
        planted += count;
        let mut first = true;
        for echo in ECHOES {
            let server =
                Server::start(move |request| std::future::ready(echo(received_text(&request))))
                    .await?;
            let partna = builder(&server.base_url())?
                .configure(|client| client.connection_verbose(true))
                .build()
                .await?;
            let result = call(partna.client(), id, &arguments)
                .ok_or("no such call")?
                .await;
            let error = match result {
                Err(CallError::Call(error)) => error,
                // The data of a success belongs to the caller. The list of mismatched fields shows no text of it.
                Ok(response) => {
                    for field in &response.mismatched {
                        assert_no_canary(&format!("{field} {field:?}"));
                    }
                    continue;
                }
                Err(other) => return Err(format!("{id}: {other}").into()),
            };
            let mut text = printed(&error);
            // A panic prints a long message: one per operation is enough.
            if std::mem::take(&mut first) {
                text += &panic_message(error);
            }
            assert_no_canary(&text);
            redacted += text.matches(Secret::MARKER).count();
        }
    }
    println!(
        "{planted} secrets through {} echoes each, {redacted} times redacted",
        ECHOES.len()
    );
    assert!(
        planted >= 12 && redacted > planted * ECHOES.len(),
        "{planted} {redacted}"
    );
    let text = log.text();
    assert!(
        text.contains("operation=\"generate_api_key\"") && text.contains("elapsed_ms"),
        "no span"
    );
    assert_no_canary_or_user(&text);
    Ok(())
}

/// The HTTP stack logs frames and headers at TRACE, and more of them than over HTTP/1.
#[tokio::test]
async fn trace_of_http2_has_no_secret_of_any_operation() -> Result {
    let doc = document()?;
    let (log, _guard) = record_log();
    let server = H2Server::start().await?;
    let builder = builder(&server.base_url())?.attempt_timeout(Duration::from_secs(60));
    let partna = builder
        .configure(|client| client.http2_prior_knowledge().connection_verbose(true))
        .build()
        .await?;
    let mut planted = 0;
    for (_, _, operation) in operations(&doc) {
        let id = operation.text("operationId").ok_or("no id")?;
        let mut arguments = wire::arguments(&doc, operation)?;
        planted += plant_canaries(&doc, operation, &mut arguments)?;
        for reply in [
            StreamReply::Accept,
            StreamReply::Refuse,
            StreamReply::ResetAtBody,
            StreamReply::GoAwayAtBody,
            StreamReply::Close,
        ] {
            server.reply_with(reply);
            let result = call(partna.client(), id, &arguments)
                .ok_or("no such call")?
                .await;
            if let Err(CallError::Call(error)) = result {
                assert_no_canary(&printed(&error));
            }
        }
    }
    assert!(planted >= 12, "{planted}");
    // The server received the canaries, and the HTTP stack logged.
    let bodies = server.seen().bodies;
    assert!(bodies.iter().any(|body| body.contains(CANARY_PREFIX)));
    let text = log.text();
    for target in ["h2::codec", "hyper_util::client", "reqwest::"] {
        assert!(text.contains(target), "{target}");
    }
    assert_no_canary_or_user(&text);
    Ok(())
}

#[tokio::test]
async fn debug_of_every_type_with_a_secret_redacts_it() -> Result {
    let secret = || format!("{CANARY_PREFIX}-key");
    let credentials = Credentials::new(Environment::Staging, secret(), secret())?;
    let loaded = LoadedCredentials::new(credentials.clone(), Revision::new(secret()), "the test");
    let partna = Partna::builder()
        .credentials(credentials.clone())
        .base_url("http://127.0.0.1:1/v4");
    let builder_text = format!("{partna:?}");
    let partna = partna.build().await?;
    let withdrawal = types::WithdrawalRequest::builder()
        .from_account("amina01")
        .otp(secret());
    let write = partna
        .create_withdrawal()
        .body(withdrawal)
        .with_reference(Reference::random())?;
    let outcome = write.send().await;
    let pending = write.assume_sent();
    let texts = [
        builder_text,
        format!(
            "{credentials:?} {:?} {} {:?}",
            credentials.key(),
            credentials.key(),
            credentials.user()
        ),
        format!("{loaded:?} {:?}", LoadOutcome::Loaded(loaded.clone())),
        format!(
            "{partna:?} {:?} {:?}",
            partna.keys(),
            partna.client().transport()
        ),
        format!("{:?}", partna.keys().generate("billing", "N").otp(secret())),
        format!(
            "{:?}",
            partna
                .keys()
                .rotate()
                .otp(|| async { Ok(Secret::from(CANARY_PREFIX)) })
        ),
        format!("{pending:?} {outcome:?}"),
        format!("{:?} {:#?}", ApiKey::from(secret()), Secret::from(secret())),
    ];
    let redacted: usize = texts
        .iter()
        .map(|text| text.matches(Secret::MARKER).count())
        .sum();
    texts.iter().for_each(|text| assert_no_canary(text));
    assert!(redacted >= 14, "{redacted} {texts:#?}");
    // A type without a secret shows its content.
    let sources = Chain::new()
        .then(EnvVars)
        .then(SecretDir::at("/x"))
        .then(ProfileFile::at("/y"));
    assert!(format!("{sources:?} {:?}", FileStore::at("/z")).contains("/y"));
    Ok(())
}

/// A rotation uses two keys and a journal with both. Each step fails with a message of the API that repeats all keys.
#[tokio::test]
async fn errors_of_failed_rotation_have_no_key() -> Result {
    let (log, _guard) = record_log();
    for step in 1..=4 {
        let count = AtomicU32::new(0);
        let server = KeyServer::start_with(move |state, request| {
            // All later requests fail too, because a rotation retries some.
            if count.fetch_add(1, Ordering::SeqCst) + 1 < step {
                return state.respond(&request);
            }
            let keys: Vec<&String> = state.keys.keys().collect();
            Reply::Json(
                400,
                json!({"message": format!("{keys:?} {}", received_text(&request)), "data": [format!("{keys:?}")]}),
            )
        });
        let fixture = RotationFixture::with_server(server.await?).await?;
        let result = fixture.rotation().run().await;
        let error = result
            .err()
            .ok_or_else(|| format!("step {step} succeeded"))?;
        let keys: Vec<String> = fixture.server.state().keys.keys().cloned().collect();
        let text = printed(&error) + &panic_message(error) + &log.text();
        assert!(
            text.contains(Secret::MARKER) && text.contains("operation=\"list_api_keys\""),
            "{text}"
        );
        for key in keys {
            assert!(!text.contains(&key), "step {step}: {text}");
        }
    }
    // A store in a directory that does not exist fails.
    let fixture = RotationFixture::new().await?;
    let missing_store = FileStore::at(fixture.directory.path().join("gone/credentials.toml"));
    let error = fixture
        .partna
        .keys()
        .rotate()
        .store(missing_store)
        .run()
        .await
        .err()
        .ok_or("the rotation succeeded")?;
    assert!(!(printed(&error) + &log.text()).contains(&fixture.old));
    Ok(())
}

#[tokio::test]
async fn code_repeated_as_a_number_is_redacted() -> Result {
    let body = json!({"message": "no", "data": {"otp": 739_154, "left": 2}});
    let server = Server::start(move |_| std::future::ready(Reply::Json(400, body.clone()))).await?;
    let partna = builder(&server.base_url())?.build().await?;
    let body = types::WithdrawalRequest::builder()
        .from_account("amina01")
        .otp("739154");
    let error = partna
        .create_withdrawal()
        .body(body)
        .send()
        .await
        .err()
        .ok_or("the withdrawal was accepted")?;
    assert_eq!(
        error.data(),
        Some(&json!({"otp": Secret::MARKER, "left": 2}))
    );
    Ok(())
}
