//! What is run, as a user runs it: the quickstart, and the sandbox as a program of its own.

#[cfg(target_os = "linux")]
mod namespaces;
mod quickstart;
mod restarts;
mod running;
mod webhook_keys;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;
