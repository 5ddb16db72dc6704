//! Responses to the invalidation of a key, which may create another key. With each response, every new key is stored, deleted or
//! reported.

#![allow(
    clippy::indexing_slicing,
    reason = "a missing value fails the test either way"
)]

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use partna_auth::{ApiKey, Partna, Retries, Rotated, Rotation};
use partna_tests::USER;
use partna_tests::fake_keys::{KeyServer, KeyState, RotationFixture, client};
use partna_tests::quick_clock::QuickClock;
use partna_tests::server::{Reply, Request};
use serde_json::{Value, json};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// The name of the key that the API creates when it invalidates another key.
const REPLACEMENT: &str = "unrequested";

fn is_invalidation(request: &Request) -> bool {
    request.path.ends_with("/user/invalidate-apikey")
}

fn success(data: Value) -> Reply {
    Reply::Json(200, json!({"data": data, "message": "success"}))
}

fn text_of(state: &KeyState, name: &str) -> String {
    let found = state
        .keys
        .iter()
        .find(|(_, key)| key.name == name && key.live);
    found.map(|(text, _)| text.clone()).unwrap_or_default()
}

/// Invalidates a key and creates a replacement, as the API may do. Returns the replacement.
fn invalidate_and_replace(state: &mut KeyState, request: &Request) -> String {
    state.creates_key_on_invalidate = true;
    state.respond(request);
    text_of(state, REPLACEMENT)
}

async fn start(
    respond: impl Fn(&mut KeyState, Request) -> Reply + Send + Sync + 'static,
) -> Result<(RotationFixture, Partna)> {
    let fixture = RotationFixture::with_server(KeyServer::start_with(respond).await?).await?;
    let builder = client(&fixture.server, &fixture.old)?.clock(QuickClock::default());
    let partna = builder.retries(Retries::none()).build().await?;
    Ok((fixture, partna))
}

/// Returns a client of another process, with the credentials of the store. If the store is empty, the client has the old key.
async fn client_of_next_process(fixture: &RotationFixture) -> Result<Partna> {
    let stored = fixture.directory.path().join("credentials.toml");
    let builder = if stored.exists() {
        let file = partna_auth::ProfileFile::at(stored);
        let builder = Partna::builder().credentials(file);
        builder.base_url(fixture.server.base_url())
    } else {
        client(&fixture.server, &fixture.old)?
    };
    let builder = builder.clock(QuickClock::default());
    Ok(builder.retries(Retries::none()).build().await?)
}

fn stored_key(fixture: &RotationFixture) -> Result<String> {
    let text = std::fs::read_to_string(fixture.directory.path().join("credentials.toml"))?;
    let state = fixture.server.state();
    let stored = state.keys.keys().find(|key| text.contains(key.as_str()));
    Ok(stored.ok_or("no key is stored")?.clone())
}

/// Checks that every live key belongs to another program, is stored, or was reported by text or by name.
fn check_live_keys(fixture: &RotationFixture, rotated: &Rotated, reported: &[ApiKey]) -> Result {
    let stored = stored_key(fixture)?;
    let state = fixture.server.state();
    for name in ["support-team", "reports"] {
        assert!(
            state.live_names().contains(&name.to_owned()),
            "{name} is not live"
        );
    }
    for (text, key) in state.keys.iter().filter(|(_, key)| key.live) {
        let is_other = ["support-team", "reports"].contains(&key.name.as_str());
        let is_reported =
            reported.iter().any(|it| it.expose() == text) || rotated.appeared.contains(&key.name);
        if !is_other && *text != stored && !is_reported {
            return Err(format!("{} is live but not reported: {rotated:?}", key.name).into());
        }
    }
    Ok(())
}

