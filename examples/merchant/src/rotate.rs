//! Rotation of the API key while the service runs.

use partna::keys::FileStore;

use crate::*;

impl App {
    /// Rotates a key in a profile file that expires within 30 days: stores a new one, and invalidates the old one.
    /// After an error, run it again: it continues.
    pub async fn rotate(&self, now: SystemTime) -> Result<(), Failure> {
        let expiry = self.partna.key_expires_at().and_then(|time| time.to_system_time());
        let is_due = expiry.is_some_and(|at| at < now + Duration::from_secs(30 * 24 * 3600));
        if let Some(path) = self.credentials.as_ref().filter(|_| is_due) {
            let rotated = self.partna.keys().rotate().store(FileStore::at(path)).run().await?;
            tracing::info!(unexpected = ?rotated.unexpected, "the key is now `{}`", rotated.name);
        }
        Ok(())
    }
}
