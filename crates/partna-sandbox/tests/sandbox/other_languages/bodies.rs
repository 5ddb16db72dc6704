//! Valid and invalid bodies of webhooks, with signatures for arbitrary bytes.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use partna_webhook::{Salt, Signer, Verifier};

use crate::Result;

const DATA: &str = r#"{"transactionReference":"0f3c","status":"completed","fromAmount":1500.10,"note":"a \"data\": {\"x\":1}} \\"}"#;

pub struct Bodies {
    pub signer: Signer,
    /// The bodies with their names.
    pub all: Vec<(String, Vec<u8>)>,
}

impl Bodies {
    /// Creates all bodies, signed with one key.
    pub fn signed() -> Result<Self> {
        let mut bodies = Self {
            signer: Signer::generate()?,
            all: Vec::new(),
        };
        envelopes(&mut bodies)?;
        payloads(&mut bodies)?;
        bytes(&mut bodies)?;
        sizes(&mut bodies)?;
        for (salt, name) in [
            (Salt::Digest, "32"),
            (Salt::TwentyBytes, "20"),
            (Salt::Empty, "no"),
        ] {
            bodies.signer = bodies.signer.with_salt(salt);
            bodies.with_data(&format!("{name} bytes of salt"), DATA)?;
        }
        Ok(bodies)
    }

    fn signature(&self, signed: &[u8]) -> Result<String> {
        Ok(BASE64_STANDARD.encode(self.signer.signature(signed)?))
    }

    fn add(&mut self, name: &str, body: impl Into<Vec<u8>>) {
        self.all.push((name.to_owned(), body.into()));
    }

    /// Adds a body from a template, in which `DATA` and `SIG` are replaced with `data` and its signature.
    fn template(&mut self, name: &str, template: &str, data: &str) -> Result {
        let signature = self.signature(data.as_bytes())?;
        self.add(
            name,
            template.replace("DATA", data).replace("SIG", &signature),
        );
        Ok(())
    }

    fn with_data(&mut self, name: &str, data: &str) -> Result {
        self.template(
            name,
            r#"{"event":"Onramp","data":DATA,"signature":"SIG"}"#,
            data,
        )
    }
}

