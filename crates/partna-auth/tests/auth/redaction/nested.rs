//! Forms inside forms: a chain of programs encodes a text, each in its own form.

use partna_auth::Secret;
use partna_tests::KEY;
use partna_tests::log::Log;
use partna_tests::scripted_server::ScriptedServer;
use partna_tests::server::Reply;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use serde_json::json;
use tracing_subscriber::filter::LevelFilter;

use super::encoders::{Encoder, all_encoders, encoders};
use super::{FOREIGN_KEY, Result, kept_text, refused_withdrawal};

/// The maximum length of an encoded secret, in bytes. The client may truncate a longer text before the secret.
const MAX_FORM_LEN: usize = 20_000;

/// Encodes a text in the forms of a chain, beginning with the innermost.
fn encode(text: &str, chain: &[Encoder]) -> String {
    chain
        .iter()
        .fold(text.to_owned(), |text, (_, encode)| encode(&text))
}

fn name(chain: &[Encoder]) -> String {
    let names: Vec<&str> = chain.iter().map(|(name, _)| *name).collect();
    names.join(" in ")
}

/// Returns bodies with a text: as a value, as JSON inside JSON, and as plain text whose escapes are not decoded.
fn bodies(form: &str) -> [String; 3] {
    [
        json!({"message": format!("no {form}, sorry")}).to_string(),
        json!({"message": json!({"headers": {"authorization": form}}).to_string()}).to_string(),
        format!("the request was\r\nauthorization: {form}\r\nhost: example.com\r\n"),
    ]
}

/// Returns whether a text contains an eighth of a form, which is a few characters of the secret.
fn has_part(text: &str, form: &str) -> bool {
    let form: Vec<char> = form.chars().collect();
    let mut parts = form.chunks_exact(form.len().div_ceil(8).max(4));
    parts.any(|part| text.contains(&part.iter().collect::<String>()))
}

/// Returns the decoded values of a JSON body, and of the JSON inside it.
fn values(body: &str) -> String {
    let text_at = |json: &str, pointer: &str| {
        let json = serde_json::from_str::<serde_json::Value>(json).unwrap_or_default();
        let text = json.pointer(pointer).and_then(|it| it.as_str());
        text.unwrap_or_default().to_owned()
    };
    let outer = text_at(body, "/message");
    let inner = text_at(&outer, "/headers/authorization");
    format!("{outer} {inner}")
}

/// Makes a server repeat a secret in the forms of each chain, in `count` of the bodies. Returns the cases in which an error
/// contains the secret.
async fn find_leaks(secret: &str, chains: &[Vec<Encoder>], count: usize) -> Result<Vec<String>> {
    let server = ScriptedServer::start().await?;
    let mut leaks = Vec::new();
    for (number, chain) in chains.iter().enumerate() {
        let form = encode(secret, chain);
        if form.len() > MAX_FORM_LEN {
            continue;
        }
        for body in bodies(&form).iter().cycle().skip(number).take(count) {
            server.set_reply(Reply::RawKeepOpen(Reply::bytes(400, &[], body)));
            let error = server.partna.get_balances().send().await.err();
            let error = error.ok_or("accepted")?;
            let text = kept_text(&error);
            let kept_body = error.response().map(|response| response.body().clone());
            let kept_body = kept_body.unwrap_or_default();
            let kept_body = String::from_utf8_lossy(&kept_body);
            let decoded = format!("{text} {}", values(&kept_body));
            let is_left =
                has_part(&decoded, &form) || decoded.to_lowercase().contains(&secret[5..]);
            if is_left || !text.contains(Secret::MARKER) {
                let found: String = kept_body.chars().take(300).collect();
                leaks.push(format!("{}: {found:?} of {}", name(chain), body.len()));
            }
        }
    }
    Ok(leaks)
}

/// Returns every chain of two forms.
fn chains_of_two() -> Vec<Vec<Encoder>> {
    let outer = encoders();
    let chains = |inner: Encoder| outer.iter().map(move |outer| vec![inner, *outer]);
    encoders().into_iter().flat_map(chains).collect()
}

/// Returns random chains of this length, drawn with a fixed seed.
fn random_chains(length: usize, count: usize) -> Result<Vec<Vec<Encoder>>> {
    let mut rng = StdRng::seed_from_u64(41);
    let encoders = encoders();
    let mut draw = || {
        let chain = (0..length).map(|_| encoders.choose(&mut rng).copied());
        chain.collect::<Option<Vec<Encoder>>>().ok_or("no encoder")
    };
    Ok((0..count)
        .map(|_| draw())
        .collect::<std::result::Result<_, _>>()?)
}

#[tokio::test]
async fn key_is_redacted_in_every_single_form() -> Result {
    let singles: Vec<Vec<Encoder>> = all_encoders().into_iter().map(|it| vec![it]).collect();
    for secret in [KEY, FOREIGN_KEY] {
        let leaks = find_leaks(secret, &singles, 3).await?;
        assert!(leaks.is_empty(), "{} cases: {leaks:#?}", leaks.len());
    }
    Ok(())
}

#[tokio::test]
async fn key_is_redacted_in_every_chain_of_two_forms() -> Result {
    let leaks = find_leaks(KEY, &chains_of_two(), 1).await?;
    assert!(leaks.is_empty(), "{} cases: {leaks:#?}", leaks.len());
    Ok(())
}

#[tokio::test]
async fn key_is_redacted_in_chains_of_three_and_four_forms() -> Result {
    let mut chains = random_chains(3, 240)?;
    chains.extend(random_chains(4, 60)?);
    let leaks = find_leaks(KEY, &chains, 1).await?;
    assert!(leaks.is_empty(), "{} cases: {leaks:#?}", leaks.len());
    Ok(())
}

