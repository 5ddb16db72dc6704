//! What crosses crates: use of the SDK against the sandbox, and what needs processes of the package.

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
