//! The open-enum vocabulary: one Rust type for all enums of one subject, with every value that any of them knows.

use std::collections::BTreeMap;

use anyhow::bail;
use proc_macro2::{Ident, Span};
use quote::quote;

use crate::json::Json;

/// Enum components and the Rust type of each: `("RampCurrency", "Currency")`.
pub fn rust_types(doc: &Json) -> impl Iterator<Item = (&str, &str)> {
    components(doc).map(|(name, rust, _)| (name, rust))
}

fn components(doc: &Json) -> impl Iterator<Item = (&str, &str, &Json)> {
    let schemas = doc.at(&["components", "schemas"]);
    schemas
        .into_iter()
        .flat_map(Json::entries)
        .filter_map(|(name, schema)| Some((name, schema.get("x-partna-rust")?.as_str()?, schema)))
}

/// The types, as Rust syntax.
pub fn vocabulary(doc: &Json) -> anyhow::Result<syn::File> {
    let mut types: BTreeMap<&str, (Vec<&str>, BTreeMap<&str, String>)> = BTreeMap::new();
    for (name, rust, schema) in components(doc).filter(|(_, rust, _)| *rust != "bool") {
        let (members, variants) = types.entry(rust).or_default();
        members.push(name);
        let names = schema.get("x-partna-names");
        for key in ["enum", "x-partna-values"] {
            for value in schema
                .get(key)
                .map_or(&[][..], Json::items)
                .iter()
                .filter_map(Json::as_str)
            {
                let given = names
                    .and_then(|names| names.get(value))
                    .and_then(Json::as_str);
                let variant = given.map_or_else(|| pascal(value), str::to_owned);
                match variants.get(value) {
                    Some(known) if given.is_some() && *known != variant => {
                        bail!("`{value}` of {rust} is named both {known} and {variant}")
                    }
                    Some(_) => {}
                    None => drop(variants.insert(value, variant)),
                }
            }
        }
    }
    let enums = types.iter().map(|(rust, (members, variants))| {
        let ident = Ident::new(rust, Span::call_site());
        let doc = format!(
            " Values of {}.",
            members
                .iter()
                .map(|name| format!("`{name}`"))
                .collect::<Vec<_>>()
                .join(", ")
        );
        let arms = variants.iter().map(|(value, variant)| {
            let variant = Ident::new(variant, Span::call_site());
            quote!(#variant = #value)
        });
        quote!(open_enum! { #[doc = #doc] #ident { #(#arms),* } })
    });
    Ok(syn::parse_quote! {
        use crate::open_enum::open_enum;
        #(#enums)*
    })
}

/// `useCurrentRate` -> `UseCurrentRate`, `BUY_GOODS` -> `BuyGoods`, `phone_1` -> `Phone1`.
fn pascal(value: &str) -> String {
    value
        .split(|c: char| !c.is_alphanumeric())
        .map(|word| {
            let shouting = !word.contains(char::is_lowercase);
            let mut letters = word.chars();
            let first = letters.next().into_iter().flat_map(char::to_uppercase);
            let rest: String = letters.collect();
            first
                .chain(if shouting { rest.to_lowercase() } else { rest }.chars())
                .collect::<String>()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_variants() {
        for (value, name) in [
            ("NGN", "Ngn"),
            ("useCurrentRate", "UseCurrentRate"),
            ("BUY_GOODS", "BuyGoods"),
            ("phone_1", "Phone1"),
            ("Internal Transfer", "InternalTransfer"),
            ("transfer.success", "TransferSuccess"),
            ("OnRamp", "OnRamp"),
        ] {
            assert_eq!(pascal(value), name);
        }
    }
}
