//! Injected faults.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use partna_auth::Operation;
use serde::Serialize;

/// The maximum number of queued faults, over all queues.
const MAX_QUEUED: usize = 1_000;

/// A fault that the sandbox injects. It affects one request or one webhook.
///
/// ```
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use partna_sandbox::{Fault, Sandbox};
///
/// let sandbox = Sandbox::start().await?;
/// sandbox.fail_next(Fault::BadGateway)?;                     // the next request of any operation
/// sandbox.fail("create_ramp", Fault::CommitThenDrop)?;       // the next ramp is created, and its response is lost
/// # sandbox.stop().await;
/// # Ok(())
/// # }
/// # tokio::runtime::Runtime::new()?.block_on(example())?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Fault {
    /// The request waits this long, by the machine's clock, and is then executed, even if the client has disconnected. If the
    /// sandbox stops first, the request is executed only if the client stays connected and the delay ends within five seconds of
    /// the stop.
    Delay(Duration),
    /// The request is not executed and gets no response. The connection stays open until the client or the sandbox closes it.
    Stall,
    /// The request is not executed, and the connection is reset.
    Reset,
    /// The request is executed. The response has the full `Content-Length` and half of its body, then the connection ends.
    Truncate,
    /// The request is executed. Whether it succeeds or fails, the response is a 200 with the content type of JSON and a body that
    /// is not JSON.
    Garbage,
    /// The request is not executed. A simulated gateway responds with 502 and an HTML page.
    BadGateway,
    /// The request is not executed. The response is a 429.
    RateLimited {
        /// The value of `Retry-After`, rounded up to whole seconds. With `None` the header is omitted.
        retry_after: Option<Duration>,
    },
    /// The request is not executed. The response is a 503.
    Unavailable,
    /// The request is not executed. The response is a 401 with the documented text of a temporarily disabled endpoint.
    TemporarilyDisabled,
    /// The request is executed, and the connection ends before the first byte of the response.
    CommitThenDrop,
    /// The next webhook is delivered twice. Requests are not affected.
    DuplicateWebhooks,
    /// The next two webhooks are delivered in reverse order. Until there is a second webhook, the first is not delivered. Requests
    /// are not affected.
    ReorderWebhooks,
}

const DELAY_WITHOUT_SECONDS: &str =
    "fault `delay`: `seconds` is missing; add it, such as `\"seconds\": 2`";

impl Fault {
    /// Returns the fault with a name in snake case, which the admin interface receives.
    pub(crate) fn from_name(name: &str, time: Option<Duration>) -> Result<Self, String> {
        match name {
            "delay" => Ok(Self::Delay(time.ok_or(DELAY_WITHOUT_SECONDS)?)),
            "rate_limited" => Ok(Self::RateLimited { retry_after: time }),
            _ if time.is_some() => Err(format!(
                "fault `{name}`: `seconds` is only for `delay` and `rate_limited`; omit `seconds`"
            )),
            _ => {
                let mut faults = Self::WITHOUT_TIME.into_iter();
                faults.find(|fault| fault.name().0 == name).ok_or_else(|| {
                    format!(
                        "fault `{name}`: unknown; use delay, stall, reset, truncate, garbage, bad_gateway, \
                         rate_limited, unavailable, temporarily_disabled, commit_then_drop, duplicate_webhooks or \
                         reorder_webhooks"
                    )
                })
            }
        }
    }

    /// The faults without a time.
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

    /// Returns the name that [`from_name`](Self::from_name) accepts, and the seconds of the fault.
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

    fn is_webhook_fault(&self) -> bool {
        matches!(self, Self::DuplicateWebhooks | Self::ReorderWebhooks)
    }
}

/// A queued fault that was not used, from [`Sandbox::unused_faults`](crate::Sandbox::unused_faults).
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
    /// The queued fault.
    pub fault: Fault,
    /// The id of its operation. `None` means the next request of any operation, or the next webhook.
    pub operation: Option<String>,
}

/// An unused fault in the response of the admin interface.
#[derive(Serialize)]
pub(crate) struct QueuedFault {
    fault: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    operation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<f64>,
}

impl From<UnusedFault> for QueuedFault {
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

/// The queued faults, in the order in which they were added.
#[derive(Debug, Default)]
pub(crate) struct Faults(Mutex<Queues>);

#[derive(Debug, Default)]
struct Queues {
    any: VecDeque<Fault>,
    by_operation: BTreeMap<String, VecDeque<Fault>>,
    webhooks: VecDeque<Fault>,
}

impl Queues {
    fn check_capacity(&self) -> Result<(), String> {
        let by_operation: usize = self.by_operation.values().map(VecDeque::len).sum();
        if self.any.len() + self.webhooks.len() + by_operation >= MAX_QUEUED {
            return Err(format!(
                "faults: {MAX_QUEUED} are queued, which is the limit; send the requests that use them, or start another sandbox"
            ));
        }
        Ok(())
    }
}

impl Faults {
    /// Adds a fault for the next request, or for the next webhook if it is a webhook fault.
    pub(crate) fn push(&self, fault: Fault) -> Result<(), String> {
        let mut queues = self.queues();
        queues.check_capacity()?;
        if fault.is_webhook_fault() {
            queues.webhooks.push_back(fault);
        } else {
            queues.any.push_back(fault);
        }
        Ok(())
    }

