//! Tests of the metadata and files of every published crate. `cargo xtask package` builds the packages.

use std::fs;
use std::path::{Path, PathBuf};

use toml_edit::DocumentMut;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Returns the directories of the published crates.
fn crates() -> Result<Vec<PathBuf>> {
    let mut crates = Vec::new();
    for entry in fs::read_dir(root().join("crates"))? {
        crates.push(entry?.path());
    }
    assert!(crates.len() > 4, "{crates:?}");
    Ok(crates)
}

#[test]
fn every_manifest_has_registry_metadata() -> Result {
    let mut descriptions = Vec::new();
    for directory in crates()? {
        let manifest: DocumentMut = fs::read_to_string(directory.join("Cargo.toml"))?.parse()?;
        let package = &manifest["package"];
        for field in ["description", "keywords", "categories", "readme"] {
            let own = package
                .get(field)
                .is_some_and(|value| value.is_str() || value.is_array());
            assert!(own, "{}: no own `{field}`", directory.display());
        }
        let keywords = package["keywords"].as_array().ok_or("keywords")?;
        assert!((1..=5).contains(&keywords.len()), "{}", directory.display());
        descriptions.push(
            package["description"]
                .as_str()
                .ok_or("description")?
                .to_owned(),
        );
    }
    let count = descriptions.len();
    descriptions.sort();
    descriptions.dedup();
    assert_eq!(
        descriptions.len(),
        count,
        "two crates have the same description"
    );
    Ok(())
}

#[test]
fn every_crate_has_the_workspace_licences() -> Result {
    for directory in crates()? {
        for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
            let own = fs::read_to_string(directory.join(licence))?;
            assert_eq!(
                own,
                fs::read_to_string(root().join(licence))?,
                "{}",
                directory.display()
            );
        }
    }
    Ok(())
}

#[test]
fn every_readme_has_the_same_sections() -> Result {
    for directory in crates()? {
        let readme = fs::read_to_string(directory.join("README.md"))?;
        for section in [
            "Getting started",
            "Key concepts",
            "Troubleshooting",
            "License",
        ] {
            assert!(
                readme.contains(&format!("\n## {section}\n")),
                "{}: {section}",
                directory.display()
            );
        }
        assert!(
            readme.contains("```rust"),
            "{}: no example",
            directory.display()
        );
    }
    Ok(())
}

/// The crates are released together, and only equal versions are tested with each other.
#[test]
fn crates_pin_exact_versions_of_each_other() -> Result {
    let manifest: DocumentMut = fs::read_to_string(root().join("Cargo.toml"))?.parse()?;
    let version = manifest["workspace"]["package"]["version"]
        .as_str()
        .ok_or("version")?;
    let dependencies = manifest["workspace"]["dependencies"]
        .as_table_like()
        .ok_or("dependencies")?;
    let mut seen = 0;
    for (name, dependency) in dependencies.iter() {
        let path = dependency
            .get("path")
            .and_then(|path| path.as_str())
            .unwrap_or_default();
        if path.starts_with("crates/") {
            seen += 1;
            let required = dependency
                .get("version")
                .and_then(|version| version.as_str());
            assert_eq!(required, Some(format!("={version}").as_str()), "{name}");
        }
    }
    assert!(seen > 4, "{seen}");
    Ok(())
}
