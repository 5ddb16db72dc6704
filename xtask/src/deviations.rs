//! `openapi/deviations.toml`: every place where our document knowingly differs from the vendor's, and the check that
//! each declaration covers what its reason names and nothing else.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;
use wildmatch::WildMatchPattern;

use crate::facts::{self, Facts};

/// A glob over facts: `*` is any text. A `?` is literal, since facts use it for nullable.
type Pattern = WildMatchPattern<'*', '\0'>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    deviation: Vec<Deviation>,
}

/// One knowing difference.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deviation {
    pub reason: Reason,
    /// What our document says instead.
    pub what: String,
    /// Why that serves callers better.
    pub why: String,
    /// How we know.
    pub evidence: String,
    /// Patterns of vendor facts that our document does not carry.
    #[serde(default)]
    pub vendor: Vec<String>,
    /// Patterns of facts of our document that the vendor does not state.
    #[serde(default)]
    pub ours: Vec<String>,
}

/// The kinds of difference there may be. Each is checked against the facts that it is used for.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// An object with a fixed key for every currency, country, network or pair becomes a map.
    MapKeys,
    /// The same, for fields that are whole numbers besides.
    MapKeysWholeNumber,
    /// A `number` that only ever holds whole numbers becomes an `integer`.
    WholeNumber,
    /// A query parameter declared `string` that takes a whole number.
    QueryInteger,
    /// A required mark that the API does not insist on.
    RequiredLifted,
    /// A property that exists in the vendor's document by mistake.
    LeakedProperty,
    /// A field that answers have and the vendor's document lacks.
    UndeclaredField,
    /// A field whose type is not what is declared: it is kept, untyped, among the unknown fields.
    KeptAsExtra,
    /// Unknown fields are kept.
    ExtensionMap,
    /// An operation without any documented success gets one.
    MissingSuccess,
    /// Every operation has one error type, for the documented statuses and for all others.
    UnifiedError,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reason::MapKeys => "map-keys",
            Reason::MapKeysWholeNumber => "map-keys-whole-number",
            Reason::WholeNumber => "whole-number",
            Reason::QueryInteger => "query-integer",
            Reason::RequiredLifted => "required-lifted",
            Reason::LeakedProperty => "leaked-property",
            Reason::UndeclaredField => "undeclared-field",
            Reason::KeptAsExtra => "kept-as-extra",
            Reason::ExtensionMap => "extension-map",
            Reason::MissingSuccess => "missing-success",
            Reason::UnifiedError => "unified-error",
        })
    }
}

/// Whose fact it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The vendor states it and we do not.
    Vendor,
    /// We state it and the vendor does not.
    Ours,
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Side::Vendor => "vendor",
            Side::Ours => "ours",
        })
    }
}

/// Reads the declarations.
pub fn read(path: &Path) -> anyhow::Result<Vec<Deviation>> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    parse(&text).with_context(|| format!("{} is not a list of deviations", path.display()))
}

pub fn parse(text: &str) -> anyhow::Result<Vec<Deviation>> {
    Ok(toml::from_str::<File>(text)?.deviation)
}

/// What a comparison found.
#[derive(Default)]
pub struct Verdict {
    pub problems: Vec<String>,
    /// Vendor facts covered and facts of ours covered, by reason.
    pub counts: BTreeMap<Reason, (usize, usize)>,
    pub carried: usize,
}

/// Compares the vendor's facts with ours: every difference needs exactly one declaration, and every pattern a difference.
pub fn verify(vendor: &Facts, ours: &Facts, deviations: &[Deviation]) -> Verdict {
    let mut verdict = Verdict {
        carried: vendor.intersection(ours).count(),
        ..Verdict::default()
    };
    let differences: Vec<(Side, &String)> = vendor
        .difference(ours)
        .map(|fact| (Side::Vendor, fact))
        .chain(ours.difference(vendor).map(|fact| (Side::Ours, fact)))
        .collect();
    let mut covered: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    for (side, fact) in &differences {
        let matching: Vec<usize> = (0..deviations.len())
            .filter(|index| deviations[*index].matches(*side, fact))
            .collect();
        let [index] = matching[..] else {
            verdict.problems.push(undecided(*side, fact, &matching));
            continue;
        };
        let reason = deviations[index].reason;
        if !reason.fits(*side, fact, vendor, ours) {
            verdict.problems.push(format!(
                "deviation {} ({reason}) covers a fact of another kind ({side}): {fact}",
                index + 1
            ));
        }
        let count = verdict.counts.entry(reason).or_default();
        match side {
            Side::Vendor => count.0 += 1,
            Side::Ours => count.1 += 1,
        }
        if let Some(operation) = facts::operation(fact) {
            *covered.entry((index, operation)).or_default() += 1;
        }
    }
    for (index, deviation) in deviations.iter().enumerate() {
        for (side, pattern) in deviation.patterns() {
            let glob = Pattern::new(pattern);
            if !differences
                .iter()
                .any(|(s, fact)| *s == side && glob.matches(fact))
            {
                verdict.problems.push(format!(
                    "deviation {} ({}) matches nothing ({side}): {pattern}",
                    index + 1,
                    deviation.reason
                ));
            }
        }
    }
    for ((index, operation), count) in covered {
        let all = vendor
            .union(ours)
            .filter(|fact| facts::operation(fact) == Some(operation));
        if all.count() == count {
            verdict.problems.push(format!(
                "deviation {} covers the whole operation {operation}",
                index + 1
            ));
        }
    }
    verdict
}

