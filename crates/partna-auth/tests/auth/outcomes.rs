//! Writes with a reference, byte by byte: what a handle sends, and look-ups that cannot be read. Outcomes on the sandbox are in
//! the suite `recovery`.

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

/// What a resolution says.
fn told(resolution: Resolution) -> String {
    match resolution {
        Resolution::Committed(record @ Record::Ramp(_)) => {
            format!("ramp {:?} {:?}", record.status(), record.amount())
        }
        Resolution::Committed(record) => {
            format!("transaction {:?} {:?}", record.status(), record.amount())
        }
        Resolution::NotSeen => "not seen".to_owned(),
    }
}

/// A server that reads each write, resets its connection, and finds no record; the requests; and a client that retries.
struct Dropping {
    _server: Server,
    requests: Arc<Mutex<Vec<Request>>>,
    partna: Partna,
}

impl Dropping {
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
        let retries = Retries::default().first_wait(Duration::from_millis(2));
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
async fn look_up_names_the_reference_and_the_account_of_a_ramp() -> Result {
    let api = Dropping::start().await?;
    let write = api
        .partna
        .create_ramp()
        .body(ramp())
        .with_reference(reference()?)?;
    let Outcome::Unknown(pending) = write.send().await? else {
        return Err("its outcome is known".into());
    };
    assert_eq!(told(pending.resolve().await?), "not seen");
    let write = api.partna.create_transfer().body(transfer());
    let Outcome::Unknown(pending) = write.with_reference(reference()?)?.send().await? else {
        return Err("its outcome is known".into());
    };
    assert_eq!(told(pending.resolve().await?), "not seen");
    let line = |request: Request| {
        let query = request.query.iter();
        let query: Vec<String> = query
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        format!("{} {} {}", request.method, request.path, query.join("&"))
    };
    let seen: Vec<String> = api.requests().into_iter().map(line).collect();
    let look_up = format!("GET /v4/ramp rampReference={REFERENCE}&accountName=amina01");
    let details = format!("GET /v4/transfer/details transactionReference={REFERENCE}");
    let expected = ["POST /v4/ramp ", &look_up, "POST /v4/transfer ", &details];
    assert_eq!(seen, expected);
    Ok(())
}

#[tokio::test]
async fn write_is_sent_again_with_the_same_bytes() -> Result {
    let api = Dropping::start().await?;
    let write = api.partna.create_transfer().body(transfer());
    let Outcome::Unknown(pending) = write.with_reference(reference()?)?.send().await? else {
        return Err("its outcome is known".into());
    };
    let again = pending.send_again().await?;
    assert!(matches!(again, Resent::Unknown(_)), "{again:?}");
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

/// A write with a handle is the same on the wire as one without.
#[tokio::test]
async fn a_handle_changes_nothing_of_what_is_sent() -> Result {
    let api = Dropping::start().await?;
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
async fn look_up_that_cannot_be_read_is_an_error_and_not_unseen() -> Result {
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
        judge(found, is_unseen, &data)?;
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
        judge(found, is_unseen, &ramps)?;
    }
    // Odd fields beside the reference do not hide the record, and neither does a ramp that the filter should leave out.
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
    let found = told(write.assume_sent().resolve().await?);
    assert_eq!(found, "ramp None None");
    Ok(())
}

fn judge(
    found: std::result::Result<Resolution, partna_auth::Error>,
    is_unseen: bool,
    case: &str,
) -> Result {
    match found {
        Ok(found) if is_unseen => assert_eq!(told(found), "not seen", "{case}"),
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
