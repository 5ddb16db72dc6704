//! Implements the trait `HasData` for responses with a member `data`.

use std::collections::BTreeSet;

use anyhow::Context;
use syn::{Fields, ImplItem, Item, ItemImpl, ItemMod, ReturnType, Type, parse_quote};

use super::syntax::{argument, content, module, type_name};

/// Appends an implementation for the response of every operation that has `data`.
pub fn append(client: &mut syn::File) -> anyhow::Result<()> {
    let responses = responses(module(client, "builder")?);
    let types = client.items.iter_mut().find_map(|item| match item {
        Item::Mod(module) if module.ident == "types" => Some(module),
        _ => None,
    });
    let types: &mut ItemMod = types.context("progenitor generated no module `types`")?;
    let items = content(types)?;
    let blocks: Vec<Item> = items
        .iter()
        .filter_map(|item| match item {
            Item::Struct(item) if responses.contains(&item.ident.to_string()) => Some(item),
            _ => None,
        })
        .filter_map(|item| Some((&item.ident, data(&item.fields)?)))
        .flat_map(|(name, data)| implementations(name, &data))
        .map(Item::Impl)
        .collect();
    items.extend(blocks);
    Ok(())
}

/// Returns the names of the types that the public `send` of a builder returns.
fn responses(builders: &[Item]) -> BTreeSet<String> {
    let blocks = builders.iter().filter_map(|item| match item {
        Item::Impl(block) => Some(&block.items),
        _ => None,
    });
    let outputs = blocks.flatten().filter_map(|item| match item {
        ImplItem::Fn(function) if function.sig.ident == "send" => match &function.sig.output {
            ReturnType::Type(_, returned) => argument(returned),
            ReturnType::Default => None,
        },
        _ => None,
    });
    outputs
        .filter_map(|value| type_name(&argument(&value)?))
        .collect()
}

/// Returns the type of the field `data`.
fn data(fields: &Fields) -> Option<Type> {
    let is_data = |field: &&syn::Field| field.ident.as_ref().is_some_and(|name| name == "data");
    fields.iter().find(is_data).map(|field| field.ty.clone())
}

fn implementations(name: &syn::Ident, data: &Type) -> [ItemImpl; 2] {
    let optional = match type_name(data).as_deref() {
        Some("Option") => argument(data),
        _ => None,
    };
    let block = match optional {
        Some(inner) => parse_quote! {
            impl crate::HasData for #name {
                type Data = #inner;

                fn data(&self) -> ::std::option::Option<&#inner> {
                    self.data.as_ref()
                }

                fn into_data(self) -> ::std::option::Option<#inner> {
                    self.data
                }
            }
        },
        None => parse_quote! {
            impl crate::HasData for #name {
                type Data = #data;

                fn data(&self) -> ::std::option::Option<&#data> {
                    ::std::option::Option::Some(&self.data)
                }

                fn into_data(self) -> ::std::option::Option<#data> {
                    ::std::option::Option::Some(self.data)
                }
            }
        },
    };
    [
        parse_quote!(impl crate::has_data::sealed::Sealed for #name {}),
        block,
    ]
}
