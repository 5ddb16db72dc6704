//! Implements the trait `HasReference` for the builders of writes with a caller's reference.

use anyhow::{Context, bail};
use openapi_facts::json::Json;
use quote::format_ident;
use syn::{Item, ItemImpl, ItemMod, ItemStruct, Type, parse_quote};

use super::syntax::{argument, content, module, type_name};
use crate::document::{bare, operations};
use crate::extensions;

/// Appends an implementation for every operation with a reference.
pub fn append(client: &mut syn::File, doc: &Json) -> anyhow::Result<()> {
    let mut blocks = Vec::new();
    for (_, _, operation) in operations(doc) {
        let id = operation.text("operationId").unwrap_or_default();
        let field = operation
            .at(&[extensions::REFERENCE, "field"])
            .and_then(Json::as_str);
        if let Some(field) = field {
            let rejected = operation.text(extensions::DUPLICATES) == Some("rejected");
            let [sealed, block] = implementations(client, id, field, rejected)
                .with_context(|| format!("`{id}`: cannot carry a reference"))?;
            blocks.extend([Item::Impl(sealed), Item::Impl(block)]);
        }
    }
    let builders = client.items.iter_mut().find_map(|item| match item {
        Item::Mod(module) if module.ident == "builder" => Some(module),
        _ => None,
    });
    let builders: &mut ItemMod = builders.context("progenitor generated no module `builder`")?;
    content(builders)?.extend(blocks);
    Ok(())
}

fn implementations(
    client: &syn::File,
    id: &str,
    field: &str,
    rejected: bool,
) -> anyhow::Result<[ItemImpl; 2]> {
    let builder = structure(module(client, "builder")?, |name| bare(name) == bare(id))?;
    if builder.fields.len() != 2 {
        bail!("its builder has other fields than the client and a body, which would be lost");
    }
    let kept = builder
        .fields
        .iter()
        .find(|field| field.ident.as_ref().is_some_and(|name| name == "body"));
    let body = kept
        .and_then(|field| argument(&field.ty))
        .and_then(|ty| type_name(&ty))
        .context("its builder has no body")?;
    let sent = structure(module(client, "types")?, |name| name == body)?;
    let mut fields = sent.fields.iter();
    let reference = fields
        .find(|known| {
            known
                .ident
                .as_ref()
                .is_some_and(|name| bare(&name.to_string()) == bare(field))
        })
        .with_context(|| format!("its body has no `{field}`"))?;
    if argument(&reference.ty)
        .and_then(|ty| type_name(&ty))
        .as_deref()
        != Some("String")
    {
        bail!("`{field}` is not an optional text");
    }
    let name = &builder.ident;
    let response = response_type(module(client, "builder")?, &name.to_string())?;
    let (body, reference) = (format_ident!("{body}"), &reference.ident);
    let duplicates = format_ident!(
        "{}",
        if rejected {
            "RejectsDuplicates"
        } else {
            "DuplicatesUndocumented"
        }
    );
    let sealed = parse_quote!(impl crate::has_reference::Sealed for #name<'_> {});
    let block = parse_quote! {
        impl crate::HasReference for #name<'_> {
            type Body = types::#body;
            type Response = #response;
            type Duplicates = crate::#duplicates;
            const OPERATION: &'static str = #id;

            fn into_parts(self) -> Result<(super::Client, Self::Body), crate::Error> {
                let body = self.body.and_then(|body| types::#body::try_from(body).map_err(|error| error.to_string()));
                let body = body.map_err(|problem| RequestError::Invalid(problem).of_operation(#id))?;
                Ok((self.client.clone(), body))
            }

            fn reference(body: &mut Self::Body) -> &mut Option<String> {
                &mut body.#reference
            }
        }
    };
    Ok([sealed, block])
}

fn structure(items: &[Item], matches: impl Fn(&str) -> bool) -> anyhow::Result<&ItemStruct> {
    let found = items.iter().find_map(|item| match item {
        Item::Struct(item) if matches(&item.ident.to_string()) => Some(item),
        _ => None,
    });
    found.context("progenitor generated no struct of this name")
}

/// Returns the `T` that the public `send` of a builder returns.
fn response_type(items: &[Item], builder: &str) -> anyhow::Result<Type> {
    let blocks = items.iter().filter_map(|item| match item {
        Item::Impl(block) if type_name(&block.self_ty).as_deref() == Some(builder) => Some(block),
        _ => None,
    });
    let mut functions = blocks
        .flat_map(|block| &block.items)
        .filter_map(|item| match item {
            syn::ImplItem::Fn(function) if function.sig.ident == "send" => {
                Some(&function.sig.output)
            }
            _ => None,
        });
    let Some(syn::ReturnType::Type(_, returned)) = functions.next() else {
        bail!("its builder has no `send`");
    };
    let value = argument(returned).context("`send` does not return a Result")?;
    argument(&value).context("`send` does not return a ResponseValue")
}
