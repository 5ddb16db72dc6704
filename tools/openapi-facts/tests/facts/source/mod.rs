//! Rejected documents and misbehaving servers: each ends within the timeout, with an actionable message.

mod documents;
mod hostile_yaml;
mod openapi31;
mod references;
mod servers;
mod structure;
mod yaml;

use openapi_facts::json::Json;
use openapi_facts::source::{self, Limits};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Rust names that keep letters and digits.
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

/// Parses and validates a document.
fn parse(text: &str) -> Result<Json> {
    Ok(source::parse(
        text.as_bytes(),
        &Limits::default(),
        &TestNames,
    )?)
}

/// Returns the message for a document that is rejected.
fn rejection(text: &str) -> Result<String> {
    match source::parse(text.as_bytes(), &Limits::default(), &TestNames) {
        Ok(_) => Err(format!("the document was accepted: {text:.300}").into()),
        Err(error) => Ok(error.to_string()),
    }
}
