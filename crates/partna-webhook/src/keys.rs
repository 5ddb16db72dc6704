//! Public keys.

use std::fmt;
use std::sync::{Arc, LazyLock};

use aws_lc_rs::digest::Digest;
use aws_lc_rs::signature::{
    ParsedPublicKey, RSA_PSS_2048_8192_SHA256, RsaParameters, RsaPssSaltLength, RsaSubjectPublicKey,
};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use partna_types::Environment;

/// The public key of staging, as published by Partna. Source: `webhooks.mdx` of the vendor's documentation.
pub const STAGING_KEY: &str = "-----BEGIN RSA PUBLIC KEY-----
MIIBCgKCAQEAv2ipgHLFFHgGHr9VpsPN8V1HIbCrlmTZRU/CYSDaoVX+xerJOMGX
qmwgQMQH5T81VaMw4rtIA8tT4DkJgjb+7G0x4CGK1OPdlvhEGP2mOFy02onkEnMv
uN3glVc4YKLvWDTG0KT7q9mARBIkO2Nrwy6IVHAl9pMXMJTRS22c0cIbuRmkYsGZ
trylUv50knbRSgy5EA6523+j3PPJB4TgsigGSJxJGuksaxnDQGRE558xnyw/0gJm
mAIdbxboQTGMqod/My/kAssRkUNu1QtqrsdhZmGYHS+pIPJSaxqHEy8eiTahoqqq
8KgNUfQfwduG+Kc4f/t5JHetSt1dgulmswIDAQAB
-----END RSA PUBLIC KEY-----";

/// The public key of production, as published by Partna. Source: `webhooks.mdx` of the vendor's documentation.
pub const PRODUCTION_KEY: &str = "-----BEGIN RSA PUBLIC KEY-----
MIIBCgKCAQEAoGmOqVUxIGq92P8J5KqwJbwucsNeUwfS76saj0UPgT1IsK/mvceR
Ges7dsgE4EVx7Wsd5PPNeAfaNt8d0plBLhHRW64WFyv6jYcYp8eVdHUxWLA6p5gZ
9rGrZiwqKqunppTPlV04gdDC32rAbpAR3IMYmMJLuPy63Oumszl4qk69A1o60Son
r0KYBaRK7aQsFT9IFexicDUhrF1SohaNH/msTdvJb0SwSGiV92EhmmC2R8CL83/B
S8QC5c9PWtZ4a26CRLHe0IfaGGz8ClhlO8IFxz0cNrpoRa4JRsffezQ+RMQqCxhc
igC7wHfqZr5BtziQOYJjUknVzsd81HEYlwIDAQAB
-----END RSA PUBLIC KEY-----";

/// The parameters for the salt length of genuine signatures, which is the maximum length: 222 bytes, with a key of 2048 bits.
static MAX_SALT: RsaParameters =
    RSA_PSS_2048_8192_SHA256.with_pss_salt_length(RsaPssSaltLength::Max);
/// The parameters for the default salt length of most libraries, which is the length of the digest: 32 bytes.
static DIGEST_SALT: RsaParameters =
    RSA_PSS_2048_8192_SHA256.with_pss_salt_length(RsaPssSaltLength::Digest);

/// The built-in key of each environment, parsed once per process.
static BUILT_IN: LazyLock<Vec<(Environment, PublicKey)>> = LazyLock::new(|| {
    let keys = Environment::ALL.iter().map(|environment| {
        let pem = match environment {
            Environment::Staging => STAGING_KEY,
            Environment::Production => PRODUCTION_KEY,
            _ => return None, // each sandbox generates its own key
        };
        Some((*environment, PublicKey::from_pem(pem).ok()?))
    });
    keys.flatten().collect()
});

/// Returns the built-in keys.
pub(crate) fn built_in_keys() -> &'static [(Environment, PublicKey)] {
    &BUILT_IN
}

