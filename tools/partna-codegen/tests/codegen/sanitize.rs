//! Tests of untrusted text in each output format.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "test helpers may panic"
)]

use openapi_facts::sanitize::{
    MAX_LEN, breaks_fact, code_span, fact, fact_path, github_message, github_property, is_hostile,
    json, name, prose, terminal, terminal_line, terminal_lines,
};
use partna_codegen::generate::vocabulary::rust_string;
use partna_codegen::lint;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// Fragments of blocks, links, HTML, lines and commands, and invisible characters.
const PARTS: [&str; 44] = [
    "```",
    "````",
    "~~~",
    "    ",
    "\t",
    "`",
    "``",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "\u{b}",
    "\u{c}",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\u{202e}",
    "\u{200b}",
    "\u{feff}",
    "\u{1b}[2J",
    "# ",
    "===",
    "---",
    "> ",
    "- ",
    "* ",
    "1. ",
    "[x]: https://example.com",
    "[`Error`]",
    "![a](b)",
    "<b>",
    "<!--",
    "<?",
    "&lt;",
    "\\",
    "*/",
    "/*",
    "|a|\n|-|",
    "_a_",
    "**a**",
    "[^1]",
    "::error::",
    "##[error]",
    "word",
];

/// Returns texts that are made of some parts, seeded.
fn texts() -> impl Iterator<Item = String> {
    let mut random = StdRng::seed_from_u64(20_260_330);
    (0..3_000).map(move |_| {
        let count = random.random_range(1..7);
        let parts = (0..count).map(|_| {
            PARTS
                .get(random.random_range(0..PARTS.len()))
                .copied()
                .unwrap_or_default()
        });
        parts.collect()
    })
}

/// Returns the findings of lint in a doc comment.
fn problems(comment: &str) -> Vec<String> {
    let lines = comment
        .lines()
        .map(|line| format!("#[doc = {}]\n", rust_string(&format!(" {line}"))));
    let code = lines.collect::<String>() + "struct A;";
    let findings = lint::doc_comments(&[("a.rs", code)]);
    findings
        .into_iter()
        .map(|finding| finding.problem)
        .collect()
}

#[test]
fn no_text_is_markup_in_a_doc_comment() {
    for text in texts() {
        for comment in [
            prose(&text),
            format!(
                "{}\n\n{}\n\nSends {}.",
                prose(&text),
                prose(&text),
                code_span(&text)
            ),
            format!(
                "Words.\n\n# Errors\n\n- 400, such as {}\n- 401",
                code_span(&text)
            ),
            format!("{} of the vendor's document.", name(&text)),
        ] {
            assert_eq!(
                problems(&comment),
                Vec::<String>::new(),
                "{text:?} became {comment:?}"
            );
        }
    }
}

#[test]
fn texts_stay_within_their_lines() {
    for text in texts() {
        for line in [
            terminal(&text),
            terminal_line(&text),
            code_span(&text),
            name(&text),
            github_message(&terminal(&text)),
        ] {
            assert!(!line.contains(is_hostile), "{text:?} became {line:?}");
            assert!(!line.contains("##["), "{text:?} became {line:?}");
        }
        let lines = terminal_lines(&format!("error: {text}"), "  ");
        for line in lines.lines() {
            assert!(!line.contains(is_hostile), "{text:?} became {line:?}");
            assert!(
                !line.trim_start().starts_with("::"),
                "{text:?} became {line:?}"
            );
        }
        assert!(
            lines
                .lines()
                .skip(1)
                .all(|line| line.is_empty() || line.starts_with(' ')),
            "{lines:?}"
        );
        assert!(!fact(text.clone()).contains(breaks_fact), "{text:?}");
        assert!(
            !github_property(&text).contains(['\n', ',', ':']),
            "{text:?}"
        );
        let read: serde_json::Value =
            serde_json::from_str(&json(&serde_json::json!(text).to_string())).unwrap();
        assert_eq!(read, serde_json::json!(text));
        let read = syn::parse_str::<syn::LitStr>(&rust_string(&text)).unwrap();
        assert_eq!(read.value(), text);
        assert!(!rust_string(&text).contains(breaks_fact), "{text:?}");
    }
}

#[test]
fn plain_prose_is_unchanged() {
    for text in [
        "Pays from an account. Keyed `FROM_to_TO`: look up the exact key, as `list_banks` returns it.",
        "The bank's code (see snake_case), 50% - or less; a+b = c.",
        "E-mail of Zoë, 😀 or नमस्ते.",
    ] {
        assert_eq!(prose(text), text);
    }
    assert_eq!(prose("One\ntwo.\n\nThree."), "One two.\n\nThree.");
    assert_eq!(prose("# A"), "\\# A");
    assert_eq!(prose("1. A"), "1\\. A");
    assert_eq!(prose("    a [b] <c>"), "a \\[b\\] \\<c\\>");
    assert_eq!(prose("an `open tick"), "an \\`open tick");
}

#[test]
fn code_spans_are_longer_than_the_backticks_inside() {
    assert_eq!(code_span("a"), "`a`");
    assert_eq!(code_span("a``b"), "```a``b```");
    assert_eq!(code_span("`a"), "`` `a ``");
    assert_eq!(code_span(""), "`  `");
    assert_eq!(code_span("a\nb"), "`a\\nb`");
    assert_eq!(
        code_span(&"x".repeat(MAX_LEN + 1)),
        format!("`{}…`", "x".repeat(MAX_LEN))
    );
}

#[test]
fn long_texts_are_truncated() {
    assert_eq!(terminal(&"x".repeat(200)).chars().count(), 200);
    assert_eq!(terminal(&"x".repeat(201)), "x".repeat(200) + "…");
    assert_eq!(terminal("a\u{7}b\u{200f}"), "a\\u{7}b\\u{200f}");
}

#[test]
fn names_cannot_end_a_comment_and_are_never_empty() {
    assert_eq!(name("GET /a/*/b"), "`GET /a/*_b`");
    assert_eq!(name("\u{202e}"), "`_`");
    assert_eq!(name("  "), "`_`");
    assert_eq!(name("a`<b>"), "`a__b>`");
}

#[test]
fn fact_paths_are_percent_encoded() {
    for (path, sent) in [
        ("/a b\"\u{1b}\u{202e}", "/a%20b%22%1B%E2%80%AE"),
        ("/a?b#c\\d[e]<f>", "/a?b%23c%5Cd%5Be%5D%3Cf%3E"),
        ("/%41%zz%4", "/%41%25zz%254"),
        ("/{a}-._~!$&'()*+,;=:@", "/{a}-._~!$&'()*+,;=:@"),
    ] {
        assert_eq!(fact_path(path), sent);
        assert_eq!(fact_path(sent), sent);
    }
}
