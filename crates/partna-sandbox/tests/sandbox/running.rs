//! The sandbox as a program of its own, and what it says.

use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use partna_auth::{Credentials, Environment, Partna};
use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::process::{Child, Command};
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use crate::Result;

/// How long a program may take to begin or to end.
const PATIENCE: Duration = Duration::from_secs(60);

/// The last words of the greeting.
const END_OF_GREETING: &str = "Ctrl-C stops it.";

/// Killed with this, if it has not ended by then.
pub struct Running {
    pub base_url: String,
    child: Child,
    said: Said,
    #[cfg_attr(not(unix), expect(dead_code, reason = "`end` needs Unix"))]
    readers: [JoinHandle<()>; 2],
}

type Said = Arc<Mutex<String>>;

/// The program.
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
    /// Starts it on a port that is free.
    pub async fn start(arguments: &[&str]) -> Result<Self> {
        let mut command = program(arguments);
        command.args(["--port", "0"]);
        Self::spawn(command).await
    }

    /// Starts it by a command of the test's own, and waits until it listens and has printed its whole greeting.
    pub async fn spawn(mut command: Command) -> Result<Self> {
        let mut child = command.spawn()?;
        let said = Said::default();
        let out = child.stdout.take().ok_or("no stdout")?;
        let err = child.stderr.take().ok_or("no stderr")?;
        let readers = [
            tokio::spawn(read(out, said.clone())),
            tokio::spawn(read(err, said.clone())),
        ];
        let mut running = Self {
            base_url: String::new(),
            child,
            said,
            readers,
        };
        let port = timeout(PATIENCE, running.port()).await?;
        running.base_url = format!("http://127.0.0.1:{}/v4", port?);
        Ok(running)
    }

    /// The port, once it says it.
    async fn port(&mut self) -> Result<String> {
        loop {
            let said = self.said();
            if let Some((_, rest)) = said.split_once("http://127.0.0.1:")
                && rest.contains(END_OF_GREETING)
            {
                return Ok(rest.chars().take_while(char::is_ascii_digit).collect());
            }
            if let Some(status) = self.child.try_wait()? {
                return Err(format!("it ended with {status}: {said}").into());
            }
            sleep(Duration::from_millis(10)).await;
        }
    }

    /// Waits until the output is as wanted: it arrives later than the response of the request that it is about.
    pub async fn wait_until(&self, is_wanted: impl Fn(&str) -> bool) -> Result<String> {
        let wanted = async {
            loop {
                let said = self.said();
                if is_wanted(&said) {
                    return said;
                }
                sleep(Duration::from_millis(20)).await;
            }
        };
        let said = timeout(PATIENCE, wanted).await;
        said.map_err(|_| format!("the output is not as wanted: {}", self.said()).into())
    }

    /// Kills it, and waits until it is gone.
    pub async fn kill(mut self) -> Result {
        self.child.kill().await?;
        Ok(())
    }

    /// Asks it to end, and hands on how it did and all that it said.
    #[cfg(unix)]
    pub async fn end(mut self) -> Result<(std::process::ExitStatus, String)> {
        let id = self.child.id().ok_or("it has ended")?.to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status().await?;
        assert!(asked.success(), "nobody could ask");
        let status = timeout(PATIENCE, self.child.wait()).await??;
        for reader in &mut self.readers {
            reader.await?;
        }
        Ok((status, self.said()))
    }

    /// What it has said so far, on both streams.
    pub fn said(&self) -> String {
        let said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        said.clone()
    }

    pub async fn client(&self, key: &str, user: &str) -> Result<Partna> {
        let pair = Credentials::new(Environment::Sandbox, key, user)?;
        let builder = Partna::builder().credentials(pair);
        Ok(builder.base_url(&self.base_url).build().await?)
    }
}

/// Reads to the end, so that the program never waits for a reader.
async fn read(stream: impl AsyncRead + Unpin, said: Said) {
    let mut lines = BufReader::new(stream).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        let mut said = said.lock().unwrap_or_else(PoisonError::into_inner);
        said.push_str(&line);
        said.push('\n');
    }
}
