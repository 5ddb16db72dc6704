//! Rules about descriptions, which become doc comments that rustdoc reads as Markdown.

use openapi_facts::json::{Json, join};

use super::Finding;

pub fn check(doc: &Json, findings: &mut Vec<Finding>) {
    doc.walk("", &mut |pointer, value| {
        // In these two places, `description` may also be the name of a field.
        if pointer.ends_with("/properties") || pointer.contains("/example") {
            return;
        }
        for key in ["summary", "description"] {
            if let Some(Json::String(text)) = value.get(key) {
                for (problem, fix) in problems(key, text) {
                    findings.push(Finding::new(&join(pointer, key), problem, fix));
                }
            }
        }
    });
}

fn problems(key: &str, text: &str) -> Vec<(&'static str, &'static str)> {
    let mut found = Vec::new();
    let outside: String = text.split('`').step_by(2).collect();
    if text.matches('`').count() % 2 == 1 {
        found.push((
            "a backtick is not closed: the rest becomes code",
            "close it",
        ));
    }
    if outside.contains(['<', '>']) {
        found.push(("rustdoc treats this as HTML", "enclose it in backticks"));
    }
    if outside.contains(['[', ']']) {
        found.push(("rustdoc treats this as a link", "enclose it in backticks"));
    }
    if outside.contains("http://") || outside.contains("https://") {
        found.push(("rustdoc rejects bare URLs", "enclose it in backticks"));
    }
    if text.contains("```")
        || text
            .lines()
            .any(|line| line.starts_with("    ") || line.starts_with('\t'))
    {
        found.push((
            "rustdoc would compile this as a test",
            "write it as a sentence",
        ));
    }
    if text.contains("*/") {
        found.push(("this ends a comment", "rewrite it"));
    }
    if text.trim() != text || text.is_empty() {
        found.push((
            "empty, or with blanks at its start or end",
            "write a sentence",
        ));
    }
    let ends = text.ends_with(['.', '!', '?']);
    if (key == "description") != ends {
        found.push((
            "a description must end with a full stop, and a summary must not",
            "change the end",
        ));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::tests::{RATE, after, finds, insert};

    #[test]
    fn rejects_prose_that_rustdoc_misreads() {
        for (text, problem) in [
            ("A <b>.", "HTML"),
            ("A list [x].", "a link"),
            ("See https://example.com.", "bare URLs"),
            ("An `open tick.", "not closed"),
            ("```\\nx\\n```.", "as a test"),
            ("No full stop", "full stop"),
            ("", "empty"),
        ] {
            finds(
                &after(RATE, insert("description", &format!("\"{text}\""))),
                &format!("{RATE}/description"),
                problem,
            );
        }
    }
}
