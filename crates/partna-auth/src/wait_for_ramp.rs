//! Waits for a ramp to end.

use std::fmt;
use std::time::Duration;

use partna_client::{Error, ErrorKind, Operation, types};
use partna_types::Reference;

use crate::Partna;
use crate::clock::Stopwatch;

/// The statuses that end the wait, in lower case. Source of `completed` and `canceled`: the document. It does not list the others,
/// but existing clients treat them as final.
const END_STATUSES: [&str; 5] = ["completed", "canceled", "cancelled", "failed", "expired"];

/// The minimum interval. It prevents a flood of requests if the caller sets an interval of zero by mistake.
const MIN_INTERVAL: Duration = Duration::from_millis(100);

impl Partna {
    /// Waits until a ramp has ended, by polling it. It also waits for a ramp that the API does not list yet. Webhooks are faster
    /// and cheaper; use this in programs that cannot receive them.
    ///
    /// `canceled` ends the wait, but it is not always the final status of the ramp. If a customer pays after the ramp has expired,
    /// the customer is paid out at the current rate and the ramp becomes `completed`, unless the `expireAction` of the ramp is
    /// `deposit`. Therefore, do not treat a `canceled` order as permanently unpaid: handle the `Onramp` or `Offramp` event that a
    /// late payment causes, and look `canceled` orders up again when you reconcile. No event is sent when a ramp expires: store
    /// `expiry_date` of the order, or `expired_at` of the record, and look the ramp up after that time.
    ///
    /// Two points are not documented. The completion of a canceled ramp by a late payment is inferred from the documented
    /// `expireAction`. The status `canceled` without an event on expiry is assumed, because the document has no event for it.
    ///
    /// To stop waiting, drop the future of [`run`](WaitForRamp::run), for example in `tokio::select!`. No request is sent after
    /// that. The ramp itself is not affected.
    ///
    /// ```no_run
    /// use std::time::Duration;
    /// use partna_auth::Reference;
    ///
    /// # async fn example(partna: partna_auth::Partna, reference: Reference) -> Result<(), partna_auth::Error> {
    /// let ramp = partna
    ///     .wait_for_ramp(&reference)
    ///     .account_name("amina01")
    ///     .deadline(Duration::from_secs(15 * 60))
    ///     .run()
    ///     .await?;
    /// println!("ended as {:?}", ramp.status); // completed, or not
    /// # Ok(())
    /// # }
    /// ```
    pub fn wait_for_ramp(&self, reference: &Reference) -> WaitForRamp {
        WaitForRamp {
            partna: self.clone(),
            reference: reference.clone(),
            account_name: None,
            initial_interval: Duration::from_secs(2),
            max_interval: Duration::from_secs(30),
            deadline: Duration::from_secs(60 * 60),
            until: Box::new(|_| false),
        }
    }
}

/// A wait for a ramp to end, from [`Partna::wait_for_ramp`].
#[must_use = "nothing is requested until `run`"]
pub struct WaitForRamp {
    partna: Partna,
    reference: Reference,
    account_name: Option<String>,
    initial_interval: Duration,
    max_interval: Duration,
    deadline: Duration,
    until: Box<dyn Fn(&types::Ramp) -> bool + Send + Sync>,
}

/// The latest results, for the message of the timeout error.
#[derive(Default)]
struct Progress {
    /// The last status of the ramp: the text of the API, or `missing` if the ramp has no status.
    status: Option<String>,
    /// The error of the last request, if it failed.
    last_error: Option<Error>,
}

impl WaitForRamp {
    /// Sets the wait between the first request and the second. Each further wait is 1.5 times as long. The default is 2 seconds,
    /// and the minimum is 100 milliseconds.
    pub fn initial_interval(mut self, time: Duration) -> Self {
        self.initial_interval = time;
        self
    }

    /// Sets the maximum wait between two requests, unless the API requests a longer one. The default is 30 seconds.
    pub fn max_interval(mut self, time: Duration) -> Self {
        self.max_interval = time;
        self
    }

    /// Sets the total time to wait. The default is one hour, which is also the default lifetime of a ramp. The last request is sent
    /// at the deadline. It has the usual time limit of a call, so the wait may end later than the deadline.
    pub fn deadline(mut self, time: Duration) -> Self {
        self.deadline = time;
        self
    }

    /// Sets the account of the ramp. The document does not list this parameter as required, but the API has been observed to
    /// require it.
    pub fn account_name(mut self, name: impl Into<String>) -> Self {
        self.account_name = Some(name.into());
        self
    }

