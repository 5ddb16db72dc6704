//! The key and user that authenticate a merchant.

use std::fmt;

use bytes::Bytes;
use http::HeaderValue;
use partna_client::{Error, ErrorKind};
use partna_types::{Environment, Secret};
use zeroize::Zeroizing;

use super::{ApiKey, is_quoted};
use crate::secret_scan::SecretSet;

/// An API key and its user name, for one environment.
///
/// The text of a key does not show whether the key is for staging or production. So the environment is bound to the credentials
/// when they are loaded, and a client for another environment rejects them. The keys of a sandbox have a marker:
/// [`Environment::Sandbox`] accepts only keys with the marker, and the other environments reject these keys.
///
/// ```
/// use partna_auth::{Credentials, Environment};
///
/// let credentials = Credentials::new(Environment::Staging, "1--N--not-a-real-key", "yourmerchant")?;
/// assert!(!format!("{credentials:?}").contains("not-a-real-key"));
/// # Ok::<(), partna_auth::Error>(())
/// ```
#[derive(Clone)]
pub struct Credentials {
    environment: Environment,
    key: ApiKey,
    user: Secret,
    headers: [HeaderValue; 2],
}

impl Credentials {
    /// Checks a key and a user, and binds them to an environment.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] for a value that is empty or blank, begins or ends with a quote, or contains whitespace, line breaks
    /// or anything but printable ASCII; for a user that contains a key; for a key without the sandbox marker in
    /// [`Environment::Sandbox`]; and for a key with the marker in staging or production. The error does not contain the value.
    ///
    /// ```
    /// use partna_auth::{Credentials, Environment};
    ///
    /// let key = "1--M--73616e64626f782d0000000000000001--9999999999999--00000001";
    /// assert!(Credentials::new(Environment::Sandbox, key, "yourmerchant").is_ok());
    /// assert!(Credentials::new(Environment::Staging, key, "yourmerchant").is_err());
    /// assert!(Credentials::new(Environment::Sandbox, "1--N--not-a-real-key", "yourmerchant").is_err());
    /// ```
    pub fn new(
        environment: Environment,
        key: impl Into<ApiKey>,
        user: impl Into<Secret>,
    ) -> Result<Self, Error> {
        let (key, user) = (key.into(), user.into());
        let headers = [
            header_value("the API key", key.expose())?,
            header_value("the API user", user.expose())?,
        ];
        check_user(&user)?;
        check_sandbox_marker(environment, &key)?;
        Ok(Self {
            environment,
            key,
            user,
            headers,
        })
    }

    /// Returns the environment of the credentials.
    #[must_use]
    pub fn environment(&self) -> Environment {
        self.environment
    }

    /// Returns the key.
    #[must_use]
    pub fn key(&self) -> &ApiKey {
        &self.key
    }

    /// Returns the merchant's user name. It is not secret: links to Partna's payment pages contain it, and errors contain it if the
    /// API repeats it. `Debug` and `Display` redact it nevertheless.
    #[must_use]
    pub fn user(&self) -> &Secret {
        &self.user
    }

