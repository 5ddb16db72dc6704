use super::*;

const KEY: &str = "1--M--00112233445566778899aabbccddeeff--1781793658613--0a1b2c3d";

fn secrets() -> SecretSet {
    let secrets = [
        KEY,
        "739154",
        "1-1",
        "aaaaaaaaaaaaaaaa",
        "opaque-key-of-20-chars",
    ];
    SecretSet::new(&secrets.map(Secret::from))
}

/// The maximum number of visits of a byte, with five secrets and in all layers.
const MAX_VISITS_PER_BYTE: usize = 350;

fn visited_bytes(text: &str, is_truncated: bool) -> usize {
    let secrets = secrets();
    let mut scan = secrets.scan();
    scan.find(text.as_bytes(), is_truncated);
    scan.visited_bytes()
}

/// The most expensive texts: each escape and encoding, complete, incomplete, nested, and decodable at every offset.
const WORST_CASES: [&str; 61] = [
    "x",
    "a",
    "-",
    "--",
    "1--",
    "1--m--",
    "1--m--abc ",
    "1-",
    "11-1-1",
    "739154",
    "739154 ",
    "aaaaaaaaaaaaaaab",
    KEY,
    "1--M--00112233445566778899aabbccddeeff--1781793658613--0a1b2c3d ",
    "%",
    "%2",
    "%25",
    "%2525252525",
    "%2d%2d",
    "%u002d",
    "%u",
    "&",
    "&#",
    "&#0000000000045;",
    "&amp;amp;amp;amp;",
    "\\",
    "\\u",
    "\\\\\\\\u",
    "\\u002d",
    "\\u{",
    "\\U0000002d",
    "\\U",
    "\\055",
    "\\0",
    "=2D",
    "=3D",
    "=3D3D3D3D3D3D3D3D",
    "=\r\n",
    "=  \t  ",
    "1\0-\0",
    "\0",
    "\u{fffd}",
    "MS0tTS0t",
    "MS0tTS0t\n",
    "M S\t0\r\nt",
    "TVMwdFRTMHQ=",
    "VFZNd2RGUlRNSFE9",
    "VVVV",
    "VVVVUUUUTTTT",
    "56565656",
    "35363536",
    "MzEyZDJkNGQ=",
    "312d2d4d2d2d",
    "0x31, 0x2d, ",
    "0x0x",
    "31-2d-2d-4d-",
    "{\"a\":\"b\"}",
    "49,45,",
    "53 49 44 ",
    "1,",
    "\u{ad}a\u{200b}",
];

/// Ten times the text needs at most about ten times the visits, and the visits per byte are bounded.
#[test]
fn visits_grow_linearly_with_text() {
    for part in WORST_CASES {
        for is_truncated in [false, true] {
            let text = part.repeat(2_000 / part.len());
            let (single, tenfold) = (
                visited_bytes(&text, is_truncated),
                visited_bytes(&text.repeat(10), is_truncated),
            );
            assert!(tenfold <= 12 * single, "{part}: {single} {tenfold}");
            let visits = tenfold / (10 * text.len());
            assert!(
                visits <= MAX_VISITS_PER_BYTE,
                "{part}: {visits} visits a byte"
            );
        }
    }
}

#[test]
fn visits_per_byte_of_megabyte_are_bounded() {
    for part in [
        "%u002d",
        "\\U0000002d",
        "\\055",
        "=2D",
        "=3D3D3D3D",
        "=\r\n",
        "1\0-\0",
        "0x31, ",
        "31-2d-",
        "VVVV",
        "TVMwdFRTMHQ=",
        "56565656",
    ] {
        let text = part.repeat((1 << 20) / part.len());
        let secrets = SecretSet::new(&[Secret::from(KEY)]);
        let mut scan = secrets.scan();
        scan.find(text.as_bytes(), false);
        let visits = scan.visited_bytes() / text.len();
        assert!(
            visits <= MAX_VISITS_PER_BYTE,
            "{part}: {visits} visits a byte"
        );
    }
}

/// Random characters of the alphabets, which result in many small layers.
#[test]
fn visits_per_byte_of_random_text_are_bounded() {
    let alphabets: [&[u8]; 5] = [
        b"ABEFQRUV",
        b"0123456789abcdef",
        b"%&\\=25dD-u0\0",
        b"MS0tTWzVNkYUQ=\n ",
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
    ];
    let mut state: u64 = 7;
    for alphabet in alphabets {
        let mut text = String::new();
        for _ in 0..20_000 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            let at = usize::try_from(state >> 33).unwrap() % alphabet.len();
            text.push(char::from(alphabet[at]));
        }
        let visits = visited_bytes(&text, true) / text.len();
        assert!(
            visits <= MAX_VISITS_PER_BYTE,
            "{alphabet:?}: {visits} visits a byte"
        );
    }
}

#[test]
fn text_with_too_many_layers_is_reported_whole() {
    let secrets = secrets();
    for (text, is_found) in [
        ("a %25252525252d b", false),
        ("a %2525252525252d b", true),
        ("a &amp;amp;amp;amp;amp;lt; b", false),
        ("a &amp;amp;amp;amp;amp;amp;lt; b", true),
    ] {
        let found = secrets.scan().find(text.as_bytes(), false);
        let expected = is_found.then_some(0..text.len());
        assert_eq!(found, Vec::from_iter(expected), "{text}");
    }
}