fn envelopes(bodies: &mut Bodies) -> Result {
    for (name, template) in [
        (
            "as Partna sends it",
            r#"{"event":"Onramp","data":DATA,"signature":"SIG"}"#,
        ),
        (
            "other order",
            r#"{"signature":"SIG","data":DATA,"event":"Onramp"}"#,
        ),
        (
            "whitespace around",
            "\r\n {\t\"event\" : \"Onramp\" ,\n\"data\" :  DATA  , \"signature\":\"SIG\"\n}\n",
        ),
        (
            "form feed around",
            "\u{c}{\"event\":\"Onramp\",\"data\":DATA,\"signature\":\"SIG\"}",
        ),
        (
            "byte order mark",
            "\u{feff}{\"event\":\"Onramp\",\"data\":DATA,\"signature\":\"SIG\"}",
        ),
        (
            "two byte order marks",
            "\u{feff}\u{feff}{\"event\":\"Onramp\",\"data\":DATA,\"signature\":\"SIG\"}",
        ),
        (
            "escaped names",
            r#"{"e\u0076ent":"Onramp","d\u0061ta":DATA,"\u0073ignature":"SIG"}"#,
        ),
        (
            "name in capitals",
            r#"{"event":"Onramp","Data":DATA,"signature":"SIG"}"#,
        ),
        (
            "data twice",
            r#"{"event":"Onramp","data":DATA,"data":{},"signature":"SIG"}"#,
        ),
        (
            "data twice, once escaped",
            r#"{"event":"Onramp","d\u0061ta":{},"data":DATA,"signature":"SIG"}"#,
        ),
        (
            "event twice",
            r#"{"event":"Onramp","event":"Onramp","data":DATA,"signature":"SIG"}"#,
        ),
        (
            "signature twice",
            r#"{"event":"Onramp","data":DATA,"signature":null,"signature":"SIG"}"#,
        ),
        (
            "another name twice",
            r#"{"x":1,"event":"Onramp","x":2,"data":DATA,"signature":"SIG"}"#,
        ),
        (
            "data inside of another member",
            r#"{"x":{"data":{}},"event":"Onramp","data":DATA,"signature":"SIG"}"#,
        ),
        (
            "data inside of a text",
            r#"{"x":"\"data\":{}","event":"Onramp","data":DATA,"signature":"SIG"}"#,
        ),
        (
            "backslash before a quote",
            r#"{"x":"\\","event":"Onramp","data":DATA,"signature":"SIG"}"#,
        ),
        ("no data", r#"{"event":"Onramp","signature":"SIG"}"#),
        ("no event", r#"{"data":DATA,"signature":"SIG"}"#),
        (
            "event is a number",
            r#"{"event":1,"data":DATA,"signature":"SIG"}"#,
        ),
        (
            "event is null",
            r#"{"event":null,"data":DATA,"signature":"SIG"}"#,
        ),
        (
            "event with half of a pair",
            r#"{"event":"\ud800","data":DATA,"signature":"SIG"}"#,
        ),
        (
            "event with a pair",
            r#"{"event":"\ud83d\ude00","data":DATA,"signature":"SIG"}"#,
        ),
        (
            "name with half of a pair",
            r#"{"\udc00":1,"event":"Onramp","data":DATA,"signature":"SIG"}"#,
        ),
        ("no signature", r#"{"event":"Onramp","data":DATA}"#),
        (
            "signature is null",
            r#"{"event":"Onramp","data":DATA,"signature":null}"#,
        ),
        (
            "signature is empty",
            r#"{"event":"Onramp","data":DATA,"signature":""}"#,
        ),
        (
            "signature is a number",
            r#"{"event":"Onramp","data":DATA,"signature":1}"#,
        ),
        (
            "signature with a space",
            r#"{"event":"Onramp","data":DATA,"signature":" SIG"}"#,
        ),
        (
            "signature with more",
            r#"{"event":"Onramp","data":DATA,"signature":"SIG=="}"#,
        ),
        (
            "signature escaped",
            r#"{"event":"Onramp","data":DATA,"signature":"SIG\u003d"}"#,
        ),
        (
            "trailing comma",
            r#"{"event":"Onramp","data":DATA,"signature":"SIG",}"#,
        ),
        (
            "something after",
            r#"{"event":"Onramp","data":DATA,"signature":"SIG"}x"#,
        ),
        (
            "a second object after",
            r#"{"event":"Onramp","data":DATA,"signature":"SIG"}{}"#,
        ),
        (
            "a comment",
            r#"{"event":"Onramp",/**/"data":DATA,"signature":"SIG"}"#,
        ),
        (
            "single quotes",
            r#"{'event':"Onramp","data":DATA,"signature":"SIG"}"#,
        ),
        (
            "NaN beside it",
            r#"{"x":NaN,"event":"Onramp","data":DATA,"signature":"SIG"}"#,
        ),
        (
            "a list around",
            r#"[{"event":"Onramp","data":DATA,"signature":"SIG"}]"#,
        ),
        ("a text around", r#""DATA SIG""#),
        (
            "no colon",
            r#"{"event":"Onramp","data" DATA,"signature":"SIG"}"#,
        ),
        (
            "cut off",
            r#"{"event":"Onramp","data":DATA,"signature":"SIG""#,
        ),
    ] {
        bodies.template(name, template, DATA)?;
    }
    for (name, body) in [
        ("empty", ""),
        ("null", "null"),
        ("no members", "{}"),
        ("spaces", "  "),
    ] {
        bodies.add(name, body);
    }
    Ok(())
}

fn payloads(bodies: &mut Bodies) -> Result {
    for (name, data) in [
        ("data is null", "null"),
        ("data is a text", r#""data""#),
        ("data is a number", "-1.5e+3"),
        ("data is a list", r#"[1,"]",{"a":"}"}]"#),
        ("data with names twice", r#"{"a":1,"a":2}"#),
        ("data with half of a pair", r#"{"a":"\ud800"}"#),
        (
            "data with a number of 5,000 digits",
            &format!("[1{}]", "0".repeat(5000)),
        ),
        ("data with a large exponent", "[1e99999]"),
        (
            "data with other letters",
            "{\"a\":\"Ọlá ₦ 😀 \u{85}\u{2028}\"}",
        ),
        ("data with NaN", "[NaN]"),
        ("data with Infinity", "[-Infinity]"),
        ("data with a leading zero", "[01]"),
        ("data with a bare point", "[1.]"),
        ("data with a plus", "[+1]"),
        ("data with True", "[True]"),
        ("data with a line feed in a text", "[\"a\nb\"]"),
        ("data with an unknown escape", r#"["\x41"]"#),
        ("data with a short escape", r#"["\u12"]"#),
        ("data with signed whitespace", r#"{ "a" : [ 1 , 2 ] }"#),
        (
            "data of 64 levels with the body",
            &format!("{}{}", "[".repeat(63), "]".repeat(63)),
        ),
        (
            "data of 65 levels with the body",
            &format!("{}{}", "[".repeat(64), "]".repeat(64)),
        ),
        (
            "data of many levels",
            &format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)),
        ),
        (
            "data with brackets in a text",
            &format!("[\"{}\"]", "[".repeat(100)),
        ),
    ] {
        bodies.with_data(name, data)?;
    }
    let signature = bodies.signature(DATA.as_bytes())?;
    let body = |data: &str, signature: &str| {
        format!(r#"{{"event":"Onramp","data":{data},"signature":"{signature}"}}"#)
    };
    // A proxy that inserts whitespace or changes the body.
    let spaced = DATA.replacen(":", " :\n ", 3);
    bodies.add("whitespace between tokens", body(&spaced, &signature));
    let changed = DATA.replace("1500.10", "1500.1");
    bodies.add("a number in another notation", body(&changed, &signature));
    bodies.add(
        "another amount",
        body(&DATA.replace("1500", "9500"), &signature),
    );
    let inside = DATA.replace("a \\\"", "a  \\\"");
    bodies.add("whitespace inside of a text", body(&inside, &signature));
    let url_safe = signature.replace('+', "-").replace('/', "_");
    bodies.add("another alphabet", body(DATA, &url_safe));
    bodies.add("no padding", body(DATA, signature.trim_end_matches('=')));
    bodies.add(
        "a signature of zeros",
        body(DATA, &BASE64_STANDARD.encode([0; 256])),
    );
    bodies.add(
        "a short signature",
        body(DATA, &BASE64_STANDARD.encode([7; 16])),
    );
    // 256 bytes leave four bits of the last character unused.
    let bits = [
        ("A==", "B=="),
        ("Q==", "R=="),
        ("g==", "h=="),
        ("w==", "x=="),
    ];
    let set = bits
        .iter()
        .find_map(|(clear, set)| Some(format!("{}{set}", signature.strip_suffix(clear)?)));
    bodies.add(
        "bits after the last byte",
        body(DATA, &set.ok_or("no such signature")?),
    );
    let other = BASE64_STANDARD.encode(Signer::generate()?.signature(DATA.as_bytes())?);
    bodies.add("a signature of another key", body(DATA, &other));
    Ok(())
}

/// Bytes that are not UTF-8, in and around `data`.
fn bytes(bodies: &mut Bodies) -> Result {
    let data = b"{\"a\":\"\xff\xfe\"}";
    let signature = bodies.signature(data)?;
    let join = |parts: [&[u8]; 5]| parts.concat();
    let (open, close) = (b"{\"event\":\"".as_slice(), b"\"}".as_slice());
    let middle = format!("\",\"signature\":\"{signature}\",\"data\":");
    let close_object = b"}".as_slice();
    bodies.add(
        "bytes in data",
        join([open, b"Onramp", middle.as_bytes(), data, close_object]),
    );
    bodies.add(
        "bytes in data and event",
        join([open, b"On\xff", middle.as_bytes(), data, close_object]),
    );
    bodies.add(
        "bytes after data",
        join([
            open,
            b"Onramp",
            middle.as_bytes(),
            data,
            b",\"x\":\"\xff\"}",
        ]),
    );
    bodies.add(
        "bytes outside of texts",
        join([open, b"Onramp\"", b"\xff", b",\"x\":\"", close]),
    );
    let utf16: Vec<u8> = "{\"event\":1}"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    bodies.add("UTF-16", utf16);
    bodies.add("compressed", b"\x1f\x8b\x08\x00".as_slice());
    Ok(())
}

fn sizes(bodies: &mut Bodies) -> Result {
    let body_of_size = |bodies: &Bodies, size: usize| -> Result<Vec<u8>> {
        let envelope =
            bodies.signature(b"")?.len() + r#"{"event":"","data":"","signature":""}"#.len();
        let data = format!("\"{}\"", "a".repeat(size - envelope));
        let signature = bodies.signature(data.as_bytes())?;
        Ok(format!(r#"{{"event":"","data":{data},"signature":"{signature}"}}"#).into_bytes())
    };
    let max_body = body_of_size(bodies, Verifier::MAX_BODY_BYTES)?;
    assert_eq!(max_body.len(), Verifier::MAX_BODY_BYTES);
    bodies.add("a body of the maximum size", max_body);
    let larger = body_of_size(bodies, Verifier::MAX_BODY_BYTES + 1)?;
    bodies.add("a body that is too large", larger);
    // A scan that restarts at each quote would take hours.
    let quotes = format!("\"{}", "\\\"".repeat(500_000));
    bodies.add("an unterminated text", quotes);
    Ok(())
}
