//! What is run, as a user runs it: the quickstart, and the sandbox as a program of its own.

#[cfg(target_os = "linux")]
mod namespaces;
mod quickstart;
mod restarts;
mod webhook_keys;
