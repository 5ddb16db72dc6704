//! Checks the base URL, and that requests are below it.

use partna_client::Error;
use partna_types::{Environment, is_loopback};
use url::Url;

use crate::errors::config;

/// The base URL of a client. For staging and production it has https and the host of the environment, or a loopback address. For a
/// sandbox it is any address except those of Partna. The check uses the parsed URL, since the text of a URL can look like another
/// host.
#[derive(Clone, Debug)]
pub(crate) struct BaseUrl(Url);

impl BaseUrl {
    /// Returns the base URL of an environment, or the replacement if that is allowed. `replacement` is the name of the setting and
    /// the text of the URL.
    pub(crate) fn new(
        environment: Environment,
        replacement: Option<(&str, &str)>,
    ) -> Result<Self, Error> {
        let own = parse("the base URL", environment.base_url())?;
        let Some((name, text)) = replacement else {
            return Ok(Self(own));
        };
        let url = parse(name, text)?;
        if environment == Environment::Sandbox {
            if is_partna_host(&url) {
                return Err(config(format!(
                    "{name}: is a host of Partna, but the environment is sandbox; use the address of the sandbox, or set the \
                     environment of that host"
                )));
            }
            return Ok(Self(url));
        }
        if is_loopback_url(&url) || (url.scheme() == "https" && same_origin(&url, &own)) {
            return Ok(Self(url));
        }
        Err(config(format!(
            "{name}: is not an allowed host for {environment}; use {} or a loopback address such as http://127.0.0.1:8080/v4, or set the \
             environment to sandbox for a sandbox at another address",
            environment.base_url()
        )))
    }

    /// Returns the URL as text, without a trailing slash.
    pub(crate) fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    /// Returns the host, for people.
    pub(crate) fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// Returns whether the host is the loopback of this machine.
    pub(crate) fn is_loopback(&self) -> bool {
        is_loopback_url(&self.0)
    }

    /// Returns whether the URL is plain http, which is only possible on loopback or for a sandbox.
    pub(crate) fn is_plain(&self) -> bool {
        self.0.scheme() == "http"
    }

    /// Returns the path of a request relative to this URL, such as `/account`. Returns `None` if the request is not below this
    /// URL, or if its path is ambiguous: with percent signs, empty segments or a trailing slash.
    pub(crate) fn relative_path<'a>(&self, url: &'a Url) -> Option<&'a str> {
        let base = self.0.path().trim_end_matches('/');
        let path = url
            .path()
            .strip_prefix(base)
            .filter(|path| path.starts_with('/'))?;
        let bytes = path.as_bytes();
        let is_plain = bytes.len() > 1
            && !bytes.ends_with(b"/")
            && !bytes.contains(&b'%')
            && !bytes.windows(2).any(|two| two == b"//");
        let is_anonymous = url.username().is_empty() && url.password().is_none();
        (same_origin(&self.0, url) && is_anonymous && is_plain).then_some(path)
    }
}

