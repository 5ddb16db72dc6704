//! Seeded mutations in transit: a change of a signed part is rejected, and a change of the unsigned name never yields an event of
//! another kind.

use std::collections::{BTreeMap, BTreeSet};

use crate::common::{GENUINE, ONRAMP, Result, Seeded, key, pieces, signature, signer_and_verifier};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use partna_webhook::{Environment, ErrorKind, Event, UnrecognizedReason, Verifier};

const MUTATIONS: usize = 10_000;

/// All names of events, current and former ones.
const NAMES: [&str; 10] = [
    "Deposit",
    "Convert",
    "Transfer",
    "Withdrawal",
    "Onramp",
    "On Ramp",
    "Offramp",
    "Off Ramp",
    "verification.success",
    "verification.failed",
];

/// Returns a genuine delivery and a generated one, each with its verifier and the name of its event.
fn deliveries() -> Result<Vec<(Verifier, String, &'static str)>> {
    let (signer, verifier) = signer_and_verifier()?;
    let own = String::from_utf8(signer.sign("Onramp", ONRAMP)?)?;
    let staging = Verifier::for_environment(Environment::Staging);
    let deliveries = vec![
        (staging, GENUINE.to_owned(), "Convert"),
        (verifier, own, "Onramp"),
    ];
    for (verifier, body, _) in &deliveries {
        verifier.verify(body.as_bytes())?;
    }
    Ok(deliveries)
}

/// Replaces one byte of `data`. The given `data` has no whitespace outside strings, so the change cannot be one that is ignored.
fn other_data(body: &str, random: &mut Seeded) -> Result<Vec<u8>> {
    let [before, data, _] = pieces(body)?;
    let at = before.len() + random.below(data.len());
    let mut bytes = body.as_bytes().to_vec();
    let byte = bytes.get_mut(at).ok_or("beyond the end")?;
    *byte ^= 1 + random.below(255) as u8;
    Ok(bytes)
}

/// Inverts one bit of the signature.
fn other_signature(body: &str, random: &mut Seeded) -> Result<Vec<u8>> {
    let text = signature(body)?;
    let mut bytes = BASE64_STANDARD.decode(text)?;
    let at = random.below(bytes.len());
    *bytes.get_mut(at).ok_or("beyond the end")? ^= 1 << random.below(8);
    Ok(body
        .replace(text, &BASE64_STANDARD.encode(bytes))
        .into_bytes())
}

/// Encodes the same signature in base64 that is not canonical.
fn other_base64(body: &str, random: &mut Seeded) -> Result<Vec<u8>> {
    let text = signature(body)?;
    let bare = text.trim_end_matches('=');
    let at = random.below(bare.len());
    let (first, second) = text.split_at(at);
    let written = match random.below(7) {
        0 => bare.to_owned(),
        1 => format!("{bare}="),
        2 => format!("{text}="),
        3 => format!("{first} {second}"),
        4 => format!("{first}\\n{second}"),
        5 if text.contains(['+', '/']) => text.replace('+', "-").replace('/', "_"),
        // The last base64 digit of 256 bytes has four unused bits: zero in A, Q, g and w, but not in the next three digits.
        _ => {
            let last = bare.chars().last().ok_or("empty")?;
            let kept = bare.get(..bare.len() - 1).ok_or("empty")?;
            let next = char::from(u8::try_from(last)? + 1 + random.below(3) as u8);
            format!("{kept}{next}==")
        }
    };
    Ok(body.replace(text, &written).into_bytes())
}

#[test]
fn rejects_every_change_of_signed_parts() -> Result {
    let deliveries = deliveries()?;
    let mut random = Seeded(0x5eed);
    let mut kinds = [0; 3];
    for number in 0..MUTATIONS {
        let (verifier, body, _) = deliveries.get(number % 2).ok_or("no delivery")?;
        let bytes = match random.below(3) {
            0 => other_data(body, &mut random)?,
            1 => other_signature(body, &mut random)?,
            _ => other_base64(body, &mut random)?,
        };
        assert_ne!(bytes, body.as_bytes(), "{number} changed nothing");
        let Err(error) = verifier.verify(&bytes) else {
            return Err(format!("number {number} was accepted").into());
        };
        match error.kind() {
            ErrorKind::Malformed => kinds[0] += 1,
            ErrorKind::InvalidSignature => kinds[1] += 1,
            _ => kinds[2] += 1,
        }
    }
    assert!(kinds[0] > 2000 && kinds[1] > 2000, "{kinds:?}");
    assert_eq!(kinds[2], 0, "{kinds:?}");
    Ok(())
}

#[test]
fn changed_name_never_yields_event_of_another_kind() -> Result {
    let mut random = Seeded(0x0dd);
    let mut ends = [0; 4];
    let mut keys = BTreeMap::new();
    for (verifier, body, own) in deliveries()? {
        let genuine = key(&verifier.verify(body.as_bytes())?)?.to_owned();
        let begin = body.find(own).ok_or("no name")?;
        for number in 0..2000 {
            let mut bytes = body.as_bytes().to_vec();
            if number % 2 == 0 {
                let name = NAMES[random.below(NAMES.len())].to_owned();
                let name = match random.below(3) {
                    0 => name.to_uppercase(),
                    1 => name.to_lowercase(),
                    _ => name,
                };
                drop(bytes.splice(begin..begin + own.len(), name.into_bytes()));
            } else {
                bytes[begin + random.below(own.len())] ^= 1 + random.below(127) as u8;
            }
            match verifier.verify(&bytes) {
                Ok(event) => {
                    let key = key(&event)?.to_owned();
                    if let Event::Unrecognized { name, reason, .. } = &event.event {
                        assert_ne!(key, genuine, "{name}");
                        let name = (own, name.clone());
                        assert_eq!(*keys.entry(name).or_insert_with(|| key.clone()), key);
                        match reason {
                            UnrecognizedReason::PayloadMismatch(_) => ends[2] += 1,
                            _ => ends[1] += 1,
                        }
                    } else {
                        assert_eq!(event.event.name(), Some(own));
                        assert_eq!(key, genuine);
                        ends[0] += 1;
                    }
                }
                Err(error) => {
                    assert_eq!(error.kind(), ErrorKind::Malformed, "{error}");
                    ends[3] += 1;
                }
            }
        }
    }
    let distinct: BTreeSet<&String> = keys.values().collect();
    assert_eq!(distinct.len(), keys.len(), "one key for each name");
    assert!(ends.iter().all(|times| *times > 50), "{ends:?}");
    Ok(())
}

/// No damaged body causes a panic.
#[test]
fn rejects_truncated_and_repeated_bodies() -> Result {
    for (verifier, body, _) in deliveries()? {
        for end in 0..body.len() {
            let cut = body.as_bytes().get(..end).unwrap_or_default();
            assert!(verifier.verify(cut).is_err(), "{end}");
        }
        assert!(verifier.verify(format!("{body}{body}").as_bytes()).is_err());
        let [before, data, after] = pieces(&body)?;
        let twice = format!("{before}{{}},\"data\":{data}{after}");
        let kind = verifier
            .verify(twice.as_bytes())
            .map_err(|error| error.kind());
        assert_eq!(kind.err(), Some(ErrorKind::Malformed));
    }
    Ok(())
}
