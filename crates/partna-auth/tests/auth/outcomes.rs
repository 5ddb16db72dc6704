//! Writes with a reference: the bytes that a handle sends, and lookups that cannot be decoded. The suite `recovery` tests
//! outcomes on the sandbox.

use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use partna_auth::{
    ErrorKind, Outcome, Partna, Record, Resent, Resolution, Retries, WithReference, types,
};
use partna_tests::builder;
use partna_tests::scripted_server::ScriptedServer;
use partna_tests::server::{Reply, Request, Server};
use partna_tests::transfers::{REFERENCE, reference, transfer};
use serde_json::json;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

fn ramp() -> types::builder::RampRequest {
    types::RampRequest::builder()
        .account_name("amina01")
        .from_amount(1000)
        .from_currency("NGN")
        .from_network("naira")
        .to_currency("USDT")
        .to_network("tron")
        .rate_key("k")
}

/// Describes a resolution in words.
fn describe(resolution: Resolution) -> String {
    match resolution {
        Resolution::Found(record @ Record::Ramp(_)) => {
            format!("ramp {:?} {:?}", record.status(), record.amount())
        }
        Resolution::Found(record) => {
            format!("transaction {:?} {:?}", record.status(), record.amount())
        }
        Resolution::NotSeen => "not seen".to_owned(),
    }
}

/// A server that resets the connection of each write and finds no record. Contains the requests and a client that retries.
struct ResettingServer {
    _server: Server,
    requests: Arc<Mutex<Vec<Request>>>,
    partna: Partna,
}

impl ResettingServer {
    async fn start() -> Result<Self> {
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        let server = Server::start(move |request: Request| {
            let reply = match request.method.as_str() {
                "POST" => Reply::Reset,
                _ => Reply::Json(200, json!({"message": "success", "data": {}})),
            };
            let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
            seen.push(request);
            std::future::ready(reply)
        })
        .await?;
        let retries = Retries::default().base_delay(Duration::from_millis(2));
        let builder = builder(&server.base_url())?.retries(retries);
        Ok(Self {
            partna: builder.build().await?,
            _server: server,
            requests,
        })
    }

