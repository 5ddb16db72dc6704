//! The part of Partna that keeps writes by their references, and can be told to fail at the worst moment.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use partna_auth::{Partna, Retries};
use serde_json::{Value, json};

use crate::builder;
use crate::server::{Reply, Request, Server};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// What becomes of a write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mood {
    /// It is carried out and answered.
    #[default]
    Good,
    /// It is carried out, and the connection breaks.
    CommitThenDrop,
    /// It is not carried out, and the connection breaks.
    Drop,
    /// It is carried out, and something in front of the API answers 502.
    CommitThenBadGateway,
}

/// An API that keeps writes by their references, and refuses a reference that it has.
#[derive(Debug, Default)]
pub struct Books {
    /// What becomes of the next write.
    pub mood: Mood,
    /// Writes that were carried out, by their references.
    pub writes: BTreeMap<String, Value>,
    /// All that arrived.
    pub requests: Vec<Request>,
}

impl Books {
    fn answer(&mut self, request: Request) -> Reply {
        self.requests.push(request.clone());
        let path = request.path.trim_start_matches("/v4");
        match (request.method.as_str(), path) {
            ("GET", "/ramp") => self.ramps(request.parameter("rampReference").unwrap_or_default()),
            ("GET", "/transfer/details") => self.details(
                request
                    .parameter("transactionReference")
                    .unwrap_or_default(),
            ),
            ("POST", _) => self.write(&request.json()),
            _ => Reply::Json(404, json!({"message": "endpoint not found"})),
        }
    }

    fn write(&mut self, body: &Value) -> Reply {
        let field = |name: &str| body.get(name).and_then(Value::as_str);
        let ramp = field("rampReference");
        let reference = ramp
            .or(field("transactionReference"))
            .unwrap_or_default()
            .to_owned();
        if self.writes.contains_key(&reference) {
            return match ramp {
                Some(_) => Reply::Json(400, json!({"message": "ramp reference already exists"})),
                None => Reply::Json(
                    409,
                    json!({"message": "transactionReference already exist"}),
                ),
            };
        }
        if self.mood != Mood::Drop {
            self.writes.insert(reference, body.clone());
        }
        match self.mood {
            Mood::Good => Reply::Json(200, json!({"message": "success"})),
            Mood::CommitThenDrop | Mood::Drop => Reply::Reset,
            Mood::CommitThenBadGateway => Reply::Raw(Reply::bytes(
                502,
                &[("content-type", "text/html")],
                "<h1>502</h1>",
            )),
        }
    }

    fn ramps(&self, wanted: &str) -> Reply {
        // Another one comes first, as if the filter did nothing.
        let mut found = vec![json!({"rampReference": "somebody-elses", "status": "canceled"})];
        if self.writes.contains_key(wanted) {
            found
                .push(json!({"rampReference": wanted, "status": "processing", "fromAmount": 1000}));
        }
        Reply::Json(
            200,
            json!({"data": {"rampRequests": found}, "message": "success"}),
        )
    }

    fn details(&self, wanted: &str) -> Reply {
        match self.writes.get(wanted) {
            None => Reply::Json(404, json!({"message": "transaction not found"})),
            Some(body) => {
                let data = json!({"transactionReference": wanted, "status": "completed", "amount": body["amount"]});
                Reply::Json(200, json!({"data": data, "message": "success"}))
            }
        }
    }
}

/// Such an API on a socket, and a client for it.
#[derive(Debug)]
pub struct Api {
    _server: Server,
    books: Arc<Mutex<Books>>,
    /// The client.
    pub partna: Partna,
}

impl Api {
    /// Starts one.
    ///
    /// # Errors
    ///
    /// If no port can be had.
    pub async fn new(mood: Mood) -> Result<Self> {
        let books = Arc::new(Mutex::new(Books {
            mood,
            ..Books::default()
        }));
        let shared = books.clone();
        let server = Server::start(move |request| {
            let mut books = shared.lock().unwrap_or_else(PoisonError::into_inner);
            std::future::ready(books.answer(request))
        });
        let server = server.await?;
        let waits = Retries::default().first_wait(Duration::from_millis(2));
        let partna = builder(&server.base_url())?.retries(waits).build().await?;
        Ok(Self {
            _server: server,
            books,
            partna,
        })
    }

    /// What it keeps.
    pub fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Method and path of what arrived, with the query.
    #[must_use]
    pub fn seen(&self) -> Vec<String> {
        let books = self.books();
        let line = |request: &Request| {
            let query: Vec<String> = request
                .query
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            format!("{} {} {}", request.method, request.path, query.join("&"))
                .trim_end()
                .to_owned()
        };
        books.requests.iter().map(line).collect()
    }
}
