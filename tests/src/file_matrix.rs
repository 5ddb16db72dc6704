//! Constants of the file matrix, shared with its helper process.

/// The old key and the new one.
pub const KEYS: [&str; 2] = ["1--M--canary-old-4fca3714", "1--M--canary-new-9d2b7c05"];
/// The user of both.
pub const USER: &str = "canaryuser";
/// The stored journal, and the journal that is saved.
pub const JOURNALS: [&str; 2] = [
    "{\"generation\": 1, \"key\": \"canary-journal-1\"}",
    "{\"generation\": 2, \"key\": \"canary-journal-2\"}",
];

/// Returns the text of a profile file with a key.
#[must_use]
pub fn credentials(key: &str) -> String {
    format!(
        "# billing\n[it]\nenvironment = \"staging\"\napi_key = \"{key}\"\napi_user = \"{USER}\"\n"
    )
}
