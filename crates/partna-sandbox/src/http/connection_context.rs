//! The context of a connection for the handler of its requests.

use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use tokio::sync::{mpsc, watch};

use super::connection_deadline::ConnectionDeadline;
use super::openapi::Api;
use crate::app::App;

/// The state of a connection that its request handler uses.
pub(crate) struct ConnectionContext {
    pub(crate) app: Arc<App>,
    pub(crate) api: Arc<Api>,
    /// The address on which the server listens.
    pub(crate) listen_address: IpAddr,
    /// If true, the connection is closed with a reset.
    pub(crate) reset: Arc<AtomicBool>,
    /// The deadline for the next request, or for the rest of a request that has partly arrived.
    pub(crate) deadline: Arc<ConnectionDeadline>,
    /// Changes when the sandbox stops.
    pub(crate) closing: watch::Receiver<()>,
    /// Receives tasks that run even if the connection is closed.
    pub(crate) background: mpsc::UnboundedSender<BackgroundTask>,
}

/// A task that is independent of connections.
pub(crate) type BackgroundTask = Pin<Box<dyn Future<Output = ()> + Send>>;
