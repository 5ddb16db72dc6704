//! Documented errors, as a caller receives them.

use openapi_facts::json::Json;
use serde_json::Value;
use wiremock::ResponseTemplate;

use super::{Result, Wire};
use crate::CallError;

impl Wire<'_> {
    /// Returns the number of errors with a documented status, and the errors whose example does not reach the caller completely.
    ///
    /// # Errors
    ///
    /// If an example is missing, or the request is not the documented one.
    pub async fn errors(&self) -> Result<(usize, Vec<String>)> {
        let responses = self.operation.get("responses");
        let (mut count, mut lost) = (0, Vec::new());
        for (status, response) in responses.into_iter().flat_map(Json::entries) {
            let Some(code) = status.parse::<u16>().ok().filter(|code| *code >= 400) else {
                continue;
            };
            let example = response.at(&["content", "application/json", "example"]);
            let example: Value = example.ok_or("no example")?.convert()?;
            count += 1;
            let response = ResponseTemplate::new(code).set_body_json(&example);
            match self.call(response).await? {
                Err(CallError::Call(error))
                    if error.message() == example.get("message").and_then(Value::as_str)
                        && error.data().unwrap_or(&Value::Null)
                            == example.get("data").unwrap_or(&Value::Null) => {}
                other => lost.push(format!("{}: {status} {example}: {other:?}", self.id)),
            }
        }
        Ok((count, lost))
    }
}
