//! Generates a list of all public types for the drift tests: the types of the generated client and the open enums.

use std::collections::BTreeSet;

use openapi_facts::json::Json;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::Item;

use super::syntax::module;
use crate::open_enums::rust_types;

/// Returns a function that returns the list, as Rust syntax.
pub fn list(client: &syn::File, doc: &Json) -> anyhow::Result<syn::File> {
    let components = module(client, "types")?
        .iter()
        .filter_map(|item| match item {
            Item::Struct(item) => Some(&item.ident),
            Item::Enum(item) => Some(&item.ident),
            _ => None,
        });
    let components = components.map(|name| {
        let text = name.to_string();
        quote!(entry::<types::#name>(#text))
    });
    let words: BTreeSet<&str> = rust_types(doc)
        .map(|(_, rust)| rust)
        .filter(|rust| *rust != "bool")
        .collect();
    let words = words
        .into_iter()
        .map(|word| {
            let name: Ident = syn::parse_str(word)?;
            Ok(quote!(entry::<partna_types::enums::#name>(#word)))
        })
        .collect::<syn::Result<Vec<_>>>()?;
    let requests = requests(client)?;
    Ok(syn::parse_quote! {
        use partna_auth::{builder, types};

        use crate::{PublicType, entry, thread_safe};

        /// Every public type of the generated client, then every open enum.
        pub fn public_types() -> Vec<PublicType> {
            vec![#(#components,)* #(#words),*]
        }

        /// Every other public type of the generated client, by its path.
        pub fn request_types() -> Vec<&'static str> {
            vec![#(#requests),*]
        }
    })
}

/// Returns the client, the builders of requests, the builders of types, and the error type of the builders of types.
fn requests(client: &syn::File) -> anyhow::Result<Vec<TokenStream>> {
    let mut requests = vec![quote!(thread_safe::<partna_auth::Client>("Client"))];
    let types = module(client, "types")?;
    for (path, items) in [
        (quote!(builder), module(client, "builder")?),
        (quote!(types::builder), submodule(types, "builder")),
        (quote!(types::error), submodule(types, "error")),
    ] {
        let place = path.to_string().replace(' ', "");
        for item in items {
            if let Item::Struct(item) = item {
                let (name, text) = (&item.ident, format!("{place}::{}", item.ident));
                let lifetimes = item.generics.lifetimes().map(|_| quote!('static));
                let lifetimes: Vec<_> = lifetimes.collect();
                requests.push(quote!(thread_safe::<#path::#name<#(#lifetimes),*>>(#text)));
            }
        }
    }
    Ok(requests)
}

/// Returns the items of a module, or an empty slice if it does not exist.
fn submodule<'a>(items: &'a [Item], name: &str) -> &'a [Item] {
    let module = items.iter().find_map(|item| match item {
        Item::Mod(module) if module.ident == name => module.content.as_ref(),
        _ => None,
    });
    module.map_or(&[], |(_, items)| items)
}
