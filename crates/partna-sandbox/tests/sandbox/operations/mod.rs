//! All 66 operations of the sandbox in one merchant's day: each succeeds, as the document says it does, and what is read is what
//! was written. And what they refuse, in the API's words.

#![allow(
    clippy::indexing_slicing,
    reason = "a missing value fails the test either way"
)]

mod customers;
mod house;
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

/// A merchant who goes through the document.
struct Day {
    doc: Json,
    sandbox: Sandbox,
    http: reqwest::Client,
    done: BTreeSet<String>,
}

impl Day {
    async fn begin() -> Result<Self> {
        Self::begin_with("[merchant]\nkyc_exempt = true\n").await
    }

    /// A merchant who does not state the identity of customers.
    async fn begin_unexempted() -> Result<Self> {
        Self::begin_with("").await
    }

    async fn begin_with(seed: &str) -> Result<Self> {
        let seed = Seed::read(seed)?;
        Ok(Self {
            doc: document()?,
            sandbox: Sandbox::builder().seed(seed).start().await?,
            http: reqwest::Client::builder().no_proxy().build()?,
            done: BTreeSet::new(),
        })
    }

    /// Asks, and has the documented success, of the documented shape.
    async fn ask(&mut self, id: &str, query: &[(&str, &str)], body: Value) -> Result<Value> {
        let (status, value) = self.send(id, query, body, Sandbox::API_KEY).await?;
        if status >= 300 {
            return Err(format!("{id} answers {status} {value}").into());
        }
        self.done.insert(id.to_owned());
        Ok(value)
    }

    /// Asks, and has an answer that the document has for its status.
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
        let answer = request.send().await?;
        let status = answer.status().as_u16();
        let text = answer.text().await?;
        let value: Value = serde_json::from_str(&text)?;
        let responses = operation.get("responses").ok_or("no responses")?;
        let range = format!("{}XX", status / 100);
        let schema = responses
            .get(&status.to_string())
            .or_else(|| responses.get(&range))
            .and_then(|response| response.at(&["content", "application/json", "schema"]))
            .ok_or_else(|| format!("{id} answers {status} {text}"))?;
        assert_matches_schema(&validator(&self.doc, schema)?, &value, id);
        if let (400.., Some(message)) = (status, value["message"].as_str()) {
            refusal_table::note(id, status, message);
        }
        Ok((status, value))
    }

    /// The same, of an operation without a body.
    async fn get(&mut self, id: &str, query: &[(&str, &str)]) -> Result<Value> {
        self.ask(id, query, Value::Null).await
    }

    async fn rate_key(&mut self, from: &str, to: &str) -> Result<Value> {
        let pair = [("fromCurrency", from), ("toCurrency", to)];
        let rates = self.get("get_rate", &pair).await?;
        let key = &rates["data"]["rate"][format!("{from}_to_{to}")]["key"];
        Ok(key.clone())
    }
}

#[tokio::test]
async fn every_operation_succeeds_in_a_merchants_day() -> Result {
    let mut day = Day::begin().await?;
    customers::registered(&mut day).await?;
    customers::verified(&mut day).await?;
    customers::known_at_banks(&mut day).await?;
    customers::in_kenya(&mut day).await?;
    house::people(&mut day).await?;
    house::second_factor(&mut day).await?;
    house::settings(&mut day).await?;
    house::pricing(&mut day).await?;
    house::keys(&mut day).await?;
    money::moved(&mut day).await?;
    money::converted(&mut day).await?;
    money::ramps(&mut day).await?;
    let all: BTreeSet<String> = operations(&day.doc)
        .filter_map(|(_, _, operation)| operation.text("operationId").map(str::to_owned))
        .collect();
    let left: Vec<&String> = all.difference(&day.done).collect();
    assert_eq!((left, all.len()), (Vec::new(), 66));
    day.sandbox.books().check()?;
    Ok(())
}
