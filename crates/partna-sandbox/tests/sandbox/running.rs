//! Runs the program, and collects its output.

use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use partna_auth::{Credentials, Environment, Partna};
use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::process::{Child, Command};
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use crate::Result;

/// The timeout for the start and the end of a program.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The end of the output at the start.
const END_OF_GREETING: &str = "Ctrl-C stops the sandbox.";

/// A running program, which is killed on drop.
pub struct Running {
    pub base_url: String,
    child: Child,
    output: Output,
    #[cfg_attr(not(unix), expect(dead_code, reason = "`terminate` needs Unix"))]
    readers: [JoinHandle<()>; 2],
}

type Output = Arc<Mutex<String>>;

/// Returns the command that runs the program.
pub fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_partna-sandbox"));
    command
        .args(arguments)
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    command
}

impl Running {
    /// Starts the program on a free port.
    pub async fn start(arguments: &[&str]) -> Result<Self> {
        let mut command = program(arguments);
        command.args(["--port", "0"]);
        Self::spawn(command).await
    }

    /// Starts a command, and waits until the program listens and has printed its connection data.
    pub async fn spawn(mut command: Command) -> Result<Self> {
        let mut child = command.spawn()?;
        let output = Output::default();
        let out = child.stdout.take().ok_or("no stdout")?;
        let err = child.stderr.take().ok_or("no stderr")?;
        let readers = [
            tokio::spawn(read(out, output.clone())),
            tokio::spawn(read(err, output.clone())),
        ];
        let mut running = Self {
            base_url: String::new(),
            child,
            output,
            readers,
        };
        let port = timeout(TIMEOUT, running.port()).await?;
        running.base_url = format!("http://127.0.0.1:{}/v4", port?);
        Ok(running)
    }

    /// Waits until the program has printed its port.
    async fn port(&mut self) -> Result<String> {
        loop {
            let output = self.output();
            if let Some((_, rest)) = output.split_once("http://127.0.0.1:")
                && rest.contains(END_OF_GREETING)
            {
                return Ok(rest.chars().take_while(char::is_ascii_digit).collect());
            }
            if let Some(status) = self.child.try_wait()? {
                return Err(format!("the program ended with {status}: {output}").into());
            }
            sleep(Duration::from_millis(10)).await;
        }
    }

    /// Waits until the output matches. The output of a request can arrive later than its response.
    pub async fn wait_until(&self, matches: impl Fn(&str) -> bool) -> Result<String> {
        let matched = async {
            loop {
                let output = self.output();
                if matches(&output) {
                    return output;
                }
                sleep(Duration::from_millis(20)).await;
            }
        };
        let output = timeout(TIMEOUT, matched).await;
        output.map_err(|_| format!("the output does not match: {}", self.output()).into())
    }

    /// Kills the program, and waits until it has ended.
    pub async fn kill(mut self) -> Result {
        self.child.kill().await?;
        Ok(())
    }

    /// Sends SIGTERM, and returns the exit status and the output.
    #[cfg(unix)]
    pub async fn terminate(mut self) -> Result<(std::process::ExitStatus, String)> {
        let id = self.child.id().ok_or("the program has ended")?.to_string();
        let signaled = Command::new("kill").args(["-TERM", &id]).status().await?;
        assert!(signaled.success(), "kill: cannot send SIGTERM");
        let status = timeout(TIMEOUT, self.child.wait()).await??;
        for reader in &mut self.readers {
            reader.await?;
        }
        Ok((status, self.output()))
    }

    /// Returns the output so far, of both streams.
    pub fn output(&self) -> String {
        let output = self.output.lock().unwrap_or_else(PoisonError::into_inner);
        output.clone()
    }

    pub async fn client(&self, key: &str, user: &str) -> Result<Partna> {
        let credentials = Credentials::new(Environment::Sandbox, key, user)?;
        let builder = Partna::builder().credentials(credentials);
        Ok(builder.base_url(&self.base_url).build().await?)
    }
}

/// Reads a stream until it ends, so that the program never blocks on its output.
async fn read(stream: impl AsyncRead + Unpin, output: Output) {
    let mut lines = BufReader::new(stream).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        let mut output = output.lock().unwrap_or_else(PoisonError::into_inner);
        output.push_str(&line);
        output.push('\n');
    }
}
