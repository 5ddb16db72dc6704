//! Which keys reach which hosts in each environment, over real sockets. No key of staging or production reaches a sandbox, from
//! any source, after a reload or in a rotation.
#![cfg(unix)] // modes of files

mod hosts;
mod reload;
mod rotation;
mod sources;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use partna_auth::reqwest::Proxy;
use partna_auth::{Credentials, Environment, Partna};
use partna_tests::snapshots;

use hosts::{HOSTS, Hosts};
use sources::{Case, Source};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

const USER: &str = "merchant";

/// Keys by kind. Only the first is a key of a sandbox.
const KEYS: [(&str, &str); 8] = [
    (
        "marked",
        "1--M--73616e64626f782d0123456789abcdef--1999999999999--0a1b2c3d",
    ),
    (
        "unmarked",
        "1--M--00112233445566778899aabbccddeeff--1999999999999--0a1b2c3d",
    ),
    ("opaque", "a-key-of-another-form"),
    (
        "marked in upper case",
        "1--M--73616E64626F782D0123456789ABCDEF--1999999999999--0A1B2C3D",
    ),
    (
        "marker at another position",
        "1--M--0123456789abcdef73616e64626f782d--1999999999999--0a1b2c3d",
    ),
    (
        "marked, truncated",
        "1--M--73616e64626f782d0123456789abcdef",
    ),
    (
        "marked, with a suffix",
        "1--M--73616e64626f782d0123456789abcdef--1999999999999--0a1b2c3d--00",
    ),
    ("line break", "1--M--73616e64626f782d\n0123456789abcdef"),
];

/// Returns whether an environment accepts this kind of key. A key of staging or production may have any form.
fn is_allowed_key(environment: Environment, kind: &str) -> bool {
    match environment {
        Environment::Sandbox => kind == "marked",
        _ => matches!(kind, "unmarked" | "opaque"),
    }
}

/// For every source of credentials, a request is sent if and only if the environment allows the key and the host.
#[tokio::test]
async fn no_key_reaches_host_of_another_environment() -> Result {
    let hosts = Hosts::start().await?;
    let mut table = String::new();
    let mut sent = BTreeMap::new();
    for environment in Environment::ALL {
        for (kind, key) in KEYS {
            let mut hosts_by_outcome: BTreeMap<String, Vec<&str>> = BTreeMap::new();
            for (host, base_url) in HOSTS {
                // The default address of a sandbox needs a port that may be in use.
                if *environment == Environment::Sandbox && host == "own" {
                    continue;
                }
                let case = Case {
                    environment: *environment,
                    key,
                    base_url: hosts.base_url(base_url),
                };
                let is_allowed =
                    is_allowed_key(*environment, kind) && hosts::is_allowed(*environment, host);
                let mut outcomes = Vec::new();
                for source in Source::ALL {
                    let output = source.send(&case, &hosts).await?;
                    let context = format!("{environment}, {kind}, {host}, {source:?}: {output}");
                    let seen = hosts.take();
                    let has_arrived = seen.contains(key.trim());
                    assert_eq!(has_arrived, is_allowed, "{context}");
                    assert!(is_allowed || !seen.contains("x-api-"), "{context}: {seen}");
                    assert!(
                        !output.contains("0123456789") && !output.contains("00112233"),
                        "{context}"
                    );
                    *sent.entry(has_arrived).or_insert(0) += 1;
                    outcomes.push(outcome(&output));
                }
                outcomes.dedup();
                hosts_by_outcome
                    .entry(outcomes.join(" / "))
                    .or_default()
                    .push(host);
            }
            writeln!(table, "{environment}, {kind}")?;
            for (outcome, hosts) in hosts_by_outcome {
                writeln!(table, "    {outcome}: {}", hosts.join("; "))?;
            }
        }
    }
    writeln!(table, "{sent:?}")?;
    snapshots().bind(|| insta::assert_snapshot!("environments", table));
    Ok(())
}

/// A proxy would receive an unencrypted request with the key.
#[tokio::test]
async fn plain_request_to_sandbox_uses_no_proxy() -> Result {
    let (hosts, proxy) = (Hosts::start().await?, Hosts::start().await?);
    let url = proxy.base_url("http://127.0.0.1:PLAIN").ok_or("no URL")?;
    let proxies = Proxy::all(url)?;
    let (_, key) = KEYS[0];
    let base_url = hosts.base_url("http://sandbox.example:PLAIN/v4");
    let configure = hosts.configure();
    let partna = Partna::builder()
        .credentials(Credentials::new(Environment::Sandbox, key, USER)?)
        .base_url(base_url.ok_or("no URL")?)
        .configure(|client| configure(client).proxy(proxies))
        .build()
        .await?;
    partna.get_balances().send().await?;
    assert!(hosts.take().contains(key));
    assert_eq!(proxy.take(), "");
    Ok(())
}

/// Returns the short outcome for an output.
fn outcome(output: &str) -> &'static str {
    [
        ("response from", "sent"),
        ("was created by a sandbox", "key rejected: of a sandbox"),
        (
            "was not created by a sandbox",
            "key rejected: not of a sandbox",
        ),
        ("line break", "key rejected: malformed"),
        ("more than one line", "key rejected: malformed"),
        ("is not an allowed host", "host rejected: not allowed"),
        ("is a host of Partna", "host rejected: of Partna"),
    ]
    .into_iter()
    .find(|(part, _)| output.contains(part))
    .map_or("?", |(_, word)| word)
}
