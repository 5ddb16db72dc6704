//! Finds secrets in a text, in the encodings in which a server may repeat them.
//!
//! Escapes and encodings can be nested, so a text is decoded layer by layer: each way to decode a layer results in another layer,
//! which is searched and decoded in the same way. The work is linear in the length of the text: each layer needs a fixed number of
//! passes, none of which restarts after a match, and the total length of all layers is limited to a multiple of the text. A text
//! that exceeds the limit is reported as one range. The scan counts the visited bytes, so that tests can check this.

mod encoding;
mod layer;
#[cfg(test)]
mod tests;
mod unescape;

use std::collections::{HashSet, VecDeque};
use std::hash::{BuildHasher, RandomState};
use std::ops::Range;

use memchr::memmem::{self, Finder};
use partna_types::Secret;
use zeroize::Zeroizing;

use encoding::{BASE64, HEX, decode_decimals};
use layer::Layer;
use unescape::{EscapeGroup, unescape};

/// A shorter secret is found only as a whole token, because a code of six digits is also part of many longer numbers.
const MIN_SUBSTRING_LEN: usize = 16;
/// A shorter secret is not searched for in base64 and hex, since nearly any text decodes to something.
const MIN_ENCODED_LEN: usize = 4;
/// The maximum number of nested escapes and encodings that are decoded.
const MAX_LAYER_DEPTH: usize = 6;
/// The limit on the total length of all layers: this multiple of the text's length, plus a minimum for short texts. A secret in
/// any encoding needs only a fraction of it.
const MAX_LAYER_BYTES_PER_BYTE: usize = 16;
const MIN_LAYER_BYTES: usize = 1024;
/// The lengths of a secret's prefixes that are searched for at the end of a truncated text. A shorter prefix is not redacted.
const TRUNCATED_SECRET_LEN: Range<usize> = 4..1024;
/// The shape of a key: a prefix of a digit, the scope and dashes, and then at least `MIN_KEY_REST_LEN` more characters.
const KEY_PREFIX_LEN: usize = "1--M--".len();
const MIN_KEY_REST_LEN: usize = 8;

/// The secrets to search for, in lower case.
#[derive(Default)]
pub(crate) struct SecretSet(Vec<Zeroizing<String>>);

impl SecretSet {
    pub(crate) fn new<'a>(secrets: impl IntoIterator<Item = &'a Secret>) -> Self {
        let secrets = secrets.into_iter().map(Secret::expose);
        let secrets = secrets.filter(|secret| !secret.is_empty());
        let lower = secrets.map(|secret| Zeroizing::new(secret.to_ascii_lowercase()));
        Self(lower.collect())
    }

    /// Returns whether one of the secrets equals this text.
    pub(crate) fn contains(&self, text: &str) -> bool {
        self.0.iter().any(|secret| secret.as_str() == text)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|secret| secret.as_str())
    }

    /// Returns the secrets that are too long to be part of another text by chance.
    pub(crate) fn long_secrets(&self) -> Self {
        let long = self.0.iter().filter(|it| it.len() >= MIN_SUBSTRING_LEN);
        Self(long.cloned().collect())
    }

    /// Returns a scan for these secrets, and for any text that looks like a key of the vendor.
    pub(crate) fn scan(&self) -> SecretScan<'_> {
        let secrets = self.iter().map(|text| Needle {
            text: text.as_bytes(),
            finder: Finder::new(text.as_bytes()),
        });
        let secrets: Vec<Needle<'_>> = secrets.collect();
        let lengths = secrets.iter().map(|secret| secret.text.len());
        let encoded = lengths.filter(|length| *length >= MIN_ENCODED_LEN);
        let min_len = encoded.min().unwrap_or(usize::MAX);
        SecretScan {
            secrets,
            min_len: min_len.min(KEY_PREFIX_LEN + MIN_KEY_REST_LEN),
            visited_bytes: 0,
        }
    }
}

struct Needle<'a> {
    text: &'a [u8],
    finder: Finder<'a>,
}

/// A scan for secrets.
pub(crate) struct SecretScan<'a> {
    secrets: Vec<Needle<'a>>,
    /// A shorter run of base64 or hex cannot contain a secret.
    min_len: usize,
    /// The number of visited bytes. A byte that is visited twice is counted twice.
    visited_bytes: usize,
}

