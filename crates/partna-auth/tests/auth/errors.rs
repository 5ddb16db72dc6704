//! The text of each error, as a user reads it.

use std::error::Error;
use std::fmt::Write;
use std::time::Duration;

use partna_auth::{Credentials, Environment, ErrorKind, Partna, types};
use partna_tests::{builder, serve, snapshots};
use serde_json::json;
use wiremock::{MockServer, ResponseTemplate};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// The operations that these tests call.
const OPERATIONS: [(&str, &str); 3] = [("POST", "/ramp"), ("GET", "/account"), ("GET", "/rate")];

async fn start_server(template: ResponseTemplate) -> Result<(MockServer, Partna)> {
    let server = MockServer::start().await;
    serve(&server, &OPERATIONS, template).await;
    let partna = builder(&server.uri())?.build().await?;
    Ok((server, partna))
}

/// A server that responds after an hour, and a client with a shorter timeout.
async fn start_slow_server() -> Result<(MockServer, Partna)> {
    let response = ResponseTemplate::new(200).set_delay(Duration::from_secs(3600));
    let (server, _) = start_server(response).await?;
    let builder = builder(&server.uri())?.attempt_timeout(Duration::from_millis(300));
    Ok((server, builder.build().await?))
}

/// Returns the kind of an error and its text.
fn describe(error: &partna_auth::Error) -> String {
    format!("{:?}: {error}", error.kind())
}

#[tokio::test]
async fn write_errors_match_snapshot() -> Result {
    let html = "<html><h1>502 Bad Gateway</h1></html>";
    let cases = [
        (
            "duplicate reference",
            ResponseTemplate::new(400)
                .set_body_json(json!({"message": "ramp reference already exists"})),
        ),
        (
            "with data",
            ResponseTemplate::new(400)
                .set_body_json(json!({"message": "validation error", "data": ["Value: [c]"]})),
        ),
        (
            "wrong key",
            ResponseTemplate::new(401).set_body_json(json!({"message": "invalid apikey"})),
        ),
        (
            "HTML page",
            ResponseTemplate::new(502).set_body_raw(html, "text/html; charset=utf-8"),
        ),
        ("empty body", ResponseTemplate::new(500)),
        (
            "broken JSON",
            ResponseTemplate::new(503).set_body_raw("{\"message\":", "application/json"),
        ),
        (
            "undocumented status",
            ResponseTemplate::new(418).set_body_json(json!({"message": "teapot"})),
        ),
        (
            "redirect",
            ResponseTemplate::new(307).insert_header("location", "https://example.com/"),
        ),
        (
            "undocumented body",
            ResponseTemplate::new(200).set_body_json(json!([{"rampReference": 7}])),
        ),
        (
            "truncated body",
            ResponseTemplate::new(200).set_body_string("{\"data\":"),
        ),
    ];
    let mut text = String::new();
    let cases = cases.map(|(name, template)| (name, Some(template)));
    for (name, template) in cases.into_iter().chain([("timeout", None)]) {
        let (_server, partna) = match template {
            Some(template) => start_server(template).await?,
            None => start_slow_server().await?,
        };
        let order = types::RampRequest::builder()
            .from_currency("NGN")
            .from_network("naira")
            .to_currency("USDT")
            .to_network("tron")
            .rate_key("k");
        let error = partna
            .create_ramp()
            .body(order)
            .send()
            .await
            .err()
            .ok_or(name)?;
        writeln!(text, "{name}: {}", describe(&error))?;
        assert_eq!(
            error.operation().map(|operation| operation.id),
            Some("create_ramp")
        );
    }
    snapshots().bind(|| insta::assert_snapshot!("errors_of_a_write", text));
    Ok(())
}

