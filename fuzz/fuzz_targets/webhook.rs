//! Whatever is delivered as a webhook: no panic, nothing accepted that is not genuine, and no typed event that does not fit.
//!
//! The fuzzer does not find a signature, so what lies behind one is tried by itself: the first line as the name, the rest as
//! `data`.
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
