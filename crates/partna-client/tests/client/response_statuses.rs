//! Every status with every kind of body, for each kind of call, over sockets: a write is accepted only if the response shows it,
//! and is sent again only after a rejection.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;

use openapi_facts::json::Json;
use partna_auth::{ErrorKind, HasReference, Outcome, Partna, Reference, WithReference, types};
use partna_codegen::document::operations;
use partna_tests::scripted_server::ScriptedServer;
use partna_tests::server::Reply;
use partna_tests::{document, snapshots};
use serde_json::{Value, json};

type Result<T = ()> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// The statuses that reject a write.
const REFUSALS: [u16; 12] = [400, 401, 402, 403, 404, 405, 409, 410, 413, 415, 422, 429];

/// The reference in the document's examples.
const REFERENCE: &str = "bbcdef2234567890abcdef1234568880";

/// The kinds of call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CallKind {
    Read,
    PostRead,
    UnsafeGet,
    NoReference,
    ReferenceRejected,
    DuplicatesUndocumented,
    Custom,
}

impl CallKind {
    const ALL: [(Self, &str); 7] = [
        (Self::Read, "get_balances"),
        (Self::PostRead, "resolve_bank_account"),
        (Self::UnsafeGet, "trigger_billing"),
        (Self::NoReference, "create_account"),
        (Self::ReferenceRejected, "create_transfer"),
        (Self::DuplicatesUndocumented, "convert_currency"),
        (Self::Custom, "no operation of the document"),
    ];

    fn is_read(self) -> bool {
        matches!(self, Self::Read | Self::PostRead)
    }

    /// Returns whether the call has a handle, which records that it was sent.
    fn has_handle(self) -> bool {
        matches!(self, Self::ReferenceRejected | Self::DuplicatesUndocumented)
    }
}

/// The kinds of body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BodyKind {
    Missing,
    EmptyObject,
    Success,
    Refusal,
    Html,
    Truncated,
    ReferenceExists,
}

impl BodyKind {
    const ALL: [Self; 7] = [
        Self::Missing,
        Self::EmptyObject,
        Self::Success,
        Self::Refusal,
        Self::Html,
        Self::Truncated,
        Self::ReferenceExists,
    ];
}

/// The result of a call, as these tests distinguish it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum CallResult {
    Done,
    Unknown,
    /// The kind of the error.
    Failed(String),
}

fn outcome<T>(result: std::result::Result<T, partna_auth::Error>) -> CallResult {
    match result.map_err(|error| error.kind()) {
        Ok(_) => CallResult::Done,
        Err(ErrorKind::OutcomeUnknown) => CallResult::Unknown,
        Err(kind) => CallResult::Failed(format!("{kind:?}")),
    }
}

/// Sends a write with a handle twice.
async fn send_twice<B: HasReference>(call: B) -> Result<(CallResult, CallResult)> {
    let write = call.with_reference(REFERENCE.parse::<Reference>()?)?;
    let classify = |result| match result {
        Ok(Outcome::Accepted(_)) => CallResult::Done,
        Ok(Outcome::Unknown(_)) => CallResult::Unknown,
        Err(error) => outcome::<()>(Err(error)),
    };
    let first = classify(write.send().await);
    Ok((first, classify(write.send().await)))
}

/// Makes a call. A call with a handle is made twice, and has a second result.
async fn call(partna: &Partna, kind: CallKind) -> Result<(CallResult, Option<CallResult>)> {
    let plain = |end| (end, None);
    let handled = |(first, second)| (first, Some(second));
    Ok(match kind {
        CallKind::Read => plain(outcome(partna.get_balances().send().await)),
        CallKind::PostRead => {
            let body = types::ResolveBankAccountRequest::builder()
                .account_number("0123456789")
                .bank_code("02")
                .currency("NGN");
            plain(outcome(
                partna.resolve_bank_account().body(body).send().await,
            ))
        }
        CallKind::UnsafeGet => plain(outcome(partna.trigger_billing().send().await)),
        CallKind::NoReference => {
            let body = types::AccountRequest::builder().account_name("amina01");
            plain(outcome(partna.create_account().body(body).send().await))
        }
        CallKind::ReferenceRejected => {
            let body = types::TransferRequest::builder().to_account("bello02");
            handled(send_twice(partna.create_transfer().body(body)).await?)
        }
        CallKind::DuplicatesUndocumented => {
            let body = types::ConversionRequest::builder().rate_key("k");
            handled(send_twice(partna.convert_currency().body(body)).await?)
        }
        CallKind::Custom => {
            let request = partna.request("POST", "/something/new").json(&json!({}));
            plain(outcome(request.send::<Value>().await))
        }
    })
}

/// Returns the bodies of the documented success and the documented refusal of an operation.
fn documented(doc: &Json, id: &str) -> Result<(String, String)> {
    let found = operations(doc).find(|(_, _, operation)| operation.text("operationId") == Some(id));
    let Some((_, _, operation)) = found else {
        let own = (
            r#"{"message":"success"}"#,
            r#"{"message":"invalid apikey"}"#,
        );
        return Ok((own.0.to_owned(), own.1.to_owned()));
    };
    let example = |class: char| {
        let responses = operation
            .get("responses")
            .into_iter()
            .flat_map(Json::entries);
        let mut examples = responses.filter(|(status, _)| status.starts_with(class));
        let (_, response) = examples.next()?;
        let example = response.at(&["content", "application/json", "example"])?;
        serde_json::to_string(example).ok()
    };
    let both = example('2').zip(example('4'));
    Ok(both.ok_or_else(|| format!("{id} lacks an example"))?)
}

