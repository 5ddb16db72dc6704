//! A signer for tests.

use std::fmt;

use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    KeyPair as _, RSA_PSS_SHA256, RsaKeyPair, RsaPssSaltLength, RsaSignatureEncoding,
};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use partna_types::Secret;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::envelope::without_whitespace;
use crate::keys::{decode_pem, encode_pem};
use crate::{KeyError, PublicKey};

static MAX_SALT: RsaSignatureEncoding = RSA_PSS_SHA256.with_pss_salt_length(RsaPssSaltLength::Max);
static DIGEST_SALT: RsaSignatureEncoding =
    RSA_PSS_SHA256.with_pss_salt_length(RsaPssSaltLength::Digest);
static TWENTY_BYTE_SALT: RsaSignatureEncoding =
    RSA_PSS_SHA256.with_pss_salt_length(RsaPssSaltLength::Custom(20));
static NO_SALT: RsaSignatureEncoding =
    RSA_PSS_SHA256.with_pss_salt_length(RsaPssSaltLength::Custom(0));

/// A signer that signs deliveries like Partna, but with your own key, for tests of receivers.
///
/// ```
/// use partna_webhook::{Environment, Event, Signer, Verifier};
///
/// let signer = Signer::generate()?;
/// let verifier = Verifier::for_environment(Environment::Staging)
///     .without_built_in_key()
///     .with_key(signer.public_key()?);
///
/// let data = r#"{"email":"amina@example.com","verificationMethod":"bvn"}"#;
/// let body = signer.sign("verification.success", data)?;
/// assert!(matches!(verifier.verify(&body)?.event, Event::VerificationSuccess(_)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Signer {
    key: RsaKeyPair,
    salt: Salt,
}

/// The length of the salt of a signature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Salt {
    /// The maximum length, which Partna uses: 222 bytes, with a key of 2048 bits.
    #[default]
    Maximum,
    /// The length of the digest, the default of most libraries: 32 bytes. A [`Verifier`](crate::Verifier) accepts it too.
    Digest,
    /// 20 bytes. A verifier rejects it.
    TwentyBytes,
    /// No salt. A verifier rejects it.
    Empty,
}

/// The error of signing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignError {
    /// `data` is not JSON. The error does not contain it.
    #[error("data: not JSON; pass the JSON of an event")]
    NotJson,
    /// The cryptographic library failed.
    #[error("key: the cryptographic library failed; use another RSA key")]
    Failed,
}

/// A delivery on the wire.
#[derive(Serialize)]
struct Delivery<'a> {
    event: &'a str,
    data: &'a RawValue,
    signature: String,
}

impl Signer {
    /// Creates a signer with a new key of 2048 bits. This usually takes a tenth of a second, and sometimes longer.
    ///
    /// # Errors
    ///
    /// [`SignError::Failed`] if the library cannot generate a key.
    pub fn generate() -> Result<Self, SignError> {
        let key = RsaKeyPair::generate(KeySize::Rsa2048).map_err(|_| SignError::Failed)?;
        Ok(Self {
            key,
            salt: Salt::Maximum,
        })
    }

    /// Creates a signer with a private key in PEM: `PRIVATE KEY` (PKCS#8) or `RSA PRIVATE KEY` (PKCS#1), not encrypted.
    ///
    /// # Errors
    ///
    /// Fails if the text is not PEM of one of these types, or the key is not an RSA key.
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        let pkcs8 = decode_pem(pem, &["PRIVATE KEY"]).map(|der| RsaKeyPair::from_pkcs8(&der));
        let key = match pkcs8 {
            Some(key) => key,
            None => {
                let der = decode_pem(pem, &["RSA PRIVATE KEY"]).ok_or(KeyError::NotPem)?;
                RsaKeyPair::from_der(&der)
            }
        };
        Ok(Self {
            key: key.map_err(|_| KeyError::NotRsa)?,
            salt: Salt::Maximum,
        })
    }

    /// Returns the private key as PEM, under the label `PRIVATE KEY` (PKCS#8), as [`from_pem`](Self::from_pem) reads it.
    ///
    /// ```
    /// use partna_webhook::Signer;
    ///
    /// let signer = Signer::generate()?;
    /// let same = Signer::from_pem(signer.to_pem()?.expose())?;
    /// assert_eq!(same.public_key()?, signer.public_key()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`SignError::Failed`] if the library cannot encode the key.
    pub fn to_pem(&self) -> Result<Secret, SignError> {
        let der: Pkcs8V1Der<'_> = self.key.as_der().map_err(|_| SignError::Failed)?;
        Ok(Secret::from(encode_pem("PRIVATE KEY", der.as_ref())))
    }

    /// Sets the length of the salt.
    #[must_use]
    pub fn with_salt(mut self, salt: Salt) -> Self {
        self.salt = salt;
        self
    }

    /// Returns the public key that verifies the signatures of this signer.
    ///
    /// # Errors
    ///
    /// Fails if the key does not have 2048 to 8192 bits, because no verifier accepts such a key.
    pub fn public_key(&self) -> Result<PublicKey, KeyError> {
        PublicKey::from_der(self.key.public_key().as_ref())
    }

    /// Returns the body of a delivery: `data` without the whitespace outside its strings, and its signature.
    ///
    /// # Errors
    ///
    /// [`SignError::NotJson`] if `data` is not JSON.
    pub fn sign(&self, event: &str, data: &str) -> Result<Vec<u8>, SignError> {
        let compacted = without_whitespace(data.as_bytes());
        let data: &RawValue =
            serde_json::from_slice(compacted.as_deref().unwrap_or(data.as_bytes()))
                .map_err(|_| SignError::NotJson)?;
        let delivery = Delivery {
            event,
            data,
            signature: BASE64_STANDARD.encode(self.signature(data.get().as_bytes())?),
        };
        serde_json::to_vec(&delivery).map_err(|_| SignError::Failed)
    }

    /// Returns the signature of any bytes, as bytes without base64.
    ///
    /// # Errors
    ///
    /// [`SignError::Failed`] if the library fails.
    pub fn signature(&self, bytes: &[u8]) -> Result<Vec<u8>, SignError> {
        let encoding: &'static RsaSignatureEncoding = match self.salt {
            Salt::Maximum => &MAX_SALT,
            Salt::Digest => &DIGEST_SALT,
            Salt::TwentyBytes => &TWENTY_BYTE_SALT,
            Salt::Empty => &NO_SALT,
        };
        let mut signature = vec![0; self.key.public_modulus_len()];
        self.key
            .sign(encoding, &SystemRandom::new(), bytes, &mut signature)
            .map_err(|_| SignError::Failed)?;
        Ok(signature)
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer")
            .field("salt", &self.salt)
            .finish_non_exhaustive()
    }
}
