//! No test asserts wall-clock time, because it would fail on a loaded machine.
//!
//! Tests count work or use their own clock. Hang guards wait at least a minute. Exceptions are listed in [`ALLOWED`] with their
//! reasons.

mod scan;

use std::collections::BTreeMap;
use std::time::Duration;

use partna_tests::root;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The shortest hang guard.
const MIN_HANG_GUARD: Duration = Duration::from_secs(60);

/// A file, the code as `scan.rs` prints it, its count, and the reason why it does not fail on a loaded machine.
const ALLOWED: &[(&str, &str, usize, &str)] = &[
    (
        "crates/partna-auth/src/transport/retry_loop.rs",
        "attempt_timeout: Duration::from_secs(25)",
        1,
        "a limit under test, on a clock of the test",
    ),
    (
        "crates/partna-auth/src/transport/retry_loop.rs",
        "attempt_timeout: Duration::from_secs(30)",
        1,
        "a limit under test, on a clock of the test",
    ),
    (
        "crates/partna-auth/src/transport/retry_loop.rs",
        "call_timeout: Duration::from_millis(1300)",
        1,
        "a limit under test, on a clock of the test",
    ),
    (
        "crates/partna-sandbox/src/http/connection_deadline.rs",
        "timeout(Duration::ZERO)",
        1,
        "a poll of the clock of the test, which does not advance",
    ),
    (
        "crates/partna-sandbox/tests/sandbox/limits.rs",
        "request_timeout(Duration::from_millis(100))",
        1,
        "a limit under test: the requests arrive completely",
    ),
    (
        "crates/partna-sandbox/tests/sandbox/limits.rs",
        "request_timeout(Duration::from_millis(200))",
        2,
        "a limit under test: the requests never arrive completely",
    ),
    (
        "tests/src/closing_server.rs",
        ".elapsed()",
        1,
        "a pause of microseconds before a connection closes; no test asserts it",
    ),
    (
        "tests/src/closing_server.rs",
        "Instant::now()",
        1,
        "the same pause",
    ),
    (
        "crates/partna-auth/tests/auth/errors.rs",
        "attempt_timeout(Duration::from_millis(300))",
        1,
        "a limit under test: the response takes an hour",
    ),
    (
        "tests/tests/workspace/error_examples.rs",
        "call_timeout(Duration::from_millis(300))",
        1,
        "a limit under test: a stalled sandbox never responds",
    ),
    (
        "crates/partna-auth/tests/auth/fault_matrix.rs",
        "attempt_timeout(Duration::from_millis(800))",
        1,
        "a limit under test: the stalled server never responds; the others respond at once",
    ),
    (
        "tests/tests/workspace/recovery/call_options.rs",
        "attempt_timeout(Duration::from_millis(100))",
        1,
        "a limit under test: the server never responds",
    ),
    (
        "tests/tests/workspace/recovery/call_options.rs",
        "call_timeout(Duration::from_millis(200))",
        1,
        "a limit under test: the server never responds",
    ),
    (
        "crates/partna-sandbox/tests/sandbox/faults/case.rs",
        "attempt_timeout(ATTEMPT_TIMEOUT)",
        1,
        "a limit under test: a stalled sandbox never responds",
    ),
    (
        "crates/partna-auth/tests/auth/transport.rs",
        "attempt_timeout(short)",
        1,
        "a limit under test: the response takes an hour",
    ),
    (
        "crates/partna-auth/tests/auth/transport.rs",
        "call_timeout(short)",
        1,
        "a limit under test: the response takes an hour",
    ),
    (
        "tests/tests/workspace/recovery/waits.rs",
        "attempt_timeout(Duration::from_secs(2))",
        1,
        "a limit under test: one response never arrives; the others arrive at once",
    ),
];

#[test]
fn tests_do_not_bound_wall_clock_time() -> Result {
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    for finding in scan::findings(&root()?, MIN_HANG_GUARD)? {
        *counts.entry(finding).or_default() += 1;
    }
    let mut problems = Vec::new();
    for (file, code, count, _) in ALLOWED {
        let found = counts.remove(&((*file).to_owned(), (*code).to_owned()));
        if found != Some(*count) {
            let found = found.unwrap_or_default();
            problems.push(format!(
                "{file}: `{code}` occurs {found} times, but {count} are listed; update `ALLOWED`"
            ));
        }
    }
    let unlisted = counts.into_keys().map(|(file, code)| {
        format!("{file}: `{code}` bounds wall-clock time; count work, or wait at least a minute")
    });
    problems.extend(unlisted);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    Ok(())
}
