//! The loop around attempts. Clock and attempt are handed in, so that its schedule can be tested to the millisecond.

use std::time::Duration;

use partna_client::{Error, HttpResponse, Operation};

use crate::Clock;
use crate::clock::Stopwatch;
use crate::transport::call_options::Limits;
use crate::transport::retry_policy::{Budget, Failure, retry_delay};

/// What an attempt is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Attempt {
    /// Counted from 1.
    pub(crate) number: u32,
    /// How long it may take.
    pub(crate) timeout: Duration,
}

/// Makes attempts until one is final, or there may be no more.
pub(crate) async fn repeat<F: Future<Output = Result<HttpResponse, Failure>>>(
    operation: Option<&'static Operation>,
    limits: Limits,
    clock: &dyn Clock,
    budget: &Budget,
    mut attempt: impl FnMut(Attempt) -> F,
) -> Result<HttpResponse, Error> {
    let mut watch = Stopwatch::start(clock);
    let mut waits = None;
    let mut number = 1;
    loop {
        let timeout = limits
            .attempt_timeout
            .min(watch.left_of(limits.call_timeout));
        let result = attempt(Attempt { number, timeout }).await;
        let Some(asked) = retry_delay(operation, &result) else {
            if let Ok(answer) = &result
                && answer.status().is_success()
            {
                budget.earn();
            }
            return result.map_err(|failure| failure.error);
        };
        // Made only here, since most calls need none.
        let waits = waits.get_or_insert_with(|| limits.retries.waits());
        let wait = waits
            .next()
            .map(|wait| wait.max(asked))
            .filter(|wait| *wait < watch.left_of(limits.call_timeout));
        let Some(wait) = wait.filter(|_| budget.take()) else {
            return result.map_err(|failure| failure.error);
        };
        tracing::debug!(
            attempt = number,
            wait_ms = wait.as_millis(),
            "not final; waiting for the next attempt"
        );
        watch.sleep(wait).await;
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

    /// A clock that stands still but when somebody sleeps, and remembers how long.
    #[derive(Debug, Default)]
    struct FakeClock(Mutex<(Duration, Vec<Duration>)>);

    impl FakeClock {
        fn pass(&self, time: Duration) {
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
            self.pass(time);
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
    const ACTS: &str = "trigger_pricing";

    fn status(code: u16) -> Result<HttpResponse, Failure> {
        let mut answer = HttpResponse::default();
        *answer.status_mut() = StatusCode::from_u16(code).unwrap();
        Ok(answer)
    }

    fn asking(code: u16, header: &str, date: &str) -> Result<HttpResponse, Failure> {
        let mut answer = status(code)?;
        answer
            .headers_mut()
            .insert("retry-after", HeaderValue::from_str(header).unwrap());
        answer
            .headers_mut()
            .insert("date", HeaderValue::from_str(date).unwrap());
        Ok(answer)
    }

    fn failure(retryable: Retryable) -> Result<HttpResponse, Failure> {
        Err(Failure {
            error: Error::new(ErrorKind::Transport, "told"),
            retryable,
        })
    }

    /// What came of a call: the attempts with their timeouts, the sleeps between them in milliseconds, and the end.
    struct Course {
        timeouts: Vec<u128>,
        slept: Vec<u128>,
        end: Result<u16, ErrorKind>,
    }

    fn limits() -> Limits {
        Limits {
            attempt_timeout: Duration::from_secs(30),
            call_timeout: Duration::from_secs(60),
            retries: Retries::default().attempts(5).seed(7),
        }
    }

    /// Runs a call whose attempts each take `each`, and end one after the other as told; the last one goes on.
    async fn course(
        id: &str,
        limits: Limits,
        each: Duration,
        ends: Vec<Result<HttpResponse, Failure>>,
    ) -> Course {
        course_on(&Budget::full(), id, limits, each, ends).await
    }

    async fn course_on(
        budget: &Budget,
        id: &str,
        limits: Limits,
        each: Duration,
        ends: Vec<Result<HttpResponse, Failure>>,
    ) -> Course {
        let clock = FakeClock::default();
        let mut timeouts = Vec::new();
        let mut ends = VecDeque::from(ends);
        let result = repeat(Operation::by_id(id), limits, &clock, budget, |attempt| {
            timeouts.push(attempt.timeout.as_millis());
            assert_eq!(usize::try_from(attempt.number).unwrap(), timeouts.len());
            clock.pass(each.min(attempt.timeout));
            ready(ends.pop_front().expect("an attempt too many"))
        });
        let end = result
            .await
            .map(|answer| answer.status().as_u16())
            .map_err(|error| error.kind());
        assert!(ends.is_empty(), "{} attempts too few", ends.len());
        Course {
            timeouts,
            slept: clock.slept(),
            end,
        }
    }

    fn times(
        count: usize,
        end: impl Fn() -> Result<HttpResponse, Failure>,
    ) -> Vec<Result<HttpResponse, Failure>> {
        (0..count).map(|_| end()).collect()
    }

    const NO_TIME: Duration = Duration::ZERO;

    /// The statuses that a read is retried after, as the guide lists them.
    fn is_transient(code: u16) -> bool {
        let of_gateways = [520, 521, 522, 523, 524, 525, 527, 529, 530, 598, 599];
        [429, 500, 502, 503, 504].contains(&code) || of_gateways.contains(&code)
    }

    #[tokio::test]
    async fn the_schedule_is_exact() {
        let course = course(READ, limits(), NO_TIME, times(5, || status(503))).await;
        // From a second, doubling, each up to twice as long by the seed, and never longer than the cap.
        assert_eq!(course.slept, [1773, 2444, 6873, 11_849]);
        assert_eq!(course.end, Ok(503));
        let capped = Limits {
            retries: limits().retries.longest_wait(Duration::from_secs(3)),
            ..limits()
        };
        let course = self::course(READ, capped, NO_TIME, times(5, || status(503))).await;
        assert_eq!(course.slept, [1773, 2444, 3000, 3000]);
    }

    #[tokio::test]
    async fn reads_are_repeated_after_what_passes() {
        for code in (200..=999).filter(|code| is_transient(*code)) {
            let course = course(READ, limits(), NO_TIME, vec![status(code), status(200)]).await;
            assert_eq!((course.slept.len(), course.end), (1, Ok(200)), "{code}");
        }
        for retryable in [Retryable::IfIdempotent, Retryable::Always] {
            let course = course(
                READ,
                limits(),
                NO_TIME,
                vec![failure(retryable), status(200)],
            )
            .await;
            assert_eq!(course.end, Ok(200), "{retryable:?}");
        }
        for code in (200..=999).filter(|code| !is_transient(*code)) {
            let course = course(READ, limits(), NO_TIME, vec![status(code)]).await;
            assert_eq!((course.slept.len(), course.end), (0, Ok(code)), "{code}");
        }
        let permanent = course(READ, limits(), NO_TIME, vec![failure(Retryable::Never)]).await;
        assert_eq!(permanent.end, Err(ErrorKind::Transport));
    }

    #[tokio::test]
    async fn writes_only_if_they_never_left() {
        for id in [WRITE, ACTS, "none of the document"] {
            for code in 200..=999 {
                let course = course(id, limits(), NO_TIME, vec![status(code)]).await;
                assert_eq!((course.slept.len(), course.end), (0, Ok(code)), "{code}");
            }
            let left = course(
                id,
                limits(),
                NO_TIME,
                vec![failure(Retryable::IfIdempotent)],
            )
            .await;
            assert_eq!(left.end, Err(ErrorKind::Transport));
            let never_left = vec![
                failure(Retryable::Always),
                failure(Retryable::Always),
                status(200),
            ];
            assert_eq!(course(id, limits(), NO_TIME, never_left).await.end, Ok(200));
        }
    }

    #[tokio::test]
    async fn the_api_may_ask_for_a_longer_wait_and_not_for_a_shorter_one() {
        let date = "Tue, 24 Nov 2026 06:00:00 GMT";
        let course = course(
            READ,
            limits(),
            NO_TIME,
            vec![asking(429, "7", date), status(200)],
        )
        .await;
        assert_eq!(course.slept, [7000]);
        for (header, slept) in [
            ("2.5", 2500),
            (" 7.25\t", 7250),
            ("1.5", 1773),
            ("-9", 1773),
            ("9s", 1773),
            ("9e9", 1773),
        ] {
            let ends = vec![asking(429, header, date), status(200)];
            let course = self::course(READ, limits(), NO_TIME, ends).await;
            assert_eq!(course.slept, [slept], "{header:?}");
        }
        let soon = vec![asking(429, "0", date), status(200)];
        assert_eq!(
            self::course(READ, limits(), NO_TIME, soon).await.slept,
            [1773]
        );
        let by_date = vec![
            asking(503, "Tue, 24 Nov 2026 06:00:09 GMT", date),
            status(200),
        ];
        assert_eq!(
            self::course(READ, limits(), NO_TIME, by_date).await.slept,
            [9000]
        );
        let past = vec![
            asking(503, "Tue, 24 Nov 2026 05:00:00 GMT", date),
            status(200),
        ];
        assert_eq!(
            self::course(READ, limits(), NO_TIME, past).await.slept,
            [1773]
        );
        // Longer than the call may take: the answer is handed on at once, and the caller knows for how long.
        for header in ["61", "60.0001", "99999999999999999999999999"] {
            let ends = vec![asking(429, header, date)];
            let course = self::course(READ, limits(), NO_TIME, ends).await;
            assert_eq!((course.slept.len(), course.end), (0, Ok(429)), "{header}");
        }
    }

    #[tokio::test]
    async fn the_call_has_one_limit_over_everything() {
        let limits = Limits {
            attempt_timeout: Duration::from_secs(25),
            ..limits()
        };
        let course = course(
            READ,
            limits,
            Duration::from_secs(100),
            times(3, || failure(Retryable::IfIdempotent)),
        )
        .await;
        // 25 + 1.773 + 25 + 2.444 leave some 5.78 for the third; and then there is no time to wait.
        assert_eq!(course.timeouts, [25_000, 25_000, 5_781]);
        assert_eq!(course.slept, [1773, 2444]);
        assert_eq!(course.end, Err(ErrorKind::Transport));
        let hurried = Limits {
            call_timeout: Duration::from_millis(1300),
            ..limits
        };
        let course = self::course(READ, hurried, NO_TIME, vec![status(503)]).await;
        assert_eq!((course.timeouts, course.end), (vec![1300], Ok(503)));
    }

    #[tokio::test]
    async fn never_is_once() {
        let once = Limits {
            retries: Retries::none(),
            ..limits()
        };
        let course = course(READ, once, NO_TIME, vec![failure(Retryable::Always)]).await;
        assert_eq!(course.slept.len(), 0);
    }

    #[tokio::test]
    async fn a_budget_stops_repetition_when_most_calls_fail() {
        let budget = Budget::full();
        // 500 at 10 each: 50 repetitions, which is 12 calls of 4 and one of 2.
        for _ in 0..12 {
            course_on(&budget, READ, limits(), NO_TIME, times(5, || status(503))).await;
        }
        course_on(&budget, READ, limits(), NO_TIME, times(3, || status(503))).await;
        course_on(&budget, READ, limits(), NO_TIME, times(1, || status(503))).await;
        // Ten that go well pay for one that does not.
        for _ in 0..10 {
            course_on(&budget, READ, limits(), NO_TIME, times(1, || status(200))).await;
        }
        course_on(&budget, READ, limits(), NO_TIME, times(2, || status(503))).await;
    }
}
