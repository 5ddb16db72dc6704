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

/// How often a byte may be visited, with five secrets and in all layers.
const MAX_VISITS: usize = 350;

fn work(text: &str, is_cut: bool) -> usize {
    let secrets = secrets();
    let mut scan = secrets.scan();
    scan.find(text.as_bytes(), is_cut);
    scan.work()
}

/// What is worst to read: each escape and code, whole and broken off, in itself, and where every beginning gives a text.
const WORST: [&str; 57] = [
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
];

/// Ten times the text is ten times the work, and that is a fixed number of visits a byte.
#[test]
fn work_is_linear_in_size_of_text() {
    for part in WORST {
        for is_cut in [false, true] {
            let text = part.repeat(2_000 / part.len());
            let (once, tenfold) = (work(&text, is_cut), work(&text.repeat(10), is_cut));
            assert!(tenfold <= 12 * once, "{part}: {once} {tenfold}");
            let visits = tenfold / (10 * text.len());
            assert!(visits <= MAX_VISITS, "{part}: {visits} visits a byte");
        }
    }
}

#[test]
fn megabyte_of_each_new_form_has_bounded_work() {
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
        let visits = scan.work() / text.len();
        assert!(visits <= MAX_VISITS, "{part}: {visits} visits a byte");
    }
}

/// Random characters of the alphabets, whose layers are many and small.
#[test]
fn work_on_random_text_is_bounded() {
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
        let visits = work(&text, true) / text.len();
        assert!(visits <= MAX_VISITS, "{alphabet:?}: {visits} visits a byte");
    }
}

#[test]
fn text_with_too_many_layers_is_found_whole() {
    let secrets = secrets();
    for (text, is_whole) in [
        ("a %25252525252d b", false),
        ("a %2525252525252d b", true),
        ("a &amp;amp;amp;amp;amp;lt; b", false),
        ("a &amp;amp;amp;amp;amp;amp;lt; b", true),
    ] {
        let found = secrets.scan().find(text.as_bytes(), false);
        let expected = is_whole.then_some(0..text.len());
        assert_eq!(found, Vec::from_iter(expected), "{text}");
    }
}

/// The same text from two places, which differ in where a code begins.
#[test]
fn finds_each_of_several_nested_secrets() {
    // Hexadecimal text of "1--M--canary-key" in base64, at two of the places where base64 may begin.
    let code = "MzEyZDJkNGQyZDJkNjM2MTZlNjE3Mjc5MmQ2YjY1Nzk";
    let text = format!("a={code}, ab={code}, abc{code}");
    let found = secrets().scan().find(text.as_bytes(), false);
    assert_eq!(found.len(), 3, "{found:?}");
}

#[test]
fn finds_beginning_of_secret_at_cut() {
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

#[test]
fn finds_overlapping_occurrence_that_is_token() {
    let found = secrets().scan().find(b"11-1-1 1-1", false);
    assert_eq!(found, [3..6, 7..10]);
}
