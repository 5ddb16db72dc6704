//! Printed output contains the marker of each secret and not its value.

use std::error::Error;

use openapi_facts::json::Json;
use partna_auth::{Credentials, Environment, Secret, types};
use partna_tests::log::Log;
use partna_tests::{KEY, USER, builder, component, document, serve, snapshots};
use serde_json::{Value, json};
use tracing_subscriber::filter::LevelFilter;
use wiremock::{MockServer, ResponseTemplate};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

const CANARY: &str = "canary-7d1f";

/// Returns whether the document marks this schema as secret.
fn is_secret(schema: &Json) -> bool {
    schema.text("format") == Some("password")
}

/// Tests every component of the document that has a secret.
#[test]
fn debug_of_every_type_hides_the_secrets_of_the_document() -> Result {
    let doc = document()?;
    let mut fields = 0;
    for (name, schema) in doc
        .at(&["components", "schemas"])
        .into_iter()
        .flat_map(Json::entries)
    {
        let mut value = serde_json::Map::new();
        let mut secrets = 0;
        for (field, property) in schema.get("properties").into_iter().flat_map(Json::entries) {
            if is_secret(property) {
                value.insert(field.to_owned(), json!(CANARY));
                secrets += 1;
            } else if property.get("items").is_some_and(is_secret) {
                value.insert(field.to_owned(), json!([CANARY]));
                secrets += 1;
            }
        }
        if secrets == 0 {
            continue;
        }
        for required in schema.list("required").iter().filter_map(Json::as_str) {
            value.entry(required).or_insert_with(|| json!("x"));
        }
        let public = component(name).ok_or(name)?;
        let text = (public.debug)(&Value::Object(value.clone()).to_string())?;
        assert_eq!(text.matches(Secret::MARKER).count(), secrets, "{text}");
        assert!(!text.contains(CANARY), "{text}");
        // The type must contain its secrets: a type that drops them would pass the checks above.
        assert_eq!(
            (public.reencode)(&Value::Object(value).to_string())?
                .matches(CANARY)
                .count(),
            secrets
        );
        fields += secrets;
    }
    assert!(fields >= 15, "{fields}");
    Ok(())
}

#[tokio::test]
async fn debug_of_credentials_and_clients_redacts_secrets() -> Result {
    let credentials = Credentials::new(Environment::Staging, KEY, USER)?;
    let builder = builder("http://127.0.0.1:1/v4")?;
    let builder_text = format!("{builder:?}");
    let partna = builder.build().await?;
    let client: &partna_auth::Client = partna.client();
    let text = format!("{credentials:#?}\n{builder_text}\n{partna:?}\n{client:?}");
    assert_eq!(text.matches(Secret::MARKER).count(), 6, "{text}");
    assert!(!text.contains(KEY) && !text.contains(USER), "{text}");
    let debug = format!("{credentials:#?}\n{partna:#?}");
    snapshots().bind(|| insta::assert_snapshot!("debug_of_credentials", debug));
    Ok(())
}

