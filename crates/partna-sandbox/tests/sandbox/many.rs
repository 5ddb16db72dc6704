//! A thousand sandboxes in one process leave no task and no open file.

use std::error::Error;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::time::Duration;

use futures_util::future::try_join_all;
use partna_auth::{Partna, types};
use partna_sandbox::Sandbox;
use partna_webhook::Event;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Handle;
use tokio::time::{sleep, timeout};
use url::Url;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

const SANDBOXES: usize = 1000;
/// The number of concurrent sandboxes, which fits the default limit of open files.
const BATCH_SIZE: usize = 50;
const HANG_GUARD: Duration = Duration::from_secs(60);
/// Set in the process that the test starts.
const CHILD: &str = "PARTNA_TEST_CHILD";

/// The resources of the process that a sandbox could leak.
#[derive(Clone, Copy, Debug)]
struct Resources {
    tasks: usize,
    /// Open files and sockets. `None` where they cannot be counted.
    files: Option<usize>,
}

impl Resources {
    fn current() -> Result<Self> {
        let files = if cfg!(target_os = "linux") {
            Some(std::fs::read_dir("/proc/self/fd")?.count())
        } else {
            None
        };
        Ok(Self {
            tasks: Handle::current().metrics().num_alive_tasks(),
            files,
        })
    }

    /// Returns whether there are not more resources than before.
    fn is_within(self, before: Self) -> bool {
        self.tasks <= before.tasks && self.files <= before.files
    }
}

/// Starts a sandbox, uses it, and stops or drops it. The client outlives it.
async fn use_sandbox(number: usize) -> Result<(SocketAddr, Partna)> {
    let sandbox = Sandbox::start().await?;
    let partna = sandbox.client();
    let deposit = types::MockDepositRequest::builder()
        .currency("NGN")
        .network("naira")
        .amount("2500.50");
    partna.create_mock_deposit().body(deposit).send().await?;
    let event = timeout(HANG_GUARD, sandbox.next_webhook()).await?;
    assert!(matches!(event, Event::Deposit(_)), "{event:?}");
    sandbox.books().check()?;

    let addresses = Url::parse(&sandbox.base_url())?.socket_addrs(|| None)?;
    let address = *addresses.first().ok_or("no address")?;
    if number.is_multiple_of(2) {
        sandbox.stop().await;
    } else {
        drop(sandbox);
    }
    Ok((address, partna))
}

/// Returns whether the port can be bound and no process listens on it.
async fn is_free(address: SocketAddr) -> bool {
    let is_refused = match TcpStream::connect(address).await {
        Err(error) => error.kind() == ErrorKind::ConnectionRefused,
        // A connection to a free local port can get the same port as its source, and connect to itself.
        Ok(stream) => match (stream.local_addr(), stream.peer_addr()) {
            (Ok(own), Ok(other)) => own == other,
            _ => false,
        },
    };
    is_refused && TcpListener::bind(address).await.is_ok()
}

async fn wait_until_free(addresses: &[SocketAddr]) -> Result {
    for address in addresses {
        let freed = async {
            while !is_free(*address).await {
                sleep(Duration::from_millis(20)).await;
            }
        };
        let freed = timeout(HANG_GUARD, freed).await;
        freed.map_err(|_| format!("{address}: still in use"))?;
    }
    Ok(())
}

async fn run_batch(numbers: std::ops::Range<usize>) -> Result {
    let used = try_join_all(numbers.map(use_sandbox)).await?;
    // Clients keep their side of a connection.
    let (addresses, clients): (Vec<SocketAddr>, Vec<Partna>) = used.into_iter().unzip();
    drop(clients);
    wait_until_free(&addresses).await
}

async fn wait_until_within(before: Resources) -> Result {
    while !Resources::current()?.is_within(before) {
        sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thousand_sandboxes_leak_no_task_and_no_file() -> Result {
    // Open files are counted per process, so the test runs in a child process without other tests.
    if std::env::var_os(CHILD).is_none() {
        let mut command = tokio::process::Command::new(std::env::current_exe()?);
        command.args([
            "--exact",
            "many::thousand_sandboxes_leak_no_task_and_no_file",
        ]);
        let output = command.env(CHILD, "1").output().await?;
        let printed = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success() && printed.contains("1 passed"),
            "{printed}"
        );
        return Ok(());
    }
    // Creates the resources that exist once per process, such as the signing key.
    run_batch(0..2).await?;
    sleep(Duration::from_millis(500)).await;
    let before = Resources::current()?;
    for first in (0..SANDBOXES).step_by(BATCH_SIZE) {
        run_batch(first..first + BATCH_SIZE).await?;
        let count = first + BATCH_SIZE;
        let released = timeout(HANG_GUARD, wait_until_within(before)).await;
        released.map_err(|_| {
            let now = Resources::current();
            format!("{now:?} after {count} sandboxes, and {before:?} at the start")
        })??;
    }
    Ok(())
}
