//! Generates names for items that have no name in our document.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::bare;

/// Converts a text to the name of a type: `phoneID` -> `PhoneId`, `account-details` -> `AccountDetails`.
pub fn pascal(text: &str) -> String {
    words(text)
        .iter()
        .map(|word| {
            let mut letters = word.chars();
            let first = letters.next().map(|c| c.to_ascii_uppercase());
            first.into_iter().chain(letters).collect::<String>()
        })
        .collect()
}

/// Returns the name of a method: `GET /user/ip-whitelist` -> `get_user_ip_whitelist`.
pub fn operation_id(method: &str, path: &str) -> String {
    let mut parts = vec![method.to_lowercase()];
    for segment in path.split('/') {
        let inner = segment.strip_prefix('{').and_then(|s| s.strip_suffix('}'));
        parts.extend(inner.map(|_| "by".to_owned()));
        let spelled: String = inner
            .unwrap_or(segment)
            .chars()
            .map(|c| c.to_digit(10).map_or_else(|| c.to_string(), spell))
            .collect();
        parts.extend(words(&spelled));
    }
    if parts.len() == 1 {
        parts.push("root".to_owned());
    }
    parts.join("_")
}

fn spell(digit: u32) -> String {
    let names = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    let name = usize::try_from(digit).ok().and_then(|at| names.get(at));
    format!("-{}-", name.unwrap_or(&"digit"))
}

/// Names that the crate heck divides incorrectly into words. Each entry is the name that heck generates, and the
/// correct name.
const FIELDS: [(&str, &str); 2] = [("by_net_work", "by_network"), ("ky_cs", "kycs")];

/// Returns the name of a Rust field for a name that heck has converted to snake case.
pub fn corrected_field(snake: &str) -> &str {
    let corrected = FIELDS.iter().find(|(divided, _)| *divided == snake);
    corrected.map_or(snake, |(_, right)| right)
}

/// Splits a name into lowercase words at spaces, punctuation and capitals. `ID` and `KYCs` are one word each.
fn words(text: &str) -> Vec<String> {
    let (mut words, mut word, mut was_lower) = (Vec::new(), String::new(), false);
    for c in text.chars() {
        let starts = !c.is_ascii_alphanumeric() || (c.is_ascii_uppercase() && was_lower);
        if starts && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_ascii_alphanumeric() {
            word.push(c.to_ascii_lowercase());
        }
        was_lower = c.is_ascii_lowercase() || c.is_ascii_digit();
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// The names in use. Names are compared in normalized form, without regard to case and underscores.
#[derive(Default)]
pub struct UsedNames {
    names: BTreeSet<String>,
    /// The next number to try for a name that is in use.
    next: BTreeMap<String, usize>,
}

impl UsedNames {
    pub fn add(&mut self, name: &str) -> bool {
        self.names.insert(bare(name))
    }

    /// Reserves and returns the name if it is free, or else the first free name of `name2`, `name3` and so on. `number`
    /// writes the number.
    pub fn unique(&mut self, name: &str, number: impl Fn(usize) -> String) -> String {
        if self.add(name) {
            return name.to_owned();
        }
        let mut count = self.next.get(name).copied().unwrap_or(2);
        loop {
            let candidate = format!("{name}{}", number(count));
            count += 1;
            if self.add(&candidate) {
                self.next.insert(name.to_owned(), count);
                return candidate;
            }
        }
    }

    /// Reserves and returns a free name for a type.
    pub fn unique_type(&mut self, name: &str) -> String {
        let name = if name.starts_with(|c: char| c.is_ascii_uppercase()) {
            name.to_owned()
        } else {
            format!("Type{name}")
        };
        // progenitor treats two consecutive capitals as one word.
        let mut was_capital = false;
        let name: String = name
            .chars()
            .map(|c| {
                let c = if was_capital {
                    c.to_ascii_lowercase()
                } else {
                    c
                };
                was_capital = c.is_ascii_uppercase();
                c
            })
            .collect();
        self.unique(&name, |count| count.to_string())
    }

    /// Reserves and returns a free name for a method. An added number is spelled in letters, because names of methods
    /// contain only letters and underscores.
    pub fn unique_method(&mut self, name: &str) -> String {
        self.unique(name, |count| match count {
            2 => "_again".to_owned(),
            count => {
                let digits = count.to_string();
                let words = digits.chars().filter_map(|c| c.to_digit(10)).map(spell);
                format!(
                    "_again_{}",
                    words
                        .map(|word| word.trim_matches('-').to_owned())
                        .collect::<Vec<_>>()
                        .join("_")
                )
            }
        })
    }
}

/// Names that a setter must not have, because fields or methods of the generated request builder, or variables in its
/// code, have them. The names are in the form of [`bare`].
const RESERVED: [&str; 6] = ["body", "bodymap", "client", "new", "request", "send"];

/// Whether a setter with this normalized name would conflict with a part of the request builder.
pub fn is_reserved(rust: &str) -> bool {
    RESERVED.contains(&rust)
}

/// The naming rules of this crate, for the check of the paths in a document.
#[derive(Clone, Copy, Debug)]
pub struct RustNames;

impl openapi_facts::source::RustNames for RustNames {
    /// Different names never conflict, not even an empty name, because `parameters::chosen_setter` makes every setter
    /// unique.
    fn field(&self, name: &str) -> String {
        format!("parameter {name}")
    }

    fn is_reserved(&self, _: &str) -> bool {
        false
    }
}

/// Returns the normalized Rust name of a field, to detect conflicts. It is empty if the name contains no ASCII letter
/// or digit.
pub fn field(name: &str) -> String {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_types_and_methods() {
        assert_eq!(pascal("phoneID"), "PhoneId");
        assert_eq!(pascal("KYCs"), "Kycs");
        assert_eq!(pascal("account-details"), "AccountDetails");
        assert_eq!(operation_id("GET", "/"), "get_root");
        assert_eq!(
            operation_id("GET", "/user/ip-whitelist/"),
            "get_user_ip_whitelist"
        );
        assert_eq!(
            operation_id("PUT", "/v2/a/{userId}"),
            "put_v_two_a_by_user_id"
        );
        let mut taken = UsedNames::default();
        assert_eq!(taken.unique_type("Rate"), "Rate");
        assert_eq!(taken.unique_type("RaTe"), "RaTe2");
        assert_eq!(taken.unique_type("GetVTwo"), "GetVtwo");
        assert_eq!(taken.unique_type("7up"), "Type7up");
        assert_eq!(taken.unique_method("get_a"), "get_a");
        assert_eq!(taken.unique_method("get_a"), "get_a_again");
        assert_eq!(taken.unique_method("get_a"), "get_a_again_three");
        assert_eq!(taken.unique_type("Rate"), "Rate3");
    }
}
