//! Runs every example of `use_cases/` as a program with environment variables against a sandbox.

use std::path::PathBuf;
use std::process::{Output, Stdio};
use std::time::Duration;

use partna::Environment;
use partna::credentials::Credentials;
use partna::keys::{FileStore, KeyStore};
use partna::reexports::rust_decimal::Decimal;
use partna::sandbox::{Fault, Sandbox, Seed};
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::timeout;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The time limit of every wait; only a hang reaches it.
const HANG_GUARD: Duration = Duration::from_secs(120);

const TRON: &str = "TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF";

async fn sandbox() -> Result<Sandbox> {
    let seed = Seed::from_file(concat!(env!("CARGO_MANIFEST_DIR"), "/seed.toml"))?;
    Ok(Sandbox::builder().seed(seed).start().await?)
}

/// Returns a command for an example. Cargo builds examples beside tests, and has no variable for their directory.
fn example(sandbox: &Sandbox, name: &str) -> Result<Command> {
    let here = std::env::current_exe()?;
    let target = here.ancestors().nth(2).ok_or("the test: is not in a target directory")?;
    let path = target.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    if !path.exists() {
        return Err(
            format!("{}: not built; run the tests of the whole package", path.display()).into()
        );
    }
    let mut command = Command::new(path);
    command
        .env_clear()
        .env("PARTNA_ENVIRONMENT", "sandbox")
        .env("PARTNA_BASE_URL", sandbox.base_url())
        .env("ACCOUNT", "amina01")
        .stdin(Stdio::null())
        .kill_on_drop(true);
    Ok(command)
}

fn with_key(command: &mut Command) -> &mut Command {
    command
        .env("PARTNA_SANDBOX_API_KEY", Sandbox::API_KEY)
        .env("PARTNA_SANDBOX_API_USER", Sandbox::API_USER)
}

fn stdout(output: Output) -> Result<String> {
    let errors = String::from_utf8(output.stderr)?;
    assert!(output.status.success(), "{errors}");
    Ok(String::from_utf8(output.stdout)?)
}

async fn run(sandbox: &Sandbox, name: &str) -> Result<String> {
    let mut command = example(sandbox, name)?;
    let directory = tempfile::tempdir()?;
    let payout = directory.path().join("payout.json");
    let output = with_key(&mut command).env("ADDRESS", TRON).env("PAYOUT", payout).output();
    stdout(timeout(HANG_GUARD, output).await??)
}

/// Starts `receive_webhook`, and returns it with the lines that it prints for webhooks. It is killed when it is dropped.
async fn start_receiver(sandbox: &Sandbox) -> Result<(Child, Lines<BufReader<ChildStdout>>)> {
    let directory = tempfile::tempdir()?;
    let key = directory.path().join("key.pem");
    std::fs::write(&key, sandbox.webhook_key())?;
    let mut command = example(sandbox, "receive_webhook")?;
    let command = with_key(&mut command).env("WEBHOOK_KEY", key).env("LISTEN", "127.0.0.1:0");
    let mut receiver = command.stdout(Stdio::piped()).spawn()?;
    let stdout = receiver.stdout.take().ok_or("no output")?;
    let mut lines = BufReader::new(stdout).lines();
    let first = timeout(HANG_GUARD, lines.next_line()).await??;
    assert!(first.is_some_and(|line| line.starts_with("webhooks arrive at")));
    Ok((receiver, lines))
}

/// Returns the reference that an example prints.
fn reference(text: &str) -> Result<String> {
    let line = text.lines().find_map(|line| line.strip_prefix("reference "));
    Ok(line.ok_or("the output: has no reference")?.to_owned())
}

/// Returns the withdrawals in a currency. Checks that the books balance.
fn withdrawn(sandbox: &Sandbox, currency: &str) -> Result<Decimal> {
    let books = sandbox.books();
    books.check()?;
    Ok(books.lines.get(currency).ok_or("the books: have no such currency")?.withdrawals)
}

