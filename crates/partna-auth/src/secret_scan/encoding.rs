//! Base64 and hexadecimal text, read from anywhere inside of it.

use std::ops::Range;

/// How bytes are written in other characters.
pub(super) struct Code {
    /// The bits of a character.
    pub(super) bits: usize,
    /// How many characters bytes may begin after.
    pub(super) phases: usize,
    /// What may stand between characters.
    pub(super) breaks: &'static [u8],
    pub(super) value: fn(u8) -> Option<u8>,
}

impl Code {
    /// Decodes characters by their values. Bits that are left over make no byte.
    pub(super) fn decode(&self, values: impl Iterator<Item = u8>) -> Vec<u8> {
        let (mut bits, mut buffer) = (0, 0_u16);
        let bytes = values.filter_map(|value| {
            buffer = buffer << self.bits | u16::from(value);
            bits += self.bits;
            let [_, byte] = (buffer >> bits.checked_sub(8)?).to_be_bytes();
            bits -= 8;
            Some(byte)
        });
        bytes.collect()
    }

    /// The characters that some decoded bytes are written in.
    pub(super) fn span(&self, bytes: &Range<usize>) -> Range<usize> {
        bytes.start * 8 / self.bits..(bytes.end * 8).div_ceil(self.bits)
    }
}

/// Both alphabets. The padding matters to nobody.
pub(super) const BASE64: Code = Code {
    bits: 6,
    phases: 4,
    breaks: b"\r\n",
    value: |byte| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    },
};

pub(super) const HEX: Code = Code {
    bits: 4,
    phases: 2,
    breaks: b"\r\n :",
    value: |byte| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    },
};

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(code: &Code, text: &str) -> String {
        let decoded = code.decode(text.bytes().filter_map(code.value));
        String::from_utf8_lossy(&decoded).into_owned()
    }

    #[test]
    fn decodes_both_alphabets_with_and_without_padding() {
        for text in ["c2VjcmV0Pz4_fg==", "c2VjcmV0Pz4/fg", "c2VjcmV0Pz4/fg=="] {
            assert_eq!(decode(&BASE64, text), "secret?>?~");
        }
        assert_eq!(decode(&HEX, "736563 72:65\n74"), "secret");
    }

    #[test]
    fn span_covers_every_bit() {
        assert_eq!(BASE64.span(&(0..1)), 0..2);
        assert_eq!(BASE64.span(&(1..2)), 1..3);
        assert_eq!(BASE64.span(&(0..3)), 0..4);
        assert_eq!(HEX.span(&(1..3)), 2..6);
    }
}
