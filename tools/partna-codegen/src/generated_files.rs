//! Writes and checks generated files.

use anyhow::Context;
use similar::TextDiff;

use crate::fs;
use crate::layout::Layout;

/// Whether to write generated files, or to compare them with the files on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteMode {
    Write,
    Check,
}

/// The maximum number of lines of a diff that are shown.
const MAX_DIFF_LINES: usize = 200;

/// Writes a file, or compares it with the file on disk. Returns `None` if the file on disk is current. Otherwise
/// returns its path if it was written, or the difference if it was compared.
pub fn write_or_check(
    layout: &Layout,
    path: &str,
    text: &str,
    mode: WriteMode,
) -> anyhow::Result<Option<String>> {
    let full = layout.at(path);
    let old = fs::read_or_empty(&full).with_context(|| format!("cannot read {path}"))?;
    if old == text {
        return Ok(None);
    }
    Ok(Some(match mode {
        WriteMode::Check => difference(path, &old, text),
        WriteMode::Write => {
            fs::replace(&full, text).with_context(|| format!("cannot write {path}"))?;
            // Only the path is returned, because the time to compute a difference grows with the square of the number
            // of changed lines.
            path.to_owned()
        }
    }))
}

/// Returns a unified diff from the file on disk to the expected text, truncated if it is long.
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
    let mut shown: Vec<&str> = text.lines().take(MAX_DIFF_LINES).collect();
    let rest = format!("… {} more lines", total.saturating_sub(MAX_DIFF_LINES));
    if total > MAX_DIFF_LINES {
        shown.push(&rest);
    }
    shown.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_reports_stale_file_without_writing() {
        let directory =
            std::env::temp_dir().join(format!("partna-generated-files-{}", std::process::id()));
        std::fs::create_dir_all(&directory).unwrap();
        let layout = Layout::new(&directory);
        let stale = |text, mode| {
            write_or_check(&layout, "a.rs", text, mode)
                .unwrap()
                .is_some()
        };
        assert!(stale("one\n", WriteMode::Write));
        assert!(!stale("one\n", WriteMode::Check));
        assert!(stale("two\n", WriteMode::Check));
        assert_eq!(
            std::fs::read_to_string(directory.join("a.rs")).unwrap(),
            "one\n"
        );
        assert!(difference("a.rs", "one\n", "two\n").contains("-one\n+two"));
        std::fs::remove_dir_all(&directory).unwrap();
    }

    #[test]
    fn long_difference_is_truncated() {
        let text = difference("a.rs", "", &"x\n".repeat(1000));
        assert!(text.ends_with("more lines"), "{text}");
        assert!(text.lines().count() < 210);
    }
}
