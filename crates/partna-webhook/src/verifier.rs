//! Who sent it, and whether it is what was sent.

use std::borrow::Cow;

use aws_lc_rs::digest::{Digest, SHA256, digest};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use partna_types::Environment;

use crate::envelope::{Envelope, compact, is_deeper};
use crate::keys::{SaltLength, built_in};
use crate::likely_cause::{encoding, rewriting};
use crate::{Error, ErrorKind, PublicKey, Signed, Verified};

/// What some programs put before UTF-8. JSON does not begin with it, and what is signed comes after.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Verifies deliveries of one environment. Make one and keep it: its keys are parsed once, and clones share them.
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
/// What is signed is `data` alone, as compact JSON. It is verified as it arrived, and if that fails once more without the
/// whitespace outside its strings, for something on the way may have re-formatted the body. A body that was changed in another way
/// is refused, and [`Error::likely_cause`] names the change if it shows. A signature is RSA-PSS with SHA-256
/// and a salt of the greatest length or of the digest's; any other is refused.
#[derive(Clone, Debug)]
pub struct Verifier {
    environment: Environment,
    keys: Vec<PublicKey>,
    /// What the other environments sign with, to say so.
    others: Vec<(Environment, PublicKey)>,
    max_body_bytes: usize,
    max_depth: usize,
}

impl Verifier {
    /// The largest body that is taken unless told otherwise, in bytes: 1 MiB.
    pub const MAX_BODY_BYTES: usize = 1024 * 1024;
    /// How deep objects and arrays may lie in each other unless told otherwise, the body itself counted.
    pub const MAX_DEPTH: usize = 64;

    /// A verifier with the key that Partna publishes for the environment. For [`Environment::Sandbox`] there is none: each
    /// sandbox makes one, which [`with_key`](Self::with_key) adds. Until then every delivery is refused.
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

    /// Adds a key. Deliveries may be signed with any of them, so during a change of keys have both.
    #[must_use]
    pub fn with_key(mut self, key: PublicKey) -> Self {
        if !self.keys.contains(&key) {
            self.keys.push(key);
        }
        self
    }

    /// Takes the key that is built in away: once it is no longer in use, or in tests that sign for themselves.
    #[must_use]
    pub fn without_built_in_key(mut self) -> Self {
        self.keys
            .retain(|key| !built_in().iter().any(|(_, own)| own == key));
        self
    }

    /// The largest body that is taken, in bytes.
    #[must_use]
    pub fn with_max_body_bytes(mut self, max: usize) -> Self {
        self.max_body_bytes = max;
        self
    }

    /// How deep objects and arrays may lie in each other, the body itself counted.
    #[must_use]
    pub fn with_max_depth(mut self, max: usize) -> Self {
        self.max_depth = max;
        self
    }

    /// The environment whose deliveries are taken.
    #[must_use]
    pub fn environment(&self) -> Environment {
        self.environment
    }

    /// The largest body that is taken, in bytes; for those who read bodies.
    #[must_use]
    pub fn max_body_bytes(&self) -> usize {
        self.max_body_bytes
    }

    /// Verifies a body as it arrived, and reads its event.
    ///
    /// # Errors
    ///
    /// Every [`ErrorKind`]. None of them is genuine, so do not act on what was delivered. A genuine delivery that has no type
    /// is no error, but [`Event::Unrecognized`](crate::Event::Unrecognized).
    pub fn verify(&self, body: &[u8]) -> Result<Verified, Error> {
        Ok(self.check(body)?.read())
    }

    /// Verifies a body, and returns what was signed as it arrived: for those who read `data` with types of their own.
    ///
    /// ```
    /// use partna_webhook::{Environment, Verifier};
    ///
    /// # let raw_body = std::fs::read("tests/genuine.json")?;
    /// let verifier = Verifier::for_environment(Environment::Staging);
    /// let signed = verifier.check(&raw_body)?;
    /// assert!(signed.data().starts_with('{'));
    /// assert_eq!(signed.idempotency_key().map(|key| key.as_str().len()), Some(64));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Every [`ErrorKind`].
    pub fn check<'a>(&self, body: &'a [u8]) -> Result<Signed<'a>, Error> {
        let (length, max) = (body.len(), self.max_body_bytes);
        if length > max {
            let problem = format!("the body has {length} bytes, and {max} are allowed");
            return Err(Error::new(ErrorKind::TooLarge, problem));
        }
        let body = body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(body);
        if let Some(cause) = encoding(body) {
            let problem = "the body does not start as a JSON object";
            return Err(Error::new(ErrorKind::Malformed, problem).with_cause(Some(cause)));
        }
        if is_deeper(body, self.max_depth) {
            let problem = format!("the body is more than {} levels deep", self.max_depth);
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
            ErrorKind::InvalidSignature => error.with_cause(rewriting(body, data)),
            _ => error,
        })
    }

    /// Says whose a delivery is that is not ours.
    fn signature_error(&self, signature: &[u8], hashes: &[Digest]) -> Error {
        for (environment, key) in &self.others {
            let is_theirs = |hash| is_signed_by(std::iter::once(key), signature, hash);
            if hashes.iter().any(is_theirs) {
                let problem = format!(
                    "the signature is genuine, by the key of {environment}, and {} is expected",
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
                "no key of {} made this signature, of {} bytes, for this `data`",
                self.environment,
                signature.len()
            )
        };
        Error::new(ErrorKind::InvalidSignature, problem)
    }
}

/// Whether one of the keys made the signature. The length of salt that genuine ones have is tried with every key first.
fn is_signed_by<'a>(
    keys: impl Iterator<Item = &'a PublicKey> + Clone,
    signature: &[u8],
    hash: &Digest,
) -> bool {
    [SaltLength::Max, SaltLength::Digest]
        .into_iter()
        .any(|salt| keys.clone().any(|key| key.verifies(signature, hash, salt)))
}
