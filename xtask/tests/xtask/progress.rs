//! Import and adopt show their progress on stderr, and are quiet where it is not a terminal.

use std::path::Path;
use std::process::{Command, Output};

use partna_drift_tests::corrupt_inputs::growth;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

fn run(directory: &Path, line: &str) -> Result<Output> {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("upstream")
        .args(line.split(' ').map(|word| match word.strip_prefix('@') {
            Some(name) => directory.join(name).into_os_string(),
            None => word.into(),
        }))
        .output()?;
    if !output.status.success() {
        return Err(format!("{line}: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(output)
}

#[test]
fn progress_is_one_line_per_step_on_stderr_if_requested() -> Result {
    let directory = tempfile::tempdir()?;
    for (name, count) in [("old.json", 2), ("new.json", 3)] {
        let text = growth::document("operations", count).pretty()?;
        std::fs::write(directory.path().join(name), text)?;
    }
    for (line, steps) in [
        ("import @old.json --out @quiet", ""),
        (
            "import @old.json --out @shown --progress",
            "reading\nfacts\noperations 1 of 2\noperations 2 of 2\ncomponents\ndeclaring differences\nlint\n\
             generating code\nwriting\n",
        ),
        ("adopt --from @new.json --dir @quiet --assume", ""),
        (
            "adopt --from @new.json --dir @shown --assume --progress",
            "reading\nfacts\noperations 1 of 3\noperations 2 of 3\noperations 3 of 3\ncomponents\n\
             declaring differences\nwriting\nlint\ngenerating code\n",
        ),
    ] {
        let output = run(directory.path(), line)?;
        assert_eq!(String::from_utf8(output.stderr)?, steps, "{line}");
        assert!(
            !String::from_utf8(output.stdout)?.contains("operations 1 of"),
            "{line}"
        );
    }
    Ok(())
}
