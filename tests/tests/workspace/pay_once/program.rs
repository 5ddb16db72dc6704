use std::error::Error;
use partna::reexports::serde_json;
use partna::types::{Acknowledgement, WithdrawalRequest};
use partna::writes::{WithReference, Outcome, Pending, RejectsDuplicates, Resent, Resolution};
use partna::{Partna, Reference};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// Your table of payments. Each method returns after its change is on disk.
trait Journal {
    /// Records a payment, which is then open.
    fn record(&self, reference: &Reference, body: &str) -> Result;
    /// Closes a payment with its result: `accepted` or `not made`.
    fn close(&self, reference: &Reference, result: &str) -> Result;
    /// Returns the reference and body of each payment that was recorded and not closed.
    fn open_payments(&self) -> Result<Vec<(String, String)>>;
}

/// Pays once. The journal shows the result. A payment that is still open may or may not have been made.
async fn pay(partna: &Partna, journal: &impl Journal, body: WithdrawalRequest) -> Result {
    let text = serde_json::to_string(&body)?;
    let write = partna.create_withdrawal().body(body).with_reference(Reference::random())?; // sends nothing
    journal.record(write.reference(), &text)?;
    match write.send().await {
        Ok(Outcome::Accepted(_)) => journal.close(write.reference(), "accepted"),
        Ok(Outcome::Unknown(pending)) => settle(journal, &pending).await,
        Err(error) => {
            journal.close(write.reference(), "not made")?;
            Err(error.into())
        }
    }
}

/// Settles each payment that an earlier process left open. Call it at start, before the first `pay`.
async fn settle_open(partna: &Partna, journal: &impl Journal) -> Result {
    for (reference, body) in journal.open_payments()? {
        let body: WithdrawalRequest = serde_json::from_str(&body)?;
        let pending = partna.create_withdrawal().body(body).with_reference(reference.parse()?)?.assume_sent();
        if let Err(error) = settle(journal, &pending).await {
            eprintln!("{reference} stays open: {error}");
        }
    }
    Ok(())
}

/// Closes an open payment: looks it up, and sends the same bytes again if the API does not have it.
async fn settle(journal: &impl Journal, pending: &Pending<Acknowledgement, RejectsDuplicates>) -> Result {
    if let Resolution::Committed(_) = pending.resolve().await? {
        return journal.close(pending.reference(), "accepted");
    }
    // The API rejects a known reference, so this cannot pay twice.
    match pending.send_again().await? {
        Resent::Accepted(_) | Resent::AlreadyApplied(_) => journal.close(pending.reference(), "accepted"),
        Resent::Unknown(_) => Ok(()), // it stays open: settle it later
    }
}
