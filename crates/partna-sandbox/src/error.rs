//! What can go wrong with a sandbox itself.

use std::fmt;
use std::io;
use std::net::SocketAddr;

/// Why a sandbox would not start, or not do what it was asked. The text says what is wrong, where, and what to do.
///
/// ```
/// use partna_sandbox::{ErrorKind, Seed};
///
/// let error = Seed::read("[prices]\nXYZ = \"1\"").err();
/// assert_eq!(error.map(|error| error.kind()), Some(ErrorKind::Seed));
/// ```
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    text: String,
}

/// What an [`Error`] is about.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The seed is not TOML, or speaks of what does not exist.
    Seed,
    /// The state file cannot be read or written, is damaged, or is in use by another sandbox.
    StateFile,
    /// The key for webhooks is not PEM of a private RSA key.
    WebhookKey,
    /// The port or the address cannot be had.
    Port,
    /// The sandbox is asked for something that does not go, such as to pay a ramp twice.
    Refused,
    /// Something that should not happen, such as a key that cannot be made, or books that do not balance.
    Broken,
}

impl Error {
    /// What it is about.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    fn new(kind: ErrorKind, text: impl Into<String>) -> Self {
        Self {
            kind,
            text: text.into(),
        }
    }

    pub(crate) fn seed(text: impl Into<String>) -> Self {
        Self::new(ErrorKind::Seed, text)
    }

    pub(crate) fn state_file(text: impl Into<String>) -> Self {
        Self::new(ErrorKind::StateFile, text)
    }

    /// A private key that cannot be used. Nothing of it is repeated.
    pub(crate) fn webhook_key(cause: impl fmt::Display) -> Self {
        let text = format!(
            "the webhook key: {cause}; give a private RSA key of 2048 to 8192 bits as PEM, not encrypted"
        );
        Self::new(ErrorKind::WebhookKey, text)
    }

    pub(crate) fn refused(text: impl Into<String>) -> Self {
        Self::new(ErrorKind::Refused, text)
    }

    pub(crate) fn broken(what: impl fmt::Display) -> Self {
        Self::new(ErrorKind::Broken, what.to_string())
    }

    /// An address that cannot be listened on.
    pub(crate) fn port(address: SocketAddr, error: &io::Error) -> Self {
        let (host, port) = (address.ip(), address.port());
        let text = match error.kind() {
            io::ErrorKind::AddrInUse => {
                let next = port.checked_add(1).unwrap_or(8080);
                format!(
                    "port {port} of {host} is taken; stop what listens there, or choose another, such as {next}, \
                     or 0 for any that is free"
                )
            }
            io::ErrorKind::PermissionDenied => {
                format!("port {port} is not for everybody; choose one from 1024 on, such as 8080")
            }
            io::ErrorKind::AddrNotAvailable => {
                format!("this machine has no address {host}; 127.0.0.1 is always there")
            }
            _ => format!("cannot listen on {address}: {error}"),
        };
        Self::new(ErrorKind::Port, text)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for Error {}
