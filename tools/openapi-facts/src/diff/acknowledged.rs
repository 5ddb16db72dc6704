//! `openapi/acknowledged.toml`: changes that somebody looked at and that need nothing done.

use std::collections::BTreeSet;

use anyhow::bail;
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    change: Vec<Acknowledgement>,
}

/// One change, by its fingerprint.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Acknowledgement {
    pub fingerprint: String,
    /// What the change is, for readers of the file.
    pub what: String,
    /// Why nothing has to be done about it.
    pub why: String,
}

/// All changes that are acknowledged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Acknowledged(Vec<Acknowledgement>);

impl Acknowledged {
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let entries = toml::from_str::<File>(text)?.change;
        let mut seen = BTreeSet::new();
        for (number, entry) in (1..).zip(&entries) {
            let print = &entry.fingerprint;
            let is_hex = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
            if print.chars().count() != 12 || !print.chars().all(is_hex) {
                bail!("change {number}: `{print}` is no fingerprint: those have 12 hex digits");
            }
            if !seen.insert(print.as_str()) {
                bail!("change {number}: `{print}` is acknowledged already");
            }
            for (key, value) in [("what", &entry.what), ("why", &entry.why)] {
                if value.trim().is_empty() {
                    bail!("change {number} (`{print}`): `{key}` is empty");
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