fn undecided(side: Side, fact: &str, matching: &[usize]) -> String {
    if matching.is_empty() {
        let lead = match side {
            Side::Vendor => "our document lacks the vendor's",
            Side::Ours => "the vendor's document lacks our",
        };
        return format!("{lead} `{fact}`, and no deviation says so");
    }
    let numbers: Vec<String> = matching
        .iter()
        .map(|index| (index + 1).to_string())
        .collect();
    format!(
        "`{fact}` ({side}) is declared more than once, by deviations {}",
        numbers.join(", ")
    )
}

impl Deviation {
    fn patterns(&self) -> impl Iterator<Item = (Side, &str)> {
        let vendor = self.vendor.iter().map(|text| (Side::Vendor, text.as_str()));
        vendor.chain(self.ours.iter().map(|text| (Side::Ours, text.as_str())))
    }

    fn matches(&self, side: Side, fact: &str) -> bool {
        self.patterns()
            .any(|(s, pattern)| s == side && Pattern::new(pattern).matches(fact))
    }
}

impl Reason {
    /// Whether a difference is of the kind that this reason names.
    fn fits(self, side: Side, fact: &str, vendor: &Facts, ours: &Facts) -> bool {
        let (subject, statement) = facts::split(fact);
        let other = if side == Side::Vendor { ours } else { vendor };
        let says = |facts: &Facts, subject: &str, statement: &str| {
            facts.contains(&format!("{subject} {statement}"))
        };
        match (self, side) {
            (Reason::MapKeys, Side::Vendor) => ours.iter().any(|fact| {
                let (subject_, statement_) = facts::split(fact);
                statement_ == statement && image(subject, subject_)
            }),
            (Reason::MapKeys, Side::Ours) => vendor.iter().any(|fact| {
                let (subject_, statement_) = facts::split(fact);
                statement_ == statement && image(subject_, subject)
            }),
            (Reason::MapKeysWholeNumber, Side::Vendor) => {
                statement == "number"
                    && ours.iter().any(|fact| {
                        let (subject_, statement_) = facts::split(fact);
                        statement_ == "integer" && image(subject, subject_)
                    })
            }
            (Reason::MapKeysWholeNumber, Side::Ours) => {
                statement == "integer"
                    && vendor.iter().any(|fact| {
                        let (subject_, statement_) = facts::split(fact);
                        statement_ == "number" && image(subject_, subject)
                    })
            }
            (Reason::WholeNumber, Side::Vendor) => {
                statement == "number" && says(other, subject, "integer")
            }
            (Reason::WholeNumber, Side::Ours) => {
                statement == "integer" && says(other, subject, "number")
            }
            (Reason::QueryInteger, _) if !subject.contains(" query:") => false,
            (Reason::QueryInteger, Side::Vendor) => {
                statement == "string" && says(other, subject, "integer")
            }
            (Reason::QueryInteger, Side::Ours) => {
                statement == "integer" && says(other, subject, "string")
            }
            (Reason::RequiredLifted, Side::Vendor) => subject
                .strip_suffix('!')
                .is_some_and(|bare| says(other, bare, statement)),
            (Reason::RequiredLifted, Side::Ours) => says(other, &format!("{subject}!"), statement),
            (Reason::LeakedProperty, Side::Vendor) => {
                let (parent, name) = subject.rsplit_once('.').unwrap_or_default();
                let name = name.trim_end_matches('!');
                !name.is_empty()
                    && !name.contains(char::is_alphanumeric)
                    && !other
                        .iter()
                        .any(|fact| facts::split(fact).0 == format!("{parent}.{name}"))
            }
            (Reason::UndeclaredField, Side::Ours) => {
                let is_answer = subject.contains(" -> 2");
                let stated = |s: &str| other.iter().any(|fact| facts::split(fact).0 == s);
                is_answer && subject.contains('.') && !subject.contains('*') && !stated(subject)
            }
            (Reason::KeptAsExtra, Side::Vendor) => {
                // Numbers are money more often than not, and what is kept as extra is no longer exact.
                statement != "number"
                    && subject.rsplit_once('.').is_some_and(|(parent, _)| {
                        ours.iter().any(|fact| {
                            let (subject_, statement_) = facts::split(fact);
                            let holder = subject_.strip_suffix(".*");
                            statement_ == "any"
                                && holder.is_some_and(|holder| image(parent, holder))
                        })
                    })
            }
            (Reason::ExtensionMap, Side::Ours) => {
                subject.contains(" -> 2") && subject.ends_with(".*") && statement == "any"
            }
            (Reason::MissingSuccess, Side::Ours) => {
                let operation = facts::operation(fact).unwrap_or_default();
                let success = format!("{operation} -> 2");
                fact.starts_with(&success) && !vendor.iter().any(|fact| fact.starts_with(&success))
            }
            (Reason::UnifiedError, _) => {
                let answer = fact.split_once(" -> ").map_or("", |(_, answer)| answer);
                let (status, place) = answer.split_at_checked(3).unwrap_or_default();
                let range = side == Side::Ours && (status == "4XX" || status == "5XX");
                let data = place.strip_prefix(".data");
                let in_data = data.is_some_and(|rest| rest.starts_with([' ', '.', '[']));
                range || (status.starts_with(['4', '5']) && in_data)
            }
            _ => false,
        }
    }
}