    /// Also ends the wait when a condition on the ramp is true.
    ///
    /// ```no_run
    /// use partna_auth::{Error, Partna, RampStatus, Reference};
    ///
    /// # async fn example(partna: Partna, reference: Reference) -> Result<(), Error> {
    /// let paid = |status: &RampStatus| matches!(status, RampStatus::Received | RampStatus::Processing);
    /// let wait = partna.wait_for_ramp(&reference);
    /// let ramp = wait.until(move |ramp| ramp.status.as_ref().is_some_and(paid)).run().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn until(mut self, is_done: impl Fn(&types::Ramp) -> bool + Send + Sync + 'static) -> Self {
        self.until = Box::new(is_done);
        self
    }

    /// Polls until the ramp has ended, successfully or not: completed, canceled, failed or expired. No other status ends the
    /// wait.
    ///
    /// Transient errors do not end the wait: a failed connection, a timeout, a 429, a 5xx, or an endpoint that is temporarily
    /// disabled.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Timeout`] with the last status, at the deadline, or earlier if the API requests a wait that is longer than the
    /// remaining time. Its source is the error of the last request, if that request failed. Errors of `list_ramps` that are not
    /// transient are returned immediately, except [`ErrorKind::NotFound`]: the API may not list the ramp yet.
    pub async fn run(self) -> Result<types::Ramp, Error> {
        let clock = self.partna.shared().clock.clone();
        let mut watch = Stopwatch::start(&*clock);
        let mut progress = Progress::default();
        let mut interval = self
            .initial_interval
            .min(self.max_interval)
            .max(MIN_INTERVAL);
        loop {
            match self.find_ramp().await {
                Ok(Some(ramp)) if self.is_done(&ramp) => return Ok(ramp),
                Ok(ramp) => progress.record(ramp),
                Err(error) if is_transient(error.kind()) => progress.last_error = Some(error),
                Err(error) => return Err(error),
            }
            let remaining = watch.remaining(self.deadline);
            let retry_after = progress
                .last_error
                .as_ref()
                .and_then(Error::retry_after)
                .unwrap_or_default();
            if remaining.is_zero() || retry_after > remaining {
                return Err(progress.timeout_error(self.deadline));
            }
            watch.sleep(interval.max(retry_after).min(remaining)).await;
            interval = interval.saturating_add(interval / 2);
            interval = interval.min(self.max_interval).max(MIN_INTERVAL);
        }
    }

    /// Returns the current state of the ramp, or `None` if the API does not list it.
    async fn find_ramp(&self) -> Result<Option<types::Ramp>, Error> {
        let reference = self.reference.as_str();
        let mut request = self.partna.list_ramps().ramp_reference(reference);
        if let Some(name) = &self.account_name {
            request = request.account_name(name.as_str());
        }
        let response = match request.send().await {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            response => response?,
        };
        let ramps = response.into_inner().data.unwrap_or_default().ramp_requests;
        // The filter by reference is documented, but the client does not rely on it: the response may contain other ramps.
        let is_match = |ramp: &types::Ramp| ramp.ramp_reference.as_deref() == Some(reference);
        Ok(ramps.into_iter().find(is_match))
    }

    fn is_done(&self, ramp: &types::Ramp) -> bool {
        let status = ramp.status.as_ref().map_or("", |status| status.as_str());
        END_STATUSES
            .iter()
            .any(|end| end.eq_ignore_ascii_case(status))
            || (self.until)(ramp)
    }
}

/// Returns whether an error is transient.
fn is_transient(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::Transport
            | ErrorKind::Timeout
            | ErrorKind::Unavailable
            | ErrorKind::RateLimited
            | ErrorKind::TemporarilyDisabled
    )
}

impl Progress {
    fn record(&mut self, ramp: Option<types::Ramp>) {
        self.last_error = None;
        if let Some(ramp) = ramp {
            let status = ramp.status.map(|status| printable_status(status.as_str()));
            self.status = Some(status.unwrap_or_else(|| "missing".to_owned()));
        }
    }

    fn timeout_error(self, deadline: Duration) -> Error {
        let message = match self.status {
            Some(status) => {
                format!(
                    "the ramp: it has not ended within {deadline:?} (last status: {status}); look it up again later"
                )
            }
            None => format!(
                "the ramp: the API has not listed it within {deadline:?}; check the reference and the account name"
            ),
        };
        let error = Error::new(ErrorKind::Timeout, message);
        let error = error.with_operation(Operation::by_id("list_ramps"));
        match self.last_error {
            Some(last_error) => error.with_source(last_error),
            None => error,
        }
    }
}

/// Returns the part of a status that a message can contain. The text of the API may have any length and any characters.
fn printable_status(status: &str) -> String {
    let printable = status.chars().filter(|c| !c.is_control());
    printable.take(40).collect()
}

impl fmt::Debug for WaitForRamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitForRamp")
            .field("reference", &self.reference)
            .field("account_name", &self.account_name)
            .field("initial_interval", &self.initial_interval)
            .field("max_interval", &self.max_interval)
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}
