//! What the API returns when a key is invalidated: no form of it leaves a live key that is neither deleted nor reported.

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

/// The name of a key that the API makes when it invalidates another.
const MADE: &str = "unrequested";

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

/// Makes a key as the API may, in the place of one that it invalidates.
fn replace(state: &mut KeyState, request: &Request) -> String {
    state.creates_key_on_invalidate = true;
    state.respond(request);
    text_of(state, MADE)
}

async fn fixture(
    answer: impl Fn(&mut KeyState, Request) -> Reply + Send + Sync + 'static,
) -> Result<(RotationFixture, Partna)> {
    let fixture = RotationFixture::with_server(KeyServer::start_with(answer).await?).await?;
    let builder = client(&fixture.server, &fixture.old)?.clock(QuickClock::default());
    let partna = builder.retries(Retries::none()).build().await?;
    Ok((fixture, partna))
}

/// A client of another process, from the store or, before anything is stored, with the old key.
async fn next_process(fixture: &RotationFixture) -> Result<Partna> {
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

/// Checks that all live keys are those of others, the stored one, and those that were reported by text or by name.
fn judge(fixture: &RotationFixture, rotated: &Rotated, reported: &[ApiKey]) -> Result {
    let stored = stored_key(fixture)?;
    let state = fixture.server.state();
    for name in ["support-team", "reports"] {
        assert!(
            state.live_names().contains(&name.to_owned()),
            "{name} has ended"
        );
    }
    for (text, key) in state.keys.iter().filter(|(_, key)| key.live) {
        let is_other = ["support-team", "reports"].contains(&key.name.as_str());
        let is_reported =
            reported.iter().any(|it| it.expose() == text) || rotated.appeared.contains(&key.name);
        if !is_other && *text != stored && !is_reported {
            return Err(format!("{} is live, and not reported: {rotated:?}", key.name).into());
        }
    }
    Ok(())
}

/// Rotates, and checks that the journal and the result agree on what is left.
async fn rotate(fixture: &RotationFixture, partna: &Partna) -> Result<Rotated> {
    let rotated = rotation(fixture, partna).run().await?;
    let left = rotation(fixture, partna).unexpected().await?;
    if let Some(key) = &rotated.unexpected {
        let is_kept = left.contains(key) || key.expose().len() > 4096;
        assert!(is_kept, "it is not in the journal");
    }
    let reported: Vec<ApiKey> = left.into_iter().chain(rotated.unexpected.clone()).collect();
    judge(fixture, &rotated, &reported)?;
    assert_eq!(fixture.journal()?["replacements"], json!([]));
    Ok(rotated)
}

fn rotation(fixture: &RotationFixture, partna: &Partna) -> Rotation {
    fixture.rotation_of(partna)
}

#[tokio::test]
async fn deletes_a_returned_key_that_was_made_in_the_place_of_the_old_one() -> Result {
    let (fixture, partna) = fixture(|state, request| {
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
        let made = state.keys.iter().find(|(_, key)| key.name == MADE);
        let (text, _) = made.ok_or("none was made")?;
        assert!(!texts.contains(text), "its text is still in the journal");
    }
    Ok(())
}

/// Forms that show no key that works, or one that is known: nothing is deleted, and nothing is reported.
#[tokio::test]
async fn ignores_a_response_without_another_key() -> Result {
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
        let (fixture, partna) = fixture(move |state, request| {
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

/// A returned key that others may use is not touched, and neither are they if a text only looks like theirs.
#[tokio::test]
async fn reports_a_returned_key_that_may_be_in_use_elsewhere() -> Result {
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
                let theirs = text_of(state, "reports");
                format!("1--G--{:032x}--1999999999999--{}", 7, ending_of(&theirs))
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
        let (fixture, partna) = fixture(move |state, request| {
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

/// The API makes a key and then something is wrong with its list, or with deleting: the key is reported as one that may work.
#[tokio::test]
async fn reports_a_returned_key_that_cannot_be_deleted() -> Result {
    type Change = fn(&mut KeyState, &Request, Reply) -> Reply;
    /// Takes a deletion back. Returns whether there was one.
    fn undeleted(state: &mut KeyState, request: &Request) -> bool {
        let is_deletion = request.method == "DELETE";
        for key in state.keys.values_mut() {
            key.live |= is_deletion && key.name == MADE;
        }
        is_deletion
    }
    fn is_list(request: &Request) -> bool {
        request.method == "GET" && request.path.ends_with("/user/apikeys")
    }
    let changes: [(&str, Change); 6] = [
        ("deleting is refused", |state, request, reply| {
            if undeleted(state, request) {
                return Reply::Json(400, json!({"message": "invalid key"}));
            }
            reply
        }),
        ("deleting fails", |state, request, reply| {
            if undeleted(state, request) {
                return Reply::Reset;
            }
            reply
        }),
        ("deleting does nothing", |state, request, reply| {
            undeleted(state, request);
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
        let (fixture, partna) = fixture(move |state, request| {
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
        assert_eq!(unexpected.expose(), text_of(&state, MADE), "{name}");
    }
    Ok(())
}

/// The API makes a key and does not show it, or its response is lost: the list shows it.
#[tokio::test]
async fn reports_a_key_that_appeared_and_was_not_returned() -> Result {
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
        let (fixture, partna) = fixture(move |state, request| {
            if !is_invalidation(&request) {
                return state.respond(&request);
            }
            replace(state, &request);
            reply(request.json()["apikey"].as_str().unwrap_or_default())
        })
        .await?;
        let rotated = rotate(&fixture, &partna).await?;
        assert_eq!(rotated.unexpected, None, "{name}");
        assert_eq!(rotated.appeared, [MADE], "{name}");
    }
    Ok(())
}

/// Each request of a rotation in turn is the last that the process sends, carried out or not. The next process finishes, and
/// nothing that lives is unaccounted for.
#[tokio::test]
async fn accounts_for_every_live_key_after_a_crash_at_any_request() -> Result {
    let mut has_finished = 0;
    for at in 1..=14 {
        for is_carried_out in [false, true] {
            let seen = Arc::new(AtomicU32::new(0));
            let counter = seen.clone();
            let (fixture, partna) = fixture(move |state, request| {
                state.creates_key_on_invalidate = true;
                let number = counter.fetch_add(1, Ordering::SeqCst) + 1;
                if number < at || number >= 1_000 {
                    return state.respond(&request);
                }
                if number == at && is_carried_out {
                    state.respond(&request);
                }
                // From here on nothing that the process sends arrives.
                Reply::Reset
            })
            .await?;
            let place = format!("request {at}, carried out: {is_carried_out}");
            let first = rotation(&fixture, &partna).run().await;
            has_finished += u32::from(first.is_ok());
            seen.store(1_000, Ordering::SeqCst);
            let partna = next_process(&fixture).await?;
            // What a first run reported that had finished is reported.
            let appeared = first.map(|rotated| rotated.appeared).unwrap_or_default();
            let mut rotated = rotation(&fixture, &partna)
                .run()
                .await
                .map_err(|error| format!("{place}: {error}"))?;
            rotated.appeared.extend(appeared);
            let left = rotation(&fixture, &partna).unexpected().await?;
            judge(&fixture, &rotated, &left).map_err(|error| format!("{place}: {error}"))?;
            let text = stored_key(&fixture)?;
            let journal = fixture.journal()?;
            assert_eq!(journal["replacements"], json!([]), "{place}");
            assert_eq!(journal["last"], json!(text), "{place}");
        }
    }
    assert!(has_finished > 0, "no crash came after the end");
    Ok(())
}

/// Giving up invalidates the new key, and what the API makes in its place is deleted as well.
#[tokio::test]
async fn abandoning_deletes_what_the_api_makes_in_the_place_of_the_new_key() -> Result {
    let (fixture, partna) = fixture(|state, request| {
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
