//! Staging-only operations are never sent to production, in any spelling of the path.

use std::sync::{Arc, Mutex, PoisonError};

use partna_auth::{Credentials, Environment, ErrorKind, OPERATIONS, Partna, Retries};
use partna_tests::KEY;
use partna_tests::server::{Reply, Request, Server};
use serde_json::{Value, json};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// A server, and the method and path of each request that it received.
struct Fixture {
    server: Server,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Fixture {
    async fn start() -> Result<Self> {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let log = seen.clone();
        let server = Server::start(move |request: Request| {
            let line = format!("{} {}", request.method, request.path);
            log.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(line);
            std::future::ready(Reply::Json(200, json!({"message": "success", "data": {}})))
        });
        let server = server.await?;
        Ok(Self { server, seen })
    }

    async fn client(&self, environment: Environment, base_path: &str) -> Result<Partna> {
        let base_url = self.server.base_url() + base_path;
        let builder = Partna::builder().credentials(Credentials::new(environment, KEY, "u")?);
        let builder = builder.base_url(base_url).retries(Retries::none());
        Ok(builder.build().await?)
    }

    /// Returns the requests since the last call.
    fn take_requests(&self) -> Vec<String> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *seen)
    }
}

/// Returns the staging-only paths: those of the document, and the paths of the same operations in the vendor's guide.
fn staging_only_paths() -> Vec<&'static str> {
    let excluded = OPERATIONS
        .iter()
        .filter(|operation| !operation.environments.contains(&Environment::Production));
    let paths = excluded.flat_map(|operation| {
        let guide = operation.guide.and_then(|guide| guide.split_once(' '));
        [Some(operation.path), guide.map(|(_, path)| path)]
    });
    paths.flatten().collect()
}

fn capitalize(path: &str) -> String {
    let mut text = path.to_owned();
    if let Some(first) = text.get_mut(1..2) {
        first.make_ascii_uppercase();
    }
    text
}

/// Returns spellings of a path that a server may treat as the same path.
fn spellings(path: &str) -> Vec<String> {
    let (first, last) = path.rsplit_once('/').unwrap_or_default();
    let mut spellings = vec![
        path.to_owned(),
        path.to_uppercase(),
        capitalize(path),
        format!("{path}/"),
        format!("{path}//"),
        format!("{path}/."),
        format!("{path}/x/.."),
        format!("{path}/7"),
        format!("{path}.json"),
        format!("{path}/index.html"),
        format!("{path},x"),
        format!("{path}:x"),
        format!("{path}&x=1"),
        format!("{path}~"),
        format!("{path}_"),
        format!("{path}."),
        format!("{path}.."),
        format!("{path}./"),
        format!("{path};"),
        format!("{path};x=1"),
        format!("{path};x=1;y=2"),
        format!("{path};/"),
        format!("{path}%00"),
        format!("{path}%20"),
        format!("{path} "),
        format!("{path}%2f"),
        format!("{path}%2F."),
        format!("{path}%3Bx"),
        format!("{path}%3b"),
        format!("/{path}"),
        format!("/.{path}"),
        format!("/%2e{path}"),
        format!("/x/..{path}"),
        format!("/x;y/..{path}"),
        format!("/;x{path}"),
        format!("{first}//{last}"),
        format!("{first}/./{last}"),
        format!("{first}/x/../{last}"),
        format!("{first};x=1/{last}"),
        format!("{first}./{last}"),
        format!("{first}\\{last}"),
        format!("{first}/\\{last}"),
        format!("{first}%2f{last}"),
        format!("{first}%5c{last}"),
        format!("{first}%252f{last}"),
        format!("{first}/\t{last}"),
        format!("{first}/\n{last}"),
        format!("{first}/{}", last.replace('d', "%64")),
        format!("{first}/{}", last.replace('d', "%44")),
        format!("{first}/{}", last.replace('d', "%2564")),
    ];
    let mixed: Vec<String> = spellings.iter().map(|text| text.to_uppercase()).collect();
    spellings.extend(mixed);
    spellings
}

#[tokio::test]
async fn no_spelling_of_staging_only_path_is_sent_to_production() -> Result {
    let fixture = Fixture::start().await?;
    let partna = fixture.client(Environment::Production, "").await?;
    assert!(staging_only_paths().len() >= 3);
    for path in staging_only_paths() {
        for spelling in spellings(path) {
            for method in ["POST", "GET", "PUT", "post", "DELETE"] {
                let request = partna.request(method, &spelling).json(&json!({}));
                let error = request.send::<Value>().await.err();
                let kind = error.map(|error| error.kind());
                assert_eq!(kind, Some(ErrorKind::Unsupported), "{method} {spelling:?}");
            }
            // Some frameworks override the method with this parameter.
            let request = partna.request("GET", &spelling).query("_method", "POST");
            let error = request.send::<Value>().await.err();
            let kind = error.map(|error| error.kind());
            assert_eq!(kind, Some(ErrorKind::Unsupported), "{spelling:?}");
        }
    }
    assert_eq!(fixture.take_requests(), Vec::<String>::new());
    Ok(())
}

/// A base URL can have another path than the default one, so it may contain the first part of a staging-only path.
#[tokio::test]
async fn staging_only_path_split_with_base_url_is_not_sent_to_production() -> Result {
    let fixture = Fixture::start().await?;
    for path in staging_only_paths() {
        let (first, last) = path.rsplit_once('/').ok_or("no slash")?;
        for base_path in [first.to_owned(), capitalize(first), format!("{first};x")] {
            let partna = fixture.client(Environment::Production, &base_path).await?;
            for last in [
                format!("/{last}"),
                format!("/{last};x=1"),
                format!("/{}", last.to_uppercase()),
            ] {
                let request = partna.request("POST", &last).json(&json!({}));
                let error = request.send::<Value>().await.err();
                let kind = error.map(|error| error.kind());
                assert_eq!(kind, Some(ErrorKind::Unsupported), "{base_path} {last}");
            }
        }
    }
    assert_eq!(fixture.take_requests(), Vec::<String>::new());
    Ok(())
}

#[tokio::test]
async fn sends_staging_only_paths_to_staging_and_other_paths_to_production() -> Result {
    let fixture = Fixture::start().await?;
    let staging = fixture.client(Environment::Staging, "").await?;
    let production = fixture.client(Environment::Production, "").await?;
    for path in staging_only_paths() {
        let request = staging.request("POST", path).json(&json!({}));
        request.send::<Value>().await?;
        assert_eq!(fixture.take_requests(), [format!("POST /v4{path}")]);
    }
    for path in [
        "/mock",
        "/deposit",
        "/mock/deposits",
        "/mocks/deposit",
        "/mock-deposit",
        "/account",
    ] {
        let request = production.request("POST", path).json(&json!({}));
        request.send::<Value>().await?;
        assert_eq!(fixture.take_requests(), [format!("POST /v4{path}")]);
    }
    Ok(())
}
