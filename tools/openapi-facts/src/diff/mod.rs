//! Compares two documents of an API and reports the changes with their consequences.
//!
//! Documents are compared by their facts and notes (`facts::with_notes`), so prose, examples and component names are
//! ignored. Each change has a rule from one table (`rules.rs`), which states its impact on callers in production and on
//! code that compiles against the client. This module does not read or write files.

mod acknowledged;
mod alternatives;
mod compare;
mod constraints;
mod coverage;
mod known_api;
mod places;
mod priority;
mod remainder;
pub mod render;
mod responses;
mod rule_sets;
mod rules;
mod sides;
#[cfg(test)]
mod tests;
mod unmodelled_groups;

use std::collections::BTreeSet;

use data_encoding::HEXLOWER;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::align::align;
use crate::facts::Facts;
use crate::source::{Differences, UnusableDocument};

pub use acknowledged::{Acknowledged, Acknowledgement};
pub use compare::Difference;
pub use coverage::coverage;
pub use known_api::{KnownApi, RustItem};
pub use rules::{Rule, RuleSubject, table};

/// The impact of a change on a caller in production, whose client was built from the old document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, strum::Display)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "lowercase")]
pub enum ProductionImpact {
    Safe,
    /// Depends on which values the caller sends or reads.
    #[strum(serialize = "may break")]
    MayBreak,
    Breaks,
}

/// The version bump that a release with the change requires, by its effect on the public interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, strum::Display)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "lowercase")]
pub enum VersionBump {
    Patch,
    Minor,
    Major,
}

/// Why a change is listed before all others.
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

/// One change. Its texts come from the vendor and are not escaped, so renderers must escape them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    pub rule: Rule,
    /// The operation, such as `POST /ramp`; `None` for servers, schemes and other parts of the document as a whole.
    pub operation: Option<String>,
    /// The place or part that changed: `body.fromAmount`, `-> 200.data.x`, `query:page`, `security`.
    pub place: String,
    pub before: Option<String>,
    pub after: Option<String>,
    #[serde(rename = "deployed")]
    pub production_impact: ProductionImpact,
    #[serde(rename = "rust")]
    pub version_bump: VersionBump,
    #[serde(rename = "concern")]
    pub priority: Option<Priority>,
    /// The Rust item that is added, changed or removed, if known.
    pub item: Option<String>,
    /// Identifies this change. Other changes in the same document do not affect it.
    pub fingerprint: String,
}

impl Change {
    fn new(difference: Difference, item: RustItem, known: Option<&dyn KnownApi>) -> Self {
        let version_bump = if item.is_unchanged {
            VersionBump::Patch
        } else {
            difference.rule.version_bump()
        };
        let suffix = match version_bump {
            VersionBump::Patch => "",
            _ if difference.rule.adds_rust_item() => " (new)",
            _ if difference.rule.removes_rust_item() => " (removed)",
            _ => " (changed)",
        };
        Self {
            production_impact: difference.rule.production_impact(),
            version_bump,
            priority: priority::of(&difference, known),
            item: item.name.map(|name| name + suffix),
            fingerprint: fingerprint(&difference),
            rule: difference.rule,
            operation: difference.operation,
            place: difference.place,
            before: difference.before,
            after: difference.after,
        }
    }

    pub fn is_breaking(&self) -> bool {
        self.production_impact != ProductionImpact::Safe || self.version_bump == VersionBump::Major
    }

    /// Describes the change in a sentence. `escape` is applied to each text of the vendor.
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

/// Returns 12 hex digits that depend only on the change.
fn fingerprint(difference: &Difference) -> String {
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    let parts = [
        difference.rule.name().to_owned(),
        optional(&difference.operation),
        difference.place.clone(),
        optional(&difference.before),
        optional(&difference.after),
    ];
    let digest = Sha256::digest(parts.join("\0").as_bytes());
    let mut digits = HEXLOWER.encode(&digest);
    digits.truncate(12);
    digits
}

/// The number of changes of each kind. Acknowledged changes are counted only in `acknowledged`.
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

/// A change that was acknowledged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AcknowledgedChange {
    #[serde(flatten)]
    pub change: Change,
    #[serde(rename = "what")]
    pub description: String,
    #[serde(rename = "why")]
    pub reason: String,
}

/// All changes between two sets of facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Sorted by operation, place and rule.
    pub changes: Vec<Change>,
    /// Acknowledged changes, which do not affect the level or the version bump.
    pub acknowledged: Vec<AcknowledgedChange>,
    /// Acknowledgements without a matching change.
    pub stale: Vec<Acknowledgement>,
}

impl Report {
    /// Compares two sets of facts. `known` supplies the names of Rust items, the operations that can change state, and
    /// the fields that are secret.
    pub fn new(
        old: &Facts,
        new: &Facts,
        known: Option<&dyn KnownApi>,
        acknowledged: &Acknowledged,
    ) -> Self {
        Self::of_aligned(old, &align(old, new), known, acknowledged)
    }

    /// Compares two sets of facts after `align` has given equal parts the same names.
    fn of_aligned(
        old: &Facts,
        new: &Facts,
        known: Option<&dyn KnownApi>,
        acknowledged: &Acknowledged,
    ) -> Self {
        let differences = compare::compare_documents(old, new);
        let items = known.map_or_else(Vec::new, |known| known.rust_items(&differences));
        let items = items
            .into_iter()
            .chain(std::iter::repeat_with(RustItem::default));
        let mut changes: Vec<Change> = differences
            .into_iter()
            .zip(items)
            .map(|(difference, item)| Change::new(difference, item, known))
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

    /// Compares two sets of facts like [`Report::new`], but with a limit, because one set is from an untrusted
    /// document.
    ///
    /// # Errors
    ///
    /// Returns an error if the number or the size of added and removed facts exceeds the limit.
    pub fn bounded(
        old: &Facts,
        new: &Facts,
        known: Option<&dyn KnownApi>,
        acknowledged: &Acknowledged,
    ) -> Result<Self, UnusableDocument> {
        let new = align(old, new);
        Differences::between(old, &new).check_budget()?;
        Ok(Self::of_aligned(old, &new, known, acknowledged))
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

    /// Returns the version bump that a release with all changes requires, or `None` if there are no changes.
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
