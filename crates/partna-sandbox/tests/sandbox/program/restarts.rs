//! The program and state files: restarts, output, and errors at the start.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use partna_auth::{Amount, ErrorKind, Outcome, Partna, Reference, WithReference, types};
use partna_sandbox::Sandbox;
use partna_webhook::Event;
use rust_decimal::Decimal;
use tokio::sync::Notify;
use tokio::time::timeout;

use crate::Result;
use crate::running::{Running, program};

const KEY: &str = "1--M--73616e64626f782dc0ffee00c0ffee00--9999999999999--c0ffee00";
const USER: &str = "acme";
const SEED: &str = r#"
    [merchant]
    username = "acme"
    api_key = "1--M--73616e64626f782dc0ffee00c0ffee00--9999999999999--c0ffee00"

    [[accounts]]
    name = "amina01"
    balances = { NGN = "100000" }

    [[accounts]]
    name = "bello02"
"#;
/// Half of the time until a ramp expires.
const HALF_AN_HOUR: Duration = Duration::from_secs(1800);
/// The amount of each transfer.
const TRANSFER_AMOUNT: Decimal = Decimal::from_parts(125, 0, 0, false, 2);

fn text(path: &Path) -> Result<&str> {
    Ok(path.to_str().ok_or("no text")?)
}

/// Sends transfers until the program does not respond. Returns the accepted references, and the last one without a response.
async fn move_money(
    partna: Partna,
    first_accepted: Arc<Notify>,
) -> Result<(Vec<Reference>, Reference)> {
    let mut accepted = Vec::new();
    loop {
        let reference = Reference::random();
        let body = types::TransferRequest::builder()
            .from_account("amina01")
            .to_account("bello02")
            .currency("NGN")
            .amount(Amount::try_from(TRANSFER_AMOUNT)?);
        let write = partna.create_transfer().body(body);
        match write.with_reference(reference.clone())?.send().await {
            Ok(Outcome::Accepted(_)) => accepted.push(reference),
            // The connection was aborted or refused.
            Ok(Outcome::Unknown(_)) => return Ok((accepted, reference)),
            Err(error) if error.kind() == ErrorKind::Transport => return Ok((accepted, reference)),
            Err(error) => return Err(error.into()),
        }
        if accepted.len() == 5 {
            first_accepted.notify_one();
        }
    }
}

async fn balance(partna: &Partna, account: &str) -> Result<Decimal> {
    let accounts = partna.list_accounts().account_name(account).send().await?;
    let accounts = accounts.into_inner().data.unwrap_or_default().accounts;
    let naira = accounts.first().and_then(|account| account.get("NGN"));
    let balance = naira.and_then(|naira| naira.balance);
    Ok(balance.ok_or("no balance")?.decimal())
}