#[tokio::test]
async fn short_secret_is_redacted_in_chains_of_two_forms() -> Result {
    for chain in chains_of_two().iter().step_by(7) {
        let form = encode("739154", chain);
        let body = json!({"message": format!("no {form}, sorry")}).to_string();
        let error = refused_withdrawal("739154", &body).await?;
        let text = error.message().unwrap_or_default();
        let is_left = text.contains(&form) || text.contains("739154");
        assert!(
            !is_left && text.contains(Secret::MARKER),
            "{}: {text:?}",
            name(chain)
        );
    }
    Ok(())
}

/// The client does not decode more layers, so it redacts the whole text.
#[tokio::test]
async fn text_with_too_many_layers_is_redacted() -> Result {
    let server = ScriptedServer::start().await?;
    let encoders = encoders();
    for name_of_form in [
        "base64",
        "hex",
        "percent, special",
        "\\x2d",
        "quoted-printable",
    ] {
        let encoder = encoders.iter().find(|(name, _)| *name == name_of_form);
        let encoder = *encoder.ok_or(name_of_form)?;
        for depth in [7, 8, 9] {
            // Each layer of `\x2d` escapes the backslash of the previous layer.
            let form = encode(KEY, &vec![encoder; depth]);
            let body = json!({"message": format!("no {form}"), "data": {"city": "Lagos"}});
            server.set_reply(Reply::RawKeepOpen(Reply::bytes(
                400,
                &[],
                &body.to_string(),
            )));
            let error = server.partna.get_balances().send().await.err();
            let error = error.ok_or("accepted")?;
            let message = error.message().ok_or("no message")?;
            let redacted = message.strip_prefix("no ").unwrap_or(message);
            assert_eq!(redacted, Secret::MARKER, "{name_of_form} {depth}");
            assert_eq!(error.data(), Some(&json!({"city": "Lagos"})));
        }
    }
    Ok(())
}

#[tokio::test]
async fn ordinary_text_is_kept() -> Result {
    let mut texts: Vec<String> = [
        "Reference already exists: INV-2024-000123--retry--2",
        "reference 550e8400-e29b-41d4-a716-446655440000 was used on 2024-05-06T07:08:09.123Z",
        "sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "fingerprint 43:51:43:A1:B5:FC:8B:B7:0A:3A:A9:B1:0F:66:73:A8, serial 0x1f, 0x2d, 0x30",
        "hash 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed of bc1qxy2kgdygjrsqtzq2n0yrf2493p83kkfjhx0wlh",
        "Account 0690000031 of Access Bank Plc (code 044) is not valid, expected 10 digits",
        "IBAN GB29 NWBK 6016 1331 9268 19, BIC NWBKGB2L, amount 1,250,000.00 NGN",
        "the account balance is not enough for this transfer to the merchant named in the request",
        r"C:\bank\new\055\table.txt: \d+\s-- \\server\share",
        "https://example.com/?a=12&b=%20x%2Fy&ref=2Dab&copy=1&c=%u00e9 100% off = 50%25",
        "=?utf-8?Q?Caf=C3=A9_=2D_closed?= soft=\r\nbreak",
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIn0.c2ln",
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA -------------------------------- ================",
        "{\"status\":\"failed\",\"rows\":[[2500,0,31],[45,45,77]],\"note\":\"\\u00e9\\n\\\"x\\\"\"}",
        "naïve café, 5 € – “quoted” — 北京 \u{1f600}",
        "&lt;p&gt;Tom &amp; Jerry &#8211; 1&nbsp;000&lt;/p&gt; &hellip; AT&T",
        "at com.example.Handler$1.run(Handler.java:31) [0x2d2d] 1--2--3 a--b--c",
    ]
    .map(str::to_owned)
    .into();
    let mut rng = StdRng::seed_from_u64(43);
    for _ in 0..8 {
        let bytes: Vec<u8> = (0..300).map(|_| rng.random()).collect();
        texts.push(bytes.iter().map(|b| format!("{b:02x}")).collect());
        texts.push(bytes.iter().map(|b| format!("{b}, ")).collect());
        texts.push(base64::Engine::encode(
            &base64::engine::general_purpose::STANDARD,
            &bytes,
        ));
    }
    for text in texts {
        for otp in ["739154", "canary-one-time-code"] {
            let body = json!({"message": &text, "data": {"text": &text}}).to_string();
            let error = refused_withdrawal(otp, &body).await?;
            assert_eq!(error.message(), Some(text.as_str()));
            assert_eq!(error.data(), Some(&json!({"text": text})));
        }
    }
    Ok(())
}

/// Tests the output of a program that prints and logs an error.
#[tokio::test]
async fn printed_and_logged_error_has_no_nested_key() -> Result {
    let (log, _guard) = Log::of_thread(LevelFilter::TRACE);
    let server = ScriptedServer::start().await?;
    let chains = random_chains(2, 24)?;
    for chain in &chains {
        let form = encode(KEY, chain);
        for body in bodies(&form) {
            let headers = [("x-echo", "1")];
            server.set_reply(Reply::RawKeepOpen(Reply::bytes(400, &headers, &body)));
            let error = server.partna.get_balances().send().await.err();
            let error = error.ok_or("accepted")?;
            tracing::error!(%error, debug = ?error, "refused");
            let text = format!("{error} {error:?} {error:#?}");
            assert!(!has_part(&text, &form), "{}: {text}", name(chain));
            let log = log.text();
            assert!(!has_part(&log, &form), "{}", name(chain));
            assert!(log.contains(Secret::MARKER) && log.contains("refused"));
        }
    }
    Ok(())
}
