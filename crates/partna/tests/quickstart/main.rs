//! The quickstart as a user runs it: the program itself, real sockets, real environment variables.

#[cfg(target_os = "linux")]
mod namespaces;
mod readme_output;
mod tap;

use std::path::PathBuf;
use std::process::Output;
use std::time::Duration;

use partna::sandbox::Sandbox;
use partna::types;
use tap::Tap;
use tokio::process::Command;
use tokio::time::timeout;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The steps that every run prints, in order.
const STEPS: [&str; 19] = [
    "Which merchant is this?  (partna.get_my_profile())",
    "Which keys exist?  (partna.keys().list())",
    "never expires",
    "Open a customer account  (partna.create_account())",
    "BNB, BTC, ETH, GHS, KES, NGN, USD",
    "Verify the customer",
    "KYC verification successful!",
    "What do 20000 NGN buy?  (partna.get_rate())",
    "Buy dollars for naira  (partna.create_ramp())",
    "20000 NGN, to account",
    "The customer pays  (partna.create_mock_fiat_deposit(), .wait_for_ramp())",
    "completed",
    "Which balances are there?  (partna.list_accounts())",
    "USD",
    "Sell dollars for naira  (partna.create_ramp())",
    "completed",
    "Rotate a key",
    "401 Unauthorized: invalid apikey",
    "every key that was generated here",
];

/// The webhooks that a run prints, in order.
const WEBHOOKS: [&str; 9] = [
    "verification.success  signature verified",
    "Onramp pending        signature verified",
    "Onramp received       signature verified",
    "Onramp processing     signature verified",
    "Onramp completed      signature verified",
    "Offramp pending       signature verified",
    "Offramp received      signature verified",
    "Offramp processing    signature verified",
    "Offramp completed     signature verified",
];

#[track_caller]
fn assert_in_order(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        let after = rest.split_once(part).map(|(_, after)| after);
        assert!(
            after.is_some(),
            "the output: has no `{part}` after the former part; {text}"
        );
        rest = after.unwrap_or_default();
    }
}

/// The path of the quickstart. Cargo builds examples beside tests, and has no variable for their directory.
fn program() -> Result<PathBuf> {
    let here = std::env::current_exe()?;
    let directory = here
        .ancestors()
        .nth(2)
        .ok_or("the test: is not in a target directory")?;
    let path = directory
        .join("examples")
        .join(format!("quickstart{}", std::env::consts::EXE_SUFFIX));
    if !path.exists() {
        return Err(format!(
            "{}: not built; run `cargo build -p partna --examples` first",
            path.display()
        )
        .into());
    }
    Ok(path)
}

async fn quickstart(vars: &[(&str, &str)]) -> Result<Output> {
    let mut command = Command::new(program()?);
    for name in [
        "PARTNA_API_KEY",
        "PARTNA_API_USER",
        "PARTNA_ENVIRONMENT",
        "PARTNA_BASE_URL",
        "PARTNA_CREDENTIALS_DIR",
        "PARTNA_CREDENTIALS_FILE",
        "PARTNA_PROFILE",
        "PARTNA_QUICKSTART_ROTATE",
        "PARTNA_PRODUCTION_API_KEY",
        "PARTNA_PRODUCTION_API_USER",
        "PARTNA_SANDBOX_API_KEY",
        "PARTNA_SANDBOX_API_USER",
        "PARTNA_STAGING_API_KEY",
        "PARTNA_STAGING_API_USER",
        "NO_PROXY",
        "no_proxy",
    ] {
        command.env_remove(name);
    }
    let output = command.envs(vars.iter().copied()).output();
    Ok(timeout(Duration::from_secs(120), output).await??)
}

/// Returns the output and the errors, and checks that they contain no key.
fn printed(output: Output) -> Result<String> {
    let printed = String::from_utf8(output.stdout)? + &String::from_utf8(output.stderr)?;
    assert!(
        !printed.contains("1--M--"),
        "the output: contains a key; {printed}"
    );
    assert!(!printed.contains(Sandbox::API_USER), "{printed}");
    Ok(printed)
}

#[tokio::test]
async fn runs_offline_without_credentials() -> Result {
    let output = quickstart(&[]).await?;
    let is_success = output.status.success();
    let text = printed(output)?;
    assert!(is_success, "{text}");
    assert_in_order(
        &text,
        &[
            "Offline",
            "forms.getpartna.com",
            "staging-dashboard.getpartna.com",
        ],
    );
    assert_in_order(&text, &STEPS);
    assert_in_order(&text, &WEBHOOKS);
    assert_in_order(&text, &["Use a wrong key", "401", "Next:"]);
    Ok(())
}

