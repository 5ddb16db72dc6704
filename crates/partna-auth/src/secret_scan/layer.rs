//! A text that was read out of another one, and where each of its bytes was there.

use std::ops::Range;

/// A text inside the one that is searched: what is left after some escapes and codes were undone.
pub(super) struct Layer {
    pub(super) text: Vec<u8>,
    /// Where each byte was in the outermost text; none if this is that text.
    origins: Option<Vec<Range<usize>>>,
    /// Whether more of it may follow, which was cut off.
    pub(super) is_truncated: bool,
    /// Whether a code was undone, so that any bytes may look like text by chance.
    pub(super) is_decoded: bool,
    /// How many escapes and codes were undone, one inside the other.
    pub(super) depth: usize,
}

impl Layer {
    /// The outermost text.
    pub(super) fn outermost(text: &[u8], is_truncated: bool) -> Self {
        Self {
            text: text.to_vec(),
            origins: None,
            is_truncated,
            is_decoded: false,
            depth: 0,
        }
    }

    /// An empty layer inside of this one, for at most this many bytes.
    pub(super) fn new_inner(&self, capacity: usize) -> Self {
        Self {
            text: Vec::with_capacity(capacity),
            origins: Some(Vec::with_capacity(capacity)),
            is_truncated: self.is_truncated,
            is_decoded: self.is_decoded,
            depth: self.depth + 1,
        }
    }

    /// Adds bytes that stand for this range of the outermost text.
    pub(super) fn push(&mut self, bytes: &[u8], origin: Range<usize>) {
        self.text.extend(bytes);
        if let Some(origins) = &mut self.origins {
            origins.extend(std::iter::repeat_n(origin, bytes.len()));
        }
    }

    /// Adds bytes of another layer as they are.
    pub(super) fn copy_from(&mut self, source: &Self, range: Range<usize>) {
        let bytes = source.text.get(range.clone()).unwrap_or_default();
        self.text.extend(bytes);
        if let Some(origins) = &mut self.origins {
            origins.extend(range.map(|at| source.origin(&(at..at + 1))));
        }
    }

    /// Adds a byte that belongs to no text and to no code.
    pub(super) fn push_separator(&mut self) {
        let last = self.text.len();
        let end = self.origin(&(last..last)).end;
        self.push(&[SEPARATOR], end..end);
    }

    /// The range of the outermost text that a range of this one stands for.
    pub(super) fn origin(&self, range: &Range<usize>) -> Range<usize> {
        let Some(origins) = &self.origins else {
            return range.clone();
        };
        let start = origins.get(range.start).map_or(0, |it| it.start);
        let last = range.end.checked_sub(1);
        let end = last.and_then(|last| origins.get(last));
        start..end.map_or(start, |it| it.end)
    }

    /// Returns the parts that read as text and are long enough. What was decoded from a wrong place has next to none. At a
    /// cut, a shorter part is kept.
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

/// UTF-8 has no such byte.
const SEPARATOR: u8 = 0xff;

/// Whether a character is in no text. In UTF-16, every other byte of a text is zero.
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
