//! Where things are, from the root of the workspace.

pub const DOCUMENT: &str = "openapi/partna.json";
pub const FACTS: &str = "openapi/upstream.facts";
pub const DEVIATIONS: &str = "openapi/deviations.toml";
/// Changes that somebody looked at.
pub const ACKNOWLEDGED: &str = "openapi/acknowledged.toml";