/// A slim container has no CA certificates, and loopback does not need them.
#[tokio::test]
async fn needs_no_ca_certificates_on_loopback() -> Result {
    let no_certificates = [
        ("SSL_CERT_FILE", "/nonexistent"),
        ("SSL_CERT_DIR", "/nonexistent"),
    ];
    let output = quickstart(&no_certificates).await?;
    let is_success = output.status.success();
    let text = printed(output)?;
    assert!(is_success, "{text}");
    assert_in_order(&text, &STEPS);

    // A sandbox in another process, which delivers webhooks to the quickstart, does not need them either.
    let sandbox = Sandbox::builder().running_clock().start().await?;
    let base_url = sandbox.base_url();
    let vars = [
        ("PARTNA_ENVIRONMENT", "sandbox"),
        ("PARTNA_API_KEY", Sandbox::API_KEY),
        ("PARTNA_API_USER", Sandbox::API_USER),
        ("PARTNA_BASE_URL", base_url.as_str()),
    ];
    let output = quickstart(&[&vars[..], &no_certificates].concat()).await?;
    let is_success = output.status.success();
    let text = printed(output)?;
    assert!(is_success, "{text}");
    assert_in_order(&text, &WEBHOOKS);
    Ok(())
}

/// An empty variable counts as unset.
#[tokio::test]
async fn runs_offline_with_empty_variables() -> Result {
    let output = quickstart(&[
        ("PARTNA_API_KEY", ""),
        ("PARTNA_API_USER", ""),
        ("PARTNA_BASE_URL", ""),
        ("PARTNA_ENVIRONMENT", ""),
    ])
    .await?;
    let is_success = output.status.success();
    let text = printed(output)?;
    assert!(is_success && text.starts_with("Offline"), "{text}");
    Ok(())
}

/// The quoted amount and the balance are equal to the last digit.
#[tokio::test]
async fn credits_exactly_the_quoted_amount() -> Result {
    let text = printed(quickstart(&[]).await?)?;
    let value = |name: &str| {
        let line = text
            .lines()
            .find(|line| line.trim_start().starts_with(name));
        line.and_then(|line| line.trim_start().strip_prefix(name))
            .and_then(|rest| rest.split_whitespace().next())
    };
    let quoted = value("to get").ok_or("the output: has no quoted amount")?;
    assert_eq!(value("USD"), Some(quoted), "{text}");
    Ok(())
}

#[tokio::test]
async fn sends_credentials_only_to_the_api_host() -> Result {
    let sandbox = Sandbox::start().await?;
    let base_url = sandbox.base_url();
    let server = base_url
        .trim_start_matches("http://")
        .trim_end_matches("/v4")
        .to_owned();
    let (tap, proxy) = (Tap::start(server.clone()).await?, Tap::start(server).await?);
    let proxy_url = format!("http://{}", proxy.address);
    let output = quickstart(&[
        ("PARTNA_ENVIRONMENT", "sandbox"),
        ("PARTNA_API_KEY", Sandbox::API_KEY),
        ("PARTNA_API_USER", Sandbox::API_USER),
        ("PARTNA_BASE_URL", &format!("http://{}/v4", tap.address)),
        ("HTTP_PROXY", &proxy_url),
        ("http_proxy", &proxy_url),
        ("ALL_PROXY", &proxy_url),
        ("RUST_LOG", "trace"),
    ])
    .await?;
    let is_success = output.status.success();
    let text = printed(output)?;
    assert!(is_success && text.contains("(sandbox)"), "{text}");
    assert_in_order(&text, &STEPS);

    let requests = tap.requests();
    let (api, own): (Vec<&String>, Vec<&String>) = requests
        .iter()
        .partition(|head| !head.contains(" /sandbox/"));
    assert!(api.len() >= 20, "{requests:?}");
    for request in api {
        let has = |header: &str| request.contains(&format!("\r\n{header}"));
        let line = request.lines().next().unwrap_or_default();
        assert!(line.contains(" /v4/"), "{request}");
        // The key of the program, and the keys that it generates.
        assert!(has("x-api-key: 1--m--"), "{request}");
        assert!(
            has(&format!("x-api-user: {}", Sandbox::API_USER)),
            "{request}"
        );
        assert!(has("user-agent: partna-rust/"), "{request}");
        assert!(
            !has("api-version") && !has("referer") && !has("authorization"),
            "{request}"
        );
    }
    // The public key of the webhooks is requested without credentials.
    assert!(own.iter().all(|head| !head.contains("x-api-")), "{own:?}");
    assert_eq!(
        proxy.requests(),
        Vec::<String>::new(),
        "the proxy: received requests"
    );
    sandbox.books().check()?;
    Ok(())
}

