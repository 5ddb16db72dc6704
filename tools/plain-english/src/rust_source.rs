//! Splits Rust code into passages: comments, documentation, string literals and identifiers.

use ra_ap_rustc_lexer::{FrontmatterAllowed, LiteralKind, TokenKind, tokenize};

use crate::markdown::{self, RustBlocks};
use crate::passage::{Kind, Passage};

/// How code blocks in doc comments are read.
const IN_RUSTDOC: RustBlocks = RustBlocks {
    by_default: true,
    read: passages,
};

/// How code blocks in Markdown files and in ordinary comments are read.
pub(crate) const IN_MARKDOWN: RustBlocks = RustBlocks {
    by_default: false,
    read: passages,
};

/// Returns the passages of Rust code. `first_line` is the line number of its first line in the file.
pub(crate) fn passages(source: &str, first_line: usize) -> Vec<Passage> {
    let mut reader = Reader {
        found: Vec::new(),
        comment: None,
    };
    let mut line = first_line;
    let mut offset = 0;
    for token in tokenize(source, FrontmatterAllowed::No) {
        let length = token.len as usize;
        let text = source.get(offset..offset + length).unwrap_or_default();
        reader.read(token.kind, text, line);
        line += text.matches('\n').count();
        offset += length;
    }
    reader.flush();
    reader.found
}

struct Reader {
    found: Vec<Passage>,
    comment: Option<Comment>,
}

/// Consecutive line comments of the same kind.
struct Comment {
    is_doc: bool,
    text: String,
    first_line: usize,
    next_line: usize,
}

impl Reader {
    fn read(&mut self, kind: TokenKind, text: &str, line: usize) {
        match kind {
            TokenKind::LineComment { doc_style } => {
                self.add_comment(text, line, doc_style.is_some());
                return;
            }
            // Whitespace does not end a comment. After a blank line, the next comment is not on `next_line`, and
            // starts a new passage.
            TokenKind::Whitespace => return,
            _ => self.flush(),
        }
        match kind {
            TokenKind::BlockComment { doc_style, .. } => {
                let inner = text.trim_start_matches(['/', '*', '!']);
                let inner = inner.strip_suffix("*/").unwrap_or(inner);
                let lines: Vec<&str> = inner
                    .lines()
                    .map(|line| line.trim_start().trim_start_matches("* "))
                    .collect();
                self.add_markdown(&lines.join("\n"), line, doc_style.is_some());
            }
            TokenKind::Ident | TokenKind::RawIdent => {
                let name = text.strip_prefix("r#").unwrap_or(text);
                self.found.push(Passage::from_text(Kind::Code, name, line));
            }
            TokenKind::Literal { kind, .. } => self.add_literal(kind, text, line),
            _ => {}
        }
    }

    fn add_comment(&mut self, text: &str, line: usize, is_doc: bool) {
        let content = text.trim_start_matches(['/', '!']);
        let continued = self
            .comment
            .as_ref()
            .is_some_and(|open| open.next_line == line && open.is_doc == is_doc);
        if !continued {
            self.flush();
        }
        let open = self.comment.get_or_insert_with(|| Comment {
            is_doc,
            text: String::new(),
            first_line: line,
            next_line: line,
        });
        // Indentation is significant only in documentation, after the first space.
        let content = if is_doc {
            content.strip_prefix(' ').unwrap_or(content)
        } else {
            content.trim()
        };
        open.text.push_str(content);
        open.text.push('\n');
        open.next_line += 1;
    }

    fn add_markdown(&mut self, text: &str, line: usize, is_doc: bool) {
        let rust = if is_doc { &IN_RUSTDOC } else { &IN_MARKDOWN };
        self.found.extend(markdown::passages(text, line, rust));
    }

    fn add_literal(&mut self, kind: LiteralKind, text: &str, line: usize) {
        let (text, is_raw) = match kind {
            LiteralKind::Str { .. } | LiteralKind::ByteStr { .. } | LiteralKind::CStr { .. } => {
                (text, false)
            }
            LiteralKind::RawStr { .. }
            | LiteralKind::RawByteStr { .. }
            | LiteralKind::RawCStr { .. } => (text, true),
            _ => return,
        };
        let inner = text.trim_start_matches(['b', 'c', 'r', '#']);
        let inner = inner.strip_prefix('"').unwrap_or(inner);
        let inner = inner.trim_end_matches('#');
        let inner = inner.strip_suffix('"').unwrap_or(inner);
        self.found.extend(string_passages(inner, line, !is_raw));
    }

    fn flush(&mut self) {
        if let Some(comment) = self.comment.take() {
            self.add_markdown(&comment.text, comment.first_line, comment.is_doc);
        }
    }
}

/// Returns the passages of a string: its paragraphs. A paragraph without spaces is checked as a name.
pub(crate) fn string_passages(inner: &str, first_line: usize, has_escapes: bool) -> Vec<Passage> {
    let mut found = Vec::new();
    let mut open = Passage::new(Kind::Prose);
    let mut line = first_line;
    let mut characters = inner.chars().peekable();
    let mut previous_was_newline = false;
    let mut buffer = [0; 4];
    while let Some(character) = characters.next() {
        let mut is_newline = false;
        match character {
            '\n' => {
                line += 1;
                is_newline = true;
            }
            '\\' if has_escapes => match characters.next() {
                Some('n') => is_newline = true,
                Some('t' | 'r') => open.push_space(),
                Some('\n') => {
                    // The line continues. The indentation of the next line is skipped.
                    line += 1;
                    while let Some(next) = characters.next_if(|next| next.is_whitespace()) {
                        line += usize::from(next == '\n');
                    }
                }
                Some('u') => {
                    while characters.next_if(|next| *next != '}').is_some() {}
                    characters.next();
                    open.push("\u{fffd}", line);
                }
                Some(other) => open.push(other.encode_utf8(&mut buffer), line),
                None => {}
            },
            ' ' => open.push_space(),
            other => open.push(other.encode_utf8(&mut buffer), line),
        }
        if is_newline {
            if previous_was_newline {
                finish_string(&mut open, &mut found);
            } else {
                open.push_space();
            }
        }
        previous_was_newline = is_newline;
    }
    finish_string(&mut open, &mut found);
    found
}

fn finish_string(open: &mut Passage, found: &mut Vec<Passage>) {
    let mut passage = std::mem::replace(open, Passage::new(Kind::Prose));
    if passage.is_blank() {
        return;
    }
    if !passage.text.trim().contains(' ') {
        passage.kind = Kind::Code;
    }
    found.push(passage);
}
