//! Checks the sandbox against the document with schemathesis, which reads only the document.
//!
//! schemathesis generates valid and invalid requests for every operation, sends them to the sandbox, and compares the responses
//! with the document: no 5xx, and no status, header, content type or body that is not documented. The seed file of the sandbox
//! has the accounts of the document's examples. Every run sends the same requests.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Duration;

use anyhow::{Context, bail};
use openapi_facts::json::Json;
use partna_codegen::document::operations;
use partna_codegen::layout::Layout;
use serde::Deserialize;

use crate::cargo::cargo;

/// The release for which this was written, and the command that installs it.
const VERSION: &str = "4.32.5";
const INSTALL: &str = "pip install schemathesis==4.32.5";

const SANDBOX_SEED: &str = "tests/contract/seed.toml";
/// The default key of a sandbox, and the user name in the seed file.
const KEY: &str = "1--M--73616e64626f782d0000000000000001--9999999999999--00000001";
const USER: &str = "yourmerchant";

const CHECKS: [&str; 5] = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "response_headers_conformance",
];
/// The maximum number of requests for an operation in a phase.
const MAX_EXAMPLES: &str = "40";
/// The seed of the generated requests.
const RANDOM_SEED: &str = "20260101";

/// How long the sandbox may take to print its address.
const START_TIMEOUT: Duration = Duration::from_secs(60);

/// The part of schemathesis' report that is checked.
#[derive(Deserialize)]
struct SchemathesisReport {
    complete: bool,
    operations: OperationCounts,
    test_cases: TestCaseCounts,
    /// By operation and phase.
    valid_rates: BTreeMap<String, BTreeMap<String, AcceptanceRate>>,
}

#[derive(Deserialize)]
struct OperationCounts {
    total: usize,
    tested: usize,
}

#[derive(Deserialize)]
struct TestCaseCounts {
    generated: usize,
}

#[derive(Deserialize)]
struct AcceptanceRate {
    /// Valid requests that the sandbox accepted.
    accepted: usize,
}

pub fn run(root: &Path) -> anyhow::Result<()> {
    ensure_installed()?;
    // A separate, empty directory: schemathesis would first repeat the failures of an earlier run.
    let directory = root.join("target/schemathesis");
    if directory.exists() {
        fs::remove_dir_all(&directory).context("target/schemathesis: cannot be removed")?;
    }
    fs::create_dir_all(&directory).context("target/schemathesis: cannot be created")?;
    cargo(
        root,
        &["build", "--quiet", "--package", "partna-sandbox"],
        &[],
    )?;
    let sandbox = Sandbox::start(root)?;
    let report = directory.join("report.json");
    if !run_schemathesis(root, &directory, &sandbox.base_url, &report)? {
        bail!("sandbox: schemathesis found differences to the document; see its report above");
    }
    // If a request invalidated the key, the sandbox rejected all later requests, which is a documented response.
    sandbox.ensure_key_is_valid()?;
    let report =
        fs::read_to_string(&report).context("report.json: schemathesis did not write it")?;
    let report: SchemathesisReport = serde_json::from_str(&report).with_context(|| {
        format!("report.json: unexpected format; install schemathesis {VERSION}: `{INSTALL}`")
    })?;
    print_summary(&report);
    let doc = Json::read(&root.join(Layout::DOCUMENT))?;
    let documented = operations(&doc).count();
    let OperationCounts { total, tested } = report.operations;
    if !report.complete || (total, tested) != (documented, documented) {
        bail!(
            "schemathesis: tested {tested} of {total} operations (complete: {}); expected all {documented} of the document",
            report.complete
        );
    }
    Ok(())
}

fn ensure_installed() -> anyhow::Result<()> {
    let output = Command::new("schemathesis").arg("--version").output();
    let Ok(output) = output else {
        bail!("schemathesis: not installed; run `{INSTALL}` (a Python program)");
    };
    let version_line = String::from_utf8_lossy(&output.stdout);
    let version = version_line.split_whitespace().last().unwrap_or_default();
    if !output.status.success() || !version.starts_with("4.") {
        bail!("schemathesis: version 4 is required; run `{INSTALL}`");
    }
    if version != VERSION {
        println!("  schemathesis {version}: sends other requests than {VERSION}");
    }
    Ok(())
}

