//! Blockchain addresses, which are derived from hexadecimal digits.

use sha2::{Digest as _, Sha256};

/// One network per address format.
pub(super) const NETWORKS: [&str; 4] = ["ethereum", "tron", "solana", "bitcoin"];

/// Derives an address on a network from 64 hexadecimal digits. The address has a valid format and checksum, so that validators
/// accept it, and its private key is unknown. Bitcoin addresses belong to the test network, so wallets of the main network reject
/// them.
pub(crate) fn derive_address(network: &str, hex: &str) -> String {
    match network {
        "tron" => base58check(0x41, &format!("tron/{hex}")),
        "solana" => base58(&sha256(format!("solana/{hex}"))),
        "bitcoin" => base58check(0x6f, &format!("bitcoin/{hex}")),
        _ => format!("0x{}", hex.chars().take(40).collect::<String>()),
    }
}

/// Returns the SHA-256 digest.
pub(super) fn sha256(bytes: impl AsRef<[u8]>) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Returns a Base58Check address, as Bitcoin and Tron use it: a version, 20 bytes and a checksum.
fn base58check(version: u8, text: &str) -> String {
    let mut bytes = vec![version];
    bytes.extend(sha256(text).iter().take(20));
    let sum = sha256(sha256(&bytes));
    bytes.extend(sum.iter().take(4));
    base58(&bytes)
}

/// Encodes bytes as Base58 without a checksum.
fn base58(bytes: &[u8]) -> String {
    const ALPHABET: &str = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    // The least significant digit first.
    let mut digits: Vec<usize> = Vec::new();
    for byte in bytes {
        let mut carry = usize::from(*byte);
        for digit in &mut digits {
            carry += *digit * 256;
            *digit = carry % 58;
            carry /= 58;
        }
        while carry > 0 {
            digits.push(carry % 58);
            carry /= 58;
        }
    }
    let zeros = bytes.iter().take_while(|byte| **byte == 0).map(|_| 0);
    zeros
        .chain(digits.into_iter().rev())
        .filter_map(|digit| ALPHABET.chars().nth(digit))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base58_matches_published_examples() {
        assert_eq!(base58(b"Hello World!"), "2NEpo7TZRRrLZSi2U");
        assert_eq!(base58(&[0, 0, 0x28, 0x7f, 0xb4, 0xcd]), "11233QC4");
    }
}
