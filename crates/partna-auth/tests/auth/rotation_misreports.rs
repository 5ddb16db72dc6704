//! Rotations against an API whose responses mislead: only a reliable response verifies a key or closes the journal, and the next
//! rotation can start.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use partna_auth::Partna;
use partna_tests::fake_keys::{KeyServer, KeyState, RotationFixture};
use partna_tests::quick_clock::QuickClock;
use partna_tests::server::{Reply, Request};
use serde_json::{Value, json};

use super::REQUESTED_NAMES_FIELD;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

const ZERO_DATE: &str = "0001-01-01T00:00:00Z";

fn is_generate(request: &Request) -> bool {
    request.method == "POST" && request.path.ends_with("/user/apikey")
}

fn is_invalidate(request: &Request) -> bool {
    request.path.ends_with("/user/invalidate-apikey")
}

fn is_list(request: &Request) -> bool {
    request.path.ends_with("/user/apikeys")
}

/// Returns whether a request uses a live key whose name has this prefix.
fn uses_live_key(state: &KeyState, request: &Request, prefix: &str) -> bool {
    let key = state.keys.get(request.header("x-api-key"));
    key.is_some_and(|key| key.live && key.name.starts_with(prefix))
}

fn message(status: u16, message: &str) -> Reply {
    Reply::Json(status, json!({"message": message}))
}

/// Starts a server with these responses, and a client whose waits take no time.
async fn start(
    respond: impl Fn(&mut KeyState, Request) -> Reply + Send + Sync + 'static,
) -> Result<(RotationFixture, Partna)> {
    let fixture = RotationFixture::with_server(KeyServer::start_with(respond).await?).await?;
    let builder = partna_tests::fake_keys::client(&fixture.server, &fixture.old)?;
    let partna = builder.clock(QuickClock::default()).build().await?;
    Ok((fixture, partna))
}

fn is_closed(fixture: &RotationFixture) -> Result<bool> {
    Ok(fixture.journal()?.get("open").is_none_or(Value::is_null))
}

/// The invalidation fails, and one request with the old key, which is still live, gets a 401.
#[tokio::test]
async fn single_401_does_not_close_the_journal() -> Result {
    for stray in 1..6 {
        let probes = AtomicU32::new(0);
        let invalidated = AtomicBool::new(false);
        let (fixture, partna) = start(move |state, request| {
            if is_invalidate(&request) {
                invalidated.store(true, Ordering::SeqCst);
                return message(502, "bad gateway");
            }
            let is_old = uses_live_key(state, &request, "the-first");
            if invalidated.load(Ordering::SeqCst)
                && is_old
                && probes.fetch_add(1, Ordering::SeqCst) + 1 == stray
            {
                return message(401, "Unauthorized");
            }
            state.respond(&request)
        })
        .await?;
        assert!(fixture.rotation_of(&partna).run().await.is_err(), "{stray}");
        assert!(!is_closed(&fixture)?, "{stray}");
    }
    Ok(())
}

/// Invalidated keys stay in the list without a deletion date, and cannot be deleted.
#[tokio::test]
async fn key_that_cannot_be_deleted_does_not_block_the_next_rotation() -> Result {
    for status in [400, 401, 403, 500] {
        let lose_next = Arc::new(AtomicBool::new(true));
        let losing = lose_next.clone();
        let (fixture, partna) = start(move |state, request| {
            if request.method == "DELETE" {
                return message(status, "invalid key");
            }
            let generates = is_generate(&request);
            match state.respond(&request) {
                _ if generates && losing.swap(false, Ordering::SeqCst) => Reply::Reset,
                Reply::Json(200, mut body) if is_list(&request) => {
                    let keys = body
                        .pointer_mut("/data/Apikeys")
                        .and_then(Value::as_array_mut);
                    for key in keys.into_iter().flatten() {
                        if let Some(key) = key.as_object_mut() {
                            key.insert("DeletedAt".to_owned(), ZERO_DATE.into());
                        }
                    }
                    Reply::Json(200, body)
                }
                reply => reply,
            }
        })
        .await?;
        assert!(
            fixture.rotation_of(&partna).run().await.is_err(),
            "the response is lost, so the run must fail"
        );
        // The list still shows the lost key.
        fixture.rotation_of(&partna).prepare().await?;
        fixture.rotation_of(&partna).abandon().await?;
        fixture.rotation_of(&partna).run().await?;
        assert!(is_closed(&fixture)?, "{status}");
        let lost = fixture.journal()?[REQUESTED_NAMES_FIELD]
            .as_array()
            .map(Vec::len);
        assert_eq!(
            lost,
            Some(1),
            "the name of the lost key stays in the journal"
        );
    }
    Ok(())
}

