//! Verifies that the facts of our document equal the vendor's facts, except for declared differences.

use std::collections::BTreeSet;

use openapi_facts::facts::{self, Facts};
use openapi_facts::json::Json;
use openapi_facts::sanitize;

use crate::adopt::Omitted;
use crate::deviations::{self, Reason, Verdict};
use crate::extensions;
use crate::layout::Layout;
use crate::upstream_facts::UpstreamFactsFile;

/// The result of `upstream verify`.
pub struct Verification {
    pub verdict: Verdict,
    vendor: Facts,
    ours: Facts,
}

impl Verification {
    pub fn of(layout: &Layout) -> anyhow::Result<Self> {
        let vendor = facts::with_merged_alternatives(&UpstreamFactsFile::read(layout)?.facts);
        let doc = Json::read(&layout.document())?;
        let ours = facts::of(&doc)?;
        let declared = deviations::read(&layout.deviations())?;
        let mut verdict = deviations::verify(&vendor, &ours, &declared);
        verdict
            .problems
            .extend(unlisted_operations(&vendor, &ours, &doc));
        Ok(Self {
            verdict,
            vendor,
            ours,
        })
    }
}

/// Returns the problems in the list of omitted operations: operations that our document omits without listing them, and
/// listed operations that it contains. A user of the client finds the reason for an omission only in this list.
fn unlisted_operations(vendor: &Facts, ours: &Facts, doc: &Json) -> Vec<String> {
    let entries = Omitted::list(doc).into_iter();
    let listed: BTreeSet<String> = entries
        .filter(|entry| entry.part.is_none())
        .map(|entry| entry.operation)
        .collect();
    let operations = |facts: &'_ Facts| -> BTreeSet<String> {
        let names = facts.iter().filter_map(|fact| facts::operation(fact));
        names.map(str::to_owned).collect()
    };
    let (theirs, mine) = (operations(vendor), operations(ours));
    let missing = theirs
        .difference(&mine)
        .filter(|name| !listed.contains(*name));
    let missing = missing.map(|name| {
        format!(
            "our document omits `{name}` ({}), and does not list it in {}; list it with the reason",
            Reason::OmittedOperation,
            extensions::OMITTED
        )
    });
    let stale = listed
        .iter()
        .filter(|name| mine.contains(*name) || !theirs.contains(*name));
    let stale = stale.map(|name| {
        format!(
            "our document lists `{name}` as omitted in {}, but our document contains it, or the vendor's does not; remove the entry",
            extensions::OMITTED
        )
    });
    missing.chain(stale).collect()
}

impl std::fmt::Display for Verification {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let operations = |facts: &Facts| {
            facts
                .iter()
                .filter(|fact| facts::operation(fact) == Some(fact))
                .count()
        };
        writeln!(
            f,
            "operations: {}/{}",
            operations(&self.ours),
            operations(&self.vendor)
        )?;
        writeln!(
            f,
            "vendor facts: {}, unchanged in our document: {}\nour facts: {}\n",
            self.vendor.len(),
            self.verdict.carried,
            self.ours.len()
        )?;
        writeln!(f, "{:<24} {:>7} {:>7}", "deviation", "vendor", "ours")?;
        let mut total = (0, 0);
        for (reason, covered) in &self.verdict.covered {
            let (vendor, ours) = (covered.vendor, covered.ours);
            writeln!(f, "{:<24} {vendor:>7} {ours:>7}", reason.to_string())?;
            total = (total.0 + vendor, total.1 + ours);
        }
        writeln!(f, "{:<24} {:>7} {:>7}", "all", total.0, total.1)?;
        for (reason, covered) in &self.verdict.covered {
            writeln!(f, "\n{reason}: {}", reason.description())?;
            if let Some((side, fact)) = &covered.example {
                writeln!(f, "  {side}: {}", sanitize::terminal_line(fact))?;
            }
        }
        for problem in &self.verdict.problems {
            writeln!(f, "\nproblem: {}", sanitize::terminal_line(problem))?;
        }
        Ok(())
    }
}
