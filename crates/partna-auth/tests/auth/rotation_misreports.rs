//! Rotations against an API whose responses mislead: what is proved, what closes the journal, and what never bars the next.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use partna_auth::Partna;
use partna_tests::fake_keys::{KeyServer, KeyState, RotationFixture};
use partna_tests::quick_clock::QuickClock;
use partna_tests::server::{Reply, Request};
use serde_json::{Value, json};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

const DAY_OF_NO_DELETION: &str = "0001-01-01T00:00:00Z";

fn is_generate(request: &Request) -> bool {
    request.method == "POST" && request.path.ends_with("/user/apikey")
}

fn is_invalidate(request: &Request) -> bool {
    request.path.ends_with("/user/invalidate-apikey")
}

fn is_list(request: &Request) -> bool {
    request.path.ends_with("/user/apikeys")
}

fn signs_with(state: &KeyState, request: &Request, prefix: &str) -> bool {
    let key = state.keys.get(request.header("x-api-key"));
    key.is_some_and(|key| key.live && key.name.starts_with(prefix))
}

fn message(status: u16, message: &str) -> Reply {
    Reply::Json(status, json!({"message": message}))
}

/// A fixture with a server of the test's own and a client that loses no time.
async fn fixture(
    respond: impl Fn(&mut KeyState, Request) -> Reply + Send + Sync + 'static,
) -> Result<(RotationFixture, Partna)> {
    let fixture = RotationFixture::with_server(KeyServer::start_with(respond).await?).await?;
    let quick = partna_tests::fake_keys::client(&fixture.server, &fixture.old)?;
    let quick = quick.clock(QuickClock::default()).build().await?;
    Ok((fixture, quick))
}

fn is_closed(fixture: &RotationFixture) -> Result<bool> {
    Ok(fixture.journal()?.get("open").is_none_or(Value::is_null))
}

/// The old key works, was not invalidated, and gets a single 401 in between.
#[tokio::test]
async fn one_stray_401_does_not_close_the_journal() -> Result {
    for stray in 1..6 {
        let probes = AtomicU32::new(0);
        let invalidated = AtomicBool::new(false);
        let (fixture, partna) = fixture(move |state, request| {
            if is_invalidate(&request) {
                invalidated.store(true, Ordering::SeqCst);
                return message(502, "bad gateway");
            }
            let is_old = signs_with(state, &request, "the-first");
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

/// Ended keys stay in the list without a date of deletion, and cannot be deleted.
#[tokio::test]
async fn key_that_cannot_be_deleted_does_not_bar_the_next_rotation() -> Result {
    for status in [400, 401, 403, 500] {
        let lose_next = Arc::new(AtomicBool::new(true));
        let losing = lose_next.clone();
        let (fixture, partna) = fixture(move |state, request| {
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
                            key.insert("DeletedAt".to_owned(), DAY_OF_NO_DELETION.into());
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
            "its response is lost"
        );
        // The key that was lost is still listed.
        fixture.rotation_of(&partna).prepare().await?;
        fixture.rotation_of(&partna).abandon().await?;
        fixture.rotation_of(&partna).run().await?;
        assert!(is_closed(&fixture)?, "{status}");
        let lost = fixture.journal()?["asked"].as_array().map(Vec::len);
        assert_eq!(
            lost,
            Some(1),
            "the name of the lost key stays in the journal"
        );
    }
    Ok(())
}

/// The new key may read nothing, and the API says so in documented words.
#[tokio::test]
async fn key_that_reads_nothing_is_rotated_to() -> Result {
    let (fixture, partna) = fixture(|state, request| {
        if request.method == "GET" && signs_with(state, &request, "partna-rust") {
            return message(401, "api key cannot access GET");
        }
        state.respond(&request)
    })
    .await?;
    fixture.rotation_of(&partna).run().await?;
    assert!(is_closed(&fixture)?);
    assert_eq!(fixture.server.state().live_names().len(), 3);
    // The next one begins without the list.
    fixture
        .rotation_of(&partna)
        .expires_in_days(90)
        .run()
        .await?;
    assert_eq!(fixture.server.state().live_names().len(), 3);
    Ok(())
}

#[tokio::test]
async fn text_that_is_too_long_for_a_key_stays_out_of_the_journal() -> Result {
    let huge = "k".repeat(2 << 20);
    let text = huge.clone();
    let (fixture, partna) = fixture(move |state, request| {
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
        .ok_or("it ran")?;
    assert!(error.to_string().contains("too long for a key"), "{error}");
    fixture.rotation_of(&partna).abandon().await?;
    assert!(is_closed(&fixture)?);

    // The same for a key that nobody requested.
    let (fixture, partna) = self::fixture(move |state, request| {
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

/// A gateway answers every read with a success that has nothing in it.
#[tokio::test]
async fn hollow_success_proves_no_key() -> Result {
    for (status, body) in [
        (200, "{}"),
        (200, r#"{"message":"success"}"#),
        (204, ""),
        (206, "{}"),
    ] {
        let (hollow, is_over) = (AtomicBool::new(false), Arc::new(AtomicBool::new(false)));
        let over = is_over.clone();
        let (fixture, partna) = fixture(move |state, request| {
            let is_hollow = hollow.load(Ordering::SeqCst) && !over.load(Ordering::SeqCst);
            if request.method == "GET" && is_hollow {
                return Reply::Raw(Reply::bytes(status, &[], body));
            }
            let invalidates = is_invalidate(&request);
            let reply = state.respond(&request);
            if invalidates {
                hollow.store(true, Ordering::SeqCst);
            }
            reply
        })
        .await?;
        assert!(fixture.rotation_of(&partna).run().await.is_err(), "{body}");
        // The old key has ended, and that cannot be seen now: nothing may go back to it.
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