#[tokio::test]
async fn pay_in_shows_where_to_pay() -> Result {
    let sandbox = sandbox().await?;
    let text = run(&sandbox, "pay_in").await?;
    assert!(text.contains("the customer pays"), "{text}");
    let text = run(&sandbox, "pay_in").await?; // a second run replaces the ramp
    sandbox.pay_ramp(&reference(&text)?)?;
    let books = sandbox.books();
    books.check()?;
    let naira = books.lines.get("NGN").ok_or("the books: have no NGN")?;
    assert_eq!(naira.converted_out, Decimal::from(20_000));
    Ok(())
}

#[tokio::test]
async fn sell_crypto_shows_an_address() -> Result {
    let sandbox = sandbox().await?;
    let text = run(&sandbox, "sell_crypto").await?;
    assert!(text.contains("Address("), "{text}");
    sandbox.pay_ramp(&reference(&text)?)?;
    assert!(withdrawn(&sandbox, "NGN")? > Decimal::from(8_000));
    Ok(())
}

#[tokio::test]
async fn payouts_leave_once() -> Result {
    let sandbox = sandbox().await?;
    for (name, currency, amount) in [
        ("pay_out", "NGN", "400.50"),
        ("pay_out_mobile", "KES", "250"),
        ("send_to_chain", "USD", "1.5"),
    ] {
        let text = run(&sandbox, name).await?;
        assert!(text.contains("accepted"), "{text}");
        assert_eq!(withdrawn(&sandbox, currency)?, amount.parse()?, "{name}");
    }
    Ok(())
}

#[tokio::test]
async fn repeated_runs_pay_out_once() -> Result {
    for fault in [Fault::CommitThenDrop, Fault::Reset, Fault::Unavailable] {
        let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
        sandbox.fail("create_withdrawal", fault)?;
        // The look-up fails too, so the outcome of the first run is unknown.
        for _ in 0..3 {
            sandbox.fail("get_transaction", Fault::Unavailable)?;
        }
        for run in 0..3 {
            let mut command = example(&sandbox, "pay_out")?;
            let payout = directory.path().join("payout.json");
            let output = with_key(&mut command).env("PAYOUT", payout).output();
            let output = timeout(HANG_GUARD, output).await??;
            assert_eq!(output.status.success(), run > 0, "{output:?}");
        }
        assert_eq!(withdrawn(&sandbox, "NGN")?, "400.50".parse()?);
    }
    Ok(())
}

#[tokio::test]
async fn receive_webhook_books_a_ramp_once() -> Result {
    let sandbox = sandbox().await?;
    let (_receiver, mut lines) = start_receiver(&sandbox).await?;

    let ramp = reference(&run(&sandbox, "pay_in").await?)?;
    for _ in 0..4 {
        sandbox.fail_next(Fault::DuplicateWebhooks)?;
    }
    sandbox.pay_ramp(&ramp)?;
    // The event of a later payout is the last one.
    let paid = reference(&run(&sandbox, "pay_out").await?)?;
    let mut booked = 0;
    let last = format!("payout {paid} is completed");
    while let Some(line) = timeout(HANG_GUARD, lines.next_line()).await?? {
        booked += usize::from(line.starts_with(&format!("booked ramp {ramp}")));
        if line == last {
            break;
        }
    }
    assert_eq!(booked, 1);
    Ok(())
}

#[tokio::test]
async fn convert_prints_bought_amount() -> Result {
    let sandbox = sandbox().await?;
    let text = run(&sandbox, "convert").await?;
    assert!(text.contains("got Some("), "{text}");
    let books = sandbox.books();
    books.check()?;
    let naira = books.lines.get("NGN").ok_or("the books: have no NGN")?;
    assert_eq!(naira.converted_out, Decimal::from(5_000));
    Ok(())
}

#[tokio::test]
async fn receive_crypto_prints_the_address_of_the_account() -> Result {
    let sandbox = sandbox().await?;
    let text = run(&sandbox, "receive_crypto").await?;
    let address = sandbox.client().deposit_address("amina01", "USDT", "tron").await?;
    assert!(text.contains(&address), "{text}");
    Ok(())
}

