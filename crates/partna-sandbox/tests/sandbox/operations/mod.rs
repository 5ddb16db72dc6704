//! Every operation of the sandbox: a scenario in which all 66 succeed and reads return the written values, and the rejections
//! with the texts of the API.

#![allow(
    clippy::indexing_slicing,
    reason = "a missing value fails the test either way"
)]

mod customers;
mod merchant;
mod money;
mod reasons;
mod refusal_scenarios;
mod refusal_table;
mod refusals;

use std::collections::BTreeSet;
use std::error::Error;

use openapi_facts::json::Json;
use partna_codegen::document::operations;
use partna_sandbox::{Sandbox, Seed};
use partna_tests::document;
use partna_tests::schema_assert::{assert_matches_schema, validator};
use serde_json::Value;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// A sandbox and the operations that succeeded on it.
struct Merchant {
    doc: Json,
    sandbox: Sandbox,
    http: reqwest::Client,
    succeeded: BTreeSet<String>,
}

impl Merchant {
    async fn start() -> Result<Self> {
        Self::with_seed("[merchant]\nkyc_exempt = true\n").await
    }

    /// Starts a sandbox with a merchant that may not supply KYC records of its customers.
    async fn start_unexempted() -> Result<Self> {
        Self::with_seed("").await
    }

    async fn with_seed(seed: &str) -> Result<Self> {
        let seed = Seed::read(seed)?;
        Ok(Self {
            doc: document()?,
            sandbox: Sandbox::builder().seed(seed).start().await?,
            http: reqwest::Client::builder().no_proxy().build()?,
            succeeded: BTreeSet::new(),
        })
    }

    /// Sends a request, which must succeed, and validates its response.
    async fn send_ok(&mut self, id: &str, query: &[(&str, &str)], body: Value) -> Result<Value> {
        let (status, value) = self.send(id, query, body, Sandbox::API_KEY).await?;
        if status >= 300 {
            return Err(format!("{id}: {status} {value}").into());
        }
        self.succeeded.insert(id.to_owned());
        Ok(value)
    }

    /// Sends a request, and validates its response against the schema for its status.
    async fn send(
        &self,
        id: &str,
        query: &[(&str, &str)],
        body: Value,
        key: &str,
    ) -> Result<(u16, Value)> {
        let found = operations(&self.doc)
            .find(|(_, _, operation)| operation.text("operationId") == Some(id));
        let (method, path, operation) = found.ok_or_else(|| format!("no operation {id}"))?;
        let url = format!("{}{path}", self.sandbox.base_url());
        let mut request = self
            .http
            .request(method.parse()?, url)
            .query(query)
            .header("x-api-key", key)
            .header("x-api-user", Sandbox::API_USER);
        if !body.is_null() {
            request = request.json(&body);
        }
        let response = request.send().await?;
        let status = response.status().as_u16();
        let text = response.text().await?;
        let value: Value = serde_json::from_str(&text)?;
        let responses = operation.get("responses").ok_or("no responses")?;
        let range = format!("{}XX", status / 100);
        let schema = responses
            .get(&status.to_string())
            .or_else(|| responses.get(&range))
            .and_then(|response| response.at(&["content", "application/json", "schema"]))
            .ok_or_else(|| format!("{id}: undocumented response: {status} {text}"))?;
        assert_matches_schema(&validator(&self.doc, schema)?, &value, id);
        if let (400.., Some(message)) = (status, value["message"].as_str()) {
            refusal_table::record(id, status, message);
        }
        Ok((status, value))
    }

    /// Sends a request without a body, which must succeed.
    async fn get(&mut self, id: &str, query: &[(&str, &str)]) -> Result<Value> {
        self.send_ok(id, query, Value::Null).await
    }

    async fn rate_key(&mut self, from: &str, to: &str) -> Result<Value> {
        let pair = [("fromCurrency", from), ("toCurrency", to)];
        let rates = self.get("get_rate", &pair).await?;
        let key = &rates["data"]["rate"][format!("{from}_to_{to}")]["key"];
        Ok(key.clone())
    }
}

#[tokio::test]
async fn every_operation_succeeds() -> Result {
    let mut merchant = Merchant::start().await?;
    customers::register(&mut merchant).await?;
    customers::verify(&mut merchant).await?;
    customers::create_bank_accounts(&mut merchant).await?;
    customers::verify_phone(&mut merchant).await?;
    merchant::manage_users(&mut merchant).await?;
    merchant::change_second_factor(&mut merchant).await?;
    merchant::change_settings(&mut merchant).await?;
    merchant::request_pricing(&mut merchant).await?;
    merchant::manage_keys(&mut merchant).await?;
    money::move_money(&mut merchant).await?;
    money::convert(&mut merchant).await?;
    money::create_ramps(&mut merchant).await?;
    let all: BTreeSet<String> = operations(&merchant.doc)
        .filter_map(|(_, _, operation)| operation.text("operationId").map(str::to_owned))
        .collect();
    let missing: Vec<&String> = all.difference(&merchant.succeeded).collect();
    assert_eq!((missing, all.len()), (Vec::new(), 66));
    merchant.sandbox.books().check()?;
    Ok(())
}