/// Rotates, and checks that the journal and the result report the same keys.
async fn rotate(fixture: &RotationFixture, partna: &Partna) -> Result<Rotated> {
    let rotated = rotation(fixture, partna).run().await?;
    let left = rotation(fixture, partna).unexpected().await?;
    if let Some(key) = &rotated.unexpected {
        let is_kept = left.contains(key) || key.expose().len() > 4096;
        assert!(is_kept, "the key is not in the journal");
    }
    let reported: Vec<ApiKey> = left.into_iter().chain(rotated.unexpected.clone()).collect();
    check_live_keys(fixture, &rotated, &reported)?;
    assert_eq!(fixture.journal()?["replacements"], json!([]));
    Ok(rotated)
}

fn rotation(fixture: &RotationFixture, partna: &Partna) -> Rotation {
    fixture.rotation_of(partna)
}

#[tokio::test]
async fn deletes_returned_replacement_key() -> Result {
    let (fixture, partna) = start(|state, request| {
        state.creates_key_on_invalidate = true;
        state.respond(&request)
    })
    .await?;
    for _ in 0..2 {
        let rotated = rotate(&fixture, &partna).await?;
        assert_eq!((rotated.unexpected, rotated.appeared), (None, Vec::new()));
        let live = fixture.server.state().live_names();
        assert_eq!(live.len(), 3, "{live:?}");
        assert!(live.contains(&rotated.name), "{live:?}");
        let texts = fixture.journal()?.to_string();
        let state = fixture.server.state();
        let made = state.keys.iter().find(|(_, key)| key.name == REPLACEMENT);
        let (text, _) = made.ok_or("no replacement was created")?;
        assert!(
            !texts.contains(text),
            "the text of the replacement is still in the journal"
        );
    }
    Ok(())
}

/// These responses contain no valid key, or the old or new key: no live key is deleted or reported.
#[tokio::test]
async fn ignores_response_without_another_key() -> Result {
    type Form = fn(&str, &str) -> Value;
    let forms: [(&str, Form); 7] = [
        ("nothing", |_, _| json!({})),
        ("null", |_, _| json!({"apikey": null})),
        ("no data", |_, _| Value::Null),
        ("empty", |_, _| json!({"apikey": ""})),
        ("the old key", |old, _| json!({"apikey": old})),
        ("the new key", |_, new| json!({"apikey": new})),
        ("a number", |_, _| json!({"apikey": 7})),
    ];
    for (name, form) in forms {
        let (fixture, partna) = start(move |state, request| {
            let new = request.header("x-api-key").to_owned();
            let reply = state.respond(&request);
            if !is_invalidation(&request) || !matches!(reply, Reply::Json(200, _)) {
                return reply;
            }
            let old = request.json()["apikey"]
                .as_str()
                .unwrap_or_default()
                .to_owned();
            success(form(&old, &new))
        })
        .await?;
        let rotated = rotate(&fixture, &partna).await?;
        let unexpected = rotated.unexpected.as_ref().map(ApiKey::expose);
        assert!(matches!(unexpected, None | Some("7")), "{name}");
        assert_eq!(rotated.appeared, Vec::<String>::new(), "{name}");
        assert_eq!(fixture.server.state().live_names().len(), 3, "{name}");
    }
    Ok(())
}