    fn requests(&self) -> Vec<Request> {
        let requests = self.requests.lock();
        requests.unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[tokio::test]
async fn lookup_sends_the_reference_and_the_account_of_a_ramp() -> Result {
    let api = ResettingServer::start().await?;
    let write = api
        .partna
        .create_ramp()
        .body(ramp())
        .with_reference(reference()?)?;
    let Outcome::Unknown(pending) = write.send().await? else {
        return Err("the outcome is known".into());
    };
    assert_eq!(describe(pending.resolve().await?), "not seen");
    let write = api.partna.create_transfer().body(transfer());
    let Outcome::Unknown(pending) = write.with_reference(reference()?)?.send().await? else {
        return Err("the outcome is known".into());
    };
    assert_eq!(describe(pending.resolve().await?), "not seen");
    let line = |request: Request| {
        let query = request.query.iter();
        let query: Vec<String> = query
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        format!("{} {} {}", request.method, request.path, query.join("&"))
    };
    let seen: Vec<String> = api.requests().into_iter().map(line).collect();
    let lookup = format!("GET /v4/ramp rampReference={REFERENCE}&accountName=amina01");
    let details = format!("GET /v4/transfer/details transactionReference={REFERENCE}");
    let expected = ["POST /v4/ramp ", &lookup, "POST /v4/transfer ", &details];
    assert_eq!(seen, expected);
    Ok(())
}

#[tokio::test]
async fn send_again_sends_the_same_bytes() -> Result {
    let api = ResettingServer::start().await?;
    let write = api.partna.create_transfer().body(transfer());
    let Outcome::Unknown(pending) = write.with_reference(reference()?)?.send().await? else {
        return Err("the outcome is known".into());
    };
    let resent = pending.send_again().await?;
    assert!(matches!(resent, Resent::Unknown(_)), "{resent:?}");
    let requests = api.requests().into_iter();
    let writes: Vec<Vec<u8>> = requests
        .map(|request| request.body)
        .filter(|body| !body.is_empty())
        .collect();
    let [first, second] = writes.as_slice() else {
        return Err(format!("{} writes", writes.len()).into());
    };
    assert_eq!(first, second);
    Ok(())
}

#[tokio::test]
async fn write_with_handle_is_the_same_on_the_wire_as_without() -> Result {
    let api = ResettingServer::start().await?;
    let plain = api
        .partna
        .create_transfer()
        .body(transfer().transaction_reference(REFERENCE))
        .send()
        .await;
    assert_eq!(
        plain.err().map(|error| error.kind()),
        Some(ErrorKind::OutcomeUnknown)
    );
    let write = api
        .partna
        .create_transfer()
        .body(transfer())
        .with_reference(reference()?)?;
    assert!(matches!(write.send().await?, Outcome::Unknown(_)));
    let requests = api.requests();
    let [plain, handled] = requests.as_slice() else {
        return Err("not two requests".into());
    };
    assert_eq!(
        (&plain.path, &plain.headers, &plain.body),
        (&handled.path, &handled.headers, &handled.body)
    );
    Ok(())
}

#[tokio::test]
async fn undecodable_lookup_is_an_error_and_not_unseen() -> Result {
    let api = ScriptedServer::start().await?;
    let reference = reference()?;
    let record = format!(
        r#"{{"transactionReference": "{reference}", "rampReference": "{reference}", "amount": 5}}"#
    );
    for (data, is_unseen) in [
        ("null".to_owned(), true),
        ("\"\"".to_owned(), true),
        ("[]".to_owned(), true),
        ("{}".to_owned(), true),
        ("\"odd\"".to_owned(), false),
        ("7".to_owned(), false),
        (format!("[{record}]"), false),
        (
            format!(r#"{{"transactionReference": ["{reference}"], "amount": 5}}"#),
            false,
        ),
        (
            r#"{"transactionReference": {"hex": "aa"}}"#.to_owned(),
            false,
        ),
    ] {
        api.set_ok_body(&format!(r#"{{"message": "success", "data": {data}}}"#));
        let write = api
            .partna
            .create_transfer()
            .body(transfer())
            .with_reference(reference.clone())?;
        let found = write.assume_sent().resolve().await;
        assert_unseen_or_undecodable(found, is_unseen, &data)?;
    }
    for (ramps, is_unseen) in [
        ("[]".to_owned(), true),
        ("{}".to_owned(), true),
        ("null".to_owned(), true),
        (r#"[{"rampReference": "00ff"}]"#.to_owned(), true),
        ("[null]".to_owned(), true),
        ("\"odd\"".to_owned(), false),
        ("[\"odd\"]".to_owned(), false),
        (format!(r#"{{"0": {record}}}"#), false),
        (format!(r#"[{{"rampReference": ["{reference}"]}}]"#), false),
    ] {
        api.set_ok_body(&format!(
            r#"{{"message": "success", "data": {{"rampRequests": {ramps}}}}}"#
        ));
        let write = api
            .partna
            .create_ramp()
            .body(ramp())
            .with_reference(reference.clone())?;
        let found = write.assume_sent().resolve().await;
        assert_unseen_or_undecodable(found, is_unseen, &ramps)?;
    }
    // Odd fields beside the reference do not hide the record. A ramp that the filter should omit does not hide it either.
    let odd = format!(
        r#"[null, "odd", {{"rampReference": "another", "status": "canceled"}},
            {{"rampReference": "{reference}", "fromAmount": "", "status": []}}]"#
    );
    api.set_ok_body(&format!(
        r#"{{"message": "success", "data": {{"rampRequests": {odd}}}}}"#
    ));
    let write = api
        .partna
        .create_ramp()
        .body(ramp())
        .with_reference(reference)?;
    let found = describe(write.assume_sent().resolve().await?);
    assert_eq!(found, "ramp None None");
    Ok(())
}

fn assert_unseen_or_undecodable(
    found: std::result::Result<Resolution, partna_auth::Error>,
    is_unseen: bool,
    case: &str,
) -> Result {
    match found {
        Ok(found) if is_unseen => assert_eq!(describe(found), "not seen", "{case}"),
        Err(error) if !is_unseen => {
            assert_eq!(error.kind(), ErrorKind::Undecodable, "{case}");
            let text = error.to_string();
            assert!(
                text.contains("does not show whether the reference"),
                "{text}"
            );
        }
        found => return Err(format!("{case}: {found:?}").into()),
    }
    Ok(())
}
