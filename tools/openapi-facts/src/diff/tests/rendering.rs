//! Rendered reports show text of the vendor without its side effects.

use serde_json::Value;

use super::super::render::{self, Labels};
use super::{Acknowledged, Facts, Report, report};

/// Terminal escapes, workflow commands, markup, mentions and a right-to-left override.
const HOSTILE_TEXT: &str =
    "\u{1b}[2J\r\n::error::x ``b` <img> @octocat |c| 50%,a:b \u{202e} \u{9b}1m ##[command]";

const LABELS: Labels<'_> = Labels {
    facts_file: "openapi/upstream.facts",
    acknowledged_file: "openapi/acknowledged.toml",
    next_command: "adopt --from <document>",
    full_report_command: "`diff`",
};

fn to_facts(lines: &[String]) -> Facts {
    lines.iter().cloned().collect()
}

/// A report of an added value and an added operation, both with hostile text.
fn hostile_report() -> Report {
    let known = ["GET /a", "GET /a query:q string", "GET /a query:q =ok"].map(str::to_owned);
    let added = [
        format!("GET /a query:q ={HOSTILE_TEXT}"),
        format!("GET /{}", HOSTILE_TEXT.replace(' ', "_")),
    ];
    let all: Vec<String> = known.iter().chain(&added).cloned().collect();
    report(&to_facts(&known), &to_facts(&all))
}

fn is_escaped(text: &str) -> bool {
    let hostile = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    !text.contains(hostile) && !text.contains("##[")
}

/// Removes code spans from Markdown. No code span of a report contains a line break.
fn without_code(markdown: &str) -> String {
    let mut plain = String::new();
    for line in markdown.lines() {
        let mut rest = line;
        while let Some(at) = rest.find('`') {
            let (lead, tail) = rest.split_at(at);
            let ticks = tail.chars().take_while(|c| *c == '`').count();
            let (fence, inside) = tail.split_at(ticks);
            plain += lead;
            rest =
                after_fence(inside, fence).unwrap_or_else(|| panic!("unclosed code span: {line}"));
        }
        plain = plain + rest + "\n";
    }
    plain
}

/// Returns the text after the next fence of the same length.
fn after_fence<'a>(text: &'a str, fence: &str) -> Option<&'a str> {
    let mut from = 0;
    while let Some(at) = text[from..].find('`').map(|at| at + from) {
        let ticks = text[at..].chars().take_while(|c| *c == '`').count();
        from = at + ticks;
        if ticks == fence.len() {
            return Some(&text[from..]);
        }
    }
    None
}

#[test]
fn text_report_escapes_terminal_controls() {
    let text = render::text(&hostile_report(), &LABELS);
    assert!(is_escaped(&text), "{text}");
    assert!(
        !text.lines().any(|line| line.trim_start().starts_with("::")),
        "{text}"
    );
    assert!(text.contains("\\u{1b}[2J\\r\\n::error::x"), "{text}");
}

#[test]
fn markdown_report_keeps_vendor_markup_in_code_spans() {
    let markdown = render::markdown(&hostile_report(), &LABELS);
    assert!(is_escaped(&markdown), "{markdown}");
    let plain = without_code(&markdown);
    for part in ["<img", "octocat", "|", "error::x"] {
        assert!(
            markdown.contains(part) && !plain.contains(part),
            "{part}: {plain}"
        );
    }
}

#[test]
fn github_report_has_one_command_per_change() {
    let github = render::github(&hostile_report(), &LABELS);
    assert!(is_escaped(&github), "{github}");
    let lines: Vec<&str> = github.lines().collect();
    assert_eq!(lines.len(), 2);
    // A new operation has the priority money, so it is listed first.
    assert!(
        lines[0].starts_with("::warning file=openapi/upstream.facts,title=GET /"),
        "{github}"
    );
    assert!(lines[0].contains("50%25%2Ca%3Ab"), "{github}");
    assert!(lines[1].starts_with("::notice file="), "{github}");
    for line in lines {
        let title = line
            .split_once("title=")
            .unwrap()
            .1
            .split("::")
            .next()
            .unwrap();
        assert!(!title.contains([',', ':']), "{title}");
    }
    let gone = report(&facts_of(&["GET /a"]), &Facts::new());
    assert!(render::github(&gone, &LABELS).starts_with("::error "));
}

fn facts_of(facts: &[&str]) -> Facts {
    facts.iter().map(|fact| (*fact).to_owned()).collect()
}

#[test]
fn json_report_keeps_vendor_text() {
    let report = hostile_report();
    let json = render::json(&report).unwrap();
    assert!(is_escaped(&json.replace("##[", "")), "{json}");
    let document: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(document["level"], "additive");
    assert_eq!(document["exit_code"], 10);
    assert_eq!(document["step"], "minor");
    assert_eq!(document["counts"]["safe"], 2);
    let value = document["changes"].as_array().unwrap().iter();
    let mut value = value.filter(|change| change["rule"] == "parameter-value-added");
    assert_eq!(value.next().unwrap()["after"], HOSTILE_TEXT);
}

#[test]
fn priority_changes_are_first_and_not_repeated() {
    let report = hostile_report();
    for text in [
        render::text(&report, &LABELS),
        render::markdown(&report, &LABELS),
    ] {
        let at = |part: &str| {
            text.find(part)
                .unwrap_or_else(|| panic!("missing {part}: {text}"))
        };
        assert!(at("Money and keys") < at("operation-added"));
        assert!(at("operation-added") < at("parameter-value-added"));
        assert_eq!(text.matches("operation-added").count(), 1);
        assert!(text.contains("it may move money"));
    }
}

#[test]
fn markdown_report_fits_github_limit() {
    let known = facts_of(&["GET /a", "GET /a -> 200", "GET /a -> 200 object"]);
    let added = (0..3_000).map(|number| format!("GET /a -> 200.field{number:04} string"));
    let all: Facts = known.iter().cloned().chain(added).collect();
    let report = report(&known, &all);
    let markdown = render::markdown(&report, &LABELS);
    assert!(markdown.chars().count() < 60_000);
    let shown = markdown.matches("response-field-added").count();
    let omitted = format!("{} more lines are omitted", 3_000 - shown);
    assert!(markdown.contains(&omitted), "{omitted}");
    assert_eq!(markdown.matches("<details>").count(), 1);
    assert_eq!(markdown.matches("</details>").count(), 1);
}

#[test]
fn acknowledged_changes_are_listed_separately() {
    let (old, new) = (
        facts_of(&["GET /a"]),
        facts_of(&["GET /a", "GET /a ~deprecated true"]),
    );
    let fingerprint = report(&old, &new).changes[0].fingerprint.clone();
    let toml = format!(
        "[[change]]\nfingerprint = \"{fingerprint}\"\nwhat = \"w\"\nwhy = \"we know\"\n\
         [[change]]\nfingerprint = \"0123456789ab\"\nwhat = \"stale one\"\nwhy = \"y\"\n"
    );
    let report = Report::new(&old, &new, None, &Acknowledged::parse(&toml).unwrap());
    for text in [
        render::text(&report, &LABELS),
        render::markdown(&report, &LABELS),
    ] {
        for part in [
            "nothing to do",
            "Acknowledged",
            "we know",
            "stale one",
            fingerprint.as_str(),
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(!text.contains("adopt --from"), "{text}");
    }
    assert_eq!(render::github(&report, &LABELS), "");
}
