//! Verifies that our document equals the vendor's except for declared differences.

use openapi_facts::facts::{self, Facts};
use openapi_facts::json::Json;
use openapi_facts::sanitize;

use crate::deviations::{self, Verdict};
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
        let ours = facts::of(&Json::read(&layout.document())?)?;
        let verdict = deviations::verify(&vendor, &ours, &deviations::read(&layout.deviations())?);
        Ok(Self {
            verdict,
            vendor,
            ours,
        })
    }
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