#[tokio::test]
async fn receive_webhook_prints_payout_status() -> Result {
    let sandbox = sandbox().await?;
    let (_receiver, mut lines) = start_receiver(&sandbox).await?;

    let paid = reference(&run(&sandbox, "pay_out").await?)?;
    let expected = format!("payout {paid} is completed");
    let found = async {
        while let Some(line) = lines.next_line().await? {
            if line == expected {
                return Ok(());
            }
        }
        Err("the example: ended".into())
    };
    timeout(HANG_GUARD, found).await?
}

#[tokio::test]
async fn reconcile_prints_each_difference() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let mut references = Vec::new();
    for _ in 0..3 {
        references.push(reference(&run(&sandbox, "pay_out").await?)?);
    }
    let ramp = reference(&run(&sandbox, "pay_in").await?)?;
    let [done, differs, unknown] = references.try_into().map_err(|_| "not three")?;
    let ledger = directory.path().join("ledger");
    std::fs::write(&ledger, format!("{done} 400.5\n{differs} 400.51\n{ramp} 20000\n0f3c 10\n"))?;
    let mut command = example(&sandbox, "reconcile")?;
    let output = with_key(&mut command).env("LEDGER", ledger).output();
    let text = stdout(timeout(HANG_GUARD, output).await??)?;
    for (word, reference) in [
        ("done", done),
        ("differs", differs),
        ("unknown", unknown),
        ("not done so far", ramp),
        ("not seen", "0f3c".into()),
    ] {
        let mut lines = text.lines();
        let matches = |line: &str| line.starts_with(word) && line.contains(&reference);
        assert!(lines.any(matches), "{word}: {text}");
    }
    assert_eq!(text.lines().count(), 5, "{text}");
    Ok(())
}

#[tokio::test]
async fn rotate_replaces_the_key_of_the_file() -> Result {
    let (sandbox, directory) = (sandbox().await?, tempfile::tempdir()?);
    let path: PathBuf = directory.path().join("credentials.toml");
    let old = Credentials::new(Environment::Sandbox, Sandbox::API_KEY, Sandbox::API_USER)?;
    FileStore::at(&path).publish(old.key(), &old).await?;
    let mut command = example(&sandbox, "rotate")?;
    let output = command.env("PARTNA_CREDENTIALS_FILE", &path).output();
    let text = stdout(timeout(HANG_GUARD, output).await??)?;
    assert!(text.contains("the key is now"), "{text}");
    assert!(!text.contains("1--M--"), "{text}");
    assert!(!sandbox.accepts_key(Sandbox::API_KEY));
    Ok(())
}

/// Also checks that `README.md` lists it.
#[test]
fn every_use_case_is_short_and_tested() -> Result {
    let tests = include_str!("use_cases.rs");
    let mut names = Vec::new();
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/use_cases"))? {
        let path = entry?.path();
        let name = path.file_stem().ok_or("no name")?.to_string_lossy().into_owned();
        let lines = std::fs::read_to_string(&path)?.lines().count();
        assert!(lines < 60, "{name}: {lines} lines");
        assert!(tests.contains(&format!("\"{name}\"")), "{name}: it is not tested");
        names.push(name);
    }
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md"))?;
    for name in &names {
        assert!(readme.contains(&format!("use_cases/{name}.rs")), "{name}: README.md lacks it");
    }
    assert!(names.len() >= 10);
    Ok(())
}

/// A reader can finish it in one sitting. Blank lines and comments are not counted.
#[test]
fn merchant_service_has_fewer_than_500_lines_of_code() -> Result {
    let mut lines = 0;
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/merchant/src"))? {
        let text = std::fs::read_to_string(entry?.path())?;
        let is_code = |line: &&str| !line.trim().is_empty() && !line.trim().starts_with("//");
        lines += text.lines().filter(is_code).count();
    }
    assert!((100..500).contains(&lines), "{lines} lines");
    Ok(())
}
