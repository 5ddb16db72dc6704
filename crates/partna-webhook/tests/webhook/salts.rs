//! The lengths of salt that are accepted, and those that are not.

use crate::common::{ONRAMP, Result, pair};
use partna_webhook::{ErrorKind, Salt};

#[test]
fn the_longest_salt_and_the_digests_are_accepted_and_no_other() -> Result {
    let (mut signer, verifier) = pair()?;
    for (salt, accepted) in [
        (Salt::Maximum, true),
        (Salt::Digest, true),
        (Salt::Twenty, false),
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
