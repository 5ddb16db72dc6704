//! `openapi/deviations.toml`: the declared differences between our document and the vendor's, and the check that each declaration
//! covers exactly the facts of its reason.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;
use wildmatch::WildMatchPattern;

pub use crate::deviation_kinds::{Compared, Difference, Reason, Side};
use openapi_facts::facts::{self, Facts};

/// A glob that matches facts. `*` matches any text. `?` is literal, because it marks nullable types in facts.
type Glob = WildMatchPattern<'*', '\0'>;

/// A pattern of facts.
pub enum Pattern<'a> {
    /// A pattern that begins with `=` and matches only the given fact. A `*` is literal.
    Exact(&'a str),
    Glob(Glob),
}

impl<'a> Pattern<'a> {
    pub fn of(pattern: &'a str) -> Self {
        match pattern.strip_prefix('=') {
            Some(fact) => Self::Exact(fact),
            None => Self::Glob(Glob::new(pattern)),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    deviation: Vec<Deviation>,
}

/// One declared difference.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deviation {
    pub reason: Reason,
    /// The statement of our document that differs from the vendor's document.
    pub what: String,
    /// Why the statement of our document is better for callers.
    pub why: String,
    /// The evidence that the statement of our document is correct.
    pub evidence: String,
    /// Patterns of vendor facts that our document omits.
    #[serde(default)]
    pub vendor: Vec<String>,
    /// Patterns of facts of our document that the vendor's document does not contain.
    #[serde(default)]
    pub ours: Vec<String>,
}

/// Reads the declarations.
pub fn read(path: &Path) -> anyhow::Result<Vec<Deviation>> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    parse(&text).with_context(|| format!("{}: not a valid list of deviations", path.display()))
}

pub fn parse(text: &str) -> anyhow::Result<Vec<Deviation>> {
    Ok(toml::from_str::<File>(text)?.deviation)
}

/// The differences that the deviations of one reason cover.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The number of facts that only the vendor's document contains.
    pub vendor: usize,
    /// The number of facts that only our document contains.
    pub ours: usize,
    /// The first covered fact, and the document that contains it.
    pub example: Option<(Side, String)>,
}

/// The result of a comparison.
#[derive(Default)]
pub struct Verdict {
    pub problems: Vec<String>,
    pub covered: BTreeMap<Reason, Coverage>,
    pub carried: usize,
}

/// Compares the vendor's facts with the facts of our document. Every difference must have exactly one declaration, and
/// every pattern must match a difference.
pub fn verify(vendor: &Facts, ours: &Facts, deviations: &[Deviation]) -> Verdict {
    let mut verdict = Verdict {
        carried: vendor.intersection(ours).count(),
        ..Verdict::default()
    };
    let compared = Compared::of(vendor, ours);
    let differences = compared.differences();
    let declared = Declared::of(deviations);
    let stated: HashMap<&str, Side> = differences
        .iter()
        .map(|difference| (difference.line, difference.side))
        .collect();
    let mut covered: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    for difference in &differences {
        let (side, fact) = (difference.side, difference.line);
        let matching: Vec<(usize, &Deviation)> = declared.matching(side, fact);
        let [(number, deviation)] = matching[..] else {
            verdict
                .problems
                .push(undeclared_or_ambiguous(side, fact, &matching));
            continue;
        };
        let reason = deviation.reason;
        if !reason.fits(difference, &compared) {
            verdict.problems.push(format!(
                "deviation {} ({reason}) covers a fact that its reason does not permit ({side}); narrow its pattern, or choose another reason: {fact}",
                number
            ));
        }
        let coverage = verdict.covered.entry(reason).or_default();
        match side {
            Side::Vendor => coverage.vendor += 1,
            Side::Ours => coverage.ours += 1,
        }
        coverage
            .example
            .get_or_insert_with(|| (side, fact.to_owned()));
        if let Some(operation) = facts::operation(fact) {
            *covered.entry((number, operation)).or_default() += 1;
        }
    }
    for (number, deviation) in (1..).zip(deviations) {
        for (side, pattern) in deviation.patterns() {
            let covers_one = match Pattern::of(pattern) {
                Pattern::Exact(fact) => stated.get(fact) == Some(&side),
                Pattern::Glob(glob) => differences
                    .iter()
                    .any(|found| found.side == side && glob.matches(found.line)),
            };
            if !covers_one {
                verdict.problems.push(format!(
                    "deviation {} ({}) has a pattern without a match ({side}); remove it: {pattern}",
                    number, deviation.reason
                ));
            }
        }
    }
    let mut all: HashMap<&str, usize> = HashMap::new();
    for operation in vendor.union(ours).filter_map(|fact| facts::operation(fact)) {
        *all.entry(operation).or_default() += 1;
    }
    for ((number, operation), count) in covered {
        let is_omitted = number
            .checked_sub(1)
            .and_then(|index| deviations.get(index))
            .is_some_and(|deviation| deviation.reason == Reason::OmittedOperation);
        if all.get(operation) == Some(&count) && !is_omitted {
            verdict.problems.push(format!(
                "deviation {number} covers all facts of {operation}; narrow its patterns"
            ));
        }
    }
    verdict
}

