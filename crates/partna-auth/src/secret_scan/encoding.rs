//! Decodes base64 and hexadecimal text at any alignment, and bytes in decimal numbers.

use std::ops::Range;

use super::layer::Layer;

/// An encoding of bytes as characters.
pub(super) struct ByteEncoding {
    /// The number of bits per character.
    bits: usize,
    /// The number of alignments: the offsets, in characters, at which a byte may begin.
    pub(super) alignments: usize,
    /// Whether a byte may separate encoded characters.
    is_separator: fn(u8) -> bool,
    /// Whether the characters of a byte may have the prefix `0x`.
    has_prefix: bool,
    value: fn(u8) -> Option<u8>,
}

/// Base64 with either alphabet, with or without padding. Lines may be wrapped and indented.
pub(super) const BASE64: ByteEncoding = ByteEncoding {
    bits: 6,
    alignments: 4,
    is_separator: |byte| matches!(byte, b'\t' | b'\r' | b'\n' | b' '),
    has_prefix: false,
    value: |byte| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    },
};

/// Hexadecimal text, with any punctuation between bytes.
pub(super) const HEX: ByteEncoding = ByteEncoding {
    bits: 4,
    alignments: 2,
    is_separator: |byte| byte.is_ascii() && !byte.is_ascii_alphanumeric(),
    has_prefix: true,
    value: |byte| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    },
};

/// The parts of a layer that may be encoded.
pub(super) struct EncodedRuns {
    /// The value of each character, and its position in the layer.
    chars: Vec<(u8, usize)>,
    ranges: Vec<Range<usize>>,
    /// Whether the last run ends where the layer was truncated, so that the rest of the run is missing.
    is_truncated: bool,
}

impl EncodedRuns {
    pub(super) fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }
}

impl ByteEncoding {
    /// Returns the runs of characters that are long enough for this many bytes.
    pub(super) fn runs(&self, layer: &Layer, min_len: usize) -> EncodedRuns {
        let mut runs = EncodedRuns {
            chars: Vec::new(),
            ranges: Vec::new(),
            is_truncated: false,
        };
        let mut start = 0;
        for (at, byte) in layer.text.iter().enumerate() {
            if let Some(value) = (self.value)(*byte) {
                runs.chars.push((value, at));
            } else if self.has_prefix
                && matches!(byte, b'x' | b'X')
                && runs.chars.len() > start
                && runs.chars.last() == Some(&(0, at.saturating_sub(1)))
            {
                runs.chars.pop();
            } else if !(self.is_separator)(*byte) {
                self.end_run(&mut runs, &mut start, min_len);
            }
        }
        let is_truncated = layer.is_truncated && runs.chars.len() > start;
        self.end_run(
            &mut runs,
            &mut start,
            if is_truncated { 1 } else { min_len },
        );
        runs.is_truncated = is_truncated && !runs.is_empty() && runs.chars.len() == start;
        runs
    }

    /// Ends the run that begins at `start`, or drops it if it is too short.
    fn end_run(&self, runs: &mut EncodedRuns, start: &mut usize, min_len: usize) {
        if (runs.chars.len() - *start) * self.bits / 8 < min_len.max(1) {
            runs.chars.truncate(*start);
        } else {
            runs.ranges.push(*start..runs.chars.len());
            *start = runs.chars.len();
        }
    }

    /// Decodes the runs, each without its first `skipped` characters. Remaining bits are dropped.
    pub(super) fn decode(&self, layer: &Layer, runs: &EncodedRuns, skipped: usize) -> Layer {
        let mut decoded = layer.new_inner(runs.chars.len() * self.bits / 8 + runs.ranges.len());
        decoded.is_decoded = true;
        decoded.is_truncated = runs.is_truncated;
        for (number, range) in runs.ranges.iter().enumerate() {
            let is_truncated = runs.is_truncated && number + 1 == runs.ranges.len();
            let run = runs.chars.get(range.start + skipped..range.end);
            let run = run.unwrap_or_default();
            let count = run.len() * self.bits / 8;
            let mut buffer: u16 = 0;
            let mut bits = 0;
            let mut bytes = 0..;
            for (value, _) in run {
                buffer = buffer << self.bits | u16::from(*value);
                bits += self.bits;
                let Some(remaining_bits) = bits.checked_sub(8) else {
                    continue;
                };
                let [_, byte] = (buffer >> remaining_bits).to_be_bytes();
                bits = remaining_bits;
                let Some(at) = bytes.next() else {
                    continue;
                };
                let mut range_of_chars = self.char_range(&(at..at + 1));
                // At a truncation, the characters of the remaining bits belong to the last byte.
                if is_truncated && at + 1 == count {
                    range_of_chars.end = run.len();
                }
                if let (Some((_, first)), Some((_, last))) = (
                    run.get(range_of_chars.start),
                    run.get(range_of_chars.end - 1),
                ) {
                    decoded.push(&[byte], layer.origin(&(*first..last + 1)));
                }
            }
            if !is_truncated {
                decoded.push_separator();
            }
        }
        decoded
    }

