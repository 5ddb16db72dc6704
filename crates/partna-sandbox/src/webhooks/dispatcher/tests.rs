//! Tests of the dispatcher with a state and a test receiver, without the rest of a sandbox.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Mutex;

use http::{Request, Response};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use partna_webhook::{Environment, Verifier};
use rust_decimal::Decimal;
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::*;
use crate::app::Setup;
use crate::state::State;

/// A server for the inbox and for the merchant's URL.
struct Receiver {
    app: Arc<App>,
    /// The next statuses of the merchant's responses. If the list is empty, the status is 200.
    statuses: Mutex<VecDeque<u16>>,
    received: mpsc::UnboundedSender<Event>,
}

impl Receiver {
    async fn receive(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        let path = request.uri().path().to_owned();
        let body = request.into_body().collect().await.unwrap().to_bytes();
        let app = &self.app;
        let status = if path == "/sandbox/inbox" {
            app.inbox.receive(&app.setup.verifier, &body)
        } else {
            assert_eq!(path, "/hook");
            let event = app.setup.verifier.verify(&body).unwrap().into_event();
            self.received.send(event).unwrap();
            self.statuses.lock().unwrap().pop_front().unwrap_or(200)
        };
        let mut response = Response::new(Full::new(Bytes::from_static(b"{}")));
        *response.status_mut() = StatusCode::from_u16(status).unwrap();
        response
    }
}

struct Fixture {
    app: Arc<App>,
    receiver: Arc<Receiver>,
    received: mpsc::UnboundedReceiver<Event>,
    /// The running tasks, which end with the fixture.
    _tasks: JoinSet<()>,
}

impl Fixture {
    async fn new() -> Self {
        Self::build(false).await
    }

    async fn build(clock_runs: bool) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let signer = process_signer().await.unwrap();
        let key = signer.public_key().unwrap();
        let mut state = State::new("seed", 1_790_000_000_000, "sandboxmerchant", "k");
        state.merchant.webhook_url = Some(format!("{origin}/hook"));
        let app = Arc::new(App::new(
            state,
            Setup {
                state_file: None,
                deliver_anywhere: false,
                clock_runs,
                request_timeout: Duration::from_secs(60),
                origin,
                verifier: Verifier::for_environment(Environment::Staging).with_key(key),
                webhook_key: String::new(),
            },
        ));
        let (sender, received) = mpsc::unbounded_channel();
        let receiver = Arc::new(Receiver {
            app: Arc::clone(&app),
            statuses: Mutex::default(),
            received: sender,
        });
        let mut tasks = JoinSet::new();
        tasks.spawn(serve(listener, Arc::clone(&receiver)));
        tasks.spawn(WebhookDispatcher::new(Arc::clone(&app), signer).run());
        Self {
            app,
            receiver,
            received,
            _tasks: tasks,
        }
    }

    /// Emits a deposit for each session at the same time.
    fn emit_deposits(&self, sessions: &[&str]) {
        let mut state = self.app.state();
        for session in sessions {
            state.emit_deposit("sandboxmerchant", "NGN", Decimal::TEN, session, "");
        }
        drop(state);
        self.app.deliveries.notify_one();
    }

    /// Queues statuses of the merchant's responses.
    fn respond_with(&self, statuses: &[u16]) {
        self.receiver.statuses.lock().unwrap().extend(statuses);
    }

    /// Returns the sessions of the next deliveries to the merchant.
    async fn next_for_merchant(&mut self, count: usize) -> Vec<String> {
        let mut sessions = Vec::new();
        for _ in 0..count {
            let event = wait_for(self.received.recv()).await.unwrap();
            sessions.push(session(event));
        }
        sessions
    }

    /// Returns the sessions of the next events in the inbox.
    async fn next_in_inbox(&self, count: usize) -> Vec<String> {
        let mut sessions = Vec::new();
        for _ in 0..count {
            sessions.push(session(wait_for(self.app.inbox.next()).await));
        }
        sessions
    }

    /// Waits until no event is due at the current time.
    async fn settle(&self) {
        wait_for(self.app.webhooks_settled()).await;
    }

    fn is_outbox_empty(&self) -> bool {
        self.app.state().outbox.is_empty()
    }
}

