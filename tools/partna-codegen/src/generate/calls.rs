//! For the suites: every operation as a function from JSON to JSON, so that they cannot lag behind the document.

use std::collections::BTreeMap;

use anyhow::{Context, bail};
use openapi_facts::json::Json;
use proc_macro2::Ident;
use quote::quote;
use syn::{Fields, Item, ItemStruct, Type};

use super::syntax::{argument, module, type_name};
use crate::document::{bare, operations};

/// The functions, as Rust syntax.
pub fn calls(client: &syn::File, doc: &Json) -> anyhow::Result<syn::File> {
    let builders: BTreeMap<String, &ItemStruct> = module(client, "builder")?
        .iter()
        .filter_map(|item| match item {
            Item::Struct(item) => Some((bare(&item.ident.to_string()), item)),
            _ => None,
        })
        .collect();
    let mut functions = Vec::new();
    let mut arms = Vec::new();
    for (_, _, operation) in operations(doc) {
        let id = operation
            .text("operationId")
            .context("an operation without id")?;
        let builder = builders
            .get(&bare(id))
            .with_context(|| format!("`{id}` has no builder"))?;
        let name: Ident =
            syn::parse_str(id).with_context(|| format!("`{id}` is not the name of a method"))?;
        let steps = steps(builder, operation)?;
        let arguments = if steps.is_empty() {
            quote!(_)
        } else {
            quote!(arguments)
        };
        functions.push(quote! {
            async fn #name(client: &Client, #arguments: &Arguments) -> Result<CallResponse, CallError> {
                let request = client.#name();
                #(#steps)*
                call_response(request.send().await)
            }
        });
        arms.push(quote!(#id => Box::pin(#name(client, arguments))));
    }
    Ok(syn::parse_quote! {
        use crate::call::{Arguments, CallError, CallFuture, CallResponse, call_response};
        use crate::{Client, types};

        /// Calls an operation by its id; none if there is no such operation.
        pub fn call<'a>(client: &'a Client, operation: &str, arguments: &'a Arguments) -> Option<CallFuture<'a>> {
            Some(match operation {
                #(#arms,)*
                _ => return None,
            })
        }

        #(#functions)*
    })
}

/// One step a parameter, and one for the body.
fn steps(builder: &ItemStruct, operation: &Json) -> anyhow::Result<Vec<proc_macro2::TokenStream>> {
    let parameters: BTreeMap<String, &str> = operation
        .list("parameters")
        .iter()
        .filter_map(|parameter| parameter.text("name"))
        .map(|name| (bare(name), name))
        .collect();
    let Fields::Named(fields) = &builder.fields else {
        bail!("the builder `{}` has no named fields", builder.ident);
    };
    let mut steps = Vec::new();
    for field in &fields.named {
        let setter = field.ident.as_ref().context("a field without a name")?;
        let value_holder = argument(&field.ty);
        match (setter.to_string().as_str(), value_holder) {
            ("client", _) => {}
            ("body", Some(body)) => {
                let name = type_name(&body).context("a body without a type")?;
                let body = Ident::new(&name, setter.span());
                steps.push(quote! {
                    let request = match arguments.body::<types::#body>()? {
                        Some(value) => request.body(value),
                        None => request,
                    };
                });
            }
            (name, Some(value_holder)) => {
                let wire = parameters
                    .get(&bare(name))
                    .with_context(|| format!("`{name}` of `{}` is no parameter", builder.ident))?;
                let value = value_type(&value_holder);
                steps.push(quote! {
                    let request = match arguments.parameter::<#value>(#wire)? {
                        Some(value) => request.#setter(value),
                        None => request,
                    };
                });
            }
            (name, None) => bail!("`{name}` of `{}` holds nothing", builder.ident),
        }
    }
    Ok(steps)
}

/// `T` of `Option<T>`, and of `T` itself.
fn value_type(ty: &Type) -> Type {
    match type_name(ty).as_deref() {
        Some("Option") => argument(ty).unwrap_or_else(|| ty.clone()),
        _ => ty.clone(),
    }
}
