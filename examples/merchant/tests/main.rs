//! Tests of the example service with a sandbox in this process, real sockets and a real table file.

mod common;
mod expired_rate;
mod happy_path;
mod lost_response;
mod program;
mod reconciliation;
mod restart;
mod rotation;
mod webhooks;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;