/// A returned key that other programs may use is reported and not deleted. The same applies to a text that only resembles a key.
#[tokio::test]
async fn reports_returned_key_that_may_be_in_use_elsewhere() -> Result {
    type Form = fn(&KeyState, &str) -> String;
    fn ending_of(text: &str) -> &str {
        text.rsplit("--").next().unwrap_or_default()
    }
    let forms: [(&str, Form); 9] = [
        ("a key of others", |state, _| text_of(state, "support-team")),
        ("the short form of a key of others", |state, _| {
            ending_of(&text_of(state, "support-team")).to_owned()
        }),
        (
            "another text with the ending of a key of others",
            |state, _| {
                let other = text_of(state, "reports");
                format!("1--G--{:032x}--1999999999999--{}", 7, ending_of(&other))
            },
        ),
        ("another text with the ending of the new key", |_, new| {
            format!("1--N--{:032x}--1999999999999--{}", 8, ending_of(new))
        }),
        ("a key that the API does not know", |_, _| {
            format!("1--N--{:032x}--1999999999999--000000ff", 9)
        }),
        ("a line break", |_, new| format!("{new}\n")),
        ("not ASCII", |_, new| format!("{new}\u{e9}")),
        ("too long", |_, _| "k".repeat(5000)),
        ("a key of a sandbox", |_, _| {
            "1--M--73616e64626f782d0000000000000001--9999999999999--0000abcd".to_owned()
        }),
    ];
    for (name, form) in forms {
        let (fixture, partna) = start(move |state, request| {
            let new = request.header("x-api-key").to_owned();
            let reply = state.respond(&request);
            if is_invalidation(&request) && matches!(reply, Reply::Json(200, _)) {
                success(json!({"apikey": form(state, &new)}))
            } else {
                reply
            }
        })
        .await?;
        let rotated = rotate(&fixture, &partna).await?;
        assert!(rotated.unexpected.is_some(), "{name} is not reported");
        let state = fixture.server.state();
        assert_eq!(
            state.live_names().len(),
            3,
            "{name}: {:?}",
            state.live_names()
        );
        let deletions = state.log.iter().filter(|line| line.starts_with("DELETE"));
        assert_eq!(deletions.count(), 0, "{name}");
    }
    Ok(())
}

/// The API creates and returns a replacement, and the list of keys or the deletion fails. The key is reported, because it may be
/// live.
#[tokio::test]
async fn reports_returned_key_that_cannot_be_deleted() -> Result {
    type Change = fn(&mut KeyState, &Request, Reply) -> Reply;
    /// Reverts a deletion. Returns whether the request was one.
    fn revert_deletion(state: &mut KeyState, request: &Request) -> bool {
        let is_deletion = request.method == "DELETE";
        for key in state.keys.values_mut() {
            key.live |= is_deletion && key.name == REPLACEMENT;
        }
        is_deletion
    }
    fn is_list(request: &Request) -> bool {
        request.method == "GET" && request.path.ends_with("/user/apikeys")
    }
    let changes: [(&str, Change); 6] = [
        ("the deletion is rejected", |state, request, reply| {
            if revert_deletion(state, request) {
                return Reply::Json(400, json!({"message": "invalid key"}));
            }
            reply
        }),
        ("the deletion fails", |state, request, reply| {
            if revert_deletion(state, request) {
                return Reply::Reset;
            }
            reply
        }),
        ("the deletion has no effect", |state, request, reply| {
            revert_deletion(state, request);
            reply
        }),
        ("the list is out of scope", |_, request, reply| {
            if is_list(request) && matches!(reply, Reply::Json(200, _)) {
                return Reply::Json(
                    401,
                    json!({"message": "no withdrawal api key cannot access GET /user/apikeys"}),
                );
            }
            reply
        }),
        ("the list is empty", |_, request, reply| {
            if is_list(request) && matches!(reply, Reply::Json(200, _)) {
                return success(json!({"Apikeys": []}));
            }
            reply
        }),
        (
            "the list shows no short forms",
            |_, request, reply| match reply {
                Reply::Json(200, mut body) if is_list(request) => {
                    for key in body["data"]["Apikeys"].as_array_mut().into_iter().flatten() {
                        key["Apikey"] = Value::Null;
                    }
                    Reply::Json(200, body)
                }
                reply => reply,
            },
        ),
    ];
    for (name, change) in changes {
        let (fixture, partna) = start(move |state, request| {
            state.creates_key_on_invalidate = true;
            let reply = state.respond(&request);
            change(state, &request, reply)
        })
        .await?;
        let rotated = rotate(&fixture, &partna)
            .await
            .map_err(|error| format!("{name}: {error}"))?;
        let unexpected = rotated
            .unexpected
            .ok_or_else(|| format!("{name}: not reported"))?;
        let state = fixture.server.state();
        assert_eq!(unexpected.expose(), text_of(&state, REPLACEMENT), "{name}");
    }
    Ok(())
}