/// Returns a response with this status and body. The connection is closed after a status that ends it or that has no body.
fn reply(status: u16, body: &str, content_type: &str) -> Reply {
    let bytes = Reply::bytes(status, &[("content-type", content_type)], body);
    match status {
        100..=199 | 204 | 304 => Reply::RawThenClose(bytes),
        _ => Reply::RawKeepOpen(bytes),
    }
}

/// Formats statuses as ranges, such as `200-202, 204`.
fn ranges(statuses: &[u16]) -> String {
    let mut ranges: Vec<(u16, u16)> = Vec::new();
    for status in statuses {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *status => *last = *status,
            _ => ranges.push((*status, *status)),
        }
    }
    let one = |(first, last): &(u16, u16)| match first == last {
        true => first.to_string(),
        false => format!("{first}-{last}"),
    };
    ranges.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Returns the expected result of a write. `None` means that the API rejects the write, with any kind of error.
fn expected_of_write(kind: CallKind, status: u16, body: BodyKind) -> Option<CallResult> {
    if body == BodyKind::ReferenceExists && kind.has_handle() {
        return Some(CallResult::Unknown);
    }
    match status {
        200..=202 if body == BodyKind::Success => Some(CallResult::Done),
        status if REFUSALS.contains(&status) => None,
        _ => Some(CallResult::Unknown),
    }
}

/// Checks the results of a call, and the number of requests that the server received.
fn check(
    kind: CallKind,
    status: u16,
    body: BodyKind,
    outcomes: &(CallResult, Option<CallResult>),
    seen: u32,
) -> Result {
    let cell = format!("{kind:?} {status} {body:?}: {outcomes:?}, {seen} seen");
    let (first, second) = outcomes;
    if kind.is_read() {
        let is_success = (200..300).contains(&status)
            && matches!(
                body,
                BodyKind::Missing | BodyKind::EmptyObject | BodyKind::Success
            );
        // A 204 has no body, even if bytes follow.
        let expected = is_success || status == 204;
        return match (*first == CallResult::Done) == expected && *first != CallResult::Unknown {
            true => Ok(()),
            false => Err(cell.into()),
        };
    }
    let expected = expected_of_write(kind, status, body);
    let ended_well = match &expected {
        Some(expected) => first == expected,
        None => matches!(first, CallResult::Failed(_)),
    };
    // The second `send` of a handle sends a request only if the first was rejected.
    let sent = match (&expected, second) {
        (None, Some(_)) => 2,
        _ => 1,
    };
    let second_is_unknown = expected.is_none()
        || second
            .as_ref()
            .is_none_or(|end| *end == CallResult::Unknown);
    match ended_well && seen == sent && second_is_unknown {
        true => Ok(()),
        false => Err(cell.into()),
    }
}

/// Makes one kind of call with every status and every kind of body. Returns the results as text.
async fn status_table(kind: CallKind, id: &'static str) -> Result<String> {
    let doc = document().map_err(|error| error.to_string())?;
    let (success, refusal) = documented(&doc, id)?;
    let truncated = success.trim_end_matches('}').to_owned();
    let bodies = |body: BodyKind| match body {
        BodyKind::Missing => ("", "application/json"),
        BodyKind::EmptyObject => ("{}", "application/json"),
        BodyKind::Success => (success.as_str(), "application/json"),
        BodyKind::Refusal => (refusal.as_str(), "application/json"),
        BodyKind::Html => ("<html><h1>Hello</h1></html>", "text/html"),
        BodyKind::Truncated => (truncated.as_str(), "application/json"),
        BodyKind::ReferenceExists => (
            r#"{"message":"transactionReference already exist"}"#,
            "application/json",
        ),
    };
    let api = ScriptedServer::start().await?;
    let mut text = format!("{kind:?} ({id})\n");
    // Bodies with the same outcomes share a section.
    let (mut wrong, mut sections) = (Vec::new(), Vec::<(Vec<BodyKind>, String)>::new());
    for body in BodyKind::ALL {
        if body == BodyKind::ReferenceExists && !kind.has_handle() {
            continue;
        }
        let mut outcomes: BTreeMap<CallResult, Vec<u16>> = BTreeMap::new();
        for status in 100..=999 {
            let (content, content_type) = bodies(body);
            api.set_reply(reply(status, content, content_type));
            let both = call(&api.partna, kind).await?;
            wrong.extend(check(kind, status, body, &both, api.request_count()).err());
            outcomes.entry(both.0).or_default().push(status);
        }
        let mut lines = String::new();
        for (end, statuses) in outcomes {
            let end = match end {
                CallResult::Failed(kind) => kind,
                end => format!("{end:?}"),
            };
            let (count, ranges) = (statuses.len(), ranges(&statuses));
            writeln!(lines, "    {end:<20} {count:>3}: {ranges}")?;
        }
        match sections.iter_mut().find(|(_, known)| *known == lines) {
            Some((bodies, _)) => bodies.push(body),
            None => sections.push((vec![body], lines)),
        }
    }
    for (bodies, lines) in sections {
        let bodies: Vec<String> = bodies.iter().map(|body| format!("{body:?}")).collect();
        write!(text, "  {}\n{lines}", bodies.join(", "))?;
    }
    let first: Vec<String> = wrong.iter().take(10).map(ToString::to_string).collect();
    match wrong.len() {
        0 => Ok(text),
        count => Err(format!("{count} cells are wrong, such as {first:#?}").into()),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn write_is_accepted_only_with_evidence_and_received_once() -> Result {
    let tables = CallKind::ALL.map(|(kind, id)| tokio::spawn(status_table(kind, id)));
    let (mut text, mut wrong) = (String::new(), Vec::new());
    for table in tables {
        match table.await? {
            Ok(table) => text += &table,
            Err(error) => wrong.push(error.to_string()),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    snapshots().bind(|| insta::assert_snapshot!("response_statuses", text));
    Ok(())
}
