//! Reports and snapshots show every change of a document, and every change can be adopted.

mod adoption;
mod completeness;
mod corrupt_inputs;
mod cost;
mod fixtures;
mod formats;
mod growth;
mod imports;
mod our_mutations;
mod pairs;
mod rust_names;
mod vendor_mutations;
