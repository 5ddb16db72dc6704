//! Rotations against an API that misreports: the client always keeps a working key.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use partna_tests::fake_keys::{KeyServer, KeyState, RotationFixture};
use partna_tests::server::{Reply, Request};
use serde_json::{Value, json};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

fn is_generate(request: &Request) -> bool {
    request.method == "POST" && request.path.ends_with("/user/apikey")
}

fn is_invalidate(request: &Request) -> bool {
    request.path.ends_with("/user/invalidate-apikey")
}

fn uses_new_key(state: &KeyState, request: &Request) -> bool {
    let key = state.keys.get(request.header("x-api-key"));
    key.is_some_and(|key| key.name.starts_with("partna-rust"))
}

fn sorted_live_names(fixture: &RotationFixture) -> Vec<String> {
    let mut live = fixture.server.state().live_names();
    live.sort();
    live
}

async fn run_and_expect_error(fixture: &RotationFixture) -> Result<partna_auth::Error> {
    let error = fixture.rotation().run().await.err();
    error.ok_or_else(|| "the rotation succeeded".into())
}

/// Starts a server that responds to `invalidate` with this body and invalidates no key.
async fn start_with_idle_invalidate(reply: Value) -> Result<RotationFixture> {
    let server = KeyServer::start_with(move |state, request| {
        if is_invalidate(&request) {
            return Reply::Json(200, reply.clone());
        }
        state.respond(&request)
    });
    RotationFixture::with_server(server.await?).await
}

#[tokio::test]
async fn journal_stays_open_while_the_old_key_is_live() -> Result {
    for reply in [
        json!({"data": {"apikey": "x"}, "message": "success"}),
        json!({"message": "failed to invalidate api key", "error": "db timeout"}),
        json!({}),
    ] {
        let fixture = start_with_idle_invalidate(reply.clone()).await?;
        let error = run_and_expect_error(&fixture).await?;
        assert!(
            error.to_string().contains("invalidating the old key"),
            "{error}"
        );
        assert_eq!(fixture.journal()?["open"]["step"], "invalidate", "{reply}");
        fixture.partna.get_balances().send().await?;
        assert_eq!(sorted_live_names(&fixture).len(), 4, "both keys work");
    }
    Ok(())
}

#[tokio::test]
async fn old_credentials_are_restored_if_the_api_invalidates_the_new_key() -> Result {
    let broken = Arc::new(AtomicBool::new(true));
    let is_broken = broken.clone();
    let server = KeyServer::start_with(move |state, request| {
        if is_invalidate(&request) && is_broken.load(Ordering::SeqCst) {
            let signing = state.keys.get_mut(request.header("x-api-key"));
            signing.into_iter().for_each(|key| key.live = false);
            return Reply::Json(200, json!({"message": "success", "data": {}}));
        }
        state.respond(&request)
    });
    let fixture = RotationFixture::with_server(server.await?).await?;
    let message = run_and_expect_error(&fixture).await?.to_string();
    assert!(message.contains("call `abandon`"), "{message}");
    assert!(!message.contains("run again"), "{message}");
    fixture.partna.get_balances().send().await?;
    let other = fixture.client_from_store().await?;
    other.get_balances().send().await?;
    broken.store(false, Ordering::SeqCst);
    fixture.rotation_of(&other).abandon().await?;
    assert_eq!(fixture.journal()?["open"], Value::Null);
    fixture.rotation_of(&other).run().await?;
    assert_eq!(sorted_live_names(&fixture).len(), 3);
    Ok(())
}

/// The process lost the response of `invalidate`, and the list shows the invalidated key as live.
#[tokio::test]
async fn resumed_rotation_closes_after_testing_the_keys() -> Result {
    for words in ["invalid apikey", "Invalid API key", "Unauthorized"] {
        let drop_response = AtomicBool::new(true);
        let server = KeyServer::start_with(move |state, request| {
            let reply = state.respond(&request);
            if is_invalidate(&request) && drop_response.swap(false, Ordering::SeqCst) {
                return Reply::Reset;
            }
            match reply {
                Reply::Json(401, _) => Reply::Json(401, json!({"message": words})),
                Reply::Json(200, mut body) if request.path.ends_with("/user/apikeys") => {
                    let keys = body["data"]["Apikeys"].as_array_mut();
                    for key in keys.into_iter().flatten() {
                        key["DeletedAt"] = json!("0001-01-01T00:00:00Z");
                    }
                    Reply::Json(200, body)
                }
                reply => reply,
            }
        });
        let fixture = RotationFixture::with_server(server.await?).await?;
        if fixture.rotation().run().await.is_err() {
            let other = fixture.client_from_store().await?;
            fixture.rotation_of(&other).run().await?;
        }
        assert_eq!(fixture.journal()?["open"], Value::Null, "{words}");
        assert_eq!(sorted_live_names(&fixture).len(), 3, "{words}");
    }
    Ok(())
}

