//! Tests of the commands, of the workflow that runs them, and of the rules that they check.

mod budget;
mod help;
mod packages;
mod progress;
mod strip;
mod vendor_text;
mod workflow;