async fn serve(listener: TcpListener, receiver: Arc<Receiver>) {
    let mut connections = JoinSet::new();
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        let receiver = Arc::clone(&receiver);
        connections.spawn(async move {
            let service = service_fn(|request| {
                let receiver = Arc::clone(&receiver);
                async move { Ok::<_, Infallible>(receiver.receive(request).await) }
            });
            let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
            let _ = connection.await;
        });
    }
}

async fn wait_for<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(60), future)
        .await
        .expect("timeout: the event was not received within 60 s")
}

fn session(event: Event) -> String {
    match event {
        Event::Deposit(deposit) => deposit.session_id.unwrap(),
        _ => panic!("not a deposit"),
    }
}

#[tokio::test]
async fn delivers_each_event_once_in_order_to_inbox_and_merchant() {
    let mut fixture = Fixture::new().await;
    fixture.emit_deposits(&["a", "b", "c"]);
    fixture.emit_deposits(&["d"]);
    assert_eq!(fixture.next_for_merchant(4).await, ["a", "b", "c", "d"]);
    assert_eq!(fixture.next_in_inbox(4).await, ["a", "b", "c", "d"]);
    fixture.settle().await;
    assert!(fixture.is_outbox_empty() && fixture.received.is_empty());
}

#[tokio::test]
async fn wait_ends_after_the_merchant_has_every_event() {
    let mut fixture = Fixture::new().await;
    fixture.emit_deposits(&["a", "b", "c"]);
    fixture.settle().await;
    assert_eq!(fixture.received.len(), 3);

    // A failed attempt has also ended.
    fixture.respond_with(&[500]);
    fixture.emit_deposits(&["d", "e"]);
    fixture.settle().await;
    assert_eq!(fixture.received.len(), 5);
    assert_eq!(
        fixture.next_for_merchant(5).await,
        ["a", "b", "c", "d", "e"]
    );
    assert!(!fixture.is_outbox_empty());
    fixture.app.advance(Duration::from_secs(10));
    fixture.settle().await;
    assert_eq!(fixture.next_for_merchant(1).await, ["d"]);
    assert!(fixture.is_outbox_empty());
}

#[tokio::test]
async fn wait_ends_without_a_webhook_url() {
    let fixture = Fixture::new().await;
    fixture.app.state().merchant.webhook_url = None;
    fixture.emit_deposits(&["a"]);
    fixture.settle().await;
    assert_eq!(fixture.next_in_inbox(1).await, ["a"]);
    assert!(fixture.is_outbox_empty());
}

#[tokio::test]
async fn failed_event_is_retried_by_sandbox_clock_without_delaying_others() {
    let mut fixture = Fixture::new().await;
    // 200 is the only success.
    fixture.respond_with(&[204, 200]);
    fixture.emit_deposits(&["a", "b"]);
    assert_eq!(fixture.next_for_merchant(2).await, ["a", "b"]);
    assert_eq!(fixture.next_in_inbox(2).await, ["a", "b"]);
    fixture.settle().await;

    fixture.app.advance(Duration::from_millis(9_999));
    fixture.settle().await;
    assert!(fixture.received.is_empty() && !fixture.is_outbox_empty());
    fixture.app.advance(Duration::from_millis(1));
    assert_eq!(fixture.next_for_merchant(1).await, ["a"]);
    fixture.settle().await;
    assert!(fixture.is_outbox_empty());

    // The retry was not sent to the inbox.
    fixture.emit_deposits(&["c"]);
    assert_eq!(fixture.next_in_inbox(1).await, ["c"]);
}

