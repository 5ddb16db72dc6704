//! Checks of output to a terminal or to the log of a workflow.

/// Whether a character affects the text around it. The hostile document contains all of these.
pub fn is_active(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Asserts that a text has no terminal control characters, and no workflow commands except our own annotations.
#[track_caller]
pub fn assert_harmless(text: &str) {
    assert!(
        !text.contains(|letter: char| letter != '\n' && is_active(letter)),
        "{text:?}"
    );
    assert!(!text.contains("##["), "{text}");
    for line in text.lines().map(str::trim_start) {
        let annotation = ["error", "warning", "notice"].iter().any(|command| {
            line.starts_with(&format!("::{command} file=openapi/upstream.facts,title="))
        });
        assert!(!line.starts_with("::") || annotation, "{line}");
    }
}

/// Asserts that every line begins with one of our prefixes.
#[track_caller]
pub fn assert_lines_begin_with(text: &str, leads: &[&str]) {
    for line in text.lines().filter(|line| !line.is_empty()) {
        assert!(leads.iter().any(|lead| line.starts_with(lead)), "{line}");
    }
    for forged in ["next: `forged`", "open: forged", "error: forged"] {
        assert!(!text.lines().any(|line| line.trim() == forged), "{forged}");
    }
}
