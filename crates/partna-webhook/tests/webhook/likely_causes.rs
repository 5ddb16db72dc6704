//! Bodies that were changed in transit are rejected, and the error states the likely cause.

use std::collections::BTreeMap;

use crate::common::{GENUINE, Result, pieces};
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD, Engine as _};
use partna_webhook::{Environment, Error, ErrorKind, LikelyCause, Signer, Verifier};

/// A delivery whose `data` has texts and numbers that JSON libraries write in several ways.
const DATA: &str = r#"{"transactionReference":"a1632e","status":"completed","fromAmount":1500,"toAmount":0.97,"fromCurrency":"NGN","toCurrency":"USDT","transactionMemo":"Café a/b 😀\n\u0001"}"#;

fn rejection(verifier: &Verifier, body: &[u8]) -> Result<Error> {
    Ok(verifier.verify(body).err().ok_or("it was accepted")?)
}

#[test]
fn reports_encoded_bodies() -> Result {
    let verifier = Verifier::for_environment(Environment::Staging);
    assert!(verifier.verify(GENUINE.as_bytes()).is_ok());
    let utf16 = |to_bytes: fn(u16) -> [u8; 2], mark: &str| -> Vec<u8> {
        let text = format!("{mark}{GENUINE}");
        text.encode_utf16().flat_map(to_bytes).collect()
    };
    let base64 = BASE64_STANDARD.encode(GENUINE);
    let lines: Vec<&str> = base64
        .as_bytes()
        .chunks(76)
        .filter_map(|line| str::from_utf8(line).ok())
        .collect();
    for (case, body, cause) in [
        (
            "gzip",
            vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xab],
            LikelyCause::Compressed,
        ),
        (
            "zlib",
            vec![0x78, 0x9c, 0xab, 0x56],
            LikelyCause::Compressed,
        ),
        (
            "zstd",
            vec![0x28, 0xb5, 0x2f, 0xfd, 0x24],
            LikelyCause::Compressed,
        ),
        ("base64", base64.clone().into_bytes(), LikelyCause::Base64),
        (
            "base64 in lines",
            lines.join("\r\n").into_bytes(),
            LikelyCause::Base64,
        ),
        (
            "base64 in quotes",
            format!("\"{base64}\"").into_bytes(),
            LikelyCause::Base64,
        ),
        (
            "base64 for URLs",
            BASE64_URL_SAFE_NO_PAD.encode(GENUINE).into_bytes(),
            LikelyCause::Base64,
        ),
        (
            "base64 of gzip",
            BASE64_STANDARD
                .encode([&[0x1f, 0x8b, 8][..], &[0; 30]].concat())
                .into_bytes(),
            LikelyCause::Base64,
        ),
        (
            "JSON in a string",
            serde_json::to_vec(GENUINE)?,
            LikelyCause::JsonInString,
        ),
        ("UTF-16 LE", utf16(u16::to_le_bytes, ""), LikelyCause::Utf16),
        ("UTF-16 BE", utf16(u16::to_be_bytes, ""), LikelyCause::Utf16),
        (
            "UTF-16 LE with mark",
            utf16(u16::to_le_bytes, "\u{feff}"),
            LikelyCause::Utf16,
        ),
        (
            "UTF-16 BE with mark",
            utf16(u16::to_be_bytes, "\u{feff}"),
            LikelyCause::Utf16,
        ),
        (
            "base64 of base64",
            BASE64_STANDARD.encode(&base64).into_bytes(),
            LikelyCause::Base64,
        ),
        (
            "base64 of UTF-8 with mark",
            BASE64_STANDARD
                .encode(format!("\u{feff}{GENUINE}"))
                .into_bytes(),
            LikelyCause::Base64,
        ),
    ] {
        let error = rejection(&verifier, &body)?;
        assert_eq!(error.kind(), ErrorKind::Malformed, "{case}");
        assert_eq!(error.likely_cause(), Some(cause), "{case}");
        assert!(
            error.to_string().contains(&cause.to_string()),
            "{case}: {error}"
        );
        assert_eq!(error.help(), cause.help());
    }
    Ok(())
}

#[test]
fn reports_reserialized_bodies() -> Result {
    let signer = Signer::generate()?;
    let verifier = Verifier::for_environment(Environment::Staging)
        .without_built_in_key()
        .with_key(signer.public_key()?);
    let body = String::from_utf8(signer.sign("Onramp", DATA)?)?;
    assert!(verifier.verify(body.as_bytes()).is_ok());
    let [before, data, after] = pieces(&body)?;
    let sorted: BTreeMap<String, serde_json::Value> = serde_json::from_str(data)?;
    let pretty: serde_json::Value = serde_json::from_str(&body)?;
    let with = |data: &str| format!("{before}{data}{after}");
    for (case, body) in [
        ("sorted", with(&serde_json::to_string(&sorted)?)),
        ("pretty-printed", serde_json::to_string_pretty(&pretty)?),
        ("escaped slash", with(&data.replace('/', "\\/"))),
        ("escaped letter", with(&data.replace('é', "\\u00e9"))),
        ("escaped emoji", with(&data.replace('😀', "\\ud83d\\ude00"))),
        ("long escape", with(&data.replace("\\n", "\\u000a"))),
        (
            "capitals in escape",
            with(&data.replace("\\u0001", "\\u001F")),
        ),
        ("float", with(&data.replace(":1500,", ":1500.0,"))),
        ("exponent", with(&data.replace(":1500,", ":1.5E3,"))),
        (
            "spaces and a changed number",
            with(&data.replace(":1500,", ": 1500.0, ")),
        ),
    ] {
        let error = rejection(&verifier, body.as_bytes())?;
        assert_eq!(error.kind(), ErrorKind::InvalidSignature, "{case}");
        assert_eq!(
            error.likely_cause(),
            Some(LikelyCause::Reserialized),
            "{case}"
        );
        assert!(
            error.to_string().contains("re-serialized"),
            "{case}: {error}"
        );
    }
    let text = with(&serde_json::to_string(data)?);
    let error = rejection(&verifier, text.as_bytes())?;
    assert_eq!(error.likely_cause(), Some(LikelyCause::JsonInString));
    Ok(())
}

#[test]
fn forged_and_broken_bodies_have_no_likely_cause() -> Result {
    let verifier = Verifier::for_environment(Environment::Staging);
    for body in [
        GENUINE.replacen("1000.5", "9000.5", 1),
        GENUINE.replacen("eltnegbiz2", "eltnegbiz3", 1),
        GENUINE.replacen("\"event\"", "\"evenT\"", 1),
        r#"{"event":"Convert","data":{}}"#.to_owned(),
        "hello".to_owned(),
        "aGVsbG8gd29ybGQsIGhlbGxv".to_owned(),
        "\"hello\"".to_owned(),
        String::new(),
        "[1]".to_owned(),
    ] {
        let error = rejection(&verifier, body.as_bytes())?;
        assert_eq!(error.likely_cause(), None, "{body}");
        assert!(!error.to_string().contains("likely"), "{error}");
    }
    Ok(())
}
