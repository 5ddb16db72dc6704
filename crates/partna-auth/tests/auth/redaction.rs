//! An error contains no secret of the request, in any form in which a server may repeat it.

mod encoders;
mod nested;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use partna_auth::{Error, ErrorKind, Secret, types};
use partna_tests::h2_server::{H2Server, StreamReply};
use partna_tests::scripted_server::ScriptedServer;
use partna_tests::server::{Reply, Request, Server};
use partna_tests::{KEY, builder};
use serde_json::json;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// A key of the documented form that no client of these tests uses.
const FOREIGN_KEY: &str = "1--W--00112233445566778899aabbccddeeff--1781793658613--0a1b2c3d";

/// Percent-encodes the selected bytes.
fn percent(text: &str, is_encoded: impl Fn(u8) -> bool) -> String {
    let encode = |byte| match is_encoded(byte) {
        true => format!("%{byte:02X}"),
        false => char::from(byte).to_string(),
    };
    text.bytes().map(encode).collect()
}

/// Encodes each character.
fn each(text: &str, encode: impl Fn(u32) -> String) -> String {
    text.chars().map(|c| encode(u32::from(c))).collect()
}

/// Returns the base64 forms of a text: both alphabets, with and without padding, at each of the three alignments, and after a
/// user name.
fn base64_forms(secret: &str) -> Vec<(String, String)> {
    let contexts = [
        ("", ""),
        (":", ","),
        ("=-", ""),
        ("", ";"),
        ("user:", ""),
        ("{\"x-api-key\":\"", "\",\"more\":[1,2]}"),
    ];
    let engines = [STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD];
    let mut forms = Vec::new();
    for (before, after) in contexts {
        for engine in &engines {
            let text = engine.encode(format!("{before}{secret}{after}"));
            let percent = text.replace('=', "%3D").replace('+', "%2B");
            forms.push((format!("base64 of {before:?}.. as {text}"), text));
            forms.push(("base64 in a URL".to_owned(), percent));
        }
    }
    forms
}

/// Returns the forms in which a server may repeat a secret.
fn forms(secret: &str) -> Vec<(String, String)> {
    let upper = secret.to_uppercase();
    let mixed: String = secret
        .chars()
        .enumerate()
        .map(|(at, c)| match at % 2 {
            0 => c.to_ascii_uppercase(),
            _ => c.to_ascii_lowercase(),
        })
        .collect();
    let all = percent(secret, |_| true);
    let is_dash = |byte| byte == b'-';
    let mut forms: Vec<(String, String)> = [
        ("unchanged", secret.to_owned()),
        ("upper case", upper.clone()),
        ("mixed case", mixed),
        ("percent", all.clone()),
        ("percent, small", all.to_lowercase()),
        ("percent, the dashes", percent(secret, is_dash)),
        ("percent, every third", percent(secret, |b| b % 3 == 0)),
        ("percent twice", all.replace('%', "%25")),
        ("percent three times", all.replace('%', "%2525")),
        ("upper case in percent", percent(&upper, |_| true)),
        ("entities, decimal", each(secret, |c| format!("&#{c};"))),
        ("entities, padded", each(secret, |c| format!("&#{c:05};"))),
        ("entities, hex", each(secret, |c| format!("&#x{c:x};"))),
        ("entities, HEX", each(secret, |c| format!("&#X{c:04X};"))),
        ("entities, the dashes", secret.replace('-', "&#45;")),
        ("entities twice", secret.replace('-', "&amp;#45;")),
        ("entities in percent", secret.replace('-', "%26%2345%3B")),
        ("JSON escapes", each(secret, |c| format!("\\u{c:04x}"))),
        ("JSON escapes, HEX", secret.replace('-', "\\u002D")),
        ("JSON escapes twice", secret.replace('-', "\\\\u002d")),
        ("JavaScript escapes", secret.replace('-', "\\x2d")),
        ("hex", secret.bytes().map(|b| format!("{b:02x}")).collect()),
        ("HEX", secret.bytes().map(|b| format!("{b:02X}")).collect()),
    ]
    .map(|(name, form)| (name.to_owned(), form))
    .into();
    forms.extend(base64_forms(secret));
    forms
}

/// Returns the bodies in which a server may repeat a text.
fn bodies(form: &str) -> [String; 7] {
    [
        json!({"message": format!("no {form}, sorry"), "data": [form]}).to_string(),
        json!({"message": "no", "data": {"deep": [{"deeper": format!("a={form}&b")}]}}).to_string(),
        json!({"message": "no", "data": {form: 1}}).to_string(),
        json!({"message": json!({"headers": {"x-api-key": form}}).to_string()}).to_string(),
        format!("<html><a href='/?k={form}'>{form}</a></html>"),
        format!("x-api-key: {form}\r\nhost: example.com\r\n"),
        // Incomplete JSON, whose escapes are not decoded.
        format!("{{\"message\": \"no {form}\", \"data\": {{"),
    ]
}

