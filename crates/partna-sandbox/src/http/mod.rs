//! The HTTP server: connections, validation of requests against the document, and the admin interface.

mod admin;
mod connection;
mod connection_context;
pub(crate) mod connection_deadline;
mod field_problem;
mod handler;
mod host_check;
pub(crate) mod openapi;
mod payload;
mod reply;
pub(crate) mod server;
mod validation;
