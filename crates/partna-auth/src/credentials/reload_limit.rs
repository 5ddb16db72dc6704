//! Limits how often refused requests reload the credentials.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// A token bucket that allows five loads at once, and one more load per second. If every request is refused, for example by a
/// firewall in front of the API, most requests do not poll the secret manager. A key that another process has rotated is still
/// found immediately.
#[derive(Debug, Default)]
pub(super) struct ReloadLimit {
    /// When the bucket will be full, in milliseconds of the clock.
    full_at: AtomicU64,
}

impl ReloadLimit {
    const BURST_LOADS: u64 = 5;
    const REFILL_MILLIS: u64 = 1000;

    /// Takes a load from the bucket. Returns whether one was available.
    pub(super) fn try_acquire(&self, now: Duration) -> bool {
        let now = u64::try_from(now.as_millis()).unwrap_or(u64::MAX);
        let acquire = |full_at: u64| {
            let full_at = full_at.max(now);
            let missing = full_at.saturating_sub(now);
            (missing <= (Self::BURST_LOADS - 1) * Self::REFILL_MILLIS)
                .then(|| full_at.saturating_add(Self::REFILL_MILLIS))
        };
        self.full_at
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, acquire)
            .is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count_acquired(limit: &ReloadLimit, at_millis: u64, times: usize) -> usize {
        let now = Duration::from_millis(at_millis);
        (0..times).filter(|_| limit.try_acquire(now)).count()
    }

    #[test]
    fn allows_burst_then_one_load_per_second() {
        let limit = ReloadLimit::default();
        assert_eq!(count_acquired(&limit, 0, 100), 5);
        assert_eq!(count_acquired(&limit, 999, 100), 0);
        assert_eq!(count_acquired(&limit, 1000, 100), 1);
        assert_eq!(count_acquired(&limit, 3500, 100), 2);
        assert_eq!(count_acquired(&limit, 4000, 100), 1);
        // The bucket never exceeds the burst.
        assert_eq!(count_acquired(&limit, 1_000_000, 100), 5);
    }

    #[test]
    fn does_not_overflow_at_largest_time() {
        let limit = ReloadLimit::default();
        let last = Duration::MAX;
        assert!(limit.try_acquire(last));
    }
}
