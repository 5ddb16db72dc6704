//! Taking secrets out of what comes back.

use partna_client::{Answer, Operation};
use partna_types::Secret;

use crate::{ApiKey, Credentials};

/// The pair that a request goes with, and its secret fields and parameters.
pub(crate) fn secrets(
    operation: Option<&'static Operation>,
    request: &reqwest::Request,
    pair: &Credentials,
) -> Vec<Secret> {
    let mut secrets = vec![Secret::from(pair.key().clone()), pair.user().clone()];
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
    // A secret may be a part of another, and would leave the rest of it.
    secrets.sort_by_key(|secret| std::cmp::Reverse(secret.expose().len()));
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
        serde_json::Value::Object(map) => {
            let before = std::mem::take(map);
            let mut found = false;
            for (key, mut item) in before {
                let clean = scrub_text(&key, secrets);
                found |= clean.is_some() | scrub_json(&mut item, secrets);
                map.insert(clean.unwrap_or(key), item);
            }
            found
        }
        // A code that was sent as text may come back as a number.
        serde_json::Value::Number(number) => {
            let text = number.to_string();
            let found = secrets.iter().any(|secret| secret.expose() == text);
            if found {
                *value = Secret::MARKER.into();
            }
            found
        }
        _ => false,
    }
}

fn scrub_text(text: &str, secrets: &[Secret]) -> Option<String> {
    let known = secrets.iter().map(Secret::expose);
    let mut clean = known.fold(text.to_owned(), |text, secret| {
        text.replace(secret, Secret::MARKER)
    });
    // A key that is not ours to know, such as the one that an answer tells of.
    while let Some(key) = find_key(&clean) {
        clean = clean.replace(&key, Secret::MARKER);
    }
    (clean != text).then_some(clean)
}

/// A part of a text that has the shape of the vendor's keys.
fn find_key(text: &str) -> Option<String> {
    let places = text.match_indices("1--").map(|(place, _)| place);
    let mut shaped = places.filter_map(|place| text.get(place..place + ApiKey::SHAPED));
    shaped
        .find(|part| ApiKey::from(*part).short().is_some())
        .map(str::to_owned)
}
