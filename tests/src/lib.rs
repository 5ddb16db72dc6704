//! Shared code of the suites: the list of public types, our document, and clients of the servers that a test starts.

use std::fmt::Debug;
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;

use openapi_facts::json::Json;
use partna_auth::{Builder, Credentials, Environment, Retries};
pub use partna_auth::{Client, Error, Partna, ResponseValue, types};
use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wiremock::matchers::{header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

mod call;
pub mod closing_server;
pub mod fake_keys;
pub mod file_matrix;
mod generated;
pub mod h2_server;
pub mod log;
pub mod quick_clock;
pub mod schema_assert;
pub mod schema_walk;
pub mod scripted_server;
pub mod server;
pub mod stub_source;
pub mod transfers;
pub mod wire;

pub use call::{Arguments, CallError, CallFuture, CallResponse};
pub use generated::calls::call;
pub use generated::public_types::{public_types, request_types};

/// A public type, for tests that iterate over all types.
#[derive(Debug)]
pub struct PublicType {
    /// Its name in Rust.
    pub name: &'static str,
    /// Its JSON Schema.
    pub schema: fn() -> Schema,
    /// Decodes it from JSON and encodes it again.
    pub reencode: fn(&str) -> serde_json::Result<String>,
    /// Decodes it from JSON and formats it with `Debug`.
    pub debug: fn(&str) -> serde_json::Result<String>,
}

/// Returns the entry of a type.
pub fn entry<T>(name: &'static str) -> PublicType
where
    T: JsonSchema + Serialize + DeserializeOwned + Debug + Send + Sync + 'static,
{
    PublicType {
        name: thread_safe::<T>(name),
        schema: || schemars::schema_for!(T),
        reencode: |text| serde_json::to_string(&serde_json::from_str::<T>(text)?),
        debug: |text| Ok(format!("{:#?}", serde_json::from_str::<T>(text)?)),
    }
}

/// Checks at compile time that a type is `Send + Sync`. Returns its name.
#[must_use]
pub fn thread_safe<T: Send + Sync + 'static>(name: &'static str) -> &'static str {
    name
}

/// Returns the generated type of a component; `None` if the component is a hand-written value type.
pub fn component(name: &str) -> Option<PublicType> {
    public_types().into_iter().find(|entry| entry.name == name)
}

/// Returns the root of the workspace.
///
/// # Errors
///
/// If this crate is not in a workspace.
pub fn root() -> Result<PathBuf, Box<dyn std::error::Error>> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    Ok(here.parent().ok_or("no workspace")?.to_owned())
}

/// Reads `openapi/partna.json`.
///
/// # Errors
///
/// If it cannot be read.
pub fn document() -> Result<Json, Box<dyn std::error::Error>> {
    Ok(Json::read(&root()?.join("openapi/partna.json"))?)
}

/// Returns the settings of every snapshot. All snapshots are in `tests/snapshots/`, also those of suites in `crates/`.
#[must_use]
pub fn snapshots() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

/// Compares several snapshots and fails at the end, so that one run shows every difference.
///
/// # Panics
///
/// If any of them differs.
pub fn assert_all(settings: &insta::Settings, texts: impl IntoIterator<Item = (String, String)>) {
    let differ = texts.into_iter().filter(|(name, text)| {
        let compare = || insta::assert_snapshot!(name.as_str(), text);
        std::panic::catch_unwind(AssertUnwindSafe(|| settings.bind(compare))).is_err()
    });
    let differ: Vec<String> = differ.map(|(name, _)| name).collect();
    assert!(
        differ.is_empty(),
        "these snapshots differ: {}",
        differ.join(", ")
    );
}

/// The key that test clients send.
pub const KEY: &str = "1--M--canary-key-4fca3714";
/// The user that test clients send.
pub const USER: &str = "canaryuser";

/// Makes a server respond to these operations, with the key and user of the tests, and to no other request.
pub async fn serve(server: &MockServer, operations: &[(&str, &str)], response: ResponseTemplate) {
    for (verb, route) in operations {
        Mock::given(method(*verb))
            .and(path(*route))
            .and(header("x-api-key", KEY))
            .and(header("x-api-user", USER))
            .respond_with(response.clone())
            .mount(server)
            .await;
    }
}

/// Returns the builder of a client for a server on loopback. It sends each request once; other suites test retries.
///
/// # Errors
///
/// If `KEY` or `USER` is not valid.
pub fn builder(base_url: &str) -> Result<Builder, Error> {
    let credentials = Credentials::new(Environment::Staging, KEY, USER)?;
    Ok(Partna::builder()
        .credentials(credentials)
        .retries(Retries::none())
        .base_url(base_url))
}
