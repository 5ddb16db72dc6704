//! A configuration of rustls that cannot encrypt, for a client that only sends plain http.
//!
//! reqwest configures TLS for every client and needs a crypto provider for it. This provider is used if no other is installed. Each
//! operation fails, including the generation of random bytes for the first message, so no handshake can start.

use std::sync::Arc;

use rustls::client::ClientConfig;
use rustls::crypto::cipher::{
    AeadKey, InboundOpaqueMessage, InboundPlainMessage, Iv, MessageDecrypter, MessageEncrypter,
    OutboundOpaqueMessage, OutboundPlainMessage, Tls13AeadAlgorithm, UnsupportedOperationError,
};
use rustls::crypto::hash::{Context, Hash, HashAlgorithm, Output};
use rustls::crypto::hmac::Tag;
use rustls::crypto::tls13::{Hkdf, HkdfExpander, OkmBlock, OutputLengthError};
use rustls::crypto::{
    ActiveKeyExchange, CipherSuiteCommon, CryptoProvider, GetRandomFailed, KeyProvider,
    SecureRandom, SupportedKxGroup, WebPkiSupportedAlgorithms,
};
use rustls::ffdhe_groups::FfdheGroup;
use rustls::pki_types::PrivateKeyDer;
use rustls::sign::SigningKey;
use rustls::version::TLS13;
use rustls::{
    CipherSuite, ConnectionTrafficSecrets, Error, NamedGroup, RootCertStore, SupportedCipherSuite,
    Tls13CipherSuite,
};

/// Returns a configuration that trusts no certificate and cannot encrypt.
pub(super) fn client_config() -> Result<ClientConfig, Error> {
    let provider = CryptoProvider {
        cipher_suites: vec![SupportedCipherSuite::Tls13(&SUITE)],
        kx_groups: vec![&NoEncryption],
        signature_verification_algorithms: WebPkiSupportedAlgorithms {
            all: &[],
            mapping: &[],
        },
        secure_random: &NoEncryption,
        key_provider: &NoEncryption,
    };
    let config = ClientConfig::builder_with_provider(Arc::new(provider))
        .with_protocol_versions(&[&TLS13])?
        .with_root_certificates(RootCertStore::empty())
        .with_no_client_auth();
    Ok(config)
}

static SUITE: Tls13CipherSuite = Tls13CipherSuite {
    common: CipherSuiteCommon {
        suite: CipherSuite::TLS13_AES_128_GCM_SHA256,
        hash_provider: &NoEncryption,
        confidentiality_limit: 0,
    },
    hkdf_provider: &NoEncryption,
    aead_alg: &NoEncryption,
    quic: None,
};

/// Implements every part of a crypto provider. Fallible operations return an error, the others do nothing.
#[derive(Debug)]
struct NoEncryption;

fn unavailable() -> Error {
    Error::General("no crypto provider is installed".to_owned())
}

impl SecureRandom for NoEncryption {
    fn fill(&self, _: &mut [u8]) -> Result<(), GetRandomFailed> {
        Err(GetRandomFailed)
    }
}

impl SupportedKxGroup for NoEncryption {
    fn start(&self) -> Result<Box<dyn ActiveKeyExchange>, Error> {
        Err(unavailable())
    }

    fn ffdhe_group(&self) -> Option<FfdheGroup<'static>> {
        None
    }

    fn name(&self) -> NamedGroup {
        NamedGroup::X25519
    }
}

impl KeyProvider for NoEncryption {
    fn load_private_key(&self, _: PrivateKeyDer<'static>) -> Result<Arc<dyn SigningKey>, Error> {
        Err(unavailable())
    }
}

impl Tls13AeadAlgorithm for NoEncryption {
    fn encrypter(&self, _: AeadKey, _: Iv) -> Box<dyn MessageEncrypter> {
        Box::new(Self)
    }

    fn decrypter(&self, _: AeadKey, _: Iv) -> Box<dyn MessageDecrypter> {
        Box::new(Self)
    }

    fn key_len(&self) -> usize {
        0
    }

    fn extract_keys(
        &self,
        _: AeadKey,
        _: Iv,
    ) -> Result<ConnectionTrafficSecrets, UnsupportedOperationError> {
        Err(UnsupportedOperationError)
    }
}

impl MessageEncrypter for NoEncryption {
    fn encrypt(
        &mut self,
        _: OutboundPlainMessage<'_>,
        _: u64,
    ) -> Result<OutboundOpaqueMessage, Error> {
        Err(Error::EncryptError)
    }

    fn encrypted_payload_len(&self, payload_len: usize) -> usize {
        payload_len
    }
}

impl MessageDecrypter for NoEncryption {
    fn decrypt<'a>(
        &mut self,
        _: InboundOpaqueMessage<'a>,
        _: u64,
    ) -> Result<InboundPlainMessage<'a>, Error> {
        Err(Error::DecryptError)
    }
}

impl Hkdf for NoEncryption {
    fn extract_from_zero_ikm(&self, _: Option<&[u8]>) -> Box<dyn HkdfExpander> {
        Box::new(Self)
    }

    fn extract_from_secret(&self, _: Option<&[u8]>, _: &[u8]) -> Box<dyn HkdfExpander> {
        Box::new(Self)
    }

    fn expander_for_okm(&self, _: &OkmBlock) -> Box<dyn HkdfExpander> {
        Box::new(Self)
    }

    fn hmac_sign(&self, _: &OkmBlock, _: &[u8]) -> Tag {
        Tag::new(&[])
    }
}

impl HkdfExpander for NoEncryption {
    fn expand_slice(&self, _: &[&[u8]], _: &mut [u8]) -> Result<(), OutputLengthError> {
        Err(OutputLengthError)
    }

    fn expand_block(&self, _: &[&[u8]]) -> OkmBlock {
        OkmBlock::new(&[])
    }

    fn hash_len(&self) -> usize {
        0
    }
}

impl Hash for NoEncryption {
    fn start(&self) -> Box<dyn Context> {
        Box::new(Self)
    }

    fn hash(&self, _: &[u8]) -> Output {
        Output::new(&[])
    }

    fn output_len(&self) -> usize {
        0
    }

    fn algorithm(&self) -> HashAlgorithm {
        HashAlgorithm::NONE
    }
}

impl Context for NoEncryption {
    fn fork_finish(&self) -> Output {
        Output::new(&[])
    }

    fn fork(&self) -> Box<dyn Context> {
        Box::new(Self)
    }

    fn finish(self: Box<Self>) -> Output {
        Output::new(&[])
    }

    fn update(&mut self, _: &[u8]) {}
}

#[cfg(test)]
mod tests {
    use rustls::ClientConnection;
    use rustls::pki_types::ServerName;

    use super::*;

    #[test]
    fn handshake_fails_without_crypto_provider() -> Result<(), Box<dyn std::error::Error>> {
        let config = Arc::new(client_config()?);
        let name = ServerName::try_from("localhost")?;
        let connection = ClientConnection::new(config, name);
        assert_eq!(connection.err(), Some(Error::FailedToGetRandomBytes));
        Ok(())
    }
}