#[tokio::test]
async fn event_is_removed_after_six_attempts() {
    let mut fixture = Fixture::new().await;
    // A redirect is a failure and is not followed.
    fixture.respond_with(&[500, 404, 307, 429, 503, 500]);
    fixture.emit_deposits(&["a"]);
    assert_eq!(fixture.next_for_merchant(1).await, ["a"]);
    for delay_ms in RETRY_DELAYS_MS {
        fixture.settle().await;
        assert!(!fixture.is_outbox_empty());
        let delay = Duration::from_millis(delay_ms.unsigned_abs());
        fixture.app.advance(delay);
        assert_eq!(fixture.next_for_merchant(1).await, ["a"]);
    }
    fixture.settle().await;
    assert!(fixture.is_outbox_empty());
}

#[tokio::test]
async fn unreachable_merchant_does_not_delay_inbox() {
    let fixture = Fixture::new().await;
    let silent = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let url = format!("http://{}/hook", silent.local_addr().unwrap());
    fixture.app.state().merchant.webhook_url = Some(url);
    // The listener accepts connections and does not respond.
    fixture.emit_deposits(&["a", "b"]);
    assert_eq!(fixture.next_in_inbox(2).await, ["a", "b"]);
    assert!(!fixture.is_outbox_empty());
}

#[tokio::test]
async fn duplicate_fault_affects_inbox_and_merchant() {
    let mut fixture = Fixture::new().await;
    fixture.app.faults.push(Fault::DuplicateWebhooks).unwrap();
    fixture.emit_deposits(&["a", "b"]);
    assert_eq!(fixture.next_for_merchant(3).await, ["a", "a", "b"]);
    assert_eq!(fixture.next_in_inbox(3).await, ["a", "a", "b"]);
    fixture.settle().await;
    assert!(fixture.is_outbox_empty());
}

#[tokio::test]
async fn reorder_fault_waits_for_second_event_and_swaps_for_both() {
    let mut fixture = Fixture::new().await;
    fixture.app.faults.push(Fault::ReorderWebhooks).unwrap();
    fixture.emit_deposits(&["a"]);
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(fixture.received.is_empty() && !fixture.is_outbox_empty());
    fixture.emit_deposits(&["b", "c"]);
    assert_eq!(fixture.next_for_merchant(3).await, ["b", "a", "c"]);
    assert_eq!(fixture.next_in_inbox(3).await, ["b", "a", "c"]);
}

#[tokio::test]
async fn delivers_to_loopback_only_by_default() {
    let fixture = Fixture::new().await;
    for url in ["http://192.0.2.1/hook", "ftp://127.0.0.1/hook", "hook", ""] {
        fixture.app.state().merchant.webhook_url = Some(url.to_owned());
        fixture.emit_deposits(&["a"]);
        assert_eq!(fixture.next_in_inbox(1).await, ["a"]);
        fixture.settle().await;
        assert!(fixture.is_outbox_empty(), "{url}");
    }
    for (url, is_local) in [
        ("http://localhost:80/", true),
        ("http://127.8.0.1/", true),
        ("http://[::1]:8080/", true),
        ("http://[::ffff:127.0.0.1]/", true),
        ("http://localhost.example/", false),
        ("http://[::ffff:192.0.2.1]/", false),
        ("http://10.0.0.1/", false),
    ] {
        let url = Url::parse(url).unwrap();
        assert_eq!(is_on_loopback(&url), is_local, "{url}");
    }
}

#[tokio::test]
async fn running_clock_delivers_without_notification() {
    let mut fixture = Fixture::build(true).await;
    {
        let mut state = fixture.app.state();
        state.emit_deposit("sandboxmerchant", "NGN", Decimal::TEN, "a", "");
    }
    assert_eq!(fixture.next_for_merchant(1).await, ["a"]);
}

#[test]
fn description_has_event_and_status() {
    let mut state = State::new("seed", 0, "sandboxmerchant", "k");
    state.emit("Refund", &"odd");
    let delivery = state.outbox.next_for_inbox().cloned().unwrap();
    assert_eq!(describe(&delivery), "Refund");
    state.outbox.remove(delivery.id);
    state.emit_deposit("sandboxmerchant", "NGN", Decimal::TEN, "a", "");
    assert_eq!(
        describe(state.outbox.next_for_inbox().unwrap()),
        "Deposit completed"
    );
}
