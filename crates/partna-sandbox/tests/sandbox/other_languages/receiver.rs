//! Runs the examples as programs.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::timeout;

use crate::Result;

const HANG_GUARD: Duration = Duration::from_secs(60);

#[derive(Clone, Copy, Debug)]
pub enum Language {
    Python,
    Node,
}

pub fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../partna-webhook/examples/other-languages")
}

impl Language {
    fn command(self) -> Command {
        let (program, file) = match self {
            Self::Python => ("python3", "partna_webhook.py"),
            Self::Node => ("node", "partna-webhook.mjs"),
        };
        let mut command = Command::new(program);
        command.arg(examples().join(file));
        command
    }

    /// Returns whether the language and its packages are installed.
    async fn is_installed(self) -> bool {
        let (program, arguments) = match self {
            Self::Python => ("python3", ["-c", "import cryptography"]),
            Self::Node => (
                "node",
                [
                    "-e",
                    "process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)",
                ],
            ),
        };
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null());
        let output = command.output().await;
        output.is_ok_and(|output| output.status.success())
    }
}

/// Returns the installed languages.
#[allow(
    clippy::print_stderr,
    reason = "the output of the tests shows that a language was skipped"
)]
pub async fn languages() -> Result<Vec<Language>> {
    let mut installed = Vec::new();
    for language in [Language::Python, Language::Node] {
        if language.is_installed().await {
            installed.push(language);
            continue;
        }
        let needs = match language {
            Language::Python => "python3 with the package `cryptography`",
            Language::Node => "node 20 or later",
        };
        if env::var_os("PARTNA_REQUIRE_LANGUAGES").is_some() {
            return Err(format!("{language:?}: not installed; install {needs}").into());
        }
        eprintln!("skipped: {language:?} is not installed; install {needs}");
    }
    Ok(installed)
}

/// A running example, which is killed on drop.
pub struct Receiver {
    pub url: String,
    _child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Receiver {
    pub async fn start(language: Language, key: &Path) -> Result<Self> {
        let mut command = language.command();
        command
            .arg(key)
            .arg("0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true);
        let mut child = command.spawn()?;
        let out = child.stdout.take().ok_or("no stdout")?;
        let mut receiver = Self {
            url: String::new(),
            _child: child,
            lines: BufReader::new(out).lines(),
        };
        let port = receiver
            .next_line()
            .await?
            .get("listening")
            .and_then(Value::as_u64);
        receiver.url = format!("http://127.0.0.1:{}/partna", port.ok_or("no port")?);
        Ok(receiver)
    }

    /// Returns the next line of its output. It prints one line for each new event.
    pub async fn next_line(&mut self) -> Result<Value> {
        let line = timeout(HANG_GUARD, self.lines.next_line()).await??;
        Ok(serde_json::from_str(&line.ok_or("the example has ended")?)?)
    }

    /// Sends a body, and returns the status of the response, or `None` if the connection was closed.
    pub async fn post(&self, http: &reqwest::Client, body: Vec<u8>) -> Result<Option<u16>> {
        let response = timeout(HANG_GUARD, http.post(&self.url).body(body).send()).await?;
        Ok(response.ok().map(|response| response.status().as_u16()))
    }
}
