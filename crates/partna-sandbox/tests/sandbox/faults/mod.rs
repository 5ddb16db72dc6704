//! The fault matrix on a sandbox: what each kind of call makes of each kind of trouble, and what the books say that happened.
//! And the faults of webhooks, with what a receiver has against them.

mod cell;
mod news;
mod stopping;

use std::error::Error;
use std::fmt::Write as _;
use std::time::Duration;

use cell::{Cell, Kind, LONG, LONGEST, quick};
use futures_util::future::join_all;
use partna_auth::{CallOptions, ErrorKind, Retries};
use partna_sandbox::{Fault, Sandbox};
use partna_tests::snapshots;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

const FAULTS: [(&str, Fault); 12] = [
    ("a short delay", Fault::Delay(Duration::from_millis(20))),
    ("a delay past the timeout", Fault::Delay(LONG)),
    ("silence past the timeout", Fault::Stall),
    ("reset", Fault::Reset),
    ("carried out, answer cut off", Fault::Truncate),
    ("carried out, answer is garbage", Fault::Garbage),
    ("carried out, no answer", Fault::CommitThenDrop),
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

/// How long what has begun takes to end.
const SOON: Duration = Duration::from_millis(200);

/// The kinds of call, each with its operation.
const KINDS: [(&str, &str, Kind); 8] = [
    ("GET read", "get_balances", Kind::Get),
    ("POST read", "get_ramp_breakdown", Kind::PostThatReads),
    (
        "write, reference rejected",
        "create_transfer",
        Kind::Transfer,
    ),
    (
        "the same, money goes out",
        "create_withdrawal",
        Kind::Withdrawal,
    ),
    ("the same, a ramp", "create_ramp", Kind::Ramp),
    (
        "write, reference unproven",
        "convert_currency",
        Kind::Conversion,
    ),
    ("write, no reference", "create_account", Kind::Account),
    ("/pricing/trigger", "trigger_pricing", Kind::GetThatActs),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_call_in_every_trouble_and_the_books_balance() -> Result {
    let mut table = String::new();
    for (name, fault) in FAULTS {
        writeln!(table, "{name}")?;
        let mut ready = Vec::new();
        for (label, operation, kind) in KINDS {
            // Built before any clock runs: it takes a while on a busy machine.
            let cell = Cell::new(kind, &fault).await?;
            cell.sandbox.fail(operation, fault.clone())?;
            ready.push((label, cell));
        }
        let lines = ready.iter().map(|(label, cell)| async move {
            let told = cell.run().await;
            let told = told.map_err(|error| format!("{name}, {label}: {error}"))?;
            cell.books()?;
            Ok::<_, Box<dyn Error>>(format!("    {label:<26} {told}"))
        });
        for line in join_all(lines).await {
            writeln!(table, "{}", line?)?;
        }
    }
    snapshots().bind(|| insta::assert_snapshot!("sandbox_fault_matrix", table));
    Ok(())
}

/// The worst that can be: it is not there when somebody looks, is sent again, and arrives after all.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_sent_again_and_arrives_after_all_happens_once() -> Result {
    let fault = Fault::Delay(LONGEST);
    let mut ready = Vec::new();
    for (label, operation, kind) in KINDS {
        if label.contains("the same") || label.contains("rejected") {
            let cell = Cell::new(kind, &fault).await?;
            cell.sandbox.fail(operation, fault.clone())?;
            ready.push((label, cell));
        }
    }
    assert_eq!(ready.len(), 3);
    let cells = ready.iter().map(|(label, cell)| async move {
        let told = cell.run().await?;
        assert_eq!(told, "unknown, did not happen; again: done", "{label}");
        // By then it has been there, and was refused or not.
        tokio::time::sleep(LONGEST + SOON).await;
        assert_eq!(cell.times().await?, 1, "{label}");
        cell.books()
    });
    for books in join_all(cells).await {
        books?;
    }
    Ok(())
}

/// A fault hits one attempt, so that a client which is patient enough comes through.
#[tokio::test]
async fn a_fault_hits_one_attempt() -> Result {
    let sandbox = Sandbox::start().await?;
    let partna = quick(&sandbox);
    for (faults, told) in [(2, None), (3, Some(ErrorKind::Unavailable)), (0, None)] {
        for _ in 0..faults {
            sandbox.fail("get_balances", Fault::Unavailable)?;
        }
        // What is meant for another operation waits for it.
        sandbox.fail("create_ramp", Fault::Reset)?;
        let error = partna.get_balances().send().await.err();
        assert_eq!(error.map(|error| error.kind()), told, "{faults}");
    }
    // The next is whichever comes.
    sandbox.fail_next(Fault::BadGateway)?;
    let once = CallOptions::new().retries(Retries::none());
    let error = partna.with(once).get_balances().send().await.err();
    let error = error.ok_or("it was answered")?;
    assert_eq!(error.kind(), ErrorKind::Unavailable);
    assert_eq!(error.status().map(|status| status.as_u16()), Some(502));
    Ok(())
}
