//! Whether a listed API key is active.

use std::time::SystemTime;

use crate::types::ApiKeyInfo;

impl ApiKeyInfo {
    /// Returns whether the key is neither deleted nor expired at the time `now`, according to the list of keys.
    ///
    /// The list contains deleted keys. `DeletedAt` of a live key is in the year 1, empty or absent; any other text means that the
    /// key is deleted. A key with `Expirable` false does not expire. Otherwise it expires at `Expiration`, in Unix seconds: at
    /// that second it is no longer active. A key is treated as not expiring if `Expiration` is absent, 0 or negative.
    ///
    /// Source: the examples of the vendor's document. They show a live key with `0001-01-01T00:00:00Z`.
    ///
    /// ```
    /// use std::time::{Duration, UNIX_EPOCH};
    /// use partna_client::types::ApiKeyInfo;
    ///
    /// let key: ApiKeyInfo = serde_json::from_str(
    ///     r#"{"DeletedAt": "0001-01-01T00:00:00Z", "Expirable": true, "Expiration": 1893456000}"#,
    /// )?;
    /// assert!(key.is_active(UNIX_EPOCH + Duration::from_secs(1_893_455_999)));
    /// assert!(!key.is_active(UNIX_EPOCH + Duration::from_secs(1_893_456_000)));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn is_active(&self, now: SystemTime) -> bool {
        let deleted_at = self.deleted_at.as_deref().map_or("", str::trim);
        let is_deleted = !deleted_at.is_empty() && !deleted_at.starts_with("0001-");
        !is_deleted && !self.is_expired(now)
    }

    fn is_expired(&self, now: SystemTime) -> bool {
        let expires = self.expiration.filter(|at| at.get() > 0);
        let expires = expires.filter(|_| self.expirable != Some(false));
        // A time that the platform cannot represent is far in the future.
        expires
            .and_then(|at| at.to_system_time())
            .is_some_and(|at| at <= now)
    }
}
