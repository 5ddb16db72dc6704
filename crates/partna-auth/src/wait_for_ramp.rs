//! Waiting for a ramp to end.

use std::fmt;
use std::time::Duration;

use partna_client::{Error, ErrorKind, Operation, types};
use partna_types::Reference;

use crate::Partna;
use crate::clock::Stopwatch;

/// The states that nothing comes after, in small letters. Source: the states that the document shows, and for failure
/// and expiry, of which it says nothing, what clients have been seen to take for an end.
const END_STATUSES: [&str; 5] = ["completed", "canceled", "cancelled", "failed", "expired"];

/// The shortest interval, so that no mistake makes a flood.
const MIN_INTERVAL: Duration = Duration::from_millis(100);

impl Partna {
    /// Waits until a ramp has ended, by asking for it again and again. A ramp that the API does not show yet is waited
    /// for, too. Webhooks tell sooner, and cost less; this is for programs that cannot be called.
    ///
    /// `canceled` is the end of the wait and not always the end of the ramp. A customer who pays after the ramp has expired is
    /// paid out at the current rate, unless the `expireAction` of the ramp is `deposit`: then the ramp becomes `completed`. So
    /// do not close an order as unpaid for good: handle the `Onramp` or `Offramp` event that a late payment causes, and look
    /// `canceled` orders up again when you reconcile. A ramp that expires sends no event: keep `expiry_date` of the order, or
    /// `expired_at` of the record, and look the ramp up after it. That a late payment completes a canceled ramp is inferred from
    /// the documented `expireAction`; that expiry shows as `canceled` and sends no event is assumed, because no event for it is
    /// documented.
    ///
    /// It is given up by dropping the future of [`run`](WaitForRamp::run), in `tokio::select!` for example: nothing is
    /// asked after that. The ramp itself goes on.
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

/// Waits for a ramp to end, from [`Partna::wait_for_ramp`].
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

/// What the questions have brought so far, for the text of the error.
#[derive(Default)]
struct Progress {
    /// The last state of the ramp, in the API's words.
    status: Option<String>,
    /// What was wrong the last time, if anything was.
    last_error: Option<Error>,
}

impl WaitForRamp {
    /// The wait between the first question and the second. Each further one is half as long again. 2 seconds unless
    /// set, and never less than a tenth of one.
    pub fn initial_interval(mut self, time: Duration) -> Self {
        self.initial_interval = time;
        self
    }

    /// The longest wait between two questions, unless the API asks for a longer one. 30 seconds unless set.
    pub fn max_interval(mut self, time: Duration) -> Self {
        self.max_interval = time;
        self
    }

    /// How long to wait in all. One hour unless set, which is also how long a ramp lives unless told otherwise. The
    /// last question is asked when the time is up, and has the time of any call for its answer.
    pub fn deadline(mut self, time: Duration) -> Self {
        self.deadline = time;
        self
    }

    /// The account of the ramp. The document leaves it out, and the API has been seen to insist on it.
    pub fn account_name(mut self, name: impl Into<String>) -> Self {
        self.account_name = Some(name.into());
        self
    }

    /// Stops sooner: as soon as the ramp is as you want it.
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

    /// Asks until the ramp has ended, well or not: completed, canceled, failed or expired. No other state is taken for an
    /// end, whatever it says.
    ///
    /// What passes by itself does not end the wait: no connection, no answer in time, a 429, a 5xx, an endpoint that is
    /// switched off for now.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Timeout`] with the last state seen, when the time is up or the API asks for a longer wait than is
    /// left; what was wrong then, if anything, is its source. And at once whatever else `list_ramps` may fail with,
    /// save that the ramp is not found.
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
            let remaining = watch.left_of(self.deadline);
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

    /// The ramp as it is now; none if the API does not show it.
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
        // The answer may hold others: that the parameter filters is documented, and not relied upon.
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

/// Whether an error may be gone the next time.
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

/// A state as it can be printed: it comes from outside, and may be anything.
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
