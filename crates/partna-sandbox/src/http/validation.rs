//! Validation of requests against the document.

use std::collections::BTreeMap;

use http::{HeaderMap, header};
use serde_json::{Value, json};
use url::form_urlencoded;

use super::field_problem::{FieldProblem, find_problems};
use super::openapi::OperationSchema;
use crate::operations::ErrorResponse;

/// Returns the query parameters of a valid request, or an error that lists every problem. If the body cannot be parsed, that is the
/// only problem.
pub(crate) fn validate(
    operation: &OperationSchema,
    query: &str,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<BTreeMap<String, String>, ErrorResponse> {
    let parameters: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect();
    let mut problems = query_problems(operation, &parameters);
    problems.extend(body_problems(operation, headers, body).map_err(ErrorResponse::bad_request)?);
    if problems.is_empty() {
        return Ok(parameters.into_iter().collect());
    }
    let lines: Vec<String> = problems
        .iter()
        .map(|problem| problem.text(&operation.secrets))
        .collect();
    Err(ErrorResponse {
        data: Some(json!(lines)),
        ..ErrorResponse::bad_request("validation error")
    })
}

/// Returns the problems of the query. An unknown parameter is a problem, because it is likely a typo.
fn query_problems(
    operation: &OperationSchema,
    parameters: &[(String, String)],
) -> Vec<FieldProblem> {
    let values = |name: &str| -> Vec<&str> {
        parameters
            .iter()
            .filter(|(other, _)| other == name)
            .map(|(_, value)| value.as_str())
            .collect()
    };
    let is_known = |name: &str| {
        operation
            .parameters
            .iter()
            .any(|parameter| parameter.name == name)
    };
    let unknown = parameters
        .iter()
        .filter(|(name, _)| !is_known(name))
        .map(|(name, _)| FieldProblem::unexpected(name, "no such parameter"));
    let known =
        operation
            .parameters
            .iter()
            .flat_map(|parameter| match values(&parameter.name)[..] {
                [] => parameter.problems(None),
                [value] => parameter.problems(Some(value)),
                _ => vec![FieldProblem::unexpected(&parameter.name, "one value")],
            });
    unknown.chain(known).collect()
}

/// Returns the problems of the body, or an error if it cannot be parsed.
fn body_problems(
    operation: &OperationSchema,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Vec<FieldProblem>, &'static str> {
    let Some(schema) = &operation.body else {
        let problem = (!body.is_empty()).then(|| FieldProblem::unexpected("body", "no body"));
        return Ok(problem.into_iter().collect());
    };
    if body.is_empty() {
        return Ok(vec![FieldProblem::missing("body")]);
    }
    let content_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if content_type.split(';').next().map(str::trim) != Some("application/json") {
        return Err("the body is not application/json");
    }
    let body: Value = serde_json::from_slice(body).map_err(|_| "the body is not JSON")?;
    Ok(find_problems(schema, &body))
}
