//! The program `partna-sandbox`.

mod greeting;
mod restarts;
mod webhook_keys;
