//! Generates the open enums. All enums of our document with the same `x-partna-rust` share one Rust type, which has the
//! values of all these enums.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::Context;
use openapi_facts::json::Json;
use openapi_facts::sanitize::{code_span, prose};

use crate::open_enums::{components, values, variant_name};

/// Returns the types, as Rust text.
///
/// The documentation of a type begins with the description of one component: the component with the name of the type,
/// or else the component with `Response` before this name, or else the first component.
pub fn vocabulary(doc: &Json) -> anyhow::Result<String> {
    let mut types: BTreeMap<&str, (Vec<Component<'_>>, BTreeMap<&str, String>)> = BTreeMap::new();
    for (name, rust, schema) in components(doc).filter(|(_, rust, _)| *rust != "bool") {
        let (members, variants) = types.entry(rust).or_default();
        members.push(Component {
            name,
            description: schema.text("description").unwrap_or_default(),
        });
        for value in values(schema) {
            variants
                .entry(value)
                .or_insert_with(|| variant_name(schema, value));
        }
    }
    // The code is built as text, because prettyplease does not format the contents of macros.
    let mut text = "use crate::open_enum::open_enum;\n".to_owned();
    for (rust, (members, variants)) in types {
        for name in std::iter::once(rust).chain(variants.values().map(String::as_str)) {
            syn::parse_str::<syn::Ident>(name)
                .with_context(|| format!("enum name `{name}`: not a valid Rust name; change it in `x-partna-names` or `x-partna-rust`"))?;
        }
        text += "\nopen_enum! {\n";
        for line in documentation(rust, &members).lines() {
            writeln!(text, "    {}", format!("/// {line}").trim_end())?;
        }
        writeln!(text, "    {rust} {{")?;
        for (value, variant) in variants {
            let wire = code_span(value);
            writeln!(text, "        /// {wire} on the wire.")?;
            writeln!(text, "        {variant} = {},", rust_string(value))?;
        }
        text += "    }\n}\n";
    }
    Ok(text)
}

/// A component that becomes a part of a Rust type.
struct Component<'a> {
    name: &'a str,
    description: &'a str,
}

/// Returns the documentation of a type and its components.
fn documentation(rust: &str, components: &[Component<'_>]) -> String {
    let named = |name: &str| components.iter().find(|component| component.name == name);
    let lead = named(rust)
        .or_else(|| named(&format!("Response{rust}")))
        .or_else(|| components.first());
    let mut text = lead.map_or_else(String::new, |lead| prose(lead.description));
    match components {
        [only] => {
            text += &format!(
                "\n\nThe component {} of the API's document has this type.",
                code_span(only.name)
            );
        }
        several => {
            text += "\n\nThese components of the API's document have this type:\n";
            for component in several {
                // An item of the list must be a single line.
                let words = prose(component.description).replace("\n\n", " ");
                text += &format!("\n- {}: {words}", code_span(component.name));
            }
        }
    }
    text
}

/// Returns a string literal of generated code, with quotes.
pub fn rust_string(text: &str) -> String {
    proc_macro2::Literal::string(text).to_string()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::extensions::{NAMES, RUST};

    fn document(schemas: Value) -> anyhow::Result<Json> {
        let doc = json!({"components": {"schemas": schemas}});
        Ok(serde_json::from_value(doc)?)
    }

    #[test]
    fn type_begins_with_its_description() -> anyhow::Result<()> {
        let component = |rust: &str, description: &str| json!({"type": "string", RUST: rust, "enum": ["A"], "description": description});
        let doc = document(json!({
            "ResponseCoin": component("Coin", "A coin."),
            "AssetCoin": component("Coin", "Coins that\nare assets.\n\n# They [are](x) few."),
            "ResponseFee": component("Fee", "A fee of a response."),
            "Fee": component("Fee", "A fee."),
            "Role": component("Role", "A role."),
        }))?;
        let text = vocabulary(&doc)?;
        for lines in [
            "open_enum! {\n    /// A coin.\n    ///\n    /// These components of the API's document have this type:\n    ///\n    \
             /// - `AssetCoin`: Coins that are assets. \\# They \\[are\\](x) few.\n    /// - `ResponseCoin`: A coin.\n    Coin {\n",
            "open_enum! {\n    /// A fee.\n",
            "open_enum! {\n    /// A role.\n    ///\n    /// The component `Role` of the API's document has this type.\n    Role {\n",
        ] {
            assert!(text.contains(lines), "{lines}\n{text}");
        }
        Ok(())
    }

    #[test]
    fn each_variant_documents_its_wire_text() -> anyhow::Result<()> {
        let doc = document(json!({"KindOfPayment": {
            "type": "string", RUST: "Kind", "enum": ["BUY_GOODS", "a`b", "*/ [x](y)"],
            NAMES: {"a`b": "Odd", "*/ [x](y)": "Markup"},
        }}))?;
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
