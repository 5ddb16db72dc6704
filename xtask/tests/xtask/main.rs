//! The commands, the workflow that runs them, and the rules that they check.

mod budget;
mod packages;
mod strip;
mod vendor_text;
mod workflow;
