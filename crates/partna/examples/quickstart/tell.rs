//! How the story looks.

use std::fmt::Display;

use partna::Amount;

/// What happens now, and the calls that do it.
pub(crate) fn heading(what: &str, calls: &str) {
    println!("\n{what}  (partna.{calls})");
}

pub(crate) fn line(name: &str, value: impl Display) {
    println!("  {name:<12}  {value}");
}

pub(crate) fn amount(amount: Option<Amount>) -> String {
    amount.map_or("?".to_owned(), |amount| amount.to_string())
}
