//! Waiting for a ramp: the polls, and the end of the wait. The sockets are real; the clock is simulated.
//!
//! Why not the sandbox: its ramps have only documented states, in the documented order. The suite `recovery` tests faults
//! during a wait.

use std::error::Error;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use partna_auth::{Builder, Clock, ErrorKind, Partna, RampStatus, Reference};
use partna_tests::builder;
use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

const REFERENCE: &str = "f32c3925063447a54905d31305a14da5";

/// A clock that records each wait and ends it immediately.
#[derive(Clone, Debug, Default)]
struct SkippingClock(Arc<Mutex<Vec<Duration>>>);

impl SkippingClock {
    fn waits(&self) -> Vec<Duration> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn seconds(&self) -> Vec<f64> {
        self.waits().iter().map(Duration::as_secs_f64).collect()
    }
}

impl Clock for SkippingClock {
    fn now(&self) -> Duration {
        self.waits().iter().sum()
    }

    fn wall(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_755_873_600) + self.now()
    }

    fn sleep(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(time);
        Box::pin(std::future::ready(()))
    }
}

fn ramps(list: Value) -> ResponseTemplate {
    ResponseTemplate::new(200)
        .set_body_json(json!({"message": "success", "data": {"rampRequests": list}}))
}

/// A list with the ramp in this state, and another ramp.
fn ramp_in_state(status: &str) -> ResponseTemplate {
    let other = json!({"rampReference": "another", "status": "completed"});
    ramps(json!([other, {"rampReference": REFERENCE, "status": status}]))
}

fn ramp_missing() -> ResponseTemplate {
    ramps(json!([{"rampReference": "another", "status": "completed"}]))
}

/// Returns a responder that sends the responses in order, and then repeats the last one.
fn respond_in_turn(responses: Vec<ResponseTemplate>) -> impl Respond {
    let next = AtomicUsize::new(0);
    move |_: &Request| {
        let response = responses.get(next.fetch_add(1, Ordering::SeqCst));
        let response = response.or(responses.last()).cloned();
        response.unwrap_or_else(|| ResponseTemplate::new(500))
    }
}

/// A server with scripted responses, a client and its clock.
struct WaitFixture {
    server: MockServer,
    partna: Partna,
    clock: SkippingClock,
    reference: Reference,
}

impl WaitFixture {
    async fn new(responses: Vec<ResponseTemplate>) -> Result<Self> {
        Self::with(responses, |builder| builder).await
    }

    async fn with(
        responses: Vec<ResponseTemplate>,
        configure: impl FnOnce(Builder) -> Builder,
    ) -> Result<Self> {
        let server = MockServer::start().await;
        Mock::given(method("GET"))
            .and(path("/ramp"))
            .respond_with(respond_in_turn(responses))
            .mount(&server)
            .await;
        let clock = SkippingClock::default();
        let builder = builder(&server.uri())?.clock(clock.clone());
        let partna = configure(builder).build().await?;
        Ok(Self {
            server,
            partna,
            clock,
            reference: REFERENCE.parse()?,
        })
    }

    async fn request_count(&self) -> usize {
        let requests = self.server.received_requests().await;
        requests.unwrap_or_default().len()
    }
}

#[tokio::test]
async fn polls_until_the_ramp_has_ended() -> Result {
    let responses = [
        "pending",
        "received",
        "processing",
        "a new one",
        "completed",
    ];
    let mut responses: Vec<_> = responses.map(ramp_in_state).into();
    responses.insert(0, ramp_missing());
    responses.insert(1, ResponseTemplate::new(404));
    let fixture = WaitFixture::new(responses).await?;
    let ramp = fixture
        .partna
        .wait_for_ramp(&fixture.reference)
        .run()
        .await?;
    assert_eq!(ramp.status, Some(RampStatus::Completed));
    assert_eq!(ramp.ramp_reference.as_deref(), Some(REFERENCE));
    assert_eq!(
        fixture.clock.seconds(),
        [2.0, 3.0, 4.5, 6.75, 10.125, 15.1875]
    );
    assert_eq!(fixture.request_count().await, 7);
    Ok(())
}

#[tokio::test]
async fn every_spelling_of_a_final_state_ends_the_wait() -> Result {
    for state in [
        "completed",
        "Completed",
        "canceled",
        "CANCELLED",
        "failed",
        "expired",
    ] {
        let fixture = WaitFixture::new(vec![ramp_in_state(state)]).await?;
        let ramp = fixture
            .partna
            .wait_for_ramp(&fixture.reference)
            .run()
            .await?;
        assert_eq!(ramp.status, Some(RampStatus::from(state)));
        assert_eq!(
            (fixture.request_count().await, fixture.clock.waits()),
            (1, vec![])
        );
    }
    Ok(())
}