impl SecretScan<'_> {
    /// Returns the number of visited bytes so far.
    #[cfg(test)]
    pub(crate) fn visited_bytes(&self) -> usize {
        self.visited_bytes
    }

    /// Returns the ranges of the secrets, in order and without overlaps. If the text `is_truncated`, the prefix of a secret at its
    /// end is found too. A part with too many nested layers is reported as a secret. If the total length of the layers exceeds the
    /// limit, the whole text is reported.
    pub(crate) fn find(&mut self, text: &[u8], is_truncated: bool) -> Vec<Range<usize>> {
        let whole_text = 0..text.len();
        let mut remaining = MAX_LAYER_BYTES_PER_BYTE * text.len() + MIN_LAYER_BYTES;
        let (mut seen, hasher) = (HashSet::new(), RandomState::new());
        let outermost = Layer::outermost(text, is_truncated);
        let mut ranges = self.find_in_layer(&outermost);
        // Breadth first, so that each layer is reached at its lowest depth.
        let mut layers = VecDeque::from([outermost]);
        while let Some(layer) = layers.pop_front() {
            for inner in self.decode_layer(&layer) {
                ranges.extend(self.find_in_layer(&inner));
                let inner = if inner.is_decoded {
                    inner.text_parts(self.min_len, TRUNCATED_SECRET_LEN.start)
                } else {
                    inner
                };
                let length = inner.text.len();
                self.visited_bytes += 2 * length;
                // Decoding two escapes in either order results in the same text. The same text at another location is a different
                // layer.
                let location = (inner.origin(&(0..1)), inner.origin(&(length..length)));
                let is_new = seen.insert(hasher.hash_one((&inner.text, location)));
                if length == 0 || !is_new {
                    continue;
                }
                let Some(rest) = remaining.checked_sub(length) else {
                    return vec![whole_text];
                };
                remaining = rest;
                if inner.depth > MAX_LAYER_DEPTH {
                    ranges.push(inner.origin(&(0..length)));
                } else {
                    layers.push_back(inner);
                }
            }
        }
        merge(ranges)
    }

    /// Decodes a layer in every possible way.
    fn decode_layer(&mut self, layer: &Layer) -> Vec<Layer> {
        let mut inner = Vec::new();
        for group in EscapeGroup::ALL {
            self.visited_bytes += layer.text.len();
            inner.extend(unescape(layer, group));
        }
        for encoding in [BASE64, HEX] {
            self.visited_bytes += layer.text.len();
            let runs = encoding.runs(layer, self.min_len);
            // The encoding may begin anywhere, so it is decoded at each alignment.
            for skipped in (0..encoding.alignments).filter(|_| !runs.is_empty()) {
                let decoded = encoding.decode(layer, &runs, skipped);
                self.visited_bytes += 2 * decoded.text.len();
                inner.push(decoded);
            }
        }
        self.visited_bytes += layer.text.len();
        if let Some(decoded) = decode_decimals(layer, self.min_len) {
            self.visited_bytes += 2 * decoded.text.len();
            inner.push(decoded);
        }
        inner
    }

    /// Finds secrets and keys in a layer. Returns their ranges in the outermost text.
    fn find_in_layer(&mut self, layer: &Layer) -> Vec<Range<usize>> {
        let min_len = if layer.is_decoded { MIN_ENCODED_LEN } else { 0 };
        let is_truncated = layer.is_truncated;
        let lower = layer.text.to_ascii_lowercase();
        self.visited_bytes += lower.len();
        let mut ranges = Vec::new();
        for secret in &self.secrets {
            let length = secret.text.len();
            if length < min_len {
                continue;
            }
            let can_be_substring = length >= MIN_SUBSTRING_LEN;
            let mut from = 0;
            while let Some(rest) = lower.get(from..) {
                let Some(at) = secret.finder.find(rest) else {
                    self.visited_bytes += rest.len();
                    break;
                };
                self.visited_bytes += at + length;
                let range = from + at..from + at + length;
                if can_be_substring || is_token(layer, &range) {
                    from = range.end;
                    ranges.push(range);
                } else {
                    from = range.start + 1;
                }
            }
            if is_truncated {
                let prefixes = TRUNCATED_SECRET_LEN.start..length.min(TRUNCATED_SECRET_LEN.end);
                let is_at_end = |end: &usize| {
                    let prefix = secret.text.get(..*end).unwrap_or_default();
                    lower.ends_with(prefix)
                };
                if let Some(end) = prefixes.rev().find(is_at_end) {
                    ranges.push(lower.len() - end..lower.len());
                }
            }
        }
        self.find_keys(&lower, is_truncated, &mut ranges);
        ranges.iter().map(|range| layer.origin(range)).collect()
    }

    /// Finds texts that look like a key: a beginning such as `1--m--`, and the letters, digits and dashes after it. The hexadecimal
    /// parts and their lengths are not checked, so that a shortened key is found too.
    fn find_keys(&mut self, lower: &[u8], is_truncated: bool, ranges: &mut Vec<Range<usize>>) {
        let mut from = 0;
        while let Some(rest) = lower.get(from..) {
            let Some(at) = memmem::find(rest, b"--") else {
                self.visited_bytes += rest.len();
                break;
            };
            self.visited_bytes += at + KEY_PREFIX_LEN;
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
            let is_key_byte = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'-';
            let length = tail.iter().take_while(is_key_byte).count();
            self.visited_bytes += length;
            if length >= MIN_KEY_REST_LEN || is_truncated && length == tail.len() {
                from = start + KEY_PREFIX_LEN + length;
                ranges.push(start..from);
            }
        }
    }
}

/// Returns whether there is no letter or digit directly before or after a range. Characters that are not adjacent in the
/// outermost text are ignored.
fn is_token(layer: &Layer, range: &Range<usize>) -> bool {
    let is_part = |at: usize| layer.text.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let is_close =
        |at: usize| layer.origin(&(at..at + 1)).end >= layer.origin(&(at + 1..at + 2)).start;
    let is_longer_before = range
        .start
        .checked_sub(1)
        .is_some_and(|at| is_part(at) && is_close(at));
    let is_longer_after = is_part(range.end) && is_close(range.end - 1);
    !is_longer_before && !is_longer_after
}

/// Sorts ranges and merges overlapping ones.
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
