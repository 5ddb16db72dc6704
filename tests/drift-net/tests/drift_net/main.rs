//! Changes of documents: whether each shows in reports and snapshots, and whether it can be adopted.

mod adoption;
mod corrupt_inputs;
mod fixtures;
mod growth;
mod our_mutations;
mod rust_names;
mod vendor_mutations;
