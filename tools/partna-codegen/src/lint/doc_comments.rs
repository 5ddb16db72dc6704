//! Checks the doc comments of generated code after parsing them like rustdoc. Only plain text, code spans, and the
//! links and headings that the generator writes are allowed.
//!
//! The texts of a document are sanitized before they become comments. This check finds a text that was not sanitized,
//! before the text is compiled, or run as a test.

use std::str::FromStr;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use pulldown_cmark::{BrokenLink, CowStr, Event, Options, Parser, Tag};

use super::Finding;

/// The only heading that the generator writes.
const HEADING: &str = "Errors";

/// Returns the problems in the doc comments of generated files. A file is given by its path and its text.
pub fn check(files: &[(&str, String)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in files {
        let mut find = |problem: String| {
            findings.push(Finding::new(
                path,
                problem,
                "rewrite the text of the document as plain sentences",
            ));
        };
        match TokenStream::from_str(text) {
            Err(_) => {
                find("the file is not valid Rust, so its doc comments cannot be checked".to_owned())
            }
            Ok(tokens) => comments(tokens, &mut |comment| match comment {
                Some(comment) => {
                    if let Some(problem) = problem(&comment) {
                        find(format!("{problem} in the doc comment `{comment}`"));
                    }
                }
                None => find("a doc comment is not a string literal".to_owned()),
            }),
        }
    }
    findings
}

/// Calls `visit` with each doc comment of a file, also inside macros. A doc comment that is not a literal is passed as
/// `None`.
fn comments(tokens: TokenStream, visit: &mut dyn FnMut(Option<String>)) {
    let mut lines: Vec<String> = Vec::new();
    let flush = |lines: &mut Vec<String>, visit: &mut dyn FnMut(Option<String>)| {
        if !lines.is_empty() {
            visit(Some(unindented(lines)));
            lines.clear();
        }
    };
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(sign) if sign.as_char() == '#' => {
                // Skips the `!` of an inner attribute.
                tokens.next_if(
                    |next| matches!(next, TokenTree::Punct(sign) if sign.as_char() == '!'),
                );
                let is_attribute = |next: &TokenTree| matches!(next, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket);
                if let Some(TokenTree::Group(group)) = tokens.next_if(is_attribute) {
                    match documentation(&group) {
                        Documentation::Line(line) => lines.push(line),
                        Documentation::Unknown => visit(None),
                        Documentation::None => {}
                    }
                }
            }
            TokenTree::Group(group) => {
                flush(&mut lines, visit);
                comments(group.stream(), visit);
            }
            _ => flush(&mut lines, visit),
        }
    }
    flush(&mut lines, visit);
}

enum Documentation {
    Line(String),
    /// Documentation that is not a literal.
    Unknown,
    None,
}

/// Returns the documentation in an attribute: `doc = "…"`.
fn documentation(attribute: &Group) -> Documentation {
    let text = attribute.stream().to_string();
    let mut tokens = attribute.stream().into_iter();
    let parts = [tokens.next(), tokens.next(), tokens.next()];
    match parts {
        [
            Some(TokenTree::Ident(name)),
            Some(TokenTree::Punct(sign)),
            Some(TokenTree::Literal(literal)),
        ] if name == "doc" && sign.as_char() == '=' && tokens.next().is_none() => {
            syn::parse_str::<syn::LitStr>(&literal.to_string())
                .map_or(Documentation::Unknown, |text| {
                    Documentation::Line(text.value())
                })
        }
        [
            Some(TokenTree::Ident(name)),
            Some(TokenTree::Punct(sign)),
            _,
        ] if name == "doc" && sign.as_char() == '=' => Documentation::Unknown,
        // A conditional attribute may contain documentation.
        [Some(TokenTree::Ident(name)), ..] if name == "cfg_attr" && text.contains("doc") => {
            Documentation::Unknown
        }
        _ => Documentation::None,
    }
}

/// Joins lines, without their common indentation.
fn unindented(lines: &[String]) -> String {
    let lines = lines.iter().flat_map(|line| line.split('\n'));
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let filled = lines.clone().filter(|line| !line.trim().is_empty());
    let margin = filled.map(indent).min().unwrap_or_default();
    let text = lines.map(|line| line.get(margin..).unwrap_or_default());
    text.collect::<Vec<_>>().join("\n")
}