/// A hostile server repeats the key and a secret of the body, in each kind of response.
#[tokio::test]
async fn errors_and_logs_have_no_key_and_no_secret_of_a_body() -> Result {
    let (log, _guard) = Log::of_thread(LevelFilter::TRACE);
    let echo = format!("you sent {KEY} to end {CANARY}\nand more");
    let deep = json!({"data": {KEY: {"apikey": 1}}, "message": [CANARY]});
    let escaped = format!("{{\"message\":\"\\u0031{}\"}}", KEY.trim_start_matches('1'));
    let responses = [
        ResponseTemplate::new(400).set_body_json(json!({"message": echo, "data": [CANARY, KEY]})),
        ResponseTemplate::new(401).set_body_raw(format!("<p>{KEY}</p>"), "text/html"),
        ResponseTemplate::new(502)
            .set_body_string(KEY)
            .insert_header("set-cookie", format!("k={KEY}").as_str()),
        ResponseTemplate::new(307)
            .insert_header("location", format!("https://example.com/{KEY}").as_str()),
        ResponseTemplate::new(200)
            .set_body_json(json!({"data": CANARY, "message": {"apikey": KEY}})),
        ResponseTemplate::new(200).set_body_string(format!("{CANARY}{KEY}")),
        ResponseTemplate::new(200).set_body_json(deep),
        ResponseTemplate::new(422).set_body_string(escaped),
    ];
    for template in responses {
        let server = MockServer::start().await;
        serve(&server, &[("POST", "/user/invalidate-apikey")], template).await;
        let partna = builder(&server.uri())?
            .configure(|client| client.connection_verbose(true))
            .build()
            .await?;
        let body = types::InvalidateApiKeyRequest::builder().apikey(CANARY);
        let request = partna.invalidate_api_key().body(body);
        let debug = format!("{request:?}");
        assert!(
            debug.contains(Secret::MARKER) && !debug.contains(CANARY),
            "{debug}"
        );
        let text = match request.send().await {
            Ok(response) => {
                let skipped = response.mismatched_fields();
                assert!(!skipped.is_empty());
                let lines = skipped.iter().map(|field| format!("{field} {field:?}"));
                lines.collect()
            }
            Err(error) => {
                assert!(!format!("{:?}", error.data()).contains(KEY));
                format!("{error} {error:?} {error:#?}")
            }
        };
        assert!(!text.contains(KEY) && !text.contains(CANARY), "{text}");
        // The server must have received the key and the secret of the body.
        let received = server.received_requests().await.unwrap_or_default();
        assert!(
            received
                .iter()
                .all(|request| request.headers["x-api-key"] == KEY
                    && String::from_utf8_lossy(&request.body).contains(CANARY))
        );
    }
    let text = log.text();
    assert!(
        text.contains("reqwest") || text.contains("hyper"),
        "the HTTP stack logged no line"
    );
    // wiremock logs the requests that it receives; the client must not.
    let client_lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.contains("wiremock"))
        .collect();
    let leak = client_lines
        .iter()
        .find(|line| line.contains(KEY) || line.contains(CANARY));
    assert_eq!(leak, None);
    Ok(())
}

/// A key in a response is redacted until `expose` is called.
#[tokio::test]
async fn generated_key_is_redacted() -> Result {
    let server = MockServer::start().await;
    let success = json!({"data": {"apikey": CANARY}, "message": "success"});
    serve(
        &server,
        &[("POST", "/user/apikey")],
        ResponseTemplate::new(200).set_body_json(success),
    )
    .await;
    let partna = builder(&server.uri())?.build().await?;
    let body = types::ApiKeyRequest::builder()
        .keyname("billing")
        .scope("N");
    let response = partna.generate_api_key().body(body).send().await?;
    let debug = format!("{response:?}");
    assert!(
        debug.contains(Secret::MARKER) && !debug.contains(CANARY),
        "{debug}"
    );
    let key = response
        .into_inner()
        .data
        .and_then(|data| data.apikey)
        .ok_or("no key")?;
    assert_eq!(key.expose(), CANARY);
    Ok(())
}

/// The path of a mismatched field omits map keys that may be data.
#[tokio::test]
async fn path_of_mismatched_field_omits_map_keys() -> Result {
    let server = MockServer::start().await;
    let hostile = json!({"data": {"rate": {KEY: {"rate": "x"}}}});
    let template = ResponseTemplate::new(200).set_body_json(hostile);
    serve(&server, &[("GET", "/rate")], template).await;
    let partna = builder(&server.uri())?.build().await?;
    let rates = partna.get_rate().send().await?;
    let paths: Vec<&str> = rates
        .mismatched_fields()
        .iter()
        .map(|field| field.path())
        .collect();
    assert_eq!(paths, ["data.rate.….rate"]);
    Ok(())
}
