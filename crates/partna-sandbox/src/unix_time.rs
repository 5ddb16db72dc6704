//! Conversion of the sandbox's time into a system time.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Converts milliseconds since the Unix epoch. A time before the epoch, or a time that the system cannot represent, becomes the
/// epoch.
pub(crate) fn system_time(ms: i64) -> SystemTime {
    let since = Duration::from_millis(u64::try_from(ms).unwrap_or(0));
    UNIX_EPOCH.checked_add(since).unwrap_or(UNIX_EPOCH)
}
