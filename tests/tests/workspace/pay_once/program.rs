use std::error::Error;
use partna::reexports::serde_json;
use partna::types::{Acknowledgement, WithdrawalRequest};
use partna::writes::{WithReference, Outcome, Pending, RejectsDuplicates, Resent, Resolution};
use partna::{Partna, Reference};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// Your table of payments. Each method returns after its change is on disk.
trait Journal {
    /// Records a payment, which is then open.
    fn record(&self, reference: &Reference, body_json: &str) -> Result;
    /// Closes a payment, with the result `accepted` or `not made`.
    fn close(&self, reference: &Reference, result: &str) -> Result;
    /// Returns the reference and the body, as JSON, of each open payment.
    fn open_payments(&self) -> Result<Vec<(String, String)>>;
}

/// Pays once, and records the result in the journal. A payment that stays open may or may not have been made.
async fn pay(partna: &Partna, journal: &impl Journal, body: WithdrawalRequest) -> Result {
    let body_json = serde_json::to_string(&body)?;
    let write = partna.create_withdrawal().body(body).with_reference(Reference::random())?; // sends nothing
    journal.record(write.reference(), &body_json)?;
    match write.send().await {
        Ok(Outcome::Accepted(_)) => journal.close(write.reference(), "accepted"),
        Ok(Outcome::Unknown(pending)) => resolve_payment(journal, &pending).await,
        Err(error) => {
            journal.close(write.reference(), "not made")?;
            Err(error.into())
        }
    }
}

/// Resolves each payment that an earlier process left open. Call this at start, before the first `pay`.
async fn resolve_open_payments(partna: &Partna, journal: &impl Journal) -> Result {
    for (reference, body_json) in journal.open_payments()? {
        let body: WithdrawalRequest = serde_json::from_str(&body_json)?;
        let pending = partna.create_withdrawal().body(body).with_reference(reference.parse()?)?.assume_sent();
        if let Err(error) = resolve_payment(journal, &pending).await {
            eprintln!("{reference} stays open: {error}");
        }
    }
    Ok(())
}

/// Looks up an open payment, and sends it again if the look-up does not find it. Closes the payment if the API accepted it.
async fn resolve_payment(journal: &impl Journal, pending: &Pending<Acknowledgement, RejectsDuplicates>) -> Result {
    if let Resolution::Found(_) = pending.resolve().await? {
        return journal.close(pending.reference(), "accepted");
    }
    // This cannot pay twice: the API rejects a second withdrawal with the same reference.
    match pending.send_again().await? {
        Resent::Accepted(_) | Resent::AlreadyApplied(_) => journal.close(pending.reference(), "accepted"),
        Resent::Unknown(_) => Ok(()), // the payment stays open: resolve it later
    }
}
