//! Checks how GitHub renders a report.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Returns the headings of a text, and checks that it contains only lists, code spans, folded parts and the expected number of
/// open tasks.
#[track_caller]
pub fn headings(text: &str, tasks: usize) -> Result<Vec<String>, String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH;
    let parser = Parser::new_ext(text, options);
    assert_eq!(parser.reference_definitions().iter().count(), 0);
    let (mut found, mut heading, mut done) = (Vec::new(), None, 0);
    for event in parser {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                heading = Some("#".repeat(level as usize) + " ")
            }
            Event::End(TagEnd::Heading(_)) => found.extend(heading.take()),
            Event::Start(Tag::Paragraph | Tag::List(None) | Tag::Item | Tag::Strong) => {}
            Event::Start(Tag::HtmlBlock) | Event::End(_) | Event::SoftBreak => {}
            Event::Html(html) => {
                let html = html.trim();
                let is_ours = html == "</details>"
                    || (html.starts_with("<details><summary>")
                        && html.ends_with(" lines</summary>")
                        && html.len() < 50);
                assert!(is_ours, "{html}");
            }
            Event::Text(text) => {
                assert!(!text.contains('@'), "a mention: {text}");
                if let Some(heading) = &mut heading {
                    *heading += &text;
                }
            }
            Event::Code(code) => {
                if let Some(heading) = &mut heading {
                    *heading += &format!("`{code}`");
                }
            }
            Event::TaskListMarker(is_done) => {
                assert!(!is_done, "a task is checked");
                done += 1;
            }
            event => return Err(format!("{event:?}")),
        }
    }
    assert!(done >= tasks, "{done} tasks");
    Ok(found)
}

/// Asserts that headings of a report are our own texts, or operations.
#[track_caller]
pub fn assert_known_headings(headings: &[String]) {
    for heading in headings {
        let is_operation = heading
            .strip_prefix("### `")
            .is_some_and(|name| openapi_facts::facts::operation(name).is_some());
        let ours = [
            "## What changed",
            "## Open questions",
            "## Before merging",
            "### Money and keys",
            "### The API as a whole",
        ];
        assert!(
            ours.contains(&heading.as_str()) || is_operation,
            "{heading}"
        );
    }
}
