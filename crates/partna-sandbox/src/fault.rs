//! What goes wrong on purpose.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use partna_auth::Operation;
use serde::Serialize;

/// How many faults may be queued, all queues together.
const MAX_QUEUED: usize = 1_000;

/// Something that goes wrong because you asked for it. A fault hits one request, or one turn of the webhooks.
///
/// ```
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use partna_sandbox::{Fault, Sandbox};
///
/// let sandbox = Sandbox::start().await?;
/// sandbox.fail_next(Fault::BadGateway)?;                     // whatever is asked next
/// sandbox.fail("create_ramp", Fault::CommitThenDrop)?;       // the next ramp: made, and never heard of
/// # sandbox.stop().await;
/// # Ok(())
/// # }
/// # tokio::runtime::Runtime::new()?.block_on(example())?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Fault {
    /// The request waits that long, by the machine's clock, and is then carried out as usual, even if its caller has given up,
    /// unless the sandbox stops first.
    Delay(Duration),
    /// Nothing is done, and no answer comes; the connection stays open until somebody gives up.
    Stall,
    /// Nothing is done, and the connection is reset.
    Reset,
    /// The request is carried out. Half of the answer arrives, under the length of all of it, and then the connection ends.
    Truncate,
    /// The request is carried out, whatever comes of it. The answer is a 200 that says it is JSON, and is not.
    Garbage,
    /// Nothing is done: something in front of the API answers 502 with a page of HTML.
    BadGateway,
    /// Nothing is done: 429.
    RateLimited {
        /// What `Retry-After` says, in whole seconds, rounded up; none leaves the header out.
        retry_after: Option<Duration>,
    },
    /// Nothing is done: 503.
    Unavailable,
    /// Nothing is done: 401 with the documented text of an endpoint that is disabled for now.
    TemporarilyDisabled,
    /// The request is carried out, and the connection ends before a byte of the answer.
    CommitThenDrop,
    /// The next webhook is delivered twice. Requests go on as usual.
    DuplicateWebhooks,
    /// The next webhook is held back until there is another, and delivered after it. If none follows, it never is. Requests go on
    /// as usual.
    ReorderWebhooks,
}

impl Fault {
    /// By its name in snake case, as other processes say it.
    pub(crate) fn named(name: &str, time: Option<Duration>) -> Result<Self, String> {
        match name {
            "delay" => Ok(Self::Delay(time.ok_or("a delay needs `seconds`")?)),
            "rate_limited" => Ok(Self::RateLimited { retry_after: time }),
            _ if time.is_some() => Err(format!("`{name}` takes no `seconds`")),
            _ => {
                let mut others = Self::WITHOUT_TIME.into_iter();
                others.find(|fault| fault.name().0 == name).ok_or_else(|| {
                    format!(
                        "there is no fault `{name}`; choose delay, stall, reset, truncate, garbage, bad_gateway, \
                         rate_limited, unavailable, temporarily_disabled, commit_then_drop, duplicate_webhooks or \
                         reorder_webhooks"
                    )
                })
            }
        }
    }

    /// The faults that no time goes with.
    const WITHOUT_TIME: [Self; 10] = [
        Self::Stall,
        Self::Reset,
        Self::Truncate,
        Self::Garbage,
        Self::BadGateway,
        Self::Unavailable,
        Self::TemporarilyDisabled,
        Self::CommitThenDrop,
        Self::DuplicateWebhooks,
        Self::ReorderWebhooks,
    ];

    /// Its name in snake case, as [`named`](Self::named) reads it, and the seconds that go with it.
    fn name(&self) -> (&'static str, Option<f64>) {
        let seconds = |time: Duration| Some(time.as_secs_f64());
        match self {
            Self::Delay(time) => ("delay", seconds(*time)),
            Self::Stall => ("stall", None),
            Self::Reset => ("reset", None),
            Self::Truncate => ("truncate", None),
            Self::Garbage => ("garbage", None),
            Self::BadGateway => ("bad_gateway", None),
            Self::RateLimited { retry_after } => ("rate_limited", retry_after.and_then(seconds)),
            Self::Unavailable => ("unavailable", None),
            Self::TemporarilyDisabled => ("temporarily_disabled", None),
            Self::CommitThenDrop => ("commit_then_drop", None),
            Self::DuplicateWebhooks => ("duplicate_webhooks", None),
            Self::ReorderWebhooks => ("reorder_webhooks", None),
        }
    }

