//! A fake API with keys: it creates, lists, deletes and invalidates keys, and rejects requests with any other key.
//!
//! Why not the sandbox: tests replace any response, and change the keys before a response is sent or between two requests. The
//! sandbox cannot have the resulting states, such as a success without effect or a key that was never created. Tests also count
//! the requests that were rejected because of their key. Other rotations run on the sandbox, in
//! `tests/tests/workspace/rotation/`, with the same [`RotationFixture`].

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use partna_auth::{
    ApiKey, Builder, Credentials, Environment, FileStore, Partna, ProfileFile, Rotation,
};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::USER;
use crate::server::{Reply, Request, Server};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// A key of the server.
#[derive(Clone, Debug)]
pub struct KnownKey {
    /// Its name.
    pub name: String,
    /// Its scope: M, G, W or N.
    pub scope: String,
    /// Whether requests with it are accepted.
    pub live: bool,
    /// Whether it expires.
    pub expirable: bool,
    /// The options of the request that created it, such as `expirationInDays 90`.
    pub generate_options: String,
}

/// The state of the server.
#[derive(Debug, Default)]
pub struct KeyState {
    /// Keys by their texts.
    pub keys: BTreeMap<String, KnownKey>,
    /// The number of requests that were rejected because of their key. Lists of keys are not counted, because a rotation
    /// uses them to prove that a key is invalid.
    pub refused: u64,
    /// Requests about keys, as lines such as `POST /user/apikey`.
    pub log: Vec<String>,
    /// Whether `invalidate` creates and returns a key that was not requested.
    pub creates_key_on_invalidate: bool,
    /// Whether new keys have the marker of a sandbox.
    pub has_marker: bool,
    created: u64,
}

impl KeyState {
    /// Creates a key of the documented form.
    pub fn make(&mut self, name: &str, scope: &str, expirable: bool) -> String {
        self.created += 1;
        let number = self.created;
        let marker = if self.has_marker {
            ApiKey::SANDBOX_MARKER
        } else {
            "0000000000000000"
        };
        let text = format!("1--{scope}--{marker}{number:016x}--1999999999999--{number:08x}");
        let key = KnownKey {
            name: name.to_owned(),
            scope: scope.to_owned(),
            live: true,
            expirable,
            generate_options: String::new(),
        };
        self.keys.insert(text.clone(), key);
        text
    }

    /// Returns the names of the live keys.
    #[must_use]
    pub fn live_names(&self) -> Vec<String> {
        self.keys
            .values()
            .filter(|key| key.live)
            .map(|key| key.name.clone())
            .collect()
    }

    /// Responds to a request as the API does.
    pub fn respond(&mut self, request: &Request) -> Reply {
        let path = request.path.strip_prefix("/v4").unwrap_or_default();
        let is_about_keys = path.starts_with("/user/");
        let line = format!("{} {path}", request.method);
        if is_about_keys {
            self.log.push(line.clone());
        }
        let known = self
            .keys
            .get(request.header("x-api-key"))
            .is_some_and(|key| key.live);
        if !known || request.header("x-api-user") != USER {
            self.refused += u64::from(line != "GET /user/apikeys");
            return reject(401, "invalid apikey");
        }
        match line.as_str() {
            "GET /user/apikeys" => self.list(),
            "POST /user/apikey" => self.generate(&request.json()),
            "DELETE /user/apikey" => {
                self.delete(request.parameter("apikeyHash").unwrap_or_default())
            }
            "POST /user/invalidate-apikey" => self.invalidate(&request.json()),
            _ => Reply::Json(200, json!({"data": {}, "message": "success"})),
        }
    }

    fn list(&self) -> Reply {
        let listed = |(text, key): (&String, &KnownKey)| {
            let deleted = if key.live {
                "0001-01-01T00:00:00Z"
            } else {
                "2026-11-24T00:00:00Z"
            };
            json!({
                "Apikey": short(text), "Keyname": key.name, "Username": USER, "DeletedAt": deleted,
                "Expirable": key.expirable, "Expiration": 1_999_999_999,
            })
        };
        let keys: Vec<Value> = self.keys.iter().map(listed).collect();
        Reply::Json(
            200,
            json!({"data": {"Apikeys": keys}, "message": "success"}),
        )
    }

    fn generate(&mut self, body: &Value) -> Reply {
        let text = |field: &str| body.get(field).and_then(Value::as_str);
        let (Some(name), Some(scope @ ("M" | "G" | "W" | "N"))) = (text("keyname"), text("scope"))
        else {
            return reject(400, "invalid API scope");
        };
        if body.get("apikey").is_some() {
            return reject(400, "apikey: a rotation must not send the old key");
        }
        let options = ["expirationInDays", "expirationInMonths", "otp"];
        let options: Vec<String> = options
            .iter()
            .filter_map(|field| Some(format!("{field} {}", body.get(*field)?)))
            .collect();
        let text = self.make(name, scope, !options.is_empty());
        if let Some(key) = self.keys.get_mut(&text) {
            key.generate_options = options.join(", ");
        }
        Reply::Json(200, json!({"data": {"apikey": text}, "message": "success"}))
    }

