//! A transfer with a fixed reference, and its outcome.

use partna_auth::{Currency, Error, Outcome, Partna, Reference, WithReference, types};

/// The reference of the transfer.
pub const REFERENCE: &str = "bbcdef2234567890abcdef1234568880";

/// Returns the body of a transfer.
pub fn transfer() -> types::builder::TransferRequest {
    types::TransferRequest::builder()
        .from_account("amina01")
        .to_account("bello02")
        .amount("25.75")
        .currency(Currency::Usd)
}

/// Returns [`REFERENCE`], parsed.
///
/// # Errors
///
/// If it is not valid.
pub fn reference() -> Result<Reference, Error> {
    REFERENCE.parse().map_err(|_| {
        Error::new(
            partna_auth::ErrorKind::Invalid,
            "the reference of the tests is not valid; fix `REFERENCE`",
        )
    })
}

/// Sends the transfer with [`REFERENCE`] and returns its outcome: `done`, `unknown`, or `refused` for an error.
///
/// # Errors
///
/// If the write cannot be built.
pub async fn send_transfer(partna: &Partna) -> Result<&'static str, Error> {
    let write = partna
        .create_transfer()
        .body(transfer())
        .with_reference(reference()?)?;
    Ok(match write.send().await {
        Ok(Outcome::Accepted(_)) => "done",
        Ok(Outcome::Unknown(_)) => "unknown",
        Err(_) => "refused",
    })
}
