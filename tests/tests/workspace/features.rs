//! The dependencies of the published crates with their features.

use std::error::Error;
use std::process::Command;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// Returns the names of all packages that a crate depends on, on this platform.
fn packages(package: &str, features: &[&str]) -> Result<Vec<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--package", package])
        .args(["--edges", "normal", "--prefix", "none"])
        .args(features)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    let text = String::from_utf8(output.stdout)?;
    let names = text.lines().filter_map(|line| line.split(' ').next());
    Ok(names.map(str::to_owned).collect())
}

#[test]
fn each_feature_adds_only_its_packages() -> Result {
    let none = "--no-default-features";
    for (features, present, absent) in [
        (
            vec![],
            vec!["schemars", "h2", "rustls", "aws-lc-rs"],
            vec!["native-tls", "openssl", "ring"],
        ),
        (
            vec![none, "--features", "http2,rustls"],
            vec!["h2", "aws-lc-rs"],
            vec!["schemars", "schemars_derive"],
        ),
        (
            vec![none, "--features", "rustls,schemars"],
            vec!["schemars", "aws-lc-rs"],
            vec!["h2"],
        ),
        (
            vec![none, "--features", "rustls-no-provider"],
            vec!["rustls"],
            vec!["aws-lc-rs", "ring", "native-tls", "h2", "schemars"],
        ),
        (
            vec![none],
            vec!["reqwest"],
            vec!["rustls", "aws-lc-rs", "ring", "native-tls"],
        ),
    ] {
        let packages = packages("partna-auth", &features)?;
        let has = |name: &&str| packages.iter().any(|package| package == name);
        let missing: Vec<_> = present.iter().filter(|name| !has(name)).collect();
        assert!(
            missing.is_empty(),
            "{features:?}: missing packages {missing:?}"
        );
        let unwanted: Vec<_> = absent.iter().filter(|name| has(name)).collect();
        assert!(
            unwanted.is_empty(),
            "{features:?}: unexpected packages {unwanted:?}"
        );
    }
    Ok(())
}

/// Cargo allows one progenitor-client of each minor release in a build, so users choose its version.
#[test]
fn published_crates_do_not_depend_on_progenitor() -> Result {
    let packages = packages("partna", &["--all-features"])?;
    assert!(packages.iter().any(|package| package == "partna-sandbox"));
    let progenitor = packages
        .iter()
        .filter(|package| package.starts_with("progenitor"));
    assert_eq!(progenitor.collect::<Vec<_>>(), Vec::<&String>::new());
    Ok(())
}
