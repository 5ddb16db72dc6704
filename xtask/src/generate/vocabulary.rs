//! The open-enum vocabulary: one Rust type for all enums of one subject, with every value that any of them knows.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::Context;

use crate::json::Json;
use crate::sanitize::code_span;

/// Enum components and the Rust type of each: `("RampCurrency", "Currency")`.
pub fn rust_types(doc: &Json) -> impl Iterator<Item = (&str, &str)> {
    components(doc).map(|(name, rust, _)| (name, rust))
}

/// Enum components: name, Rust type, schema.
pub fn components(doc: &Json) -> impl Iterator<Item = (&str, &str, &Json)> {
    let schemas = doc.at(&["components", "schemas"]);
    schemas
        .into_iter()
        .flat_map(Json::entries)
        .filter_map(|(name, schema)| Some((name, schema.text("x-partna-rust")?, schema)))
}

/// The values that an enum lists, be it of requests or of answers.
pub fn values(schema: &Json) -> impl Iterator<Item = &str> {
    let lists = ["enum", "x-partna-values"].map(|key| schema.list(key));
    lists.into_iter().flatten().filter_map(Json::as_str)
}

/// The name of a value's variant: the one given, or one made of the value.
pub fn variant_name(schema: &Json, value: &str) -> String {
    let given = schema
        .get("x-partna-names")
        .and_then(|names| names.get(value))
        .and_then(Json::as_str);
    given.map_or_else(|| pascal(value), str::to_owned)
}

/// The types, as Rust text.
pub fn vocabulary(doc: &Json) -> anyhow::Result<String> {
    let mut types: BTreeMap<&str, (Vec<String>, BTreeMap<&str, String>)> = BTreeMap::new();
    for (name, rust, schema) in components(doc).filter(|(_, rust, _)| *rust != "bool") {
        let (members, variants) = types.entry(rust).or_default();
        members.push(code_span(name));
        for value in values(schema) {
            variants
                .entry(value)
                .or_insert_with(|| variant_name(schema, value));
        }
    }
    // As text: prettyplease leaves what stands inside a macro in a heap.
    let mut text = "use crate::open_enum::open_enum;\n".to_owned();
    for (rust, (members, variants)) in types {
        for name in std::iter::once(rust).chain(variants.values().map(String::as_str)) {
            syn::parse_str::<syn::Ident>(name)
                .with_context(|| format!("`{name}` of an enum is not a Rust name"))?;
        }
        write!(
            text,
            "\nopen_enum! {{\n    /// Values of {}.\n    {rust} {{\n",
            members.join(", ")
        )?;
        for (value, variant) in variants {
            writeln!(text, "        {variant} = {},", rust_string(value))?;
        }
        text += "    }\n}\n";
    }
    Ok(text)
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

/// A string of generated code, quotes included.
pub fn rust_string(text: &str) -> String {
    proc_macro2::Literal::string(text).to_string()
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
