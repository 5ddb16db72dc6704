//! The sources of credentials of a case.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use partna_auth::{
    Builder, Credentials, Environment, Error, Partna, ProfileFile, Retries, SecretDir,
};
use tokio::process::Command;

use super::hosts::Hosts;
use super::{Result, USER};

/// A client to build: for an environment, with a key and a base URL.
pub struct Case<'a> {
    pub environment: Environment,
    pub key: &'a str,
    pub base_url: Option<String>,
}

#[derive(Clone, Copy, Debug)]
pub enum Source {
    Static,
    Profile,
    Directory,
    /// The variables of the environment, such as `PARTNA_STAGING_API_KEY`.
    OwnVariables,
    /// The variables for any environment, such as `PARTNA_API_KEY`.
    GeneralVariables,
}

impl Source {
    pub const ALL: [Self; 5] = [
        Self::Static,
        Self::Profile,
        Self::Directory,
        Self::OwnVariables,
        Self::GeneralVariables,
    ];

    /// Builds a client, sends a request, and returns the result as text.
    pub async fn send(self, case: &Case<'_>, hosts: &Hosts) -> Result<String> {
        if matches!(self, Self::OwnVariables | Self::GeneralVariables) {
            return self.send_by_program(case, hosts).await;
        }
        let partna = match self.build(case, hosts).await? {
            Ok(partna) => partna,
            Err(error) => return Ok(format!("not built: {error:?}")),
        };
        Ok(match partna.get_balances().send().await {
            Ok(_) => "response from the server".to_owned(),
            Err(error) => format!("request failed: {error:?}"),
        })
    }

    /// Builds a client in this process.
    pub async fn build(
        self,
        case: &Case<'_>,
        hosts: &Hosts,
    ) -> Result<std::result::Result<Partna, Error>> {
        let builder = Partna::builder()
            .environment(case.environment)
            .retries(Retries::none())
            .configure(hosts.configure());
        let builder = match &case.base_url {
            Some(url) => builder.base_url(url),
            None => builder,
        };
        let builder = match self.provide(builder, case, hosts.directory())? {
            Ok(builder) => builder,
            Err(error) => return Ok(Err(error)),
        };
        Ok(builder.build().await)
    }

    fn provide(
        self,
        builder: Builder,
        case: &Case<'_>,
        directory: &Path,
    ) -> Result<std::result::Result<Builder, Error>> {
        Ok(Ok(match self {
            Self::Profile => {
                let path = directory.join("credentials.toml");
                write_profile(&path, case.environment, case.key)?;
                builder.credentials(ProfileFile::at(path).poll_every(std::time::Duration::ZERO))
            }
            Self::Directory => {
                write_directory(directory, case.key)?;
                let source = SecretDir::at(directory).poll_every(std::time::Duration::ZERO);
                builder.credentials(source)
            }
            _ => match Credentials::new(case.environment, case.key, USER) {
                Ok(credentials) => builder.credentials(credentials),
                Err(error) => return Ok(Err(error)),
            },
        }))
    }

    /// Uses a program, because a process cannot change its own variables without unsafe code.
    async fn send_by_program(self, case: &Case<'_>, hosts: &Hosts) -> Result<String> {
        let name = case.environment.as_str();
        let prefix = match self {
            Self::OwnVariables => format!("PARTNA_{}_API", name.to_uppercase()),
            _ => "PARTNA_API".to_owned(),
        };
        let mut command = Command::new(env!("CARGO_BIN_EXE_send_once"));
        command
            .env_clear()
            .args(hosts.arguments())
            .env("HOME", "/nonexistent")
            .env(format!("{prefix}_KEY"), case.key)
            .env(format!("{prefix}_USER"), USER)
            .env("PARTNA_ENVIRONMENT", name);
        if let Some(url) = &case.base_url {
            command.env("PARTNA_BASE_URL", url);
        }
        let output = command.output().await?;
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && stderr.is_empty(), "{stderr}");
        Ok(String::from_utf8(output.stdout)?)
    }
}

/// Replaces a profile file atomically.
pub fn write_profile(path: &Path, environment: Environment, key: &str) -> Result {
    let key = key.replace('\n', "\\n");
    let text = format!(
        "[it]\nenvironment = \"{environment}\"\napi_key = \"{key}\"\napi_user = \"{USER}\"\n"
    );
    let new = path.with_extension("new");
    fs::write(&new, text)?;
    fs::set_permissions(&new, Permissions::from_mode(0o600))?;
    Ok(fs::rename(new, path)?)
}

/// Writes the files of a secret directory.
pub fn write_directory(directory: &Path, key: &str) -> Result {
    fs::write(directory.join("api-user"), USER)?;
    Ok(fs::write(directory.join("api-key"), key)?)
}
