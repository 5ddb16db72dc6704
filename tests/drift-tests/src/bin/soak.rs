//! Runs the suites of the drift tests that are not tests. `cargo xtask soak` starts it.

use std::process::ExitCode;

use anyhow::bail;
use openapi_facts::sanitize::terminal_lines;
use partna_drift_tests::{
    compiled_mutations, dependent_crate, import_replay, root, schemathesis, semver,
};

/// The values of the first argument.
const SUITES: &str = "compiled_mutations, dependent_crate, import_replay, schemathesis or semver";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "a program prints its errors")]
            {
                eprintln!("{}", terminal_lines(&format!("error: {error:#}"), "  "));
            }
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<()> {
    let root = root().canonicalize()?;
    let suite = std::env::args().nth(1);
    match suite.as_deref() {
        Some("schemathesis") => schemathesis::run(&root),
        Some("dependent_crate") => dependent_crate::run(&root),
        Some("import_replay") => import_replay::run(&root),
        Some("compiled_mutations") => compiled_mutations::run(&root),
        Some("semver") => semver::run(&root),
        Some(unknown) => bail!("{unknown}: unknown suite; use {SUITES}"),
        None => bail!("soak: no suite is named; add {SUITES}"),
    }
}