/// A public RSA key of 2048 to 8192 bits for the verification of signatures. It is parsed once; clones share it.
///
/// ```
/// use partna_webhook::{PublicKey, STAGING_KEY};
///
/// let key = PublicKey::from_pem(STAGING_KEY)?;
/// assert_eq!(key.bits(), 2048);
/// # Ok::<(), partna_webhook::KeyError>(())
/// ```
#[derive(Clone)]
pub struct PublicKey(Arc<ParsedKey>);

struct ParsedKey {
    // Each parsed key accepts only one salt length.
    max_salt: ParsedPublicKey,
    digest_salt: ParsedPublicKey,
    bits: u32,
}

/// The accepted lengths of a salt.
#[derive(Clone, Copy)]
pub(crate) enum SaltLength {
    Max,
    Digest,
}

impl PublicKey {
    /// Parses a key as PEM: `RSA PUBLIC KEY` (PKCS#1), as published by Partna, or `PUBLIC KEY`.
    ///
    /// Lines may end in LF, CRLF or a literal `\n`, or be joined to one line. A byte order mark and surrounding quotes are
    /// ignored.
    ///
    /// ```
    /// use partna_webhook::{PublicKey, STAGING_KEY};
    ///
    /// let variable = STAGING_KEY.replace('\n', "\\n"); // as `docker run --env-file` passes it
    /// assert_eq!(PublicKey::from_pem(&variable)?, PublicKey::from_pem(STAGING_KEY)?);
    /// # Ok::<(), partna_webhook::KeyError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Fails if the text is not PEM of one of these types, or the key is not an RSA key of 2048 to 8192 bits.
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        let der = decode_pem(pem, &["RSA PUBLIC KEY", "PUBLIC KEY"])
            .ok_or_else(|| KeyError::of_label(pem))?;
        Self::from_der(&der)
    }

    /// Parses a key as DER: an `RSAPublicKey` (PKCS#1) or a `SubjectPublicKeyInfo`.
    ///
    /// # Errors
    ///
    /// Fails if the bytes are not an RSA key of 2048 to 8192 bits.
    pub fn from_der(der: &[u8]) -> Result<Self, KeyError> {
        let key = RsaSubjectPublicKey::from_der(der).map_err(|_| KeyError::NotRsa)?;
        let bits = RsaParameters::public_modulus_len(key.as_ref()).map_err(|_| KeyError::NotRsa)?;
        if !(MAX_SALT.min_modulus_len()..=MAX_SALT.max_modulus_len()).contains(&bits) {
            return Err(KeyError::Size(bits));
        }
        let parse = |parameters: &'static RsaParameters| {
            ParsedPublicKey::new(parameters, key.as_ref()).map_err(|_| KeyError::NotRsa)
        };
        Ok(Self(Arc::new(ParsedKey {
            max_salt: parse(&MAX_SALT)?,
            digest_salt: parse(&DIGEST_SALT)?,
            bits,
        })))
    }

    /// Returns the key as DER: an `RSAPublicKey` (PKCS#1).
    #[must_use]
    pub fn as_der(&self) -> &[u8] {
        self.0.max_salt.as_ref()
    }

    /// Returns the key as PEM, with the label `RSA PUBLIC KEY`, as [`from_pem`](Self::from_pem) reads it.
    #[must_use]
    pub fn to_pem(&self) -> String {
        encode_pem("RSA PUBLIC KEY", self.as_der())
    }

    /// Returns the length of the modulus, in bits.
    #[must_use]
    pub fn bits(&self) -> u32 {
        self.0.bits
    }

    /// Returns whether the signature is valid for this digest, with a salt of exactly this length.
    pub(crate) fn verifies(&self, signature: &[u8], digest: &Digest, salt: SaltLength) -> bool {
        let key = match salt {
            SaltLength::Max => &self.0.max_salt,
            SaltLength::Digest => &self.0.digest_salt,
        };
        key.verify_digest_sig(digest, signature).is_ok()
    }
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.as_der() == other.as_der()
    }
}

impl Eq for PublicKey {}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({} bits)", self.0.bits)
    }
}

