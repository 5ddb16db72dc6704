//! How a request is answered.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use url::form_urlencoded;

use crate::Sandbox;
use crate::api::{Api, Operation};
use crate::problem::{Problem, problems};

pub(crate) async fn answer(
    State(api): State<Arc<Api>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let path = uri.path().strip_prefix("/v4").unwrap_or_default();
    let Some(methods) = api.path(path) else {
        return refuse(StatusCode::NOT_FOUND, "endpoint not found", None);
    };
    let Some(operation) = methods.get(method.as_str()) else {
        let allowed = methods
            .keys()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(", ");
        let mut response = refuse(StatusCode::METHOD_NOT_ALLOWED, "method not allowed", None);
        if let Ok(allowed) = HeaderValue::from_str(&allowed) {
            response.headers_mut().insert(header::ALLOW, allowed);
        }
        return response;
    };
    if operation.authenticated && !is_known(&headers) {
        return refuse(StatusCode::UNAUTHORIZED, "invalid apikey", None);
    }
    let Ok(body) = body else {
        return refuse(
            StatusCode::PAYLOAD_TOO_LARGE,
            "the body is too large, or broke off",
            None,
        );
    };
    let mut found = query_problems(operation, uri.query().unwrap_or_default());
    match body_problems(operation, &headers, &body) {
        Ok(more) => found.extend(more),
        Err(message) => return refuse(StatusCode::BAD_REQUEST, message, None),
    }
    if found.is_empty() {
        return reply(operation.status, &operation.example);
    }
    let told: Vec<String> = found
        .iter()
        .map(|problem| problem.text(&operation.secrets))
        .collect();
    refuse(
        StatusCode::BAD_REQUEST,
        "validation error",
        Some(json!(told)),
    )
}

fn is_known(headers: &HeaderMap) -> bool {
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
    header("x-api-key") == Some(Sandbox::API_KEY) && header("x-api-user") == Some(Sandbox::API_USER)
}

/// What is wrong with the query: a name that the operation does not have is more likely a slip than a wish.
fn query_problems(operation: &Operation, query: &str) -> Vec<Problem> {
    let given: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect();
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

fn refuse(status: StatusCode, message: &str, data: Option<Value>) -> Response {
    let mut body = json!({"message": message});
    if let (Some(data), Some(map)) = (data, body.as_object_mut()) {
        map.insert("data".to_owned(), data);
    }
    reply(status, &body)
}

fn reply(status: StatusCode, body: &Value) -> Response {
    (
        status,
        [(header::CONTENT_TYPE, "application/json")],
        body.to_string(),
    )
        .into_response()
}
