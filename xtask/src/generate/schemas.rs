//! For the drift net: a list of all public types of the generated client with the JSON Schema of each.

use anyhow::Context;
use quote::quote;
use syn::Item;

/// A function that answers the schemas, as Rust syntax.
pub fn list(client: &syn::File) -> anyhow::Result<syn::File> {
    let types = client
        .items
        .iter()
        .find_map(|item| match item {
            Item::Mod(module) if module.ident == "types" => module.content.as_ref(),
            _ => None,
        })
        .context("the client has no types")?;
    let names: Vec<_> = types
        .1
        .iter()
        .filter_map(|item| match item {
            Item::Struct(item) => Some(&item.ident),
            Item::Enum(item) => Some(&item.ident),
            _ => None,
        })
        .collect();
    let rows = names.iter().map(|name| {
        let text = name.to_string();
        quote!((#text, schemars::schema_for!(types::#name)))
    });
    Ok(syn::parse_quote! {
        use partna_auth::types;

        /// Every public type of the generated client with its JSON Schema.
        pub fn schemas() -> Vec<(&'static str, schemars::Schema)> {
            vec![#(#rows),*]
        }
    })
}
