//! Finds secrets in a text, in the forms in which a server may repeat them.
//!
//! The work grows in proportion to the text: a fixed number of passes, each from left to right, and none that starts again
//! after a match. The scan counts it.

mod encoding;
mod unescape;

use std::ops::Range;

use memchr::memmem::{self, Finder};
use partna_types::Secret;
use zeroize::Zeroizing;

use encoding::{BASE64, Code, HEX};
use unescape::{Unescaped, unescape};

/// A secret that is shorter is found as a whole token alone: a code of six digits is a part of many a longer number.
const MIN_UNIQUE_LEN: usize = 16;
/// A secret that is shorter is not looked for in base64 and hex, where nearly any text decodes to something.
const MIN_ENCODED_LEN: usize = 4;
/// How many layers of escapes are undone, one inside the other.
const MAX_LAYERS: usize = 4;
/// How much of the beginning of a secret may stay at the end of a text that was cut, and how much is looked for there.
const CUT_PREFIX: Range<usize> = 4..1024;
/// What a key looks like: a digit, its scope between dashes, and at least this much more.
const KEY_HEAD: usize = "1--M--".len();
const MIN_KEY_TAIL: usize = 8;

/// Secrets to look for, in lower case.
#[derive(Default)]
pub(crate) struct SecretSet(Vec<Zeroizing<String>>);

impl SecretSet {
    pub(crate) fn new<'a>(secrets: impl IntoIterator<Item = &'a Secret>) -> Self {
        let secrets = secrets.into_iter().map(Secret::expose);
        let secrets = secrets.filter(|secret| !secret.is_empty());
        let lower = secrets.map(|secret| Zeroizing::new(secret.to_ascii_lowercase()));
        Self(lower.collect())
    }

    /// Whether one of them is this text.
    pub(crate) fn contains(&self, text: &str) -> bool {
        self.0.iter().any(|secret| secret.as_str() == text)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|secret| secret.as_str())
    }

    /// Those that are too long to be a part of something else.
    pub(crate) fn unique(&self) -> Self {
        let unique = self.0.iter().filter(|it| it.len() >= MIN_UNIQUE_LEN);
        Self(unique.cloned().collect())
    }

    /// A search for them, and for everything that looks like a key of the vendor.
    pub(crate) fn scan(&self) -> SecretScan<'_> {
        let secrets = self.iter().map(|text| Needle {
            text: text.as_bytes(),
            finder: Finder::new(text.as_bytes()),
        });
        let secrets: Vec<Needle<'_>> = secrets.collect();
        let lengths = secrets.iter().map(|secret| secret.text.len());
        let encoded = lengths.filter(|length| *length >= MIN_ENCODED_LEN);
        let shortest = encoded.min().unwrap_or(usize::MAX);
        SecretScan {
            secrets,
            shortest: shortest.min(KEY_HEAD + MIN_KEY_TAIL),
            work: 0,
        }
    }
}

struct Needle<'a> {
    text: &'a [u8],
    finder: Finder<'a>,
}

/// A search for secrets.
pub(crate) struct SecretScan<'a> {
    secrets: Vec<Needle<'a>>,
    /// What is shorter than this holds none of them in base64 or hex.
    shortest: usize,
    /// How many bytes were visited, each time counted.
    work: usize,
}