    fn is_of_webhooks(&self) -> bool {
        matches!(self, Self::DuplicateWebhooks | Self::ReorderWebhooks)
    }
}

/// A fault that has hit nothing yet, from [`Sandbox::unused_faults`](crate::Sandbox::unused_faults).
///
/// ```
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use partna_sandbox::{Fault, Sandbox};
///
/// let sandbox = Sandbox::start().await?;
/// sandbox.fail("create_ramp", Fault::Reset)?;
/// let unused = sandbox.unused_faults();
/// assert_eq!(unused[0].fault, Fault::Reset);
/// assert_eq!(unused[0].operation.as_deref(), Some("create_ramp"));
/// # sandbox.stop().await;
/// # Ok(())
/// # }
/// # tokio::runtime::Runtime::new()?.block_on(example())?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UnusedFault {
    /// What is to go wrong.
    pub fault: Fault,
    /// The operation that it waits for, by its id; none for the next request of all, or the next webhook.
    pub operation: Option<String>,
}

/// An unused fault, as other processes request it.
#[derive(Serialize)]
pub(crate) struct Queued {
    fault: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    operation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<f64>,
}

impl From<UnusedFault> for Queued {
    fn from(unused: UnusedFault) -> Self {
        let (fault, seconds) = unused.fault.name();
        Self {
            fault,
            operation: unused.operation,
            seconds,
        }
    }
}

impl fmt::Display for UnusedFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, _) = self.fault.name();
        match &self.operation {
            Some(operation) => write!(f, "{name} of {operation}"),
            None => f.write_str(name),
        }
    }
}

/// Faults that wait for what they are to hit, in the order in which they were asked for.
#[derive(Debug, Default)]
pub(crate) struct Faults(Mutex<Queues>);

#[derive(Debug, Default)]
struct Queues {
    any: VecDeque<Fault>,
    by_operation: BTreeMap<String, VecDeque<Fault>>,
    webhooks: VecDeque<Fault>,
}

impl Queues {
    fn check_room(&self) -> Result<(), String> {
        let by_operation: usize = self.by_operation.values().map(VecDeque::len).sum();
        if self.any.len() + self.webhooks.len() + by_operation >= MAX_QUEUED {
            return Err(format!(
                "faults: {MAX_QUEUED} are queued; send the requests that they wait for, or start another sandbox"
            ));
        }
        Ok(())
    }
}

impl Faults {
    /// Adds one for whatever comes next: a request, or a webhook if it is of those.
    pub(crate) fn push(&self, fault: Fault) -> Result<(), String> {
        let mut queues = self.queues();
        queues.check_room()?;
        if fault.is_of_webhooks() {
            queues.webhooks.push_back(fault);
        } else {
            queues.any.push_back(fault);
        }
        Ok(())
    }

    /// Adds one for an operation. What would never hit anything is refused, with what to do instead.
    pub(crate) fn push_for(&self, operation: &str, fault: Fault) -> Result<(), String> {
        if fault.is_of_webhooks() {
            return Err(format!(
                "{fault:?} is a fault of webhooks, not of an operation; use `Sandbox::fail_next`, or leave the operation out"
            ));
        }
        if Operation::by_id(operation).is_none() {
            return Err(format!(
                "there is no operation `{operation}`; ids are like `create_ramp`"
            ));
        }
        let mut queues = self.queues();
        queues.check_room()?;
        let queue = queues.by_operation.entry(operation.to_owned());
        queue.or_default().push_back(fault);
        Ok(())
    }

    /// The one for a request. What is meant for its operation comes first.
    pub(crate) fn take(&self, operation: &str) -> Option<Fault> {
        let mut queues = self.queues();
        let own = queues.by_operation.get_mut(operation);
        own.and_then(VecDeque::pop_front)
            .or_else(|| queues.any.pop_front())
    }

    /// The one for a request that nobody proves to be from a client of this sandbox: only what is meant for its operation.
    pub(crate) fn take_for(&self, operation: &str) -> Option<Fault> {
        let mut queues = self.queues();
        let own = queues.by_operation.get_mut(operation);
        own.and_then(VecDeque::pop_front)
    }

    /// The one for the next webhook. It stays until [`take_webhook`](Self::take_webhook): it may have to wait for a second.
    pub(crate) fn next_webhook(&self) -> Option<Fault> {
        self.queues().webhooks.front().cloned()
    }

