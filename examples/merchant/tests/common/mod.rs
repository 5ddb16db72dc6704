//! A running merchant service, and a sandbox that sends webhooks to it.

mod proxy;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use merchant::App;
use merchant::table::Payment;
use partna::reexports::reqwest;
use partna::reexports::reqwest::StatusCode;
use partna::reexports::rust_decimal::Decimal;
use partna::sandbox::{Sandbox, Seed};
use partna::webhook::{PublicKey, Status};
use partna::{Partna, types};
use tempfile::TempDir;
use tokio::net::TcpListener;

pub use proxy::Proxy;

use crate::Result;

/// The time limit of every wait; only a hang reaches it.
pub const HANG_GUARD: Duration = Duration::from_secs(120);

/// The initial balance of the merchant account, in naira.
pub const FUNDS: i64 = 100_000;

pub fn seed() -> Result<Seed> {
    Ok(Seed::read(
        r#"
        [[accounts]]
        name = "sandboxmerchant"
        balances = { NGN = "100000" }
        [[accounts]]
        name = "amina01"
        kyc = ["NG"]
        "#,
    )?)
}

pub async fn sandbox() -> Result<Sandbox> {
    Ok(Sandbox::builder().seed(seed()?).start().await?)
}

/// The service, in this process.
pub struct Merchant {
    pub app: Arc<App>,
    pub url: String,
    http: reqwest::Client,
}

impl Merchant {
    /// Starts the service in a directory with a client of the sandbox, and sets its webhook URL.
    pub async fn start(sandbox: &Sandbox, directory: &TempDir) -> Result<Self> {
        Self::start_with(sandbox, sandbox.client(), directory, None).await
    }

    pub async fn start_with(
        sandbox: &Sandbox,
        partna: Partna,
        directory: &TempDir,
        credentials: Option<PathBuf>,
    ) -> Result<Self> {
        let table = directory.path().join("payments.json");
        let account = Sandbox::API_USER.to_owned();
        let app = App::open(partna, account, table, credentials).await;
        let app = app.map_err(|failure| failure.1)?;
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let key = PublicKey::from_pem(sandbox.webhook_key())?;
        let router = merchant::router(app.clone(), Some(key));
        tokio::spawn(async move { axum::serve(listener, router).await });
        let merchant = Self { app, http: reqwest::Client::builder().no_proxy().build()?, url };
        receive_webhooks(sandbox, &merchant.url).await?;
        Ok(merchant)
    }

    pub async fn post(&self, path: &str, body: &str) -> Result<(StatusCode, String)> {
        let request = self.http.post(format!("{}{path}", self.url));
        let request = request.header("content-type", "application/json");
        let response = request.body(body.to_owned()).send().await?;
        Ok((response.status(), response.text().await?))
    }

    pub async fn order(&self, id: &str) -> Result<Payment> {
        let body = r#"{"customer": "amina01", "amount": 20000}"#;
        let (status, text) = self.post(&format!("/orders/{id}"), body).await?;
        assert_eq!(status, StatusCode::OK, "{text}");
        Ok(serde_json::from_str(&text)?)
    }

    pub async fn payout(&self, id: &str) -> Result<Payment> {
        let body = r#"{"amount": 2500.50, "to": {"code": "057", "account": "0123456789"}}"#;
        let (status, text) = self.post(&format!("/payouts/{id}"), body).await?;
        assert_eq!(status, StatusCode::OK, "{text}");
        Ok(serde_json::from_str(&text)?)
    }

    pub async fn get(&self, path: &str) -> Result<Payment> {
        let response = self.http.get(format!("{}{path}", self.url)).send().await?;
        Ok(serde_json::from_str(&response.text().await?)?)
    }

    /// Waits until the payment has a status.
    pub async fn wait_for_status(&self, id: &str, status: &Status) -> Result<Payment> {
        self.wait_until(id, |it| it.status.as_ref() == Some(status)).await
    }

    pub async fn wait_until(
        &self,
        id: &str,
        condition: impl Fn(&Payment) -> bool,
    ) -> Result<Payment> {
        let found = async {
            loop {
                if let Some(payment) = self.app.table.read().payments.remove(id)
                    && condition(&payment)
                {
                    return payment;
                }
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        let now = || format!("{:?}", self.app.get(id));
        let found = tokio::time::timeout(HANG_GUARD, found).await;
        found
            .map_err(|_| format!("the payment: did not meet the condition; it is {}", now()).into())
    }
}

/// Sets a service as the webhook URL of the sandbox.
pub async fn receive_webhooks(sandbox: &Sandbox, url: &str) -> Result {
    let webhook = types::WebhookRequest::builder().url(format!("{url}/webhooks/partna"));
    sandbox.client().set_webhook().body(webhook).send().await?;
    Ok(())
}

/// Returns deposits without the merchant's funds, and withdrawals, in kobo. Checks that the books balance.
pub fn kobo_in_and_out(sandbox: &Sandbox) -> Result<(i64, i64)> {
    let books = sandbox.books();
    books.check()?;
    let line = books.lines.get("NGN").ok_or("the books: have no NGN")?;
    let kobo = |naira: Decimal| i64::try_from(naira * Decimal::ONE_HUNDRED);
    Ok((kobo(line.deposits - Decimal::from(FUNDS))?, kobo(line.withdrawals)?))
}

/// Returns the ramps of the customer.
pub async fn ramps(sandbox: &Sandbox) -> Result<Vec<types::Ramp>> {
    use futures_util::TryStreamExt;
    Ok(sandbox.client().ramps("amina01").stream().try_collect().await?)
}

/// Pays a ramp as the customer.
pub fn pay_as_customer(sandbox: &Sandbox, payment: &Payment) -> Result {
    Ok(sandbox.pay_ramp(payment.reference.as_str())?)
}
