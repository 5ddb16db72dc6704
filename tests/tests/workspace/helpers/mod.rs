//! The helpers around the calls: each on the sandbox, and each where the response is not clear.

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

/// An EVM, a tron and a solana address.
const EVM: &str = "0x2eea5A634DB062E0e47Ec9fD37F3cab7Ee8FfD92";
const TRON: &str = "TCx7wxwFVm9GwnEaKaNckzqRYxrUxgoJDD";
const SOLANA: &str = "EXq68wLDiXvPppv6VVJKyECcAC1oz25rHk8BgeorRvUe";

/// A server with fixed responses, and a client for it.
struct Fixed {
    server: MockServer,
    partna: Partna,
}

impl Fixed {
    async fn start() -> Result<Self> {
        let server = MockServer::start().await;
        let partna = builder(&server.uri())?.build().await?;
        Ok(Self { server, partna })
    }

    /// Responds to a method and a path, until the response is set once more.
    async fn on(self, verb: &str, place: &str, status: u16, body: Value) -> Self {
        Mock::given(method(verb))
            .and(path(place))
            .respond_with(ResponseTemplate::new(status).set_body_json(body))
            .mount(&self.server)
            .await;
        self
    }

    /// Responds to `list_accounts`.
    async fn accounts(self, accounts: Value) -> Self {
        let body = json!({"message": "success", "data": {"accounts": accounts}});
        self.on("GET", "/account", 200, body).await
    }

    async fn requests(&self, verb: &str, place: &str) -> usize {
        let requests = self.server.received_requests().await.unwrap_or_default();
        let is_it = |request: &&wiremock::Request| {
            request.method.as_str() == verb && request.url.path() == place
        };
        requests.iter().filter(is_it).count()
    }
}

/// An account with a dollar ledger that has these addresses.
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