async fn is_recorded(partna: &Partna, reference: &Reference) -> Result<bool> {
    let transaction = partna
        .get_transaction()
        .transaction_reference(reference.as_str());
    match transaction.send().await {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// A write without a response was applied completely or not at all.
#[tokio::test]
async fn accepted_writes_survive_kill() -> Result {
    let directory = tempfile::tempdir()?;
    let (seed, state) = (
        directory.path().join("seed.toml"),
        directory.path().join("state.json"),
    );
    fs::write(&seed, SEED)?;
    let arguments = ["--seed", text(&seed)?, "--state", text(&state)?];
    let mut moved = Decimal::ZERO;
    for _ in 0..5 {
        let running = Running::start(&arguments).await?;
        let partna = running.client(KEY, USER).await?;
        let first_accepted = Arc::new(Notify::new());
        let moving = move_money(partna, Arc::clone(&first_accepted));
        let killed = async {
            timeout(Duration::from_secs(60), first_accepted.notified()).await?;
            running.kill().await
        };
        let (sent, killed) = tokio::join!(moving, killed);
        killed?;
        let (accepted, last) = sent?;

        let running = Running::start(&arguments).await?;
        let partna = running.client(KEY, USER).await?;
        for reference in &accepted {
            assert!(is_recorded(&partna, reference).await?, "{reference:?}");
        }
        let applied = usize::from(is_recorded(&partna, &last).await?);
        moved += TRANSFER_AMOUNT * Decimal::from(accepted.len() + applied);
        assert_eq!(balance(&partna, "bello02").await?, moved);
        let rest = Decimal::from(100_000) - moved;
        assert_eq!(balance(&partna, "amina01").await?, rest);
        running.kill().await?;
    }
    Ok(())
}

/// A new key is valid after the restart, an invalidated key is not, and the clock continues.
#[tokio::test]
async fn keys_ramps_and_clock_survive_restart() -> Result {
    let directory = tempfile::tempdir()?;
    let state = directory.path().join("state.json");
    let start = || Sandbox::builder().state_file(&state).start();
    let sandbox = start().await?;
    let partna = sandbox.client();
    let rate = partna.get_rate().from_currency("NGN").to_currency("USDT");
    let mut rates = rate.send().await?.into_inner().data.unwrap_or_default();
    let rate = rates.rate.remove("NGN_to_USDT").ok_or("no rate")?;
    let ramp = types::RampRequest::builder()
        .account_name(Sandbox::API_USER)
        .from_amount(20_000)
        .from_currency("NGN")
        .from_network("naira")
        .to_currency("USDT")
        .to_network("tron")
        .crypto_address("TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF")
        .rate_key(rate.key.ok_or("no rate key")?);
    partna.create_ramp().body(ramp).send().await?;
    let key = types::ApiKeyRequest::builder()
        .apikey(Sandbox::API_KEY)
        .keyname("next")
        .scope("M");
    partna.generate_api_key().body(key).send().await?;
    sandbox.set_price("NGN", Decimal::new(1, 3))?;
    sandbox.advance(HALF_AN_HOUR);
    sandbox.stop().await;

    for status in ["pending", "canceled"] {
        let sandbox = start().await?;
        assert!(
            !sandbox.accepts_key(Sandbox::API_KEY),
            "the old key is still valid"
        );
        let partna = sandbox.client();
        let rates = partna.get_rate().from_currency("NGN").to_currency("USDT");
        let mut rates = rates.send().await?.into_inner().data.unwrap_or_default();
        let rate = rates.rate.remove("NGN_to_USDT").ok_or("no rate")?;
        assert_eq!(
            rate.rate.map(|rate| rate.decimal()),
            Some(Decimal::new(1, 3))
        );
        let ramps = partna.list_ramps().account_name(Sandbox::API_USER);
        let ramps = ramps.send().await?.into_inner();
        let ramps = ramps
            .data
            .map(|data| data.ramp_requests)
            .unwrap_or_default();
        let found = ramps.first().and_then(|ramp| ramp.status.as_ref());
        assert_eq!(found.map(AsRef::as_ref), Some(status));
        sandbox.advance(HALF_AN_HOUR);
        sandbox.stop().await;
    }
    Ok(())
}

/// Generated addresses are stable even without a write, and a delivered event is not delivered again.
#[tokio::test]
async fn addresses_and_deliveries_survive_restart() -> Result {
    let directory = tempfile::tempdir()?;
    let state = directory.path().join("state.json");
    let start = || Sandbox::builder().state_file(&state).start();
    let addresses = async |sandbox: &Sandbox| {
        let accounts = sandbox.client().list_accounts().send().await?.into_inner();
        let accounts = accounts.data.unwrap_or_default().accounts;
        let ledger = accounts.first().and_then(|account| account.get("USD"));
        let dollars = ledger.ok_or("no dollars")?;
        let ids: Vec<_> = dollars.asset.iter().map(|asset| asset.id.clone()).collect();
        Ok::<_, Box<dyn std::error::Error>>(ids)
    };
    let sandbox = start().await?;
    let before = addresses(&sandbox).await?;
    // Dropped without a stop, as in a crash. Its file can be opened after its tasks have ended.
    drop(sandbox);
    let sandbox = async {
        loop {
            match start().await {
                Err(error) if error.to_string().contains("in use") => {
                    tokio::time::sleep(Duration::from_millis(10)).await;
                }
                started => return started,
            }
        }
    };
    let sandbox = timeout(Duration::from_secs(60), sandbox).await??;
    assert_eq!(addresses(&sandbox).await?, before);

    let deposit = types::MockDepositRequest::builder()
        .currency("NGN")
        .network("naira")
        .amount("25.5");
    let partna = sandbox.client();
    partna
        .create_mock_deposit()
        .body(deposit.clone())
        .send()
        .await?;
    assert_eq!(sandbox.next_webhook().await.name(), Some("Deposit"));
    // After the inbox received the event, the dispatcher finds that the merchant has no URL.
    tokio::time::sleep(Duration::from_millis(200)).await;
    sandbox.stop().await;
    let sandbox = start().await?;
    // A repeated delivery would arrive before that of a new event.
    let second = deposit.amount("31.5");
    let partna = sandbox.client();
    partna.create_mock_deposit().body(second).send().await?;
    let event = timeout(Duration::from_secs(60), sandbox.next_webhook()).await?;
    let Event::Deposit(deposit) = event else {
        return Err(format!("{event:?}").into());
    };
    assert_eq!(deposit.amount.to_string(), "31.5");
    Ok(())
}

/// The log has the operation of a request, but no keys and no values.
#[cfg(unix)]
#[tokio::test]
async fn output_has_operations_and_no_secrets() -> Result {
    let directory = tempfile::tempdir()?;
    let seed = directory.path().join("seed.toml");
    fs::write(&seed, SEED)?;
    let running = Running::start(&["--seed", text(&seed)?]).await?;
    let partna = running.client(KEY, USER).await?;
    let accounts = partna.list_accounts().account_name("canary-name");
    assert!(accounts.send().await.is_err(), "the account exists");
    let webhook = types::WebhookRequest::builder().url("http://127.0.0.1:9/canary-path");
    partna.set_webhook().body(webhook).send().await?;
    let deposit = types::MockDepositRequest::builder()
        .currency("NGN")
        .network("naira")
        .amount("777.13");
    partna.create_mock_deposit().body(deposit).send().await?;
    let wrong = running
        .client(
            "1--M--73616e64626f782dbad0bad0bad0bad0--9999999999999--bad0bad0",
            USER,
        )
        .await?;
    assert!(
        wrong.get_balances().send().await.is_err(),
        "the wrong key was accepted"
    );
    // The delivery is attempted before it is logged.
    running
        .wait_until(|output| output.contains("attempt 1"))
        .await?;
    let (status, text_output) = running.terminate().await?;
    assert!(status.success(), "{status}: {text_output}");
    for part in [
        "\nPort: ",
        "has no real money",
        "export PARTNA_ENVIRONMENT=sandbox",
        "export PARTNA_API_USER=acme",
        "PARTNA_API_KEY: use the key of your seed",
        "list_accounts: ",
        "create_mock_deposit: responded",
        "get_balances: invalid apikey",
        "http://127.0.0.1:9: attempt 1 failed: no connection",
        "Stopping",
    ] {
        assert!(text_output.contains(part), "no `{part}` in {text_output}");
    }
    for secret in ["c0ffee", "bad0bad0", "777.13", Sandbox::API_KEY] {
        assert!(
            !text_output.contains(secret),
            "`{secret}` is in {text_output}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn start_errors_have_file_and_problem() -> Result {
    let directory = tempfile::tempdir()?;
    let file = |name: &str, content: &str| {
        let path = directory.path().join(name);
        fs::write(&path, content)?;
        Ok::<_, Box<dyn std::error::Error>>(text(&path)?.to_owned())
    };
    let in_use = text(&directory.path().join("in-use.json"))?.to_owned();
    let running = Running::start(&["--state", &in_use]).await?;
    let port = running.base_url.replace("http://127.0.0.1:", "");
    let port = port.trim_end_matches("/v4");
    let damaged = file("damaged.json", "{\"canary")?;
    let unknown_field = file("unknown.toml", "[merchant]\nnmae = \"canary\"")?;
    let unknown_currency = file(
        "currency.toml",
        "[[accounts]]\nname = \"amina01\"\nbalances = { ABC = \"1\" }",
    )?;
    let cases: [(&[&str], &str); 6] = [
        (&["--state", &in_use], "in use by another sandbox"),
        (&["--state", &damaged], "move it away"),
        (&["--seed", &unknown_field], "nmae"),
        (&["--seed", &unknown_currency], "ABC"),
        (&["--seed", "/unknown/seed.toml"], "/unknown/seed.toml"),
        (&["--port", port], port),
    ];
    for (arguments, part) in cases {
        let output = program(arguments).output().await?;
        let text_output = String::from_utf8(output.stderr)?;
        assert_eq!(
            output.status.code(),
            Some(1),
            "{arguments:?}: {text_output}"
        );
        assert!(
            text_output.contains("error: ") && text_output.contains(part),
            "{text_output}"
        );
        assert!(!text_output.contains("canary"), "{text_output}");
    }
    Ok(())
}

#[tokio::test]
async fn help_lists_options_and_requests() -> Result {
    let output = program(&["--help"]).output().await?;
    let help = String::from_utf8(output.stdout)?;
    for part in [
        "--seed",
        "--state",
        "--settle",
        "/sandbox/fail",
        "/sandbox/faults",
        "--webhook-key",
        "Port: N",
        "commit_then_drop",
        "[[accounts]]",
        "[merchant]",
    ] {
        assert!(help.contains(part), "no `{part}` in {help}");
    }
    Ok(())
}
