//! Code that `cargo xtask generate` makes.

#[rustfmt::skip]
#[allow(
    missing_docs,
    unused_imports,
    unused_mut,
    clippy::all,
    clippy::unwrap_used,
    rustdoc::broken_intra_doc_links,
    reason = "generated: the code is progenitor's, and its only unwraps are on patterns of our own document"
)]
pub(crate) mod client;
#[cfg(feature = "document")]
#[rustfmt::skip]
#[allow(missing_docs, reason = "documented where it is re-exported")]
pub(crate) mod document;
#[rustfmt::skip]
#[allow(unused_imports, reason = "generated: what a document without references leaves unused")]
pub(crate) mod operations;
