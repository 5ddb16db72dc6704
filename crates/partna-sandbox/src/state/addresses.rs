//! Deposit addresses: well-formed, and made from a text, so that they need not be kept.

use sha2::{Digest as _, Sha256};

/// A network of each kind of address.
pub(super) const NETWORKS: [&str; 4] = ["ethereum", "tron", "solana", "bitcoin"];

/// The address on a network that belongs to 64 hexadecimal digits. It is well-formed, checksum included, so that whoever checks
/// addresses finds nothing amiss, and nobody has its key. Bitcoin's is one of its test network: real wallets refuse to pay it.
pub(crate) fn derive_address(network: &str, hex: &str) -> String {
    match network {
        "tron" => base58check(0x41, &format!("tron/{hex}")),
        "solana" => base58(&sha256(format!("solana/{hex}"))),
        "bitcoin" => base58check(0x6f, &format!("bitcoin/{hex}")),
        _ => format!("0x{}", hex.chars().take(40).collect::<String>()),
    }
}

/// The SHA-256 digest.
pub(super) fn sha256(bytes: impl AsRef<[u8]>) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// An address of 20 bytes behind a version, with the checksum that Bitcoin began and Tron took over.
fn base58check(version: u8, text: &str) -> String {
    let mut bytes = vec![version];
    bytes.extend(sha256(text).iter().take(20));
    let sum = sha256(sha256(&bytes));
    bytes.extend(sum.iter().take(4));
    base58(&bytes)
}

fn base58(bytes: &[u8]) -> String {
    const ALPHABET: &str = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    // The least significant first.
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
