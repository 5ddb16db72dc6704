//! A sandbox on one host and a service on another, as in two containers: two connected network namespaces. The service gets only
//! `PARTNA_*` variables.

use std::net::Ipv4Addr;
use std::process::{Command as Blocking, Output, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use partna::sandbox::Sandbox;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::{sleep, timeout};

use crate::{Result, program as service};

/// The time limit of the service.
const HANG_GUARD: Duration = Duration::from_secs(120);
const PORT: u16 = 8080;
/// With this variable, the test executable is the sandbox.
const ROLE: &str = "PARTNA_TEST_SANDBOX";
/// The line that the sandbox prints when it listens.
const READY: &str = "the sandbox listens";
const SANDBOX_ADDRESS: &str = "10.231.77.1";
const SERVICE_ADDRESS: &str = "10.231.77.2";

/// Two hosts that are connected only to each other. `drop` removes them.
struct Hosts {
    sandbox: String,
    service: String,
}

impl Hosts {
    /// Returns the reason as an error if this process has no permission to create them.
    fn new() -> std::result::Result<Self, String> {
        let id = std::process::id();
        let hosts = Self {
            sandbox: format!("partna-{id}-a"),
            service: format!("partna-{id}-b"),
        };
        let (a, b) = (hosts.sandbox.as_str(), hosts.service.as_str());
        let (left, right) = (format!("pa{id}"), format!("pb{id}"));
        let own = |address: &str| format!("{address}/24");
        ip(&["netns", "add", a])?;
        ip(&["netns", "add", b])?;
        ip(&[
            "-n", a, "link", "add", &left, "type", "veth", "peer", "name", &right, "netns", b,
        ])?;
        for (host, link, address) in [(a, &left, SANDBOX_ADDRESS), (b, &right, SERVICE_ADDRESS)] {
            ip(&["-n", host, "address", "add", &own(address), "dev", link])?;
            ip(&["-n", host, "link", "set", link, "up"])?;
            ip(&["-n", host, "link", "set", "lo", "up"])?;
        }
        Ok(hosts)
    }

    /// Returns a command that runs on one of the hosts.
    fn on(host: &str, inner: &Command) -> Command {
        let inner = inner.as_std();
        let mut command = Command::new("ip");
        command
            .args(["netns", "exec", host])
            .arg(inner.get_program())
            .args(inner.get_args())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        command
    }

    /// Runs the quickstart on the service's host with only these variables. `env -i` omits even `PATH`.
    async fn serve(&self, variables: &[(&str, &str)]) -> Result<Output> {
        let mut inner = Command::new("env");
        inner.arg("-i");
        inner.args(
            variables
                .iter()
                .map(|(name, value)| format!("{name}={value}")),
        );
        inner.arg(service()?);
        let output = Self::on(&self.service, &inner).output();
        Ok(timeout(HANG_GUARD, output).await??)
    }
}

impl Drop for Hosts {
    fn drop(&mut self) {
        for host in [&self.sandbox, &self.service] {
            let _ = ip(&["netns", "delete", host]);
        }
    }
}

fn ip(arguments: &[&str]) -> std::result::Result<(), String> {
    let output = Blocking::new("ip").args(arguments).output();
    let output = output.map_err(|error| format!("`ip` cannot be run: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let problem = String::from_utf8_lossy(&output.stderr);
    Err(format!("`ip {}`: {}", arguments.join(" "), problem.trim()))
}

/// The sandbox on its host: a second process of this executable.
struct Running {
    _child: Child,
    log: Arc<Mutex<String>>,
}

impl Running {
    async fn start(hosts: &Hosts) -> Result<Self> {
        let mut inner = Command::new(std::env::current_exe()?);
        inner.args([
            "--exact",
            "namespaces::serves_if_started_as_sandbox",
            "--nocapture",
        ]);
        let mut command = Hosts::on(&hosts.sandbox, &inner);
        let mut child = command.env(ROLE, "1").env("NO_COLOR", "1").spawn()?;
        let mut lines = BufReader::new(child.stdout.take().ok_or("no stdout")?).lines();
        let log = Arc::<Mutex<String>>::default();
        let shared = Arc::clone(&log);
        tokio::spawn(async move {
            while let Ok(Some(line)) = lines.next_line().await {
                let mut text = shared.lock().unwrap_or_else(PoisonError::into_inner);
                *text += &format!("{line}\n");
            }
        });
        let running = Self { _child: child, log };
        running.wait_until(|log| log.contains(READY)).await?;
        Ok(running)
    }

    fn log(&self) -> String {
        self.log
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    async fn wait_until(&self, is_complete: impl Fn(&str) -> bool) -> Result {
        let complete = async {
            while !is_complete(&self.log()) {
                sleep(Duration::from_millis(20)).await;
            }
        };
        let waited = timeout(HANG_GUARD, complete).await;
        waited.map_err(|_| format!("the log: is not as expected; {}", self.log()).into())
    }
}

/// Serves only if the test below starts it on another host.
#[tokio::test]
#[allow(clippy::print_stdout, reason = "the test below reads it")]
async fn serves_if_started_as_sandbox() -> Result {
    if std::env::var_os(ROLE).is_none() {
        return Ok(());
    }
    tracing_subscriber::fmt()
        .with_writer(std::io::stdout)
        .init();
    let sandbox = Sandbox::builder()
        .host(Ipv4Addr::UNSPECIFIED.into())
        .port(PORT)
        .running_clock();
    let _sandbox = sandbox.start().await?;
    println!("{READY}");
    std::future::pending().await
}

#[tokio::test]
#[allow(
    clippy::print_stderr,
    reason = "the output has to show that the test was skipped"
)]
async fn service_on_another_host_needs_only_variables() -> Result {
    let hosts = match Hosts::new() {
        Ok(hosts) => hosts,
        Err(reason) => {
            eprintln!("skipped: cannot create network namespaces ({reason})");
            return Ok(());
        }
    };
    let running = Running::start(&hosts).await?;

    let base_url = format!("http://{SANDBOX_ADDRESS}:{PORT}/v4");
    let user = ("PARTNA_API_USER", Sandbox::API_USER);
    let sandbox = ("PARTNA_ENVIRONMENT", "sandbox");
    let base_url = ("PARTNA_BASE_URL", base_url.as_str());
    let own = [
        ("PARTNA_SANDBOX_API_KEY", Sandbox::API_KEY),
        ("PARTNA_SANDBOX_API_USER", Sandbox::API_USER),
    ];
    for variables in [
        vec![
            sandbox,
            ("PARTNA_API_KEY", Sandbox::API_KEY),
            user,
            base_url,
        ],
        vec![sandbox, own[0], own[1], base_url],
    ] {
        let output = hosts.serve(&variables).await?;
        let text = String::from_utf8(output.stdout)? + &String::from_utf8(output.stderr)?;
        assert!(output.status.success(), "{text}");
        let connected = format!("Talking to {} (sandbox)", base_url.1);
        for part in [
            &*connected,
            "ramp          completed",
            "every key that was generated here",
        ] {
            assert!(text.contains(part), "no `{part}` in {text}");
        }
    }
    // The first request of each run.
    let runs = |log: &str| log.matches("get_my_profile: ").count();
    running.wait_until(|log| runs(log) >= 2).await?;

    // Keys of other environments are not sent.
    let genuine = "1--M--00112233445566778899aabbccddeeff--9999999999999--0a1b2c3d";
    for (variables, part) in [
        (
            vec![("PARTNA_API_KEY", Sandbox::API_KEY), user, base_url],
            "was created by a sandbox",
        ),
        (
            vec![("PARTNA_API_KEY", genuine), user, base_url],
            "is not an allowed host",
        ),
        (
            vec![sandbox, ("PARTNA_API_KEY", genuine), user, base_url],
            "was not created by a sandbox",
        ),
    ] {
        let output = hosts.serve(&variables).await?;
        let text = String::from_utf8(output.stderr)?;
        assert_eq!(output.status.code(), Some(1), "{text}");
        assert!(text.contains(part) && !text.contains("1--M"), "{text}");
    }
    assert_eq!(runs(&running.log()), 2, "a rejected key was sent");
    Ok(())
}