#[tokio::test]
async fn read_errors_match_snapshot() -> Result {
    let mut text = String::new();
    let (_server, partna) = start_slow_server().await?;
    writeln!(
        text,
        "timeout: {}",
        describe(&partna.list_accounts().send().await.err().ok_or("timeout")?)
    )?;
    let (_server, partna) = start_server(
        ResponseTemplate::new(200).set_body_json(json!([{"rate": {"A_to_B": {"rate": 1}}}])),
    )
    .await?;
    writeln!(
        text,
        "undocumented body: {}",
        describe(
            &partna
                .get_rate()
                .send()
                .await
                .err()
                .ok_or("the body was decoded")?
        )
    )?;
    let partna = builder("http://127.0.0.1:1/v4")?.build().await?;
    writeln!(
        text,
        "no server: {}",
        describe(
            &partna
                .list_accounts()
                .send()
                .await
                .err()
                .ok_or("the read succeeded")?
        )
    )?;
    snapshots().bind(|| insta::assert_snapshot!("errors_of_reads", text));
    Ok(())
}

#[tokio::test]
async fn errors_of_unsent_requests_match_snapshot() -> Result {
    let mut text = String::new();
    let server = MockServer::start().await;
    let partna = builder(&server.uri())?.build().await?;
    let incomplete = partna
        .create_ramp()
        .body(types::RampRequest::builder().from_currency("NGN"));
    writeln!(
        text,
        "{}",
        describe(
            &incomplete
                .send()
                .await
                .err()
                .ok_or("the request was sent")?
        )
    )?;
    let name = types::AccountRequest::builder().account_name("Jane Doe");
    let error = partna.create_account().body(name).send().await;
    writeln!(
        text,
        "{}",
        describe(&error.err().ok_or("the request was sent")?)
    )?;
    let production = Partna::builder()
        .credentials(Credentials::new(Environment::Production, "key", "user")?)
        .base_url(server.uri())
        .build()
        .await?;
    let mock = production
        .create_mock_deposit()
        .body(types::MockDepositRequest::builder());
    let error = mock.send().await.err().ok_or("the request was sent")?;
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    writeln!(text, "{}", describe(&error))?;
    for (method, path) in [
        ("POST", "/mock/deposit"),
        ("post", "/mock/deposit"),
        ("POST", "/x/../mock/./deposit"),
        ("POST", "/mock/%64eposit"),
        ("POST", "//mock/deposit"),
        ("POST", "account"),
        ("GET", "/a?b"),
        ("B AD", "/a"),
    ] {
        let error = production
            .request(method, path)
            .send::<serde_json::Value>()
            .await
            .err()
            .ok_or("the request was sent")?;
        writeln!(text, "{method} {path}: {}", describe(&error))?;
    }
    assert_eq!(
        server.received_requests().await.unwrap_or_default().len(),
        0
    );
    snapshots().bind(|| insta::assert_snapshot!("errors_of_unsent_requests", text));
    Ok(())
}

#[tokio::test]
async fn builder_errors_match_snapshot() -> Result {
    let mut text = String::new();
    let staging = || Credentials::new(Environment::Staging, "key", "user");
    let cases = [
        ("no credentials", Partna::builder()),
        (
            "other environment",
            Partna::builder()
                .environment(Environment::Production)
                .credentials(staging()?),
        ),
        (
            "other host",
            Partna::builder()
                .credentials(staging()?)
                .base_url("https://example.com/v4"),
        ),
        (
            "plain http",
            Partna::builder()
                .credentials(staging()?)
                .base_url("http://staging-api.getpartna.com/v4"),
        ),
        (
            "invalid URL",
            Partna::builder()
                .credentials(staging()?)
                .base_url("example.com"),
        ),
        (
            "invalid User-Agent",
            Partna::builder().credentials(staging()?).user_agent("a\nb"),
        ),
    ];
    for (name, builder) in cases {
        writeln!(
            text,
            "{name}: {}",
            describe(&builder.build().await.err().ok_or(name)?)
        )?;
    }
    snapshots().bind(|| insta::assert_snapshot!("errors_of_builder", text));
    Ok(())
}