/// Starts a server that returns a wrong text for each new key. `odd` derives it from the correct text.
async fn start_with_odd_new_key(
    odd: impl Fn(&KeyState, &str) -> String + Send + Sync + 'static,
) -> Result<RotationFixture> {
    let server = KeyServer::start_with(move |state, request| {
        let reply = state.respond(&request);
        match reply {
            Reply::Json(200, body) if is_generate(&request) => {
                let key = body
                    .pointer("/data/apikey")
                    .and_then(Value::as_str)
                    .unwrap_or_default();
                let text = odd(state, key);
                Reply::Json(200, json!({"data": {"apikey": text}, "message": "success"}))
            }
            reply => reply,
        }
    });
    RotationFixture::with_server(server.await?).await
}

#[tokio::test]
async fn unusable_new_key_is_deleted_by_its_name() -> Result {
    type Odd = fn(&KeyState, &str) -> String;
    let cases: [(&str, Odd); 5] = [
        ("line break", |_, key| format!("{key}\n")),
        ("whitespace", |_, key| format!("{key} x")),
        ("not ASCII", |_, key| format!("{key}\u{e9}")),
        ("existed before", |state, _| text_of(state, "support-team")),
        ("existed before", |state, _| text_of(state, "the-first")),
    ];
    for (problem, odd) in cases {
        let fixture = start_with_odd_new_key(odd).await?;
        let error = run_and_expect_error(&fixture).await?;
        let text = error.to_string();
        assert!(text.contains(problem), "{text}");
        assert!(text.contains("deleted by its name"), "{text}");
        assert_eq!(
            sorted_live_names(&fixture),
            ["reports", "support-team", "the-first"]
        );
        fixture.partna.get_balances().send().await?;
        fixture.rotation().abandon().await?;
        assert_eq!(fixture.journal()?["open"], Value::Null);
    }
    Ok(())
}

fn text_of(state: &KeyState, name: &str) -> String {
    let found = state.keys.iter().find(|(_, key)| key.name == name);
    found.map(|(text, _)| text.clone()).unwrap_or_default()
}

/// A firewall rejects every request with a 403. That does not show whether the API accepts a key, so no key is invalidated.
#[tokio::test]
async fn forbidden_does_not_verify_or_refute_a_key() -> Result {
    let firewall = Arc::new(AtomicBool::new(false));
    let closed = firewall.clone();
    let server = KeyServer::start_with(move |state, request| {
        if closed.load(Ordering::SeqCst) {
            return Reply::Json(403, json!({"message": "Forbidden"}));
        }
        state.respond(&request)
    });
    let fixture = RotationFixture::with_server(server.await?).await?;
    fixture.rotation().prepare().await?;
    firewall.store(true, Ordering::SeqCst);
    assert!(fixture.rotation().abandon().await.is_err());
    assert!(fixture.rotation().finish().await.is_err());
    assert_eq!(sorted_live_names(&fixture).len(), 4);
    firewall.store(false, Ordering::SeqCst);
    fixture.rotation().finish().await?;
    assert_eq!(sorted_live_names(&fixture).len(), 3);
    Ok(())
}

/// A 403 refuses the new key: the client cannot verify it, and the rotation can be abandoned.
#[tokio::test]
async fn abandons_key_that_could_not_be_verified() -> Result {
    let server = KeyServer::start_with(|state, request| {
        if uses_new_key(state, &request) {
            return Reply::Json(403, json!({"message": "Forbidden"}));
        }
        state.respond(&request)
    });
    let fixture = RotationFixture::with_server(server.await?).await?;
    let error = run_and_expect_error(&fixture).await?;
    assert!(
        error.to_string().contains("verifying the new key"),
        "{error}"
    );
    fixture.rotation().abandon().await?;
    assert_eq!(
        sorted_live_names(&fixture),
        ["reports", "support-team", "the-first"]
    );
    // A 403 does not prove that the key is invalidated, so the next rotation tries to invalidate it again.
    let left = fixture.journal()?["to_invalidate"].as_array().map(Vec::len);
    assert_eq!(left, Some(1));
    Ok(())
}