/// Returns the DER in a PEM with one of these labels.
///
/// Environment variables and secret stores change line ends to a literal `\n` or `\r\n` or to CRLF, or remove them. Some add a
/// byte order mark or quotes. Base64 does not contain these characters, so they can be removed.
pub(crate) fn decode_pem(pem: &str, labels: &[&str]) -> Option<Vec<u8>> {
    let text = pem.replace("\\r", "\n").replace("\\n", "\n");
    let is_around = |c: char| {
        let is_quote = matches!(c, '"' | '\'' | '`' | '\u{2018}'..='\u{201f}');
        c.is_whitespace() || is_quote || matches!(c, '\u{feff}' | '\\')
    };
    labels.iter().find_map(|label| {
        let (begin, end) = (
            format!("-----BEGIN {label}-----"),
            format!("-----END {label}-----"),
        );
        let inside = text
            .trim_matches(is_around)
            .strip_prefix(begin.as_str())?
            .strip_suffix(end.as_str())?;
        let base64: String = inside
            .split_whitespace()
            .map(|line| line.trim_end_matches('\\')) // a continued line in a shell or a YAML file
            .collect();
        BASE64_STANDARD.decode(base64).ok()
    })
}

/// Returns PEM with a label, in lines of 64 characters.
pub(crate) fn encode_pem(label: &str, der: &[u8]) -> String {
    let mut pem = format!("-----BEGIN {label}-----\n");
    let text = BASE64_STANDARD.encode(der);
    for line in text.as_bytes().chunks(64) {
        pem.extend(line.iter().copied().map(char::from));
        pem.push('\n');
    }
    pem.push_str(&format!("-----END {label}-----\n"));
    pem
}

/// The reason why a text is not a valid key. The error does not contain the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// Not PEM of an RSA key.
    #[error("not PEM of an RSA key; use the whole text from `-----BEGIN` to `-----END`")]
    NotPem,
    /// PEM of a private key instead of a public key.
    #[error(
        "a private key; use the public key of the signer, and replace the private key if it was disclosed"
    )]
    PrivateKey,
    /// PEM of a certificate instead of a public key.
    #[error("a certificate; use the public key in it, as `openssl x509 -pubkey -noout` prints it")]
    Certificate,
    /// Not a valid RSA key.
    #[error("not a valid RSA key; use the RSA key of the signer")]
    NotRsa,
    /// An RSA key that is too short or too long.
    #[error("an RSA key of {0} bits; use one of 2048 to 8192 bits")]
    Size(u32),
}

impl KeyError {
    /// Returns the error for a text that is not PEM of a public key. The error depends on the label of the PEM.
    fn of_label(pem: &str) -> Self {
        let label = pem
            .split_once("-----BEGIN ")
            .and_then(|(_, rest)| rest.split_once("-----"))
            .map_or("", |(label, _)| label);
        if label.ends_with("PRIVATE KEY") {
            Self::PrivateKey
        } else if label.ends_with("CERTIFICATE") {
            Self::Certificate
        } else {
            Self::NotPem
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pem_round_trips() -> Result<(), KeyError> {
        let key = PublicKey::from_pem(STAGING_KEY)?;
        assert_eq!(key.to_pem().trim(), STAGING_KEY.trim());
        assert_eq!(PublicKey::from_pem(&key.to_pem())?, key);
        Ok(())
    }

    #[test]
    fn staging_and_production_have_different_keys() {
        let environments: Vec<_> = built_in_keys().iter().map(|(own, _)| *own).collect();
        assert_eq!(
            environments,
            [Environment::Staging, Environment::Production]
        );
        assert!(built_in_keys().iter().all(|(_, key)| key.bits() == 2048));
        assert_ne!(
            PublicKey::from_pem(STAGING_KEY),
            PublicKey::from_pem(PRODUCTION_KEY)
        );
    }

    #[test]
    fn rejects_text_that_is_not_a_key() {
        assert_eq!(PublicKey::from_pem("key"), Err(KeyError::NotPem));
        assert_eq!(PublicKey::from_pem(""), Err(KeyError::NotPem));
        assert_eq!(PublicKey::from_der(b"key"), Err(KeyError::NotRsa));
    }
}
