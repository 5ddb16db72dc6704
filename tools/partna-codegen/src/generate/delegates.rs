//! Generates a method of `Partna` for each operation, in one `impl` block per tag. The methods are inherent, so that
//! all are on the page of `Partna` in the docs, and a conflict with a hand-written method is a compile error.

use std::collections::BTreeMap;

use anyhow::Context;
use openapi_facts::json::Json;
use openapi_facts::sanitize::prose;
use quote::quote;
use syn::{Attribute, ImplItem, ImplItemFn, Item, ItemImpl};

use super::docs::lines;
use super::syntax::type_name;
use crate::document::{bare, operations};

/// Returns the methods, as Rust syntax.
pub fn delegates(client: &syn::File, doc: &Json) -> anyhow::Result<syn::File> {
    let mut methods = methods_of_client(client);
    let mut tags: BTreeMap<usize, Vec<ImplItemFn>> = BTreeMap::new();
    let documented = doc.list("tags");
    for (_, _, operation) in operations(doc) {
        let id = operation
            .text("operationId")
            .context("an operation without operationId; add one")?;
        let tag = operation.list("tags").first().and_then(Json::as_str);
        let place = documented.iter().position(|it| it.text("name") == tag);
        let method = methods
            .remove(&bare(id))
            .with_context(|| format!("`{id}`: progenitor generated no method"))?;
        let place = place.unwrap_or(documented.len());
        tags.entry(place).or_default().push(delegate(method));
    }
    let blocks = tags.into_iter().map(|(place, methods)| {
        let heading = documented.get(place).map_or_else(Vec::new, heading);
        quote! {
            #(#heading)*
            impl Partna { #(#methods)* }
        }
    });
    Ok(syn::parse_quote! {
        use partna_client::builder;

        use crate::Partna;

        #(#blocks)*
    })
}

/// Returns the methods of operations, by their normalized name.
fn methods_of_client(client: &syn::File) -> BTreeMap<String, ImplItemFn> {
    let blocks = client.items.iter().filter_map(|item| match item {
        Item::Impl(ItemImpl {
            trait_: None,
            self_ty,
            items,
            ..
        }) if type_name(self_ty).as_deref() == Some("Client") => Some(items),
        _ => None,
    });
    let methods = blocks.flatten().filter_map(|item| match item {
        ImplItem::Fn(method) if method.sig.receiver().is_some() => Some(method.clone()),
        _ => None,
    });
    methods
        .map(|method| (bare(&method.sig.ident.to_string()), method))
        .collect()
}

/// Replaces the body of a method with a call of the same method of the inner client.
fn delegate(mut method: ImplItemFn) -> ImplItemFn {
    let name = &method.sig.ident;
    method.block = syn::parse_quote!({ self.client().#name() });
    method
}

/// Returns the doc comment of a tag's block: `Ramp: Onramps and offramps.`
fn heading(tag: &Json) -> Vec<Attribute> {
    let text = |key| prose(tag.text(key).unwrap_or(""));
    lines(&format!("{}: {}", text("name"), text("description")))
}
