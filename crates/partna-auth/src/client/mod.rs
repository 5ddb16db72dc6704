//! The client, its builder, and requests of operations that are not in the document.

mod builder;
mod ca_certificates;
mod partna;
mod request;
mod tls;

pub use builder::Builder;
pub use partna::Partna;
pub use request::Request;
pub(crate) use request::{new_request, set_json};
#[doc(hidden)]
pub use tls::configure_tls;