impl SecretScan<'_> {
    /// How many bytes were visited so far.
    #[cfg(test)]
    pub(crate) fn work(&self) -> usize {
        self.work
    }

    /// Returns where the secrets are, in order and apart from each other. In a text that `is_cut`, the beginning of a secret
    /// at its end is found as well.
    pub(crate) fn find(&mut self, text: &[u8], is_cut: bool) -> Vec<Range<usize>> {
        let mut ranges = self.find_in_layer(text, is_cut);
        let mut layers: Vec<Unescaped> = Vec::new();
        while layers.len() < MAX_LAYERS {
            let outer = layers.last().map_or(text, |layer| &layer.text);
            self.work += outer.len();
            let Some(layer) = unescape(outer, is_cut) else {
                break;
            };
            let found = self.find_in_layer(&layer.text, is_cut);
            layers.push(layer);
            ranges.extend(found.into_iter().map(|range| {
                let layers = layers.iter().rev();
                layers.fold(range, |range, layer| layer.origin(&range))
            }));
        }
        merge(ranges)
    }

    fn find_in_layer(&mut self, text: &[u8], is_cut: bool) -> Vec<Range<usize>> {
        self.work += text.len();
        let mut ranges = self.find_plain(&text.to_ascii_lowercase(), is_cut, 0);
        for code in [BASE64, HEX] {
            self.find_encoded(&code, text, is_cut, &mut ranges);
        }
        ranges
    }

    /// Finds secrets of at least this length, and keys, in a text in lower case.
    fn find_plain(&mut self, lower: &[u8], is_cut: bool, min_len: usize) -> Vec<Range<usize>> {
        let mut ranges = Vec::new();
        for secret in &self.secrets {
            let length = secret.text.len();
            if length < min_len {
                continue;
            }
            let is_unique = length >= MIN_UNIQUE_LEN;
            let mut from = 0;
            while let Some(rest) = lower.get(from..) {
                let Some(at) = secret.finder.find(rest) else {
                    self.work += rest.len();
                    break;
                };
                self.work += at + length;
                let found = from + at..from + at + length;
                if is_unique || is_token(lower, &found) {
                    from = found.end;
                    ranges.push(found);
                } else {
                    from = found.start + 1;
                }
            }
            if is_cut {
                let prefixes = CUT_PREFIX.start..length.min(CUT_PREFIX.end);
                let is_at_end = |end: &usize| {
                    let prefix = secret.text.get(..*end).unwrap_or_default();
                    lower.ends_with(prefix)
                };
                if let Some(end) = prefixes.rev().find(is_at_end) {
                    ranges.push(lower.len() - end..lower.len());
                }
            }
        }
        self.find_keys(lower, is_cut, &mut ranges);
        ranges
    }

    /// Finds what begins as a key does, such as `1--m--`, up to where it ends. The hexadecimal parts and their lengths are not
    /// checked, so that a shortened key is found too.
    fn find_keys(&mut self, lower: &[u8], is_cut: bool, ranges: &mut Vec<Range<usize>>) {
        let mut from = 0;
        while let Some(rest) = lower.get(from..) {
            let Some(at) = memmem::find(rest, b"--") else {
                self.work += rest.len();
                break;
            };
            self.work += at + KEY_HEAD;
            let dashes = from + at;
            from = dashes + 2;
            let Some(start) = dashes.checked_sub(1) else {
                continue;
            };
            let head = lower.get(start..).unwrap_or_default();
            let [digit, _, _, scope, b'-', b'-', tail @ ..] = head else {
                continue;
            };
            if !digit.is_ascii_digit() || !scope.is_ascii_alphabetic() {
                continue;
            }
            let is_of_key = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'-';
            let length = tail.iter().take_while(is_of_key).count();
            self.work += length;
            if length >= MIN_KEY_TAIL || is_cut && length == tail.len() {
                from = start + KEY_HEAD + length;
                ranges.push(start..from);
            }
        }
    }

    /// Finds secrets in the parts of a text that may be in a code. They may begin anywhere, so they are decoded from each
    /// of the places that differ.
    fn find_encoded(
        &mut self,
        code: &Code,
        text: &[u8],
        is_cut: bool,
        ranges: &mut Vec<Range<usize>>,
    ) {
        self.work += text.len();
        let mut run = Vec::new();
        for (at, byte) in text.iter().enumerate() {
            match (code.value)(*byte) {
                Some(value) => run.push((value, at)),
                // A long text in base64 may be broken into lines.
                None if code.breaks.contains(byte) => {}
                None => {
                    self.find_in_run(code, &run, false, ranges);
                    run.clear();
                }
            }
        }
        self.find_in_run(code, &run, is_cut, ranges);
    }

    fn find_in_run(
        &mut self,
        code: &Code,
        run: &[(u8, usize)],
        is_cut: bool,
        ranges: &mut Vec<Range<usize>>,
    ) {
        if run.len() * code.bits / 8 < self.shortest && !is_cut {
            return;
        }
        for skipped in 0..code.phases {
            let run = run.get(skipped..).unwrap_or_default();
            let mut decoded = code.decode(run.iter().map(|(value, _)| *value));
            decoded.make_ascii_lowercase();
            self.work += run.len();
            for found in self.find_plain(&decoded, is_cut, MIN_ENCODED_LEN) {
                // Bits that are left over at a cut go along.
                let is_last = is_cut && found.end == decoded.len();
                let span = code.span(&found);
                let last = if is_last { run.len() } else { span.end } - 1;
                if let (Some((_, first)), Some((_, last))) = (run.get(span.start), run.get(last)) {
                    ranges.push(*first..last + 1);
                }
            }
        }
    }
}

/// Whether neither a letter nor a digit stands before or after.
fn is_token(text: &[u8], range: &Range<usize>) -> bool {
    let before = range.start.checked_sub(1).and_then(|at| text.get(at));
    let neighbors = [before, text.get(range.end)];
    let mut neighbors = neighbors.into_iter().flatten();
    !neighbors.any(u8::is_ascii_alphanumeric)
}

/// Sorts ranges, and joins those that overlap.
fn merge(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.retain(|range| !range.is_empty());
    ranges.sort_by_key(|range| range.start);
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
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

    fn work(text: &str, is_cut: bool) -> usize {
        let secrets = secrets();
        let mut scan = secrets.scan();
        scan.find(text.as_bytes(), is_cut);
        scan.work()
    }

    /// Ten times the text is ten times the work, and that is a fixed number of visits a byte.
    #[test]
    fn work_is_linear_in_size_of_text() {
        for part in [
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
            &format!("{KEY} "),
            "%",
            "%2",
            "%25",
            "%2525252525",
            "%2d%2d",
            "&",
            "&#",
            "&#0000000000045;",
            "&amp;amp;amp;amp;",
            "\\",
            "\\u",
            "\\\\\\\\u",
            "\\u002d",
            "\\u{",
            "MS0tTS0t",
            "MS0tTS0t\n",
            "312d2d4d2d2d",
            "{\"a\":\"b\"}",
        ] {
            for is_cut in [false, true] {
                let text = part.repeat(2_000 / part.len());
                let (once, tenfold) = (work(&text, is_cut), work(&text.repeat(10), is_cut));
                assert!(tenfold <= 11 * once, "{part}: {once} {tenfold}");
                let visits = once / text.len();
                assert!(visits <= 250, "{part}: {visits} visits a byte");
            }
        }
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
}
