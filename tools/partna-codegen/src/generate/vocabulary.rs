//! The open-enum vocabulary: one Rust type for all enums of one subject, with every value that any of them knows.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::Context;
use openapi_facts::json::Json;
use openapi_facts::sanitize::code_span;

use crate::open_enums::{components, values, variant_name};

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
            let wire = code_span(value);
            writeln!(text, "        /// {wire} on the wire.")?;
            writeln!(text, "        {variant} = {},", rust_string(value))?;
        }
        text += "    }\n}\n";
    }
    Ok(text)
}

/// A string of generated code, quotes included.
pub fn rust_string(text: &str) -> String {
    proc_macro2::Literal::string(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_variant_documents_its_wire_text() -> anyhow::Result<()> {
        let doc = serde_json::from_str(
            r#"{"components": {"schemas": {"KindOfPayment": {
                "type": "string", "x-partna-rust": "Kind", "enum": ["BUY_GOODS", "a`b", "*/ [x](y)"],
                "x-partna-names": {"a`b": "Odd", "*/ [x](y)": "Markup"}
            }}}}"#,
        )?;
        let text = vocabulary(&doc)?;
        for lines in [
            "        /// `BUY_GOODS` on the wire.\n        BuyGoods = \"BUY_GOODS\",\n",
            "        /// ``a`b`` on the wire.\n        Odd = \"a`b\",\n",
            "        /// `*/ [x](y)` on the wire.\n        Markup = \"*/ [x](y)\",\n",
        ] {
            assert!(text.contains(lines), "{lines}\n{text}");
        }
        Ok(())
    }
}
