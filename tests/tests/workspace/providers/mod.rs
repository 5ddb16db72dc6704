//! Sources of credentials: environment variables, files and directories, each case in a separate process.
#![cfg(unix)] // modes and links

mod tables;

use std::error::Error;
use std::ffi::OsStr;
use std::fmt::Write;
use std::fs::{self, Permissions};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::PathBuf;
use std::process::Command;

use partna_tests::snapshots;
use tempfile::TempDir;

use tables::{FILES, PROFILES, VARIABLES};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// The configuration directory of the platform, inside the home of the probe.
const CONFIG: &str = if cfg!(target_os = "macos") {
    "Library/Preferences"
} else {
    "config"
};

/// The key of a sandbox.
const MARKED: &str = "1--M--73616e64626f782dca4a47ca4a47ca4a--9999999999999--ca4a47ca";

/// Runs the probe in its own home directory, and collects its output.
struct Probe {
    home: TempDir,
    report: String,
}

impl Probe {
    fn new() -> Result<Self> {
        let (home, report) = (tempfile::tempdir()?, String::new());
        Ok(Self { home, report })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Replaces the placeholders of a table.
    fn expand(&self, text: &str) -> String {
        text.replace(r"\n", "\n")
            .replace(r"\r", "\r")
            .replace(r"\s", " ")
            .replace(r"\u{feff}", "\u{feff}")
            .replace("[marked]", MARKED)
            .replace("[dir]", &self.home.path().to_string_lossy())
    }

    /// Returns the command of the probe with only these variables: `NAME=value`, without `PARTNA_`. A word without `=` is an
    /// argument.
    fn with(&self, variables: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_probe"));
        command
            .env_clear()
            .env("HOME", self.home.path())
            .env("XDG_CONFIG_HOME", self.path("config"));
        for word in variables.split_whitespace() {
            match word.split_once('=') {
                Some((name, value)) => command.env(format!("PARTNA_{name}"), self.expand(value)),
                None => command.arg(word),
            };
        }
        command
    }

    /// Runs a case. Its output must contain `words`, and no key or user.
    fn case(&mut self, name: &str, words: &str, command: &mut Command) -> Result<String> {
        let output = command.output()?;
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(stderr, "", "{name}");
        assert!(output.status.success(), "{name}: {}", output.status);
        let output = String::from_utf8(output.stdout)?
            .trim_end()
            .replace(&*self.home.path().to_string_lossy(), "[dir]")
            .replace(&format!("[dir]/{CONFIG}"), "[config]");
        assert!(
            !output.contains("canary") && !output.contains("ca4a47"),
            "{name}: {output}"
        );
        assert!(output.contains(words), "{name}: {output}");
        writeln!(self.report, "{name}: {output}")?;
        Ok(output)
    }

    /// Writes a file that only its owner can read.
    fn write(&self, name: &str, text: impl AsRef<[u8]>) -> Result {
        let path = self.path(name);
        fs::create_dir_all(path.parent().ok_or("no directory")?)?;
        fs::write(&path, text)?;
        fs::set_permissions(&path, Permissions::from_mode(0o600))?;
        Ok(())
    }
}

/// Returns the rows of a table with `N` columns.
fn rows<const N: usize>(table: &str) -> impl Iterator<Item = Result<[&str; N]>> {
    let lines = table.lines().filter(|line| !line.is_empty());
    lines.map(|line| -> Result<[&str; N]> {
        let columns: Vec<&str> = line.split('|').map(str::trim).collect();
        columns
            .try_into()
            .map_err(|_| format!("expected {N} columns: {line}").into())
    })
}

#[test]
fn variables_are_accepted_or_rejected_with_a_fix() -> Result {
    let mut probe = Probe::new()?;
    let output = probe.case("no variables", "no credentials found", &mut probe.with(""))?;
    for words in [
        "PARTNA_API_KEY is not set",
        "[config]/partna/credentials.toml does not exist",
        "https://forms.getpartna.com",
        "https://staging-dashboard.getpartna.com",
    ] {
        assert!(output.contains(words), "{output}");
    }
    for row in rows(VARIABLES) {
        let [name, words, variables] = row?;
        probe.case(name, words, &mut probe.with(variables))?;
    }
    probe.case(
        "not Unicode",
        "PARTNA_API_KEY: is not Unicode text",
        probe
            .with("API_USER=canary")
            .env("PARTNA_API_KEY", OsStr::from_bytes(b"canary\xff")),
    )?;
    snapshots().bind(|| insta::assert_snapshot!("credentials_from_variables", probe.report));
    Ok(())
}

/// `PARTNA_ENVIRONMENT` also applies to a source that the program sets.
#[test]
fn environment_variable_applies_to_source_of_program() -> Result {
    let mut probe = Probe::new()?;
    probe.write("own/api-key", MARKED)?;
    probe.write("own/api-user", "canary")?;
    let directory = probe.path("own");
    for (words, variables) in [
        (
            "ok: sandbox http://127.0.0.1:8080/v4",
            "ENVIRONMENT=sandbox",
        ),
        (
            "ok: sandbox http://sandbox:8080/v4",
            "ENVIRONMENT=sandbox BASE_URL=http://sandbox:8080/v4",
        ),
        ("a sandbox, but the environment is staging", ""),
        (
            "a sandbox, but the environment is production",
            "ENVIRONMENT=production",
        ),
        (
            "PARTNA_ENVIRONMENT: unknown environment",
            "ENVIRONMENT=Sandbox",
        ),
    ] {
        let mut command = probe.with(variables);
        probe.case(variables, words, command.arg(&directory))?;
    }
    Ok(())
}

fn utf16(text: &str, has_mark: bool) -> Vec<u8> {
    let mark = if has_mark { "\u{feff}" } else { "" };
    let units = mark.encode_utf16().chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

/// Returns the text of a profile file from a column of the table.
fn profiles(column: &str) -> Result<String> {
    let mut text = String::new();
    for word in column.split_whitespace() {
        let (name, profile) = word.split_once('=').ok_or("no environment")?;
        let (environment, key) = profile.split_once(':').ok_or("no key")?;
        let credentials = format!("api_key = \"{key}\"\napi_user = \"canary\"\n");
        writeln!(
            text,
            "[{name}]\nenvironment = \"{environment}\"\n{credentials}"
        )?;
    }
    Ok(text)
}

#[test]
fn profile_files_are_accepted_or_rejected_with_a_fix() -> Result {
    const NAMED: &str = "CREDENTIALS_FILE=[dir]/credentials.toml";
    let mut probe = Probe::new()?;
    for row in rows(PROFILES) {
        let [name, words, column, variables] = row?;
        probe.write("credentials.toml", profiles(&probe.expand(column))?)?;
        probe.case(
            name,
            words,
            &mut probe.with(&format!("{NAMED} {variables}")),
        )?;
    }
    let good = profiles("test=staging:canary-a live=production:canary-b")?;
    let not_profiles = "is not a file of profiles";
    let broken_at_the_key = good.replace("canary-a\"", "canary-a");
    for (name, words, text) in [
        ("misspelt", not_profiles, good.replace("_user", "_usr")),
        ("additional key", not_profiles, good.clone() + "more = 1\n"),
        ("syntax error at the key", not_profiles, broken_at_the_key),
        ("only a key", not_profiles, "canary-a\n".to_owned()),
    ] {
        probe.write("credentials.toml", text)?;
        probe.case(name, words, &mut probe.with(NAMED))?;
    }
    for (name, words, bytes) in [
        (
            "not UTF-8",
            "[dir]/credentials.toml: is not UTF-8 text",
            good.replace("canary-b", "\u{e9}")
                .into_bytes()
                .into_iter()
                .filter(|byte| *byte != 0xa9)
                .collect(),
        ),
        (
            "UTF-16",
            "[dir]/credentials.toml: is in UTF-16",
            utf16(&good, true),
        ),
        (
            "UTF-16 without a mark",
            "[dir]/credentials.toml: is in UTF-16",
            utf16(&good, false),
        ),
        (
            "byte order mark of UTF-8",
            "ok: staging",
            format!("\u{feff}{good}").into_bytes(),
        ),
        (
            "two lines for a key",
            "the API key: contains a line break",
            good.replace("\"canary-a\"", "\"\"\"canary-a\ncanary-b\"\"\"")
                .into_bytes(),
        ),
    ] {
        probe.write("credentials.toml", bytes)?;
        probe.case(name, words, &mut probe.with(NAMED))?;
    }
    for (mode, words) in [
        (0o644, "is open to others (mode 644)"),
        (0o660, "is open to others (mode 660)"),
        (0o640, "ok: staging"),
        (0o440, "ok: staging"),
        (0o400, "ok: staging"),
    ] {
        // Creates the file again, because a read-only file may not be writable.
        fs::remove_file(probe.path("credentials.toml"))?;
        probe.write("credentials.toml", &good)?;
        let mode = Permissions::from_mode(mode);
        fs::set_permissions(probe.path("credentials.toml"), mode.clone())?;
        let name = format!("mode {:03o}", mode.mode());
        probe.case(&name, words, &mut probe.with(NAMED))?;
    }
    let directory = "CREDENTIALS_FILE=[dir]";
    probe.case(
        "a directory",
        "[dir]: is not a file",
        &mut probe.with(directory),
    )?;
    let absent = "CREDENTIALS_FILE=[dir]/absent.toml";
    let words = "[dir]/absent.toml: cannot be read";
    probe.case("missing", words, &mut probe.with(absent))?;
    let words = "[config]/partna/credentials.toml does not exist";
    let named = "PROFILE=live";
    probe.case(
        "unknown profile without a file",
        words,
        &mut probe.with(named),
    )?;

    // The default path.
    probe.write(&format!("{CONFIG}/partna/credentials.toml"), &good)?;
    let differ = "API_KEY=canary-c API_USER=canary";
    for (name, words, variables) in [
        ("default path", "ok: staging", ""),
        ("default path, by name", "ok: production", named),
        (
            "default path, different variables",
            "from the environment",
            differ,
        ),
        (
            "default path, by name, different variables",
            "contain different credentials",
            "API_KEY=canary-c API_USER=canary PROFILE=test",
        ),
    ] {
        probe.case(name, words, &mut probe.with(variables))?;
    }
    snapshots().bind(|| insta::assert_snapshot!("credentials_from_a_file", probe.report));
    Ok(())
}

#[test]
fn secret_directories_are_accepted_or_rejected_with_a_fix() -> Result {
    const NAMED: &str = "CREDENTIALS_DIR=[dir]/secret";
    let mut probe = Probe::new()?;
    let directory = probe.path("secret");
    for row in rows(FILES) {
        let [name, words, column, variables] = row?;
        fs::create_dir(&directory)?;
        for word in column.split_whitespace() {
            let (file, text) = word.split_once('=').ok_or("no text")?;
            fs::write(directory.join(file), probe.expand(text))?;
        }
        probe.case(
            name,
            words,
            &mut probe.with(&format!("{NAMED} {variables}")),
        )?;
        fs::remove_dir_all(&directory)?;
    }
    for (name, words, key, user) in [
        (
            "UTF-16",
            "the file `api-key`: is in UTF-16",
            utf16("canary-a\r\n", true),
            b"canary".to_vec(),
        ),
        (
            "UTF-16 without a mark",
            "the file `api-user`: is in UTF-16",
            b"canary-a".to_vec(),
            utf16("canary", false),
        ),
        (
            "not UTF-8",
            "the file `api-key`: is not UTF-8",
            b"canary\xe9".to_vec(),
            b"canary".to_vec(),
        ),
    ] {
        fs::create_dir(&directory)?;
        fs::write(directory.join("api-key"), key)?;
        fs::write(directory.join("api-user"), user)?;
        probe.case(name, words, &mut probe.with(NAMED))?;
        fs::remove_dir_all(&directory)?;
    }
    let words = "[dir]/secret, the file `api-key`: cannot be read";
    probe.case("missing", words, &mut probe.with(NAMED))?;

    // The layout of Kubernetes.
    fs::create_dir_all(directory.join("..2026_01"))?;
    symlink("..2026_01", directory.join("..data"))?;
    for (file, text) in [("api-key", "canary-a\n"), ("api-user", "canary")] {
        fs::write(directory.join("..2026_01").join(file), text)?;
        symlink(format!("..data/{file}"), directory.join(file))?;
    }
    let words = "ok: staging";
    probe.case("mounted by Kubernetes", words, &mut probe.with(NAMED))?;
    fs::remove_dir_all(directory.join("..2026_01"))?;
    let words = "the file `api-key`: cannot be read";
    probe.case("dangling link", words, &mut probe.with(NAMED))?;
    snapshots().bind(|| insta::assert_snapshot!("credentials_from_a_directory", probe.report));
    Ok(())
}
