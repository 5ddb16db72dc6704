//! The output of the quickstart.

use std::fmt::Display;

use partna::Amount;

/// Prints the title of a step, and the calls that it makes.
pub(crate) fn heading(title: &str, calls: &str) {
    println!("\n{title}  (partna.{calls})");
}

pub(crate) fn line(name: &str, value: impl Display) {
    println!("  {name:<12}  {value}");
}

pub(crate) fn amount(amount: Option<Amount>) -> String {
    amount.map_or("?".to_owned(), |amount| amount.to_string())
}
