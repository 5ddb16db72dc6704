//! Errors of the sandbox itself.

use std::fmt;
use std::io;
use std::net::SocketAddr;

use crate::UnusedFault;

/// An error of the sandbox itself. Its text states the subject, the problem and the fix.
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

/// The kind of an [`Error`].
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The seed is not valid TOML, or has an unknown field or value.
    Seed,
    /// The state file cannot be read or written, is damaged, or is in use by another sandbox.
    StateFile,
    /// The webhook key is not a private RSA key as PEM.
    WebhookKey,
    /// The sandbox cannot listen on the port or the address.
    Port,
    /// The call is not possible, such as a second payment of a ramp, or a fault for an unknown operation.
    Unsupported,
    /// Queued faults were not used.
    UnusedFaults,
    /// An internal failure, such as a key that cannot be generated, or books that do not balance.
    Internal,
}

impl Error {
    /// Returns the kind of the error.
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

    /// Returns the error for a private key that cannot be used. Its text has no part of the key.
    pub(crate) fn webhook_key(cause: impl fmt::Display) -> Self {
        let text = format!(
            "webhook key: {cause}. Set an unencrypted private RSA key of 2048 to 8192 bits as PEM."
        );
        Self::new(ErrorKind::WebhookKey, text)
    }

    pub(crate) fn unsupported(text: impl Into<String>) -> Self {
        Self::new(ErrorKind::Unsupported, text)
    }

    pub(crate) fn unused_faults(unused: &[UnusedFault]) -> Self {
        let names: Vec<String> = unused.iter().map(ToString::to_string).collect();
        let text = format!(
            "faults: {} unused ({}); send the requests that use them, or queue fewer",
            names.len(),
            names.join(", ")
        );
        Self::new(ErrorKind::UnusedFaults, text)
    }

    /// Returns the error for a defect of the sandbox, which the caller cannot fix.
    pub(crate) fn internal(problem: impl fmt::Display) -> Self {
        Self::new(ErrorKind::Internal, problem.to_string())
    }

    /// Returns the error for an address on which the sandbox cannot listen.
    pub(crate) fn port(address: SocketAddr, error: &io::Error) -> Self {
        let (host, port) = (address.ip(), address.port());
        let text = match error.kind() {
            io::ErrorKind::AddrInUse => {
                let next = port.checked_add(1).unwrap_or(8080);
                format!(
                    "port {port} of {host}: already in use; stop the process that listens on it, or choose another \
                     port, such as {next}, or 0 for any free port"
                )
            }
            io::ErrorKind::PermissionDenied => {
                format!("port {port}: permission denied; choose a port from 1024 on, such as 8080")
            }
            io::ErrorKind::AddrNotAvailable => {
                format!("address {host}: not an address of this machine; use 127.0.0.1")
            }
            _ => format!("{address}: cannot listen: {error}; choose another address or port"),
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
