//! Validates requests against the document.

use std::collections::BTreeMap;

use http::{HeaderMap, header};
use serde_json::{Value, json};
use url::form_urlencoded;

use super::field_problem::{Problem, problems};
use super::openapi::Operation;
use crate::operations::ErrorResponse;

/// The parameters of a request that the document has nothing against, or a refusal that names all that does not fit.
pub(crate) fn validate(
    operation: &Operation,
    query: &str,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<BTreeMap<String, String>, ErrorResponse> {
    let given: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect();
    let mut found = query_problems(operation, &given);
    found.extend(body_problems(operation, headers, body).map_err(ErrorResponse::bad_request)?);
    if found.is_empty() {
        return Ok(given.into_iter().collect());
    }
    let lines: Vec<String> = found
        .iter()
        .map(|problem| problem.text(&operation.secrets))
        .collect();
    Err(ErrorResponse {
        data: Some(json!(lines)),
        ..ErrorResponse::bad_request("validation error")
    })
}

/// What is wrong with the query: a name that the operation does not have is more likely a slip than a wish.
fn query_problems(operation: &Operation, given: &[(String, String)]) -> Vec<Problem> {
    let values = |name: &str| -> Vec<&str> {
        given
            .iter()
            .filter(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
            .collect()
    };
    let known = |name: &str| {
        operation
            .parameters
            .iter()
            .any(|parameter| parameter.name == name)
    };
    let strange = given
        .iter()
        .filter(|(name, _)| !known(name))
        .map(|(name, _)| Problem::unexpected(name, "no such parameter"));
    let judged =
        operation
            .parameters
            .iter()
            .flat_map(|parameter| match values(&parameter.name)[..] {
                [] => parameter.problems(None),
                [value] => parameter.problems(Some(value)),
                _ => vec![Problem::unexpected(&parameter.name, "one value")],
            });
    strange.chain(judged).collect()
}

/// What is wrong with the body; an error if it cannot be read at all.
fn body_problems(
    operation: &Operation,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Vec<Problem>, &'static str> {
    let Some(schema) = &operation.body else {
        let found = (!body.is_empty()).then(|| Problem::unexpected("body", "no body"));
        return Ok(found.into_iter().collect());
    };
    if body.is_empty() {
        return Ok(vec![Problem::missing("body")]);
    }
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or_default();
    if kind.split(';').next().map(str::trim) != Some("application/json") {
        return Err("the body is not application/json");
    }
    let body: Value = serde_json::from_slice(body).map_err(|_| "the body is not JSON")?;
    Ok(problems(schema, &body))
}