    /// Adds a fault for an operation. Rejects a fault that would never be used.
    pub(crate) fn push_for(&self, operation: &str, fault: Fault) -> Result<(), String> {
        if fault.is_webhook_fault() {
            return Err(format!(
                "fault {fault:?}: affects webhooks, not an operation; use `Sandbox::fail_next`, or omit the operation"
            ));
        }
        if Operation::by_id(operation).is_none() {
            return Err(format!(
                "operation `{operation}`: unknown; use an operation id such as `create_ramp`"
            ));
        }
        let mut queues = self.queues();
        queues.check_capacity()?;
        let queue = queues.by_operation.entry(operation.to_owned());
        queue.or_default().push_back(fault);
        Ok(())
    }

    /// Removes and returns the fault for a request: the first fault of its operation, otherwise the first fault of any operation.
    pub(crate) fn take(&self, operation: &str) -> Option<Fault> {
        let mut queues = self.queues();
        let own = queues.by_operation.get_mut(operation);
        own.and_then(VecDeque::pop_front)
            .or_else(|| queues.any.pop_front())
    }

    /// Removes and returns the fault for a request that is not authenticated: the first fault of its operation.
    pub(crate) fn take_of_operation(&self, operation: &str) -> Option<Fault> {
        let mut queues = self.queues();
        let own = queues.by_operation.get_mut(operation);
        own.and_then(VecDeque::pop_front)
    }

    /// Returns the fault for the next webhook. It stays queued until [`take_webhook`](Self::take_webhook), because it may need a
    /// second webhook.
    pub(crate) fn next_webhook(&self) -> Option<Fault> {
        self.queues().webhooks.front().cloned()
    }

    /// Removes and returns the fault for the next webhook.
    pub(crate) fn take_webhook(&self) -> Option<Fault> {
        self.queues().webhooks.pop_front()
    }

    /// Returns the unused faults: first the faults of operations, sorted by operation id, then of any request, then of webhooks.
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
    fn faults_are_used_once_in_order() {
        let faults = Faults::default();
        faults.push(Fault::Stall).unwrap();
        faults.push(Fault::Reset).unwrap();
        assert_eq!(faults.take("get_rate"), Some(Fault::Stall));
        assert_eq!(faults.take(""), Some(Fault::Reset));
        assert_eq!(faults.take("get_rate"), None);
    }

    #[test]
    fn fault_of_operation_is_used_before_general_fault() {
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
    fn webhook_faults_do_not_affect_requests() {
        let faults = Faults::default();
        faults.push(Fault::DuplicateWebhooks).unwrap();
        faults.push(Fault::ReorderWebhooks).unwrap();
        assert_eq!(faults.take("create_ramp"), None);
        assert_eq!(faults.take_webhook(), Some(Fault::DuplicateWebhooks));
        assert_eq!(faults.take_webhook(), Some(Fault::ReorderWebhooks));
        assert_eq!(faults.take_webhook(), None);
    }

    #[test]
    fn rejects_fault_that_cannot_be_used() {
        let faults = Faults::default();
        let rejection = |operation, fault| faults.push_for(operation, fault).unwrap_err();
        assert!(rejection("create_rmap", Fault::Reset).contains("`create_rmap`"));
        assert!(
            rejection("create_ramp", Fault::DuplicateWebhooks).contains("use `Sandbox::fail_next`")
        );
        assert_eq!(faults.take("create_ramp"), None);
        assert_eq!(faults.take_webhook(), None);
    }

    #[test]
    fn rejects_faults_above_limit() {
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
    fn from_name_accepts_seconds_for_timed_faults_only() {
        let second = Some(Duration::from_secs(1));
        assert_eq!(
            Fault::from_name("delay", second),
            Ok(Fault::Delay(Duration::from_secs(1)))
        );
        assert_eq!(
            Fault::from_name("rate_limited", None),
            Ok(Fault::RateLimited { retry_after: None })
        );
        assert_eq!(Fault::from_name("stall", None), Ok(Fault::Stall));
        assert!(Fault::from_name("delay", None).is_err());
        assert!(Fault::from_name("stall", second).is_err());
        assert!(
            Fault::from_name("gremlins", None)
                .unwrap_err()
                .contains("bad_gateway")
        );
    }
}
