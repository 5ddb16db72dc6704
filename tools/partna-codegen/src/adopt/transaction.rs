//! Replaces three files together: the document, the deviations and the vendor's facts.
//!
//! The new files are written to a staging directory in the same directory as the old files. When all of them are
//! complete, the staging directory is renamed in one step, which commits the adoption. Then each new file replaces the
//! old file. If the command is interrupted in this step, the next run replaces the remaining files.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::fs as files;
use crate::layout::Layout;

/// The texts of the three files.
pub struct AdoptedFiles {
    pub doc: String,
    pub deviations: String,
    pub facts: String,
}

/// Replaces the files that differ from the given texts, and returns their number.
pub fn write(layout: &Layout, files: &AdoptedFiles) -> anyhow::Result<usize> {
    recover(layout)?;
    let count = stage(layout, files)?;
    recover(layout)?;
    Ok(count)
}

/// Writes the files that differ to the staging directory, and commits it. Returns the number of files.
pub fn stage(layout: &Layout, files: &AdoptedFiles) -> anyhow::Result<usize> {
    let staging = layout.at(Layout::UNCOMMITTED_DIR);
    remove_directory(&staging)?;
    fs::create_dir_all(&staging).with_context(|| format!("cannot create {}", staging.display()))?;
    let all = [
        (Layout::DOCUMENT, &files.doc),
        (Layout::DEVIATIONS, &files.deviations),
        (Layout::FACTS, &files.facts),
    ];
    let mut count = 0;
    for (path, text) in all {
        if files::read_or_empty(&layout.at(path))? != *text {
            count += 1;
            let place = staged_path(&staging, path);
            let mut file = File::create(&place)
                .with_context(|| format!("cannot write {}", place.display()))?;
            file.write_all(text.as_bytes())
                .and_then(|()| file.sync_all())
                .with_context(|| format!("cannot write {}", place.display()))?;
        }
    }
    fs::rename(&staging, layout.at(Layout::COMMITTED_DIR))
        .context("cannot commit the staged adoption")?;
    Ok(count)
}

/// Replaces the files of a committed adoption, if there is one.
pub fn recover(layout: &Layout) -> anyhow::Result<()> {
    let committed = layout.at(Layout::COMMITTED_DIR);
    if !committed.exists() {
        return Ok(());
    }
    for path in [Layout::DOCUMENT, Layout::DEVIATIONS, Layout::FACTS] {
        let file = staged_path(&committed, path);
        if file.exists() {
            fs::rename(&file, layout.at(path)).with_context(|| format!("cannot write {path}"))?;
        }
    }
    remove_directory(&committed)
}

fn staged_path(directory: &Path, path: &str) -> PathBuf {
    directory.join(Path::new(path).file_name().unwrap_or_default())
}

fn remove_directory(directory: &Path) -> anyhow::Result<()> {
    if directory.exists() {
        fs::remove_dir_all(directory)
            .with_context(|| format!("cannot remove {}", directory.display()))?;
    }
    Ok(())
}
