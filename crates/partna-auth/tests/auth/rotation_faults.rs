//! Rotations against an API that misreports, and on a store whose lock is lost: no key that works is given away.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use partna_auth::ErrorKind;
use partna_tests::key_server::{KeyServer, KeyState, Scene};
use partna_tests::server::{Reply, Request};
use serde_json::{Value, json};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

fn is_generate(request: &Request) -> bool {
    request.method == "POST" && request.path.ends_with("/user/apikey")
}

fn is_invalidate(request: &Request) -> bool {
    request.path.ends_with("/user/invalidate-apikey")
}

fn is_new(state: &KeyState, request: &Request) -> bool {
    let key = state.keys.get(request.header("x-api-key"));
    key.is_some_and(|key| key.name.starts_with("partna-rust"))
}

fn live(scene: &Scene) -> Vec<String> {
    let mut live = scene.server.state().live();
    live.sort();
    live
}

async fn error_of_run(scene: &Scene) -> Result<partna_auth::Error> {
    let error = scene.rotation().run().await.err();
    error.ok_or_else(|| "the rotation succeeded".into())
}

/// A server whose `invalidate` responds with this and does nothing.
async fn idle_invalidate(reply: Value) -> Result<Scene> {
    let server = KeyServer::start_with(move |state, request| {
        if is_invalidate(&request) {
            return Reply::Json(200, reply.clone());
        }
        state.answer(&request)
    });
    Scene::with(server.await?).await
}

#[tokio::test]
async fn journal_stays_open_while_the_old_key_works() -> Result {
    for reply in [
        json!({"data": {"apikey": "x"}, "message": "success"}),
        json!({"message": "failed to invalidate api key", "error": "db timeout"}),
        json!({}),
    ] {
        let scene = idle_invalidate(reply.clone()).await?;
        let error = error_of_run(&scene).await?;
        assert!(error.to_string().contains("ending the old key"), "{error}");
        assert_eq!(scene.journal()?["open"]["step"], "invalidate", "{reply}");
        scene.partna.get_balances().send().await?;
        assert_eq!(live(&scene).len(), 4, "both keys work");
    }
    Ok(())
}

#[tokio::test]
async fn old_credentials_return_if_the_api_ends_the_new_key() -> Result {
    let broken = Arc::new(AtomicBool::new(true));
    let is_broken = broken.clone();
    let server = KeyServer::start_with(move |state, request| {
        if is_invalidate(&request) && is_broken.load(Ordering::SeqCst) {
            let signing = state.keys.get_mut(request.header("x-api-key"));
            signing.into_iter().for_each(|key| key.live = false);
            return Reply::Json(200, json!({"message": "success", "data": {}}));
        }
        state.answer(&request)
    });
    let scene = Scene::with(server.await?).await?;
    error_of_run(&scene).await?;
    scene.partna.get_balances().send().await?;
    let other = scene.another_process().await?;
    other.get_balances().send().await?;
    broken.store(false, Ordering::SeqCst);
    scene.rotation_of(&other).abandon().await?;
    assert_eq!(scene.journal()?["open"], Value::Null);
    scene.rotation_of(&other).run().await?;
    assert_eq!(live(&scene).len(), 3);
    Ok(())
}

