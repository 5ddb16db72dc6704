//! Where credentials come from: real environment variables, files and folders, each case in a process of its own.
#![cfg(unix)] // modes and links

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

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// Where the platform keeps configuration, below the home that the probe gets.
const CONFIG: &str = if cfg!(target_os = "macos") {
    "Library/Preferences"
} else {
    "config"
};

/// Runs the probe in a home of its own, case by case, and gathers what it says.
struct Probe {
    home: TempDir,
    told: String,
}

impl Probe {
    fn new() -> Result<Self> {
        let (home, told) = (tempfile::tempdir()?, String::new());
        Ok(Self { home, told })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// The text that a table means, which has no line breaks and does not know the home.
    fn meant(&self, text: &str) -> String {
        text.replace(r"\n", "\n")
            .replace("[dir]", &self.home.path().to_string_lossy())
    }

    /// The probe with these variables and no others: `NAME=value`, short of `PARTNA_`. A word alone is an argument.
    fn with(&self, variables: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_probe"));
        command
            .env_clear()
            .env("HOME", self.home.path())
            .env("XDG_CONFIG_HOME", self.path("config"));
        for word in variables.split_whitespace() {
            match word.split_once('=') {
                Some((name, value)) => command.env(format!("PARTNA_{name}"), self.meant(value)),
                None => command.arg(word),
            };
        }
        command
    }

    /// Runs a case. What comes out has the words that matter in it, and never a key or a user.
    fn case(&mut self, name: &str, words: &str, command: &mut Command) -> Result<String> {
        let output = command.output()?;
        let complaints = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(complaints, "", "{name}");
        assert!(output.status.success(), "{name}: {}", output.status);
        let said = String::from_utf8(output.stdout)?
            .trim_end()
            .replace(&*self.home.path().to_string_lossy(), "[dir]")
            .replace(&format!("[dir]/{CONFIG}"), "[config]");
        assert!(!said.contains("canary"), "{name}: {said}");
        assert!(said.contains(words), "{name}: {said}");
        writeln!(self.told, "{name}: {said}")?;
        Ok(said)
    }

    /// Writes a file that its owner alone can read.
    fn write(&self, name: &str, text: impl AsRef<[u8]>) -> Result {
        let path = self.path(name);
        fs::create_dir_all(path.parent().ok_or("no folder")?)?;
        fs::write(&path, text)?;
        fs::set_permissions(&path, Permissions::from_mode(0o600))?;
        Ok(())
    }
}

/// The rows of a table, of so many columns each.
fn rows<const N: usize>(table: &str) -> impl Iterator<Item = Result<[&str; N]>> {
    let lines = table.lines().filter(|line| !line.is_empty());
    lines.map(|line| -> Result<[&str; N]> {
        let columns: Vec<&str> = line.split('|').map(str::trim).collect();
        columns
            .try_into()
            .map_err(|_| format!("not {N} columns: {line}").into())
    })
}

/// Name, words that have to come out, variables.
const VARIABLES: &str = r"
the pair                 | ok: staging https://staging-api.getpartna.com/v4 from | API_KEY=canary-a API_USER=canary
for production           | ok: production https://api.getpartna.com/v4 from | API_KEY=canary-a API_USER=canary ENVIRONMENT=production
built for production     | ok: production | API_KEY=canary-a API_USER=canary production
built and named alike    | ok: production | API_KEY=canary-a API_USER=canary ENVIRONMENT=production production
built and named apart    | PARTNA_ENVIRONMENT says staging | API_KEY=canary-a API_USER=canary ENVIRONMENT=staging production
staging's own            | ok: staging | STAGING_API_KEY=canary-a STAGING_API_USER=canary
production's own         | ok: production | PRODUCTION_API_KEY=canary-a PRODUCTION_API_USER=canary ENVIRONMENT=production
production's own alone   | PARTNA_PRODUCTION_API_KEY is not for staging | PRODUCTION_API_KEY=canary-a PRODUCTION_API_USER=canary
one for each             | ok: staging | STAGING_API_KEY=canary-a STAGING_API_USER=canary PRODUCTION_API_KEY=canary-b PRODUCTION_API_USER=canary
one for each, production | ok: production | STAGING_API_KEY=canary-a STAGING_API_USER=canary PRODUCTION_API_KEY=canary-b PRODUCTION_API_USER=canary production
twice the same           | ok: staging | API_KEY=canary-a API_USER=canary STAGING_API_KEY=canary-a STAGING_API_USER=canary
two keys                 | say different things for staging | API_KEY=canary-a API_USER=canary STAGING_API_KEY=canary-b STAGING_API_USER=canary
two users                | say different things for staging | API_KEY=canary-a API_USER=canary STAGING_API_KEY=canary-a STAGING_API_USER=canary2
one key for both         | hold the same key | STAGING_API_KEY=canary-a STAGING_API_USER=canary PRODUCTION_API_KEY=canary-a PRODUCTION_API_USER=canary
the other one's key      | hold the same key | API_KEY=canary-a API_USER=canary PRODUCTION_API_KEY=canary-a PRODUCTION_API_USER=canary
no user                  | PARTNA_API_USER is not set | API_KEY=canary-a
no key                   | PARTNA_API_KEY is not set, and PARTNA_API_USER is | API_USER=canary
no user for the other    | PARTNA_PRODUCTION_API_USER is not set | API_KEY=canary-a API_USER=canary PRODUCTION_API_KEY=canary-b
empty key                | the API key is empty | API_KEY= API_USER=canary
empty user               | the API user is empty | API_KEY=canary-a API_USER=
line break               | the API key has a line break in it | API_KEY=canary-a\n API_USER=canary
not ASCII                | the API key has characters that are not ASCII | API_KEY=canaryé API_USER=canary
prod                     | PARTNA_ENVIRONMENT cannot be used | API_KEY=canary-a API_USER=canary ENVIRONMENT=prod
no name                  | PARTNA_ENVIRONMENT cannot be used | API_KEY=canary-a API_USER=canary ENVIRONMENT=
key for a name           | PARTNA_ENVIRONMENT cannot be used | API_KEY=canary-a API_USER=canary ENVIRONMENT=canary-a
loopback                 | ok: staging http://127.0.0.1:8080/v4 from | API_KEY=canary-a API_USER=canary BASE_URL=http://127.0.0.1:8080/v4
another host             | PARTNA_BASE_URL names another place | API_KEY=canary-a API_USER=canary BASE_URL=https://canary.example/v4
password in the URL      | PARTNA_BASE_URL holds a user | API_KEY=canary-a API_USER=canary BASE_URL=http://canary:canary@127.0.0.1/v4
the other one's host     | the key for staging goes to | API_KEY=canary-a API_USER=canary BASE_URL=https://api.getpartna.com/v4
";

#[test]
fn environment_variables() -> Result {
    let mut probe = Probe::new()?;
    let nothing = probe.case("nothing", "there are no credentials", &mut probe.with(""))?;
    for words in [
        "PARTNA_API_KEY is not set",
        "[config]/partna/credentials.toml does not exist",
        "https://forms.getpartna.com",
        "https://staging-dashboard.getpartna.com",
    ] {
        assert!(nothing.contains(words), "{nothing}");
    }
    for row in rows(VARIABLES) {
        let [name, words, variables] = row?;
        probe.case(name, words, &mut probe.with(variables))?;
    }
    probe.case(
        "not Unicode",
        "PARTNA_API_KEY is not Unicode text",
        probe
            .with("API_USER=canary")
            .env("PARTNA_API_KEY", OsStr::from_bytes(b"canary\xff")),
    )?;
    snapshots().bind(|| insta::assert_snapshot!("credentials_from_variables", probe.told));
    Ok(())
}

/// Name, words that have to come out, profiles as `name=environment:key`, variables besides the one that names the file.
const PROFILES: &str = r"
one for each          | ok: staging | test=staging:canary-a live=production:canary-b |
for production        | ok: production | test=staging:canary-a live=production:canary-b | ENVIRONMENT=production
built for production  | ok: production | test=staging:canary-a live=production:canary-b | production
by name               | ok: production | test=staging:canary-a live=production:canary-b | PROFILE=live
by name, one of two   | ok: staging | test=staging:canary-a dev=staging:canary-b | PROFILE=dev
by a name of nothing  | has no profile `nope` | test=staging:canary-a live=production:canary-b | PROFILE=nope
named and wanted apart | has profile `live` for production, and the client is to be for staging | live=production:canary-b | PROFILE=live ENVIRONMENT=staging
named and built apart | has profile `live` for production, and the client is to be for staging | live=production:canary-b | PROFILE=live staging
two to choose from    | has several profiles for staging | test=staging:canary-a dev=staging:canary-b |
none that is wanted   | has no profile for staging | live=production:canary-b |
none that is stated   | has no profile for production | test=staging:canary-a | ENVIRONMENT=production
none at all           | it has none at all | |
one key for both      | has the same key | test=staging:canary-a live=production:canary-a |
prod                  | is not a file of profiles | test=staging:canary-a live=prod:canary-b |
empty key             | the API key is empty | test=staging: |
variables that agree  | from the environment variables PARTNA_API_KEY and | test=staging:canary-a | API_KEY=canary-a API_USER=canary
variables that differ | and profile `test` of [dir]/credentials.toml say different things | test=staging:canary-a | API_KEY=canary-b API_USER=canary
variables for another | and profile `live` of [dir]/credentials.toml say different things | live=production:canary-a | API_KEY=canary-a API_USER=canary PROFILE=live
";

/// A file of profiles, from a column of the table.
fn profiles(column: &str) -> Result<String> {
    let mut text = String::new();
    for word in column.split_whitespace() {
        let (name, profile) = word.split_once('=').ok_or("no environment")?;
        let (environment, key) = profile.split_once(':').ok_or("no key")?;
        let pair = format!("api_key = \"{key}\"\napi_user = \"canary\"\n");
        writeln!(text, "[{name}]\nenvironment = \"{environment}\"\n{pair}")?;
    }
    Ok(text)
}

#[test]
fn a_file_of_profiles() -> Result {
    const NAMED: &str = "CREDENTIALS_FILE=[dir]/credentials.toml";
    let mut probe = Probe::new()?;
    for row in rows(PROFILES) {
        let [name, words, column, variables] = row?;
        probe.write("credentials.toml", profiles(column)?)?;
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
        ("one too many", not_profiles, good.clone() + "more = 1\n"),
        ("broken at the key", not_profiles, broken_at_the_key),
        ("a key alone", not_profiles, "canary-a\n".to_owned()),
    ] {
        probe.write("credentials.toml", text)?;
        probe.case(name, words, &mut probe.with(NAMED))?;
    }
    probe.write("credentials.toml", b"[test]\napi_key = \"canary\xff\"\n")?;
    probe.case("not UTF-8", "cannot be read", &mut probe.with(NAMED))?;
    for (mode, words) in [
        (0o644, "is open to others (mode 644)"),
        (0o660, "is open to others (mode 660)"),
        (0o640, "ok: staging"),
        (0o440, "ok: staging"),
        (0o400, "ok: staging"),
    ] {
        // A new one each time: not everybody may write to what is read-only.
        fs::remove_file(probe.path("credentials.toml"))?;
        probe.write("credentials.toml", &good)?;
        let mode = Permissions::from_mode(mode);
        fs::set_permissions(probe.path("credentials.toml"), mode.clone())?;
        let name = format!("mode {:03o}", mode.mode());
        probe.case(&name, words, &mut probe.with(NAMED))?;
    }
    let folder = "CREDENTIALS_FILE=[dir]";
    probe.case("a folder", "[dir] is not a file", &mut probe.with(folder))?;
    let nowhere = "CREDENTIALS_FILE=[dir]/nowhere.toml";
    let words = "[dir]/nowhere.toml cannot be read";
    probe.case("missing", words, &mut probe.with(nowhere))?;
    let words = "[config]/partna/credentials.toml does not exist";
    let named = "PROFILE=live";
    probe.case("nothing of that name", words, &mut probe.with(named))?;

    // The place where it is looked for if nobody says where.
    probe.write(&format!("{CONFIG}/partna/credentials.toml"), &good)?;
    let differ = "API_KEY=canary-c API_USER=canary";
    for (name, words, variables) in [
        ("usual place", "ok: staging", ""),
        ("usual place, by name", "ok: production", named),
        (
            "usual place, variables that differ",
            "from the environment",
            differ,
        ),
        (
            "usual place, by name, variables that differ",
            "say different things",
            "API_KEY=canary-c API_USER=canary PROFILE=test",
        ),
    ] {
        probe.case(name, words, &mut probe.with(variables))?;
    }
    snapshots().bind(|| insta::assert_snapshot!("credentials_from_a_file", probe.told));
    Ok(())
}

/// Name, words that have to come out, files, variables besides the one that names the folder.
const FILES: &str = r"
plain                   | ok: staging | api-key=canary-a api-user=canary |
line breaks at the end  | ok: staging | api-key=canary-a\n api-user=canary\n |
two line breaks         | the API key has a line break in it | api-key=canary-a\n\n api-user=canary |
no user                 | the file `api-user` cannot be read | api-key=canary-a |
no key                  | the file `api-key` cannot be read | api-user=canary |
empty key               | the API key is empty | api-key= api-user=canary |
for production          | ok: production | api-key=canary-a api-user=canary environment=production\n |
and said so             | ok: production | api-key=canary-a api-user=canary environment=production | ENVIRONMENT=production
said by a variable      | ok: production | api-key=canary-a api-user=canary | ENVIRONMENT=production
said by the program     | ok: production | api-key=canary-a api-user=canary | production
garbage for a name      | the file `environment` cannot be used | api-key=canary-a api-user=canary environment=canary |
no name                 | the file `environment` cannot be used | api-key=canary-a api-user=canary environment= |
stated apart            | error: Error { kind: Config | api-key=canary-a api-user=canary environment=production | ENVIRONMENT=staging
stated apart, reversed  | error: Error { kind: Config | api-key=canary-a api-user=canary environment=staging | ENVIRONMENT=production
built apart             | error: Error { kind: Config | api-key=canary-a api-user=canary environment=production | staging
variables that agree    | from the environment variables PARTNA_API_KEY and | api-key=canary-a api-user=canary | API_KEY=canary-a API_USER=canary
variables that differ   | and the folder [dir]/secret say different things | api-key=canary-b api-user=canary | API_KEY=canary-a API_USER=canary
variables for another   | and the folder [dir]/secret say different things | api-key=canary-a api-user=canary environment=production | API_KEY=canary-a API_USER=canary
";

#[test]
fn a_mounted_folder() -> Result {
    const NAMED: &str = "CREDENTIALS_DIR=[dir]/secret";
    let mut probe = Probe::new()?;
    let folder = probe.path("secret");
    for row in rows(FILES) {
        let [name, words, column, variables] = row?;
        fs::create_dir(&folder)?;
        for word in column.split_whitespace() {
            let (file, text) = word.split_once('=').ok_or("no text")?;
            fs::write(folder.join(file), probe.meant(text))?;
        }
        probe.case(
            name,
            words,
            &mut probe.with(&format!("{NAMED} {variables}")),
        )?;
        fs::remove_dir_all(&folder)?;
    }
    let words = "[dir]/secret: the file `api-key` cannot be read";
    probe.case("missing", words, &mut probe.with(NAMED))?;

    // As Kubernetes lays it out.
    fs::create_dir_all(folder.join("..2026_01"))?;
    symlink("..2026_01", folder.join("..data"))?;
    for (file, text) in [("api-key", "canary-a\n"), ("api-user", "canary")] {
        fs::write(folder.join("..2026_01").join(file), text)?;
        symlink(format!("..data/{file}"), folder.join(file))?;
    }
    let words = "ok: staging";
    probe.case("of Kubernetes", words, &mut probe.with(NAMED))?;
    fs::remove_dir_all(folder.join("..2026_01"))?;
    let words = "the file `api-key` cannot be read";
    probe.case("with a link to nowhere", words, &mut probe.with(NAMED))?;
    snapshots().bind(|| insta::assert_snapshot!("credentials_from_a_folder", probe.told));
    Ok(())
}
