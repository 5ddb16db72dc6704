//! Verification of deliveries.

use std::borrow::Cow;

use aws_lc_rs::digest::{Digest, SHA256, digest};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use partna_types::Environment;

use crate::envelope::{Envelope, compact, is_nested_deeper};
use crate::keys::{SaltLength, built_in};
use crate::likely_cause::{encoding_cause, rewriting_cause};
use crate::{Error, ErrorKind, PublicKey, Signed, Verified};

/// The byte order mark, which some programs add before UTF-8 text. It is not part of the JSON, and not signed.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Verifies deliveries of one environment. Create one and reuse it: its keys are parsed once, and clones share them.
///
/// ```
/// use partna_webhook::{Environment, Event, Verifier};
///
/// let verifier = Verifier::for_environment(Environment::Staging);
/// # let raw_body = std::fs::read("tests/genuine.json")?;
/// let event = verifier.verify(&raw_body)?; // bytes in, typed event out
/// if let Event::Convert(convert) = &event.event {
///     assert_eq!(convert.to_amount.to_string(), "1000.5");
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Only `data` is signed, as compact JSON. The unchanged bytes are verified first. If that fails, they are verified without the
/// whitespace outside of strings, because a proxy may have reformatted the body. A body with any other change is rejected, and
/// [`Error::likely_cause`] returns the change if it is visible. Signatures are RSA-PSS with SHA-256 and a salt of the maximum
/// length or of the length of the digest; others are rejected.
#[derive(Clone, Debug)]
pub struct Verifier {
    environment: Environment,
    keys: Vec<PublicKey>,
    /// The keys of the other environments. An error states if a delivery is signed with one of them.
    others: Vec<(Environment, PublicKey)>,
    max_body_bytes: usize,
    max_depth: usize,
}

impl Verifier {
    /// The default maximum size of a body, in bytes: 1 MiB.
    pub const MAX_BODY_BYTES: usize = 1024 * 1024;
    /// The default maximum depth of objects and arrays, including the body itself.
    pub const MAX_DEPTH: usize = 64;

    /// Creates a verifier with the published key of the environment. [`Environment::Sandbox`] has no published key: each sandbox
    /// generates its own, which [`with_key`](Self::with_key) adds. Without a key, all deliveries are rejected.
    #[must_use]
    pub fn for_environment(environment: Environment) -> Self {
        let (own, others) = built_in()
            .iter()
            .cloned()
            .partition::<Vec<_>, _>(|(of, _)| *of == environment);
        Self {
            environment,
            keys: own.into_iter().map(|(_, key)| key).collect(),
            others,
            max_body_bytes: Self::MAX_BODY_BYTES,
            max_depth: Self::MAX_DEPTH,
        }
    }

    /// Adds a key. A delivery may be signed with any of the keys, so add both during a change of keys.
    #[must_use]
    pub fn with_key(mut self, key: PublicKey) -> Self {
        if !self.keys.contains(&key) {
            self.keys.push(key);
        }
        self
    }

    /// Removes the built-in key, for example after a change of keys, or in tests with their own signer.
    #[must_use]
    pub fn without_built_in_key(mut self) -> Self {
        self.keys
            .retain(|key| !built_in().iter().any(|(_, own)| own == key));
        self
    }

    /// Sets the maximum size of a body, in bytes.
    #[must_use]
    pub fn with_max_body_bytes(mut self, max: usize) -> Self {
        self.max_body_bytes = max;
        self
    }

    /// Sets the maximum depth of objects and arrays, including the body itself.
    #[must_use]
    pub fn with_max_depth(mut self, max: usize) -> Self {
        self.max_depth = max;
        self
    }

    /// Returns the environment whose deliveries are accepted.
    #[must_use]
    pub fn environment(&self) -> Environment {
        self.environment
    }

    /// Returns the maximum size of a body, in bytes, for code that reads bodies.
    #[must_use]
    pub fn max_body_bytes(&self) -> usize {
        self.max_body_bytes
    }