/// Returns everything that an error contains and prints.
fn kept_text(error: &Error) -> String {
    let body = error.response().map(|response| response.body().clone());
    let body = String::from_utf8_lossy(&body.unwrap_or_default()).into_owned();
    let mut text = format!("{error} {error:?} {:?} {:?}", error.message(), error.data());
    text += &format!(" {:?} {body}", error.fields());
    text
}

/// Makes a server repeat a secret in each form and each body. Returns the cases in which an error contains the secret.
async fn find_leaks(secret: &str) -> Result<Vec<String>> {
    let server = ScriptedServer::start().await?;
    let mut leaks = Vec::new();
    for (name, form) in forms(secret) {
        for body in bodies(&form) {
            server.set_reply(Reply::RawKeepOpen(Reply::bytes(400, &[], &body)));
            let error = server.partna.get_balances().send().await.err();
            let text = kept_text(&error.ok_or("accepted")?);
            let lower = text.to_lowercase();
            let is_left = text.contains(&form) || lower.contains(&secret.to_lowercase());
            if is_left || !text.contains(Secret::MARKER) {
                leaks.push(format!("{name}: {body}"));
            }
        }
    }
    Ok(leaks)
}

#[tokio::test]
async fn key_is_redacted_in_every_form() -> Result {
    let leaks = find_leaks(KEY).await?;
    assert!(leaks.is_empty(), "{} cases: {leaks:#?}", leaks.len());
    Ok(())
}

#[tokio::test]
async fn text_in_the_form_of_a_key_is_redacted_in_every_encoding() -> Result {
    let leaks = find_leaks(FOREIGN_KEY).await?;
    assert!(leaks.is_empty(), "{} cases: {leaks:#?}", leaks.len());
    Ok(())
}

/// Sends a withdrawal with this code, which the server rejects with this body. Returns the error.
async fn refused_withdrawal(otp: &str, body: &str) -> Result<Error> {
    let server = ScriptedServer::start().await?;
    server.set_reply(Reply::RawKeepOpen(Reply::bytes(400, &[], body)));
    let withdrawal = types::WithdrawalRequest::builder()
        .from_account("amina01")
        .otp(otp);
    let result = server.partna.create_withdrawal().body(withdrawal);
    Ok(result.send().await.err().ok_or("accepted")?)
}

