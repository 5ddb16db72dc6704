//! Suites across crates: the SDK against the sandbox, and suites that start programs of this package.

mod ca_certificates;
mod constructors;
mod crash;
mod environments;
mod error_examples;
mod features;
mod file_matrix;
mod helpers;
mod key_in_wrong_variable;
mod pay_once;
mod providers;
mod recovery;
mod rotation;
mod thread_safety;
