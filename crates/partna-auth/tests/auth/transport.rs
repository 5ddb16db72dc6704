//! The requests that the client sends and does not send. The servers are real, on loopback.

use std::error::Error;
use std::time::Duration;

use partna_auth::{ErrorKind, Partna, types};
use partna_tests::{KEY, USER, builder, serve, snapshots};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use wiremock::matchers::{body_json, header, method, path, query_param};
use wiremock::{Mock, MockServer, ResponseTemplate};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

const BALANCES: (&str, &str) = ("GET", "/user/balances");
const TRANSFER: (&str, &str) = ("POST", "/transfer");

fn success() -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(json!({"message": "success"}))
}

#[tokio::test]
async fn requests_have_only_documented_headers_and_fields() -> Result {
    let server = MockServer::start().await;
    let operations = [
        ("GET", "/v4/account"),
        ("DELETE", "/v4/user/webhook"),
        ("POST", "/v4/transfer"),
    ];
    serve(&server, &operations, success()).await;
    let partna = builder(&format!("{}/v4", server.uri()))?
        .user_agent("billing/2.1")
        .build()
        .await?;
    partna
        .list_accounts()
        .account_name("amina01")
        .per_page(20)
        .send()
        .await?;
    partna.delete_webhook().send().await?;
    let transfer = types::TransferRequest::builder()
        .to_account("bello02")
        .amount("0.10");
    partna.create_transfer().body(transfer).send().await?;
    let mut text = String::new();
    for request in server.received_requests().await.unwrap_or_default() {
        let mut headers: Vec<String> = request
            .headers
            .iter()
            .filter(|(name, _)| *name != "host")
            .map(|(name, value)| {
                format!(
                    "{name}: {}",
                    value
                        .to_str()
                        .unwrap_or("?")
                        .replace(KEY, "[key]")
                        .replace(USER, "[user]")
                )
            })
            .collect();
        headers.sort();
        let body = String::from_utf8(request.body)?;
        let url = request.url.as_str().replace(&server.uri(), "");
        text += &format!(
            "{} {url}\n{}\n{body}\n\n",
            request.method,
            headers.join("\n")
        );
    }
    snapshots().bind(|| insta::assert_snapshot!("requests_on_the_wire", text));
    Ok(())
}

#[tokio::test]
async fn redirect_to_another_host_is_not_followed() -> Result {
    for status in [301, 302, 303, 307, 308] {
        let (first, other) = (MockServer::start().await, MockServer::start().await);
        let redirect =
            ResponseTemplate::new(status).insert_header("location", other.uri().as_str());
        serve(&first, &[BALANCES, TRANSFER], redirect).await;
        // The client overrides a configuration that follows redirects.
        let partna = builder(&first.uri())?
            .configure(|client| client.redirect(reqwest::redirect::Policy::limited(5)))
            .build()
            .await?;
        let describe = |error: partna_auth::Error| {
            (error.kind(), error.status().map(|status| status.as_u16()))
        };
        let error = partna
            .get_balances()
            .send()
            .await
            .err()
            .ok_or("the redirect was followed")?;
        assert_eq!(describe(error), (ErrorKind::Redirected, Some(status)));
        let transfer = types::TransferRequest::builder().to_account("bello02");
        let error = partna
            .create_transfer()
            .body(transfer)
            .send()
            .await
            .err()
            .ok_or("the redirect was followed")?;
        assert_eq!(describe(error), (ErrorKind::OutcomeUnknown, Some(status)));
        assert_eq!(first.received_requests().await.unwrap_or_default().len(), 2);
        assert_eq!(other.received_requests().await.unwrap_or_default().len(), 0);
    }
    Ok(())
}

#[tokio::test]
async fn proxy_receives_no_plain_http_request() -> Result {
    let (server, proxy) = (MockServer::start().await, MockServer::start().await);
    serve(&server, &[BALANCES], success()).await;
    let proxy_option = reqwest::Proxy::all(proxy.uri())?;
    let partna = builder(&server.uri())?
        .configure(|client| client.proxy(proxy_option))
        .build()
        .await?;
    partna.get_balances().send().await?;
    assert_eq!(
        server.received_requests().await.unwrap_or_default().len(),
        1
    );
    assert_eq!(proxy.received_requests().await.unwrap_or_default().len(), 0);
    Ok(())
}

