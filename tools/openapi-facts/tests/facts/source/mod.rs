//! Documents that cannot be used, and servers that misbehave: each ends in time, and in words that a person can act on.

mod documents;
mod servers;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// TestNames by letters and digits, of which one is reserved.
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

/// The least that is a document.
const MINIMAL_DOCUMENT: &str =
    r#"{"openapi":"3.0.3","paths":{"/a":{"get":{"responses":{"200":{"description":""}}}}}}"#;
