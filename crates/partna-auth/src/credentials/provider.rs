//! Where credentials come from.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use partna_client::Error;
use partna_types::Environment;

use crate::Credentials;

/// What [`Provider::load`] answers.
pub type LoadFuture<'a> = Pin<Box<dyn Future<Output = Result<Found, Error>> + Send + 'a>>;

/// A source of credentials.
///
/// It returns the whole pair with a version, so that a change is cheap to notice and key and user never come from two
/// generations. A client loads it when it is built, as often as [`poll_every`](Self::poll_every) says, and after the API has
/// refused the key. If it fails later on, or has credentials of another user or another environment, the client keeps the
/// last good pair.
///
/// ```
/// use partna_auth::{Credentials, Environment, Found, LoadFuture, Loaded, Provider, Version, Wanted};
///
/// #[derive(Debug)]
/// struct Vault;
///
/// impl Provider for Vault {
///     fn load<'a>(&'a self, wanted: &'a Wanted) -> LoadFuture<'a> {
///         Box::pin(async move {
///             let version = Version::new("17"); // as the vault counts
///             if wanted.known.as_ref() == Some(&version) {
///                 return Ok(Found::Unchanged);
///             }
///             let pair = Credentials::new(Environment::Staging, "1--N--not-a-real-key", "yourmerchant")?;
///             Ok(Found::Pair(Loaded::new(pair, version, self.source())))
///         })
///     }
///
///     fn source(&self) -> String {
///         "the vault".to_owned()
///     }
/// }
/// ```
pub trait Provider: fmt::Debug + Send + Sync {
    /// Looks for a pair.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) if there is something which cannot be used. That there is nothing is
    /// no error, but [`Found::Nothing`].
    fn load<'a>(&'a self, wanted: &'a Wanted) -> LoadFuture<'a>;

    /// Where it looks, in words for people: no secret, please.
    fn source(&self) -> String;

    /// How often a client looks for a change; never, if none.
    fn poll_every(&self) -> Option<Duration> {
        None
    }

    /// Whether somebody asked for this source by name. Two such sources that disagree are an error; a source that just
    /// happens to be there gives way.
    fn is_deliberate(&self) -> bool {
        true
    }
}

/// What a client asks a provider for.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Wanted {
    /// The environment that the client is built for, where that is stated.
    pub environment: Option<Environment>,
    /// The version that the client has. It is `None` when a client is built, and after the API has refused the key: load
    /// the credentials in full then, since they may have changed and kept their version.
    pub known: Option<Version>,
}

impl Wanted {
    /// Asks for a pair of an environment, or of any.
    #[must_use]
    pub fn new(environment: Option<Environment>, known: Option<Version>) -> Self {
        Self { environment, known }
    }
}

/// What a provider has found.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Found {
    /// Nothing, and why, in words that complete "there is no pair: ".
    Nothing(String),
    /// What the client has already.
    Unchanged,
    /// A pair.
    Pair(Loaded),
}

/// A pair with its version and its source.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Loaded {
    /// The pair.
    pub credentials: Credentials,
    /// Its version.
    pub version: Version,
    /// Where it was found, in words for people.
    pub source: String,
}

impl Loaded {
    /// Puts the parts together.
    pub fn new(credentials: Credentials, version: Version, source: impl Into<String>) -> Self {
        let source = source.into();
        Self {
            credentials,
            version,
            source,
        }
    }
}

/// Tells one generation of a pair from the next. It is compared and never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Version(Box<str>);

impl Version {
    /// A version by whatever the source counts with; not the secret itself.
    pub fn new(text: impl Into<Box<str>>) -> Self {
        Self(text.into())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Version(..)")
    }
}

/// A fixed pair is its own provider.
impl Provider for Credentials {
    fn load<'a>(&'a self, wanted: &'a Wanted) -> LoadFuture<'a> {
        let version = Version::new("fixed");
        let found = if wanted.known.as_ref() == Some(&version) {
            Found::Unchanged
        } else {
            Found::Pair(Loaded::new(self.clone(), version, self.source()))
        };
        Box::pin(std::future::ready(Ok(found)))
    }

    fn source(&self) -> String {
        "the program itself".to_owned()
    }
}

impl<P: Provider + ?Sized> Provider for Arc<P> {
    fn load<'a>(&'a self, wanted: &'a Wanted) -> LoadFuture<'a> {
        (**self).load(wanted)
    }

    fn source(&self) -> String {
        (**self).source()
    }

    fn poll_every(&self) -> Option<Duration> {
        (**self).poll_every()
    }

    fn is_deliberate(&self) -> bool {
        (**self).is_deliberate()
    }
}
