//! Waiting for a ramp: when it asks, and what ends it. The sockets are real, and the waits are not.
//!
//! Why not the sandbox: its ramps have documented states in documented order alone. Faults during a wait are in the suite
//! `recovery`.

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

/// A clock on which a wait takes no time, and is written down.
#[derive(Clone, Debug, Default)]
struct Skipping(Arc<Mutex<Vec<Duration>>>);

impl Skipping {
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

impl Clock for Skipping {
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

/// Our ramp in this state, among others.
fn state(status: &str) -> ResponseTemplate {
    let other = json!({"rampReference": "another", "status": "completed"});
    ramps(json!([other, {"rampReference": REFERENCE, "status": status}]))
}

fn unseen() -> ResponseTemplate {
    ramps(json!([{"rampReference": "another", "status": "completed"}]))
}

/// One answer after the other, and the last of them for ever.
fn in_turn(answers: Vec<ResponseTemplate>) -> impl Respond {
    let next = AtomicUsize::new(0);
    move |_: &Request| {
        let answer = answers.get(next.fetch_add(1, Ordering::SeqCst));
        let answer = answer.or(answers.last()).cloned();
        answer.unwrap_or_else(|| ResponseTemplate::new(500))
    }
}

struct Scene {
    server: MockServer,
    partna: Partna,
    clock: Skipping,
    reference: Reference,
}

impl Scene {
    async fn new(answers: Vec<ResponseTemplate>) -> Result<Self> {
        Self::with(answers, |builder| builder).await
    }

    async fn with(
        answers: Vec<ResponseTemplate>,
        set_up: impl FnOnce(Builder) -> Builder,
    ) -> Result<Self> {
        let server = MockServer::start().await;
        Mock::given(method("GET"))
            .and(path("/ramp"))
            .respond_with(in_turn(answers))
            .mount(&server)
            .await;
        let clock = Skipping::default();
        let builder = builder(&server.uri())?.clock(clock.clone());
        let partna = set_up(builder).build().await?;
        Ok(Self {
            server,
            partna,
            clock,
            reference: REFERENCE.parse()?,
        })
    }

