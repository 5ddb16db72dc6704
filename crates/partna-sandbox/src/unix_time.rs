//! The clock of the sandbox as a time of the system.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A time in milliseconds of the Unix epoch. What is before it, and what no system can represent, is the epoch.
pub(crate) fn system_time(ms: i64) -> SystemTime {
    let since = Duration::from_millis(u64::try_from(ms).unwrap_or(0));
    UNIX_EPOCH.checked_add(since).unwrap_or(UNIX_EPOCH)
}
