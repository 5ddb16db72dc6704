//! The fault matrix on a sandbox: the outcome of each kind of call with each fault, compared with the books. Also the webhook
//! faults and their handling by a receiver.

mod case;
mod shutdown;
mod webhook_order;

use std::error::Error;
use std::fmt::Write as _;
use std::time::Duration;

use case::{CallKind, Case, DELAY_PAST_RESEND, DELAY_PAST_TIMEOUT, client_with_short_waits};
use futures_util::future::join_all;
use partna_auth::{CallOptions, ErrorKind, Retries};
use partna_sandbox::{Fault, Sandbox};
use partna_tests::snapshots;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

const FAULTS: [(&str, Fault); 12] = [
    ("a short delay", Fault::Delay(Duration::from_millis(20))),
    ("a delay past the timeout", Fault::Delay(DELAY_PAST_TIMEOUT)),
    ("no response before the timeout", Fault::Stall),
    ("reset", Fault::Reset),
    ("executed, truncated response", Fault::Truncate),
    ("executed, response is not JSON", Fault::Garbage),
    ("executed, no response", Fault::CommitThenDrop),
    ("502 with HTML", Fault::BadGateway),
    ("429", Fault::RateLimited { retry_after: None }),
    (
        "429, wait a second",
        Fault::RateLimited {
            retry_after: Some(Duration::from_secs(1)),
        },
    ),
    (
        "429, wait an hour",
        Fault::RateLimited {
            retry_after: Some(Duration::from_secs(3600)),
        },
    ),
    ("503", Fault::Unavailable),
];

/// The time in which a running request ends.
const SETTLE_TIME: Duration = Duration::from_millis(200);

/// The kinds of call, each with its operation.
const KINDS: [(&str, &str, CallKind); 8] = [
    ("GET read", "get_balances", CallKind::Get),
    ("POST read", "get_ramp_breakdown", CallKind::ReadByPost),
    (
        "write, reference rejected",
        "create_transfer",
        CallKind::Transfer,
    ),
    (
        "write, withdrawal",
        "create_withdrawal",
        CallKind::Withdrawal,
    ),
    ("write, ramp", "create_ramp", CallKind::Ramp),
    (
        "write, reference undocumented",
        "convert_currency",
        CallKind::Conversion,
    ),
    ("write, no reference", "create_account", CallKind::Account),
    ("/pricing/trigger", "trigger_billing", CallKind::UnsafeGet),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn call_outcomes_match_books_for_each_fault() -> Result {
    let mut table = String::new();
    for (name, fault) in FAULTS {
        writeln!(table, "{name}")?;
        let mut ready = Vec::new();
        for (label, operation, kind) in KINDS {
            // Built before any timeout starts, because it is slow on a busy machine.
            let case = Case::new(kind, &fault).await?;
            case.sandbox.fail(operation, fault.clone())?;
            ready.push((label, case));
        }
        let lines = ready.iter().map(|(label, case)| async move {
            let result = case.run().await;
            let result = result.map_err(|error| format!("{name}, {label}: {error}"))?;
            case.books()?;
            Ok::<_, Box<dyn Error>>(format!("    {label:<26} {result}"))
        });
        for line in join_all(lines).await {
            writeln!(table, "{}", line?)?;
        }
    }
    snapshots().bind(|| insta::assert_snapshot!("sandbox_fault_matrix", table));
    Ok(())
}

/// The lookup does not find the write, it is sent again, and then the first request arrives.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn resent_write_is_applied_once_if_first_request_arrives_later() -> Result {
    let fault = Fault::Delay(DELAY_PAST_RESEND);
    let mut ready = Vec::new();
    for (label, operation, kind) in KINDS {
        if ["create_transfer", "create_withdrawal", "create_ramp"].contains(&operation) {
            let case = Case::new(kind, &fault).await?;
            case.sandbox.fail(operation, fault.clone())?;
            ready.push((label, case));
        }
    }
    assert_eq!(ready.len(), 3);
    let cases = ready.iter().map(|(label, case)| async move {
        let result = case.run().await?;
        assert_eq!(result, "unknown, not applied; resent: accepted", "{label}");
        // By then the first request has arrived.
        tokio::time::sleep(DELAY_PAST_RESEND + SETTLE_TIME).await;
        assert_eq!(case.count_applied().await?, 1, "{label}");
        case.books()
    });
    for books in join_all(cases).await {
        books?;
    }
    Ok(())
}

/// A client with enough attempts succeeds.
#[tokio::test]
async fn fault_affects_one_attempt() -> Result {
    let sandbox = Sandbox::start().await?;
    let partna = client_with_short_waits(&sandbox);
    for (faults, expected) in [(2, None), (3, Some(ErrorKind::Unavailable)), (0, None)] {
        for _ in 0..faults {
            sandbox.fail("get_balances", Fault::Unavailable)?;
        }
        // A fault of another operation stays queued.
        sandbox.fail("create_ramp", Fault::Reset)?;
        let error = partna.get_balances().send().await.err();
        assert_eq!(error.map(|error| error.kind()), expected, "{faults}");
    }
    // A fault for the next request of any operation.
    sandbox.fail_next(Fault::BadGateway)?;
    let single_attempt = CallOptions::new().retries(Retries::none());
    let error = partna
        .with(single_attempt)
        .get_balances()
        .send()
        .await
        .err();
    let error = error.ok_or("the request succeeded")?;
    assert_eq!(error.kind(), ErrorKind::Unavailable);
    assert_eq!(error.status().map(|status| status.as_u16()), Some(502));
    Ok(())
}
