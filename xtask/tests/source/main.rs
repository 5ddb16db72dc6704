//! Documents that cannot be used, and servers that misbehave: each ends in time, and in words that a person can act on.

mod documents;
mod servers;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The least that is a document.
const GOOD: &str =
    r#"{"openapi":"3.0.3","paths":{"/a":{"get":{"responses":{"200":{"description":""}}}}}}"#;
