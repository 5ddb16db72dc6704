//! The sandbox on one host and a service on another, as in two containers: two network namespaces with a cable between them.
//! The service gets `PARTNA_*` variables alone.

use std::net::Ipv4Addr;
use std::process::{Command as Blocking, Output, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use partna::sandbox::Sandbox;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::{sleep, timeout};

use crate::{Result, program as service};

/// How long the service may take.
const HANG_GUARD: Duration = Duration::from_secs(120);
const PORT: u16 = 8080;
/// With this variable, the test executable is the sandbox.
const ROLE: &str = "PARTNA_TEST_SANDBOX";
/// What the sandbox prints when it listens.
const READY: &str = "the sandbox listens";
const SANDBOX_ADDRESS: &str = "10.231.77.1";
const SERVICE_ADDRESS: &str = "10.231.77.2";

/// Two hosts that see each other and nothing else. Dropped, they are gone.
struct Hosts {
    sandbox: String,
    service: String,
}

impl Hosts {
    /// Returns why there are none where this process may not make them.
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

    /// A program on one of them.
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

    /// The quickstart on the service's host, with these variables and no others. `env -i` leaves out even `PATH`.
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

/// The sandbox on its host: this executable, started again there.
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
        let kept = Arc::clone(&log);
        tokio::spawn(async move {
            while let Ok(Some(line)) = lines.next_line().await {
                let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                *kept += &format!("{line}\n");
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

    async fn wait_until(&self, is_wanted: impl Fn(&str) -> bool) -> Result {
        let wanted = async {
            while !is_wanted(&self.log()) {
                sleep(Duration::from_millis(20)).await;
            }
        };
        let waited = timeout(HANG_GUARD, wanted).await;
        waited.map_err(|_| format!("the log is not as expected: {}", self.log()).into())
    }
}

/// Does nothing, unless the test below starts it on another host.
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
    reason = "who reads the output of the tests has to know that this one did nothing"
)]
async fn service_on_another_host_uses_sandbox_by_variables_alone() -> Result {
    let hosts = match Hosts::new() {
        Ok(hosts) => hosts,
        Err(reason) => {
            eprintln!("skipped: this machine makes no network namespaces ({reason})");
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
        let place = format!("Talking to {} (sandbox)", base_url.1);
        for part in [
            &*place,
            "ramp          completed",
            "every key that was made here",
        ] {
            assert!(text.contains(part), "no `{part}` in {text}");
        }
    }
    // The first request of each story.
    let stories = |log: &str| log.matches("get_my_profile: ").count();
    running.wait_until(|log| stories(log) >= 2).await?;

    // Keys of other environments stay where they are.
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
    assert_eq!(stories(&running.log()), 2, "a request arrived");
    Ok(())
}
