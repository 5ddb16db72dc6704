//! Rejected documents and misbehaving servers: each ends within the timeout, with an actionable message.

mod documents;
mod servers;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Rust names that keep letters and digits. `body` is reserved.
struct TestNames;

impl openapi_facts::source::RustNames for TestNames {
    fn field(&self, name: &str) -> String {
        let letters = name.chars().filter(char::is_ascii_alphanumeric);
        letters.map(|letter| letter.to_ascii_lowercase()).collect()
    }

    fn is_reserved(&self, rust: &str) -> bool {
        rust == "body"
    }
}

/// A minimal valid document.
const MINIMAL_DOCUMENT: &str =
    r#"{"openapi":"3.0.3","paths":{"/a":{"get":{"responses":{"200":{"description":""}}}}}}"#;
