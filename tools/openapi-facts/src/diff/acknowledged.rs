//! Reads `openapi/acknowledged.toml`: changes that were reviewed and require no action.

use std::collections::BTreeSet;

use anyhow::bail;
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AcknowledgementFile {
    #[serde(default)]
    change: Vec<Acknowledgement>,
}

/// An acknowledged change, identified by its fingerprint.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Acknowledgement {
    pub fingerprint: String,
    /// The change in words, for readers of the file.
    #[serde(rename = "what")]
    pub description: String,
    /// Why the change requires no action.
    #[serde(rename = "why")]
    pub reason: String,
}

/// All acknowledged changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Acknowledged(Vec<Acknowledgement>);

impl Acknowledged {
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let entries = toml::from_str::<AcknowledgementFile>(text)?.change;
        let mut seen = BTreeSet::new();
        for (number, entry) in (1..).zip(&entries) {
            let fingerprint = &entry.fingerprint;
            let is_hex = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
            if fingerprint.chars().count() != 12 || !fingerprint.chars().all(is_hex) {
                bail!("change {number}: `{fingerprint}` is not a fingerprint; write 12 hex digits");
            }
            if !seen.insert(fingerprint.as_str()) {
                bail!("change {number}: `{fingerprint}` is acknowledged twice; remove one entry");
            }
            for (key, value) in [("what", &entry.description), ("why", &entry.reason)] {
                if value.trim().is_empty() {
                    bail!("change {number} (`{fingerprint}`): `{key}` is empty; write a text");
                }
            }
        }
        Ok(Self(entries))
    }

    pub fn entries(&self) -> &[Acknowledgement] {
        &self.0
    }

    pub fn get(&self, fingerprint: &str) -> Option<&Acknowledgement> {
        self.0.iter().find(|entry| entry.fingerprint == fingerprint)
    }
}
