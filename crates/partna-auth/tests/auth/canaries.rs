//! Every secret of the document, and the key, through everything that can be printed: the marker is there, and they are not.

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

/// What every canary begins with.
const MARK: &str = "canary-7d1f";

/// Gives every secret of an operation's arguments a value to look out for, and counts them.
fn plant(doc: &Json, operation: &Json, arguments: &mut Arguments) -> Result<usize> {
    let is_secret = |schema: &Json| follow(doc, schema).text("format") == Some("password");
    let mut planted = 0;
    let mut canary = || {
        planted += 1;
        json!(format!("{MARK}-{planted}"))
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

/// Everything that a server has been sent, in one text.
fn heard(request: &Request) -> String {
    let body = String::from_utf8_lossy(&request.body);
    format!(
        "{} {:?} {:?} {body}",
        request.path, request.query, request.headers
    )
}

/// The ways in which a server may send back what it has been sent.
const ECHOES: [fn(String) -> Reply; 8] = [
    |heard| Reply::Json(400, json!({"message": heard, "data": [heard]})),
    |heard| Reply::Json(401, json!({"message": heard, "data": {heard: 1}})),
    |heard| Reply::Json(409, json!({"message": format!("already exists {heard}")})),
    |heard| {
        Reply::Raw(Reply::bytes(
            422,
            &[("content-type", "text/html")],
            &format!("<p>{heard}</p>"),
        ))
    },
    |heard| Reply::Raw(Reply::bytes(502, &[], &heard)),
    |heard| Reply::Json(200, json!({"data": heard, "message": [heard]})),
    |heard| Reply::Raw(Reply::bytes(200, &[], &heard)),
    |_| Reply::Reset,
];

/// All that can be printed of an error.
fn shown(error: &Error) -> String {
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

fn no_canary(text: &str) {
    for secret in [MARK, KEY] {
        assert!(!text.contains(secret), "{text}");
    }
}

/// What a log has none of: a user name is no secret, and an error repeats the API's text with it, but no log repeats either.
fn no_canary_or_user(log: &str) {
    no_canary(log);
    assert!(!log.contains(USER), "{log}");
}

/// What a panic with this error in its hands says.
#[allow(
    clippy::unwrap_used,
    clippy::unnecessary_literal_unwrap,
    reason = "the panic is what is looked at"
)]
fn panicked(error: Error) -> String {
    let told = std::panic::catch_unwind(AssertUnwindSafe(|| Err::<(), _>(error).unwrap()));
    let told = told.err().and_then(|told| told.downcast::<String>().ok());
    told.map(|told| *told).unwrap_or_default()
}

/// What this thread logs until the guard is dropped: everything there is, spans included.
fn listen() -> (Log, DefaultGuard) {
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
async fn no_secret_of_any_operation_comes_back_in_an_error_or_a_log() -> Result {
    let doc = document()?;
    let (log, _guard) = listen();
    let (mut planted, mut redacted) = (0, 0);
    for (_, _, operation) in operations(&doc) {
        let id = operation.text("operationId").ok_or("no id")?;
        let mut arguments = wire::arguments(&doc, operation)?;
        let here = plant(&doc, operation, &mut arguments)?;
        if here == 0 {
            continue;
        }
        planted += here;
        let mut first = true;
        for echo in ECHOES {
            let server =
                Server::start(move |request| std::future::ready(echo(heard(&request)))).await?;
            let partna = builder(&server.base_url())?
                .configure(|client| client.connection_verbose(true))
                .build()
                .await?;
            let result = call(partna.client(), id, &arguments)
                .ok_or("no such call")?
                .await;
            let error = match result {
                Err(CallError::Call(error)) => error,
                // The data of a success is the caller's. What is listed of it shows no text.
                Ok(answer) => {
                    for field in &answer.skipped {
                        no_canary(&format!("{field} {field:?}"));
                    }
                    continue;
                }
                Err(other) => return Err(format!("{id}: {other}").into()),
            };
            let mut text = shown(&error);
            // A panic prints a page: once an operation will do.
            if std::mem::take(&mut first) {
                text += &panicked(error);
            }
            no_canary(&text);
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
    no_canary_or_user(&text);
    Ok(())
}

/// The HTTP stack logs frames and headers at TRACE, and more of them than over HTTP/1.
#[tokio::test]
async fn trace_of_http2_has_no_secret_of_any_operation() -> Result {
    let doc = document()?;
    let (log, _guard) = listen();
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
        planted += plant(&doc, operation, &mut arguments)?;
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
                no_canary(&shown(&error));
            }
        }
    }
    assert!(planted >= 12, "{planted}");
    // The server did get them, and the stack did log.
    let bodies = server.seen().bodies;
    assert!(bodies.iter().any(|body| body.contains(MARK)));
    let text = log.text();
    for target in ["h2::codec", "hyper_util::client", "reqwest::"] {
        assert!(text.contains(target), "{target}");
    }
    no_canary_or_user(&text);
    Ok(())
}

#[tokio::test]
async fn nothing_that_holds_a_secret_shows_it() -> Result {
    let secret = || format!("{MARK}-key");
    let pair = Credentials::new(Environment::Staging, secret(), secret())?;
    let loaded = LoadedCredentials::new(pair.clone(), Revision::new(secret()), "the test");
    let partna = Partna::builder()
        .credentials(pair.clone())
        .base_url("http://127.0.0.1:1/v4");
    let built = format!("{partna:?}");
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
        built,
        format!("{pair:?} {:?} {} {:?}", pair.key(), pair.key(), pair.user()),
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
                .otp(|| async { Ok(Secret::from(MARK)) })
        ),
        format!("{pending:?} {outcome:?}"),
        format!("{:?} {:#?}", ApiKey::from(secret()), Secret::from(secret())),
    ];
    let redacted: usize = texts
        .iter()
        .map(|text| text.matches(Secret::MARKER).count())
        .sum();
    texts.iter().for_each(|text| no_canary(text));
    assert!(redacted >= 14, "{redacted} {texts:#?}");
    // What holds none shows itself.
    let sources = Chain::new()
        .then(EnvVars)
        .then(SecretDir::at("/x"))
        .then(ProfileFile::at("/y"));
    assert!(format!("{sources:?} {:?}", FileStore::at("/z")).contains("/y"));
    Ok(())
}

