//! A decoded text, with the origin of each byte.

use std::ops::Range;

/// The searched text, or a text that was decoded from it.
pub(super) struct Layer {
    pub(super) text: Vec<u8>,
    /// The range of each byte in the outermost text. `None` if this is the outermost text.
    origins: Option<Vec<Range<usize>>>,
    /// Whether the text was truncated.
    pub(super) is_truncated: bool,
    /// Whether an encoding was decoded, so that bytes may look like text by chance.
    pub(super) is_decoded: bool,
    /// The number of nested escapes and encodings that were decoded.
    pub(super) depth: usize,
}

impl Layer {
    /// Returns the layer of the outermost text.
    pub(super) fn outermost(text: &[u8], is_truncated: bool) -> Self {
        Self {
            text: text.to_vec(),
            origins: None,
            is_truncated,
            is_decoded: false,
            depth: 0,
        }
    }

    /// Returns an empty layer that is nested in this one, with this capacity in bytes.
    pub(super) fn new_inner(&self, capacity: usize) -> Self {
        Self {
            text: Vec::with_capacity(capacity),
            origins: Some(Vec::with_capacity(capacity)),
            is_truncated: self.is_truncated,
            is_decoded: self.is_decoded,
            depth: self.depth + 1,
        }
    }

    /// Adds bytes that were decoded from this range of the outermost text.
    pub(super) fn push(&mut self, bytes: &[u8], origin: Range<usize>) {
        self.text.extend(bytes);
        if let Some(origins) = &mut self.origins {
            origins.extend(std::iter::repeat_n(origin, bytes.len()));
        }
    }

    /// Copies bytes of another layer.
    pub(super) fn copy_from(&mut self, source: &Self, range: Range<usize>) {
        let bytes = source.text.get(range.clone()).unwrap_or_default();
        self.text.extend(bytes);
        if let Some(origins) = &mut self.origins {
            origins.extend(range.map(|at| source.origin(&(at..at + 1))));
        }
    }

    /// Adds a separator, which is a byte that occurs in no text and in no encoding.
    pub(super) fn push_separator(&mut self) {
        let last = self.text.len();
        let end = self.origin(&(last..last)).end;
        self.push(&[SEPARATOR], end..end);
    }

    /// Returns the range of the outermost text from which a range of this layer was decoded.
    pub(super) fn origin(&self, range: &Range<usize>) -> Range<usize> {
        let Some(origins) = &self.origins else {
            return range.clone();
        };
        let start = origins.get(range.start).map_or(0, |it| it.start);
        let last = range.end.checked_sub(1);
        let end = last.and_then(|last| origins.get(last));
        start..end.map_or(start, |it| it.end)
    }

    /// Returns a layer with only the parts that are text and have at least `min_len` bytes. A layer that was decoded at a wrong
    /// alignment has almost no such parts. At a truncation, a part with at least `min_len_at_truncation` bytes is kept.
    pub(super) fn text_parts(&self, min_len: usize, min_len_at_truncation: usize) -> Self {
        let mut kept = Self {
            text: Vec::new(),
            origins: Some(Vec::new()),
            is_truncated: false,
            ..*self
        };
        let mut at = 0;
        for chunk in self.text.utf8_chunks() {
            for part in chunk.valid().split_inclusive(is_control) {
                let text = part.trim_end_matches(is_control);
                let is_last = self.is_truncated && at + text.len() == self.text.len();
                if text.len()
                    >= if is_last {
                        min_len_at_truncation
                    } else {
                        min_len
                    }
                {
                    if !kept.text.is_empty() {
                        kept.push_separator();
                    }
                    kept.copy_from(self, at..at + text.len());
                    kept.is_truncated = is_last;
                }
                at += part.len();
            }
            at += chunk.invalid().len();
        }
        kept
    }
}

/// A byte that never occurs in UTF-8.
const SEPARATOR: u8 = 0xff;

/// Returns whether a character never occurs in text. Zero occurs in text, since every other byte of UTF-16 text can be zero.
fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\r' | '\n' | '\0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_only_text_parts_of_min_len() {
        let mut layer = Layer::outermost(b"first one\x01ab\xffc\0d\xc3\xa9\x02xy", true);
        let kept = layer.text_parts(4, 2);
        assert_eq!(kept.text, b"first one\xffc\0d\xc3\xa9\xffxy");
        assert_eq!(kept.origin(&(0..5)), 0..5);
        assert_eq!(kept.origin(&(10..12)), 13..15);
        assert!(kept.is_truncated);
        layer.is_truncated = false;
        let kept = layer.text_parts(4, 2);
        assert_eq!(kept.text, b"first one\xffc\0d\xc3\xa9");
        assert!(!kept.is_truncated);
    }
}
