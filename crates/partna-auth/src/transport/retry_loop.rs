//! The retry loop. The clock and the function that makes an attempt are parameters, so that tests can check each delay exactly.

use std::time::Duration;

use partna_client::{Error, HttpResponse, Operation};

use crate::Clock;
use crate::clock::Stopwatch;
use crate::transport::call_options::CallLimits;
use crate::transport::retry_policy::{Failure, RetryBudget, RetryDecision, retry_decision};

/// The number and the time limit of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Attempt {
    /// 1 for the first attempt.
    pub(crate) number: u32,
    pub(crate) timeout: Duration,
}

/// Makes attempts until a result must not be retried or a limit is reached. The limits are the number of attempts, the time limit
/// of the call, and the retry budget. Returns the result of the last attempt.
pub(crate) async fn run_attempts<F: Future<Output = Result<HttpResponse, Failure>>>(
    operation: Option<&'static Operation>,
    limits: CallLimits,
    clock: &dyn Clock,
    budget: &RetryBudget,
    mut make_attempt: impl FnMut(Attempt) -> F,
) -> Result<HttpResponse, Error> {
    let mut stopwatch = Stopwatch::start(clock);
    let mut delays = None;
    let mut number = 1;
    loop {
        let timeout = limits
            .attempt_timeout
            .min(stopwatch.remaining(limits.call_timeout));
        let result = make_attempt(Attempt { number, timeout }).await;
        let RetryDecision::Retry { min_delay } = retry_decision(operation, &result) else {
            if let Ok(response) = &result
                && response.status().is_success()
            {
                budget.deposit();
            }
            return result.map_err(|failure| failure.error);
        };
        // Created after the first failure, because most calls do not fail.
        let delays = delays.get_or_insert_with(|| limits.retries.delays());
        // `None` if no retry is left, or if the delay would exceed the time limit of the call.
        let delay = delays
            .next()
            .map(|delay| delay.max(min_delay))
            .filter(|delay| *delay < stopwatch.remaining(limits.call_timeout));
        let Some(delay) = delay.filter(|_| budget.withdraw()) else {
            return result.map_err(|failure| failure.error);
        };
        tracing::debug!(
            attempt = number,
            wait_ms = delay.as_millis(),
            "attempt failed; retrying after a delay"
        );
        stopwatch.sleep(delay).await;
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;
    use std::future::ready;
    use std::pin::Pin;
    use std::sync::{Mutex, MutexGuard, PoisonError};
    use std::time::SystemTime;

    use http::{HeaderValue, StatusCode};
    use partna_client::ErrorKind;

    use super::*;
    use crate::Retries;
    use crate::transport::retry_policy::Retryable;

    /// A clock that advances only by `advance` and by sleeps. It records the sleeps.
    #[derive(Debug, Default)]
    struct FakeClock(Mutex<FakeClockState>);

    #[derive(Debug, Default)]
    struct FakeClockState {
        now: Duration,
        sleeps: Vec<Duration>,
    }

    impl FakeClock {
        fn state(&self) -> MutexGuard<'_, FakeClockState> {
            self.0.lock().unwrap_or_else(PoisonError::into_inner)
        }

        fn advance(&self, time: Duration) {
            self.state().now += time;
        }

        fn sleeps_in_ms(&self) -> Vec<u128> {
            self.state()
                .sleeps
                .iter()
                .map(Duration::as_millis)
                .collect()
        }
    }

    impl Clock for FakeClock {
        fn now(&self) -> Duration {
            self.state().now
        }

        fn wall(&self) -> SystemTime {
            SystemTime::UNIX_EPOCH + self.now()
        }

        fn sleep(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
            self.advance(time);
            self.state().sleeps.push(time);
            Box::pin(ready(()))
        }
    }

    const READ: &str = "get_balances";
    const WRITE: &str = "create_transfer";
    const UNSAFE_GET: &str = "trigger_billing";

    fn response(code: u16) -> Result<HttpResponse, Failure> {
        let mut response = HttpResponse::default();
        *response.status_mut() = StatusCode::from_u16(code).unwrap();
        Ok(response)
    }

    fn with_retry_after(code: u16, header: &str, date: &str) -> Result<HttpResponse, Failure> {
        let mut response = response(code)?;
        response
            .headers_mut()
            .insert("retry-after", HeaderValue::from_str(header).unwrap());
        response
            .headers_mut()
            .insert("date", HeaderValue::from_str(date).unwrap());
        Ok(response)
    }

    fn failure(retryable: Retryable) -> Result<HttpResponse, Failure> {
        Err(Failure {
            error: Error::new(ErrorKind::Transport, "connection reset"),
            retryable,
        })
    }

    /// The timeouts of the attempts of a call, the delays between them, and the result.
    struct CallTrace {
        timeouts_ms: Vec<u128>,
        delays_ms: Vec<u128>,
        /// The status of the last response, or the kind of the last error.
        result: Result<u16, ErrorKind>,
    }

    fn limits() -> CallLimits {
        CallLimits {
            attempt_timeout: Duration::from_secs(30),
            call_timeout: Duration::from_secs(60),
            retries: Retries::default().attempts(5).seed(7),
        }
    }

    /// Runs a call with a full retry budget. Each attempt takes `attempt_time`. The attempts return `results` in order.
    async fn run_call(
        operation_id: &str,
        limits: CallLimits,
        attempt_time: Duration,
        results: Vec<Result<HttpResponse, Failure>>,
    ) -> CallTrace {
        run_call_with_budget(
            &RetryBudget::new(),
            operation_id,
            limits,
            attempt_time,
            results,
        )
        .await
    }

    async fn run_call_with_budget(
        budget: &RetryBudget,
        operation_id: &str,
        limits: CallLimits,
        attempt_time: Duration,
        results: Vec<Result<HttpResponse, Failure>>,
    ) -> CallTrace {
        let clock = FakeClock::default();
        let mut timeouts_ms = Vec::new();
        let mut results = VecDeque::from(results);
        let operation = Operation::by_id(operation_id);
        let result = run_attempts(operation, limits, &clock, budget, |attempt| {
            timeouts_ms.push(attempt.timeout.as_millis());
            assert_eq!(usize::try_from(attempt.number).unwrap(), timeouts_ms.len());
            clock.advance(attempt_time.min(attempt.timeout));
            ready(results.pop_front().expect("more attempts than expected"))
        });
        let result = result
            .await
            .map(|response| response.status().as_u16())
            .map_err(|error| error.kind());
        assert!(
            results.is_empty(),
            "{} attempts fewer than expected",
            results.len()
        );
        CallTrace {
            timeouts_ms,
            delays_ms: clock.sleeps_in_ms(),
            result,
        }
    }

    fn repeat_result(
        count: usize,
        result: impl Fn() -> Result<HttpResponse, Failure>,
    ) -> Vec<Result<HttpResponse, Failure>> {
        (0..count).map(|_| result()).collect()
    }

    /// The `attempt_time` of attempts that return immediately.
    const NO_TIME: Duration = Duration::ZERO;

    /// Returns whether a status is a transient error: reads are retried after it.
    fn is_transient(code: u16) -> bool {
        let gateway_statuses = [520, 521, 522, 523, 524, 525, 527, 529, 530, 598, 599];
        [429, 500, 502, 503, 504].contains(&code) || gateway_statuses.contains(&code)
    }

    #[tokio::test]
    async fn delays_double_up_to_maximum() {
        let trace = run_call(READ, limits(), NO_TIME, repeat_result(5, || response(503))).await;
        // The base delay is one second before the first retry, and doubles with each retry. Each delay is the base delay plus a
        // random part, which is at most the base delay. The seed in `limits` makes the random part reproducible.
        assert_eq!(trace.delays_ms, [1773, 2444, 6873, 11_849]);
        assert_eq!(trace.result, Ok(503));
        let capped = CallLimits {
            retries: limits().retries.max_delay(Duration::from_secs(3)),
            ..limits()
        };
        let trace = run_call(READ, capped, NO_TIME, repeat_result(5, || response(503))).await;
        assert_eq!(trace.delays_ms, [1773, 2444, 3000, 3000]);
    }

    #[tokio::test]
    async fn retries_reads_on_transient_errors() {
        for code in (200..=999).filter(|code| is_transient(*code)) {
            let trace =
                run_call(READ, limits(), NO_TIME, vec![response(code), response(200)]).await;
            assert_eq!(
                (trace.delays_ms.len(), trace.result),
                (1, Ok(200)),
                "{code}"
            );
        }
        for retryable in [Retryable::IfIdempotent, Retryable::Always] {
            let results = vec![failure(retryable), response(200)];
            let trace = run_call(READ, limits(), NO_TIME, results).await;
            assert_eq!(trace.result, Ok(200), "{retryable:?}");
        }
        for code in (200..=999).filter(|code| !is_transient(*code)) {
            let trace = run_call(READ, limits(), NO_TIME, vec![response(code)]).await;
            assert_eq!(
                (trace.delays_ms.len(), trace.result),
                (0, Ok(code)),
                "{code}"
            );
        }
        let permanent = run_call(READ, limits(), NO_TIME, vec![failure(Retryable::Never)]).await;
        assert_eq!(permanent.result, Err(ErrorKind::Transport));
    }

    #[tokio::test]
    async fn retries_writes_only_if_request_was_not_sent() {
        for id in [WRITE, UNSAFE_GET, "undocumented"] {
            for code in 200..=999 {
                let trace = run_call(id, limits(), NO_TIME, vec![response(code)]).await;
                assert_eq!(
                    (trace.delays_ms.len(), trace.result),
                    (0, Ok(code)),
                    "{code}"
                );
            }
            let maybe_sent = vec![failure(Retryable::IfIdempotent)];
            let trace = run_call(id, limits(), NO_TIME, maybe_sent).await;
            assert_eq!(trace.result, Err(ErrorKind::Transport));
            let not_sent = vec![
                failure(Retryable::Always),
                failure(Retryable::Always),
                response(200),
            ];
            let trace = run_call(id, limits(), NO_TIME, not_sent).await;
            assert_eq!(trace.result, Ok(200));
        }
    }

    #[tokio::test]
    async fn retry_after_only_lengthens_delay() {
        let date = "Tue, 24 Nov 2026 06:00:00 GMT";
        // Without the header, the delay is 1773 ms.
        for (code, header, delay_ms) in [
            (429, "7", 7000),
            (429, "2.5", 2500),
            (429, " 7.25\t", 7250),
            (429, "1.5", 1773),
            (429, "0", 1773),
            (429, "-9", 1773),
            (429, "9s", 1773),
            (429, "9e9", 1773),
            (503, "Tue, 24 Nov 2026 06:00:09 GMT", 9000),
            (503, "Tue, 24 Nov 2026 05:00:00 GMT", 1773),
        ] {
            let results = vec![with_retry_after(code, header, date), response(200)];
            let trace = run_call(READ, limits(), NO_TIME, results).await;
            assert_eq!(trace.delays_ms, [delay_ms], "{header:?}");
        }
        // If the requested delay exceeds the time limit of the call, the call is not retried.
        for header in ["61", "60.0001", "99999999999999999999999999"] {
            let results = vec![with_retry_after(429, header, date)];
            let trace = run_call(READ, limits(), NO_TIME, results).await;
            assert_eq!(
                (trace.delays_ms.len(), trace.result),
                (0, Ok(429)),
                "{header}"
            );
        }
    }

    #[tokio::test]
    async fn call_timeout_bounds_attempts_and_delays() {
        let limits = CallLimits {
            attempt_timeout: Duration::from_secs(25),
            ..limits()
        };
        let trace = run_call(
            READ,
            limits,
            Duration::from_secs(100),
            repeat_result(3, || failure(Retryable::IfIdempotent)),
        )
        .await;
        // Of the 60 seconds, two attempts of 25 seconds and delays of 1.773 and 2.444 seconds leave about 5.78 seconds. The third
        // attempt uses this time.
        assert_eq!(trace.timeouts_ms, [25_000, 25_000, 5_781]);
        assert_eq!(trace.delays_ms, [1773, 2444]);
        assert_eq!(trace.result, Err(ErrorKind::Transport));
        let short = CallLimits {
            call_timeout: Duration::from_millis(1300),
            ..limits
        };
        let trace = run_call(READ, short, NO_TIME, vec![response(503)]).await;
        assert_eq!((trace.timeouts_ms, trace.result), (vec![1300], Ok(503)));
    }

    #[tokio::test]
    async fn without_retries_makes_single_attempt() {
        let single_attempt = CallLimits {
            retries: Retries::none(),
            ..limits()
        };
        let results = vec![failure(Retryable::Always)];
        let trace = run_call(READ, single_attempt, NO_TIME, results).await;
        assert_eq!(trace.delays_ms.len(), 0);
    }

    #[tokio::test]
    async fn budget_stops_retries_when_most_calls_fail() {
        let budget = RetryBudget::new();
        let failures = |count| repeat_result(count, || response(503));
        // The budget of 500 units pays for 50 retries at 10 units each: 12 calls with 4 retries, and one with 2.
        for _ in 0..12 {
            run_call_with_budget(&budget, READ, limits(), NO_TIME, failures(5)).await;
        }
        run_call_with_budget(&budget, READ, limits(), NO_TIME, failures(3)).await;
        // The budget is used up, so this call is not retried.
        run_call_with_budget(&budget, READ, limits(), NO_TIME, failures(1)).await;
        // Ten successes pay for one retry.
        for _ in 0..10 {
            run_call_with_budget(&budget, READ, limits(), NO_TIME, vec![response(200)]).await;
        }
        run_call_with_budget(&budget, READ, limits(), NO_TIME, failures(2)).await;
    }
}
