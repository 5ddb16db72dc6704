//! A Partna that runs in your process: it answers the examples of `openapi/partna.json`, on a real loopback port.
//!
//! It checks both headers and knows every operation. It keeps no state: what you create is not there afterwards.
//!
//! ```
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let sandbox = partna_sandbox::Sandbox::start().await?;
//! let banks = sandbox.client()?.list_banks().currency("NGN").send().await?;
//! assert!(!banks.data.is_empty());
//! # Ok(())
//! # }
//! # tokio::runtime::Runtime::new()?.block_on(example())?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use partna_auth::{Credentials, Environment, Partna};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

const DOCUMENT: &str = include_str!("../../../openapi/partna.json");

/// A running server. It stops when it is dropped.
#[derive(Debug)]
pub struct Sandbox {
    address: SocketAddr,
    server: JoinHandle<()>,
}

impl Sandbox {
    /// The key that the sandbox takes.
    pub const API_KEY: &str = "1--M--sandbox-key-that-opens-nothing-else";
    /// The user name that goes with it.
    pub const API_USER: &str = "sandboxmerchant";

    /// Starts a server on a free port of 127.0.0.1.
    ///
    /// # Errors
    ///
    /// If no port can be had, or the document that is built in cannot be read.
    pub async fn start() -> std::io::Result<Self> {
        let answers = Answers::read(DOCUMENT)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let router = Router::new().fallback(answer).with_state(Arc::new(answers));
        let server = tokio::spawn(async move {
            // Serving ends with the process or with the task; there is nobody to tell of a connection that broke.
            let _ = axum::serve(listener, router).await;
        });
        Ok(Self { address, server })
    }

    /// Where it listens, as `Builder::base_url` and `PARTNA_BASE_URL` take it.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}/v4", self.address)
    }

    /// A client for it.
    ///
    /// # Errors
    ///
    /// Those of `Builder::build`.
    pub fn client(&self) -> Result<Partna, partna_auth::Error> {
        let credentials = Credentials::new(Environment::Staging, Self::API_KEY, Self::API_USER)?;
        Partna::builder()
            .credentials(credentials)
            .base_url(self.base_url())
            .build()
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// The documented success of every operation, by method and path.
struct Answers(BTreeMap<(String, String), (StatusCode, Value)>);

impl Answers {
    fn read(document: &str) -> std::io::Result<Self> {
        let document: Value = serde_json::from_str(document)?;
        let mut answers = BTreeMap::new();
        for (path, item) in entries(document.get("paths")) {
            for (method, operation) in entries(Some(item)) {
                for (status, response) in entries(operation.get("responses")) {
                    let success = status.parse().ok().filter(StatusCode::is_success);
                    let example = response.pointer("/content/application~1json/example");
                    if let (Some(status), Some(example)) = (success, example) {
                        let key = (method.to_uppercase(), format!("/v4{path}"));
                        answers.insert(key, (status, example.clone()));
                    }
                }
            }
        }
        Ok(Self(answers))
    }
}

fn entries(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

async fn answer(State(answers): State<Arc<Answers>>, request: Request<Body>) -> Response {
    let header = |name| {
        request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    if header("x-api-key") != Some(Sandbox::API_KEY)
        || header("x-api-user") != Some(Sandbox::API_USER)
    {
        return reply(
            StatusCode::UNAUTHORIZED,
            &json!({"message": "invalid apikey"}),
        );
    }
    let key = (
        request.method().to_string(),
        request.uri().path().to_owned(),
    );
    match answers.0.get(&key) {
        Some((status, example)) => reply(*status, example),
        None => reply(
            StatusCode::NOT_FOUND,
            &json!({"message": "no such operation"}),
        ),
    }
}

fn reply(status: StatusCode, body: &Value) -> Response {
    (
        status,
        [(header::CONTENT_TYPE, "application/json")],
        body.to_string(),
    )
        .into_response()
}
