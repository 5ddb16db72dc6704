//! Signing, for tests.

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

use crate::envelope::compact;
use crate::keys::{der_of, pem_of};
use crate::{KeyError, PublicKey};

static MAXIMUM: RsaSignatureEncoding = RSA_PSS_SHA256.with_pss_salt_length(RsaPssSaltLength::Max);
static DIGEST: RsaSignatureEncoding = RSA_PSS_SHA256.with_pss_salt_length(RsaPssSaltLength::Digest);
static TWENTY: RsaSignatureEncoding =
    RSA_PSS_SHA256.with_pss_salt_length(RsaPssSaltLength::Custom(20));
static EMPTY: RsaSignatureEncoding =
    RSA_PSS_SHA256.with_pss_salt_length(RsaPssSaltLength::Custom(0));

/// Signs deliveries as Partna does, with a key of your own: for tests of what receives them.
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

/// How long the salt of a signature is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Salt {
    /// As long as there is room for, as Partna has it: 222 bytes, with a key of 2048 bits.
    #[default]
    Maximum,
    /// As long as the digest, as most libraries have it: 32 bytes. It is accepted too.
    Digest,
    /// 20 bytes. It is refused.
    Twenty,
    /// None at all. It is refused.
    Empty,
}

/// Why something could not be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignError {
    /// `data` is not JSON. It is not repeated.
    #[error("`data` is not JSON")]
    NotJson,
    /// The library would not.
    #[error("the key cannot sign")]
    Failed,
}

/// A delivery as it travels.
#[derive(Serialize)]
struct Delivery<'a> {
    event: &'a str,
    data: &'a RawValue,
    signature: String,
}

impl Signer {
    /// Makes a key of 2048 bits. That takes a tenth of a second, and more now and then.
    ///
    /// # Errors
    ///
    /// [`SignError::Failed`] if no key could be made.
    pub fn generate() -> Result<Self, SignError> {
        let key = RsaKeyPair::generate(KeySize::Rsa2048).map_err(|_| SignError::Failed)?;
        Ok(Self {
            key,
            salt: Salt::Maximum,
        })
    }

    /// Reads a key as PEM: `PRIVATE KEY` (PKCS#8) or `RSA PRIVATE KEY` (PKCS#1), not encrypted.
    ///
    /// # Errors
    ///
    /// If it is not PEM of one of these, or not an RSA key.
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        let pkcs8 = der_of(pem, &["PRIVATE KEY"]).map(|der| RsaKeyPair::from_pkcs8(&der));
        let key = match pkcs8 {
            Some(key) => key,
            None => {
                let der = der_of(pem, &["RSA PRIVATE KEY"]).ok_or(KeyError::NotPem)?;
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
        Ok(Secret::from(pem_of("PRIVATE KEY", der.as_ref())))
    }

    /// Signs with a salt of this length from now on.
    #[must_use]
    pub fn with_salt(mut self, salt: Salt) -> Self {
        self.salt = salt;
        self
    }

    /// The key that verifies what this one signs.
    ///
    /// # Errors
    ///
    /// If the key is one that no verifier takes.
    pub fn public_key(&self) -> Result<PublicKey, KeyError> {
        PublicKey::from_der(self.key.public_key().as_ref())
    }

    /// The body of a delivery: `data` without the whitespace outside its strings, and its signature.
    ///
    /// # Errors
    ///
    /// [`SignError::NotJson`] if `data` is not JSON.
    pub fn sign(&self, event: &str, data: &str) -> Result<Vec<u8>, SignError> {
        let without = compact(data.as_bytes());
        let data: &RawValue = serde_json::from_slice(without.as_deref().unwrap_or(data.as_bytes()))
            .map_err(|_| SignError::NotJson)?;
        let delivery = Delivery {
            event,
            data,
            signature: BASE64_STANDARD.encode(self.signature(data.get().as_bytes())?),
        };
        serde_json::to_vec(&delivery).map_err(|_| SignError::Failed)
    }

    /// The signature of any bytes, not encoded.
    ///
    /// # Errors
    ///
    /// [`SignError::Failed`] if the library would not.
    pub fn signature(&self, bytes: &[u8]) -> Result<Vec<u8>, SignError> {
        let padding: &'static RsaSignatureEncoding = match self.salt {
            Salt::Maximum => &MAXIMUM,
            Salt::Digest => &DIGEST,
            Salt::Twenty => &TWENTY,
            Salt::Empty => &EMPTY,
        };
        let mut signature = vec![0; self.key.public_modulus_len()];
        self.key
            .sign(padding, &SystemRandom::new(), bytes, &mut signature)
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
