//! Environment variables.

use std::env::VarError;

use partna_client::Error;
use partna_types::{Environment, Secret};

use crate::address::Address;
use crate::setup::config;
use crate::{Builder, Credentials, Partna};

const HELP: &str = "Credentials come from Partna: ask for access at https://forms.getpartna.com/get-started, then make a \
     key in the dashboard, at https://staging-dashboard.getpartna.com/settings?tab=api-webhooks for staging or \
     https://dashboard.getpartna.com/settings?tab=api-webhooks for production";

/// Reads what [`Partna::from_env`] reads.
pub(crate) fn builder(read: impl Fn(&str) -> Result<String, VarError>) -> Result<Builder, Error> {
    let optional = |name: &str| match read(name) {
        Ok(value) => Ok(Some(value)),
        Err(VarError::NotPresent) => Ok(None),
        // The value is in the error, and must not be.
        Err(VarError::NotUnicode(_)) => Err(config(format!("{name} is not Unicode text"))),
    };
    let required =
        |name: &str| optional(name)?.ok_or_else(|| config(format!("{name} is not set. {HELP}")));
    let environment = match optional("PARTNA_ENVIRONMENT")? {
        None => Environment::default(),
        Some(name) => name
            .parse()
            .map_err(|error| config("PARTNA_ENVIRONMENT cannot be used").with_source(error))?,
    };
    let key = Secret::from(required("PARTNA_API_KEY")?);
    let user = Secret::from(required("PARTNA_API_USER")?);
    let credentials = Credentials::new(environment, key, user).map_err(|error| {
        config("PARTNA_API_KEY and PARTNA_API_USER cannot be used").with_source(error)
    })?;
    let builder = Partna::builder().credentials(credentials);
    Ok(match optional("PARTNA_BASE_URL")? {
        None => builder,
        Some(url) => {
            Address::new(environment, Some(&url))
                .map_err(|error| config("PARTNA_BASE_URL cannot be used").with_source(error))?;
            builder.base_url(url)
        }
    })
}

#[cfg(test)]
mod tests {
    use partna_client::ErrorKind;

    use super::*;

    fn read<'a>(vars: &'a [(&str, &str)]) -> impl Fn(&str) -> Result<String, VarError> + 'a {
        move |name| {
            let found = vars.iter().find(|(known, _)| *known == name);
            found
                .map(|(_, value)| (*value).to_owned())
                .ok_or(VarError::NotPresent)
        }
    }

    fn fails(vars: &[(&str, &str)]) -> String {
        let error = builder(read(vars)).and_then(Builder::build).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        format!("{error:?}")
    }

    const PAIR: [(&str, &str); 2] = [
        ("PARTNA_API_KEY", "canary-key"),
        ("PARTNA_API_USER", "canary-user"),
    ];

    #[test]
    fn staging_is_what_you_get_if_you_say_nothing() {
        let partna = builder(read(&PAIR)).and_then(Builder::build).unwrap();
        assert_eq!(partna.environment(), Environment::Staging);
        assert_eq!(partna.base_url(), "https://staging-api.getpartna.com/v4");
    }

    #[test]
    fn production_is_spelled_out() {
        let with = |name| [PAIR[0], PAIR[1], ("PARTNA_ENVIRONMENT", name)];
        let partna = builder(read(&with("production")))
            .and_then(Builder::build)
            .unwrap();
        assert_eq!(partna.base_url(), "https://api.getpartna.com/v4");
        for name in ["prod", "Production", "", "canary"] {
            let text = fails(&with(name));
            assert!(
                text.contains("PARTNA_ENVIRONMENT") && text.contains("`production`"),
                "{text}"
            );
            assert!(!text.contains("canary"), "{text}");
        }
    }

    #[test]
    fn what_is_missing_is_named_with_where_to_get_it() {
        let text = fails(&PAIR[..1]);
        assert!(
            text.contains("PARTNA_API_USER is not set")
                && text.contains("staging-dashboard.getpartna.com"),
            "{text}"
        );
        assert!(fails(&[]).contains("PARTNA_API_KEY is not set"));
    }

    #[test]
    fn the_address_has_to_be_loopback() {
        let with = |url| [PAIR[0], PAIR[1], ("PARTNA_BASE_URL", url)];
        let partna = builder(read(&with("http://127.0.0.1:8080/v4/")))
            .and_then(Builder::build)
            .unwrap();
        assert_eq!(partna.base_url(), "http://127.0.0.1:8080/v4");
        let text = fails(&with("https://canary.example/v4"));
        assert!(
            text.contains("PARTNA_BASE_URL") && text.contains("loopback"),
            "{text}"
        );
        assert!(!text.contains("canary"), "{text}");
    }
}
