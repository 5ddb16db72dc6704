//! The sandbox as a program of its own: what survives its end, what it says of itself, and what it does not begin with.

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
/// Half of the time in which a ramp is to be paid.
const HALF_AN_HOUR: Duration = Duration::from_secs(1800);
/// How much is moved by each transfer.
const EACH: Decimal = Decimal::from_parts(125, 0, 0, false, 2);

fn text(path: &Path) -> Result<&str> {
    Ok(path.to_str().ok_or("no text")?)
}

/// Moves money until nobody answers, and hands on the references of what was answered, and of what was not.
async fn move_money(partna: Partna, begun: Arc<Notify>) -> Result<(Vec<Reference>, Reference)> {
    let mut done = Vec::new();
    loop {
        let reference = Reference::random();
        let body = types::TransferRequest::builder()
            .from_account("amina01")
            .to_account("bello02")
            .currency("NGN")
            .amount(Amount::try_from(EACH)?);
        let write = partna.create_transfer().body(body);
        match write.with_reference(reference.clone())?.send().await {
            Ok(Outcome::Accepted(_)) => done.push(reference),
            // The connection broke, or could not be had any more.
            Ok(Outcome::Unknown(_)) => return Ok((done, reference)),
            Err(error) if error.kind() == ErrorKind::Transport => return Ok((done, reference)),
            Err(error) => return Err(error.into()),
        }
        if done.len() == 5 {
            begun.notify_one();
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

async fn is_on_record(partna: &Partna, reference: &Reference) -> Result<bool> {
    let transaction = partna
        .get_transaction()
        .transaction_reference(reference.as_str());
    match transaction.send().await {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// What was answered has happened, whenever the program is killed; what was not has happened whole, or not at all.
#[tokio::test]
async fn what_was_answered_survives_a_kill() -> Result {
    let folder = tempfile::tempdir()?;
    let (seed, state) = (
        folder.path().join("seed.toml"),
        folder.path().join("state.json"),
    );
    fs::write(&seed, SEED)?;
    let arguments = ["--seed", text(&seed)?, "--state", text(&state)?];
    let mut moved = Decimal::ZERO;
    for _ in 0..5 {
        let running = Running::start(&arguments).await?;
        let partna = running.client(KEY, USER).await?;
        let begun = Arc::new(Notify::new());
        let moving = move_money(partna, Arc::clone(&begun));
        let killed = async {
            timeout(Duration::from_secs(60), begun.notified()).await?;
            running.kill().await
        };
        let (told, killed) = tokio::join!(moving, killed);
        killed?;
        let (done, last) = told?;

        let running = Running::start(&arguments).await?;
        let partna = running.client(KEY, USER).await?;
        for reference in &done {
            assert!(is_on_record(&partna, reference).await?, "{reference:?}");
        }
        let arrived = usize::from(is_on_record(&partna, &last).await?);
        moved += EACH * Decimal::from(done.len() + arrived);
        assert_eq!(balance(&partna, "bello02").await?, moved);
        let rest = Decimal::from(100_000) - moved;
        assert_eq!(balance(&partna, "amina01").await?, rest);
        running.kill().await?;
    }
    Ok(())
}

/// A key that was made opens the next sandbox of the file, one that has ended does not, and the clock goes on.
#[tokio::test]
async fn keys_ramps_and_clock_go_on_after_a_restart() -> Result {
    let folder = tempfile::tempdir()?;
    let state = folder.path().join("state.json");
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
        assert!(!sandbox.accepts_key(Sandbox::API_KEY), "it has ended");
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

/// Whatever was told is kept, even before anything has changed; and what was delivered does not come again.
#[tokio::test]
async fn nothing_is_made_up_or_delivered_anew() -> Result {
    let folder = tempfile::tempdir()?;
    let state = folder.path().join("state.json");
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
    let told = addresses(&sandbox).await?;
    // Not stopped: as if it had crashed. Its file is free once its tasks are gone.
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
    assert_eq!(addresses(&sandbox).await?, told);

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
    // The merchant has no URL, which is found out after the inbox has it.
    tokio::time::sleep(Duration::from_millis(200)).await;
    sandbox.stop().await;
    let sandbox = start().await?;
    // Were it delivered again, it would come before one that is made now.
    let another = deposit.amount("31.5");
    let partna = sandbox.client();
    partna.create_mock_deposit().body(another).send().await?;
    let event = timeout(Duration::from_secs(60), sandbox.next_webhook()).await?;
    let Event::Deposit(deposit) = event else {
        return Err(format!("{event:?}").into());
    };
    assert_eq!(deposit.amount.to_string(), "31.5");
    Ok(())
}

/// No key of a file, and nothing of a request but its operation, is printed.
#[cfg(unix)]
#[tokio::test]
async fn it_says_what_it_does_and_no_secrets() -> Result {
    let folder = tempfile::tempdir()?;
    let seed = folder.path().join("seed.toml");
    fs::write(&seed, SEED)?;
    let running = Running::start(&["--seed", text(&seed)?]).await?;
    let partna = running.client(KEY, USER).await?;
    let accounts = partna.list_accounts().account_name("canary-name");
    assert!(accounts.send().await.is_err(), "there is such an account");
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
    assert!(wrong.get_balances().send().await.is_err(), "it is let in");
    // A delivery is tried before the log has it.
    running.wait_until(|said| said.contains("try 1")).await?;
    let (status, said) = running.end().await?;
    assert!(status.success(), "{status}: {said}");
    for part in [
        "\nPort: ",
        "holds no real money",
        "export PARTNA_ENVIRONMENT=sandbox",
        "export PARTNA_API_USER=acme",
        "PARTNA_API_KEY is that of your seed",
        "list_accounts: ",
        "create_mock_deposit: answered",
        "get_balances: invalid apikey",
        "http://127.0.0.1:9, no connection, try 1",
        "Stopping",
    ] {
        assert!(said.contains(part), "no `{part}` in {said}");
    }
    for secret in ["c0ffee", "bad0bad0", "777.13", Sandbox::API_KEY] {
        assert!(!said.contains(secret), "`{secret}` is in {said}");
    }
    Ok(())
}

#[tokio::test]
async fn what_it_cannot_begin_with_is_said() -> Result {
    let folder = tempfile::tempdir()?;
    let file = |name: &str, content: &str| {
        let path = folder.path().join(name);
        fs::write(&path, content)?;
        Ok::<_, Box<dyn std::error::Error>>(text(&path)?.to_owned())
    };
    let in_use = text(&folder.path().join("in-use.json"))?.to_owned();
    let running = Running::start(&["--state", &in_use]).await?;
    let port = running.base_url.replace("http://127.0.0.1:", "");
    let port = port.trim_end_matches("/v4");
    let damaged = file("damaged.json", "{\"canary")?;
    let unknown = file("unknown.toml", "[merchant]\nnmae = \"canary\"")?;
    let nobody = file(
        "nobody.toml",
        "[[accounts]]\nname = \"amina01\"\nbalances = { ABC = \"1\" }",
    )?;
    let cases: [(&[&str], &str); 6] = [
        (&["--state", &in_use], "in use by another sandbox"),
        (&["--state", &damaged], "move it away"),
        (&["--seed", &unknown], "nmae"),
        (&["--seed", &nobody], "ABC"),
        (&["--seed", "/nowhere/seed.toml"], "/nowhere/seed.toml"),
        (&["--port", port], port),
    ];
    for (arguments, part) in cases {
        let output = program(arguments).output().await?;
        let said = String::from_utf8(output.stderr)?;
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        assert!(said.contains("error: ") && said.contains(part), "{said}");
        assert!(!said.contains("canary"), "{said}");
    }
    Ok(())
}

#[tokio::test]
async fn help_teaches_it() -> Result {
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
