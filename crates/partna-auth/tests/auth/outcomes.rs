//! Writes with a reference: what is sent, what is known of it afterwards, and what is never sent again by guess.

use std::error::Error;

use partna_auth::{
    ErrorKind, Outcome, Record, Reference, Resent, Resolution, WithReference, types,
};
use partna_tests::books::{Api, Mood};
use partna_tests::builder;
use partna_tests::server::{Reply, Server};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

const REFERENCE: &str = "bbcdef2234567890abcdef1234568880";

fn reference() -> Reference {
    REFERENCE.parse().unwrap_or_else(|_| Reference::random())
}

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

fn transfer() -> types::builder::TransferRequest {
    types::TransferRequest::builder()
        .from_account("amina01")
        .to_account("bello02")
        .amount("25.75")
        .currency("USD")
}

fn withdrawal() -> types::builder::WithdrawalRequest {
    types::WithdrawalRequest::builder()
        .from_account("amina01")
        .amount("7.25")
        .currency("NGN")
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

macro_rules! unknown {
    ($write:expr) => {
        match $write.send().await? {
            Outcome::Unknown(pending) => pending,
            Outcome::Accepted(_) => return Err("its outcome is known".into()),
        }
    };
}

#[tokio::test]
async fn what_was_committed_and_then_dropped_is_found() -> Result {
    for mood in [Mood::CommitThenDrop, Mood::CommitThenBadGateway] {
        let api = Api::new(mood).await?;
        let write = api
            .partna
            .create_ramp()
            .body(ramp())
            .with_reference(Reference::random())?;
        let found = told(unknown!(write).resolve().await?);
        assert_eq!(found, "ramp Some(\"processing\") Some(Amount(1000))");
        let write = api
            .partna
            .create_transfer()
            .body(transfer())
            .with_reference(Reference::random())?;
        let found = told(unknown!(write).resolve().await?);
        assert_eq!(found, "transaction Some(\"completed\") Some(Amount(25.75))");
        let write = api
            .partna
            .create_withdrawal()
            .body(withdrawal())
            .with_reference(Reference::random())?;
        let found = told(unknown!(write).resolve().await?);
        assert_eq!(found, "transaction Some(\"completed\") Some(Amount(7.25))");
        assert_eq!(
            api.books()
                .requests
                .iter()
                .filter(|request| request.method == "POST")
                .count(),
            3
        );
    }
    Ok(())
}

#[tokio::test]
async fn what_never_arrived_is_not_seen_and_not_sent_again() -> Result {
    let api = Api::new(Mood::Drop).await?;
    let write = api
        .partna
        .create_ramp()
        .body(ramp())
        .with_reference(reference())?;
    let pending = unknown!(write);
    assert_eq!(told(pending.resolve().await?), "not seen");
    let write = api
        .partna
        .create_transfer()
        .body(transfer())
        .with_reference(reference())?;
    assert_eq!(told(unknown!(write).resolve().await?), "not seen");
    let look_up = format!("GET /v4/ramp rampReference={REFERENCE}&accountName=amina01");
    let details = format!("GET /v4/transfer/details transactionReference={REFERENCE}");
    assert_eq!(
        api.seen(),
        ["POST /v4/ramp", &look_up, "POST /v4/transfer", &details]
    );
    Ok(())
}

#[tokio::test]
async fn a_handle_outlives_a_send_that_was_dropped() -> Result {
    let (arrived, mut arrivals) = tokio::sync::mpsc::unbounded_channel();
    let stalled = Server::start(move |_| {
        // The test is over if nobody listens.
        let _ = arrived.send(());
        std::future::ready(Reply::Stall)
    });
    let stalled = stalled.await?;
    let partna = builder(&stalled.base_url())?.build().await?;
    let write = partna
        .create_transfer()
        .body(transfer())
        .with_reference(reference())?;
    tokio::select! {
        ended = write.send() => return Err(format!("it ended: {ended:?}").into()),
        _ = arrivals.recv() => {}
    }
    let pending = unknown!(write);
    assert_eq!(pending.reference().as_str(), REFERENCE);
    // One that was never polled was never sent.
    let api = Api::new(Mood::Good).await?;
    let write = api
        .partna
        .create_transfer()
        .body(transfer())
        .with_reference(reference())?;
    drop(write.send());
    assert!(matches!(write.send().await?, Outcome::Accepted(_)));
    assert_eq!(api.seen(), ["POST /v4/transfer"]);
    Ok(())
}

#[tokio::test]
async fn sending_again_is_the_callers_word_and_happens_once() -> Result {
    // It had arrived: the API refuses the second, and that says so.
    for (mood, arrived) in [(Mood::CommitThenDrop, true), (Mood::Drop, false)] {
        let api = Api::new(mood).await?;
        let write = api
            .partna
            .create_transfer()
            .body(transfer())
            .with_reference(reference())?;
        let pending = unknown!(write);
        api.books().mood = Mood::Good;
        match pending.send_again().await? {
            Resent::AlreadyApplied(Some(Record::Transaction(found))) if arrived => {
                assert_eq!(found.transaction_reference.as_deref(), Some(REFERENCE));
            }
            Resent::Accepted(_) if !arrived => {}
            other => return Err(format!("{other:?}").into()),
        }
        let books = api.books();
        assert_eq!(books.writes.len(), 1);
        let bodies: Vec<&[u8]> = books
            .requests
            .iter()
            .map(|request| request.body.as_slice())
            .filter(|body| !body.is_empty())
            .collect();
        assert!(
            matches!(bodies.as_slice(), [first, second] if first == second),
            "the very bytes"
        );
    }
    let api = Api::new(Mood::CommitThenDrop).await?;
    let pending = unknown!(
        api.partna
            .create_ramp()
            .body(ramp())
            .with_reference(reference())?
    );
    assert!(matches!(
        pending.send_again().await?,
        Resent::AlreadyApplied(Some(Record::Ramp(_)))
    ));
    Ok(())
}

#[tokio::test]
async fn a_reference_that_was_written_down_can_be_asked_about_after_a_crash() -> Result {
    let api = Api::new(Mood::Good).await?;
    let sent = api
        .partna
        .create_transfer()
        .body(transfer())
        .with_reference(reference())?
        .send()
        .await?;
    assert!(matches!(sent, Outcome::Accepted(_)));
    let pending = api
        .partna
        .create_transfer()
        .body(transfer())
        .with_reference(reference())?
        .assume_sent();
    assert!(matches!(pending.resolve().await?, Resolution::Committed(_)));
    // Sent by mistake as if for the first time, it is unknown: which write has the reference is not known.
    let again = api
        .partna
        .create_transfer()
        .body(transfer())
        .with_reference(reference())?
        .send()
        .await?;
    assert!(matches!(again, Outcome::Unknown(_)));
    Ok(())
}

#[tokio::test]
async fn where_no_look_up_is_documented_there_is_none() -> Result {
    let api = Api::new(Mood::CommitThenDrop).await?;
    let deposit = types::MockDepositRequest::builder().account_name("amina01");
    let write = api
        .partna
        .create_mock_deposit()
        .body(deposit)
        .with_reference(reference())?;
    let error = unknown!(write)
        .resolve()
        .await
        .err()
        .ok_or("it was looked up")?;
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    assert!(error.to_string().contains("no look-up"), "{error}");
    let order = types::PreorderRequest::builder().rate_key("k");
    let write = api
        .partna
        .preorder_conversion()
        .body(order)
        .with_reference(reference())?;
    assert!(unknown!(write).resolve().await.is_err());
    assert_eq!(
        api.seen(),
        ["POST /v4/mock/deposit", "POST /v4/convert/preorder"]
    );
    Ok(())
}

#[tokio::test]
async fn what_is_wrong_is_said_before_there_is_a_handle() -> Result {
    let api = Api::new(Mood::Good).await?;
    let incomplete = types::RampRequest::builder().from_currency("NGN");
    let error = api
        .partna
        .create_ramp()
        .body(incomplete)
        .with_reference(reference())
        .err()
        .ok_or("it was taken")?;
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert!(error.to_string().contains("from_network"), "{error}");
    let other = transfer().transaction_reference("another");
    let error = api
        .partna
        .create_transfer()
        .body(other)
        .with_reference(reference())
        .err()
        .ok_or("it was taken")?;
    assert!(
        error.to_string().contains("another reference already"),
        "{error}"
    );
    let same = transfer().transaction_reference(REFERENCE);
    let taken = api
        .partna
        .create_transfer()
        .body(same)
        .with_reference(reference())?;
    assert_eq!(taken.reference().as_str(), REFERENCE);
    assert_eq!(api.seen().len(), 0);
    Ok(())
}

/// A write with a handle is the same on the wire as one without.
#[tokio::test]
async fn a_handle_changes_nothing_of_what_is_sent() -> Result {
    let api = Api::new(Mood::Drop).await?;
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
        .with_reference(reference())?;
    assert!(matches!(write.send().await?, Outcome::Unknown(_)));
    let books = api.books();
    let [plain, handled] = books.requests.as_slice() else {
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
    let api = partna_tests::scripted::Scripted::start().await?;
    let reference = reference();
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
        api.replies_ok(&format!(r#"{{"message": "success", "data": {data}}}"#));
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
        api.replies_ok(&format!(
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
    // Odd fields beside the reference do not hide the record.
    let odd = format!(
        r#"[null, "odd", {{"rampReference": "{reference}", "fromAmount": "", "status": []}}]"#
    );
    api.replies_ok(&format!(
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
            assert_eq!(error.kind(), partna_auth::ErrorKind::Undecodable, "{case}");
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