fn undeclared_or_ambiguous(side: Side, fact: &str, matching: &[(usize, &Deviation)]) -> String {
    if matching.is_empty() {
        let lead = match side {
            Side::Vendor => "only the vendor's document contains",
            Side::Ours => "only our document contains",
        };
        return format!("{lead} `{fact}`; declare a deviation, or change our document");
    }
    let numbers: Vec<String> = matching
        .iter()
        .map(|(number, _)| number.to_string())
        .collect();
    format!(
        "`{fact}` ({side}) is declared more than once; keep one of the deviations {}",
        numbers.join(", ")
    )
}

impl Deviation {
    fn patterns(&self) -> impl Iterator<Item = (Side, &str)> {
        let vendor = self.vendor.iter().map(|text| (Side::Vendor, text.as_str()));
        vendor.chain(self.ours.iter().map(|text| (Side::Ours, text.as_str())))
    }
}

/// The declarations, indexed by the facts that they match.
pub struct Declared<'a> {
    exact: HashMap<(Side, &'a str), Vec<(usize, &'a Deviation)>>,
    globs: Vec<(usize, &'a Deviation, Side, Glob)>,
}

impl<'a> Declared<'a> {
    pub fn of(deviations: &'a [Deviation]) -> Self {
        let (mut exact, mut globs): (HashMap<_, Vec<_>>, Vec<_>) = Default::default();
        for (number, deviation) in (1..).zip(deviations) {
            for (side, pattern) in deviation.patterns() {
                match Pattern::of(pattern) {
                    Pattern::Exact(fact) => {
                        let known = exact.entry((side, fact)).or_default();
                        known.push((number, deviation));
                    }
                    Pattern::Glob(glob) => globs.push((number, deviation, side, glob)),
                }
            }
        }
        Self { exact, globs }
    }

