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

/// What the story promises wherever it is told, in its order.
const STORY: [&str; 19] = [
    "Who am I?  (partna.get_my_profile())",
    "Which keys are there?  (partna.keys().list())",
    "never expires",
    "A customer opens an account  (partna.create_account())",
    "BNB, BTC, ETH, GHS, KES, NGN, USD",
    "Who is she?",
    "KYC verification successful!",
    "What do 20000 NGN buy?  (partna.get_rate())",
    "Naira for dollars  (partna.create_ramp())",
    "20000 NGN, to account",
    "She pays  (partna.create_mock_fiat_deposit(), .wait_for_ramp())",
    "completed",
    "What does she have now?  (partna.list_accounts())",
    "USD",
    "Dollars for naira  (partna.create_ramp())",
    "completed",
    "A new key for an old one",
    "401 Unauthorized: invalid apikey",
    "every key that was made here",
];

/// What webhooks tell of it, in their order.
const NEWS: [&str; 9] = [
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
fn has_in_order(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        let after = rest.split_once(part).map(|(_, after)| after);
        assert!(after.is_some(), "no `{part}` where it should be in {text}");
        rest = after.unwrap_or_default();
    }
}

/// Cargo builds examples beside tests, and names their folder nowhere.
fn program() -> Result<PathBuf> {
    let here = std::env::current_exe()?;
    let folder = here
        .ancestors()
        .nth(2)
        .ok_or("the test lies in no target folder")?;
    let path = folder
        .join("examples")
        .join(format!("quickstart{}", std::env::consts::EXE_SUFFIX));
    if !path.exists() {
        return Err(format!(
            "{}: not built; run `cargo build -p partna-sandbox --examples` first",
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

/// All that was printed. No key is among it.
fn printed(output: Output) -> Result<String> {
    let printed = String::from_utf8(output.stdout)? + &String::from_utf8(output.stderr)?;
    assert!(!printed.contains("1--M--"), "a key was printed: {printed}");
    assert!(!printed.contains(Sandbox::API_USER), "{printed}");
    Ok(printed)
}

#[tokio::test]
async fn without_credentials_it_is_offline_and_says_so() -> Result {
    let output = quickstart(&[]).await?;
    let went_well = output.status.success();
    let text = printed(output)?;
    assert!(went_well, "{text}");
    has_in_order(
        &text,
        &[
            "Offline",
            "forms.getpartna.com",
            "staging-dashboard.getpartna.com",
        ],
    );
    has_in_order(&text, &STORY);
    has_in_order(&text, &NEWS);
    has_in_order(&text, &["And with a wrong key?", "401", "Next:"]);
    Ok(())
}

/// A slim container has none, and loopback needs none.
#[tokio::test]
async fn offline_story_needs_no_ca_certificates() -> Result {
    let none = [
        ("SSL_CERT_FILE", "/nonexistent"),
        ("SSL_CERT_DIR", "/nonexistent"),
    ];
    let output = quickstart(&none).await?;
    let went_well = output.status.success();
    let text = printed(output)?;
    assert!(went_well, "{text}");
    has_in_order(&text, &STORY);

    // Nor does a sandbox of another process, which sends webhooks here.
    let sandbox = Sandbox::builder().running_clock().start().await?;
    let base_url = sandbox.base_url();
    let vars = [
        ("PARTNA_ENVIRONMENT", "sandbox"),
        ("PARTNA_API_KEY", Sandbox::API_KEY),
        ("PARTNA_API_USER", Sandbox::API_USER),
        ("PARTNA_BASE_URL", base_url.as_str()),
    ];
    let output = quickstart(&[&vars[..], &none].concat()).await?;
    let went_well = output.status.success();
    let text = printed(output)?;
    assert!(went_well, "{text}");
    has_in_order(&text, &NEWS);
    Ok(())
}

/// An empty variable is as good as none.
#[tokio::test]
async fn empty_variables_leave_the_story_offline() -> Result {
    let output = quickstart(&[
        ("PARTNA_API_KEY", ""),
        ("PARTNA_API_USER", ""),
        ("PARTNA_BASE_URL", ""),
        ("PARTNA_ENVIRONMENT", ""),
    ])
    .await?;
    let went_well = output.status.success();
    let text = printed(output)?;
    assert!(went_well && text.starts_with("Offline"), "{text}");
    Ok(())
}

/// What a customer gets for her naira is what she has afterwards, to the digit.
#[tokio::test]
async fn what_was_promised_is_in_the_account() -> Result {
    let text = printed(quickstart(&[]).await?)?;
    let second = |name: &str| {
        let line = text
            .lines()
            .find(|line| line.trim_start().starts_with(name));
        line.and_then(|line| line.trim_start().strip_prefix(name))
            .and_then(|rest| rest.split_whitespace().next())
    };
    let promised = second("to get").ok_or("nothing is promised")?;
    assert_eq!(second("USD"), Some(promised), "{text}");
    Ok(())
}

#[tokio::test]
async fn every_request_has_both_headers_and_no_other_host_sees_them() -> Result {
    let sandbox = Sandbox::start().await?;
    let base_url = sandbox.base_url();
    let server = base_url
        .trim_start_matches("http://")
        .trim_end_matches("/v4")
        .to_owned();
    let (tap, proxy) = (
        Tap::before(server.clone()).await?,
        Tap::before(server).await?,
    );
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
    let went_well = output.status.success();
    let text = printed(output)?;
    assert!(went_well && text.contains("(sandbox)"), "{text}");
    has_in_order(&text, &STORY);

    let requests = tap.requests();
    let (api, own): (Vec<&String>, Vec<&String>) = requests
        .iter()
        .partition(|head| !head.contains(" /sandbox/"));
    assert!(api.len() >= 20, "{requests:?}");
    for request in api {
        let has = |header: &str| request.contains(&format!("\r\n{header}"));
        let line = request.lines().next().unwrap_or_default();
        assert!(line.contains(" /v4/"), "{request}");
        // That of the story, and those that it makes.
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
    // What verifies webhooks is for everybody to know, and is asked for without a key.
    assert!(own.iter().all(|head| !head.contains("x-api-")), "{own:?}");
    assert_eq!(proxy.requests(), Vec::<String>::new(), "the proxy was used");
    sandbox.books().check()?;
    Ok(())
}

#[tokio::test]
async fn what_is_wrong_with_the_environment_is_said() -> Result {
    let key = ("PARTNA_API_KEY", "canary");
    let user = ("PARTNA_API_USER", "u");
    let cases: [(&[(&str, &str)], &str); 6] = [
        (&[key], "PARTNA_API_USER is not set"),
        (&[("PARTNA_API_KEY", "canary\n"), user], "line break"),
        (&[key, user, ("PARTNA_ENVIRONMENT", "live")], "`production`"),
        (
            &[key, user, ("PARTNA_BASE_URL", "https://example.com")],
            "loopback",
        ),
        (
            &[key, user, ("PARTNA_ENVIRONMENT", "production")],
            "payments that are not real",
        ),
        (
            &[("PARTNA_BASE_URL", "http://127.0.0.1:9/v4")],
            "PARTNA_API_KEY is not set",
        ),
    ];
    let nowhere = tempfile::tempdir()?;
    let nowhere = nowhere.path().to_str().ok_or("no text")?;
    for (vars, part) in cases {
        // No file of profiles of whoever runs this is to get in the way.
        let home = [("HOME", nowhere), ("XDG_CONFIG_HOME", nowhere)];
        let output = quickstart(&[vars, home.as_slice()].concat()).await?;
        let text = String::from_utf8(output.stderr)?;
        assert_eq!(output.status.code(), Some(1), "{text}");
        assert!(text.contains(part) && !text.contains("canary"), "{text}");
    }
    Ok(())
}

#[tokio::test]
async fn a_wrong_key_is_told_of_without_it() -> Result {
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
    has_in_order(
        &text,
        &["error:", "401 Unauthorized: invalid apikey", "what to do:"],
    );
    assert!(!text.contains("bad0bad0"), "{text}");
    Ok(())
}

/// The same story in a sandbox of another process, as often as somebody likes, which is left as it was found.
#[tokio::test]
async fn it_is_told_in_a_sandbox_of_another_process() -> Result {
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
        let went_well = output.status.success();
        let text = printed(output)?;
        assert!(went_well && text.contains(&base_url), "{text}");
        has_in_order(&text, &STORY);
        has_in_order(&text, &NEWS);
        assert!(!text.contains("wrong key"), "{text}");
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
