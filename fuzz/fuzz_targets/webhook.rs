//! Fuzzes webhook deliveries: none causes a panic, only signed ones are accepted, and only valid payloads become typed events.
//!
//! The fuzzer cannot find a signature, so the code after the signature check is also called directly, with the first line as the
//! name and the rest as `data`.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use partna_webhook::{Environment, Event, Verifier};

static VERIFIERS: LazyLock<Vec<Verifier>> = LazyLock::new(|| {
    Environment::ALL
        .iter()
        .map(|environment| Verifier::for_environment(*environment))
        .collect()
});

fuzz_target!(|bytes: &[u8]| {
    for verifier in VERIFIERS.iter() {
        let _ = verifier
            .verify(bytes)
            .map_err(|error| format!("{error} {error:?}"));
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let (name, data) = text.split_once('\n').unwrap_or(("Deposit", text));
    match Event::unverified(name, data) {
        Ok(event) => drop(format!("{event} {event:?}")),
        Err(error) => drop(format!("{error} {error:?}")),
    }
});