    /// Returns the headers `x-api-key` and `x-api-user`, marked as sensitive. Source: the vendor's guide to authentication.
    pub(crate) fn headers(&self) -> [(&'static str, &HeaderValue); 2] {
        let [key, user] = &self.headers;
        [("x-api-key", key), ("x-api-user", user)]
    }
}

impl PartialEq for Credentials {
    fn eq(&self, other: &Self) -> bool {
        self.environment == other.environment
            && self.key == other.key
            && self.user.expose() == other.user.expose()
    }
}

impl Eq for Credentials {}

/// Rejects a user name that contains a key. User names are not secret: links to Partna's payment pages and errors contain them.
fn check_user(user: &Secret) -> Result<(), Error> {
    let found = SecretSet::default()
        .scan()
        .find(user.expose().as_bytes(), false);
    if found.is_empty() {
        return Ok(());
    }
    let problem = "the API user: contains an API key; set it to the merchant's user name, and check whether key and user were \
                   swapped";
    Err(Error::new(ErrorKind::Config, problem))
}

/// Rejects a key without the sandbox marker in a sandbox, and a key with it in staging and production. All credentials are created
/// by [`Credentials::new`], so loads, reloads and rotations all run this check.
fn check_sandbox_marker(environment: Environment, key: &ApiKey) -> Result<(), Error> {
    let problem = match environment {
        Environment::Sandbox if !key.is_sandbox() => {
            "the API key: was not created by a sandbox, but the environment is sandbox; use a key of the sandbox, or set the \
             environment of the key"
                .to_owned()
        }
        Environment::Staging | Environment::Production if key.has_sandbox_marker() => format!(
            "the API key: was created by a sandbox, but the environment is {environment}; set PARTNA_ENVIRONMENT=sandbox (in code \
             `Environment::Sandbox`), or use a key of {environment}"
        ),
        _ => return Ok(()),
    };
    Err(Error::new(ErrorKind::Config, problem))
}

/// Returns a text as a header value, or an error that describes the problem of the text.
fn header_value(name: &str, text: &str) -> Result<HeaderValue, Error> {
    let problem = if text.is_empty() {
        "is empty; set it to a value"
    } else if text.trim().is_empty() {
        "is blank; set it to a value"
    } else if text.contains(['\n', '\r']) {
        "contains a line break; trim the value if it is read from a file"
    } else if is_quoted(text) {
        "has quotes around it; remove them"
    } else if !text.is_ascii() {
        "contains characters that are not ASCII; remove them"
    } else if text.contains(|c: char| c.is_ascii_whitespace() || c.is_ascii_control()) {
        "contains whitespace or control characters; remove them"
    } else {
        // All copies of this header share these bytes, which are wiped when the last copy is dropped.
        let bytes = Bytes::from_owner(Zeroizing::new(text.as_bytes().to_vec()));
        let mut value = HeaderValue::from_maybe_shared(bytes).map_err(|_| {
            Error::new(
                ErrorKind::Config,
                format!("{name}: cannot be sent as a header; use visible ASCII"),
            )
        })?;
        value.set_sensitive(true);
        return Ok(value);
    };
    Err(Error::new(ErrorKind::Config, format!("{name}: {problem}")))
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("environment", &self.environment)
            .field("key", &format_args!("{}", Secret::MARKER))
            .field("user", &format_args!("{}", Secret::MARKER))
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rejects_unusable_key_without_repeating_it() {
        for (key, problem) in [
            ("", "is empty"),
            (" \t", "is blank"),
            ("canary\n", "line break"),
            ("can\r\nx-evil: 1ary", "line break"),
            ("canaryé", "not ASCII"),
            (" canary", "whitespace"),
            ("can\u{7f}ary", "control"),
        ] {
            let error = Credentials::new(Environment::Staging, key, "user").unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config);
            let text = format!("{error} {error:?}");
            assert!(
                text.contains("the API key") && text.contains(problem),
                "{text}"
            );
            assert!(!text.contains("canary") && !text.contains("evil"), "{text}");
            let error = Credentials::new(Environment::Staging, "key", key).unwrap_err();
            assert!(error.to_string().contains("the API user"), "{error}");
        }
    }

    /// Links to the widget and errors contain the user name.
    #[test]
    fn refuses_key_as_user_without_repeating_it() {
        let key = "1--M--73616e64626f782d0000000000000001--9999999999999--00000001";
        for (environment, own) in [
            (Environment::Staging, "key"),
            (Environment::Production, "key"),
            (Environment::Sandbox, key),
        ] {
            for user in [
                "1--M--00112233445566778899aabbccddeeff--1781793658613--0a1b2c3d",
                "1--m--00112233445566778899AABBCCDDEEFF",
                "user:1%2D%2DM%2D%2D00112233445566778899aabbccddeeff",
                key,
            ] {
                let error = Credentials::new(environment, own, user).unwrap_err();
                let text = format!("{error} {error:?}");
                assert!(text.contains("the API user: contains an API key"), "{text}");
                assert!(!text.contains("0011") && !text.contains("73616e"), "{text}");
            }
            for user in ["merchant", "1--live", "shop-1--M", "a--b--c--d"] {
                assert!(Credentials::new(environment, own, user).is_ok(), "{user}");
            }
        }
    }

    #[test]
    fn debug_shows_only_environment() {
        let credentials =
            Credentials::new(Environment::Production, "canary-key", "canary-user").unwrap();
        assert_eq!(
            format!("{credentials:?}"),
            "Credentials { environment: Production, key: [redacted], user: [redacted] }"
        );
        assert!(!format!("{:?}", credentials.headers()).contains("canary"));
    }
}
