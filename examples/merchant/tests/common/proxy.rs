//! A proxy between the service and the sandbox, with a callback before each request.

use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use partna::credentials::Credentials;
use partna::reexports::reqwest;
use partna::sandbox::Sandbox;
use partna::{Environment, Partna};
use tokio::net::TcpListener;

use crate::Result;

pub struct Proxy {
    pub client: Partna,
    /// Method, path and response status, in order.
    seen: Arc<Mutex<Vec<(String, StatusCode)>>>,
}

impl Proxy {
    /// Calls `before` with method and path of each request, such as `POST /ramp`, before it is forwarded.
    pub async fn start(
        sandbox: &Sandbox,
        before: impl Fn(&str) + Clone + Send + Sync + 'static,
    ) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let base_url = format!("http://{}/v4", listener.local_addr()?);
        let origin = sandbox.base_url().trim_end_matches("/v4").to_owned();
        let seen = Arc::<Mutex<Vec<_>>>::default();
        let http = reqwest::Client::builder().no_proxy().build()?;
        let record = seen.clone();
        let forward = move |request: Request| {
            let (http, origin, before, record) =
                (http.clone(), origin.clone(), before.clone(), record.clone());
            async move {
                let path = request.uri().path().trim_start_matches("/v4");
                let name = format!("{} {path}", request.method());
                before(&name);
                let sent = send(&http, &origin, request).await;
                let response = sent.unwrap_or_else(|_| StatusCode::BAD_GATEWAY.into_response());
                let mut record = record.lock().unwrap_or_else(PoisonError::into_inner);
                record.push((name, response.status()));
                response
            }
        };
        let router = Router::new().fallback(forward);
        tokio::spawn(async move { axum::serve(listener, router).await });
        let credentials =
            Credentials::new(Environment::Sandbox, Sandbox::API_KEY, Sandbox::API_USER)?;
        let builder = sandbox.client_builder().credentials(credentials);
        let client = builder.base_url(base_url).build().await?;
        Ok(Self { client, seen })
    }

    /// Returns the response statuses of a request.
    pub fn statuses(&self, name: &str) -> Vec<u16> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let seen = seen.iter().filter(|(it, _)| it == name);
        seen.map(|(_, status)| status.as_u16()).collect()
    }
}

async fn send(http: &reqwest::Client, origin: &str, request: Request) -> Result<Response> {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, 1 << 20).await?;
    let request = http.request(parts.method, format!("{origin}{}", parts.uri));
    let response = request.headers(parts.headers).body(body).send().await?;
    let (status, headers) = (response.status(), response.headers().clone());
    let mut forwarded = Response::new(Body::from(response.bytes().await?));
    *forwarded.status_mut() = status;
    *forwarded.headers_mut() = headers;
    Ok(forwarded)
}
