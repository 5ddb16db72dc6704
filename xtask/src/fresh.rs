//! Files that are made from others: one function writes them and checks them.

use std::path::{Path, PathBuf};

use anyhow::Context;
use similar::TextDiff;

use crate::sanitize::terminal_lines;

/// Whether to write or to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Write,
    Check,
}

/// How many lines of a difference are shown.
const SHOWN: usize = 200;

/// Brings a file up to date, or prints how it differs. Answers whether it was stale.
pub fn file(root: &Path, path: &str, text: &str, mode: Mode) -> anyhow::Result<bool> {
    let full = root.join(path);
    let old = self::text(&full).with_context(|| format!("cannot read {path}"))?;
    if old == text {
        return Ok(false);
    }
    match mode {
        Mode::Write => replace(&full, text).with_context(|| format!("cannot write {path}"))?,
        Mode::Check => println!("{}", terminal_lines(&difference(path, &old, text), "")),
    }
    Ok(true)
}

/// The text of a file, empty if there is none.
pub fn text(path: &Path) -> std::io::Result<String> {
    match std::fs::read_to_string(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        other => other,
    }
}

/// Writes beside the file and renames, so that an interrupted run leaves the old file or the new one.
pub fn replace(path: &Path, text: &str) -> anyhow::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let beside = path.with_extension("new");
    std::fs::write(&beside, text)
        .and_then(|()| std::fs::rename(&beside, path))
        .inspect_err(|_| drop(std::fs::remove_file(&beside)))?;
    Ok(())
}

/// A fresh copy of a folder, build folder and history aside.
pub fn copy_tree(from: &Path, to: &Path) -> anyhow::Result<()> {
    if to.exists() {
        std::fs::remove_dir_all(to)?;
    }
    let mut folders: Vec<PathBuf> = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        std::fs::create_dir_all(to.join(&folder))?;
        for entry in std::fs::read_dir(from.join(&folder))? {
            let entry = entry?;
            let path = folder.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                let skipped = ["target", ".git"]
                    .iter()
                    .any(|name| entry.file_name() == *name);
                if !skipped {
                    folders.push(path);
                }
            } else {
                std::fs::copy(from.join(&path), to.join(&path))?;
            }
        }
    }
    Ok(())
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
        assert!(file(&folder, "a.rs", "one\n", Mode::Write).unwrap());
        assert!(!file(&folder, "a.rs", "one\n", Mode::Check).unwrap());
        assert!(file(&folder, "a.rs", "two\n", Mode::Check).unwrap());
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
