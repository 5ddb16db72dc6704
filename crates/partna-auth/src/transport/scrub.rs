//! Taking secrets out of what comes back.

use partna_client::{Answer, Operation};
use partna_types::Secret;

use crate::ApiKey;

/// The key that a request goes with, and its secret fields and parameters.
pub(crate) fn secrets(
    operation: Option<&'static Operation>,
    request: &reqwest::Request,
    key: &ApiKey,
) -> Vec<Secret> {
    let mut secrets = vec![Secret::from(key.clone())];
    let names = operation.map_or(&[][..], |operation| operation.secrets);
    if !names.is_empty() {
        let body = request
            .body()
            .and_then(reqwest::Body::as_bytes)
            .unwrap_or_default();
        let body: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
        let fields = names.iter().filter_map(|name| body.get(*name)?.as_str());
        secrets.extend(fields.map(Secret::from));
        let parameters = request.url().query_pairs();
        let parameters = parameters.filter(|(name, _)| names.contains(&name.as_ref()));
        secrets.extend(parameters.map(|(_, value)| Secret::from(value.as_ref())));
    }
    secrets.retain(|secret| !secret.expose().is_empty());
    secrets
}

/// An error may repeat what was sent; what is secret is taken out of it before anyone can print it.
pub(crate) fn scrub(answer: Answer, secrets: &[Secret]) -> Answer {
    answer.map(|body| {
        // In the decoded text, where no escape hides a part of it.
        if let Ok(mut json) = serde_json::from_slice::<serde_json::Value>(&body) {
            return if scrub_json(&mut json, secrets) {
                json.to_string().into()
            } else {
                body
            };
        }
        scrub_text(&String::from_utf8_lossy(&body), secrets).map_or(body, Into::into)
    })
}

/// Answers whether anything was taken out.
fn scrub_json(value: &mut serde_json::Value, secrets: &[Secret]) -> bool {
    match value {
        serde_json::Value::String(text) => match scrub_text(text, secrets) {
            Some(clean) => {
                *text = clean;
                true
            }
            None => false,
        },
        serde_json::Value::Array(items) => items
            .iter_mut()
            .fold(false, |found, item| scrub_json(item, secrets) | found),
        serde_json::Value::Object(map) => map
            .values_mut()
            .fold(false, |found, item| scrub_json(item, secrets) | found),
        _ => false,
    }
}

fn scrub_text(text: &str, secrets: &[Secret]) -> Option<String> {
    let found: Vec<&str> = secrets
        .iter()
        .map(Secret::expose)
        .filter(|secret| text.contains(secret))
        .collect();
    let clean = found.iter().fold(text.to_owned(), |text, secret| {
        text.replace(secret, Secret::MARKER)
    });
    (!found.is_empty()).then_some(clean)
}
