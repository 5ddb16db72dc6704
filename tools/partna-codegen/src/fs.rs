//! Files and directories of a workspace.

use std::io::Write;
use std::path::{Path, PathBuf};

/// Returns the text of a file, or an empty text if it does not exist.
pub fn read_or_empty(path: &Path) -> std::io::Result<String> {
    match std::fs::read_to_string(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        other => other,
    }
}

/// Writes a temporary file, and renames it to the given file. If the run is interrupted, the given file has either the
/// old or the new text.
pub fn replace(path: &Path, text: &str) -> anyhow::Result<()> {
    let directory = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(directory)?;
    let mut file = new_file_in(directory)?;
    file.write_all(text.as_bytes())?;
    file.persist(path)?;
    Ok(())
}

/// Creates a temporary file with the permissions of an ordinary new file, according to the umask. By default, only the
/// owner can read a temporary file.
#[cfg(unix)]
fn new_file_in(directory: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    tempfile::Builder::new()
        .permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666))
        .tempfile_in(directory)
}

#[cfg(not(unix))]
fn new_file_in(directory: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    tempfile::NamedTempFile::new_in(directory)
}

/// Copies a directory except `target` and `.git`. If `to` exists, it is replaced.
pub fn copy_tree(from: &Path, to: &Path) -> anyhow::Result<()> {
    if to.exists() {
        std::fs::remove_dir_all(to)?;
    }
    let mut directories: Vec<PathBuf> = vec![PathBuf::new()];
    while let Some(directory) = directories.pop() {
        std::fs::create_dir_all(to.join(&directory))?;
        for entry in std::fs::read_dir(from.join(&directory))? {
            let entry = entry?;
            let path = directory.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                let skipped = ["target", ".git"]
                    .iter()
                    .any(|name| entry.file_name() == *name);
                if !skipped {
                    directories.push(path);
                }
            } else {
                std::fs::copy(from.join(&path), to.join(&path))?;
            }
        }
    }
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn replaced_file_has_the_mode_of_a_new_one() -> anyhow::Result<()> {
        use std::os::unix::fs::PermissionsExt;

        let directory = tempfile::tempdir()?;
        let (plain, replaced) = (directory.path().join("a"), directory.path().join("b/c"));
        std::fs::write(&plain, "")?;
        for words in ["old", "new"] {
            replace(&replaced, words)?;
            assert_eq!(read_or_empty(&replaced)?, words);
            let mode = |path: &Path| anyhow::Ok(std::fs::metadata(path)?.permissions().mode());
            assert_eq!(mode(&replaced)?, mode(&plain)?);
        }
        let beside = std::fs::read_dir(directory.path().join("b"))?;
        assert_eq!(beside.count(), 1);
        Ok(())
    }
}