/// A rotation has two keys in its hands, and a journal with both; every step fails, in words of the API's that repeat
/// whatever key there is.
#[tokio::test]
async fn no_key_comes_out_of_a_rotation_that_fails() -> Result {
    let (log, _guard) = listen();
    for step in 1..=4 {
        let count = AtomicU32::new(0);
        let server = KeyServer::start_with(move |state, request| {
            // From this step on: a rotation tries some requests again.
            if count.fetch_add(1, Ordering::SeqCst) + 1 < step {
                return state.respond(&request);
            }
            let keys: Vec<&String> = state.keys.keys().collect();
            Reply::Json(
                400,
                json!({"message": format!("{keys:?} {}", heard(&request)), "data": [format!("{keys:?}")]}),
            )
        });
        let fixture = RotationFixture::with_server(server.await?).await?;
        let result = fixture.rotation().run().await;
        let error = result
            .err()
            .ok_or_else(|| format!("step {step} went well"))?;
        let keys: Vec<String> = fixture.server.state().keys.keys().cloned().collect();
        let text = shown(&error) + &panicked(error) + &log.text();
        assert!(
            text.contains(Secret::MARKER) && text.contains("operation=\"list_api_keys\""),
            "{text}"
        );
        for key in keys {
            assert!(!text.contains(&key), "step {step}: {text}");
        }
    }
    // And with a store that fails, in a folder that is gone.
    let fixture = RotationFixture::new().await?;
    let nowhere = FileStore::at(fixture.directory.path().join("gone/credentials.toml"));
    let error = fixture
        .partna
        .keys()
        .rotate()
        .store(nowhere)
        .run()
        .await
        .err()
        .ok_or("it went well")?;
    assert!(!(shown(&error) + &log.text()).contains(&fixture.old));
    Ok(())
}

#[tokio::test]
async fn a_code_that_comes_back_as_a_number_is_hidden_too() -> Result {
    let answer = json!({"message": "no", "data": {"otp": 739_154, "left": 2}});
    let server =
        Server::start(move |_| std::future::ready(Reply::Json(400, answer.clone()))).await?;
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
        .ok_or("it was taken")?;
    assert_eq!(
        error.data(),
        Some(&json!({"otp": Secret::MARKER, "left": 2}))
    );
    Ok(())
}
