//! What reaches a terminal, or the log of a workflow.

/// Whether a character does something to the text around it: those that the document is made with.
pub fn is_active(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Nothing acts on a terminal, and no line is a command of a workflow but an annotation of ours.
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

/// Every line begins as one of ours does.
#[track_caller]
pub fn assert_lines_begin_with(text: &str, leads: &[&str]) {
    for line in text.lines().filter(|line| !line.is_empty()) {
        assert!(leads.iter().any(|lead| line.starts_with(lead)), "{line}");
    }
    for forged in ["next: `forged`", "open: forged", "error: forged"] {
        assert!(!text.lines().any(|line| line.trim() == forged), "{forged}");
    }
}
