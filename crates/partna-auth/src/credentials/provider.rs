//! Where credentials come from.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use partna_client::Error;
use partna_types::Environment;

use crate::Credentials;

/// What [`Provider::load`] answers.
pub type LoadFuture<'a> = Pin<Box<dyn Future<Output = Result<LoadOutcome, Error>> + Send + 'a>>;

/// A source of credentials.
///
/// It returns the whole pair with a revision, so that a change is cheap to notice and key and user never come from two
/// generations. A client loads it when it is built, as often as [`poll_every`](Self::poll_every) says, and after the API has
/// refused the key. If it fails later on, or has credentials of another user or another environment, the client keeps the
/// last good pair.
///
/// ```
/// use partna_auth::{Credentials, Environment, LoadOutcome, LoadFuture, LoadedCredentials, Provider, Revision, LoadRequest};
///
/// #[derive(Debug)]
/// struct Vault;
///
/// impl Provider for Vault {
///     fn load<'a>(&'a self, request: &'a LoadRequest) -> LoadFuture<'a> {
///         Box::pin(async move {
///             let revision = Revision::new("17"); // as the vault counts
///             if request.known.as_ref() == Some(&revision) {
///                 return Ok(LoadOutcome::Unchanged);
///             }
///             let pair = Credentials::new(Environment::Staging, "1--N--not-a-real-key", "yourmerchant")?;
///             Ok(LoadOutcome::Loaded(LoadedCredentials::new(pair, revision, self.source())))
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
    /// no error, but [`LoadOutcome::NotFound`].
    fn load<'a>(&'a self, request: &'a LoadRequest) -> LoadFuture<'a>;

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

/// What a client requests of a provider.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct LoadRequest {
    /// The environment that the client is built for, where that is set.
    pub environment: Option<Environment>,
    /// The revision that the client has. It is `None` when a client is built, and after the API has refused the key: load
    /// the credentials in full then, since they may have changed under the same revision.
    pub known: Option<Revision>,
}

impl LoadRequest {
    /// Requests credentials of one environment, or of any.
    #[must_use]
    pub fn new(environment: Option<Environment>, known: Option<Revision>) -> Self {
        Self { environment, known }
    }
}

/// The result of [`Provider::load`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum LoadOutcome {
    /// The source has no credentials. The text says why, and completes "there are no credentials: ".
    NotFound(String),
    /// The source still has the revision that the client knows.
    Unchanged,
    /// The source has these credentials.
    Loaded(LoadedCredentials),
}

/// Credentials with their revision and their source.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct LoadedCredentials {
    /// The credentials.
    pub credentials: Credentials,
    /// Their revision.
    pub revision: Revision,
    /// Where they were found, for people and logs.
    pub source: String,
}

impl LoadedCredentials {
    /// Creates it from its parts.
    pub fn new(credentials: Credentials, revision: Revision, source: impl Into<String>) -> Self {
        let source = source.into();
        Self {
            credentials,
            revision,
            source,
        }
    }
}

/// A revision of credentials at their source. It is compared and never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Revision(Box<str>);

impl Revision {
    /// Creates a revision from the source's own counter, time or digest; never from the secret itself.
    pub fn new(text: impl Into<Box<str>>) -> Self {
        Self(text.into())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Revision(..)")
    }
}

/// A fixed pair is its own provider.
impl Provider for Credentials {
    fn load<'a>(&'a self, request: &'a LoadRequest) -> LoadFuture<'a> {
        let revision = Revision::new("fixed");
        let found = if request.known.as_ref() == Some(&revision) {
            LoadOutcome::Unchanged
        } else {
            LoadOutcome::Loaded(LoadedCredentials::new(
                self.clone(),
                revision,
                self.source(),
            ))
        };
        Box::pin(std::future::ready(Ok(found)))
    }

    fn source(&self) -> String {
        "the program itself".to_owned()
    }
}

impl<P: Provider + ?Sized> Provider for Arc<P> {
    fn load<'a>(&'a self, request: &'a LoadRequest) -> LoadFuture<'a> {
        (**self).load(request)
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