fn parse(name: &str, text: &str) -> Result<Url, Error> {
    let new_error = |problem: &str| config(format!("{name}: {problem}"));
    let url = Url::parse(text).map_err(|error| {
        new_error("is not a valid URL; write it as `https://host/path`").with_source(error)
    })?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(new_error("contains a user or a password; remove it"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(new_error("contains a query or a fragment; remove it"));
    }
    if !matches!(url.scheme(), "https" | "http") || url.host().is_none() {
        return Err(new_error(
            "has no http or https host; write it as `https://host/path`",
        ));
    }
    Ok(url)
}

fn is_loopback_url(url: &Url) -> bool {
    url.host_str().is_some_and(is_loopback)
}

/// Returns whether a host is `getpartna.com` or below it. The parser has already normalized other spellings: capitals, percent
/// signs, full-width letters and ideographic stops. Trailing dots remain.
fn is_partna_host(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let parent = host.strip_suffix("getpartna.com");
    parent.is_some_and(|parent| parent.is_empty() || parent.ends_with('.'))
}

/// Compares like `Url::origin`, without copying.
fn same_origin(one: &Url, other: &Url) -> bool {
    one.scheme() == other.scheme()
        && one.host() == other.host()
        && one.port_or_known_default() == other.port_or_known_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base_url(text: &str) -> Result<BaseUrl, Error> {
        BaseUrl::new(Environment::Staging, Some(("the base URL", text)))
    }

    #[test]
    fn accepts_loopback_and_own_host() {
        for text in [
            "http://127.0.0.1:1/v4",
            "http://127.9.9.9/v4",
            "http://[::1]:1/v4/",
            "http://[::ffff:127.0.0.1]/v4",
            "http://localhost./v4",
            "http://127.1/v4",
            "http://localhost:1/v4",
            "https://localhost:1/v4",
            "http://2130706433/v4", // 127.0.0.1, written as one number
            "https://staging-api.getpartna.com/v4",
            "https://staging-api.getpartna.com:443/v5",
        ] {
            assert!(base_url(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn rejects_all_other_hosts() {
        for text in [
            "",
            "staging-api.getpartna.com",
            "ftp://127.0.0.1/",
            "http://staging-api.getpartna.com/v4",
            "https://api.getpartna.com/v4", // production, with a key for staging
            "https://staging-api.getpartna.com:8443/v4",
            "https://staging-api.getpartna.com.evil.example/v4",
            "https://127.0.0.1@evil.example/v4",
            "http://127.0.0.1.evil.example/v4",
            "http://localhost.evil.example/v4",
            "http://0.0.0.0/v4",
            "http://[::ffff:10.0.0.1]/v4",
            "http://[::127.0.0.1]/v4",
            "http://localhost../v4",
            "https://staging-api.getpartna.com./v4",
            "http://127.0.0.1/v4?key=1",
            "http://user:pass@127.0.0.1/v4",
        ] {
            assert!(base_url(text).is_err(), "{text}");
        }
    }

    #[test]
    fn sandbox_accepts_any_host_except_partna() {
        let base_url = |text| BaseUrl::new(Environment::Sandbox, Some(("the base URL", text)));
        for text in [
            "http://127.0.0.1:1/v4",
            "http://sandbox:8080/v4",
            "http://10.0.0.7/v4",
            "http://[fd00::1]:8080/v4",
            "https://sandbox.example/v4",
            "http://getpartna.com.example/v4",
            "http://notgetpartna.com/v4",
        ] {
            assert!(base_url(text).is_ok(), "{text}");
        }
        for text in [
            "https://getpartna.com/v4",
            "https://staging-api.getpartna.com/v4",
            "http://api.getpartna.com/v4",
            "https://api.getpartna.com:8443/v4",
            "https://API.GetPartna.Com/v4",
            "https://api.getpartna.com./v4",
            "https://api.getpartna.com../v4",
            "https://api%2egetpartna.com/v4",
            "https://api.getpartna%2Ecom/v4",
            "https://api.getpartna\u{3002}com/v4", // an ideographic full stop
            "https://api\u{ff0e}getpartna\u{ff61}com/v4",
            "https://api.getpartna.\u{ff43}\u{ff4f}\u{ff4d}/v4", // full width
            "https://api.get\u{ad}partna.com/v4",                // a soft hyphen
            "https://api.getpartna.com\u{3002}/v4",
            "https://\u{24d0}pi.getpartna.com/v4",
            "https:\\\\api.getpartna.com\\v4",
            "https://a.b.c.getpartna.com/v4",
            "http://sandbox@api.getpartna.com/v4",
            "ftp://sandbox/v4",
        ] {
            assert!(base_url(text).is_err(), "{text}");
        }
    }

    #[test]
    fn rejects_request_outside_base_url() {
        let base_url = base_url("http://127.0.0.1:1/v4/").unwrap();
        let is_covered = |text: &str| base_url.relative_path(&Url::parse(text).unwrap()).is_some();
        let url = Url::parse("http://127.0.0.1:1/v4/x/../account?page=1").unwrap();
        assert_eq!(base_url.relative_path(&url), Some("/account"));
        for text in [
            "http://127.0.0.1:2/v4/account",
            "http://127.0.0.1:1/v4/../admin",
            "http://127.0.0.1:1/v40/account",
            "http://127.0.0.1:1/v4",
            "http://127.0.0.1:1/v4/",
            "http://127.0.0.1:1/v4//account",
            "http://127.0.0.1:1/v4/account/",
            "http://127.0.0.1:1/v4/mock/%64eposit",
            "https://127.0.0.1:1/v4/account",
            "http://a@127.0.0.1:1/v4/account",
        ] {
            assert!(!is_covered(text), "{text}");
        }
    }
}
