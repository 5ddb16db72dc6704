//! What the handler of a request knows of its connection.

use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use tokio::sync::{mpsc, watch};

use super::connection_deadline::ConnectionDeadline;
use super::openapi::Api;
use crate::app::App;

/// A connection, for the handler of its requests.
pub(crate) struct ConnectionContext {
    pub(crate) app: Arc<App>,
    pub(crate) api: Arc<Api>,
    /// The address that is listened on.
    pub(crate) bound: IpAddr,
    /// Set, the connection ends with a reset instead of a farewell.
    pub(crate) reset: Arc<AtomicBool>,
    /// When it is closed if nothing more arrives.
    pub(crate) deadline: Arc<ConnectionDeadline>,
    /// Changes when the sandbox stops.
    pub(crate) closing: watch::Receiver<()>,
    /// Takes work that is done whether or not somebody still waits for it.
    pub(crate) aside: mpsc::UnboundedSender<Work>,
}

/// What is done beside connections.
pub(crate) type Work = Pin<Box<dyn Future<Output = ()> + Send>>;
