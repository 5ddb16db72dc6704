//! A key that is set as a path, a name or a URL is never printed.
#![cfg(unix)] // modes of files

use std::error::Error;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use partna_auth::{Credentials, Environment, FileStore, Partna, ProfileFile, SecretDir};
use tempfile::TempDir;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

const KEY: &str = "1--M--00112233445566778899aabbccddeeff--1781793658613--0a1b2c3d";

/// Values with a key, each with a part that must not be printed.
const KEYS: [(&str, &str); 9] = [
    (KEY, "00112233445566778899"),
    ("1--N--not-a-documented-shape-4711", "documented-shape"),
    (
        "1--G--00112233445566778899AABBCCDDEEFF--1781793658613--0A1B2C3D",
        "00112233445566778899",
    ),
    (
        "/home/me/1--M--00112233445566778899aabbccddeeff--1781793658613--0a1b2c3d",
        "00112233445566778899",
    ),
    (
        "1--M--00112233445566778899aabbccddeeff--1781793658613--0a1b2c3d/credentials.toml",
        "00112233445566778899",
    ),
    (
        "PARTNA_API_KEY=1--M--00112233445566778899aabbccddeeff--1781793658613--0a1b2c3d",
        "00112233445566778899",
    ),
    (
        " 1--M--00112233445566778899aabbccddeeff--1781793658613--0a1b2c3d\n",
        "00112233445566778899",
    ),
    (
        "1%2D%2DM%2D%2D00112233445566778899aabbccddeeff--1781793658613--0a1b2c3d",
        "00112233445566778899",
    ),
    (
        "1--M--00112233445566778899aabbccddeeff--17817936", // cut short
        "00112233445566778899",
    ),
];

const VARIABLES: [&str; 5] = [
    "PARTNA_CREDENTIALS_FILE",
    "PARTNA_CREDENTIALS_DIR",
    "PARTNA_PROFILE",
    "PARTNA_ENVIRONMENT",
    "PARTNA_BASE_URL",
];

fn probe(home: &Path, variables: &[(&str, &str)]) -> Result<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_probe"));
    command.env_clear().env("HOME", home);
    command.env("XDG_CONFIG_HOME", home.join("config"));
    command.envs(variables.iter().copied());
    let output = command.output()?;
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(out + &String::from_utf8_lossy(&output.stderr))
}

/// Creates a home directory with a profile file.
fn home() -> Result<TempDir> {
    let home = tempfile::tempdir()?;
    let path = home.path().join("config/partna/credentials.toml");
    fs::create_dir_all(path.parent().ok_or("no parent")?)?;
    fs::write(
        &path,
        "[test]\nenvironment = \"staging\"\napi_key = \"opaque-key-1\"\napi_user = \"me\"\n",
    )?;
    fs::set_permissions(&path, Permissions::from_mode(0o600))?;
    Ok(home)
}

#[test]
fn key_in_wrong_variable_is_not_printed() -> Result {
    let home = home()?;
    let credentials = [("PARTNA_API_KEY", "opaque-a"), ("PARTNA_API_USER", "me")];
    for variable in VARIABLES {
        for (key, part) in KEYS {
            for more in [&credentials[..], &[]] {
                let variables = [more, &[(variable, key)]].concat();
                let output = probe(home.path(), &variables)?;
                let is_error = output.contains("error: ") && !output.contains(part);
                assert!(is_error, "{variable}={key} {}: {output}", more.len());
                assert!(output.contains(variable), "{variable}={key}: {output}");
            }
        }
    }
    Ok(())
}

