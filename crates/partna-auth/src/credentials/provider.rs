//! Sources of credentials.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use partna_client::Error;
use partna_types::Environment;

use crate::Credentials;

/// The future that [`Provider::load`] returns.
pub type LoadFuture<'a> = Pin<Box<dyn Future<Output = Result<LoadOutcome, Error>> + Send + 'a>>;

/// A source of credentials.
///
/// A source returns the key and the user in one load, so that they always belong together, and a revision, so that changes are
/// cheap to detect. A client loads its source when it is built, at the interval of [`poll_every`](Self::poll_every), and after the
/// API has refused the key. If a later load fails, or returns credentials of another user or environment, the client keeps its
/// current credentials.
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
///             let revision = Revision::new("17"); // the revision of the vault
///             if request.known.as_ref() == Some(&revision) {
///                 return Ok(LoadOutcome::Unchanged);
///             }
///             let credentials = Credentials::new(Environment::Staging, "1--N--not-a-real-key", "yourmerchant")?;
///             Ok(LoadOutcome::Loaded(LoadedCredentials::new(credentials, revision, self.source())))
///         })
///     }
///
///     fn source(&self) -> String {
///         "the vault".to_owned()
///     }
/// }
/// ```
pub trait Provider: fmt::Debug + Send + Sync {
    /// Loads the credentials.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) if the source has credentials that cannot be used. If it has no
    /// credentials, return [`LoadOutcome::NotFound`].
    fn load<'a>(&'a self, request: &'a LoadRequest) -> LoadFuture<'a>;

    /// Returns the name of the source, for people and logs. It must not contain secrets.
    fn source(&self) -> String;

    /// Returns how often a client checks for changes. `None` means never.
    fn poll_every(&self) -> Option<Duration> {
        None
    }

    /// Returns whether this source was configured explicitly. If an earlier source in a [`Chain`](crate::Chain) has credentials,
    /// the chain ignores a source that is not explicit. It loads an explicit source anyway, and fails if the credentials differ.
    fn is_explicit(&self) -> bool {
        true
    }
}

/// The parameters of [`Provider::load`].
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct LoadRequest {
    /// The environment that the client is built for, if it is set.
    pub environment: Option<Environment>,
    /// The revision of the credentials that the client has. If it is `None`, return the credentials and not
    /// [`LoadOutcome::Unchanged`]: either the client is being built, or the API has refused the key, and the credentials may have
    /// changed under the same revision.
    pub known: Option<Revision>,
}

impl LoadRequest {
    /// Creates the parameters of a load. The environment is `None` if credentials of any environment are accepted.
    #[must_use]
    pub fn new(environment: Option<Environment>, known: Option<Revision>) -> Self {
        Self { environment, known }
    }
}

/// The result of [`Provider::load`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum LoadOutcome {
    /// The source has no credentials. The text is the reason, and follows "no credentials found: " in the error.
    NotFound(String),
    /// The source still has the revision `known`.
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
    /// The name of the source, for people and logs.
    pub source: String,
}

impl LoadedCredentials {
    /// Creates loaded credentials from their parts.
    pub fn new(credentials: Credentials, revision: Revision, source: impl Into<String>) -> Self {
        let source = source.into();
        Self {
            credentials,
            revision,
            source,
        }
    }
}

/// A revision of credentials at their source. Revisions are only compared for equality. `Debug` omits the text.
#[derive(Clone, PartialEq, Eq)]
pub struct Revision(Box<str>);

impl Revision {
    /// Creates a revision from the source's counter, time or digest. Never create it from the secret.
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

/// A source that always returns these credentials.
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

    fn is_explicit(&self) -> bool {
        (**self).is_explicit()
    }
}