#[tokio::test]
async fn intervals_grow_up_to_max_interval() -> Result {
    let mut responses = vec![ramp_in_state("pending"); 9];
    responses.push(ramp_in_state("failed"));
    let fixture = WaitFixture::new(responses.clone()).await?;
    fixture
        .partna
        .wait_for_ramp(&fixture.reference)
        .run()
        .await?;
    let grown = fixture.clock.seconds();
    assert_eq!(grown.get(5..), Some(&[15.1875, 22.78125, 30.0, 30.0][..]));

    let fixture = WaitFixture::new(responses).await?;
    let wait = fixture.partna.wait_for_ramp(&fixture.reference);
    let wait = wait.initial_interval(Duration::ZERO);
    wait.max_interval(Duration::from_millis(200)).run().await?;
    let mut expected = vec![0.1, 0.15];
    expected.resize(9, 0.2);
    assert_eq!(fixture.clock.seconds(), expected);
    Ok(())
}

#[tokio::test]
async fn deadline_error_names_the_last_state() -> Result {
    for (responses, text) in [
        (
            vec![ramp_in_state("pending"), ramp_in_state("processing")],
            "list_ramps: the ramp: it has not ended within 10s (last status: processing); look it up again later",
        ),
        (
            vec![ramp_in_state("received"), ramp_missing()],
            "list_ramps: the ramp: it has not ended within 10s (last status: received); look it up again later",
        ),
        (
            vec![ramps(json!([{"rampReference": REFERENCE}]))],
            "list_ramps: the ramp: it has not ended within 10s (last status: missing); look it up again later",
        ),
        (
            vec![ramp_in_state("pend\u{1b}[1m\ning")],
            "list_ramps: the ramp: it has not ended within 10s (last status: pend[1ming); look it up again later",
        ),
        (
            vec![ramp_missing()],
            "list_ramps: the ramp: the API has not listed it within 10s; check the reference and the account name",
        ),
    ] {
        let fixture = WaitFixture::new(responses).await?;
        let wait = fixture.partna.wait_for_ramp(&fixture.reference);
        let error = wait.deadline(Duration::from_secs(10)).run().await.err();
        let error = error.ok_or("the wait succeeded")?;
        assert_eq!(
            (error.kind(), error.to_string().as_str()),
            (ErrorKind::Timeout, text)
        );
        assert!(error.source().is_none());
        // The last poll is at the deadline.
        assert_eq!(fixture.clock.seconds(), [2.0, 3.0, 4.5, 0.5]);
        assert_eq!(fixture.request_count().await, 5);
    }
    Ok(())
}

#[tokio::test]
async fn permanent_error_ends_the_wait() -> Result {
    let message = |text: &str| json!({"message": text});
    for (response, kind) in [
        (
            ResponseTemplate::new(400).set_body_json(message("accountName is required")),
            ErrorKind::Invalid,
        ),
        (
            ResponseTemplate::new(401).set_body_json(message("invalid apikey")),
            ErrorKind::NotAuthenticated,
        ),
        (
            ResponseTemplate::new(200).set_body_json(json!([7])),
            ErrorKind::Undecodable,
        ),
    ] {
        let fixture = WaitFixture::new(vec![ramp_in_state("pending"), response]).await?;
        let error = fixture.partna.wait_for_ramp(&fixture.reference).run().await;
        assert_eq!(error.err().map(|error| error.kind()), Some(kind));
        assert_eq!(
            (fixture.request_count().await, fixture.clock.seconds()),
            (2, vec![2.0])
        );
    }
    Ok(())
}

#[tokio::test]
async fn until_ends_the_wait_at_an_earlier_state() -> Result {
    let responses = ["pending", "processing", "completed"].map(ramp_in_state);
    let fixture = WaitFixture::new(responses.into()).await?;
    let wait = fixture.partna.wait_for_ramp(&fixture.reference);
    let ramp = wait
        .account_name("amina01")
        .until(|ramp| ramp.status == Some(RampStatus::Processing))
        .run()
        .await?;
    assert_eq!(ramp.status, Some(RampStatus::Processing));
    let requests = fixture.server.received_requests().await.unwrap_or_default();
    let queries: Vec<_> = requests
        .iter()
        .filter_map(|request| request.url.query())
        .collect();
    let query = format!("accountName=amina01&rampReference={REFERENCE}");
    assert_eq!(queries, [query.as_str(), query.as_str()]);
    Ok(())
}

#[tokio::test]
async fn dropped_wait_stops_polling() -> Result {
    let server = MockServer::start().await;
    Mock::given(method("GET"))
        .respond_with(ramp_in_state("pending"))
        .mount(&server)
        .await;
    // With the system clock, so that waits take time.
    let partna = builder(&server.uri())?.build().await?;
    let wait = partna
        .wait_for_ramp(&REFERENCE.parse()?)
        .initial_interval(Duration::from_millis(100))
        .max_interval(Duration::from_millis(100));
    let task = tokio::spawn(wait.run());
    let request_count = async || server.received_requests().await.unwrap_or_default().len();
    while request_count().await < 2 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    task.abort();
    let ended = task.await;
    assert!(ended.is_err_and(|error| error.is_cancelled()));
    // A request that was already sent may still arrive.
    tokio::time::sleep(Duration::from_millis(150)).await;
    let count = request_count().await;
    tokio::time::sleep(Duration::from_millis(400)).await;
    assert_eq!(request_count().await, count);
    Ok(())
}
