//! The helpers around calls: on the sandbox, and with ambiguous responses.

#![allow(
    clippy::indexing_slicing,
    reason = "a missing value fails the test either way"
)]

mod accounts;
mod addresses;
mod ensure;
mod keys_and_amounts;
mod ramp_orders;
mod rates;

use std::error::Error;

use partna_auth::{ErrorKind, Partna};
use partna_sandbox::{Sandbox, Seed};
use partna_tests::builder;
use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// Addresses on an EVM chain, on tron and on solana.
const EVM: &str = "0x2eea5A634DB062E0e47Ec9fD37F3cab7Ee8FfD92";
const TRON: &str = "TCx7wxwFVm9GwnEaKaNckzqRYxrUxgoJDD";
const SOLANA: &str = "EXq68wLDiXvPppv6VVJKyECcAC1oz25rHk8BgeorRvUe";

/// A server with fixed responses, and a client for it.
struct FixedServer {
    server: MockServer,
    partna: Partna,
}

impl FixedServer {
    async fn start() -> Result<Self> {
        let server = MockServer::start().await;
        let partna = builder(&server.uri())?.build().await?;
        Ok(Self { server, partna })
    }

    /// Sets the response to a method and a path. If it is set twice, the first response is used.
    async fn respond(self, verb: &str, route: &str, status: u16, body: Value) -> Self {
        Mock::given(method(verb))
            .and(path(route))
            .respond_with(ResponseTemplate::new(status).set_body_json(body))
            .mount(&self.server)
            .await;
        self
    }

    /// Sets the response to `list_accounts`.
    async fn accounts(self, accounts: Value) -> Self {
        let body = json!({"message": "success", "data": {"accounts": accounts}});
        self.respond("GET", "/account", 200, body).await
    }

    async fn requests(&self, verb: &str, route: &str) -> usize {
        let requests = self.server.received_requests().await.unwrap_or_default();
        let matches = |request: &&wiremock::Request| {
            request.method.as_str() == verb && request.url.path() == route
        };
        requests.iter().filter(matches).count()
    }
}

/// Returns an account whose dollar ledger has these addresses.
fn account(name: &str, addresses: &[&str]) -> Value {
    let asset = addresses
        .iter()
        .map(|id| json!({"id": id, "type": "crypto"}));
    json!({"USD": {"accountName": name, "asset": asset.collect::<Vec<_>>(), "balance": 1, "pendingDebit": 0}})
}

async fn sandbox() -> Result<Sandbox> {
    let seed = Seed::read(
        "[[accounts]]\nname = \"amina01\"\nemail = \"amina@example.com\"\nkyc = [\"NG\"]\n",
    )?;
    Ok(Sandbox::builder().seed(seed).start().await?)
}

fn kind<T>(result: std::result::Result<T, partna_auth::Error>) -> Option<ErrorKind> {
    result.err().map(|error| error.kind())
}
