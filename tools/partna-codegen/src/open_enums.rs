//! Finds the open enums of a document, their values, and the names of their variants.

use heck::ToUpperCamelCase;
use openapi_facts::json::Json;

use crate::extensions;

/// Returns the enum components and the Rust type of each: `("RampCurrency", "Currency")`.
pub fn rust_types(doc: &Json) -> impl Iterator<Item = (&str, &str)> {
    components(doc).map(|(name, rust, _)| (name, rust))
}

/// Returns the name, the Rust type and the schema of each enum component.
pub fn components(doc: &Json) -> impl Iterator<Item = (&str, &str, &Json)> {
    let schemas = doc.at(&["components", "schemas"]);
    schemas
        .into_iter()
        .flat_map(Json::entries)
        .filter_map(|(name, schema)| Some((name, schema.text(extensions::RUST)?, schema)))
}

/// Returns the values that an enum lists, both the documented values and the values that are known from responses.
pub fn values(schema: &Json) -> impl Iterator<Item = &str> {
    let lists = ["enum", extensions::VALUES].map(|key| schema.list(key));
    lists.into_iter().flatten().filter_map(Json::as_str)
}

/// Returns the variant name of a value: the name in the document, or else a name that is generated from the value.
pub fn variant_name(schema: &Json, value: &str) -> String {
    let named = schema
        .get(extensions::NAMES)
        .and_then(|names| names.get(value))
        .and_then(Json::as_str);
    named.map_or_else(|| value.to_upper_camel_case(), str::to_owned)
}

/// Whether a name is valid for a variant.
pub fn is_variant(name: &str) -> bool {
    is_type_name(name) && name != "Other" && name != "Self"
}

/// Whether a name is valid for a Rust type.
pub fn is_type_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric())
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
            assert_eq!(value.to_upper_camel_case(), name);
        }
    }
}
