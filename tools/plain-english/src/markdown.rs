//! Splits Markdown into passages. Markdown files, doc comments and ordinary comments are read as Markdown.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::passage::{Kind, Passage};

/// Configures how Rust code blocks are recognized and read.
pub(crate) struct RustBlocks {
    /// Whether a block without a language is Rust, as in rustdoc.
    pub(crate) by_default: bool,
    /// Splits Rust code into passages. The second argument is the line number of the first line.
    pub(crate) read: fn(&str, usize) -> Vec<Passage>,
}

/// Returns the passages of a text. `first_line` is the line number of its first line in the file.
pub(crate) fn passages(text: &str, first_line: usize, rust: &RustBlocks) -> Vec<Passage> {
    let mut reader = Reader {
        found: Vec::new(),
        open: Passage::new(Kind::Prose),
        code: None,
        rust,
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let mut line = first_line;
    let mut counted = 0;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        // The starts of events are in ascending order, except for the ends of blocks, whose range starts before the
        // last event.
        if let Some(between) = text.get(counted..range.start) {
            line += between.matches('\n').count();
            counted = range.start;
        }
        reader.read(event, line);
    }
    reader.flush();
    reader.found
}

struct Reader<'a> {
    found: Vec<Passage>,
    open: Passage,
    /// The open code block: whether it is Rust, its text, and the line number of its first line.
    code: Option<(bool, String, usize)>,
    rust: &'a RustBlocks,
}

impl Reader<'_> {
    fn read(&mut self, event: Event<'_>, line: usize) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                self.flush();
                self.code = Some((self.is_rust(&kind), String::new(), 0));
            }
            Event::End(TagEnd::CodeBlock) => self.end_code(),
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some((_, code, start)) => {
                    if code.is_empty() {
                        *start = line;
                    }
                    code.push_str(&text);
                }
                None => self.open.push(&text, line),
            },
            Event::Code(code) => {
                // A placeholder replaces the code span, so that the sentence stays complete.
                self.open.push("`", line);
                self.found.push(Passage::from_text(Kind::Code, &code, line));
            }
            Event::SoftBreak | Event::HardBreak => self.open.push_space(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { .. } | Tag::TableHead => {
                self.flush();
                self.open.kind = Kind::Heading;
            }
            // A cell has the kind of its row.
            Tag::TableCell
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Link { .. } => {}
            _ => self.flush(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {}
            TagEnd::TableHead => {
                self.flush();
                self.open.kind = Kind::Prose;
            }
            TagEnd::TableCell => {
                let kind = self.open.kind;
                self.flush();
                self.open.kind = kind;
            }
            _ => self.flush(),
        }
    }

    fn end_code(&mut self) {
        match self.code.take() {
            Some((true, code, start)) => self.found.extend((self.rust.read)(&code, start)),
            Some((false, code, start)) => {
                self.found
                    .push(Passage::from_text(Kind::Code, &code, start));
            }
            None => {}
        }
    }

    fn is_rust(&self, kind: &CodeBlockKind<'_>) -> bool {
        let CodeBlockKind::Fenced(language) = kind else {
            // An indented block is usually a continued comment and not code.
            return false;
        };
        let first = language.split([',', ' ']).next().unwrap_or_default();
        match first {
            "rust" => true,
            "" | "no_run" | "ignore" | "compile_fail" | "should_panic" => self.rust.by_default,
            _ => false,
        }
    }

    fn flush(&mut self) {
        let passage = std::mem::replace(&mut self.open, Passage::new(Kind::Prose));
        if !passage.is_blank() {
            self.found.push(passage);
        }
    }
}
