//! A machine without CA certificates, such as a slim container: a client for plain http can be built, and the error of a client
//! for https contains the fix.
#![cfg(target_os = "linux")] // certificates are files

use std::fs;
use std::process::Command;

use tempfile::TempDir;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

const MARKED: &str = "1--M--73616e64626f782dca4a47ca4a47ca4a--9999999999999--ca4a47ca";

/// Runs the probe with these variables, and returns its output.
fn probe(directory: &TempDir, variables: &[(&str, &str)]) -> Result<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_probe"));
    command.env_clear().env("HOME", directory.path());
    for (name, value) in variables {
        let value = value.replace("[dir]", &directory.path().to_string_lossy());
        command.env(name, value);
    }
    let output = command.output()?;
    assert!(output.status.success() && output.stderr.is_empty());
    Ok(String::from_utf8(output.stdout)?)
}

const NO_CERTIFICATES: [(&str, &str); 2] = [
    ("SSL_CERT_FILE", "/nonexistent"),
    ("SSL_CERT_DIR", "/nonexistent"),
];

#[test]
fn plain_http_needs_no_ca_certificates() -> Result {
    let directory = tempfile::tempdir()?;
    for (environment, key, url) in [
        ("staging", "canary", "http://127.0.0.1:8080/v4"),
        ("production", "canary", "http://localhost:8080/v4"),
        ("sandbox", MARKED, "http://127.0.0.1:8080/v4"),
        ("sandbox", MARKED, "http://sandbox:8080/v4"),
    ] {
        let own = [
            ("PARTNA_ENVIRONMENT", environment),
            ("PARTNA_API_KEY", key),
            ("PARTNA_API_USER", "canary"),
            ("PARTNA_BASE_URL", url),
        ];
        let output = probe(&directory, &[&own[..], &NO_CERTIFICATES].concat())?;
        let expected = format!("ok: {environment} {url}");
        assert!(output.starts_with(&expected), "{output}");
    }
    Ok(())
}

#[test]
fn https_error_states_which_certificate_paths_are_unusable() -> Result {
    let directory = tempfile::tempdir()?;
    fs::write(directory.path().join("empty.pem"), "")?;
    fs::create_dir(directory.path().join("certs"))?;
    let (file, directory_variable) = ("SSL_CERT_FILE", "SSL_CERT_DIR");
    for (variables, parts) in [
        (
            NO_CERTIFICATES.to_vec(),
            [
                "SSL_CERT_FILE=/nonexistent does not exist",
                "SSL_CERT_DIR=/nonexistent does not exist",
            ],
        ),
        (
            vec![(file, "/nonexistent")],
            ["SSL_CERT_FILE=/nonexistent does not exist", ""],
        ),
        (
            vec![(file, "[dir]/empty.pem")],
            ["SSL_CERT_FILE=[dir]/empty.pem has no certificates", ""],
        ),
        (
            vec![(directory_variable, "[dir]/certs")],
            ["SSL_CERT_DIR=[dir]/certs has no certificates", ""],
        ),
        (
            vec![(file, "/etc/1--N--not-a-real-key/x")],
            ["SSL_CERT_FILE is redacted", ""],
        ),
    ] {
        for (environment, key, host) in [
            ("staging", "canary", "staging-api.getpartna.com"),
            ("production", "canary", "api.getpartna.com"),
            ("sandbox", MARKED, "sandbox.example"),
        ] {
            let mut all = vec![
                ("PARTNA_ENVIRONMENT", environment),
                ("PARTNA_API_KEY", key),
                ("PARTNA_API_USER", "canary"),
            ];
            if environment == "sandbox" {
                all.push(("PARTNA_BASE_URL", "https://sandbox.example/v4"));
            }
            all.extend(&variables);
            let output = probe(&directory, &all)?;
            let output = output.replace(&*directory.path().to_string_lossy(), "[dir]");
            let problem = format!("no CA certificates to verify {host} with");
            for part in [
                parts[0],
                parts[1],
                &problem,
                "install the package `ca-certificates`",
            ] {
                assert!(output.contains(part), "no `{part}` in {output}");
            }
            let leaks = ["canary", "ca4a47", "not-a-real-key"].map(|it| output.contains(it));
            assert_eq!(leaks, [false; 3], "{output}");
        }
    }
    Ok(())
}
