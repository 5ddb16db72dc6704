//! Webhooks: Partna reports how payments go on.

use axum::routing::MethodRouter;
use partna::webhook::{MemoryStore, Verified, Verifier, service};

use crate::*;

/// `POST /webhooks/partna`. It verifies a delivery, and responds 200 once the table has it on the disk.
pub fn endpoint<S: Clone>(app: Arc<App>, key: Option<PublicKey>) -> MethodRouter<S> {
    let verifier = Verifier::for_environment(app.partna.environment());
    let verifier = key.into_iter().fold(verifier, Verifier::with_key);
    service::handler(verifier, MemoryStore::new(100_000), move |it| receive(app.clone(), it))
        .on_refusal(|error| tracing::warn!("a delivery was refused: {error}"))
        .into_route()
}

/// Takes one event. It may run twice for an event: a status counts once. After an error, Partna delivers again.
async fn receive(app: Arc<App>, event: Verified) -> io::Result<()> {
    if let Some(reference) = event.event.reference() {
        match app.observe(&reference, event.event.status().cloned(), false) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            observed => return observed.map(drop),
        }
    }
    // Deposits, verifications, unrecognized events, and payments that are not in the table. The reconciliation finds the last.
    tracing::warn!("keep for review: {:?}", event.event);
    Ok(())
}
