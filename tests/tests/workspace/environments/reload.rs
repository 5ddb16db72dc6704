//! A source whose key changes to one of another environment while a client runs.

use partna_auth::Environment;

use super::hosts::Hosts;
use super::sources::{Case, Source, write_directory, write_profile};
use super::{KEYS, Result, is_allowed_key};

/// Returns a key for an environment that is not in the table.
fn first_key(environment: Environment) -> &'static str {
    match environment {
        Environment::Sandbox => "1--M--73616e64626f782dffffffffffffffff--1999999999999--ffffffff",
        _ => "1--M--ffffffffffffffffffffffffffffffff--1999999999999--ffffffff",
    }
}

#[tokio::test]
async fn reloaded_key_of_another_environment_is_not_used() -> Result {
    let hosts = Hosts::start().await?;
    let mut reloads = 0;
    for environment in Environment::ALL {
        let pattern = match environment {
            Environment::Sandbox => "http://sandbox.example:PLAIN/v4",
            _ => "http://127.0.0.1:PLAIN/v4",
        };
        for source in [Source::Profile, Source::Directory] {
            for (kind, key) in KEYS {
                let first = first_key(*environment);
                let case = Case {
                    environment: *environment,
                    key: first,
                    base_url: hosts.base_url(pattern),
                };
                let partna = source.build(&case, &hosts).await??;
                partna.get_balances().send().await?;
                assert!(hosts.take().contains(first), "{environment}, {kind}");

                match source {
                    Source::Profile => {
                        let path = hosts.directory().join("credentials.toml");
                        write_profile(&path, *environment, key)?;
                    }
                    _ => write_directory(hosts.directory(), key)?,
                }
                partna.get_balances().send().await?;
                let seen = hosts.take();
                let expected = if is_allowed_key(*environment, kind) {
                    key
                } else {
                    first
                };
                assert!(seen.contains(expected), "{environment}, {kind}: {seen}");
                reloads += 1;
            }
        }
    }
    assert_eq!(reloads, 3 * 2 * KEYS.len());
    Ok(())
}
