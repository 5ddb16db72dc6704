//! A piece of text that is checked as a whole.

/// How a passage is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Sentences.
    Prose,
    /// A title or a table header, which may be a clause such as "What it does".
    Heading,
    /// Code: its identifiers are checked, one by one.
    Code,
}

/// Text with the line number of each part. Line breaks and runs of spaces are one space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// How it is checked.
    pub kind: Kind,
    /// The text, in one line.
    pub text: String,
    /// Offsets into the text with the line that starts there, in ascending order.
    lines: Vec<(usize, usize)>,
}

impl Passage {
    /// An empty passage.
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            text: String::new(),
            lines: Vec::new(),
        }
    }

    /// A passage of one text that starts on `line`.
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

    /// The line on which the character at a byte offset stands.
    pub fn line_at(&self, offset: usize) -> usize {
        let after = self.lines.partition_point(|(start, _)| *start <= offset);
        let entry = after.checked_sub(1).and_then(|index| self.lines.get(index));
        entry.map_or(1, |(_, line)| *line)
    }

    /// Reports the whole passage on one line.
    pub fn set_line(&mut self, line: usize) {
        self.lines = vec![(0, line)];
    }

    /// Whether there is anything to check.
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
