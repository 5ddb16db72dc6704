//! A dispatcher between a state and a receiver of its own, without the rest of a sandbox.

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

/// What receives: the inbox, as the sandbox's server would, and a merchant.
struct Receiver {
    app: Arc<App>,
    /// What the merchant answers with; 200 when there is nothing.
    answers: Mutex<VecDeque<u16>>,
    got: mpsc::UnboundedSender<Event>,
}

impl Receiver {
    async fn receive(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        let path = request.uri().path().to_owned();
        let body = request.into_body().collect().await.unwrap().to_bytes();
        let app = &self.app;
        let status = if path == "/sandbox/inbox" {
            app.inbox.take(&app.setup.verifier, &body)
        } else {
            assert_eq!(path, "/hook");
            let event = app.setup.verifier.verify(&body).unwrap().into_event();
            self.got.send(event).unwrap();
            self.answers.lock().unwrap().pop_front().unwrap_or(200)
        };
        let mut answer = Response::new(Full::new(Bytes::from_static(b"{}")));
        *answer.status_mut() = StatusCode::from_u16(status).unwrap();
        answer
    }
}

struct Town {
    app: Arc<App>,
    receiver: Arc<Receiver>,
    got: mpsc::UnboundedReceiver<Event>,
    /// All that runs ends with it.
    _tasks: JoinSet<()>,
}

impl Town {
    async fn new() -> Self {
        Self::build(false).await
    }

    async fn build(clock_runs: bool) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let signer = signer().await.unwrap();
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
        let (sender, got) = mpsc::unbounded_channel();
        let receiver = Arc::new(Receiver {
            app: Arc::clone(&app),
            answers: Mutex::default(),
            got: sender,
        });
        let mut tasks = JoinSet::new();
        tasks.spawn(serve(listener, Arc::clone(&receiver)));
        tasks.spawn(WebhookDispatcher::new(Arc::clone(&app), signer).run());
        Self {
            app,
            receiver,
            got,
            _tasks: tasks,
        }
    }

    /// Tells of deposits by these sessions, at once.
    fn tell(&self, sessions: &[&str]) {
        let mut state = self.app.state();
        for session in sessions {
            state.emit_deposit("sandboxmerchant", "NGN", Decimal::TEN, session, "");
        }
        drop(state);
        self.app.deliveries.notify_one();
    }

    fn answer(&self, statuses: &[u16]) {
        self.receiver.answers.lock().unwrap().extend(statuses);
    }

    /// The sessions of the next deliveries to the merchant.
    async fn hook(&mut self, count: usize) -> Vec<String> {
        let mut sessions = Vec::new();
        for _ in 0..count {
            let event = soon(self.got.recv()).await.unwrap();
            sessions.push(session(event));
        }
        sessions
    }

    /// The sessions of the next events in the inbox.
    async fn inbox(&self, count: usize) -> Vec<String> {
        let mut sessions = Vec::new();
        for _ in 0..count {
            sessions.push(session(soon(self.app.inbox.next()).await));
        }
        sessions
    }

    /// Until nothing can be done before time passes.
    async fn rest(&self) {
        soon(self.app.webhooks_settled()).await;
    }

    fn is_done(&self) -> bool {
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

async fn soon<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(60), what)
        .await
        .expect("it never came")
}

fn session(event: Event) -> String {
    match event {
        Event::Deposit(deposit) => deposit.session_id.unwrap(),
        _ => panic!("not a deposit"),
    }
}

#[tokio::test]
async fn events_are_delivered_once_in_their_order_to_inbox_and_merchant() {
    let mut town = Town::new().await;
    town.tell(&["a", "b", "c"]);
    town.tell(&["d"]);
    assert_eq!(town.hook(4).await, ["a", "b", "c", "d"]);
    assert_eq!(town.inbox(4).await, ["a", "b", "c", "d"]);
    town.rest().await;
    assert!(town.is_done() && town.got.is_empty());
}

#[tokio::test]
async fn wait_ends_after_the_merchant_has_every_event() {
    let mut town = Town::new().await;
    town.tell(&["a", "b", "c"]);
    town.rest().await;
    assert_eq!(town.got.len(), 3);

    // An attempt that failed has ended, too.
    town.answer(&[500]);
    town.tell(&["d", "e"]);
    town.rest().await;
    assert_eq!(town.got.len(), 5);
    assert_eq!(town.hook(5).await, ["a", "b", "c", "d", "e"]);
    assert!(!town.is_done());
    town.app.advance(Duration::from_secs(10));
    town.rest().await;
    assert_eq!(town.hook(1).await, ["d"]);
    assert!(town.is_done());
}

#[tokio::test]
async fn wait_ends_without_a_webhook_url() {
    let town = Town::new().await;
    town.app.state().merchant.webhook_url = None;
    town.tell(&["a"]);
    town.rest().await;
    assert_eq!(town.inbox(1).await, ["a"]);
    assert!(town.is_done());
}