/// Starts a server that responds to every connection with these bytes, and closes it. Returns its base URL.
async fn start_raw(response: &'static str) -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let mut request = [0; 4096];
            let read = socket.read(&mut request).await.unwrap_or(0);
            let expected =
                [BALANCES, TRANSFER].map(|(method, path)| format!("{method} {path} HTTP/1.1\r\n"));
            if expected.iter().any(|line| {
                request
                    .get(..read)
                    .is_some_and(|sent| sent.starts_with(line.as_bytes()))
            }) {
                let _ = socket.write_all(response.as_bytes()).await;
            }
        }
    });
    Ok(format!("http://{address}"))
}

#[tokio::test]
async fn truncated_response_is_unknown_only_for_a_write() -> Result {
    for response in [
        "",
        "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"message\":",
    ] {
        let partna = builder(&start_raw(response).await?)?.build().await?;
        let error = partna
            .get_balances()
            .send()
            .await
            .err()
            .ok_or("the response was complete")?;
        assert_eq!(error.kind(), ErrorKind::Transport, "{error:?}");
        let write = partna
            .create_transfer()
            .body(types::TransferRequest::builder().to_account("bello02"));
        let error = write
            .send()
            .await
            .err()
            .ok_or("the response was complete")?;
        assert_eq!(error.kind(), ErrorKind::OutcomeUnknown, "{error:?}");
    }
    Ok(())
}

#[tokio::test]
async fn unsent_write_is_a_transport_error() -> Result {
    let partna = builder("http://127.0.0.1:1/v4")?.build().await?;
    let write = partna
        .create_transfer()
        .body(types::TransferRequest::builder().to_account("bello02"));
    let error = write.send().await.err().ok_or("the request was sent")?;
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(error.to_string().contains("nothing was sent"), "{error}");
    Ok(())
}

#[tokio::test]
async fn each_timeout_ends_a_call() -> Result {
    let server = MockServer::start().await;
    serve(
        &server,
        &[BALANCES],
        success().set_delay(Duration::from_secs(3600)),
    )
    .await;
    let short = Duration::from_millis(200);
    for partna in [
        builder(&server.uri())?
            .attempt_timeout(short)
            .build()
            .await?,
        builder(&server.uri())?.call_timeout(short).build().await?,
    ] {
        let error = partna
            .get_balances()
            .send()
            .await
            .err()
            .ok_or("the call succeeded")?;
        assert_eq!(error.kind(), ErrorKind::Timeout);
        assert!(error.to_string().contains("within 0.2 s"), "{error}");
    }
    Ok(())
}

#[tokio::test]
async fn custom_requests_follow_the_same_rules() -> Result {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path("/v4/something/new"))
        .and(header("x-api-key", KEY))
        .and(header("x-api-user", USER))
        .and(query_param("accountName", "amina & co"))
        .and(body_json(json!({"amount": 1})))
        .respond_with(success())
        .mount(&server)
        .await;
    let partna = builder(&format!("{}/v4", server.uri()))?.build().await?;
    let request = || {
        partna
            .request("POST", "/something/new")
            .query("accountName", "amina & co")
            .json(&json!({"amount": 1}))
    };
    assert_eq!(
        request().send::<Value>().await?.into_inner(),
        json!({"message": "success"})
    );
    let error = request()
        .send::<Vec<u8>>()
        .await
        .err()
        .ok_or("the body was decoded")?;
    assert_eq!(error.kind(), ErrorKind::OutcomeUnknown);
    let error = partna
        .request("GET", "/../admin")
        .send::<Value>()
        .await
        .err()
        .ok_or("the request was sent")?;
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    let error = partna
        .request("GET", "/nope")
        .send::<Value>()
        .await
        .err()
        .ok_or("the call succeeded")?;
    assert_eq!(
        (error.kind(), error.operation()),
        (ErrorKind::NotFound, None)
    );
    Ok(())
}

#[tokio::test]
async fn calls_can_be_spawned_and_clients_shared() -> Result {
    fn assert_send<T: Send>(_: T) {}
    fn assert_shared<T: Send + Sync + Clone + 'static>() {}
    assert_shared::<Partna>();
    assert_send(builder("http://127.0.0.1:1/v4")?.build());
    let partna = builder("http://127.0.0.1:1/v4")?.build().await?;
    assert_send(async move { partna.list_accounts().send().await });
    Ok(())
}
