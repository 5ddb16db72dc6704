//! Files that are made from others: one function writes them and checks them.

use anyhow::Context;
use similar::TextDiff;

use crate::fs;
use crate::layout::Layout;

/// Whether to write or to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Write,
    Check,
}

/// How many lines of a difference are shown.
const SHOWN: usize = 200;

/// Brings a file up to date, or compares it. Returns how it differs, if it is stale.
pub fn file(layout: &Layout, path: &str, text: &str, mode: Mode) -> anyhow::Result<Option<String>> {
    let full = layout.at(path);
    let old = fs::text(&full).with_context(|| format!("cannot read {path}"))?;
    if old == text {
        return Ok(None);
    }
    if mode == Mode::Write {
        fs::replace(&full, text).with_context(|| format!("cannot write {path}"))?;
    }
    Ok(Some(difference(path, &old, text)))
}

/// A unified diff from what is on disk to what it should be, cut where it gets long.
pub fn difference(path: &str, old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    let text = diff
        .unified_diff()
        .context_radius(2)
        .header(
            &format!("{path} (on disk)"),
            &format!("{path} (from the document)"),
        )
        .to_string();
    let total = text.lines().count();
    let mut shown: Vec<&str> = text.lines().take(SHOWN).collect();
    let rest = format!("… {} more lines", total.saturating_sub(SHOWN));
    if total > SHOWN {
        shown.push(&rest);
    }
    shown.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stale_file_is_shown_and_left_alone_by_a_check() {
        let folder = std::env::temp_dir().join(format!("partna-fresh-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let layout = Layout::new(&folder);
        let stale = |text, mode| file(&layout, "a.rs", text, mode).unwrap().is_some();
        assert!(stale("one\n", Mode::Write));
        assert!(!stale("one\n", Mode::Check));
        assert!(stale("two\n", Mode::Check));
        assert_eq!(
            std::fs::read_to_string(folder.join("a.rs")).unwrap(),
            "one\n"
        );
        assert!(difference("a.rs", "one\n", "two\n").contains("-one\n+two"));
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_long_difference_is_cut_and_says_so() {
        let text = difference("a.rs", "", &"x\n".repeat(1000));
        assert!(text.ends_with("more lines"), "{text}");
        assert!(text.lines().count() < 210);
    }
}
