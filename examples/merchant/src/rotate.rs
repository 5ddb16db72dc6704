//! Rotation of the API key, while the service runs.

use std::time::{Duration, SystemTime};

use partna_auth::FileStore;

use crate::{App, Failure};

impl App {
    /// Rotates a key that expires within 30 days.
    pub async fn rotate_if_due(&self, now: SystemTime) -> Result<(), Failure> {
        let expiry = self.partna.key_expires_at();
        let expiry = expiry.and_then(|time| time.to_system_time());
        let is_due = |expiry| expiry < now + Duration::from_secs(30 * 24 * 3600);
        if expiry.is_some_and(is_due) { self.rotate().await } else { Ok(()) }
    }

    /// Replaces the key in the file of credentials, and invalidates the old one. After an error, run it again: it goes on
    /// where it stopped. It does nothing if the credentials are not in a file.
    pub async fn rotate(&self) -> Result<(), Failure> {
        if let Some(path) = &self.credentials {
            let rotation = self.partna.keys().rotate().store(FileStore::at(path));
            let rotated = rotation.run().await?;
            tracing::info!(unexpected = ?rotated.unexpected, "the key is now `{}`", rotated.name);
        }
        Ok(())
    }
}
