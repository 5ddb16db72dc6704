//! A passage: a part of a text that is checked as a whole.

/// How a passage is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Sentences.
    Prose,
    /// A title or a table header. Unlike a sentence, it may be a clause such as "What it does".
    Heading,
    /// Code. Each identifier is checked separately.
    Code,
}

/// A text with the line number of each part. A line break or several spaces become one space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The kind, which determines how the passage is checked.
    pub kind: Kind,
    /// The text, without line breaks.
    pub text: String,
    /// Byte offsets into the text, and the line number that starts at each offset, in ascending order.
    lines: Vec<(usize, usize)>,
}

impl Passage {
    /// Creates an empty passage.
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            text: String::new(),
            lines: Vec::new(),
        }
    }

    /// Creates a passage of one text that starts on `line`.
    pub fn from_text(kind: Kind, text: &str, line: usize) -> Self {
        let mut passage = Self::new(kind);
        passage.push(text, line);
        passage
    }

    /// Appends text that starts on `line`.
    pub fn push(&mut self, text: &str, line: usize) {
        for (index, part) in text.split('\n').enumerate() {
            if index > 0 {
                self.push_space();
            }
            self.push_line(part, line + index);
        }
    }

    /// Appends one space, unless the text ends with one.
    pub fn push_space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    /// Returns the line number of the character at a byte offset.
    pub fn line_at(&self, offset: usize) -> usize {
        let after = self.lines.partition_point(|(start, _)| *start <= offset);
        let entry = after.checked_sub(1).and_then(|index| self.lines.get(index));
        entry.map_or(1, |(_, line)| *line)
    }

    /// Sets one line number for the whole passage.
    pub fn set_line(&mut self, line: usize) {
        self.lines = vec![(0, line)];
    }

    /// Whether the passage contains only whitespace.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    fn push_line(&mut self, part: &str, line: usize) {
        if self.lines.last().is_none_or(|(_, last)| *last != line) {
            self.lines.push((self.text.len(), line));
        }
        for character in part.chars() {
            match character {
                ' ' | '\t' | '\r' => self.push_space(),
                '\u{2018}' | '\u{2019}' => self.text.push('\''),
                _ => self.text.push(character),
            }
        }
    }
}