#[tokio::test]
async fn a_failed_event_comes_again_in_the_sandboxs_time_and_holds_up_no_other() {
    let mut town = Town::new().await;
    // 200 alone is a success.
    town.answer(&[204, 200]);
    town.tell(&["a", "b"]);
    assert_eq!(town.hook(2).await, ["a", "b"]);
    assert_eq!(town.inbox(2).await, ["a", "b"]);
    town.rest().await;

    town.app.advance(Duration::from_millis(9_999));
    town.rest().await;
    assert!(town.got.is_empty() && !town.is_done());
    town.app.advance(Duration::from_millis(1));
    assert_eq!(town.hook(1).await, ["a"]);
    town.rest().await;
    assert!(town.is_done());

    // The inbox has had it.
    town.tell(&["c"]);
    assert_eq!(town.inbox(1).await, ["c"]);
}

#[tokio::test]
async fn an_event_is_given_up_after_six_tries() {
    let mut town = Town::new().await;
    // A redirect is not followed, and is a failure.
    town.answer(&[500, 404, 307, 429, 503, 500]);
    town.tell(&["a"]);
    assert_eq!(town.hook(1).await, ["a"]);
    for pause_ms in RETRY_DELAYS_MS {
        town.rest().await;
        assert!(!town.is_done());
        let pause = Duration::from_millis(pause_ms.unsigned_abs());
        town.app.advance(pause);
        assert_eq!(town.hook(1).await, ["a"]);
    }
    town.rest().await;
    assert!(town.is_done());
}

#[tokio::test]
async fn a_merchant_who_cannot_be_reached_delays_no_inbox() {
    let town = Town::new().await;
    let closed = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let url = format!("http://{}/hook", closed.local_addr().unwrap());
    town.app.state().merchant.webhook_url = Some(url);
    // It takes connections, and answers nothing.
    town.tell(&["a", "b"]);
    assert_eq!(town.inbox(2).await, ["a", "b"]);
    assert!(!town.is_done());
}

#[tokio::test]
async fn a_fault_doubles_one_event_for_both() {
    let mut town = Town::new().await;
    town.app.faults.push(Fault::DuplicateWebhooks).unwrap();
    town.tell(&["a", "b"]);
    assert_eq!(town.hook(3).await, ["a", "a", "b"]);
    assert_eq!(town.inbox(3).await, ["a", "a", "b"]);
    town.rest().await;
    assert!(town.is_done());
}

#[tokio::test]
async fn a_fault_swaps_two_events_for_both_and_waits_for_the_second() {
    let mut town = Town::new().await;
    town.app.faults.push(Fault::ReorderWebhooks).unwrap();
    town.tell(&["a"]);
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(town.got.is_empty() && !town.is_done());
    town.tell(&["b", "c"]);
    assert_eq!(town.hook(3).await, ["b", "a", "c"]);
    assert_eq!(town.inbox(3).await, ["b", "a", "c"]);
}

#[tokio::test]
async fn nothing_leaves_this_machine_unless_told_to() {
    let town = Town::new().await;
    for url in ["http://192.0.2.1/hook", "ftp://127.0.0.1/hook", "hook", ""] {
        town.app.state().merchant.webhook_url = Some(url.to_owned());
        town.tell(&["a"]);
        assert_eq!(town.inbox(1).await, ["a"]);
        town.rest().await;
        assert!(town.is_done(), "{url}");
    }
    for (url, is_ours) in [
        ("http://localhost:80/", true),
        ("http://127.8.0.1/", true),
        ("http://[::1]:8080/", true),
        ("http://[::ffff:127.0.0.1]/", true),
        ("http://localhost.example/", false),
        ("http://[::ffff:192.0.2.1]/", false),
        ("http://10.0.0.1/", false),
    ] {
        let url = Url::parse(url).unwrap();
        assert_eq!(is_on_loopback(&url), is_ours, "{url}");
    }
}

#[tokio::test]
async fn a_running_clock_needs_no_bell() {
    let mut town = Town::build(true).await;
    {
        let mut state = town.app.state();
        state.emit_deposit("sandboxmerchant", "NGN", Decimal::TEN, "a", "");
    }
    assert_eq!(town.hook(1).await, ["a"]);
}

#[test]
fn the_log_names_event_and_status() {
    let mut state = State::new("seed", 0, "sandboxmerchant", "k");
    state.emit("Refund", &"odd");
    let delivery = state.outbox.next_for_inbox().cloned().unwrap();
    assert_eq!(what(&delivery), "Refund");
    state.outbox.remove(delivery.id);
    state.emit_deposit("sandboxmerchant", "NGN", Decimal::TEN, "a", "");
    assert_eq!(
        what(state.outbox.next_for_inbox().unwrap()),
        "Deposit completed"
    );
}
