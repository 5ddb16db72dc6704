//! Every suite runs: its file is a module of the one test binary that its directory has, and `tests/README.md` lists it.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs::read_to_string;
use std::path::{Path, PathBuf};

use partna_tests::root;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// The directories of the test binaries, from the root, with the package of each.
const BINARIES: [(&str, &str); 11] = [
    ("partna-auth", "crates/partna-auth/tests/auth"),
    ("partna-client", "crates/partna-client/tests/client"),
    ("partna-sandbox", "crates/partna-sandbox/tests/sandbox"),
    ("partna-webhook", "crates/partna-webhook/tests/webhook"),
    ("partna-tests", "tests/tests/document"),
    ("partna-tests", "tests/tests/workspace"),
    ("partna-drift-net", "tests/drift-net/tests/drift_net"),
    ("openapi-facts", "tools/openapi-facts/tests/facts"),
    ("partna-codegen", "tools/partna-codegen/tests/codegen"),
    ("plain-english", "tools/plain-english/tests/language"),
    ("xtask", "xtask/tests/xtask"),
];

/// Test binaries that compile with any features of their package, as the suites beside them do not.
const APART: [&str; 2] = [
    "crates/partna-auth/tests/https.rs",
    "crates/partna-auth/tests/tls_features.rs",
];

/// The names of what a directory holds, in order.
fn names(directory: &Path) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(directory)? {
        found.insert(entry?.file_name().to_string_lossy().into_owned());
    }
    Ok(found)
}

/// Whether a file declares a module, or includes its text.
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

/// Adds the files below a directory that `owner`, whose modules they have to be, does not declare.
fn undeclared(directory: &Path, owner: &Path, found: &mut Vec<PathBuf>) -> Result {
    for name in names(directory)? {
        let path = directory.join(&name);
        if path == owner {
            continue;
        }
        if path.is_dir() {
            let beside = directory.join(format!("{name}.rs"));
            if beside.exists() {
                undeclared(&path, &beside, found)?;
            } else {
                let inside = path.join("mod.rs");
                if !inside.exists() || !declares(owner, &name)? {
                    found.push(inside.clone());
                }
                if inside.exists() {
                    undeclared(&path, &inside, found)?;
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
        undeclared(&directory, &directory.join("main.rs"), &mut found)?;
    }
    assert!(found.is_empty(), "no `mod` line: {found:#?}");
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
            if is_binary && !directories.contains(path.as_str()) && !APART.contains(&path.as_str())
            {
                found.push(path);
            }
        }
    }
    assert!(
        found.is_empty(),
        "make these modules of the binary beside them: {found:#?}"
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
        let section = section.ok_or_else(|| format!("tests/README.md has no {heading}"))?;
        for line in read_to_string(root()?.join(directory).join("main.rs"))?.lines() {
            let module = line
                .strip_prefix("mod ")
                .and_then(|rest| rest.strip_suffix(';'));
            // What suites share is no suite.
            let suite = module.filter(|module| !["common", "running"].contains(module));
            if let Some(suite) = suite.filter(|suite| !section.contains(&format!("| `{suite}` |")))
            {
                missing.push(format!("{binary}::{suite}"));
            }
        }
    }
    assert!(missing.is_empty(), "not in tests/README.md: {missing:#?}");
    Ok(())
}
