//! Whether the sandbox keeps to the document, by the word of a program that has read nothing else.
//!
//! schemathesis makes up requests for every operation, good ones and bad ones, sends them to the sandbox, and compares what comes
//! back with the document: no 5xx, and no status, header, content type or body that the document does not have. The seed of
//! the sandbox has the accounts that the document's examples speak of. The same requests are made in each run.

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

/// The release that this was written for, and what installs it.
const VERSION: &str = "4.32.5";
const INSTALL: &str = "pip install schemathesis==4.32.5";

const SANDBOX_SEED: &str = "tests/contract/seed.toml";
/// The key that a sandbox takes unless its seed says otherwise, and the user name that is in the seed.
const KEY: &str = "1--M--73616e64626f782d0000000000000001--9999999999999--00000001";
const USER: &str = "yourmerchant";

const CHECKS: [&str; 5] = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "response_headers_conformance",
];
/// How many requests are made up for an operation in a phase, at most.
const MAX_EXAMPLES: &str = "40";
/// What they are drawn from.
const RANDOM_SEED: &str = "20260101";

/// How long the sandbox may take to say where it is.
const START_TIMEOUT: Duration = Duration::from_secs(60);

/// What schemathesis writes down at the end, as far as it matters here.
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
    /// Good requests that were taken.
    accepted: usize,
}

pub fn run(root: &Path) -> anyhow::Result<()> {
    ensure_installed()?;
    // Of its own, and new: what an earlier run found would be tried first.
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
    // Had a request ended the key, all that came after it would have been refused, and well.
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
            "schemathesis: tested {tested} of {total} operations; expected all {documented} of the document"
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

/// Runs it to its end.
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
        // One after another, so that each meets the same state in each run.
        .args(["--workers", "1"])
        .args(["--request-timeout", "10", "--no-color"])
        .arg("--report-json-path")
        .arg(report)
        // It keeps notes in the directory where it is.
        .current_dir(directory)
        .status()
        .context("schemathesis: cannot be started; check PATH")?;
    Ok(status.success())
}

/// Says how much was tried, and where nothing but refusals was seen.
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

/// The sandbox, which ends with this.
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
        // Ends when both streams have: the sandbox would not start.
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
        // Gone already, if these fail.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads to the end, so that the sandbox never waits for a reader of its log.
fn forward_lines(stream: impl Read + Send + 'static, sender: Sender<String>) {
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            // Nobody listens any more once the address is known.
            let _ = sender.send(line);
        }
    });
}
