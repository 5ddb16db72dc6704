//! An example merchant service: customers pay naira, and the merchant gets dollars and pays out naira. Read the modules in this
//! order: orders, payouts, payments, table, webhook, reconcile, rotate, main.

pub mod orders;
pub mod payments;
pub mod payouts;
pub mod reconcile;
pub mod rotate;
pub mod table;
pub mod webhook;

// Shared imports: the modules use `crate::*`.
use std::time::{Duration, SystemTime};
use std::{io, mem, path::PathBuf, sync::Arc};

use axum::extract::{Path, State as Shared};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router, body::Bytes, http::StatusCode};
use partna::webhook::{LatestStatus, PublicKey, Status, StatusChange};
use partna::{Amount, Currency, Error, Network, Partna, Reference, UnixSeconds};
use partna::{ramps::PayIn, writes::WithReference};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use tokio::sync::{Mutex, MutexGuard};

use payouts::Bank;
use table::{Content, Kind, Payment, State, Stored, Table};

pub struct App {
    pub partna: Partna,
    pub table: Table,
    /// The merchant's own account: it pays out, and receives the dollars of orders.
    account: String,
    /// The address of that account for USDT on Tron.
    address: String,
    /// The profile file, for rotation.
    credentials: Option<PathBuf>,
    payment_locks: Vec<Mutex<()>>,
}

/// The service, the id of a payment, and the JSON body.
type Input = (Shared<Arc<App>>, Path<String>, Bytes);
type Reply = Result<Json<Payment>, Failure>;

impl App {
    pub async fn open(
        partna: Partna,
        account: String,
        table: PathBuf,
        credentials: Option<PathBuf>,
    ) -> Result<Arc<Self>, Failure> {
        let address = partna.deposit_address(&account, Currency::Usdt, Network::Tron).await?;
        let payment_locks = std::iter::repeat_with(Mutex::default).take(64).collect();
        let table = Table::open(table)?;
        Ok(Arc::new(Self { partna, table, account, address, credentials, payment_locks }))
    }

    pub fn get(&self, id: &str) -> Result<Payment, Failure> {
        let payment = self.table.read().payments.remove(id);
        payment.ok_or_else(|| Failure(StatusCode::NOT_FOUND, "not_found".to_owned()))
    }

    /// Locks a payment, so that one task at a time works on it. A database would lock the row.
    async fn lock_payment(&self, id: &str) -> Option<MutexGuard<'_, ()>> {
        let sum: usize = id.bytes().map(usize::from).sum();
        Some(self.payment_locks.get(sum % self.payment_locks.len())?.lock().await)
    }
}

pub fn router(app: Arc<App>, webhook_key: Option<PublicKey>) -> Router {
    let webhook = webhook::endpoint(app.clone(), webhook_key);
    Router::new()
        .route("/health", get(async || "ok"))
        .route("/orders/{id}", post(orders::create).get(show))
        .route("/payouts/{id}", post(payouts::create).get(show))
        .route("/webhooks/partna", webhook)
        .with_state(app)
}

async fn show(Shared(app): Shared<Arc<App>>, Path(id): Path<String>) -> Reply {
    app.get(&id).map(Json)
}

/// The error response: a status and an error code, without parts of the request to Partna.
#[derive(Debug)]
pub struct Failure(pub StatusCode, pub String);

impl<E: std::error::Error + 'static> From<E> for Failure {
    fn from(error: E) -> Self {
        tracing::warn!("{error}");
        let error = &error as &dyn std::error::Error;
        if error.is::<serde_json::Error>() {
            return Self(StatusCode::BAD_REQUEST, "invalid_json".to_owned());
        }
        let code = error.downcast_ref::<Error>().map_or_else(|| "table".to_owned(), error_code);
        Self(StatusCode::SERVICE_UNAVAILABLE, code)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (self.0, Json(serde_json::json!({"error": self.1}))).into_response()
    }
}

/// The error code for programs.
fn error_code(error: &Error) -> String {
    error.reason().map_or_else(|| format!("{:?}", error.kind()), |reason| reason.to_string())
}
