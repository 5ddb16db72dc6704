//! Rules about descriptions: they become doc comments, and rustdoc reads them as Markdown.

use openapi_facts::json::{Json, join};

use super::Finding;

pub fn check(doc: &Json, findings: &mut Vec<Finding>) {
    doc.walk("", &mut |pointer, value| {
        // `description` may also be the name of a field.
        if pointer.ends_with("/properties") || pointer.contains("/example") {
            return;
        }
        for key in ["summary", "description"] {
            if let Some(Json::String(text)) = value.get(key) {
                for (what, todo) in problems(key, text) {
                    findings.push(Finding::new(&join(pointer, key), what, todo));
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
        found.push(("rustdoc takes this for HTML", "put it between backticks"));
    }
    if outside.contains(['[', ']']) {
        found.push(("rustdoc takes this for a link", "put it between backticks"));
    }
    if outside.contains("http://") || outside.contains("https://") {
        found.push(("rustdoc refuses bare addresses", "put it between backticks"));
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
        found.push(("this ends a comment", "write it otherwise"));
    }
    if text.trim() != text || text.is_empty() {
        found.push(("empty, or with blanks around it", "write a sentence"));
    }
    let ends = text.ends_with(['.', '!', '?']);
    if (key == "description") != ends {
        found.push((
            "a description ends with a full stop, a summary does not",
            "adjust the end",
        ));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::tests::{RATE, after, finds, insert};

    #[test]
    fn rejects_prose_that_rustdoc_misreads() {
        for (text, what) in [
            ("A <b>.", "HTML"),
            ("A list [x].", "a link"),
            ("See https://example.com.", "bare addresses"),
            ("An `open tick.", "not closed"),
            ("```\\nx\\n```.", "as a test"),
            ("No full stop", "full stop"),
            ("", "empty"),
        ] {
            finds(
                &after(RATE, insert("description", &format!("\"{text}\""))),
                &format!("{RATE}/description"),
                what,
            );
        }
    }
}