    /// Takes the one for the next webhook.
    pub(crate) fn take_webhook(&self) -> Option<Fault> {
        self.queues().webhooks.pop_front()
    }

    /// Those that have hit nothing yet: of operations by their ids, then of any request, then of webhooks.
    pub(crate) fn unused(&self) -> Vec<UnusedFault> {
        let queues = self.queues();
        let of_operations = queues.by_operation.iter().flat_map(|(operation, queue)| {
            queue.iter().map(|fault| (fault, Some(operation.clone())))
        });
        let others = queues.any.iter().chain(&queues.webhooks);
        of_operations
            .chain(others.map(|fault| (fault, None)))
            .map(|(fault, operation)| UnusedFault {
                fault: fault.clone(),
                operation,
            })
            .collect()
    }

    fn queues(&self) -> MutexGuard<'_, Queues> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_hits_once_and_in_order() {
        let faults = Faults::default();
        faults.push(Fault::Stall).unwrap();
        faults.push(Fault::Reset).unwrap();
        assert_eq!(faults.take("get_rate"), Some(Fault::Stall));
        assert_eq!(faults.take(""), Some(Fault::Reset));
        assert_eq!(faults.take("get_rate"), None);
    }

    #[test]
    fn one_for_an_operation_waits_for_it_and_goes_first() {
        let faults = Faults::default();
        faults.push(Fault::Stall).unwrap();
        faults
            .push_for("create_ramp", Fault::CommitThenDrop)
            .unwrap();
        assert_eq!(faults.take("create_ramp"), Some(Fault::CommitThenDrop));
        faults.push_for("create_ramp", Fault::Garbage).unwrap();
        assert_eq!(faults.take("get_rate"), Some(Fault::Stall));
        assert_eq!(faults.take("get_rate"), None);
        assert_eq!(faults.take("create_ramp"), Some(Fault::Garbage));
    }

    #[test]
    fn those_of_webhooks_never_hit_a_request() {
        let faults = Faults::default();
        faults.push(Fault::DuplicateWebhooks).unwrap();
        faults.push(Fault::ReorderWebhooks).unwrap();
        assert_eq!(faults.take("create_ramp"), None);
        assert_eq!(faults.take_webhook(), Some(Fault::DuplicateWebhooks));
        assert_eq!(faults.take_webhook(), Some(Fault::ReorderWebhooks));
        assert_eq!(faults.take_webhook(), None);
    }

    #[test]
    fn what_would_never_hit_anything_is_refused() {
        let faults = Faults::default();
        let told = |operation, fault| faults.push_for(operation, fault).unwrap_err();
        assert!(told("create_rmap", Fault::Reset).contains("`create_rmap`"));
        assert!(told("create_ramp", Fault::DuplicateWebhooks).contains("use `Sandbox::fail_next`"));
        assert_eq!(faults.take("create_ramp"), None);
        assert_eq!(faults.take_webhook(), None);
    }

    #[test]
    fn rejects_more_faults_than_there_is_room_for() {
        let faults = Faults::default();
        for number in 0..MAX_QUEUED {
            match number % 3 {
                0 => faults.push(Fault::Stall).unwrap(),
                1 => faults.push(Fault::DuplicateWebhooks).unwrap(),
                _ => faults.push_for("create_ramp", Fault::Reset).unwrap(),
            }
        }
        for fault in [Fault::Stall, Fault::DuplicateWebhooks] {
            let text = faults.push(fault).unwrap_err();
            assert!(text.contains("1000 are queued"), "{text}");
        }
        assert!(faults.push_for("get_rate", Fault::Reset).is_err());
        assert_eq!(faults.take("create_ramp"), Some(Fault::Reset));
        faults.push_for("get_rate", Fault::Reset).unwrap();
        assert!(faults.push(Fault::Stall).is_err());
    }

    #[test]
    fn names_are_read_and_seconds_are_for_those_that_take_them() {
        let second = Some(Duration::from_secs(1));
        assert_eq!(
            Fault::named("delay", second),
            Ok(Fault::Delay(Duration::from_secs(1)))
        );
        assert_eq!(
            Fault::named("rate_limited", None),
            Ok(Fault::RateLimited { retry_after: None })
        );
        assert_eq!(Fault::named("stall", None), Ok(Fault::Stall));
        assert!(Fault::named("delay", None).is_err());
        assert!(Fault::named("stall", second).is_err());
        assert!(
            Fault::named("gremlins", None)
                .unwrap_err()
                .contains("bad_gateway")
        );
    }
}
