//! A transfer with a fixed reference, and how it ends.

use partna_auth::{Currency, Error, Outcome, Partna, Reference, WithReference, types};

/// The reference of the transfer.
pub const REFERENCE: &str = "bbcdef2234567890abcdef1234568880";

/// The body of a transfer.
pub fn transfer() -> types::builder::TransferRequest {
    types::TransferRequest::builder()
        .from_account("amina01")
        .to_account("bello02")
        .amount("25.75")
        .currency(Currency::Usd)
}

/// [`REFERENCE`], parsed.
///
/// # Errors
///
/// Never, unless it stops being valid.
pub fn reference() -> Result<Reference, Error> {
    REFERENCE.parse().map_err(|_| {
        Error::new(
            partna_auth::ErrorKind::Invalid,
            "the reference of the tests is not valid",
        )
    })
}

/// Sends the transfer by a handle, and returns how it ends.
///
/// # Errors
///
/// If the write cannot be put together.
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
