//! Waiting for a ramp to end.

use std::fmt;
use std::time::Duration;

use partna_client::{Error, ErrorKind, Operation, types};
use partna_types::Reference;

use crate::Partna;

/// The states that nothing comes after, in small letters. Source: the states that the document shows, and for failure
/// and expiry, of which it says nothing, what clients have been seen to take for an end.
const ENDS: [&str; 5] = ["completed", "canceled", "cancelled", "failed", "expired"];

/// The shortest interval, so that no mistake makes a flood.
const SHORTEST: Duration = Duration::from_millis(100);

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
            first_interval: Duration::from_secs(2),
            longest_interval: Duration::from_secs(30),
            deadline: Duration::from_secs(60 * 60),
            until: Box::new(|_| false),
        }
    }
}

/// Waits for a ramp to end, from [`Partna::wait_for_ramp`].
#[must_use = "nothing is asked until `run`"]
pub struct WaitForRamp {
    partna: Partna,
    reference: Reference,
    account_name: Option<String>,
    first_interval: Duration,
    longest_interval: Duration,
    deadline: Duration,
    until: Box<dyn Fn(&types::Ramp) -> bool + Send + Sync>,
}

/// What the questions have brought so far, for the text of the error.
#[derive(Default)]
struct Seen {
    /// The last state of the ramp, in the API's words.
    status: Option<String>,
    /// What was wrong the last time, if anything was.
    trouble: Option<Error>,
}

impl WaitForRamp {
    /// The wait between the first question and the second. Each further one is half as long again. 2 seconds unless
    /// set, and never less than a tenth of one.
    pub fn first_interval(mut self, time: Duration) -> Self {
        self.first_interval = time;
        self
    }

    /// The longest wait between two questions, unless the API asks for a longer one. 30 seconds unless set.
    pub fn longest_interval(mut self, time: Duration) -> Self {
        self.longest_interval = time;
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
    pub fn until(mut self, enough: impl Fn(&types::Ramp) -> bool + Send + Sync + 'static) -> Self {
        self.until = Box::new(enough);
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
        let start = clock.now();
        let mut seen = Seen::default();
        let mut interval = self.first_interval.min(self.longest_interval).max(SHORTEST);
        loop {
            match self.look().await {
                Ok(Some(ramp)) if self.is_enough(&ramp) => return Ok(ramp),
                Ok(ramp) => seen.ramp(ramp),
                Err(error) if passes(error.kind()) => seen.trouble = Some(error),
                Err(error) => return Err(error),
            }
            let left = self
                .deadline
                .saturating_sub(clock.now().saturating_sub(start));
            let asked = seen
                .trouble
                .as_ref()
                .and_then(Error::retry_after)
                .unwrap_or_default();
            if left.is_zero() || asked > left {
                return Err(seen.too_long(self.deadline));
            }
            clock.sleep(interval.max(asked).min(left)).await;
            interval = interval.saturating_add(interval / 2);
            interval = interval.min(self.longest_interval).max(SHORTEST);
        }
    }

    /// The ramp as it is now; none if the API does not show it.
    async fn look(&self) -> Result<Option<types::Ramp>, Error> {
        let reference = self.reference.as_str();
        let mut question = self.partna.list_ramps().ramp_reference(reference);
        if let Some(name) = &self.account_name {
            question = question.account_name(name.as_str());
        }
        let answer = match question.send().await {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            answer => answer?,
        };
        let ramps = answer.into_inner().data.unwrap_or_default().ramp_requests;
        // The answer may hold others: that the parameter filters is documented, and not relied upon.
        let is_it = |ramp: &types::Ramp| ramp.ramp_reference.as_deref() == Some(reference);
        Ok(ramps.into_iter().find(is_it))
    }

    fn is_enough(&self, ramp: &types::Ramp) -> bool {
        let status = ramp.status.as_ref().map_or("", |status| status.as_str());
        ENDS.iter().any(|end| end.eq_ignore_ascii_case(status)) || (self.until)(ramp)
    }
}

/// Whether an error may be gone the next time.
fn passes(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::Transport
            | ErrorKind::Timeout
            | ErrorKind::Unavailable
            | ErrorKind::RateLimited
            | ErrorKind::TemporarilyDisabled
    )
}

impl Seen {
    fn ramp(&mut self, ramp: Option<types::Ramp>) {
        self.trouble = None;
        if let Some(ramp) = ramp {
            let status = ramp.status.map(|status| one_word(status.as_str()));
            self.status = Some(status.unwrap_or_else(|| "without a state".to_owned()));
        }
    }

    fn too_long(self, deadline: Duration) -> Error {
        let what = match self.status {
            Some(status) => {
                format!("the ramp has not ended within {deadline:?}; it was last seen {status}")
            }
            None => format!("the ramp has not been seen within {deadline:?}"),
        };
        let error = Error::new(ErrorKind::Timeout, what);
        let error = error.with_operation(Operation::by_id("list_ramps"));
        match self.trouble {
            Some(trouble) => error.with_source(trouble),
            None => error,
        }
    }
}

/// A state as it can be printed: it comes from outside, and may be anything.
fn one_word(status: &str) -> String {
    let printable = status.chars().filter(|c| !c.is_control());
    printable.take(40).collect()
}

impl fmt::Debug for WaitForRamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitForRamp")
            .field("reference", &self.reference)
            .field("account_name", &self.account_name)
            .field("first_interval", &self.first_interval)
            .field("longest_interval", &self.longest_interval)
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}
