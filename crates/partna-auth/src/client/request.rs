//! Requests of operations that are not in the document.

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderValue, Method};
use partna_client::{Call, Client, Error, ErrorKind, Operation, ResponseValue, send_and_decode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::Partna;

/// A request with any method and path, from [`Partna::request`].
///
/// If the method and the path belong to a documented operation, the rules of that operation apply. Any other request is treated as
/// a write: its outcome is unknown if the response is lost or cannot be read, or is a success without content, such as an empty
/// body, `null`, `[]` or `{}`.
#[must_use]
pub struct Request<'a> {
    partna: &'a Partna,
    method: String,
    path: String,
    query: Vec<(String, Option<String>)>,
    body: Option<Result<Vec<u8>, serde_json::Error>>,
}

impl<'a> Request<'a> {
    pub(crate) fn new(partna: &'a Partna, method: &str, path: &str) -> Self {
        Self {
            partna,
            method: method.to_owned(),
            path: path.to_owned(),
            query: Vec::new(),
            body: None,
        }
    }

    /// Adds a query parameter: text, an integer or a boolean. Pass an amount as [`AmountParam`](crate::AmountParam).
    pub fn query(mut self, name: &str, value: impl Serialize) -> Self {
        let text = match serde_json::to_value(value) {
            Ok(Value::String(text)) => Some(text),
            Ok(Value::Number(number)) if !number.is_f64() => Some(number.to_string()),
            Ok(Value::Bool(flag)) => Some(flag.to_string()),
            _ => None,
        };
        self.query.push((name.to_owned(), text));
        self
    }

    /// Sets a JSON body. Use a struct for amounts, which keeps them exact. The `json!` macro converts amounts to floats.
    pub fn json(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        self.body = Some(serde_json::to_vec(body));
        self
    }

    /// Sends the request and reads the response as a `T`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`] for a method, a path, a query parameter or a body that cannot be sent. [`ErrorKind::Unsupported`] for
    /// a path that leads outside the base URL, has percent signs, empty segments or a trailing slash, or belongs to an operation
    /// that the environment does not have. And the errors of any other call.
    pub async fn send<T: DeserializeOwned>(self) -> Result<ResponseValue<T>, Error> {
        let transport = self.partna.client().transport().clone();
        let (request, operation) = self.build()?;
        send_and_decode(&transport, Call::new(request, operation)).await
    }

    fn build(self) -> Result<(reqwest::Request, Option<&'static Operation>), Error> {
        let method =
            Method::from_bytes(self.method.to_uppercase().as_bytes()).map_err(|error| {
                invalid("the method: not a valid HTTP method; use one such as `GET`")
                    .with_source(error)
            })?;
        if !self.path.starts_with('/') || self.path.contains(['?', '#']) {
            return Err(invalid(
                "the path: must begin with a slash and have no query; add parameters with `query`",
            ));
        }
        let base = self.partna.base_url();
        let mut url = url::Url::parse(&format!("{base}{}", self.path)).map_err(|error| {
            invalid("the path: does not form a valid URL; check its characters").with_source(error)
        })?;
        // The parsed URL identifies the operation, because the text may reach a documented path indirectly, such as by `..`.
        let path = url.as_str().strip_prefix(base).unwrap_or_default();
        let operation = Operation::by_path(method.as_str(), path);
        for (name, value) in &self.query {
            let value = value
                .as_ref()
                .ok_or_else(|| invalid("the query: a parameter is not text, an integer or a boolean; convert it to text"))?;
            url.query_pairs_mut().append_pair(name, value);
        }
        let mut request = reqwest::Request::new(method, url);
        // The error of serde may quote the value, so it is dropped.
        let body = self.body.transpose();
        let body = body.map_err(|_| {
            invalid("the body: cannot be serialized as JSON; check its `Serialize` implementation")
        })?;
        set_json(&mut request, body.map(Bytes::from));
        Ok((request, operation))
    }
}

/// Returns a request of a documented operation, without query and body.
pub(crate) fn new_request(
    client: &Client,
    operation: &'static Operation,
) -> Result<reqwest::Request, Error> {
    let new_error =
        |message: &str| Error::new(ErrorKind::Config, message).with_operation(Some(operation));
    let url =
        url::Url::parse(&format!("{}{}", client.base_url(), operation.path)).map_err(|error| {
            new_error(
                "the base URL: does not form a valid URL with the path of the operation; check it",
            )
            .with_source(error)
        })?;
    let method = Method::from_bytes(operation.method.as_bytes()).map_err(|error| {
        new_error("the method: not a valid HTTP method; report it").with_source(error)
    })?;
    Ok(reqwest::Request::new(method, url))
}

/// Sets the headers for JSON, and the body if there is one.
pub(crate) fn set_json(request: &mut reqwest::Request, body: Option<Bytes>) {
    let json = HeaderValue::from_static("application/json");
    request.headers_mut().insert(ACCEPT, json.clone());
    if let Some(body) = body {
        request.headers_mut().insert(CONTENT_TYPE, json);
        *request.body_mut() = Some(body.into());
    }
}

fn invalid(message: &str) -> Error {
    Error::new(ErrorKind::Invalid, message)
}
