//! For the drift net: a list of all public types, of the generated client and of the vocabulary.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span};
use quote::quote;
use syn::Item;

use super::shape::module;
use super::vocabulary::rust_types;
use crate::json::Json;

/// A function that answers the list, as Rust syntax.
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
    let words = words.into_iter().map(|word| {
        let name = Ident::new(word, Span::call_site());
        quote!(entry::<partna_types::#name>(#word))
    });
    Ok(syn::parse_quote! {
        use partna_auth::types;

        use crate::{PublicType, entry};

        /// Every public type of the generated client, then every open enum.
        pub fn public_types() -> Vec<PublicType> {
            vec![#(#components,)* #(#words),*]
        }
    })
}
