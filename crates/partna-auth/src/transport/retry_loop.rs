//! The retry loop. Clock and attempt are parameters, so that tests can check its schedule to the millisecond.

use std::time::Duration;

use partna_client::{Error, HttpResponse, Operation};

use crate::Clock;
use crate::clock::Stopwatch;
use crate::transport::call_options::CallLimits;
use crate::transport::retry_policy::{Failure, RetryBudget, retry_delay};

/// The parameters of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Attempt {
    /// Counted from 1.
    pub(crate) number: u32,
    /// The time limit of the attempt.
    pub(crate) timeout: Duration,
}

/// Makes attempts until a result is final, or attempts, time or budget are exhausted.
pub(crate) async fn run_attempts<F: Future<Output = Result<HttpResponse, Failure>>>(
    operation: Option<&'static Operation>,
    limits: CallLimits,
    clock: &dyn Clock,
    budget: &RetryBudget,
    mut attempt: impl FnMut(Attempt) -> F,
) -> Result<HttpResponse, Error> {
    let mut stopwatch = Stopwatch::start(clock);
    let mut delays = None;
    let mut number = 1;
    loop {
        let timeout = limits
            .attempt_timeout
            .min(stopwatch.remaining(limits.call_timeout));
        let result = attempt(Attempt { number, timeout }).await;
        // `None` means that the result is final, as a success or an error. Otherwise it is the minimum wait before a retry, which
        // is zero unless the API requested a wait.
        let Some(min_wait) = retry_delay(operation, &result) else {
            if let Ok(response) = &result
                && response.status().is_success()
            {
                budget.deposit();
            }
            return result.map_err(|failure| failure.error);
        };
        // Created only here, since most calls need no delay.
        let delays = delays.get_or_insert_with(|| limits.retries.delays());
        let wait = delays
            .next()
            .map(|wait| wait.max(min_wait))
            .filter(|wait| *wait < stopwatch.remaining(limits.call_timeout));
        let Some(wait) = wait.filter(|_| budget.withdraw()) else {
            return result.map_err(|failure| failure.error);
        };
        tracing::debug!(
            attempt = number,
            wait_ms = wait.as_millis(),
            "attempt failed; retrying after a delay"
        );
        stopwatch.sleep(wait).await;
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;
    use std::future::ready;
    use std::pin::Pin;
    use std::sync::{Mutex, PoisonError};
    use std::time::SystemTime;

    use http::{HeaderValue, StatusCode};
    use partna_client::ErrorKind;

    use super::*;
    use crate::Retries;
    use crate::transport::retry_policy::Retryable;

    /// A clock that advances only by sleeps, and records them.
    #[derive(Debug, Default)]
    struct FakeClock(Mutex<(Duration, Vec<Duration>)>);

    impl FakeClock {
        fn advance(&self, time: Duration) {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).0 += time;
        }

        fn slept(&self) -> Vec<u128> {
            let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            state.1.iter().map(Duration::as_millis).collect()
        }
    }

    impl Clock for FakeClock {
        fn now(&self) -> Duration {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).0
        }

        fn wall(&self) -> SystemTime {
            SystemTime::UNIX_EPOCH + self.now()
        }

        fn sleep(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
            self.advance(time);
            self.0
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .1
                .push(time);
            Box::pin(ready(()))
        }
    }

    const READ: &str = "get_balances";
    const WRITE: &str = "create_transfer";
    const UNSAFE_GET: &str = "trigger_pricing";

    fn status(code: u16) -> Result<HttpResponse, Failure> {
        let mut response = HttpResponse::default();
        *response.status_mut() = StatusCode::from_u16(code).unwrap();
        Ok(response)
    }

    fn with_retry_after(code: u16, header: &str, date: &str) -> Result<HttpResponse, Failure> {
        let mut response = status(code)?;
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

    /// The record of a call: the timeouts of its attempts and the sleeps between them, in milliseconds, and the result.
    struct CallTrace {
        timeouts: Vec<u128>,
        slept: Vec<u128>,
        result: Result<u16, ErrorKind>,
    }

    fn limits() -> CallLimits {
        CallLimits {
            attempt_timeout: Duration::from_secs(30),
            call_timeout: Duration::from_secs(60),
            retries: Retries::default().attempts(5).seed(7),
        }
    }

    /// Runs a call whose attempts each take `attempt_time` and return `results` in order.
    async fn run_call(
        id: &str,
        limits: CallLimits,
        attempt_time: Duration,
        results: Vec<Result<HttpResponse, Failure>>,
    ) -> CallTrace {
        run_call_on(&RetryBudget::new(), id, limits, attempt_time, results).await
    }

    async fn run_call_on(
        budget: &RetryBudget,
        id: &str,
        limits: CallLimits,
        attempt_time: Duration,
        results: Vec<Result<HttpResponse, Failure>>,
    ) -> CallTrace {
        let clock = FakeClock::default();
        let mut timeouts = Vec::new();
        let mut results = VecDeque::from(results);
        let result = run_attempts(Operation::by_id(id), limits, &clock, budget, |attempt| {
            timeouts.push(attempt.timeout.as_millis());
            assert_eq!(usize::try_from(attempt.number).unwrap(), timeouts.len());
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
            timeouts,
            slept: clock.slept(),
            result,
        }
    }

    fn repeat_result(
        count: usize,
        result: impl Fn() -> Result<HttpResponse, Failure>,
    ) -> Vec<Result<HttpResponse, Failure>> {
        (0..count).map(|_| result()).collect()
    }

    /// The duration of an attempt that responds immediately.
    const NO_TIME: Duration = Duration::ZERO;

    /// Returns whether a read is retried after a status, as the guide lists them.
    fn is_transient(code: u16) -> bool {
        let of_gateways = [520, 521, 522, 523, 524, 525, 527, 529, 530, 598, 599];
        [429, 500, 502, 503, 504].contains(&code) || of_gateways.contains(&code)
    }

    #[tokio::test]
    async fn delays_double_up_to_maximum() {
        let trace = run_call(READ, limits(), NO_TIME, repeat_result(5, || status(503))).await;
        // The delay starts at one second and doubles. Random jitter, fixed here by the seed, extends each delay to at most
        // twice its length. Then the maximum applies.
        assert_eq!(trace.slept, [1773, 2444, 6873, 11_849]);
        assert_eq!(trace.result, Ok(503));
        let capped = CallLimits {
            retries: limits().retries.longest_wait(Duration::from_secs(3)),
            ..limits()
        };
        let trace = run_call(READ, capped, NO_TIME, repeat_result(5, || status(503))).await;
        assert_eq!(trace.slept, [1773, 2444, 3000, 3000]);
    }

    #[tokio::test]
    async fn retries_reads_on_transient_errors() {
        for code in (200..=999).filter(|code| is_transient(*code)) {
            let trace = run_call(READ, limits(), NO_TIME, vec![status(code), status(200)]).await;
            assert_eq!((trace.slept.len(), trace.result), (1, Ok(200)), "{code}");
        }
        for retryable in [Retryable::IfIdempotent, Retryable::Always] {
            let trace = run_call(
                READ,
                limits(),
                NO_TIME,
                vec![failure(retryable), status(200)],
            )
            .await;
            assert_eq!(trace.result, Ok(200), "{retryable:?}");
        }
        for code in (200..=999).filter(|code| !is_transient(*code)) {
            let trace = run_call(READ, limits(), NO_TIME, vec![status(code)]).await;
            assert_eq!((trace.slept.len(), trace.result), (0, Ok(code)), "{code}");
        }
        let permanent = run_call(READ, limits(), NO_TIME, vec![failure(Retryable::Never)]).await;
        assert_eq!(permanent.result, Err(ErrorKind::Transport));
    }

    #[tokio::test]
    async fn retries_writes_only_if_not_sent() {
        for id in [WRITE, UNSAFE_GET, "undocumented"] {
            for code in 200..=999 {
                let trace = run_call(id, limits(), NO_TIME, vec![status(code)]).await;
                assert_eq!((trace.slept.len(), trace.result), (0, Ok(code)), "{code}");
            }
            let maybe_sent = run_call(
                id,
                limits(),
                NO_TIME,
                vec![failure(Retryable::IfIdempotent)],
            )
            .await;
            assert_eq!(maybe_sent.result, Err(ErrorKind::Transport));
            let not_sent = vec![
                failure(Retryable::Always),
                failure(Retryable::Always),
                status(200),
            ];
            assert_eq!(
                run_call(id, limits(), NO_TIME, not_sent).await.result,
                Ok(200)
            );
        }
    }

    #[tokio::test]
    async fn retry_after_only_lengthens_delay() {
        let date = "Tue, 24 Nov 2026 06:00:00 GMT";
        let trace = run_call(
            READ,
            limits(),
            NO_TIME,
            vec![with_retry_after(429, "7", date), status(200)],
        )
        .await;
        assert_eq!(trace.slept, [7000]);
        for (header, slept) in [
            ("2.5", 2500),
            (" 7.25\t", 7250),
            ("1.5", 1773),
            ("-9", 1773),
            ("9s", 1773),
            ("9e9", 1773),
        ] {
            let results = vec![with_retry_after(429, header, date), status(200)];
            let trace = run_call(READ, limits(), NO_TIME, results).await;
            assert_eq!(trace.slept, [slept], "{header:?}");
        }
        let zero = vec![with_retry_after(429, "0", date), status(200)];
        assert_eq!(run_call(READ, limits(), NO_TIME, zero).await.slept, [1773]);
        let by_date = vec![
            with_retry_after(503, "Tue, 24 Nov 2026 06:00:09 GMT", date),
            status(200),
        ];
        assert_eq!(
            run_call(READ, limits(), NO_TIME, by_date).await.slept,
            [9000]
        );
        let past = vec![
            with_retry_after(503, "Tue, 24 Nov 2026 05:00:00 GMT", date),
            status(200),
        ];
        assert_eq!(run_call(READ, limits(), NO_TIME, past).await.slept, [1773]);
        // Longer than the time limit of the call: the response is returned immediately, and the caller can read the header.
        for header in ["61", "60.0001", "99999999999999999999999999"] {
            let results = vec![with_retry_after(429, header, date)];
            let trace = run_call(READ, limits(), NO_TIME, results).await;
            assert_eq!((trace.slept.len(), trace.result), (0, Ok(429)), "{header}");
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
        // 25 + 1.773 + 25 + 2.444 seconds leave about 5.78 for the third attempt. Then no time is left for a delay.
        assert_eq!(trace.timeouts, [25_000, 25_000, 5_781]);
        assert_eq!(trace.slept, [1773, 2444]);
        assert_eq!(trace.result, Err(ErrorKind::Transport));
        let short = CallLimits {
            call_timeout: Duration::from_millis(1300),
            ..limits
        };
        let trace = run_call(READ, short, NO_TIME, vec![status(503)]).await;
        assert_eq!((trace.timeouts, trace.result), (vec![1300], Ok(503)));
    }

    #[tokio::test]
    async fn retries_none_sends_single_attempt() {
        let single_attempt = CallLimits {
            retries: Retries::none(),
            ..limits()
        };
        let trace = run_call(
            READ,
            single_attempt,
            NO_TIME,
            vec![failure(Retryable::Always)],
        )
        .await;
        assert_eq!(trace.slept.len(), 0);
    }

    #[tokio::test]
    async fn budget_stops_retries_when_most_calls_fail() {
        let budget = RetryBudget::new();
        // 500 units at 10 per retry are 50 retries: 12 calls with 4 retries and one with 2.
        for _ in 0..12 {
            run_call_on(
                &budget,
                READ,
                limits(),
                NO_TIME,
                repeat_result(5, || status(503)),
            )
            .await;
        }
        run_call_on(
            &budget,
            READ,
            limits(),
            NO_TIME,
            repeat_result(3, || status(503)),
        )
        .await;
        run_call_on(
            &budget,
            READ,
            limits(),
            NO_TIME,
            repeat_result(1, || status(503)),
        )
        .await;
        // Ten successes pay for one retry.
        for _ in 0..10 {
            run_call_on(
                &budget,
                READ,
                limits(),
                NO_TIME,
                repeat_result(1, || status(200)),
            )
            .await;
        }
        run_call_on(
            &budget,
            READ,
            limits(),
            NO_TIME,
            repeat_result(2, || status(503)),
        )
        .await;
    }
}