/// The API creates a replacement and does not return it, or the response is lost: the list shows the key.
#[tokio::test]
async fn reports_replacement_that_was_not_returned() -> Result {
    type Form = fn(&str) -> Reply;
    let replies: [(&str, Form); 4] = [
        ("nothing", |_| success(json!({}))),
        ("the old key", |old| success(json!({"apikey": old}))),
        ("502", |_| {
            Reply::Json(502, json!({"message": "bad gateway"}))
        }),
        ("lost", |_| Reply::Reset),
    ];
    for (name, reply) in replies {
        let (fixture, partna) = start(move |state, request| {
            if !is_invalidation(&request) {
                return state.respond(&request);
            }
            invalidate_and_replace(state, &request);
            reply(request.json()["apikey"].as_str().unwrap_or_default())
        })
        .await?;
        let rotated = rotate(&fixture, &partna).await?;
        assert_eq!(rotated.unexpected, None, "{name}");
        assert_eq!(rotated.appeared, [REPLACEMENT], "{name}");
    }
    Ok(())
}

/// The process crashes at each request in turn, before or after the API applied it. The next process finishes the rotation, and
/// every live key is accounted for.
#[tokio::test]
async fn accounts_for_every_live_key_after_a_crash_at_any_request() -> Result {
    let mut finished_count = 0;
    for at in 1..=14 {
        for is_applied in [false, true] {
            let seen = Arc::new(AtomicU32::new(0));
            let counter = seen.clone();
            let (fixture, partna) = start(move |state, request| {
                state.creates_key_on_invalidate = true;
                let number = counter.fetch_add(1, Ordering::SeqCst) + 1;
                if number < at || number >= 1_000 {
                    return state.respond(&request);
                }
                if number == at && is_applied {
                    state.respond(&request);
                }
                // No request of the process arrives from here on.
                Reply::Reset
            })
            .await?;
            let case = format!("request {at}, applied: {is_applied}");
            let first = rotation(&fixture, &partna).run().await;
            finished_count += u32::from(first.is_ok());
            seen.store(1_000, Ordering::SeqCst);
            let partna = client_of_next_process(&fixture).await?;
            // A first run that finished has reported its keys.
            let appeared = first.map(|rotated| rotated.appeared).unwrap_or_default();
            let mut rotated = rotation(&fixture, &partna)
                .run()
                .await
                .map_err(|error| format!("{case}: {error}"))?;
            rotated.appeared.extend(appeared);
            let left = rotation(&fixture, &partna).unexpected().await?;
            check_live_keys(&fixture, &rotated, &left)
                .map_err(|error| format!("{case}: {error}"))?;
            let text = stored_key(&fixture)?;
            let journal = fixture.journal()?;
            assert_eq!(journal["replacements"], json!([]), "{case}");
            assert_eq!(journal["last"], json!(text), "{case}");
        }
    }
    assert!(finished_count > 0, "no run finished before its crash");
    Ok(())
}

/// `abandon` invalidates the new key, and deletes the replacement that the API creates for it.
#[tokio::test]
async fn abandon_deletes_replacement_of_new_key() -> Result {
    let (fixture, partna) = start(|state, request| {
        state.creates_key_on_invalidate = true;
        state.respond(&request)
    })
    .await?;
    rotation(&fixture, &partna).prepare().await?;
    rotation(&fixture, &partna).abandon().await?;
    let state = fixture.server.state();
    let mut live = state.live_names();
    live.sort();
    assert_eq!(live, ["reports", "support-team", "the-first"]);
    assert_eq!(stored_key_text(&fixture, &state)?, fixture.old);
    Ok(())
}

fn stored_key_text(fixture: &RotationFixture, state: &KeyState) -> Result<String> {
    let text = std::fs::read_to_string(fixture.directory.path().join("credentials.toml"))?;
    assert!(text.contains(USER));
    let stored = state.keys.keys().find(|key| text.contains(key.as_str()));
    Ok(stored.ok_or("no key is stored")?.clone())
}