    /// Verifies a raw body, and returns its typed event. [`verify_signature`](Self::verify_signature) returns the signed bytes instead.
    ///
    /// # Errors
    ///
    /// Any [`ErrorKind`]. The delivery is not verified, so do not process it. A genuine delivery of an event that this crate has
    /// no type for is not an error, but [`Event::Unrecognized`](crate::Event::Unrecognized).
    pub fn verify(&self, body: &[u8]) -> Result<Verified, Error> {
        Ok(self.verify_signature(body)?.read())
    }

    /// Verifies a raw body like [`verify`](Self::verify), and returns the signed bytes instead of a typed event, for code that
    /// parses `data` with its own types.
    ///
    /// ```
    /// use partna_webhook::{Environment, Verifier};
    ///
    /// # let raw_body = std::fs::read("tests/genuine.json")?;
    /// let verifier = Verifier::for_environment(Environment::Staging);
    /// let signed = verifier.verify_signature(&raw_body)?;
    /// assert!(signed.data().starts_with('{'));
    /// assert_eq!(signed.idempotency_key().map(|key| key.as_str().len()), Some(64));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Any [`ErrorKind`].
    pub fn verify_signature<'a>(&self, body: &'a [u8]) -> Result<Signed<'a>, Error> {
        let (length, max) = (body.len(), self.max_body_bytes);
        if length > max {
            let problem = format!("the body has {length} bytes; the maximum is {max}");
            return Err(Error::new(ErrorKind::TooLarge, problem));
        }
        let body = body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(body);
        if let Some(cause) = encoding_cause(body) {
            let problem = "the body does not start like a JSON object";
            return Err(Error::new(ErrorKind::Malformed, problem).with_cause(Some(cause)));
        }
        if is_nested_deeper(body, self.max_depth) {
            let problem = format!("the body has more than {} levels", self.max_depth);
            return Err(Error::new(ErrorKind::TooDeep, problem));
        }
        let Envelope {
            event,
            data,
            signature,
        } = Envelope::of(body)?;
        let signature = BASE64_STANDARD.decode(signature.as_bytes()).map_err(|_| {
            let problem = format!(
                "`signature`, of {} characters, is not standard base64 with its padding",
                signature.chars().count()
            );
            Error::new(ErrorKind::Malformed, problem)
        })?;

        let hash = digest(&SHA256, data);
        if is_signed_by(self.keys.iter(), &signature, &hash) {
            return Ok(Signed::new(
                self.environment,
                event,
                Cow::Borrowed(data),
                &hash,
            ));
        }
        let mut hashes = vec![hash];
        if let Some(text) = compact(data) {
            let hash = digest(&SHA256, &text);
            if is_signed_by(self.keys.iter(), &signature, &hash) {
                return Ok(Signed::new(
                    self.environment,
                    event,
                    Cow::Owned(text),
                    &hash,
                ));
            }
            hashes.push(hash);
        }
        let error = self.signature_error(&signature, &hashes);
        Err(match error.kind() {
            ErrorKind::InvalidSignature => error.with_cause(rewriting_cause(body, data)),
            _ => error,
        })
    }

    /// Returns the error for a signature that is not valid with the keys of this verifier.
    fn signature_error(&self, signature: &[u8], hashes: &[Digest]) -> Error {
        for (environment, key) in &self.others {
            let is_theirs = |hash| is_signed_by(std::iter::once(key), signature, hash);
            if hashes.iter().any(is_theirs) {
                let problem = format!(
                    "the signature is valid for {environment}, but the verifier is for {}",
                    self.environment
                );
                return Error::new(ErrorKind::OtherEnvironment(*environment), problem);
            }
        }
        let problem = if self.keys.is_empty() {
            format!(
                "the verifier has no key of {}; add one with `with_key`",
                self.environment
            )
        } else {
            format!(
                "the signature of {1} bytes is not valid for this `data` with any key of {0}",
                self.environment,
                signature.len()
            )
        };
        Error::new(ErrorKind::InvalidSignature, problem)
    }
}

/// Returns whether the signature is valid with one of the keys. All keys are tried with the salt length of genuine signatures
/// first.
fn is_signed_by<'a>(
    keys: impl Iterator<Item = &'a PublicKey> + Clone,
    signature: &[u8],
    hash: &Digest,
) -> bool {
    [SaltLength::Max, SaltLength::Digest]
        .into_iter()
        .any(|salt| keys.clone().any(|key| key.verifies(signature, hash, salt)))
}
