//! Public keys as variables, files and secret stores hold them.

mod common;

use common::Result;
use partna_webhook::{PublicKey, STAGING_KEY};

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
        ("indented", pem.replace('\n', "\n    ")),
    ] {
        let read = PublicKey::from_pem(&text).map_err(|error| format!("{case}: {error}"))?;
        assert_eq!(read, key, "{case}");
    }
    Ok(())
}