    fn delete(&mut self, hash: &str) -> Reply {
        let found = self
            .keys
            .iter_mut()
            .find(|(text, key)| key.live && short(text) == hash);
        match found {
            Some((_, key)) => {
                key.live = false;
                Reply::Json(200, json!({"message": "success"}))
            }
            None => reject(400, "invalid key"),
        }
    }

    fn invalidate(&mut self, body: &Value) -> Reply {
        let text = body
            .get("apikey")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned();
        match self.keys.get_mut(&text).filter(|key| key.live) {
            None => reject(400, "invalid key"),
            Some(key) => {
                key.live = false;
                let returned = if self.creates_key_on_invalidate {
                    self.make("unrequested", "M", true)
                } else {
                    text
                };
                Reply::Json(
                    200,
                    json!({"data": {"apikey": returned}, "message": "success"}),
                )
            }
        }
    }
}

/// Returns the short form of a key, which identifies it in the list of keys.
fn short(text: &str) -> &str {
    text.rsplit("--").next().unwrap_or_default()
}

fn reject(status: u16, message: &str) -> Reply {
    Reply::Json(status, json!({"message": message}))
}

/// A running server and its state.
#[derive(Debug)]
pub struct KeyServer {
    server: Server,
    state: Arc<Mutex<KeyState>>,
}

impl KeyServer {
    /// Starts a server that responds with `KeyState::respond`.
    ///
    /// # Errors
    ///
    /// If no port is free.
    pub async fn start() -> std::io::Result<Self> {
        Self::start_with(|state, request| state.respond(&request)).await
    }

    /// Starts a server that responds with the given function.
    ///
    /// # Errors
    ///
    /// If no port is free.
    pub async fn start_with(
        respond: impl Fn(&mut KeyState, Request) -> Reply + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        let state = Arc::new(Mutex::new(KeyState::default()));
        let shared = state.clone();
        let server = Server::start(move |request| {
            let mut state = shared.lock().unwrap_or_else(PoisonError::into_inner);
            std::future::ready(respond(&mut state, request))
        });
        Ok(Self {
            server: server.await?,
            state,
        })
    }

    /// Returns the base URL.
    #[must_use]
    pub fn base_url(&self) -> String {
        self.server.base_url()
    }

    /// Locks and returns its state.
    pub fn state(&self) -> MutexGuard<'_, KeyState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A server with three keys, a directory for a store, and a client that uses one of the keys.
#[derive(Debug)]
pub struct RotationFixture<S = KeyServer> {
    /// The server.
    pub server: S,
    /// The directory of the store.
    pub directory: TempDir,
    /// The first key of the client.
    pub old: String,
    /// The client.
    pub partna: Partna,
}

impl RotationFixture<KeyServer> {
    /// Creates a fixture with a server that responds with `KeyState::respond`.
    ///
    /// # Errors
    ///
    /// If the server or the client cannot be created.
    pub async fn new() -> Result<Self> {
        Self::with_server(KeyServer::start().await?).await
    }

    /// Creates a fixture with the given server.
    ///
    /// # Errors
    ///
    /// If the server or the client cannot be created.
    pub async fn with_server(server: KeyServer) -> Result<Self> {
        let directory = tempfile::tempdir()?;
        let old = {
            let mut state = server.state();
            state.make("support-team", "M", false);
            state.make("reports", "G", true);
            state.make("the-first", "N", true)
        };
        let partna = client(&server, &old)?.build().await?;
        Ok(Self {
            server,
            directory,
            old,
            partna,
        })
    }
}

impl<S> RotationFixture<S> {
    /// Returns the store.
    #[must_use]
    pub fn store(&self) -> FileStore {
        FileStore::at(self.directory.path().join("credentials.toml"))
    }

    /// Returns a rotation of the client's key with the store.
    pub fn rotation(&self) -> Rotation {
        self.rotation_of(&self.partna)
    }

    /// Returns a rotation of another client's key with the store.
    pub fn rotation_of(&self, partna: &Partna) -> Rotation {
        partna.keys().rotate().store(self.store())
    }

    /// Reads the journal.
    ///
    /// # Errors
    ///
    /// If there is no journal.
    pub fn journal(&self) -> Result<Value> {
        let path = self.directory.path().join("credentials.toml.rotation");
        Ok(serde_json::from_str(&std::fs::read_to_string(path)?)?)
    }

    /// Builds a client with the stored credentials, like another process.
    ///
    /// # Errors
    ///
    /// If the store has no credentials.
    pub async fn client_from_store(&self) -> Result<Partna> {
        let file = ProfileFile::at(self.directory.path().join("credentials.toml"));
        Ok(Partna::builder()
            .credentials(file)
            .environment(self.partna.environment())
            .base_url(self.partna.base_url())
            .build()
            .await?)
    }
}

/// Returns the builder of a client with this key.
///
/// # Errors
///
/// If the key is not valid.
pub fn client(server: &KeyServer, key: &str) -> Result<Builder> {
    let credentials = Credentials::new(Environment::Staging, key, USER)?;
    Ok(Partna::builder()
        .credentials(credentials)
        .base_url(server.base_url()))
}
