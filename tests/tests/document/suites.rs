//! Every suite is a module of the test binary of its directory, and is listed in `tests/README.md`.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs::read_to_string;
use std::path::{Path, PathBuf};

use partna_tests::root;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// The packages of the test binaries, and their directories relative to the root.
const BINARIES: [(&str, &str); 11] = [
    ("partna-auth", "crates/partna-auth/tests/auth"),
    ("partna-client", "crates/partna-client/tests/client"),
    ("partna-sandbox", "crates/partna-sandbox/tests/sandbox"),
    ("partna-webhook", "crates/partna-webhook/tests/webhook"),
    ("partna-tests", "tests/tests/document"),
    ("partna-tests", "tests/tests/workspace"),
    ("partna-drift-tests", "tests/drift-tests/tests/drift_tests"),
    ("openapi-facts", "tools/openapi-facts/tests/facts"),
    ("partna-codegen", "tools/partna-codegen/tests/codegen"),
    ("plain-english", "tools/plain-english/tests/language"),
    ("xtask", "xtask/tests/xtask"),
];

/// Test binaries that compile with any features of their package, unlike its main binary.
const SEPARATE_BINARIES: [&str; 2] = [
    "crates/partna-auth/tests/https.rs",
    "crates/partna-auth/tests/tls_features.rs",
];

/// Returns the sorted names of the entries of a directory.
fn names(directory: &Path) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(directory)? {
        found.insert(entry?.file_name().to_string_lossy().into_owned());
    }
    Ok(found)
}

/// Returns whether a file declares a module, or includes its text.
fn declares(file: &Path, module: &str) -> Result<bool> {
    let declaration = format!("mod {module};");
    let text = read_to_string(file)?;
    if text.contains(&format!("include!(\"{module}.rs\")")) {
        return Ok(true);
    }
    Ok(text.lines().any(|line| {
        line.strip_suffix(&declaration)
            .is_some_and(|before| before.is_empty() || before.ends_with(' '))
    }))
}

/// Adds the files of a directory that are not modules of `owner`.
fn add_undeclared(directory: &Path, owner: &Path, found: &mut Vec<PathBuf>) -> Result {
    for name in names(directory)? {
        let path = directory.join(&name);
        if path == owner {
            continue;
        }
        if path.is_dir() {
            let parent = directory.join(format!("{name}.rs"));
            if parent.exists() {
                add_undeclared(&path, &parent, found)?;
            } else {
                let module_file = path.join("mod.rs");
                if !module_file.exists() || !declares(owner, &name)? {
                    found.push(module_file.clone());
                }
                if module_file.exists() {
                    add_undeclared(&path, &module_file, found)?;
                }
            }
        } else if let Some(module) = name.strip_suffix(".rs")
            && !declares(owner, module)?
        {
            found.push(path);
        }
    }
    Ok(())
}

#[test]
fn every_file_of_a_suite_is_a_module_of_its_binary() -> Result {
    let mut found = Vec::new();
    for (_, directory) in BINARIES {
        let directory = root()?.join(directory);
        add_undeclared(&directory, &directory.join("main.rs"), &mut found)?;
    }
    assert!(
        found.is_empty(),
        "files that no module declares; add a `mod` line: {found:#?}"
    );
    Ok(())
}

#[test]
fn packages_have_no_other_test_binaries() -> Result {
    let directories: BTreeSet<&str> = BINARIES.iter().map(|(_, directory)| *directory).collect();
    let mut found = Vec::new();
    for (_, directory) in BINARIES {
        let (tests, _) = directory.rsplit_once('/').ok_or("no parent")?;
        for name in names(&root()?.join(tests))? {
            let path = format!("{tests}/{name}");
            let is_binary = name.ends_with(".rs") || root()?.join(&path).join("main.rs").exists();
            if is_binary
                && !directories.contains(path.as_str())
                && !SEPARATE_BINARIES.contains(&path.as_str())
            {
                found.push(path);
            }
        }
    }
    assert!(
        found.is_empty(),
        "unexpected test binaries; make them modules of the existing binary: {found:#?}"
    );
    Ok(())
}

#[test]
fn readme_lists_every_suite() -> Result {
    let readme = read_to_string(root()?.join("tests/README.md"))?;
    let mut missing = Vec::new();
    for (package, directory) in BINARIES {
        let (_, binary) = directory.rsplit_once('/').ok_or("no name")?;
        let heading = format!("`cargo test -p {package} --test {binary}`");
        let section = readme
            .split("\n## ")
            .find(|section| section.contains(&heading));
        let section =
            section.ok_or_else(|| format!("tests/README.md: no section with {heading}; add it"))?;
        for line in read_to_string(root()?.join(directory).join("main.rs"))?.lines() {
            let module = line
                .strip_prefix("mod ")
                .and_then(|rest| rest.strip_suffix(';'));
            // Shared code of suites is not a suite.
            let suite = module.filter(|module| !["common", "running"].contains(module));
            if let Some(suite) = suite.filter(|suite| !section.contains(&format!("| `{suite}` |")))
            {
                missing.push(format!("{binary}::{suite}"));
            }
        }
    }
    assert!(
        missing.is_empty(),
        "suites missing from tests/README.md; add their rows: {missing:#?}"
    );
    Ok(())
}