/// The process lost the response of `invalidate`, and the list shows the ended key as live.
#[tokio::test]
async fn resumed_rotation_closes_by_what_the_keys_do() -> Result {
    for words in ["invalid apikey", "Invalid API key", "Unauthorized"] {
        let drop_response = AtomicBool::new(true);
        let server = KeyServer::start_with(move |state, request| {
            let reply = state.answer(&request);
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
        let scene = Scene::with(server.await?).await?;
        if scene.rotation().run().await.is_err() {
            let other = scene.another_process().await?;
            scene.rotation_of(&other).run().await?;
        }
        assert_eq!(scene.journal()?["open"], Value::Null, "{words}");
        assert_eq!(live(&scene).len(), 3, "{words}");
    }
    Ok(())
}

/// A server that returns another text for each new key than the one it made.
async fn odd_new_key(
    odd: impl Fn(&KeyState, &str) -> String + Send + Sync + 'static,
) -> Result<Scene> {
    let server = KeyServer::start_with(move |state, request| {
        let reply = state.answer(&request);
        match reply {
            Reply::Json(200, body) if is_generate(&request) => {
                let made = body
                    .pointer("/data/apikey")
                    .and_then(Value::as_str)
                    .unwrap_or_default();
                let text = odd(state, made);
                Reply::Json(200, json!({"data": {"apikey": text}, "message": "success"}))
            }
            reply => reply,
        }
    });
    Scene::with(server.await?).await
}

#[tokio::test]
async fn unusable_new_key_is_deleted_by_its_name() -> Result {
    type Odd = fn(&KeyState, &str) -> String;
    let cases: [(&str, Odd); 5] = [
        ("line break", |_, key| format!("{key}\n")),
        ("blanks", |_, key| format!("{key} x")),
        ("not ASCII", |_, key| format!("{key}\u{e9}")),
        ("existed before", |state, _| {
            text_of(state, "somebody-elses")
        }),
        ("existed before", |state, _| text_of(state, "the-first")),
    ];
    for (problem, odd) in cases {
        let scene = odd_new_key(odd).await?;
        let error = error_of_run(&scene).await?;
        let text = error.to_string();
        assert!(text.contains(problem), "{text}");
        assert!(text.contains("deleted by its name"), "{text}");
        assert_eq!(live(&scene), ["reports", "somebody-elses", "the-first"]);
        scene.partna.get_balances().send().await?;
        scene.rotation().abandon().await?;
        assert_eq!(scene.journal()?["open"], Value::Null);
    }
    Ok(())
}

fn text_of(state: &KeyState, name: &str) -> String {
    let found = state.keys.iter().find(|(_, key)| key.name == name);
    found.map(|(text, _)| text.clone()).unwrap_or_default()
}

/// The store holds the old key and cannot be written: the rotation can still be abandoned.
#[cfg(unix)]
#[tokio::test]
async fn abandons_without_writing_a_store_that_holds_the_old_key() -> Result {
    let scene = Scene::new().await?;
    scene.rotation().run().await?;
    let partna = scene.another_process().await?;
    scene.rotation_of(&partna).prepare().await?;
    let directory = scene.folder.path();
    let (file, journal) = ("credentials.toml", "credentials.toml.rotation");
    let prepared: Value = scene.journal()?;
    let old = prepared["open"]["old"].as_str().ok_or("no old key")?;
    let new = prepared["open"]["new"].as_str().ok_or("no new key")?;
    // As if publishing had never succeeded.
    let text = std::fs::read_to_string(directory.join(file))?.replace(new, old);
    std::fs::write(directory.join(file), &text)?;
    let mut unpublished = prepared.clone();
    unpublished["open"]["step"] = json!("publish");
    std::fs::write(directory.join(journal), unpublished.to_string())?;
    let inode = inode(&directory.join(file))?;
    let partna = scene.another_process().await?;
    scene.rotation_of(&partna).abandon().await?;
    assert_eq!(
        inode,
        self::inode(&directory.join(file))?,
        "the file is not replaced"
    );
    assert_eq!(std::fs::read_to_string(directory.join(file))?, text);
    assert_eq!(live(&scene).len(), 3);
    Ok(())
}

#[cfg(unix)]
fn inode(path: &std::path::Path) -> Result<u64> {
    use std::os::unix::fs::MetadataExt;
    Ok(std::fs::metadata(path)?.ino())
}

#[tokio::test]
async fn abandon_changes_nothing_once_the_old_key_is_refused() -> Result {
    let scene = Scene::new().await?;
    scene.rotation().prepare().await?;
    let old = scene.old.clone();
    for (text, key) in &mut scene.server.state().keys {
        key.live &= *text != old;
    }
    let before = scene.journal()?;
    let error = scene.rotation().abandon().await.err().ok_or("abandoned")?;
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    assert!(error.to_string().contains("`finish`"), "{error}");
    assert_eq!(scene.journal()?, before);
    scene.another_process().await?.get_balances().send().await?;
    scene.rotation().finish().await?;
    Ok(())
}

/// A firewall refuses the old key with a 403: that proves nothing, so nothing is invalidated.
#[tokio::test]
async fn forbidden_proves_nothing_about_a_key() -> Result {
    let firewall = Arc::new(AtomicBool::new(false));
    let closed = firewall.clone();
    let server = KeyServer::start_with(move |state, request| {
        if closed.load(Ordering::SeqCst) {
            return Reply::Json(403, json!({"message": "Forbidden"}));
        }
        state.answer(&request)
    });
    let scene = Scene::with(server.await?).await?;
    scene.rotation().prepare().await?;
    firewall.store(true, Ordering::SeqCst);
    assert!(scene.rotation().abandon().await.is_err());
    assert!(scene.rotation().finish().await.is_err());
    assert_eq!(live(&scene).len(), 4);
    firewall.store(false, Ordering::SeqCst);
    scene.rotation().finish().await?;
    assert_eq!(live(&scene).len(), 3);
    Ok(())
}

/// The new key may do less than list keys, by a 403: it is not proved, and the rotation can be abandoned.
#[tokio::test]
async fn abandons_a_key_that_could_not_be_proved() -> Result {
    let server = KeyServer::start_with(|state, request| {
        if is_new(state, &request) {
            return Reply::Json(403, json!({"message": "Forbidden"}));
        }
        state.answer(&request)
    });
    let scene = Scene::with(server.await?).await?;
    let error = error_of_run(&scene).await?;
    assert!(error.to_string().contains("proving the new key"), "{error}");
    scene.rotation().abandon().await?;
    assert_eq!(live(&scene), ["reports", "somebody-elses", "the-first"]);
    // A 403 does not prove that it has ended, so the next rotation tries again.
    let left = scene.journal()?["to_invalidate"].as_array().map(Vec::len);
    assert_eq!(left, Some(1));
    Ok(())
}

/// Another process takes over while the first one waits for the grace, because its lock file was removed.
#[cfg(unix)]
#[tokio::test]
async fn rotation_without_its_lock_stops_before_the_next_step() -> Result {
    let scene = Scene::new().await?;
    scene.rotation().run().await?;
    let (first, second) = (
        scene.another_process().await?,
        scene.another_process().await?,
    );
    let scene = Arc::new(scene);
    let meanwhile = scene.clone();
    // The grace is a pause of the client's clock: the takeover happens within it.
    let gate = Arc::new(tokio::sync::Notify::new());
    let (reached, resume) = (gate.clone(), Arc::new(tokio::sync::Notify::new()));
    let paused = PausingClock {
        reached,
        resume: resume.clone(),
    };
    let slow = partna_auth::Partna::builder()
        .credentials(partna_auth::ProfileFile::at(
            scene.folder.path().join("credentials.toml"),
        ))
        .base_url(scene.server.base_url())
        .clock(paused)
        .build()
        .await?;
    drop(first);
    let rotation = scene.rotation_of(&slow).grace(GRACE);
    let running = tokio::spawn(rotation.run());
    gate.notified().await;
    std::fs::remove_file(meanwhile.folder.path().join("credentials.toml.lock"))?;
    meanwhile.rotation_of(&second).run().await?;
    let prepared = meanwhile.rotation_of(&second).prepare().await?;
    resume.notify_one();
    let stopped = running.await?.err().ok_or("it went on")?;
    assert_eq!(stopped.kind(), ErrorKind::Busy, "{stopped}");
    assert_eq!(scene.journal()?["open"]["name"], prepared.name.as_str());
    assert_eq!(live(&scene).len(), 4, "both keys of the open rotation work");
    scene
        .rotation_of(&scene.another_process().await?)
        .run()
        .await?;
    assert_eq!(live(&scene).len(), 3);
    Ok(())
}

#[cfg(unix)]
const GRACE: std::time::Duration = std::time::Duration::from_secs(3600);

/// A clock whose hour of grace lasts until the test ends it.
#[cfg(unix)]
#[derive(Debug)]
struct PausingClock {
    reached: Arc<tokio::sync::Notify>,
    resume: Arc<tokio::sync::Notify>,
}

#[cfg(unix)]
impl partna_auth::Clock for PausingClock {
    fn now(&self) -> std::time::Duration {
        std::time::Duration::ZERO
    }

    fn wall(&self) -> std::time::SystemTime {
        std::time::SystemTime::UNIX_EPOCH
    }

    fn sleep(
        &self,
        time: std::time::Duration,
    ) -> std::pin::Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(async move {
            if time == GRACE {
                self.reached.notify_one();
                self.resume.notified().await;
            }
        })
    }
}