/// User names are sent in headers, and appear in errors and in links to the widget, so a key must not be used as one.
#[test]
fn key_in_user_variable_is_rejected() -> Result {
    let home = home()?;
    let marked = "1--M--73616e64626f782d0123456789abcdef--1999999999999--0a1b2c3d";
    for (key, part) in KEYS {
        for (environment, own) in [
            ("staging", "opaque-a"),
            ("production", "opaque-a"),
            ("sandbox", marked),
        ] {
            let name = format!("PARTNA_{}", environment.to_uppercase());
            for prefix in ["PARTNA", &name] {
                let (key_variable, user_variable) =
                    (format!("{prefix}_API_KEY"), format!("{prefix}_API_USER"));
                let variables = [
                    ("PARTNA_ENVIRONMENT", environment),
                    (&key_variable, own),
                    (&user_variable, key),
                ];
                let output = probe(home.path(), &variables)?;
                let is_error = output.contains("error: ") && !output.contains(part);
                assert!(
                    is_error && output.contains(&user_variable),
                    "{key}: {output}"
                );
            }
        }
    }
    Ok(())
}

/// A key of unknown form is recognized in another variable because a key variable contains it too.
#[test]
fn value_of_key_variable_in_another_variable_is_not_printed() -> Result {
    let home = home()?;
    for key_variable in [
        "PARTNA_API_KEY",
        "PARTNA_STAGING_API_KEY",
        "PARTNA_PRODUCTION_API_KEY",
    ] {
        let user_variable = key_variable.replace("KEY", "USER");
        for variable in VARIABLES {
            for (key, value) in [
                ("opaque-4711", "opaque-4711"),
                ("opaque-4711", "/etc/opaque-4711/x"),
                ("opaque-4711", "OPAQUE-4711"),
                ("abc", "abc"),
            ] {
                let variables = [
                    (key_variable, key),
                    (user_variable.as_str(), "me"),
                    (variable, value),
                ];
                let output = probe(home.path(), &variables)?;
                let lower = output.to_lowercase();
                let is_leaked = lower.contains("opaque-4711") || lower.contains("abc");
                assert!(!is_leaked, "{variable}={value}: {output}");
                assert!(output.contains("error: "), "{variable}={value}: {output}");
            }
        }
    }
    Ok(())
}

#[test]
fn key_as_profile_name_is_not_printed() -> Result {
    let home = home()?;
    let path = home.path().join("config/partna/credentials.toml");
    let profile = |environment: &str, key: &str| {
        format!("environment = \"{environment}\"\napi_key = \"{key}\"\napi_user = \"me\"\n")
    };
    let staging = profile("staging", "opaque-key-1");
    let second = profile("staging", "opaque-key-2");
    let twin = profile("production", "opaque-key-1");
    let named = |name: &str, profile: &str| format!("[{name}]\n{profile}");
    for (text, variables) in [
        (named(KEY, &staging), vec![("PARTNA_PROFILE", "nope")]),
        (
            named(KEY, &staging),
            vec![("PARTNA_ENVIRONMENT", "production")],
        ),
        (named(KEY, &staging) + &named("other", &second), vec![]),
        (named(KEY, &staging) + &named("other", &twin), vec![]),
        (named(KEY, &profile("staging", "")), vec![]),
        (named(KEY, &staging), vec![]),
    ] {
        fs::write(&path, text)?;
        let output = probe(home.path(), &variables)?;
        assert!(!output.contains("00112233445566778899"), "{output}");
        assert!(output.contains("credentials.toml"), "{output}");
    }
    Ok(())
}

#[tokio::test]
async fn key_as_path_is_not_printed_by_debug_or_errors() -> Result {
    let file = ProfileFile::at(KEY).profile(KEY);
    let directory = SecretDir::at(format!("/run/{KEY}"));
    let mut texts = vec![
        format!("{file:?} {file:#?} {directory:?} {directory:#?}"),
        format!("{:?}", Partna::builder().credentials(file.clone())),
        format!("{:?}", FileStore::at(format!("/tmp/{KEY}/x")).profile(KEY)),
    ];
    for result in [
        Partna::builder().credentials(file).build().await,
        Partna::builder().credentials(directory).build().await,
        Partna::builder()
            .credentials(Credentials::new(Environment::Staging, "opaque-a", "me")?)
            .base_url(format!("http://127.0.0.1:1/{KEY}"))
            .build()
            .await,
    ] {
        texts.push(format!("{result:?}"));
    }
    for text in texts {
        assert!(!text.contains("00112233445566778899"), "{text}");
    }
    Ok(())
}