    /// Returns the declarations that match a difference, each with its number, in the order of the file.
    pub fn matching(&self, side: Side, fact: &str) -> Vec<(usize, &'a Deviation)> {
        let mut found = self.exact.get(&(side, fact)).cloned().unwrap_or_default();
        let globs = self.globs.iter();
        let covering = globs.filter(|(_, _, of, glob)| *of == side && glob.matches(fact));
        found.extend(covering.map(|(number, deviation, ..)| (*number, *deviation)));
        found.sort_by_key(|(number, _)| *number);
        found.dedup_by_key(|(number, _)| *number);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(lines: &[&str]) -> Facts {
        lines.iter().map(|line| (*line).to_owned()).collect()
    }

    fn deviation(reason: &str, vendor: &str, ours: &str) -> String {
        let list = |text: &str| {
            if text.is_empty() {
                "[]".to_owned()
            } else {
                format!("[{text:?}]")
            }
        };
        format!(
            "[[deviation]]\nreason = {reason:?}\nwhat = \"\"\nwhy = \"\"\nevidence = \"\"\n{} = {}\n{} = {}\n",
            Side::Vendor,
            list(vendor),
            Side::Ours,
            list(ours)
        )
    }

    fn problems(vendor: &[&str], ours: &[&str], declared: &str) -> Vec<String> {
        verify(&facts(vendor), &facts(ours), &parse(declared).unwrap()).problems
    }

    const BASE: &str = "GET /a";

    #[test]
    fn reports_undeclared_difference() {
        let found = problems(&[BASE, "GET /a -> 200.x number"], &[BASE], "deviation = []");
        assert_eq!(
            found,
            [
                "only the vendor's document contains `GET /a -> 200.x number`; declare a deviation, or change our document"
            ]
        );
    }

    #[test]
    fn reports_pattern_without_match() {
        let found = problems(&[BASE], &[BASE], &deviation("whole-number", "GET /b *", ""));
        assert_eq!(
            found,
            [
                "deviation 1 (whole-number) has a pattern without a match (vendor); remove it: GET /b *"
            ]
        );
    }

    #[test]
    fn rejects_two_declarations_of_one_fact() {
        let declared = deviation("extension-map", "", "* any")
            + &deviation("undeclared-field", "", "GET /a -> *");
        let found = problems(&[BASE], &[BASE, "GET /a -> 200.data.* any"], &declared);
        assert_eq!(
            found,
            [format!(
                "`GET /a -> 200.data.* any` ({}) is declared more than once; keep one of the deviations 1, 2",
                Side::Ours
            )]
        );
    }

    #[test]
    fn rejects_fact_of_another_kind() {
        let declared = deviation("whole-number", "* number", "* string");
        let found = problems(
            &[BASE, "GET /a -> 200.x number"],
            &[BASE, "GET /a -> 200.x string"],
            &declared,
        );
        assert_eq!(found.len(), 2, "{found:#?}");
        assert!(
            found[0].contains("covers a fact that its reason does not permit"),
            "{found:#?}"
        );
    }

    #[test]
    fn announced_field_is_reported_when_the_vendor_documents_it() {
        let declared = deviation("announced", "", "* body.voucher *");
        let ours = [BASE, "GET /a body object", "GET /a body.voucher string"];
        assert!(problems(&ours[..2], &ours, &declared).is_empty());
        let documented = problems(&ours, &ours, &declared);
        assert_eq!(
            documented,
            [format!(
                "deviation 1 (announced) has a pattern without a match ({}); remove it: * body.voucher *",
                Side::Ours
            )]
        );
        let other_type = [BASE, "GET /a body object", "GET /a body.voucher number"];
        let found = problems(&other_type, &ours, &declared);
        assert!(
            found
                .iter()
                .any(|problem| problem.contains("covers a fact that its reason does not permit")),
            "{found:#?}"
        );
    }

    #[test]
    fn verdict_has_counts_and_an_example_of_each_reason() {
        let declared =
            deviation("announced", "", "* body.*") + &deviation("extension-map", "", "* any");
        let vendor = [BASE, "GET /a body object"];
        let ours = [
            BASE,
            "GET /a body object",
            "GET /a body.x string",
            "GET /a body.y string",
            "GET /a -> 200.* any",
        ];
        let verdict = verify(&facts(&vendor), &facts(&ours), &parse(&declared).unwrap());
        assert!(verdict.problems.is_empty(), "{:#?}", verdict.problems);
        let coverage = |ours, example: &str| Coverage {
            vendor: 0,
            ours,
            example: Some((Side::Ours, example.to_owned())),
        };
        let expected = [
            (Reason::Announced, coverage(2, "GET /a body.x string")),
            (Reason::ExtensionMap, coverage(1, "GET /a -> 200.* any")),
        ];
        assert_eq!(verdict.covered, expected.into_iter().collect());
    }

    #[test]
    fn rejects_declaration_of_a_whole_operation() {
        let declared = deviation("unified-error", "", "GET /a*");
        let found = problems(&[], &["GET /a -> 4XX"], &declared);
        assert_eq!(
            found,
            ["deviation 1 covers all facts of GET /a; narrow its patterns"]
        );
    }
}