/// The new key may not send any GET, and the API reports that with the documented text.
#[tokio::test]
async fn rotation_accepts_new_key_that_may_not_read() -> Result {
    let (fixture, partna) = start(|state, request| {
        if request.method == "GET" && uses_live_key(state, &request, "partna-rust") {
            return message(401, "api key cannot access GET");
        }
        state.respond(&request)
    })
    .await?;
    fixture.rotation_of(&partna).run().await?;
    assert!(is_closed(&fixture)?);
    assert_eq!(fixture.server.state().live_names().len(), 3);
    // The next rotation cannot read the list of keys, because its key may not send a GET.
    fixture
        .rotation_of(&partna)
        .expires_in_days(90)
        .run()
        .await?;
    assert_eq!(fixture.server.state().live_names().len(), 3);
    Ok(())
}

#[tokio::test]
async fn overlong_key_text_is_not_saved_in_the_journal() -> Result {
    let huge = "k".repeat(2 << 20);
    let text = huge.clone();
    let (fixture, partna) = start(move |state, request| {
        let generates = is_generate(&request);
        match state.respond(&request) {
            Reply::Json(200, _) if generates => {
                Reply::Json(200, json!({"message": "success", "data": {"apikey": text}}))
            }
            reply => reply,
        }
    })
    .await?;
    let error = fixture
        .rotation_of(&partna)
        .run()
        .await
        .err()
        .ok_or("the rotation succeeded")?;
    assert!(error.to_string().contains("too long for a key"), "{error}");
    fixture.rotation_of(&partna).abandon().await?;
    assert!(is_closed(&fixture)?);

    // A replacement key that is too long.
    let (fixture, partna) = start(move |state, request| {
        let invalidates = is_invalidate(&request);
        match state.respond(&request) {
            Reply::Json(200, _) if invalidates => {
                Reply::Json(200, json!({"message": "success", "data": {"apikey": huge}}))
            }
            reply => reply,
        }
    })
    .await?;
    fixture.rotation_of(&partna).run().await?;
    fixture.rotation_of(&partna).run().await?;
    assert!(is_closed(&fixture)?);
    Ok(())
}

/// A gateway responds to every read with an empty success.
#[tokio::test]
async fn empty_success_does_not_verify_a_key() -> Result {
    for (status, body) in [
        (200, "{}"),
        (200, r#"{"message":"success"}"#),
        (204, ""),
        (206, "{}"),
    ] {
        let (empties_reads, is_over) = (AtomicBool::new(false), Arc::new(AtomicBool::new(false)));
        let ended = is_over.clone();
        let (fixture, partna) = start(move |state, request| {
            let is_empty = empties_reads.load(Ordering::SeqCst) && !ended.load(Ordering::SeqCst);
            if request.method == "GET" && is_empty {
                return Reply::RawThenClose(Reply::bytes(status, &[], body));
            }
            let invalidates = is_invalidate(&request);
            let reply = state.respond(&request);
            if invalidates {
                empties_reads.store(true, Ordering::SeqCst);
            }
            reply
        })
        .await?;
        assert!(fixture.rotation_of(&partna).run().await.is_err(), "{body}");
        // The old key is invalidated, but no read can show that now. `abandon` must not restore it.
        assert!(
            fixture.rotation_of(&partna).abandon().await.is_err(),
            "{body}"
        );
        is_over.store(true, Ordering::SeqCst);
        fixture
            .client_from_store()
            .await?
            .get_balances()
            .send()
            .await?;
        fixture.rotation_of(&partna).finish().await?;
        assert!(is_closed(&fixture)?, "{body}");
    }
    Ok(())
}
