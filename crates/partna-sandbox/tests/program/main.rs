//! The sandbox as a program of its own, as a user runs it.

mod greeting;
mod restarts;
mod running;
mod webhook_keys;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;