/// Whether `general` is `special` with one or more of its keys replaced by `*`, or the same.
fn image(special: &str, general: &str) -> bool {
    let (mut special, mut general) = (special.split('.'), general.split('.'));
    loop {
        match (special.next(), general.next()) {
            (None, None) => return true,
            (Some(key), Some(star)) => {
                let items = key
                    .find("[]")
                    .map_or("", |at| key.get(at..).unwrap_or_default());
                if key != star && star.strip_prefix('*') != Some(items) {
                    return false;
                }
            }
            _ => return false,
        }
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
            "[[deviation]]\nreason = {reason:?}\nwhat = \"\"\nwhy = \"\"\nevidence = \"\"\nvendor = {}\nours = {}\n",
            list(vendor),
            list(ours)
        )
    }

    fn problems(vendor: &[&str], ours: &[&str], declared: &str) -> Vec<String> {
        verify(&facts(vendor), &facts(ours), &parse(declared).unwrap()).problems
    }

    const BASE: &str = "GET /a";

    #[test]
    fn a_difference_without_a_declaration_is_named() {
        let found = problems(&[BASE, "GET /a -> 200.x number"], &[BASE], "deviation = []");
        assert_eq!(
            found,
            ["our document lacks the vendor's `GET /a -> 200.x number`, and no deviation says so"]
        );
    }

    #[test]
    fn a_declaration_that_matches_nothing_is_named() {
        let found = problems(&[BASE], &[BASE], &deviation("whole-number", "GET /b *", ""));
        assert_eq!(
            found,
            ["deviation 1 (whole-number) matches nothing (vendor): GET /b *"]
        );
    }

    #[test]
    fn two_declarations_for_one_fact_are_refused() {
        let declared = deviation("extension-map", "", "* any")
            + &deviation("undeclared-field", "", "GET /a -> *");
        let found = problems(&[BASE], &[BASE, "GET /a -> 200.data.* any"], &declared);
        assert_eq!(
            found,
            ["`GET /a -> 200.data.* any` (ours) is declared more than once, by deviations 1, 2"]
        );
    }

    #[test]
    fn a_reason_covers_its_own_kind_alone() {
        let declared = deviation("whole-number", "* number", "* string");
        let found = problems(
            &[BASE, "GET /a -> 200.x number"],
            &[BASE, "GET /a -> 200.x string"],
            &declared,
        );
        assert_eq!(found.len(), 2, "{found:#?}");
        assert!(
            found[0].contains("covers a fact of another kind"),
            "{found:#?}"
        );
    }

    #[test]
    fn reasons_do_not_stretch() {
        let fits = |reason: Reason, side, fact: &str, vendor: &[&str], ours: &[&str]| {
            reason.fits(side, fact, &facts(vendor), &facts(ours))
        };
        let holder = ["GET /a -> 200.x.* any"];
        assert!(fits(
            Reason::KeptAsExtra,
            Side::Vendor,
            "GET /a -> 200.x.meta string",
            &[],
            &holder
        ));
        assert!(!fits(
            Reason::KeptAsExtra,
            Side::Vendor,
            "GET /a -> 200.x.toAmount number",
            &[],
            &holder
        ));
        assert!(!fits(
            Reason::ExtensionMap,
            Side::Ours,
            "POST /a body.* any",
            &[],
            &[]
        ));
        assert!(fits(
            Reason::UnifiedError,
            Side::Ours,
            "GET /a -> 400.data any",
            &[],
            &[]
        ));
        assert!(!fits(
            Reason::UnifiedError,
            Side::Ours,
            "GET /a -> 400.database any",
            &[],
            &[]
        ));
        assert!(!fits(
            Reason::UnifiedError,
            Side::Vendor,
            "GET /a -> 4XX.message string",
            &[],
            &[]
        ));
        assert!(!fits(
            Reason::UndeclaredField,
            Side::Ours,
            "GET /a body.x string",
            &[],
            &[]
        ));
    }

    #[test]
    fn a_whole_operation_cannot_be_declared_away() {
        let declared = deviation("unified-error", "", "GET /a*");
        let found = problems(&[], &["GET /a -> 4XX"], &declared);
        assert_eq!(found, ["deviation 1 covers the whole operation GET /a"]);
    }

    #[test]
    fn keys_of_a_map_stand_for_one_another() {
        assert!(image("x.NG.y", "x.*.y"));
        assert!(image("x.NG[].y", "x.*[].y"));
        assert!(!image("x.NG.y", "x.*.z"));
        assert!(!image("x.NG.y.z", "x.*.z"));
    }
}