/// Runs schemathesis. Returns whether it found no difference.
fn run_schemathesis(
    root: &Path,
    directory: &Path,
    url: &str,
    report: &Path,
) -> anyhow::Result<bool> {
    let status = Command::new("schemathesis")
        .arg("run")
        .arg(root.join(Layout::DOCUMENT))
        .args(["--url", url])
        .args(["--header", &format!("x-api-key: {KEY}")])
        .args(["--header", &format!("x-api-user: {USER}")])
        .args(["--checks", &CHECKS.join(",")])
        .args(["--max-examples", MAX_EXAMPLES])
        .args(["--seed", RANDOM_SEED, "--generation-deterministic"])
        // One request after the other, so that each meets the same state in each run.
        .args(["--workers", "1"])
        .args(["--request-timeout", "10", "--no-color"])
        .arg("--report-json-path")
        .arg(report)
        // It writes files to the current directory.
        .current_dir(directory)
        .status()
        .context("schemathesis: cannot be started; check PATH")?;
    Ok(status.success())
}

/// Prints how much was tested, and which operations accepted no request.
fn print_summary(report: &SchemathesisReport) {
    let never_accepted: Vec<&str> = report
        .valid_rates
        .iter()
        .filter(|(_, phases)| phases.values().all(|rate| rate.accepted == 0))
        .map(|(operation, _)| operation.as_str())
        .collect();
    println!(
        "  {} requests to {} operations; no request was accepted by {} of them",
        report.test_cases.generated,
        report.operations.tested,
        never_accepted.len()
    );
    for operation in never_accepted {
        println!("    {operation}");
    }
}

/// A running sandbox, which is stopped when this is dropped.
struct Sandbox {
    child: Child,
    base_url: String,
}

impl Sandbox {
    fn start(root: &Path) -> anyhow::Result<Self> {
        let mut child = Command::new("cargo")
            .args(["run", "--quiet", "--package", "partna-sandbox", "--"])
            .args(["--port", "0", "--seed", SANDBOX_SEED])
            .env("NO_COLOR", "1")
            .current_dir(root)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .context("sandbox: cannot be started; check PATH for cargo")?;
        let (sender, lines) = mpsc::channel();
        if let (Some(out), Some(err)) = (child.stdout.take(), child.stderr.take()) {
            forward_lines(out, sender.clone());
            forward_lines(err, sender);
        }
        let mut sandbox = Self {
            child,
            base_url: String::new(),
        };
        let mut sandbox_output = String::new();
        // The loop ends when both streams end, which means that the sandbox did not start.
        while let Ok(line) = lines.recv_timeout(START_TIMEOUT) {
            if let Some((_, rest)) = line.split_once("http://127.0.0.1:") {
                let port: String = rest.chars().take_while(char::is_ascii_digit).collect();
                sandbox.base_url = format!("http://127.0.0.1:{port}/v4");
                return Ok(sandbox);
            }
            sandbox_output += &format!("\n{line}");
        }
        bail!("sandbox: did not print its address; see its output:{sandbox_output}")
    }

    fn ensure_key_is_valid(&self) -> anyhow::Result<()> {
        let client = reqwest::blocking::Client::builder().no_proxy().build()?;
        let response = client
            .get(format!("{}/user/balances", self.base_url))
            .header("x-api-key", KEY)
            .header("x-api-user", USER)
            .send()
            .context("sandbox: does not respond; it may have exited")?;
        if !response.status().is_success() {
            bail!(
                "sandbox: rejects the key with {}; a request invalidated it, so later checks prove nothing",
                response.status()
            );
        }
        Ok(())
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        // Both fail if the process has exited already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads a stream until it ends, so that the sandbox never blocks on its log.
fn forward_lines(stream: impl Read + Send + 'static, sender: Sender<String>) {
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            // The receiver is dropped once the address is known.
            let _ = sender.send(line);
        }
    });
}