    async fn asked(&self) -> usize {
        let requests = self.server.received_requests().await;
        requests.unwrap_or_default().len()
    }
}

#[tokio::test]
async fn it_asks_until_the_ramp_has_ended() -> Result {
    let answers = [
        "pending",
        "received",
        "processing",
        "a new one",
        "completed",
    ];
    let mut answers: Vec<_> = answers.map(state).into();
    answers.insert(0, unseen());
    answers.insert(1, ResponseTemplate::new(404));
    let scene = Scene::new(answers).await?;
    let ramp = scene.partna.wait_for_ramp(&scene.reference).run().await?;
    assert_eq!(ramp.status, Some(RampStatus::Completed));
    assert_eq!(ramp.ramp_reference.as_deref(), Some(REFERENCE));
    assert_eq!(
        scene.clock.seconds(),
        [2.0, 3.0, 4.5, 6.75, 10.125, 15.1875]
    );
    assert_eq!(scene.asked().await, 7);
    Ok(())
}

#[tokio::test]
async fn every_end_is_one_however_it_is_written() -> Result {
    for end in [
        "completed",
        "Completed",
        "canceled",
        "CANCELLED",
        "failed",
        "expired",
    ] {
        let scene = Scene::new(vec![state(end)]).await?;
        let ramp = scene.partna.wait_for_ramp(&scene.reference).run().await?;
        assert_eq!(ramp.status, Some(RampStatus::from(end)));
        assert_eq!((scene.asked().await, scene.clock.waits()), (1, vec![]));
    }
    Ok(())
}

#[tokio::test]
async fn intervals_grow_no_further_than_told() -> Result {
    let mut answers = vec![state("pending"); 9];
    answers.push(state("failed"));
    let scene = Scene::new(answers.clone()).await?;
    scene.partna.wait_for_ramp(&scene.reference).run().await?;
    let grown = scene.clock.seconds();
    assert_eq!(grown.get(5..), Some(&[15.1875, 22.78125, 30.0, 30.0][..]));

    let scene = Scene::new(answers).await?;
    let wait = scene.partna.wait_for_ramp(&scene.reference);
    let wait = wait.initial_interval(Duration::ZERO);
    wait.max_interval(Duration::from_millis(200)).run().await?;
    let mut expected = vec![0.1, 0.15];
    expected.resize(9, 0.2);
    assert_eq!(scene.clock.seconds(), expected);
    Ok(())
}

#[tokio::test]
async fn at_the_deadline_it_says_what_it_saw_last() -> Result {
    for (answers, text) in [
        (
            vec![state("pending"), state("processing")],
            "list_ramps: the ramp has not ended within 10s; it was last seen processing",
        ),
        (
            vec![state("received"), unseen()],
            "list_ramps: the ramp has not ended within 10s; it was last seen received",
        ),
        (
            vec![ramps(json!([{"rampReference": REFERENCE}]))],
            "list_ramps: the ramp has not ended within 10s; it was last seen without a state",
        ),
        (
            vec![state("pend\u{1b}[1m\ning")],
            "list_ramps: the ramp has not ended within 10s; it was last seen pend[1ming",
        ),
        (
            vec![unseen()],
            "list_ramps: the ramp has not been seen within 10s",
        ),
    ] {
        let scene = Scene::new(answers).await?;
        let wait = scene.partna.wait_for_ramp(&scene.reference);
        let error = wait.deadline(Duration::from_secs(10)).run().await.err();
        let error = error.ok_or("it ended")?;
        assert_eq!(
            (error.kind(), error.to_string().as_str()),
            (ErrorKind::Timeout, text)
        );
        assert!(error.source().is_none());
        // The last question comes with the deadline.
        assert_eq!(scene.clock.seconds(), [2.0, 3.0, 4.5, 0.5]);
        assert_eq!(scene.asked().await, 5);
    }
    Ok(())
}

#[tokio::test]
async fn what_does_not_pass_ends_it_at_once() -> Result {
    let message = |text: &str| json!({"message": text});
    for (answer, kind) in [
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
        let scene = Scene::new(vec![state("pending"), answer]).await?;
        let error = scene.partna.wait_for_ramp(&scene.reference).run().await;
        assert_eq!(error.err().map(|error| error.kind()), Some(kind));
        assert_eq!((scene.asked().await, scene.clock.seconds()), (2, vec![2.0]));
    }
    Ok(())
}

#[tokio::test]
async fn it_stops_sooner_where_that_is_enough() -> Result {
    let answers = ["pending", "processing", "completed"].map(state);
    let scene = Scene::new(answers.into()).await?;
    let wait = scene.partna.wait_for_ramp(&scene.reference);
    let ramp = wait
        .account_name("amina01")
        .until(|ramp| ramp.status == Some(RampStatus::Processing))
        .run()
        .await?;
    assert_eq!(ramp.status, Some(RampStatus::Processing));
    let requests = scene.server.received_requests().await.unwrap_or_default();
    let queries: Vec<_> = requests
        .iter()
        .filter_map(|request| request.url.query())
        .collect();
    let query = format!("accountName=amina01&rampReference={REFERENCE}");
    assert_eq!(queries, [query.as_str(), query.as_str()]);
    Ok(())
}

#[tokio::test]
async fn dropped_it_asks_no_more() -> Result {
    let server = MockServer::start().await;
    Mock::given(method("GET"))
        .respond_with(state("pending"))
        .mount(&server)
        .await;
    // On the clock of the system, where a wait is one.
    let partna = builder(&server.uri())?.build().await?;
    let wait = partna
        .wait_for_ramp(&REFERENCE.parse()?)
        .initial_interval(Duration::from_millis(100))
        .max_interval(Duration::from_millis(100));
    let task = tokio::spawn(wait.run());
    let asked = async || server.received_requests().await.unwrap_or_default().len();
    while asked().await < 2 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    task.abort();
    let ended = task.await;
    assert!(ended.is_err_and(|error| error.is_cancelled()));
    // What had left by then may still arrive.
    tokio::time::sleep(Duration::from_millis(150)).await;
    let until_then = asked().await;
    tokio::time::sleep(Duration::from_millis(400)).await;
    assert_eq!(asked().await, until_then);
    Ok(())
}
