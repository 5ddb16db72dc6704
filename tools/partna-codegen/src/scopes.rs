//! The scopes of API keys, and the operations that reject them.

use std::collections::BTreeSet;

use openapi_facts::json::Json;

use crate::extensions;
use crate::open_enums;

/// The Rust type of the enum of scopes.
const SCOPE_TYPE: &str = "ApiKeyScope";

/// The letter of read-only keys.
const GET_ONLY: &str = "G";

/// Returns the letters of all scopes that the document lists.
pub fn documented(doc: &Json) -> BTreeSet<&str> {
    open_enums::components(doc)
        .filter(|(_, rust, _)| *rust == SCOPE_TYPE)
        .flat_map(|(_, _, schema)| open_enums::values(schema))
        .collect()
}

/// Returns the scopes that all operations of a method reject. Source: the documented error `get only api key cannot
/// access POST /account`.
pub fn refused_by_rule(method: &str) -> &'static [&'static str] {
    match method {
        "GET" => &[],
        _ => &[GET_ONLY],
    }
}

/// Returns all scopes that an operation rejects: the scopes that all operations of the method reject, and the scopes
/// that the document states.
pub fn refused<'a>(method: &str, operation: &'a Json) -> BTreeSet<&'a str> {
    let stated = operation.list(extensions::REFUSED_SCOPES).iter();
    let stated = stated.filter_map(Json::as_str);
    stated
        .chain(refused_by_rule(method).iter().copied())
        .collect()
}
