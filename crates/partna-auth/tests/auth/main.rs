//! Tests of the SDK: credentials and their sources, transport, retries, writes with an outcome, pagination, rotation, and
//! redaction.

mod bound_user;
mod build_log;
mod canaries;
mod duplicate_references;
mod errors;
mod fault_matrix;
mod file_store;
mod hot_swap;
mod key_exposure;
mod key_text;
mod mismatched_fields_log;
mod outcomes;
mod pagination;
mod profile_file;
mod redaction;
mod reload_after_refusal;
mod response_sizes;
mod rotation;
mod rotation_faults;
mod rotation_grid;
mod rotation_load;
mod rotation_misreports;
mod rotation_replacement;
mod secrets;
mod single_delivery;
mod staging_only;
mod time_windows;
mod tls;
mod transport;
mod user_names;
mod wait_for_ramp;
mod widget_links;

/// The journal field with the names of the keys that a rotation requested. The journals on disk have this name.
const REQUESTED_NAMES_FIELD: &str = "asked";
