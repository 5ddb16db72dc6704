//! New keys in rotations, and keys inside requests.

use std::sync::{Arc, Mutex, PoisonError};

use partna_auth::{
    ApiKey, ApiKeyScope, Credentials, Environment, ErrorKind, FileStore, Partna, Retries, types,
};
use partna_tests::USER;
use partna_tests::fake_keys::KeyServer;
use serde_json::{Value, json};

use super::{KEYS, Result};

/// A server under another host name that generates keys with or without a marker, and a client of it.
struct Fixture {
    server: KeyServer,
    partna: Partna,
    old: String,
    /// The headers and bodies of all requests.
    seen: Arc<Mutex<String>>,
}

impl Fixture {
    /// Starts a server. The key of the client matches its environment; `has_marker` applies to generated keys.
    async fn start(environment: Environment, has_marker: bool) -> Result<Self> {
        let seen: Arc<Mutex<String>> = Arc::default();
        let writer = Arc::clone(&seen);
        let server = KeyServer::start_with(move |state, request| {
            let body = String::from_utf8_lossy(&request.body).into_owned();
            let mut seen = writer.lock().unwrap_or_else(PoisonError::into_inner);
            *seen += &format!("{} {body}\n", request.header("x-api-key"));
            state.respond(&request)
        })
        .await?;
        let old = {
            let mut state = server.state();
            state.has_marker = environment == Environment::Sandbox;
            let old = state.make("first", "M", true);
            state.has_marker = has_marker;
            old
        };
        let address = url::Url::parse(&server.base_url())?;
        let (port, host) = (address.port().ok_or("no port")?, "sandbox.example");
        let base_url = match environment {
            Environment::Sandbox => format!("http://{host}:{port}/v4"),
            _ => server.base_url(),
        };
        let partna = Partna::builder()
            .credentials(Credentials::new(environment, old.as_str(), USER)?)
            .base_url(base_url)
            .retries(Retries::none())
            .configure(move |client| client.resolve(host, ([127, 0, 0, 1], port).into()))
            .build()
            .await?;
        Ok(Self {
            server,
            partna,
            old,
            seen,
        })
    }

    fn seen(&self) -> String {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.clone()
    }
}

#[tokio::test]
async fn sandbox_rotates_to_marked_key() -> Result {
    let fixture = Fixture::start(Environment::Sandbox, true).await?;
    let directory = tempfile::tempdir()?;
    let store = FileStore::at(directory.path().join("credentials.toml"));
    let rotated = fixture.partna.keys().rotate().store(store).run().await?;
    assert_eq!(fixture.server.state().live_names(), [rotated.name]);
    let seen = fixture.seen();
    let keys = seen.lines().filter_map(|line| line.split(' ').next());
    for key in keys {
        assert!(ApiKey::from(key).is_sandbox(), "{key}");
    }
    Ok(())
}

/// The key is deleted by its name, and neither used nor stored.
#[tokio::test]
async fn rotation_rejects_new_key_of_another_environment() -> Result {
    for environment in Environment::ALL {
        let has_marker = *environment != Environment::Sandbox;
        let fixture = Fixture::start(*environment, has_marker).await?;
        let directory = tempfile::tempdir()?;
        let path = directory.path().join("credentials.toml");
        let rotation = fixture.partna.keys().rotate().store(FileStore::at(&path));
        let error = rotation.run().await.err().ok_or("the rotation succeeded")?;
        assert_eq!(error.kind(), ErrorKind::Undecodable, "{error:?}");
        let cause = format!("{error:?}");
        assert!(cause.contains("created by a sandbox"), "{cause}");
        let new = fixture.server.state().keys.clone();
        let new = new.keys().find(|key| **key != fixture.old);
        let new = new.ok_or("no key was generated")?;
        assert!(!cause.contains(new.as_str()), "{cause}");
        let seen = fixture.seen();
        assert!(!seen.contains(new.as_str()), "{environment}: {seen}");
        assert_eq!(fixture.server.state().live_names(), ["first"]);
        assert!(!path.exists(), "the key was stored");
        fixture.partna.get_balances().send().await?;
    }
    Ok(())
}

/// A request that contains a key of another environment is not sent to a remote sandbox.
#[tokio::test]
async fn rejects_request_that_carries_key_of_another_environment() -> Result {
    let fixture = Fixture::start(Environment::Sandbox, true).await?;
    let partna = &fixture.partna;
    let unmarked = KEYS.iter().find(|(kind, _)| *kind == "unmarked");
    let (_, unmarked) = unmarked.ok_or("no such key")?;
    let body = || json!({"note": format!("x{unmarked} y")});
    let request = types::InvalidateApiKeyRequest::builder().apikey(*unmarked);
    let upper_case = unmarked.replace("aabbccddeeff", "AABBCCDDEEFF");
    for result in [
        partna
            .keys()
            .invalidate(&ApiKey::from(*unmarked))
            .await
            .map(drop),
        partna
            .keys()
            .invalidate(&ApiKey::from(upper_case))
            .await
            .map(drop),
        partna
            .invalidate_api_key()
            .body(request)
            .send()
            .await
            .map(drop),
        partna
            .request("POST", "/account")
            .json(&body())
            .send::<Value>()
            .await
            .map(drop),
        partna
            .request("GET", "/account")
            .query("key", unmarked)
            .send::<Value>()
            .await
            .map(drop),
    ] {
        let error = result.err().ok_or("the request was sent")?;
        assert_eq!(error.kind(), ErrorKind::Unsupported, "{error:?}");
        assert!(!format!("{error:?}").contains("00112233"), "{error:?}");
    }
    assert_eq!(fixture.seen(), "");
    // Keys of the client's environment are sent.
    let key = partna
        .keys()
        .generate("other", ApiKeyScope::Master)
        .send()
        .await?;
    partna.keys().invalidate(&key).await?;
    assert_eq!(fixture.server.state().live_names(), ["first"]);
    Ok(())
}