#[tokio::test]
async fn reports_wrong_environment_variables() -> Result {
    let key = ("PARTNA_API_KEY", "canary");
    let user = ("PARTNA_API_USER", "u");
    let cases: [(&[(&str, &str)], &str); 6] = [
        (&[key], "PARTNA_API_USER: is not set"),
        (&[("PARTNA_API_KEY", "canary\n"), user], "line break"),
        (&[key, user, ("PARTNA_ENVIRONMENT", "live")], "`production`"),
        (
            &[key, user, ("PARTNA_BASE_URL", "https://example.com")],
            "loopback",
        ),
        (
            &[key, user, ("PARTNA_ENVIRONMENT", "production")],
            "makes test payments",
        ),
        (
            &[("PARTNA_BASE_URL", "http://127.0.0.1:9/v4")],
            "PARTNA_API_KEY is not set",
        ),
    ];
    let empty = tempfile::tempdir()?;
    let empty = empty
        .path()
        .to_str()
        .ok_or("the directory: its path is not UTF-8")?;
    for (vars, part) in cases {
        // Without the profile file of the user who runs the tests.
        let home = [("HOME", empty), ("XDG_CONFIG_HOME", empty)];
        let output = quickstart(&[vars, home.as_slice()].concat()).await?;
        let text = String::from_utf8(output.stderr)?;
        assert_eq!(output.status.code(), Some(1), "{text}");
        assert!(text.contains(part) && !text.contains("canary"), "{text}");
    }
    Ok(())
}

#[tokio::test]
async fn reports_wrong_key_without_showing_it() -> Result {
    let sandbox = Sandbox::start().await?;
    let output = quickstart(&[
        ("PARTNA_ENVIRONMENT", "sandbox"),
        (
            "PARTNA_API_KEY",
            "1--M--73616e64626f782dbad0bad0bad0bad0--9999999999999--bad0bad0",
        ),
        ("PARTNA_API_USER", Sandbox::API_USER),
        ("PARTNA_BASE_URL", &sandbox.base_url()),
    ])
    .await?;
    let code = output.status.code();
    let text = printed(output)?;
    assert_eq!(code, Some(1), "{text}");
    assert_in_order(
        &text,
        &["error:", "401 Unauthorized: invalid apikey", "help:"],
    );
    assert!(!text.contains("bad0bad0"), "{text}");
    Ok(())
}

/// The former webhook URL and the keys are unchanged after each run.
#[tokio::test]
async fn runs_repeatedly_against_sandbox_in_another_process() -> Result {
    let sandbox = Sandbox::builder().running_clock().start().await?;
    let (partna, base_url) = (sandbox.client(), sandbox.base_url());
    let vars = [
        ("PARTNA_ENVIRONMENT", "sandbox"),
        ("PARTNA_API_KEY", Sandbox::API_KEY),
        ("PARTNA_API_USER", Sandbox::API_USER),
        ("PARTNA_BASE_URL", base_url.as_str()),
    ];
    for former in ["", "http://127.0.0.1:9/former"] {
        if !former.is_empty() {
            let request = types::WebhookRequest::builder().url(former);
            partna.set_webhook().body(request).send().await?;
        }
        let output = quickstart(&vars).await?;
        let is_success = output.status.success();
        let text = printed(output)?;
        assert!(is_success && text.contains(&base_url), "{text}");
        assert_in_order(&text, &STEPS);
        assert_in_order(&text, &WEBHOOKS);
        assert!(!text.contains("Use a wrong key"), "{text}");
        let webhook = partna.get_webhook().send().await?.into_inner().data;
        let url = webhook.and_then(|webhook| webhook.url).unwrap_or_default();
        assert_eq!(url, former);
    }
    let keys = partna.keys().list().await?;
    let never = |at: &String| at.is_empty() || at.starts_with("0001-");
    let live = keys
        .iter()
        .filter(|key| key.deleted_at.as_ref().is_none_or(never));
    assert_eq!(live.count(), 1, "{keys:?}");
    Ok(())
}