    /// Returns the range of characters that encode a range of bytes.
    fn char_range(&self, bytes: &Range<usize>) -> Range<usize> {
        bytes.start * 8 / self.bits..(bytes.end * 8).div_ceil(self.bits)
    }
}

/// The number of digits of the largest byte.
const MAX_DECIMAL_DIGITS: usize = 3;

/// Decodes lists of bytes that are written as decimal numbers, with any punctuation between the numbers. A list of fewer than
/// `min_len` bytes is ignored. Returns `None` if there is no other list. A truncated number is dropped.
pub(super) fn decode_decimals(layer: &Layer, min_len: usize) -> Option<Layer> {
    let text = layer.text.as_slice();
    let mut decoded = layer.new_inner(text.len() / 2);
    let mut list: Vec<(u8, Range<usize>)> = Vec::new();
    let mut end_list = |list: &mut Vec<(u8, Range<usize>)>, is_truncated: bool| {
        if list.len() >= if is_truncated { 1 } else { min_len } {
            for (byte, range) in list.iter() {
                decoded.push(&[*byte], layer.origin(range));
            }
            if !is_truncated {
                decoded.push_separator();
            }
            decoded.is_truncated = is_truncated;
        }
        list.clear();
    };
    let mut at = 0;
    while let Some(first) = text.get(at) {
        let rest = text.get(at..).unwrap_or_default();
        let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let end = at + length.max(1);
        let number = (1..=MAX_DECIMAL_DIGITS).contains(&length).then_some(rest);
        let number = number.and_then(|rest| str::from_utf8(rest.get(..length)?).ok()?.parse().ok());
        match number {
            Some(_) if layer.is_truncated && end == text.len() => {}
            Some(byte) => list.push((byte, at..end)),
            None if length > 0 || !first.is_ascii() || first.is_ascii_alphabetic() => {
                end_list(&mut list, false);
            }
            None => {}
        }
        at = end;
    }
    end_list(&mut list, layer.is_truncated);
    decoded.is_decoded = true;
    (!decoded.text.is_empty()).then_some(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(encoding: &ByteEncoding, text: &str) -> Layer {
        let layer = Layer::outermost(text.as_bytes(), false);
        let runs = encoding.runs(&layer, 4);
        encoding.decode(&layer, &runs, 0)
    }

    #[test]
    fn decodes_both_base64_alphabets_with_and_without_padding() {
        for text in [
            "c2VjcmV0Pz4_fg==",
            "c2VjcmV0Pz4/fg",
            "c2Vj\r\n\tcmV0 Pz4/fg==",
        ] {
            assert_eq!(decode(&BASE64, text).text, b"secret?>?~\xff");
        }
    }

    #[test]
    fn decodes_hexadecimal_text_with_separators() {
        for text in [
            "736563726574",
            "736563 72:65\n74",
            "0x73, 0x65, 0X63,0x72-65-74",
            "0x736563726574",
            "73\t65|63;72.65_74",
        ] {
            assert_eq!(decode(&HEX, text).text, b"secret\xff", "{text}");
        }
    }

    #[test]
    fn origin_covers_every_bit() {
        let layer = decode(&BASE64, "{c2Vj cmV0}");
        assert_eq!(layer.origin(&(0..1)), 1..3);
        assert_eq!(layer.origin(&(1..2)), 2..4);
        assert_eq!(layer.origin(&(0..4)), 1..8);
        let layer = decode(&HEX, "0x73-65-63-72");
        assert_eq!(layer.origin(&(1..3)), 5..10);
    }
}