/// The same secret at several locations, with different alignments of the encoding.
#[test]
fn finds_each_of_several_nested_secrets() {
    // Hexadecimal text of "1--M--canary-key" in base64, at several alignments.
    let code = "MzEyZDJkNGQyZDJkNjM2MTZlNjE3Mjc5MmQ2YjY1Nzk";
    let text = format!("a={code}, ab={code}, abc{code}");
    let found = secrets().scan().find(text.as_bytes(), false);
    assert_eq!(found.len(), 3, "{found:?}");
}

#[test]
fn finds_secret_prefix_at_truncation() {
    let secrets = secrets();
    for length in 6..KEY.len() {
        let start = KEY.get(..length).unwrap();
        let text = format!("some text {start}");
        let found = secrets.scan().find(text.as_bytes(), true);
        assert_eq!(found.first(), Some(&(10..text.len())), "{start}");
    }
    let found = secrets.scan().find(b"some text opaque-key", true);
    assert_eq!(found.first(), Some(&(10..20)));
    assert_eq!(secrets.scan().find(b"some text opaque-key", false), []);
}

fn decimal(text: &str, separator: &str) -> String {
    let bytes: Vec<String> = text.bytes().map(|byte| byte.to_string()).collect();
    bytes.join(separator)
}

/// The forms in which Node.js, Python and Java print arrays of bytes.
#[test]
fn finds_secret_in_decimal_bytes() {
    let secrets = secrets();
    for secret in [
        KEY,
        "1--W--ffeeddccbbaa99887766554433221100--1781793658613--0a1b2c3d",
        "opaque-key-of-20-chars",
    ] {
        for separator in [",", ", ", " ", ",\n    ", "\",\"", ";"] {
            let form = decimal(secret, separator);
            let text = format!("sent [7, 300, {form}] from (1.2.3.4)");
            let found = secrets.scan().find(text.as_bytes(), false);
            let expected = 14..14 + form.len();
            assert_eq!(found, [expected], "{text}");
        }
        let hex: String = decimal(secret, ",")
            .bytes()
            .map(|b| format!("{b:02x}"))
            .collect();
        assert_eq!(secrets.scan().find(hex.as_bytes(), false).len(), 1, "{hex}");
        let form = decimal(secret, ",");
        let truncated = form.get(..form.len() / 2).unwrap();
        assert_eq!(
            secrets.scan().find(truncated.as_bytes(), true).len(),
            1,
            "{truncated}"
        );
    }
}

#[test]
fn finds_secret_with_invisible_characters() {
    let secrets = secrets();
    for invisible in [
        "\u{ad}",
        "\u{200b}",
        "\u{200c}",
        "\u{200d}",
        "\u{2060}",
        "\u{feff}",
        "&#173;",
        "%E2%80%8B",
        "\\u200b",
    ] {
        for secret in [KEY, "opaque-key-of-20-chars"] {
            for step in [1, 5, 12] {
                let parts: Vec<&str> = secret
                    .as_bytes()
                    .chunks(step)
                    .map(|part| str::from_utf8(part).unwrap())
                    .collect();
                let text = format!("no {} x", parts.join(invisible));
                let found = secrets.scan().find(text.as_bytes(), false);
                assert_eq!(found.first(), Some(&(3..text.len() - 2)), "{text:?}");
            }
        }
    }
}

/// Texts that look encoded but contain no secret have no matches.
#[test]
fn finds_no_secret_in_ordinary_texts() {
    let secrets = secrets();
    let json: String = (0..300)
        .map(|n| format!("{{\"id\":{n},\"reference\":\"0f3c9f{n}\",\"amount\":\"{n}.50\"}},\n"))
        .collect();
    let base64 = base64_of(json.as_bytes());
    let noise: Vec<u8> = (0..30_000_u32)
        .map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[0])
        .collect();
    let numbers: String = (0..9000).map(|n| format!("{},", n % 256)).collect();
    for text in [
        "3f2504e0-4f89-11d3-9a0c-0305e82c3301 3F2504E0-4F89-41D3-9A0C-0305E82C3301",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "TJRabPrwbZy45sbavfcjinPJC18kjpRTv8 0x52908400098527886E0F7030069857D2E4169EE7",
        "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq DE89 3704 0044 0532 0130 00",
        "49, 45, 45, 77, 45, 45 and 2026-11-28 17:19:20.123 +00:00, 192.168.0.1:8080",
        "Caf\u{e9} \u{ad}s\u{200b}oft \u{201c}quoted\u{201d} \u{1f469}\u{200d}\u{1f4bb}",
        &base64,
        &base64_of(base64.as_bytes()),
        &base64_of(&noise),
        &base64_of(numbers.as_bytes()),
        &numbers,
        &json.bytes().map(|b| format!("{b:02x}")).collect::<String>(),
        &decimal(&json, ","),
        &json.replace('"', "%22"),
    ] {
        let found = secrets.scan().find(text.as_bytes(), false);
        let start: String = text.chars().take(80).collect();
        assert_eq!(found, [], "{start}");
    }
}

fn base64_of(bytes: &[u8]) -> String {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: Vec<u8> = bytes
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1))
        .collect();
    let value = |six: &[u8]| {
        six.iter()
            .fold(0, |value, bit| value << 1 | usize::from(*bit))
    };
    bits.chunks_exact(6)
        .map(|six| char::from(alphabet[value(six)]))
        .collect()
}

#[test]
fn finds_token_that_overlaps_rejected_match() {
    let found = secrets().scan().find(b"11-1-1 1-1", false);
    assert_eq!(found, [3..6, 7..10]);
}
