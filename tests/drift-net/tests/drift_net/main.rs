//! Changes of documents: whether each shows in reports and snapshots, and whether it can be adopted.

mod adopt;
mod drift;
mod fixtures;
mod growth;
mod hostile;
mod mutation;
mod rust_names;
