//! The program: configured by environment variables, killed during a payment, and restarted.

use std::process::Stdio;
use std::time::Duration;

use merchant::table::{Content, Payment};
use partna::reexports::reqwest;
use partna::sandbox::{Fault, Sandbox};
use partna::webhook::Status;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::{sleep, timeout};

use crate::Result;
use crate::common::{
    HANG_GUARD, kobo_in_and_out, pay_as_customer, ramps, receive_webhooks, sandbox,
};

struct Program {
    child: Child,
    url: String,
}

impl Program {
    async fn start(sandbox: &Sandbox, directory: &TempDir) -> Result<Self> {
        let key = directory.path().join("webhook-key.pem");
        std::fs::write(&key, sandbox.webhook_key())?;
        let mut child = Command::new(env!("CARGO_BIN_EXE_merchant"))
            .env_clear()
            .env("PARTNA_ENVIRONMENT", "sandbox")
            .env("PARTNA_BASE_URL", sandbox.base_url())
            .env("PARTNA_SANDBOX_API_KEY", Sandbox::API_KEY)
            .env("PARTNA_SANDBOX_API_USER", Sandbox::API_USER)
            .env("MERCHANT_ACCOUNT", Sandbox::API_USER)
            .env("MERCHANT_ADDRESS", "127.0.0.1:0")
            .env("MERCHANT_TABLE", directory.path().join("payments.json"))
            .env("MERCHANT_WEBHOOK_KEY", key)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let stdout = child.stdout.take().ok_or("the program: has no stdout")?;
        let mut lines = BufReader::new(stdout).lines();
        let line = timeout(HANG_GUARD, lines.next_line()).await??;
        let line = line.ok_or("the program: ended")?;
        let url = line.strip_prefix("listening on ").ok_or(line.clone())?;
        receive_webhooks(sandbox, url).await?;
        let url = url.to_owned();
        Ok(Self { child, url })
    }

    async fn post(&self, path: &str, body: &'static str) -> Result<String> {
        let http = reqwest::Client::builder().no_proxy().build()?;
        let request = http.post(format!("{}{path}", self.url)).body(body);
        let request = request.header("content-type", "application/json");
        Ok(request.send().await?.text().await?)
    }
}

/// Waits until the table file has a payment that meets a condition.
async fn wait_until(directory: &TempDir, condition: impl Fn(&Payment) -> bool) -> Result<Payment> {
    let path = directory.path().join("payments.json");
    let found = async {
        loop {
            if let Ok(text) = std::fs::read(&path) {
                let content: Content = serde_json::from_slice(&text)?; // never a partial file
                let found = content.payments.into_values().find(&condition);
                if let Some(payment) = found {
                    return Ok(payment);
                }
            }
            sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(HANG_GUARD, found).await?
}

const ORDER: (&str, &str) = ("/orders/17", r#"{"customer": "amina01", "amount": 20000}"#);
const PAYOUT: (&str, &str) =
    ("/payouts/17", r#"{"amount": 2500.50, "to": {"code": "057", "account": "0123456789"}}"#);

/// Waits until every fault has affected a request.
async fn wait_for_faults(sandbox: &Sandbox) -> Result {
    let used = async {
        while sandbox.check_faults_used().is_err() {
            sleep(Duration::from_millis(5)).await;
        }
    };
    Ok(timeout(HANG_GUARD, used).await?)
}

/// Kills the program during a request of `operation`, and starts it again.
async fn kill_during(
    sandbox: &Sandbox,
    directory: &TempDir,
    (path, body): (&str, &'static str),
    (operation, fault): (&str, Fault),
) -> Result<Program> {
    let mut program = Program::start(sandbox, directory).await?;
    sandbox.fail(operation, fault)?;
    tokio::select! {
        response = program.post(path, body) => return Err(format!("the program: responded before it was killed; {response:?}").into()),
        used = wait_for_faults(sandbox) => used?,
    }
    program.child.kill().await?;
    Program::start(sandbox, directory).await
}

#[tokio::test]
async fn payout_leaves_once_after_crash() -> Result {
    // The request has no effect, or takes effect, perhaps after the restart.
    for fault in [Fault::Stall, Fault::Delay(Duration::from_millis(300))] {
        let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
        let fault = ("create_withdrawal", fault);
        let program = kill_during(&sandbox, &directory, PAYOUT, fault).await?;
        wait_until(&directory, |it| it.status == Some(Status::Completed)).await?;
        program.post(PAYOUT.0, PAYOUT.1).await?;
        sleep(Duration::from_millis(600)).await; // a delayed request has taken effect by now
        assert_eq!(kobo_in_and_out(&sandbox)?.1, 250_050);
    }
    Ok(())
}

#[tokio::test]
async fn order_can_be_paid_after_crash() -> Result {
    for operation in ["get_rate", "create_ramp"] {
        let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
        let fault = (operation, Fault::Stall);
        let _program = kill_during(&sandbox, &directory, ORDER, fault).await?;
        let order = wait_until(&directory, |it| it.pay_in.is_some()).await?;
        pay_as_customer(&sandbox, &order)?;
        wait_until(&directory, |it| it.status == Some(Status::Completed)).await?;
        assert_eq!(kobo_in_and_out(&sandbox)?.0, 2_000_000);
        assert_eq!(ramps(&sandbox).await?.len(), 1);
    }
    Ok(())
}

#[cfg(unix)]
#[tokio::test]
async fn termination_finishes_running_requests() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let mut program = Program::start(&sandbox, &directory).await?;
    let delay = Fault::Delay(Duration::from_millis(300));
    sandbox.fail("create_withdrawal", delay)?;
    let terminate = async {
        wait_for_faults(&sandbox).await?;
        let id = program.child.id().ok_or("the program: ended")?;
        let mut kill = Command::new("kill");
        assert!(kill.args(["-TERM", &id.to_string()]).status().await?.success());
        Result::Ok(())
    };
    let (response, terminated) = tokio::join!(program.post(PAYOUT.0, PAYOUT.1), terminate);
    terminated?;
    assert!(response?.contains("\"Accepted\""));
    assert!(timeout(HANG_GUARD, program.child.wait()).await??.success());
    Ok(())
}
