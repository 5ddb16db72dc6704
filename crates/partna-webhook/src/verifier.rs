//! Verification of webhook deliveries.

use std::borrow::Cow;
use std::{iter, slice};

use aws_lc_rs::digest::{Digest, SHA256, digest};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use partna_types::Environment;

use crate::envelope::{Envelope, is_nested_deeper, without_whitespace};
use crate::keys::{SaltLength, built_in_keys};
use crate::likely_cause::{detect_rewritten_body, detect_wrong_encoding};
use crate::{Error, ErrorKind, PublicKey, Signed, Verified};

/// The byte order mark of UTF-8. Some programs insert it at the start of a text. It is not part of the signed bytes.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Verifies the webhook deliveries of one environment. A delivery is an HTTP request with which Partna delivers an event.
///
/// Create one verifier and reuse it. Its keys are parsed once, and clones share them.
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
/// Partna signs only the member `data`, as JSON without whitespace. The verifier first checks the signature
/// with the unchanged bytes of `data`. If that fails, it checks again without the whitespace outside of strings, because a proxy
/// may have reformatted the body. A delivery with any other change of `data` is rejected. If the body shows the cause of the
/// change, [`Error::likely_cause`] returns it.
///
/// The verifier accepts RSA-PSS signatures with SHA-256. The salt must have the maximum length or the length of the digest.
#[derive(Clone, Debug)]
pub struct Verifier {
    environment: Environment,
    keys: Vec<PublicKey>,
    /// The published keys of the other environments. If a signature is valid with one of these keys, the error contains the
    /// environment of that key.
    keys_of_other_environments: Vec<(Environment, PublicKey)>,
    max_body_bytes: usize,
    max_depth: usize,
}

impl Verifier {
    /// The default maximum size of a body, in bytes: 1 MiB.
    pub const MAX_BODY_BYTES: usize = 1024 * 1024;
    /// The default maximum depth of nested objects and arrays. The body itself is level 1.
    pub const MAX_DEPTH: usize = 64;

    /// Creates a verifier with the published key of the environment.
    ///
    /// [`Environment::Sandbox`] has no published key, because each sandbox generates its own. Add that key with
    /// [`with_key`](Self::with_key). A verifier without keys rejects all deliveries.
    #[must_use]
    pub fn for_environment(environment: Environment) -> Self {
        let (own_keys, keys_of_other_environments) = built_in_keys()
            .iter()
            .cloned()
            .partition::<Vec<_>, _>(|(key_environment, _)| *key_environment == environment);
        Self {
            environment,
            keys: own_keys.into_iter().map(|(_, key)| key).collect(),
            keys_of_other_environments,
            max_body_bytes: Self::MAX_BODY_BYTES,
            max_depth: Self::MAX_DEPTH,
        }
    }

    /// Adds a key. The verifier accepts a delivery that is signed with any of its keys. While Partna changes its key, add the old
    /// and the new key.
    #[must_use]
    pub fn with_key(mut self, key: PublicKey) -> Self {
        if !self.keys.contains(&key) {
            self.keys.push(key);
        }
        self
    }

    /// Removes the published key, for example after Partna has replaced it, or in tests that sign with their own key.
    #[must_use]
    pub fn without_built_in_key(mut self) -> Self {
        self.keys
            .retain(|key| !built_in_keys().iter().any(|(_, built_in)| built_in == key));
        self
    }

    /// Sets the maximum size of a body, in bytes.
    #[must_use]
    pub fn with_max_body_bytes(mut self, max: usize) -> Self {
        self.max_body_bytes = max;
        self
    }

    /// Sets the maximum depth of nested objects and arrays. The body itself is level 1.
    #[must_use]
    pub fn with_max_depth(mut self, max: usize) -> Self {
        self.max_depth = max;
        self
    }

    /// Returns the environment of the accepted deliveries.
    #[must_use]
    pub fn environment(&self) -> Environment {
        self.environment
    }

    /// Returns the maximum size of a body, in bytes. Code that receives a longer body can stop reading it.
    #[must_use]
    pub fn max_body_bytes(&self) -> usize {
        self.max_body_bytes
    }

    /// Verifies the signature of a raw body, and returns the typed event.
    ///
    /// An event for which this crate has no type is returned as [`Event::Unrecognized`](crate::Event::Unrecognized).
    ///
    /// # Errors
    ///
    /// Any [`ErrorKind`]. After an error, do not process the delivery: it is not verified.
    pub fn verify(&self, body: &[u8]) -> Result<Verified, Error> {
        Ok(self.verify_signature(body)?.into_verified())
    }

    /// Verifies the signature of a raw body, and returns the signed bytes. Use this method only to parse `data` with your own
    /// types. Otherwise use [`verify`](Self::verify).
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
    /// The errors of [`verify`](Self::verify).
    pub fn verify_signature<'a>(&self, body: &'a [u8]) -> Result<Signed<'a>, Error> {
        let (length, max) = (body.len(), self.max_body_bytes);
        if length > max {
            let problem = format!("the body has {length} bytes; the maximum is {max}");
            return Err(Error::new(ErrorKind::TooLarge, problem));
        }
        let body = body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(body);
        if let Some(cause) = detect_wrong_encoding(body) {
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

        let unchanged = iter::once(Cow::Borrowed(data));
        let compacted = iter::once_with(|| without_whitespace(data).map(Cow::Owned)).flatten();
        let mut hashes = Vec::new();
        for bytes in unchanged.chain(compacted) {
            let hash = digest(&SHA256, &bytes);
            if is_signed_by_any(&self.keys, &signature, &hash) {
                return Ok(Signed::new(self.environment, event, bytes, &hash));
            }
            hashes.push(hash);
        }
        let error = self.signature_error(&signature, &hashes);
        Err(match error.kind() {
            ErrorKind::InvalidSignature => error.with_cause(detect_rewritten_body(body, data)),
            _ => error,
        })
    }

    /// Returns the error for a signature that is not valid with any key of this verifier. `hashes` are the hashes of the unchanged
    /// `data` and of `data` without whitespace.
    fn signature_error(&self, signature: &[u8], hashes: &[Digest]) -> Error {
        for (environment, key) in &self.keys_of_other_environments {
            let is_signed = |hash| is_signed_by_any(slice::from_ref(key), signature, hash);
            if hashes.iter().any(is_signed) {
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

/// Returns whether the signature is valid with one of the keys.
fn is_signed_by_any(keys: &[PublicKey], signature: &[u8], hash: &Digest) -> bool {
    // Signatures of Partna have a salt of the maximum length, so this length is checked first.
    [SaltLength::Max, SaltLength::Digest]
        .into_iter()
        .any(|salt| keys.iter().any(|key| key.verifies(signature, hash, salt)))
}
