//! What changed between two documents of an API, and what every change means.
//!
//! Documents are compared by their facts and notes (`facts::with_notes`), so words, examples and component names never
//! count. Every change follows one rule of a table (`rules.rs`), which says what it means for callers who are in
//! production, and for code that compiles against our client. Nothing here reads or writes files.

mod acknowledged;
mod compare;
mod constraints;
mod entries;
mod known_api;
mod priority;
pub mod render;
mod responses;
mod rule_sets;
mod rules;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use data_encoding::HEXLOWER;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::facts::Facts;
use crate::source::{Differences, Unreadable};

pub use acknowledged::{Acknowledged, Acknowledgement};
pub use compare::Difference;
pub use known_api::{KnownApi, RustItem};
pub use rules::{Rule, RuleSubject, table};

/// What a change means for a caller in production, built against us with the old document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, strum::Display)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "lowercase")]
pub enum ProductionImpact {
    Safe,
    /// It depends on what the caller sends or reads.
    #[strum(serialize = "may break")]
    MayBreak,
    Breaks,
}

/// The step of the version that adoption of a change takes, by what it does to the public interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, strum::Display)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "lowercase")]
pub enum VersionBump {
    Patch,
    Minor,
    Major,
}

/// Why a change is looked at before all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, strum::Display)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "lowercase")]
pub enum Priority {
    Money,
    Keys,
}

/// The verdict of a whole report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, strum::Display)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "lowercase")]
pub enum Level {
    None,
    Additive,
    Breaking,
}

impl Level {
    pub fn exit_code(self) -> u8 {
        match self {
            Level::None => 0,
            Level::Additive => 10,
            Level::Breaking => 20,
        }
    }
}

/// One change. Texts come from the vendor as they are: what shows them has to escape them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    pub rule: Rule,
    /// `POST /ramp`; none for servers and schemes.
    pub operation: Option<String>,
    /// `body.fromAmount`, `-> 200.data.x`, `query:page`, `security`.
    pub place: String,
    pub before: Option<String>,
    pub after: Option<String>,
    #[serde(rename = "deployed")]
    pub production_impact: ProductionImpact,
    #[serde(rename = "rust")]
    pub version_bump: VersionBump,
    #[serde(rename = "concern")]
    pub priority: Option<Priority>,
    /// The Rust item that is new, changes or goes, if it is known.
    pub item: Option<String>,
    /// Names this change, whatever else changes.
    pub fingerprint: String,
}

impl Change {
    fn new(found: Difference, named: RustItem, known: Option<&dyn KnownApi>) -> Self {
        let version_bump = if named.is_unchanged {
            VersionBump::Patch
        } else {
            found.rule.version_bump()
        };
        let suffix = match version_bump {
            VersionBump::Patch => "",
            _ if found.rule.adds_rust_item() => " (new)",
            _ if found.rule.removes_rust_item() => " (removed)",
            _ => " (changed)",
        };
        Self {
            production_impact: found.rule.production_impact(),
            version_bump,
            priority: priority::of(&found, known),
            item: named.name.map(|name| name + suffix),
            fingerprint: fingerprint(&found),
            rule: found.rule,
            operation: found.operation,
            place: found.place,
            before: found.before,
            after: found.after,
        }
    }

    pub fn is_breaking(&self) -> bool {
        self.production_impact != ProductionImpact::Safe || self.version_bump == VersionBump::Major
    }

    /// The change in a sentence. `shown` makes each text of the vendor fit to be shown.
    pub fn describe(&self, escape: impl Fn(&str) -> String) -> String {
        let (mut sentence, mut rest) = (String::new(), self.rule.template());
        while let Some((lead, (name, tail))) = rest
            .split_once('{')
            .and_then(|(lead, tail)| Some((lead, tail.split_once('}')?)))
        {
            sentence += lead;
            let text = match name {
                "before" => self.before.as_deref(),
                "after" => self.after.as_deref(),
                _ => Some(self.place.as_str()),
            };
            sentence += &escape(text.unwrap_or("nothing"));
            rest = tail;
        }
        sentence + rest
    }
}

