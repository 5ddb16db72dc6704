//! What the file matrix and its helper process agree on.

/// The old key and the new one.
pub const KEYS: [&str; 2] = ["1--M--canary-old-4fca3714", "1--M--canary-new-9d2b7c05"];
/// The user of both.
pub const USER: &str = "canaryuser";
/// The journal that is stored, and the one that is saved.
pub const JOURNALS: [&str; 2] = [
    "{\"generation\": 1, \"key\": \"canary-journal-1\"}",
    "{\"generation\": 2, \"key\": \"canary-journal-2\"}",
];

/// A file of credentials with a key.
#[must_use]
pub fn credentials(key: &str) -> String {
    format!("# ours\n[it]\nenvironment = \"staging\"\napi_key = \"{key}\"\napi_user = \"{USER}\"\n")
}
