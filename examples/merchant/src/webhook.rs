//! Webhooks: Partna reports the statuses of payments.

use axum::routing::MethodRouter;
use partna::webhook::{MemoryStore, Verified, Verifier, service};

use crate::*;

/// `POST /webhooks/partna`. Verifies a delivery, and responds 200 when the table has the status on disk.
pub fn endpoint<S: Clone>(app: Arc<App>, key: Option<PublicKey>) -> MethodRouter<S> {
    let verifier = Verifier::for_environment(app.partna.environment());
    let verifier = key.into_iter().fold(verifier, Verifier::with_key);
    service::handler(verifier, MemoryStore::new(100_000), move |it| receive(app.clone(), it))
        .on_rejection(|error| tracing::warn!("webhook: rejected: {error}"))
        .into_route()
}

/// Records one event. A second run for the same event has no effect. After an error, Partna delivers the event again.
async fn receive(app: Arc<App>, event: Verified) -> io::Result<()> {
    if let Some(reference) = event.event.reference() {
        match app.observe(&reference, event.event.status().cloned(), false) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            observed => return observed.map(drop),
        }
    }
    // Deposits, verifications, unrecognized events, and unknown payments, which the reconciliation reports.
    tracing::warn!("webhook: not in the table: {:?}; review it", event.event);
    Ok(())
}