/// Returns the first part of a doc comment that is not plain text.
fn problem(comment: &str) -> Option<String> {
    if let Some(letter) = comment
        .chars()
        .find(|letter| *letter != '\n' && openapi_facts::sanitize::is_hostile(*letter))
    {
        return Some(format!(
            "an invisible character, {}",
            letter.escape_default()
        ));
    }
    // The options that rustdoc uses.
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let mut resolve = item;
    let parser = Parser::new_with_broken_link_callback(comment, options, Some(&mut resolve));
    if let Some((label, _)) = parser.reference_definitions().iter().next() {
        return Some(format!("a definition of the link `{label}`"));
    }
    let (mut in_heading, mut headings) = (false, 0);
    for event in parser {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                in_heading = true;
                headings += 1;
            }
            Event::End(pulldown_cmark::TagEnd::Heading(_)) => in_heading = false,
            Event::Start(Tag::Link { dest_url, .. }) if !is_ours(&dest_url) => {
                return Some(format!("a link to `{dest_url}`"));
            }
            Event::Start(Tag::Paragraph | Tag::List(_) | Tag::Item | Tag::Link { .. }) => {}
            Event::Start(tag) => return Some(describe(&tag).to_owned()),
            Event::Text(text) if in_heading && &*text != HEADING => {
                return Some(format!("the heading `{text}`"));
            }
            Event::Code(_) if in_heading => return Some("a heading".to_owned()),
            Event::Html(_) | Event::InlineHtml(_) => return Some("HTML".to_owned()),
            Event::Rule => return Some("a rule".to_owned()),
            Event::FootnoteReference(_) => return Some("a footnote".to_owned()),
            Event::TaskListMarker(_) => return Some("a task".to_owned()),
            _ => {}
        }
    }
    (headings > 1).then(|| "a second heading".to_owned())
}

/// Treats every text in brackets as a link, because rustdoc resolves it as the name of an item.
fn item(link: BrokenLink<'_>) -> Option<(CowStr<'_>, CowStr<'_>)> {
    Some((link.reference, CowStr::from("")))
}

/// Whether the generator wrote a link. The target of such a link is an item of the client.
fn is_ours(target: &str) -> bool {
    let target = target.trim_matches('`');
    let mut segments = target.split("::");
    let is_root = matches!(segments.next(), Some("crate" | "super"));
    is_root
        && segments.clone().next().is_some()
        && segments.all(|segment| syn::parse_str::<syn::Ident>(segment).is_ok())
}

fn describe(tag: &Tag<'_>) -> &'static str {
    match tag {
        Tag::CodeBlock(_) => "a code block, which rustdoc compiles and runs,",
        Tag::HtmlBlock => "HTML",
        Tag::Image { .. } => "an image",
        Tag::BlockQuote(_) => "a quotation",
        Tag::FootnoteDefinition(_) => "a footnote",
        Tag::Table(_) => "a table",
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough => "emphasis",
        _ => "markup",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(code: &str) -> Vec<String> {
        let findings = check(&[("a.rs", code.to_owned())]);
        findings
            .into_iter()
            .map(|finding| finding.problem)
            .collect()
    }

    #[test]
    fn accepts_markup_of_the_generator() {
        let code = "//! Words.\n/// A [`crate::Error`], or `a [b] <c>`.\n///\n/// # Errors\n///\n/// - 400, such as ``a`b``\n\
            struct A {\n    /// See [`B`](super::B).\n    b: u8,\n}\nm! {\n    /// Values of `C`.\n    C {}\n}\n";
        assert_eq!(found(code), Vec::<String>::new());
    }

    #[test]
    fn rejects_other_markup() {
        for (comment, problem) in [
            ("```\\nfn a() {}\\n```", "a code block"),
            ("~~~", "a code block"),
            ("a\\n\\n    b", "a code block"),
            ("a\\n\\n\\tb", "invisible"),
            ("- a\\n\\n      b", "a code block"),
            ("> ```", "a quotation"),
            ("a <b>c</b>", "HTML"),
            ("<!-- a", "HTML"),
            ("<?a", "HTML"),
            ("[a]: https://example.com", "a definition"),
            ("[a](https://example.com)", "a link to"),
            ("[`Client`]", "a link to"),
            ("<https://example.com>", "a link to"),
            ("![a](b)", "an image"),
            ("# Panics", "the heading"),
            ("a\\n===", "the heading"),
            ("# Errors\\n\\n# Errors", "a second heading"),
            ("a\\n\\n---", "a rule"),
            ("|a|\\n|-|", "a table"),
            ("*a*", "emphasis"),
            ("- [ ] a", "a task"),
            ("a\\u{202e}b", "invisible"),
            ("a\\rb", "invisible"),
        ] {
            for code in [
                format!("#[doc = \"{comment}\"]\nstruct A;"),
                format!("m! {{ #[doc = \"{comment}\"] A }}"),
            ] {
                let found = found(&code);
                assert!(
                    found.iter().any(|found| found.contains(problem)),
                    "{comment}: {found:?}"
                );
            }
        }
        let lines = found("///A.\n///\n///    fn b() {}\nstruct A;");
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert_eq!(found("#[doc = include_str!(\"a\")]\nstruct A;").len(), 1);
        assert_eq!(
            found("#[cfg_attr(all(), doc = \"```\")]\nstruct A;").len(),
            1
        );
    }
}
