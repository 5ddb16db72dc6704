//! Public keys as variables, files and secret stores hold them.

use crate::common::Result;
use partna_webhook::{KeyError, PublicKey, STAGING_KEY};

#[test]
fn reads_pem_with_any_line_ends() -> Result {
    let key = PublicKey::from_pem(STAGING_KEY)?;
    let pem = STAGING_KEY.trim();
    for (case, text) in [
        ("literal \\n", pem.replace('\n', "\\n")),
        (
            "literal \\n at the end",
            format!("{}\\n", pem.replace('\n', "\\n")),
        ),
        ("literal \\r\\n", pem.replace('\n', "\\r\\n")),
        ("CRLF", pem.replace('\n', "\r\n")),
        ("CR", pem.replace('\n', "\r")),
        ("one line", pem.replace('\n', "")),
        ("one line with spaces", pem.replace('\n', " ")),
        ("BOM", format!("\u{feff}{pem}\r\n")),
        ("quotes", format!("\"{}\"", pem.replace('\n', "\\n"))),
        ("backticks", format!("`{pem}`")),
        ("typographic quotes", format!("\u{201c}{pem}\u{201d}")),
        ("no-break spaces", pem.replace('\n', "\u{a0}\n")),
        ("line separators", pem.replace('\n', "\u{2028}")),
        ("indented", pem.replace('\n', "\n    ")),
    ] {
        let read = PublicKey::from_pem(&text).map_err(|error| format!("{case}: {error}"))?;
        assert_eq!(read, key, "{case}");
    }
    Ok(())
}

/// The error reports the type of the PEM, without its content.
#[test]
fn reports_pem_of_private_key_and_certificate() -> Result {
    let body = STAGING_KEY.lines().nth(1).ok_or("no line")?;
    for (label, expected, words) in [
        ("PRIVATE KEY", KeyError::PrivateKey, "a private key"),
        ("RSA PRIVATE KEY", KeyError::PrivateKey, "a private key"),
        (
            "ENCRYPTED PRIVATE KEY",
            KeyError::PrivateKey,
            "a private key",
        ),
        ("OPENSSH PRIVATE KEY", KeyError::PrivateKey, "a private key"),
        ("CERTIFICATE", KeyError::Certificate, "a certificate"),
        (
            "TRUSTED CERTIFICATE",
            KeyError::Certificate,
            "a certificate",
        ),
        (
            "CERTIFICATE REQUEST",
            KeyError::NotPem,
            "not PEM of an RSA key",
        ),
        ("PUBLIC-KEY", KeyError::NotPem, "not PEM of an RSA key"),
    ] {
        let pem = format!("-----BEGIN {label}-----\n{body}\n-----END {label}-----\n");
        for text in [
            pem.clone(),
            pem.replace('\n', "\\n"),
            format!("\u{feff}\"{pem}\""),
            format!("the key of the shop\n{pem}"),
        ] {
            let error = PublicKey::from_pem(&text).err().ok_or("it was read")?;
            assert_eq!(error, expected, "{text}");
            let shown = format!("{error} {error:?}");
            assert!(shown.contains(words), "{shown}");
            assert!(!shown.contains(&body[..8]), "{shown}");
        }
    }
    Ok(())
}
