//! Shared helpers of the suites.

use std::error::Error;

use partna_webhook::{Environment, Signer, Verified, Verifier};

pub type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// A genuine delivery of staging, published by the vendor.
pub const GENUINE: &str = include_str!("../genuine.json");

/// The idempotency key of `GENUINE`: the SHA-256 of its `data`, computed with `sha256sum`.
pub const GENUINE_KEY: &str = "ff2ee47a7562fcef19a098b252f369a317a10881c864dd04a26ced207dc819eb";

/// The `data` of an onramp, with amounts that a float cannot represent exactly.
pub const ONRAMP: &str = r#"{"transactionReference":"0f3c9f","status":"pending","timestamp":1775132847,"fromAmount":1500.10,"toAmount":0.966183574879227053,"fromCurrency":"NGN","toCurrency":"USDT","fromNetwork":"naira","toNetwork":"tron","note":"a \"b\" \\ ü {[","fees":{"all":[1,2.50]}}"#;

/// Returns a signer, and a verifier that accepts only its signatures.
pub fn signer_and_verifier() -> Result<(Signer, Verifier)> {
    let signer = Signer::generate()?;
    let verifier = Verifier::for_environment(Environment::Staging)
        .without_built_in_key()
        .with_key(signer.public_key()?);
    Ok((signer, verifier))
}

/// Returns the idempotency key of an event, or an error if it has none.
pub fn key(event: &Verified) -> Result<&str> {
    let key = event.idempotency_key().ok_or("the event has no key")?;
    Ok(key.as_str())
}

/// Splits a body into the text before the value of `data`, the value, and the text after it.
pub fn pieces(body: &str) -> Result<[&str; 3]> {
    let (before, rest) = body.split_once("\"data\":").ok_or("no data")?;
    let (data, _) = rest.rsplit_once(",\"signature\":").ok_or("no signature")?;
    let before = body.get(..before.len() + 7).ok_or("no data")?;
    let after = rest.get(data.len()..).ok_or("no signature")?;
    Ok([before, data, after])
}

/// Returns the encoded signature of a body.
pub fn signature(body: &str) -> Result<&str> {
    let (_, rest) = body.rsplit_once("\"signature\":\"").ok_or("no signature")?;
    Ok(rest.strip_suffix("\"}").ok_or("more after it")?)
}

/// Random numbers with a fixed seed (splitmix64).
pub struct Seeded(pub u64);

impl Seeded {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Returns a number below `bound`, which must not be zero.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }
}
