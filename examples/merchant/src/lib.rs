//! An example merchant service: customers pay naira, the merchant gets dollars and pays out naira.
//! Read it in this order: orders, payouts, payments, table, webhook, reconcile, rotate, main.

pub mod orders;
pub mod payments;
pub mod payouts;
pub mod reconcile;
pub mod rotate;
pub mod table;
pub mod webhook;

// What several modules need; each of them imports all of it.
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use std::{io, mem};

use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router, body::Bytes};
use partna::webhook::{Progress, PublicKey, Status, StatusChange};
use partna::{Amount, Currency, Error, Network, Partna, Reference, UnixSeconds};
use partna::{ramps::PayIn, writes::WithReference};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use tokio::sync::{Mutex, MutexGuard};

use payouts::Bank;
use table::{Kind, Payment, State, Table};

pub struct App {
    pub partna: Partna,
    pub table: Table,
    /// The merchant's own account: it pays out, and gets the dollars of orders.
    account: String,
    /// Where that account receives USDT on Tron.
    address: String,
    /// The file of credentials, for rotation.
    credentials: Option<PathBuf>,
    turns: Vec<Mutex<()>>,
}

/// The service, the id of a payment, and what is wanted, as JSON.
type Input = (Shared<Arc<App>>, Path<String>, Bytes);
type Shown = Result<Json<Payment>, Failure>;

impl App {
    pub async fn open(
        partna: Partna,
        account: String,
        table: PathBuf,
        credentials: Option<PathBuf>,
    ) -> Result<Arc<Self>, Failure> {
        let address = partna.deposit_address(&account, Currency::Usdt, Network::Tron).await?;
        let turns = std::iter::repeat_with(Mutex::default).take(64).collect();
        let table = Table::open(table)?;
        Ok(Arc::new(Self { partna, table, account, address, credentials, turns }))
    }

    pub fn get(&self, id: &str) -> Result<Payment, Failure> {
        let payment = self.table.read().payments.remove(id);
        payment.ok_or_else(|| Failure(StatusCode::NOT_FOUND, "not_found".to_owned()))
    }

    /// Lets one task at a time work on a payment. A database would lock the row.
    async fn turn(&self, id: &str) -> Option<MutexGuard<'_, ()>> {
        let sum: usize = id.bytes().map(usize::from).sum();
        Some(self.turns.get(sum % self.turns.len())?.lock().await)
    }
}

pub fn router(app: Arc<App>, webhook_key: Option<PublicKey>) -> Router {
    let webhook = webhook::endpoint(app.clone(), webhook_key);
    Router::new()
        .route("/health", get(async || "ok"))
        .route("/orders/{id}", post(orders::place).get(show))
        .route("/payouts/{id}", post(payouts::place).get(show))
        .route("/webhooks/partna", webhook)
        .with_state(app)
}

async fn show(Shared(app): Shared<Arc<App>>, Path(id): Path<String>) -> Shown {
    app.get(&id).map(Json)
}

/// What callers get when something goes wrong: a name, and nothing of the request to Partna.
#[derive(Debug)]
pub struct Failure(pub StatusCode, pub String);

impl<E: std::error::Error + 'static> From<E> for Failure {
    fn from(error: E) -> Self {
        tracing::warn!("{error}");
        let error = &error as &dyn std::error::Error;
        if error.is::<serde_json::Error>() {
            return Self(StatusCode::BAD_REQUEST, "invalid_json".to_owned());
        }
        let name = error.downcast_ref::<Error>().map_or_else(|| "table".to_owned(), name);
        Self(StatusCode::SERVICE_UNAVAILABLE, name)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (self.0, Json(serde_json::json!({"error": self.1}))).into_response()
    }
}

/// A name for programs.
fn name(error: &Error) -> String {
    error.reason().map_or_else(|| format!("{:?}", error.kind()), |reason| reason.to_string())
}