/// 12 hex digits that depend on the change alone.
fn fingerprint(found: &Difference) -> String {
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    let parts = [
        found.rule.name().to_owned(),
        optional(&found.operation),
        found.place.clone(),
        optional(&found.before),
        optional(&found.after),
    ];
    let digest = Sha256::digest(parts.join("\0").as_bytes());
    let mut digits = HEXLOWER.encode(&digest);
    digits.truncate(12);
    digits
}

/// How many changes there are of each sort. Those that are acknowledged count under that alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub changes: usize,
    pub breaks: usize,
    pub may_break: usize,
    pub safe: usize,
    pub money: usize,
    pub keys: usize,
    pub acknowledged: usize,
    pub stale: usize,
}

/// A change that somebody looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AcknowledgedChange {
    #[serde(flatten)]
    pub change: Change,
    #[serde(rename = "what")]
    pub description: String,
    #[serde(rename = "why")]
    pub reason: String,
}

/// Everything that changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// In the order of operation, place and rule.
    pub changes: Vec<Change>,
    /// Changes that somebody looked at, which count for nothing.
    pub acknowledged: Vec<AcknowledgedChange>,
    /// Acknowledgements of changes that are not there.
    pub stale: Vec<Acknowledgement>,
}

impl Report {
    /// Compares the vendor's facts, as last adopted and as they are now. `known` knows which operations move
    /// money, which fields are secret, and what things are called in Rust.
    pub fn new(
        old: &Facts,
        new: &Facts,
        known: Option<&dyn KnownApi>,
        acknowledged: &Acknowledged,
    ) -> Self {
        let found = compare::documents(old, new);
        let named = known.map_or_else(Vec::new, |known| known.rust_items(&found));
        let named = named
            .into_iter()
            .chain(std::iter::repeat_with(RustItem::default));
        let mut changes: Vec<Change> = found
            .into_iter()
            .zip(named)
            .map(|(found, named)| Change::new(found, named, known))
            .collect();
        changes.sort_by(|a, b| {
            let key = |change: &Change| (change.rule, change.before.clone(), change.after.clone());
            let place = |change: &Change| (change.operation.clone(), change.place.clone());
            place(a).cmp(&place(b)).then_with(|| key(a).cmp(&key(b)))
        });
        let mut report = Report::default();
        let mut matched: BTreeSet<String> = BTreeSet::new();
        for change in changes {
            match acknowledged.get(&change.fingerprint) {
                Some(entry) => {
                    matched.insert(change.fingerprint.clone());
                    report.acknowledged.push(AcknowledgedChange {
                        change,
                        description: entry.description.clone(),
                        reason: entry.reason.clone(),
                    });
                }
                None => report.changes.push(change),
            }
        }
        let stale = acknowledged.entries().iter();
        report.stale = stale
            .filter(|entry| !matched.contains(&entry.fingerprint))
            .cloned()
            .collect();
        report
    }

    /// The same for a document from outside.
    ///
    /// # Errors
    ///
    /// If more is new or gone than is compared.
    pub fn bounded(
        old: &Facts,
        new: &Facts,
        known: Option<&dyn KnownApi>,
        acknowledged: &Acknowledged,
    ) -> Result<Self, Unreadable> {
        Differences::between(old, new).check_budget()?;
        Ok(Self::new(old, new, known, acknowledged))
    }

    pub fn level(&self) -> Level {
        if self.changes.is_empty() {
            Level::None
        } else if self.changes.iter().any(Change::is_breaking) {
            Level::Breaking
        } else {
            Level::Additive
        }
    }

    /// The step of the version that adopting all changes takes; none if there are none.
    pub fn version_bump(&self) -> Option<VersionBump> {
        self.changes.iter().map(|change| change.version_bump).max()
    }

    pub fn counts(&self) -> Counts {
        let count = |wanted: &dyn Fn(&Change) -> bool| {
            self.changes.iter().filter(|change| wanted(change)).count()
        };
        Counts {
            changes: self.changes.len(),
            breaks: count(&|change| change.production_impact == ProductionImpact::Breaks),
            may_break: count(&|change| change.production_impact == ProductionImpact::MayBreak),
            safe: count(&|change| change.production_impact == ProductionImpact::Safe),
            money: count(&|change| change.priority == Some(Priority::Money)),
            keys: count(&|change| change.priority == Some(Priority::Keys)),
            acknowledged: self.acknowledged.len(),
            stale: self.stale.len(),
        }
    }
}