#[tokio::test]
async fn short_secret_is_redacted_as_whole_token_in_every_form() -> Result {
    for (name, form) in forms("739154") {
        for body in bodies(&form) {
            let text = kept_text(&refused_withdrawal("739154", &body).await?);
            let is_left = text.contains(&form) || text.contains("739154");
            assert!(!is_left, "{name}: {body}\n{text}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn short_secret_inside_another_token_is_kept() -> Result {
    for text in [
        "limit 1739154000 ms",
        "reference 7391547",
        "a739154b",
        "739154th",
    ] {
        let body = json!({"message": text}).to_string();
        let error = refused_withdrawal("739154", &body).await?;
        assert_eq!(error.message(), Some(text));
    }
    for (text, redacted) in [
        ("739154", "[redacted]"),
        ("otp=739154&x", "otp=[redacted]&x"),
        ("1739154 739154.", "1739154 [redacted]."),
        ("7391547,739154", "7391547,[redacted]"),
        ("otp_739154-739154", "otp_[redacted]-[redacted]"),
    ] {
        let body = json!({"message": text}).to_string();
        let error = refused_withdrawal("739154", &body).await?;
        assert_eq!(error.message(), Some(redacted));
    }
    Ok(())
}

#[tokio::test]
async fn code_with_leading_zeros_is_redacted_as_number() -> Result {
    let body = r#"{"message": "no", "data": {"otp": 39154, "left": 2, "limit": 391540}}"#;
    let error = refused_withdrawal("039154", body).await?;
    let expected = json!({"otp": Secret::MARKER, "left": 2, "limit": 391_540});
    assert_eq!(error.data(), Some(&expected));
    Ok(())
}

/// The request is not documented, so each field that is secret in some operation is secret here.
#[tokio::test]
async fn secret_of_undocumented_request_is_redacted() -> Result {
    let server = Server::start(|request: Request| {
        let body = String::from_utf8_lossy(&request.body).into_owned();
        let text = format!("{body} {:?}", request.query);
        std::future::ready(Reply::Json(400, json!({"message": text})))
    })
    .await?;
    let partna = builder(&server.base_url())?.build().await?;
    let request = partna
        .request("POST", "/something/new")
        .query("token", "canary-token-51")
        .json(&json!({"inner": {"otp": 739_154}, "bvn": "22212345678", "city": "Lagos"}));
    let error = request.send::<serde_json::Value>().await.err();
    let text = kept_text(&error.ok_or("accepted")?);
    for secret in ["canary-token-51", "739154", "22212345678"] {
        assert!(!text.contains(secret), "{text}");
    }
    assert!(text.contains("Lagos"), "{text}");
    Ok(())
}

#[tokio::test]
async fn secret_in_header_is_redacted() -> Result {
    let server = ScriptedServer::start().await?;
    let location = format!("https://example.com/?key={}", KEY.replace('-', "%2D"));
    let headers = [
        ("x-echo", KEY),
        ("location", location.as_str()),
        ("retry-after", "7"),
        ("content-type", KEY),
    ];
    for status in [400, 302, 429] {
        server.set_reply(Reply::RawKeepOpen(Reply::bytes(status, &headers, "{}")));
        let error = server.partna.get_balances().send().await.err();
        let error = error.ok_or("accepted")?;
        let text = format!("{:?}", error.response());
        assert!(
            !text.contains("canary-key") && !text.contains(&location),
            "{text}"
        );
        assert_eq!(error.retry_after().map(|wait| wait.as_secs()), Some(7));
    }
    Ok(())
}

/// A server repeats the key in a text that the HTTP client shows in the cause of an error.
#[tokio::test]
async fn secret_in_debug_data_of_http2_goaway_is_redacted() -> Result {
    let server = H2Server::start().await?;
    server.reply_with(StreamReply::CalmDown);
    let partna = builder(&server.base_url())?
        .configure(|client| client.http2_prior_knowledge())
        .build()
        .await?;
    let body = types::TransferRequest::builder().to_account("bello02");
    let error = partna.create_transfer().body(body).send().await.err();
    let error = error.ok_or("accepted")?;
    let mut text = format!("{error} {error:?}");
    let mut source = std::error::Error::source(&error);
    while let Some(cause) = source {
        text += &format!(" {cause} {cause:?}");
        source = cause.source();
    }
    assert!(text.contains("[redacted]"), "{text}");
    assert!(!text.contains("canary-key"), "{text}");
    Ok(())
}

#[tokio::test]
async fn secret_in_name_of_header_is_removed() -> Result {
    let server = ScriptedServer::start().await?;
    let name = format!("x-{KEY}");
    let headers = [(name.as_str(), "1"), ("x-other", "2")];
    server.set_reply(Reply::RawKeepOpen(Reply::bytes(400, &headers, "{}")));
    let error = server.partna.get_balances().send().await.err();
    let text = format!("{:?}", error.ok_or("accepted")?.response());
    assert!(!text.to_lowercase().contains("canary-key"), "{text}");
    assert!(text.contains("x-other"), "{text}");
    Ok(())
}

#[tokio::test]
async fn content_type_keeps_a_word_that_is_a_secret() -> Result {
    let server = ScriptedServer::start().await?;
    let headers = [("content-type", "text/html"), ("x-echo", "text")];
    server.set_reply(Reply::RawKeepOpen(Reply::bytes(400, &headers, "<p>")));
    let withdrawal = types::WithdrawalRequest::builder()
        .from_account("amina01")
        .otp("text");
    let result = server.partna.create_withdrawal().body(withdrawal).send();
    let error = result.await.err().ok_or("accepted")?;
    assert!(error.to_string().contains("an HTML page"), "{error}");
    let echo = error
        .response()
        .ok_or("no response")?
        .headers()
        .get("x-echo");
    assert_eq!(echo.ok_or("no header")?, Secret::MARKER);
    Ok(())
}

/// The work is proportional to the kept text, which is limited. `transport/redact.rs` counts the work.
#[tokio::test]
async fn megabyte_of_keys_is_truncated_and_redacted() -> Result {
    let key = |n: usize| format!("1--M--{n:032x}--1999999999999--{n:08x} ");
    let keys: String = (0..16_000).map(key).collect();
    let server = ScriptedServer::start().await?;
    server.set_reply(Reply::RawThenClose(Reply::bytes(400, &[], &keys)));
    let error = server.partna.get_balances().send().await.err();
    let error = error.ok_or("accepted")?;
    assert_eq!(error.kind(), ErrorKind::Invalid);
    let body = error.response().ok_or("no response")?.body();
    assert!(body.len() <= 64 << 10, "{} bytes", body.len());
    assert!(!kept_text(&error).contains("1--M"));
    Ok(())
}
