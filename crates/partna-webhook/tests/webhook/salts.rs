//! Accepted and rejected lengths of the salt.

use crate::common::{ONRAMP, Result, signer_and_verifier};
use partna_webhook::{ErrorKind, Salt};

#[test]
fn accepts_only_maximum_and_digest_salt_lengths() -> Result {
    let (mut signer, verifier) = signer_and_verifier()?;
    for (salt, accepted) in [
        (Salt::Maximum, true),
        (Salt::Digest, true),
        (Salt::TwentyBytes, false),
        (Salt::Empty, false),
    ] {
        signer = signer.with_salt(salt);
        let body = signer.sign("Onramp", ONRAMP)?;
        let kind = verifier.verify(&body).map_err(|error| error.kind()).err();
        let expected = (!accepted).then_some(ErrorKind::InvalidSignature);
        assert_eq!(kind, expected, "{salt:?}");
    }
    Ok(())
}
