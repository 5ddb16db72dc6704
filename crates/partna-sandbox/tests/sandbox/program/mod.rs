//! The sandbox as a program of its own, as a user runs it.

mod greeting;
mod restarts;
mod webhook_keys;
