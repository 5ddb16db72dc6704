//! HTTP: connections, requests that are checked against the document, and the routes of the sandbox itself.

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
