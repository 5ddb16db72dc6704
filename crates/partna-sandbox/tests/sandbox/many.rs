//! A thousand sandboxes in one process, and nothing of them afterwards.

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
/// How many there are at a time: as many as fit under the usual limit of open files.
const WAVE: usize = 50;
const HANG_GUARD: Duration = Duration::from_secs(60);
/// Set in the process that the test starts.
const CHILD: &str = "PARTNA_TEST_CHILD";

/// What a process holds that a sandbox could leave behind.
#[derive(Clone, Copy, Debug)]
struct Held {
    tasks: usize,
    /// Open files and sockets; none where they cannot be counted.
    files: Option<usize>,
}

impl Held {
    fn now() -> Result<Self> {
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

    /// Whether it is no more than before.
    fn is_within(self, before: Self) -> bool {
        self.tasks <= before.tasks && self.files <= before.files
    }
}

/// One that is used by a client, pays and tells, and then is stopped or just dropped. The client outlives it.
async fn come_and_go(number: usize) -> Result<(SocketAddr, Partna)> {
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

/// Nobody listens on a port any more, and whoever wants can.
async fn is_free(address: SocketAddr) -> bool {
    let refused = match TcpStream::connect(address).await {
        Err(error) => error.kind() == ErrorKind::ConnectionRefused,
        // A port that nobody listens on can be given to the very connection that asks for it, which then meets itself.
        Ok(stream) => match (stream.local_addr(), stream.peer_addr()) {
            (Ok(own), Ok(other)) => own == other,
            _ => false,
        },
    };
    refused && TcpListener::bind(address).await.is_ok()
}

async fn become_free(addresses: &[SocketAddr]) -> Result {
    for address in addresses {
        let freed = async {
            while !is_free(*address).await {
                sleep(Duration::from_millis(20)).await;
            }
        };
        let freed = timeout(HANG_GUARD, freed).await;
        freed.map_err(|_| format!("{address} is not free again"))?;
    }
    Ok(())
}

async fn wave(numbers: std::ops::Range<usize>) -> Result {
    let gone = try_join_all(numbers.map(come_and_go)).await?;
    // Clients that are left keep their side of a connection.
    let (addresses, clients): (Vec<SocketAddr>, Vec<Partna>) = gone.into_iter().unzip();
    drop(clients);
    become_free(&addresses).await
}

async fn become_no_more_than(before: Held) -> Result {
    while !Held::now()?.is_within(before) {
        sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_leave_nothing_behind() -> Result {
    // Open files are counted for the process, so the test runs again in one where no other test opens any.
    if std::env::var_os(CHILD).is_none() {
        let mut command = tokio::process::Command::new(std::env::current_exe()?);
        command.args(["--exact", "many::a_thousand_leave_nothing_behind"]);
        let output = command.env(CHILD, "1").output().await?;
        let printed = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success() && printed.contains("1 passed"),
            "{printed}"
        );
        return Ok(());
    }
    // What is made once a process, such as the key that webhooks are signed with, is made here.
    wave(0..2).await?;
    sleep(Duration::from_millis(500)).await;
    let before = Held::now()?;
    for first in (0..SANDBOXES).step_by(WAVE) {
        wave(first..first + WAVE).await?;
        let so_far = first + WAVE;
        let given_back = timeout(HANG_GUARD, become_no_more_than(before)).await;
        given_back.map_err(|_| {
            let now = Held::now();
            format!("{now:?} after {so_far} sandboxes, and {before:?} before")
        })??;
    }
    Ok(())
}
